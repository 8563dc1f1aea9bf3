"""The rights that a regime can give.  A scenario has their terms under `regime.rights`, a month in its law."""

from collections.abc import Mapping
from typing import Any, Final

from demerit.catalogue.event import say
from demerit.catalogue.right import BY_CONDUCT, BY_STAKE, CHANCE, Right, Term

RIGHTS: Final = (
    Right(
        "notice",
        "to be told",
        "Whoever is recorded or listed is told of it; without it a person learns of a listing at the counter.",
        "GDPR, Articles 13 and 14, and for authorities that fine Directive (EU) 2016/680, Article 13; in China service of the "
        "court's decision before listing",
        ("gdpr", "police-directive", "spc-notice-2019"),
        (
            Term("notice", "whether people are told of records and listings"),
            Term(
                "notice_days",
                "days from a record's reaching the file, or a listing, until the person is told; of a listing with days of grace the person is told at once",
            ),
        ),
        ("notices", "blacklist.unaware", "refused.unaware", "refused.unaware_share"),
        ("notified", "learned_of_listing"),
        (
            say("notice is given after {notice_days} days", notice=True, notice_days=True),
            say("notice is given", notice=True),
        ),
    ),
    Right(
        "objection",
        "to object",
        "Whoever knows of a record or a listing, by notice, by a penalty or at the counter, may contest it; what is upheld is "
        "taken away with all that rests on it, and nothing else.",
        "GDPR, Articles 16 and 21, and for authorities that fine Directive (EU) 2016/680, Article 16; in China correction by the "
        "court on request",
        ("gdpr", "police-directive", "spc-2017-terms"),
        (
            Term("objection", "whether records and listings may be contested"),
            Term(
                "objecting",
                "who does, by being in the right, by what is at stake and by schooling",
                BY_STAKE,
                "objects",
            ),
            Term("objection_days", "days until the answer"),
            Term("upheld", "share of objections to what never happened that are upheld", CHANCE),
            Term("upheld_right", "share of objections to what did happen that are upheld", CHANCE),
        ),
        (
            *("objections", "objections.justified", "objections.upheld", "objections.dismissed"),
            *("blacklist.annulled", "blacklist.wrongful_days", "points_returned", "fines.returned"),
            *("claw_backs.returned", "passes.returned"),
        ),
        (
            *("objected", "upheld", "dismissed", "contested_listing", "listing_annulled", "listing_confirmed"),
            *("returned", "fine_returned", "claim_returned"),
        ),
        (
            say("records can be contested, answered after {objection_days} days", objection=True, notice=True),
            say(
                "records can be contested, by whoever has come to know of them, answered after {objection_days} days",
                objection=True,
            ),
        ),
    ),
    Right(
        "suspension",
        "that what is contested does not count",
        "A record that is contested does not count until the objection is answered: it is kept off the file if it is contested when it "
        "arrives, and where people are told days after (`notice_days`), its points come back meanwhile. A listing, or a fine, that "
        "it brought before stays until the answer; where that is on the same day (`objection_days: 0`), nothing is left to wait for.",
        "GDPR, Article 18: restriction while accuracy is verified; Directive (EU) 2016/680, Article 16, where it cannot be",
        ("gdpr", "police-directive"),
        (Term("suspends", "whether a contested record counts only after the answer"),),
        ("objections", "points_returned", "blacklist.wrongful_days"),
        ("objected", "set_aside", "counted_again", "dismissed"),
        (
            say(
                "a contested record does not count until then",
                suspends=True,
                objection=True,
            ),
            say("a contested record counts meanwhile", objection=True),
        ),
    ),
    Right(
        "review",
        "that a person looks before a machine punishes",
        "Of automatic penalties and lost health passes for what the person never did, somebody stops a share before they take effect.",
        "human intervention in decisions by machines alone: GDPR, Article 22(3), and for authorities that fine Directive (EU) "
        "2016/680, Article 11; AI Act, Article 26: oversight of high-risk systems, from 2 December 2027",
        ("gdpr", "police-directive", "ai-act-duties", "ai-act-dates"),
        (Term("human_review", "share of wrong penalties that somebody stops", CHANCE, "review"),),
        ("penalties.stopped", "penalties.wrong", "claw_backs.wrong"),
        ("recorded", "fined", "clawed_back"),
        (say("a person looks before a machine punishes", human_review=True),),
    ),
    Right(
        "grace",
        "to days of grace",
        "A listing that is decided takes effect after some days only.",
        "Supreme People's Court, 2019 and 2020: one to three months between notice and listing",
        ("spc-notice-2019",),
        (Term("grace_days", "days between the decision and the listing"),),
        ("blacklist.entries", "blacklist.averted"),
        ("entered", "averted", "fell_away"),
        (say("{grace_days} days of grace before a listing takes effect", grace_days=True),),
    ),
    Right(
        "correction",
        "to correct in time",
        "Whoever performs the judgment within the days of grace is not listed for it.",
        "Shenzhen regulations of 2023, article 67; Supreme People's Court, notice before listing",
        ("shenzhen-2023", "spc-notice-2019"),
        (
            Term(
                "corrected_in_time", "whether performing within the days of grace averts the listing", given="corrected"
            ),
        ),
        ("blacklist.averted", "judgments.performed"),
        ("averted", "performed"),
        (say("whoever performs the judgment in them is not listed for it", corrected_in_time=True, grace_days=True),),
    ),
    Right(
        "warning",
        "to a warning first",
        "A person's first record of some minor matters is a warning: it costs no points.",
        "Shenzhen regulations of 2023, article 67",
        ("shenzhen-2023",),
        (Term("warnings", "conduct of which the first record is a warning", BY_CONDUCT, "warns"),),
        ("warnings",),
        ("warned",),
        (say("a first record of some minor matters brings a warning and no points", warnings=True),),
    ),
)
TERMS: Final = tuple(term for right in RIGHTS for term in right.terms)
BY_NAME: Final = {right.name: right for right in RIGHTS}


def in_words(values: Mapping[str, Any]) -> str:
    """All rights that somebody has, in one line; empty for none.  values: of every term, by key."""
    return "; ".join(said for right in RIGHTS if (said := right.said(values)))
