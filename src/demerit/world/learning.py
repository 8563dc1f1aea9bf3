"""Learning inside a run: when people are looked at, when a table is fitted, and which one holds in a month.

At the beginning of a sample's month the people whom the hash chooses are looked at; a window later, at the beginning of
the month of a fit, it is known of whom the label came about.  The fitted table is part of the law from that month on.
"""

from itertools import pairwise
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
from demerit.world import shard
from demerit.world.errors import NothingToLearnError
from demerit.world.model_fit import elsewhere, fit
from demerit.world.rooms import Array

LABELS: Final = tuple(LEARNED_LABELS)


class Labelled(NamedTuple):
    """Whom of a sample the window has told: SAMPLED records in order of id; 0 or 1; whether the score itself did it."""

    people: Array
    labels: Array
    by_score: Array


class Learnt(NamedTuple):
    """A fit, and all that it comes of."""

    told: Labelled
    score: LearnedScore
    looked: int
    before: list[dict[str, Any]]
    fit: dict[str, Any]

    def of(self, told: Labelled, score: LearnedScore, looked: int, before: list[dict[str, Any]]) -> bool:
        """Whether it comes of this, too."""
        same = (looked, score, before) == (self.looked, self.score, self.before)
        return same and all(map(np.array_equal, told, self.told))


def planned(scenario: Scenario) -> dict[int, LearnedScore]:
    """The score of each month in which one is fitted."""
    out = {}
    for month in scenario.months:
        score = scenario.regime_at(month).learned_score
        if score is not None and month in score.fitted:
            out[month] = score
    return out


class Learning:
    """What a world has learnt so far.

    fits: what was fitted, by month, as plain data (see `demerit.world.model_fit`); sample: SAMPLED, those who are being
    watched; empty between a fit and the next sample; leader: another world's, whose fits are taken over; latest: what
    was fitted last; beside: another world's, whose latest fit is this one's where it comes of the same people, told the
    same; scores: the score that is fitted in a month; plan: the month in which people are looked at for it.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scores = planned(scenario)
        self.plan = {month: month - score.window_months for month, score in self.scores.items()}
        self.fits: list[dict[str, Any]] = []
        self.leader: Learning | None = None
        self.beside: Learning | None = None
        self.latest: Learnt | None = None
        self.sample: Array = np.zeros(0, SAMPLED)

    def fit(self, world: Any) -> None:
        """Before a month has a law: fit the table that it enacts, if it does.  Raises NothingToLearnError."""
        month = world.month
        if self.leader is not None:
            if len(self.fits) != len(self.leader.fits):
                self.fits = list(self.leader.fits)
                world.laws = {known: law for known, law in world.laws.items() if known < month}
        elif month in self.plan:
            score = world.scenario.regime_at(month).learned_score
            told = labelled(self.sample, states(world, self.sample), score.label, month)
            _worth_learning(told, score, self.plan[month], month)
            self.latest = self._learnt(told, score, month, list(world.where.names))
            self.fits.append(self.latest.fit)
            self.sample = np.zeros(0, SAMPLED)
            world.laws = {known: law for known, law in world.laws.items() if known < month}

    def otherwise(self, other: "Learning", month: int) -> bool:
        """Whether another world, which has been the same so far, learns otherwise in a month: before that has a law."""
        if self.scores.get(month) != other.scores.get(month):
            return True
        return other.leader is None and self._looking(month) != other._looking(month)

    def _looking(self, month: int) -> list[int]:
        """How many people are looked at in a month, for each fit."""
        return [self.scores[fitted].people for fitted, looked in self.plan.items() if looked == month]

    def _learnt(self, told: Labelled, score: LearnedScore, month: int, provinces: list[str]) -> Learnt:
        looked, before = self.plan[month], list(self.fits)
        known = self.beside.latest if self.beside is not None else None
        if known is not None and known.fit["month"] == text_of(month) and known.of(told, score, looked, before):
            return known
        return Learnt(told, score, looked, before, fit(told, score, month, looked, provinces, before))

    def look(self, world: Any) -> None:
        """When a month's law is published: look at people, if a table is fitted to them later."""
        month = world.month
        if self.leader is None and month in self.plan.values():
            after = next(fitted for fitted, looked in self.plan.items() if looked == month)
            self.sample = look(world, world.scenario.regime_at(after).learned_score.people)

    def enact(self, table: Any, month: int) -> None:
        """Put the table that holds in a month into its LAW record."""
        held = [fit for fit in self.fits if fit["month"] <= text_of(month)]
        if held:
            enacted(table, held[-1]["offset"], held[-1]["points"])


