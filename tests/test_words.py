"""Chance: one table says which bits of which word decide what; what it does not say, nobody draws and nobody reads."""

import itertools
from functools import lru_cache

import pytest
from tests.helpers.census import society
from tests.helpers.drawn_words import PACKAGE, Reader, Source, Use, calls, of_organisations, sources

from demerit import draws, vocabulary, words
from demerit.month import consequences, month, objections, origins, penalties, recording
from demerit.month import opinion as speech
from demerit.people import after
from demerit.people.flags import COUPLE, ELDERS, HOST, KIDS, LATE, LEFT, LISTED, LONE, YOUNG, flags_of
from demerit.people.tables import known
from demerit.words import ANYBODY, WORDS

# Who draws and decides nothing about anybody: sums over states, measurements of the machine, and whoever tells the day
# that the month has given an occasion.
OF_NOBODY = {
    *("month.community.digest", "month.owners.orgs_digest", "month.lane.drawn", "bench.limits._draw"),
    "life.trying.offered._of",
}
# Arrays of the desk that hold results by then: what was drawn has served its purpose (`people.anchor.described`).
RESULTS = {
    *(("people.anchor.recorded", word) for word in (0, 1, 2)),
    ("people.anchor.housed", 3),
    *(("people.anchor.others", word) for word in (1, 2)),
    ("people.work.employable", 0),  # where in the table of participation
}


def decides(use: Use) -> bool:
    """Whether what a function reads is a draw of which the table has to speak."""
    household = {(use.where, word) for purpose, block, word in use.words if (purpose, block) == ("HOUSEHOLD", 0)}
    return use.where not in OF_NOBODY and not household & RESULTS


def where(word: words.Word) -> list[str]:
    return word.where.split(", ")


def unlisted(all_of: list[Source]) -> set[str]:
    """Functions that decide by a word without an entry, and that draw a block without one."""
    listed = {(place, word.purpose, word.block, word.word) for word in WORDS for place in where(word)}
    uses = {
        use.where
        for use in Reader(all_of).uses
        if decides(use) and not any((use.where, *word) in listed for word in use.words)
    }
    blocks = {(word.purpose, word.block) for word in WORDS}
    drawing = {
        place
        for place, *block in calls(all_of)
        if tuple(block) not in blocks and place not in OF_NOBODY and not of_organisations(place)
    }
    return uses | drawing


@lru_cache(maxsize=1)
def today() -> list[Source]:
    return sources()


@lru_cache(maxsize=1)
def unlisted_today() -> frozenset[str]:
    return frozenset(unlisted(today()))


def test_every_word_that_anybody_decides_by_is_in_the_table() -> None:
    assert unlisted_today() == set()


def test_every_entry_of_the_table_is_drawn_and_decided_by_where_it_says() -> None:
    drawn = {tuple(block) for _, *block in calls(today())}
    uses = Reader(today()).uses
    for word in WORDS:
        label = word.purpose, word.block, word.word
        assert label[:2] in drawn, word
        for place in where(word):
            assert any(use.where == place and label in use.words for use in uses), (place, word)


def test_only_organisations_draw_by_their_own_purpose() -> None:
    for place, purpose, _ in calls(today()):
        if place not in OF_NOBODY:
            assert (purpose == "ORGANISATION") == of_organisations(place), place


# Functions that look at a word several times for one decision.
ONE_DECISION = {
    "month.matters.loan",  # with and without fear
    "month.matters.judgment",  # with and without the pressure of being listed
    "month.month.ordered",  # one candidate's day, and another's
    "month.recording.made_up",  # of what there was in the year before, else of what there could be
    "month.sampling.seen",  # kept, to choose fewer by it
    "people.anchor.others",  # the living, the dead; and what `described` left there
    "people.before.back",  # in which of several ways, in order
    "people.before.couples",  # in which of three ways
    "people.before.coupled",  # whichever of the two is the householder
}


def once_more(all_of: list[Source]) -> set[str]:
    """Functions that look at a word more often than the table has decisions of theirs by it."""
    out = set()
    for use, sites in Reader(all_of).sites.items():
        decided = [
            whose
            for word in WORDS
            if use.where in where(word) and (word.purpose, word.block, word.word) in use.words
            for whose in word.whose.split(", ")
        ]
        if decides(use) and use.where not in ONE_DECISION and len(sites) > len(decided):
            out.add(use.where)
    return out


def test_nobody_decides_two_things_by_one_word() -> None:
    assert once_more(today()) == set()


def test_a_second_decision_by_a_word_is_found() -> None:
    """The day of somebody else's record by the draw of its conduct."""
    text = (PACKAGE / "month/recording.py").read_text()
    changed = text.replace("now.first_day + ((b >> 1) * now.days)", "now.first_day + ((a >> 1) * now.days)", 1)
    assert changed != text
    assert once_more(sources(changed={"month.recording": changed})) == {"month.recording.mistaken"}


