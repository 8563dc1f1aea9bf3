"""docs/measured.md and its picture: where time goes, and what ten times the people cost, from benchmarks/."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from struct import pack
from typing import Any, Final
from zlib import crc32

from demerit.report.drawer import png
from demerit.report.numbers import plain, significant
from tools.documents import phases
from tools.documents.markdown import MADE, grid
from tools.documents.size_chart import alternative, finding, picture
from tools.documents.size_rows import Row, on, read

HEAD: Final = 33  # bytes of a PNG before its second part
PICTURE: Final = "pictures/sizes"
HEADS: Final = (
    *("scale", "threads", "people", "seconds a year", "ns a person-day", "state", "most memory held", "measured by"),
)


def document(benchmarks: Path) -> str:
    """The whole page in Markdown."""
    return "\n".join(blocks(benchmarks))


def blocks(benchmarks: Path) -> Iterator[str]:
    """The page, a block at a time."""
    yield f"# Speed, measured\n\n{MADE}\n\nHow it is measured: [Speed](speed.md). Raw figures: `benchmarks/`.\n"
    found = phases.read(benchmarks)
    yield under(found)
    yield from phases.tables(found)
    sizes = read(benchmarks)
    always, each = sizes.memory()
    yield f"## The same country at many sizes\n\n{finding(sizes)}.\n"
    yield under(sizes.said)
    yield f"![{finding(sizes)}. {alternative(sizes)}]({PICTURE}.svg)\n"
    yield grid(HEADS, [cells(row) for row in sizes.rows])
    for row in sizes.said["refused"]:
        yield f"1:{row['scale']} on {row['threads']} threads was refused: {row['refused']}.\n"
    yield f"""What was done: preset `{sizes.said["preset"]}`, seed {sizes.said["seed"]}, {sizes.said["protocol"]["what"]}. Burn-in: {sizes.said["protocol"]["burn_in"]}.
**Memory**: {plain(significant(always / 1e6, 2))} MB for the program, its tables and compiled code, and {plain(significant(each, 2))} bytes a person: the line
through the smallest and the largest size. A thread takes 32 communities at a time, so that a second one has nothing to do in the
smallest country.
"""


def under(said: dict[str, Any]) -> str:
    """On what it was measured, when, and whether the machine was quiet."""
    machine = said["machine"]
    warning = f"**{said['warning'].capitalize()}.** " if said["warning"] else ""
    return f"""{warning}{said["note"]}. {on(machine)}, Python {machine["python"]},
NumPy {machine["numpy"]}, Numba {machine["numba"]}.
"""


def cells(row: Row) -> tuple[str, ...]:
    """One row as the table has it."""
    return (
        f"1:{row['scale']}",
        str(row["threads"]),
        f"{row['people']:,}",
        plain(row["seconds"]),
        plain(row["ns_a_person_day"]),
        f"{plain(row['state_bytes'] / row['people'])} bytes a person",
        f"{plain(row['peak_rss_bytes'] / 1e9)} GB",
        row["source"],
    )


def pictures(benchmarks: Path) -> Iterator[tuple[str, bytes]]:
    """(file name under docs/, content): the picture as SVG, and as PNG."""
    svg = picture(read(benchmarks))
    yield f"{PICTURE}.svg", svg.encode()
    yield f"{PICTURE}.png", stamped(png(svg), svg)


def stamped(png: bytes, svg: str) -> bytes:
    """The PNG with a remark (RFC 2083, tEXt) of what it was made from: its pixels may differ between machines."""
    remark = b"tEXt" + b"Source\0" + digest(svg).encode()
    return png[:HEAD] + pack(">I", len(remark) - 4) + remark + pack(">I", crc32(remark)) + png[HEAD:]


def digest(svg: str) -> str:
    """32 hexadecimal digits of a picture."""
    return blake2b(svg.encode(), digest_size=16).hexdigest()
