"""Templates of family households: who lives together at the census, with which part, and how old each of them is.

A template gives every member an age in months, a sex and a part in the household, and all of them may be older together
by less than its `span` of months: nobody leaves an age class by that, and whatever lies between two of them (parent and
child, the two of a couple, brothers and sisters) stays as it was made.  Ages of mothers at birth follow the society's
fertility, ages of couples its gap; a child who was born within the months that are simulated has a mother at home.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from demerit.draws import WORLD, block
from demerit.people.events import passed

MONTHS: Final = 12
BAND: Final = 60  # months of an age band
AGES: Final = 18  # bands of five years; the last is 85 and over
END: Final = AGES * BAND + 120  # nobody is 100
ADULT: Final = 20 * MONTHS
MOST: Final = 8  # members of a family household
TEMPLATES: Final = 3600  # that are tried: ages of some do not fit
APART: Final = 15  # months at least between brothers and sisters
LEAST_GAP: Final = 16 * MONTHS  # between parent and child
LEAST_SPAN: Final = 3  # months that an age class must have to be one of its own
TRIES: Final = 20
MALE, FEMALE = range(2)

# Parts in a household.  Householders come first, partners second; children, the eldest first, have both or the one
# there is as parents; elders are parents of the householder, and come last; flat mates come by age, the householder the
# oldest; a lodger lives in a collective household.
PARTS: Final = ("householder", "partner", "child", "elder", "other", "lodger")
HEAD, PARTNER, CHILD, ELDER, OTHER, LODGER = range(len(PARTS))

# Kinds of family household: a society says how common each is before fitting, which has the last word.
SHAPES: Final = (
    *("one", "couple", "couple_and_children", "one_parent", "three_generations"),
    *("grown_child_and_parents", "adults"),
)


class Member(NamedTuple):
    """Somebody of a household at the census: age in months, sex, part."""

    age: int
    sex: int
    part: int


class Template(NamedTuple):
    """A household: its members, and of how many months the age of all of them is one (see above)."""

    members: tuple[Member, ...]
    span: int


class Chance:
    """A row of draws for building the library: not part of any world, the same for every seed."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.at = 0

    def below(self, n: int) -> int:
        """A whole number, 0 <= number < n."""
        self.at += 1
        return int(block(self.number, self.at, 0, WORLD, 0, 0)[0]) * n >> 32

    def between(self, low: int, high: int) -> int:
        """A whole number, low <= number < high."""
        return low + self.below(high - low)

    def among(self, weights: Sequence[float]) -> int:
        """A position, as often as its weight says."""
        parts = [int(1000 * weight + 0.5) for weight in weights]
        at = self.below(sum(parts))
        number = 0
        while at >= parts[number]:
            at -= parts[number]
            number += 1
        return number


