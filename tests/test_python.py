"""`import demerit as dm`: what it gives is what a run folder holds, to the digit."""

import copy
import datetime
import inspect
import pickle
import re
import typing
import warnings
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from tests.helpers.commands import demerit
from tests.helpers.runs import printed

import demerit as dm
from demerit.catalogue.found import by_name
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.world import folder, parquet
from demerit.world.folder import NOTE

SETTINGS: dict[str, typing.Any] = {"scale": 200_000, "seed": 5, "seeds": 2, "draws": 2, "until": "2014-12"}
QUICK: dict[str, typing.Any] = {"scale": 200_000, "seeds": 0, "until": "2014-02"}
ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "python.md"
PYTHON = re.compile(r"```python\n(.*?)```", re.S)
SHOWS_ITSELF = "synthetic people; an experiment, not a forecast"


def queried(sql, **tables):
    """What DuckDB says of tables, by their names."""
    with duckdb.connect() as db:
        for name, table in tables.items():
            db.register(name, table)
        return db.execute(sql).fetchall()


def quietly(scenario, **settings):
    """A run at a scale so coarse that it warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return dm.run(scenario, **settings)


@lru_cache(maxsize=1)
def in_memory():
    return quietly("as-told", **SETTINGS)


@lru_cache(maxsize=1)
def quick():
    return quietly("as-told", threads=1, **QUICK)


@pytest.fixture(scope="module")
def commanded(tmp_path_factory):
    """The same run by the command."""
    out = tmp_path_factory.mktemp("commanded") / "run"
    options = [
        word for name, value in SETTINGS.items() for word in (f"--{name}", f"1:{value}" if name == "scale" else value)
    ]
    code, _, errors = demerit("run", "as-told", *options, "--out", out, "--no-report", "--quiet")
    assert code == 0, errors
    return out


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The run in memory, as a folder."""
    return in_memory().save(tmp_path_factory.mktemp("saved") / "run", report=False)


def test_a_run_in_memory_saves_what_the_command_writes_to_the_bit(commanded, saved):
    names = [name for name in folder.files(commanded) if not name.startswith(f"{folder.SO_FAR}/")]
    assert names == [name for name in folder.files(saved) if not name.startswith(f"{folder.SO_FAR}/")]
    assert [name for name in names if (commanded / name).read_bytes() != (saved / name).read_bytes()] == []
    said, found = folder.manifest(commanded), folder.manifest(saved)
    apart_from_time = said.keys() - {"seconds", "checkpoint_share", "peak_rss_bytes", folder.FILES}
    assert {key: said[key] for key in apart_from_time} == {key: found[key] for key in apart_from_time}


def test_what_was_saved_is_verified(saved):
    code, said, errors = demerit("verify", saved, "--quiet")
    assert code == 0, said + errors


def test_the_folder_of_a_finished_run_is_left_alone(saved, commanded):
    for run in (in_memory(), dm.open(commanded)):
        with pytest.raises(dm.DemeritError, match=r"exists and is not empty.*choose another path$"):
            run.save(saved)


def test_a_run_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    quietly("as-told", **{**QUICK, "seeds": 1})
    assert list(tmp_path.iterdir()) == []


def test_one_scenario_then_another_then_the_first_again_gives_the_first():
    first, other, again = quick(), quietly("benefits-clawback", **QUICK), quietly("as-told", **QUICK)
    assert first.digest == again.digest != other.digest
    assert first.months.equals(again.months)
    assert first.figures.equals(again.figures)


def test_threads_change_nothing():
    assert quietly("as-told", **QUICK, threads=3).digest == quick().digest


def test_a_scenario_a_name_and_a_file_are_one(tmp_path):
    file = tmp_path / "own.yaml"
    assert demerit("new", file, "--from", "as-told")[0] == 0
    assert quietly(dm.load("as-told"), **QUICK).digest == quick().digest
    assert quietly(file, **QUICK).digest == quick().digest


