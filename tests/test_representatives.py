"""M13 of the record: who represents a listed organisation is refused journeys, by ground and from its date."""

from functools import lru_cache
from typing import Any

import numpy as np
from tests.helpers.organisations import closely, counted, faultless, lived, people_same, representing
from tests.helpers.worlds import scenario, total, world

from demerit.calendar import month_of
from demerit.scenario import load
from demerit.vocabulary import CAUSES, DEMANDS, ORGANISATION_GROUNDS
from demerit.world.simulation import World
from demerit.world.summary import summary

NAME = "as-documented"
COMPANY = CAUSES.index("company")
RULES = "regime__organisations__companies__spillover"


def for_company(of: World, since: int | None = None) -> int:
    """Refusals that rest on nothing but the organisation somebody owns."""
    return int(total(of, "refused_for", since)[:, COMPANY].sum())


def grounded(ground: str) -> World:
    """Listed for a revoked licence or for pollution; the owner answers for one of the two."""
    black = {"grounds": ["revoked", "pollution"], "from": "2014-01", "least_days": 400}
    spill = representing("flight", "high_speed", grounds=[ground])
    return lived(closely(data_sources=faultless(), blacklist=black, suspension=None, spillover=spill), 24)


def test_only_owners_of_those_listed_on_the_ground_that_is_named_are_refused():
    worlds = {ground: grounded(ground) for ground in ("revoked", "pollution", "rating")}
    assert all(
        counted(of, "entries_for")[:, ORGANISATION_GROUNDS.index(g)].sum() > 20
        for g, of in worlds.items()
        if g != "rating"
    )
    refused = {ground: for_company(of) for ground, of in worlds.items()}
    assert refused["rating"] == 0
    assert refused["revoked"] > 0
    assert refused["pollution"] > 0
    barred = {ground: counted(of, "owners_barred") for ground, of in worlds.items()}
    both = lived(
        closely(
            data_sources=faultless(),
            blacklist={"grounds": ["revoked", "pollution"], "from": "2014-01", "least_days": 400},
            suspension=None,
            spillover=representing("flight", "high_speed"),
        ),
        24,
    )
    assert counted(both, "owners_barred") == barred["revoked"] + barred["pollution"]


def test_nothing_but_what_is_named_is_refused():
    of = lived(closely(suspension=None, spillover=representing("luxury")), 24)
    none = lived(closely(suspension=None), 24)
    more = total(of, "refused").sum(axis=0) - total(none, "refused").sum(axis=0)
    assert for_company(of) > 0 == for_company(none)
    assert more[DEMANDS.index("luxury")] > 0


def test_without_such_a_rule_nobody_is_refused_for_an_organisation():
    assert people_same(lived(closely(suspension=None, spillover={}), 12), lived(closely(suspension=None), 12))


@lru_cache(maxsize=1)
def documented() -> World:
    """The preset, with ten times as many companies that owe a judgment, so that a small world has some."""
    more = {"society__organisations__conduct__judgment_default__ceiling": 0.5, "interventions": []}
    source = {"regime__organisations__data_sources__courts__sees__judgment_default": 0.5}
    return world(scenario(NAME, **more, **source), 60, scale=60_000)


def test_as_documented_representatives_may_not_fly_from_july_2015_on():
    of = documented()
    before = [sums for month, sums in of.history if of.scenario.start <= month < month_of("2015-07")]
    flying = [DEMANDS.index(name) for name in ("flight", "high_speed", "luxury", "property")]
    assert sum(int(sums["refused_for"][..., COMPANY].sum()) for sums in before) >= 0
    after = for_company(of, month_of("2015-07"))
    assert after > 30
    without = world(scenario(NAME, **{RULES: None}, interventions=[]), 60, scale=60_000)
    assert for_company(without) == 0
    law = of.economy.laws_of
    ground = ORGANISATION_GROUNDS.index("judgment_default")
    barred = {month: int(law(month_of(month))["owner_bars"][0, ground]) for month in ("2015-06", "2015-07")}
    assert barred == {"2015-06": 0, "2015-07": sum(1 << demand for demand in flying)}
    tax = ORGANISATION_GROUNDS.index("tax_fraud")
    assert [int(law(month_of(month))["owner_bars"][0, tax]) > 0 for month in ("2018-04", "2018-05")] == [False, True]


def test_the_rules_say_where_they_come_from():
    said: Any = load(NAME)
    rules = said.regime.organisations.companies.spillover.representatives
    assert [rule.grounds for rule in rules] == [("judgment_default",), ("tax_fraud",), ("revoked",)]
    for n, reference in enumerate(("spc-consumption", "travel-2018")):
        found = said.provenance_of(f"regime.organisations.companies.spillover.representatives.{n}")
        assert (found.mark, found.reference) == ("found", reference)


def test_the_share_of_refusals_that_hit_whoever_did_nothing_is_a_figure():
    of = documented()
    found = summary(of.where, *of.reported, of.org_reported)
    shares = {name: value for name, value in found.items() if name.startswith("refused.bystanders_share.")}
    assert {f"refused.bystanders_share.{year}" for year in (2016, 2017, 2018)} <= set(shares)
    parts = [found[f"refused.for.{cause}.2018"] for cause in CAUSES]
    others = found["refused.for.relative.2018"] + found["refused.for.company.2018"]
    assert abs(shares["refused.bystanders_share.2018"] - others / sum(parts)) < 1e-3
    assert 0 < shares["refused.bystanders_share.2018"] < 1


def test_owners_are_barred_only_while_their_organisation_is_listed():
    """The fewer days a listing lasts, the fewer months an owner is barred."""

    def barred(days: int) -> int:
        black = {"grounds": ["pollution"], "from": "2014-01", "least_days": days}
        spill = representing("flight")
        return int(counted(lived(closely(blacklist=black, suspension=None, spillover=spill), 24), "owners_barred"))

    assert (np.diff([barred(days) for days in (20, 100, 400)]) > 0).all()
