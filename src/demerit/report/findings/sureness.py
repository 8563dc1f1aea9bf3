"""How sure the figures are: what other seeds would give, what other values of what nobody knows would, and of which."""

from statistics import NormalDist
from typing import Any, Final

from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import ever
from demerit.report.inputs import in_words
from demerit.report.marks import Mark
from demerit.report.measures import Measures
from demerit.report.numbers import people, percent, plain, several, significant, times
from demerit.report.table import Kind, Row, Table, table
from demerit.world.chances import is_share
from demerit.world.folder import BANDS

KEY: Final = "sureness"
EVERY: Final = "refusals"
OF_ONE_CAUSE: Final = "refusals for a private score"
SHOWN: Final = (
    ("blacklist.stock", "people on the black list"),
    ("blacklist.wrongful_share", "listed wrongly, share of the year"),
    ("refused.all", EVERY),
    ("refused.flight", "flights refused"),
    ("refused.train", "train tickets refused"),
    ("refused.credit.people", "people refused credit"),
    ("refused.job", "jobs refused"),
    ("refused.unaware_share", "refusals as first notice, share"),
    ("records.wrong_share", "records of what never was, share"),
    ("self_censored.share.criticism", "criticism left unsaid, share"),
    ("opinion.hidden_share", "dissent that is hidden, share"),
    ("detention.entries", "detentions"),
    ("claw_backs", "claw-backs"),
    ("passes.lost", "health passes lost"),
    ("refused.for.commercial", OF_ONE_CAUSE),
    ("organisations.listed", "organisations listed"),
)
FARTHEST: Final = 20.0  # times the figure: what lies beyond is drawn at the edge
A_TENTH: Final = 1.2**0.5
UNLIKE: Final = 3.0  # times as far off as another: one number says nothing of both
BY_CHANCE: Final = 0.1  # of figures, in which the strongest of all inputs would stand out without having a part in it


def find(m: Measures) -> Finding | LeftOut:
    """Both bands of the figures that headlines are made of, and the inputs that they hang on."""
    bands = m.run.summary.get(BANDS)
    if not isinstance(bands, dict) or not bands:
        return LeftOut(KEY, "No bands from other worlds: none was lived beside this run.")
    year = m.whole_years[-1] if m.whole_years else m.years[-1]
    least = clear(len(m.drawn), m.inputs_drawn)
    rows = [row for name, label in SHOWN if _told(m, name) for row in _row(m, bands, name, label, year, least)]
    every = {row["figure"] for row in rows if row["what"] == EVERY}
    rows = [row for row in rows if row["what"] != OF_ONE_CAUSE or row["figure"] not in every]
    if not rows:
        return LeftOut(KEY, f"No bands from other worlds: nothing that they are shown of was counted in {year}.")
    shown = _table(rows)
    title, drawn = _title(rows, year), bool(m.drawn)
    unit = f"Each figure of {year} as a multiple of what this run gives (logarithmic axis"
    unit += "; what ends at an edge goes on beyond it)" if any(map(_clipped, rows)) else ")"
    return Finding(
        KEY,
        title,
        _text(rows, len(m.drawn), m.inputs_drawn),
        Mark("assumed", "none, nobody knows", "Every range is declared in the scenario, with its reason."),
        m.how,
        (
            Figure(
                KEY,
                title,
                unit,
                _chart(rows, drawn),
                shown,
                f"{title}. A line of chance for each of {len(rows)} figures",
            ),
        ),
    )


def _told(m: Measures, name: str) -> bool:
    """Whether the report tells anything of what a figure is about: of opinion only where the regime is about it."""
    return not name.startswith("opinion.") or ever(m, lambda regime: regime.opinion)


def clear(worlds: int, inputs: int) -> float:
    """The rank correlation from which one of so many inputs stands out of chance, over so many worlds."""
    if worlds < 2 or not inputs:
        return 1.0
    return float(NormalDist().inv_cdf(1 - BY_CHANCE / 2 / inputs) / (worlds - 1) ** 0.5)


def _row(m: Measures, bands: dict[str, Any], name: str, label: str, year: int, least: float) -> list[Row]:
    """A figure with its bands, where there is one, and the inputs that it goes along with, from `least` on."""
    value = float(m.run.summary.get(f"{name}.{year}", 0.0))
    found = bands.get(f"{name}.{year}")
    if found is None or value <= 0:
        return []
    unknown = found["unknown"] or [None, None]
    regime = m.run.scenario.regime.model_dump(mode="json", by_alias=True)
    hangs = [(in_words(key, regime), rho) for key, rho in found["hangs_on"] if abs(rho) >= least]
    row: Row = {"what": label, "figure": value, "from": found["chance"][0], "to": found["chance"][1]}
    row |= {"lowest": unknown[0], "highest": unknown[1], "share": is_share(name)}
    return [row | {"inputs": "; ".join(f"{words} ({rho:+.2f})" for words, rho in hangs) or None}]


