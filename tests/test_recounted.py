"""Every figure of a report, counted once more from the lives of whole communities, and nothing of a made-up run.

Each finding that can be is counted by somebody who reads ledgers and the marks at the end of a month, and knows neither
the measures nor their names.  Those that cannot be say why.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.recount import CHANGES, YEAR, Lives, Person, Row, folder, lives, scaled

from demerit.calendar import first_day, text_of
from demerit.catalogue.contexts import MONEY, SPEECH, context_of
from demerit.catalogue.organisation_events import BY_NUMBER as ORGANISATION_EVENTS
from demerit.life.entry import month_at
from demerit.life.replaying import replay_organisation
from demerit.life.warming import OfWorld
from demerit.life.words import date_in_words
from demerit.month.state import ADULT, AWARE, BLACK, CRITIC, WRONGED
from demerit.organisations.desk import ORG_STRIDE
from demerit.report import opening
from demerit.report.finding import Finding
from demerit.report.findings import DOCUMENTED, FINDINGS, organisations
from demerit.report.findings.causes import WORDS
from demerit.report.findings.groups import FEW
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.report.numbers import SOURCE_WORDS, as_often, people, percent, plain, times, words
from demerit.vocabulary import (
    CANDIDATES,
    CONDUCT,
    GROUPS,
    LIBERTY_OF,
    MOVEMENT,
    OFFENCES,
    ORGANISATIONS,
    RATINGS,
    TRUTHS,
)

CORRECT, FALSE, MISATTRIBUTED = range(3)
RAIL = ("ordinary_train", "high_speed")
Counted = dict[tuple[Any, ...], float]
# Figure, its columns that name a row, and what each row should say.
Expected = Iterator[tuple[str, tuple[str, ...], Counted]]
CANNOT = {
    "claims": "its table has the article and the record too: below",
    "sureness": "made of worlds beside a run, which these have not",
    "learned": "fitted and judged on people of other communities, of whom no life is looked at",
    "commercial": "who is whose customer is drawn from the person's number and stands in no ledger",
    "opinion": "a ledger says when what is said changes, and not what everybody thinks in every month",
    "detention": "arrests are counted when they are decided on; a ledger has those that came to pass",
    "coverage": "where the system runs is a fact of places and stands in no ledger",
    "organisations": "ledgers of organisations are watched one at a time: below",
    "ratings": "of all China, and of companies in April: one province has too few; below",
}


def by(rows: Iterable[Row], *names: str, times: float = 1.0) -> Counted:
    """Rows that share what is named, scaled up."""
    out: Counted = defaultdict(float)
    for row in rows:
        out[tuple(getattr(row, name) for name in names)] += times * row.who.weight
    return dict(out)


def stays(of: Lives, number: int = 0) -> Iterator[tuple[Person, int, int | None, int]]:
    """Stays on a list (0 black, 1 red): who, in which month from, in which month to, days; to: None if it goes on."""
    by_person: dict[int, list[Row]] = defaultdict(list)
    for row in of.rows:
        if row.event in ("entered", "left") and row.a == number:
            by_person[id(row.who)].append(row)
    for mine in by_person.values():
        entered = None
        for row in sorted(mine, key=lambda row: row.day):
            if row.event == "entered":
                entered = row
            elif entered is not None:
                yield row.who, entered.month, row.month, row.day - entered.day
                entered = None
        if entered is not None:
            death = entered.who.trait("death")
            gone = death if death <= of.months[-1] else None
            yield entered.who, entered.month, gone, first_day(gone) - entered.day if gone else 0


def stock(of: Lives, number: int = 0, group: str | None = None) -> dict[int, float]:
    """People on a list at the end of each month."""
    out = dict.fromkeys(of.months, 0.0)
    for who, first, last, _ in stays(of, number):
        if group not in (None, who.group):
            continue
        for month in range(first, of.months[-1] + 1 if last is None else last):
            out[month] += who.weight
    return out


def quarters(of: Lives, rows: Iterable[Row], *names: str) -> Counted:
    """Rows by quarter of the run, and by what is named."""
    out: Counted = defaultdict(float)
    for row in rows:
        begins = of.months[0] + (row.month - of.months[0]) // 3 * 3
        out[(text_of(begins), *(getattr(row, name) for name in names))] += row.who.weight
    return dict(out)


def claims(of: Lives) -> Counted:
    """The article's four figures, in 2018."""
    refused = of.of("refused", year=2018)
    lenders = {id(row.who): row.who.weight for row in refused if row.demand == "credit"}
    return {
        ("flights refused",): scaled([row for row in refused if row.demand == "flight"]),
        ("train tickets refused",): scaled([row for row in refused if row.demand in RAIL]),
        ("high-speed seats refused",): scaled([row for row in refused if row.demand == "high_speed"]),
        ("people without a loan",): sum(lenders.values()),
    }


