"""A few figures of a finished run, in the reader's words: of its last year, as `summary.json` has them."""

from typing import Final, NamedTuple

from demerit.serve.ask import Ask
from demerit.serve.folders import FINISHED, RUN, Held
from demerit.world import folder

FIGURES: Final = (
    *("blacklist.stock", "blacklist.wrongful_stock", "refused.all", "refused.flight", "refused.credit.people"),
    *("points_lost.all", "organisation.blacklist.stock"),
)


class Shown(NamedTuple):
    """measure: its name; value: scaled to the country; year: of which it is."""

    measure: str
    value: float
    year: str


def headline(ask: Ask, one: Held) -> list[Shown]:
    """Those of which anything was counted; none of what is no finished run.  Raises DemeritError."""
    if one.kind != RUN or one.state != FINISHED:
        return []
    key = f"headline {one.path} {one.changed}"
    return ask.site.shared(key, lambda: _read(one))


def _read(one: Held) -> list[Shown]:
    summary = folder.read_part(one.path, folder.SUMMARY, one.said)
    year = str(one.said["until"])[:4]
    found = ((name, summary.get(f"{name}.{year}")) for name in FIGURES)
    return [Shown(name, value, year) for name, value in found if isinstance(value, int | float) and value]
