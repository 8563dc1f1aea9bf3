"""What the file changes while a run is lived: dated values, interventions, and each new fit of a learned score.

A line that steps shows what changed then, or a reader takes it for something that people did.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase, translate
from typing import Any, Final, NamedTuple, TypedDict
from weakref import WeakKeyDictionary

from demerit.calendar import month_of, text_of
from demerit.life.words import date_in_words, enumerated
from demerit.report.measures import Measures
from demerit.report.movers import named
from demerit.report.numbers import SOURCE_WORDS, plural, signed
from demerit.scenario.regime import Regime

MONTH: Final = re.compile(r"\d{4}-\d\d")
ROW: Final = re.compile(r"\.\d+(?:\.|$)")
BEGINS: Final = (".since", ".from", ".month")  # keys of the month from which something holds
ENDS: Final = ".until"  # and of the last in which it does
BIT_BY_BIT: Final = ("*.cameras", "*.customers", "*.per_1000_people")  # between dates these follow a line: no step
FITTED: Final = "learned_score.fitted"
REFUSED: Final = "{} to be refused"
BY_SCORE: Final = " for a low private score"
NOTHING: Final = r"(?!)"  # fits no key
THERE: Final = "there"  # a key of whether a part is there at all
MANY: Final = 2  # values of one name: more are counted, not listed
# What no mark of a figure names, or names otherwise than a change of it reads.
SAID: Final = (
    (r"lists\.(black|red)list\.there", "the {} list"),
    (r"points\.there", "the scale of points"),
    (r"lists\.(black|red)list\.published", "publication of the {} list"),
    (r"health_pass", "the health pass"),
    (r"rights\.notice", "notice"),
    (r"rights\.objection", "a right to object"),
    (r"rights\.suspends", "the rule that what is contested does not count"),
    (r"rights\.corrected_in_time", "the right to perform in time and not be listed"),
    (r"data_sources\.(\w+)\.coverage", "how far data sources reach: {}"),
    (r"organisations\.data_sources\.(\w+)\.coverage", "how far data sources reach: {}"),
    (r"organisations\.\w+\.rating\.bands\.(\w+)", "the rating {}"),
    (r"organisations\.\w+\.points\.audits\.years", "years of audits that count"),
    (r"organisations\.\w+\.rating", "the rating of organisations"),
    (r"organisations\.\w+\.points", "the points of organisations"),
)
Leaves = dict[str, Any]
_KNOWN: Final[WeakKeyDictionary[Measures, dict[int, Leaves]]] = (
    WeakKeyDictionary()
)  # of each regime, as every chart asks


class Change(NamedTuple):
    """month: from which on; said: what changed, in words."""

    month: int
    said: str


def changes(m: Measures, *patterns: str) -> tuple[Change, ...]:
    """The changes of a run after its first month, of the regime's values whose dotted keys fit one of the patterns."""
    asked = re.compile("|".join(map(translate, patterns)) or NOTHING).match
    known: dict[int, tuple[Leaves, Leaves]] = {}  # by regime: all values, and those that move by themselves
    out: list[Change] = []
    before: Leaves | None = None
    for month in m.months:
        regime = m.run.scenario.regime_at(month)
        if id(regime) not in known:
            fitting = {key: value for key, value in _leaves(m, regime).items() if asked(key)}
            known[id(regime)] = fitting, {key: fitting[key] for key in fitting if _moves(key, fitting[key])}
        at_rest, moving = known[id(regime)]
        now = at_rest | {key: _at(key, value, month) for key, value in moving.items()}
        said = list(_differences(before, now)) if before is not None and before != now else []
        if said:
            out.append(Change(month, enumerated(_together(said))))
        before = now
    return tuple(out)


class Dated(TypedDict):
    """What a chart over time is told of changes: dates by number, and what the numbers stand for."""

    marks: list[tuple[str, str]]
    note: str


def dated(m: Measures, *patterns: str, since: str = "") -> Dated:
    """Changes of the values that a chart over time may follow, as it shows them.  since: where the chart begins."""
    found = [change for change in changes(m, *patterns) if text_of(change.month) >= since]
    marks = [(text_of(change.month), str(number)) for number, change in enumerate(found, 1)]
    return {"marks": marks, "note": explained(found)}


def explained(each: Sequence[Change], numbers: bool = True) -> str:
    """What changed when, by the numbers of a chart over time, or without them; empty where nothing changed."""
    if not each:
        return ""
    said = [
        f"{f'({number}) ' if numbers else ''}{date_in_words(text_of(one.month))}: {one.said}"
        for number, one in enumerate(each, 1)
    ]
    return f"Changes in the file. {'; '.join(said)}."


