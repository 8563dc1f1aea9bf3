"""Keys of people and organisations: they look like the real ones of their country, and none of them can be one.

Those of China have 18 characters.  Whoever holds a table of real keys cannot find ours in it: the last character is
always a wrong check character, and the area code, 000000, was given to no place.  A person's key holds no date of
birth.  Those of Germany look like its tax numbers: 11 digits of a person, DE and 9 digits of an organisation; none that
was ever given out begins with 0, and a person's ends in a wrong check digit.
"""

from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, Any]
NOWHERE: Final = "000000"  # an area code that does not exist
MOST_ORGANISATIONS: Final = 10**9
MOST_PEOPLE: Final = 10**11
CHINESE, GERMAN = "chinese", "german"  # as the census file of a country says (`keys` in NAME.csv.yaml)
MOST_GERMAN: Final = {"person": 10**9, "organisation": 10**8}

# GB 32100-2015: weights 3^i mod 31 over an alphabet without I, O, S, V and Z.
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = tuple(pow(3, i, 31) for i in range(17))
# GB 11643-1999, after ISO 7064 MOD 11-2.
_CHECKS: Final = "10X98765432"
_POWERS: Final = tuple(pow(2, 17 - i, 11) for i in range(17))


def organisation_key(number: int, form: str = CHINESE) -> str:
    """The code of an organisation, 0 <= number < 10^9 (in Germany 10^8).  Raises ValueError for any other number."""
    if form == GERMAN:
        return f"DE0{_german(number, 'organisation'):08d}"
    if not 0 <= number < MOST_ORGANISATIONS:
        raise ValueError(f"no organisation has the number {number}")
    body = f"91{NOWHERE}{number:09d}"
    right = -sum(_ALPHABET.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 31
    return body + _ALPHABET[(right + 1 + number % 29) % 31]  # 1 to 29 places beside the right one


def _german(number: int, whose: str) -> int:
    if not 0 <= number < MOST_GERMAN[whose]:
        raise ValueError(f"no {whose} has the number {number}")
    return number


def organisation_keys(numbers: Array, form: str = CHINESE) -> Array:
    """`organisation_key` of many numbers at once: bytes in ASCII, 18 each (Germany: 11).  Raises ValueError like it."""
    most = MOST_GERMAN["organisation"] if form == GERMAN else MOST_ORGANISATIONS
    wrong = numbers[(numbers < 0) | (numbers >= most)]
    if len(wrong):
        raise ValueError(f"no organisation has the number {wrong[0]}")
    if form == GERMAN:
        digits = numbers[:, None] // 10 ** np.arange(7, -1, -1) % 10 + ord("0")
        german = np.hstack([np.broadcast_to(np.frombuffer(b"DE0", np.uint8), (len(numbers), 3)), digits])
        texts: Array = np.ascontiguousarray(german, np.uint8).view("S11").ravel()
        return texts
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


def person_key(number: int, form: str = CHINESE) -> str:
    """The key of a person, 0 <= number < 10^11 (in Germany 10^9).  Raises ValueError for any other number."""
    if form == GERMAN:
        body = f"0{_german(number, 'person'):09d}"
        return f"{body}{(_check(body) + 1 + number % 9) % 10}"
    if not 0 <= number < MOST_PEOPLE:
        raise ValueError(f"no person has the number {number}")
    body = f"{NOWHERE}{number:011d}"
    right = sum(int(c) * w for c, w in zip(body, _POWERS, strict=True)) % 11
    return body + _CHECKS[(right + 1 + number % 9) % 11]


def _check(digits: str) -> int:
    """The right check digit of a German number (ISO 7064 MOD 11, 10)."""
    left = 10
    for digit in digits:
        left = ((left + int(digit)) % 10 or 10) * 2 % 11
    return (11 - left) % 10
