"""M06: cameras, the penalties they set off, and whom they take for somebody else."""

from demerit.calendar import month_of, text_of
from demerit.life.words import date_in_words
from demerit.report import tiles
from demerit.report.charts.lines import lines
from demerit.report.charts.panels import panels
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import months_of, only_between, regimes
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import SOURCE_WORDS, as_often, few_counted, people, percent, times
from demerit.report.table import Kind, Row, Table, banded, table
from demerit.vocabulary import SOURCES

KEY = "cameras"
MEASURED = (
    "NIST tested 189 algorithms of other makers in 2019: many took people of some groups for somebody else 10 to 100 times as often "
    "as people of others, by one of our two readings over 100 times (NISTIR 8280 [found, H])"
)
GROUPS = ("majority", "minority")
THERE = "; of those made in China, few did so with East Asian faces [recalled, H]"
FEW = 30  # penalties counted in the minority, below which the groups are not compared
RIGHT, WRONG, RATE = "penalties.correct.camera", "penalties.wrong.camera", "penalties.wrong_rate.camera"
# Stock in the record by year, as reported from IHS Markit (market research, found, confidence M), millions.
RECORD = {"2016-07": "cameras_2016_m", "2018-07": "cameras_2018_m", "2019-07": "cameras_2019_m"}


def _stock(m: Measures) -> Table | None:
    camera = m.run.scenario.regime.data_sources.get("camera")
    if camera is None or camera.cameras is None:
        return None
    rows: list[Row] = [
        {"month": text_of(month), "from": "scenario", "value": camera.cameras.between(month)}
        for month in m.months
        if month % 3 == 2 or month == m.months[-1]
    ]
    figures = m.run.references["ihs-2017"].figures
    rows += [
        {"month": month, "from": "record", "value": figures[name]}
        for month, name in RECORD.items()
        if m.run.of_china and m.months[0] <= month_of(month) <= m.months[-1]
    ]
    return table([("month", "month", "text"), ("from", "from", "text"), ("value", "cameras, millions", "number")], rows)


def _right(m: Measures) -> Table:
    """Penalties for the person's own act, by year."""
    rows: list[Row] = []
    for year in m.years:
        right = m.total(RIGHT, year)
        if right.counted + m.total(WRONG, year).counted:
            limits = m.band(lambda x, y=year: x.total(RIGHT, y).scaled, right.counted)  # type: ignore[misc]
            rows.append({"what": "the person's own act", "year": year, "value": right.scaled, **limits})
    return _by_year(rows, ("value", "penalties", "count"))


def _wrong(m: Measures) -> Table:
    """Penalties for what the person never did, by year and group, each 100,000 people."""
    rows: list[Row] = []
    for year in m.years:
        for group in m.groups:
            if not m.total(WRONG).counted or not m.total([RIGHT, WRONG], year).counted:
                continue
            one = m.one_in(RATE, year, group)
            counted = m.total(WRONG, year, group).counted
            limits = m.band(lambda x, g=group, y=year: x.ratio(RATE, y, g), counted, one)  # type: ignore[misc]
            rows.append({"what": group, "year": year, "value": m.ratio(RATE, year, group), **limits})
    return _by_year(rows, ("value", "each 100,000 people", "number"))


def _by_year(rows: list[Row], value: tuple[str, str, Kind]) -> Table:
    return table([("what", "penalties by camera", "text"), ("year", "year", "text"), value, *banded(value[2])], rows)


