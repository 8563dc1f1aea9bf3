"""Five findings of a run in plain sentences, from its summary alone: every figure is one that the catalogue names."""

import re
from collections.abc import Callable
from typing import Any, Final

from demerit.amounts import people, percent, several
from demerit.catalogue.found import measure_of

MOST: Final = 5  # sentences
CLAIMED: Final = "2018"  # the year of the claims


def _when(summary: dict[str, Any]) -> tuple[str, str]:
    """The year to speak of, and its last month: 2018, or the last year of the run."""
    months = sorted(key[-7:] for key in summary if re.fullmatch(r"people\.\d{4}-\d{2}", key))
    of_claim = [month for month in months if month.startswith(CLAIMED)]
    last = (of_claim or months)[-1]
    return last[:4], last


def findings(summary: dict[str, Any]) -> list[str]:
    """Five sentences: about what the regime does, if it does five things; what is absent says so with a zero."""
    year, last = _when(summary)
    during = year if last.endswith("-12") else f"{year} (to {last})"

    def of(name: str, when: str = year) -> float:
        measure_of(name)  # a name that nothing is published under is an error, not a zero
        return float(summary.get(f"{name}.{when}", 0))

    told = [*_of_lists(of, during, last), *_of_scores(of, during, last)]
    told.sort(key=lambda one: one[0] == 0)  # what there is first, otherwise in order
    return [sentence for _, sentence in told[:MOST]]


Told = tuple[float, str]  # how much there is of what a sentence is about, and the sentence
Figure = Callable[..., float]


def _of_lists(of: Figure, during: str, last: str) -> list[Told]:
    """Journeys, loans, the blacklist, and what fear leaves unsaid: what the article tells."""
    stock, wrongful = of("blacklist.stock"), of("blacklist.wrongful_share", last)
    unaware, refused = of("refused.unaware"), of("refused.all")
    flights, trains, fast = of("refused.flight"), of("refused.train"), of("refused.high_speed")
    borrowers, unsaid = of("refused.credit.people"), of("self_censored.share.criticism")
    journeys = f"{several(flights, 'flight')} and {several(trains, 'train ticket')}"
    mistaken = f"; {percent(wrongful)} would not be, had nothing been recorded that they never did" if wrongful else ""
    unvoiced = percent(unsaid) if unsaid else "nothing"
    listed = f"{several(stock, 'person', 'people')} on the blacklist"
    return [
        (flights + trains, f"{during}: {journeys} refused, {people(fast)} of them for high-speed trains."),
        (borrowers, f"{during}: {several(borrowers, 'person', 'people')} refused credit by the regime."),
        (
            stock,
            f"End of {last}: {listed}{mistaken}." if stock else f"End of {last}: nobody on the blacklist.",
        ),
        (
            min(stock, refused),
            f"{during}: {several(refused, 'refusal')}, {people(unaware)} of them the first that the person heard of "
            "the listing.",
        ),
        (
            unsaid,
            f"{during}: {unvoiced} of the criticism that would have been voiced without fear was left unsaid.",
        ),
    ]


def _of_scores(of: Figure, during: str, last: str) -> list[Told]:
    """Private scores, claw-backs, health passes and opinion: what systems without lists do."""
    customers, refused = of("commercial.customers.all"), of("refused.for.commercial")
    clawed, lost, records = of("claw_backs"), of("passes.lost"), of("records.all")
    hidden = of("opinion.hidden_share", last)
    quiet = percent(hidden) if hidden else "nobody"
    clawed_wrong, wrong = of("claw_backs.wrong_share"), of("records.wrong_share")
    return [
        (
            customers,
            f"End of {last}: private scores of {several(customers, 'customer')}; in {during} "
            f"{several(refused, 'refusal')} because one was too low.",
        ),
        (
            clawed,
            f"{during}: everything clawed back {several(clawed, 'time')}"
            + (f", {percent(clawed_wrong)} for a false record." if clawed_wrong else "."),
        ),
        (lost, f"{during}: a health pass lost {several(lost, 'time')}."),
        (
            hidden,
            f"End of {last}: {quiet} of those who dissent keep it to themselves.",
        ),
        (
            records,
            f"{during}: {several(records, 'record')}"
            + (f"; {percent(wrong)} of what the person had never done." if wrong else "."),
        ),
    ]
