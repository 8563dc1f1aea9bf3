"""Why more come onto a list that is shorter, or fewer onto a longer one: said where it is so, as it was counted."""

import re
from typing import NamedTuple

import duckdb
import pytest
from tests.helpers.comparisons import plan
from tests.helpers.worlds import scenario

from demerit.amounts import people
from demerit.comparison import changed, filled
from demerit.report.compared import write
from demerit.report.compared.folder import Compared, opened
from demerit.report.compared.naming import called
from demerit.report.compared.turnover import turnover
from demerit.world.folder import read_json

SOONER, LATER = "sooner", "later"
YEARS = range(2014, 2022)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """as-told beside itself where people may leave the list after a month, and where they stay for four years."""
    out, base = tmp_path_factory.mktemp("compared") / "it", scenario("as-told")
    days = {SOONER: 30, LATER: 1500}
    made = [changed(base, values={"lists.blacklist.least_days": n})._replace(name=name) for name, n in days.items()]
    filled(plan(base, *made, months=12 * len(YEARS), out=out))
    return opened(out)


def until(c: Compared, year: int) -> Compared:
    """The same, as if it had ended with a year."""
    return Compared(c.path, {**c.said, "until": f"{year}-12"}, c.manifest, c.lives)


class Counted(NamedTuple):
    """More in the other world than in the base; days that those who left had been listed, in each."""

    entries: float
    exits: float
    stock: float
    before: float
    after: float


def recounted(c: Compared, name: str, year: int) -> Counted:
    """From the cells of both worlds, and from the months of each."""
    more = duckdb.execute(
        """select measure::text, sum((gained - lost) * weight) from read_parquet(?)
           where variant::text = ?
             and (measure::text in ('blacklist.entries', 'blacklist.exits') and year(month::date) <= ?
              or measure::text = 'blacklist.stock' and year(month::date) = ? and month(month::date) = 12) group by 1""",
        [str(c.path / "effects.parquet"), name, year, year],
    ).fetchall()
    each = {f"blacklist.{part}": 0.0 for part in ("entries", "exits", "stock")} | dict(more)
    return Counted(*each.values(), *(_stay(c, world, year) for world in ("base", name)))


def _stay(c: Compared, world: str, year: int) -> float:
    weights = read_json(c.path / "base", "manifest.json")["weights"]
    rows = duckdb.execute(
        """select measure::text, province::text, sum(value) from read_parquet(?)
           where measure::text in ('blacklist.stay_days', 'blacklist.exits') and left(month::text, 4)::int <= ?
           group by all""",
        [str(c.path / world / "months.parquet"), year],
    ).fetchall()
    total = {"blacklist.stay_days": 0.0, "blacklist.exits": 0.0}
    for measure, province, value in rows:
        everybody, settled = weights[province]
        total[measure] += value * everybody / settled
    return total["blacklist.stay_days"] / total["blacklist.exits"] if total["blacklist.exits"] else 0.0


def explained(n: Counted, each: int) -> str:
    """What is to be said of these numbers; each: people whom one stands for, of whom no half is any difference."""
    if min(abs(n.entries), abs(n.stock)) < each / 2:
        return ""
    if n.entries > 0 > n.stock and 0 < n.after < n.before:
        word, other, end = "more", "fewer", ", and may be put on again, which is another entry."
    elif n.entries < 0 < n.stock and n.after > n.before > 0:
        word, other, end = "fewer", "more", "; whoever has not left cannot be put on again."
    else:
        return ""
    entries, exits, stock = (people(abs(value)) for value in n[:3])
    before, after = (f"{float(f'{days:.3g}'):,.0f}" for days in (n.before, n.after))
    return (
        f"{entries} {word} entries onto the black list and {exits} {word} exits from it than in the base, deaths among "
        f"them: at the end, {stock} {other} people are on it. Whoever left had been on it for {after} days on average "
        f"instead of {before}{end}"
    )


@pytest.mark.parametrize("name", [SOONER, LATER])
def test_entries_and_list_that_go_different_ways_are_explained_by_what_was_counted(found, name):
    said = {year: turnover(until(found, year), name) for year in YEARS}
    assert said == {
        year: f"From January 2014 to December {year}, {text}"
        if (text := explained(recounted(found, name, year), found.said["scale"]))
        else ""
        for year in YEARS
    }
    assert any(said.values())
    assert not all(said.values())


def test_nothing_is_explained_by_stays_that_are_no_shorter(found):
    """Of figures that no world gave: stays as long as in the base."""
    effects = found.said["variants"][SOONER]["effects"]
    assert turnover(found, SOONER)
    alike = {
        key: {**one, "other": one["base"]} if re.search(r"stay_days|exits", key) else one
        for key, one in effects.items()
    }
    said = {**found.said, "variants": {SOONER: {"effects": alike}}}
    assert turnover(Compared(found.path, said, found.manifest, found.lives), SOONER) == ""


def test_a_value_is_said_beside_that_of_the_base(found):
    assert called(found, SOONER) == "with “how long people stay listed” at 30 instead of 365"
    assert called(found, LATER) == "with “how long people stay listed” at 1500 instead of 365"
    said = {**found.said, "variants": {SOONER: {"title": f"{found.said['title']}, with rights: a mapping"}}}
    assert called(Compared(found.path, said, found.manifest, found.lives), SOONER) == "with other rights"


def test_the_report_says_it_below_the_flows(found):
    html = write(found.path).read_text("utf-8")
    for name, part in zip((SOONER, LATER), html.split('<section class="first"')[1:], strict=True):
        assert turnover(found, name) in part.split("All years in figures")[0]
