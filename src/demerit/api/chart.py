"""A picture: SVG that stands alone, and the Vega-Lite specification it was drawn from."""

import json
from collections.abc import Callable
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Final

from demerit.api.arguments import named, said_plainly
from demerit.api.kept import made
from demerit.errors import DemeritError

ENDINGS: Final = (".svg", ".png", ".json")


class Chart:
    """A picture of a figure, a run or a life: title, mark, and that all people are synthetic stand in it.

    In a notebook it shows itself, without any script.
    """

    def __init__(self, draw: Callable[[], str], spec: dict[str, Any] | None) -> None:
        made(self, callable(draw) and isinstance(spec, dict | None), "chart()")
        self._draw, self._spec = draw, spec

    @property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification, as plain data.  Raises DemeritError where the picture has none: of a life."""
        if self._spec is None:
            raise DemeritError("the picture of a life has no Vega-Lite specification; .svg() and .png() draw it")
        return self._spec

    @cached_property
    def _svg(self) -> str:
        return self._draw()

    def svg(self) -> str:
        """The picture as SVG, which needs nothing else."""
        return self._svg

    def png(self) -> bytes:
        """The picture as PNG, twice the size."""
        from demerit.report.drawer import png

        return png(self._svg)

    def altair(self) -> Any:
        """The same as a chart of Altair, to be changed further.  Raises DemeritError where Altair is not installed."""
        spec = self.spec
        try:
            import altair
        except ImportError:
            raise DemeritError("altair is not installed; install it, or use .svg(), .png() or .spec") from None
        return altair.Chart.from_dict(spec)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it; the ending says as what: .svg, .png, or .json for the specification.  Raises DemeritError."""
        from demerit.world.folder import written

        with said_plainly():
            out = Path(named("path", path))
            if out.suffix not in ENDINGS:
                raise DemeritError(f"path={str(path)!r} must end in {', '.join(ENDINGS)}")
            if out.suffix == ".json":
                content = json.dumps(self.spec, ensure_ascii=False, indent=1).encode()
            else:
                content = self._svg.encode() if out.suffix == ".svg" else self.png()
            written(out, lambda part: part.write_bytes(content), anywhere=True)
        return out

    def __repr__(self) -> str:
        return f"<Chart{' of a life' if self._spec is None else ''}: synthetic people>"

    def _repr_html_(self) -> str:
        return self._svg
