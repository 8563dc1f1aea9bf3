"""Chance about organisations: every word decides one thing, and nothing that it decides hangs on another word."""

import itertools
from typing import Any

import numpy as np
from tests.helpers.runs import printed

from demerit.draws import ONE, ORGANISATION, fill_same, key, record
from demerit.month.organisation_records import CONDUCT_AT, DAY_AT, invented
from demerit.month.organisation_state import ECONOMY, ORG_DESK
from demerit.month.owners import drawn
from demerit.month.state import NOW
from demerit.organisations.decisions import AHEAD, ASIDE, DETAILS, KINDS, MOST_KINDS, WORD, WORDS, decisions
from demerit.organisations.growth import FIRST
from demerit.vocabulary import ORGANISATION_CANDIDATES

BINS = 8
PEOPLE = 100_000


def test_no_word_decides_two_things():
    """An enterprise's number may be an organisation's: blocks tell them apart."""
    addresses = [(each.when, each.block, each.word) for each in decisions()]
    assert len(set(addresses)) == len(addresses)
    assert all(0 <= word < 4 for _, _, word in addresses)
    assert FIRST > 3000  # no month is a year


def test_every_kind_has_a_number_of_its_own():
    assert [ORGANISATION_CANDIDATES[kind] for kind in KINDS] == list(ORGANISATION_CANDIDATES)
    assert len(set(WORD)) == len(KINDS)
    assert max(KINDS) < MOST_KINDS == 64
    assert max(AHEAD) < DETAILS < ASIDE == DETAILS + MOST_KINDS


def words(block: int, month: int = 24_200) -> list[np.ndarray[Any, Any]]:
    """The four draws of one block, of many organisations."""
    out = [np.zeros(PEOPLE, np.int32) for _ in range(4)]
    fill_same(PEOPLE, np.arange(PEOPLE), month, block, ORGANISATION, *key(5), *out)
    return out


def chi_square(one: Any, other: Any, bins: int = BINS) -> float:
    """How far two draws are from independent, in standard deviations of what chance alone gives."""
    table = np.zeros((bins, bins))
    np.add.at(table, (one, other), 1)
    wanted = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    free = (bins - 1) ** 2
    return float((((table - wanted) ** 2 / wanted).sum() - free) / np.sqrt(2 * free))


def test_no_two_decisions_of_a_month_go_together():
    drawn_for = [
        word for block in (*AHEAD, *range(DETAILS, DETAILS + 3), *range(ASIDE, ASIDE + 2)) for word in words(block)
    ]
    top = [word >> 28 for word in drawn_for]  # three bits
    pairs = list(itertools.combinations(range(len(top)), 2))
    far = [chi_square(top[a], top[b]) for a, b in pairs]
    assert len(pairs) > 1000
    assert max(far) < 6.5  # of over a thousand normal deviates hardly one is beyond 4; of these none was
    assert abs(np.mean(far)) < 0.2


def test_day_and_conduct_of_a_false_record_are_drawn_apart():
    economy, desk, now = record(ECONOMY), record(ORG_DESK, watch=-1), record(NOW)
    economy.law[0].false_record[:] = ONE
    economy.false_conduct[0, 0, :4] = [ONE // 4, ONE // 2, 3 * (ONE // 4), ONE]
    now.k0, now.k1 = key(5)
    now.days = 28
    n = 256
    desk.number[:] = np.arange(n)
    found = []
    for month in range(24_200, 24_400):
        now.month = month
        drawn(n, now, desk)
        desk.recorded = 0
        for f in range(n):
            desk.orgs[f].position = f
            invented(desk.orgs[f], economy, now, desk)
        found.append(np.array(desk.records[:n]))
    rows = np.concatenate(found)
    conduct, day = rows >> CONDUCT_AT & 31, rows >> DAY_AT
    assert set(np.unique(conduct)) == {0, 1, 2, 3}
    assert set(np.unique(day)) == set(range(28))
    assert abs(chi_square(conduct, day * 4 // 28, 4)) < 4


def test_a_words_room_is_what_is_drawn():
    assert record(ORG_DESK).words.shape[0] == WORDS == 4 * len(AHEAD)


APPENDED = """
import os
from demerit import vocabulary as v
from demerit.numbered import Numbered
if os.environ.get("MORE"):
    v.ORGANISATION_ACTS = v.ORGANISATION_ACTS | Numbered({"gossip": 20}, most=28)
    v.ORGANISATION_DEMANDS = v.ORGANISATION_DEMANDS | Numbered({"shelter": 9}, most=32)
    v.ORGANISATION_CANDIDATES = v.ORGANISATION_CANDIDATES | Numbered({"gossip": 20, "shelter": 50}, most=64)
    v.ORGANISATION_GROUNDS = v.ORGANISATION_GROUNDS | Numbered({"gossip": v.FIRST_ACT_GROUND + 20}, most=31)
from tests.helpers.organisations import closely, regime
from demerit.calendar import days_in, first_day
from demerit.draws import key, record
from demerit.month.community import PLACE
from demerit.month.organisation_state import ORG_COUNT, ORG_DESK, ORG_STATE
from demerit.month.owners import organisations
from demerit.month.state import DESK, NOW, STATE
from demerit.scenario import Scenario
from demerit.world.economy import Economy
import numpy as np
data = regime(closely()).resolved()
if os.environ.get("MORE"):
    kind = {"ceiling": 6.0, "acceptance": 0.5}
    data["society"]["organisations"]["conduct"]["gossip"] = kind
    data["society"]["organisations"]["demand"]["shelter"] = kind
of = Scenario.from_resolved(data)
economy = Economy(of)
people, desk = record(DESK), record(ORG_DESK, watch=-1)
people.birth[:], people.death[:], people.employable[:] = of.society.census - 360, of.society.census + 600, 1
place = record(PLACE, census=1200, organisations=60)
orgs = np.zeros(60, ORG_STATE)
acts = {name: 0 for name in v.ORGANISATION_CANDIDATES}
for month in range(of.start, of.start + 8):
    now = record(NOW, k0=key(5)[0], month=month, first_day=first_day(month), days=days_in(month))
    count = record(ORG_COUNT)
    state = np.zeros(1200, STATE)
    organisations(economy.month(month, []), now, place, 1, orgs, state, people, desk, count, None)
    for number, name in v.ORGANISATION_CANDIDATES.numbered():
        acts[name] += int(count.acts[:, number].sum())
more = [acts.pop(name) for name in ("gossip", "shelter") if name in acts]
print(orgs["points"].tolist(), orgs["since"].tolist(), sorted(acts.items()), "|", more)
"""


def test_another_act_and_another_demand_change_nobody_else():
    """Appended to the vocabulary, done every other month; in plain Python, since the words are constants."""
    plain, more = (printed(APPENDED, NUMBA_DISABLE_JIT="1", **env).split("|") for env in ({}, {"MORE": "1"}))
    assert plain[0] == more[0]
    assert plain[0].count("[0, 0]") < 110  # points and days of 60: something has happened
    assert plain[1].strip() == "[]"
    assert min(int(n) for n in more[1].strip().strip("[]").split(",")) > 20
