"""The model in ODD form is written for a modeller; what it names is there, and nothing that there is lacks."""

import importlib
import itertools
import re
import typing
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import BaseModel

from demerit.calendar import month_of
from demerit.draws import ONE
from demerit.month import conduct
from demerit.month import lending as lend
from demerit.month.state import STATE
from demerit.rulebook.society import society_table
from demerit.scenario import load
from demerit.scenario.regime import Regime
from demerit.scenario.society import Society
from demerit.vocabulary import ACTS, AGE_CLASSES, CANDIDATES, COMMERCIAL_FEATURES, MATTERS
from tools.documents import odd
from tools.documents.parameters import Parameters

WORDS = odd.WORDS.read_text("utf-8")
NO_PARAMETERS = {"name", "title", "census", "first_month", "last_month", "provinces", "age_sex", "false_records"}
PARTS = (
    *("1. Purpose and patterns", "2. Entities, state variables and scales", "3. Process overview and scheduling"),
    *("4. Design concepts", "5. Initialisation", "6. Input data", "7. Submodels"),
)


def fields(model: Any) -> Iterator[str]:
    """Names of all values of a model and of the models in it, as they are written."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in models(field.annotation):
            yield from fields(inner)


def models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inner in typing.get_args(kind):
        yield from models(inner)


def test_the_seven_parts_of_the_protocol_are_there_in_order():
    assert re.findall(r"^## (.*)$", WORDS, re.MULTILINE) == list(PARTS)


def test_every_section_of_a_society_and_of_a_regime_has_its_parameters():
    shown = {section for _, section, _ in odd.directives()}
    society = {f"society.{name}" for name in Society.model_fields if name not in NO_PARAMETERS}
    regime = {f"regime.{name}" for name in Regime.model_fields if name not in NO_PARAMETERS}
    assert shown == society | regime
    assert "`false_records`" in WORDS


def test_a_regime_section_is_shown_as_a_preset_has_it():
    for kind, section, names in odd.directives():
        for name in names:
            assert odd.tables(kind, section, [name]).count("\n| ") > 1, (section, name)


def test_state_and_open_matters_are_explained_and_no_other():
    first, last = WORDS.index("| state |"), WORDS.index("**Households**")
    explained = re.findall(r"^\| `(\w+)` \|", WORDS[first:last], re.MULTILINE)
    assert sorted(explained) == sorted([*(STATE.names or ()), *MATTERS])


def test_every_module_that_is_named_is_there():
    named = [
        word for line in re.findall(r"Code:\s([^;]*?)[.;]?\n\n", WORDS) for word in re.findall(r"`([\w.]+)`", line)
    ]
    assert len(named) > 30
    for name in named:
        importlib.import_module(f"demerit.{name}")


def test_every_parameter_that_is_named_is_one_of_the_scenario():
    known = {
        *fields(Society),
        *fields(Regime),
        *(STATE.names or ()),
        *MATTERS,
        *COMMERCIAL_FEATURES,
        "china",
        "germany",
    }
    words = re.sub(r"Code:\s([^;]*?)[.;]?\n\n", "\n\n", WORDS[WORDS.index("## 7. Submodels") :])
    assert {name for name in re.findall(r"`([a-z]\w*)`", words) if name not in known} == set()


def plain(function: Any) -> Any:
    """A compiled function as it is written."""
    return getattr(function, "py_func", function)


@pytest.mark.parametrize("name", ["criticism", "loyalty", "petty_offence", "credit"])
def test_what_is_done_is_as_the_page_says(name):
    society = load("as-told").society
    table = society_table(society, month_of("2018-06"))[()]
    kind = society.conduct[name] if name in ACTS else society.demand[name]
    number, voice = CANDIDATES.index(name), getattr(kind, "voice", None)
    followed = society.dispositions[kind.disposition].levels if kind.disposition else (1.0,)
    for level, said, hardship, fear in itertools.product(
        range(len(followed)), (0, 7, 8, 15), (0, 64, 127), (-50, 0, 127)
    ):
        shift = int(table["disposition"][number])
        pressed = plain(conduct.pressed)(_Fields(table), number, level << shift, said, hardship)
        chance = plain(conduct.willing)(pressed, plain(conduct.chilled)(_Fields(table), number, fear)) / ONE
        heard = voice is None or (said < 8) == (voice == "against")
        p = kind.acceptance * followed[level] * (1 + kind.opinion * (said - 7.5) / 7.5) * heard
        p *= (1 + kind.hardship * hardship / 128) * (1 + kind.fear * max(fear, 0) / 128)
        assert chance == pytest.approx(p, rel=0.01, abs=1e-4)


@pytest.mark.parametrize(("preset", "entry"), [("as-told", 0), ("europe-as-told", 0), ("europe-as-told", 1)])
def test_loans_default_as_the_page_says(preset, entry):
    society = load(preset).society
    lending, table = society.lending, _Fields(society_table(society, month_of("2021-06"))[()])
    for age, fifth, hardship in itertools.product((20, 50, 80), range(5), (0, 64, 127)):
        me = SimpleNamespace(age=age, decile=2 * fifth, disposition=0, hardship=hardship)
        by_age = lending.default_by_age[sum(age >= limit for limit in AGE_CLASSES)]
        d = lending.default_a_month * by_age * lending.default_by_income[fifth] * lending.default_by_level[0]
        d += lending.default_at_hardship * hardship / 128
        d = max(d, lending.default_with_entry) if entry else d
        assert plain(lend.risk)(me, table, entry) / ONE == pytest.approx(d, rel=0.01, abs=1e-5)


class _Fields:
    """A record's fields as attributes of whole numbers, as compiled code has them."""

    def __init__(self, record: Any) -> None:
        self.record = record

    def __getattr__(self, name: str) -> Any:
        return self.record[name]


def test_rows_say_value_mark_range_and_reference():
    table = Parameters(load("as-told")).table("regime.fear")
    assert "| `fine` | 3 | assumed | 0 to 13 |  |" in table
    assert re.search(r"\| `detention` \| 95 \| assumed \| 44 to 114 \| J\. Pan and A\. A\. Siegel", table)


def test_numbers_that_are_off_together_and_series_by_year_take_one_row():
    china = Parameters(load("as-told"))
    assert "| `declined_by_income` | (0.5, 0.4, 0.3, 0.2, 0.15) | assumed | x 0.5 to 1.6 |" in china.table(
        "society.lending"
    )
    assert re.search(
        r"`births` \| 17 dates from 2010-01 \(17\.9\) .* \| found, assumed \|", china.table("society.people")
    )


def test_a_mapping_of_one_value_says_how_far_that_may_be_off_and_what_is_held_says_so():
    told = Parameters(load("as-told"))
    assert "| `search.sees` | search: 0.4 | assumed | x 0.1 to 2 |" in told.table("regime.data_sources")
    assert "| `careless` | levels: (0.4, 0.8, 1.2, 1.6) | assumed | held |" in told.table("society.dispositions")


@pytest.mark.parametrize("unwritten", ["regime.rights", "regime.commercial_scores"])
def test_a_section_that_nobody_wrote_has_no_table(unwritten):
    assert (
        Parameters(load("suining" if unwritten.endswith("scores") else "sesame-like", assume=True)).table(unwritten)
        == ""
    )
