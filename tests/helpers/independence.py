"""Whether what chance decides goes together where nothing but chance could make it so.

A world is built in which nothing that happens changes anything that happens next: data sources record, often wrongly,
and nobody does anything with the records; being out of work is no hardship.  There each statistic below is a sum that
is as likely to be above zero as below:

- *occurrences*: two events in one month of a person, against one in each of two months that follow one another
  (months 1 and 2, 3 and 4, ... of a year; somebody who lives in both).  Which of the two months is called first changes
  the sign, so whoever does both often, or never, adds nothing.
- *days*: of an event, from the middle of the month; times the number of other events in the month, or their day.
- *matters*: of two open matters of one kind that a person holds, whether and on which day each of them ends.
- *traits*: two traits of people alike in all that one of them is drawn by.

Signs that are drawn exceed z standard deviations with a chance of at most 2 exp(-z²/2) (W. Hoeffding, 1963), however
few they are: so a limit for all statistics together has the error probability that it says.

`python -m tests.helpers.independence SCALE SEED` prints the statistics that are furthest off.
"""

import math
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.sparse import csr_array
from tests.helpers.worlds import plain, scenario

from demerit.calendar import YEAR, first_day
from demerit.draws import ONE, key, record
from demerit.life.replaying import _replayed
from demerit.life.warming import OfWorld
from demerit.month import note
from demerit.month.community import EVERYBODY
from demerit.month.opinion import traits as opinions
from demerit.month.state import DESK
from demerit.people.desk import STRIDE
from demerit.people.survey import survey
from demerit.scenario import Scenario
from demerit.vocabulary import ARREARS, CANDIDATES, CONDUCT, DEMANDS, JUDGMENT, LOAN
from demerit.world.simulation import World

Array = np.ndarray[Any, Any]
FALSE_ALARM: Final = 1e-6  # chance that any statistic of a run is beyond the limit although all is independent
EVENTS: Final = ("ACT", "MISSED", "LOST", "RECORDED", "DECLINED", "DEFAULTED", "CURED", "PERFORMED")
EVENTS_OF_WORK: Final = ("LOST_WORK", "FOUND_WORK")
OF_DEBT: Final = ("arrears", "arrears_month", "judgment")
OTHER_DAYS: Final = ("arrears_month", "judgment")  # whose records have no day of their own
# Matters that end by chance alone: kind, event, field of the society's record that holds the chance.
ENDING: Final = ((LOAN, "DEFAULTED", "default"), (ARREARS, "CURED", "cure"), (JUDGMENT, "PERFORMED", "perform"))
TRUTHS: Final = ("correct", "false", "somebody else's")


def inconsequential() -> Scenario:
    """`as-told` without consequences: only data sources, everywhere, that are often wrong; many loans default."""
    told = plain("as-told")["regime"]
    sources = {}
    for name, source in told["data_sources"].items():
        wrong = {"false_record_rate": 0.01, "wrong_person_rate": [0.3, 0.3], "miss_rate": 0.2, "delay_days": 0}
        sources[name] = {**source, **wrong, "cameras": None, "a_head": {}, "coverage": 0.9}
    of_places = {tier: ["2014-01", "2014-01"] for tier in ("city", "town", "country")}
    return scenario(
        regime={
            "data_sources": {name: source for name, source in sources.items() if name != "commercial"},
            "rollout": {"tiers": of_places, "mark": "assumed", "confidence": "L"},
            "points": told["points"],
            "rules": [rule for rule in told["rules"] if rule["conduct"] != "low_commercial_score"],
        },
        interventions=[],
        society__work__hardship_a_month=0,
        society__work__loss_a_month=0.05,
        society__lending__default_a_month=0.1,
        society__lending__perform_a_month=0.1,
    )


class Kind(NamedTuple):
    """A kind of event.  chain: kinds of one chain lead to, or exclude, one another; dated: its day is drawn."""

    what: str
    thing: str
    chain: str
    dated: bool