def _leaves(m: Measures, regime: Regime) -> Leaves:
    """The single values of a regime by dotted key."""
    known = _KNOWN.setdefault(m, {})
    if id(regime) not in known:
        known[id(regime)] = dict(_flat(regime.model_dump(mode="json"), "")) | _there(regime)
    return known[id(regime)]


def _there(regime: Regime) -> Leaves:
    """Parts that a regime has, as a whole: of one that comes or goes no single value changes."""
    parts = {
        "lists.blacklist": not regime.lists.blacklist.absent,
        "lists.redlist": regime.lists.redlist is not None,
        "points": regime.points.lowest < regime.points.highest,
    }
    return {f"{part}.{THERE}": there for part, there in parts.items()}


def _flat(data: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict) and data and not all(MONTH.fullmatch(str(key)) for key in data):
        for key, value in data.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list) and any(isinstance(each, dict) for each in data):
        for number, value in enumerate(data):
            yield from _flat(value, f"{path}.{number}")
    else:
        yield path, data


def _moves(key: str, value: Any) -> bool:
    """Whether a value may be another in another month under the same regime."""
    return isinstance(value, dict | str) or key == FITTED


def _at(key: str, value: Any, month: int) -> Any:
    """A value as it is in force in a month; of what begins or ends at a date, whether it
    has.
    """
    if isinstance(value, dict) and value:
        if any(fnmatchcase(key, pattern) for pattern in BIT_BY_BIT):
            return None
        passed = [number for since, number in sorted(value.items()) if month_of(since) <= month]
        return passed[-1] if passed else 0.0
    if key == FITTED:
        return sum(month_of(each) <= month for each in value or ())
    if isinstance(value, str) and MONTH.fullmatch(value):
        return month_of(value) < month if key.endswith(ENDS) else month_of(value) <= month
    return value


class _Said(NamedTuple):
    """A change of one value: what it is called, of which (a source, a demand), and from what to what."""

    name: str
    of: str
    how: str


def _differences(before: Leaves, now: Leaves) -> Iterator[_Said]:
    wholes = [key for key in now if key.endswith(f".{THERE}") and before.get(key) != now[key]]
    within = tuple(key.removesuffix(THERE) for key in wholes)
    for key in sorted(before.keys() | now.keys()):
        old, new = before.get(key), now.get(key)
        if old != new and (key in wholes or not f"{key}.".startswith(within)):
            yield _said(key, old, new)


def _said(key: str, old: Any, new: Any) -> _Said:
    if key == FITTED:
        return _Said("the learned score is fitted " + ("anew" if old else "for the first time"), "", "")
    barred = re.fullmatch(r"consequences\.(\w+)\..*", key)
    if barred and (key.endswith(BEGINS) or None in (old, new)):
        begins = new is not None and new is not False
        return _Said(REFUSED.format("begin" if begins else "cease"), plural(barred[1]), "")
    scored = re.fullmatch(r"commercial_scores\.[\w-]+\.refuses\.(\w+)", key)
    if scored and None in (old, new):
        return _Said(REFUSED.format("cease" if new is None else "begin") + BY_SCORE, plural(scored[1]), "")
    if key.endswith(ENDS):
        return _Said(f"{_named(key.removesuffix(ENDS))} {'ends' if new else 'begins'}", "", "")
    if key.endswith(BEGINS):
        name = _named(key.rpartition(".")[0])
        return _Said(f"{name} {'begins' if new else 'ends'}", "", "")
    name, _, of = _named(key).partition(": ")
    if isinstance(old, bool) or isinstance(new, bool):
        return _Said(f"{name} {'begins' if new else 'ends'}", of, "")
    if isinstance(old, int | float) and isinstance(new, int | float):
        return _Said(name, of, f"{signed(old)} to {signed(new)}")
    return _Said(name, of, "another" if old is not None and new is not None else "ends" if new is None else "begins")


def _named(key: str) -> str:
    for pattern, said in SAID:
        if found := re.fullmatch(pattern, key):
            return said.format(*(SOURCE_WORDS.get(each, each.replace("_", " ")) for each in found.groups()))
    if re.search(ROW, key):  # a row of rules: named by what it is in
        return named(f"regime.{re.split(ROW, key)[0]}", {})
    return named(f"regime.{key}", {})


def _together(said: Sequence[_Said]) -> list[str]:
    """Values of one name in one clause; more than a few of them by number."""
    names: dict[str, list[_Said]] = {}
    for one in dict.fromkeys(said):
        names.setdefault(one.name, []).append(one)
    out = []
    for name, each in names.items():
        if REFUSED.partition("}")[2] in name:
            out.append(f"{enumerated([value.of for value in each])} {name}")
        elif len(each) > MANY:
            out.append(f"{name} ({len(each)} of them)")
        else:
            parts = [f"{value.of} {value.how}".strip() for value in each]
            out.append(f"{name} ({', '.join(parts)})" if any(parts) else name)
    return out
