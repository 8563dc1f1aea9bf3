"""The pictures of one variant beside its base."""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any, Final

from demerit.comparison.cells import AGE
from demerit.life.words import date_in_words, enumerated
from demerit.report.charts.gross import ENGLISH, gross, monthly
from demerit.report.compared.cells import Cells, Sum
from demerit.report.compared.folder import Compared
from demerit.report.finding import Figure
from demerit.report.numbers import people, signed, significant
from demerit.report.table import Kind, Row, Table, table
from demerit.report.tiles import SIGNED, around_zero, fits, keyed, tiles
from demerit.scenario.census import regions
from demerit.world.undergone import HARMS

# Flows with names in `comparison.json`, in words.
FLOWS: Final = {
    "records.wrong": "wrong records",
    "blacklist.entries": "entries onto the black list",
    "fines": "fines without a hearing",
    "claw_backs": "claims to everything received",
    "detentions": "arrests for detention without trial",
    "refused.all": "requests refused",
    "aim.given_up.speech": "criticism left unsaid for fear",
    "aim.given_up.information": "searches not made for fear",
    "aim.given_up.assembly": "assemblies not joined for fear",
}
OF_HARMS: Final[dict[str, str]] = {
    **{name: FLOWS[name] for name in HARMS if name in FLOWS},
    "self_censored.all": "acts left undone for fear",
}
AIMS: Final = {
    "aim.offences_avoided.fraud": "frauds left undone",
    "aim.offences_avoided.petty_offence": "petty offences left undone",
    "aim.offences_avoided.road_crossing": "streets not crossed wrongly",
    "aim.offences_avoided.loud_music": "loud music on trains left out",
    "aim.offences_avoided.travel_disorder": "disorder on journeys left out",
    "aim.offences_avoided.health_breach": "missing health proofs avoided",
    "aim.offences_avoided.curfew_breach": "curfew breaches left undone",
    "aim.offences_avoided.truancy": "misconduct at school left undone",
    "aim.defaults_avoided": "defaults avoided",
    "aim.judgments_performed_under_pressure": "judgments performed under pressure",
}
LIBERTIES: Final = {
    **{name: FLOWS[name] for name in FLOWS if name.startswith("aim.")},
    "aim.given_up.movement": "journeys refused",
}
TRAITS: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("group", "population group", {"majority": "the majority", "minority": "the minority"}),
    (
        "tenth",
        "tenth of household income",
        {str(n): f"tenth {n}" + {1: " (poorest)", 10: " (richest)"}.get(n, "") for n in range(1, 11)},
    ),
    ("age", "age", {name: f"ages {name.replace('-', ' to ').replace('+', ' and over')}" for name in AGE}),
    ("sex", "sex", {"male": "men", "female": "women"}),
    ("urban", "city or country", {"true": "people in cities", "false": "people in the country"}),
)
FEWEST: Final = 10  # counted among the settled people; below, another draw of people may say otherwise
ALIKE: Final = 0.8  # of the largest: as large, as far as one draw of people tells
NAMED: Final = 2  # others that differ about as much, named
NINE_OF_TEN: Final = 1.645  # standard deviations to either side
A_HUNDRED: Final = 100
A_YEAR: Final = 12_000  # person-months of a thousand people
NUMBERS: Final[list[tuple[str, str, Kind]]] = [
    ("base", "in the base", "count"),
    ("other", "in the other world", "count"),
    ("lost", "fewer", "count"),
    ("gained", "more", "count"),
    ("difference", "net", "count"),
    ("low", "low, by chance", "count"),
    ("high", "high, by chance", "count"),
]
HOLDS: Final[tuple[str, str, Kind]] = ("holds", "draws of this sign", "text")


def flows(c: Compared, name: str, key: str) -> Iterator[Figure]:
    """Who is spared what and who gets it on top, measure by measure: in the year shown, or where nothing is then, in
    the one in which most is.
    """
    year = _year(c, name)
    rows = [row for row in _rows(c, name, FLOWS, (year,)) if row["lost"] or row["gained"]]
    if not rows:
        return
    when = c.months_of(year)
    most = max(rows, key=lambda row: float(row["lost"]) + float(row["gained"]))
    few = [str(row["what"]) for row in rows if c.counted(float(row["lost"]) + float(row["gained"])) < FEWEST]
    yield Figure(
        f"{key}-flows",
        f"{most['what'][0].upper()}{most['what'][1:]}: {people(float(most['lost']))} fewer and {people(float(most['gained']))} more, in {when}",
        f"Times people undergo it in one world and not in the other, {when}; diamond: the net difference; line: what other draws of people would give, nine in ten"
        + ("; wide pale line: what nobody knows" if any(row.get("least") is not None for row in rows) else "")
        + (f"; on fewer than {FEWEST} counted: {', '.join(few)}" if few else ""),
        gross(rows, "what", "times", least=c.said["scale"] / 2),
        _table(rows),
        "Bars to the left for what goes away, to the right for what comes on top, with the net difference.",
    )


