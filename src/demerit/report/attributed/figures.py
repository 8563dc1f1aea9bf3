"""The pictures of an attribution: bars, the context matrix, the flow through chains."""

from collections.abc import Iterator
from typing import Any, Final

from demerit.catalogue.contexts import CONTEXTS, DEMANDS
from demerit.report.attributed.saying import MANY, ONE, called, meant, source
from demerit.report.attributed.told import Told
from demerit.report.charts.flow import flow
from demerit.report.charts.heat import heat
from demerit.report.charts.pairs import pairs
from demerit.report.finding import Figure
from demerit.report.numbers import percent, plural, short, words
from demerit.report.table import Kind, Row, banded, table

SHOWN: Final = 12  # players with bars of their own
OF_ONE: Final = 100  # a share of one settled person below which nobody is refused
NODES: Final = 7  # of a column of the flow picture; what is left goes together
LEFT: Final = "all others"
ALONE, SHARE = "gone when it alone is taken away", "its share of what all bring about"
READING: Final = (
    "which contexts belong together is our reading, and only one part of the test of the AI Act, Article 5(1)(c)"
)


def figures(t: Told) -> list[Figure]:
    """The pictures that an answer has."""
    found = t.said.get("contexts")
    out = [_bars(t)]
    if found is not None and (cells := _cells(t, found)):
        out.append(_matrix(t, found, cells))
    return [*out, *_chains(t)]


def _bars(t: Told) -> Figure:
    names = called(t.by)
    rows: list[Row] = []
    for player in _shown(t):
        one = t.by[player]
        for what, figure in ((ALONE, "alone"), (SHARE, "share")):
            line = _line(one, figure)
            rows.append({"player": names[player], "what": what, "value": one[figure], **line, **_unknown(one, figure)})
    kind: Kind = "count" if t.outcome.whole else "number"
    columns: list[tuple[str, str, Kind]] = [
        ("player", ONE[t.said["players"]], "text"),
        ("what", "what is told", "text"),
        ("value", t.said["unit"], kind),
        *banded(kind),
        *([("holds", "draws of this sign", "text")] if t.said["draws"] else []),  # type: ignore[list-item]
    ]
    shown = table(columns, rows)
    return Figure(
        "attribution",
        _title(t, names),
        f"{_capital(meant(t.outcome))}; {t.when}; {_how(t)}",
        pairs(rows, "player", "what", t.said["unit"]),
        shown,
        "Two bars each: what goes when it alone is taken away, and its Shapley share.",
    )


def _shown(t: Told) -> list[str]:
    """Players with bars: the most, without those that bring about nothing."""
    some = [player for player in t.ordered if t.by[player]["share"] or t.by[player]["alone"]]
    return (some or t.ordered[:1])[:SHOWN]


def _line(one: dict[str, Any], figure: str) -> Row:
    """The band of chance, where other seeds were asked; else one standard error of the orders that were drawn."""
    if one["chance"] is not None:
        low, high = one["chance"][figure]
        return {"low": low, "high": high}
    error = one["standard_error"] if figure == "share" else 0
    return {"low": one["share"] - error, "high": one["share"] + error} if error else {}


def _unknown(one: dict[str, Any], figure: str) -> Row:
    """The band of what nobody knows, where that was drawn."""
    if one["unknown"] is None:
        return {}
    (least, most), (holds, of) = one["unknown"][figure], one["sign_holds"][figure]
    return {"least": least, "most": most, "holds": f"{holds} of {of}"}


def _title(t: Told, names: dict[str, str]) -> str:
    first, many = t.ordered[0], MANY[t.said["players"]]
    top = t.by[first]["share"]
    if not any(one["share"] for one in t.by.values()):
        return f"None of {len(t.by)} {many} changes this outcome"
    if len(t.by) > 1 and t.total > 0 and 0 < top <= t.total:
        return f"{_capital(names[first])}: {percent(top / t.total)} of what all {len(t.by)} {many} bring about together"
    return f"What each {ONE[t.said['players']]} brings about"


def _how(t: Told) -> str:
    left = len(t.by) - len(_shown(t))
    one, many = ONE[t.said["players"]], MANY[t.said["players"]]
    left_out = (
        f"one {one} that brings less or nothing is" if left == 1 else f"{left} {many} that bring less or nothing are"
    )
    more = f"; {left_out} left out" if left > 0 else ""
    if t.said["draws"]:
        more = f"; wide line: what nobody knows, nine in ten of {t.said['draws']} draws{more}"
    if t.said["chance"] is not None:
        more = f"; the line is what other draws of people would give, nine in ten, from {t.said['seeds']} other seeds{more}"
    if t.said["exact"]:
        several = "both" if t.said["coalitions"] == 2 else f"all {t.said['coalitions']}"
        return f"{several} combinations were lived{more}"
    error = t.said["chance"] is None and any(one["standard_error"] for one in t.by.values())
    line = "; the line is one standard error to each side, of the orders drawn" if error else ""
    return f"mean over {t.said['orders']} orders{line}{more}"


