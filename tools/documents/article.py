"""docs/article.md: the article part by part, in our words: mechanism, preset, figure, test, or why it is not simulated."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from demerit.report.claims import sections, shipped
from demerit.scenario.claims import claims
from tools.documents.markdown import MADE, grid, preset
from tools.documents.parts import Part, article

HEAD: Final = """The article that the preset `as-told` takes at its word, part by part and in our own words: it is described here, not
reproduced. Each claim has its [record](claims.md); `demerit claims` sets runs beside both.

A star marks what is still to come: a preset that does not ship yet, a mechanism that the model does not have yet. *Figure*
names sections of a run's `report.html`, and below them names in its `summary.json`. *Test* names the files in `tests/` with
tests of that mechanism; most are called after it: `pytest -k m06` runs those of M06.
"""
NONE: Final = "none yet"


def document(tests: Path) -> str:
    """The whole page in Markdown."""
    return "\n".join(lines(tests))


def lines(tests: Path) -> Iterator[str]:
    """The page, a block at a time."""
    yield f"# The article, part by part\n\n{MADE}\n\n{HEAD}"
    for number, part in enumerate(article(), 1):
        yield f"## {number}. {part.title}\n\n{part.text}\n"
        yield grid(("claim", "mechanism", "preset", "figure", "test"), [row(key, tests) for key in part.claims])
        yield from not_simulated(part)
    yield "## Every mechanism\n"
    heads = ("row", "mechanism", "presets", "sections of the report", "tests")
    yield grid(heads, [mechanism(name, tests) for name in claims().rows])
    yield "Sections and tests of a mechanism are described under [Mechanisms](mechanisms.md).\n"
    yield "## Presets\n"
    yield grid(("preset", "state"), [(preset(name, "presets/"), state(name)) for name in claims().presets])


def state(name: str) -> str:
    """Whether a preset ships."""
    return "ships" if shipped([name]) else "to come"


def row(key: str, tests: Path) -> tuple[str, ...]:
    """One claim: its mechanisms, presets, figures and tests."""
    known = claims()
    claim = known.claims[key]
    if claim.why_not is not None:
        return claim.title, "none", "", "", claim.why_not
    names = [preset(name, "presets/") if known.works(key) else f"`{name}`*" for name in claim.presets]
    shown = [", ".join(sections(claim)), *(f"`{figure.name}`" for figure in claim.figures)]
    found = sorted({file for name in claim.rows for file in files(tests, name)})
    return (
        claim.title,
        ", ".join(starred(name) for name in claim.rows),
        ", ".join(names),
        "<br>".join(each for each in shown if each) or NONE,
        ", ".join(f"`{file}`" for file in found) or NONE,
    )


def not_simulated(part: Part) -> Iterator[str]:
    """What in a part is not simulated, and why."""
    if part.why_not is not None:
        yield f"Not simulated: {part.why_not}\n"


def starred(name: str) -> str:
    """A mechanism's row, with a star if it is still to come."""
    return f"{name}*" if claims().rows[name].to_come else name


def mechanism(name: str, tests: Path) -> tuple[str, ...]:
    """One mechanism: the presets of its claims, the report's sections, tests."""
    known = claims()
    told = [claim for claim in known.claims.values() if name in claim.rows]
    used = [each for each in known.presets if any(each in claim.presets for claim in told)]
    to_come = known.rows[name].to_come
    return (
        starred(name),
        known.rows[name].title,
        ", ".join(f"`{each}`*" if to_come else preset(each, "presets/") for each in used),
        ", ".join(known.rows[name].sections) or NONE,
        ", ".join(f"`{file}`" for file in files(tests, name)) or NONE,
    )


@lru_cache(maxsize=64)
def files(tests: Path, name: str) -> tuple[str, ...]:
    """Test files with a test named after a mechanism's row, such as test_m06_..., and those that it names itself."""
    wanted = re.compile(rf"^def test\w*_{name.lower()}(?:_|\b)", re.MULTILINE)
    found = {path.name for path in tests.glob("test_*.py") if wanted.search(path.read_text(encoding="utf-8"))}
    return tuple(sorted(found | set(claims().rows[name].tests)))
