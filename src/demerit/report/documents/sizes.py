"""docs/sizes.md and its picture: what ten times the people cost, from benchmarks/sizes.json."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from struct import pack
from typing import Final
from zlib import crc32

from demerit.report.documents.markdown import MADE, grid
from demerit.report.documents.size_chart import alternative, finding, picture
from demerit.report.documents.size_rows import Row, read
from demerit.report.numbers import plain, significant
from demerit.report.picture import png

HEAD: Final = 33  # bytes of a PNG before its second part
PICTURE: Final = "pictures/sizes"
HEADS: Final = (
    *("scale", "threads", "people", "seconds a year", "ns a person-day", "state", "most memory held", "measured by"),
)


def document(benchmarks: Path) -> str:
    """The whole page in Markdown."""
    sizes = read(benchmarks)
    said = sizes.said
    always, each = sizes.memory()
    warning = f"\n**{said['warning'].capitalize()}.**\n" if said["warning"] else ""
    refused = [
        f"1:{row['scale']} on {row['threads']} threads was refused: {row['refused']}." for row in said["refused"]
    ]
    return f"""# The same country at many sizes

{MADE}

{finding(sizes)}.
{warning}
![{finding(sizes)}. {alternative(sizes)}]({PICTURE}.svg)

{grid(HEADS, [cells(row) for row in sizes.rows])}
{"".join(f"{line}{chr(10)}" for line in refused)}
**What was measured**: preset `{said["preset"]}`, seed {said["seed"]}; {said["protocol"]["what"]}. Burn-in: {said["protocol"]["burn_in"]}. {said["note"]}.
Machine: {said["machine"]["cores"]} virtual cores of {said["machine"]["processor"]}, {said["machine"]["memory_bytes"] / 2**30:.0f} GiB, Python {said["machine"]["python"]}, NumPy {said["machine"]["numpy"]},
Numba {said["machine"]["numba"]}. **Memory**: {plain(significant(always / 1e6, 2))} MB for the program, its tables and compiled code, and {plain(significant(each, 2))} bytes a person: the line
through the smallest and the largest size. A batch of 32 communities (some 40,000 people) is what one thread takes at a time, so
that a second thread has nothing to do in the smallest country.
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
