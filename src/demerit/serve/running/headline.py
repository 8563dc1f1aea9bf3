"""What came out, in a few figures: of a run its last year, as `summary.json` has it; of a comparison who is spared."""

from typing import Any, Final, NamedTuple

from demerit.catalogue.found import is_stock
from demerit.serve.ask import Ask
from demerit.serve.asking.naming import variant
from demerit.serve.folders import ATTRIBUTION, COMPARISON, FINISHED, RUN, Held
from demerit.world import folder

FIGURES: Final = (
    *("blacklist.stock", "blacklist.wrongful_stock", "refused.all", "refused.flight", "refused.credit.people"),
    *("points_lost.all", "organisation.blacklist.stock"),
)


class Shown(NamedTuple):
    """measure: its name; value: scaled to the country; first, last: months of which it is; stock: at their end."""

    measure: str
    value: float
    first: str
    last: str
    stock: bool

    def when(self, ask: Ask) -> str:
        """In the reader's words: a year by its number, a part of one by its months."""
        if self.stock:
            return ask.say("run.end_of", month=ask.month(self.last))
        year = self.last[:4]
        if (self.first, self.last) == (f"{year}-01", f"{year}-12"):
            return year
        return ask.say("run.part_of", first=ask.month(self.first), last=ask.month(self.last))


def headline(ask: Ask, one: Held) -> list[Shown]:
    """Those of which anything was counted; none of what is no finished run.  Raises DemeritError."""
    if one.kind != RUN or one.state != FINISHED:
        return []
    key = f"headline {one.stamp}"
    return ask.site.shared(key, lambda: _read(one))


def _read(one: Held) -> list[Shown]:
    summary = folder.read_part(one.path, folder.SUMMARY, one.said)
    last = str(one.said["until"])
    year = last[:4]
    first = max(str(one.said["start"]), f"{year}-01")
    found = ((name, summary.get(f"{name}.{year}")) for name in FIGURES)
    known = ((name, value) for name, value in found if isinstance(value, int | float) and value)
    return [Shown(name, value, first, last, is_stock(name)) for name, value in known]


def pictures(one: Held) -> list[str]:
    """The pictures of a finished attribution, which has no report; none of what is none."""
    if one.kind != ATTRIBUTION or one.state != FINISHED:
        return []
    return sorted(name for name in one.said[folder.FILES] if name.endswith(".svg"))


COMPARED: Final = "comparison.json"


class Variant(NamedTuple):
    """title: what is changed; spared, harmed: how many people, and between which two numbers by chance."""

    title: str
    spared: tuple[int, list[float]]
    harmed: tuple[int, list[float]]


def compared(ask: Ask, one: Held) -> list[Variant]:
    """Each variant of a finished comparison; none of what is none.  Raises DemeritError."""
    if one.kind != COMPARISON or one.state != FINISHED:
        return []
    said = ask.site.shared(f"compared {one.stamp}", lambda: folder.read_part(one.path, COMPARED, one.said))
    return [
        Variant(
            variant(ask, said["base"], said["title"], each["title"]), _people(each["spared"]), _people(each["harmed"])
        )
        for each in said["variants"].values()
    ]


def _people(said: dict[str, Any]) -> tuple[int, list[float]]:
    return said["people"], said["chance"]
