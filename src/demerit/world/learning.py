"""Learning inside a run: when people are looked at, when a table is fitted, and which one holds in a month.

At the beginning of a sample's month the people whom the hash chooses are looked at; a window later, at the beginning of
the month of a fit, it is known of whom the label came about.  The fitted table is part of the law from that month on.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from demerit.calendar import text_of
from demerit.draws import ONE, record
from demerit.month.sampling import ROOM, SAMPLED, sampled
from demerit.month.state import BY_SCORE, DESK, LIFE
from demerit.rulebook.learned import enacted
from demerit.scenario import Scenario
from demerit.scenario.learned import LearnedScore
from demerit.vocabulary import LEARNED_LABELS
from demerit.world.card import fit
from demerit.world.engine import Array
from demerit.world.errors import NothingToLearnError

LABELS: Final = tuple(LEARNED_LABELS)


class Labelled(NamedTuple):
    """Whom of a sample the window has told: SAMPLED records in order of id; 0 or 1; whether the score itself did it."""

    people: Array
    labels: Array
    by_score: Array


def planned(scenario: Scenario) -> dict[int, int]:
    """The month of each fit, and the month in which its people are looked at."""
    out = {}
    for month in scenario.months:
        score = scenario.regime_at(month).learned_score
        if score is not None and month in score.fitted:
            out[month] = month - score.window_months
    return out


class Learning:
    """What a world has learnt so far.

    cards: what was fitted, by month, as plain data (see `demerit.world.card`); sample: SAMPLED, those who are being
    watched; empty between a fit and the next sample.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.plan = planned(scenario)
        self.cards: list[dict[str, Any]] = []
        self.sample: Array = np.zeros(0, SAMPLED)

    def begin(self, world: Any) -> None:
        """What is to be done before a month is lived.  Raises NothingToLearnError."""
        month = world.month
        if month in self.plan:
            score = world.scenario.regime_at(month).learned_score
            told = labelled(self.sample, world.people.state, score.label, month)
            _worth_learning(told, score, self.plan[month], month)
            self.cards.append(fit(told, score, month, self.plan[month], list(world.where.names), self.cards))
            self.sample = np.zeros(0, SAMPLED)
            world.laws = {known: law for known, law in world.laws.items() if known < month}
        if month in self.plan.values():
            after = next(fitted for fitted, looked in self.plan.items() if looked == month)
            self.sample = look(world, world.scenario.regime_at(after).learned_score.people)

    def enact(self, table: Any, month: int) -> None:
        """Put the table that holds in a month into its LAW record."""
        held = [card for card in self.cards if card["month"] <= text_of(month)]
        if held:
            enacted(table, held[-1]["offset"], held[-1]["points"])


def look(world: Any, most: int) -> Array:
    """At most `most` people, those with the lowest hashes, in order of id: SAMPLED."""
    law, now = world.law_of(world.month), world.news_of(world.month)
    of_age = int(world.history[-1][1]["of_age"].sum()) if world.history else 0
    threshold = min(ONE, ONE * most // max(of_age, 1))  # those of age are a few more than the adults
    desk, me = record(DESK), record(LIFE)
    out: Array = np.zeros(2 * most + ROOM, SAMPLED)
    done, written = 0, 0
    while done < len(world.layout):
        done, written = sampled(
            done, world.tables, law, now, world.layout, world.people.state, threshold, desk, me, out, written
        )
        if done < len(world.layout):
            out = np.concatenate([out, np.zeros(len(out), SAMPLED)])
    out = out[:written]
    if written > most:
        kept = np.lexsort((out["who"], out["draw"]))[:most]
        out = out[np.sort(kept)]
    return out[np.argsort(out["who"], kind="stable")].copy()


def labelled(sample: Array, state: Array, label: str, month: int) -> Labelled:
    """Of whom the label came about until the beginning of a month; those who died in between say nothing."""
    people = sample[sample["death"] > month]
    now = state[people["row"]]
    entered = now["entries"] > people["entries"]
    came = entered if label == "listing" else now["points"] < people["points"]
    by_score = came & entered & (now["marks"] & BY_SCORE != 0)
    return Labelled(people, came.astype(np.int64), by_score if label == "listing" else np.zeros(len(people), bool))


def _worth_learning(told: Labelled, score: LearnedScore, looked: int, month: int) -> None:
    """Labels of both kinds, among those who fit the table and among those who judge it."""
    people, ones = len(told.people), int(told.labels.sum())
    for half in (0, 1):
        here = told.labels[told.people["draw"] % 2 == half]
        if not 0 < int(here.sum()) < len(here):
            words = LEARNED_LABELS[score.label]
            raise NothingToLearnError(
                f"regime.learned_score: nothing to learn in {text_of(month)}: of {people} people looked at in "
                f"{text_of(looked)}, {ones} {words} since; it takes some who did and some who did not, among those "
                "who fit the table and those who judge it; fit it later, run more people (a smaller N in --scale 1:N), "
                "or choose another label"
            )
