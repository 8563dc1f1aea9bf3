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
    flow("candidates", EVENTS, "M04", "occasions on which an organisation could have done something or asked for it"),
    flow("clipped", EVENTS, "M04", "chances above one of organisations, which had to be cut: must be none"),
    flow("acts", ACTS, "M19 M20", "what organisations did, and had a mind to ask for, by kind", ORGANISATION_KIND),
    stock("rated", ORGANISATIONS, "M19", "organisations with a rating", apart=True),
    rated_stock("rating", ORGANISATIONS, "M19", "organisations by rating", RATING),
    flow("audited", EVENTS, "M19", "ratings of organisations that had been audited"),
    stock("points", POINTS, "M19", "points that organisations gained less points that they lost, added up"),
    stock("strain", LEVELS, "M20", "strain of organisations, 0 to 127 each, added up"),
    stock("caution", LEVELS, "M19", "caution of organisations, 0 to 127 each, added up"),
)
RECORDING: Final = (
    flow("records", RECORDS, "M19", "records made of organisations, by conduct", ORGANISATION_CONDUCT),
    flow(
        "missed",
        ACTS,
        "M19",
        "acts of organisations that a rule names and no data source recorded",
        ORGANISATION_CONDUCT,
    ),
    flow(
        "deterred",
        ACTS,
        "M20",
        "acts that organisations left undone for being looked at more often",
        ORGANISATION_CONDUCT,
    ),
    flow(
        "found_by_inspection", RECORDS, "M20", "records of organisations that only being looked at more often brought"
    ),
    flow("points_gained", POINTS, "M19", "points given to organisations, by conduct", ORGANISATION_CONDUCT),
    flow("points_lost", POINTS, "M19", "points taken from organisations, by conduct", ORGANISATION_CONDUCT),
    flow(
        "records.correct", RECORDS, "M19", "records of what the organisation did, by data source", ORGANISATION_SOURCE
    ),
    flow("records.false", RECORDS, "M19", "records of what no organisation did, by data source", ORGANISATION_SOURCE),
    flow(
        "records.misattributed",
        RECORDS,
        "M19",
        "records of what another organisation did, by data source",
        ORGANISATION_SOURCE,
    ),
    flow("records.lost", RECORDS, "M19", "records that went to another organisation's file", ORGANISATION_SOURCE),
)
LISTS: Final = (
    flow("blacklist.entries", ORGANISATIONS, "M04 M10", "entries onto the organisations' blacklist", apart=True),
    flow("blacklist.exits", ORGANISATIONS, "M04 M10", "exits from the organisations' blacklist", apart=True),
    stock("blacklist.stock", ORGANISATIONS, "M04 M10", "organisations on their blacklist", apart=True),
    flow(
        "blacklist.stay_days",
        DAYS,
        "M10",
        "days that organisations that left their blacklist had been on it, added up",
        apart=True,
    ),
    flow(
        "blacklist.listed_days", DAYS, "M10", "days on the organisations' blacklist, of those on it as the month began"
    ),
    flow(
        "blacklist.wrongful_entries",
        EVENTS,
        "M14",
        "entries onto the organisations' blacklist that there would not be without wrong records",
        apart=True,
    ),
    stock(
        "blacklist.wrongful_stock",
        ORGANISATIONS,
        "M14",
        "organisations on their blacklist that would not be without wrong records",
        apart=True,
    ),
    flow(
        "blacklist.wrongful_days",
        DAYS,
        "M14",
        "days on the organisations' blacklist that there would not be without wrong records",
        apart=True,
    ),
    flow(
        "blacklist.entries_for",
        EVENTS,
        "M10 M13",
        "entries onto the organisations' blacklist, by ground",
        ORGANISATION_GROUND,
        field="entries_for",
    ),
    flow("watchlist.entries", ORGANISATIONS, "M10", "entries onto the organisations' watch list", apart=True),
    flow("watchlist.exits", ORGANISATIONS, "M10", "exits from the watch list by having put right what was wrong"),
    flow("watchlist.escalated", ORGANISATIONS, "M10", "moves from the watch list onto the blacklist"),
    stock("watchlist.stock", ORGANISATIONS, "M10", "organisations on the watch list", apart=True),
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
    flow(
        "watchlist.entries_for",
        EVENTS,
        "M10",
        "entries onto the watch list, by ground",
        ORGANISATION_GROUND,
        field="watched_for",
    ),
)
CONSEQUENCES: Final = (
    flow("fines", EVENTS, "M20", "fines for organisations", apart=True),
    stock("taxed", ORGANISATIONS, "M20", "organisations that pay a higher tax"),
    stock("inspected", ORGANISATIONS, "M20", "organisations that are looked at more often"),
    flow("demand", REQUESTS, "M20", "requests that organisations made", ORGANISATION_DEMAND),
    flow("refused", REQUESTS, "M20", "requests of organisations that the regime refused", ORGANISATION_DEMAND),
    flow("declined", REQUESTS, "M20", "requests of organisations refused for ordinary reasons", ORGANISATION_DEMAND),
    flow("granted", REQUESTS, "M20", "requests of organisations that were granted", ORGANISATION_DEMAND),
)
WRONGFUL: Final = tuple(
    make(f"wrongful.{name}", unit, "M14 M20", meaning, field=field, apart=True)
    for make, name, unit, field, meaning in (
        (
            flow,
            "refused",
            REQUESTS,
            "refused_wrongful",
            "requests of organisations refused that would not be without wrong records",
        ),
        (flow, "fines", EVENTS, "fines_wrongful", "fines for what the organisation never did"),
        (stock, "taxed", ORGANISATIONS, "taxed_wrongful", "organisations that pay a higher tax for wrong records"),
        (
            stock,
            "suspended",
            ORGANISATIONS,
            "suspended_wrongful",
            "organisations without licence for being listed for wrong records",
        ),
        (
            flow,
            "suspended_days",
            DAYS,
            "suspended_wrongful_days",
            "days that organisations had no licence for being listed for wrong records",
        ),
        (
            stock,
            "inspected",
            ORGANISATIONS,
            "inspected_wrongful",
            "organisations that are looked at more often for wrong records",
        ),
        (
            stock,
            "rated_lower",
            ORGANISATIONS,
            "rated_lower_wrongful",
            "organisations that are rated lower for wrong records",
        ),
    )
)
BY_RATING: Final = (
    rated_flow("by_rating.fines", EVENTS, "M20", "fines for organisations, by rating", RATING, field="rating_fines"),
    rated_stock(
        "by_rating.taxed",
        ORGANISATIONS,
        "M20",
        "organisations that pay a higher tax, by rating",
        RATING,
        field="rating_taxed",
    ),
    rated_stock(
        "by_rating.inspected",
        ORGANISATIONS,
        "M20",
        "organisations that are looked at more often, by rating",
        RATING,
        field="rating_inspected",
    ),
    rated_stock(
        "by_rating.suspended",
        ORGANISATIONS,
        "M20",
        "organisations without licence for being listed, by rating",
        RATING,
        field="rating_suspended",
    ),
    rated_stock(
        "by_rating.listed",
        ORGANISATIONS,
        "M19 M10",
        "organisations on their blacklist, by rating",
        RATING,
        field="rating_listed",
    ),
    rated_flow(
        "by_rating.demand",
        REQUESTS,
        "M20",
        "requests that organisations made, by rating",
        RATING,
        ORGANISATION_DEMAND,
        field="rating_demand",
    ),
    rated_flow(
        "by_rating.refused",
        REQUESTS,
        "M20",
        "requests of organisations that the regime refused, by rating",
        RATING,
        ORGANISATION_DEMAND,
        field="rating_refused",
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
        "spillover.staff_burdened",
        PEOPLE,
        "M13",
        "employees of an organisation without licence, a month",
        field="staff_burdened",
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
