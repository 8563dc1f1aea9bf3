"""What two laws have in common, and whose month may differ where they do not: told field by field of the LAW record.

A field that is not named here may concern anybody.  Never too few: a test lives pairs of worlds both ways.
"""

from typing import Any, Final

import numpy as np

from demerit.catalogue.rights import TERMS
from demerit.draws import record
from demerit.month.alike_worlds import APART, PARTLY, UNLIKE
from demerit.month.state import BLACK, NO_PASS, OF_COMPANY, RED
from demerit.ranges import LEARNED_GROUND
from demerit.vocabulary import ACTS, CANDIDATES, CONDUCT, CONSEQUENT, DEMANDS, DRAWN_DEMANDS, JOBLESS, LISTING, MATTERS

# Fields of demands: whoever asks for none of those that differ lives the same month.  What a refusal comes to concerns
# whoever may be refused for any cause: a commercial or a learned score, an organisation that is owned.
OF_REFUSALS: Final = ("attempts", "cost")
OF_DEMANDS: Final = (
    *("bar_below", "bar_share", "bar_listed", "bar_relatives", "bar_health", "bar_grounds"),
    *(*OF_REFUSALS, "favour"),
)
# Fields with an axis of conduct, and which axis: they concern whoever does it, is recorded for it, or was.
OF_CONDUCT: Final = {
    **{"sees": 3, "detain": 2, "detain_days": 2, "penalty": 0, "false_conduct": None},
    **dict.fromkeys(("points", "watched", "ground", "critics", "expires"), 0),
}
# Fields of false records and of those of somebody else: they concern whoever such a record is about.
OF_STRANGERS: Final = ("false_record", "false_any", "false_conduct", "false_choices", "false_as_recorded", "mistaken")
# Fields of what follows from a record, a listing, a refusal: they concern whoever the system touches at all.
OF_TOUCHED: Final = (
    *("objects_schooling", "delay", "repeat_days", "critic_days"),
    *("fear_fine", "fear_refusal", "fear_listing", "fear_claw_back", "fear_detention", "fear_for_speech"),
    *("cost_of_fine", "cost_of_claw_back", "cost_of_detention", "fine_due_days", "claw_back_due_days"),
    *("pass_days", "pressure", *(term.field for term in TERMS)),
)
# Fields of grounds for listing: they concern whoever is listed, or has a record that may list.
OF_LISTED: Final = ("ground_days", "ground_until", "ground_points")
# Fields of a learned score, which `month.compared.scored_apart` looks at person by person.
OF_LEARNED: Final = (
    *("learned_points", "learned_cell", "learned_bars", "learned_offset", "learned_lists", "learned_lowest"),
)
# Fields by which a community as a whole is counted.
OF_COMMUNITIES: Final = (
    *("active", "rollout", "least_age", "scores", "customers"),
    *("score_online", "score_feeds", "score_least_age", "score_by_age", "score_by_income"),
)
JOB: Final = DEMANDS.index("job")  # asked for by whoever is out of work, and no candidate
CREDIT: Final = CANDIDATES.index("credit")  # whoever asks for it may be found to have a low commercial score
CONSEQUENT_NUMBERS: Final = frozenset(number for number, _ in CONSEQUENT.numbered())
LOW_SCORE: Final = CONDUCT.index("low_commercial_score")
BEYOND: Final = 1 << 14  # no points are
OF_SOCIETY: Final = ("loan", "arrears", "claim", "judgment", "jobless", "entry")  # open matters that no record brings
EVERY_MATTER: Final = sum(1 << number for number, _ in MATTERS.numbered())
OF_RECORDS: Final = EVERY_MATTER & ~sum(1 << MATTERS.index(name) for name in OF_SOCIETY)
DEMANDED: Final = sum(1 << CANDIDATES.index(name) for name in DRAWN_DEMANDS)


