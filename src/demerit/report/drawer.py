"""Draws: a chart as SVG, an SVG as PNG.  As a process of its own, whatever it is asked on standard input.

Asked is a line of JSON, `{"chart": …}` or `{"svg": …}`; the answer is a line, `good` or `bad` with a number, and as many
bytes: the picture, or what is wrong.
"""

import json
import os
import re
import sys
from typing import Any, BinaryIO, Final

SHARP: Final = 2  # pixels of a PNG for one of its SVG, in both directions
GOOD: Final = "good"
EMPTY: Final[dict[str, Any]] = {"data": {"values": []}, "mark": "point"}


def svg(chart: dict[str, Any]) -> str:
    """A Vega-Lite chart as SVG, without roles and labels of its parts: the picture as a whole has one text.

    Raises ValueError.
    """
    import vl_convert  # here, since most that reports do needs no engine for scripts

    made: str = vl_convert.vegalite_to_svg(chart)
    return _numbered(re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", made))


def _numbered(picture: str) -> str:
    """The same with its parts numbered from 0 on: the engine counts those of all that a process has drawn, so that
    which of several processes drew what could be seen in a report.
    """
    names = {name: f"part{n}" for n, name in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', picture)))}
    return re.sub(r'(\bid="|url\(#)([^")]+)', lambda found: found[1] + names.get(found[2], found[2]), picture)


def png(picture: str) -> bytes:
    """An SVG as PNG.  Raises RuntimeError."""
    import vl_convert

    made: bytes = vl_convert.svg_to_png(picture, scale=SHARP)
    return made


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw what is asked, one after the other, until nobody asks any more."""
    svg(EMPTY)  # loads all that draws, while nobody waits
    for line in asked:
        word, made = _answered(json.loads(line))
        answers.write(f"{word} {len(made)}\n".encode() + made)
        answers.flush()


def _answered(one: dict[str, Any]) -> tuple[str, bytes]:
    try:
        return GOOD, svg(one["chart"]).encode() if "chart" in one else png(one["svg"])
    except (ValueError, RuntimeError) as error:  # of a chart, of an SVG
        return "bad", str(error).encode()


def main() -> None:
    """The process; it ends with whoever asks."""
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        os._exit(1)  # at once: what nobody will read cannot be written at an orderly end either