def test_a_month_may_be_a_date():
    day = datetime.date(2014, 2, 28)
    assert quietly("as-told", **{**QUICK, "until": day}).digest == quick().digest
    assert quick().figure("people", when=day).rows == quick().figure("people", when="2014-02").rows
    told, notice = dm.load("as-told"), {"rights.notice": True}
    assert told.set(notice, since=day).hash == told.set(notice, since="2014-02").hash
    assert told.without("rules.music", since=day).hash == told.without("rules.music", since="2014-02").hash


def test_values_of_numpy_and_decimals_are_the_numbers_that_they_hold():
    plain = {"rights.notice": True, "rights.notice_days": 7, "rights.upheld": 0.5}
    theirs = {"rights.notice": np.bool_(True), "rights.notice_days": np.int64(7), "rights.upheld": Decimal("0.5")}
    told = dm.load("as-told")
    assert told.set(theirs).hash == told.set(plain).hash
    factors = "society.fines.unpaid"
    assert told.set({factors: np.float32(0.25)}).hash == told.set({factors: 0.25}).hash


def test_an_opened_folder_answers_as_the_run_does(commanded):
    run, there = in_memory(), dm.open(commanded)
    assert there.digest == run.digest
    assert (there.seed, there.scale) == (run.seed, run.scale) == (SETTINGS["seed"], SETTINGS["scale"])
    assert there.months.equals(run.months)
    assert there.figures.equals(run.figures)
    assert there.findings == run.findings
    for by in ("year", "month", "province", "group", ("month", "group"), ()):
        ours, theirs = (each.figure("records.all", by=by) for each in (run, there))
        assert ours.table.equals(theirs.table)
        assert ours.mark == theirs.mark
    assert there.find("listed").plain == run.find("listed").plain
    number = run.find("listed").number
    assert there.life(number).plain == run.life(number).plain
    assert repr(there) == repr(run)


def test_a_copy_of_a_folder_is_the_folder(commanded, tmp_path):
    copy = dm.open(commanded).save(tmp_path / "copy")
    assert folder.files(copy) == folder.files(commanded)
    assert dm.open(copy).months.equals(dm.open(commanded).months)


def test_figures_are_those_of_the_summary_to_the_digit(commanded):
    summary, run = folder.read_json(commanded, folder.SUMMARY), in_memory()
    bands = summary.pop(folder.BANDS)
    names = sorted({name.rpartition(".")[0] for name in summary})
    found, limits = {}, {}
    for number, name in enumerate(names):
        for row in run.figure(name).rows:
            found[f"{name}.{row['year']}"] = row["value"]
            limits[f"{name}.{row['year']}"] = [row[end] for end in ("low", "high", "least", "most")]
        for row in run.figure(name, by="month").rows if number % 9 == 0 else ():
            found[f"{name}.{row['month']:%Y-%m}"] = row["value"]
    assert {name: value for name, value in found.items() if value is not None} == {
        name: value for name, value in summary.items() if name in found
    }
    assert len(found) > len(names)
    for name, said in bands.items():
        assert limits[name] == [*said["chance"], *said["unknown"]], name


def test_all_figures_at_once_are_those_of_the_summary(commanded):
    summary = folder.read_json(commanded, folder.SUMMARY)
    bands, rows = summary.pop(folder.BANDS), in_memory().figures.to_pylist()
    when = [f"{row['month']:%Y-%m}" if row["month"] else str(row["year"]) for row in rows]
    named = {f"{row['measure']}.{at}": row for row, at in zip(rows, when, strict=True)}
    assert {name: row["value"] for name, row in named.items()} == summary
    for name, said in bands.items():
        assert [named[name][end] for end in ("low", "high", "least", "most")] == [*said["chance"], *said["unknown"]]
        assert named[name]["hangs_on"] == [key for key, _ in said["hangs_on"]]
    assert all(row["unit"] == by_name()[row["measure"]].measure.unit for row in rows)


