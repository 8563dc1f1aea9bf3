"""Who lives there: the census comes out, households hold together, and everybody is a function of seed and id."""

import itertools
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist
from types import SimpleNamespace

import numpy as np
import pytest
from tests.helpers.census import SEED, UNTIL, settled, society
from tests.helpers.runs import printed_compiled_and_not

from demerit.people import census as census_module
from demerit.people.census import BANDS, CensusError, read
from demerit.people.households import fitted, tilted
from demerit.people.margins import in_parallel
from demerit.people.places import places
from demerit.people.sampled import sampled
from demerit.people.survey import survey
from demerit.people.tables import build, hash_of, known
from demerit.people.templates import CHILD, ELDER, FEMALE, HEAD, PARTNER
from demerit.people.yearly import YEAR_END, at

CENSUS = 2020 * 12 + 10
FALSE_ALARM = 1e-4  # chance that a whole family of margins would fail although the people are right


@lru_cache(maxsize=2)
def everybody(scale=1000):
    where, tables = settled(scale)
    return survey(tables, where, SEED)


def at_census():
    people = everybody()
    here = people["role"] == 0
    return {name: values[here] for name, values in people.items()}


def months_old(people):
    return CENSUS - people["birth"]


def z_scores(indicator, expected_of_province):
    """How far a share is off in the country, in standard errors that count whole communities as drawn."""
    people = at_census()
    where, _ = settled()
    n = np.bincount(people["community"], minlength=len(where.census))
    hits = np.bincount(people["community"], weights=indicator, minlength=len(where.census))
    expected = np.array(expected_of_province)[where.province] * n
    off = hits - expected
    spread = np.sqrt(((off - off.mean()) ** 2).sum() * len(off) / (len(off) - 1))
    return off.sum() / max(spread, 1e-9)


def bound(tests):
    """Largest |z| allowed when so many margins are looked at (Bonferroni)."""
    return NormalDist().inv_cdf(1 - FALSE_ALARM / (2 * tests))


def test_people_by_age_and_sex_are_those_of_the_census_within_sampling_error():
    people, provinces = at_census(), read(society())
    years = months_old(people) // 12
    lows = [0, 1, *range(5, 90, 5)]
    z = []
    for i, low in enumerate(lows):
        high = lows[i + 1] if i + 1 < len(lows) else 200
        for sex in range(2):
            hit = (years >= low) & (years < high) & (people["sex"] == sex)
            z.append(z_scores(hit, [p.cells[i][sex] / p.population for p in provinces]))
    assert np.abs(z).max() < bound(len(z)), dict(zip(BANDS, np.round(z, 1).reshape(-1, 2).tolist(), strict=True))


@pytest.mark.parametrize(("trait", "share"), [("urban", lambda p: p.urban), ("group", lambda p: p.minority)])
def test_shares_are_those_of_the_census_within_sampling_error(trait, share):
    provinces = read(society())
    assert abs(z_scores(at_census()[trait] == 1, [share(p) for p in provinces])) < bound(3)


def test_use_of_the_internet_is_that_of_the_month_in_provinces_that_moved_in_parallel():
    """Between the Januaries around the census month; shares by class leave 0.005 to be explained by who died since."""
    provinces = read(society())
    people = np.array([float(p.population) for p in provinces])
    nation = at(society().people.online_by_year, CENSUS, YEAR_END)
    expected = in_parallel(np.array([p.online for p in provinces]), people, nation)
    of = at_census()
    found = np.bincount(of["province"], weights=of["online"]) / np.bincount(of["province"])
    assert of["online"].mean() == pytest.approx(nation, abs=0.008)
    assert np.abs(found - expected).max() < 0.04
    assert np.corrcoef(found, expected)[0, 1] > 0.97


