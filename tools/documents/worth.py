"""docs/what-rights-are-worth.md: rights given to a preset one by one, from docs/fits/rights-*.json.

`python -m tools.rights` measures.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.amounts import plain
from demerit.catalogue.found import measure_of
from tools.documents.markdown import MADE, grid

PRESETS: Final = ("as-told", "benefits-clawback")
HEAD: Final = """Two presets give no rights: `as-told`, the system of the article, and `benefits-clawback`, an agency that lets a machine look for fraud and
claims back everything. Below the same people live under each of them with one right, and with several, by the same chance. What differs
is what the right does, and what it sets off. Everybody here is synthetic, and this is an experiment with a model, not a forecast: how
often people object, and how often objections are upheld, is assumed; the last lines of each section say so. In `as-told` a
learned score is fitted to who was listed, and comes out otherwise in every world: most of what thirty days of grace add there are listings
on the learned score (`--published base` leaves that out).
"""
FIGURES: Final = ("blacklist.wrongful_days", "blacklist.wrongful_entries", "claw_backs.wrong", "refused.all")
THOUSAND, MILLION, BILLION = 1e3, 1e6, 1e9


def file_of(preset: str) -> str:
    """The name of the file under docs/fits."""
    return f"rights-{preset}.json"


def document(fits: Path) -> str:
    """The whole page in Markdown.  fits: the folder docs/fits."""
    return "\n".join(blocks([json.loads((fits / file_of(preset)).read_text(encoding="utf-8")) for preset in PRESETS]))


def blocks(found: list[dict[str, Any]]) -> Iterator[str]:
    """The page, a block at a time."""
    yield f"# What rights are worth\n\n{MADE}\n\n{HEAD}"
    for said in found:
        yield from of_preset(said)
    yield (
        "Differences are sums over all years; the bands of chance are those of the last year in which anything was counted, and of people\n"
        "those over all months: nine in ten other draws of people would lie within. What nobody knows of the inputs is in none of them;\n"
        "`--draws 64` adds a band for it. How to read gained and lost: [paired comparison](paired-comparison.md).\n"
    )


def of_preset(said: dict[str, Any]) -> Iterator[str]:
    """What rights are worth in a preset."""
    preset, scale = said["preset"], said["scale"]
    yield f"## In `{preset}`\n\nAt 1:{scale:,}, seed {said['seed']}, all months of the preset.\n"
    yield grid(
        ("the right", "people spared", "people harmed", "worth, in independent runs"),
        (
            (
                name,
                people(one["spared"]),
                people(one["harmed"]),
                "" if one["worth_runs"] is None else plain(one["worth_runs"]),
            )
            for name, one in said["rights"].items()
        ),
    )
    for figure in FIGURES:
        rights = {name: one["figures"][figure] for name, one in said["rights"].items() if one["figures"][figure]}
        if any(one["base"] for one in rights.values()):
            yield f"**{capital(measure_of(figure).meaning)}** (`{figure}`), without the right {number(next(iter(rights.values()))['base'])}:\n"
            yield grid(
                ("the right", "difference", "lost", "gained", "in the last year", "band of chance"),
                ((name, *row(one)) for name, one in rights.items()),
            )
    given = "\n".join(f"- {name}: `{json.dumps(one['set']['rights'])}`" for name, one in said["rights"].items())
    yield f"The rights, as they are set:\n\n{given}\n"
    yield f"```\npython -m tools.rights {preset} 1:{scale} > docs/fits/{file_of(preset)}\npython -m tools.documents docs tests\n```\n"


def row(one: dict[str, Any]) -> tuple[str, ...]:
    """Difference, lost, gained, the last year's difference, its band."""
    low, high = one["chance"]
    return (
        *(number(one[key]) for key in ("difference", "lost", "gained")),
        f"{one['last']}: {number(one['in_last'])}",
        f"{number(low)} to {number(high)}" if low or high else "none seen",
    )


def people(one: dict[str, Any]) -> str:
    """How many people, with the band of chance."""
    low, high = one["chance"]
    return f"{number(one['people'])} ({number(low)} to {number(high)})" if one["people"] else "nobody"


def number(value: float) -> str:
    """A number for reading: three digits."""
    size = abs(value)
    for least, word in ((BILLION, " billion"), (MILLION, " million"), (THOUSAND, ",000")):
        if size >= least:
            return f"{value / least:.0f}{word}" if word == ",000" else f"{value / least:.3g}{word}"
    return f"{value:.0f}"


def capital(text: str) -> str:
    """With a capital letter."""
    return text[0].upper() + text[1:]
