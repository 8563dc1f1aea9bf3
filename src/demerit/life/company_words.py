"""How organisations' conduct, data sources, demands and grounds are called in sentences."""

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
}
SOURCES: Final = {
    "tax": "the tax office",
    "safety": "the safety regulator",
    "environment": "the environment regulator",
    "courts": "a court",
    "data_sharing": "whoever reads the data that it must hand over",
    "premises_camera": "a camera on its premises",
}
DEMANDS: Final = {
    "credit": ("loan", "loans"),
    "tender": ("tender", "tenders"),
    "market_access": ("permit for a market", "permits for a market"),
}
GROUNDS: Final = {"rating": "for its rating", "owner": "because its owner is listed"}
WRONG: Final = {"false": "nothing of the kind had happened", "misattributed": "another organisation nearby had done it"}
TRUTHS: Final = {"correct": "it had happened", **WRONG}
