"""What `attribution.json` says, as its pictures read it."""

from dataclasses import dataclass
from typing import Any

from demerit.comparison.attribution.figures import ALL
from demerit.comparison.attribution.outcomes import Outcome
from demerit.life.words import date_in_words
from demerit.report.findings.sureness import clear
from demerit.vocabulary import DEMANDS


@dataclass(frozen=True)
class Told:
    """said: as in the file."""

    said: dict[str, Any]

    @property
    def by(self) -> dict[str, dict[str, Any]]:
        """What is said of each player, in the order of the scenario."""
        found: dict[str, dict[str, Any]] = self.said["by"]
        return found

    @property
    def ordered(self) -> list[str]:
        """Players by what they bring about, the most first."""
        by = self.by
        return sorted(by, key=lambda one: (-abs(by[one]["share"]), -abs(by[one]["alone"]), one))

    @property
    def total(self) -> float:
        """What all of them bring about together."""
        return float(self.said["total"])

    @property
    def outcome(self) -> Outcome:
        """What is attributed."""
        return Outcome(self.said["outcome"], self.said["measure"], self.said["span"])

    @property
    def when(self) -> str:
        """The span of the outcome: a year, or from month to month."""
        span: str = self.said["span"]
        return span if span != ALL else f"{date_in_words(self.said['start'])} to {date_in_words(self.said['until'])}"

    @property
    def stamp(self) -> str:
        """Of which worlds it is."""
        said = self.said
        return f"Demerit {said['version']}, scenario {said['scenario']}, seed {said['seed']}, scale 1:{said['scale']}"

    def hangs(self, one: dict[str, Any], figure: str) -> list[tuple[str, float]]:
        """The inputs that a figure goes along with, where any stands out of chance; each with its rank correlation.

        one: what is said of a player, or of all; figure: "share", "alone", "total".
        """
        least = clear(self.said["draws"], self.said["draws_inputs"])
        found = one["hangs_on"][figure] if one["hangs_on"] else []
        return [(key, rank) for key, rank in found if abs(rank) >= least]

    def refused(self, player: str) -> dict[str, float]:
        """Requests refused that a player brings about, by demand, where there are any."""
        brings = self.by[player]["brings"]
        return {demand: brings[f"refused.{demand}"] for demand in DEMANDS if f"refused.{demand}" in brings}
