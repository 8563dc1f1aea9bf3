"""Social contexts: in which one a conduct takes place, and in which one something is asked for and refused.

Article 5(1)(c)(i) of Regulation (EU) 2024/1689 forbids a social score that leads to detrimental treatment in social
contexts unrelated to those in which the data were generated.  The law has no list of contexts: this one is our reading,
each entry with its reason, and whoever reads otherwise changes it here.  It is one part of the test, not the whole.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Context:
    """name; meaning: in plain English."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Placed:
    """A conduct or a demand in its context.

    name: of the conduct or demand; context: where it belongs first; because: why; also: other contexts that it belongs
    to as well, so that treatment there is no treatment elsewhere.
    """

    name: str
    context: str
    because: str
    also: tuple[str, ...] = ()

    @property
    def contexts(self) -> frozenset[str]:
        """All that it belongs to."""
        return frozenset((self.context, *self.also))


CONTEXTS: Final = (
    Context("money", "loans, debts, taxes, what one owes"),
    Context("travel", "streets, trains, planes"),
    Context("speech", "what one says, reads and stands up for"),
    Context("order", "public order: petty offences, what the police see to"),
    Context("good works", "what one does for others"),
    Context("buying", "what one spends money on"),
    Context("health", "illness, tests, protection from infection"),
    Context("schooling", "schools and further education"),
    Context("work", "jobs"),
    Context("welfare", "social services and benefits"),
    Context("business", "what a company or an association does, which is not its owner"),
)
OF_CONDUCT: Final = (
    Placed("road_crossing", "travel", "it happens in the street, and concerns traffic"),
    Placed("loud_music", "travel", "it happens on a train, and concerns those who travel on it", ("order",)),
    Placed("criticism", "speech", "it is an opinion said aloud"),
    Placed("demonstration", "speech", "it is an opinion shown with others"),
    Placed("search", "speech", "it is looking for information"),
    Placed("purchase", "buying", "it is what somebody buys"),
    Placed("petty_offence", "order", "it ends in a criminal record, whatever it was"),
    Placed("truancy", "schooling", "it stands in a school report"),
    Placed("volunteering", "good works", "it is done for others"),
    Placed("loyalty", "speech", "it is an opinion said aloud, a welcome one"),
    Placed("arrears", "money", "it is a loan that is not paid"),
    Placed("judgment", "money", "it is a debt that a court has confirmed"),
    Placed("unpaid_fine", "order", "a fine is a penalty for an offence, and a debt besides", ("money",)),
    Placed("travel_disorder", "travel", "it happens on trains and planes", ("order",)),
    Placed("fraud", "money", "it is about taxes, insurance or benefits that were not due", ("welfare",)),
    Placed(
        "health_breach", "health", "a proof of health is missing, which protects whoever travels along", ("travel",)
    ),
    Placed("curfew_breach", "health", "curfews here are against infection", ("order",)),
    Placed("low_commercial_score", "buying", "a private score is made from purchases and payments", ("money",)),
    Placed("arrears_month", "money", "it is a loan that is still not paid"),
)
OF_DEMANDS: Final = (
    Placed("flight", "travel", "a journey is refused"),
    Placed("ordinary_train", "travel", "a journey is refused"),
    Placed("high_speed", "travel", "a journey is refused"),
    Placed("credit", "money", "a loan is refused"),
    Placed("property", "buying", "a purchase is refused, from money with which a debt could be paid", ("money",)),
    Placed("school", "schooling", "a place in one's own education is refused"),
    Placed("service", "welfare", "a social service is refused"),
    Placed("private_school", "schooling", "a child's place at a school is refused, for what the parents did"),
    Placed("luxury", "buying", "spending is refused, of money with which a debt could be paid", ("money",)),
    Placed("insurance", "money", "a contract over premiums and risks is refused, over health or life", ("health",)),
    Placed("job", "work", "a post is refused"),
)
OF_ORGANISATIONS: Final = "business"  # whatever an organisation does

SPEECH, MONEY = "speech", "money"  # the contexts that a report tells of by name
CONDUCT: Final = {one.name: one for one in OF_CONDUCT}
DEMANDS: Final = {one.name: one for one in OF_DEMANDS}
ORGANISATION: Final = "organisation."  # before the conduct of one


def of_conduct(conduct: str) -> Placed:
    """Where a conduct belongs; of an organisation: `organisation.CONDUCT`.  Raises KeyError for no conduct."""
    if conduct.startswith(ORGANISATION):
        return Placed(conduct, OF_ORGANISATIONS, "an organisation did it, and not the person who is refused")
    return CONDUCT[conduct]


def context_of(conduct: str) -> str:
    """The context that a conduct belongs to first.  Raises KeyError for no conduct."""
    return of_conduct(conduct).context


def related(conduct: str, demand: str) -> bool:
    """Whether a demand belongs to a context of a conduct.  Raises KeyError for names that are neither."""
    return bool(of_conduct(conduct).contexts & DEMANDS[demand].contexts)
