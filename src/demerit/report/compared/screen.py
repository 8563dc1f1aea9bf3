"""The first screen of a variant: who is spared, who is harmed, how many, how sure; and the country as people."""

from dataclasses import dataclass
from typing import Any, Final

from demerit.comparison.refits import left_out
from demerit.life.words import date_in_words, enumerated
from demerit.report.charts.lit import DIM, OTHERWISE, Lit
from demerit.report.charts.squares import Part, rounded
from demerit.report.compared.folder import Compared
from demerit.report.compared.naming import called
from demerit.report.findings.sureness import clear
from demerit.report.movers import named
from demerit.report.numbers import people, percent, plain, span
from demerit.report.table import Table, table
from demerit.report.theme import ORANGE, PINK, SKY

FEW: Final = 0.02  # a share of all, of those spared or harmed, that needs ten thousand dots to be seen
THOUSAND, MORE = 1000, 10_000


@dataclass(frozen=True)
class Screen:
    """title: who is spared and harmed; sure: how sure that is, in sentences; picture as in a report's first screen."""

    key: str
    title: str
    sure: tuple[str, ...]
    unit: str
    block: Lit
    table: Table
    alt: str


def screen(c: Compared, name: str, key: str) -> Screen:
    """Of one variant."""
    said = c.said["variants"][name]
    shares = _shares(c, said, _states(c, name))
    total = sum(value for _, value, _ in shares)
    felt = sum(value for _, value, _ in shares[:3])
    dots = MORE if 0 < felt < FEW * total else THOUSAND
    counts = rounded([value for _, value, _ in shares], dots) if total else [0] * (len(shares) - 1) + [dots]
    parts = tuple(
        Part(count, colour, _counted(what, value, count, dots))
        for (what, value, colour), count in zip(shares, counts, strict=True)
        if value or colour == DIM
    )
    unit = (
        f"Each dot stands for one in {dots:,} of the people of the country; lit: those whose life ever differed"
        if total
        else "Nobody's life differs"
    )
    rows = [
        {"what": what, "value": value, "dots": count} for (what, value, _), count in zip(shares, counts, strict=True)
    ]
    shown = table(
        [("what", "what", "text"), ("value", "people", "count"), ("dots", f"of {dots:,} dots", "count")], rows
    )
    alt = (
        f"{dots:,} dots: "
        + ", ".join(f"{count} {what}" for (what, _, _), count in zip(shares, counts, strict=True))
        + "."
    )
    return Screen(f"{key}-people", title(c, name), tuple(_sure(c, said)), unit, Lit(parts, dots), shown, alt)


def _states(c: Compared, name: str) -> str:
    """What may be otherwise without a harm; points only where there are any."""
    pair = c.pair(name)
    regimes = [world.scenario.regime_at(c.last) for world in (pair.base, pair.other)]
    return "points or fear" if any(rule.points for regime in regimes for rule in regime.rules) else "fear"


def _shares(c: Compared, said: dict[str, Any], states: str) -> list[tuple[str, float, str]]:
    """Everybody, apart: what they are, how many, the colour.  states: see `_states`."""
    spared, harmed, as_many, other = (said[kind]["people"] for kind in ("spared", "harmed", "as_many", "otherwise"))
    rest = max(c.said["people"] - spared - harmed - as_many - other, 0)
    return [
        ("fewer harms in all", spared, SKY),
        ("more harms in all", harmed, ORANGE),
        ("as many, but other ones or in other months", as_many, PINK),
        (f"the same harms, but another state, such as {states}", other, OTHERWISE),
        ("the same life in both worlds", rest, DIM),
    ]


def _counted(what: str, value: float, count: int, dots: int) -> str:
    return (
        f"{f'{count:,}' if count else 'under 1'} of {dots:,}: {what} ({people(value)})"
        if value
        else f"{count:,} of {dots:,}: {what}"
    )


