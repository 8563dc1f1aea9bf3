"""The rating of organisations: what it asks for beside points, who has none, and the shares of the record."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.figures import rising
from tests.helpers.organisations import BOOK, SCALE, at_end, closely, counted, faultless, founding, lived
from tests.helpers.worlds import world

from demerit.calendar import month_of
from demerit.draws import key
from demerit.month.organisation_state import ON_FILE, marks_of, rating_in
from demerit.organisations.growth import UNIT, number_at
from demerit.people.placement import ORGANISATIONS, start
from demerit.report.finding import Finding, LeftOut
from demerit.report.findings import ratings
from demerit.report.findings.record import RECORD, RUN
from demerit.scenario import load
from demerit.scenario.references import references
from demerit.study.figures import figures_of, values_of
from demerit.study.targets import targets_of
from demerit.vocabulary import RATINGS, SIZES
from demerit.world.simulation import World

JUDGED = Path(__file__).parents[1] / "docs" / "fits"
FITTED_AT = 4000
A, B, M, C, D = (1 + RATINGS.index(name) for name in "ABMCD")
STILL = {"society__organisations__per_1000_people": 60.0, "society__organisations__without_income": 0.0}
GROWING = {"society__organisations__per_1000_people": {"2011-12": 30.0, "2016-12": 60.0}}


def rated(of: World) -> Any:
    """Organisations of each rating, over all months."""
    return counted(of, "rating")


# How many there are.


@given(st.integers(300, 1800), st.integers(0, 5000), st.lists(st.integers(0, 150 * UNIT), min_size=2, max_size=6))
def test_a_community_has_as_many_organisations_as_its_rate_to_within_one_and_never_fewer_at_a_higher_rate(
    people, community, rates
):
    found = [int(number_at(people, community, 7, rate)) for rate in sorted(rates)]
    assert found == sorted(found)
    assert all(abs(n - people * rate / (1000 * UNIT)) < 1 for n, rate in zip(found, sorted(rates), strict=True))


@given(st.integers(500, 1500), st.integers(1, 120 * UNIT))
def test_over_many_communities_the_number_is_right(people, rate):
    n = 1000
    found = number_at(np.full(n, people), np.arange(n), 7, rate).sum()
    assert abs(found - n * people * rate / (1000 * UNIT)) < 6


def test_organisations_grow_in_number_as_the_society_says():
    of = lived({}, 36, **GROWING)
    people = int(of.layout["census"].sum())
    stocks = np.array([int(sums["stock"].sum()) for sums in of.org_history])
    before = month_of("2011-12") - of.first  # the burn-in begins earlier
    wanted = [people * (30 + 30 * i / 60) / 1000 for i in range(len(stocks) - before)]
    assert (np.diff(stocks) >= 0).all()
    assert not stocks[:before].any()
    assert stocks[before:] == pytest.approx(wanted, rel=0.01)


# What the best rating asks for.


def test_nobody_is_rated_best_before_the_years_that_it_asks_for():
    """Of those founded since the beginning none, of those before it as without the rule."""
    plain, old = (lived(closely(**best), 30, **GROWING) for best in ({}, {"rating__best": {"years": 3}}))
    assert 0 < at_end(old, "rating")[A] < at_end(plain, "rating")[A]
    assert at_end(old, "rating")[C] == at_end(plain, "rating")[C]
    ago = old.economy.trade.rate[month_of("2013-07") - 24_000]  # three years before the last month
    begins = start(ORGANISATIONS, *key(old.seed))
    for place, desk, orgs in founding(old):
        young = np.arange(len(orgs)) >= number_at(place["census"], place["number"], begins, ago)
        alone = desk.enterprise[: len(orgs)] < 0
        assert not (rating_in(marks_of(orgs))[young & alone] == A).any()


def test_the_more_years_it_asks_for_the_fewer_are_rated_best():
    best = [rated(lived(closely(rating__best={"years": years}), 24, **GROWING))[A] for years in (3, 2, 0)]
    assert rising(best)


def test_whoever_was_rated_worst_is_not_rated_best_at_the_next_rating():
    alone: dict[str, Any] = {"suspension": None, "blacklist": None, "consequences": {}}
    after = {"rating__yearly": 4, "rating__best": {"not_after": ["D"]}, **alone}
    seen = 0
    for changes, forbidden in ((after, True), ({**after, "rating__best": {}}, False)):
        of = closely(data_sources=faultless(), rating__bands={"A": 75, "B": 70, "M": 70, "C": 60, "D": 0}, **changes)
        before, last = (rating_in(marks_of(lived(of, months, **STILL).people.orgs)) for months in (15, 16))
        both = int(((before == D) & (last == A)).sum())
        assert both == 0 if forbidden else both > 0
        seen += int((before == D).sum())
    assert seen > 20


def test_a_rating_that_is_kept_stays_for_one_more_rating_and_no_longer():
    bands = {"A": 90, "B": 70, "M": 70, "C": 60, "D": 0}
    calm: dict[str, Any] = {"rating__yearly": 4, "suspension": None, "strain": {}, "caution": {}}
    book = closely(data_sources=faultless(), rating__bands=bands, rating__keeps=["D"], **calm)
    given_in = [lived(book, months, **STILL).people.orgs for months in (4, 16, 28)]
    first, second, third = (rating_in(marks_of(orgs)) for orgs in given_in)
    worst = (first == D) & (marks_of(given_in[1]) >= 0)
    still = worst & (second != 0)  # not closed since
    assert still.sum() > 20
    assert (second[still] == D).all()
    assert (third[still & (third != 0)] != D).any()


# Who is rated.


def test_whoever_is_new_or_without_income_has_no_rating_where_there_is_no_m_but_the_worst():
    of = lived(closely(rating__bands={"A": 90, "B": 70, "C": 40, "D": 0}), 24)
    assert rated(of)[M] == 0
    unrated, worst = 0, 0
    for _, desk, orgs in founding(of):
        rating = rating_in(marks_of(orgs))[desk.idle[: len(orgs)] != 0]
        assert set(np.unique(rating)) <= {0, D}
        unrated, worst = unrated + int((rating == 0).sum()), worst + int((rating == D).sum())
    assert unrated > 100
    assert worst > 0


def test_only_the_sizes_that_are_named_and_the_share_that_keeps_accounts_are_rated():
    def kept(share: float) -> World:
        return lived(closely(rating__sizes=["small", "medium"], rating__share=share), 6, **STILL)

    rates = []
    for share in (0.2, 0.6, 1.0):
        of, n, ratable = kept(share), 0, 0
        for _, desk, orgs in founding(of):
            sizes, marks = desk.size_class[: len(orgs)], marks_of(orgs)
            named = np.isin(sizes, [SIZES.index("small"), SIZES.index("medium")])
            assert (rating_in(marks)[~named] == 0).all()
            n, ratable = n + int((rating_in(marks) > 0).sum()), ratable + int(named.sum())
        rates.append(n / ratable)
        assert n / ratable == pytest.approx(share, abs=0.05)
    assert rising(rates)


# Audits.


# Nothing adds points.
STRICT: dict[str, Any] = {
    "rules": [rule for rule in BOOK["rules"] if rule["points"] < 0],
    "rating__bands": {"A": 80, "B": 70, "M": 70, "C": 40, "D": 0},
    "rating__yearly": 4,
}


def audited(share: float, years: int = 1) -> World:
    """Rated every April; whoever was not audited begins with fewer points than the best rating asks for."""
    audits = {"unaudited_start": 75, "share": share, "years": years}
    return lived(closely(points__audits=audits, **STRICT), 16)


def test_the_more_are_audited_the_more_are_rated_best_and_nobody_else_is():
    assert rated(audited(0.0))[A] == 0
    assert rising([rated(audited(share))[A] for share in (0.0, 0.2, 0.6, 1.0)])


def test_audits_that_count_for_longer_are_as_many_as_chance_says():
    """A fifth a year: of three years 1 - 0.8 ^ 3."""
    one, three = (audited(0.2, years) for years in (1, 3))
    looked_at = [
        sum(int(sums["stock"].sum()) for sums in of.org_history if sums["audited"].any()) for of in (one, three)
    ]
    shares = [counted(of, "audited").sum() / n for of, n in zip((one, three), looked_at, strict=True)]
    assert shares == pytest.approx([0.2, 1 - 0.8**3], abs=0.03)


def test_audits_of_everybody_equal_none():
    everybody, none = audited(1.0), lived(closely(**STRICT), 16)
    assert everybody.people.digest() == none.people.digest()


# The record.


def test_the_targets_are_the_figures_on_record():
    known, wanted = references(), {t.figure: t.value for t in targets_of("as-documented-ratings").targets}
    record, may, year = (known[name].figures for name in ("sta-2018", "npcic-2018-05", "npcic-2018"))
    assert wanted["organisation.rated.2019-04"] == record["companies_m"] * 1e6
    for name in "AD":
        share = record[f"rated_{name.lower()}"]
        assert wanted[f"organisation.rating.{name}.2019-04"] / wanted["organisation.rated.2019-04"] == pytest.approx(
            share, abs=2e-4
        )
    others = ("new_revoked_companies", "new_tax_cases", "new_customs", "new_others")
    companies = may["new_organisations"] - sum(may[name] for name in others)
    assert wanted["organisation.blacklist.entries_for.judgment_default.2018"] == pytest.approx(
        companies / may["new_defaulters"] * year["judgment_defaulters_m"] * 1e6, rel=0.002
    )


def test_the_shares_of_2018_were_judged_within_a_point_on_seeds_and_scales_that_fitting_never_saw():
    verdicts = [json.loads(file.read_text(encoding="utf-8")) for file in JUDGED.glob("as-documented-ratings-*.json")]
    record = references()["sta-2018"].figures
    assert len({verdict["scale"] for verdict in verdicts} - {FITTED_AT}) >= 2
    for verdict in verdicts:
        assert verdict["values"] == values_of(load("as-documented"), targets_of("as-documented-ratings"))
        assert len(verdict["seeds"]) >= 5
        each = verdict["each"]
        for name in "AD":
            for here, n in zip(
                each[f"organisation.rating.{name}.2019-04"], each["organisation.rated.2019-04"], strict=True
            ):
                assert here / n == pytest.approx(record[f"rated_{name.lower()}"], abs=0.01)


def test_a_seed_that_fitting_never_saw_has_the_shares_of_the_record_at_a_small_scale():
    """At 1:6000 some four thousand companies are rated: a standard error of 0.4 points at most."""
    said, targets = load("as-documented"), targets_of("as-documented-ratings")
    others = tuple(f"organisation.rating.{name}.2019-04" for name in RATINGS)
    found = figures_of(said, targets, 6000, 2, others)(values_of(said, targets), 7)
    each = {name: found[f"organisation.rating.{name}.2019-04"] for name in RATINGS}
    total = sum(each.values())
    assert total == pytest.approx(found["organisation.rated.2019-04"], abs=5)  # each is rounded
    record = references()["sta-2018"].figures
    for name in "AD":
        assert each[name] / total == pytest.approx(record[f"rated_{name.lower()}"], abs=0.015)
    assert total == pytest.approx(25.69e6, rel=0.06)


def test_the_class_that_is_new_came_with_its_year():
    said: Any = load("as-documented")
    bands = [said.regime_at(month_of(date)).organisations.companies.rating.bands for date in ("2018-03", "2018-04")]
    assert ["M" in each for each in bands] == [False, True]
    of = world(said, 52, scale=SCALE)  # to April 2018
    ratings = {of.first + i: sums["rating"].sum(axis=0) for i, sums in enumerate(of.org_history)}
    assert ratings[month_of("2018-03")][M] == 0 < ratings[month_of("2018-04")][M]
    assert of.people.orgs["points"][:, ON_FILE].max() <= 0


# The report.


class Told:
    """Measures of a run in which these are the shares of every month: what the finding asks for, and nothing else."""

    area = ()
    how = "made up"

    def __init__(self, shares: dict[str, float], months: list[int], of: str = "as-documented") -> None:
        self.run = SimpleNamespace(references=references(), of_china=True, scenario=load(of))
        self.shares, self.months = shares, months

    def series(self, name: str, counted: bool = False) -> Any:
        return np.full(len(self.months), 1e6 * self.shares[name.removeprefix("organisation.rating.")])

    def band(self, figure: Any, events: float, one: float) -> dict[str, float]:
        return {"low": figure(self), "high": figure(self)}


SHARES = {"A": 0.05, "B": 0.5, "M": 0.35, "C": 0.02, "D": 0.08}


def test_the_report_sets_the_shares_of_the_record_beside_those_of_the_run():
    told: Any = Told(SHARES, [month_of(f"{year}-04") for year in (2019, 2020, 2021)])
    found = ratings.find(told)
    assert isinstance(found, Finding)
    rows = [(row["what"], row["from"], round(float(str(row["value"])), 4)) for row in found.figures[0].table.rows]
    assert ("rated A for 2018", RECORD, 0.0489) in rows
    assert ("rated D for 2018", RUN, 0.08) in rows
    assert ("rated C or D for 2019", RECORD, 0.0948) in rows
    assert ("rated B or M for 2020", RUN, 0.85) in rows
    assert len(rows) == 2 * (2 + 3 + 3)
    assert "within 1 percentage point of the record" in found.title  # 0.99 of D
    assert found.mark.word == "set to match"


def test_a_run_that_has_not_lived_that_month_or_has_no_yearly_rating_is_compared_with_nothing():
    early, other = Told(SHARES, [month_of("2018-04")]), Told(SHARES, [month_of("2019-04")], "as-told")
    for made in (early, other):
        told: Any = made
        assert isinstance(ratings.find(told), LeftOut)
