"""What a number needs in order to move anything: what else is changed, in both worlds of a pair.

Some numbers are idle in the preset where they stand, as long as somebody changes nothing there: what a right is worth
where nobody may object, what a city does in a country of which a small world has too few people in it.
"""

import copy
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from tests.helpers.pairs import held

from demerit.calendar import NEVER, month_of, text_of
from demerit.ranges import BEYOND
from demerit.scenario.regime import Regime
from demerit.scenario.rules import MOST_EXPIRING
from demerit.scenario.turning import Number

Data = dict[str, Any]
NO_POINTS: Final = text_of(NEVER)
SCALE: Final = {"start": 0, "lowest": -1000, "highest": 1000, "clean_year": 0, "bands": {}}
# What the police see of small offences, and what comes of it.
SEEN: Final[Data] = {
    "coverage": 1.0,
    "false_record_rate": 0.001,
    "sees": {"petty_offence": 0.5, "road_crossing": 0.05, "loud_music": 0.2},
}
COSTS: Final = 10  # points
OFTEN: Final = 3.0  # candidates an organisation-year
HEARD: Final = 0.5  # share of objections upheld, from which a share can be turned both ways
HARD: Final = 100  # points above those that every customer begins with
SOON: Final = 10  # points an organisation gets back a month
NONPROFIT: Final = {"nonprofits", "registrar", "missing_report", "unlawful_activity", "advocacy"}
REFUSED: Final = ("Fear.refusal", "Points.bands", "Points.lowest")


class Switch(NamedTuple):
    """What is changed, for which numbers of which scenario, and how."""

    name: str
    needed: Callable[[Data, Number], bool]
    change: Callable[[Data], None]


def _is(number: Number, *path: Any) -> bool:
    return number.path[: len(path)] == path


def _of_regime(number: Number) -> bool:
    return number.path[0] != "society"


def _of_a_pilot(data: Data, number: Number) -> bool:
    return _of_regime(number) and bool(data["regime"]["rollout"]["provinces"])


def _everywhere(data: Data) -> None:
    data["regime"]["rollout"]["provinces"] = []


def _all_months(data: Data) -> None:
    data["start"], data["end"] = data["society"]["first_month"], data["society"]["last_month"]
    data["regime"] = Regime().model_dump(mode="json", by_alias=True)
    data["interventions"] = []


def _of_other_months(data: Data, number: Number) -> bool:
    """Whether a number of the society holds in months that the scenario does not live."""
    if not number.field.startswith("People."):
        return False
    months = held(data, number)
    return months.stop <= month_of(data["start"]) or months.start > month_of(data["end"])


def _undone(data: Data) -> None:
    data["interventions"] = []


def _undone_at_once(data: Data, number: Number) -> bool:
    """Whether an intervention takes the number away in the first month."""
    at = ".".join(map(str, number.path))
    first = [each["set"] for each in data["interventions"] if each["date"] == data["start"]]
    return any(value is None and at.startswith(key) for changes in first for key, value in changes.items())


def _heard(data: Data) -> None:
    rights = data["regime"]["rights"]
    rights["objecting"] |= {"justified": 1.0, "unjustified": 0.5}
    rights |= {"notice": True, "objection": True, "upheld": max(rights["upheld"], HEARD)}


def _nobody_is_heard(data: Data, number: Number) -> bool:
    return _is(number, "regime", "rights") and not data["regime"]["rights"]["objection"]


def _recorded(data: Data) -> None:
    regime = data["regime"]
    police = regime["data_sources"].setdefault("police", {**SEEN, "sees": {}})
    police["sees"] |= SEEN["sees"]
    regime["rules"] += [{"id": f"made-up-{name}", "conduct": name, "points": -COSTS} for name in SEEN["sees"]]
    regime["automatic_penalties"] += [{"source": "police", "conduct": "petty_offence", "from": data["start"]}]
    if _pointless(data):
        _pointed(data)


