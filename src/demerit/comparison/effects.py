"""What a variant comes to beside the base, figure by figure: scaled to the country, by calendar year."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from demerit.catalogue.found import measure_of
from demerit.catalogue.measure import Ratio
from demerit.comparison.spread import Spread
from demerit.comparison.tally import Tally
from demerit.world.spread import Band
from demerit.world.summary import Weights, to_add_up

Figures = Mapping[str, float]  # of years, by the names of `summary.json`
PLACES: Final = 4  # of ratios
ASIDE: Final = 0.1  # of a flow: what goes the other way is aside, where it is less


class Effect(NamedTuple):
    """A figure in both worlds; who gained and who lost; null, where there is no such thing.

    chance: limits that hold nine in ten differences over other draws of people; none of what rests on nothing counted.
    """

    base: float | None
    other: float | None
    difference: float | None
    gained: int | None
    lost: int | None
    chance: Band | None

    def told(self) -> dict[str, Any]:
        """As plain data."""
        return {**self._asdict(), "chance": None if self.chance is None else list(self.chance)}


class Gross(NamedTuple):
    """What was gained and lost, scaled; events: what was counted for both among the settled people."""

    gained: int
    lost: int
    events: int

    @property
    def one_way(self) -> bool:
        """Whether nearly all of it goes one way."""
        return min(self.gained, self.lost) <= ASIDE * max(self.gained, self.lost)


def effects(
    base: Figures, other: Figures, variant: int, tally: Tally, weights: Weights, spreads: Mapping[str, Spread]
) -> dict[str, Effect]:
    """The effects of a variant, by name; what is zero in both worlds is left out.  spreads: by name, of differences."""
    out = {}
    for name in sorted(base.keys() | other.keys()):
        one, two = base.get(name), other.get(name)
        if one or two:
            out[name] = _effect(name, one, two, _gross(name, variant, tally, weights), spreads.get(name))
    return out


def _effect(name: str, one: float | None, two: float | None, gross: Gross | None, spread: Spread | None) -> Effect:
    difference = None if one is None or two is None else two - one
    if difference is None:
        return Effect(one, two, None, None, None, None)
    spread = spread or Spread(0.0, 1.0)
    if isinstance(measure_of(name.rsplit(".", 1)[0]), Ratio):
        difference, gross, spread = round(difference, PLACES), None, spread.of_rounded(2, 10**-PLACES)
    if gross is None:
        return Effect(one, two, difference, None, None, spread.band(difference))
    gained = to_add_up(gross.gained, gross.lost, int(difference))
    band = spread.one_way(difference, gross.events) if gross.one_way and difference else spread.band(difference)
    return Effect(one, two, difference, gained, gained - int(difference), band)


def _gross(name: str, variant: int, tally: Tally, weights: Weights) -> Gross | None:
    measure, year = name.rsplit(".", 1)
    found = tally.of(int(year), variant, measure)
    if found is None:
        return None
    if not any(map(any, found)):
        return Gross(0, 0, 0)
    gained, lost = (weights.rounded(sum(n * w for n, w in zip(each, weights.each, strict=True))) for each in found)
    return Gross(gained, lost, sum(n for side in found for n, w in zip(side, weights.each, strict=True) if w))
