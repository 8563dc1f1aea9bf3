"""One life, replayed and told.

`tell(data, rules, person)` replays a person of a run and returns the life as plain data; `find` looks for one by what
befell somebody; `sample(run)` writes a few to the run folder; `page(life)` makes the offline page; `warm()` compiles.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demerit.life.finding import find
    from demerit.life.html import page
    from demerit.life.replaying import replay
    from demerit.life.sampling import sample
    from demerit.life.story import tell
    from demerit.life.warming import warm

__all__ = ["replay", "tell", "find", "sample", "page", "warm"]
_HOMES = {
    "replay": "replaying",
    "tell": "story",
    "find": "finding",
    "sample": "sampling",
    "page": "html",
    "warm": "warming",
}


def __getattr__(name: str) -> Any:
    """Loaded at first use, so that naming the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
