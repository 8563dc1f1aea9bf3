"""Five findings of a run in plain sentences, from its summary alone: every figure is one that the catalogue names."""

import re
from collections.abc import Callable
from typing import Any, Final

from demerit.catalogue.found import measure_of

MOST: Final = 5  # sentences
CLAIMED: Final = "2018"  # the year of the claims


def said(n: float) -> str:
    """A whole-country figure as a reader says it, no more exact than it is."""
    if n >= 1e7:
        return f"{n / 1e6:,.0f} million"
    if n >= 1e6:
        return f"{n / 1e6:,.1f} million"
    return f"{n / 1e3:,.0f} thousand" if n >= 1e4 else f"{n:,.0f}"


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


def _in_100(share: float) -> str:
    """A share in hundredths; what there is of something is never told as none of it."""
    return f"{100 * share:.0f}" if share == 0 or share >= 0.005 else "less than 1"


def _of_lists(of: Figure, during: str, last: str) -> list[Told]:
    """Journeys, loans, the blacklist, and what fear leaves unsaid: what the article tells."""
    stock, wrongful = of("blacklist.stock"), of("blacklist.wrongful_share", last)
    unaware, refused = of("refused.unaware"), of("refused.all")
    flights, trains, fast = of("refused.flight"), of("refused.train"), of("refused.high_speed")
    people, unsaid = of("refused.credit.people"), of("self_censored.share.criticism")
    return [
        (
            flights + trains,
            f"{during}: {said(flights)} flights and {said(trains)} train tickets refused, {said(fast)} of them for "
            "high-speed trains.",
        ),
        (people, f"{during}: {said(people)} people were refused credit by the regime."),
        (
            stock,
            f"End of {last}: {said(stock)} people on the blacklist; {_in_100(wrongful)} % of them would not be, "
            "had nothing been recorded that they never did.",
        ),
        (
            min(stock, refused),
            f"{during}: {said(unaware)} of {said(refused)} refusals were the first that the person heard of "
            "the listing.",
        ),
        (
            unsaid,
            f"{during}: of every 100 criticisms that would have been made without fear, {_in_100(unsaid)} were left "
            "unsaid.",
        ),
    ]


def _of_scores(of: Figure, during: str, last: str) -> list[Told]:
    """Private scores, claw-backs, health passes and opinion: what systems without lists do."""
    customers, refused = of("commercial.customers.all"), of("refused.for.commercial")
    clawed, lost, records = of("claw_backs"), of("passes.lost"), of("records.all")
    hidden = of("opinion.hidden_share", last)
    return [
        (
            customers,
            f"End of {last}: private scores of {said(customers)} customers; in {during} {said(refused)} refusals "
            "because one was too low.",
        ),
        (
            clawed,
            f"{during}: everything clawed back {said(clawed)} times, {_in_100(of('claw_backs.wrong_share'))} % of them "
            "for a false record.",
        ),
        (lost, f"{during}: a health pass was lost {said(lost)} times."),
        (hidden, f"End of {last}: of every 100 people who dissent, {_in_100(hidden)} do not say so."),
        (
            records,
            f"{during}: {said(records)} records; {_in_100(of('records.wrong_share'))} % of what the person had never "
            "done.",
        ),
    ]
