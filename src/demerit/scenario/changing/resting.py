"""What in a regime rests on what: with the last of its supports, a part goes too.

Whatever named a part that is gone goes with it, and so does what could do nothing any more: a rule about what nobody
sees, sight that no rule is about, a list that nobody can enter, a bar for people on it.  Levels (of fear, hardship,
points) stay: without a cause they do nothing.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from demerit.ranges import BEYOND
from demerit.scenario.checks.scores import REPORTED
from demerit.scenario.checks.sight import sources_of
from demerit.scenario.problems import Path
from demerit.scenario.regime import Regime
from demerit.scenario.rules import Consequence, Points
from demerit.vocabulary import CONDUCT, OF_THE_STATE

BLACKLIST: Path = ("lists", "blacklist")
REDLIST: Path = ("lists", "redlist")
POINTS: Path = ("points",)
HEALTH = "health_breach"
CRITICISM = "criticism"


class Rest(NamedTuple):
    """A part, and what it needs one of: when all of these are gone, so is the part."""

    part: Path
    needs: tuple[Path, ...]


def closed(rests: Iterable[Rest], gone: Iterable[Path]) -> set[Path]:
    """Everything that is gone when some parts are, outermost paths only."""
    out, left = set(gone), [rest for rest in rests if rest.needs]
    while True:
        falls = [rest for rest in left if all(is_gone(need, out) for need in rest.needs)]
        if not falls:
            return {path for path in out if not is_gone(path[:-1], out)}
        out |= {rest.part for rest in falls}
        left = [rest for rest in left if rest not in falls]


def is_gone(path: Path, gone: set[Path]) -> bool:
    """Whether something is gone, itself or with what it is in."""
    return any(path[:length] in gone for length in range(1, len(path) + 1))


class Resting:
    """What rests on what among people.  months: in which sources may come to see something."""

    def __init__(self, regime: Regime, months: range) -> None:
        self.regime = regime
        seen = {conduct: sources_of(regime, conduct, months) for conduct in CONDUCT}
        self.seen = {name: tuple(sight(source, name) for source in by) for name, by in seen.items()}
        used = [(n, rule) for n, rule in enumerate(regime.rules) if self.seen[rule.conduct]]
        self.falls = tuple(("rules", n) for n, rule in used if rule.points < 0)
        self.rises = tuple(("rules", n) for n, rule in used if rule.points > 0)
        self.has_points = regime.points != Points()  # type: ignore[call-arg]
        self.has_blacklist = not regime.lists.blacklist.absent

    def all(self) -> Iterator[Rest]:
        """Everything that rests on something."""
        yield from self._sources()
        yield from self._rules()
        yield from self._enforcement()
        yield from self._blacklist()
        yield from self._redlist()
        for demand, bar in self.regime.consequences.items():
            yield from self._consequence(("consequences", demand), bar)
        yield from self._commercial()
        yield from self._learned()

    def _about(self, conduct: str) -> tuple[Path, ...]:
        """What a record of a conduct is made for."""
        rules: list[Path] = [("rules", n) for n, rule in enumerate(self.regime.rules) if rule.conduct == conduct]
        grounds = self.regime.lists.blacklist.grounds
        rules += [(*BLACKLIST, "grounds", n) for n, name in enumerate(grounds) if name == conduct]
        return (*rules, *([("health_pass",)] if conduct == HEALTH and self.regime.health_pass else []))

    def _sources(self) -> Iterator[Rest]:
        reporting = tuple(
            ("commercial_scores", name, "reports_below")
            for name, score in self.regime.commercial_scores.items()
            if score.reports_below
        )
        for name, source in self.regime.data_sources.items():
            sights = tuple(sight(name, conduct) for conduct, share in source.sees.items() if share > 0)
            yield Rest(("data_sources", name), sights)
            for one in sights:
                yield Rest(one, self._about(str(one[-1])))
                if one[-1] == REPORTED:
                    yield Rest(one, reporting)

    def _rules(self) -> Iterator[Rest]:
        regime = self.regime
        for n, rule in enumerate(regime.rules):
            yield Rest(("rules", n), self.seen[rule.conduct])
        for n, fine in enumerate(regime.automatic_penalties):
            yield Rest(("automatic_penalties", n), self._by(fine.source, fine.conduct))
        for n, arrest in enumerate(regime.detention):
            yield Rest(("detention", n), self._by(arrest.source, arrest.conduct))
        for n, name in enumerate(regime.rights.warnings):
            rules = tuple(("rules", m) for m, rule in enumerate(regime.rules) if rule.conduct == name)
            yield Rest(("rights", "warnings", n), rules)
        if regime.health_pass is not None:
            yield Rest(("health_pass",), self.seen[HEALTH])

    def _by(self, source: str, conduct: str) -> tuple[Path, ...]:
        """How one source sees a conduct."""
        return tuple(one for one in self.seen[conduct] if one == sight(source, conduct))

    def _enforcement(self) -> Iterator[Rest]:
        enforcement = self.regime.enforcement
        ids = {rule.id: n for n, rule in enumerate(self.regime.rules)}
        yield Rest(("enforcement", "critics"), self.seen[CRITICISM])
        for n, name in enumerate(enforcement.critics.rules):
            yield Rest(("enforcement", "critics", "rules", n), (("rules", ids[name]),) if name in ids else ())
        for n, special in enumerate(enforcement.groups):
            at = ("enforcement", "groups", n)
            there = {m: ("data_sources", name) for m, name in enumerate(special.sources) if self._has(name)}
            yield Rest(at, tuple(there.values()))
            yield from (Rest((*at, "sources", m), (source,)) for m, source in there.items())

    def _has(self, source: str) -> bool:
        return source in self.regime.data_sources

    def _blacklist(self) -> Iterator[Rest]:
        black, start = self.regime.lists.blacklist, self.regime.points.start
        if not self.has_blacklist:
            return
        entry, grounds = (*BLACKLIST, "entry"), [(*BLACKLIST, "grounds", n) for n in range(len(black.grounds))]
        yield Rest(BLACKLIST, self._ways_in())
        if black.entry is not None:
            yield from self._threshold(entry, self.falls if black.entry.below <= start else ())
        if black.leave is not None:
            yield from self._threshold((*BLACKLIST, "leave"), self._climb(black.leave.since))
        at = dict(zip(black.grounds, grounds, strict=True))
        for name, ground in at.items():
            yield Rest(ground, self.seen[name])
        yield from (Rest((*BLACKLIST, "terms", name), (at[name],)) for name in black.terms if name in at)
        for n, name in enumerate(black.until_performed):
            yield Rest((*BLACKLIST, "until_performed", n), (at[name],) if name in at else ())

    def _ways_in(self, learned: bool = True) -> tuple[Path, ...]:
        black, score = self.regime.lists.blacklist, self.regime.learned_score
        ways: list[Path] = [(*BLACKLIST, "entry")] if black.entry is not None else []
        ways += [(*BLACKLIST, "grounds", n) for n in range(len(black.grounds))]
        by_score = learned and score is not None and score.lists_below is not None
        return (*ways, *([("learned_score", "lists_below")] if by_score else []))

    def _threshold(self, part: Path, rules: tuple[Path, ...]) -> Iterator[Rest]:
        """A threshold of points needs a point value, and rules without which nobody crosses it."""
        yield Rest(part, (POINTS,) if self.has_points else ())
        yield Rest(part, rules)

    def _climb(self, since: int) -> tuple[Path, ...]:
        """The rules without which nobody comes to have so many points."""
        points = self.regime.points
        return self.rises if since > points.start and not points.clean_year else ()

    def _redlist(self) -> Iterator[Rest]:
        red = self.regime.lists.redlist
        if red is not None:
            yield from self._threshold(REDLIST, self._climb(red.entry.since))
            yield from (Rest(("favours", n), (REDLIST,)) for n in range(len(self.regime.favours)))

    def _consequence(self, at: Path, bar: Consequence) -> Iterator[Rest]:
        """Its causes: being listed (and below some points, on some grounds), points alone, relatives, a health pass."""
        named, below, grounds = (*at, "list"), (*at, "below"), self.regime.lists.blacklist.grounds
        causes = []
        if bar.list is not None:
            causes.append(named)
            yield Rest(named, (BLACKLIST,) if self.has_blacklist else ())
            own = {(*at, "grounds", n): name for n, name in enumerate(bar.grounds) if name in grounds}
            yield Rest(named, tuple(own))
            for part, name in own.items():
                yield Rest(part, ((*BLACKLIST, "grounds", grounds.index(name)),))
                yield Rest(part, (named,))
        if bar.below != BEYOND:
            yield from self._threshold(below, self.falls if bar.below <= self.regime.points.start else ())
            if bar.list is not None:  # neither means the same alone
                yield from (Rest(named, (below,)), Rest(below, (named,)))
            else:
                causes.append(below)
        if bar.relatives:
            causes.append((*at, "relatives"))
            yield Rest((*at, "relatives"), (BLACKLIST,) if self.has_blacklist else ())
        if bar.health_pass:
            causes.append((*at, "health_pass"))
            yield Rest((*at, "health_pass"), (("health_pass",),) if self.regime.health_pass else ())
        yield Rest(at, tuple(causes))

    def _commercial(self) -> Iterator[Rest]:
        sources = self.regime.data_sources
        sees = tuple(sight(name, REPORTED) for name, source in sources.items() if source.sees.get(REPORTED, 0) > 0)
        points = (POINTS,) if self.has_points else ()
        listed = (BLACKLIST,) if self.has_blacklist else ()
        for name, score in self.regime.commercial_scores.items():
            at: Path = ("commercial_scores", name)
            if score.reports_below:
                yield Rest((*at, "reports_below"), sees)
            for feature in score.points:
                if feature in OF_THE_STATE:
                    yield Rest((*at, "points", feature), points if feature == "state_points" else listed)

    def _learned(self) -> Iterator[Rest]:
        score = self.regime.learned_score
        if score is None:
            return
        at: Path = ("learned_score",)
        if score.label == "points":
            yield from self._threshold(at, self.falls)
        elif self.has_blacklist:
            yield Rest(at, (BLACKLIST,))
            yield Rest(at, self._ways_in(learned=False))
        if score.lists_below is not None and self.has_blacklist:
            yield Rest((*at, "lists_below"), (BLACKLIST,))


def sight(source: str, conduct: str) -> Path:
    """Where stands how much of a conduct a source sees."""
    return ("data_sources", source, "sees", conduct)
