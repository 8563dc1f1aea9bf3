"""What is shown of an answer: charts, each with the table behind it, in the reader's language."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from demerit.report.charts.chart import Chart
from demerit.report.charts.gross import Words, gross, monthly
from demerit.report.charts.lit import DIM, OTHERWISE, Lit
from demerit.report.charts.squares import Part, rounded
from demerit.report.theme import ORANGE, PINK, SKY
from demerit.report.tiles import SIGNED, around_zero, fits, keyed, tiles
from demerit.serve import numerals
from demerit.serve.ask import Ask

FEWEST: Final = 10  # counted among the settled people; below, another draw of people may say otherwise
A_YEAR: Final = 12_000  # person-months of a thousand people
TRAITS: Final = ("group", "tenth", "age", "sex", "urban")
DOTS: Final = 1000
Plain = dict[str, Any]
Value = str | float | None


@dataclass(frozen=True)
class Figure:
    """key: its name in addresses; title; unit: what is drawn, and in what; chart: None where the table is all there is;
    heads, rows: the table, numbers as they are; alt: for who cannot see it.
    """

    key: str
    title: str
    unit: str
    chart: Chart | Lit | None
    heads: list[str]
    rows: list[list[Value]]
    alt: str

    def csv(self, *about: str) -> str:
        """The table as a file, with the digits that the page has.  about: lines above it."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for line in (self.title, self.unit, *about):
            out.write(f"# {line}\n")
        writer.writerow(self.heads)
        writer.writerows([[_shown(cell) for cell in row] for row in self.rows])
        return out.getvalue()


def _shown(cell: Value) -> Value:
    return round(cell, numerals.PLACES) if isinstance(cell, float) else cell


def figures(ask: Ask, data: Plain) -> Iterator[Figure]:
    """All that an answer has, one after another."""
    for each in (_people, _flows, _months, _map, _traits):
        yield from each(ask, data)


def sides(ask: Ask, data: Plain) -> list[Figure]:
    """What such a system says it wants, and what it takes: tables."""
    return [
        _table(ask, side, data[side], ask.say(f"figure.{side}.title"), ask.say("figure.flows.unit", year=data["year"]))
        for side in ("aims", "liberties")
        if data[side]
    ]


def words(ask: Ask) -> Words:
    """What stands in charts."""
    says = {name: ask.say(f"chart.{name}") for name in ("here", "there")}
    return Words(
        **says,
        both="{lost} " + ask.say("chart.fewer") + ", {gained} " + ask.say("chart.extra"),
        net=ask.say("chart.net") + " {net}",
        same=ask.say("chart.same"),
        band="{net} ({low} " + ask.say("chart.to") + " {high})",
        number=lambda value: numerals.amount(value, ask.lang, short=True),
    )


def _people(ask: Ask, data: Plain) -> Iterator[Figure]:
    kinds = (("spared", SKY), ("harmed", ORANGE), ("as_many", PINK), ("otherwise", OTHERWISE))
    shares = [(kind, float(data[kind]["people"]), colour) for kind, colour in kinds]
    rest = max(data["people"] - sum(value for _, value, _ in shares), 0.0)
    shares.append(("same", rest, DIM))
    counts = rounded([value for _, value, _ in shares], DOTS)
    parts: list[Part] = []
    rows: list[list[Value]] = []
    for (kind, value, colour), count in zip(shares, counts, strict=True):
        what = ask.say(f"answer.kind.{kind}")
        number = numerals.amount(value, ask.lang)
        parts.append(Part(count, colour, f"{what} ({number})"))
        rows.append([what, value, count])
    heads = [ask.say("head.what"), ask.say("head.people"), ask.say("head.dots", dots=ask.number(DOTS))]
    title = ask.say("figure.people.title", people=numerals.amount(data["people"] / DOTS, ask.lang))
    alt = "; ".join(f"{row[0]}: {ask.number(count)}" for row, count in zip(rows, counts, strict=True))
    yield Figure("people", title, ask.say("figure.people.unit"), Lit(tuple(parts), DOTS), heads, rows, alt)


def _flows(ask: Ask, data: Plain) -> Iterator[Figure]:
    shown = {name: one for name, one in data["flows"].items() if one["lost"] or one["gained"]}
    if not shown:
        return
    made = _table(
        ask,
        "flows",
        shown,
        _most_moved(ask, shown, data["year"]),
        ask.say("figure.flows.unit", year=data["year"]),
    )
    rows = [_flow(ask, name, one) for name, one in shown.items()]
    yield replace(
        made,
        chart=gross(rows, "what", ask.say("chart.times"), words(ask), data["scale"] / 2),
        alt=ask.say("figure.flows.alt"),
    )


def _most_moved(ask: Ask, found: Plain, year: str) -> str:
    """What goes away and comes on top most, in a sentence."""
    name, one = max(found.items(), key=lambda each: float(each[1]["lost"]) + float(each[1]["gained"]))
    lost, gained = (numerals.amount(one[key], ask.lang) for key in ("lost", "gained"))
    return ask.say("figure.flows.title", what=_measure(ask, name), lost=lost, gained=gained, year=year)


def _measure(ask: Ask, name: str) -> str:
    what = ask.say(f"undergone.{name.replace('.', '_')}")
    return f"{what[0].upper()}{what[1:]}"


def _flow(ask: Ask, name: str, one: Plain) -> Plain:
    low, high = one["chance"] or (None, None)
    least, most = one["unknown"] or (None, None)
    what = ask.say(f"undergone.{name.replace('.', '_')}")
    return {"what": what, **one, "low": low, "high": high, "least": least, "most": most}


