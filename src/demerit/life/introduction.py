"""Who somebody is, in sentences: from what the JSON of a life says of its head."""

from typing import Any, Final

from demerit.life.words import capital, date_in_words, enumerated
from demerit.phrases import place, say

ADULT_SCHOOLING: Final = 25  # years: below, schooling may go on


def introduced(said: dict[str, Any], until: str) -> str:
    """The head in sentences.  until: the last month of the life's span, YYYY-MM."""
    return " ".join((_person(said, until), _home(said), _income(said), say("who.filed", key=said["key"])))


def introduction(life: dict[str, Any]) -> str:
    """The same of the JSON of a life, with the organisations that the person owns by their numbers alone."""
    owned = [say("owned.numbered", number=number) for number in life["head"]["owns"]]
    parts = [introduced(life["head"], life["span"][1]), *([owner(owned)] if owned else [])]
    return " ".join(parts)


def owner(organisations: list[str]) -> str:
    """That the person owns organisations, each in words."""
    return say("who.owner", what=enumerated(organisations))


def _person(said: dict[str, Any], until: str) -> str:
    known = {
        **{name: said[name] for name in ("id", "age")},
        "sex": say(f"who.sex.{said['sex']}"),
        "group": say(f"who.group.{said['group']}"),
        "place": say(f"who.place.{said['place']}"),
        "province": place(said["province"]),
        "born": date_in_words(said["born"]),
    }
    if said["died"]:
        return say("who.died", **known, died=date_in_words(said["died"]))
    return say("who.alive", **known, end=date_in_words(until))


def _home(said: dict[str, Any]) -> str:
    died = said["died"] is not None
    if said["collective"]:
        return say("who.lived.collective" if died else "who.lives.collective")
    others = said["household"]
    if not others:
        return say("who.lived.alone" if died else "who.lives.alone")
    ages = [str(age) for age in sorted((other["age"] for other in others), reverse=True)]
    return say("who.lived" if died else "who.lives", len(others), ages=enumerated(ages))


def _income(said: dict[str, Any]) -> str:
    tenth = say(f"who.tenth.{said['income_tenth']}")
    if said["age"] < ADULT_SCHOOLING:
        return say("who.income", tenth=tenth)
    schooling = say(f"who.schooling.{said['schooling'].replace(' ', '_')}")
    return capital(say("who.income_and_schooling", tenth=tenth, schooling=schooling))
