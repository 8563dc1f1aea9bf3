"""A life told: head, summary, years of sentences, ledger, and the months as a chart needs them; plain data for JSON."""

from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from demerit import calendar
from demerit.life import kin, owning
from demerit.life.entry import Entry, has_list, has_points, keeps_file
from demerit.life.fines import Fines
from demerit.life.introduction import introduced
from demerit.life.ledger import entries
from demerit.life.replaying import Data, Replay, replay
from demerit.life.routine import routine
from demerit.life.rules import Rules
from demerit.life.running import takes_part
from demerit.life.saying import Dated
from demerit.life.sentences import events
from demerit.life.summary import figures, head, summed_up
from demerit.life.words import capital, date_in_words
from demerit.month.state import BLACK, DETAINED, OUT_OF_WORK, RED
from demerit.phrases import say

FORMAT: Final = 1  # of the JSON
OF_THE_YEAR: Final = ""  # the date of a sentence about a year as a whole


def tell(data: Data, rules: Rules, person: int) -> dict[str, Any]:
    """The life of a person of a run, as plain data.  Raises DemeritError for an id that is nobody's.

    Keys: format, statement, id, span (first and last month), scenario (name, title), head (traits, and `text`),
    summary (figures, and `text`), years (year, sentences), household (who shared it, from when until when), family (who
    of it was listed or detained, from when until when), ledger (entries, see `demerit.life.ledger.Entry`), months
    (month, score, blacklist, redlist, detained, out_of_work, fear, hardship).
    """
    return told(replay(data, person), data, rules)


class Telling(NamedTuple):
    """A life as plain data (see `tell`), its ledger, and year by year what there is to say, with dates."""

    life: dict[str, Any]
    ledger: list[Entry]
    years: dict[int, list[Dated]]


def told(moved: Replay, data: Data, rules: Rules) -> dict[str, Any]:
    """`tell` of what has been replayed already."""
    return telling(moved, data, rules).life


def telling(moved: Replay, data: Data, rules: Rules) -> Telling:
    """The same, and what it was made of."""
    ledger = entries(moved, data, rules)
    who = head(moved)
    who["owns"] = [moved.founding.number(f) for f in moved.founding.owned_by(moved.position)]
    owned = owning.introduced(moved)
    who["text"] = " ".join((introduced(who, calendar.text_of(moved.months[-1])), *([owned] if owned else [])))
    absent = _absent(moved)
    said = figures(moved, ledger, data)
    said["organisations_listed"] = owning.ever_listed(moved)
    said["text"] = absent or summed_up(said)
    family = kin.family(moved)
    years = {} if absent else dict(_years(moved, data, ledger, family))
    life = {
        "format": FORMAT,
        "statement": say("statement"),
        "id": moved.person,
        "span": [calendar.text_of(moved.months[0]), calendar.text_of(moved.months[-1])],
        "scenario": {"name": rules.name, "title": rules.title},
        "head": who,
        "summary": said,
        "years": [{"year": year, "sentences": [text for _, text in dated]} for year, dated in years.items()],
        "household": kin.household(moved),
        "family": family,
        "ledger": [entry.plain() for entry in ledger],
        "months": list(_months(moved, data)),
    }
    return Telling(life, ledger, years)


def _absent(moved: Replay) -> str | None:
    """What to say of somebody who is not born when the run ends; whoever died before it began has no number."""
    if moved.community.trait("birth", moved.position) > moved.months[-1]:
        return say("who.unborn", end=date_in_words(calendar.text_of(moved.months[-1])))
    return None


def _months(moved: Replay, data: Data) -> Iterator[dict[str, Any]]:
    for month, state in zip(moved.months, moved.life):
        law = data.law_of(month)
        if moved.community.alive(moved.position, month):
            flags = int(state["marks"])
            yield {
                "month": calendar.text_of(month),
                "score": int(law.start) + int(state["points"])
                if has_points(law) and on_file(moved, data, month)
                else None,
                "blacklist": bool(flags & BLACK),
                "redlist": bool(flags & RED),
                "detained": bool(flags & DETAINED),
                "out_of_work": bool(flags & OUT_OF_WORK),
                "fear": int(state["fear"]),
                "hardship": int(state["hardship"]),
            }


