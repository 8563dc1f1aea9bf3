"""What is counted of organisations.  An entry here is a field of their counts: `count.fines[firm.kind] += 1`."""

from typing import Final

from demerit.catalogue.axes import (
    ORGANISATION,
    ORGANISATION_CONDUCT,
    ORGANISATION_DEMAND,
    ORGANISATION_GROUND,
    ORGANISATION_KIND,
    ORGANISATION_SOURCE,
    RATING,
)
from demerit.catalogue.measure import (
    ACTS,
    DAYS,
    EVENTS,
    LEVELS,
    ORGANISATIONS,
    PEOPLE,
    POINTS,
    RECORDS,
    REQUESTS,
    Counted,
    Theme,
    maker,
)

PREFIX: Final = "organisation."
stock, flow = maker(True, ORGANISATION, PREFIX), maker(False, ORGANISATION, PREFIX)
rated_stock, rated_flow = maker(True, None, PREFIX), maker(False, None, PREFIX)
people = rated_flow

STANDING: Final = (
    stock("stock", ORGANISATIONS, "M04", "organisations", apart=True),
    stock("covered", ORGANISATIONS, "M04 M17", "organisations in places where the system runs", apart=True),
    stock("closed", ORGANISATIONS, "M20", "organisations without licence by ordinary law"),
    stock("suspended", ORGANISATIONS, "M20", "organisations without licence for being listed", apart=True),
    flow("suspended_days", DAYS, "M20", "days that organisations had no licence for being listed"),
    flow("reopened", EVENTS, "M20", "licences given back, of those lost by ordinary law"),
    stock("owned", ORGANISATIONS, "M13", "organisations that a person owns"),
    stock("owner_listed", ORGANISATIONS, "M13", "organisations whose owner is on the people's blacklist"),
    flow("candidates", EVENTS, "M04", "occasions on which something could have been done or asked for"),
    flow("clipped", EVENTS, "M04", "chances above one, which had to be cut: must be none"),
    flow("acts", ACTS, "M19 M20", "what organisations did, and what they asked for, by kind", ORGANISATION_KIND),
    rated_stock("rating", ORGANISATIONS, "M19", "organisations by rating", RATING),
    stock("points", POINTS, "M19", "points gained less points lost, added up"),
    stock("strain", LEVELS, "M20", "strain, 0 to 127 each, added up"),
    stock("caution", LEVELS, "M19", "caution, 0 to 127 each, added up"),
)
RECORDING: Final = (
    flow("records", RECORDS, "M19", "records made, by conduct", ORGANISATION_CONDUCT),
    flow("missed", ACTS, "M19", "acts that a rule names and no data source recorded", ORGANISATION_CONDUCT),
    flow("points_gained", POINTS, "M19", "points given, by conduct", ORGANISATION_CONDUCT),
    flow("points_lost", POINTS, "M19", "points taken, by conduct", ORGANISATION_CONDUCT),
    flow(
        "records.correct", RECORDS, "M19", "records of what the organisation did, by data source", ORGANISATION_SOURCE
    ),
    flow("records.false", RECORDS, "M19", "records of what nobody did, by data source", ORGANISATION_SOURCE),
    flow("records.misattributed", RECORDS, "M19", "records of what another organisation did", ORGANISATION_SOURCE),
    flow("records.lost", RECORDS, "M19", "records that went to another organisation's file", ORGANISATION_SOURCE),
)
LISTS: Final = (
    flow("blacklist.entries", ORGANISATIONS, "M04 M10", "entries onto the organisations' blacklist", apart=True),
    flow("blacklist.exits", ORGANISATIONS, "M04 M10", "exits from it", apart=True),
    stock("blacklist.stock", ORGANISATIONS, "M04 M10", "organisations on it", apart=True),
    flow("blacklist.stay_days", DAYS, "M10", "days that those who left had been listed, added up", apart=True),
    flow("blacklist.wrongful_entries", EVENTS, "M14", "entries that only records of what it never did explain"),
    stock("blacklist.wrongful_stock", ORGANISATIONS, "M14", "organisations whom only such records keep there"),
    flow("blacklist.entries_for", EVENTS, "M10 M13", "entries, by ground", ORGANISATION_GROUND, field="entries_for"),
)
CONSEQUENCES: Final = (
    flow("fines", EVENTS, "M20", "fines", apart=True),
    stock("taxed", ORGANISATIONS, "M20", "organisations that pay a higher tax"),
    stock("inspected", ORGANISATIONS, "M20", "organisations that are looked at more often"),
    flow("demand", REQUESTS, "M20", "requests made", ORGANISATION_DEMAND),
    flow("refused", REQUESTS, "M20", "requests that the regime refused", ORGANISATION_DEMAND),
    flow("declined", REQUESTS, "M20", "requests refused for ordinary reasons", ORGANISATION_DEMAND),
    flow("granted", REQUESTS, "M20", "requests granted", ORGANISATION_DEMAND),
)
BY_RATING: Final = (
    rated_flow("by_rating.fines", EVENTS, "M20", "fines", RATING, field="rating_fines"),
    rated_stock("by_rating.taxed", ORGANISATIONS, "M20", "those that pay a higher tax", RATING, field="rating_taxed"),
    rated_stock(
        "by_rating.suspended",
        ORGANISATIONS,
        "M20",
        "those without licence for being listed",
        RATING,
        field="rating_suspended",
    ),
    rated_stock("by_rating.listed", ORGANISATIONS, "M19 M10", "those on the blacklist", RATING, field="rating_listed"),
    rated_flow(
        "by_rating.demand", REQUESTS, "M20", "requests made", RATING, ORGANISATION_DEMAND, field="rating_demand"
    ),
    rated_flow(
        "by_rating.refused", REQUESTS, "M20", "requests refused", RATING, ORGANISATION_DEMAND, field="rating_refused"
    ),
)
SPILLOVER: Final = (
    people(
        "spillover.owners_burdened",
        PEOPLE,
        "M13",
        "owners of an organisation without licence, a month",
        field="owners_burdened",
    ),
    people(
        "spillover.staff_burdened", PEOPLE, "M13", "employees of one without licence, a month", field="staff_burdened"
    ),
    people(
        "spillover.owners_named", PEOPLE, "M13", "owners named on a list for their organisation", field="owners_named"
    ),
)
THEMES: Final = (
    Theme("Organisations", STANDING),
    Theme("What is recorded of organisations", RECORDING),
    Theme("The organisations' blacklist", LISTS),
    Theme("What organisations suffer", CONSEQUENCES),
    Theme("By rating as the month began", BY_RATING),
    Theme("People who suffer for an organisation", SPILLOVER),
)
OF_ORGANISATIONS: Final = tuple(m for theme in THEMES for m in theme.measures if isinstance(m, Counted))
