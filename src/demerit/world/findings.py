"""Five findings of a run in plain sentences, from its summary alone."""

import re
from collections.abc import Callable
from typing import Any, Final

from demerit.vocabulary import SOURCES

MOST: Final = 5  # sentences
CLAIMED: Final = "2018"  # the year of the claims
DEMANDS: Final = ("flight", "train", "credit", "property", "school", "service", "job")  # train: ordinary and high-speed


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

    def of(*names: str) -> float:
        return sum(float(summary.get(f"{name}.{year}", 0)) for name in names)

    told = [*_of_lists(of, during, last), *_of_scores(of, during, last)]
    told.sort(key=lambda one: one[0] == 0)  # what there is first, otherwise in order
    return [sentence for _, sentence in told[:MOST]]


Told = tuple[float, str]  # how much there is of what a sentence is about, and the sentence
Figure = Callable[..., float]


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}" if whole else "0"


def _of_lists(of: Figure, during: str, last: str) -> list[Told]:
    """Journeys, loans, the blacklist, and what fear leaves unsaid: what the article tells."""
    stock, wrongful, unaware = of("blacklist.stock"), of("blacklist.wrongful_stock"), of("refused.unaware")
    refused = of(*(f"refused.{demand}" for demand in DEMANDS))
    flights, trains, fast = of("refused.flight"), of("refused.train"), of("refused.high_speed")
    people = of("refused.credit.people")
    silent, spoken = of("self_censored.criticism"), of("acts.criticism")
    unsaid = _share(silent, silent + spoken)
    return [
        (
            flights + trains,
            f"{during}: {said(flights)} flights and {said(trains)} train tickets refused, {said(fast)} of them for "
            "high-speed trains.",
        ),
        (people, f"{during}: {said(people)} people were refused credit by the regime."),
        (
            stock,
            f"End of {last}: {said(stock)} people on the blacklist; {_share(wrongful, stock)} % of them would not be, "
            "had nothing been recorded that they never did.",
        ),
        (
            stock,
            f"{during}: {said(unaware)} of {said(refused)} refusals were the first that the person heard of "
            "the listing.",
        ),
        (
            float(unsaid),
            f"{during}: of every 100 criticisms that would have been made without fear, {unsaid} were left unsaid.",
        ),
    ]


def _of_scores(of: Figure, during: str, last: str) -> list[Told]:
    """Private scores, claw-backs, health passes and opinion: what systems without lists do."""
    customers = of("commercial.customers.1", "commercial.customers.2")
    clawed, wrong = of("claw_backs"), of("claw_backs.wrong")
    lost, hidden, dissent = of("passes.lost"), of("opinion.hidden"), of("opinion.dissent_private")
    false = of(*(f"records.{kind}.{source}" for kind in ("false", "misattributed") for source in SOURCES))
    records = false + of(*(f"records.correct.{source}" for source in SOURCES))
    refused = of("refused.for.commercial")
    return [
        (
            customers,
            f"End of {last}: private scores of {said(customers)} customers; in {during} {said(refused)} refusals "
            "because one was too low.",
        ),
        (
            clawed,
            f"{during}: everything clawed back {said(clawed)} times, {_share(wrong, clawed)} % of them for a false "
            "record.",
        ),
        (lost, f"{during}: a health pass was lost {said(lost)} times."),
        (hidden, f"End of {last}: of every 100 people who dissent, {_share(hidden, dissent)} do not say so."),
        (records, f"{during}: {said(records)} records; {_share(false, records)} % of what the person had never done."),
    ]
