"""Keys of people and organisations: they look like the real ones, and none of them can be one.

Both have 18 characters.  Whoever holds a table of real keys cannot find ours in it: the last character is always a
wrong check character, and the area code, 000000, was given to no place.  A person's key holds no date of birth.
"""

from typing import Final

NOWHERE: Final = "000000"  # an area code that does not exist
MOST_ORGANISATIONS: Final = 10**9
MOST_PEOPLE: Final = 10**11

# GB 32100-2015: weights 3^i mod 31 over an alphabet without I, O, S, V and Z.
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = tuple(pow(3, i, 31) for i in range(17))
# GB 11643-1999, after ISO 7064 MOD 11-2.
_CHECKS: Final = "10X98765432"
_POWERS: Final = tuple(pow(2, 17 - i, 11) for i in range(17))


def organisation_key(number: int) -> str:
    """The uniform code of an organisation, 0 <= number < 10^9.  Raises ValueError for any other number."""
    if not 0 <= number < MOST_ORGANISATIONS:
        raise ValueError(f"no organisation has the number {number}")
    body = f"91{NOWHERE}{number:09d}"
    right = -sum(_ALPHABET.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 31
    return body + _ALPHABET[(right + 1 + number % 29) % 31]  # 1 to 29 places beside the right one


def person_key(number: int) -> str:
    """The key of a person, 0 <= number < 10^11.  Raises ValueError for any other number."""
    if not 0 <= number < MOST_PEOPLE:
        raise ValueError(f"no person has the number {number}")
    body = f"{NOWHERE}{number:011d}"
    right = sum(int(c) * w for c, w in zip(body, _POWERS, strict=True)) % 11
    return body + _CHECKS[(right + 1 + number % 9) % 11]
