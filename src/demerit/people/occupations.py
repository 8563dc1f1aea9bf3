"""Traits that change with the month: who lives in a town, who is online, who is in the labour force.

Each is a fixed draw of a person, or of a household, against a share that moves: nobody goes back and forth.  The words
of the fourth block of a person's draws, in order: labour force, internet, dispositions, customers of commercial scores.
"""

from demerit.draws import PERSON, compiled, fill_same
from demerit.people.online import connected, reached
from demerit.people.work import employable
from demerit.people.yearly import between, row_of

BLOCK = 4  # of a person's draws


@compiled()
def urban_below(tables, province, tier, month):  # type: ignore[no-untyped-def]
    """Draws of households below this live in a town in a month."""
    row = row_of(tables.first_year, month)
    return between(tables.urban[province, row, tier], tables.urban[province, row + 1, tier], month)


@compiled()
def occupied(tables, n, province, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Who is online and in the labour force in a month, dispositions, and draws for customers of commercial scores."""
    fill_same(n, desk.who, 0, BLOCK, PERSON, k0, k1, desk.labour, desk.p1, desk.p2, desk.dealt)
    employable(tables, tables.census, n, desk, desk.employable)
    employable(tables, month, n, desk, desk.active)
    reached(tables, province, month, desk)
    connected(tables, n, month, desk)
    for x in range(n):
        desk.disposition[x] = desk.p2[x] & 63