def kind_of(event: str, number: int, truth: int) -> Kind:
    """The kind of event that a row of a ledger is."""
    if event in ("ACT", "DECLINED"):
        thing = {**dict(enumerate_of(CANDIDATES))}[number] if event == "ACT" else dict(enumerate_of(DEMANDS))[number]
        chain = {"credit": "debt", "job": "work"}.get(thing, thing)
        return Kind(event.lower(), thing, chain, True)
    if event in ("MISSED", "LOST", "RECORDED"):
        thing = dict(enumerate_of(CONDUCT))[number]
        if truth:
            return Kind(f"recorded, {TRUTHS[truth]}", thing, TRUTHS[truth], True)
        return Kind(event.lower(), thing, "debt" if thing in OF_DEBT else thing, thing not in OTHER_DAYS)
    return Kind(event.lower(), "", "work" if event in EVENTS_OF_WORK else "debt", True)


def enumerate_of(numbered: Any) -> Iterator[tuple[int, str]]:
    """Numbers and names of a vocabulary."""
    return ((number, name) for number, name in numbered.numbered())


class Found(NamedTuple):
    """A statistic: what it is about, how many standard deviations it is off, from how many cases."""

    about: tuple[Any, ...]
    off: float
    cases: float


class Told(NamedTuple):
    """Events of a community: month, position, kind (an index), day from the middle of the month, in months."""

    month: Array
    who: Array
    kind: Array
    day: Array