def test_figures_count_what_months_parquet_counts(commanded):
    lived = parquet.read(commanded / folder.MONTHS)
    for name, by in (("acts", "kind"), ("records.false", "source"), ("decile.stock", "tenth")):
        figure = in_memory().figure(name, by=("month", "province", by))
        own = f"starts_with(measure, '{name}.') and not ends_with(measure, '.all')"
        rows = queried(
            f"select month || '-01', province, measure, sum(value)::bigint from lived where {own} group by all",
            lived=lived,
        )
        wanted = {(month, province, measure): value for month, province, measure, value in rows}
        assert {(str(r["month"]), r["province"], f"{name}.{r[by]}"): r["counted"] for r in figure.rows} == wanted
    (total,) = in_memory().figure("people", by=(), when="2014-05").rows
    wanted_total = queried("select sum(value) from lived where measure = 'people' and month = '2014-05'", lived=lived)
    assert wanted_total == [(total["counted"],)]


def test_what_is_told_apart_adds_up():
    run = in_memory()
    whole = run.figure("records.all", by="month").rows
    for by, most in (("province", 31), ("group", 2)):
        parts = run.figure("records.all", by=("month", by)).rows
        for row in whole:
            mine = [part for part in parts if part["month"] == row["month"]]
            assert sum(part["counted"] for part in mine) == row["counted"]
            assert abs(sum(part["value"] for part in mine) - row["value"]) <= most  # each rounded to whole people
    assert sum(row["value"] for row in whole) == pytest.approx(run.figure("records.all").rows[0]["value"], abs=12)


def test_a_stock_is_the_number_at_the_end():
    run = in_memory()
    by_month = run.figure("people", by="month").rows
    for of in ({"by": ()}, {"by": (), "when": 2014}, {"by": (), "when": "2014-12"}, {"by": "year"}):
        assert run.figure("people", **of).rows[0]["value"] == by_month[-1]["value"]
    assert run.figure("people", by=(), when="2014-03").rows[0]["value"] == by_month[2]["value"]


def test_bands_are_those_of_reports(commanded):
    """Where no summary says them: of months, groups and provinces."""
    m, run = Measures(opened(commanded)), in_memory()
    for i, row in enumerate(run.figure("records.all", by="month").rows):
        limits = m.band(lambda x, i=i: float(x.series("records.all")[i]), row["counted"])  # type: ignore[misc]
        assert [row[end] for end in limits] == pytest.approx(list(limits.values()), rel=1e-4)
    for row in run.figure("records.all", by="group").rows:
        limits = m.band(lambda x, g=row["group"]: x.total("records.all", group=g).scaled, row["counted"])  # type: ignore[misc]
        assert [row[end] for end in limits] == pytest.approx(list(limits.values()), rel=1e-4)
    for row in run.figure("records.all", by="province").rows:
        drawn = [x.by_province("records.all", x.months).get(row["province"]) for x in m.drawn]
        values = [0.0 if each is None else each.scaled for each in drawn]
        assert row["least"] <= min([row["value"], *np.quantile(values, [0.5])])
        assert row["most"] >= max([row["value"], *np.quantile(values, [0.5])]) * (1 - 1e-4)


def test_without_worlds_beside_there_are_no_bands():
    figure = quick().figure("records.all")
    assert all(row[end] is None for row in figure.rows for end in ("low", "high", "least", "most"))


def test_where_a_system_runs_in_one_province_figures_are_of_it():
    run = quietly(dm.load("rongcheng", assume=True), scale=200_000, seeds=0, until="2014-02")
    assert [row["province"] for row in run.figure("people", by="province").rows] == ["Shandong"]
    assert run.figure("people").rows[0]["value"] == run._source.told.summary["people.2014"]


def test_tables_hand_over_to_duckdb():
    figure, months = in_memory().figure("people", by="month"), in_memory().months
    span = datetime.date(2014, 1, 1), datetime.date(2014, 12, 1)
    assert queried("select min(month), max(month) from months", months=months) == [span]
    rows = [(row["month"], row["value"]) for row in figure.rows]
    assert queried("select month, value from figure order by month", figure=figure) == rows