def _table(ask: Ask, key: str, found: Plain, title: str, unit: str) -> Figure:
    heads = ["what", "base", "other", "fewer", "extra", "net", "low", "high"]
    rows: list[list[Value]] = []
    drawn = any(one["unknown"] for one in found.values())
    for name, one in found.items():
        row = _flow(ask, name, one)
        rows.append([row[at] for at in ("what", "base", "other", "lost", "gained", "difference", "low", "high")])
        if drawn:
            holds = (
                ask.say("head.of", number=one["sign_holds"][0], of=one["sign_holds"][1]) if one["sign_holds"] else ""
            )
            rows[-1] += [row["least"], row["most"], holds]
    heads += ["least", "most", "holds"] if drawn else []
    return Figure(key, title, unit, None, [ask.say(f"head.{head}") for head in heads], rows, title)


def _harm(ask: Ask, data: Plain) -> str:
    return _measure(ask, data["most"])


def _months(ask: Ask, data: Plain) -> Iterator[Figure]:
    if data["most"] is None:
        return
    rows = [
        {**one, "month": one["value"][:7], "difference": one["gained"] - one["lost"]} for one in data["by"]["month"]
    ]
    heads = [ask.say(f"head.{head}") for head in ("month", "fewer", "extra", "net", "counted")]
    what = _harm(ask, data)
    yield Figure(
        "months",
        ask.say("figure.months.title", what=what, month=ask.month(_first(rows))),
        ask.say("figure.months.unit"),
        monthly(rows, ask.say("chart.a_month"), words(ask)),
        heads,
        [[row["month"], row["lost"], row["gained"], row["difference"], row["counted"]] for row in rows],
        ask.say("figure.months.alt"),
    )


def _first(rows: list[Plain]) -> str:
    """The first month in which something is not in both worlds."""
    return str(next((row["month"] for row in rows if row["lost"] or row["gained"]), rows[0]["month"]))


def _leading(rows: list[Plain]) -> str | None:
    """Where the net difference is largest, of what enough is counted of; None where nothing is or differs."""
    counted = [row for row in rows if row["counted"] >= FEWEST]
    most = max(counted, key=lambda row: abs(float(row["difference"])), default=None)
    return None if most is None or not most["difference"] or len(counted) < 2 else str(most["what"])


def _rates(one: Plain) -> Plain:
    """Of a thousand people in a year."""
    lost, gained = (round(A_YEAR * one[key] / one["people"], 4) for key in ("lost", "gained"))
    return {"lost": lost, "gained": gained, "difference": round(gained - lost, 4), "counted": one["counted"]}


def _rated(ask: Ask, first: str, rows: list[Plain]) -> tuple[list[str], list[list[Value]]]:
    heads = [first, *(ask.say(f"head.{head}") for head in ("fewer_rate", "more_rate", "net_rate", "counted"))]
    return heads, [[row["what"], row["lost"], row["gained"], row["difference"], row["counted"]] for row in rows]


def _few(ask: Ask, rows: list[Plain]) -> str:
    few = [str(row["what"]) for row in rows if row["counted"] < FEWEST]
    return ask.say("figure.few", fewest=FEWEST, which=", ".join(few)) if few else ask.say("figure.no_band")


def _map(ask: Ask, data: Plain) -> Iterator[Figure]:
    found = [one for one in data["by"].get("province", ()) if one["people"]]
    if not fits([one["value"] for one in found]):
        return
    rows = [{"what": ask.place(one["value"]), "province": one["value"], **_rates(one)} for one in found]
    drawn = [{**row, "value": row["difference"]} for row in rows]
    values = [float(row["value"]) for row in drawn]
    limits, far = around_zero(values), max(map(abs, values))
    heads, cells = _rated(ask, ask.say("head.province"), rows)
    few = sum(row["counted"] < FEWEST for row in rows)
    unit = ask.say("figure.map.unit", few=ask.number(few), all=ask.number(len(rows)), fewest=FEWEST)

    def said(value: float) -> str:
        return numerals.brief(value, ask.lang)

    chart = tiles(drawn, limits, steps=SIGNED, said=said)
    chart = keyed(chart, limits, -far, far, said, ask.say("chart.to"), SIGNED)
    where = _leading(rows)
    title = ask.say("figure.map.title", what=_harm(ask, data), where=where) if where else ask.say("figure.map.nowhere")
    yield Figure("map", title, unit, chart, heads, cells, ask.say("figure.map.alt"))


def _traits(ask: Ask, data: Plain) -> Iterator[Figure]:
    for trait in TRAITS:
        found = [one for one in data["by"].get(trait, ()) if one["people"]]
        if len(found) < 2:
            continue
        rows = [{"what": _value(ask, trait, one["value"]), **_rates(one)} for one in found]
        heads, cells = _rated(ask, ask.say(f"trait.{trait}.name"), rows)
        which, by = _leading(rows), ask.say(f"trait.{trait}.by")
        title = ask.say("figure.trait.title", what=_harm(ask, data), by=by, which=which) if which else ""
        spoken = words(ask)._replace(number=lambda value: numerals.rate(value, ask.lang))
        yield Figure(
            trait,
            title or ask.say("figure.trait.nobody", by=by),
            f"{ask.say('figure.trait.unit')} {_few(ask, rows)}",
            gross(rows, "what", ask.say("chart.of_1000"), spoken),
            heads,
            cells,
            ask.say("figure.flows.alt"),
        )


def _value(ask: Ask, trait: str, value: str) -> str:
    if trait == "tenth":
        ends = {"1": "trait.tenth.first", "10": "trait.tenth.last"}
        return ask.say(ends.get(value, "trait.tenth.nth"), number=value)
    if trait == "age":
        return ask.say("trait.age.years", years=value.replace("-", "–"))
    return ask.say(f"trait.{trait}.{value}")
