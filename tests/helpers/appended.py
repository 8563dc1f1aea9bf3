"""What the model says where words are appended to its vocabulary: run as it is, and with a copy of the package.

Words are appended to the text of the vocabulary, so this is imported by both.
"""

import numpy as np
from tests.helpers.as_told import rules
from tests.helpers.worlds import scenario

from demerit.draws import key, record
from demerit.month.candidates import offered
from demerit.month.state import COUNT, LIFE, STATE, desk
from demerit.packing import KIND, ORDINAL_SHIFT
from demerit.rulebook.law import nothing
from demerit.rulebook.society import society_table
from demerit.vocabulary import CANDIDATES, CELLS
from demerit.world.measures import measured
from demerit.world.simulation import World

# What is appended: the act has the highest number that there can be, which is the sign of a mask.
ADDED = {
    '"curfew_breach": 13,': '"curfew_breach": 13,\n        "whistling": 63,',
    '"job": Asked(10),': '"job": Asked(10),\n    "museum": Asked(40, 24),',
    '"commercial": 11,': '"commercial": 11,\n        "porters": 15,',
}
OFTEN = {"ceiling": 7.0, "acceptance": 0.9}
DRAWN = {"society__conduct__whistling": OFTEN, "society__demand__museum": OFTEN}
PEOPLE = 120


def candidates(**changes):
    """Everybody's candidates and what becomes of them, for some people of every kind whose lives the draws decide."""
    society = society_table(scenario(**changes).society, 2018 * 12)
    on, people = record(desk(PEOPLE + 8)), record_of_people()
    for x in range(PEOPLE):
        on.row[x], on.cell[x], on.disposition[x], on.trait[x] = x, x * 7 % CELLS, x % 64, x % 16
    said = []
    for month in range(24_200, 24_203):
        count = record(COUNT)
        offered(society, nothing(), 0, PEOPLE, month, 5000, *key(3), people, record(LIFE), on, count)
        done = {int(on.kept[c]): bool(on.done[c]) for c in range(int(on.number[:PEOPLE].sum()))}
        for c in range(int(count.candidates.sum())):
            kind = CANDIDATES[int(on.which[c]) & KIND]
            draws = [int(on[name][c]) for name in ("will", "seen", "aside", "when")]
            said.append([month, int(on.whose[c]), kind, int(on.which[c]) >> ORDINAL_SHIFT, done.get(c), *draws])
    return said


def record_of_people():
    """Rows of people who fear and lack, each in another way."""
    people = np.zeros(PEOPLE, STATE)
    people["fear"], people["hardship"] = np.arange(PEOPLE) % 128, np.arange(PEOPLE) * 5 % 128
    return people


def made(**changes):
    """A few communities: the last month without a regime, and the first one under it."""
    of = scenario(
        *("as-told",),
        start="2016-01",
        regime__rollout=None,
        regime__points__from="2016-01",
        regime__learned_score=None,
        **changes,
    )
    world = World(of, 5, 1_000_000, until=of.start)
    world.first = world.month = of.start - 1
    return world


def lived(**changes):
    """The digest of everybody's state and open matters, and every measure, summed."""
    world = made(**changes)
    world.run()
    world.close()
    sums = np.array([row for _, row in world.history])
    return world.people.digest(), {name: int(values.sum()) for name, values in measured(sums)}


def forbidden():
    """A rule against the act, and a data source that sees all of it."""
    rule = {**rules()[0], "id": "whistling", "conduct": "whistling", "points": -5}
    return {
        "regime__rules": [*rules(), rule],
        "regime__data_sources__porters": {"coverage": 1.0, "sees": {"whistling": 1.0}},
    }
