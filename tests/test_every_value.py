"""A number in a scenario that moves nothing is a defect: each says what it moves, and when it is turned, that moves.

Here some fields are turned, each in one preset at least; `python -m tests.helpers.turning` turns every number, and
docs/turned.md says what came of it.
"""

from functools import lru_cache

import pytest
from tests.helpers.pairs import held
from tests.helpers.switched import switched
from tests.helpers.turning import INTERVENTIONS, TRIES, Case, cases, every, plainly, turn

from demerit.calendar import NEVER, month_of
from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.scenario import load
from demerit.scenario.turning import Bound, Moves, fewer, more, numbers


@lru_cache(maxsize=1)
def fields() -> dict[str, list[Case]]:
    return cases()


def test_every_number_of_every_preset_says_what_it_moves() -> None:
    assert [field for field, found in fields().items() if found[0].number.says is None] == []


def test_what_a_number_moves_is_a_measure_of_the_catalogue() -> None:
    known = {False: {m.field for m in OF_PEOPLE}, True: {m.field for m in OF_ORGANISATIONS}}
    for field, found in fields().items():
        says = found[0].number.says
        assert not isinstance(says, Moves) or says.measure in known[says.organisations], field


# Not seen to move at the size of these worlds, some ten thousand people for six years.
UNSEEN = {
    "LearnedScore.people": "too few people to learn from",
    "LearnedScore.lists_below": "too few people to learn from",
    "OrganisationList.repeat_days": "moves what it says among thirty times as many: few are listed twice",
    "Scale.points": "too few people to learn from",
    "WatchList.least_days": "moves what it says among thirty times as many: few are watched",
    "Homes.boys": "the sex of those born decides nothing that is counted in these years",
}

# Numbers that an intervention sets are turned in its place, over the whole run.
SET_LATER = ("Rights.grace_days", "Rating.bands", "Audits.years")
SELDOM = ("GroupAttention.factor",)  # three records in worlds so small; `test_europe` turns such a rule by itself


# About every third field of regimes, every eighth of societies.
TURNED = (
    *("DataSource.coverage", "DataSource.miss_rate", "DataSource.sees", "Points.lowest", "Rule.points"),
    *(
        "Blacklist.leave",
        "Redlist.leave",
        "Blacklist.repeat_days",
        "Consequence.attempts",
        "Critics.factor",
        "Fear.fine",
    ),
    *("Fear.claw_back", "Fear.relative_listed", "Fear.neighbours_share", "Hardship.flight"),
    *("Hardship.credit", "Hardship.service", "Hardship.insurance", "Hardship.claw_back"),
    *("Rights.objection_days", "Objecting.points", "Objecting.schooling", "Rights.grace_days"),
    *("OpinionPressure.media", "OpinionPressure.backfire", "CommercialScore.least_age"),
    *("CommercialScore.age", "CommercialScore.refuses", "Inspector.miss_rate", "Inspector.sees"),
    *("OrganisationPoints.highest", "Rating.bands", "Suspension.owner_hardship", "Strain.tax"),
    *("Strain.tender", "Strain.funding", "Caution.entry", "LearnedScore.refuses", "Audits.share"),
    *("OrganisationList.terms", "Ostracism.hardship", "CommercialScore.bands", "People.births"),
    *("People.online_by_age", "Shapes.grown_child_and_parents", "Homes.leave", "Homes.alone_first_years"),
    *("Kind.acceptance", "Kind.by_year", "Work.hardship_a_month", "Lending.default_by_level"),
    *("Lending.sue_after_days", "Opinions.distribution", "SocietyOrganisations.kinds", "Asking.size"),
    *("Nation.urban", "Work.loss_by_year", "Ostracism.strength", "Doing.sector", "Best.years"),
    *("DataSource.a_head",),
)


def test_the_fields_named_here_are_fields_and_each_is_turned_or_not() -> None:
    assert set(TURNED) | set(UNSEEN) <= set(fields())
    assert not set(TURNED) & set(UNSEEN)


@pytest.mark.parametrize("field", TURNED)
def test_turning_a_number_moves_what_it_says(field: str) -> None:
    tried = []
    for case in fields()[field][:TRIES]:
        found = turn(case.preset, case.number)
        if found is not None and found.moves:
            return
        tried.append(f"{case.preset}: {found or case.number.path}")
    pytest.fail("\n".join(["moves nothing, or the other way:", *tried]))


def set_later(field: str) -> list[Case]:
    """Where an intervention writes a number of a field; one that takes a part away writes none."""
    return [case for case in fields()[field] if case.number.path[0] == INTERVENTIONS and case.number.written]


def test_what_interventions_set_is_turned_or_not() -> None:
    assert {field for field in fields() if set_later(field)} == {*SET_LATER, *SELDOM}


@pytest.mark.parametrize("field", SET_LATER)
def test_turning_a_number_that_an_intervention_sets_moves_what_it_says(field: str) -> None:
    found = [turn(case.preset, case.number) for case in set_later(field)[:1]]
    assert all(one is not None and one.moves for one in found), found


# Idle where they stand, as long as nobody gives the right, or lets the scenario last: turned where they are not.
NEEDING = {
    ("as-told", "regime.rights.upheld"): "where people may object",
    ("schufa-like", "regime.rights.objecting.penalty"): "where small offences are on file and fined",
    (
        "rongcheng",
        "regime.points.lowest",
    ): "in the whole country, without bands on the scale, where records cost more points",
    ("europe-with-rights", "regime.rules.0.points"): "where there are points",
    ("as-told", "society.people.deaths.2011-01"): "over all months of the society",
}


@pytest.mark.parametrize(("preset", "path"), NEEDING)
def test_a_number_that_is_idle_in_its_preset_moves_what_it_says_where_it_has_what_it_needs(
    preset: str, path: str
) -> None:
    (number,) = [one for one in every(preset) if ".".join(map(str, one.path)) == path]
    given = switched(plainly(preset), number)
    assert given is not None
    assert given[0] == NEEDING[preset, path]
    found = turn(preset, number, given=given[1])
    assert found is not None
    assert found.moves, found


def test_what_says_that_it_moves_nothing_moves_nothing_at_all() -> None:
    bound = [one for one in every("schufa-like") if isinstance(one.says, Bound)]
    assert {one.path[-1] for one in bound} == {"lowest", "highest", "income"}
    found = [turn("schufa-like", one) for one in bound]
    assert all(one is not None and one.low < one.high and one.at_low == one.at_high for one in found), found


def test_what_is_said_beside_a_field_that_holds_a_class_is_said_of_the_numbers_in_it() -> None:
    said = {one.path[1:]: one for one in numbers(load("as-told", assume=True).regime.lists, ("lists",))}
    assert said["blacklist", "leave", "from"].says == more("blacklist_stock")
    assert said["redlist", "leave", "below"].says == fewer("redlist_stock")
    assert said["redlist", "leave", "below"].field == "Redlist.leave"


def test_a_dated_number_counts_from_its_month_until_the_next_one() -> None:
    data = {"people": {"births": {"2014-01": 1.0, "2015-07": 2.0}, "online": {"2014": 0.5, "2016": 0.6}}}
    number = every("as-told")[0]
    months = [
        held(data, number._replace(path=("people", *path)))
        for path in (("births", "2014-01"), ("births", "2015-07"), ("online", "2014"))
    ]
    assert months[0] == range(month_of("2014-01"), month_of("2015-07"))
    assert months[1].start == month_of("2015-07")
    assert months[1].stop == NEVER
    assert months[2] == range(month_of("2014-01"), month_of("2016-01"))
