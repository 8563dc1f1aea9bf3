"""Dose and response where `test_mechanisms.py` and others have none: the direction was written before it was run.

Rows (M04 and so on) are those of docs/mechanisms.md.
"""

from collections.abc import Callable
from typing import Any

import pytest
from tests.helpers import fearing
from tests.helpers.early import FROM, lived, scores
from tests.helpers.figures import rising
from tests.helpers.organisations import closely, counted
from tests.helpers.organisations import lived as with_organisations
from tests.helpers.worlds import AXES, total

from demerit.vocabulary import RATINGS
from demerit.world.simulation import World

Figure = Callable[[World], int]


def flow(field: str, name: str | None = None) -> Figure:
    """A sum over the run; of one name on its last axis where it is given."""

    def read(of: World) -> int:
        values = total(of, field)
        return int((values if name is None else values[..., AXES[field].index(name)]).sum())

    return read


def defaulted(of: World) -> int:
    return int(1_000_000 * total(of, "loans_defaulted").sum() // total(of, "loans_opened").sum())


def of_organisations(field: str) -> Figure:
    return lambda of: int(counted(of, field).sum())


def badly_rated(of: World) -> int:
    return int(sum(counted(of, "rating")[1 + RATINGS.index(name)] for name in ("C", "D")))


def neighbours(fear: int) -> dict[str, Any]:
    return fearing.of(neighbours=fear)


def red(since: int) -> dict[str, Any]:
    return {"regime__lists__redlist": {"entry": {"from": since}, "leave": {"below": since - 5}}}


LONG_LIST = {"regime__lists__blacklist__entry": {"below": 980}, "regime__lists__blacklist__leave": None}


def costs(level: int) -> dict[str, Any]:
    bars = {name: {"list": "blacklist", "below": 1300, "from": FROM} for name in ("credit", "job", "service")}
    hardship = {"credit": level, "job": level, "service": level}
    return {**LONG_LIST, "regime__consequences": bars, "regime__hardship": hardship}


def warned(*conduct: str) -> dict[str, Any]:
    return {"regime__rights": {"warnings": list(conduct)}}


def weighing(arrears: int) -> dict[str, Any]:
    """In a society where more are in arrears."""
    score = scores(points={"arrears": arrears}, refuses={"credit": 560})
    return {"regime__commercial_scores": score, "society__lending__default_a_month": 0.02}


def terms(days: int) -> dict[str, Any]:
    """Listed for loud music, and for nothing else."""
    return {"regime__lists__blacklist": {"grounds": ["loud_music"], "least_days": days}}


def detained(days: int) -> dict[str, Any]:
    rule = {"conduct": "criticism", "source": "social", "days": days, "share": 1.0, "from": FROM}
    return {"regime__detention": [rule]}


def rated(**changes: float) -> World:
    return with_organisations(closely(), 15, **{f"society__organisations__{k}": v for k, v in changes.items()})


def dragged(points: int) -> World:
    return with_organisations(closely(spillover={"owner": {"points": points, "from": FROM}}), 30)


def fined(*conduct: str) -> World:
    return with_organisations(closely(fines=[{"conduct": name, "from": FROM} for name in conduct]), 15)


def under(*changes: dict[str, Any], **size: int) -> list[Callable[[], World]]:
    """The early regime with each of these changes."""
    return [lambda change=change: lived(**change, **size) for change in changes]  # type: ignore[misc]


# row; the more of this; what there is then more of (or, with LESS, less); how it is read; worlds from less to more
MORE, LESS = 1, -1
DOSES: list[tuple[str, str, int, str, Figure, list[Callable[[], World]]]] = [
    (
        *("M04", "organisations a thousand people", MORE, "listed organisations"),
        of_organisations("blacklist_entries"),
        [lambda n=n: rated(per_1000_people=n) for n in (20.0, 50.0, 110.0)],  # type: ignore[misc]
    ),
    (
        *("M08", "weight of arrears in a score", MORE, "refusals for it"),
        flow("refused_for", "commercial"),
        under(*[weighing(points) for points in (-30, -100, -250)]),
    ),
    (
        *("M11", "fear of listed neighbours", MORE, "criticism left unsaid"),
        flow("self_censored", "criticism"),
        under(*[neighbours(fear) for fear in (10, 40, 120)]),
    ),
    (
        *("M10", "days on the blacklist at least", LESS, "exits"),
        flow("blacklist_exits"),
        under(*[terms(days) for days in (30, 150, 400)]),
    ),
    (
        *("M12", "points that the red list asks for", LESS, "favours"),
        flow("favoured"),
        under(*[red(since) for since in (1005, 1020, 1035)]),
    ),
    (
        *("M12", "days of detention", LESS, "acts"),
        flow("acts"),
        under(*[detained(days) for days in (5, 100, 1000)]),
    ),
    (
        *("M13", "points that a listed owner costs", MORE, "organisations rated C or D"),
        badly_rated,
        [lambda n=n: dragged(n) for n in (-5, -12, -60)],  # type: ignore[misc]
    ),
    (
        *("M14", "conduct of which a first record is a warning", LESS, "points lost"),
        flow("points_lost"),
        under(
            warned("petty_offence"), warned("petty_offence", "search"), warned("petty_offence", "search", "purchase")
        ),
    ),
    (
        *("M15", "cost of each refusal", MORE, "loans that default, of a million"),
        defaulted,
        under(*[costs(level) for level in (0, 40, 120)], months=24, scale=20_000),
    ),
    (
        *("M20", "conduct that is fined", MORE, "strain"),
        of_organisations("strain"),
        [
            lambda some=some: fined(*some)  # type: ignore[misc]
            for some in ((), ("tax_default",), ("tax_default", "pollution", "unsafe_workplace"))
        ],
    ),
]


@pytest.mark.parametrize(
    ("sign", "read", "worlds"),
    [(sign, read, worlds) for _, _, sign, _, read, worlds in DOSES],
    ids=[
        f"{row} {dose}: {'more' if sign == MORE else 'fewer or less'} {response}"
        for row, dose, sign, response, *_ in DOSES
    ],
)
def test_the_more_of_a_mechanism_the_more_of_what_it_does(sign, read, worlds):
    assert rising([sign * read(world()) for world in worlds])
