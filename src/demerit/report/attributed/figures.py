"""The pictures of an attribution: bars, the context matrix, the flow through chains."""

from collections.abc import Iterator
from typing import Final

from demerit.catalogue.contexts import CONTEXTS, DEMANDS
from demerit.comparison.attribution import Attribution
from demerit.comparison.attribution.contexts import Matrix
from demerit.comparison.attribution.players import link
from demerit.report.attributed.saying import MANY, ONE, called, meant, source, when
from demerit.report.charts.flow import flow
from demerit.report.charts.heat import heat
from demerit.report.charts.pairs import pairs
from demerit.report.finding import Figure
from demerit.report.numbers import percent, plural, short, words
from demerit.report.table import Kind, Row, banded, table

SHOWN: Final = 12  # players with bars of their own
NODES: Final = 7  # of a column of the flow picture; what is left goes together
LEFT: Final = "all others"
ALONE, SHARE = "gone when it alone is taken away", "its share of what all bring about"
READING: Final = (
    "which contexts belong together is our reading, and only one part of the test of the AI Act, Article 5(1)(c)"
)


def figures(answer: Attribution) -> list[Figure]:
    """The pictures that an answer has."""
    found = answer.contexts
    out = [_bars(answer)]
    if found is not None and any(found.cells.values()):
        out.append(_matrix(answer, found))
    return [*out, *_chains(answer)]


def ordered(answer: Attribution) -> list[str]:
    """Players by what they bring about, the most first."""
    by = answer.game.by
    return sorted(answer.players, key=lambda one: (-abs(by[one].share), -abs(by[one].alone), one))


def _bars(answer: Attribution) -> Figure:
    names, game = called(answer.players), answer.game
    rows: list[Row] = []
    for player in ordered(answer)[:SHOWN]:
        one = game.by[player]
        error = one.standard_error
        limits = {"low": float(one.share) - error, "high": float(one.share) + error} if error else {}
        rows.append({"player": names[player], "what": ALONE, "value": float(one.alone)})
        rows.append({"player": names[player], "what": SHARE, "value": float(one.share), **limits})
    kind: Kind = "count" if answer.outcome.whole else "number"
    columns: list[tuple[str, str, Kind]] = [
        ("player", ONE[answer.asked.by], "text"),
        ("what", "what is told", "text"),
        ("value", answer.outcome.unit, kind),
        *banded(kind),
    ]
    shown = table(columns, rows)
    return Figure(
        "attribution",
        _title(answer, names),
        f"{meant(answer.outcome)}; {when(answer)}; {_how(answer)}",
        pairs(rows, "player", "what", answer.outcome.unit),
        shown,
        "Two bars each: what goes when it alone is taken away, and its Shapley share.",
    )


def _title(answer: Attribution, names: dict[str, str]) -> str:
    game, first = answer.game, ordered(answer)[0]
    many = MANY[answer.asked.by]
    top = game.by[first].share
    if not any(one.share for one in game.by.values()):
        return f"None of {len(answer.players)} {many} changes this outcome"
    if len(answer.players) > 1 and game.total > 0 and 0 < top <= game.total:
        return f"{_capital(names[first])}: {percent(float(top / game.total))} of what all {len(answer.players)} {many} bring about together"
    return f"What each {ONE[answer.asked.by]} brings about"


def _how(answer: Attribution) -> str:
    left = len(answer.players) - SHOWN
    more = f"; {left} that bring less or nothing are left out" if left > 0 else ""
    if answer.exact:
        return f"all {len(answer.schedule.coalitions)} combinations were lived{more}"
    error = any(one.standard_error for one in answer.game.by.values())
    line = "; the line is one standard error to each side, of the orders drawn" if error else ""
    return f"mean over {len(answer.schedule.orders)} orders{line}{more}"


def _matrix(answer: Attribution, found: Matrix) -> Figure:
    order = [one.name for one in CONTEXTS]
    down = [name for name in order if any(value for (of, _), value in found.cells.items() if of == name)]
    across = [name for name in order if name in {one.context for one in DEMANDS.values()}]
    rows: list[Row] = []
    for of in down:
        for to in across:
            value, apart = found.cells.get((of, to), 0), found.alone.get((of, to), False)
            rows.append({"conduct": of, "refused": to, "value": float(value), "apart": apart})
    columns: list[tuple[str, str, Kind]] = [
        ("conduct", "what was done belongs to", "text"),
        ("refused", "what is refused belongs to", "text"),
        ("value", "requests refused", "count"),
    ]
    shown = table(columns, rows)
    title = "Refusals, by where the conduct belongs and where the refusal falls"
    if found.added:
        share = percent(float(found.apart / found.added))
        title = f"{share} of the refusals that {MANY[answer.asked.by]} add fall where the conduct does not belong"
    unit = f"requests refused, Shapley shares; {when(answer)}; blue: the two have a context in common; orange: they have none; {READING}"
    chart = heat(rows, "conduct", "refused", ("What was done belongs to", "What is refused belongs to"))
    return Figure(
        "contexts", title, unit, chart, shown, "A table of refusals by context of the conduct and of what is refused."
    )


def _chains(answer: Attribution) -> Iterator[Figure]:
    """Source, conduct with its rules, and what is refused."""
    rows = chained(answer)
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
    title = f"The chain that refuses most: {first['source']}, {first['conduct']}, {first['refused']}: {short(float(first['value']))} refused"
    unit = f"requests refused, Shapley shares, by who saw what, and what was refused for it; {when(answer)}"
    chart = flow(list(flows.items()), ("Seen by", "What was done", "What is refused"))
    yield Figure(
        "chains",
        title,
        unit,
        chart,
        shown,
        "Ribbons from data sources to conduct to what is refused, as wide as the refusals.",
    )


def chained(answer: Attribution) -> list[Row]:
    """Refusals by source, conduct and demand, the most first; those of players that are no chains are none."""
    rows: list[Row] = []
    for player in answer.players:
        said = link(player)
        if said is None:
            continue
        for demand in DEMANDS:
            value = answer.brought(f"refused.{demand}")[player].share
            if value > 0:
                row = {"source": source(said[0]), "conduct": words(said[1]), "refused": plural(demand)}
                rows.append({**row, "value": float(value), "player": player})
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
