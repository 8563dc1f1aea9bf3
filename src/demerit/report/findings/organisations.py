"""M04, M13, M19, M20: how organisations are rated and listed, what follows, what is wrongful, and who suffers for them."""

from typing import Final

from demerit.calendar import text_of
from demerit.life.words import date_in_words, enumerated
from demerit.report.changes import dated
from demerit.report.charts.areas import areas
from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import few_counted, people, percent
from demerit.report.table import Row, Table, table
from demerit.vocabulary import ORGANISATION_ACTS, ORGANISATION_DEMANDS, ORGANISATIONS, RATINGS

KEY = "organisations"
# The worst at the bottom; diverging, told apart by the colour-blind.
COLOURS: Final = {"D": "#8c2d04", "C": "#d55e00", "M": "#d9d9d9", "B": "#c7dcee", "A": "#0072B2"}
KINDS: Final = {"domestic": "domestic companies", "foreign": "foreign companies", "nonprofit": "nonprofits"}
REFUSED: Final = "demands refused"
WRONGFUL: Final = {
    "blacklist.wrongful_entries": "put on the blacklist",
    "wrongful.refused": "refused something",
    "wrongful.fines": "fined",
    "watchlist.wrongful_entries": "put on the watch list",
}
SPARED: Final = 0.005  # a share that rounds to nothing


def _given(m: Measures) -> list[str]:
    """Ratings that were ever given, the worst first."""
    return [name for name in reversed(RATINGS) if m.seen(f"organisation.rating.{name}")]


def _ratings(m: Measures) -> Table:
    """Shares of rated organisations by rating, months in which there are none left out."""
    each = {name: m.ratios(f"organisation.rating_share.{name}") for name in COLOURS if name in _given(m)}
    rows: list[Row] = []
    for i, month in enumerate(m.months):
        if any(values[i] for values in each.values()):
            rows += [{"month": text_of(month), "rating": name, "value": float(v[i])} for name, v in each.items()]
    return table(
        [("month", "month", "text"), ("rating", "rating", "text"), ("value", "share of those rated", "share")], rows
    )


def _followed(m: Measures) -> Table:
    """By rating: what share of demands is refused, of months spent inspected, taxed higher, without licence; fines.

    Ordinary reasons come first: the regime refuses only what they let through.
    """
    rows: list[Row] = []
    for name in reversed(_given(m)):
        parts = (
            (REFUSED, refused_share(m, name)),
            ("months inspected", m.ratio(f"organisation.by_rating.inspected_share.{name}")),
            ("months at a higher tax", m.ratio(f"organisation.by_rating.taxed_share.{name}")),
            ("months without licence", m.ratio(f"organisation.by_rating.suspended_share.{name}")),
        )
        fines = m.ratio(f"organisation.by_rating.fines_a_year.{name}")
        each = {"rating": name, "fines": fines}
        rows += [{"bar": f"{name}: {what}", "what": what, "value": min(share, 1.0), **each} for what, share in parts]
    happens = {row["what"] for row in rows if row["value"]}  # what befalls no class stands nowhere
    return table(
        [
            ("bar", "rating and what follows", "text"),
            ("rating", "rating", "text"),
            ("what", "what follows", "text"),
            ("value", "share", "share"),
            ("fines", "fines a year and organisation", "number"),
        ],
        [row for row in rows if row["what"] in happens],
    )


def refused_share(m: Measures, rating: str) -> float:
    """Of the requests of one rating that ordinary reasons let through, the share that the regime refuses.

    Ordinary reasons look at the request and at no rating, so what they let through of a rating's requests is what they
    let through of everybody's.
    """
    asked = {name: m.total(f"organisation.by_rating.demand.{rating}.{name}").scaled for name in ORGANISATION_DEMANDS}
    let_through = sum(n * (1 - m.ratio(f"organisation.declined_share.{name}")) for name, n in asked.items())
    refused = m.total([f"organisation.by_rating.refused.{rating}.{name}" for name in asked]).scaled
    return min(refused / let_through, 1.0) if let_through else 0.0


