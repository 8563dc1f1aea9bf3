"""What a page is told of a comparison: plain data without words, so that it can be shown in any language."""

from typing import Any, Final

from demerit.api.compared import InMemory
from demerit.comparison import Compared
from demerit.comparison.refits import left_out
from demerit.report.compared.cells import BY, Cells
from demerit.report.compared.figures import AIMS, FLOWS, LIBERTIES
from demerit.report.compared.folder import year_shown

ABOUT: Final = ("base", "title", "society", "seed", "scale", "start", "until", "parted", "people", "digests", "version")
NUMBERS: Final = ("base", "other", "difference", "gained", "lost", "chance", "unknown", "sign_holds")
SHOWN: Final = 20  # people whose lives part most


def answer(found: Compared) -> dict[str, Any]:
    """Everything that is shown of one variant; counts scaled to the country.

    year: the year that flows, aims and liberties are of; flows, aims, liberties: by measure; most: the harm that
    changes most, None where none does; by: its sums by the values of a trait, over all months; along: keys of what
    went with what was taken away; sample: people whose lives part most; fits: months of fits that no band holds.
    """
    said, memory = found.said, InMemory(found)
    (name,) = said["variants"]
    variant = said["variants"][name]
    cells = Cells(found.lived.pieces.tables(_schema(found))) if found.lived.pieces is not None else Cells(())
    most = cells.most(name)
    year = year_shown(said["start"], said["until"])
    shown = {what: _of_year(variant["effects"], named, year) for what, named in _GROUPS.items()}
    return {
        **{key: said[key] for key in ABOUT},
        "variant": name,
        "called": variant["title"],
        **{key: variant[key] for key in ("share_differing", "worth_runs", "cost_in_runs")},
        **{key: {"hangs_on": [], **variant[key]} for key in ("spared", "harmed", "as_many", "otherwise")},
        "beside": said.get("beside"),
        "fits": said["fits"] if left_out(said) else [],
        "year": year,
        **shown,
        "most": most,
        "by": {} if most is None else {trait: _rows(cells, name, most, trait) for trait in BY},
        "along": list(found.lived.plan.variants[0].along),
        "sample": [row["person"] for row in memory.sample().to_pylist()[:SHOWN]],
    }


_GROUPS: Final = {"flows": FLOWS, "aims": AIMS, "liberties": LIBERTIES}


def _schema(found: Compared) -> Any:
    from demerit.comparison.cells import schema

    return schema(found.lived.since)


def _of_year(effects: dict[str, Any], named: dict[str, str], year: str) -> dict[str, Any]:
    return {
        measure: {key: one[key] for key in NUMBERS} | {"hangs_on": one.get("hangs_on") or []}
        for measure in named
        if (one := effects.get(f"{measure}.{year}")) is not None and one["difference"] is not None
    }


def _rows(cells: Cells, variant: str, measure: str, trait: str) -> list[dict[str, Any]]:
    rows = [one._asdict() for one in cells.by(variant, measure, trait)]
    return sorted(rows, key=lambda row: int(row["value"])) if trait == "tenth" else rows
