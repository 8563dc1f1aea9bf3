"""M17: where the system runs, month by month."""

from demerit.calendar import text_of
from demerit.life.words import date_in_words, enumerated
from demerit.report import tiles
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import cited, of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import percent
from demerit.report.table import Row, table

KEY = "coverage"
MAPS = 6
LIMITS = [0.2, 0.4, 0.6, 0.8]


def find(m: Measures) -> Finding | LeftOut:
    """Share of people covered, by province and month."""
    if not m.seen("covered"):
        return LeftOut(KEY, "No coverage: the system runs nowhere in this run.")
    shares = m.ratios("covered_share")
    if shares.min() > 0.995 * shares.max():
        where = (
            enumerated(list(m.area)) if m.area else "the whole country" if shares.max() > 0.995 else "the same places"
        )
        return LeftOut(KEY, f"No roll-out: the system runs in {where} from the first month to the last.")
    grown = [i for i, share in enumerate(shares) if share < shares.max() * 0.995] or [0]
    picked = sorted({round(step * min(grown[-1] + 1, len(m.months) - 1) / (MAPS - 1)) for step in range(MAPS)})
    rows: list[Row] = []
    for i in picked:
        for name, value in m.ratio_by_province("covered_share", [m.months[i]]).items():
            rows.append({"month": text_of(m.months[i]), "province": name, "value": value})
    shown = table(
        [
            ("month", "month", "text"),
            ("province", m.run.regions.one, "text"),
            ("value", "share of people covered", "share"),
        ],
        rows,
    )
    country = table(
        [("month", "month", "text"), ("where", "where", "text"), ("value", "share of people covered", "share")],
        [{"month": m.texts[i], "where": "country", "value": share} for i, share in enumerate(shares)],
    )
    if float(shares[0]) > 1 - 1e-9:
        return LeftOut(KEY, "No roll-out: the regime of this run is in force everywhere from its first month.")
    half = next((m.texts[i] for i, share in enumerate(shares) if share >= 0.5), None)
    title = (
        f"The system covers half of the people by {date_in_words(half)}"
        if half
        else f"The system never covers more than {percent(float(shares.max()))}"
    )
    title += f", and {percent(float(shares[-1]))} in {m.end}"
    figures = [
        Figure(
            "coverage",
            title,
            f"Share of people in places where the system runs, {enumerated(list(m.area)) if m.area else 'whole country'}",
            lines(list(country.rows), "where", "share of people", axis=".0%", height=150),
            country,
            "A line of the share of people covered.",
        )
    ]
    if not m.area and tiles.fits(sorted({str(row["province"]) for row in rows})):
        maps = [
            tiles.tiles(
                [r for r in shown.rows if r["month"] == month],
                LIMITS,
                size=24,
                title=date_in_words(month),
                values=False,
            )
            for month in dict.fromkeys(str(row["month"]) for row in shown.rows)
        ]
        figures.append(
            Figure(
                "coverage-maps",
                _ends([row for row in shown.rows if row["month"] == m.texts[picked[len(picked) // 2]]]),
                f"Share of people covered at the end of six months, by {m.run.regions.one} (a tile each)",
                tiles.keyed(
                    tiles.together(maps, columns=3),
                    LIMITS,
                    0.0,
                    1.0,
                    lambda share: f"{share:.0%}".replace("%", " %"),
                ),
                shown,
                f"Six tile maps of {m.run.regions.several} by share of people covered.",
            )
        )
    return Finding(
        KEY,
        title,
        "Whole communities join, cities first, then towns, then the country; who has joined stays in. "
        + ("The article lets the system start in 2014 and miss its date of 2020. " if m.run.as_in_the_article else "")
        + (
            f"The record has more than 40 pilot cities by 2018 ({cited(m.run, 'fu-berlin-2018')}) and no nationwide score at all."
            if m.run.of_china
            else ""
        ),
        of_inputs(m.run, "regime.rollout"),
        f"Coverage is set by the scenario; communities are whole, so a small {m.run.regions.one} moves in steps.",
        tuple(figures),
        echo="Because the file says when it begins where.",
    )


def _ends(rows: list[Row]) -> str:
    """What a map says: the province that is covered most, and least."""
    most, least = (pick(rows, key=lambda row: float(row["value"])) for pick in (max, min))
    return (
        f"Cities first: in {date_in_words(str(most['month']))} the system covers {percent(float(most['value']))} of people in {most['province']}, "
        f"{percent(float(least['value']))} in {least['province']}"
    )