def states(world: Any, sample: Array) -> Array:
    """STATE records of the people of a sample, now."""
    return np.concatenate(world.driver.each(shard.rows, sample["row"].astype(np.int64)))


def look(world: Any, most: int) -> Array:
    """At most `most` people, those with the lowest hashes, in order of id: SAMPLED."""
    of_age = int(world.history[-1][1]["of_age"].sum()) if world.history else 0
    threshold = min(ONE, ONE * most // max(of_age, 1))  # those of age are a few more than the adults
    return lowest(np.concatenate(world.driver.each(looked_at, threshold, most)), most)


def looked_at(here: shard.Shard, threshold: int, most: int) -> Array:
    """The same of one shard."""
    moment = here.moment
    desk, me = record(DESK), record(LIFE)
    out: Array = np.zeros(2 * most + ROOM, SAMPLED)
    written = 0
    for b, (low, high) in enumerate(pairwise(here.people.cuts)):
        layout, state = here.layout[low:high], here.people.batch(b).state
        done = 0
        while done < len(layout):
            done, written = sampled(
                done,
                moment.tables,
                moment.law,
                moment.now,
                layout,
                state,
                threshold,
                desk,
                me,
                out,
                written,
            )
            if done < len(layout):
                out = np.concatenate([out, np.zeros(len(out), SAMPLED)])
    out = lowest(out[:written], most)
    out["row"] += here.row
    return out


def lowest(seen: Array, most: int) -> Array:
    """At most `most` of them, those with the lowest hashes, in order of id."""
    if len(seen) > most:
        last = np.partition(seen["draw"], most - 1)[most - 1]
        tied = np.flatnonzero(seen["draw"] == last)
        tied = tied[np.argsort(seen["who"][tied], kind="stable")]
        below = np.flatnonzero(seen["draw"] < last)
        seen = seen[np.sort(np.concatenate([below, tied[: most - len(below)]]))]
    return seen[np.argsort(seen["who"], kind="stable")]


def labelled(sample: Array, state: Array, label: str, month: int) -> Labelled:
    """Of whom the label came about until the beginning of a month; those who died in between say nothing.

    state: the STATE records of the sample, now.
    """
    alive = sample["death"] > month
    people, now = sample[alive], state[alive]
    entered = now["entries"] > people["entries"]
    came = entered if label == "listing" else now["points"] < people["points"]
    by_score = came & entered & (now["marks"] & BY_SCORE != 0)
    return Labelled(people, came.astype(np.int64), by_score if label == "listing" else np.zeros(len(people), bool))


def _worth_learning(told: Labelled, score: LearnedScore, looked: int, month: int) -> None:
    """Labels of both kinds, among those who fit the table and among those who judge it."""
    people, ones = len(told.people), int(told.labels.sum())
    for half in (0, 1):
        here = told.labels[elsewhere(told.people["who"]) == half]
        if not 0 < int(here.sum()) < len(here):
            words = LEARNED_LABELS[score.label]
            words = words if ones == 1 else words.replace("was put", "were put")
            raise NothingToLearnError(
                f"regime.learned_score: nothing to learn in {text_of(month)}: of {people} people looked at in "
                f"{text_of(looked)}, {ones} {words} since; it takes some who did and some who did not, among those "
                "who fit the table and those who judge it; fit it later, run more people (a smaller N in --scale 1:N), "
                "or choose another label"
            )
