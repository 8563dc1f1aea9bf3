"""`import demerit as dm` and whatever may be given to it: it is taken as what it is, or refused in one message."""

import collections
import copy
import datetime
import decimal
import enum
import fractions
import inspect
import io
import itertools
import pickle
import types
import typing
import warnings
from functools import cache, partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import demerit as dm
from demerit.calendar import month_of
from demerit.notebook import NOTE

QUICK: dict[str, typing.Any] = {"scale": 1_000_000, "until": "2014-02", "threads": 1}
LONGEST = 2000  # characters of a message
untyped: typing.Any = dm  # whoever asks wrongly has no types


def quietly(ask: typing.Callable[..., typing.Any], *given: typing.Any, **settings: typing.Any) -> typing.Any:
    """At a scale so coarse that it warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return ask(*given, **settings)


@cache
def told() -> dm.Scenario:
    return dm.load("as-told")


@cache
def lived() -> typing.Any:
    return quietly(dm.run, told(), seeds=0, **QUICK)


@cache
def compared() -> typing.Any:
    return quietly(dm.compare, told(), told().without("rules.criticism"), seeds=0, **QUICK)


@cache
def attributed() -> typing.Any:
    return quietly(dm.attribute, told(), "sources", "records.all", orders=2, **QUICK)


def same(value: typing.Any) -> typing.Any:
    return value


class Silent:
    """What cannot be shown."""

    def __repr__(self) -> str:
        raise RuntimeError("no words")


class BytesPath:
    def __fspath__(self) -> bytes:
        return b"/nowhere"


class NumberPath:
    def __fspath__(self) -> typing.Any:
        return 7


class Name(enum.StrEnum):
    TOLD = "as-told"


def nested(depth: int) -> list[typing.Any]:
    """A list in a list in a list."""
    out: list[typing.Any] = []
    for _ in range(depth):
        out = [out]
    return out


ENDLESS: list[typing.Any] = []
ENDLESS.append(ENDLESS)
VALUES: tuple[typing.Any, ...] = (
    *(None, True, False, 0, -1, 2.5, 1e6, -0.0, float("nan"), float("inf"), 1j, ..., range(3)),
    *("", " ", "\n", "soon", "2014\n", "2018-13", "٢٠١٤-٠٢", "1:1000", "a\0b", "\ud800", "\x1b[31mred", "\u202eabc"),
    *(b"as-told", bytearray(b"x"), [], (), {}, set(), [None], ["year", 1], [["year"]], {"year"}, {"year": 1}),
)
ODD: dict[str, typing.Callable[[], typing.Any]] = {
    **{repr(value): partial(same, value) for value in VALUES},
    "5000 digits": lambda: 10**5000,
    "-400 digits": lambda: -(10**400),
    "100,000 letters": lambda: "x" * 100_000,
    "50,000 steps": lambda: "a." * 50_000,
    "a list in itself": lambda: ENDLESS,
    "a list in lists": lambda: nested(100_000),
    "a mapping with a list in lists": lambda: {"rights.notice": nested(100_000)},
    "without end": lambda: itertools.repeat("year"),
    "a generator in a mapping": lambda: {"rules": (rule for rule in [1])},
    "nowhere": lambda: Path("/nowhere/at all"),
    "no path": lambda: Path("x" * 5000),
    "a device": lambda: "/dev/full",
    "a folder": lambda: Path(__file__).parent,
    "a path of bytes": BytesPath,
    "a path of a number": NumberPath,
    "a date": lambda: datetime.date(1, 1, 1),
    "a time": lambda: datetime.time(1),
    "a date of NumPy": lambda: np.datetime64("2018-05-03"),
    "no time": lambda: np.datetime64("NaT"),
    "days of NumPy": lambda: np.timedelta64(3, "D"),
    "a number of NumPy": lambda: np.int64(-5),
    "no number of NumPy": lambda: np.float32("nan"),
    "a long number of NumPy": lambda: np.longdouble(0.5),
    "masked": lambda: np.ma.masked,
    "a single array": lambda: np.array(5),
    "an array": lambda: np.array([1, 2]),
    "an array of texts": lambda: np.array(["year"]),
    "a decimal that is none": lambda: decimal.Decimal("sNaN"),
    "a fraction": lambda: fractions.Fraction(5, 2),
    "a number of Arrow": lambda: pa.scalar(0.5),
    "a table": lambda: pa.table({"a": [1], "b": [2]}),
    "a file": lambda: io.StringIO("name: x"),
    "a module": lambda: dm,
    "a class": lambda: dm.Run,
    "a function": lambda: dm.run,
    "an error": lambda: ValueError("x"),
    "an object": object,
    "a word of an enumeration": lambda: Name.TOLD,
    "a text of another kind": lambda: collections.UserString("as-told"),
    "a mapping of another kind": lambda: types.MappingProxyType({"rights.notice": True}),
    "what cannot be shown": Silent,
    "a mapping with what cannot be shown": lambda: {"rights.notice": Silent()},
    "keys that are none": lambda: {1: 2, None: 3, b"x": 4, ("a",): 5, "": 6, "...": 7, "rights.\x1b[31m": 8},
    "a scenario": lambda: told(),
    "a society": lambda: dm.society("germany"),
    "a run": lambda: lived(),
    "a comparison": lambda: compared(),
    "a figure": lambda: lived().figure("people"),
    "a life": lambda: lived().life(0),
    "a chart": lambda: lived().chart("people"),
}


Ask = typing.Callable[[typing.Any], object]
Asked = dict[str, Ask]


def each(ask: typing.Callable[..., object], **given: typing.Any) -> Asked:
    """One question by every argument that a function, or a method, has.  given: what the others are."""
    names = inspect.signature(ask).parameters
    return {f"{ask.__name__} {name}": with_one(ask, name, given) for name in names}


def with_one(ask: typing.Callable[..., object], name: str, given: dict[str, typing.Any]) -> Ask:
    """The question by one argument, the others given."""
    return lambda value: ask(**given | {name: value})


def set_to(key: str) -> Ask:
    """A value at a key of a scenario."""
    return lambda value: told().set({key: value})


def by_that_name(name: str) -> Ask:
    """Something put together by hand."""
    return lambda value: str(getattr(untyped, name)(value))


def of_files() -> Asked:
    return {**each(dm.load, scenario="as-told"), **each(dm.society), **each(dm.open)}


def of_a_run() -> Asked:
    run = lived()
    return {
        **each(run.figure, measure="refused.flight"),
        **each(run.life),
        **each(run.organisation),
        **each(run.find, text="dragons"),
        **each(run.chart),
        **each(run.save, path=""),
        "save path": lambda value: run.save(value, report=False),
        **each(run.chart("people").save),
    }


def of_a_comparison() -> Asked:
    comparison = compared()
    return {
        **each(comparison.figure, measure="records.all"),
        **each(comparison.people),
        **each(comparison.life, person=0),
        **each(comparison.find, text="dragons"),
        **each(comparison.chart),
        **each(comparison.save),
    }


def of_an_attribution() -> Asked:
    return {**each(attributed().chart), **each(attributed().save)}


def of_a_scenario() -> Asked:
    scenario = told()
    return {
        **each(scenario.set, values={"rights.notice": True}),
        **{key: set_to(key) for key in ("title", "rights.notice_days")},
        "a value": lambda value: scenario.set({"rights.upheld": {"value": value}}),
        "a range": lambda value: scenario.set({"rights.upheld": {"value": 0.2, "range": value}}),
        "without": scenario.without,
        **each(scenario.regime_at),
        **each(scenario.provenances_of),
    }


def by_hand() -> Asked:
    kinds = ("Run", "Comparison", "Attribution", "Life", "Scenario", "Society")
    return {
        **{name: by_that_name(name) for name in kinds},
        "Figure": lambda value: untyped.Figure(*[value] * 7).title,
        "Chart": lambda value: untyped.Chart(value, value),
        "a name": lambda value: untyped.Scenario(name=value),
    }


def of_lives() -> Asked:
    """Of what lives people, which is not done here."""
    asked = {"scenario": told(), "by": "sources", "outcome": "records.all", **QUICK}
    return {
        **each(dm.run, scenario=told(), **QUICK),
        **{f"compare {name}": with_one(partial(dm.compare, told(), told()), name, QUICK) for name in COMPARED},
        "compare base": lambda value: dm.compare(value, told(), **QUICK),
        "compare other": lambda value: dm.compare(told(), value, **QUICK),
        **each(dm.attribute, **asked),
    }


COMPARED = [name for name in inspect.signature(dm.compare).parameters if name not in ("base", "others")]
GROUPS = (of_files, of_a_run, of_a_comparison, of_an_attribution, of_a_scenario, by_hand, of_lives)


def wrong_with(ask: Ask, value: typing.Any) -> str:
    """What is wrong with how something odd is taken: nothing, where it works, or is refused in words."""
    try:
        ask(value)
    except dm.DemeritError as error:
        said = str(error)
        clear = 0 < len(said) <= LONGEST and said.replace("\n", "").isprintable()
        return "" if clear else f"unclear: {said[:100]!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def nobody_lived(*_: object) -> typing.NoReturn:
    raise dm.DemeritError("lived")


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_whatever_is_given_is_taken_or_refused_in_one_message(group, monkeypatch, tmp_path):
    asked, _ = group(), [make() for make in ODD.values()]  # whatever lives people does so once, and before
    for place in ("world.in_memory.lived", "comparison.compare", "comparison.attribution.attribute"):
        monkeypatch.setattr(f"demerit.{place}", nobody_lived)
    for module in ("sources", "compared", "attributed"):
        monkeypatch.setattr(f"demerit.api.{module}.InMemory.save", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    wrong = {
        f"{of} of {odd}": why
        for of, ask in asked.items()
        for odd, make in ODD.items()
        if (why := wrong_with(ask, make()))
    }
    assert wrong == {}


SAID: dict[str, tuple[typing.Callable[[], object], str]] = {
    "a date of NumPy is a date": (lambda: lived().figure("people", when=np.datetime64("2014-03-01")), "when='2014-03'"),
    "a year as a path": (lambda: lived().figure("people", when=untyped_path("2014")), "when=PosixPath('2014') must be"),
    "a set has no order": (
        lambda: lived().figure("people", by={"year"}),
        "by={'year'} must be a name, or several in a",
    ),
    "names without end": (lambda: lived().figure("people", by=itertools.repeat("year")), "nothing twice"),
    "a number of 5000 digits": (lambda: lived().life(10**5000), "person=a whole number of more than 60 digits must be"),
    "no table": (lambda: lived().life(pa.table({"a": [1]})), "person=<Table> must be a whole number from 0 on"),
    "what cannot be shown": (lambda: lived().life(Silent()), "person=<Silent> must be a whole number"),
    "a run by hand": (lambda: untyped.Run("x"), "a Run is made by dm.run and dm.open, and not by hand"),
    "an attribution by hand": (lambda: untyped.Attribution(1), "an Attribution is made by dm.attribute and dm.open"),
    "a scenario by hand": (lambda: untyped.Scenario(), "a Scenario is made by dm.load, and not by hand"),
    "a society by hand": (lambda: untyped.Society(name="x"), "a Society is made by dm.society, and not by hand"),
    "a life by hand": (lambda: untyped.Life({}), "a Life is made by"),
    "a run as a value": (lambda: told().set({"rights.notice": lived()}), "rights.notice: <Run of"),
    "a set as a value": (
        lambda: told().set({"rights.notice": {True}}),
        "{True} is nothing that a scenario holds; allowed",
    ),
    "no time": (lambda: told().set({"rights.notice_days": np.datetime64("NaT")}), "is nothing that a scenario holds"),
    "days of NumPy": (lambda: told().set({"rights.notice_days": np.timedelta64(3, "D")}), "is nothing that a scenario"),
    "a list in itself": (
        lambda: told().set({"rights.notice": ENDLESS}),
        "has lists or mappings one in another without end",
    ),
    "no title": (lambda: told().set({"title": None}), "as-told: title is missing"),
    "a title of nothing": (lambda: told().set({"title": " \n"}), "title: ' \\n' has nothing that can be seen"),
    "nothing to take away": (lambda: told().without(""), "'' is no key; allowed: keys one by one, as text"),
    "a key that steers": (lambda: told().without("\x1b[31m"), "is no key: it has a character that cannot be printed"),
    "a key without end": (lambda: told().without("a." * 50_000), "... is no key: it has more than 400 characters"),
    "each that is no key": (
        lambda: told().without("", untyped_path("x"), "rules.critcism"),
        "did you mean `rules.criticism`",
    ),
    "a month by its year": (lambda: told().regime_at(2018), "month=2018 must be a month, YYYY-MM"),
    "keys in one text": (lambda: told().provenances_of("rights"), "keys='rights' must be dotted keys"),
    "a year of raised figures": (
        lambda: dm.attribute(told(), "sources", "records.all.²²²²", **QUICK),
        "outcome records.all.²²²² is no measure",
    ),
    "nobody's lives": (
        lambda: dm.compare(told(), untyped_path("x.yaml"), after=untyped_path("y"), **QUICK),
        "x.yaml is neither a file nor one of the presets that ship",
    ),
    "whose lives": (
        lambda: dm.compare(told(), told(), after=untyped_path("y"), **QUICK),
        "after=PosixPath('y') must be a",
    ),
    "everything about a figure": (
        lambda: compared().figure("peple", by="demand", when="soon", variant="x"),
        "variant='x' is not known here; allowed: without-rules.criticism\nby='demand' is not known here; allowed: "
        "year, month, province, group, tenth, age, sex, urban\nmeasure='peple' is not known here; did you mean "
        "`people`?; docs/measures.md lists all names\nwhen='soon' must be a year or a month",
    ),
    "everything about a run's": (
        lambda: lived().figure("peple", when="soon"),
        "lists all names\nwhen='soon' must be a year or a month",
    ),
}


def untyped_day(day: np.datetime64) -> typing.Any:
    return day


def untyped_path(name: str) -> typing.Any:
    return Path(name)


@pytest.mark.parametrize("what", SAID)
def test_what_is_refused_names_argument_value_and_what_is_allowed(what):
    ask, said = SAID[what]
    with pytest.raises(dm.DemeritError) as error:
        ask()
    assert said in str(error.value)


def test_a_month_may_be_a_date_of_numpy():
    day = np.datetime64("2014-02-03")
    assert lived().figure("people", when=day).rows == lived().figure("people", when="2014-02").rows
    assert told().regime_at(untyped_day(day)) == told().regime_at(month_of("2014-02"))


def stored(one: object) -> object:
    return pickle.loads(pickle.dumps(one))  # noqa: S301 - our own


def test_what_holds_no_world_is_pickled_copied_and_shown():
    for one in (told(), dm.society("china"), lived().life(0), lived().figure("people")):
        for other in (stored(one), copy.copy(one), copy.deepcopy(one)):
            assert type(other) is type(one)
            assert repr(other) == repr(one)
    assert stored(told()) == told()
    for one in (lived(), compared(), attributed(), lived().chart("people")):
        assert NOTE.split(";")[0] in repr(one)
        assert "object at 0x" not in repr(one)


@pytest.mark.parametrize("what", [lived, compared, attributed])
def test_what_holds_a_world_is_neither_pickled_nor_copied(what):
    for ask in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(dm.DemeritError, match=r"^an? [A-Z][a-z]+ is neither pickled nor copied; its save\(path\)"):
            ask(what())
