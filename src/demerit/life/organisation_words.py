"""How organisations' conduct, sources, demands and grounds are called in sentences, which are in English only."""

from typing import Final

STATEMENT: Final = "A synthetic organisation; an experiment, not a forecast."
IN_PICTURES: Final = "synthetic organisations; an experiment, not a forecast"
ACTS: Final = {
    "tax_default": "unpaid tax",
    "unsafe_workplace": "an unsafe workplace",
    "pollution": "pollution",
    "contract_breach": "a broken contract",
    "withheld_data": "data not handed over",
    "compliance_award": "an award for compliance",
    "revoked": "the loss of its licence",
    "late_return": "a late or wrong tax return",
    "tax_fraud": "tax fraud",
    "unreachable": "its absence from its address",
    "judgment_default": "a judgment that was not performed",
    "missing_report": "a missing yearly report",
    "unlawful_activity": "activity outside its registered purpose",
    "advocacy": "speaking up in public against an authority",
}
SOURCES: Final = {
    "tax": "the tax office",
    "safety": "the safety regulator",
    "environment": "the environment regulator",
    "courts": "a court",
    "data_sharing": "the authority that collects its data",
    "premises_camera": "a camera on its premises",
    "registrar": "the authority that registers it",
}
DEMANDS: Final = {
    "credit": ("loan", "loans"),
    "tender": ("tender", "tenders"),
    "market_access": ("permit for a market", "permits for a market"),
    "invoices": ("larger quota of tax invoices", "larger quotas of tax invoices"),
    "funding": ("grant", "grants"),
}
GROUNDS: Final = {
    "rating": "for its rating",
    "owner": "because its owner was listed when the month began",
    "watchlist": "for having been on the watch list too long",
}
LISTS: Final = {"blacklist": "on the blacklist", "watchlist": "on the watch list"}
WRONG: Final = {"false": "nothing of the kind had happened", "misattributed": "another organisation nearby had done it"}
TRUTHS: Final = {"correct": "it had happened", **WRONG}


def why(ground: str) -> str:
    """Why an organisation was put on a list."""
    return GROUNDS.get(ground) or f"for {ACTS[ground]}"


def counted(n: int, one: str, many: str) -> str:
    """A number and what it counts: "1 loan", "3 loans"."""
    return f"{n} {one if n == 1 else many}"
