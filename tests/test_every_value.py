"""A number in a scenario that moves nothing is a defect: each says what it moves, and when it is turned, that moves.

Here some fields are turned, each in one preset at least; `python -m tests.helpers.turning` turns every field, and with
names of presets every number of theirs, and prints those that do not move what they say.
"""

from functools import lru_cache

import pytest
from tests.helpers.turning import INTERVENTIONS, TRIES, Case, cases, turn

from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.scenario.turning import Moves


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
    "CommercialScore.highest": "cuts scores far above those at which anybody is refused",
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
    *("AtLeast.since", "Blacklist.repeat_days", "Consequence.attempts", "Critics.factor", "Fear.fine"),
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
    return [case for case in fields()[field] if case.number.path[0] == INTERVENTIONS]


def test_what_interventions_set_is_turned_or_not() -> None:
    assert {field for field in fields() if set_later(field)} == {*SET_LATER, *SELDOM}


@pytest.mark.parametrize("field", SET_LATER)
def test_turning_a_number_that_an_intervention_sets_moves_what_it_says(field: str) -> None:
    found = [turn(case.preset, case.number) for case in set_later(field)[:1]]
    assert all(one is not None and one.moves for one in found), found