def find(m: Measures) -> Finding | LeftOut:
    """Stock of cameras, automatic penalties, penalties for what somebody else did by group."""
    if not m.seen(RIGHT, WRONG):
        return LeftOut(KEY, "No penalties by camera: no camera of this run punishes by itself.")
    stock, mine, others = _stock(m), _right(m), _wrong(m)
    wrong, right = m.total(WRONG), m.total(RIGHT)
    share = m.ratio("penalties.wrong_share.camera")
    rates = {group: m.ratio(RATE, None, group) for group in m.groups}
    title = f"{percent(share)} of the penalties set off by cameras hit somebody who did nothing: {people(wrong.scaled)} of them"
    title += few_counted(wrong.counted)
    if not wrong.counted:
        title = f"Of {people(right.scaled)} penalties set off by cameras none hits somebody who did nothing"
        title += few_counted(right.counted)
    more = ""
    few = m.total(WRONG, group="minority").counted < FEW
    compared = bool(rates.get("majority") and rates.get("minority") and not few)
    if compared:
        ratio = rates["minority"] / rates["majority"]
        title = f"Cameras punish the innocent {as_often(ratio)} in the minority as in the majority"
        more = (
            f"A member of the minority is punished for what they never did {as_often(ratio)} as one of the majority. "
        )
    return Finding(
        KEY,
        title,
        f"{more}Over the run cameras set off {people(right.scaled + wrong.scaled)} penalties{_heard(m)}; {_wrongly(wrong.scaled, share)}. {_elsewhere(m)}{_unlike(m)}{MEASURED}{THERE if m.run.of_china else ''}.{only_between(m, *_punished(m))}"
        + (
            " The stock of cameras as told (600 million) is an outdated forecast that counted private ones."
            if m.run.as_in_the_article
            else ""
        ),
        of_inputs(m.run, "regime.data_sources.camera", *_punishing(m)),
        m.how,
        (
            *([_picture_of(stock)] if stock else []),
            *_map(m),
            *(
                [
                    Figure(
                        "cameras-penalties",
                        title,
                        "Penalties for what the person never did, a year for each 100,000 people of either group who are old enough to be on file; the axes are alike",
                        panels(list(others.rows), "what", "year", alike=True),
                        others,
                        "Panels of wrong penalties by group and year.",
                    )
                ]
                if others.rows
                else []
            ),
            Figure(
                "cameras-right",
                f"{people(right.scaled)} penalties set off by cameras are for what the person did",
                f"Penalties for the person's own act{_heard(m)}, by year",
                panels(list(mine.rows), "what", "year"),
                mine,
                "Bars of right penalties by year.",
            ),
        ),
        echo=_because(m, compared),
    )


def unlike(m: Measures) -> float:
    """How many times as often cameras ever take somebody else for a member of the minority, by the scenario; 0: as often."""
    sources = [each.data_sources["camera"] for each in regimes(m) if "camera" in each.data_sources]
    ratios = [b / a for a, b in (source.wrong_person_rate for source in sources) if a and b != a]
    return max(ratios, default=0.0)


def _because(m: Measures, compared: bool) -> str:
    """What the file says; and why the ratio of the innocent punished is not the one that it gives for false matches alone."""
    factor = unlike(m)
    if not factor or not compared:
        return "Because the file says how often cameras take somebody for another, and how often they record what nobody did."
    each = {
        what: [m.total(f"records.{what}.camera", group=g).scaled / m.total("of_age", group=g).scaled for g in GROUPS]
        for what in ("misattributed", "false")
    }
    (another, nobody), (others, nothing) = zip(*each.values(), strict=True)  # of the majority, of the minority
    said = f"Because the file says that a camera takes somebody else for one of them {times(factor)} as often."
    if not another or not nobody:
        return said
    return (
        f"{said} That is about what somebody else did: such records are {times(others / another)} as frequent. "
        f"What nobody did is recorded {as_often(nothing / nobody)}, and is {percent(nobody / (nobody + another))} of the wrong records "
        "by camera in the majority."
    )


def _wrongly(wrong: float, share: float) -> str:
    if not wrong:
        return "none of them for what the person never did"
    return f"{people(wrong)} of them ({percent(share)}) concern what the person never did"