class Sums:
    """What is added up over communities; `found` says how far off it is."""

    def __init__(self) -> None:
        self.kinds: dict[tuple[int, int, int], int] = {}
        self.names: list[Kind] = []
        room = 160
        shapes = {"together": 2, "by_day": 2, "days": 2, "middle": 1, "spread": 1, "twice": 1}
        self.total = {name: np.zeros((room,) * axes) for name, axes in shapes.items()}
        self.variance = {name: np.zeros((room,) * axes) for name, axes in shapes.items()}
        self.matters: dict[tuple[str, str], list[float]] = {}
        self.person_months = 0

    def index(self, event: int, number: int, truth: int) -> int:
        """The index of a kind, a new one for a new kind."""
        at = (event, number, truth)
        if at not in self.kinds:
            self.kinds[at] = len(self.names)
            name = next(name for name in (*EVENTS, *EVENTS_OF_WORK) if getattr(note, name) == event)
            self.names.append(kind_of(name, number, truth))
        return self.kinds[at]

    def add(self, name: str, total: Array, variance: Array) -> None:
        """Add to a statistic of all kinds, or of all pairs of them."""
        at = tuple(slice(0, n) for n in total.shape)
        self.total[name][at] += total
        self.variance[name][at] += variance

    def community(self, data: Any, c: int) -> None:
        """Add what happened in a community."""
        lives = _replayed(data, c, EVERYBODY, range(data.first, data.last + 1))
        birth, death = (lives.community.traits[name] for name in ("birth", "death"))
        months = np.array(lives.months)[:, None]
        alive = (birth <= months) & (months < death)
        self.person_months += int(alive.sum())
        told = self.told(lives)
        self.of_days(told)
        self.of_pairs(told, lives.months, alive)
        self.of_matters(data, lives, told, alive)

    def told(self, lives: Any) -> Told:
        """The events that are looked at."""
        rows, marks = lives.ledger, lives.marks
        begins = rows[:, 1] == note.WHOSE
        whose = np.maximum.accumulate(np.where(begins, np.arange(len(rows)), 0))
        month = np.searchsorted(marks, np.arange(len(rows)), side="right") - 1
        wanted = [getattr(note, name) for name in (*EVENTS, *EVENTS_OF_WORK)]
        chosen = np.isin(rows[:, 1], wanted)
        rows, month, whose = rows[chosen], month[chosen], lives.ledger[whose[chosen], 0] - first_id(lives)
        numbered = np.isin(rows[:, 1], [getattr(note, name) for name in EVENTS[:5]])
        number = np.where(numbered, rows[:, 2] & 255, 0)
        truth = np.where(rows[:, 1] == note.RECORDED, rows[:, 4], 0)
        codes, where = np.unique(rows[:, 1] << 16 | number << 4 | truth, return_inverse=True)
        kinds = np.array([self.index(int(code) >> 16, int(code) >> 4 & 4095, int(code) & 15) for code in codes], int)
        begins = np.array([first_day(m) for m in (*lives.months, lives.months[-1] + 1)])
        length = np.diff(begins)[month]
        day = (rows[:, 0] - begins[:-1][month] + 0.5) / length - 0.5
        return Told(month, whose, kinds[where], day)

    def of_days(self, told: Told) -> None:
        """Whether days are spread evenly over the month, and whether two of one kind in a month know of each other."""
        n = len(self.names)
        square = told.day**2
        # A day of about thirty: mean of squares 1/12, of fourth powers 1/80, but for the grain of days.
        grain = 1.0 / 30.4**2
        even = square - (1.0 - grain) / 12.0
        self.add("middle", counted(told.kind, told.day, n), counted(told.kind, square, n))
        self.add("spread", counted(told.kind, even, n), counted(told.kind, even**2, n))
        ids = (told.month * 4096 + told.who) * n + told.kind
        _, where = np.unique(ids, return_inverse=True)
        of = np.zeros(where.max() + 1, int)
        of[where] = told.kind
        days, squares, fourths = (np.bincount(where, told.day**power) for power in (1, 2, 4))
        self.add("twice", counted(of, (days**2 - squares) / 2, n), counted(of, (squares**2 - fourths) / 2, n))

    def of_pairs(self, told: Told, months: range, alive: Array) -> None:
        """Two kinds of event in one month of one person."""
        n = len(self.names)
        _, where, number = np.unique(told.month * 4096 + told.who, return_inverse=True, return_counts=True)
        kept = number[where] > 1
        times, days = (table(where[kept], told.kind[kept], of[kept], n) for of in (np.ones(len(where)), told.day))
        self.add("by_day", crossed(days, times), crossed(days.power(2), times.power(2)))
        self.add("days", crossed(days, days), crossed(days.power(2), days.power(2)))
        first = told.month & ~1 if months[0] % 2 == 0 else (told.month + 1 & ~1) - 1
        both = (first >= 0) & (first + 1 < len(months))
        both[both] &= alive[first[both], told.who[both]] & alive[first[both] + 1, told.who[both]]
        _, where = np.unique(first[both] * 4096 + told.who[both], return_inverse=True)
        change = table(where, told.kind[both], np.where(told.month[both] == first[both], 1.0, -1.0), n)
        self.add("together", crossed(change, change), crossed(change.power(2), change.power(2)))

    def of_matters(self, data: Any, lives: Any, told: Told, alive: Array) -> None:
        """Two open matters of one kind, each of which ends in a month with a known chance; also of those of one day."""
        for kind, event, of in ENDING:
            index = self.kinds.get((getattr(note, event), 0, 0))
            ended = np.zeros(alive.shape, int)
            ends = told.kind == index
            np.add.at(ended, (told.month[ends], told.who[ends]), 1)
            for i, month in enumerate(lives.months[1:], 1):
                chance = int(data.society_of(month)[of]) / ONE
                before, after = (held_of(lives.matters[m], kind) for m in (i - 1, i))
                held = np.bincount(before["who"], minlength=alive.shape[1]) * alive[i]
                self.two("matters", event, chance, held, ended[i])
                lasting = before[(before["due"] >= first_day(month + 1)) & alive[i, before["who"]]]
                begun, held = np.unique(day_of(lasting), return_counts=True)
                left = np.bincount(
                    np.searchsorted(begun, day_of(after)[np.isin(day_of(after), begun)]), minlength=len(begun)
                )
                self.two("matters of one day", event, chance, held, held - left)

    def two(self, name: str, event: str, chance: float, held: Array, ended: Array) -> None:
        """Of pairs of so many matters held, of which so many ended: both did, or neither, oftener than by chance."""
        several = held > 1
        h, d = held[several], ended[several]
        pairs = float((h * (h - 1) / 2).sum())
        sums = self.matters.setdefault((name, event.lower()), [0.0, 0.0, 0.0])
        sums[0] += float((((d - h * chance) ** 2 - d * (1 - chance) ** 2 - (h - d) * chance**2) / 2).sum())
        sums[1] += pairs * (chance * (1 - chance)) ** 2
        sums[2] += pairs

    def found(self) -> list[Found]:
        """All statistics that there are any cases for."""
        out = [Found(about, t / math.sqrt(v), n) for about, (t, v, n) in self.matters.items() if v > 0]
        for name, variance in self.variance.items():
            for at in zip(*np.nonzero(variance > 1e-9), strict=True):
                kinds = tuple(self.names[i] for i in at)
                if self.compared(name, kinds):
                    off = float(self.total[name][at] / math.sqrt(variance[at]))
                    out.append(
                        Found(
                            (name, *(f"{kind.what} {kind.thing}".strip() for kind in kinds)), off, float(variance[at])
                        )
                    )
        return out

    def compared(self, name: str, kinds: tuple[Kind, ...]) -> bool:
        """Whether nothing but chance could bring this about; of the same two in both orders once."""
        if name == "together":
            return apart(*kinds) and kinds < kinds[::-1]
        if name == "days":
            return apart(*kinds) and kinds < kinds[::-1] and kinds[0].dated and kinds[1].dated
        return kinds[0].dated


