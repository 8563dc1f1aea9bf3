"""The article's claims beside the record: what is claimed, what is known, where a run shows it, what excludes what."""

from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from demerit.catalogue.found import by_name
from demerit.scenario.reading import read
from demerit.scenario.references import references
from demerit.scenario.values import Frozen, Line, Name, Row, similar

FILE: Final = "claims.yaml"
MILLION: Final = 1e6
PARTS: Final = {"figures": "Figures", "system": "The system", "companies": "Companies", "europe": "Europe"}
RowName = Annotated[str, Field(pattern=r"^M(0[1-9]|1[0-9]|2[0-5])$")]
Figure = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z0-9_+-]+)*\.\d{4}(-\d{2})?$")]
Numbers = Row[Annotated[str, Field(max_length=10)]]


def quantity(reference: str, figure: str) -> float:
    """A figure of a reference in units: names that end in _m are millions."""
    value = references()[reference].figures[figure]
    return value * MILLION if figure.endswith("_m") else value


class Recorded(Frozen):
    """A figure on record beside the article's.  since, until: what it counts, such as 2013 and the end of 2018."""

    reference: str
    figure: str
    since: int | None = Field(default=None, alias="from")
    until: Line

    @property
    def value(self) -> float:
        """In units."""
        return quantity(self.reference, self.figure)


class OfYear(Frozen):
    """What the record comes to in one year, which nobody published.  low, high: in units; because: how it follows."""

    low: Annotated[float, Field(ge=0)]
    high: Annotated[float, Field(ge=0)]
    mark: Literal["inferred"]
    confidence: Literal["H", "M", "L"]
    because: Line

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.high < self.low:
            raise ValueError("the higher one comes first")
        return self


class Shown(Frozen):
    """A name of summary.json that a claim can be seen in.  told: a figure of the reference `article`."""

    name: Figure
    told: str | None = None
    record: Recorded | None = None
    of_year: OfYear | None = None
    remark: Line | None = None

    @property
    def value(self) -> float | None:
        """What the article says, in units, if it says a number."""
        return quantity("article", self.told) if self.told else None

    @property
    def measure(self) -> str:
        """The name without its date."""
        return self.name.rpartition(".")[0]

    @property
    def year(self) -> int:
        """The year of the name."""
        return int(self.name.rpartition(".")[2][:4])


class Readings(Frozen):
    """Numbers of a claim in the two independent readings of the sources."""

    first: Numbers = ()
    second: Numbers = ()


class Claim(Frozen):
    """One claim.  mark, confidence: of the record; year: that the article gives; why_not: if nothing is simulated."""

    title: Line
    part: Literal["figures", "system", "companies", "europe"]
    claim: Line
    record: Line
    verdict: Annotated[str, Field(min_length=1, max_length=60)]
    mark: Literal["found", "recalled", "mixed", "none"]
    confidence: Literal["H", "M", "L"]
    references: Annotated[Row[str], Field(min_length=1)]
    year: Annotated[int, Field(ge=1949, le=2030)] | None = None
    rows: Row[RowName]
    presets: Row[Name]
    readings: Readings = Readings()
    differ: Line | None = None
    why_not: Line | None = None
    figures: Row[Shown] = ()


class Exclusion(Frozen):
    """Claims that cannot both hold in one world: because of what, and unless what."""

    between: Annotated[tuple[Name, Name], Field(strict=False)]
    because: Line
    unless: Line


class Mechanism(Frozen):
    """A mechanism.  sections: of a run's report, by key; tests: files that test it, named otherwise; to_come."""

    title: Line
    sections: Row[Name] = ()
    tests: Row[Line] = ()
    to_come: bool = False


class Claims(Frozen):
    """All of claims.yaml; every name in it is checked against what it names."""

    rows: dict[RowName, Mechanism]
    presets: Row[Name]
    claims: dict[Name, Claim]
    exclusions: Row[Exclusion]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        wrong = [*self._wrong_names(), *self._wrong_marks(), *self._wrong_exclusions()]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _wrong_names(self) -> list[str]:
        known = references()
        out = []
        for key, claim in self.claims.items():
            for what, given, allowed in (
                ("reference", claim.references, tuple(known)),
                ("reference", [s.record.reference for s in claim.figures if s.record], tuple(known)),
                ("row", claim.rows, tuple(self.rows)),
                ("preset", claim.presets, self.presets),
                ("measure", [s.measure for s in claim.figures], tuple(by_name())),
                ("figure", [s.told for s in claim.figures if s.told], tuple(known["article"].figures)),
            ):
                out += [f"{key}: {g} is not a {what}{similar(g, allowed)}" for g in given if g not in allowed]
            for record in (s.record for s in claim.figures if s.record):
                if record.reference in known and record.figure not in known[record.reference].figures:
                    out.append(f"{key}: {record.figure} is not a figure of {record.reference}")
            if not claim.presets and claim.why_not is None:
                out.append(f"{key} has no preset and no why_not")
        return out

    def _wrong_marks(self) -> list[str]:
        """What is marked found rests on nothing recalled; what is marked recalled or mixed does."""
        out = []
        for key, claim in self.claims.items():
            statuses = {references()[r].status for r in claim.references if r in references()}
            expected = {"found": {"found"}, "recalled": {"recalled"}, "mixed": {"found", "recalled"}}
            if claim.mark in expected and statuses != expected[claim.mark]:
                out.append(f"{key} is marked {claim.mark}, its references are {' and '.join(sorted(statuses))}")
        return out

    def _wrong_exclusions(self) -> list[str]:
        pairs = [each.between for each in self.exclusions]
        out = [f"{key} is not a claim" for pair in pairs for key in pair if key not in self.claims]
        out += [f"{a} excludes itself" for a, b in pairs if a == b]
        if len({frozenset(pair) for pair in pairs}) < len(pairs):
            out.append("a pair of claims is excluded twice")
        return out

    def works(self, key: str) -> bool:
        """Whether the model has the mechanism without which a claim cannot be seen: its first row."""
        return any(not self.rows[row].to_come for row in self.claims[key].rows[:1])

    def excluded_by(self, key: str) -> dict[str, Exclusion]:
        """The claims that cannot hold beside one, each with the reason: if it excludes another, that excludes it."""
        out = {}
        for each in self.exclusions:
            if key in each.between:
                first, second = each.between
                out[second if key == first else first] = each
        return out


@lru_cache(maxsize=1)
def claims() -> Claims:
    """The shipped claims, in file order."""
    text = files("demerit.scenario").joinpath(FILE).read_text(encoding="utf-8")
    return parsed(text)


def parsed(text: str) -> Claims:
    """Claims from YAML.  Raises ValueError with everything that is wrong."""
    data, _, problems = read(text, FILE)
    if problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    return Claims.model_validate(data)