def _cells(t: Told, found: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Cells by both contexts; what the weights of provinces leave where nobody is refused is no cell."""
    least = t.said["scale"] / OF_ONE
    return {(cell["conduct"], cell["refused"]): cell for cell in found["cells"] if abs(cell["refusals"]) >= least}


def _matrix(t: Told, found: dict[str, Any], cells: dict[tuple[str, str], dict[str, Any]]) -> Figure:
    order = [one.name for one in CONTEXTS]
    down = [name for name in order if any(of == name for of, _ in cells)]
    across = [name for name in order if name in {one.context for one in DEMANDS.values()}]
    rows: list[Row] = []
    for of in down:
        for to in across:
            cell = cells.get((of, to), {"refusals": 0, "unrelated": None})
            apart = cell["unrelated"]
            common = {None: "", True: "no", False: "yes"}[apart]
            rows.append({"conduct": of, "refused": to, "value": cell["refusals"], "apart": apart, "common": common})
    columns: list[tuple[str, str, Kind]] = [
        ("conduct", "what was done belongs to", "text"),
        ("refused", "what is refused belongs to", "text"),
        ("value", "requests refused", "count"),
        ("common", "a context in common", "text"),
    ]
    shown = table(columns, rows)
    title = "Refusals, by where the conduct belongs and where the refusal falls"
    if found["added"]:
        share = percent(found["unrelated"] / found["added"]) if found["unrelated"] else "None"
        title = f"{share} of the refusals that {MANY[t.said['players']]} add fall where the conduct does not belong"
    unit = f"Requests refused, Shapley shares; {t.when}; blue: the two have a context in common; orange and ≠: they have none; {READING}"
    chart = heat(rows, "conduct", "refused", ("What was done belongs to", "What is refused belongs to"))
    return Figure(
        "contexts", title, unit, chart, shown, "A table of refusals by context of the conduct and of what is refused."
    )


def _chains(t: Told) -> Iterator[Figure]:
    """Source, conduct with its rules, and what is refused."""
    rows = chained(t)
    if not rows:
        return
    first = rows[0]
    nodes = [
        _kept([str(row[key]) for row in rows], [float(row["value"]) for row in rows])
        for key in ("source", "conduct", "refused")
    ]
    flows: dict[tuple[str, ...], float] = {}
    for row in rows:
        at = tuple(
            str(row[key]) if row[key] in kept else LEFT
            for key, kept in zip(("source", "conduct", "refused"), nodes, strict=True)
        )
        flows[at] = flows.get(at, 0.0) + float(row["value"])
    columns: list[tuple[str, str, Kind]] = [
        ("source", "seen by", "text"),
        ("conduct", "what was done", "text"),
        ("refused", "what is refused", "text"),
        ("value", "requests refused", "count"),
    ]
    shown = table(columns, rows)
    steps = " → ".join(str(first[key]) for key in ("source", "conduct", "refused"))  # with commas in them
    title = f"The chain that refuses most: {steps}: {short(float(first['value']))} refused"
    unit = f"Requests refused, Shapley shares, by who saw what, and what was refused for it; {t.when}"
    chart = flow(list(flows.items()), ("Seen by", "What was done", "What is refused"))
    yield Figure(
        "chains",
        title,
        unit,
        chart,
        shown,
        "Ribbons from data sources to conduct to what is refused, as wide as the refusals.",
    )


def chained(t: Told) -> list[Row]:
    """Refusals by source, conduct and demand, the most first; those of players that are no chains are none."""
    rows: list[Row] = []
    for player, one in t.by.items():
        for demand, value in t.refused(player).items() if "source" in one else ():
            if value > 0:
                row = {"source": source(one["source"]), "conduct": words(one["conduct"]), "refused": plural(demand)}
                rows.append({**row, "value": value, "player": player})
    return sorted(rows, key=lambda row: (-float(row["value"]), str(row["player"]), str(row["refused"])))


def _kept(names: list[str], values: list[float]) -> set[str]:
    """Those of a column through which most goes."""
    through: dict[str, float] = {}
    for name, value in zip(names, values, strict=True):
        through[name] = through.get(name, 0.0) + value
    most = sorted(through, key=lambda name: (-through[name], name))
    return set(most if len(most) <= NODES else most[: NODES - 1])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
