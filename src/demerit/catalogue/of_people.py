"""What is counted of people.  An entry here is a field of the month's counts: `count.blacklist_entries[me.group] += 1`."""

from typing import Final

from demerit.catalogue.axes import (
    BAND,
    BIN_AXIS,
    CAUSE,
    CONDUCT_AXIS,
    DEMAND,
    GROUP,
    KIND,
    SCORE,
    SCORE_AND_BAND,
    SOURCE,
    TENTH,
)
from demerit.catalogue.measure import (
    ACTS,
    DAYS,
    EVENTS,
    LEVELS,
    PEOPLE,
    POINTS,
    RECORDS,
    REQUESTS,
    Counted,
    Theme,
    maker,
)

stock, flow = maker(True, GROUP), maker(False, GROUP)
tenths_stock, tenths_flow = maker(True, None), maker(False, None)

POPULATION: Final = (
    stock("people", PEOPLE, "M03", "people alive"),
    flow("births", PEOPLE, "M03", "people born"),
    flow("deaths", PEOPLE, "M03", "people who died"),
    flow("person_days", DAYS, "M03", "days lived by all people together"),
    stock("adults", PEOPLE, "M10", "people of 18 and over"),
    stock("of_age", PEOPLE, "M05", "people old enough to be on file, in places where the system runs"),
    stock("covered", PEOPLE, "M17", "people in places where the system runs"),
    flow("candidates", EVENTS, "M02", "occasions on which something could have been done or asked for"),
    flow("clipped", EVENTS, "M02", "chances above one, which had to be cut: must be none"),
    stock("hardship", LEVELS, "M15", "hardship, 0 to 127 a person, added up"),
    stock("jobless", PEOPLE, "M15", "people out of work"),
    flow("jobs_lost", EVENTS, "M15", "jobs lost, by misfortune alone"),
    flow("jobs_found", EVENTS, "M15", "jobs found"),
)
CONDUCT: Final = (
    flow("acts", ACTS, "M02 M12", "what people did, and had a mind to ask for, by kind", KIND),
    flow("self_censored", ACTS, "M11 M22", "acts left undone for fear, by kind", KIND, target=False),
    flow("conduct", ACTS, "M02 M05", "what truly happened, whether or not anybody saw it", CONDUCT_AXIS),
)
RECORDING: Final = (
    flow("records", RECORDS, "M05", "records made, by conduct", CONDUCT_AXIS),
    flow("missed", ACTS, "M05", "acts that a rule names and no data source recorded", CONDUCT_AXIS),
    flow("records.correct", RECORDS, "M05 M09 M18", "records of what the person did, by data source", SOURCE),
    flow("records.false", RECORDS, "M05", "records of what nobody did, by data source", SOURCE),
    flow("records.misattributed", RECORDS, "M05 M16", "records of what somebody else did, by data source", SOURCE),
    flow("records.lost", RECORDS, "M05", "records of what the person did that went to somebody else's file", SOURCE),
    flow("enforcement.acts", ACTS, "M25", "others' acts under rules that are enforced more often against critics"),
    flow(
        "enforcement.records",
        RECORDS,
        "M25",
        "records of others' acts under rules that are enforced more often against critics",
    ),
    flow(
        "enforcement.acts_critics", ACTS, "M25", "critics' acts under rules that are enforced more often against them"
    ),
    flow(
        "enforcement.records_critics",
        RECORDS,
        "M25",
        "records of critics' acts under rules that are enforced more often against them",
    ),
    stock("critics", PEOPLE, "M25", "people on file as critics"),
)
SCORES: Final = (
    stock("points", POINTS, "M01", "points gained less points lost since the file began, added up over people"),
    flow("points_gained", POINTS, "M01 M02", "points given, by conduct", CONDUCT_AXIS),
    flow("points_lost", POINTS, "M01 M02 M18", "points taken, by conduct", CONDUCT_AXIS),
    flow(
        "points_gained.source", POINTS, "M01 M05", "points given, by data source", SOURCE, field="source_points_gained"
    ),
    flow(
        "points_lost.source", POINTS, "M01 M05 M09", "points taken, by data source", SOURCE, field="source_points_lost"
    ),
    flow(
        "points_expired",
        POINTS,
        "M01 M02",
        "points given back since a record expired, or points were abolished, less points taken back",
    ),
    flow("points_clean_year", POINTS, "M01", "points given for a calendar year without losing any"),
    stock("score", PEOPLE, "M01", "people by points won or lost, where the system runs", BIN_AXIS),
    stock("band", PEOPLE, "M01", "adults by band of points, where the system runs", BAND),
    stock("learned.scored", PEOPLE, "M07", "people whom the learned score assessed in the month"),
    stock("learned.total", POINTS, "M07", "learned scores of people who were assessed in the month, added up"),
    stock("learned.low", PEOPLE, "M07", "people whose learned score is too low to be spared"),
    stock("commercial.customers", PEOPLE, "M08", "customers of a private score", SCORE, field="customers"),
    flow(
        "commercial.refused", REQUESTS, "M08", "requests refused for a private score", SCORE, field="customers_refused"
    ),
    stock(
        "commercial.band", PEOPLE, "M08", "customers of a private score by band", SCORE_AND_BAND, field="customers_band"
    ),
)
PENALTIES: Final = (
    flow("penalties.correct", EVENTS, "M06", "automatic penalties for what the person did, by data source", SOURCE),
    flow("penalties.wrong", EVENTS, "M06 M16", "automatic penalties for what the person never did", SOURCE),
    flow("fines", EVENTS, "M06 M12", "automatic fines"),
    flow("fines.returned", EVENTS, "M14", "fines not owed any more, or given back, since their record fell"),
    flow("fines.paid", EVENTS, "M06", "fines paid when due"),
    flow("fines.unpaid", EVENTS, "M02 M06", "fines left unpaid"),
    flow("claw_backs", EVENTS, "M23", "times that everything ever received was claimed back"),
    flow(
        "claw_backs.wrong",
        EVENTS,
        "M23",
        "times that everything ever received was claimed back for what the person never did",
    ),
    flow("claw_backs.returned", EVENTS, "M14 M23", "claims to everything ever received that ended with their record"),
    flow("passes.lost", EVENTS, "M18 M23", "health passes made invalid"),
    flow("passes.lost_wrong", EVENTS, "M14 M18", "health passes made invalid for what the person never did"),
    flow("passes.returned", EVENTS, "M14 M18", "health passes valid again before their time, since their record fell"),
    stock("passes.invalid", PEOPLE, "M18 M23", "people whose health pass is invalid"),
    flow(
        "detentions", EVENTS, "M12 M16", "arrests decided on, for detention without trial", headline=False, target=False
    ),
    flow(
        "detentions.wrong",
        EVENTS,
        "M14 M16",
        "arrests decided on for what the person never did",
        headline=False,
        target=False,
    ),
    flow("detained_days", DAYS, "M16", "days that people were detained without trial", headline=False, target=False),
    flow("releases", EVENTS, "M16", "detentions that ended", headline=False, target=False),
    stock("detained", PEOPLE, "M16", "people detained without trial", headline=False, target=False),
)
LISTS: Final = (
    flow("blacklist.entries", PEOPLE, "M10", "entries onto the blacklist"),
    flow("blacklist.exits", PEOPLE, "M10 M14", "exits from the blacklist, by death too"),
    stock("blacklist.stock", PEOPLE, "M10 M04", "people on the blacklist"),
    flow("blacklist.stay_days", DAYS, "M10 M15", "days that those who left the blacklist had been on it, added up"),
    flow("blacklist.wrongful_entries", EVENTS, "M14", "entries that only records of what the person never did explain"),
    stock(
        "blacklist.wrongful_stock",
        PEOPLE,
        "M14",
        "people listed who would not be had nothing been recorded that never happened",
    ),
    flow(
        "blacklist.wrongful_days",
        DAYS,
        "M14",
        "days that people were listed on which, without records of what never happened, they would not have been",
    ),
    flow("blacklist.annulled", EVENTS, "M14", "listings that ended, or did not begin, since an objection was upheld"),
    stock("blacklist.unaware", PEOPLE, "M14", "people listed who do not know it"),
    flow("blacklist.listed_days", DAYS, "M10", "days on which people were listed, from the day after the entry on"),
    flow("blacklist.averted", EVENTS, "M14", "listings that fell away, since the judgment was performed in time"),
    flow("blacklist.learned_entries", EVENTS, "M07", "entries that rest on a learned score alone"),
    stock("blacklist.learned_stock", PEOPLE, "M07", "people listed on a learned score alone"),
    flow("redlist.entries", PEOPLE, "M10", "entries onto the red list"),
    flow("redlist.exits", PEOPLE, "M10", "exits from the red list, by death too"),
    stock("redlist.stock", PEOPLE, "M10", "people on the red list"),
)
RIGHTS: Final = (
    flow("notices", EVENTS, "M14", "times that somebody was told of a record or of a listing"),
    flow("objections", EVENTS, "M14", "objections to records and to listings"),
    flow("objections.justified", EVENTS, "M14", "objections to what never happened"),
    flow("objections.justified_upheld", EVENTS, "M14", "objections to what never happened that were upheld"),
    flow(
        "points_returned",
        POINTS,
        "M14",
        "points given back since an objection was upheld, or while it is open, less points taken back",
    ),
    flow("objections.upheld", EVENTS, "M14", "objections that were upheld"),
    flow("objections.dismissed", EVENTS, "M14", "objections that were dismissed"),
    flow("warnings", EVENTS, "M14", "first records of minor matters that were a warning only"),
    flow("penalties.stopped", EVENTS, "M14 M23", "automatic penalties that somebody looked at and stopped"),
)
REFUSALS: Final = (
    flow("demand", REQUESTS, "M12", "requests made, repeated ones included", DEMAND),
    flow("refused", REQUESTS, "M12", "requests that the regime refused", DEMAND),
    flow(
        "refused.wrongly",
        REQUESTS,
        "M14",
        "requests that the regime refused for a listing that was wrongful on that day",
        DEMAND,
    ),
    flow(
        "refused.for",
        REQUESTS,
        "M12 M13 M08 M18",
        "requests that the regime refused, by cause",
        CAUSE,
        field="refused_for",
    ),
    flow("refused.unaware", REQUESTS, "M14", "refusals that were the first that the person heard of being listed"),
    flow(
        "refused.credit.people",
        PEOPLE,
        "M12 M15",
        "people refused a loan by the regime, each counted once a calendar year",
        field="credit_refused_people",
    ),
    flow("declined", REQUESTS, "M12", "requests refused for ordinary reasons, which no regime causes", DEMAND),
    flow("granted", REQUESTS, "M12", "requests granted, favours included", DEMAND),
    flow("favoured", REQUESTS, "M12", "requests granted for being on the red list, against ordinary reasons", DEMAND),
)
DEBTS: Final = (
    flow("loans.opened", EVENTS, "M15", "loans taken"),
    flow("loans.repaid", EVENTS, "M15", "loans repaid at their term"),
    flow("loans.defaulted", EVENTS, "M02 M15", "loans that fell into arrears"),
    flow("loans.cured", EVENTS, "M15", "arrears that were paid"),
    stock("loans.stock", EVENTS, "M15", "loans that run"),
    flow("claims", EVENTS, "M15", "arrears that the creditor took to court"),
    flow("judgments", EVENTS, "M02", "judgments for the creditor"),
    flow("judgments.performed", EVENTS, "M22", "judgments performed"),
    flow("judgments.lapsed", EVENTS, "M22", "judgments that lapsed unperformed"),
    stock("negative_entries", PEOPLE, "M08", "people with a negative entry at a credit agency, as the month begins"),
    flow("aim.defaults_avoided", EVENTS, "M22", "defaults that fear prevented", field="loans_defaults_avoided"),
    flow(
        "aim.judgments_performed_under_pressure",
        EVENTS,
        "M22",
        "judgments performed in a month in which somebody not listed would not have",
        field="judgments_performed_under_pressure",
    ),
)
MIND: Final = (
    stock("fear", LEVELS, "M11", "fear, 0 to 127 a person, added up", target=False),
    stock("opinion.people", PEOPLE, "M21", "people of 14 and over, who are asked", target=False),
    stock(
        "opinion.private",
        LEVELS,
        "M21",
        "what people of 14 and over think, 0 against the line to 15 for it, added up",
        target=False,
    ),
    stock(
        "opinion.said",
        LEVELS,
        "M21",
        "what people of 14 and over say aloud, 0 against the line to 15 for it, added up",
        target=False,
    ),
    stock(
        "opinion.gap",
        LEVELS,
        "M21",
        "how far what people of 14 and over say lies from what they think, added up",
        target=False,
    ),
    stock("opinion.falsified", PEOPLE, "M21", "people who say something else than they think", target=False),
    stock("opinion.dissent_private", PEOPLE, "M21", "people who dissent: 0 to 7 in private", target=False),
    stock("opinion.dissent_said", PEOPLE, "M21", "people who dissent aloud", target=False),
    flow("opinion.shunned", EVENTS, "M21 M23", "people shunned by their peers in a month", target=False),
    stock("opinion.hidden", PEOPLE, "M21", "people who dissent, and say what does not", target=False),
    stock(
        "opinion.afraid",
        PEOPLE,
        "M11 M21",
        "people who would say what they think this month but for fear",
        target=False,
    ),
)
BY_INCOME: Final = (
    tenths_stock("decile.people", PEOPLE, "M15", "people alive, by tenth of household income", TENTH),
    tenths_flow("decile.entries", EVENTS, "M15", "entries onto the blacklist, by tenth of household income", TENTH),
    tenths_flow("decile.exits", EVENTS, "M15", "exits from the blacklist, by tenth of household income", TENTH),
    tenths_stock("decile.stock", PEOPLE, "M15", "people on the blacklist, by tenth of household income", TENTH),
    tenths_flow(
        "decile.stay_days",
        DAYS,
        "M15",
        "days that those who left the blacklist had been on it, added up, by tenth of household income",
        TENTH,
    ),
)
THEMES: Final = (
    Theme("The population", POPULATION),
    Theme("What people do", CONDUCT),
    Theme("What is recorded", RECORDING),
    Theme("Points and scores", SCORES),
    Theme("Penalties", PENALTIES),
    Theme("Lists", LISTS),
    Theme("Rights", RIGHTS),
    Theme("Requests and refusals", REFUSALS),
    Theme("Loans and courts", DEBTS),
    Theme("Fear and opinion", MIND),
    Theme("By tenth of household income", BY_INCOME),
)
OF_PEOPLE: Final = tuple(measure for theme in THEMES for measure in theme.measures if isinstance(measure, Counted))
