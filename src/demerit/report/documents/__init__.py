"""Pages of docs/ that are made from claims, article, presets and tests, so that they cannot say what is not so.

`python -m demerit.report.documents docs tests` writes them; a test compares.
"""

from collections.abc import Iterator
from pathlib import Path

from demerit.report.documents import article, claims, presets


def pages(tests: Path) -> Iterator[tuple[str, str]]:
    """(file name under docs/, text) of every made page.  tests: the folder whose tests the article page names."""
    yield "claims.md", claims.document()
    yield "article.md", article.document(tests)
    yield from presets.documents()