def _nothing_on_file(data: Data, number: Number) -> bool:
    """Whether a right has nothing to do, or an objection less at stake than it is about."""
    small = number.field in ("Objecting.points", "Objecting.penalty")
    return _is(number, "regime", "rights") and (small or not data["regime"]["data_sources"])


def _pointed(data: Data) -> None:
    regime = data["regime"]
    regime["points"] = {"from": data["start"], **SCALE}


def _charged(data: Data) -> None:
    _pointed(data)
    rules = data["regime"]["rules"]
    for rule in rules:
        rule["points"] = rule["points"] or -COSTS
    sources = data["regime"]["data_sources"].values()
    seen = [name for source in sources for name in source["sees"]]
    for source in sources:  # what one source alone sees, it sees wholly
        source["sees"] |= {name: 1.0 for name in source["sees"] if seen.count(name) == 1}
    for name in sorted({*seen} - {rule["conduct"] for rule in rules}):
        rules.append({"id": f"made-up-{name}", "conduct": name, "points": -COSTS})


def _no_points(data: Data, number: Number) -> bool:
    return _is(number, "regime", "rules") and number.path[-1] == "points" and _pointless(data)


def _nothing_lost(data: Data, number: Number) -> bool:
    return _is(number, "regime", "data_sources") and number.path[-1] == "delay_days" and _pointless(data)


def _pointless(data: Data) -> bool:
    return bool(data["regime"]["points"]["from"] == NO_POINTS)


def _young_customers(data: Data) -> None:
    for score in data["regime"]["commercial_scores"].values():
        score["least_age"] = 0
        score["refuses"]["service"] = score["start"] + HARD  # children and the old ask for no loans


def _of_an_age(data: Data, number: Number) -> bool:
    return number.field == "CommercialScore.age"


def _passes(data: Data) -> None:
    data["regime"]["data_sources"]["health"] = {"coverage": 1.0, "sees": {"health_breach": 1.0}}
    data["regime"]["health_pass"] = {"from": data["start"], "invalid_days": 365}


def _without_passes(data: Data, number: Number) -> bool:
    return number.path[-1] == "health" and number.field.startswith("Comm") and data["regime"]["health_pass"] is None


def _scored(data: Data) -> None:
    data["society"]["lending"]["declined_with_entry"] = 0.0


def _declined_anyway(data: Data, number: Number) -> bool:
    """Whether a number is of a score that refuses nothing but loans, where lenders refuse whoever is in arrears."""
    scores = data["regime"]["commercial_scores"]
    of = scores.get(number.path[2]) if _is(number, "regime", "commercial_scores") else None
    return of is not None and set(of["refuses"]) == {"credit"} and data["society"]["lending"]["declined_with_entry"] > 0


def _unbanded(data: Data) -> None:
    data["regime"]["points"]["bands"] = {}


def _banded(data: Data, number: Number) -> bool:
    return number.field in ("Points.lowest", "Points.highest") and bool(data["regime"]["points"]["bands"])


def _rewarded(data: Data) -> None:
    for book in ("companies", "nonprofits"):
        for rule in (data["regime"]["organisations"][book] or {"rules": []})["rules"][:1]:
            rule["points"] = COSTS


def _nothing_won(data: Data, number: Number) -> bool:
    if number.field != "OrganisationPoints.highest":
        return False
    book = data["regime"]["organisations"][number.path[2]]
    return all(rule["points"] <= 0 for rule in book["rules"])


def _associated(data: Data) -> None:
    data["society"]["organisations"]["kinds"] = {"domestic": 0.75, "foreign": 0.01, "nonprofit": 0.24}


def _of_nonprofits(data: Data, number: Number) -> bool:
    """Whether a number is of organisations of which there are six in a thousand."""
    there = "organisations" in number.path and data["society"]["organisations"] is not None
    return there and (bool(NONPROFIT & set(number.path)) or number.path[-2:] == ("kind", 2))


