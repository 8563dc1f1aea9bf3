"""How others of a household are called."""

from typing import Any, Final

from demerit.phrases import say

GROWN: Final = 18  # years
PARTNER, MOTHER, OWN_CHILD = "the partner", "the mother", "an own child"
# Who somebody is to the person, as it stands in the JSON of a life, and the text that says so.
RELATIONS: Final = {
    OWN_CHILD: "own_child",
    "about as old": "as_old",
    "of a parent's age": "parent",
    "of a grandparent's age": "grandparent",
    "of a child's age": "child",
    "of a grandchild's age": "grandchild",
}


def described(relative: dict[str, Any]) -> str:
    """Whose it is in words: "a woman of the household, 63, of a parent's age", "the partner, a man of 57"."""
    known = {"noun": noun(relative), "age": relative["age"]}
    if relative["relation"] == PARTNER:
        return say(f"relative.partner.{relative['sex']}", **known)
    if relative["relation"] == MOTHER:
        return say("relative.mother", **known)
    return say("relative.other", **known, relation=say(f"relation.{RELATIONS[relative['relation']]}"))


def noun(relative: dict[str, Any]) -> str:
    """A man, a woman, a boy or a girl."""
    male = relative["sex"] == "male"
    kind = ("man" if male else "woman") if int(relative["age"]) >= GROWN else ("boy" if male else "girl")
    return say(f"relative.{kind}")
