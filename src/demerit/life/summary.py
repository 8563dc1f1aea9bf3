"""A life in figures and in one paragraph: who it is, how often listed, refused, rightly and wrongly recorded."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from demerit import calendar
from demerit.keys import person_key
from demerit.life.entry import Entry, has_list, has_points, keeps_file, no_remedy, remedy_of
from demerit.life.ledger import start_of
from demerit.life.replaying import Data, Replay
from demerit.life.traits import SCHOOLING, SEXES, TIERS
from demerit.life.words import capital, days, demanded, enumerated, times
from demerit.month.state import BLACK
from demerit.people.desk import STRIDE
from demerit.phrases import say
from demerit.scenario.census import form_of_keys
from demerit.vocabulary import GROUPS

MADE: Final = ("correct", "misattributed", "false")  # in the order in which they are told


def head(replay: Replay) -> dict[str, Any]:
    """Who the person is: traits as of the end of the replay, or of the last month alive."""
    who, x = replay.community, replay.position
    trait = {name: who.trait(name, x) for name in who.traits}
    last = min(replay.months[-1], trait["death"] - 1)
    born, died = trait["birth"], trait["death"]
    return {
        "id": replay.person,
        "key": person_key(replay.person, form_of_keys([who.province])),
        "community": who.number,
        "province": who.province,
        "place": TIERS[who.tier],
        "sex": SEXES[trait["sex"]],
        "group": GROUPS[trait["group"]],
        "born": calendar.text_of(born),
        "died": calendar.text_of(died) if died <= replay.months[-1] else None,
        "age": max(who.age(x, last), 0),
        "urban": bool(trait["urban"]),
        "online": bool(trait["online"]),
        "income_tenth": trait["decile"] + 1,
        "schooling": SCHOOLING[trait["schooling"]],
        "collective": bool(trait["collective"]),
        "household": [
            {"id": who.number * STRIDE + y, "sex": SEXES[who.trait("sex", y)], "age": who.age(y, last)}
            for y in who.household(x, last)
        ],
    }


def figures(replay: Replay, ledger: list[Entry], data: Data) -> dict[str, Any]:
    """What befell the person, counted over the whole replay."""
    events = Counter(entry.event for entry in ledger)
    refusals = [entry for entry in ledger if entry.event == "refused"]
    records = Counter(entry.truth for entry in ledger if entry.event == "recorded")
    entered = [entry for entry in ledger if entry.event == "entered" and entry.list == "blacklist"]
    start = start_of(data, replay)
    too_young = _too_young(replay, data)
    return {
        "black_list": any(has_list(data.law_of(month)) for month in replay.months[-1 :: -calendar.YEAR]),
        "blacklisted": len(entered),
        "wrongly_blacklisted": sum(entry.wrongful for entry in entered),
        "days_listed": _days_listed(replay, ledger),
        "blacklisted_at_the_end": bool(replay.life[-1]["marks"] & BLACK),
        "redlisted": sum(entry.event == "entered" and entry.list == "redlist" for entry in ledger),
        "refused": dict(Counter(str(entry.demand) for entry in refusals)),
        "refused_before_knowing": sum(entry.told is False and _for_listing(entry) for entry in refusals),
        "records": {truth: records[truth] for truth in ("correct", "false", "misattributed")},
        "not_recorded": {"missed": events["missed"], "lost": events["lost"]},
        "fined": events["fined"],
        "detained": events["detained"],
        "days_detained": _days_detained(replay, ledger),
        "self_censored": events["self_censored"],
        "jobs_lost": events["lost_work"],
        "start": start,
        "points_now": start + sum(entry.change or 0 for entry in ledger),
        "points": has_points(data.law_of(replay.months[-1])) and not too_young,
        "too_young": too_young,
        "remedy": remedy_of(data.law_of(replay.months[-1])),
    }


def _too_young(replay: Replay, data: Data) -> int | None:
    """From which age on people are on file, of somebody who never reached it; None of all others."""
    month = min(replay.months[-1], replay.community.trait("death", replay.position) - 1)
    law = data.law_of(month)
    young = replay.community.age(replay.position, month) < int(law.least_age)
    return int(law.least_age) if young and keeps_file(law) else None


def _for_listing(entry: Entry) -> bool:
    return (entry.cause or {}).get("because") == "listing"


def _days_listed(replay: Replay, ledger: list[Entry]) -> int:
    stays = sum(entry.days or 0 for entry in ledger if entry.event == "left" and entry.list == "blacklist")
    last, since = _last_day(replay), None
    for entry in ledger:
        if entry.list == "blacklist" and entry.event in ("entered", "left"):
            since = entry.day if entry.event == "entered" else None
    return stays + (last - since if since is not None else 0)


def _days_detained(replay: Replay, ledger: list[Entry]) -> int:
    """Days in detention so far, of a detention that has not ended those until now."""
    stays = sum(entry.days or 0 for entry in ledger if entry.event == "released")
    since = [entry.day for entry in ledger if entry.event in ("detained", "released")][-1:]
    held = [entry.event for entry in ledger if entry.event in ("detained", "released")][-1:] == ["detained"]
    return stays + (_last_day(replay) - since[0] if held else 0)


def _last_day(replay: Replay) -> int:
    """The day after the replay, or after the life."""
    return calendar.first_day(min(replay.months[-1] + 1, replay.community.trait("death", replay.position)))


def summed_up(said: dict[str, Any]) -> str:
    """The figures as one paragraph."""
    return " ".join(capital(part) for part in (*_lists(said), _refusals(said), *_records(said), *_end(said)))


def _lists(said: dict[str, Any]) -> Iterator[str]:
    if said["blacklisted"]:
        key = "still" if said["blacklisted_at_the_end"] else ""
        key += f"{'_' if key else ''}wrongly" if said["wrongly_blacklisted"] else ""
        wrong = {"wrong": _wrong(said)} if said["wrongly_blacklisted"] else {}
        known = {"times": times(said["blacklisted"]), "days": days(said["days_listed"])}
        yield say(f"summary.listed_{key}" if key else "summary.listed", **known, **wrong)
    elif said["black_list"]:
        yield say("summary.never")
    if said["redlisted"]:
        yield say("summary.redlisted", times=times(said["redlisted"]))
    if said["detained"]:
        yield say("summary.detained", times=times(said["detained"]), days=days(said["days_detained"]))


def _wrong(said: dict[str, Any]) -> str:
    only = said["blacklisted"] == 1
    return say("summary.wrong.only") if only else say("summary.wrong.some", n=said["wrongly_blacklisted"])


def _refusals(said: dict[str, Any]) -> str:
    if not said["refused"]:
        return say("summary.refused_nothing")
    kinds = [demanded(name, n) for name, n in sorted(said["refused"].items(), key=lambda pair: -pair[1])]
    unaware, whole = said["refused_before_knowing"], sum(said["refused"].values())
    came = ""
    if unaware:
        came = say("summary.unaware.only") if whole == 1 else say("summary.unaware", unaware, whole=whole)
    return say("summary.refused", kinds=enumerated(kinds), unaware=came)


def _records(said: dict[str, Any]) -> Iterator[str]:
    records, hidden = said["records"], said["not_recorded"]
    made = sum(records.values())
    if made == 0:
        yield say("summary.no_record")
    else:
        yield say("summary.records", made, what=enumerated(list(_made(records, made))))
    for kind in ("missed", "lost"):
        if hidden[kind]:
            yield say(f"summary.{kind}", hidden[kind])


def _made(records: dict[str, int], made: int) -> Iterator[str]:
    for truth in MADE:
        n, what = records[truth], say(f"summary.of.{truth}")
        if n and made > 1:
            yield say("summary.of_all", what=what) if n == made else say("summary.of_some", n=n, what=what)
        elif n:
            yield what


def _end(said: dict[str, Any]) -> Iterator[str]:
    if said["too_young"]:
        yield say("summary.too_young", age=said["too_young"])
    if said["points"]:
        yield say("summary.points", now=said["points_now"], start=said["start"])
    known = said["remedy"] != no_remedy()
    yield say("summary.remedy", remedy=said["remedy"]) if known else say("summary.no_remedy")