def title(c: Compared, name: str) -> str:
    """Who is spared and harmed, in a sentence."""
    said = c.said["variants"][name]
    how = called(c, name)
    spared, harmed = said["spared"]["people"], said["harmed"]["people"]
    if not spared and not harmed:
        if not said["share_differing"]:
            return f"{_capital(how)}, nobody's life differs"
        return f"{_capital(how)}, nobody is spared and nobody harmed: {percent(said['share_differing'])} of people differ in other ways"
    return f"{_capital(how)}, {_many(spared)} spared some harm{c.few(spared)}, and {_many(harmed)} harmed more{c.few(harmed)}"


def _many(value: float) -> str:
    if not value:
        return "nobody is"
    return "1 person is" if value == 1 else f"{people(value)} people are"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def band(one: dict[str, Any]) -> str:
    """A number of people with its band of chance."""
    said, ends = people(one["people"]), span(*map(people, one["chance"]))
    return said if ends == said else f"{said} ({ends})"


def _sure(c: Compared, said: dict[str, Any]) -> list[str]:
    if not said["share_differing"] and not said["spared"]["people"] and not said["harmed"]["people"]:
        return [
            "In this draw of people that is exact: not one of the settled people was in another state in any month. Another draw may hold somebody who is."
        ]
    out = [
        f"By the chance of who was drawn, in nine of ten: spared {band(said['spared'])}, harmed {band(said['harmed'])}."
    ]
    if left_out(c.said):
        fitted = enumerated([date_in_words(month) for month in c.said["fits"]])
        out.append(
            f"The learned score is fitted to people in {fitted}, in each world anew. Other people give another score, which moves everybody at once and may move these numbers beyond that band: the option --seeds 5 widens it."
        )
    elif c.said["fits"]:
        seeds = len(c.said["beside"]["seeds"])
        out.append(
            f"Other people give another learned score, which moves everybody at once: {seeds} other draws of people were compared in coarse, and what these differ by is in that band."
        )
    if said["worth_runs"] is not None:
        runs = plain(said["worth_runs"])
        pairs = f"{runs} {'pair' if runs == '1' else 'pairs'}"
        out.append(
            f"Living both worlds with the same people and chance tells as much as {pairs} of independent runs would."
        )
    drawn = [(kind, said[kind]["unknown"]) for kind in ("spared", "harmed")]
    if all(band for _, band in drawn):
        spans = ", ".join(f"{kind} {span(*map(people, unknown))}" for kind, unknown in drawn)
        out.append(f"Over what nobody knows, nine of ten draws and the number itself: {spans}.")
    else:
        out.append(
            "What nobody knows about the inputs is not in these bands: the option --draws 64 adds a band for it."
        )
    if said["as_many"]["people"]:
        out.append(
            f"Another {people(said['as_many']['people'])} undergo as many harms in both worlds, but other ones or in other months."
        )
    return out


def hangs(c: Compared, name: str) -> Table | None:
    """What the numbers of the first screen hang on, where it was drawn and stands out of chance."""
    beside = c.said.get("beside")
    if beside is None:
        return None
    said, least = c.said["variants"][name], clear(beside["draws"], beside["inputs"])
    regime = _regime(c, name)
    rows = [
        {"of": f"people {kind}", "input": named(key, regime).replace("_", " "), "rank": rank}
        for kind in ("spared", "harmed")
        for key, rank in said[kind].get("hangs_on") or []
        if abs(rank) >= least
    ]
    rows += [
        {"of": f"{what}, {c.months_shown}", "input": named(key, regime).replace("_", " "), "rank": rank}
        for what, found in _flows(c, said)
        for key, rank in found
        if abs(rank) >= least
    ]
    if not rows:
        return None
    return table(
        [("of", "how many", "text"), ("input", "goes along with", "text"), ("rank", "rank correlation", "number")], rows
    )


def _flows(c: Compared, said: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    from demerit.report.compared.figures import FLOWS

    found = ((what, said["effects"].get(f"{measure}.{c.year}")) for measure, what in FLOWS.items())
    return [(what, one.get("hangs_on") or []) for what, one in found if one and one["difference"]]


def _regime(c: Compared, name: str) -> dict[str, Any]:
    from demerit.marked import bare

    found: dict[str, Any] = bare(c.pair(name).base.scenario.resolved()).get("regime", {})
    return found
