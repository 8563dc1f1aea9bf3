"""What can be asked for when looking for a life: a small set of words, each a claim about what befell somebody.

A criterion has a screen, which looks at the states of a whole community and passes everybody who may fulfil it, and a
test, which looks at one life told and is exact.
"""

from typing import Any, Final

from demerit.life.criterion import Criterion, Test
from demerit.life.criterion import Told as Life
from demerit.life.screens import (
    ADULT_MONTHS,
    among,
    anybody,
    either,
    ever,
    held,
    listed_again,
    may_be_refused,
    may_be_refused_for,
    owner,
    relative_listed,
    trait,
    unaware,
    unlisted,
    wrongly_listed,
)
from demerit.month.organisation_state import LISTED
from demerit.month.state import BLACK, DETAINED, NO_PASS, OUT_OF_WORK, PENDING, RED, TRUTH_SHIFT
from demerit.vocabulary import (
    ARREARS,
    CANDIDATES,
    CAUSES,
    CLAIM,
    DEMANDS,
    FINE,
    LISTING,
    SPEECH,
)

WRONG: Final = 3 << TRUTH_SHIFT  # in the value of a fine: for what the person never did
# Causes of refusals, as asked for: "refused for a relative".
FOR: Final = {
    "listing": "being listed",
    "points": "too few points",
    "relative": "a relative",
    "company": "a company",
    "health": "the health pass",
    "commercial": "a private score",
    "learned": "the learned score",
}


def happened(*events: str, **given: Any) -> Test:
    """Whether the ledger has an entry of one of these events."""
    return lambda life: any(
        entry["event"] in events and all(entry.get(key) == value for key, value in given.items())
        for entry in life["ledger"]
    )


def refused(*demands: str) -> Test:
    """Whether one of these demands was refused."""
    return lambda life: any(demand in life["summary"]["refused"] for demand in demands)


def ordinary(life: Life) -> bool:
    """Of age from the first month on, alive to the last, never on a list nor detained."""
    head, said = life["head"], life["summary"]
    year, month = (int(part) for part in head["born"].split("-"))
    first_year, first_month = (int(part) for part in life["span"][0].split("-"))
    grown = (first_year - year) * 12 + first_month - month >= ADULT_MONTHS
    return grown and head["died"] is None and not (said["blacklisted"] or said["redlisted"] or said["detained"])


def listed_wrongly_for(truth: str) -> Test:
    """Whether a wrongful listing followed a record of this kind that took points, or rests on one as its ground."""

    def test(life: Life) -> bool:
        taken = False
        for entry in life["ledger"]:
            taken |= entry["event"] == "points" and entry.get("truth") == truth and entry["change"] < 0
            if entry["event"] == "entered" and entry.get("wrongful") and (taken or entry.get("truth") == truth):
                return True
        return False

    return test


def listed_for(*conduct: str) -> Test:
    """Whether some listing rests on one of these as its single ground."""
    return lambda life: any(
        entry["event"] == "entered" and (entry.get("cause") or {}).get("ground") in conduct for entry in life["ledger"]
    )


def refused_for(cause: str) -> Test:
    """Whether something was refused for this cause."""
    return lambda life: any(e["event"] == "refused" and e["cause"]["because"] == cause for e in life["ledger"])


def at_the_counter(life: Life) -> bool:
    """Whether a refusal was the first that the person heard of being listed."""
    return any(
        entry["event"] == "refused" and entry["cause"]["because"] == "listing" and not entry["told"]
        for entry in life["ledger"]
    )


def punished_for_speech(life: Life) -> bool:
    """Whether what the person truly said, searched or joined cost points, a detention or a listing."""
    return any(
        (entry["event"] == "points" and entry["change"] < 0 and entry.get("truth") == "correct")
        or entry["event"] == "detained"
        for entry in life["ledger"]
        if entry.get("conduct") in SPEECH
    ) or listed_for(*SPEECH)(life)


def never_told(life: Life) -> bool:
    """Listed, and never given notice of it; finding out at the counter is not being told."""
    entered = [e for e in life["ledger"] if e["event"] == "entered" and e["list"] == "blacklist"]
    return bool(entered) and not any(e["told"] for e in entered)


def never_knew(life: Life) -> bool:
    """Listed, and nothing ever let the person know: neither notice nor refusal during some listing."""
    unknown = False
    for entry in life["ledger"]:
        if entry["event"] == "entered" and entry["list"] == "blacklist":
            unknown = not entry["told"]
        elif entry["event"] == "refused":
            unknown = False
        elif entry["event"] == "left" and entry["list"] == "blacklist" and unknown:
            return True
    return unknown


def summary(name: str, least: int = 1) -> Test:
    """Whether a figure of the summary is at least so large."""
    return lambda life: int(life["summary"][name]) >= least


def head(name: str, *values: Any) -> Test:
    """Whether a trait of the head has one of these values."""
    return lambda life: life["head"][name] in values


