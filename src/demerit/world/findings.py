"""Five findings of a run in plain sentences, from its summary alone."""

import re
from typing import Any, Final

CLAIMED: Final = "2018"  # the year of the claims
DEMANDS: Final = ("flight", "train", "credit", "property", "school", "service", "job")  # train: ordinary and high-speed


def said(n: float) -> str:
    """A whole-country figure as a reader says it, no more exact than it is."""
    if n >= 1e7:
        return f"{n / 1e6:,.0f} million"
    if n >= 1e6:
        return f"{n / 1e6:,.1f} million"
    return f"{n / 1e3:,.0f} thousand" if n >= 1e4 else f"{n:,.0f}"


def _when(summary: dict[str, Any]) -> tuple[str, str]:
    """The year to speak of, and its last month: 2018, or the last year of the run."""
    months = sorted(key[-7:] for key in summary if re.fullmatch(r"people\.\d{4}-\d{2}", key))
    of_claim = [month for month in months if month.startswith(CLAIMED)]
    last = (of_claim or months)[-1]
    return last[:4], last


def findings(summary: dict[str, Any]) -> list[str]:
    """Five sentences; a mechanism that is absent says so with a zero."""
    year, last = _when(summary)
    during = year if last.endswith("-12") else f"{year} (to {last})"

    def of(name: str) -> float:
        return float(summary.get(f"{name}.{year}", 0))

    def share(part: float, whole: float) -> str:
        return f"{100 * part / whole:.0f}" if whole else "0"

    stock, wrongful = of("blacklist.stock"), of("blacklist.wrongful_stock")
    refused = sum(of(f"refused.{demand}") for demand in DEMANDS)
    silent, spoken = of("self_censored.criticism"), of("acts.criticism")
    return [
        f"{during}: {said(of('refused.flight'))} flights and {said(of('refused.train'))} train tickets refused, "
        f"{said(of('refused.high_speed'))} of them for high-speed trains.",
        f"{during}: {said(of('refused.credit.people'))} people were refused credit by the regime.",
        f"End of {last}: {said(stock)} people on the blacklist; {share(wrongful, stock)} % of them would not be, had "
        "nothing been recorded that they never did.",
        f"{during}: {said(of('refused.unaware'))} of {said(refused)} refusals were the first that the person heard of "
        "the listing.",
        f"{during}: of every 100 criticisms that would have been made without fear, {share(silent, silent + spoken)} "
        "were left unsaid.",
    ]
