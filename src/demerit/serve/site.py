"""What all pages of one launch share."""

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

T = TypeVar("T")
LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1"))


@dataclass
class Site:
    """folder: where runs and comparisons lie; hosts: names under which the page may be asked for, None: any, which
    only a token allows; token: what readers from elsewhere must know; launch: what every form must carry; closing: what
    is to be done when the page is closed.
    """

    folder: Path
    hosts: frozenset[str] | None = LOOPBACK
    token: str | None = None
    launch: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    closing: list[Callable[[], object]] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: "dict[str, threading.RLock]" = field(default_factory=dict)

    @cached_property
    def environment(self) -> Any:
        """Of the templates: everything that is filled in is escaped."""
        import jinja2

        return jinja2.Environment(
            loader=jinja2.PackageLoader("demerit.serve"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def shared(self, name: str, make: Callable[[], T]) -> T:
        """What pages share, made once, when it is first needed: whoever asks meanwhile waits for it."""
        with self._lock:
            making = self._making.setdefault(name, threading.RLock())
        with making:
            if name not in self.kept:
                self.kept[name] = make()
            found: T = self.kept[name]
        return found

    def close(self) -> None:
        """Ends what was begun."""
        for act in self.closing:
            with suppress(OSError):
                act()
