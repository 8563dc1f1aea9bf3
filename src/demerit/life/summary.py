"""A life in figures and in one paragraph: who it is, how often listed, refused, rightly and wrongly recorded."""

from collections import Counter
from typing import Any, Final

from demerit import calendar
from demerit.keys import person_key
from demerit.life.entry import NO_REMEDY, Entry, has_list, has_points, remedy_of
from demerit.life.ledger import start_of
from demerit.life.replaying import Data, Replay
from demerit.life.traits import SCHOOLING, SEXES, TIERS
from demerit.life.words import DEMANDS, counted, date_in_words, enumerated, times
from demerit.month.state import BLACK
from demerit.people.desk import STRIDE
from demerit.vocabulary import GROUPS

ORDINALS: Final = ("lowest", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "highest")
MADE: Final = {
    "correct": "of what had happened",
    "misattributed": "of what somebody else had done",
    "false": "of what nobody had done",
}
ADULT_SCHOOLING: Final = 25  # years: below, schooling may go on


def head(replay: Replay) -> dict[str, Any]:
    """Who the person is: traits as of the end of the replay, or of the last month alive."""
    who, x = replay.community, replay.position
    trait = {name: who.trait(name, x) for name in who.traits}
    last = min(replay.months[-1], trait["death"] - 1)
    born, died = trait["birth"], trait["death"]
    return {
        "id": replay.person,
        "key": person_key(replay.person),
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


def introduced(said: dict[str, Any], months: range) -> str:
    """The head in sentences."""
    place = "the countryside" if said["place"] == "countryside" else f"a {said['place']}"
    text = f"Synthetic person {said['id']}: {said['sex']}, born in {date_in_words(said['born'])}, "
    if said["died"]:
        text += f"died in {date_in_words(said['died'])} aged {said['age']}, "
    else:
        text += f"{said['age']} years old in {date_in_words(calendar.text_of(months[-1]))}, "
    text += f"of the {said['group']} population group, {place} in {said['province']}. "
    text += f"{_home(said)} Household income in the {_tenth(said['income_tenth'])} tenth of the country"
    text += f"; {said['schooling']}." if said["age"] >= ADULT_SCHOOLING else "."
    return text + f" Filed under the number {said['key']}, which no real person can have."


def _tenth(number: int) -> str:
    return ORDINALS[number - 1]


def _home(said: dict[str, Any]) -> str:
    lives = "Lived" if said["died"] else "Lives"
    if said["collective"]:
        return f"{lives} in a collective household, such as a dormitory or a home."
    others = said["household"]
    if not others:
        return f"{lives} alone."
    ages = enumerated([str(age) for age in sorted((other["age"] for other in others), reverse=True)])
    return f"{lives} with {counted(len(others), 'other', 'others')}, aged {ages}."


def figures(replay: Replay, ledger: list[Entry], data: Data) -> dict[str, Any]:
    """What befell the person, counted over the whole replay."""
    events = Counter(entry.event for entry in ledger)
    refusals = [entry for entry in ledger if entry.event == "refused"]
    records = Counter(entry.truth for entry in ledger if entry.event == "recorded")
    entered = [entry for entry in ledger if entry.event == "entered" and entry.list == "blacklist"]
    start = start_of(data, replay)
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
        "points": has_points(data.law_of(replay.months[-1])),
        "remedy": remedy_of(data.law_of(replay.months[-1])),
    }


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
    return " ".join(part for part in (_lists(said), _refusals(said), _records(said), _end(said)) if part)


def _lists(said: dict[str, Any]) -> str:
    if said["blacklisted"] == 0:
        text = "Never put on the black list." if said["black_list"] else ""
    else:
        text = f"Put on the black list {times(said['blacklisted'])}, "
        text += f"for {counted(said['days_listed'], 'day', 'days')} in all"
        text += " so far, and still on it" if said["blacklisted_at_the_end"] else ""
        if said["wrongly_blacklisted"]:
            which = "the listing" if said["blacklisted"] == 1 else f"{said['wrongly_blacklisted']} of these listings"
            text += f"; {which} would not have come about without wrong records"
        text += "."
    if said["redlisted"]:
        text += f" Put on the red list {times(said['redlisted'])}."
    if said["detained"]:
        days = counted(said["days_detained"], "day", "days")
        text += f" Detained without trial {times(said['detained'])}, for {days}."
    return text.strip()


def _refusals(said: dict[str, Any]) -> str:
    if not said["refused"]:
        return "Refused nothing by the system."
    kinds = [_several(name, n) for name, n in sorted(said["refused"].items(), key=lambda pair: -pair[1])]
    text = f"Refused by the system: {enumerated(kinds)}"
    unaware = said["refused_before_knowing"]
    if unaware:
        whole = sum(said["refused"].values())
        these = "this came" if whole == 1 else f"{unaware} of these {whole} refusals came"
        text += f"; {these} before the person had heard of being listed"
    return text + "."


def _several(demand: str, n: int) -> str:
    one, many = DEMANDS[demand]
    return one if n == 1 else f"{n} {many}"


def _records(said: dict[str, Any]) -> str:
    records, hidden = said["records"], said["not_recorded"]
    made = sum(records.values())
    if made == 0:
        text = "No record was ever made."
    else:
        parts = [(records[truth], what) for truth, what in MADE.items() if records[truth]]
        each = [f"{'all ' if n == made else f'{n} '}{what}" for n, what in parts] if made > 1 else [parts[0][1]]
        text = f"{counted(made, 'record', 'records')} made{': ' if made > 1 else ', '}{enumerated(each)}."
    if hidden["missed"]:
        text += f" {counted(hidden['missed'], 'act', 'acts')} that a rule names went unrecorded."
    if hidden["lost"]:
        text += f" {counted(hidden['lost'], 'act was', 'acts were')} put down to somebody else."
    return text


def _end(said: dict[str, Any]) -> str:
    text = f"Points at the end: {said['points_now']}; everybody starts with {said['start']}. " if said["points"] else ""
    if said["remedy"] == NO_REMEDY:
        return text + "Remedy: none. No notice was given, and nothing could be contested."
    return text + f"Remedy at the end: {said['remedy']}."