def _table(rows: list[Row]) -> Table:
    said = [
        {
            "what": row["what"],
            **{key: _said(row, row[key]) for key in ("figure", "from", "to", "lowest", "highest")},
            "inputs": row["inputs"] or "",
        }
        for row in rows
    ]
    chance: list[tuple[str, str, Kind]] = [
        ("what", "figure", "text"),
        ("figure", "this run", "text"),
        ("from", "by chance from", "text"),
        ("to", "by chance to", "text"),
    ]
    unknown: list[tuple[str, str, Kind]] = [
        ("lowest", "by what nobody knows from", "text"),
        ("highest", "by what nobody knows to", "text"),
        ("inputs", "goes along most with (rank correlation)", "text"),
    ]
    if not any(row["inputs"] for row in rows):
        unknown = unknown[:-1]  # a column in which nothing stands
    return table([*chance, *unknown] if any(row["lowest"] is not None for row in rows) else chance, said)


def _said(row: Row, value: float | None) -> str:
    if value is None:
        return ""
    return percent(value) if row["share"] else people(value)


def _chart(rows: list[Row], drawn: bool) -> Any:
    ends = {"low": "from", "high": "to"} | ({"least": "lowest", "most": "highest"} if drawn else {})
    scaled = [
        {"what": f"{row['what']}: {_said(row, row['figure'])}", "of": "", "value": 1.0}
        | {key: _multiple(row[of], row["figure"]) for key, of in ends.items()}
        for row in rows
    ]
    return dots(scaled, "what", "of", "times what this run gives", log=True, said=lambda _: "", rule=1.0, form=".3~f")


def _multiple(value: float | None, of: float) -> float:
    return 1.0 if value is None else min(max(value / of, 1 / FARTHEST), FARTHEST)


def _clipped(row: Row, keys: tuple[str, ...] = ("from", "to", "lowest", "highest")) -> bool:
    """Whether an end of a band lies beyond what is drawn."""
    ends = [row[key] for key in keys if row[key] is not None]
    return any(not 1 / FARTHEST <= end / row["figure"] <= FARTHEST for end in ends)


def _width(row: Row, low: str, high: str) -> float:
    """How many times the lower end the higher one is, at most what is drawn."""
    return _multiple(row[high], row["figure"]) / _multiple(row[low], row["figure"])


def _far(row: Row) -> str:
    """How far off a figure may be by chance, either way."""
    factor = _width(row, "from", "to") ** 0.5
    if factor < A_TENTH:
        return "within a tenth"
    return f"within a factor of {_factor(factor, row, 'from', 'to')}"


def _factor(factor: float, row: Row, *ends: str) -> str:
    """A factor, which may be more where an end is cut off: nothing is within any factor of 0."""
    return f"{plain(significant(factor, 2))}{' or more' if _clipped(row, ends) else ''}"


def _in_the_middle(rows: list[Row], low: str, high: str) -> Row:
    return sorted(rows, key=lambda row: _width(row, low, high))[len(rows) // 2]


def _middling(rows: list[Row], low: str, high: str) -> str:
    """The factor of the figure that is neither known best nor worst."""
    middle = _in_the_middle(rows, low, high)
    return _factor(_width(middle, low, high), middle, low, high)


def _title(rows: list[Row], year: int) -> str:
    known = [row for row in rows if row["lowest"] is not None]
    if not known:
        return _title_of_chance(rows, year)
    unknown, chance = _middling(known, "lowest", "highest"), _middling(rows, "from", "to")
    return f"What nobody knows moves figures of {year} within a factor of {unknown}, chance within {chance}"


def _title_of_chance(rows: list[Row], year: int) -> str:
    which = f"the {len(rows)} figures of {year} below are" if len(rows) > 1 else f"the figure of {year} below is"
    half = (
        f"more than half of the {len(rows)} figures of {year} below are"
        if len(rows) > 2
        else f"both figures of {year} below are"
    )
    best, worst = (pick(rows, key=lambda row: _width(row, "from", "to")) for pick in (min, max))
    if _width(worst, "from", "to") ** 0.5 > UNLIKE * _width(best, "from", "to") ** 0.5:
        return f"As far as chance goes, {which} known to {_far(best)} either way at best, and {_far(worst)} at worst"
    middle = _far(_in_the_middle(rows, "from", "to"))
    return f"As far as chance goes, {half if len(rows) > 1 else which} known to {middle} either way"


def _text(rows: list[Row], worlds: int, inputs: int) -> str:
    if not worlds:
        return (
            "Chance is not all that is uncertain. How far each assumed value may be off stands with the value; a run with draws (see "
            "Method) lives other worlds with other values out of these ranges, and says what every figure hangs on."
        )
    least = clear(worlds, inputs)
    named = (
        "The table names the inputs with which each figure goes up (+) or down (-) most from world to world, where any stands out: of "
        f"{inputs} inputs over {worlds} worlds, one reaches a rank correlation of {least:.2f} by chance alone in every tenth "
        "figure, and lower ones are left out. A correlation is no proof of a cause."
    )
    if least >= 1:
        named = (
            f"On which inputs they hang {several(worlds, 'world')} cannot say: of {several(inputs, 'input')}, one may go "
            "along with each figure by chance alone."
        )
    far = max(rows, key=lambda row: _width(row, "lowest", "highest") if row["lowest"] is not None else 1.0)
    low, high = far["lowest"], far["highest"]
    apart = f", {times(high / low)} apart" if low else ""
    return f"Of these, the figure known least is that of {far['what']}: from {_said(far, low)} to {_said(far, high)}{apart}. {named}"
