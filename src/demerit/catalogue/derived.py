"""What follows from counts: sums, and ratios of sums.  Nobody else adds up or divides measures.

A ratio divides what was counted in a period, all months together: of a stock it is the mean over the months.
"""

from typing import Final

from demerit.catalogue.axes import (
    CAUSE,
    CONDUCT_AXIS,
    DEMAND,
    ORGANISATION_DEMAND,
    RATING,
    SCORE,
    SOURCE,
    TENTH,
    by_number,
)
from demerit.catalogue.measure import (
    A_YEAR,
    DAYS,
    IN_100_000,
    LEVELS,
    PEOPLE,
    POINTS,
    RECORDS,
    REQUESTS,
    SHARE,
    SUBJECTS,
    Axis,
    Ratio,
    Sum,
    Theme,
    every,
)
from demerit.catalogue.measure import ACTS as OF_ACTS
from demerit.vocabulary import ACTS, LIBERTY_OF, MOVEMENT, OFFENCES, RATINGS

RAIL: Final = ("ordinary_train", "high_speed")
ACT: Final = Axis("act", "kind of act", by_number(ACTS))
OFFENCE: Final = Axis("offence", "kind of offence", OFFENCES)
MONTHS: Final = 12


def total(name: str, meaning: str, unit: str, rows: str, *parts: str, stock: bool = False, target: bool = True) -> Sum:
    """A sum of what is named."""
    return Sum(name, meaning, unit, tuple(rows.split()), stock, target=target, parts=parts)


def ratio(
    name: str,
    unit: str,
    rows: str,
    meaning: str,
    over: tuple[str, ...] | str,
    under: tuple[str, ...] | str,
    *axes: Axis,
    times: float = 1.0,
    headline: bool = False,
    target: bool = True,
) -> Ratio:
    """What is named first over what is named second; one with axes is a headline only if it says so, being so many."""
    above, below = ((side,) if isinstance(side, str) else side for side in (over, under))
    return Ratio(
        name, meaning, unit, tuple(rows.split()), False, axes, headline or not axes, target, above, below, times
    )


