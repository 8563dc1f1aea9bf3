"""What compiled code knows of the catalogue: numbers of events and fields of counts, and none of its words."""

from demerit.catalogue import events, of_organisations, of_people, organisation_events
from demerit.catalogue.measure import fields


def baked() -> str:
    """The same text as long as nothing that is compiled could differ."""
    counts = [fields(of_people.OF_PEOPLE), fields(of_organisations.OF_ORGANISATIONS)]
    return repr((events.NUMBERS, organisation_events.NUMBERS, counts))
