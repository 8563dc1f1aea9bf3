"""What befell the owner of an organisation, as its story tells it: from the owner's states and ledger, replayed too."""

from collections.abc import Iterator

from demerit.life.entry import month_at
from demerit.life.ledger import entries as life_entries
from demerit.life.replaying import Data, Replay, replay
from demerit.life.rules import Rules
from demerit.life.saying import Dated
from demerit.life.words import date_in_words, stretch
from demerit.month.organisation_state import LISTED, marks_of
from demerit.month.state import BLACK
from demerit.people.desk import STRIDE
from demerit.phrases import say


def listed_months(moved: Replay, f: int) -> list[int]:
    """Months at whose end the owner was on the black list of people."""
    owner = moved.founding.trait("owner", f)
    return [m for m, s in zip(moved.months, moved.states) if owner >= 0 and int(s[owner]["marks"]) & BLACK]


def listed(moved: Replay, f: int) -> Iterator[Dated]:
    """When the owner was on the black list of people."""
    months = listed_months(moved, f)
    for since in (month for month in months if month - 1 not in months):
        until = next(month for month in range(since, moved.months[-1] + 1) if month + 1 not in months)
        yield from stretch(since, until, moved.months[-1], _was_listed)


def _was_listed(when: str) -> str:
    return f"{when} its owner was on the black list of people."


def suffered(moved: Replay, data: Data, rules: Rules, f: int) -> Iterator[Dated]:
    """What the organisation's listing cost its owner: from the ledger of the owner, replayed as well."""
    owner = moved.founding.trait("owner", f)
    on_list = marks_of(moved.orgs)[:, f] & LISTED != 0
    if owner < 0 or not on_list.any():
        return
    number = moved.founding.number(f)
    person = replay(data, moved.community.number * STRIDE + owner)
    for entry in life_entries(person, data, rules):
        cause, on = entry.cause or {}, f"On {date_in_words(entry.date)} its owner"
        if entry.event == "refused" and number in cause.get("organisations", ()):
            yield entry.date, f"{on} was refused {say(f'demand.{entry.demand}')} because the organisation was listed."
        elif cause.get("ground") == "company" and on_list[month_at(entry.day) - moved.months[0] - 1]:
            yield entry.date, f"{on} was put on the black list of people because the organisation was listed."