SUMS: Final = (
    *(
        total(f"{name}.train", f"requests for any train {words}", REQUESTS, "M12", *every(name, DEMAND, RAIL))
        for name, words in (
            ("demand", "made"),
            ("refused", "refused by the regime"),
            ("declined", "refused for ordinary reasons"),
            ("granted", "granted"),
            ("favoured", "granted for being on the red list"),
        )
    ),
    total("refused.all", "requests of every kind that the regime refused", REQUESTS, "M12", *every("refused", DEMAND)),
    *(
        total(f"records.{truth}.all", f"records {words}, by any data source", RECORDS, "M05", *every(f"records.{truth}", SOURCE))
        for truth, words in (
            ("correct", "of what the person did"),
            ("false", "of what nobody did"),
            ("misattributed", "of what somebody else did"),
            ("lost", "that went to somebody else's file"),
        )
    ),
    total("records.wrong", "records of what the person never did", RECORDS, "M05", "records.false.all", "records.misattributed.all"),
    total("records.all", "records, right and wrong", RECORDS, "M05", "records.correct.all", "records.wrong"),
    total("missed.all", "acts of every kind that no data source recorded", OF_ACTS, "M05", *every("missed", CONDUCT_AXIS)),
    total("points_lost.all", "points taken", POINTS, "M01", *every("points_lost", CONDUCT_AXIS)),
    total("points_gained.all", "points given", POINTS, "M01", *every("points_gained", CONDUCT_AXIS)),
    total("commercial.customers.all", "customers of private scores, a person once for each score", PEOPLE, "M08",
          *every("commercial.customers", SCORE), stock=True),
)  # fmt: skip
SUBJECT_SUMS: Final = (
    *(
        total(f"blacklist.subjects.{flow}", f"{words}, people and organisations together", SUBJECTS, "M04 M10",
              f"blacklist.{flow}", f"organisation.blacklist.{flow}")
        for flow, words in (("entries", "entries onto both blacklists"), ("exits", "exits from both blacklists"))
    ),
    total("blacklist.subjects.stock", "people and organisations on both blacklists", SUBJECTS, "M04 M10",
          "blacklist.stock", "organisation.blacklist.stock", stock=True),
)  # fmt: skip
AIMS: Final = (
    Sum("aim.offences_avoided", "offences left undone for fear", OF_ACTS, ("M22",), axes=(OFFENCE,), target=False,
        parts=("self_censored.{}",)),
    *(
        total(f"aim.given_up.{liberty}", f"lawful acts left undone for fear: {liberty}", OF_ACTS, "M22", f"self_censored.{kind}",
              target=False)
        for kind, liberty in LIBERTY_OF.items()
    ),
    total("aim.given_up.movement", "journeys refused", REQUESTS, "M22", *every("refused", DEMAND, MOVEMENT), target=False),
)  # fmt: skip
OF_RECORDS: Final = (
    ratio("records.wrong_share", SHARE, "M05", "of all records, those of what the person never did", "records.wrong", "records.all"),
    ratio("records.seen_share", SHARE, "M05", "of all acts that a rule names, those that came to the right file",
          "records.correct.all", ("records.correct.all", "missed.all", "records.lost.all")),
    *(
        ratio(f"records.{truth}_share", SHARE, "M05", f"of a data source's records, those {words}",
              f"records.{truth}.{{}}", ("records.correct.{}", "records.false.{}", "records.misattributed.{}"), SOURCE)
        for truth, words in (("false", "of what nobody did"), ("misattributed", "of what somebody else did"))
    ),
    ratio("enforcement.share", SHARE, "M25", "of others' acts under rules enforced more often against critics, those recorded",
          "enforcement.records", "enforcement.acts"),
    ratio("enforcement.share_critics", SHARE, "M25", "of critics' acts under rules enforced more often against them, those recorded",
          "enforcement.records_critics", "enforcement.acts_critics"),
    ratio("penalties.wrong_share", SHARE, "M06", "of a data source's automatic penalties, those for what the person never did",
          "penalties.wrong.{}", ("penalties.correct.{}", "penalties.wrong.{}"), SOURCE),
    ratio("penalties.wrong_rate", IN_100_000, "M06 M16", "automatic penalties for what the person never did, by head",
          "penalties.wrong.{}", "of_age", SOURCE, times=1e5 * MONTHS),
    ratio("claw_backs.wrong_share", SHARE, "M23", "of all claw-backs, those for what the person never did",
          "claw_backs.wrong", "claw_backs"),
    ratio("penalties.stopped_share", SHARE, "M14 M23",
          "of automatic penalties and lost health passes for what the person never did, those that somebody looked at and stopped",
          "penalties.stopped", ("penalties.stopped", *every("penalties.wrong", SOURCE), "passes.lost_wrong")),
    ratio("passes.wrong_share", SHARE, "M14 M18", "of all health passes made invalid, those for what the person never did",
          "passes.lost_wrong", "passes.lost"),
    ratio("detentions.wrong_share", SHARE, "M14 M16", "of arrests decided on, those for what the person never did",
          "detentions.wrong", "detentions", target=False),
)  # fmt: skip
OF_LISTS: Final = (
    ratio("covered_share", SHARE, "M17", "of all people, those in places where the system runs", "covered", "people"),
    ratio("blacklist.share", SHARE, "M10", "of adults, those on the blacklist", "blacklist.stock", "adults"),
    ratio("redlist.share", SHARE, "M10", "of adults, those on the red list", "redlist.stock", "adults"),
    ratio("blacklist.wrongful_share", SHARE, "M14", "of people on the blacklist, those listed wrongly",
          "blacklist.wrongful_stock", "blacklist.stock"),
    ratio("blacklist.wrongful_time_share", SHARE, "M14", "of all days on which people were listed, those on which they were so wrongly",
          "blacklist.wrongful_days", "blacklist.listed_days"),
    ratio("blacklist.unaware_share", SHARE, "M14", "of people on the blacklist, those who do not know it",
          "blacklist.unaware", "blacklist.stock"),
    ratio("blacklist.mean_stay", DAYS, "M10 M15", "days that those who left the blacklist had been listed",
          "blacklist.stay_days", "blacklist.exits"),
    ratio("blacklist.entries_natural_share", SHARE, "M04", "of entries onto both blacklists, those of people",
          "blacklist.entries", "blacklist.subjects.entries"),
    ratio("decile.share", SHARE, "M15", "of all people of a tenth, those on the blacklist", "decile.stock.{}", "decile.people.{}", TENTH),
    ratio("decile.leaving", A_YEAR, "M15", "exits for each person on the blacklist, by tenth of household income", "decile.exits.{}", "decile.stock.{}", TENTH,
          times=MONTHS),
    ratio("decile.mean_stay", DAYS, "M15", "days that those who left the blacklist had been listed, by tenth of household income",
          "decile.stay_days.{}", "decile.exits.{}", TENTH),
)  # fmt: skip
OF_REFUSALS: Final = (
    ratio("demand.high_speed_share", SHARE, "M12", "of all rail trips asked for, those in high-speed trains",
          "demand.high_speed", "demand.train"),
    ratio("refused.unaware_share", SHARE, "M14", "of all refusals, those that were the first that the person heard of being listed",
          "refused.unaware", "refused.all"),
    ratio("refused.for_share", SHARE, "M12 M13 M08 M18", "of all refusals, those for one cause", "refused.for.{}", "refused.all", CAUSE),
    ratio("refused.bystanders_share", SHARE, "M12 M13", "of all refusals, those for what somebody or something else is listed for",
          every("refused.for", CAUSE, ("relative", "company")), every("refused.for", CAUSE)),
    ratio("commercial.share", SHARE, "M08", "of all people, customers of a private score", "commercial.customers.{}", "people", SCORE),
)  # fmt: skip
OF_MINDS: Final = (
    ratio("self_censored.share", SHARE, "M11", "of what would have been done without fear, what was left undone",
          "self_censored.{}", ("self_censored.{}", "acts.{}"), ACT, headline=True, target=False),
    *(
        ratio(f"opinion.mean_{name}", LEVELS, "M21", words, f"opinion.{name}", "opinion.people", target=False)
        for name, words in (
            ("private", "what people of 14 and over think, 0 against the line to 15 for it"),
            ("said", "what people of 14 and over say aloud, 0 against the line to 15 for it"),
            ("gap", "how far what people of 14 and over say lies from what they think"),
        )
    ),
    *(
        ratio(f"opinion.{name}_share", SHARE, "M21", f"of people of 14 and over, those who {words}", f"opinion.{name}",
              "opinion.people", target=False)
        for name, words in (
            ("dissent_private", "dissent in private"),
            ("dissent_said", "dissent aloud"),
            ("falsified", "say something else than they think"),
        )
    ),
    ratio("opinion.hidden_share", SHARE, "M21", "of people who dissent, those who say what does not", "opinion.hidden",
          "opinion.dissent_private", target=False),
)  # fmt: skip
OF_ORGANISATIONS: Final = (
    ratio("organisation.blacklist.wrongful_share", SHARE, "M19", "of organisations on the blacklist, those listed wrongly",
          "organisation.blacklist.wrongful_stock", "organisation.blacklist.stock"),
    ratio("organisation.rating_share", SHARE, "M19", "of rated organisations, those of one rating",
          "organisation.rating.{}", every("organisation.rating", RATING, RATINGS), RATING),
    ratio("organisation.declined_share", SHARE, "M20", "of all requests, those refused for ordinary reasons, whatever the rating",
          "organisation.declined.{}", "organisation.demand.{}", ORGANISATION_DEMAND),
    ratio("organisation.by_rating.refused_share", SHARE, "M20", "of the requests of one rating, those that the regime refused",
          every("organisation.by_rating.refused.{}", ORGANISATION_DEMAND), every("organisation.by_rating.demand.{}", ORGANISATION_DEMAND),
          RATING),
    *(
        ratio(f"organisation.by_rating.{name}_share", SHARE, "M20", f"of the months of one rating, those {words}",
              f"organisation.by_rating.{name}.{{}}", "organisation.rating.{}", RATING)
        for name, words in (
            ("inspected", "looked at more often"), ("taxed", "at a higher tax"), ("suspended", "without licence for being listed")
        )
    ),
    ratio("organisation.by_rating.fines_a_year", A_YEAR, "M20", "fines for each organisation of one rating",
          "organisation.by_rating.fines.{}", "organisation.rating.{}", RATING, times=MONTHS),
)  # fmt: skip
RATIOS: Final = (*OF_RECORDS, *OF_LISTS, *OF_REFUSALS, *OF_MINDS, *OF_ORGANISATIONS)
THEMES: Final = (
    Theme("What a system says it wants, and what it takes", AIMS),
    Theme("Sums", (*SUMS, *SUBJECT_SUMS)),
    Theme("Shares and means", RATIOS),
)
