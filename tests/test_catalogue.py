"""The catalogue says what there is: what the month counts and notes, what is published, how it is told; no more."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.helpers.worlds import at_end, told, total

import demerit.month
from demerit.catalogue import events, found, organisation_events
from demerit.catalogue.event import ARGUMENTS, GIVEN, Event
from demerit.catalogue.found import MEASURES, RATIOS, SUMS, by_name, measure_of, sides, terms
from demerit.catalogue.measure import UNITS, Counted
from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.catalogue.right import CODES
from demerit.catalogue.rights import RIGHTS, TERMS, in_words
from demerit.life import harms, ledger, organisation_ledger, organisation_sentences
from demerit.life.arguments import ARGUMENTS as READ
from demerit.life.entry import Entry
from demerit.life.saying import WORDS, facts_of
from demerit.month.organisation_state import ORG_COUNT
from demerit.month.state import COUNT
from demerit.phrases import texts
from demerit.report import numbers
from demerit.rulebook.law import LAW
from demerit.scenario.references import references
from demerit.scenario.rights import Rights
from demerit.vocabulary import ACTS, CAUSES, CONDUCT, DEMANDS, LIBERTY_OF, SOURCES
from demerit.world.measures import by_group, measured
from demerit.world.summary import summary, tidy

MONTH = Path(demerit.month.__file__).parent
ROWS = {f"M{n:02}" for n in range(1, 26)}
TO_THE_MONTH = {"lost", "correct"}  # what a province publishes to its own people, and data sources remember
TO_ORGANISATIONS = {"enterprise_points", "enterprise_truth", "enterprise_number", "rightly"}
SEEN_FROM_OUTSIDE = {"born", "died"}  # traits, which no month notes
SAID_BY_NOBODY = {"months"}  # the term of a loan
IN_TABLES_ONLY = {"lent", "repaid", "critic_forgotten"}
NAME = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def sources() -> list[tuple[str, ast.Module]]:
    """The month's modules."""
    return [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(MONTH.glob("*.py"))]


def counted_in_the_month() -> set[str]:
    """Fields of counts that some line of the month adds to: `count.fines[...] += 1`."""
    out = set()
    for _, module in sources():
        for node in ast.walk(module):
            if isinstance(node, ast.AugAssign):
                field = node.target.value if isinstance(node.target, ast.Subscript) else node.target
                if isinstance(field, ast.Attribute) and ast.unparse(field.value) == "count":
                    out.add(field.attr)
    return out


def noted_in_the_month(module: str) -> set[str]:
    """Events that the month imports from a module of notes and hands to it, by name."""
    out = set()
    for _, tree in sources():
        given = {
            each.asname or each.name: each.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == f"demerit.month.{module}"
            for each in node.names
        }
        used = {
            name.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("note", "said")
            for argument in node.args
            for name in ast.walk(argument)
            if isinstance(name, ast.Name)
        }
        other = vars(importlib.import_module(f"demerit.month.{module}"))  # what it defines itself is no event
        out |= {name.lower() for alias, name in given.items() if alias in used and name not in other}
    return out


# Measures.


def test_what_the_month_counts_is_in_the_catalogue_and_the_other_way_round():
    fields = {measure.field for measure in (*OF_PEOPLE, *OF_ORGANISATIONS)}
    assert counted_in_the_month() == fields | TO_THE_MONTH | TO_ORGANISATIONS


def test_counts_are_records_of_whole_numbers_that_consist_of_the_catalogue_alone():
    for dtype, measures, beside in ((COUNT, OF_PEOPLE, TO_THE_MONTH), (ORG_COUNT, OF_ORGANISATIONS, TO_ORGANISATIONS)):
        assert set(dtype.names or ()) == {measure.field for measure in measures} | beside
        assert all(dtype[measure.field].shape == measure.shape for measure in measures)
        assert all(dtype[name].base == np.int64 for name in dtype.names or ())
        assert dtype.itemsize == sum(dtype[name].itemsize for name in dtype.names or ())


