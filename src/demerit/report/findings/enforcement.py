"""M25: the same conduct, recorded more often for those who spoke critically."""

from demerit.life.words import enumerated
from demerit.report.changes import dated
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import regimes, rules
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import as_often, percent, times, words
from demerit.report.table import Row, banded, table

KEY = "enforcement"
WHO = (("others", ""), ("known critics", "_critics"))


def at_once(m: Measures) -> float:
    """How many times as often an act of a critic is recorded as anybody else's, in the same month and province.

    Pooled over months and provinces without mixing them (N. Mantel, W. Haenszel, 1959): critics live where more is seen,
    and there are more of them in later years.
    """
    names = [f"enforcement.{what}{suffix}" for what in ("records", "acts") for suffix in ("_critics", "")]
    rows = m.db.execute(
        "select month, province, measure, sum(value) from p where list_contains(?::text[], measure) group by all",
        [names],
    ).fetchall()
    cells: dict[tuple[str, str], dict[str, float]] = {}
    for month, province, measure, counted in rows:
        cells.setdefault((month, province), {})[measure] = float(counted)
    over = under = 0.0
    for cell in cells.values():
        mine, others, acts, theirs = (cell.get(name, 0.0) for name in names)
        if acts + theirs:
            over += mine * theirs / (acts + theirs)
            under += others * acts / (acts + theirs)
    return over / under if under else 0.0


def find(m: Measures) -> Finding | LeftOut:
    """Records per act, critics against others."""
    if not m.seen("enforcement.records_critics"):
        return LeftOut(KEY, "No closer watch on critics: no rule of this run is enforced more closely against them.")
    rows: list[Row] = []
    for who, suffix in WHO:
        for year in m.years:
            counted = m.total(f"enforcement.records{suffix}", year).counted
            if not m.total(f"enforcement.acts{suffix}", year).counted:
                continue
            name = f"enforcement.share{suffix}"
            limits = m.band(lambda x, n=name, y=year: x.ratio(n, y), counted, m.one_in(name, year))  # type: ignore[misc]
            row = {
                "month": f"{year}-01",
                "who": who,
                "value": m.ratio(name, year),
                **limits,
            }
            rows.append({**row, "acts": m.total(f"enforcement.acts{suffix}", year).scaled})
    shown = table(
        [
            ("month", "year beginning", "text"),
            ("who", "who", "text"),
            ("value", "records an act", "share"),
            *banded("share"),
            ("acts", "acts", "count"),
        ],
        rows,
    )
    if not m.seen("enforcement.records"):
        return LeftOut(
            KEY, "No comparison of critics: at this scale no act of anybody else under the same rules was recorded."
        )
    critics, others = m.ratio("enforcement.share_critics"), m.ratio("enforcement.share")
    watched = dict.fromkeys(name for each in regimes(m) for name in each.enforcement.critics.rules)
    meant = [words(rules(m)[name].conduct) for name in watched if name in rules(m)]
    factors = sorted({each.enforcement.critics.factor for each in regimes(m) if each.enforcement.critics.rules})
    said = enumerated([times(factor) for factor in factors])
    here = m.run.regions.one
    title = f"For the same act, known critics are recorded {as_often(at_once(m))} as others"
    return Finding(
        KEY,
        title,
        f"The rules are apolitical ({', '.join(meant)}), their use is not: of a critic's acts {percent(critics)} are recorded, of "
        f"anybody else's {percent(others)}, over all years and places: {times(critics / others)} as much. Within a month and a {here}, "
        f"where as much is seen of both, it is {times(at_once(m))}. The file says {said}: chance moves a run off that, and so does where in a "
        f"{here} critics live; and a source that sees nearly everything of others cannot see as many times more of them.",
        of_inputs(m.run, "regime.enforcement.critics"),
        m.how,
        (
            Figure(
                "enforcement",
                title,
                "Records for each act under the rules that are enforced selectively, by year",
                lines(
                    list(shown.rows),
                    "who",
                    "records an act",
                    axis=".1~%",
                    **dated(m, "enforcement.critics.*", "data_sources.*.coverage"),
                ),
                shown,
                "Two lines: the share of acts recorded, for known critics and for others.",
            ),
        ),
        echo=f"Because the file says {said}.",
    )
