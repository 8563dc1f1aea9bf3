"""Changes that may have spared somebody: drawn from the person's own ledger, so that nothing is tried at random."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from demerit import calendar
from demerit.life.two.changes import Change
from demerit.life.two.naming import described
from demerit.life.why.happened import kind_of
from demerit.life.words import date_in_words
from demerit.phrases import say
from demerit.scenario import Scenario
from demerit.scenario.changing import taken_away
from demerit.scenario.changing.lookup import places
from demerit.scenario.changing.plain import held
from demerit.scenario.problems import ScenarioError
from demerit.vocabulary import TRUTHS

RECORD, RIGHT, CONSEQUENCE, RULE, SOURCE, LIST = "record", "right", "consequence", "rule", "source", "list"
ORDER: Final = (RECORD, RIGHT, CONSEQUENCE, RULE, SOURCE, LIST)  # of those that are equally small
MOST_RECORDS: Final = 8  # wrong records that are tried one by one
GRACE_DAYS: Final = 30
PENALTIES: Final = {"fined": "automatic_penalties.", "clawed_back": "automatic_penalties.", "detained": "detention."}
Entries = list[dict[str, Any]]
Changing = Callable[[Scenario], tuple[Scenario, tuple[str, ...]]]  # to the changed scenario, and what went along


def unchanged(scenario: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """The same scenario."""
    return scenario, ()


@dataclass(frozen=True)
class Candidate:
    """A change that may have helped.

    kind: one of ORDER; keys: of the scenario; what: in words, "without the rule rules.criticism"; scenario: changed;
    along: what went with it; changing: what changes a scenario so; unmade: wrong records of the person that are not
    made, as in `demerit.life.choices`.
    """

    kind: str
    keys: tuple[str, ...]
    what: str
    scenario: Scenario
    along: tuple[str, ...] = ()
    changing: Changing = unchanged
    unmade: frozenset[tuple[int, int]] = frozenset()

    @classmethod
    def of(cls, scenario: Scenario, kind: str, keys: tuple[str, ...], what: str, changing: Changing) -> "Candidate":
        """A change of the whole scenario.  Raises ScenarioError for what the rest of it needs."""
        changed, along = changing(scenario)
        return cls(kind, keys, what, changed, along, changing=changing)

    def and_also(self, other: "Candidate") -> "Candidate | None":
        """Both changes together; None where they cannot be."""
        try:
            changed, more = other.changing(self.scenario)
        except ScenarioError:
            return None
        first, second = self.changing, other.changing
        along = tuple(dict.fromkeys((*self.along, *more)))
        what = say("why.both", one=self.what, two=other.what)
        both: Changing = lambda scenario: second(first(scenario)[0])  # noqa: E731 - a name for its type
        return Candidate(
            max(self.kind, other.kind, key=ORDER.index),
            (*self.keys, *other.keys),
            what,
            changed,
            along,
            both,
            self.unmade | other.unmade,
        )


def candidates(scenario: Scenario, ledger: Entries) -> Iterator[Candidate]:
    """What may have spared somebody, given the whole ledger as plain data; what cannot be is left out."""
    yield from _records(scenario, ledger)
    for each in (*_rights(scenario, ledger), *_parts(scenario, ledger)):
        with suppress(ScenarioError):  # what the rest of the scenario needs
            yield Candidate.of(scenario, *each)


# Wrong records


def _records(scenario: Scenario, ledger: Entries) -> Iterator[Candidate]:
    wrong = [entry for entry in ledger if entry["event"] == "recorded" and entry["truth"] != "correct"]
    for entry in wrong[:MOST_RECORDS]:
        known = {"date": date_in_words(entry["date"]), "what": say(f"for.{entry['conduct']}")}
        yield _never_made([entry], say("why.without_record", **known), scenario)
    if len(wrong) > 1:
        yield _never_made(wrong, say("why.without_records", n=len(wrong)), scenario)


def _never_made(wrong: Entries, what: str, scenario: Scenario) -> Candidate:
    """The same scenario, and these records are not made: all others are, of the person and of everybody else."""
    unmade = frozenset((calendar.month_of(entry["date"][:7]), TRUTHS.index(entry["truth"])) for entry in wrong)
    return Candidate(RECORD, (), what, scenario, unmade=unmade)


# Rights


def _rights(scenario: Scenario, ledger: Entries) -> Iterator[tuple[str, tuple[str, ...], str, Changing]]:
    for what, values in _of_rights(scenario, ledger):
        keys = {f"rights.{key}": value for key, value in values.items()}
        yield RIGHT, tuple(keys), what, _setting(keys)


def _setting(values: dict[str, Any]) -> Changing:
    return lambda scenario: (scenario.set(values), ())


def _taking(key: str) -> Changing:
    return lambda scenario: taken_away(scenario, [key])


def _of_rights(scenario: Scenario, ledger: Entries) -> Iterator[tuple[str, dict[str, Any]]]:
    rights = scenario.regime_at(scenario.end).rights
    told = {"notice": True, "notice_days": 0}
    used = {"objecting": {"justified": 1.0}, "upheld": 1.0}
    wrong = any(entry["event"] == "recorded" and entry["truth"] != "correct" for entry in ledger)
    if not rights.notice:
        yield say("why.notice"), told
    if rights.objection:
        yield say("why.objected"), used
    yield (
        say("why.all_rights"),
        told | used | {"objection": True, "suspends": True},
    )
    if any(kind_of(entry) == "listing" for entry in ledger) and not rights.corrected_in_time:
        grace = max(rights.grace_days, GRACE_DAYS)
        yield (
            say("why.grace", n=grace),
            {"grace_days": grace, "corrected_in_time": True},
        )
    if wrong and rights.human_review < 1:
        yield say("why.review"), {"human_review": 1.0}
    conduct = sorted({e["conduct"] for e in ledger if e["event"] == "points" and e["change"] < 0 and e["conduct"]})
    if conduct and not set(conduct) <= set(rights.warnings):
        names = ", ".join(say(f"for.{name}") for name in conduct)
        yield say("why.warning", what=names), {"warnings": conduct}


# Parts


def _parts(scenario: Scenario, ledger: Entries) -> Iterator[tuple[str, tuple[str, ...], str, Changing]]:
    values = _values(scenario)
    for kind, key in dict.fromkeys(_keys(scenario, values, ledger)):
        if key in values:
            what = say("why.without", part=described(Change(key, values[key], None)))
            yield kind, (key,), what, _taking(key)
    for demand in sorted({e["demand"] for e in ledger if e["event"] == "refused" and _because(e) == "relative"}):
        key = f"consequences.{demand}.relatives"
        what = say("why.relatives", key=key)
        yield CONSEQUENCE, (key,), what, _setting({key: False})


def _values(scenario: Scenario) -> dict[str, Any]:
    """What can be taken away, by key, with what stands there, in the first regime that has it."""
    found: dict[str, Any] = {}
    for month in (scenario.start, *sorted(change.date for change in scenario.interventions)):
        regime = scenario.regime_at(month)
        whole = regime.model_dump(mode="json", by_alias=True)
        for keys in scenario.parts.values():
            for key in keys:
                at = places(whole, tuple(key.split(".")))
                if at and key not in found:
                    found[key] = held(whole, at[0])
    return found


def _keys(scenario: Scenario, values: Mapping[str, Any], ledger: Entries) -> Iterator[tuple[str, str]]:
    """Parts that had a hand in what happened."""
    hurt = [entry for entry in ledger if kind_of(entry) is not None]
    about = [entry for entry in ledger if _counts(entry)]
    conducts = dict.fromkeys(entry["conduct"] for entry in about)
    for entry in hurt:
        yield from ((CONSEQUENCE, key) for key in _consequences(entry, values))
    for key, value in values.items():
        if key.startswith("rules.") and value["conduct"] in conducts:
            yield RULE, key
    recorded = {(e["conduct"], e["source"]) for e in ledger if e["event"] == "recorded"}
    for source in dict.fromkeys(source for conduct, source in sorted(recorded) if conduct in conducts):
        yield SOURCE, f"data_sources.{source}"
    if any(entry["event"] == "entered" for entry in hurt):
        yield LIST, "lists.blacklist"


def _counts(entry: dict[str, Any]) -> bool:
    """Whether an entry is of conduct that cost something: points, a penalty, a listing on its ground."""
    if entry["event"] == "points":
        return bool(entry.get("conduct")) and entry["change"] < 0
    return entry["event"] in ("fined", "clawed_back", "detained") and bool(entry.get("conduct"))


def _consequences(entry: dict[str, Any], values: Mapping[str, Any]) -> Iterator[str]:
    """What was done to the person by an entry, as keys of parts."""
    yield from (key for key, value in values.items() if _did(entry, key, value))


def _did(entry: dict[str, Any], key: str, value: Any) -> bool:
    """Whether a part is what an entry rests on."""
    event, demand, because = entry["event"], entry.get("demand"), _because(entry)
    if event in PENALTIES and key.startswith(PENALTIES[event]):
        return bool(value["conduct"] == entry["conduct"])
    if because == "company" or (entry.get("cause") or {}).get("ground") == "company":
        return ".spillover." in key
    if event == "refused":
        scores = {"commercial": f".refuses.{demand}", "learned": f"learned_score.refuses.{demand}"}
        return key == f"consequences.{demand}" or (because in scores and key.endswith(scores[because]))
    if event == "entered":
        return because == "learned" and key == "learned_score.lists_below"
    return event == "pass_lost" and key == "health_pass"


def _because(entry: dict[str, Any]) -> str | None:
    return (entry.get("cause") or {}).get("because")
