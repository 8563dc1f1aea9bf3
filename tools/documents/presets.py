"""docs/presets/: a page a preset, with where each of its values comes from, read from the preset itself."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from demerit.marked import bare
from demerit.report.claims import citation, full
from demerit.report.inputs import in_words
from demerit.scenario.claims import claims
from demerit.scenario.loading import load, text_of_preset
from demerit.scenario.problems import Path, Positions, dotted
from demerit.scenario.provenance import TAKEN, Provenance, Separation, nearest
from demerit.scenario.reading import read
from demerit.scenario.references import references
from demerit.scenario.shipped import names_in, presets
from demerit.scenario.unknowns import Room, room, unknowns
from tools.documents.markdown import CONFIDENCE, MADE, grid

FOLDER: Final = "presets"
LONG: Final = 160  # characters above which a mapping is shown value by value
SECTIONS: Final = ("regime", "interventions")  # what a legislator could change; the rest is span and text
LEFT: Final = "left"
TITLES: Final = {
    "found": "Found: read in the named reference",
    "recalled": "Recalled: from memory, not verified",
    "told": "Told: the article says so, or says so in effect",
    "assumed": "Assumed: nobody knows",
    "fitted": "Fitted: moved until a figure came out",
    LEFT: "Left to the user: `demerit run` asks for these, or takes what is suggested with `--assume`",
    "": "Without a mark",
}


class Value(NamedTuple):
    """A value of a preset as its page shows it.  mark: a key of TITLES; range: how far it may be off, in words."""

    key: str
    value: str
    mark: str
    said: Provenance | None
    range: str = ""


def documents() -> Iterator[tuple[str, str]]:
    """(file name under docs/, text) of the index and of every preset's page."""
    yield f"{FOLDER}/README.md", index()
    for name in names_in("presets"):
        yield f"{FOLDER}/{name}.md", page(name)


def index() -> str:
    """The list of presets, with those still to come."""
    there = {preset.name: preset for preset in presets()}
    rows = [(f"[`{p.name}`]({p.name}.md)", p.title, p.place, p.years, p.kind) for p in there.values()]
    to_come = [f"`{name}`" for name in claims().presets if name not in there]
    text = "Each page says where every value of the preset comes from. `demerit new FILE --from NAME` gives a copy to change.\n"
    lines = [f"# Presets\n\n{MADE}\n\n{text}", grid(("preset", "title", "place", "years", "kind"), rows)]
    return "\n".join([*lines, *([f"Still to come: {', '.join(to_come)}.\n"] if to_come else [])])


def page(name: str) -> str:
    """A preset's page in Markdown."""
    raw, _, _ = read(text_of_preset(name), name)
    return "\n".join(lines(name, raw))


def lines(name: str, raw: dict[str, Any]) -> Iterator[str]:
    """The page, a block at a time.  raw: the preset as it is written."""
    said = bare(raw)
    yield f"# `{name}`\n\n{MADE}\n\n**{said['title']}.** {said['place']}, {said['start']} to {said['end']}; kind: {said['kind']}.\n"
    yield f"**What it claims.** {said['claim']}\n\n**What the record says.** {said['record']}\n"
    shown = list(values(raw))
    yield f"## Where its values come from\n\n{counted(shown)} A value's mark is its own, or that of what it stands in; *may be*: how far it may be off, itself or times what stands here, where nobody knows it. {CONFIDENCE}\n"
    for mark, title in TITLES.items():
        inside = [value for value in shown if value.mark == mark]
        if inside:
            yield f"### {title}\n"
            heads = ("key", "value", "may be", "confidence", "reference", "note")
            rows = [row(value) for value in inside]
            used = [n for n, head in enumerate(heads) if head != "may be" or any(each[n] for each in rows)]
            yield grid(tuple(heads[n] for n in used), [tuple(each[n] for n in used) for each in rows])
    yield from _together_off(name)
    yield from seen(name)


def _together_off(name: str) -> Iterator[str]:
    """What several values of a preset may be off by together, and why."""
    scenario = load(name, assume=True)
    regime = scenario.regime.model_dump(mode="json", by_alias=True)
    several = [one for one in unknowns(scenario) if len(one.members) > 1 and one.path[0] in SECTIONS]
    if several:
        rows = [
            (
                in_words(dotted(one.path), regime),
                f"`{dotted(one.path).removeprefix('regime.')}`",
                f"{one.low:g} to {one.high:g} times",
                one.note or "",
            )
            for one in several
        ]
        yield "## What may be off together\n\nValues that one factor moves; `*` stands for whatever has a value of that name.\n"
        yield grid(("", "values", "may be", "why"), rows)


def row(value: Value) -> tuple[str, ...]:
    """One value as the table has it."""
    said = value.said or Provenance()
    cited = citation(said.reference) if said.reference and said.reference != "none" else "none"
    note = (said.note or "").replace(f" ({TAKEN})", "").replace(TAKEN, "")
    suggested = " (suggested)" if value.mark == LEFT else ""
    return f"`{value.key}`", value.value + suggested, value.range, said.confidence or "", cited, note