CHANGES = {
    "a call": ("month.fright", "def frightened", "def shaken(me, now):\n    a, _, _, _ = block(me.who, now.month, 9, "
               "MONTH, now.k0, now.k1)\n    return a < 5\n\n\n@compiled()\ndef frightened"),
    "another word of a block": ("month.recording", "a, b, _, _ = block(me.who & 0xFFFFFFFF, now.month, OF_MISTAKEN, "
                                "MONTH, now.k0, now.k1)", "a, b, c, _ = block(me.who & 0xFFFFFFFF, now.month, "
                                "OF_MISTAKEN, MONTH, now.k0, now.k1)\n    me.late = c > 9"),
    "a reader": ("month.response", "    draw = desk.daring[x]\n",
                 "    draw = desk.daring[x]\n    me.late = desk.will[x] >> 8\n"),
    "a reader behind a call": ("month.matters", "    due = max(int(m.due), now.first_day)\n    if detained(nxt, due)",
                               "    arrived(d)\n    due = max(int(m.due), now.first_day)\n    if detained(nxt, due)"),
    "a reader of a customer's draw": ("month.lending", "    found = 0\n", "    found = me.dealt >> 30\n"),
    "people": ("people.online", "        desk.online[x] = desk.p1[x]", "        desk.group[x] = desk.dealt[x] > 7\n"
               "        desk.online[x] = desk.p1[x]"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_new_decision_without_an_entry_is_found(change: str) -> None:
    name, old, new = CHANGES[change]
    text = (PACKAGE / f"{name.replace('.', '/')}.py").read_text()
    assert old in text
    text = text.replace(old, new, 1)
    if change == "a call":
        text = text.replace("from demerit.draws import compiled", "from demerit.draws import MONTH, block, compiled")
    if change == "a reader behind a call":
        text += "\n\n@compiled()\ndef arrived(d):\n    return d < 99\n"
    assert unlisted(sources(changed={name: text})) - unlisted_today()


def test_no_two_decisions_about_the_same_share_bits() -> None:
    for one, other in itertools.combinations(WORDS, 2):
        if (one.purpose, one.block, one.word) == (other.purpose, other.block, other.word):
            about, too = set(one.whose.split(", ")), set(other.whose.split(", "))
            same = about & too or ANYBODY in about | too
            assert not (same and set(one.part) & set(other.part)), (one, other)


def test_a_word_has_31_bits_and_there_are_four() -> None:
    for word in WORDS:
        assert 0 <= word.word < 4
        assert len(word.part) > 0
        assert max(word.part) < (32 if word.purpose == "KINDS" else 31)


def test_purposes_are_distinct() -> None:
    names = {word.purpose for word in WORDS} | {"ORGANISATION"}
    assert len({getattr(draws, name) for name in names}) == len(names)


def test_blocks_of_a_month_whose_numbers_are_computed_are_apart() -> None:
    fixed = {word.block for word in WORDS if word.purpose == "MONTH" and isinstance(word.block, int)}
    computed = {month.OF_LOW_SCORE + again for again in range(origins.A_KIND)}
    assert not fixed & computed
    assert fixed == {
        0,
        speech.OF_MONTH,
        speech.OF_SIGNAL,
        recording.OF_INVENTED,
        recording.OF_MISTAKEN,
        month.OF_LOST_WORK,
    }


def test_draws_of_matters_records_and_demands_are_apart() -> None:
    kinds = vocabulary.MATTERS.most - 1
    most = ((origins.DAYS_APART << origins.APART_SHIFT) | kinds << origins.KIND_SHIFT) + 0xFFFF
    assert kinds << origins.KIND_SHIFT < 1 << origins.APART_SHIFT
    tags = [objections.DECIDES, penalties.REVIEWS, penalties.DETAINS, consequences.RETRIES]
    assert len({tag >> 24 for tag in tags} - {0}) == len(tags)
    assert most < 1 << 24
    assert objections.TO_LISTING | objections.LISTING << 16 | 0xFFFF < 1 << 24
    assert objections.LISTING << 16 < objections.TO_LISTING > 0xFFFF


def test_those_who_share_a_word_are_not_the_same_people() -> None:
    """By what their household is: a template has no two of the marks that `whose` tells apart."""
    homes = society().people.homes
    for template in known(society()).templates:
        marks = flags_of(template, homes.settled)
        assert not (marks & HOST and marks & LONE and template.members[0].age < after.ALONE)
        assert not (marks & LISTED and marks & (COUPLE | ELDERS))
        assert not (marks & LEFT and marks & COUPLE)
        assert not (marks & LATE and marks & (YOUNG | KIDS))
