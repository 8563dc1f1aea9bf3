"""docs/measures.md, docs/events.md, docs/rights.md and docs/rooms.md: the catalogue as people read it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from demerit.catalogue import events, found, organisation_events
from demerit.catalogue.event import ARGUMENTS, Event, Given, Say
from demerit.catalogue.measure import Axis, Counted, Measure, Ratio, Sum
from demerit.catalogue.mechanisms import ROOMS, Room
from demerit.catalogue.right import Right
from demerit.catalogue.rights import RIGHTS
from demerit.report.claims import citation
from demerit.scenario.claims import claims
from demerit.scenario.loading import load
from demerit.scenario.shipped import names_in
from tools.documents.article import files
from tools.documents.markdown import MADE, grid

MEASURES: Final = """What a run counts, by name: in `months.parquet` among the simulated people, in `summary.json` for the whole country.
`demerit.catalogue` says it once; this page, the files, the reports and what a regime may be fitted to are made from it.

A **stock** is a number at the end of a month and does not add up over months; a **flow** does. A name in braces stands for the
values of an axis, which are listed [below](#axes): `refused.{demand}` is `refused.flight`, `refused.high_speed` and so on.
*By* says which column, or which further names, tell it apart. A star marks what is no headline: it is in `months.parquet`,
or in a report, but never scaled up in `summary.json`. No regime may be fitted to what is marked with a dagger (†).
"""
EVENTS: Final = """What the ledger of a life can say, and how. Numbers are those of the ledger's rows; *a*, *b* and *c* are what else a row holds.
Texts are said of the day; where several stand below each other, the first whose conditions hold is said. `{name}` stands for a
fact of the entry, or for what is said of it there, of which again the first that holds. What repeats itself is summed up by
the year instead.
"""
RIGHTS_HEAD: Final = """What a regime can give to whoever is recorded, listed or refused, and what shows whether it does any good. A right is one
entry of `demerit.catalogue.rights`; a right on paper is worth what its figures say.
"""
ROOMS_HEAD: Final = """Where each mechanism lives: the modules of `demerit` in which it is written down, turned into tables and carried out, and
what shows it. Presets and the tests of three laws are in [Mechanisms](mechanisms.md); a test compares this page with the code.
"""


def documents(tests: Path) -> Iterator[tuple[str, str]]:
    """(file name under docs/, text) of every page."""
    yield "measures.md", "\n".join(measures())
    yield "events.md", "\n".join(told())
    yield "rights.md", "\n".join(rights())
    yield "rooms.md", "\n".join(rooms(tests))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def measures() -> Iterator[str]:
    """The page of measures, theme by theme."""
    yield f"# Measures\n\n{MADE}\n\n{MEASURES}"
    axes: dict[str, Axis] = {}
    for theme in found.THEMES:
        yield f"## {theme.title}\n"
        yield grid(("name", "what", "unit", "kind", "by", "mechanism"), [_measure(each) for each in theme.measures])
        for each in theme.measures:
            axes |= {f"{axis.name}: {axis.meaning}": axis for axis in each.axes}
    yield "## Axes\n"
    yield grid(
        ("axis", "what", "values"),
        [(f"`{{{a.name}}}`", a.meaning, _quoted(v for _, v in a.places)) for a in axes.values()],
    )


def _measure(measure: Measure) -> tuple[str, ...]:
    axes = "".join(f".{{{axis.name}}}" for axis in measure.axes)
    marks = ("" if measure.headline else "*") + ("" if measure.target else "†")
    kind = "ratio" if isinstance(measure, Ratio) else "stock" if measure.stock else "flow"
    formula = _formula(measure)
    what = measure.meaning + (f": {formula}" if formula else "")
    return f"`{measure.name}{axes}`{marks}", what, measure.unit, kind, _by(measure), ", ".join(measure.rows)


def _by(measure: Measure) -> str:
    if not isinstance(measure, Counted):
        return ""
    if measure.apart:
        return f"`.{'`, `.'.join(name for _, name in measure.split.places)}`" if measure.split else ""
    return "" if measure.split is None or measure.name.startswith("organisation.") else measure.split.name


def _formula(measure: Measure) -> str:
    if isinstance(measure, Sum):
        return _added(measure.parts)
    if isinstance(measure, Ratio):
        times = f", times {measure.times:,.0f}" if measure.times != 1 else ""
        return f"{_added(measure.over)} over {_added(measure.under)}{times}"
    return ""


def _added(parts: tuple[str, ...]) -> str:
    """Names added up; all values of an axis are shown as one."""
    stems = {part.rpartition(".")[0] for part in parts}
    if len(parts) > 4 and len(stems) < len(parts):
        return " + ".join(f"all of `{stem}`" for stem in sorted(stems))
    return " + ".join(f"`{part.replace('{}', '{…}')}`" for part in parts)


def told() -> Iterator[str]:
    """The page of events, of people and of organisations."""
    yield f"# Events\n\n{MADE}\n\n{EVENTS}"
    for title, there in (("A life", events.EVENTS), ("An organisation", organisation_events.EVENTS)):
        yield f"## {title}\n"
        rows = [_event(event) for event in sorted(there, key=lambda event: event.number)]
        yield grid(("no.", "event", "in a table", "a, b, c", "what is said", "mechanism"), rows)
    yield "## What a, b and c can be\n"
    yield grid(("name", "meaning"), [(f"`{name}`", meaning) for name, meaning in ARGUMENTS.items()])


def _event(event: Event) -> tuple[str, ...]:
    said = [_said(form) for form in event.says]
    said += [f"`{{{name}}}`: {' / '.join(map(_said, forms))}" for name, forms in event.parts.items()]
    said += ["by the year"] if event.yearly else []
    arguments = ", ".join(name or "-" for name in event.arguments).removesuffix(", -").removesuffix(", -")
    return (
        *(str(event.number), f"`{event.name}`", event.words, "" if arguments == "-" else arguments),
        *("<br>".join(said) or "in the table alone", ", ".join(event.rows)),
    )


def _said(form: Say) -> str:
    """A text with its conditions."""
    when = [f"{name} {_value(value)}" for name, value in form.when.items()]
    return f"{form.text or 'nothing'}{f' *(if {_listed(when)})*' if when else ''}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return " or ".join(_value(each) for each in value)
    if isinstance(value, Given):
        return "given"
    return "unknown" if value is None else str(value) if not isinstance(value, bool) else "yes" if value else "no"


def _listed(words: list[str]) -> str:
    return " and ".join(words)


def rights() -> Iterator[str]:
    """The page of rights."""
    yield f"# Rights\n\n{MADE}\n\n{RIGHTS_HEAD}"
    given = {name: load(name, assume=True) for name in names_in("presets")}
    for right in RIGHTS:
        yield f"## The right {right.title}\n\n{right.meaning}\n"
        yield f"- Stands for: {right.law} ({'; '.join(citation(key) for key in right.references)})."
        yield f"- In a scenario: {'; '.join(f'`regime.rights.{t.key}`: {t.meaning}' for t in right.terms)}."
        yield f"- Seen in the measures {_quoted(right.measures)} and in the events {_quoted(right.events)}."
        having = [name for name, scenario in given.items() if _has(right, scenario)]
        yield f"- Presets that give it: {_quoted(having) or 'none'}.\n"


def _has(right: Right, scenario: Any) -> bool:
    """Whether a regime ever gives a right: from its start, or by an intervention."""
    regimes = [scenario.regime, *(scenario.regime_at(change.date) for change in scenario.interventions)]
    return any(getattr(regime.rights, right.terms[0].key) for regime in regimes)


def rooms(tests: Path) -> Iterator[str]:
    """The page of rooms, mechanism by mechanism."""
    yield f"# Where each mechanism lives\n\n{MADE}\n\n{ROOMS_HEAD}"
    for room in ROOMS:
        yield f"## {room.row}: {claims().rows[room.row].title}\n"
        yield from (f"- {name}: {text}." for name, text in _room(room, tests) if text)
        yield ""


def _room(room: Room, tests: Path) -> Iterator[tuple[str, str]]:
    shown = {m.name for m in found.MEASURES if room.row in m.rows}
    for part in ("scenario", "rulebook", "month"):
        yield part, _quoted(f"{part}.{name}" for name in getattr(room, part))
    yield "beside", _quoted(room.beside)
    yield "measures", _quoted(m.name for m in found.MEASURES if m.name in shown)
    both = (*events.EVENTS, *organisation_events.EVENTS)
    yield "events", _quoted(dict.fromkeys(event.name for event in both if room.row in event.rows))
    yield "rights", _quoted(r.name for r in RIGHTS) if room.row == "M14" else ""
    yield "report", _quoted(claims().rows[room.row].sections)
    yield "tests", _quoted(files(tests, room.row))