def test_every_measure_says_what_it_is():
    for measure in MEASURES:
        assert measure.unit in UNITS, measure.name
        assert measure.rows, measure.name
        assert set(measure.rows) <= ROWS, measure.name
        assert re.fullmatch(r"[a-z][^.]*[a-z0-9]", measure.meaning), measure.meaning
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", measure.name), measure.name


def test_what_a_measure_means_is_said_of_it_alone_and_stands_by_itself():
    """A page has it as a title, and a list of all may begin anywhere."""
    meanings = [measure.meaning for measure in MEASURES]
    assert [meaning for meaning in meanings if meanings.count(meaning) > 1] == []
    leaning = re.compile(
        r"^(the same|those|their|they|what they)\b|\b(those acts|from it|such records|the same rules)\b"
    )
    assert [meaning for meaning in meanings if leaning.search(meaning)] == []


def test_a_name_means_one_thing():
    assert list(by_name()) == list(dict.fromkeys(by_name()))
    with pytest.raises(KeyError):
        measure_of("refused.flights")


def test_every_mechanism_that_can_be_counted_has_a_measure():
    """A told life is no count."""
    assert {row for measure in MEASURES for row in measure.rows} == ROWS - {"M24"}


def test_sums_and_ratios_rest_on_counts_and_a_sum_adds_up_what_is_alike():
    counted = {name for name, of in by_name().items() if isinstance(of.measure, Counted)}
    for measure in SUMS:
        for name, _ in measure.named():
            assert set(terms(name)) <= counted
            assert len(set(terms(name))) == len(terms(name)), "something is added up twice"
            assert {measure_of(part).stock for part in terms(name)} == {measure.stock}, name
            assert {measure_of(part).unit for part in terms(name)} in ({measure.unit}, {"people", "organisations"}), (
                name
            )
    for ratio in RATIOS:
        for name, _ in ratio.named():
            assert all(side and set(side) <= counted for side in sides(name)), name


def test_a_sum_or_ratio_of_what_may_not_be_a_target_is_none():
    for measure in SUMS:
        for name, _ in measure.named():
            assert measure.target <= all(measure_of(part).target for part in terms(name)), name
    for ratio in RATIOS:
        for name, _ in ratio.named():
            assert ratio.target <= all(measure_of(part).target for part in sides(name)[0]), name


@lru_cache(maxsize=1)
def figures() -> dict[str, float]:
    """The summary of seven years of `as-told`."""
    return summary(told().where, *told().reported, told().org_reported)


def test_months_hold_every_count_of_people_and_every_sum_of_them():
    table = tidy(told().where, *told().reported)
    wanted = {name for name, of in by_name().items() if of.measure in OF_PEOPLE}
    wanted |= {name for measure in SUMS for name, _ in measure.named() if not measure.name.startswith("blacklist.subj")}
    assert set(table["measure"].to_pylist()) == wanted


def test_a_summary_holds_every_headline_of_what_was_counted_and_nothing_else():
    names = {key.rpartition(".")[0] for key in figures()}
    assert names <= {name for name, of in by_name().items() if of.measure.headline}
    counted = {name for name, of in by_name().items() if of.measure in OF_PEOPLE and of.measure.headline}
    assert counted <= names
    assert not any(name.startswith(("detain", "release")) for name in names)


def test_sums_are_the_sums_of_their_parts():
    got = {name: values.sum() for name, values in measured(told().reported[1])}
    assert (
        got["refused.all"] == total(told(), "refused").sum() == sum(got[f"refused.{demand}"] for demand in DEMANDS) > 0
    )
    assert got["refused.train"] == got["refused.ordinary_train"] + got["refused.high_speed"] > 0
    assert got["refused.all"] == sum(got[f"refused.for.{cause}"] for cause in CAUSES)
    assert got["missed.all"] == sum(got[f"missed.{conduct}"] for conduct in CONDUCT) > 0
    assert got["records.all"] == sum(got[f"records.{conduct}"] for conduct in CONDUCT) > got["records.wrong"] > 0
    for kind, liberty in LIBERTY_OF.items():
        assert got[f"aim.given_up.{liberty}"] == got[f"self_censored.{kind}"]