def _year(c: Compared, name: str) -> str:
    """The year that the picture of flows shows."""
    moved = dict.fromkeys(_years(c, name), 0.0)
    for row in _rows(c, name, FLOWS, list(moved)):
        moved[str(row["year"])] += float(row["lost"]) + float(row["gained"])
    return c.year if moved.get(c.year) or not any(moved.values()) else max(moved, key=moved.__getitem__)


def _years(c: Compared, name: str) -> list[str]:
    return sorted({key.rsplit(".", 1)[1] for key in c.said["variants"][name]["effects"]})


def every_year(c: Compared, name: str) -> Table:
    """All the flows, in all years."""
    return _table(_rows(c, name, FLOWS, _years(c, name)), dated=True)


def sides(c: Compared, name: str) -> list[tuple[str, Table]]:
    """What such a system says it wants, and what it takes: tables of both, in the year shown."""
    wanted, taken = (_rows(c, name, named, (c.year,)) for named in (AIMS, LIBERTIES))
    return [("What such a system says it wants", _table(wanted)), ("What it takes", _table(taken))]


def _rows(c: Compared, name: str, named: dict[str, str], years: Sequence[str]) -> list[Row]:
    effects = c.said["variants"][name]["effects"]
    found = [
        _row(what, year, one)
        for measure, what in named.items()
        for year in years
        if (one := effects.get(f"{measure}.{year}")) is not None and one["difference"] is not None
    ]
    drawn = any(row["least"] is not None for row in found)
    return found if drawn else [{k: v for k, v in row.items() if k not in ("least", "most", "holds")} for row in found]


def _row(what: str, year: str, one: dict[str, Any]) -> Row:
    low, high = one["chance"] or (None, None)
    least, most = one["unknown"] or (None, None)
    holds = "{} of {}".format(*one["sign_holds"]) if one["sign_holds"] else None
    numbers = {key: one[key] for key in ("base", "other", "lost", "gained", "difference")}
    return {
        "what": what,
        "year": year,
        **numbers,
        "low": low,
        "high": high,
        "least": least,
        "most": most,
        "holds": holds,
    }


def _table(rows: list[Row], dated: bool = False) -> Table:
    columns: list[tuple[str, str, Kind]] = [("what", "what", "text")]
    columns += [("year", "year", "text")] if dated else []
    drawn = any("least" in row for row in rows)
    return table([*columns, *NUMBERS, *([HOLDS] if drawn else [])], rows)


def where(c: Compared, cells: Cells, name: str, key: str) -> Iterator[Figure]:
    """The harm that changes most: by month, by province, by trait."""
    measure = cells.most(name)
    if measure is None:
        return
    what = OF_HARMS[measure]
    yield _by_month(c, cells.by(name, measure, "month"), what, f"{key}-months")
    by_province = cells.by(name, measure, "province")
    if fits([one.value for one in by_province]):
        yield _map(c, by_province, what, f"{key}-map")
    for trait, said, names in TRAITS:
        found = cells.by(name, measure, trait)
        if trait == "tenth":
            found.sort(key=lambda one: int(one.value))
        if len(found) > 1:
            yield _by_trait(c, found, what, said, names, f"{key}-{trait}")


def _by_month(c: Compared, sums: list[Sum], what: str, key: str) -> Figure:
    rows: list[Row] = [
        {
            "month": one.value[:7],
            "lost": one.lost,
            "gained": one.gained,
            "difference": one.gained - one.lost,
            "counted": one.counted,
        }
        for one in sums
    ]
    first = next(row["month"] for row in rows if row["lost"] or row["gained"])
    lost, gained = (people(sum(float(row[key]) for row in rows)) for key in ("lost", "gained"))
    columns: list[tuple[str, str, Kind]] = [
        ("month", "month", "text"), ("lost", "fewer", "count"), ("gained", "more", "count"),
        ("difference", "net", "count"), ("counted", "counted among the settled people", "count"),
    ]  # fmt: skip
    shown = table(columns, rows)
    return Figure(
        key,
        f"{what[0].upper()}{what[1:]}: {lost} fewer and {gained} more in all, from {date_in_words(str(first))} on",
        f"{what[0].upper()}{what[1:]} in one world and not in the other, by month; line: the net difference; single months have no band",
        monthly(list(shown.rows), "times a month"),
        shown,
        "Bars by month, below zero for what goes away, above for what comes on top.",
    )


def _rate(value: float, months: float) -> float:
    """Of a thousand people in a year."""
    return A_YEAR * value / months if months else 0.0


