"""The form that starts a run: what may be chosen, and one sentence beside each field that is wrong."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from demerit.calendar import month_of, text_of
from demerit.errors import DemeritError
from demerit.scenario import load, presets
from demerit.scenario.shipped import Preset
from demerit.serve import limits
from demerit.serve.ask import Ask
from demerit.serve.running.plan import Plan

SCALES: Final = (100_000, 20_000, 5_000, 1_000)
FIRST: Final = {"scenario": "as-told", "scale": "20000", "seed": "0", "until": ""}
DIGITS: Final = 20


class Checked(NamedTuple):
    """plan: where nothing is wrong; wrong: a sentence by field."""

    plan: Plan | None
    wrong: Mapping[str, str]


class Choices(NamedTuple):
    """What a form offers: presets in the order of three doors, scales."""

    presets: list[Preset]
    scales: tuple[int, ...] = SCALES


@lru_cache(maxsize=1)
def choices() -> Choices:
    """The same for everybody."""
    first = ("as-told", "as-documented", "europe-as-told", "europe-with-rights")
    found = sorted(presets(), key=lambda one: (first.index(one.name) if one.name in first else len(first), one.name))
    return Choices(found)


def checked(ask: Ask, given: Mapping[str, str]) -> Checked:
    """What was sent, as a plan."""
    wrong: dict[str, str] = {}
    scenario, until = given.get("scenario", ""), given.get("until", "").strip()
    if scenario not in [one.name for one in choices().presets]:
        wrong["scenario"] = ask.say("form.wrong.scenario")
    scale = _whole(given.get("scale", "").strip().removeprefix("1:").strip())
    if scale is None or not limits.FINEST <= scale <= limits.COARSEST:
        low, high = ask.number(limits.FINEST), ask.number(limits.COARSEST)
        wrong["scale"] = ask.say("form.wrong.scale", low=low, high=high)
    seed = _whole(given.get("seed", "").strip())
    if seed is None or seed >= 2**64:
        wrong["seed"] = ask.say("form.wrong.seed")
    if until and "scenario" not in wrong:
        first, last = span(scenario)
        if not _within(until, first, last):
            wrong["until"] = ask.say("form.wrong.until", first=first, last=last)
    if wrong or scale is None or seed is None:
        return Checked(None, wrong)
    return Checked(Plan(scenario, scale, seed, until), {})


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def _within(text: str, first: str, last: str) -> bool:
    try:
        return month_of(first) <= month_of(text) <= month_of(last)
    except ValueError:
        return False


@lru_cache(maxsize=32)
def span(preset: str) -> tuple[str, str]:
    """The first month of a preset, and the last that its people can live."""
    try:
        found = load(preset)
    except DemeritError:
        found = load(preset, None, True)
    return text_of(found.start), text_of(found.society.last_month)