def apart(one: Kind, other: Kind) -> bool:
    """Whether two kinds of event do not lead to, or exclude, one another.

    What is put down to others reaches people of the same province in the month after: its own rate rises with it.
    """
    passed_on = TRUTHS[2] in (one.chain, other.chain) and one.thing == other.thing
    return one.chain != other.chain and not passed_on


def counted(kind: Array, values: Array, n: int) -> Array:
    """Sums of values by kind."""
    return np.bincount(kind, values, minlength=n)


def table(rows: Array, kinds: Array, values: Array, n: int) -> Any:
    """Values added up by row and kind; most are nought, and not written."""
    return csr_array((values, (rows, kinds)), shape=(rows.max(initial=-1) + 1, n))


def crossed(one: Any, other: Any) -> Array:
    """Products of two kinds, added up over rows."""
    product: Array = (one.T @ other).toarray()
    return product


def held_of(matters: Array, kind: int) -> Array:
    """Open matters of a kind."""
    of_kind: Array = matters[matters["kind"] == kind]
    return of_kind


def day_of(matters: Array) -> Array:
    """One number for whoever holds a matter and the day on which it began."""
    return matters["who"].astype(np.int64) << 16 | matters["value"].astype(np.int64) & 0xFFFF


def first_id(lives: Any) -> int:
    """The id of the first person of a replayed community."""
    return int(lives.community.number) * STRIDE


@lru_cache(maxsize=2)
def lived(scale: int, months: int, seed: int = 5) -> World:
    """The world without consequences."""
    of = inconsequential()
    made = World(of, seed, scale, threads=2, until=of.start + months - 1)
    made.run()
    made.close()
    return made


def of_events(world: World) -> Sums:
    """All statistics of events of everybody in a world."""
    data, sums = OfWorld(world), Sums()
    for c in range(len(data.layout)):
        sums.community(data, c)
    return sums


# Traits.


def people_of(tables: Any, where: Any, society: Any, seed: int, month: int) -> dict[str, Array]:
    """Everybody's traits in a month, with opinion and courage, and what somebody is drawn by; society: a record."""
    out = survey(tables, where, seed, month)
    desk = record(DESK)
    minds: dict[str, list[Array]] = {"trait": [], "courage": []}
    for c in range(len(where.census)):
        ids = out["id"][out["community"] == c]
        desk["who"][: len(ids)] = ids
        opinions(society, len(ids), *key(seed), desk)
        for name, parts in minds.items():
            parts.append(desk[name][: len(ids)].copy())
    out |= {name: np.concatenate(parts) for name, parts in minds.items()}
    return out | _derived(out, int(tables.census), month)


def _derived(people: dict[str, Array], census: int, month: int) -> dict[str, Array]:
    then, now = (census - people["birth"]), (month - people["birth"])
    homes = people["community"] * 8192 + people["home"]
    _, first, where, members = np.unique(homes, return_index=True, return_inverse=True, return_counts=True)
    heads = np.zeros(len(homes), bool)
    heads[first] = True
    return {
        "here": (now >= 0) & (month < people["death"]),
        "head": heads & (people["collective"] == 0) & (people["role"] == 0),
        "members": members[where],
        "front": people["id"] & 4095,
        "careless": people["disposition"] & 3,
        "outspoken": people["disposition"] >> 2 & 3,
        "civic": people["disposition"] >> 4 & 3,
        **{f"customer {n}": people["dealt"] >> 10 * n & 1023 for n in range(3)},
        "birthday": people["birth"] % YEAR,
        "old": now // YEAR * 2 + (now % YEAR > month % YEAR),
        "class online": np.digitize(then, [360, 540, 720]) * 4 + (now >= 60) + (now >= 180),
        "class of school": np.digitize(then, [360, 540, 720]) * 8 + np.digitize(now, [36, 72, 144, 180, 216]),
        "fifth": people["decile"] >> 1,
        "band": then // 60,
        "end": np.minimum(people["death"], census + 240),
    }