def test_tables_hand_over_to_pandas():
    pandas = pytest.importorskip("pandas")
    figure = in_memory().figure("people", by="month")
    assert pandas.DataFrame.from_arrow(figure)["value"].tolist() == [row["value"] for row in figure.rows]
    assert len(in_memory().months.to_pandas()) == in_memory().months.num_rows


def test_tables_hand_over_to_polars():
    polars = pytest.importorskip("polars")
    figure = in_memory().figure("people", by="month")
    assert polars.DataFrame(figure)["value"].to_list() == [row["value"] for row in figure.rows]
    assert polars.DataFrame(in_memory().months)["month"].dtype == polars.Date


def test_months_are_dates_and_the_rest_is_the_table_of_the_folder(commanded):
    stored, table = parquet.read(commanded / folder.MONTHS), in_memory().months
    assert table.schema.field("month").type == pa.date32()
    assert table.schema.metadata[b"note"].decode() == NOTE
    assert table.drop_columns("month").equals(stored.drop_columns("month"))
    assert [f"{day:%Y-%m}" for day in table["month"].to_pylist()] == stored["month"].to_pylist()


def test_a_life_has_months_and_ledger():
    life = in_memory().find("listed")
    assert not life.is_organisation
    assert life.months["month"].to_pylist()[-1] == datetime.date(2014, 12, 1)
    assert any(life.months["blacklist"].to_pylist())
    assert life.ledger["date"].type == pa.date32()
    assert "entered" in life.ledger["event"].to_pylist()
    assert str(life) == life.text
    assert str(life.number) in life.page()
    assert in_memory().life(life.number).plain == life.plain
    company = in_memory().find("a company")
    assert company.is_organisation
    assert company.plain == in_memory().organisation(company.number).plain
    assert company.months.num_rows


def everything():
    """Whatever shows itself."""
    run = in_memory()
    figures = [
        run.figure("records.all", by=by) for by in ("year", "month", "province", "group", ("month", "group"), ())
    ]
    figures += [run.figure("records.false", by=by) for by in ("source", ("month", "source"), ("source", "group"))]
    figures += [run.figure("blacklist.share", by=by) for by in ("month", "province", "year")]
    life = run.find("listed")
    scenario = run.scenario.without("rules.criticism")
    charts = [run.chart(), life.chart(), *(figure.chart() for figure in figures)]
    return [run, life, run.find("a company"), scenario, dm.society("germany"), *figures, *charts]


def test_everything_shows_itself_without_a_script_and_says_that_nobody_is_real():
    for one in everything():
        html = one._repr_html_()
        assert SHOWS_ITSELF in re.sub(r"</text><text[^>]*>", " ", html).lower(), one
        assert "<script" not in html
        assert not re.search(r"(src|href)=.?https?:", html)


def test_figures_say_their_mark():
    figure = in_memory().figure("refused.flight")
    assert figure.mark.word == "assumed"
    assert "Mark: assumed" in figure._repr_html_()
    assert "Mark: assumed" in figure.chart().svg()
    assert "flight" in figure.title


def test_charts_are_saved_as_their_ending_says(tmp_path):
    chart = in_memory().figure("records.all", by="month").chart()
    assert chart.save(tmp_path / "one.svg").read_text().startswith("<svg")
    assert chart.save(str(tmp_path / "one.png")).read_bytes().startswith(b"\x89PNG")
    assert '"layer"' in chart.save(tmp_path / "one.json").read_text()
    assert NOTE in str(chart.spec).lower()


def test_altair_takes_a_chart_where_it_is_installed():
    altair = pytest.importorskip("altair")
    figure = in_memory().figure("records.all", by="province")
    assert isinstance(figure.chart().altair(), altair.TopLevelMixin)


