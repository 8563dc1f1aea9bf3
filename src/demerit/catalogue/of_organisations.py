"""What is counted of organisations.  An entry here is a field of their counts: `count.fines[org.kind] += 1`."""

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
    stock("rated", ORGANISATIONS, "M19", "organisations with a rating", apart=True),
    rated_stock("rating", ORGANISATIONS, "M19", "organisations by rating", RATING),
    flow("audited", EVENTS, "M19", "ratings of organisations that had been audited"),
    stock("points", POINTS, "M19", "points gained less points lost, added up"),
    stock("strain", LEVELS, "M20", "strain, 0 to 127 each, added up"),
    stock("caution", LEVELS, "M19", "caution, 0 to 127 each, added up"),
)
RECORDING: Final = (
    flow("records", RECORDS, "M19", "records made, by conduct", ORGANISATION_CONDUCT),
    flow("missed", ACTS, "M19", "acts that a rule names and no data source recorded", ORGANISATION_CONDUCT),
    flow("deterred", ACTS, "M20", "acts left undone for being looked at more often", ORGANISATION_CONDUCT),
    flow("found_by_inspection", RECORDS, "M20", "records that only being looked at more often brought"),
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
    flow("blacklist.listed_days", DAYS, "M10", "days on it, of those on it as the month began"),
    flow(
        "blacklist.wrongful_entries",
        EVENTS,
        "M14",
        "entries that there would not be without wrong records",
        apart=True,
    ),
    stock(
        "blacklist.wrongful_stock",
        ORGANISATIONS,
        "M14",
        "organisations on it that would not be without wrong records",
        apart=True,
    ),
    flow(
        "blacklist.wrongful_days", DAYS, "M14", "days on it that there would not be without wrong records", apart=True
    ),
    flow("blacklist.entries_for", EVENTS, "M10 M13", "entries, by ground", ORGANISATION_GROUND, field="entries_for"),
    flow("watchlist.entries", ORGANISATIONS, "M10", "entries onto the organisations' watch list", apart=True),
    flow("watchlist.exits", ORGANISATIONS, "M10", "exits from it by having put right what was wrong"),
    flow("watchlist.escalated", ORGANISATIONS, "M10", "moves from it onto the blacklist"),
    stock("watchlist.stock", ORGANISATIONS, "M10", "organisations on it", apart=True),
    flow(
        "watchlist.wrongful_entries",
        EVENTS,
        "M14",
        "entries onto the watch list that there would not be without wrong records",
        apart=True,
    ),
    stock(
        "watchlist.wrongful_stock",
        ORGANISATIONS,
        "M14",
        "organisations on the watch list that would be on none without wrong records",
        apart=True,
    ),
    flow("watchlist.entries_for", EVENTS, "M10", "entries, by ground", ORGANISATION_GROUND, field="watched_for"),
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
WRONGFUL: Final = tuple(
    make(f"wrongful.{name}", unit, "M14 M20", meaning, field=field, apart=True)
    for make, name, unit, field, meaning in (
        (flow, "refused", REQUESTS, "refused_wrongful", "requests refused"),
        (flow, "fines", EVENTS, "fines_wrongful", "fines for what the organisation never did"),
        (stock, "taxed", ORGANISATIONS, "taxed_wrongful", "organisations that pay a higher tax"),
        (stock, "suspended", ORGANISATIONS, "suspended_wrongful", "organisations without licence for being listed"),
        (flow, "suspended_days", DAYS, "suspended_wrongful_days", "days without licence for being listed"),
        (stock, "inspected", ORGANISATIONS, "inspected_wrongful", "organisations that are looked at more often"),
        (stock, "rated_lower", ORGANISATIONS, "rated_lower_wrongful", "organisations that are rated lower"),
    )
)
BY_RATING: Final = (
    rated_flow("by_rating.fines", EVENTS, "M20", "fines", RATING, field="rating_fines"),
    rated_stock("by_rating.taxed", ORGANISATIONS, "M20", "those that pay a higher tax", RATING, field="rating_taxed"),
    rated_stock(
        "by_rating.inspected",
        ORGANISATIONS,
        "M20",
        "those that are looked at more often",
        RATING,
        field="rating_inspected",
    ),
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
    rated_stock(
        "spillover.owners_barred",
        PEOPLE,
        "M13",
        "owners refused something for their organisation's listing, once for each organisation",
        field="owners_barred",
    ),
)
THEMES: Final = (
    Theme("Organisations", STANDING),
    Theme("What is recorded of organisations", RECORDING),
    Theme("The organisations' lists", LISTS),
    Theme("What organisations suffer", CONSEQUENCES),
    Theme("What organisations would not suffer without wrong records", WRONGFUL),
    Theme("By rating as the month began", BY_RATING),
    Theme("People who suffer for an organisation", SPILLOVER),
)
OF_ORGANISATIONS: Final = tuple(m for theme in THEMES for m in theme.measures if isinstance(m, Counted))
