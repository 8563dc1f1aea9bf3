"""Findings of a run in plain sentences, from its summary alone: every figure is one that the catalogue names."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from demerit.amounts import few_counted, people, percent, several
from demerit.catalogue.found import measure_of
from demerit.world.folder import BANDS

if TYPE_CHECKING:
    from demerit.scenario import Scenario

# Of which figure it is said how sure it is: the first that there is.
SURE: Final = (
    ("refused.flight", "flights refused"),
    ("refused.credit.people", "people refused credit"),
    ("blacklist.stock", "people on the blacklist"),
    ("refused.for.commercial", "refusals for a private score"),
    ("claw_backs", "claw-backs"),
    ("passes.lost", "health passes lost"),
    ("records.all", "records"),
)
CRITICISM: Final = "criticism"
MOST: Final = 5  # sentences
OPINION: Final = "opinion."
CLAIMED: Final = "2018"  # the year of the claims


def _when(summary: dict[str, Any]) -> tuple[str, str]:
    """The year to speak of, and its last month: 2018, or the last year of the run."""
    months = sorted(key[-7:] for key in summary if re.fullmatch(r"people\.\d{4}-\d{2}", key))
    of_claim = [month for month in months if month.startswith(CLAIMED)]
    last = (of_claim or months)[-1]
    return last[:4], last


def presses(scenario: "Scenario") -> bool:
    """Whether the regime, at any time, moves what people think or presses them to say something else."""
    return any(scenario.regime_at(date).opinion for date in (scenario.start, *(c.date for c in scenario.interventions)))


def findings(summary: dict[str, Any], opinion: bool = True, one_in: int = 0) -> list[str]:
    """Up to five sentences about what the regime does; what it does not goes without saying, unless it does nothing.

    opinion: whether it presses anybody: what people keep to themselves without that is none of its doing.  one_in: how
    many people each simulated one stands for, where it is to be said of what few were counted of.
    """
    year, last = _when(summary)
    during = year if last.endswith("-12") else f"{year} (to {last})"

    def of(name: str, when: str = year) -> float:
        measure_of(name)  # a name that nothing is published under is an error, not a zero
        return 0.0 if name.startswith(OPINION) and not opinion else float(summary.get(f"{name}.{when}", 0))

    def few(amount: float) -> str:
        return few_counted(round(amount / one_in)) if one_in and amount else ""

    told = [
        *_of_lists(of, during, last, few),
        *_of_scores(of, during, last, few),
        *_of_points(of, during, last),
    ]
    there = [sentence for much, sentence in told if much]
    return there[:MOST] or [f"{during}: nobody was recorded, listed or refused anything by the regime."]


def sureness(summary: dict[str, Any]) -> str:
    """How far the first figure of a run may be off, by chance and by what nobody knows; empty where nothing says so."""
    year, _ = _when(summary)
    bands: dict[str, Any] = summary.get(BANDS) or {}
    for name, what in SURE:
        found = bands.get(f"{name}.{year}")
        if found and summary.get(f"{name}.{year}"):
            said = [f"by chance {_between(*found['chance'])}"]
            said += [f"over what nobody knows {_between(*found['unknown'])}"] if found["unknown"] else []
            return f"How sure (90 %): {what} in {year} could be {'; '.join(said)}."
    return ""


def _between(low: float, high: float) -> str:
    return f"{people(low)} to {people(high)}"


Told = tuple[float, str]  # how much there is of what a sentence is about, and the sentence
Figure = Callable[..., float]
Few = Callable[[float], str]  # what is said behind an amount that rests on a few counted events, if it does


def _of_lists(of: Figure, during: str, last: str, few: Few) -> list[Told]:
    """Journeys, loans, the blacklist, and what fear leaves unsaid: what the article tells."""
    stock, wrongful = of("blacklist.stock"), of("blacklist.wrongful_share", last)
    unaware, refused = of("refused.unaware"), of("refused.all")
    flights, trains, fast = of("refused.flight"), of("refused.train"), of("refused.high_speed")
    borrowers, unsaid = of("refused.credit.people"), of(f"self_censored.share.{CRITICISM}")
    kinds = ((flights, "flight"), (trains, "train ticket"))
    journeys = " and ".join(several(number, what) for number, what in kinds if number)
    mistaken = (
        f"; {percent(wrongful)} would not be, had nothing been recorded that they never did"
        if wrongful and not few(stock)  # of a few, a share says nothing
        else ""
    )
    all_fast = "all" if fast == trains else people(fast) if fast else "none"
    first = f"{people(unaware)} of them the first" if unaware else "none of them the first"
    listed = f"{several(stock, 'person', 'people')} on the blacklist{few(stock)}"
    return [
        (
            flights + trains,
            f"{during}: {journeys} refused{few(flights + trains)}"
            + (f", {all_fast} of them for high-speed trains." if trains else "."),
        ),
        (
            borrowers,
            f"{during}: {several(borrowers, 'person', 'people')} refused credit by the regime{few(borrowers)}.",
        ),
        (
            stock,
            f"End of {last}: {listed}{mistaken}.",
        ),
        (
            min(stock, refused),
            f"{during}: {several(refused, 'refusal')}{few(refused)}, {first} that the person heard of the listing.",
        ),
        (
            unsaid,
            f"{during}: {percent(unsaid)} of the criticism that would have been voiced without fear was left unsaid"
            f"{few(of(f'self_censored.{CRITICISM}'))}.",
        ),
    ]


def _of_scores(of: Figure, during: str, last: str, few: Few) -> list[Told]:
    """Private scores, claw-backs, health passes and opinion: what systems without lists do."""
    customers, refused = of("commercial.customers.all"), of("refused.for.commercial")
    clawed, lost, records = of("claw_backs"), of("passes.lost"), of("records.all")
    hidden = of("opinion.hidden_share", last)
    clawed_wrong, wrong = of("claw_backs.wrong_share"), of("records.wrong_share")
    return [
        (
            customers,
            f"End of {last}: private scores of {several(customers, 'person', 'people')}; in {during} "
            f"{several(refused, 'refusal')} because one was too low{few(refused)}.",
        ),
        (
            clawed,
            f"{during}: everything clawed back {several(clawed, 'time')}{few(clawed)}"
            + (f", {percent(clawed_wrong)} for a false record." if clawed_wrong and not few(clawed) else "."),
        ),
        (lost, f"{during}: a health pass lost {several(lost, 'time')}{few(lost)}."),
        (
            hidden,
            f"End of {last}: {percent(hidden)} of those who dissent keep it to themselves.",
        ),
        (
            records,
            f"{during}: {several(records, 'record')}{few(records)}"
            + (f"; {percent(wrong)} of what the person had never done." if wrong and not few(records) else "."),
        ),
    ]


def _of_points(of: Figure, during: str, last: str) -> list[Told]:
    """Points and the red list: what systems do that refuse next to nothing."""
    lost, gained, red = of("points_lost.all"), of("points_gained.all"), of("redlist.share", last)
    return [
        (lost + gained, f"{during}: {_points(lost)} taken and {_points(gained)} given for records."),
        (red, f"End of {last}: {percent(red)} of adults on the red list."),
    ]


def _points(number: float) -> str:
    return several(number, "point") if number else "none"