def _subjects(m: Measures) -> Table:
    """Who is listed at the end, by kind of subject."""
    last = m.months[-1]
    rows: list[Row] = [{"kind": "people", "value": m.at("blacklist.stock", last).scaled}]
    for kind in ORGANISATIONS:
        rows.append({"kind": KINDS[kind], "value": m.at(f"organisation.blacklist.stock.{kind}", last).scaled})
    return table([("kind", "subject", "text"), ("value", "listed", "count")], rows)


def _refused(m: Measures) -> Table:
    """What people were refused for an organisation, and for anything else, over the run."""
    company = m.total("refused.for.company")
    return _suffered(
        "what people were refused",
        {
            "for anything else": m.total("refused.all").less(company).scaled,
            "for owning a listed organisation": company.scaled,
        },
        "refusals, all years",
    )


def _without_licence(m: Measures) -> Table:
    """Months that people lived through while their organisation had no licence."""
    spilt = {"owners": "owners", "employees": "staff"}
    return _suffered(
        "who lived through it",
        {who: m.total(f"organisation.spillover.{name}_burdened").scaled for who, name in spilt.items()},
        "months, all years",
    )


def _suffered(what: str, each: dict[str, float], number: str) -> Table:
    rows: list[Row] = [{"what": name, "value": value} for name, value in each.items() if value]
    return table([("what", what, "text"), ("value", number, "count")], rows)


MOVED: Final = (
    *(f"organisations.*.{part}" for part in ("rating.bands.*", "points.audits.*", "rules.*")),
    "organisations.data_sources.*.coverage",
)


def find(m: Measures) -> Finding | LeftOut:
    """Ratings over time, what follows by rating, listed subjects by kind, what people suffer for organisations."""
    if not _given(m):
        return LeftOut(KEY, "No ratings of organisations: nothing in this run rates companies or nonprofits.")
    last, ratings = m.months[-1], _ratings(m)
    at_end = {str(row["rating"]): float(row["value"]) for row in ratings.rows if row["month"] == text_of(last)}
    bad = sum(at_end.get(name, 0.0) for name in ("C", "D"))
    title = f"{percent(bad)} of rated organisations stand at C or D in {date_in_words(text_of(last))}, and {percent(at_end.get('A', 0.0))} at A"
    return Finding(
        KEY,
        title,
        f"{_stocks(m)} {_inspected(m)}{_mistakes(m)}How often organisations break which rule was assumed: shares by rating say "
        "what these rules would do, not what is.",
        of_inputs(
            m.run,
            "regime.organisations.companies.rating.bands",
            "regime.organisations.companies.rules.0",
            "regime.organisations.data_sources",
            "society.organisations.conduct.tax_default",
            "society.organisations.per_1000_people",
        ),
        m.how,
        (
            Figure(
                "organisations-ratings",
                title,
                "Share of rated organisations by rating at the end of each month (M: new, or without income to judge by)",
                areas(
                    list(ratings.rows),
                    "rating",
                    "share of those rated",
                    [COLOURS[n] for n in COLOURS if n in _given(m)],
                    **dated(m, *MOVED),
                ),
                ratings,
                "Stacked shares of organisations by rating.",
            ),
            *_consequences(m),
            *_listed(m),
            *_spillover(m),
        ),
    )


def _stocks(m: Measures) -> str:
    """How many there are at the end, how many of them are listed, how many stand still."""
    last = m.months[-1]
    listed, watched = (m.at(f"organisation.{name}.stock", last).scaled for name in ("blacklist", "watchlist"))
    wrong = m.at_end("organisation.blacklist.wrongful_share")
    text = (
        f"There are {people(m.at('organisation.stock', last).scaled)} companies and nonprofits in this run at its end; "
    )
    text += f"{people(listed) if listed else 'none'} of them {'are' if listed else 'is'} on the blacklist"
    text += f", {percent(wrong)} of these only because of records of what they never did" if listed and wrong else ""
    text += f"; {people(watched)} are on the watch list" if watched else ""
    suspended, closed = (m.at(f"organisation.{name}", last).scaled for name in ("suspended", "closed"))
    ways = ((suspended, "for being listed"), (closed, "by ordinary law, which has nothing to do with the system"))
    lost = [f"{people(number)} {why}" for number, why in ways if number]
    return f"{text}. " + (f"Without licence are {enumerated(lost)}." if lost else "All have their licence.")