def apart(one: Any, other: Any, society: Any, stale: bool, trade: bool) -> Any:
    """The APART record of a world.  one, other: LAW of the first and of this world; stale: whether something else was
    published of people; trade: whether organisations live by something else.
    """
    out = record(APART, strangers=int(stale), trade=int(trade), below=-BEYOND)
    differing = _differing(one, other)
    if not differing:
        return out
    if one.learned and other.learned:
        out.learned = int(not set(differing).isdisjoint(OF_LEARNED))
        differing = [name for name in differing if name not in OF_LEARNED]
        if not differing:
            return out
    known = (*OF_DEMANDS, *OF_CONDUCT, *OF_STRANGERS, *OF_TOUCHED, *OF_LISTED)
    if not set(differing) <= set(known) or (one.learned and _of_anybody_scored(one, other, differing)):
        out.unlike = UNLIKE
        out.counts = int(not set(differing).isdisjoint(OF_COMMUNITIES))
        return out
    out.unlike = PARTLY
    _demands(out, one, other, [name for name in differing if name in OF_DEMANDS], society)
    _conduct(out, one, other, [name for name in differing if name in OF_CONDUCT])
    if set(differing) & set(OF_TOUCHED):
        out.kinds |= DEMANDED | sum(
            1 << kind for kind, _ in ACTS.numbered() if one.watched[kind] or other.watched[kind]
        )
        out.holding |= EVERY_MATTER
        out.strangers = 1
        out.held = int("cost_of_detention" in differing)
    _grounds(out, one, other, differing)
    if set(differing) & set(OF_STRANGERS):
        out.strangers = 1
    laws = (one, other)
    out.low = max(int(law.black_entry) - int(law.start) for law in laws)
    out.high = min(int(law.red_leave) - int(law.start) for law in laws)
    return out


def same(one: Any, other: Any) -> bool:
    """Whether two records, or arrays of them, say the same: all are whole numbers, so that bytes say it."""
    return one is other or one.tobytes() == other.tobytes()


def _differing(one: Any, other: Any) -> list[str]:
    """The fields in which two laws differ."""
    if same(one, other):
        return []
    mine, others = one.tobytes(), other.tobytes()
    places = ((name, at, at + kind.itemsize) for name, (kind, at, *_) in one.dtype.fields.items())
    return [name for name, begin, end in places if mine[begin:end] != others[begin:end]]


def _demands(out: Any, one: Any, other: Any, fields: list[str], society: Any) -> None:
    demands = _unlike(one, other, fields)
    laws = [(law, d) for law in (one, other) for d in demands]
    by_points = [int(law.bar_below[d]) - int(law.start) for law, d in laws if not law.bar_listed[d]]
    out.below = max(by_points, default=-BEYOND)
    if demands:
        out.holding |= 1 << LISTING if one.grace_days or other.grace_days else 0  # which comes into force in a month
        out.marks |= BLACK | (RED if "favour" in fields else 0)
        out.marks |= NO_PASS if any(law.bar_health[d] for law, d in laws) else 0
        out.related = int(any(law.bar_relatives[d] for law, d in laws))
    out.barred |= _kinds(demands, society)
    out.kinds |= _kinds(_unlike(one, other, [name for name in fields if name in OF_REFUSALS]), society)
    if JOB in demands:
        out.holding |= 1 << JOBLESS


def _unlike(one: Any, other: Any, fields: list[str]) -> set[int]:
    """The demands of which any of these fields differs."""
    return {d for name in fields for d in np.flatnonzero(one[name] != other[name]).tolist()}


def _kinds(demands: set[int], society: Any) -> int:
    """The kinds of candidates that ask for one of these, a bit each."""
    return sum(1 << kind for kind in range(CANDIDATES.room) if int(society["demand_of"][kind]) in demands)


def _of_anybody_scored(one: Any, other: Any, fields: list[str]) -> bool:
    """Whether something differs that a learned score may bring anybody: what follows from it, or a listing for it."""
    return not set(fields).isdisjoint(OF_TOUCHED) or LEARNED_GROUND in _differing_grounds(one, other, fields)


def _differing_grounds(one: Any, other: Any, fields: list[str]) -> set[int]:
    """The grounds for listing of which something differs."""
    listed = [name for name in fields if name in OF_LISTED]
    return {ground for name in listed for ground in np.flatnonzero(one[name] != other[name]).tolist()}


def _grounds(out: Any, one: Any, other: Any, fields: list[str]) -> None:
    grounds = _differing_grounds(one, other, fields)
    out.company = int(OF_COMPANY in grounds)
    for conduct in [c for law in (one, other) for c in range(CONDUCT.room) if int(law.ground[c]) in grounds]:
        _of(out, conduct)
    out.holding |= OF_RECORDS if grounds else 0


def _conduct(out: Any, one: Any, other: Any, fields: list[str]) -> None:
    for name in fields:
        axis = OF_CONDUCT[name]
        if axis is None:
            continue  # of strangers alone
        differ = one[name] != other[name]
        for conduct in np.flatnonzero(differ.any(axis=tuple(i for i in range(differ.ndim) if i != axis))).tolist():
            _of(out, conduct)


def _of(out: Any, conduct: int) -> None:
    """Whoever does it, or what brings a record of it."""
    out.strangers = 1
    out.about |= 1 << conduct
    if conduct == LOW_SCORE:
        out.kinds |= 1 << CREDIT
    elif conduct in CONSEQUENT_NUMBERS:
        out.holding |= EVERY_MATTER
    else:
        out.kinds |= 1 << conduct
