"""The ledger of one life: every row of the replay as an entry with a date, names, and what truly happened.

Two things stand here that nobody under such a regime could see: what was recorded although it never happened, and what
happened and was not recorded.
"""

from typing import Any, Final

from demerit.calendar import first_day
from demerit.life import kin, owning
from demerit.life.entry import Entry, has_points, iso, remedy_of
from demerit.life.grounds import Grounds
from demerit.life.replaying import Data, Replay
from demerit.life.rules import Rules
from demerit.month.state import ADULT
from demerit.rulebook.law import CLAW_BACK, FINED, WHATEVER
from demerit.vocabulary import CANDIDATES, CAUSES, CONDUCT, CORRECT, DEMANDS, EVENTS, LISTS, SOURCES, TRUTHS

WITH_REMEDY: Final = ("recorded", "fined", "clawed_back", "entered", "refused", "detained", "points")
OF_CONDUCT: Final = (
    *("recorded", "missed", "lost", "points", "fined", "clawed_back", "paid_fine", "left_fine_unpaid", "detained"),
)
CONTESTED: Final = ("objected", "upheld", "dismissed", "warned", "expired")
FRIGHTENING: Final = ("fined", "clawed_back", "detained", "refused")
OUTCOMES: Final = ("recorded", "missed", "lost")


