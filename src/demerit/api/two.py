"""One synthetic person in two worlds."""

from functools import cached_property
from typing import Any

from demerit import notebook
from demerit.api.chart import Chart
from demerit.api.kept import made
from demerit.api.life import table
from demerit.errors import DemeritError


class TwoLives:
    """One synthetic person of a comparison, in the base and in a variant: nothing about them was stored.

    number: of the person; plain: everything as plain data, as `demerit life COMPARISON ID --json` writes it.
    """

    def __init__(self, plain: dict[str, Any]) -> None:
        made(
            self,
            isinstance(plain, dict) and plain.keys() >= {"id", "worlds", "months"},
            "life and find of a comparison",
        )
        self.plain = plain

    @property
    def number(self) -> int:
        return int(self.plain["id"])

    @property
    def worlds(self) -> tuple[str, ...]:
        """The names of the two worlds: "base", and that of the variant."""
        return tuple(world["name"] for world in self.plain["worlds"])

    @property
    def text(self) -> str:
        """What was the same, where the lives part, what follows, the ledgers behind it."""
        from demerit.life.two.text import lines

        return "\n".join(lines(self.plain))

    @cached_property
    def months(self) -> Any:
        """Arrow, a row a month and world: `month` (date32), `world`, then what `Life.months` has."""
        both = zip(self.worlds, self.plain["months"], strict=True)
        return table([{"month": row["month"], "world": name, **row} for name, rows in both for row in rows], "month")

    def chart(self) -> Chart:
        """The points of both, where they part, and the months on a list.  Raises DemeritError of an empty life."""
        from demerit.life.two.picture import picture

        drawn = picture(self.plain)
        if not drawn:
            raise DemeritError(f"synthetic person {self.number} has no months, so there is nothing to draw")
        return Chart(lambda: drawn, None)

    def page(self) -> str:
        """One offline page, as `demerit life --html` writes it."""
        from demerit.life.two.html import page

        return page(self.plain)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Two lives of synthetic person {self.number}: {' and '.join(self.worlds)}>"

    def _repr_html_(self) -> str:
        try:
            picture = self.chart().svg()
        except DemeritError:
            picture = ""
        parted = self.plain["parting"]
        event = parted and parted["event"]
        said = [self.plain["head"]["text"], self.plain["text"], *(event["text"] if event else ())]
        return notebook.shown(f"Two lives of synthetic person {self.number}", notebook.paragraphs(said), picture)
