"""The ledger of one life: every row of the replay as an entry with a date, names, and what truly happened.

Two things stand here that nobody under such a regime could see: what was recorded although it never happened, and what
happened and was not recorded.
"""

from typing import Any, Final

from demerit.calendar import first_day
from demerit.catalogue.events import BY_NUMBER
from demerit.life import kin, owning
from demerit.life.arguments import ARGUMENTS
from demerit.life.entry import Entry, has_points, iso, remedy_of
from demerit.life.replaying import Data, Replay
from demerit.life.rules import Rules
from demerit.life.running import takes_part
from demerit.month.state import ADULT, CONDUCT_BITS, OF_COMPANY, TRUTH_SHIFT
from demerit.ranges import BEYOND
from demerit.rulebook.law import CLAW_BACK, FINED
from demerit.scenario.census import regions
from demerit.vocabulary import CAUSES, CONDUCT, CORRECT, DEMANDS, LISTS, MISATTRIBUTED, TRUTHS

WITH_REMEDY: Final = ("recorded", "fined", "clawed_back", "entered", "refused", "detained", "points")
FRIGHTENING: Final = ("fined", "clawed_back", "detained", "refused", "learned_of_listing")
TELLING: Final = ("fined", "clawed_back", "pass_lost", "warned")  # by which somebody learns of a record
SPARING: Final = ("objected", "warned", "performed_in_time")  # after which a record counts later, or never
CAUSE_BITS: Final = 31  # of what the ledger says of a refusal, from bit 1 on
OUTCOMES: Final = ("recorded", "missed", "lost")
ANSWERS: Final = ("refused", "declined", "granted")
UNASKED: Final = "unasked"  # what became of an occasion to ask for something, where the person knew better


