"""Which word of which block of draws decides what about an organisation.  No word decides two things.

A block of four words is addressed by (number, when, block, ORGANISATION), see `demerit.draws`: the number of an
organisation, or of an enterprise; when is 0 for what never changes, a year, or a month, which is counted from year 0
and so is no year.

| number | when | block | first word | second word | third word | fourth word |
|---|---|---|---|---|---|---|
| organisation | 0 | 0 | kind | sector | size | owner |
| organisation | 0 | 1 | employees | income or none | which enterprise, if large | accounts that can be rated |
| enterprise | 0 | 2 | kind | sector | accounts that can be rated | |
| organisation | year | 0 | audited | | | |
| enterprise | year | 1 | audited | | | |
| organisation | month | kind // 4 | is there a candidate of a kind: a word each of four kinds | | | |
| organisation | month | 16 | a false record, by which source | its conduct | its day | licence back |
| organisation | month | 17 | put right | on which day | | |
| organisation | month | 32 + kind | acted on | which source sees it; declined | put down to another | day |
| organisation | month | 96 + kind | to which other | | | |

A kind is one of `vocabulary.ORGANISATION_CANDIDATES`.  A demand is declined or not, an act seen or not: never both.
"""

from typing import Final, NamedTuple

from demerit.vocabulary import ORGANISATION_CANDIDATES

# Of no month: blocks of an organisation, of an enterprise.
TRAITS, MORE, ENTERPRISE = range(3)
# Of a year.
AUDIT, ENTERPRISE_AUDIT = range(2)
MOST_KINDS: Final = ORGANISATION_CANDIDATES.most
# Of a month: the first MOST_KINDS // 4 blocks say which candidates there are.
RARE: Final = MOST_KINDS // 4
MENDING: Final = RARE + 1
DETAILS: Final = 32
ASIDE: Final = DETAILS + MOST_KINDS

KINDS: Final = tuple(number for number, _ in ORGANISATION_CANDIDATES.numbered())  # those that there are
AHEAD: Final = (*sorted({number // 4 for number in KINDS}), RARE, MENDING)  # blocks drawn for everybody, in order
WORDS: Final = 4 * len(AHEAD)
WORD: Final = tuple(4 * AHEAD.index(number // 4) + number % 4 for number in KINDS)  # where each one's word is
FALSE, FALSE_CONDUCT, FALSE_DAY, REOPENED = (4 * AHEAD.index(RARE) + word for word in range(4))
MENDED, MENDED_DAY = (4 * AHEAD.index(MENDING) + word for word in range(2))


class Decision(NamedTuple):
    """What a word decides.  whose: organisation or enterprise; when: 0, year or month."""

    whose: str
    when: str
    block: int
    word: int
    what: str


def _block(whose: str, when: str, block: int, *what: str) -> list[Decision]:
    return [Decision(whose, when, block, word, decides) for word, decides in enumerate(what)]


def decisions() -> list[Decision]:
    """The table above, a row a word that decides something."""
    out = [
        *_block("organisation", "0", TRAITS, "kind", "sector", "size", "owner"),
        *_block("organisation", "0", MORE, "employees", "income", "enterprise", "accounts"),
        *_block("enterprise", "0", ENTERPRISE, "kind", "sector", "accounts"),
        *_block("organisation", "year", AUDIT, "audited"),
        *_block("enterprise", "year", ENTERPRISE_AUDIT, "audited"),
        *_block("organisation", "month", RARE, "false record", "its conduct", "its day", "licence back"),
        *_block("organisation", "month", MENDING, "put right", "on which day"),
    ]
    for n, name in ORGANISATION_CANDIDATES.numbered():
        out.append(Decision("organisation", "month", n // 4, n % 4, f"{name}: candidate"))
        details = ("acted on", "seen or declined", "put down to another", "day")
        out += _block("organisation", "month", DETAILS + n, *(f"{name}: {what}" for what in details))
        out += _block("organisation", "month", ASIDE + n, f"{name}: to which other")
    return out