class _Reader:
    """Turns rows into entries, remembering what later rows refer to."""

    def __init__(self, replay: Replay, data: Data, rules: Rules) -> None:
        self.replay, self.data, self.rules = replay, data, rules
        self.month = replay.months[0]
        self.law: Any = data.law_of(self.month)
        self.waiting: list[tuple[int, Entry]] = []  # records on their way to the file: day of arrival
        self.grounds = Grounds(replay)
        self.taken_back: Entry | None = None  # an objection upheld whose points are given back next
        self.listed: Entry | None = None
        self.aware = False

    def entries(self) -> list[Entry]:
        out: list[Entry] = []
        marks = self.replay.marks
        for i, month in enumerate(self.replay.months):
            self.month, self.law = month, self.data.law_of(month)
            rows = self.replay.ledger[marks[i] : marks[i + 1]].tolist()
            for n, row in enumerate(rows):
                entry = self.read(*row)
                if entry.event == "act":
                    entry.outcome = _outcome(entry, rows[n + 1 : n + 2])
                if entry.event == "recorded":
                    entry.stopped = self._stopped(row, rows[n + 1 :])
                out.append(entry)
        return out

    def read(self, day: int, event: int, a: int, b: int, c: int) -> Entry:
        entry = Entry(day, iso(day), EVENTS[event])
        name = entry.event
        if name in OF_CONDUCT or name in CONTESTED:
            entry.conduct = CONDUCT[a]
        if name in ("refused", "declined", "granted"):
            entry.demand = DEMANDS[a]
        if name in WITH_REMEDY:
            entry.remedy = remedy_of(self.law)
        handler = getattr(self, f"_{name}", None)
        if handler is not None:
            handler(entry, a, b, c)
        if not has_points(self.law):
            entry.score = None
        return entry

    def _act(self, entry: Entry, a: int, b: int, c: int) -> None:
        name = CANDIDATES[a]
        if name in DEMANDS:
            entry.demand = name
        else:
            entry.conduct = name

    _self_censored = _act

    def _recorded(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._sourced(entry, a, b, c)
        entry.rule = self.rules.rule(CONDUCT[a], self.month)
        entry.told = bool(self.law.notice)
        entry.without_points = not has_points(self.law)
        arrives = entry.day + int(self.law.delay[b])
        self.waiting.append((arrives, entry))
        if self.law.ground[a]:
            self.grounds.add(arrives, entry)

    def _stopped(self, row: list[int], after: list[list[int]]) -> bool:
        """Whether a person looked at a wrong record, and the penalty that would have followed at once did not."""
        day, _, a, b, c = row
        if c == CORRECT or not self.law.review:
            return False
        followed = {EVENTS[event] for when, event, *_ in after if when == day}
        lost_pass = CONDUCT[a] == "health_breach" and bool(self.law.pass_days)
        penalty = int(self.law.penalty[a, b])
        adult = self.replay.community.age(self.replay.position, self.month) >= ADULT
        owed = {FINED: "fined", CLAW_BACK: "clawed_back" if adult else ""}.get(penalty, "")
        return bool((lost_pass and "pass_lost" not in followed) or (owed and owed not in followed))

    def _sourced(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.source, entry.truth = SOURCES[b], TRUTHS[c]
        entry.never_happened = c != CORRECT

    def _objected(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._sourced(entry, a, b, c)
        if self.law.suspends:
            self.grounds.withdraw(entry)

    def _upheld(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._sourced(entry, a, b, c)
        if self.law.suspends:
            self._contested(entry)  # it never reaches the file
        else:
            self.taken_back = entry

    def _expired(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._sourced(entry, a, b, c)
        self.taken_back = entry

    def _clean_year(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.change, entry.score = a, b

    def _warned(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._sourced(entry, a, b, c)
        self._arrived(CONDUCT[a], entry.day)  # it reaches the file without effect
        self.grounds.withdraw(entry)

    def _dismissed(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._sourced(entry, a, b, c)
        if self.law.suspends:
            record = self._contested(entry) or entry
            self.waiting.append((entry.day, record))
            if self.law.ground[a]:
                self.grounds.add(entry.day, record)

    def _fined(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._sourced(entry, a, b, c)
        entry.rule = self.rules.penalty(CONDUCT[a], self.month)

    _clawed_back = _fined

    def _missed(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.not_recorded = True

    def _lost(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.source, entry.not_recorded = SOURCES[b], True

    def _arrived(self, conduct: str, day: int) -> Entry | None:
        """The record that reaches the file on this day."""
        return self._taken([pair for pair in self.waiting if pair[0] == day and pair[1].conduct == conduct])

    def _contested(self, entry: Entry) -> Entry | None:
        """The record that an objection was about."""
        about = (entry.conduct, entry.source, entry.truth)
        return self._taken([pair for pair in self.waiting if (pair[1].conduct, pair[1].source, pair[1].truth) == about])

    def _taken(self, found: list[tuple[int, Entry]]) -> Entry | None:
        if not found:
            return None
        self.waiting.remove(found[0])
        return found[0][1]

    def _points(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.change, entry.score = b, c
        entry.rule = self.rules.rule(CONDUCT[a], self.month)
        record, self.taken_back = self.taken_back or self._arrived(CONDUCT[a], entry.day), None
        if record is not None:
            entry.source, entry.truth, entry.never_happened = record.source, record.truth, record.never_happened
            record.effect = {"date": entry.date, "change": b}

    def _entered(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.list, entry.wrongful = LISTS[a], c == 1
        entry.score = b if has_points(self.law) else None
        entry.rule = self.rules.listing(LISTS[a], self.month)
        if a == 0:
            self.listed, self.aware = entry, bool(self.law.notice)
            entry.told = self.aware
            below = b < int(self.law.black_entry)
            entry.cause = {"below": int(self.law.black_entry)} if below else self.grounds.of(entry, self.law)
            if c == 2:
                entry.cause = {"because": "learned"}

    def _left(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.list, entry.score = LISTS[a], b if has_points(self.law) else None
        if a == 0:
            entry.days, entry.told = c, self.aware
            self.aware = False

    def _refused(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.score, entry.told = b if has_points(self.law) else None, bool(c & 1)
        entry.rule = self.rules.consequence(DEMANDS[a], self.month)
        because = CAUSES[(c >> 1) - 1]
        below = {"below": int(self.law.bar_below[a])} if self.law.bar_below[a] < WHATEVER else {}
        if because != "listing":
            entry.cause = {
                "because": because,
                **(below if because == "points" else {}),
                **self._whose(because, DEMANDS[a]),
            }
            return
        entry.cause = {"because": because, "list": LISTS[0], **below}
        if self.listed is not None:  # still so for one who left the list earlier in this month
            entry.cause["since"] = self.listed.date
            entry.wrongful = self.listed.wrongful
        self.aware = True

    def _whose(self, because: str, demand: str) -> dict[str, Any]:
        """Of a refusal for somebody or something else: who in the household, or which organisation, is listed."""
        if because == "relative":
            return {"relatives": kin.listed(self.replay, self.month)}
        if because == "company":
            return {"organisations": owning.listed_by(self.replay, self.data, self.month, demand)}
        return {}

    def _granted(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.favoured = bool(b)

    def _detained(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.days, entry.source = b, SOURCES[c]
        entry.rule = self.rules.detention(CONDUCT[a], self.month)

    def _pass_lost(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.days = a

    def _notified(self, entry: Entry, a: int, b: int, c: int) -> None:
        if a == 0:
            entry.conduct, entry.source = CONDUCT[b], SOURCES[c]
        else:
            entry.list = LISTS[0]

    def _said(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.cause = {"private": a, "said": b}

    def _feared(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.fear, entry.cause_of_fear = a, ("own case", "household", "community")[b]


def _outcome(act: Entry, following: list[list[int]]) -> str | None:
    """What became of an act: the row behind it says so."""
    if act.conduct is not None and following:
        day, event, a = following[0][:3]
        if day == act.day and EVENTS[event] in OUTCOMES and CONDUCT[a] == act.conduct:
            return EVENTS[event]
    return None


def entries(replay: Replay, data: Data, rules: Rules) -> list[Entry]:
    """The ledger of the person of a replay, in the order of dates, birth and death included.

    The score of an entry is the one after it in this order; at list entries, exits and refusals the one that decided.
    """
    read = _Reader(replay, data, rules).entries()
    for event, month in (("born", _trait(replay, "birth")), ("died", _trait(replay, "death"))):
        if month in replay.months:
            read.append(Entry(first_day(month), iso(first_day(month)), event))
    _shunned(read)
    ordered = sorted(read, key=lambda entry: (entry.day, entry.event != "born"))
    _first_to_tell(ordered)
    running = 0
    for entry in ordered:
        if entry.change is not None and entry.score is not None:
            running += entry.change
            entry.score = start_of(data, replay) + running
    return ordered


def _shunned(read: list[Entry]) -> None:
    """Fear of one's own case in a month in which nothing was done to the person comes from being shunned by peers."""
    struck = {entry.date[:7] for entry in read if _frightens(entry)}
    for entry in read:
        if entry.cause_of_fear == "own case" and entry.date[:7] not in struck:
            entry.cause_of_fear = "peers"


def _frightens(entry: Entry) -> bool:
    return entry.event in FRIGHTENING or (entry.event == "entered" and entry.list == LISTS[0])


def _first_to_tell(ordered: list[Entry]) -> None:
    """Of the refusals of one month the earliest is the one that told: within a month a run knows no order of days."""
    refusals = [entry for entry in ordered if entry.event == "refused"]
    for entry in refusals:
        if entry.told is False:
            first = next(other for other in refusals if other.date[:7] == entry.date[:7])
            entry.told, first.told = first.told, False


def start_of(data: Data, replay: Replay) -> int:
    """The score everybody starts with under the regime at the end of a replay."""
    return int(data.law_of(replay.months[-1]).start)


def _trait(replay: Replay, name: str) -> int:
    return replay.community.trait(name, replay.position)
