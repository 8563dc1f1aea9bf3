"""M21: private opinion beside what is said aloud."""

import numpy as np

from demerit.calendar import text_of
from demerit.life.words import date_in_words, enumerated
from demerit.report.beside import compared
from demerit.report.changes import dated
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import ever, regimes
from demerit.report.marks import cited, of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people, percent
from demerit.report.rests import on_fear
from demerit.report.table import Row, Table, banded, table

KEY = "opinion"
DISSENT = (("dissent in private", "opinion.dissent_private"), ("dissent said aloud", "opinion.dissent_said"))
LEVELS = (("thought", "opinion.mean_private"), ("said aloud", "opinion.mean_said"))
LATER = 12  # months after a signal


def _at(m: Measures, measure: str, i: int) -> float:
    """A ratio in the month of position i."""
    return m.ratio(measure, months=slice(i, i + 1))


def _shares(m: Measures) -> Table:
    """Who dissents in private, and who says so, by month."""
    rows: list[Row] = []
    for label, measure in DISSENT:
        counted = m.series(measure, counted=True)
        for i, month in enumerate(m.texts):
            name = f"{measure}_share"
            one = m.one_in(name, months=slice(i, i + 1))
            limits = m.band(lambda x, n=name, at=i: _at(x, n, at), counted[i], one)  # type: ignore[misc]
            rows.append({"month": month, "what": label, "value": _at(m, name, i), **limits})
    return table(
        [
            ("month", "month", "text"),
            ("what", "what", "text"),
            ("value", "share of people from 14 on", "share"),
            *banded("share"),
        ],
        rows,
    )


def _levels(m: Measures) -> Table:
    """Mean level of what is thought and of what is said, by month; the band is that of so many people."""
    counted = m.series("opinion.people", counted=True)
    rows: list[Row] = []
    for label, measure in LEVELS:
        for i, month in enumerate(m.texts):
            limits = m.band(lambda x, n=measure, at=i: _at(x, n, at), counted[i])  # type: ignore[misc]
            rows.append({"month": month, "what": label, "value": _at(m, measure, i), **limits})
    columns = [("value", "mean level, 0 against to 15 for"), ("low", "low"), ("high", "high")]
    return table(
        [("month", "month", "text"), ("what", "what", "text"), *((key, label, "number") for key, label in columns)],
        rows,
    )


def _is_published(m: Measures, month: int) -> bool:
    black = m.run.scenario.regime_at(month).lists.blacklist
    return black.published is not None and month >= black.published.since


def _signal(m: Measures) -> int | None:
    """The month of a public signal, if the run has one."""
    for month in m.months:
        said = m.run.scenario.regime_at(month).opinion
        if said is not None and said.signal is not None and said.signal.month == month and said.signal.share > 0:
            return month
    return None


def _by_publication(m: Measures, beside: bool) -> str:
    """The gap with a published list and without, where a run has months of both.

    beside: whether the same people were lived without publication, which says more than one run can.
    """
    shown = np.array([_is_published(m, month) for month in m.months])
    if shown.all() or not shown.any():
        if beside or not m.seen("blacklist.stock"):
            return ""
        state = "is" if shown.all() else "is not"
        return f"In this run the list {state} published in any month that was lived, so publication cannot be compared within it. "
    with_it, without = (m.ratio("opinion.mean_gap", months=at) for at in (shown, ~shown))
    return (
        f"While the list is published, what is said lies {with_it:.2f} of 15 levels off what is thought, otherwise {without:.2f}; "
        "other things may have changed between those months. "
    )


def _cascade(m: Measures) -> str:
    """What a signal set off."""
    signal = _signal(m)
    if signal is None:
        return ""
    at = m.months.index(signal)
    after = min(at + LATER, len(m.months) - 1)
    before, then, later = (percent(_at(m, f"{DISSENT[1][1]}_share", i)) for i in (max(at - 1, 0), at, after))
    return (
        f"Of all from 14 on, {before} dissented aloud before the signal of {date_in_words(text_of(signal))}, {then} in that month, "
        f"and {later} in {date_in_words(m.texts[after])}. "
    )