untyped: typing.Any = dm  # whoever asks wrongly has no types
ASKED_WRONGLY: dict[str, tuple[typing.Callable[[typing.Any], object], str]] = {
    "a preset that is none": (lambda run: untyped.load("as-tld"), "did you mean `as-told`"),
    "a scenario that is no name": (lambda run: untyped.load(7), "must be a name or a path"),
    "a society that is none": (lambda run: untyped.society("chna"), "did you mean `china`"),
    "a file that is no society": (lambda run: untyped.society(ROOT / "pyproject.toml"), "must be a mapping"),
    "a folder whose name is too long": (lambda run: untyped.open("a" * 300), "cannot be the name of a file (File name"),
    "a name with a character that none has": (lambda run: untyped.open("a\0b"), "cannot be the name of a file (no"),
    "a society of half a letter": (lambda run: untyped.society("\ud800"), "cannot be the name of a file (no system"),
    "no scale": (lambda run: untyped.run("as-told", scale=0), "scale=0 must be a whole number from 1 on"),
    "a scale in words": (lambda run: untyped.run("as-told", scale="1:1000"), "scale='1:1000' must be a whole number"),
    "a scale too coarse": (lambda run: untyped.run("as-told", scale=10**9), "scale 1:1000000000: a scale 1:N needs"),
    "a seed below zero": (lambda run: untyped.run("as-told", seed=-1), "seed=-1 must be a whole number from 0"),
    "a truth value as a seed": (lambda run: untyped.run("as-told", seed=True), "seed=True must be a whole number"),
    "too many seeds": (lambda run: untyped.run("as-told", seeds=1001), "from 0 to 1000"),
    "draws below zero": (lambda run: untyped.run("as-told", draws=-1), "from 0 to 10000"),
    "several things at once": (
        lambda run: untyped.run("as-tld", scale=0, seed=-1, until="soon", seeds=-1),
        "1 everybody\nseed=-1 must be a whole number from 0 to 18446744073709551615\nuntil='soon' must be",
    ),
    "a scenario that is none, and no seed": (
        lambda run: untyped.run("as-tld", seed=-1),
        "18446744073709551615\nas-tld is neither a file",
    ),
    "scenarios that are none, and no scale": (
        lambda run: untyped.compare("as-tld", scale=0),
        "presets: as-documented, as-told, benefits-clawback, europe-as-told, europe-with-rights, fuzhou, rongcheng, "
        "schufa-like, sesame-like, shenzhen-2023, suining\nnothing to compare with",
    ),
    "a scenario and players that are none": (
        lambda run: untyped.attribute("as-tld", "ruls", "refused.flight"),
        "suining\nby ruls is no kind of player",
    ),
    "no part to tell apart by, and a year that was not lived": (
        lambda run: run.figure("people", by="demand", when=2019),
        "allowed: year, month, province, group\nwhen='2019': no month of this run",
    ),
    "no threads": (lambda run: untyped.run("as-told", threads=0), "from 1 to 256"),
    "no month": (lambda run: untyped.run("as-told", until="soon"), "until='soon' must be a month, YYYY-MM"),
    "a month too late": (
        lambda run: untyped.run("as-told", until="2050-01"),
        "until 2050-01 must be within 2014-01 to",
    ),
    "a folder that is no run": (lambda run: untyped.open(ROOT / "docs"), "the folder of a finished run"),
    "a measure that is none": (lambda run: run.figure("refused.fligt"), "did you mean `refused.flight`"),
    "a measure that is no name": (lambda run: run.figure(3), "measure=3 is not known"),
    "a measure without its part": (lambda run: run.figure("refused"), "say by='demand', or name one"),
    "what it is not told apart by": (
        lambda run: run.figure("people", by="demand"),
        "allowed: year, month, province, group",
    ),
    "a group where there is none": (
        lambda run: run.figure("decile.stock.1", by="group"),
        "allowed: year, month, province",
    ),
    "years and months at once": (lambda run: run.figure("people", by=("year", "month")), "one of year and month"),
    "a number to tell apart by": (lambda run: run.figure("people", by=5), "by=5 must be a name, or several"),
    "a year that was not lived": (lambda run: run.figure("people", when=2019), "from 2014-01 to 2014-12"),
    "nobody of that number": (lambda run: run.life(10**12), "there is no person"),
    "a number below zero": (lambda run: run.life(-1), "person=-1 must be a whole number from 0 on"),
    "no organisation of that number": (lambda run: run.organisation(10**12), "there is no organisation"),
    "a word that finds nobody": (lambda run: run.find("dragons"), "find does not know 'dragons'; it can look for"),
    "what befell nobody": (
        lambda run: run.find("detained, redlisted, listed", communities=1),
        "search further with communities",
    ),
    "words that are none": (lambda run: run.find(3), "must be words"),
    "a chart of another kind": (lambda run: run.chart().save("one.gif"), "must end in .svg, .png, .json"),
    "a specification of a life": (lambda run: run.find("listed").chart().spec, "no Vega-Lite specification"),
    "a folder that is not empty": (lambda run: run.save(ROOT / "docs"), "exists and is not empty"),
    "parts in a list": (lambda run: run.scenario.without(["rules.music"]), "is no key; allowed: keys one by one"),
    "a part that is none": (lambda run: run.scenario.without(None), "is no key; allowed: keys one by one"),
    "a society that is an object": (
        lambda run: untyped.load("as-told", society=dm.society("germany")),
        "society=<Society> must be a name or a path",
    ),
    "a run to be pickled": (pickle.dumps, "its save(path) writes it, and dm.open(path) reads it"),
    "a run to be copied": (copy.copy, "its save(path) writes it"),
    "a part that is not there": (lambda run: run.scenario.without("rules.critcism"), "rules.criticism"),
    "what is left to the user": (
        lambda run: untyped.load("sesame-like"),
        "take what the scenario suggests with assume=True",
    ),
    "what is neither true nor false": (
        lambda run: untyped.load("as-told", assume="no"),
        "assume='no' must be True or False",
    ),
    "a number for quiet": (lambda run: untyped.run("as-told", quiet=0), "quiet=0 must be True or False"),
    "a word for quiet, compared": (
        lambda run: untyped.compare("as-told", "as-told", quiet="no"),
        "quiet='no' must be True or False",
    ),
    "a word for quiet, attributed": (
        lambda run: untyped.attribute("as-told", "rules", "refused.all", quiet="no"),
        "quiet='no' must be True or False",
    ),
    "a word for a report": (lambda run: run.save("never", report="no"), "report='no' must be True or False"),
    "measures in a list": (lambda run: run.figure(["people"]), "measure=['people'] is not known here"),
    "a part of a year": (lambda run: run.figure("people", when="20"), "when='20' must be a year or a month"),
    "half a month": (lambda run: run.figure("people", when="2014-1"), "when='2014-1' must be a year or a month"),
    "no month in words": (lambda run: run.figure("people", when=""), "when='' must be a year or a month"),
    "a scenario for a scale": (lambda run: untyped.run("as-told", scale=run.scenario), "scale=<Scenario> must be"),
    "values that are no mapping": (lambda run: run.scenario.set("rights.notice"), "is no mapping of keys to values"),
    "no values": (lambda run: run.scenario.set(None), "is no mapping of keys to values"),
    "a value that cannot be": (lambda run: run.scenario.set({"rights.notice_days": -1}), "rights.notice_days"),
}


