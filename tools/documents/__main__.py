"""Writes the made pages and pictures: `python -m tools.documents docs tests`; pages of presets that are gone go too."""

import sys
from pathlib import Path

from tools.documents import pages, pictures
from tools.documents.presets import FOLDER


def write(docs: Path, tests: Path) -> None:
    """Every made page and picture under docs/."""
    (docs / FOLDER).mkdir(parents=True, exist_ok=True)
    made = dict(pages(tests))
    for old in (docs / FOLDER).glob("*.md"):
        if f"{FOLDER}/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        (docs / name).write_text(text, encoding="utf-8")
    for name, content in pictures(tests):
        (docs / name).write_bytes(content)


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:3]))
