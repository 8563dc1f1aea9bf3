"""What a template says of a household's past and future, in bits: fixed by who its members are, so looked up."""

from typing import Final

from demerit.people.templates import CHILD, ELDER, FEMALE, MONTHS, OTHER, PARTNER, Template

COUPLE: Final = 1  # a householder and a partner
KIDS: Final = 2  # children, the eldest first, behind them
ELDERS: Final = 4  # parents of the householder
LONE: Final = 8  # one person
MATES: Final = 16  # others who are no kin
SHE_HEADS: Final = 32  # the householder is a woman
YOUNG: Final = 64  # too young to have lived so in every month
HOST: Final = 128  # old enough, and takes in those who had not left yet
SINGLE: Final = 256  # a man alone who may have had a partner
LEFT: Final = 512  # a woman without a partner who may have had one
WIDOWED: Final = 1024  # somebody without a partner whose partner may have died
LATE: Final = 2048  # somebody alone who may have left home late
GROWN: Final = 4096  # children who may leave home after the census
SMALL: Final = 16384  # children under age at the census
LISTED: Final = 8192  # nobody has a partner, and its past is looked at

SINGLE_FROM: Final = 30 * MONTHS
LEFT_FROM: Final = 35 * MONTHS
KIN_UNTIL: Final = 50 * MONTHS  # a mother alone: parted before, widowed from then on
OLD: Final = 60 * MONTHS


def flags_of(template: Template, settled: int) -> int:
    """The bits of a template; settled: years of age from which on a householder has stayed put."""
    head = template.members[0]
    parts = {member.part for member in template.members}
    woman = head.sex == FEMALE
    alone = len(template.members) == 1
    parent = CHILD in parts and PARTNER not in parts and ELDER not in parts
    young = head.age < settled * MONTHS
    said = {
        COUPLE: PARTNER in parts,
        KIDS: CHILD in parts,
        ELDERS: ELDER in parts,
        LONE: alone,
        MATES: OTHER in parts,
        SHE_HEADS: woman,
        YOUNG: young,
        HOST: not young and not (alone and head.age < OLD),
        SINGLE: alone and not woman and SINGLE_FROM <= head.age < OLD,
        LEFT: woman and ((alone and LEFT_FROM <= head.age < OLD) or (parent and head.age < KIN_UNTIL)),
        WIDOWED: (alone and head.age >= OLD) or (parent and woman and head.age >= KIN_UNTIL),
        LATE: alone and not young and head.age < OLD,
        SMALL: any(member.part == CHILD and member.age < 18 * MONTHS for member in template.members),
        GROWN: any(member.part == CHILD and member.age >= 12 * MONTHS for member in template.members),
    }
    said[LISTED] = not (said[COUPLE] or said[ELDERS]) and (young or said[LEFT] or said[LATE])
    return sum(bit for bit, true in said.items() if true)
