"""docs/fear.md: what frightens, how much of the silence comes from what, from docs/fits/fear-*.json.

`python -m demerit.study.fear PRESET` measures.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.report.numbers import percent
from demerit.scenario import Scenario, load
from demerit.study.fear import HIGH, LOW
from demerit.world.twins import AS_IT_IS, FEARLESS, WITHOUT, ends
from tools.documents.markdown import MADE, cited, grid

PRESETS: Final = ("as-told", "as-documented")
EFFECTS: Final = {
    "fine": "each fine of one's own",
    "refusal": "each refusal of one's own",
    "listing": "being listed, once known",
    "claw_back": "a claw-back",
    "detention": "each detention of one's own",
    "relative_listed": "a listed relative",
    "relative_detained": "a detained relative",
    "neighbours": "many listed neighbours",
    "watched": "being watched at all",
}
FOR_SPEECH: Final = "how many times as much a fine frightens that is for speaking, searching or demonstrating"
HEAD: Final = """What a regime makes people afraid of is assumed, effect by effect, within what studies found; they differ in size, and for
some effects in sign. Fear is a level of up to 127 a person; at 127 somebody who would dissent aloud stays silent for a
month as surely as the society says (`society.opinions.fear`). One's own fines, refusals, listings and detentions add to
it when they are known, the strongest of a month, the less the more there is; listed or detained relatives, listed neighbours where the list is
published, and being watched at all each draw it towards a level; it passes when nothing happens. Only who can know is
frightened: nobody under 14, nobody who does not know of it. Below 0 an effect emboldens. What adds up to less than one
level is rounded by a draw, so that many small effects are not lost.

A run that frightens anybody lives the same people beside it without the regime, without fear, and with every effect at
the low end of its range, and its report sets the finding beside those.
"""


def document(fits: Path) -> str:
    """The whole page in Markdown."""
    return "\n".join(["# Fear", "", MADE, "", HEAD, *(block for name in PRESETS for block in _preset(fits, name))])


def _preset(fits: Path, name: str) -> Iterator[str]:
    found: dict[str, Any] = json.loads((fits / f"fear-{name}.json").read_text(encoding="utf-8"))
    scenario, figures = load(name, assume=True), found["figures"]
    yield f"## `{name}`\n"
    yield grid(("effect", "level", "range", "rests on", "note"), _effects(scenario, found["levels"]))
    yield (
        f"Measured at 1:{found['scale']:,}, seed {found['seed']}, in {found['year']}, by `python -m demerit.study.fear {name}`. "
        "*Unsaid*: of the criticism that people would have voiced; *in private*, *aloud*: who dissents, of all from 14 on. Other seeds and "
        "scales give some hundredths more or less.\n"
    )
    yield grid(("the same people", "unsaid", "dissent aloud", "dissent in private"), _rows(figures))
    yield _said(figures, found["levels"])


def _effects(scenario: Scenario, levels: dict[str, int]) -> Iterator[tuple[str, ...]]:
    for name, level in levels.items():
        said = scenario.provenance_of(f"regime.fear.{name}")
        low, high = ends(scenario, name)
        reference = cited([said.reference]) if said and said.reference else ""
        yield EFFECTS[name], str(level), f"{low} to {high}", reference, (said.note or "") if said else ""
    times = scenario.provenance_of("regime.fear.for_speech")
    if levels.get("fine") and times and times.range:
        low, high = (round(end) for end in times.range)
        yield (
            FOR_SPEECH,
            f"{scenario.regime.fear.for_speech:g}",
            f"{low} to {high}",
            cited([times.reference or "none"]),
            times.note or "",
        )


def _rows(figures: dict[str, dict[str, float]]) -> Iterator[tuple[str, ...]]:
    for form, row in figures.items():
        words = form
        for name, effect in EFFECTS.items():
            words = words.replace(f"without {name}", f"without {effect}").replace(f"{name} alone", f"{effect}, alone")
        yield words, *(percent(row[key]) for key in ("unsaid", "aloud", "private"))


def _said(figures: dict[str, dict[str, float]], levels: dict[str, int]) -> str:
    """What the finding hangs on."""
    whole = figures[AS_IT_IS]["unsaid"]
    least = min(levels, key=lambda name: figures[f"without {name}"]["unsaid"])
    left = figures[f"without {least}"]["unsaid"]
    lives = (
        "So the finding lives on that one assumption" if left < whole / 2 else "So no single effect carries the finding"
    )
    said = (figures[form]["aloud"] for form in (WITHOUT, FEARLESS, LOW, AS_IT_IS, HIGH))
    without, fearless, low, as_is, high = (percent(each) for each in said)
    return (
        f"Of what is left unsaid, most hangs on {EFFECTS[least]}: without it {percent(left)} would be left unsaid instead of "
        f"{percent(whole)}. {lives}. With every effect at its low end {percent(figures[LOW]['unsaid'])} is unsaid, with every "
        f"effect at its high end {percent(figures[HIGH]['unsaid'])}. Open dissent is {without} without the regime, {fearless} under "
        f"it without fear, {as_is} as the preset has it, and from {low} to {high} over the ranges.\n"
    )
