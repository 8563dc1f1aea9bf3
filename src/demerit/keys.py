"""Keys of people and organisations: they look like the real ones, and none of them can be one.

Both have 18 characters.  Whoever holds a table of real keys cannot find ours in it: the last character is always a
wrong check character, and the area code, 000000, was given to no place.  A person's key holds no date of birth.
"""

from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, Any]
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


def organisation_keys(numbers: Array) -> Array:
    """`organisation_key` of many numbers at once: bytes in ASCII, 18 each.  Raises ValueError like it."""
    wrong = numbers[(numbers < 0) | (numbers >= MOST_ORGANISATIONS)]
    if len(wrong):
        raise ValueError(f"no organisation has the number {wrong[0]}")
    out = np.empty((len(numbers), 18), np.uint8)
    out[:, :8] = np.frombuffer(f"91{NOWHERE}".encode(), np.uint8)
    # Digits stand for themselves in the alphabet; the zeros of the area weigh nothing.
    total = np.full(len(numbers), 9 * _WEIGHTS[0] + _WEIGHTS[1], np.int64)
    left = numbers.astype(np.int64)
    for place in range(16, 7, -1):
        left, digit = np.divmod(left, 10)
        out[:, place] = digit + ord("0")
        total += digit * _WEIGHTS[place]
    out[:, 17] = np.frombuffer(_ALPHABET.encode(), np.uint8)[(-total % 31 + 1 + numbers % 29) % 31]
    keys: Array = out.view("S18").ravel()
    return keys


def person_key(number: int) -> str:
    """The key of a person, 0 <= number < 10^11.  Raises ValueError for any other number."""
    if not 0 <= number < MOST_PEOPLE:
        raise ValueError(f"no person has the number {number}")
    body = f"{NOWHERE}{number:011d}"
    right = sum(int(c) * w for c, w in zip(body, _POWERS, strict=True)) % 11
    return body + _CHECKS[(right + 1 + number % 9) % 11]