def test_a_ratio_divides_what_was_counted_in_the_month_or_in_the_year():
    year = [f"2016-{n:02}" for n in range(1, 13)]
    for name in ("blacklist.wrongful_share", "refused.unaware_share", "opinion.hidden_share", "records.wrong_share"):
        over, under = (
            {when: sum(figures()[f"{part}.{when}"] for part in side) for when in year} for side in sides(name)
        )
        assert figures()[f"{name}.2016"] == pytest.approx(sum(over.values()) / sum(under.values()), abs=1e-4)
        assert figures()[f"{name}.2016-05"] == pytest.approx(over["2016-05"] / under["2016-05"], abs=1e-4)
    assert figures()["blacklist.mean_stay.2016"] > 30


def test_only_what_is_told_apart_by_group_keeps_that_axis():
    for name, values in measured(told().reported[1]):
        assert by_group(name) == (values.ndim == 3), name
        assert by_group(name) != name.startswith("decile."), name


def test_stocks_are_those_of_the_end_and_flows_add_up():
    assert figures()["blacklist.stock.2016"] == figures()["blacklist.stock.2016-12"]
    flow = sum(figures()[f"blacklist.entries.2016-{n:02}"] for n in range(1, 13))
    assert figures()["blacklist.entries.2016"] == pytest.approx(flow, abs=12)
    assert at_end(told(), "blacklist_stock").sum() > 0
    assert found.is_stock("score.+0")
    assert not found.is_stock("refused.flight")


# Events.


BOTH: list[tuple[str, tuple[Event, ...]]] = [
    ("note", events.EVENTS),
    ("organisation_note", organisation_events.EVENTS),
]


@pytest.mark.parametrize(("module", "there"), BOTH, ids=["people", "organisations"])
def test_what_the_month_notes_is_in_the_catalogue_and_the_other_way_round(module, there):
    assert noted_in_the_month(module) == {event.name for event in there} - SEEN_FROM_OUTSIDE


def test_an_event_keeps_its_number_for_ever():
    """Whoever adds one appends its name here; a number that was given stays with its event."""
    given = (
        *("born", "died", "act", "self_censored", "recorded", "missed", "lost", "points", "entered", "left"),
        *("refused", "declined", "granted", "lent", "repaid", "defaulted", "cured", "sued", "ruled_against"),
        *("performed", "lapsed", "lost_work", "found_work", "fined", "paid_fine", "left_fine_unpaid", "detained"),
        *("released", "notified", "objected", "upheld", "dismissed", "feared", "pass_lost", "pass_restored", "said"),
        *("warned", "expired", "averted", "clean_year", "clawed_back"),
        *("returned", "fine_returned", "claim_returned", "contested_listing", "listing_annulled", "listing_confirmed"),
        *("performed_in_time", "critic_forgotten", "learned_of_listing", "stopped_looking", "set_aside"),
        *("counted_again", "fell_away", "scale_ended"),
    )
    assert [events.BY_NAME[name].number for name in given] == list(range(len(given)))


def everything(event: Event) -> Iterator[tuple[str, dict[str, Any]]]:
    """All texts of an event with their conditions."""
    for form in (*event.says, *(form for part in event.parts.values() for form in part)):
        yield form.text, dict(form.when)


@pytest.mark.parametrize(("module", "there"), BOTH, ids=["people", "organisations"])
def test_every_event_has_words_a_mechanism_and_arguments_that_somebody_reads(module, there):
    read = set(READ) if module == "note" else set(organisation_ledger.ARGUMENTS)
    for event in there:
        assert event.words, event.name
        assert set(event.rows) <= ROWS, event.name
        assert event.rows, event.name
        arguments = {argument for argument in event.arguments if argument}
        assert arguments <= set(ARGUMENTS), event.name
        if module == "note" and hasattr(ledger._Reader, f"_{event.name}"):
            continue  # which reads what no other event has
        assert arguments <= read | SAID_BY_NOBODY, event.name


