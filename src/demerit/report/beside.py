"""What the worlds beside a run say: the same people in coarse, without the regime, or under it in another form."""

from typing import Any, NamedTuple

from demerit.report.measures import Measures
from demerit.report.numbers import percent
from demerit.world.folder import TWINS
from demerit.world.twins import AS_IT_IS, EMBOLDENED, FEARLESS, UNPUBLISHED, WITHOUT

FORMS = {
    WITHOUT: "without the regime",
    UNPUBLISHED: "if no list were published",
    FEARLESS: "if nobody feared anything of it",
    EMBOLDENED: "if all that frightens did so as little as studies allow, or emboldened",
}


class Beside(NamedTuple):
    """worlds: yearly figures by what a world is; year: the last that was lived whole; scale: 1 in so many people."""

    worlds: dict[str, dict[str, float]]
    year: int
    scale: int

    def figure(self, form: str, name: str) -> float | None:
        """A figure of that year, in one of the worlds; None where there is no such world."""
        return self.worlds.get(form, {}).get(f"{name}.{self.year}")

    def others(self, name: str) -> str:
        """What a share is in the other worlds, in words; empty where there are none."""
        said = []
        for form, words in FORMS.items():
            value = self.figure(form, name)
            if value is not None:
                said.append(f"{percent(value)} {words}")
        return "; ".join(said)


def beside(m: Measures) -> Beside | None:
    """The worlds beside a run; None where there are none."""
    found: dict[str, Any] | None = m.run.told(TWINS)
    if found is None:
        return None
    years = [month // 12 for month in m.months if month % 12 == 11]
    if not years or AS_IT_IS not in found["worlds"]:
        return None
    return Beside(found["worlds"], years[-1], int(found["scale"]))


def compared(m: Measures, shares: dict[str, str]) -> str:
    """Sentences that set shares of the run's last year beside the same in the other worlds; empty without any.

    shares: by measure, what the share is of, as in "of the criticism left unsaid".
    """
    found = beside(m)
    if found is None:
        return ""
    said = [
        f"{percent(own)} {of} under the regime{against(m, found, name, own)}; {found.others(name)}"
        for name, of in shares.items()
        if (own := found.figure(AS_IT_IS, name)) is not None
    ]
    if not said:
        return ""
    how = "worlds of its own scale"
    if found.scale != m.run.manifest["scale"]:
        how = f"coarser worlds, of one in {found.scale:,}; chance does more with so few people, so these worlds are to be set beside each other, not beside the run"
    return f"Beside this run the same people were simulated in {how}. There, over {found.year} as a whole: {'. '.join(said)}. "


def against(m: Measures, found: Beside, name: str, own: float) -> str:
    """Why a share of the coarse world is another than that of the run itself over the same year: its band of chance."""
    here = m.ratio(name, found.year)
    if found.scale == m.run.manifest["scale"]:
        return f" ({percent(here)} in this run)"
    low, high = m.coarse_band(name, own, found.year, found.scale)
    written = percent(here) in (percent(low), percent(high))  # as it is printed it lies on the limit
    outside = "" if low <= here <= high or written else ", outside that, as one in ten are"
    return f" (by chance alone, 90 %, {percent(low)} to {percent(high)}; in this run {percent(here)} in that year{outside})"
