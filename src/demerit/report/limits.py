"""What this cannot tell you: said at the top, and in method."""

from demerit.life.words import enumerated
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.scenario.census import Regions


def limits(m: Measures) -> list[str]:
    """Sentences, each a limit of this run."""
    sampled = int(m.run.manifest.get("people", 0))
    scale = str(m.run.manifest.get("scale", "")).removeprefix("1:")
    told = [
        f"{_where(m)} This run takes a story at its word, on people who do not exist, to see what would have to be true."
    ]
    system = "a system that never existed" if m.run.is_told else "this system"
    general = [
        f"How often anything happens in reality. {_many(m)} inputs of {system} are assumed; figures that rest on them are marked, and move with them.",
        "What will happen. A run is an experiment, not a forecast.",
        f"Anything about a person. All {people(sampled)} simulated people are synthetic; no record of anybody real went in, and none could."
        if sampled
        else "Anything about a person. All people are synthetic; no record of anybody real went in, and none could.",
        small_numbers(scale, m.run.regions),
        f"How group and income act together. Within a {m.run.regions.one} they are independent by construction, and nobody moves between {m.run.regions.several}.",
    ]
    there = enumerated(list(m.area)) if m.area else ""
    local = [
        f"Anything about the rest of the country, or about a city or county alone. The system runs in {there} only, and every figure is of {there}: "
        "read shares of people, not sums."
    ]
    return (told if m.run.is_told else []) + (local if m.area else []) + general


def _many(m: Measures) -> str:
    """How many of the values of a run nobody knows."""
    said = [m.run.provenance_of(key) for key in m.run.values]
    unknown = sum((each.mark if each else None) in (None, "assumed") for each in said)
    return "Most" if 2 * unknown > len(said) else "Many"


def _where(m: Measures) -> str:
    """Whether there is such a system where the run is set."""
    if m.run.of_china:
        return "Whether China has such a system. It has not: no national score of individuals exists."
    return f"Whether such a system exists in {m.run.scenario.place}. None is on record here."


def small_numbers(scale: str, regions: Regions) -> str:
    """What few counted events are worth.  scale: how many people one stands for; empty if a run folder does not say."""
    seed = "another seed would give another number"
    if not scale.isdigit():
        return f"Small numbers: {seed}."
    if int(scale) == 1:
        return f"Small numbers. Everybody was simulated, one for one, and nothing is scaled up; what befalls twenty people is chance all the same, and {seed}."
    return f"Small numbers. One person in {int(scale):,} was simulated, in whole communities, at least one of each {regions.one}; twenty counted events stand for {people(20 * float(scale))}, and {seed}."