@pytest.mark.parametrize("what", ASKED_WRONGLY)
def test_what_is_asked_wrongly_is_one_message_that_names_what_is_allowed(what):
    ask, said = ASKED_WRONGLY[what]
    with pytest.raises(dm.DemeritError, match=re.escape(said)) as error:
        ask(in_memory())
    assert not re.search(r"(?<!\w)--[a-z]", str(error.value)), "options are of the command line"


def test_what_a_run_does_not_count_is_said():
    run = quietly(dm.load("sesame-like", assume=True), **{**QUICK, "until": "2015-02"})
    with pytest.raises(dm.DemeritError, match=r"organisation.stock.*is not counted in this run"):
        run.figure("organisation.stock")


def test_a_census_that_is_wrong_is_an_error_of_the_same_class(monkeypatch):
    from demerit.people.census import CensusError
    from demerit.world import in_memory as lives

    def wrong(plan):
        raise CensusError(["population: 3 is too few"])

    monkeypatch.setattr(lives, "sound", wrong)
    with pytest.raises(dm.DemeritError, match="3 is too few"):
        dm.run("as-told", **QUICK)


def test_memory_that_is_too_small_is_said_before_anything_is_lived(monkeypatch):
    from demerit.world import in_memory as lives

    monkeypatch.setattr(lives, "available_memory", lambda: 2**20)
    with pytest.raises(dm.DemeritError, match="a coarser one needs less"):
        quietly("as-told", **QUICK)