@pytest.mark.parametrize(("module", "there"), BOTH, ids=["people", "organisations"])
def test_every_text_names_only_what_there_are_words_for(module, there):
    words = WORDS if module == "note" else organisation_sentences.WORDS
    for event in there:
        for text, _ in everything(event):
            assert set(NAME.findall(text)) <= set(words) | set(event.parts), (event.name, text)
        for name, forms in event.parts.items():
            assert all(name not in NAME.findall(form.text) for form in forms), f"{event.name}: {name} says itself"


def test_every_condition_asks_for_a_fact_that_there_is():
    facts = set(facts_of(Entry(0, "2018-05-04", "recorded"), until="2018-05-04"))
    for event in events.EVENTS:
        for text, when in everything(event):
            assert set(when) <= facts, (event.name, text)
            assert all(value is GIVEN or not isinstance(value, list) for value in when.values())


def test_every_event_is_told_on_its_day_or_by_the_year_or_stands_in_the_table_alone():
    silent = {event.name for event in events.EVENTS if not event.says and not event.yearly}
    assert silent == IN_TABLES_ONLY


# Rights.


def test_every_value_of_rights_belongs_to_one_right_and_is_coded_in_the_law():
    assert sorted(term.key for term in TERMS) == sorted(Rights.model_fields)
    assert len({term.field for term in TERMS}) == len(TERMS)
    for term in TERMS:
        assert term.code in CODES, term.key
        assert term.field in (LAW.names or ()), term.key


@pytest.mark.parametrize("right", RIGHTS, ids=[right.name for right in RIGHTS])
def test_a_right_names_laws_measures_and_events_that_there_are(right):
    assert set(right.references) <= set(references())
    assert all(references()[key].kind == "law" for key in right.references)
    known = set(by_name()) | {measure.name for measure in MEASURES}
    assert set(right.measures) <= known
    assert set(right.events) <= set(events.BY_NAME)
    assert any("M14" in measure.rows for measure in MEASURES if measure.name in right.measures), "shows no remedy"


@pytest.mark.parametrize("right", RIGHTS, ids=[right.name for right in RIGHTS])
def test_a_right_is_told_where_it_is_given_and_only_there(right):
    """Alone, or beside those that it is about."""
    nothing: dict[str, Any] = {term.key: 0 for term in TERMS}
    given = {**nothing, "objection": 1, "grace_days": 30}
    own = {term.key: 1 for term in right.terms}
    assert in_words(nothing) == ""
    assert right.said({**given, **own}) in in_words({**given, **own})
    assert right.said({**given, **own}) != right.said({**given, **dict.fromkeys(own, 0)})


def test_rights_in_words_read_as_a_life_tells_them():
    values: dict[str, Any] = {term.key: 0 for term in TERMS}
    values |= {"notice": 1, "objection": 1, "objection_days": 30, "suspends": 1, "human_review": 0.5}
    assert in_words(values) == (
        "notice is given; records can be contested, answered after 30 days; a contested record "
        "does not count until then; a person looks before a machine punishes"
    )


# Words.


def under(key: str) -> set[str]:
    """What there are words for under a key of the phrases in which lives are told."""
    return {name.split(".")[1] for name in texts("en") if name.startswith(f"{key}.")}


def test_whatever_can_be_told_has_words():
    for kind in ("conduct", "for", "acted"):
        assert under(kind) == set(CONDUCT)
    for kind in ("demand", "demands", "all_demands", "asked"):
        assert under(kind) == set(DEMANDS)
    assert under("source") == under("by") == set(SOURCES)
    assert under("cause") == set(CAUSES) == {"listing", *under("because")}
    assert under("did") == set(events.NOTABLE) <= set(ACTS)
    assert under("harm") == {kind.replace(" ", "_") for kind in (*harms.KINDS, "health")}
    assert not any("_" in numbers.words(name) for name in (*CONDUCT, *DEMANDS, *SOURCES))
