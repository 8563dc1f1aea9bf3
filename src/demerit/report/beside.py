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
    """A sentence that sets shares of the run's last year beside the same in the other worlds; empty without any.

    shares: by measure, what the share is of, as in "of the criticism left unsaid".
    """
    found = beside(m)
    if found is None:
        return ""
    said = [
        f"{percent(own)} {of} under the regime ({percent(m.ratio(name, found.year))} in this run); {found.others(name)}"
        for name, of in shares.items()
        if (own := found.figure(AS_IT_IS, name)) is not None
    ]
    if not said:
        return ""
    own = found.scale == m.run.manifest["scale"]
    how = (
        "in worlds of its own scale"
        if own
        else f"in coarser worlds, of one in {found.scale:,}, which differ from it by chance"
    )
    return f"Beside this run the same people were lived {how}. In {found.year} there: {'. '.join(said)}. "
