"""M15: who gets out, by income."""

from collections.abc import Callable
from typing import Final

from demerit.life.words import enumerated
from demerit.report.charts.panels import panels
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import ever, last, regimes, rules
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import percent, plain, plural, significant
from demerit.report.rests import on_lists
from demerit.report.table import Row, Table, banded, table

KEY = "poverty"
LISTED: Final = "share of people listed at the end"
OF_MONEY: Final = ("arrears", "arrears_month", "judgment", "unpaid_fine")
LEAVING: Final = "exits a year for every 100 listed"
DECILES: Final = range(1, 11)
Figured = Callable[[Measures, int], float]  # of a tenth of income
FEW: Final = 10  # exits counted in a tenth, below which the poorest and the richest are not compared


def _listed(m: Measures, d: int) -> float:
    return m.at_end(f"decile.share.{d}")


def _leaving(m: Measures, d: int) -> float:
    return 100 * m.ratio(f"decile.leaving.{d}")


def _stay(m: Measures, d: int) -> float:
    return m.ratio(f"decile.mean_stay.{d}")


# What, the figure of a tenth, the events that it rests on, and what one more of them would add.
PANELS: Final[tuple[tuple[str, Figured, str, Figured], ...]] = (
    (LISTED, _listed, "decile.stock", lambda m, d: m.one_in(f"decile.share.{d}", months=slice(-1, None))),
    (LEAVING, _leaving, "decile.exits", lambda m, d: 100 * m.one_in(f"decile.leaving.{d}")),
    ("days listed, of those who left", _stay, "decile.exits", lambda m, d: 0.0),  # nobody's stay is unknown
)


def _rows(m: Measures) -> Table:
    rows: list[Row] = []
    for what, figure, events, one in PANELS:
        for d in DECILES:
            stock = events == "decile.stock"
            counted = m.at(f"{events}.{d}", m.months[-1]).counted if stock else m.total(f"{events}.{d}").counted
            limits = m.band(lambda x, f=figure, d=d: f(x, d), counted, one(m, d))  # type: ignore[misc]
            rows.append({"what": what, "decile": d, "value": figure(m, d), **limits})
    return table(
        [
            ("what", "what", "text"),
            ("decile", "tenth of household income", "number"),
            ("value", "value (shares from 0 to 1)", "number"),
            *banded("number"),
        ],
        rows,
    )


def _alike(shown: Table) -> bool:
    """Whether the bands of the poorest and the richest tenth meet."""
    poor, rich = (row for row in shown.rows if row["what"] == LEAVING and row["decile"] in (1, 10))
    return float(poor["low"]) <= float(rich["high"]) and float(rich["low"]) <= float(poor["high"])


def _by_place(m: Measures) -> bool:
    """Whether more of what people do is seen in cities than elsewhere."""
    cameras = ever(m, lambda regime: any(source.cameras for source in regime.data_sources.values()))
    return cameras or ever(m, lambda regime: len(set(regime.rollout.tiers.values())) > 1)


def _why(m: Measures) -> str:
    """How listing and income hang together under this regime."""
    debts = {rule.conduct for rule in rules(m).values() if rule.points < 0} & set(OF_MONEY)
    grounds = {ground for each in regimes(m) for ground in each.lists.blacklist.grounds}
    parts = []
    if rules(m) and _by_place(m):
        parts.append("In cities, where more is recorded, incomes are higher.")
    elif "judgment" in grounds:
        parts.append(
            "Whoever is granted no loan cannot fail to repay one, and lenders of this society decline the poor more often. Hardship "
            "raises default, and slows performance, which alone ends a listing for debt."
        )
    if debts:
        hard = [plural(name) for name in ("credit", "job") if m.seen(f"refused.{name}")]
        raised = f"Refused {enumerated(hard)} raise hardship, hardship" if hard else "Hardship"
        parts.append(
            f"{raised} raises default and unpaid fines, and these cost points; whether that traps the poor depends on how "
            "much of the score is about money at all."
        )
    return "".join(f"{part} " for part in parts)


def find(m: Measures) -> Finding | LeftOut:
    """Listed share, escape rate and time to escape, by tenth of household income."""
    if not m.seen(*(f"decile.stock.{d}" for d in DECILES)):
        return LeftOut(KEY, "No poverty trap to show: nobody was listed in this run.")
    if last(m).lists.blacklist.absent:
        return LeftOut(KEY, "No poverty trap to show: the black list was abolished, and rich and poor left it at once.")
    if not m.seen(*(f"decile.exits.{d}" for d in DECILES)):
        return LeftOut(KEY, "No poverty trap to show: nobody left the black list in this run, rich or poor.")
    if min(m.total(f"decile.exits.{d}").counted for d in (1, 10)) < FEW:
        return LeftOut(
            KEY, "No poverty trap to show: too few of the poorest or of the richest left the list at this scale."
        )
    shown = _rows(m)
    poor, rich = (plain(significant(_leaving(m, tenth), 2)) for tenth in (1, 10))
    title = f"For every 100 listed, {poor} exits a year in the poorest tenth, {rich} in the richest"
    if _alike(shown):
        each = (
            f"{poor} exits a year for every 100 listed in both"
            if poor == rich
            else f"{poor} and {rich} exits a year for every 100 listed"
        )
        title = f"Whether poor or rich leave the black list sooner is not clear: {each}"
    return Finding(
        KEY,
        title,
        f"Listed in {m.end} are {percent(_listed(m, 1))} of the poorest and {percent(_listed(m, 10))} of the richest tenth. {_why(m)}Income is drawn with the household and does not follow the person's fate, so a fall into "
        f"poverty is seen here only as hardship. Time to escape counts those who left: {plain(_stay(m, 1))} days in the poorest tenth, "
        f"{plain(_stay(m, 10))} in the richest.",
        of_inputs(m.run, "regime.hardship", "society.lending.default_at_hardship", *on_lists(m)),
        m.how,
        (
            Figure(
                "poverty",
                title,
                "By tenth of household income (1 the poorest, 10 the richest)",
                panels(list(shown.rows), "what", "decile", title="tenth of household income", shares=(LISTED,)),
                shown,
                "Three panels by income tenth: listed share, exits, days until exit.",
            ),
        ),
    )
