"""One life, as the run folder tells it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Life:
    """A synthetic life: a heading and sentences."""

    heading: str
    sentences: tuple[str, ...]


def told(folder: Path) -> Life | None:
    """The first life in the folder that has anything to say; None where there is none."""
    lives = [life for path in sorted((folder / "lives").glob("*.json")) if (life := _read(path)) is not None]
    return max(lives, key=lambda life: len(life.sentences), default=None)


def _read(path: Path) -> Life | None:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    sentences = data.get("sentences") if isinstance(data, dict) else None
    if not isinstance(sentences, list) or not sentences:
        return None
    texts = tuple(str(s["text"] if isinstance(s, dict) and "text" in s else s) for s in sentences)
    return Life(str(data.get("title") or f"Person {data.get('id', path.stem)}"), texts)
