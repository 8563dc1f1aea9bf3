"""Pages of docs/ that are made from catalogue, claims, article, presets, tests, fits, benchmarks and the code itself, so that they cannot say what is not so.

`python -m tools.documents docs tests` writes them; a test compares.
"""

from collections.abc import Iterator
from pathlib import Path

from tools.documents import (
    article,
    catalogue,
    claims,
    coverage,
    fear,
    level,
    measured,
    odd,
    presets,
    society_by_year,
    turned,
    worth,
)


def pages(tests: Path) -> Iterator[tuple[str, str]]:
    """(file name under docs/, text) of every made page.

    tests: the folder whose tests the article page names; benchmarks/ and docs/ lie beside it.
    """
    yield "claims.md", claims.document()
    yield "article.md", article.document(tests)
    yield "odd.md", odd.document()
    yield "measured.md", measured.document(tests.parent / "benchmarks")
    yield "coverage.md", coverage.document(tests.parent / "benchmarks")
    yield "fear.md", fear.document(tests.parent / "docs" / "fits")
    yield "level.md", level.document(tests.parent / "docs" / "fits")
    yield "what-rights-are-worth.md", worth.document(tests.parent / "docs" / "fits")
    yield "turned.md", turned.document(tests.parent / "docs" / "fits")
    yield "society-by-year.md", society_by_year.document(tests.parent / "docs" / "fits")
    yield from catalogue.documents(tests)
    yield from presets.documents()


def pictures(tests: Path) -> Iterator[tuple[str, bytes]]:
    """(file name under docs/, content) of every made picture; tests: as for pages."""
    yield from measured.pictures(tests.parent / "benchmarks")