def test_a_coarse_scale_is_a_warning_where_the_user_wrote_it():
    with pytest.warns(UserWarning, match="31 communities in 31 provinces") as told:
        dm.run("as-told", **QUICK)
    assert told[0].filename == __file__


def test_names_are_few_and_none_is_a_module():
    """A module of the name of a function would take its place once it is imported."""
    assert len(dm.__all__) <= 15
    package = Path(dm.__file__).parent
    modules = {path.stem for path in package.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert set(dm.__all__) & modules == set()
    assert set(dm.__all__) <= set(dir(dm))


CLASSES = (dm.Run, dm.Figure, dm.Life, dm.Chart)


def members():
    """Public names of the classes, and what they are."""
    for kind in CLASSES:
        yield from ((kind, name, one) for name, one in vars(kind).items() if not name.startswith("_"))


def test_every_name_is_documented_and_typed():
    text = DOCS.read_text(encoding="utf-8")
    for name in dm.__all__:
        one = getattr(dm, name)
        assert inspect.getdoc(one), name
        assert f"dm.{name}" in text, name
        if inspect.isfunction(one):
            assert "Raises DemeritError" in str(one.__doc__), name
            assert set(inspect.signature(one).parameters) <= inspect.get_annotations(one).keys()
    for kind, name, one in members():
        assert re.search(rf"[.`]{name}\b", text), f"{kind.__name__}.{name} is not in {DOCS.name}"
        if inspect.isfunction(one):
            assert one.__doc__, f"{kind.__name__}.{name}"
            assert "return" in one.__annotations__


def test_importing_it_waits_for_nothing():
    heavy = "{'numba', 'pyarrow', 'numpy', 'pydantic', 'duckdb', 'demerit.api'} & sys.modules.keys()"
    assert printed(f"import sys; import demerit; print(sorted({heavy}))") == "[]\n"
    helped = f"import sys; sys.argv = ['demerit', '--help']; atexit.register(lambda: print(sorted({heavy})))"
    assert printed(f"import atexit; {helped}; from demerit.cli import main; main()").endswith("[]\n")


def blocks(file):
    return PYTHON.findall(file.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_lines_of_the_readme_run_as_they_are_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (lines,) = blocks(ROOT / "README.md")
    exec(lines, {})  # noqa: S102 - our own page
    said = capsys.readouterr().out
    assert "Synthetic person" in said
    assert said.count("'year': 2014") == 3
    assert (tmp_path / "runs" / "first" / folder.REPORT).is_file()
    assert len([line for line in lines.splitlines() if line]) == 10


def test_the_page_on_python_runs_but_for_its_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    begins, *rest = blocks(DOCS)
    assert begins == 'import demerit as dm\n\nrun = dm.run("as-told", scale=10_000)\n'
    there: dict[str, typing.Any] = {"dm": dm, "run": in_memory()}
    for lines in rest:
        exec(lines, there)  # noqa: S102 - our own page
    assert there["fewer"].altered.without
    assert there["page"].startswith("<!doctype html>")
