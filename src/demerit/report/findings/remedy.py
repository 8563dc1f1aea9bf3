"""M14: refused without notice; listed without cause, counted in days."""

from collections.abc import Callable

from demerit.catalogue.rights import TERMS, in_words
from demerit.report.charts.panels import panels
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import ever, last
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import FEW, people, percent, several
from demerit.report.rests import on_lists, on_refusals, on_sources
from demerit.report.table import Row, Table, banded, table
from demerit.scenario.rights import Rights

KEY = "remedy"
UNTOLD = "share of refusals that are the first notice"
WRONGLY = "share of the listed who are so wrongly"
UNTOLD_SHARE, WRONGLY_SHARE = "refused.unaware_share", "blacklist.wrongful_share"
YEAR = 365.25  # days
KNOWN = (
    "The record knows the same defect: a journalist whom a court had listed had not been told (The Globe and Mail [found, H]); "
    "later rules require service and a time of grace (Supreme People's Court [found, H]). How many real listings are mistakes was "
    "never published."
)


def _rows(m: Measures) -> Table:
    rows: list[Row] = []
    for year in m.years:
        wrong = m.total("blacklist.wrongful_entries", year).counted
        untold, wrongly = (m.one_in(name, year) for name in (UNTOLD_SHARE, WRONGLY_SHARE))
        a_year = m.scale  # somebody wrongly listed for all of it
        each = (
            (UNTOLD, _share(UNTOLD_SHARE), m.total("refused.unaware", year).counted, untold, 1.0),
            (WRONGLY, _share(WRONGLY_SHARE), wrong, wrongly, 1.0),
            ("person-years of wrongful listing", _years_wrong, wrong, a_year, float("inf")),
        )
        for what, figure, events, one, cap in each:
            if not m.total("refused.all" if what == UNTOLD else "blacklist.stock", year).counted:
                continue
            limits = m.band(lambda x, f=figure, y=year: f(x, y), events, one, cap)  # type: ignore[misc]
            rows.append({"what": what, "year": year, "value": figure(m, year), **limits})
    return table(
        [
            ("what", "what", "text"),
            ("year", "year", "text"),
            ("value", "value (shares from 0 to 1)", "number"),
            *banded("number"),
        ],
        rows,
    )


def _share(name: str) -> Callable[[Measures, int | None], float]:
    return lambda m, year: m.ratio(name, year)


def _years_wrong(m: Measures, year: int | None) -> float:
    return m.total("blacklist.wrongful_days", year).scaled / YEAR


def _announced(first: bool, last: bool) -> str:
    if first == last:
        return "announced" if first else "not announced"
    return "announced at first, and later no more" if first else "not announced at first, and announced later"


def _unread(m: Measures) -> str:
    """Why whoever is on a list that all can read may not know it, where that is so."""
    published = last(m).lists.blacklist.published
    if published is None or published.since > m.months[-1] or not m.at_end("blacklist.unaware_share"):
        return ""
    return (
        "The list is published, and household and neighbours read it; in this model nobody looks for their own name, or is told it by them, so "
        "whoever gets no notice learns of the listing when something is refused for it. "
    )


def _rights(given: Rights) -> str:
    """What people can do about a record or a listing, in a sentence."""
    said = in_words({term.key: getattr(given, term.key) for term in TERMS})
    return f"Rights in the last month: {said}. " if said else "Nobody can do anything about a record or a listing. "


def never_told(m: Measures) -> bool:
    """Whether nobody is ever told of a listing: how many know it is then no finding."""
    return not ever(m, lambda regime: regime.rights.notice) and not m.seen("refused.unaware")


def _some_unaware(m: Measures) -> bool:
    """Whether how many of the listed do not know it can be said of the end, at which some are listed."""
    return m.seen("blacklist.unaware") and bool(m.series("blacklist.stock")[-1])


def told(m: Measures) -> float:
    """The share that the title tells first."""
    if _some_unaware(m) and not never_told(m):
        return m.at_end("blacklist.unaware_share")
    return m.ratio(UNTOLD_SHARE if m.seen("refused.unaware") else "blacklist.wrongful_time_share")


def _title(m: Measures, untold: float, wrongly: float) -> str:
    """How many of the listed do not know it, and how they learn of it; or how many are listed wrongly."""
    if never_told(m) and not wrongly:
        return "Nobody is told of a listing; none rests on wrong records alone"
    if never_told(m):
        return f"{percent(wrongly)} of all listed time rests on wrong records alone, and nobody is told"
    said = []
    if _some_unaware(m):
        unaware = m.at_end("blacklist.unaware_share")
        said.append(
            f"In {m.end}, {percent(unaware)} of the listed do not know it"
            if unaware
            else f"In {m.end}, all of the listed know it"
        )
    if m.seen("refused.unaware"):
        when, what = ("over", "it") if said else ("Over", "being listed")
        said.append(f"{when} the run {percent(untold)} of refusals are the first that people hear of {what}")
    return "; ".join(said) or f"{percent(wrongly)} of all listed time rests on wrong records alone"


def _wrongly(m: Measures, share: float) -> str:
    """How long people were listed for nothing but wrong records."""
    days = m.total("blacklist.wrongful_days").scaled
    if not days:
        return "Nobody was listed for nothing but wrong records."
    entries = m.total("blacklist.wrongful_entries").counted
    few = f"; only {several(entries, 'such listing')} counted in the sample" if 0 < entries < FEW else ""
    return (
        f"Wrong records alone keep people on the black list for {people(days / YEAR)} person-years ({people(days)} days{few}): they would not be "
        f"listed without records of what they never did. {percent(share)} of all listed time is of that kind."
    )


def _shows(shown: Table) -> str:
    """What the panels are of: where nothing was refused, there is none of refusals."""
    refused = any(row["what"] == UNTOLD for row in shown.rows)
    return f"{'Refusals without notice, and wrongful listings' if refused else 'Wrongful listings'}, by year"


def find(m: Measures) -> Finding | LeftOut:
    """Refusals of people who had not been told; wrongful listings and their days."""
    if not m.seen("refused.unaware", "blacklist.unaware", "blacklist.wrongful_stock"):
        listed = m.seen("blacklist.entries", "blacklist.stock")
        line = "was listed without knowing it, and nobody was listed wrongly, in" if listed else "is on a black list of"
        return LeftOut(KEY, f"No wrongful listings: nobody {line} this run.")
    shown = _rows(m)
    untold, wrongly = m.ratio("refused.unaware_share"), m.ratio("blacklist.wrongful_time_share")
    title = _title(m, untold, wrongly)
    rights, later = (m.run.scenario.regime_at(month).rights for month in (m.months[0], m.months[-1]))
    return Finding(
        KEY,
        title,
        f"Listings are {_announced(rights.notice, later.notice)} here. {_unread(m)}{_rights(later)}"
        f"{_wrongly(m, wrongly)}{' ' + KNOWN if m.run.of_china and not rights.notice else ''}",
        of_inputs(
            m.run,
            "regime.rights",
            *on_sources(m, "wrong_person_rate", "false_record_rate"),
            *(on_refusals(m) if m.seen("refused.unaware") else on_lists(m)),
        ),
        m.how,
        (
            Figure(
                "remedy",
                title,
                _shows(shown),
                panels(list(shown.rows), "what", "year", shares=(UNTOLD, WRONGLY)),
                shown,
                f"Panels by year: {', '.join(dict.fromkeys(str(row['what']) for row in shown.rows))}.",
            ),
        ),
    )