# What each trait is drawn by, beside a draw of the person or of the household.
DRAWN_BY: Final = {
    "active": ("old", "sex"),
    "online": ("province", "urban", "class online"),
    "schooling": ("province", "class of school", "fifth"),
    "end": ("band", "sex"),
    **dict.fromkeys(("careless", "outspoken", "civic", "trait", "courage"), ()),
    **{f"customer {n}": () for n in range(3)},
}
OF_HOUSEHOLDS: Final = {"group": ("province",), "urban": ("province", "tier"), "decile": ("province", "urban")}
BESIDE: Final = ("sex", "front", "home", "members", "collective", "birthday", "birth", "urban", "decile", "group")
FOLLOWS: Final = {"urban": ("decile", "online", "schooling"), "decile": ("schooling",)}  # what depends on a trait


def strata(columns: list[Array], people: int) -> Array:
    """For each of so many people the number of the stratum: of those who are alike in all columns."""
    where = np.zeros(people, np.int64)
    for column in columns:
        where = np.unique(where * 100_003 + column, return_inverse=True)[1]
    return where


def stratified(y: Array, x: Array, where: Array) -> tuple[float, float]:
    """How far two traits go together within strata, and the variance of that in any other order of people."""
    y, x = y.astype(float) - y.mean(), x.astype(float) - x.mean()
    n, sy, sx, yy, xx, xy = (np.bincount(where, w) for w in (np.ones(len(y)), y, x, y * y, x * x, x * y))
    several = n > 1
    n, sy, sx, yy, xx, xy = (a[several] for a in (n, sy, sx, yy, xx, xy))
    variance = float(((yy - sy * sy / n) * (xx - sx * sx / n) / (n - 1)).sum())
    return float((xy - sx * sy / n).sum()), variance


def of_trait(people: dict[str, Array], trait: str) -> list[Found]:
    """A trait with all others that do not follow from it, among those who live; traits of a household: householders."""
    of_household = trait in OF_HOUSEHOLDS
    among = people["head"] if of_household else people["here"]
    by = OF_HOUSEHOLDS[trait] if of_household else DRAWN_BY[trait]
    where = strata([people[name][among] for name in by], int(among.sum()))
    out = []
    for other in (*DRAWN_BY, *BESIDE):
        if other not in (trait, *by, *FOLLOWS.get(trait, ())):
            total, variance = stratified(people[trait][among], people[other][among], where)
            if variance > 1e-9:
                out.append(Found((trait, other), total / math.sqrt(variance), float(among.sum())))
    return out


def of_traits(people: dict[str, Array]) -> list[Found]:
    """All pairs of a trait and another.

    When they die is drawn for those who were alive at the census, and households are drawn for its month: of other
    months only what else goes with these is looked at.
    """
    at_census = people["here"] & (people["role"] == 0)
    anchored = bool((at_census == people["here"]).all())
    drawn = (*DRAWN_BY, *OF_HOUSEHOLDS) if anchored else tuple(name for name in DRAWN_BY if name != "end")
    return [found for trait in drawn for found in of_trait(people, trait)]


def limit(statistics: int) -> float:
    """How many standard deviations are allowed when so many statistics are looked at."""
    return math.sqrt(2.0 * math.log(2.0 * statistics / FALSE_ALARM))


def furthest(found: list[Found], number: int = 12) -> list[Found]:
    """Those that are furthest off."""
    return sorted(found, key=lambda each: -abs(each.off))[:number]


if __name__ == "__main__":
    world = lived(int(sys.argv[1]), 96, int(sys.argv[2]))
    sums = of_events(world)
    traits = []
    for month in (world.scenario.start, int(world.tables.census), world.last):
        traits += of_traits(people_of(world.tables, world.where, world.society_of(month), world.seed, month))
    for found in (sums.found(), traits):
        sys.stdout.write(f"{len(found)} statistics, limit {limit(len(found)):.2f}\n")
        for each in furthest(found, 25):
            sys.stdout.write(f"{each.off:8.2f}  {each.cases:12.1f}  {each.about}\n")
    sys.stdout.write(f"{sums.person_months} person-months; {sums.matters}\n")