def _punishing(m: Measures) -> list[str]:
    """Keys of the penalties that cameras set off, and of the conduct that they are for."""
    penalties = m.run.scenario.regime.automatic_penalties
    mine = [(n, penalty.conduct) for n, penalty in enumerate(penalties) if penalty.source == "camera"]
    return [key for n, name in mine for key in (f"regime.automatic_penalties.{n}", f"society.conduct.{name}")]


def _punished(m: Measures) -> list[str]:
    """The conduct that a camera ever punishes by itself."""
    penalties = [penalty for regime in regimes(m) for penalty in regime.automatic_penalties]
    return list(dict.fromkeys(penalty.conduct for penalty in penalties if penalty.source == "camera"))


def _heard(m: Measures) -> str:
    """Whether anybody is heard, or looks, before a machine punishes."""
    looked = months_of(m, lambda regime: regime.rights.human_review)
    if not looked:
        return " without a hearing"
    return " that went through after somebody had looked" if len(looked) == len(m.months) else ""


def _elsewhere(m: Measures) -> str:
    """What other data sources punish by themselves."""
    said = []
    for source in SOURCES:
        right, wrong = (m.total(f"penalties.{truth}.{source}") for truth in ("correct", "wrong"))
        if source != "camera" and right.counted + wrong.counted:
            said.append(f"{people(right.scaled + wrong.scaled)} by {SOURCE_WORDS[source]}, {_of_these(wrong.scaled)}")
    return f"Penalties are set off by other machines too: {'; '.join(said)}. " if said else ""


def _of_these(wrong: float) -> str:
    return f"{people(wrong)} of them for what the person never did" if wrong else "all of them for what the person did"


def _unlike(m: Measures) -> str:
    return "The scenario gives the recognition different false-match rates by group. " if unlike(m) else ""


def _picture_of(stock: Table) -> Figure:
    last = [row for row in stock.rows if row["from"] == "scenario"][-1]
    count = [row for row in stock.rows if row["from"] == "record"][-1:]
    known = (
        f"; the last count on record is {float(count[0]['value']):.0f} million ({str(count[0]['month'])[:4]})"
        if count
        else ""
    )
    return Figure(
        "cameras-stock",
        f"The scenario reaches {float(last['value']):.0f} million cameras{known}",
        "Cameras in the country, millions: as the scenario sets them"
        + (", and as counted (IHS Markit, public and private)" if count else ""),
        lines(list(stock.rows), "from", "million cameras", axis=",d", height=170),
        stock,
        "Lines of the cameras of the scenario and, where there are any, of those on record.",
    )


def _map(m: Measures) -> list[Figure]:
    month = [m.months[-1]]
    stock, people_of = m.by_province("cameras", month), m.by_province("people", month)
    if not stock or not tiles.fits(sorted(stock)):
        return []
    shown = table(
        [
            ("province", m.run.regions.one, "text"),
            ("value", "cameras, each 1,000 people", "number"),
            ("cameras", "cameras", "count"),
        ],
        [
            {
                "province": name,
                "value": 1000 * stock[name].scaled / people_of[name].scaled,
                "cameras": stock[name].scaled,
            }
            for name in sorted(stock)
        ],
    )
    most, least = (pick(shown.rows, key=lambda row: float(row["value"])) for pick in (max, min))
    values = [float(row["value"]) for row in shown.rows]
    limits = tiles.edges(values)
    chart = tiles.tiles(list(shown.rows), limits, form=".0f", size=46)
    return [
        Figure(
            "cameras-map",
            f"{float(most['value']):.0f} cameras for each 1,000 people in {most['province']}, {float(least['value']):.0f} in {least['province']}",
            f"Cameras for each 1,000 people at the end of {date_in_words(text_of(month[0]))}, by {m.run.regions.one} (a tile each; equal classes)",
            tiles.keyed(chart, limits, min(values), max(values), "{:.0f}".format),
            shown,
            f"Tile map of {m.run.regions.several} by cameras for each 1,000 people.",
        )
    ]
