"""A chart as Vega-Lite has it, in two widths: for a page and for a telephone.

Specifications are plain data, made here without a library between: what is drawn is what is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

Spec = dict[str, Any]
HALO: Final = 4  # pixels of white around letters
TYPES: Final = {"Q": "quantitative", "N": "nominal", "O": "ordinal", "T": "temporal"}


@dataclass(frozen=True)
class Chart:
    """wide, narrow: the same rows, laid out for both widths; note: what stands below, such as what letters mean."""

    wide: Spec
    narrow: Spec
    note: str = ""


def on(field: str, **given: Any) -> Spec:
    """A channel that shows a field, such as "value:Q"."""
    name, _, kind = field.rpartition(":")
    return {**given, "field": name, "type": TYPES[kind]}


def at(value: float | str) -> Spec:
    """A channel with one value for all."""
    return {"value": value}


def data(rows: Sequence[Any]) -> Spec:
    """Rows to be drawn."""
    return {"values": list(rows)}


def layer(rows: Sequence[Any], mark: str, encoding: Spec, **look: Any) -> Spec:
    """One kind of mark for rows."""
    return {"data": data(rows), "mark": {"type": mark, **look}, "encoding": encoding}


def layers(*parts: Spec, width: int, height: int, **given: Any) -> Spec:
    """Marks over each other on one plot of that size."""
    return {**given, "layer": list(parts), "width": width, "height": height}


def words(rows: Sequence[Any], encoding: Spec, **look: Any) -> list[Spec]:
    """Words over a plot, on white so that no line of the grid crosses a letter."""
    plain = {key: channel for key, channel in encoding.items() if key != "color"}
    halo = {"color": "white", "stroke": "white", "strokeWidth": HALO, "strokeJoin": "round"}  # no corner pricks a bar
    white = layer(rows, "text", plain, **{**look, **halo})
    return [white, layer(rows, "text", encoding, **look)]
