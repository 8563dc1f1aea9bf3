"""The model in ODD form, made from its own schema and docstrings, so that it cannot say what the code does not.

ODD: overview, design concepts, details (V. Grimm et al., "The ODD protocol for describing agent-based and other
simulation models: a second update", JASSS 23(2) 7, 2020).
"""

import inspect
import re
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, Final

import numpy as np

from demerit.month import (
    candidates,
    commercial,
    community,
    conduct,
    consequences,
    filing,
    headcount,
    lending,
    listing,
    matters,
    month,
    objections,
    opinion,
    recording,
    response,
    state,
)
from demerit.people import after, anchor, before, desk, households, margins, mortality, places, settle, templates
from demerit.scenario.regime import Regime
from demerit.scenario.society import Society
from demerit.vocabulary import ACTS, CONSEQUENT, DEMANDS, GROUPS, LISTS, MATTERS, SOURCES
from tools.documents.markdown import MADE

HEAD: Final = f"""# The model in ODD form

{MADE}

ODD stands for overview, design concepts, details (Grimm et al. 2020). All people are synthetic; a run is an experiment,
not a forecast.
"""
PURPOSE: Final = """Demerit shows what a scoring system does to a population before anyone is subjected to one: who is recorded, scored,
listed, refused, silenced, hit by mistake, trapped. It is judged by whether the census, the demand for travel and the
published figures it is fitted to come out, and by laws that must hold in every run (see `tests/test_laws.py`). It is not
made to predict what a real country will do, and it holds no data about real people."""
CONCEPTS: Final = {
    "Basic principles": "A person's month is a pure function of the scenario, the seed, the person's small state and "
    "what was published at the end of last month.",
    "Emergence": "List stocks, escape times, silence and disparities follow from records, thresholds and refusals; none "
    "is set.",
    "Adaptation": "Fear lowers what is said and done; hardship raises demands for credit and the risk of default. "
    "Nobody optimises.",
    "Learning, prediction, objectives": "None.",
    "Sensing": "People sense their own penalties and refusals, listings and detentions in the household, and the "
    "published list of the community.",
    "Interaction": "Within a community through households and the published list; between communities only through sums "
    "of the province, published monthly.",
    "Stochasticity": "Every draw is a Philox4x32-10 word addressed by seed, purpose, person, month and kind; no draw "
    "depends on what was drawn before, so worlds under different regimes share all chance.",
    "Collectives": "Households, communities, provinces.",
    "Observation": "Whole-number sums per province, population group and month; any single life by replay.",
}
STEPS: Final = (
    (month.begun, month.buried),
    (candidates.offered, month.tried, month.work, matters.moved),
    (recording.observed, recording.invented, recording.mistaken),
    (filing.filed, objections.heard, objections.due_now),
    (listing.blacklisting, listing.redlisting),
    (consequences.answered, consequences.barred),
    (response.written,),
    (month.summed, month.standing, headcount.counted),
)
STEP: Final = re.compile(r"^\d\.( to \d\.)? ")  # the number of the step that a docstring begins with
TITLES: Final = (
    "What was decided last month takes effect",
    "Candidates and open matters",
    "Data sources record",
    "Records become points",
    "Lists",
    "Consequences",
    "Response",
    "Sums",
)


def doc(thing: Any) -> str:
    """A docstring on one line a paragraph."""
    text = inspect.cleandoc(thing.__doc__ or "")
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _name(thing: Any) -> str:
    return f"{thing.__module__.removeprefix('demerit.')}.{thing.__name__}"


def _fields(dtype: np.dtype[Any]) -> Iterator[str]:
    for name in dtype.names or ():
        kind = dtype[name]
        yield f"| `{name}` | {kind.itemsize} |"


def _compiled(module: ModuleType) -> Iterable[Any]:
    """The compiled functions that a module defines, in the order of its source."""
    named = [f for name, f in vars(module).items() if getattr(f, "__name__", None) == name]  # once each
    found = [f for f in named if hasattr(f, "py_func") or inspect.isfunction(f)]
    here = [f for f in found if f.__module__ == module.__name__ and not f.__name__.startswith("_")]
    return sorted(here, key=lambda f: _line(f))


def _line(function: Any) -> int:
    return int(getattr(function, "py_func", function).__code__.co_firstlineno)


def _sections(model: Any, heading: str) -> Iterator[str]:
    yield f"\n### {heading}\n"
    yield doc(model) + "\n"
    for name, field in model.model_fields.items():
        kind = field.annotation
        inner = doc(kind) if inspect.isclass(kind) and kind.__module__.startswith("demerit") else ""
        yield f"- `{field.alias or name}`" + (f": {inner.splitlines()[0]}" if inner else "")


def lines() -> Iterator[str]:
    """The document, a block at a time."""
    yield HEAD
    yield f"## 1. Purpose and patterns\n\n{PURPOSE}\n"
    yield "## 2. Entities, state variables and scales\n"
    yield "A month is a step; a community of about a thousand people is the unit of work; provinces are those of the census.\n"
    yield f"People have traits, computed and never stored ({', '.join(f'`{t}`' for t in desk.TRAITS)}), and state:\n"
    yield "| state of a person | bytes |\n|---|---|"
    yield from _fields(state.STATE)
    yield "\n| open matter | bytes |\n|---|---|"
    yield from _fields(state.MATTER)
    yield f"\nKinds of open matter: {', '.join(MATTERS)}. Population groups: {', '.join(GROUPS)}. Lists: {', '.join(LISTS)}.\n"
    yield "## 3. Process overview and scheduling\n\n" + doc(month.lived).splitlines()[0] + "\n"
    for number, (title, functions) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        yield f"{number}. **{title}.** " + " ".join(STEP.sub("", doc(f).splitlines()[0]) for f in functions)
    yield "\nDecisions read the state as of step 1; only step 7 writes, so the order of people cannot matter.\n"
    yield "## 4. Design concepts\n"
    for name, text in CONCEPTS.items():
        yield f"- **{name}.** {text}"
    yield "\n## 5. Initialization\n\n" + "\n\n".join(doc(m) for m in (settle, anchor, before, after, places))
    yield "\nState is zero for everybody at the start of the burn-in, the months without any regime that are as long as a loan and all that may come of it.\n"
    given = (households, templates, margins, mortality)
    yield "## 6. Input data\n\nAggregates only: " + "\n\n".join(doc(m) for m in given)
    yield from _sections(Society, "Society")
    yield from _sections(Regime, "Regime")
    yield f"\nActs: {', '.join(ACTS)}. What becomes of open matters: {', '.join(CONSEQUENT)}. Demands: {', '.join(DEMANDS)}."
    yield f"Data sources: {', '.join(SOURCES)}.\n"
    yield "## 7. Submodels"
    for module in (
        *(candidates, conduct, matters, lending, recording, listing, consequences, commercial, opinion, response),
        *(headcount, community),
    ):
        yield f"\n### {module.__name__.removeprefix('demerit.')}\n\n{doc(module)}\n"
        for function in _compiled(module):
            yield f"- `{_name(function)}`: {doc(function).splitlines()[0]}"


def document() -> str:
    """The whole document in Markdown."""
    return "\n".join(lines()) + "\n"