def _years(
    moved: Replay, data: Data, ledger: list[Entry], family: list[dict[str, Any]]
) -> Iterator[tuple[int, list[Dated]]]:
    """Year by year, what there is to say: dated sentences in their order, then those of the whole year, undated."""
    household = [*kin.sentences(moved, family), *_begins(moved, data), *owning.sentences(moved, data)]
    looked_at = {str(entry.conduct) for entry in ledger if entry.outcome}
    before, fines = _before(moved, data), Fines()
    for year in range(moved.months[0] // 12, moved.months[-1] // 12 + 1):
        here = [entry for entry in ledger if entry.date[:4] == str(year)]
        spoken = next((e for e in reversed(ledger) if e.event == "said" and e.date[:4] < str(year)), None)
        dated = [
            *events(concerning(here, ledger, looked_at), spoken),
            *(pair for pair in household if pair[0][:4] == str(year)),
        ]
        said = sorted(dated, key=lambda pair: pair[0])
        said += [(OF_THE_YEAR, text) for text in routine(here, looked_at, fines.of(here))]
        if before and said:
            said.insert(0, (f"{year}-00", before))
            before = ""
        said = [(date, capital(text)) for date, text in said]
        said += [(OF_THE_YEAR, text) for text in _closing(moved, data, year)]
        if said:
            yield year, said


def concerning(here: list[Entry], ledger: list[Entry], looked_at: Collection[str]) -> list[Entry]:
    """A year without acts that are nobody's business: no rule and no data source looks at them, no fear is of it."""
    if any(entry.event in ("feared", "said") for entry in ledger):
        return here
    return [entry for entry in here if entry.event != "act" or entry.conduct in looked_at]


def _before(moved: Replay, data: Data) -> str:
    """What there is not yet in the first months of a life; nothing where the system runs from the first on."""
    begins = next((month for month in moved.months if data.law_of(month).active), None)
    if begins == moved.months[0]:
        return ""
    law = data.law_of(moved.months[-1] if begins is None else begins)
    what = "points" if has_points(law) else "list" if has_list(law) else "system"
    if begins is None:
        return say(f"year.not_yet.{what}")
    return say(f"year.not_before.{what}", month=date_in_words(calendar.text_of(begins)))


def _closing(moved: Replay, data: Data, year: int) -> list[str]:
    month = min(year * 12 + 11, moved.months[-1])
    law = data.law_of(month)
    if not on_file(moved, data, month) or not moved.community.alive(moved.position, month):
        return []
    state = moved.life[month - moved.months[0]]
    if not has_points(law):
        return [say("year.end_black_only")] if state["marks"] & BLACK else []
    key = "year.end_black" if state["marks"] & BLACK else "year.end_red" if state["marks"] & RED else "year.end"
    return [say(key, points=int(law.start) + int(state["points"]))]


def on_file(moved: Replay, data: Data, month: int) -> bool:
    """Whether the person is old enough to be on file there, too."""
    least = int(data.law_of(month).least_age)
    return takes_part(moved, data, month) and moved.community.age(moved.position, month) >= least


def begins(moved: Replay, data: Data) -> int | None:
    """The month from which the community takes part; None if it never does, or the person does not live to see it."""
    month = next((month for month in moved.months if takes_part(moved, data, month)), None)
    return month if month is not None and moved.community.trait("death", moved.position) > month else None


def _begins(moved: Replay, data: Data) -> Iterator[Dated]:
    """What is said of that month."""
    month = begins(moved, data)
    if month is not None:
        date = calendar.text_of(month)
        first = next(each for each in moved.months if data.law_of(each).active) == month
        yield f"{date}-00", say("year.in_force" if first else "year.begins", month=date_in_words(date))
        grown = next((each for each in moved.months if on_file(moved, data, each)), month)
        if grown > month and keeps_file(data.law_of(grown)):
            date, age = calendar.text_of(grown), moved.community.age(moved.position, grown)
            yield f"{date}-00", say("year.old_enough", month=date_in_words(date), age=age)
