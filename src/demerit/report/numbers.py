"""Numbers as people read them: 17.1 million, 3.4 %, 2.4 times."""

import re
from typing import Final

from demerit.amounts import FEW, few_counted, numeral, people, percent, plain, several, significant, span

__all__ = [
    "FEW",
    "as_often",
    "few_counted",
    "numeral",
    "people",
    "percent",
    "plain",
    "plural",
    "several",
    "short",
    "signed",
    "significant",
    "span",
    "times",
    "unbroken",
    "words",
]


def short(value: float) -> str:
    """A scaled count beside a mark: 17.1 M, 3.37 bn, 425,000."""
    return people(value).replace(" million", " M").replace(" billion", " bn")


def signed(value: float) -> str:
    """A number that may be below zero, with the sign for it: −1,230, 0.12."""
    return plain(value).replace("-", "−")


def times(ratio: float) -> str:
    """A ratio in words: 2.4 times."""
    return f"{plain(significant(ratio, 2))} times"


def as_often(ratio: float) -> str:
    """A ratio of rates in words: 2.4 times as often, or as often."""
    return "as often" if significant(ratio, 2) == 1 else f"{times(ratio)} as often"


def words(name: str) -> str:
    """A name of the model as people write it."""
    return _WORDS.get(name, name.replace("_", " "))


def plural(name: str) -> str:
    """What is refused, in the plural."""
    names = {
        "property": "purchases of property",
        "school": "places of education",
        "service": "social services",
        "credit": "loans",
        "luxury": "expensive hotels and restaurants",
        "insurance": "insurance contracts",
        "private_school": "places at private schools",
    }
    return names.get(name, words(name) + "s")


_WORDS = {
    "train": "train (all)",
    "ordinary_train": "ordinary train",
    "high_speed": "high-speed train",
    "credit": "loan",
    "property": "buying property",
    "school": "own education",
    "service": "social service",
    "job": "job",
    "road_crossing": "crossing a street wrongly",
    "loud_music": "loud music on a train",
    "criticism": "criticising the government",
    "demonstration": "unapproved demonstration",
    "search": "search terms frowned upon",
    "purchase": "purchases frowned upon",
    "petty_offence": "petty offence",
    "truancy": "misconduct at school",
    "volunteering": "volunteering",
    "loyalty": "praising the government",
    "arrears": "arrears on a loan",
    "judgment": "court judgment",
    "unpaid_fine": "unpaid fine",
    "administration": "administration",
    "payments": "payments",
    "social": "social posts",
    "police": "police",
    "camera": "cameras",
    "court": "courts",
    "tax": "tax and benefits offices",
    "transport": "railways and airlines",
    "health": "health records",
    "location": "geodata of phones",
    "commercial": "private scores",
    "private_school": "private school",
    "luxury": "expensive hotel or restaurant",
    "insurance": "insurance",
    "travel_disorder": "disorder on a journey",
    "fraud": "tax, insurance or benefits fraud",
    "health_breach": "missing health proof",
    "curfew_breach": "breach of a curfew",
    "low_commercial_score": "low private score",
    "arrears_month": "a further month in arrears",
}
SOURCE_WORDS = {**_WORDS, "search": "search engines", "payments": "payment services", "social": "social media"}


# Pages are drawn in three languages.
UNITS: Final = (
    "%",
    r"[mb]illion\b",
    r"M\b",
    r"bn\b",
    r"milj(?:oen|ard)\b",
    r"ml[nd]\b",
    r"Milli(?:on|ard)",
    r"Mio\b",
    r"Mrd\b",
)


def unbroken(text: str) -> str:
    """A text in which no line can end between a number and its unit."""
    return re.sub(rf"(?<=\d) (?={'|'.join(UNITS)})", "\u00a0", text)