class _Reader:
    """Turns rows into entries, remembering what later rows refer to."""

    def __init__(self, replay: Replay, data: Data, rules: Rules) -> None:
        self.replay, self.data, self.rules = replay, data, rules
        self.month = replay.months[0]
        self.law: Any = data.law_of(self.month)
        self.region = regions(data.names).one
        self.records: dict[tuple[int | None, str | None], Entry] = {}  # by what tells them apart, and conduct
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
                    self._follows(entry, row, rows[n + 1 :])
                out.append(entry)
        return out

    def read(self, day: int, number: int, a: int, b: int, c: int) -> Entry:
        event = BY_NUMBER[number]
        entry = Entry(day, iso(day), event.name)
        for argument, value in zip(event.arguments, (a, b, c)):
            if argument in ARGUMENTS:
                ARGUMENTS[argument](entry, value)
        if event.name in WITH_REMEDY:
            entry.remedy = remedy_of(self.law)
        handler = getattr(self, f"_{event.name}", None)
        if handler is not None:
            handler(entry, a, b, c)
        if not has_points(self.law):
            entry.score = None
        if entry.truth == TRUTHS[MISATTRIBUTED]:
            entry.region = self.region
        return entry

    def _recorded(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.rule = self.rules.rule(str(entry.conduct), self.month)
        entry.without_points = not has_points(self.law)
        self.records[entry.record, entry.conduct] = entry

    def _follows(self, entry: Entry, row: list[int], after: list[list[int]]) -> None:
        """What came of a record on its day."""
        day, _, about, source, _ = row
        rest = [(BY_NUMBER[event].name, a, b) for when, event, a, b, _ in after if when == day]
        followed = {name for name, a, b in rest if about in (a, b) or name in ("pass_lost", "performed_in_time")}
        entry.stopped = self._stopped(row, after)
        if "notified" in followed:
            entry.told = True
        else:
            entry.told = None if self.law.notice or followed & {*TELLING} else False
        entry.counts_later = int(self.law.delay[source]) > 0 or bool(followed & {*SPARING})

    def _stopped(self, row: list[int], after: list[list[int]]) -> bool:
        """Whether a person looked at a wrong record, and the penalty that would have followed at once did not."""
        day, _, a, b, c = row
        if c == CORRECT or not self.law.review:
            return False
        followed = {BY_NUMBER[event].name for when, event, *_ in after if when == day}
        conduct = a & CONDUCT_BITS
        lost_pass = CONDUCT[conduct] == "health_breach" and bool(self.law.pass_days)
        penalty = int(self.law.penalty[conduct, b])
        adult = self.replay.community.age(self.replay.position, self.month) >= ADULT
        owed = {FINED: "fined", CLAW_BACK: "clawed_back" if adult else ""}.get(penalty, "")
        return bool((lost_pass and "pass_lost" not in followed) or (owed and owed not in followed))

    def _known(self, entry: Entry) -> Entry | None:
        """The record that an entry is about lends it its source and its truth."""
        record = self.records.get((entry.record, entry.conduct))
        if record is not None:
            entry.source, entry.truth, entry.never_happened = record.source, record.truth, record.never_happened
            entry.record_date = record.date
        return record

    def _objected(self, entry: Entry, a: int, b: int, c: int) -> None:
        self._known(entry)

    _upheld = _dismissed = _returned = _expired = _fine_returned = _warned = _objected

    def _fined(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.rule = self.rules.penalty(str(entry.conduct), self.month)

    _clawed_back = _fined

    def _missed(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.not_recorded = True

    _lost = _missed

    def _points(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.rule = self.rules.rule(str(entry.conduct), self.month)
        record = self._known(entry)
        if record is not None:
            record.effect = {"date": entry.date, "change": b}

    def _entered(self, entry: Entry, a: int, b: int, c: int) -> None:
        flag, ground, truth, record = c & 3, c >> 2 & 15, c >> TRUTH_SHIFT & 3, c >> 8
        entry.wrongful = flag == 1
        entry.rule = self.rules.listing(LISTS[a], self.month)
        by_points = ground == 0 and flag != 2
        entry.of_age = by_points and self._only_now_of_age(a)
        if a != 0:
            return
        self.listed, self.aware = entry, bool(self.law.notice and (self.law.grace_days or not self.law.notice_days))
        entry.told = self.aware
        entry.cause = {"below": int(self.law.black_entry)}
        if flag == 2:
            lists = int(self.law.learned_lists)
            # after days of grace the score may be another than it was when that was decided
            entry.rule = self.rules.score(None, self.month)
            entry.cause = {"because": "learned", **({"value": record, "below": lists} if record < lists else {})}
        elif ground == OF_COMPANY:
            entry.rule = self.rules.spillover(self.month)
            entry.cause = {"ground": "company"}
        elif ground > 0:
            conduct = CONDUCT[int((self.law.ground == ground).argmax())]
            found = self.records.get((record, conduct))
            entry.cause, entry.truth = {"ground": conduct}, TRUTHS[truth]
            entry.source = found.source if found is not None else None

    def _fell_away(self, entry: Entry, a: int, b: int, c: int) -> None:
        if self._abolished():
            entry.cause = {"abolished": True}
        elif self.law.black_entry > -BEYOND:
            entry.rule = self.rules.listing(LISTS[0], self.month)
            entry.cause = {"below": int(self.law.black_entry)}

    def _abolished(self) -> bool:
        """Whether there is no blacklist in this month where the person lives."""
        return bool(self.law.black_from > self.month) or not takes_part(self.replay, self.data, self.month)

    def _only_now_of_age(self, which: int) -> bool:
        """Whether the points of the month before would have led to a list, which takes adults alone."""
        before = self.month - 1
        if before < self.replay.months[0] or self.replay.community.age(self.replay.position, before) >= ADULT:
            return False
        law, state = self.data.law_of(before), self.replay.life[before - self.replay.months[0]]
        score = int(law.start) + int(state["points"])
        if which == 0:
            return bool(law.active) and law.black_from <= before and score < law.black_entry
        return bool(law.active) and law.red_from <= before and score >= law.red_entry

    def _refusing(self, because: str, demand: str, c: int) -> dict[str, Any] | None:
        """The rule that refused: what bars the listed says nothing of scores, nor of companies."""
        if because in ("learned", "commercial"):
            return self.rules.score(None if because == "learned" else c >> 6 & 3, self.month)
        if because == "company":
            return self.rules.spillover(self.month)
        return self.rules.consequence(demand, self.month)

    def _scored(self, because: str, demand: int, c: int) -> dict[str, int]:
        """The score that refused, and below which it does."""
        if because == "learned":
            return {"value": c >> 8, "below": int(self.law.learned_bars[demand])}
        if because == "commercial":
            return {"value": c >> 8, "below": int(self.law.score_bars[c >> 6 & 3, demand])}
        return {}

    def _left(self, entry: Entry, a: int, b: int, c: int) -> None:
        if a == 0:
            entry.told, self.aware = self.aware, False
            entry.cause = {"abolished": True} if self._abolished() else None
        else:
            entry.days = None  # the red list keeps no date

    def _refused(self, entry: Entry, a: int, b: int, c: int) -> None:
        because = CAUSES[(c >> 1 & CAUSE_BITS) - 1]
        entry.rule = self._refusing(because, DEMANDS[a], c)
        below = {"below": int(self.law.bar_below[a])} if self.law.bar_below[a] < BEYOND else {}
        if because != "listing":
            entry.cause = {
                "because": because,
                **(below if because == "points" else {}),
                **self._scored(because, a, c),
                **self._whose(because, DEMANDS[a]),
            }
            return
        entry.told = bool(c & 1)  # of the listing: of a score, or of what somebody else is listed for, nobody is told
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

    def _detained(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.rule = self.rules.detention(str(entry.conduct), self.month)
        self._known(entry)

    def _notified(self, entry: Entry, a: int, b: int, c: int) -> None:
        if a == 0:
            self._known(entry)
            return
        entry.conduct, entry.record, entry.list = None, None, LISTS[0]
        entry.decided = a == 2
        self.aware = True

    def _learned_of_listing(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.list, entry.told = LISTS[0], bool(a)
        self.aware = True

    def _said(self, entry: Entry, a: int, b: int, c: int) -> None:
        entry.cause = {"private": a, "said": b}


def _outcome(act: Entry, following: list[list[int]]) -> str | None:
    """What became of an act, or of an occasion to ask for something: the row behind it says so."""
    day, event, a = following[0][:3] if following else (act.day - 1, 0, 0)
    name = BY_NUMBER[event].name if day == act.day else None
    if act.conduct is None:
        return None if name in ANSWERS and DEMANDS[a] == act.demand else UNASKED
    return name if name in OUTCOMES and CONDUCT[a & CONDUCT_BITS] == act.conduct else None


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
    return entry.event in FRIGHTENING or (entry.event == "entered" and bool(entry.told))


def start_of(data: Data, replay: Replay) -> int:
    """The score everybody starts with under the regime at the end of a replay."""
    return int(data.law_of(replay.months[-1]).start)


def _trait(replay: Replay, name: str) -> int:
    return replay.community.trait(name, replay.position)
