"""`dm.compare` and `dm.attribute`: what they give is what the folders hold, to the digit."""

import datetime
import inspect
import json
import re
import typing
import warnings
from functools import lru_cache
from pathlib import Path

import duckdb
import pytest
from tests.helpers.commands import demerit
from tests.helpers.comparisons import timeless

import demerit as dm
from demerit.api.difference import Difference
from demerit.api.two import TwoLives
from demerit.catalogue.found import by_name
from demerit.notebook import NOTE
from demerit.world import folder
from demerit.world.undergone import COLUMNS

GIVEN: dict[str, typing.Any] = {"scale": 200_000, "seed": 3, "until": "2014-06", "published": "both", "draws": 1}
QUICK: dict[str, typing.Any] = {"scale": 200_000, "until": "2014-02", "threads": 1}
WITHOUT, NOTICE = NAMES = ("without-rules.criticism", "set-rights.notice")
CHANGES = ("--without", "rules.criticism", "--set", "rights.notice=true")
FEW: dict[str, typing.Any] = {"by": "sources", "outcome": "records.all", "orders": 2, **QUICK}
DOCS = Path(__file__).parent.parent / "docs" / "python.md"

T = typing.TypeVar("T")


def quietly(ask: typing.Callable[..., T], *given: typing.Any, **settings: typing.Any) -> T:
    """At a scale so coarse that it warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return ask(*given, **settings)


@lru_cache(maxsize=1)
def compared() -> dm.Comparison:
    told = dm.load("as-told")
    changed = told.without("rules.criticism"), told.set({"rights.notice": True})
    return quietly(dm.compare, told, *changed, **GIVEN)


@lru_cache(maxsize=1)
def attributed() -> dm.Attribution:
    return quietly(dm.attribute, "as-told", **FEW)


@pytest.fixture(scope="module")
def commanded(tmp_path_factory):
    """The same comparison by the command."""
    out = tmp_path_factory.mktemp("commanded") / "comparison"
    given = [
        word for name, value in GIVEN.items() for word in (f"--{name}", f"1:{value}" if name == "scale" else value)
    ]
    code, _, errors = demerit("compare", "as-told", *CHANGES, *given, "--out", out, "--quiet", "--no-report")
    assert code == 0, errors
    return out


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return compared().save(tmp_path_factory.mktemp("saved") / "comparison")


def said(out):
    return json.loads((out / "comparison.json").read_text("utf-8"))


def test_a_comparison_in_memory_saves_what_the_command_writes_to_the_bit(commanded, saved):
    assert folder.files(saved) == folder.files(commanded)
    of_time = {"comparison.json", *(f"{name}/manifest.json" for name in ("base", *NAMES)), "manifest.json"}
    differing = [name for name in folder.files(saved) if (saved / name).read_bytes() != (commanded / name).read_bytes()]
    assert set(differing) <= of_time
    assert timeless(said(saved)) == timeless(said(commanded))
    one, other = folder.manifest(saved), folder.manifest(commanded)
    timed = {"seconds", "peak_rss_bytes", folder.FILES, "driver"}
    assert {key: one[key] for key in one.keys() - timed} == {key: other[key] for key in other.keys() - timed}


def test_what_was_saved_is_verified_and_left_alone(saved):
    code, out, errors = demerit("verify", saved, "--quiet")
    assert code == 0, out + errors
    with pytest.raises(dm.DemeritError, match="exists and is not empty"):
        compared().save(saved)


def test_variants_are_named_after_what_was_changed():
    assert compared().variants == NAMES
    assert compared().scenarios[WITHOUT].hash == dm.load("as-told").without("rules.criticism").hash
    assert compared().scenario.hash == dm.load("as-told").hash


def test_effects_are_those_of_the_folder_to_the_digit(saved):
    rows = compared().effects.to_pylist()
    found = {(row["variant"], f"{row['measure']}.{row['year']}"): row for row in rows}
    effects = {(name, key): one for name, of in said(saved)["variants"].items() for key, one in of["effects"].items()}
    assert found.keys() == effects.keys()
    for key, one in effects.items():
        row = found[key]
        for name in ("base", "other", "difference", "gained", "lost"):
            assert row[name] == one[name], (key, name)
        assert [row["low"], row["high"]] == (one["chance"] or [None, None])
        assert [row["least"], row["most"]] == (one["unknown"] or [None, None])
        assert [row["sign_holds"], row["draws"]] == (one["sign_holds"] or [None, None])
        assert row["direct"] == (one["direct"] and one["direct"]["difference"])
        assert row["feedback"] == one["feedback"]
        assert row["unit"] == by_name()[row["measure"]].measure.unit


def test_an_opened_folder_answers_as_the_comparison_does(saved):
    there = dm.open(saved)
    assert isinstance(there, dm.Comparison)
    assert repr(there) == repr(compared())
    assert str(there) == str(compared())
    assert there.plain == compared().plain
    assert there.effects.equals(compared().effects, check_metadata=True)
    assert there.cells.equals(compared().cells, check_metadata=True)
    assert {name: one.hash for name, one in there.scenarios.items()} == {
        name: one.hash for name, one in compared().scenarios.items()
    }
    for kind in ("spared", "harmed"):
        assert there.people(kind).equals(compared().people(kind))
    assert there.find("spared").plain == compared().find("spared").plain
    assert there.figure("records.all", by="province").table.equals(
        compared().figure("records.all", by="province").table
    )


def test_a_copy_of_a_folder_is_the_folder(saved, tmp_path):
    copy = dm.open(saved).save(tmp_path / "copy")
    assert folder.files(copy) == folder.files(saved)


def test_figures_by_year_are_the_effects():
    for row in compared().effects.to_pylist():
        (found,) = compared().figure(row["measure"], when=row["year"], variant=row["variant"]).rows
        assert {name: found[name] for name in ("base", "difference", "gained", "low", "most")} == {
            name: row[name] for name in ("base", "difference", "gained", "low", "most")
        }


@pytest.mark.parametrize("by", ["province", "group", "tenth", "age", "sex", "urban"])
def test_figures_told_apart_add_up_to_the_year(by):
    effects = compared().plain["variants"][WITHOUT]["effects"]
    moved = 0
    for name in (name for name in COLUMNS if name in by_name() and by_name()[name].measure.headline):
        rows = compared().figure(name, by=("year", by)).rows
        whole = effects.get(f"{name}.2014", {"difference": 0, "gained": 0, "lost": 0})
        for column in ("difference", "gained", "lost"):
            total = sum(row[column] for row in rows)
            assert abs(total - (whole[column] or 0)) <= len(rows), (name, column)  # each rounded to whole people
        assert all(row["gained"] - row["lost"] == row["difference"] for row in rows)
        assert all(row["other"] - row["base"] == row["difference"] for row in rows)
        moved += any(row["difference"] for row in rows)
    assert moved > 3


def test_of_a_stock_the_last_month_counts():
    by_month = compared().figure("blacklist.stock", by="month").rows
    assert by_month[-1]["month"] == datetime.date(2014, 6, 1)
    (whole,) = compared().figure("blacklist.stock", by=()).rows
    assert [whole[name] for name in ("base", "other")] == [by_month[-1][name] for name in ("base", "other")]


def test_months_of_cells_are_dates_and_tables_hand_over_to_duckdb():
    cells, effects = compared().cells, compared().effects
    figure = compared().figure("records.all", by="month")
    with duckdb.connect() as db:
        for name, table in (("cells", cells), ("effects", effects), ("figure", figure)):
            db.register(name, table)
        (counted,) = db.execute(
            f"select sum(gained - lost)::bigint from cells where measure = 'records.all' and variant = '{WITHOUT}'"
        ).fetchall()
        (first,) = db.execute("select min(month) from cells").fetchall()
        (net,) = db.execute("select sum(difference)::bigint from figure").fetchall()
        (rows,) = db.execute("select count(*) from effects where variant = 'set-rights.notice'").fetchall()
    assert first == (datetime.date(2014, 1, 1),)
    assert rows[0] == len(compared().plain["variants"][NOTICE]["effects"])
    assert counted[0] < 0
    assert net[0] < 0


def test_people_lived_otherwise_and_so_does_each_life():
    spared = compared().people("spared")
    assert spared.num_rows
    assert min(spared["spared"].to_pylist()) > 0
    first = spared.to_pylist()[0]
    life = compared().life(first["person"])
    assert life.worlds == ("base", WITHOUT)
    assert (life.plain["spared"]["number"], life.plain["harmed"]["number"]) == (first["spared"], first["harmed"])
    assert life.months["month"].to_pylist()[-1] == datetime.date(2014, 6, 1)
    assert set(life.months["world"].to_pylist()) == {"base", WITHOUT}
    assert str(life.number) in life.page()
    assert "part there" in str(life)


def test_a_base_beside_itself_differs_in_nothing():
    same = quietly(dm.compare, "as-told", "as-told", **QUICK)
    assert {row["difference"] for row in same.effects.to_pylist()} <= {0.0, None}
    assert same.cells.num_rows == 0
    assert same.people("spared").num_rows == 0
    for by in ("year", "province", "tenth"):
        assert {row["difference"] for row in same.figure("records.all", by=by).rows} == {0}
    assert "synthetic" in repr(same)


def test_one_comparison_then_another_then_the_first_again_gives_the_first():
    told = dm.load("as-told")
    pairs = (told, told.without("rules.criticism")), (told, told.without("rules.demonstration"))
    first, other, again = (quietly(dm.compare, *pairs[n], **QUICK) for n in (0, 1, 0))
    assert timeless(first.plain) == timeless(again.plain) != timeless(other.plain)
    assert first.cells.equals(again.cells)
    assert timeless(quietly(dm.compare, *pairs[0], **{**QUICK, "threads": 2}).plain) == timeless(first.plain)


def test_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    quietly(dm.compare, "as-told", "as-told", **QUICK)
    quietly(dm.attribute, "as-told", **FEW)
    assert list(tmp_path.iterdir()) == []


def test_an_attribution_saves_what_the_command_writes_to_the_bit(tmp_path):
    ours = attributed().save(tmp_path / "ours")
    words = ("--by", "sources", "--outcome", "records.all", "--orders", "2", "--scale", "1:200000", "--seed", "0")
    theirs = tmp_path / "theirs"
    code, _, errors = demerit(
        "attribute", "as-told", *words, "--until", "2014-02", "--threads", "1", "--quiet", "--out", theirs
    )
    assert code == 0, errors
    names = [name for name in folder.files(theirs) if not name.startswith("worlds/")]
    assert names == folder.files(ours)
    assert [name for name in names if (ours / name).read_bytes() != (theirs / name).read_bytes()] == []
    there = dm.open(ours)
    assert isinstance(there, dm.Attribution)
    assert repr(there) == repr(attributed())
    for name in ("shares", "brings", "contexts"):
        assert getattr(there, name).equals(getattr(attributed(), name))
    assert there.chart().svg() == attributed().chart().svg()
    assert there.chart().spec == attributed().chart().spec
    assert sorted(there.save(tmp_path / "copy").iterdir())


def test_shares_add_up_to_the_total():
    rows = attributed().shares.to_pylist()
    assert sum(row["share"] for row in rows) == pytest.approx(attributed().total)
    assert len(rows) == len(attributed().plain["by"])
    assert [abs(row["share"]) for row in rows] == sorted((abs(row["share"]) for row in rows), reverse=True)


def everything():
    """Whatever shows itself."""
    of = compared()
    figures = [of.figure("records.all", by=by) for by in ("year", "month", "province", "tenth", "urban", ())]
    charts = [of.chart(), of.chart("records.all"), attributed().chart(), *(figure.chart() for figure in figures)]
    return [of, attributed(), of.find("spared"), *figures, *charts, of.find("spared").chart()]


def test_everything_shows_itself_without_a_script_and_says_that_nobody_is_real():
    for one in everything():
        html = one._repr_html_()
        assert NOTE in re.sub(r"</text><text[^>]*>", " ", html).lower(), one
        assert "<script" not in html
        assert not re.search(r"(src|href)=.?https?:", html)


def test_charts_have_a_specification(tmp_path):
    for chart in (compared().chart(), attributed().chart()):
        assert NOTE in str(chart.spec).lower()
        assert chart.save(tmp_path / "one.svg").read_text().startswith("<svg")


untyped: typing.Any = dm  # whoever asks wrongly has no types
ASKED_WRONGLY: dict[str, tuple[typing.Callable[[typing.Any], object], str]] = {
    "nothing to compare with": (lambda of: untyped.compare("as-told"), "give another scenario"),
    "a scenario that is none": (lambda of: untyped.compare("as-told", "as-tld"), "did you mean `as-told`"),
    "a variant that is a number": (lambda of: untyped.compare("as-told", 7), "must be a name or a path"),
    "two societies": (lambda of: untyped.compare("as-told", "benefits-clawback"), "is of other people than as-told"),
    "spans that do not overlap": (
        lambda of: untyped.compare("as-told", untyped.load("shenzhen-2023", assume=True)),
        "have no month in common",
    ),
    "too many variants": (lambda of: untyped.compare("as-told", *["as-told"] * 65), "65 variants are too many"),
    "no scale": (lambda of: untyped.compare("as-told", "as-told", scale=0), "scale=0 must be a whole number"),
    "published by nobody": (
        lambda of: untyped.compare("as-told", "as-told", published="bse"),
        "published='bse' is not known here; did you mean `base`?; allowed: own, base, both",
    ),
    "a month too late": (lambda of: untyped.compare("as-told", "as-told", until="2050-01"), "is after the end of"),
    "a measure that is none": (lambda of: of.figure("refused.fligt"), "did you mean `refused.flight`"),
    "a measure that is kept by year alone": (
        lambda of: of.figure("acts.credit", by="tenth"),
        "is compared by year alone",
    ),
    "what nothing is told apart by": (lambda of: of.figure("records.all", by="demand"), "allowed: year, month"),
    "years and months": (lambda of: of.figure("records.all", by=("year", "month")), "one of year and month"),
    "a number to tell apart by": (lambda of: of.figure("records.all", by=3), "must be a name, or several"),
    "a year that was not lived": (lambda of: of.figure("records.all", when=2019), "allowed: 2014 to 2014"),
    "a month that was not lived": (
        lambda of: of.figure("records.all", by="month", when="2015-01"),
        "from 2014-01 to 2014-06",
    ),
    "a variant that is none": (lambda of: of.figure("people", variant="set-rights.notce"), "did you mean"),
    "another kind of people": (lambda of: of.people("spred"), "did you mean `spared`"),
    "nobody of that number": (lambda of: of.life(10**12), "there is no person"),
    "a word that finds nobody": (lambda of: of.find("dragons"), "does not know 'dragons'"),
    "words that are none": (lambda of: of.find(3), "must be words"),
    "a folder that is not empty": (lambda of: of.save(DOCS.parent), "exists and is not empty"),
    "a kind of player that is none": (
        lambda of: untyped.attribute("as-told", "rule", "records.all"),
        "by rule is no kind of player",
    ),
    "an outcome that is none": (lambda of: untyped.attribute("as-told", "rules", "record.all"), "did you mean"),
    "an outcome that is no name": (lambda of: untyped.attribute("as-told", "rules", 7), "outcome=7 must be a name"),
    "no right to share out": (lambda of: untyped.attribute("as-told", "rights", "records.all"), "has no rights"),
    "one order": (lambda of: untyped.attribute("as-told", "rules", "records.all", orders=1), "from 2 to 10000"),
    "an end before the start": (
        lambda of: untyped.attribute("as-told", "rules", "records.all", until="2010-01"),
        "until 2010-01 must be within",
    ),
    "a picture that it has not": (lambda of: attributed().chart("map"), "allowed: attribution"),
    "a folder of something else": (lambda of: attributed().save(DOCS.parent), "holds something else"),
}


@pytest.mark.parametrize("what", ASKED_WRONGLY)
def test_what_is_asked_wrongly_is_one_message_that_names_what_is_allowed(what):
    ask, words = ASKED_WRONGLY[what]
    with pytest.raises(dm.DemeritError, match=re.escape(words)) as error:
        ask(compared())
    assert not re.search(r"(?<!\w)--[a-z]", str(error.value)), "options are of the command line"


def changed_file(out, name, old, new):
    path = out / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_folder_of_another_version_or_damaged_is_one_message(saved, tmp_path):
    other = dm.open(saved).save(tmp_path / "other")
    changed_file(other, "manifest.json", f'"version": "{compared().plain["version"]}"', '"version": "0.0.1"')
    with pytest.raises(dm.DemeritError, match=r"made by version 0\.0\.1"):
        dm.open(other)
    damaged = dm.open(saved).save(tmp_path / "damaged")
    changed_file(damaged, "comparison.json", '"seed"', '"sed"')
    with pytest.raises(dm.DemeritError, match="compare again"):
        dm.open(damaged).plain  # noqa: B018
    share = attributed().save(tmp_path / "share")
    (share / "attribution.json").write_text("[]")
    with pytest.raises(dm.DemeritError, match=r"attribution\.json is not what the run wrote"):
        dm.open(share)


def test_every_name_is_documented_and_typed():
    text = DOCS.read_text(encoding="utf-8")
    for kind in (dm.Comparison, dm.Attribution, Difference, TwoLives):
        for name, one in vars(kind).items():
            if name.startswith("_"):
                continue
            assert re.search(rf"[.`]{name}\b", text), f"{kind.__name__}.{name} is not in {DOCS.name}"
            if inspect.isfunction(one):
                assert one.__doc__, f"{kind.__name__}.{name}"
                assert "return" in one.__annotations__
