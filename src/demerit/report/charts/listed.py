"""Bars and dots on a telephone: each under its own words, which would not fit beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from demerit.report.charts.chart import words
from demerit.report.charts.labels import wrapped
from demerit.report.theme import NARROW, TEXT

LINE: Final = 16  # pixels of a line of words
TRACK: Final = 20  # and of what is drawn below them


@dataclass
class Lines:
    """Words and tracks one below the other: rows for `words`, and how far down one is; room: pixels of a line."""

    words: list[dict[str, Any]] = field(default_factory=list)
    down: float = 0
    room: int = NARROW

    def say(self, text: str, weight: str = "normal") -> None:
        """Words over the whole width."""
        for line in wrapped(text, self.room, TEXT, 0.56 if weight == "bold" else 0.52):
            self.words.append({"text": line, "down": self.down + LINE / 2, "weight": weight})
            self.down += LINE

    def track(self) -> float:
        """The middle of the next track."""
        self.down += TRACK
        return self.down - TRACK / 2

    def gap(self, pixels: float) -> None:
        """Nothing, so far."""
        self.down += pixels

    @property
    def height(self) -> int:
        """All of them together."""
        return round(self.down)

    def channel(self, name: str = "down") -> dict[str, Any]:
        """Pixels from above, as a channel."""
        scale = {"domain": [0, self.height], "range": [0, self.height], "nice": False, "zero": False}
        return {"field": name, "type": "quantitative", "axis": None, "scale": scale}

    def layers(self) -> Sequence[dict[str, Any]]:
        """The words as layers: bold ones are headings."""
        out: list[dict[str, Any]] = []
        for weight in ("normal", "bold"):
            rows = [row for row in self.words if row["weight"] == weight]
            encoding = {"x": {"value": 0}, "y": self.channel(), "text": {"field": "text", "type": "nominal"}}
            if rows:
                out += words(rows, encoding, align="left", baseline="middle", fontSize=TEXT, fontWeight=weight)
        return out
