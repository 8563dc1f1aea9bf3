"""M25: the same conduct, recorded more often for those who spoke critically."""

from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import regimes, rules
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import as_often, percent, words
from demerit.report.table import Row, table

KEY = "enforcement"
WHO = (("others", ""), ("known critics", "_critics"))


def find(m: Measures) -> Finding | LeftOut:
    """Records per act, critics against others."""
    if not m.seen("enforcement.records_critics"):
        return LeftOut(KEY, "No selective enforcement: no rule of this run is enforced more closely against critics.")
    rows: list[Row] = []
    for who, suffix in WHO:
        for year in m.years:
            counted = m.total(f"enforcement.records{suffix}", year).counted
            if not m.total(f"enforcement.acts{suffix}", year).counted:
                continue
            limits = m.band(lambda x, s=suffix, y=year: x.ratio(f"enforcement.share{s}", y), counted)  # type: ignore[misc]
            row = {
                "month": f"{year}-01",
                "who": who,
                "value": m.ratio(f"enforcement.share{suffix}", year),
                **limits,
            }
            rows.append({**row, "acts": m.total(f"enforcement.acts{suffix}", year).scaled})
    shown = table(
        [
            ("month", "year beginning", "text"),
            ("who", "who", "text"),
            ("value", "records an act", "share"),
            ("low", "low", "share"),
            ("high", "high", "share"),
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
    title = f"For the same act, known critics are recorded {as_often(critics / others)} as others"
    return Finding(
        KEY,
        title,
        f"The rules are apolitical ({', '.join(meant)}), their use is not: of a critic's acts {percent(critics)} are recorded, of "
        f"anybody else's {percent(others)}. The scenario sets a factor of "
        f"{' and '.join(f'{factor:g}' for factor in factors)}; the ratio differs from it where critics live and move in "
        "places with other coverage, and where a source cannot see more than everything.",
        of_inputs(m.run, "regime.enforcement.critics"),
        m.how,
        (
            Figure(
                "enforcement",
                title,
                "Records for each act under the rules that are enforced selectively, by year",
                lines(list(shown.rows), "who", "records an act", axis=".1~%"),
                shown,
                "Two lines: the share of acts recorded, for known critics and for others.",
            ),
        ),
    )