TRAINS: Final = ("ordinary_train", "high_speed")
ENTRIES: Final = "blacklist.entries"
WRONGFUL: Final = "blacklist.wrongful_entries"
CRITERIA: Final = (
    Criterion("listed", ever(BLACK), summary("blacklisted"), counted=ENTRIES),
    Criterion("listed again", listed_again, summary("blacklisted", 2), counted=ENTRIES),
    Criterion("never listed", anybody, lambda life: life["summary"]["blacklisted"] == 0),
    Criterion("wrongly listed", wrongly_listed, summary("wrongly_blacklisted"), counted=WRONGFUL),
    Criterion(
        "listed for a record of somebody else", wrongly_listed, listed_wrongly_for("misattributed"), counted=WRONGFUL
    ),
    Criterion("listed for a false record", wrongly_listed, listed_wrongly_for("false"), counted=WRONGFUL),
    Criterion("listed for a judgment", ever(BLACK), listed_for("judgment"), counted=ENTRIES),
    Criterion("record of somebody else", among("records_misattributed"), happened("recorded", truth="misattributed")),
    Criterion("false record", among("records_false"), happened("recorded", truth="false")),
    Criterion("left the list", ever(BLACK), happened("left", list="blacklist")),
    Criterion("still listed", ever(BLACK), lambda life: bool(life["summary"]["blacklisted_at_the_end"])),
    Criterion("redlisted", ever(RED), summary("redlisted")),
    Criterion("never told", ever(BLACK), never_told, counted=ENTRIES),
    Criterion("unaware", unaware, never_knew),
    Criterion("found out at the counter", ever(BLACK), at_the_counter),
    Criterion(
        "refused", may_be_refused(*DEMANDS), lambda life: bool(life["summary"]["refused"]), counted="refused.all"
    ),
    Criterion("never refused", anybody, lambda life: not life["summary"]["refused"]),
    *[
        Criterion(f"refused {demand}", may_be_refused(demand), refused(demand), counted=f"refused.{demand}")
        for demand in DEMANDS
    ],
    Criterion("refused train", may_be_refused(*TRAINS), refused(*TRAINS), counted="refused.train"),
    *[Criterion(f"refused for {FOR[cause]}", may_be_refused_for(cause), refused_for(cause)) for cause in CAUSES],
    Criterion("detained", ever(DETAINED), summary("detained")),
    Criterion("fined", either(held(FINE), among("fines_returned")), summary("fined")),
    Criterion(
        "fined wrongly", either(held(FINE, WRONG), among("fines_returned")), happened("fined", never_happened=True)
    ),
    Criterion("everything claimed back", among("claw_backs"), happened("clawed_back"), counted="claw_backs"),
    Criterion(
        "everything claimed back wrongly",
        among("claw_backs_wrong"),
        happened("clawed_back", never_happened=True),
        counted="claw_backs.wrong",
    ),
    Criterion("objected", among("objections"), happened("objected", "contested_listing")),
    Criterion("objection upheld", among("objections_upheld"), happened("upheld", "listing_annulled")),
    Criterion("objection dismissed", among("objections_dismissed"), happened("dismissed", "listing_confirmed")),
    Criterion("penalty stopped", among("penalties_stopped"), happened("recorded", stopped=True)),
    Criterion("listing averted", held(LISTING, PENDING), happened("averted")),
    Criterion("health pass lost", ever(NO_PASS), happened("pass_lost")),
    Criterion("out of work", ever(OUT_OF_WORK), summary("jobs_lost")),
    Criterion("in arrears", held(ARREARS), happened("defaulted")),
    Criterion("sued", held(CLAIM), happened("sued")),
    Criterion("critic", among("acts", CANDIDATES.index("criticism")), happened("act", conduct="criticism")),
    Criterion("punished for speech", anybody, punished_for_speech),
    Criterion("self-censored", among("self_censored"), summary("self_censored")),
    Criterion(
        "relative listed", relative_listed, lambda life: any(each["what"] == "listed" for each in life["family"])
    ),
    Criterion("owner", owner(), lambda life: bool(life["head"]["owns"])),
    Criterion("owner of a listed company", owner(LISTED), lambda life: bool(life["summary"]["organisations_listed"])),
    Criterion("ordinary", unlisted, ordinary),
    Criterion("poor", trait("decile", 0, 1), head("income_tenth", 1, 2)),
    Criterion("rich", trait("decile", 8, 9), head("income_tenth", 9, 10)),
    Criterion("majority", trait("group", 0), head("group", "majority")),
    Criterion("minority", trait("group", 1), head("group", "minority")),
    Criterion("male", trait("sex", 0), head("sex", "male")),
    Criterion("female", trait("sex", 1), head("sex", "female")),
)
BY_NAME: Final = {criterion.name: criterion for criterion in CRITERIA}
