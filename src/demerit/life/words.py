"""How conduct, demands and data sources are called in sentences: sober words, singular and plural."""

from collections.abc import Iterator
from typing import Final

from demerit import calendar

STATEMENT: Final = "A synthetic person; an experiment, not a forecast."

# Conduct: one, several, and what somebody is recorded for.
ACTS: Final = {
    "road_crossing": ("wrong street crossing", "wrong street crossings", "crossing a street wrongly"),
    "loud_music": ("time of loud music on a train", "times of loud music on a train", "loud music on a train"),
    "criticism": ("criticism of the government", "criticisms of the government", "criticising the government"),
    "demonstration": ("unapproved demonstration", "unapproved demonstrations", "joining an unapproved demonstration"),
    "search": ("search for frowned-upon terms", "searches for frowned-upon terms", "searching for frowned-upon terms"),
    "purchase": ("frowned-upon purchase", "frowned-upon purchases", "a frowned-upon purchase"),
    "petty_offence": ("petty offence", "petty offences", "a petty offence"),
    "truancy": ("case of misconduct at school", "cases of misconduct at school", "misconduct at school"),
    "volunteering": ("time of volunteering", "times of volunteering", "volunteering"),
    "loyalty": ("praise of the government", "praises of the government", "praising the government"),
    "travel_disorder": ("case of disorder on a journey", "cases of disorder on a journey", "disorder on a journey"),
    "fraud": (
        "case of tax, insurance or benefits fraud",
        "cases of tax, insurance or benefits fraud",
        "tax, insurance or benefits fraud",
    ),
    "health_breach": ("missing health proof", "missing health proofs", "a missing health proof"),
    "curfew_breach": ("time out during a curfew", "times out during a curfew", "being out during a curfew"),
    "arrears": ("loan in arrears", "loans in arrears", "a loan in arrears"),
    "judgment": ("unperformed judgment", "unperformed judgments", "a judgment that was not performed"),
    "unpaid_fine": ("unpaid fine", "unpaid fines", "an unpaid fine"),
    "low_commercial_score": ("low commercial score", "low commercial scores", "a low commercial score"),
    "arrears_month": ("further month in arrears", "further months in arrears", "a further month in arrears"),
}
# Acts that are told one by one: what the person did.
NOTABLE: Final = {
    "criticism": "criticised the government",
    "demonstration": "joined an unapproved demonstration",
    "petty_offence": "committed a petty offence",
}
DEMANDS: Final = {
    "flight": ("a flight", "flights"),
    "ordinary_train": ("an ordinary train", "ordinary trains"),
    "high_speed": ("a high-speed train", "high-speed trains"),
    "credit": ("a loan", "loans"),
    "property": ("a home to buy", "homes to buy"),
    "school": ("a place at a school", "places at a school"),
    "service": ("a social service", "social services"),
    "private_school": ("a place at a private school", "places at private schools"),
    "luxury": ("an expensive hotel or restaurant", "expensive hotels and restaurants"),
    "insurance": ("an insurance contract", "insurance contracts"),
    "job": ("a job", "jobs"),
}
SOURCES: Final = {
    "administration": "the administration",
    "payments": "a payment service",
    "search": "a search engine",
    "social": "social media",
    "police": "the police",
    "camera": "a camera",
    "court": "a court",
    "tax": "a tax, insurance or benefits office",
    "transport": "a railway or airline",
    "health": "a health office",
    "location": "a phone's location",
    "commercial": "a commercial score",
}
CAUSES: Final = {
    "listing": "being listed",
    "points": "too few points",
    "relative": "a member of the household is listed",
    "company": "a company that the person runs is listed",
    "health": "the health pass is invalid",
    "commercial": "a commercial score is too low",
    "learned": "the learned score is too low",
}
# The same in a sentence about a refusal.
BECAUSE: Final = {
    "points": "the person had too few points",
    "relative": "a member of the household was listed",
    "company": "a company of the person's own was listed",
    "health": "the health pass was invalid",
    "commercial": "a commercial score was too low",
    "learned": "the learned score was too low",
}
LISTS: Final = {"blacklist": "black list", "redlist": "red list"}
TRUTHS: Final = {
    "correct": "it had happened",
    "false": "nothing of the kind had happened",
    "misattributed": "somebody else in the province had done it",
}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def date_in_words(iso: str) -> str:
    """`2017-03-12` as "12 March 2017", `2017-03` as "March 2017"."""
    year, month, *day = iso.split("-")
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day[0])} {name}" if day else name


def spanned(since: str, until: str) -> str:
    """A stretch of months: "In March 2017", "From March 2017 to May 2018"."""
    first, last = date_in_words(since), date_in_words(until)
    return f"In {first}" if since == until else f"From {first} to {last}"


def stretch(since: int, until: int, last: int, what: str) -> Iterator[tuple[str, str]]:
    """Months in which something was so, dated: one sentence within a year, else one at its begin and one at its end.

    since, until: months; last: of the run, after which nobody knows.
    """
    first, end = calendar.text_of(since), calendar.text_of(until)
    if since == until or (first[:4] == end[:4] and until < last):
        yield f"{first}-01", f"{spanned(first, end)} {what}."
        return
    yield f"{first}-01", f"From {date_in_words(first)} on {what}."
    if until < last:
        yield f"{end}-01", f"Until {date_in_words(end)} {what}."


def counted(n: int, one: str, many: str) -> str:
    """A number and what it counts: "1 flight", "3 flights"."""
    return f"{n} {one if n == 1 else many}"


def times(n: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def enumerated(parts: list[str]) -> str:
    """Parts as a list in words: "a, b and c"."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


STANCES: Final = (
    (3, "against the government"),
    (6, "rather against the government"),
    (8, "neither for nor against the government"),
    (11, "rather for the government"),
    (15, "for the government"),
)


def stance(level: int) -> str:
    """What somebody thinks or says, from 0 (against the government) to 15 (for it)."""
    return next(words for most, words in STANCES if level <= most)


def points_changed(n: int) -> str:
    """A change of points as a clause: "5 points were taken", "1 point was given"."""
    return f"{counted(abs(n), 'point was', 'points were')} {'taken' if n < 0 else 'given'}"


def points(n: int) -> str:
    """A change of points: "5 points taken", "15 points given"."""
    return f"{counted(abs(n), 'point', 'points')} {'taken' if n < 0 else 'given'}"
