"""M11: what people leave undone for fear."""

from typing import Final

import numpy as np

from demerit.calendar import YEAR, text_of
from demerit.catalogue.contexts import SPEECH, context_of
from demerit.life.words import date_in_words, enumerated
from demerit.report.beside import compared
from demerit.report.changes import Dated, dated
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import ever, months_of, rules
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import few_counted, people, percent, several, words
from demerit.report.rests import on_fear
from demerit.report.table import Row, banded, table
from demerit.vocabulary import LIBERTY_OF

KEY = "silence"
COUNTED: Final = 10  # left undone over the run, from which on a kind is drawn
FEW: Final = 0.02  # of adults: on a list that all can read, or punished for speech in a year
PRAISE: Final = "loyalty"
KINDS: Final[tuple[str, ...]] = ("criticism", "search", "demonstration", "road_crossing")


OF_ONES_OWN: Final = ("fine", "refusal", "listing", "claw_back", "detention")


def _rises(m: Measures) -> str:
    """What frightens, of all that this regime has ever frightened with."""
    with_what = (
        ("one's own case", lambda fear: any(getattr(fear, name) for name in OF_ONES_OWN)),
        ("knowing that one is watched at all", lambda fear: fear.watched),
        ("listed relatives", lambda fear: fear.relative_listed),
        ("detained relatives", lambda fear: fear.relative_detained),
    )
    said = [what for what, there in with_what if ever(m, lambda regime, there=there: there(regime.fear))]  # type: ignore[misc]
    if ever(m, lambda regime: regime.fear.neighbours):
        said.append(f"listed neighbours where lists are published{_published(m)}")
    return f"Fear rises with {enumerated(said)}" if said else "Nothing frightens here"


def _published(m: Measures) -> str:
    """Whether anybody can read who is listed."""
    months = months_of(m, lambda regime: regime.lists.blacklist.published)
    months = [month for month in months if month >= m.run.scenario.regime_at(month).lists.blacklist.published.since]  # type: ignore[union-attr]
    if not months:
        return " (here no list is published)"
    return "" if len(months) == len(m.months) else f" (here from {date_in_words(text_of(months[0]))} on)"


def _crossings(kinds: list[str]) -> str:
    """What else the same fear does."""
    if "road_crossing" not in kinds:
        return ""
    return "Fewer streets are crossed wrongly as well, which a government might welcome: the same fear does both. "


def watched_alone(m: Measures) -> bool:
    """Whether hardly anything silences but being watched: who loses points for speech is rare, and whom a list shows."""
    shown = ever(m, lambda regime: regime.lists.blacklist.published is not None)
    listed = m.at_end("blacklist.share") if shown else 0.0
    return max(listed, _punished(m)) < FEW and ever(m, lambda regime: regime.fear.watched)


def _punished(m: Measures) -> float:
    """Records of speech that cost points, for each adult and year."""
    cost = {rule.conduct: -rule.points for rule in rules(m).values() if context_of(rule.conduct) == SPEECH}
    times = sum(m.total(f"points_lost.{name}").scaled / points for name, points in cost.items() if points > 0)
    adults = float(m.series("adults").sum()) / YEAR
    return times / adults if adults else 0.0


def _unsaid(scaled: float) -> str:
    """How many are left unsaid; where the sample has none, that is no proof that there are none."""
    return (
        f"That is {people(scaled)} unsaid criticisms."
        if scaled
        else "No criticism was left unsaid in these months among the people of this run."
    )


def _nothing_unsaid(m: Measures) -> str:
    """Why there is no finding; where most around dissent, fear keeps from the opposite of criticism."""
    praise = m.total(f"self_censored.{PRAISE}")
    if not praise.counted:
        return "No self-censorship: nobody left criticism unsaid for fear of this regime."
    return (
        "No criticism was left unsaid for fear in this run; praise of the government was, "
        f"{people(praise.scaled)} times{few_counted(praise.counted)}."
    )


def _of(rows: list[Row], kinds: list[str]) -> list[Row]:
    named = set(map(words, kinds))
    return [row for row in rows if row["kind"] in named]


def _noted(changed: Dated, kinds: list[str], drawn: list[str]) -> Dated:
    """What the picture leaves out, beside the changes: a kind of which next to nothing is counted is one wide band."""
    rest = [words(kind) for kind in kinds if kind not in drawn]
    left = f"Fewer than {COUNTED} counted, and only in the table: {', '.join(rest)}." if rest else ""
    return {**changed, "note": " ".join(each for each in (left, changed["note"]) if each)}


def find(m: Measures) -> Finding | LeftOut:
    """Share of wanted acts left undone, by kind, over quarters."""
    about = {rule.conduct for rule in rules(m).values()} | set(LIBERTY_OF)
    kinds = [kind for kind in KINDS if kind in about and m.seen(f"self_censored.{kind}")]
    if "criticism" not in kinds:
        return LeftOut(KEY, _nothing_unsaid(m))
    rows: list[Row] = []
    for kind in kinds:
        share = f"self_censored.share.{kind}"
        for start in range(0, len(m.months), 3):
            quarter = slice(start, start + 3)
            undone = float(m.series(f"self_censored.{kind}", counted=True)[quarter].sum())
            one = m.one_in(share, months=quarter)
            limits = m.band(lambda x, n=share, q=quarter: x.ratio(n, months=q), undone, one, 1.0)  # type: ignore[misc]
            row = {"month": m.texts[start], "kind": words(kind), "value": m.ratio(share, months=quarter), **limits}
            rows.append(row)
    drawn = [kind for kind in kinds if kind == "criticism" or m.total(f"self_censored.{kind}").counted >= COUNTED]
    shown = table(
        [
            ("month", "quarter beginning", "text"),
            ("kind", "conduct", "text"),
            ("value", "share left undone", "share"),
            *banded("share"),
        ],
        rows,
    )
    changed = dated(m, "fear.*", "lists.*.published.*", "learned_score.fitted")
    year = slice(max(0, len(m.months) - YEAR), len(m.months))
    at_end = m.ratio("self_censored.share.criticism", months=year)
    unsaid = float(np.sum(m.series("self_censored.criticism")[year]))
    part = percent(at_end) if unsaid else "none"
    title = f"In the last {several(min(YEAR, len(m.months)), 'month')}, {part} of the criticism that people would have voiced is left unsaid"
    counted = int(m.series("self_censored.criticism", counted=True)[year].sum())
    title += few_counted(counted) if unsaid else ""
    return Finding(
        KEY,
        title,
        f"{_unsaid(unsaid)} {compared(m, {'self_censored.share.criticism': 'of the criticism left unsaid for fear'})}{_rises(m)}; it passes when nothing happens. "
        "What people do not say because too few others say it is not counted here: it is no fear of their own. "
        f"{_crossings(kinds)}No survey measures this: how much each "
        "thing frightens is assumed within what studies found, which differ in size and in part in sign.",
        of_inputs(m.run, *on_fear(m), "society.conduct.criticism", "society.conduct.search"),
        m.how,
        (
            Figure(
                "silence",
                title,
                "Share of what people would have done that they leave undone for fear, by quarter",
                lines(
                    _of(list(shown.rows), drawn),
                    "kind",
                    "share left undone",
                    axis=".0%",
                    **_noted(changed, kinds, drawn),
                ),
                shown,
                "Lines of self-censorship by kind of conduct over time.",
            ),
        ),
        echo="Because the file says how much being watched frightens." if watched_alone(m) else "",
    )
