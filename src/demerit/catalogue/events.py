"""What the ledger of one life can say.

A new event takes the next number; no number is ever given to another.  Texts say what happened to *the person*; their
{names} are facts of the ledger's entry in words (see `demerit.life.saying`).
"""

from typing import Final

from demerit.catalogue.event import GIVEN, Event, by_number, numbers, say, undated

NOTABLE: Final = ("criticism", "demonstration", "petty_offence")  # acts that are told one by one
REPORTED: Final = ("arrears", "judgment", "unpaid_fine")  # what becomes of debts, told one by one
SINGLY: Final = (*NOTABLE, *REPORTED)  # whose records are told one by one
WRONG: Final = ("false", "misattributed")

EFFECT: Final = {
    # what a record did to the points on its day; nothing is said where no rule gives or takes any
    "effect": (
        say("", later=True),  # the points say so on their day
        say("; {points}", effect=GIVEN),
        say("", without_points=True),
        say("; no points changed", rule=GIVEN),
    ),
}

LIFE: Final = (
    Event(0, "born", "born", ("M03",), says=(undated("In {month} the person was born"),)),
    Event(1, "died", "died", ("M03",), says=(undated("In {month} the person died"),)),
)
ACTS: Final = (
    Event(
        *(2, "act", "act", ("M02",)),
        a="act",
        says=(
            say("", conduct=NOTABLE, outcome="recorded"),  # the record says so
            say("the person {did}{unrecorded}", conduct=NOTABLE),
        ),
        parts={
            "unrecorded": (
                say("; it went unrecorded", outcome="missed"),
                say("; it was put down to somebody else", outcome="lost"),
            )
        },
        yearly=True,
    ),
    Event(3, "self_censored", "left undone for fear", ("M11",), a="act", yearly=True),
)
RECORDS: Final = (
    Event(
        *(4, "recorded", "recorded", ("M05",)),
        *("record", "source", "truth"),
        says=(
            say("the person {did}; {source} recorded it{effect}", truth="correct", conduct=NOTABLE),
            say("{source} reported {conduct}{effect}", truth="correct", conduct=REPORTED),
            say("{source} recorded the person for {conduct}. {really}{told}{stopped}{effect}", truth=WRONG),
        ),
        parts={
            **EFFECT,
            "really": (
                say("Somebody else {in_region} had done it", truth="misattributed"),
                say("Nobody had done it", truth="false"),
            ),
            "told": (say(", and the person was told", told=True), say(", and the person was not told", told=False)),
            "stopped": (say("; a person looked at it first, and nothing followed at once", stopped=True),),
        },
        yearly=True,
    ),
    Event(5, "missed", "seen by nobody", ("M05",), a="conduct", yearly=True),
    Event(6, "lost", "put down to somebody else", ("M05",), a="conduct", b="source", yearly=True),
    Event(
        *(7, "points", "points", ("M01",)),
        *("record", "change", "score"),
        says=(
            say("{points_changed} for the {record}", later=True, truth=WRONG),
            say("{points_changed} for the {record}", later=True, conduct=SINGLY),
        ),
        yearly=True,
    ),
    Event(
        *(37, "expired", "record expired", ("M02",)),
        *("record", "change", "score"),
        says=(say("the {record} expired, and {points_back}"),),
    ),
    Event(
        *(54, "scale_ended", "points abolished", ("M01",)),
        b="change",
        c="score",
        says=(say("there was no scale of points any more, and {points_back}"),),
    ),
    Event(
        *(39, "clean_year", "points for a clean year", ("M01",)),
        *("change", "score"),
        says=(say("{points_changed} for a year without losing any"),),
    ),
)
LISTS: Final = (
    Event(
        *(8, "entered", "put on a list", ("M10", "M13")),
        *("list", "score", "listed_by"),
        says=(
            say("the person was put on the red list, with {score} points{of_age}", list="redlist"),
            say("the person was put on the black list{with}{why}{told}{wrongful}"),
        ),
        parts={
            "with": (say(", with {score} points", score=GIVEN),),
            "why": (
                say(", since the learned score was {value}, below {below}", because="learned", value=GIVEN),
                say(", since the learned score was too low", because="learned"),
                say(" (fewer than {below}{of_age})", below=GIVEN),
                say(", for being the owner of a company that was put on its blacklist", ground="company"),
                say(", for {ground}{wrong}"),
            ),
            "of_age": (
                say(
                    "; nobody is listed under 18, and the person turned 18 in this month", of_age=True, list="blacklist"
                ),
                say(" (nobody is listed under 18, and the person turned 18 in this month)", of_age=True),
            ),
            "wrong": (say(" ({truth})", truth=WRONG),),
            "told": (say(", and was told", told=True), say(", and was not told")),
            "wrongful": (say(". Without wrong records it would not have come to this", wrongful=True),),
        },
    ),
    Event(
        *(9, "left", "taken off a list", ("M10",)),
        *("list", "score", "days"),
        says=(say("the person left the {list}{after}"),),
        parts={
            "after": (say(" after {count_of_days}{gone}", days=GIVEN),),
            "gone": (say(", as there was no such list any more", abolished=True),),
        },
    ),
    Event(
        *(38, "averted", "performed in time, and not listed", ("M14",)),
        says=(say("the judgment had been performed in time, and the person was not listed"),),
    ),
    Event(
        *(53, "fell_away", "decided listing fell away", ("M10", "M14")),
        b="score",
        says=(
            say(
                "the listing that had been decided, to begin after days of grace, fell away, as the person had {score} "
                "points by then: not fewer than {below}",
                below=GIVEN,
            ),
            say("the listing that had been decided fell away, as there was no list any more", abolished=True),
            say("the listing that had been decided fell away, as nobody was listed for points any more"),
        ),
    ),
)
BECAUSE: Final = {
    "because": (
        say("the person had been on the black list{how_long}{few}", because="listing"),
        say("{relatives}", because="relative", relatives=GIVEN),
        say("{organisations}, which the person owns, was on the blacklist", because="company"),
        say("{cause}{few}"),
    ),
    "how_long": (say(" since {since}", since=GIVEN),),
    "few": (
        say(" and had {score} points, fewer than {below}", below=GIVEN, times=1, because="listing"),
        say(" and had, the first time, {score} points, fewer than {below}", below=GIVEN, because="listing"),
        say(" ({value}, where {below} were needed)", value=GIVEN, times=1),
        say(" (the first time {value}, where {below} were needed)", value=GIVEN),
        say(" ({score}, where {below} were needed)", below=GIVEN, times=1),
        say(" (the first time {score}, where {below} were needed)", below=GIVEN),
    ),
}
REQUESTS: Final = (
    Event(
        *(10, "refused", "refused", ("M12", "M13")),
        *("demand", "score", "known_and_cause"),
        says=(
            say(
                "the person asked for {asked} and was refused: {because}. This was how the person learned of the listing",
                because="listing",
                told=False,
            ),
            say("{demand} was refused: {because}", times=1),
            say("the person was refused {count_of_demands}: {because}", one_day=True),
            undated("From {date} to {until} the person was refused {count_of_demands}: {because}"),
        ),
        parts=BECAUSE,
    ),
    Event(11, "declined", "declined for ordinary reasons", ("M12",), a="demand", yearly=True),
    Event(12, "granted", "granted", ("M12",), a="demand", b="favoured", yearly=True),
)
DEBTS: Final = (
    Event(13, "lent", "loan taken", ("M15",), a="months"),
    Event(14, "repaid", "loan repaid", ("M15",)),
    Event(15, "defaulted", "loan fell into arrears", ("M15",), says=(say("a loan fell into arrears"),)),
    Event(16, "cured", "arrears paid", ("M15",), says=(say("what was overdue was paid"),)),
    Event(
        17, "sued", "sued by the creditor", ("M15",), says=(say("the creditor went to court over what was overdue"),)
    ),
    Event(
        18, "ruled_against", "court ruled for the creditor", ("M02",), says=(say("the court ruled for the creditor"),)
    ),
    Event(19, "performed", "judgment performed", ("M22",), says=(say("the judgment was performed"),)),
    Event(20, "lapsed", "judgment lapsed", ("M22",), says=(say("the judgment lapsed"),)),
    Event(21, "lost_work", "lost work", ("M15",), says=(say("the person lost the job"),)),
    Event(22, "found_work", "found work", ("M15",), says=(say("the person found work"),)),
    Event(
        *(50, "stopped_looking", "looked for work no longer", ("M15",)),
        says=(say("the person looked for work no longer"),),
    ),
)
PENALTIES: Final = (
    Event(
        *(23, "fined", "fined without a hearing", ("M06",)),
        *("record", "source", "truth"),
        says=(
            say("a fine for {conduct} followed without a hearing", truth=WRONG),
            say("a fine for {conduct} followed without a hearing", conduct=NOTABLE),
        ),
        yearly=True,
    ),
    Event(24, "paid_fine", "fine paid", ("M06",), a="conduct", yearly=True),
    Event(25, "left_fine_unpaid", "fine left unpaid", ("M06",), a="conduct", yearly=True),
    Event(
        *(26, "detained", "detained without trial", ("M16", "M12")),
        a="record",
        says=(say("the person was detained without trial, for {conduct}{on_record}"),),
        parts={"on_record": (say(" (recorded on {recorded})", record_date=GIVEN),)},
    ),
    Event(
        *(27, "released", "released", ("M16",)),
        a="days",
        says=(say("the person was released, after {count_of_days}"),),
    ),
    Event(
        *(33, "pass_lost", "health pass made invalid", ("M18",)),
        a="days",
        says=(
            say(
                "the health pass was made invalid for a missing health proof, from {month_after} on and for {days} days"
            ),
        ),
    ),
    Event(
        *(34, "pass_restored", "health pass valid again", ("M18",)),
        says=(say("the health pass was valid again"),),
    ),
    Event(
        *(40, "clawed_back", "everything received claimed back", ("M23",)),
        *("record", "source", "truth"),
        says=(say("everything ever received was claimed back for {conduct}, without a hearing"),),
    ),
)
RIGHTS: Final = (
    Event(
        *(28, "notified", "notified", ("M14",)),
        *("about", "record"),
        says=(
            say("the person was told of a listing that had been decided, to begin after days of grace", decided=True),
            say("the person was told of the {record}", later=True, truth=WRONG),
            say("the person was told of the {record}", later=True, conduct=SINGLY),
        ),
    ),
    Event(
        *(29, "objected", "objected", ("M14",)),
        *("record", "", "truth"),
        says=(say("the person objected to the {record}"),),
    ),
    Event(
        *(30, "upheld", "objection upheld", ("M14",)),
        *("record", "", "truth"),
        says=(say("the objection to the {record} was upheld: it counts no longer"),),
    ),
    Event(
        *(31, "dismissed", "objection dismissed", ("M14",)),
        *("record", "", "truth"),
        says=(say("the objection to the {record} was dismissed: it stands"),),
    ),
    Event(
        *(36, "warned", "warned, without points", ("M14",)),
        *("record", "source", "truth"),
        says=(say("the record ({conduct}), the first of a minor matter, brought a warning and no points"),),
    ),
    Event(
        *(41, "returned", "points given back", ("M14",)),
        *("record", "change", "score"),
        says=(
            say("", change=0),
            say("{points_back}, since the {record} counts no longer", conduct=GIVEN),
            say("{points_back}, since nothing on file that never happened counts any longer"),
        ),
    ),
    Event(
        *(51, "set_aside", "points set aside while contested", ("M14",)),
        *("record", "change", "score"),
        says=(say("", change=0), say("{points_back} until the objection to the {record} is answered")),
    ),
    Event(
        *(52, "counted_again", "points count again", ("M14",)),
        *("record", "change", "score"),
        says=(say("", change=0), say("{points_changed} again for the {record}")),
    ),
    Event(
        *(42, "fine_returned", "fine no longer owed, or given back", ("M14",)),
        a="record",
        says=(say("the fine for the {record} was owed no longer, or given back"),),
    ),
    Event(
        *(43, "claim_returned", "claim to everything received ended", ("M14", "M23")),
        says=(say("what had been claimed back was owed no longer, or given back"),),
    ),
    Event(
        *(44, "contested_listing", "objected to being listed", ("M14",)),
        says=(say("the person objected to the listing"),),
    ),
    Event(
        *(45, "listing_annulled", "listing annulled", ("M14",)),
        says=(say("the objection was upheld, and what the listing rested on was gone"),),
    ),
    Event(
        *(46, "listing_confirmed", "objection to the listing dismissed", ("M14",)),
        says=(say("the objection to the listing was dismissed"),),
    ),
    Event(
        *(47, "performed_in_time", "performed before the record arrived", ("M02",)),
        says=(say("the judgment had been performed before the record of it arrived, which did not count"),),
    ),
    Event(48, "critic_forgotten", "a criticism on file faded", ("M25",)),
    Event(
        *(49, "learned_of_listing", "learned of being listed", ("M14",)),
        a="by_notice",
        says=(say("the person was told of being on the black list", by_notice=True),),
    ),
)
MINDS: Final = (
    Event(32, "feared", "fear rose", ("M11",), a="fear", b="cause_of_fear", yearly=True),
    Event(
        *(35, "said", "changed what is said aloud", ("M21",)),
        *("private", "said"),
        says=(
            say("", often=True),  # the year says how often
            undated("From {date} on the person said what the person thought: {said}", frank=True),
            undated("From {date} on the person spoke {said}, as was expected, and in private was {private}"),
        ),
        yearly=True,
    ),
)
EVENTS: Final = (*LIFE, *ACTS, *RECORDS, *LISTS, *REQUESTS, *DEBTS, *PENALTIES, *RIGHTS, *MINDS)
BY_NUMBER: Final = by_number(EVENTS)
BY_NAME: Final = {event.name: event for event in EVENTS}
NUMBERS: Final = numbers(EVENTS)