def edges(census: int, first_month: int) -> list[int]:
    """Where age classes begin, in months, and where the last ends: years of birth, then bands of five years.

    Years of birth from the first month on, so that as many are born in each as the record has.
    """
    since = -(-first_month // MONTHS)
    years = [census - year * MONTHS + 1 for year in range(census // MONTHS, since - 1, -1)]
    bands = [*range(0, AGES * BAND, BAND), END]
    return [0, *years, *(edge for edge in bands if edge >= max([1, *(age + LEAST_SPAN for age in years)]))]


def class_of(age: int, limits: Sequence[int]) -> int:
    """The class of an age in months."""
    return sum(age >= limit for limit in limits[1:-1])


def band_of(age: int) -> int:
    """The age band of an age in months."""
    return min(age // BAND, AGES - 1)


class Maker:
    """Makes templates as a society says; homes: its `people.homes`, common: its `people.household_shapes`."""

    def __init__(self, homes: Any, common: Any, limits: Sequence[int]) -> None:
        self.homes = homes
        self.common = [getattr(common, name) for name in SHAPES]
        self.limits = limits

    def template(self, number: int) -> Template | None:
        """Template `number`, or None where ages do not fit."""
        chance = Chance(number)
        members = getattr(self, f"_{SHAPES[chance.among(self.common)]}")(chance)
        possible = members and len(members) <= MOST and all(member.age < END for member in members)
        return self.whole(members) if possible else None

    def whole(self, members: Sequence[Member]) -> Template:
        """Members as young as they can be together without leaving a class, and by how much they can be older."""
        low = high = END
        for member in members:
            k = class_of(member.age, self.limits)
            low = min(low, member.age - self.limits[k])
            high = min(high, self.limits[k + 1] - member.age)
        return Template(tuple(member._replace(age=member.age - low) for member in members), low + high)

    def _gap(self, chance: Chance) -> int:
        """By how many months he is older: bell-shaped, from three even draws."""
        mean, spread = self.homes.he_is_older
        off = sum(chance.below(1001) for _ in range(3)) - 1500  # of standard deviation 500
        return int(MONTHS * (mean + spread * off / 500) + 1000.5) - 1000

    def _at_birth(self, chance: Chance) -> int:
        """The age of a mother at a birth, in months."""
        return 15 * MONTHS + BAND * chance.among(self.homes.fertility) + chance.below(BAND)

    def _couple(self, chance: Chance, lowest: int = ADULT, highest: int = END) -> list[Member]:
        for _ in range(TRIES):
            wife = chance.between(lowest, highest)
            man = wife + self._gap(chance)
            if ADULT <= man < END:
                pair = [Member(man, MALE, HEAD), Member(wife, FEMALE, PARTNER)]
                if chance.below(8) == 0:
                    pair = [Member(wife, FEMALE, HEAD), Member(man, MALE, PARTNER)]
                return pair
        return []

    def _children(self, chance: Chance, parents: list[Member], number: int, grown: bool = False) -> list[Member]:
        """Up to so many children who still live at home; grown: all of them of age, however old.

        A mother's age at each birth is drawn, so that the children of older mothers are grown.
        """
        absent = parents[0].age - int(MONTHS * self.homes.he_is_older[0])
        mother = next((parent.age for parent in parents if parent.sex == FEMALE), absent)
        found: list[int] = []
        for _ in range(number):
            age = mother - self._at_birth(chance)
            fits = age >= (ADULT if grown else 0) and all(p.age - age >= LEAST_GAP for p in parents)
            if fits and all(abs(age - other) >= APART for other in found) and (grown or self._home(chance, age)):
                found.append(age)
        return [Member(age, chance.below(2), CHILD) for age in sorted(found, reverse=True)]

    def _home(self, chance: Chance, age: int) -> bool:
        """Whether a child of this age has not left home yet."""
        return chance.below(1000) >= int(1000 * passed(self.homes.leave, age))

    def _parent(self, chance: Chance) -> list[Member]:
        return [Member(chance.between(ADULT, END), int(chance.below(10) < 7), HEAD)]

    def _elders(self, chance: Chance, head: Member) -> list[Member]:
        """One or both parents of a householder."""
        mother = head.age + self._at_birth(chance)
        father = mother + self._gap(chance)
        if min(mother, father) - head.age < LEAST_GAP:
            return []
        both = [Member(father, MALE, ELDER), Member(mother, FEMALE, ELDER)]
        alone = chance.below(10)
        return both if alone < 4 else [both[int(alone < 8)]]

    def _one_parent(self, chance: Chance, number: int | None = None) -> list[Member]:
        parent = self._parent(chance)
        children = self._children(chance, parent, number or 1 + chance.below(3))
        if any(child.age < 15 * MONTHS for child in children):
            parent = [parent[0]._replace(sex=FEMALE)]
        return parent + children if children else []

    def _one(self, chance: Chance) -> list[Member]:
        return []  # there is a template of each already

    def _couple_and_children(self, chance: Chance) -> list[Member]:
        couple = self._couple(chance, ADULT, 75 * MONTHS)
        children = self._children(chance, couple, 1 + chance.below(5)) if couple else []
        return couple + children if children else []

    def _three_generations(self, chance: Chance) -> list[Member]:
        family = self._couple(chance, ADULT, 65 * MONTHS)
        if not family:
            return []
        children = self._children(chance, family, chance.below(6))
        elders = self._elders(chance, family[0])
        if chance.below(8) == 0 and children:
            family = [Member(min(m.age for m in family), FEMALE, HEAD)]  # a mother alone, with her parents
            elders = self._elders(chance, family[0])
            children = [child for child in children if family[0].age - child.age >= LEAST_GAP]
        return family + children + elders if elders else []

    def _grown_child_and_parents(self, chance: Chance) -> list[Member]:
        parents = self._couple(chance, 38 * MONTHS)
        if chance.below(2) and parents:
            parents = [parents[int(chance.below(10) < 7)]._replace(part=HEAD)]
        children = self._children(chance, parents, 1 + chance.below(2), grown=True) if parents else []
        return parents + children if children else []

    def _adults(self, chance: Chance) -> list[Member]:
        low = ADULT + BAND * chance.below(8)
        ages = sorted((chance.between(low, low + 2 * BAND), chance.below(2)) for _ in range(2 + chance.below(2)))
        return [Member(age, sex, OTHER if i else HEAD) for i, (age, sex) in enumerate(reversed(ages))]


def library(homes: Any, common: Any, limits: Sequence[int]) -> list[Template]:
    """All templates by number of members: first one-person households of every adult age and sex."""
    maker = Maker(homes, common, limits)
    singles = [
        maker.whole([Member(band * BAND, sex, HEAD)]) for band in range(ADULT // BAND, AGES) for sex in (MALE, FEMALE)
    ]
    made = [template for number in range(TEMPLATES) if (template := maker.template(number)) is not None]
    return singles + sorted((t for t in made if len(t.members) > 1), key=lambda t: len(t.members))