def _rated(one: Sum, named: str) -> Row:
    return {
        "what": named,
        "lost": _rate(one.lost, one.people),
        "gained": _rate(one.gained, one.people),
        "difference": _rate(one.gained - one.lost, one.people),
        "value": _rate(one.gained - one.lost, one.people),
        "counted": one.counted,
    }


RATES: Final[list[tuple[str, str, Kind]]] = [
    ("lost", "fewer, of 1,000 a year", "number"),
    ("gained", "more, of 1,000 a year", "number"),
    ("difference", "net, of 1,000 a year", "number"),
    ("counted", "counted among the settled people", "count"),
]


def _by_trait(c: Compared, sums: list[Sum], what: str, trait: str, names: dict[str, str], key: str) -> Figure:
    rows = [_rated(one, names.get(one.value, one.value.replace("_", " "))) for one in sums if one.people]
    shown = table([("what", trait, "text"), *RATES], rows)
    return Figure(
        key,
        f"{what[0].upper()}{what[1:]}, by {trait}: {_leads(rows)}",
        f"{what[0].upper()}{what[1:]} a year among 1,000 people, by {trait}, {c.span}; {_few(rows)}",
        gross(list(shown.rows), "what", "of 1,000 people a year", ENGLISH._replace(number=_short)),
        shown,
        f"Bars by {trait}: to the left what goes away, to the right what comes on top.",
    )


def _leads(rows: list[Row]) -> str:
    """For whom it differs most, where enough is counted to say so."""
    counted = [row for row in rows if row["counted"] >= FEWEST]
    if len(counted) < 2:
        return "too few are counted to tell values apart"
    most = max(counted, key=lambda row: abs(float(row["difference"])))
    if not most["difference"]:
        return "as many go away as come on top"
    if all(float(row["difference"]) / float(most["difference"]) > ALIKE for row in counted):
        return "the net difference is about as large for all"
    others = [str(row["what"]) for row in counted if row is not most and not _apart(most, row)]
    if len(others) == len(counted) - 1:
        return "by the chance of who was counted, no net difference stands out"
    if len(others) > NAMED:
        return f"the net difference is largest for {most['what']}, but hardly larger than for {len(others)} others"
    return f"the net difference is largest for {enumerated([str(most['what']), *others])}"


def _apart(most: Row, row: Row) -> bool:
    """Whether two net differences are further apart than the chance of who was counted has them, in nine of ten."""
    off = sqrt(sum(_of_one(each) ** 2 * float(each["counted"]) for each in (most, row)))
    return abs(float(most["difference"]) - float(row["difference"])) > NINE_OF_TEN * off


def _of_one(row: Row) -> float:
    """What one of those counted adds to a rate."""
    return (float(row["lost"]) + float(row["gained"])) / float(row["counted"])


def _few(rows: list[Row]) -> str:
    few = [str(row["what"]) for row in rows if row["counted"] < FEWEST]
    if len(few) == len(rows) > 1:
        return f"no band: each rests on fewer than {FEWEST} counted"
    said = "no band: each rests on fewer people than the figures of the country, and is less sure"
    return f"{said}; on fewer than {FEWEST} counted: {', '.join(few)}" if few else said


def _short(value: float) -> str:
    """A rate in two digits, or whole from 100 on."""
    return signed(round(value) if abs(value) >= A_HUNDRED else significant(value, 2))


def _map(c: Compared, sums: list[Sum], what: str, key: str) -> Figure:
    rows = [{"province": one.value, **_rated(one, one.value)} for one in sums if one.people]
    region, several = regions(one.value for one in sums)
    columns: list[tuple[str, str, Kind]] = [
        ("province", region, "text"),
        ("value", "net, of 1,000 a year", "number"),
        *RATES[:2],
        RATES[3],
    ]
    shown = table(columns, rows)
    values = [float(row["value"]) for row in shown.rows]
    limits, far = around_zero(values), max(map(abs, values))
    most = max(rows, key=lambda row: abs(float(row["value"])))
    few = sum(row["counted"] < FEWEST for row in rows)
    title = f"{what[0].upper()}{what[1:]}: the net difference is largest in {most['province']}"
    if not most["value"]:
        title = f"{what[0].upper()}{what[1:]}: in every {region} as many go away as come on top"
    elif most["counted"] < FEWEST:
        title = f"{what[0].upper()}{what[1:]}: fewer than {FEWEST} are counted where the net difference is largest"
    chart = tiles(list(shown.rows), limits, size=46, steps=SIGNED, said=_short)
    return Figure(
        key,
        title,
        f"Net difference of {what} a year among 1,000 people, by {region}, {c.span}; below zero: fewer than in the base; no band: "
        f"{few} of {len(rows)} {several} rest on fewer than {FEWEST} counted",
        keyed(chart, limits, -far, far, _short, steps=SIGNED),
        shown,
        f"A tile for each {region} with its net difference.",
    )