def demand(of: Lives) -> Expected:
    asked = [row for name in ("refused", "declined", "granted") for row in of.of(name, year=2018)]
    yield (
        "demand",
        ("trips", "from"),
        {
            ("flights", "model"): scaled([row for row in asked if row.demand == "flight"]),
            ("rail trips", "model"): scaled([row for row in asked if row.demand in RAIL]),
        },
    )


def points(of: Lives) -> Iterator[tuple[int, dict[int, int]]]:
    """Everybody's points at the end of each month, as the changes in the ledger add up, by the person."""
    for k, who in enumerate(of.people):
        held, out = 0, {}
        changes: dict[int, int] = defaultdict(int)
        for row in of.rows_of(who):
            if row.event in ("points", "returned", "expired", "scale_ended"):
                changes[row.month] += row.b
            elif row.event == "clean_year":
                changes[row.month] += row.a
        for month in of.months:
            held += changes[month]
            out[month] = held
        yield k, out


def scores(of: Lives) -> Expected:
    points_of = of.scenario.regime.points
    start, least, most = points_of.start, points_of.lowest, points_of.highest
    every = ((-10_000, -150), (-150, -100), (-100, -50), (-50, 0), (0, 50), (50, 10_000))
    edges = [(low, high) for low, high in every if start + low <= most and start + high > least]
    names = []
    for low, high in edges:
        ends = max(start + low, least), min(start + high - 1, most)
        name = f"{ends[0]} to {ends[1]}" if ends[0] < ends[1] else f"{ends[0]}"
        name = f"below {start + high}" if low == -10_000 else f"{ends[0]} or more" if high == 10_000 else name
        names.append(name.replace("-", "−"))
    sums: Counted = defaultdict(float)
    for k, held in points(of):
        for month, value in held.items():
            if value and of.people[k].alive(month):
                band = next(name for name, (low, high) in zip(names, edges) if low <= value < high)
                sums[text_of(month), band] += of.people[k].weight
    out: Counted = {}
    for month in of.months:
        everybody = of.living(month, of.scenario.regime_at(month).rollout.least_age)  # who is on file
        moved = sum(sums[text_of(month), name] for name in names)
        for name in names:
            rest = everybody - moved if name == names[edges.index((0, 50))] else 0.0
            out[text_of(month), name] = (sums[text_of(month), name] + rest) / everybody
    ever = {name for (_, name), share in out.items() if share}  # what nobody ever has is no class
    yield "scores", ("month", "band"), {key: share for key, share in out.items() if key[1] in ever}


def conduct(of: Lives) -> Expected:
    out: Counted = defaultdict(float)
    for row in of.of("points"):
        out[words(row.conduct), row.b < 0] += row.b * row.who.weight
    yield "conduct", ("conduct", "lost"), dict(out)


def sources(of: Lives) -> Expected:
    moved: Counted = defaultdict(float)
    for row in of.of("points"):
        moved[(SOURCE_WORDS[of.source_of[id(row.who), row.a][0]],)] += abs(row.b) * row.who.weight
    total = sum(moved.values())
    if len(moved) > 1:
        yield "sources-points", ("source",), {key: value / total for key, value in moved.items()}
    recorded = by(of.of("recorded"), "source", "c")
    label = {FALSE: "about nothing that happened", MISATTRIBUTED: "about what somebody else did"}
    errors = {
        (SOURCE_WORDS[s], label[truth]): value / sum(recorded.get((s, t), 0.0) for t in range(len(TRUTHS)))
        for (s, truth), value in recorded.items()
        if truth != CORRECT
    }
    yield "sources-errors", ("source", "error"), errors if len({source for source, _ in errors}) > 1 else {}
    fates = {
        ("happened, on the right file",): scaled(of.of("recorded", c=CORRECT)),
        ("happened, seen by no source",): scaled(of.of("missed")),
        ("happened, put down to somebody else",): scaled(of.of("lost")),
        ("on file for somebody else's act",): scaled(of.of("recorded", c=MISATTRIBUTED)),
        ("on file, and nothing happened",): scaled(of.of("recorded", c=FALSE)),
    }
    yield "sources-fates", ("fate",), {fate: value for fate, value in fates.items() if value}


def punished(of: Lives) -> list[Row]:
    return [*of.of("fined"), *of.of("clawed_back")]


