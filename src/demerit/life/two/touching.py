"""Which parts of a regime an event rests on, as beginnings of dotted keys: those that decide first come first."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from demerit.life.entry import Entry
from demerit.life.two.changes import Change
from demerit.scenario.regime import Regime

RECORDS: Final = ("recorded", "missed", "lost")
POINTS: Final = ("points", "expired", "warned", "scale_ended")
OBJECTIONS: Final = (
    *("notified", "objected", "upheld", "dismissed", "returned", "fine_returned", "claim_returned"),
    *("contested_listing", "listing_annulled", "listing_confirmed", "learned_of_listing"),
    *("set_aside", "counted_again"),
)
LISTS: Final = ("entered", "left", "averted", "fell_away")
REQUESTS: Final = ("refused", "granted", "declined")
# What moves a field of the state without any event.
FIELDS: Final = {
    "fear": ("fear",),
    "hardship": ("hardship",),
    "opinion": ("opinion",),
    "points": ("points",),
    "marks": ("lists",),
    "entries": ("lists",),
}


def of_event(entry: Entry, regimes: Iterable[Regime]) -> Iterator[str]:
    """The beginnings of the keys that decide about an entry."""
    regimes = tuple(regimes)
    for events, keys in READERS:
        if entry.event in events:
            yield from keys(entry, regimes)
    yield from ("rollout",)


def chosen(found: list[Change], beginnings: Iterable[str]) -> list[Change]:
    """The changes under the first beginning under which there are any."""
    for beginning in beginnings:
        here = [change for change in found if within(change.key, beginning)]
        if here:
            return here
    return []


def within(key: str, beginning: str) -> bool:
    """Whether a key is another one, or in it, or around it."""
    return f"{key}.".startswith(f"{beginning}.") or f"{beginning}.".startswith(f"{key}.")


def _named(section: str, entry: Entry, regimes: tuple[Regime, ...]) -> Iterator[str]:
    """Elements of a section that are about the conduct of an entry, by name."""
    from demerit.scenario.naming import step_of

    for regime in regimes:
        here = regime.model_dump(mode="json", by_alias=True)[section]
        for number, element in enumerate(here):
            if element["conduct"] == entry.conduct and entry.source in (None, element.get("source", entry.source)):
                yield f"{section}.{step_of(here, number)}"


def _record(entry: Entry, regimes: tuple[Regime, ...]) -> Iterator[str]:
    yield from _named("rules", entry, regimes)
    if entry.conduct == "health_breach":
        yield "health_pass"
    sources = [entry.source] if entry.source else [name for regime in regimes for name in regime.data_sources]
    for name in sources:
        yield f"data_sources.{name}.sees.{entry.conduct}"
    if entry.source:
        for value in ("coverage", "cameras", "full_at", "a_head", "miss_rate", "false_record_rate", "hands_over"):
            yield f"data_sources.{entry.source}.{value}"
        yield f"data_sources.{entry.source}.wrong_person_rate"
    else:
        yield "data_sources"
    yield from (f"lists.blacklist.grounds.{entry.conduct}", "lists.blacklist.grounds", "enforcement")
    if entry.conduct == "low_commercial_score":
        yield "commercial_scores"
    yield "false_records"


def _points(entry: Entry, regimes: tuple[Regime, ...]) -> Iterator[str]:
    yield from _named("rules", entry, regimes)
    yield from ("rights.warnings", "rights.suspends", "rights", "points")
    if entry.source:
        yield f"data_sources.{entry.source}.delay_days"


def _listing(entry: Entry, regimes: tuple[Regime, ...]) -> Iterator[str]:
    yield f"lists.{entry.list or 'blacklist'}"
    yield from ("rights.grace_days", "rights.corrected_in_time", "learned_score", "organisations", "points")


def _request(entry: Entry, regimes: tuple[Regime, ...]) -> Iterator[str]:
    yield f"consequences.{entry.demand}"
    yield f"favours.{entry.demand}"
    for regime in regimes:
        for name in regime.commercial_scores:
            yield f"commercial_scores.{name}.refuses.{entry.demand}"
    yield from (f"learned_score.refuses.{entry.demand}", "commercial_scores", "learned_score", "organisations")


def _penalty(entry: Entry, regimes: tuple[Regime, ...]) -> Iterator[str]:
    yield from _named("automatic_penalties", entry, regimes)
    yield "rights.human_review"
    yield from _named("rules", entry, regimes)


def _detention(entry: Entry, regimes: tuple[Regime, ...]) -> Iterator[str]:
    yield from _named("detention", entry, regimes)
    yield from _named("rules", entry, regimes)


def _always(*keys: str) -> Callable[[Entry, tuple[Regime, ...]], Iterator[str]]:
    return lambda entry, regimes: iter(keys)


READERS: Final[tuple[tuple[tuple[str, ...], Callable[[Entry, tuple[Regime, ...]], Iterator[str]]], ...]] = (
    (RECORDS, _record),
    (POINTS, _points),
    (("clean_year",), _always("points")),
    (OBJECTIONS, _always("rights")),
    (LISTS, _listing),
    (REQUESTS, _request),
    (("fined", "clawed_back", "paid_fine", "left_fine_unpaid"), _penalty),
    (("detained", "released"), _detention),
    (("pass_lost", "pass_restored"), _always("health_pass", "rights.human_review")),
    (("feared", "self_censored"), _always("fear", "opinion", "lists.blacklist.published")),
    (("critic_forgotten",), _always("enforcement.critics")),
    (("said",), _always("opinion")),
    (("performed", "performed_in_time", "lapsed"), _always("lists.blacklist.pressure", "rights")),
)
