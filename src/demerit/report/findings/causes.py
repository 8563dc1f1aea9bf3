"""M13, M18: why people are refused, and how many of the refused did nothing themselves."""

from typing import Final

from demerit.report.changes import dated
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures, counted_in
from demerit.report.numbers import people, percent
from demerit.report.rests import on_refusals
from demerit.report.table import Row, banded, table
from demerit.vocabulary import CAUSES

KEY = "causes"
WORDS: Final = {
    "listing": "being listed",
    "points": "too few points",
    "relative": "a listed relative",
    "company": "one's company",
    "health": "a missing health proof",
    "commercial": "a low private score",
    "learned": "a low learned score",
}
# As a request is answered: the first that applies is the one that is given.
IN_ORDER: Final = ("listing", "points", "relative", "health", "company", "learned", "commercial")


def most(m: Measures) -> str:
    """The cause of most refusals, lists aside."""
    return max((cause for cause in CAUSES if cause != "listing"), key=lambda c: m.total(f"refused.for.{c}").scaled)


def by_scores(m: Measures) -> bool:
    """Whether the title tells of private scores first: as many are refused for them as have one."""
    return most(m) == "commercial" and not m.seen("refused.for.listing")


def find(m: Measures) -> Finding | LeftOut:
    """Refusals by cause and quarter; the share that falls on relatives and partners."""
    causes = [cause for cause in CAUSES if m.seen(f"refused.for.{cause}")]
    if len(causes) < 2:
        only = f"every refusal of this run is for {WORDS[causes[0]]}" if causes else "nobody was refused in this run"
        return LeftOut(KEY, f"No causes to compare: {only}.")
    rows: list[Row] = []
    for cause in causes:
        scaled, counted = m.series(f"refused.for.{cause}"), m.series(f"refused.for.{cause}", counted=True)
        for start in range(0, len(m.months), 3):
            quarter = slice(start, start + 3)
            limits = m.band(
                lambda x, c=cause, q=quarter: float(x.series(f"refused.for.{c}")[q].sum()),  # type: ignore[misc]
                float(counted[quarter].sum()),
            )
            row = {"month": m.texts[start], "cause": WORDS[cause], "value": float(scaled[quarter].sum())}
            rows.append({**row, **limits})
    shown = table(
        [
            ("month", "quarter beginning", "text"),
            ("cause", "cause", "text"),
            ("value", "refusals", "count"),
            *banded("count"),
        ],
        rows,
    )
    total = {cause: m.total(f"refused.for.{cause}").scaled for cause in causes}
    innocent = m.ratio("refused.bystanders_share")
    other = most(m)
    without_list = sum(m.ratio(f"refused.for_share.{cause}") for cause in causes if cause != "listing")
    title = f"{percent(without_list)} of refusals have another cause than one's own listing: above all {WORDS[other]}"
    if causes[0] != "listing":
        second = max((cause for cause in causes if cause != other), key=lambda c: total[c])
        first, next_ = (percent(m.ratio(f"refused.for_share.{cause}")) for cause in (other, second))
        title = f"{first} of refusals are for {WORDS[other]}, {next_} for {WORDS[second]}"
    spill = ""
    if innocent:
        spill = f" {percent(innocent)} of all refusals hit people because a relative or a company of theirs is listed."
    elif causes[0] == "listing":
        spill = " No refusal of this run hits anybody for a listed relative or company."
    each = ", ".join(f"{people(total[c])} for {WORDS[c]}" for c in sorted(causes, key=lambda c: -total[c]))
    return Finding(
        KEY,
        title,
        f"Every refusal names one cause. Over the run: {each}.{spill} Where several causes apply, a refusal is counted under the "
        f"first of them, in this order: {', '.join(WORDS[cause] for cause in IN_ORDER if cause in causes)}.",
        of_inputs(m.run, *on_refusals(m)),
        m.how,
        (
            Figure(
                "causes",
                title,
                "Requests refused, by cause and quarter",
                lines(
                    list(shown.rows),
                    "cause",
                    f"{counted_in('refused.for.listing')} a quarter",
                    **dated(
                        m,
                        "consequences.*",
                        "learned_score.fitted",
                        "commercial_scores.*.refuses.*",
                        "health_pass.*",
                        "lists.*",
                    ),
                ),
                shown,
                "Lines of quarterly refusals by cause.",
            ),
        ),
        echo="Because the file says who has a score and below which it refuses." if by_scores(m) else "",
    )