def test_schooling_is_that_of_the_census_within_sampling_error():
    people, provinces = at_census(), read(society())
    old_enough = months_old(people) >= 36
    shares = np.bincount(people["schooling"][old_enough], minlength=6) / old_enough.sum()
    weight = np.array([p.population for p in provinces], float)
    expected = (np.array([p.schooling for p in provinces]) * weight[:, None]).sum(0) / weight.sum()
    # The census counts fewer people without schooling than there are children of 3 to 5 alone: no table mends that.
    assert np.abs(shares - expected / expected.sum()).max() < 0.0075


def test_each_tenth_of_household_income_holds_a_tenth_of_the_people():
    shares = np.bincount(at_census()["decile"], minlength=10) / len(at_census()["decile"])
    assert np.abs(shares - 0.1).max() < 0.004


@lru_cache(maxsize=1)
def templates():
    return known(society()).templates


def test_the_household_fit_meets_every_margin_of_the_country_and_of_every_province():
    _, errors = fitted(read(society()), known(society()))
    assert len(errors) == 1 + 31
    assert max(errors) < 1e-5


def families(province=None):
    """Households of families at the census: (id of household, its members' months, sexes) as arrays."""
    people = at_census()
    family = people["collective"] == 0
    if province is not None:
        family &= people["province"] == settled()[0].names.index(province)
    key = people["community"][family] * 4096 + people["home"][family]
    return key, months_old(people)[family], people["sex"][family]


def test_households_are_as_many_and_as_large_as_the_census_says():
    key, _, _ = families()
    _, members = np.unique(key, return_counts=True)
    assert len(members) == pytest.approx(494_157_423 / 1000, rel=0.003)
    assert members.mean() == pytest.approx(2.62, rel=0.005)
    assert (members == 1).mean() == pytest.approx(0.2539, abs=0.004)
    people = at_census()
    collective = 1_409_778_724 - sum(p.households * p.household_size for p in read(society()))
    assert (people["collective"] == 1).sum() == pytest.approx(collective / 1000, rel=0.02)


def test_sizes_of_a_province_lean_towards_its_mean_as_fujian_does():
    # Fujian Statistical Yearbook 2021, table 3-6: 1 to 5 members, then 6 and more.
    census = [27.3, 26.3, 19.4, 14.2, 6.9, 5.9]
    (fujian,) = [p for p in read(society()) if p.name == "Fujian"]
    wanted = tilted(society().people.homes.sizes, fujian.one_person, fujian.household_size)
    assert [100 * share for share in (*wanted[:5], sum(wanted[5:]))] == pytest.approx(census, abs=0.8)
    key, _, _ = families(fujian.name)
    _, members = np.unique(key, return_counts=True)
    shares = [100 * (members == n).mean() for n in range(1, 6)]
    assert [*shares, 100 - sum(shares)] == pytest.approx(census, abs=0.8)