def _inspected(m: Measures) -> str:
    """What closer inspection did."""
    found = m.total("organisation.found_by_inspection").scaled
    undone = m.total([f"organisation.deterred.{act}" for act in ORGANISATION_ACTS]).scaled
    if not found and not undone:
        return ""
    return (
        f"Over the run {people(found)} breaches were recorded only because whoever did them was inspected more closely, and "
        f"{people(undone)} were left undone for it; how much inspection deters is taken from elsewhere. "
    )


def _mistakes(m: Measures) -> str:
    """What organisations suffered for nothing but wrong records, over the run."""
    each = {what: m.total(f"organisation.{name}") for name, what in WRONGFUL.items()}
    told = [f"{what} {people(n.scaled)} times{few_counted(n.counted)}" for what, n in each.items() if n.scaled]
    return f"For nothing but wrong records organisations were {enumerated(told)}. " if told else ""


def _consequences(m: Measures) -> list[Figure]:
    shown = _followed(m)
    if not shown.rows:
        return []
    every = list(dict.fromkeys(str(row["rating"]) for row in shown.rows))
    most = {name: max(float(row["value"]) for row in shown.rows if row["rating"] == name) for name in every}
    spared = [name for name in RATINGS if name in _given(m) and most.get(name, 0.0) < SPARED]
    worst = every[-1]
    here = {str(row["what"]): float(row["value"]) for row in shown.rows if row["rating"] == worst}
    title = f"Rated {worst}, {percent(here.get(REFUSED, 0.0))} of what others would be granted is refused"
    title += f"; rated {enumerated([*spared])}, next to nothing follows" if spared else ""
    return [
        Figure(
            "organisations-consequences",
            title,
            "Of demands that ordinary reasons let through, the share refused; share of months inspected more closely, at a higher tax, "
            "without licence; by rating",
            bars(list(shown.rows), "bar", "share", form=".0%", said=percent, colour="what"),
            shown,
            "Bars of refused demands and of months inspected, at a higher tax or without licence, by rating.",
        )
    ]


def _listed(m: Measures) -> list[Figure]:
    shown = _subjects(m)
    total = sum(float(row["value"]) for row in shown.rows)
    if not total:
        return []
    share = float(shown.rows[0]["value"]) / total
    return [
        Figure(
            "organisations-subjects",
            f"{percent(share)} of listed subjects are people",
            f"Subjects on the blacklists at the end of {date_in_words(text_of(m.months[-1]))}, by kind",
            bars(list(shown.rows), "kind", "listed"),
            shown,
            "Bars of listed people, domestic and foreign companies, and nonprofits.",
        )
    ]


def _spillover(m: Measures) -> list[Figure]:
    """What is refused to people for an organisation, and the months in which theirs had no licence: counted apart."""
    figures = []
    span = f"{m.span}"
    if m.seen("refused.for.company"):
        refused = _refused(m)
        figures.append(
            Figure(
                "organisations-spillover",
                f"{percent(m.ratio('refused.for_share.company'))} of people's refusals strike owners of listed organisations, whatever they did",
                f"What people were refused for an organisation, and for anything else, {span}",
                bars(list(refused.rows), "what", "refusals"),
                refused,
                "Bars of refusals for an organisation and for anything else.",
            )
        )
    months = _without_licence(m)
    if months.rows:
        name, most = max(((str(row["what"]), float(row["value"])) for row in months.rows), key=lambda row: row[1])
        figures.append(
            Figure(
                "organisations-unlicensed",
                f"{name.capitalize()} lived through {people(most)} months in which their organisation had no licence",
                f"Months that people lived through while an organisation of theirs had no licence, {span}",
                bars(list(months.rows), "what", "months"),
                months,
                "Bars of months without licence, of owners and of employees.",
            )
        )
    return figures