def _moved(m: Measures) -> str:
    """What moves opinion and what presses it, of what this regime has."""
    given = [regime.opinion for regime in regimes(m) if regime.opinion]
    media = any(each.media or each.media_online for each in given)
    movers = [name for name, there in (("media", media), ("school", any(each.school for each in given))) if there]
    parts = (
        [f"{enumerated(movers)} {'move' if len(movers) > 1 else 'moves'} private opinion towards the government's line"]
        if movers
        else []
    )
    if any(each.backfire for each in given):
        parts.append(
            "one's own penalties move it the other way"
            if movers
            else "one's own penalties move private opinion away from the government's line"
        )
    said = m.run.scenario.society.opinions
    if said is not None and (said.household or said.community):
        parts.append("household and community pull it towards what is said there")
    if any(each.reactance for each in given):
        parts.append("some of those who dissent are driven further away by it")
    if any(each.pressure for each in given):
        parts.append(
            "whoever dissents says so only while enough others around do: so open dissent can vanish, or return, within months"
        )
    elif any(each.ostracism for each in given):
        parts.append(
            "whoever thinks otherwise than most around says so only while enough others do, for or against the government"
        )
    text = ", and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{text[0].upper()}{text[1:]}. " if text else ""


def _louder(m: Measures, private: float, aloud: float) -> str:
    """Why more dissent aloud than in private, where it is so."""
    if aloud <= private or not ever(m, lambda regime: regime.opinion and regime.opinion.ostracism):
        return ""
    return "More dissent aloud than in private: where most around are against the government, whoever is not is the one who is shunned. "


def _shunned(m: Measures) -> str:
    """How many are shunned for thinking otherwise, where peers do that."""
    if not m.seen("opinion.shunned"):
        return ""
    shunned = m.total("opinion.shunned").scaled / len(m.months)
    return f"In a month {people(shunned)} people are shunned by their peers, on average. "


def _detention(m: Measures) -> str:
    return "detention never changes it, " if ever(m, lambda regime: regime.detention) else ""


def _surveys(m: Measures) -> str:
    if not m.run.of_china:
        return ""
    return f": surveys that ask twice, once under cover, are context only ({cited(m.run, 'robinson-2019')}; {cited(m.run, 'carter-2024')})"


def find(m: Measures) -> Finding | LeftOut:
    """Shares who dissent in private and aloud, over time; how many say what they do not think."""
    if not m.seen("opinion.people"):
        return LeftOut(KEY, "No opinion: the society of this run says nothing about what people think.")
    if not ever(m, lambda regime: regime.opinion):
        unsaid = "; what is left unsaid for fear is told by itself" if m.seen("self_censored.criticism") else ""
        return LeftOut(
            KEY,
            f"No opinion: this regime neither moves what people think nor presses them to say it is otherwise{unsaid}.",
        )
    shares, levels = _shares(m), _levels(m)
    private, aloud = (m.at_end(f"{measure}_share") for _, measure in DISSENT)
    openly = percent(aloud) if aloud >= 0.001 or not aloud else "fewer than 0.1 %"
    why = ", as peers shun whoever differs from most" if _louder(m, private, aloud) else ""
    title = f"In {m.end}, {percent(private)} dissent in private and {openly} aloud{why}"
    gap = f"In {m.end}, what is said lies {m.at_end('opinion.mean_gap'):.2f} of 15 levels off what is thought"
    changed = dated(m, "opinion.*", "lists.*.published.*")
    beside = compared(
        m, {"opinion.dissent_private_share": "dissent in private", "opinion.dissent_said_share": "dissent aloud"}
    )
    return Finding(
        KEY,
        title,
        f"To dissent is to be against the government's line, in mind or aloud. In {m.end}, {percent(m.at_end('opinion.falsified_share'))} say something else than they "
        f"think (preference falsification). {_louder(m, private, aloud)}{_moved(m)}{beside}"
        f"{_by_publication(m, bool(beside))}{_cascade(m)}{_shunned(m)}Opinion never depends on population group, {_detention(m)}and nothing "
        f"here was ever fitted{_surveys(m)}.",
        of_inputs(m.run, "regime.opinion", "society.opinions", *on_fear(m)),
        m.how,
        (
            Figure(
                "opinion",
                title,
                "Share of people from 14 on who dissent in private, and who say so",
                lines(list(shares.rows), "what", "share", axis=".0%", **changed),
                shares,
                "Lines of private and of open dissent over time.",
            ),
            Figure(
                "opinion-gap",
                gap,
                "Mean level of what is thought and of what is said by people from 14 on, 0 wholly against the government to 15 wholly for it",
                lines(list(levels.rows), "what", "level", axis=".0f", height=180, **changed),
                levels,
                "Lines of the mean of what is thought and of what is said over time.",
            ),
        ),
    )