def cameras(of: Lives) -> Expected:
    by_camera = [row for row in punished(of) if row.source == "camera"]
    right = by([row for row in by_camera if row.c == CORRECT], "year")
    yield "cameras-right", ("what", "year"), {("the person's own act", year): n for (year,), n in right.items()}
    out = {}
    wrong = by([row for row in by_camera if row.c != CORRECT], "year")
    for (year,) in by(by_camera, "year") if wrong else ():
        for group in ("majority", "minority"):
            mine = [row for row in by_camera if row.c != CORRECT and row.year == year and row.who.group == group]
            months = [month for month in of.months if month // YEAR == year]
            of_age = sum(of.living(month, 14, group) for month in months)
            out[group, year] = 12e5 * scaled(mine) / of_age
    yield "cameras-penalties", ("what", "year"), out


def lists(of: Lives) -> Expected:
    black, red = stock(of), stock(of, 1)
    held = {(text_of(month), "black list"): value for month, value in black.items()} if any(black.values()) else {}
    held |= {(text_of(month), "red list"): value for month, value in red.items()} if any(red.values()) else {}
    yield "lists-stock", ("month", "what"), held
    flows: Counted = {(text_of(month), what): 0.0 for month in of.months for what in ("enter", "leave")}
    for who, first, last, _ in stays(of):
        flows[text_of(first), "enter"] += who.weight
        if last is not None:
            flows[text_of(last), "leave"] += who.weight
    if not any(value for (_, what), value in flows.items() if what == "leave"):
        flows = {key: value for key, value in flows.items() if key[1] == "enter"}
    if any(black.values()):
        yield "lists-flows", ("month", "what"), flows


def refusals(of: Lives) -> Expected:
    found = by(of.of("refused"), "demand", "year")
    kinds = {name for name, _ in found}
    years = {month // YEAR for month in of.months}
    yield "refusals", ("demand", "year"), {(words(n), y): found.get((n, y), 0.0) for n in kinds for y in years}
    favoured = by(of.of("granted", b=1), "demand")
    if favoured:
        yield "favours", ("demand",), {(words(name),): value for (name,), value in favoured.items()}


def causes(of: Lives) -> Expected:
    found = quarters(of, of.of("refused"), "cause")
    begins = [text_of(month) for month in of.months[::3]]
    kinds = {cause for _, cause in found}
    yield "causes", ("month", "cause"), {(m, WORDS[c]): found.get((m, c), 0.0) for m in begins for c in kinds}


def health(of: Lives) -> Expected:
    lost = by(of.of("pass_lost"), "month")
    refused = by([row for row in of.of("refused") if row.cause == "health"], "month")
    out = {}
    begins = min((month for (month,) in [*lost, *refused]), default=of.months[0])
    for month in (month for month in of.months if month >= begins - 1):
        out[text_of(month), "health passes made invalid"] = lost.get((month,), 0.0)
        out[text_of(month), "requests refused for it"] = refused.get((month,), 0.0)
    yield "health", ("month", "what"), out


def acts(of: Lives, event: str) -> list[tuple[str, Row]]:
    """What was done, or left undone, by kind; demands are left out."""
    return [(CONDUCT[row.a], row) for row in of.of(event) if row.a in CONDUCT_NUMBERS]


CONDUCT_NUMBERS = {number for number, name in enumerate(CONDUCT)}
KINDS = dict(CANDIDATES.numbered())


def silence(of: Lives) -> Expected:
    out: Counted = {}
    ruled = {rule.conduct for month in of.months for rule in of.scenario.regime_at(month).rules}
    for kind in ("criticism", "search", "demonstration", *(["road_crossing"] if "road_crossing" in ruled else [])):
        undone = quarters(of, [row for name, row in acts(of, "self_censored") if name == kind])
        done = quarters(of, [row for name, row in acts(of, "act") if name == kind])
        if undone:
            for month in of.months[::3]:
                key = (text_of(month),)
                wanted = undone.get(key, 0.0) + done.get(key, 0.0)
                out[text_of(month), words(kind)] = undone.get(key, 0.0) / wanted if wanted else 0.0
    yield "silence", ("month", "kind"), out


def remedy(of: Lives) -> Expected:
    refused = by(of.of("refused"), "year")
    unaware = by([row for row in of.of("refused") if row.cause == "listing" and not row.c & 1], "year")
    out: Counted = {
        ("share of refusals that are the first notice", year): unaware.get((year,), 0.0) / value
        for (year,), value in refused.items()
    }
    listed: Counted = defaultdict(float)
    wronged: Counted = defaultdict(float)
    for who in of.people:
        for month in of.months:
            if who.alive(month) and who.mark(month, BLACK):
                listed[(month // YEAR,)] += who.weight
                wronged[(month // YEAR,)] += who.weight * who.mark(month, WRONGED)
    out |= {
        ("share of the listed who are so wrongly", year): wronged[year,] / value for (year,), value in listed.items()
    }
    yield "remedy", ("what", "year"), out


def claw_backs(of: Lives) -> Expected:
    truths = ("for what the person did", "for what the person never did")
    out: Counted = defaultdict(float, {(year, truth): 0.0 for year in of.measures.years for truth in truths})
    for row in of.of("clawed_back"):
        truth = truths[row.c != CORRECT]
        out[row.year, truth] += row.who.weight
    yield "claims-back", ("year", "kind"), dict(out) if any(out.values()) else {}


def review(of: Lives) -> Expected:
    """A wrong record of what a machine would punish, and nothing followed: somebody has looked."""
    last = of.scenario.regime_at(of.months[-1])
    fined = {(id(row.who), row.a) for row in punished(of)}
    lost = {(id(row.who), row.day) for row in of.of("pass_lost")}
    wrong = [row for row in of.of("recorded") if row.c != CORRECT]
    stopped = passes = went = 0.0
    for row in wrong:
        regime = of.scenario.regime_at(row.month)
        bars = regime.health_pass is not None and regime.health_pass.since <= row.month < regime.health_pass.until
        bars = bars and row.conduct == "health_breach"
        penal = any(
            each.source == row.source and each.conduct == row.conduct and each.since <= row.month
            for each in regime.automatic_penalties
        )
        here, gone = (id(row.who), row.a) in fined, bars and (id(row.who), row.day) in lost
        went += here * row.who.weight
        passes += gone * row.who.weight
        stopped += ((penal or bars) and not here and not gone) * row.who.weight
    assert last.rights.human_review
    each = {
        ("stopped by somebody who looked first",): stopped,
        ("penalties that went through",): went,
        ("health passes lost all the same",): passes,
    }
    yield "review", ("fate",), {key: value for key, value in each.items() if value}


def aims(of: Lives) -> Expected:
    out: Counted = defaultdict(float)
    against: set[str] = set()  # what the regime costs points, lists or punishes for
    for regime in (of.scenario.regime_at(month) for month in of.months):
        against |= {rule.conduct for rule in regime.rules if rule.points < 0} | {*regime.lists.blacklist.grounds}
        against |= {penalty.conduct for penalty in regime.automatic_penalties}
    for name, row in acts(of, "self_censored"):
        if name in OFFENCES and name in against:
            out[(f"{words(name)} left undone",)] += row.who.weight
        if name in LIBERTY_OF:
            said = {
                "speech": "criticism left unsaid",
                "information": "searches not made",
                "assembly": "assemblies not joined",
            }
            out[(said[LIBERTY_OF[name]],)] += row.who.weight
    journeys = scaled([row for row in of.of("refused") if row.demand in MOVEMENT])
    yield "aims", ("what",), dict(out) | ({("journeys refused",): journeys} if journeys else {})


def repair(of: Lives) -> Expected:
    left = sum(who.weight for who, _, last, _ in stays(of) if last is not None)
    out = {
        ("first record: a warning only",): scaled(of.of("warned")),
        ("performed within the days of grace",): scaled(of.of("averted")),
        ("objection dismissed",): scaled(of.of("dismissed")) + scaled(of.of("listing_confirmed")),
        ("left the black list",): left,
    }
    yield "repair", ("what",), {key: value for key, value in out.items() if value}


def poverty(of: Lives) -> Expected:
    listed: Counted = defaultdict(float)
    months: Counted = defaultdict(float)
    left: Counted = defaultdict(float)
    days: Counted = defaultdict(float)
    for who, first, last, stayed in stays(of):
        tenth = who.trait("decile") + 1
        until = of.months[-1] + 1 if last is None else last
        months[(tenth,)] += who.weight * (until - first)
        if last is None:
            listed[(tenth,)] += who.weight
        else:
            left[(tenth,)] += who.weight
            days[(tenth,)] += who.weight * stayed
    out: Counted = {}
    for d in range(1, 11):
        key = (d,)
        out["share of people listed at the end", d] = listed[key] / of.living(of.months[-1], tenth=d)
        out["exits a year for every 100 listed", d] = 1200 * left[key] / months[key] if months[key] else 0.0
        out["days listed, of those who left", d] = days[key] / left[key] if left[key] else 0.0
    yield "poverty", ("what", "decile"), out


def groups(of: Lives) -> Expected:
    """Rates of the minority over those of the majority, altogether: all months, all provinces."""
    events: dict[str, tuple[list[Row], int]] = {
        "punished by camera for nothing": ([r for r in punished(of) if r.source == "camera" and r.c != CORRECT], 14),
        "recorded for another's act": (of.of("recorded", c=MISATTRIBUTED), 14),
        "recorded for what nobody did": (of.of("recorded", c=FALSE), 14),
        "told to pay everything back": (of.of("clawed_back"), 18),
        "told to pay everything back for nothing": ([r for r in of.of("clawed_back") if r.c != CORRECT], 18),
    }
    exposed = {(age, g): sum(of.living(month, age, g) for month in of.months) for age in (14, 18) for g in GROUPS}
    out: Counted = {}
    for what, (rows, age) in events.items():
        mine, theirs = ([row for row in rows if row.who.group == g] for g in ("minority", "majority"))
        if min(len(mine), len(theirs)) >= FEW:
            rate, other = scaled(mine) / exposed[age, "minority"], scaled(theirs) / exposed[age, "majority"]
            out[what, "altogether"] = rate / other
    entered = [row.who.group for row in of.of("entered", a=0)]
    if min(entered.count(g) for g in GROUPS) >= FEW:
        rates = [sum(stock(of, 0, g).values()) / exposed[18, g] for g in ("minority", "majority")]
        out["on the black list", "altogether"] = rates[0] / rates[1]
    yield "groups", ("what", "cause"), out


def enforcement(of: Lives) -> Expected:
    """Acts under rules used selectively, and those recorded, by critics as the month began and by others."""
    acts_of: Counted = defaultdict(float)
    records: Counted = defaultdict(float)
    for event in ("recorded", "lost", "missed"):
        for row in of.of(event):
            if event == "recorded" and row.c != CORRECT:
                continue
            regime = of.scenario.regime_at(row.month)
            watched = {rule.conduct for rule in regime.rules if rule.id in regime.enforcement.critics.rules}
            if row.conduct in watched:
                who = "known critics" if row.who.mark(row.month - 1, CRITIC) else "others"
                acts_of[f"{row.year}-01", who] += row.who.weight
                records[f"{row.year}-01", who] += row.who.weight * (event != "missed")
    yield "enforcement", ("month", "who"), {key: records[key] / value for key, value in acts_of.items()}


def bands(of: Lives) -> Expected:
    """Adults by band of points, whoever is covered."""
    scale = of.scenario.regime.points
    names = sorted(scale.bands, key=lambda name: -scale.bands[name])
    lowest = names[-1]
    sums: Counted = defaultdict(float)
    for k, held in points(of):
        who = of.people[k]
        for month, value in held.items():
            if value and who.alive(month) and who.life.community.age(who.life.position, month) >= 18:
                band = next((name for name in names if scale.start + value >= scale.bands[name]), lowest)
                sums[month, band] += who.weight
    home = next(name for name in names if scale.start >= scale.bands[name])
    out: Counted = {}
    for month in of.months:
        adults = of.living(month, 18)
        moved = sum(sums[month, name] for name in names)
        for name in names:
            if any(sums[each, name] for each in of.months) or name == home:
                rest = adults - moved if name == home else 0.0
                out[text_of(month), f"{name}, from {scale.bands[name]}"] = (sums[month, name] + rest) / adults
    yield "bands", ("month", "band"), out


def _between(of: Lives, demand: str) -> float:
    rows = of.of("refused", demand=demand, year=2018)
    return scaled([row for row in rows if row.month % YEAR >= 4])


def record(of: Lives) -> Expected:
    yield (
        "record",
        ("what", "from"),
        {
            ("flights refused, May to December 2018", "in this run"): _between(of, "flight"),
            ("fast trains refused, May to December 2018", "in this run"): _between(of, "high_speed"),
        },
    )


def afterwards(of: Lives) -> Expected:
    entered: Counted = defaultdict(float)
    left: Counted = defaultdict(float)
    for who, first, last, _ in stays(of):
        entered[(first // YEAR,)] += who.weight
        if last is not None:
            left[(last // YEAR,)] += who.weight
    out = {("listed in December 2023", "in this run"): stock(of)[2023 * YEAR + 11]}
    for year in (2024, 2025):
        out[f"put on the list in {year}", "in this run"] = entered[year,]
        out[f"off the list in {year}", "in this run"] = left[year,]
    yield "afterwards", ("what", "from"), out


EXPECTED: dict[str, Callable[[Lives], Expected]] = {
    "demand": demand,
    "scores": scores,
    "conduct": conduct,
    "sources": sources,
    "cameras": cameras,
    "lists": lists,
    "refusals": refusals,
    "causes": causes,
    "health": health,
    "silence": silence,
    "remedy": remedy,
    "claims-back": claw_backs,
    "review": review,
    "aims": aims,
    "repair": repair,
    "poverty": poverty,
    "groups": groups,
    "bands": bands,
    "record": record,
    "afterwards": afterwards,
    "enforcement": enforcement,
}

# What cannot be counted from lives of what a table has, beside all that is: rows, by what they begin with.
UNCOUNTED = {
    "record": ("on record", "put on a list in 2018", "off a list in 2018", "listed in May 2018"),  # organisations too
    "afterwards": ("on record",),
    "demand": ("record",),
    "remedy": ("person-years of wrongful listing",),  # no day says so: from when a listing is wrongful
    "aims": ("defaults avoided", "judgments performed under pressure"),  # what somebody else would have done
    "repair": (
        "objection upheld",
        "stopped by somebody who looked first",
    ),  # one to a listing leaves no row; `review`
    "groups": ("where they live", "errors", "errors, and rules aimed at them", "rules aimed at them")
    + ("wrongly on the black list", "in detention", "arrested for nothing"),
}


def told(of: Lives, key: str) -> list[str]:
    """Figures that a title or a paragraph has, as they are written."""
    return [said for said in SAID[key](of) if said]


def _share(rows: Iterable[Row], every: Iterable[Row]) -> str:
    return percent(scaled(list(rows)) / scaled(list(every)))


def _of_conduct(of: Lives) -> Iterator[str]:
    lost = [row for row in of.of("points") if row.b < 0]
    taken = -sum(row.b * row.who.weight for row in lost)
    yield people(taken)
    if len({row.conduct for row in lost}) > 1:
        for context in (SPEECH, MONEY):
            share = -sum(row.b * row.who.weight for row in lost if context_of(row.conduct) == context) / taken
            yield f"{percent(share)} of all points lost" if context == SPEECH else f"{percent(share)} over money"
    given = sum(row.b * row.who.weight for row in of.of("points") if row.b > 0)
    yield f"{people(given)} were given" if given else "none were given"
    for event, how in (("expired", "as records expired"), ("returned", "by objections")):
        back = sum(row.b * row.who.weight for row in of.of(event))
        if back > 0:
            yield f"{people(back)} came back {how}"


def _of_sources(of: Lives) -> Iterator[str]:
    every, right = of.of("recorded"), of.of("recorded", c=CORRECT)
    yield f"Of the records made, {_share([row for row in every if row.c != CORRECT], every)} are about"
    seen = scaled(right) / scaled([*right, *of.of("missed"), *of.of("lost")])
    yield f"{percent(seen)} of what the rules look at is recorded"


def _of_causes(of: Lives) -> Iterator[str]:
    every = of.of("refused")
    if any(row.cause == "listing" for row in every):
        others = [row for row in every if row.cause != "listing"]
        yield f"{_share(others, every)} of refusals have another cause than one's own listing"
    strangers = [row for row in every if row.cause in ("relative", "company")]
    if strangers:
        yield f"{_share(strangers, every)} of all refusals hit people because a relative or a company"
    for (cause,), value in by(every, "cause").items():
        yield f"{people(value)} for {WORDS[cause]}"


def _of_lists(of: Lives) -> Iterator[str]:
    end = stock(of)[of.months[-1]]
    if end:
        yield f"{people(end)} people are on the black list: {percent(end / of.living(of.months[-1], 18))} of adults"
    else:
        yield f"Nobody is on the black list at the end of {date_in_words(text_of(of.months[-1]))}"
    there = [month for month in of.months if not of.scenario.regime_at(month).lists.blacklist.absent]
    if there and there[-1] < of.months[-1]:
        before = stock(of)[there[-1]]
        yield f"the month before, {people(before)} people were on it"
        yield f"{percent(before / of.living(there[-1], 18))} of adults"
    left = [(who.weight, stayed) for who, _, last, stayed in stays(of) if last is not None]
    if left:
        yield f"for {plain(sum(w * d for w, d in left) / sum(w for w, _ in left))} days on average"


def _of_remedy(of: Lives) -> Iterator[str]:
    last = of.months[-1]
    listed = [who for who in of.people if who.alive(last) and who.mark(last, BLACK)]
    unaware = sum(who.weight for who in listed if not who.mark(last, AWARE))
    first = [row for row in of.of("refused") if row.cause == "listing" and not row.c & 1]
    marks = {bool(who.mark(month, AWARE)) for who in of.people for month in of.months if who.mark(month, BLACK)}
    if listed and False in marks and (True in marks or first):  # that nobody is ever told is the file's word
        share = unaware / sum(who.weight for who in listed)
        yield f"{percent(share)} of the listed do not know it" if share else "all of the listed know it"
    if first:
        yield f"{_share(first, of.of('refused'))} of refusals are the first that people hear of "


def _of_claw_backs(of: Lives) -> Iterator[str]:
    every = of.of("clawed_back")
    wrong = [row for row in every if row.c != CORRECT]
    yield f"{_share(wrong, every)} of demands to pay everything back"
    yield f"people are told {people(scaled(every))} times to pay back"
    yield f"{people(scaled(wrong))} of them for what the person never did"


def _of_health(of: Lives) -> Iterator[str]:
    refused = scaled([row for row in of.of("refused") if row.cause == "health"])
    yield f"{people(scaled(of.of('recorded', source='health')))} health records are made"
    yield f"{people(refused) if refused else 'no'} requests are refused"
    lost = of.of("pass_lost")
    truth = {(id(row.who), row.day): row.c for row in of.of("recorded") if row.conduct == "health_breach"}
    wrong = [row for row in lost if truth[id(row.who), row.day] != CORRECT]
    share = _share(wrong, lost) if wrong else "none"
    yield f"{people(scaled(lost))} passes are lost so, {share} of them for what the person never did"


def _of_repair(of: Lives) -> Iterator[str]:
    made = [*of.of("objected"), *of.of("contested_listing")]
    never = [row for row in of.of("objected") if row.c != CORRECT]
    if made and not of.of("contested_listing"):
        yield f"{people(scaled(made))} objections"
        yield f"{people(scaled(never))} were to what never happened" if never else f"None of {people(scaled(made))}"


def _of_silence(of: Lives) -> Iterator[str]:
    year = of.months[-12:]
    undone, done = (
        scaled([row for kind, row in acts(of, event) if kind == "criticism" and row.month in year])
        for event in ("self_censored", "act")
    )
    yield f"{percent(undone / (undone + done)) if undone else 'none'} of the criticism"
    yield f"That is {people(undone)} unsaid criticisms" if undone else "No criticism was left unsaid in these months"


def _of_cameras(of: Lives) -> Iterator[str]:
    every = [row for row in punished(of) if row.source == "camera"]
    wrong = [row for row in every if row.c != CORRECT]
    yield f"cameras set off {people(scaled(every))} penalties"
    yield f"{people(scaled(wrong))} of them ({_share(wrong, every)})"


def _of_enforcement(of: Lives) -> Iterator[str]:
    cells: dict[tuple[int, str], Counted] = defaultdict(lambda: defaultdict(float))
    for event in ("recorded", "lost", "missed"):
        for row in of.of(event):
            regime = of.scenario.regime_at(row.month)
            watched = {rule.conduct for rule in regime.rules if rule.id in regime.enforcement.critics.rules}
            if row.conduct in watched and (event != "recorded" or row.c == CORRECT):
                critic = row.who.mark(row.month - 1, CRITIC)
                cell = cells[row.month, row.who.province]
                cell[critic, "acts"] += 1
                cell[critic, "records"] += event != "missed"
    ratio = _within(cells)
    yield f"known critics are recorded {as_often(ratio)} as others"
    yield f"Within a month and a province, where as much is seen of both, it is {times(ratio)}"


def _within(cells: Mapping[tuple[int, str], Counted]) -> float:
    """The ratio of both rates where both were counted: N. Mantel and W. Haenszel's."""
    over = under = 0.0
    for cell in cells.values():
        acts = {critic: cell[critic, "acts"] for critic in (True, False)}
        over += cell[True, "records"] * acts[False] / sum(acts.values())
        under += cell[False, "records"] * acts[True] / sum(acts.values())
    return over / under


def _of_refusals(of: Lives) -> Iterator[str]:
    last = of.months[-1] // YEAR - (of.months[-1] % YEAR != YEAR - 1)  # the last year lived whole
    then = of.of("refused", year=last)
    yield f"In {last}" if then else f"From {of.months[0] // YEAR} to {of.months[-1] // YEAR}"
    yield f"{people(scaled(then or of.of('refused')))} requests"


SAID: dict[str, Callable[[Lives], Iterator[str]]] = {
    "conduct": _of_conduct,
    "sources": _of_sources,
    "causes": _of_causes,
    "lists": _of_lists,
    "remedy": _of_remedy,
    "claims-back": _of_claw_backs,
    "health": _of_health,
    "repair": _of_repair,
    "silence": _of_silence,
    "cameras": _of_cameras,
    "enforcement": _of_enforcement,
    "refusals": _of_refusals,
}


@pytest.fixture(scope="module", params=CHANGES)
def of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lives:
    """A preset lived to its end in a few whole communities."""
    return lives(request.param, tmp_path_factory.mktemp("recounted"))


def found(of: Lives) -> dict[str, Finding]:
    every = (find(of.measures) for find in (opening.finding, *DOCUMENTED, *FINDINGS))
    return {finding.key: finding for finding in every if isinstance(finding, Finding)}


def close(a: float, b: float) -> bool:
    """The same figure, as exactly as a table keeps it: six digits, and of a count the unit."""
    return abs(a - b) <= max(1e-5 * max(abs(a), abs(b)), 0.51 if max(abs(a), abs(b)) > 100 else 1e-9)


def test_every_row_of_a_table_is_what_lives_add_up_to(of: Lives) -> None:
    compared = 0
    for key, finding in found(of).items():
        if key in CANNOT:
            continue
        tables = {figure.key: figure.table.rows for figure in finding.figures}
        for figure, columns, expected in EXPECTED[key](of):
            if not expected:
                assert figure not in tables
                continue
            rows = {}
            for row in tables[figure]:
                one = {**row, "lost": float(row["value"]) < 0}
                if not set(map(str, row.values())) & set(UNCOUNTED.get(key, ())):
                    rows[tuple(one[column] for column in columns)] = row["value"]
            assert rows.keys() == {k for k in expected if not set(map(str, k)) & set(UNCOUNTED.get(key, ()))}, (
                key,
                figure,
            )
            for which, value in rows.items():
                assert close(value, expected[which]), (key, figure, which, value, expected[which])
                compared += 1
    assert compared > 100


def test_every_figure_in_a_sentence_is_what_lives_add_up_to(of: Lives) -> None:
    for key, finding in found(of).items():
        for said in told(of, key) if key in SAID else ():
            assert said in f"{finding.title} {finding.text}", (key, said, finding.title, finding.text)


def test_the_four_figures_of_the_article_are_what_lives_add_up_to(of: Lives) -> None:
    if not of.measures.run.is_told:
        return
    counted = {(row["claim"],): row["model"] for row in opening.rows(of.measures).rows}
    expected = claims(of)
    assert counted.keys() == expected.keys()
    assert all(close(value, expected[which]) for which, value in counted.items()), (counted, expected)


def age(row: Row) -> int:
    """In whole years, of whoever a row is about."""
    return (row.month - row.who.trait("birth")) // YEAR


def test_nobody_is_on_file_who_is_younger_than_the_file_says(of: Lives) -> None:
    least = of.scenario.regime.rollout.least_age
    seen = [row for event in ("recorded", "missed", "lost") for row in of.of(event)]
    youngest = min(map(age, seen))
    assert least <= youngest < (ADULT if least < ADULT else 30)
    assert all(row.who.life.life["points"][row.month - of.months[0]] == 0 for row in of.of("act") if age(row) < least)


def test_whoever_borrows_buys_a_home_or_cheats_a_tax_office_is_of_age(of: Lives) -> None:
    asked = [row for row in of.of("act") if KINDS[row.a] in ("credit", "property", "fraud", "insurance")]
    ruled = [row for row in of.of("recorded") if row.conduct == "judgment" and row.c == CORRECT]
    assert asked
    assert min(map(age, [*asked, *of.of("lent"), *of.of("defaulted"), *ruled])) >= ADULT


def test_pupils_are_no_older_than_seventeen_and_children_do_what_children_do(of: Lives) -> None:
    ages: dict[str, set[int]] = defaultdict(set)
    for row in of.of("act"):
        ages[KINDS[row.a]].add(age(row))
    assert max(ages["truancy"]) < ADULT
    assert min(ages["flight"]) < 6 <= min(ages["truancy"])


def test_what_organisations_go_through_is_what_their_ledgers_add_up_to(of: Lives, tmp_path: Path) -> None:
    """Of three small provinces, whose organisations are watched one after another."""
    if not isinstance(organisations.find(of.measures), Finding):
        return
    m = Measures(opened(folder(of.scenario, of.world, tmp_path / "run", ("Hainan", "Qinghai", "Tibet"))))
    finding = organisations.find(m)
    assert isinstance(finding, Finding)
    asked: Counted = defaultdict(float)
    refused: Counted = defaultdict(float)
    through: Counted = defaultdict(float)
    every: Counted = defaultdict(float)
    rated: Counted = defaultdict(float)
    listed: Counted = defaultdict(float)
    for c, place in enumerate(of.world.layout):
        weight = m.run.weights.get(of.world.where.names[int(place["province"])], 0.0)
        for f in range(int(place["organisations"]) if weight else 0):
            moved, at = replay_organisation(OfWorld(of.world), c * ORG_STRIDE + f)
            rating, last, here = 0, 0, False
            for day, number, a, _, _ in moved.ledger.tolist():
                event, month = ORGANISATION_EVENTS[number].name, month_at(day)
                if month > last:
                    rated_then, last = rating, month
                if event == "rated":
                    rating = a
                here = event == "entered" or (here and event != "left")
                if event in ("refused", "declined", "granted") and month >= of.scenario.start:
                    asked[rated_then, a] += weight
                    every[(a,)] += weight
                    through[(a,)] += weight * (event != "declined")
                    refused[(rated_then,)] += weight * (event == "refused")
            if moved.founding.founded(at) <= of.months[-1]:
                rated[(rating,)] += weight * (rating > 0)
                listed[(ORGANISATIONS[moved.founding.trait("kind", at)],)] += weight * here
    tables = {figure.key: figure.table.rows for figure in finding.figures}
    for row in tables["organisations-ratings"][-len({row["rating"] for row in tables["organisations-ratings"]}) :]:
        expected = rated[(RATINGS.index(row["rating"]) + 1,)] / sum(rated.values())
        assert close(row["value"], expected), row
    for row in tables.get("organisations-subjects", ()):
        kind = next((kind for kind, said in organisations.KINDS.items() if said == row["kind"]), None)
        assert kind is None or close(row["value"], listed[(kind,)]), row
    for row in tables.get("organisations-consequences", ()):
        if row["what"] == organisations.REFUSED:
            of_rating = RATINGS.index(row["rating"]) + 1
            let = sum(n * through[(d,)] / every[(d,)] for (r, d), n in asked.items() if r == of_rating)
            assert close(row["value"], min(refused[(of_rating,)] / let, 1.0) if let else 0.0), row


def test_each_finding_is_counted_once_more_or_says_why_not() -> None:
    keys = {sys.modules[find.__module__].KEY for find in FINDINGS} | {opening.KEY, "record", "afterwards"}
    assert keys == EXPECTED.keys() | CANNOT.keys()
    assert not EXPECTED.keys() & CANNOT.keys()
