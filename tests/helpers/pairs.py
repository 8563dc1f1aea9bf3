"""Two small worlds that differ in one number, lived side by side until it is plain in which a measure is larger.

The world in which nothing is turned is lived once for all numbers of a preset.  The other is lived a month at a time:
it ends where the difference is far beyond what chance makes of so many cases, or with the scenario.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple
from unittest import mock

from tests.helpers import worlds

from demerit.calendar import NEVER, month_of
from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.people.census import read
from demerit.people.survey import survey
from demerit.scenario import Scenario
from demerit.scenario.burn_in import LOUD
from demerit.scenario.turning import Moves, Number
from demerit.world.simulation import World

PEOPLE = 10_000  # at the census, in any society
SEED = 5
PLAIN = 4.0  # standard errors of so many independent cases, by which worlds must differ before the end
FEWEST = 12  # months under the regime that are lived in any case
Month = tuple[Any, Any]  # sums of people, and of organisations (None where there are none)


class Size(NamedTuple):
    """How large worlds are.  long: people live as long before the regime as in a run, and not for two years."""

    people: int = PEOPLE
    long: bool = False

    def scale(self, of: Scenario) -> int:
        """One in how many of a society are so many people."""
        return max(sum(province.population for province in read(of.society)) // self.people, 1)


class Base(NamedTuple):
    """A world in which nothing was turned: sums by month, what they were to the bit, and where its
    people ended, and who they are.
    """

    months: list[Month]
    exact: list[bytes]
    ended: tuple[int, bytes]


class Came(NamedTuple):
    """What a measure came to in the world as it is and in that with a number turned, over so many months.

    Of a field without a measure: 0, and 1 where anything at all is another.
    """

    plain: int
    turned: int
    months: int


def months_of(of: Scenario, size: Size) -> Iterator[tuple[World, Month]]:
    """The sums of a world's months, those without the regime first, and the world as it stands by then."""
    first = Scenario.burn_in_start if size.long else property(lambda one: one.start - LOUD)
    with mock.patch.object(Scenario, "burn_in_start", first):
        with mock.patch("demerit.world.society.build", worlds._settled):
            made = World(of, SEED, size.scale(of), until=of.end)
        worlds._burnt_in(made, 1)
    orgs: list[Any] = made.org_history or [None] * len(made.history)
    yield from ((made, (sums, of_orgs)) for (_, sums), of_orgs in zip(made.history, orgs, strict=True))
    while made.month <= made.last:
        sums = made.step()
        yield made, (sums, made.org_history[-1] if made.economy.exists else None)
    made.close()


@lru_cache(maxsize=16)
def base(data: str, size: Size) -> Base:
    """The world of a scenario, given as JSON."""
    months, exact, last = [], [], (0, b"")
    for made, month in months_of(Scenario.from_resolved(json.loads(data)), size):
        months.append((summed(month[0]), summed(month[1])))
        exact.append(bits(month))
        if made.month > made.last:
            last = ended(made)
    return Base(months, exact, last)


def summed(sums: Any) -> Any:
    """Sums over provinces, by name."""
    return None if sums is None else {name: sums[name].sum(axis=0) for name in sums.dtype.names}


def ended(made: World) -> tuple[int, bytes]:
    """Where a world's people ended, and their traits at both ends: some are told in a life, and counted nowhere."""
    said = hashlib.blake2b(digest_size=16)
    for month in (made.first, made.last):
        for values in survey(made.tables, made.where, made.seed, month).values():
            said.update(values.tobytes())
    return made.people.digest(), said.digest()


def bits(month: Month) -> bytes:
    """What a month counted, to the bit."""
    said = hashlib.blake2b(digest_size=16)
    for sums in month:
        said.update(b"" if sums is None else sums.tobytes())
    return said.digest()


def counted(month: Month, number: Number) -> int:
    """What the number's field says that it moves, in a month, of the names that stand in its path."""
    says = number.says
    assert isinstance(says, Moves)
    sums = month[1] if says.organisations else month[0]
    if sums is None:
        return 0
    rows = sums[says.measure]
    names = next(m for m in (OF_ORGANISATIONS if says.organisations else OF_PEOPLE) if m.field == says.measure).axes
    if names:
        values = names[0].values
        named = [says.of] if says.of else [name for name in number.names if name in values]
        if named:
            rows = rows[..., values.index(named[-1])]
    return int(rows.sum())


def held(data: Any, number: Number) -> range:
    """The months from the date in a number's path until the next one beside it; all there are where it has none."""
    for depth, step in enumerate(number.path):
        since = _month(step)
        if since is not None:
            beside = data
            for before in number.path[:depth]:
                beside = beside[before]
            later = [each for each in map(_month, beside) if each is not None and each > since]
            return range(since, min(later, default=NEVER))
    return range(NEVER)


def _month(key: Any) -> int | None:
    """The month that a key names; of a year, its first."""
    try:
        return month_of(key if "-" in key else f"{key}-01")
    except (TypeError, ValueError):
        return None


def raced(data: Any, number: Number, of: Scenario, up: bool, size: Size) -> Came:
    """The measure of a number in the world as it is, given as plain data, and in one in which it is turned."""
    at_rest = base(json.dumps(data, sort_keys=True), size)
    says = number.says
    if not isinstance(says, Moves):
        return _any_other(at_rest, of, size)
    first, months = of.end + 1 - len(at_rest.months), held(data, number) if says.over == "then" else range(NEVER)
    plain, turned = [0], [0]
    way = 1 if says.up == up else -1
    for month, (here, (made, there)) in enumerate(zip(at_rest.months, months_of(of, size), strict=True), first):
        plain.append(counted(here, number) if month in months else 0)
        turned.append(counted(there, number) if month in months else 0)
        gap = (sum(turned) - sum(plain)) * way
        lived = made.month >= of.start + FEWEST
        if lived and gap > PLAIN * (abs(sum(plain)) + abs(sum(turned))) ** 0.5:
            break
    if says.over == "since":
        plain, turned = list(accumulate(plain)), list(accumulate(turned))
    return Came(sum(plain), sum(turned), len(plain) - 1)


def _any_other(at_rest: Base, of: Scenario, size: Size) -> Came:
    """Whether anything at all comes out another."""
    lived = 0
    for here, (made, there) in zip(at_rest.exact, months_of(of, size), strict=True):
        lived += 1
        if bits(there) != here or (made.month > made.last and ended(made) != at_rest.ended):
            return Came(0, 1, lived)
    return Came(0, 0, lived)
