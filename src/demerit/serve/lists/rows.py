"""Rows of a list, searched and paged where they lie: DuckDB over the Parquet file of the run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from demerit.serve.reading import reading
from demerit.vocabulary import LISTS as NAMES
from demerit.world import folder

ON_A_PAGE: Final = 50
SOME: Final = 2000  # rows that are fetched at once
BLACK, RED, REGISTER = *NAMES, "register"
KINDS: Final = (BLACK, RED, REGISTER)
# What is published of them, and no more: see `demerit.world.lists` and `demerit.world.register`.
OF_PEOPLE: Final = ("person", "province", "since", "score", "ground")
OF_ORGANISATIONS: Final = ("organisation", "code", "kind", "sector", "size", "province", "rating", "list", "since")
NOW: Final = {BLACK: OF_PEOPLE, RED: ("person", "province", "score"), REGISTER: OF_ORGANISATIONS}


@dataclass(frozen=True)
class Search:
    """kind: one of KINDS; text: part of a number, or of a code; province, choice: empty for all; choice: a ground, or a
    rating; page: from 1 on.
    """

    kind: str
    text: str = ""
    province: str = ""
    choice: str = ""
    page: int = 1

    @property
    def file(self) -> str:
        """Of the run folder."""
        return folder.REGISTER if self.kind == REGISTER else folder.LISTS

    @property
    def columns(self) -> tuple[str, ...]:
        """What is shown."""
        return NOW[self.kind]

    @property
    def chosen_by(self) -> str:
        """The column of `choice`."""
        return "rating" if self.kind == REGISTER else "ground"

    @property
    def where(self) -> tuple[str, dict[str, Any]]:
        """The condition as SQL, with what stands for its parameters."""
        parts: list[str] = [] if self.kind == REGISTER else ["list = $kind"]
        values: dict[str, Any] = {} if self.kind == REGISTER else {"kind": self.kind}
        if self.text:
            number = self.columns[0]
            code = " or code = upper($text)" if self.kind == REGISTER else ""
            parts.append(f"(starts_with(cast({number} as varchar), $text){code})")
            values["text"] = self.text
        for column, value in (("province", self.province), (self.chosen_by, self.choice)):
            if value:
                parts.append(f"{column} = ${column}")
                values[column] = value
        return " and ".join(parts) or "true", values


def found(path: Path, search: Search) -> tuple[int, list[dict[str, Any]]]:
    """How many there are, and those of the page.  Raises DemeritError."""
    where, values = search.where
    columns = ", ".join(search.columns)
    with reading(path) as asking:
        count = asking.execute(f"select count(*) from rows where {where}", values).fetchone()[0]  # noqa: S608 - as above
        start = {"start": ON_A_PAGE * (search.page - 1), "most": ON_A_PAGE}
        of_page = f"select {columns} from rows where {where} limit $most offset $start"  # noqa: S608
        return int(count), _plain(search, asking.execute(of_page, {**values, **start}).fetchall())


def every(path: Path, search: Search) -> Iterator[list[dict[str, Any]]]:
    """All rows, some at a time.  Raises DemeritError."""
    where, values = search.where
    with reading(path) as asking:
        answer = asking.execute(f"select {', '.join(search.columns)} from rows where {where}", values)  # noqa: S608
        while some := answer.fetchmany(SOME):
            yield _plain(search, some)


def _plain(search: Search, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(search.columns, row, strict=True)) for row in rows]


def choices(path: Path, search: Search) -> Mapping[str, list[str]]:
    """What can be chosen: provinces, and grounds or ratings that occur."""
    only = "" if search.kind == REGISTER else "where list = $kind"
    values = {} if search.kind == REGISTER else {"kind": search.kind}
    columns = ["province", *([search.chosen_by] if search.kind != RED else [])]
    out = {}
    with reading(path) as asking:
        for column in columns:
            rows = asking.execute(f"select distinct {column} from rows {only} order by 1", values).fetchall()  # noqa: S608
            out[column] = [row[0] for row in rows if row[0] is not None]
    return out
