"""How others of a household are called."""

from typing import Any, Final

GROWN: Final = 18  # years
NEAREST: Final = ("the partner", "the mother")


def described(relative: dict[str, Any]) -> str:
    """Whose it is in words: "a woman of the household, 63, of a parent's age", "the partner, a man of 57"."""
    if relative["relation"] in NEAREST:
        return f"{relative['relation']}, a {noun(relative)} of {relative['age']}"
    return f"a {noun(relative)} of the household, {relative['age']}, {relative['relation']}"


def noun(relative: dict[str, Any]) -> str:
    """A man, a woman, a boy or a girl."""
    male = relative["sex"] == "male"
    return ("man" if male else "woman") if int(relative["age"]) >= GROWN else ("boy" if male else "girl")