def _soon_again(data: Data) -> None:
    _often(data)
    for book in ("companies", "nonprofits"):
        data["regime"]["organisations"][book]["points"]["recovers_a_month"] = SOON


def _held_longer_anyway(data: Data, number: Number) -> bool:
    """Whether a number is of a term that few see the end of: by then they are still rated so low that they stay."""
    return number.field == "OrganisationList.repeat_days"


def _often(data: Data) -> None:
    for kind in data["society"]["organisations"]["conduct"].values():
        kind["ceiling"] = OFTEN / (max(kind["kind"]) * max(kind["sector"]) * max(kind["size"]))


def _seldom(data: Data, number: Number) -> bool:
    return number.field.startswith("Doing.") and "conduct" in number.path


def _dearer(data: Data) -> None:
    for rule in data["regime"]["rules"]:
        rule["points"] = max(rule["points"] * 10, -MOST_EXPIRING)


def _out_of_reach(data: Data, number: Number) -> bool:
    """Whether a number is of refusals, all by points of which nearly nobody loses so many."""
    bars = data["regime"]["consequences"].values()
    of_refusals = number.field.startswith(("Hardship.", "Consequence.")) or number.field in REFUSED
    return of_refusals and bool(bars) and all(bar["list"] is None and bar["below"] < BEYOND for bar in bars)


def _told(data: Data) -> None:
    data["regime"]["rights"]["notice"] = True


def _untold(data: Data, number: Number) -> bool:
    return number.field == "Fear.listing" and not data["regime"]["rights"]["notice"]


def _no_series(data: Data) -> None:
    data["society"]["people"]["online_by_year"] = {}


def _by_year(data: Data, number: Number) -> bool:
    return number.field == "Nation.online" and bool(data["society"]["people"]["online_by_year"])


def _with_parents(data: Data) -> None:
    homes = data["society"]["people"]["homes"]
    homes["with_parents"], homes["alone_first"] = 0.5, 0.0


def _with_nobody(data: Data, number: Number) -> bool:
    return number.field == "Homes.with_parents_years" and data["society"]["people"]["homes"]["with_parents"] == 0


SWITCHES: Final = (
    Switch("in the whole country", _of_a_pilot, _everywhere),
    Switch("over all months of the society", _of_other_months, _all_months),
    Switch("without interventions", _undone_at_once, _undone),
    Switch("where small offences are on file and fined", _nothing_on_file, _recorded),
    Switch("where people may object", _nobody_is_heard, _heard),
    Switch("where there are points", _no_points, _pointed),
    Switch("where records cost points", _nothing_lost, _charged),
    Switch("without bands on the scale", _banded, _unbanded),
    Switch("where lenders leave it to the score", _declined_anyway, _scored),
    Switch("where records win points", _nothing_won, _rewarded),
    Switch("where many organisations are nonprofits", _of_nonprofits, _associated),
    Switch("where organisations do it often", _seldom, _often),
    Switch("where organisations do it often, and points come back soon", _held_longer_anyway, _soon_again),
    Switch("where records cost more points", _out_of_reach, _dearer),
    Switch("where people are told of listings", _untold, _told),
    Switch("where no series by year says it", _by_year, _no_series),
    Switch("where couples live with his parents", _with_nobody, _with_parents),
    Switch("where customers of every age are refused services", _of_an_age, _young_customers),
    Switch("where there are health passes", _without_passes, _passes),
)


def switched(data: Data, number: Number) -> tuple[str, Data] | None:
    """The plain data of a scenario with all that a number needs, and what that is in words; None: it needs nothing."""
    needed = [each for each in SWITCHES if each.needed(data, number)]
    if not needed:
        return None
    data = copy.deepcopy(data)
    for each in needed:
        each.change(data)
    return ", ".join(each.name for each in needed), data
