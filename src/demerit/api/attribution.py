"""An attribution: what each rule, source, right or consequence brings about."""

from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from demerit import notebook
from demerit.api import arguments
from demerit.api.kept import Kept

if TYPE_CHECKING:
    from demerit.api.attributed import Source
    from demerit.api.chart import Chart

FIRST: Final = "attribution"
CHANCE: Final = ("low", "high", "alone_low", "alone_high")
BANDS: Final = ("least", "most", "alone_least", "alone_most")


class Attribution(Kept):
    """What each part of a scenario brings about of an outcome: made by `demerit.attribute` and `demerit.open`."""

    _makers = "dm.attribute and dm.open"

    def __init__(self, source: "Source") -> None:
        super().__init__(source)
        self._source = source

    @property
    def plain(self) -> dict[str, Any]:
        """Everything as plain data, as `attribution.json` has it; scaled to the country."""
        return self._source.said

    @property
    def total(self) -> float:
        """What all of them together bring about: the outcome with all, less the outcome with none."""
        return float(self.plain["total"])

    @cached_property
    def shares(self) -> Any:
        """Arrow, a row a part of the scenario, what brings about most first: `player` (its dotted key), `alone` (what
        goes when it alone is taken away), `share` (its Shapley share; they add up to `total`), `standard_error` (of the
        share, of the orders drawn; 0 where all combinations were lived), `low` and `high` (the band of chance of the
        share, from other seeds), `alone_low` and `alone_high` (the same of `alone`), `least` and `most` (the band of
        the share over what nobody knows), `alone_least` and `alone_most` (the same of `alone`), all float64 in the unit
        of the outcome, scaled to the country; `sign_holds` (int64: in how many of the `draws` the share goes the same
        way), `hangs_on` (a list of the inputs that the share goes along with most, each with its rank correlation);
        and `source`, `conduct` (of chains).  What was not drawn, or of no other seeds, is null.
        """
        import pyarrow as pa

        from demerit.world.folder import NOTE

        rows = [{"player": player, **one, **_by_chance(one), **_sure(one)} for player, one in self.plain["by"].items()]
        rows.sort(key=lambda row: (-abs(row["share"]), -abs(row["alone"]), row["player"]))
        numbers = [(name, pa.float64()) for name in ("alone", "share", "standard_error", *CHANCE, *BANDS)]
        numbers += [(name, pa.int64()) for name in ("sign_holds", "draws")]
        numbers += [("hangs_on", pa.list_(pa.struct([("input", pa.string()), ("correlation", pa.float64())])))]
        words = [(name, pa.string()) for name in ("source", "conduct")]
        about = {"note": NOTE, "outcome": self.plain["outcome"], "unit": self.plain["unit"]}
        return pa.Table.from_pylist(rows, pa.schema([("player", pa.string()), *numbers, *words], about))

    @cached_property
    def brings(self) -> Any:
        """Arrow, a row a part of the scenario and a kind of refusal or harm that it has a share in: `player`,
        `measure`, `share` (float64, scaled to the country).
        """
        import pyarrow as pa

        by = self.plain["by"].items()
        rows = [{"player": p, "measure": m, "share": n} for p, one in by for m, n in one["brings"].items()]
        kinds = [("player", pa.string()), ("measure", pa.string()), ("share", pa.float64())]
        return pa.Table.from_pylist(rows, pa.schema(kinds))

    @cached_property
    def contexts(self) -> Any:
        """Arrow, the context matrix of rules and chains: `conduct` and `refused` (contexts), `refusals`, `unrelated`
        (int64, scaled to the country); no rows for parts that are about no conduct.
        """
        import pyarrow as pa

        cells = self.plain.get("contexts", {}).get("cells", [])
        kinds = [(name, pa.string()) for name in ("conduct", "refused")]
        kinds += [(name, pa.int64()) for name in ("refusals", "unrelated")]
        return pa.Table.from_pylist(cells, pa.schema(kinds))

    def chart(self, name: str = FIRST) -> "Chart":
        """A picture: "attribution" (bars), "contexts" (the context matrix), "chains" (who saw what, and what is refused
        for it).  Raises DemeritError for one that this attribution has not; it says which it has.
        """
        with arguments.said_plainly():
            charts = self._source.charts()
            return charts[arguments.one_of("name", name, list(charts))]

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the folder that `demerit attribute` would, but for the worlds it keeps on its way; returns it.

        `demerit.open` reads it.  An attribution that was opened is copied as it is.  Raises DemeritError where it
        cannot be written, or something else is there.
        """
        with arguments.said_plainly():
            out = Path(arguments.named("path", path))
            self._source.save(out)
        return out

    @property
    def stamp(self) -> str:
        """Of which worlds it is: scenario, seed, scale."""
        said = self.plain
        return f"scenario {said['scenario']}, seed {said['seed']}, scale 1:{said['scale']}"

    def __repr__(self) -> str:
        said = self.plain
        return (
            f"<Attribution of {said['outcome']} to {len(said['by'])} {said['players']}: {self.stamp}; synthetic people>"
        )

    def _repr_html_(self) -> str:
        said = self.plain
        sure: tuple[str, ...] = ("low", "high") if said["chance"] else ()
        sure += ("least", "most", "sign_holds", "draws") if said["draws"] else ()
        names = ("player", "alone", "share", "standard_error", *sure)
        rows = [[row[name] for name in names] for row in self.shares.to_pylist()]
        charts = self._source.charts()
        picture = charts[FIRST].svg() if FIRST in charts else ""
        about = f"{said['meaning']} ({said['unit']}): all together {said['total']:,}"
        parts = (notebook.paragraphs([about]), notebook.table(names, rows), picture)
        return notebook.shown(f"What each of the {said['players']} brings about", *parts, notes=(self.stamp,))


def _by_chance(one: dict[str, Any]) -> dict[str, Any]:
    """How sure a share is by the chance of who was drawn, as columns."""
    if one["chance"] is None:
        return dict.fromkeys(CHANCE)
    return dict(zip(CHANCE, (*one["chance"]["share"], *one["chance"]["alone"]), strict=True))


def _sure(one: dict[str, Any]) -> dict[str, Any]:
    """How sure a share is over what nobody knows, as columns."""
    if one["unknown"] is None:
        return dict.fromkeys((*BANDS, "sign_holds", "draws", "hangs_on"))
    holds, draws = one["sign_holds"]["share"]
    hangs = [{"input": name, "correlation": rank} for name, rank in one["hangs_on"]["share"]]
    bands = zip(BANDS, (*one["unknown"]["share"], *one["unknown"]["alone"]), strict=True)
    return {**dict(bands), "sign_holds": holds, "draws": draws, "hangs_on": hangs}
