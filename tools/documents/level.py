"""docs/level.md: how many `as-told` lists, year by year, with and without expiry, from docs/fits/level-as-told.json.

`python -m demerit.study.level as-told` measures.
"""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from demerit.catalogue.found import measure_of
from demerit.report.claims import citation
from demerit.scenario.references import references
from tools.documents.markdown import CONFIDENCE, MADE, grid

FILE: Final = "level-as-told.json"
TOLD: Final = "as it is"
HEAD: Final = """The article tells of a permanent file, and of no day on which anything in it ends. So nothing expires in `as-told`: what a record
took stays taken, until points are won. That makes the number of people on the black list depend on the year that one looks at.
Below are the same people under the preset, and under the preset with one change: what each record moved is taken back after two
years, or after five, between which lie the terms of `suining`, a city whose rules had some. All worlds go on after {until}, the preset's last
month, for as long as their society lasts; what the preset has in force then stays in force.
"""
KEYS: Final = (
    ("blacklist.stock", "On the black list at the end of the year, in millions"),
    ("blacklist.entries", "Put on the black list in the year, in millions"),
    ("blacklist.exits", "Off the black list in the year, in millions"),
    ("redlist.stock", "On the red list at the end of the year, in millions"),
)
# What the record has of a year: the reference, its figure, and whom it counts.
RECORD: Final = (
    ("2018", "blacklist.stock", "npcic-2018-05", "subjects_m", "persons and organisations, in May"),
    ("2018", "blacklist.entries", "npcic-2018", "new_m", "persons and organisations"),
    ("2018", "blacklist.exits", "npcic-2018", "exits_m", "persons and organisations"),
    (
        "2020",
        "blacklist.stock",
        "spc-stock-2020",
        "listed_m",
        "judgment defaulters; from memory, one reading dates it 2021",
    ),
    ("2023", "blacklist.stock", "spc-stock-2023", "listed_december_2023", "judgment defaulters, in December"),
    ("2024", "blacklist.entries", "spc-2026", "new_2024_m", "judgment defaulters"),
    ("2024", "blacklist.exits", "people-daily-2025", "restored_2024_m", "judgment defaulters"),
    ("2025", "blacklist.entries", "spc-2026", "new_2025_m", "judgment defaulters"),
    ("2025", "blacklist.exits", "spc-2026", "repaired_2025_m", "judgment defaulters"),
)
MILLION: Final = 1e6
WHOLE: Final = 10.0  # million, from which none is told by parts


def read(fits: Path) -> dict[str, Any]:
    """What was measured.  fits: the folder docs/fits."""
    found: dict[str, Any] = json.loads((fits / FILE).read_text(encoding="utf-8"))
    return found


def document(fits: Path) -> str:
    """The whole page in Markdown."""
    return "\n".join(blocks(read(fits)))


def blocks(found: dict[str, Any]) -> Iterator[str]:
    """The page, a block at a time."""
    yield f"# The level by year\n\n{MADE}\n\n{HEAD.format(until=found['until'])}"
    yield (
        f"Measured at 1:{found['scale']:,}, with one seed ({found['seed']}); how far apart seeds lie at this scale is told in\n"
        "[Coverage of the bands](coverage.md). The learned score of the preset is in force in all of them.\n"
    )
    figures = found["figures"]
    for key, title in KEYS:
        yield f"## {title}\n"
        years = figures[TOLD][key]
        yield grid(
            ("year", *(words(form) for form in figures), "on record"),
            ((year, *(millions(of[key][year]) for of in figures.values()), on_record(year, key)) for year in years),
        )
    meaning = measure_of("points").meaning
    yield f"## Points\n\n{meaning[0].upper()}{meaning[1:]}, at the end of the year; divided by the number of adults.\n"
    yield grid(
        ("year", *(words(form) for form in figures)),
        ((year, *(mean(of, year) for of in figures.values())) for year in figures[TOLD]["points"]),
    )
    yield said(figures)
    cited = "; ".join(citation(key) for key in dict.fromkeys(one[2] for one in RECORD))
    yield f"References: {cited}. {CONFIDENCE}\n"
    yield f"```\npython -m demerit.study.level as-told 1:{found['scale']} > docs/fits/{FILE}\npython -m tools.documents docs tests\n```\n"


def words(form: str) -> str:
    """A form as a column's head."""
    return "nothing expires (as told)" if form == TOLD else f"records expire {form}"


def millions(value: float) -> str:
    """A number of people in millions."""
    return f"{value / MILLION:.0f}" if value / MILLION >= WHOLE else f"{value / MILLION:.1f}"


def mean(of: dict[str, dict[str, float]], year: str) -> str:
    """Points a person."""
    return f"{of['points'][year] / of['adults'][year]:+.1f}"


def on_record(year: str, key: str) -> str:
    """What was published of a year, and of whom."""
    told = []
    for of_year, figure, reference, name, whom in RECORD:
        if (of_year, figure) == (year, key):
            value = references()[reference].figures[name]
            told.append(f"{value / MILLION if value > MILLION else value:.2f} ({whom})")
    return "; ".join(told)


def said(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    """What it shows."""
    stocks = {form: of["blacklist.stock"] for form, of in figures.items()}
    told, years = stocks[TOLD], list(stocks[TOLD])
    steps = [told[b] - told[a] for a, b in pairwise(years)]
    most = {form: max(of, key=lambda year: of[year]) for form, of in stocks.items()}
    out = [
        f"**What it shows.** Where nothing expires, {millions(told['2018'])} million are listed at the end of 2018, "
        f"{millions(told['2021'])} million at the end of 2021, {millions(told[years[-1]])} million at the end of {years[-1]}"
        + (f": more every year, and still by {millions(steps[-1])} million in the last." if min(steps) > 0 else "."),
    ]
    out += [
        f"Where records expire {form}, {millions(of['2018'])} million are listed at the end of 2018, and the most, "
        f"{millions(of[most[form]])} million, at the end of {most[form]}."
        for form, of in stocks.items()
        if form != TOLD
    ]
    out.append(
        "The four figures that `as-told` was set to match are of 2018, and their thresholds and shares were fitted with nothing "
        "expiring; they say nothing of the years after."
    )
    return " ".join(out) + "\n"