def test_generations_and_who_lives_alone_at_which_age_are_those_of_the_country():
    homes = society().people.homes
    found = np.zeros(3)
    alone = np.zeros(7)
    weights, _ = fitted(read(society()), known(society()))
    for template, weight in zip(templates(), weights.sum(axis=0), strict=False):
        parts = {member.part for member in template.members}
        found[int(ELDER in parts) + int(CHILD in parts)] += weight
        if len(template.members) == 1:
            alone[min(template.members[0].age // 120, 8) - 2] += weight
    # Fitted to the country; provinces go their own ways from there.
    assert found / found.sum() == pytest.approx(homes.generations, abs=0.01)
    assert alone / alone.sum() == pytest.approx(homes.alone_by_age, abs=0.01)


def test_a_template_is_possible():
    for template in templates():
        by_part = {part: [m for m in template.members if m.part == part] for part in range(5)}
        (head,) = by_part[HEAD]
        assert head.age >= 20 * 12
        assert len(by_part[PARTNER]) <= 1
        parents = by_part[HEAD] + by_part[PARTNER]
        for child in by_part[CHILD]:
            assert all(parent.age - child.age >= 16 * 12 for parent in parents)
            mothers = [parent for parent in parents if parent.sex == FEMALE]
            assert all(parent.age - child.age < 50 * 12 for parent in mothers)
            assert mothers or child.age >= 15 * 12, "whoever is born within the months simulated has a mother"
        assert all(elder.age - head.age >= 16 * 12 for elder in by_part[ELDER])
        ages = [child.age for child in by_part[CHILD]]
        assert all(older - younger >= 15 for older, younger in itertools.pairwise(ages))
        assert template.span >= 1


def test_provinces_have_exactly_their_share_of_the_census_and_weights_add_up_to_the_country():
    for scale in (1, 7, 1000, 20_000):
        where = places(society(), scale, UNTIL, SEED)
        assert sum(where.sampled) == round(1_409_778_724 / scale)
        here = np.bincount(where.province, weights=where.census).astype(int)
        assert here.tolist() == list(where.sampled)
        whole = sum(where.weight(p) * n for p, n in enumerate(where.sampled))
        assert whole == Fraction(1_409_778_724)
        assert max(abs(n - pop / scale) for n, pop in zip(where.sampled, where.population, strict=True)) < 1


def test_communities_are_of_about_a_thousand_people_and_alike_in_size():
    where = places(society(), 100, UNTIL, SEED)
    for p in range(31):
        size = where.census[where.province == p]
        assert 400 <= size.min() <= size.max() <= 1000
        assert size.max() - size.min() <= 1


def test_sampling_by_largest_remainder_is_exact():
    assert sampled([5, 3, 2], 2) == [3, 1, 1] or sum(sampled([5, 3, 2], 2)) == 5


def test_ids_stay_the_same_whatever_the_end_of_the_run():
    short, long = (places(society(), 20_000, until, SEED) for until in (CENSUS, UNTIL + 36))
    assert (short.later == 0).all()
    assert long.later.sum() > short.later.sum()
    one = survey(build(society(), short), short, SEED, communities=range(5))
    two = survey(build(society(), long), long, SEED, communities=range(5))
    kept = np.isin(two["id"], one["id"])
    for trait in ("birth", "death", "sex", "group", "home", "decile", "disposition"):
        assert (two[trait][kept] == one[trait]).all(), trait


def test_whoever_died_before_the_first_month_that_counts_has_no_number_and_the_others_keep_theirs():
    since = 2016 * 12
    every, some = places(society(), 20_000, UNTIL, SEED), places(society(), 20_000, UNTIL, SEED, since)
    assert (every.census == some.census).all()
    assert (every.later == some.later).all()
    assert 0.4 < some.departed.sum() / every.departed.sum() < 0.6
    for month in (since, CENSUS - 20):
        one = survey(build(society(), every), every, SEED, month, range(5))
        two = survey(build(society(), some), some, SEED, month, range(5))
        died = one["role"] == 1
        assert (one["death"][died] < since).any()
        assert (two["death"][two["role"] == 1] >= since).all()
        for c in range(5):
            mine, theirs = ((s["community"] == c) & (s["role"] < 2) for s in (one, two))
            for trait in ("birth", "death", "home", "partner", "group", "decile"):
                assert (one[trait][mine][: theirs.sum()] == two[trait][theirs]).all(), trait


def test_everybody_else_stays_when_communities_are_added_and_another_seed_is_another_country():
    where, tables = settled()
    a, b = (survey(tables, where, SEED, communities=range(low, 4)) for low in (2, 3))
    later = a["community"] == 3
    assert all((a[name][later] == b[name]).all() for name in b)
    c = survey(tables, where, SEED + 1, communities=range(3, 4))
    assert (c["birth"] != b["birth"]).mean() > 0.9


def per_year(people, trait):
    """Millions of people whose birth or death falls into each calendar year."""
    return np.bincount(people[trait][people[trait] < 1 << 15] // 12, minlength=2030) / 1000


def test_as_many_are_born_and_die_in_each_year_as_the_record_has():
    people = everybody()
    births, deaths = per_year(people, "birth"), per_year(people, "death")
    says = society().people
    # Deaths up to the census and births after it are exact but for rounding.  Deaths after it are drawn, and so are the
    # ages of children at the census, of whom it counts 1 % fewer than were born.
    for year in range(2011, 2022):
        assert births[year] == pytest.approx(says.births.at(year * 12), rel=0.03)
        assert deaths[year] == pytest.approx(says.deaths.at(year * 12), rel=0.005 if year < 2020 else 0.03)
    assert (people["birth"] < people["death"]).all()


def test_boys_and_girls_are_born_as_the_censuses_say():
    people = everybody()
    for low, high, least, most in ((2011, 2015, 1.11, 1.17), (2016, 2020, 1.08, 1.15), (2021, 2021, 1.06, 1.16)):
        born = (people["birth"] >= low * 12) & (people["birth"] < (high + 1) * 12)
        boys = (people["sex"][born] == 0).sum()
        assert least < boys / (born.sum() - boys) < most


def rewritten(monkeypatch, change):
    """Census rows with a change, read as if they were the file."""
    rows = census_module._rows

    def changed(name):
        return [change(name, dict(row)) for row in rows(name)]

    monkeypatch.setattr(census_module, "_rows", changed)


def test_a_cell_of_five_people_is_refused(monkeypatch):
    def change(name, row):
        if row.get("age_band") == "85p" and row["province_en"] == "Tibet":
            row["male"] = "5"
        return row

    rewritten(monkeypatch, change)
    with pytest.raises(CensusError, match="Tibet, 85p: male: 5 people; a cell holds 0 or at least 10"):
        read(society())


def test_a_region_of_nine_thousand_people_is_refused_and_all_problems_come_at_once(monkeypatch):
    def change(name, row):
        if row["province_en"] == "Tibet" and "population" in row:
            row["population"] = "9000"
        if row.get("age_band") == "0" and row["province_en"] == "Hunan":
            row["female"] = "3"
        return row

    rewritten(monkeypatch, change)
    with pytest.raises(CensusError) as caught:
        read(society())
    assert len(caught.value.problems) >= 2
    assert "Tibet: population: 9000 people; a region needs at least 10000" in str(caught.value)
    assert "Hunan, 0: female: 3 people" in str(caught.value)


def test_a_scale_that_leaves_a_province_empty_is_refused():
    for scale in (0, -1, 10_000_000):
        with pytest.raises(ValueError, match="a scale 1:N needs 1 <= N"):
            places(society(), scale, UNTIL, SEED)


def test_the_tables_are_the_same_every_time():
    where, tables = settled(20_000)
    assert hash_of(build(society(), where)) == hash_of(tables)


SCRIPT = """
import numpy as np
from tests.helpers.census import SEED, settled, society
from demerit.people.census import read
from demerit.people.households import fitted
from demerit.people.survey import survey
from demerit.people.tables import known
where, tables = settled(600_000)
for month in (tables.first_month, 2015 * 12, int(tables.census), 2021 * 12 + 3, int(tables.last_month)):
    people = survey(tables, where, SEED, month, range(3))
    print([int(np.sum(people[name] * (np.arange(len(people[name])) + 1))) for name in sorted(people)])
print(fitted(read(society())[:2], known(society()))[0].tobytes().hex())
"""


def test_settling_is_the_same_compiled_and_not():
    out = printed_compiled_and_not(SCRIPT)
    assert out[0] == out[1]
    assert out[0].startswith("[")


def test_a_society_without_work_cannot_be_settled():
    said = ("provinces", "age_sex", "people", "census", "first_month", "last_month")
    with pytest.raises(AttributeError, match="work"):
        build(SimpleNamespace(**{name: getattr(society(), name) for name in said}), settled()[0])