def counted(shown: list[Value]) -> str:
    """How many entries have which mark."""
    words = {"": "without a mark", LEFT: "left to the user"}
    many = [(sum(value.mark == mark for value in shown), words.get(mark, mark)) for mark in TITLES]
    return f"{len(shown)} entries: {', '.join(f'{n} {word}' for n, word in many if n)}."


def seen(name: str) -> Iterator[str]:
    """The claims that can be seen in a preset."""
    yield "## What of the article it shows\n"
    found = [full(key) for key, claim in claims().claims.items() if name in claim.presets]
    if not found:
        yield "No claim of the article.\n"
        return
    rows = [(f"`{c['key']}`", c["claim"], c["verdict"], "" if name in c["presets"] else "to come") for c in found]
    heads = ("claim", "the article says", "verdict", "")
    yield grid(
        heads if any(each[3] for each in rows) else heads[:3], [r if any(e[3] for e in rows) else r[:3] for r in rows]
    )
    yield "[Claims and record](../claims.md) has what the record says to each.\n"


def values(raw: dict[str, Any]) -> Iterator[Value]:
    """What a preset sets: as few entries as its provenance allows, each with the nearest provenance.

    What is left to the user stands with the value that the preset suggests.
    """
    separation = Separation(Positions(""), frozenset(references()), assume=True)
    plain = separation.plain(raw)
    for section in SECTIONS:
        yield from _entries(plain.get(section), (section,), section, separation.given)


def _entries(data: Any, path: Path, key: str, given: dict[Path, Provenance]) -> Iterator[Value]:
    if data is None or data in ([], {}):
        return
    parted = any(len(each) > len(path) and each[: len(path)] == path for each in given)
    inner = list(_inside(data)) or (_elements(data) if parted else [])
    text = _written(data)
    if inner and (parted or len(path) == 1 or (len(text) > LONG and any(_inside(child) for _, _, child in inner))):
        together = _together(data, path, given) if len(path) > 1 else {}
        if together:
            yield _value(together, path, key, given)
        for step, name, child in inner:
            if step not in together:
                yield from _entries(child, (*path, step), f"{key}.{name}", given)
        return
    yield _value(data, path, key, given)


def _together(data: Any, path: Path, given: dict[Path, Provenance]) -> dict[str, Any]:
    """Plain values of a mapping that have no provenance of their own: they stand in one entry, if there are several."""
    if not isinstance(data, dict):
        return {}
    apart = {each[len(path)] for each in given if len(each) > len(path) and each[: len(path)] == path}
    found = {
        name: value for name, value in data.items() if name not in apart and value is not None and not _inside(value)
    }
    return found if len(found) > 1 else {}


def _value(data: Any, path: Path, key: str, given: dict[Path, Provenance]) -> Value:
    said = nearest(given, path)
    left = said is not None and said.note is not None and TAKEN in said.note
    mark = LEFT if left else (said.mark if said else None) or ""
    return Value(key.removeprefix("regime."), _written(data), mark, said, _ranges(data, path, given))


def _ranges(data: Any, path: Path, given: dict[Path, Provenance]) -> str:
    """How far the assumed numbers of an entry may be off, by name where they differ; of what is held, nothing."""
    said: dict[str, list[str]] = {}
    for where in _numbers(data, path):
        held, marked = room(given, where), nearest(given, where)
        if held is not None and marked is not None and marked.mark in (None, "assumed"):
            said.setdefault(_far(held), []).append(str(held.path[-1]))
    said.pop("", None)
    if len(said) == 1:
        return next(iter(said))
    return "; ".join(f"{', '.join(dict.fromkeys(names))}: {far}" for far, names in said.items())


def _numbers(data: Any, path: Path) -> Iterator[Path]:
    if isinstance(data, dict):
        for key, child in data.items():
            yield from _numbers(child, (*path, key))
    elif isinstance(data, list):
        for number, child in enumerate(data):
            yield from _numbers(child, (*path, number))
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield path


def _far(held: Room) -> str:
    if held.low == held.high:
        return ""
    return f"{held.low:g} to {held.high:g}{' times' if held.together else ''}"


def _inside(data: Any) -> list[tuple[str | int, str, Any]]:
    """What a mapping or a list of mappings holds: step, name, child; of plain values nothing."""
    if isinstance(data, dict) and not all(str(key)[:4].isdigit() for key in data):
        return [(key, key, child) for key, child in data.items()]
    if isinstance(data, list) and any(isinstance(child, dict) for child in data):
        return [(number, _name(child, number), child) for number, child in enumerate(data)]
    return []


def _elements(data: Any) -> list[tuple[str | int, str, Any]]:
    """The values of a list, some of which have a provenance of their own."""
    return [(number, str(number), child) for number, child in enumerate(data)] if isinstance(data, list) else []


def _name(child: Any, number: int) -> str:
    return str(child.get("id", number)) if isinstance(child, dict) else str(number)


def _written(value: Any, inner: bool = False) -> str:
    if isinstance(value, dict):
        text = ", ".join(f"{key}: {_written(each, True)}" for key, each in value.items())
        return f"({text})" if inner else text
    if isinstance(value, list):
        text = ", ".join(_written(each, True) for each in value)
        return f"({text})" if inner else text
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
