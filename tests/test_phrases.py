"""Lives in three languages: no phrase missing, none left over, and the same life in each."""

import re
import string
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.lives import lived, lived_to_its_end
from tests.helpers.two import one, pair

import demerit.life
from demerit.catalogue.event import Say
from demerit.catalogue.events import EVENTS
from demerit.catalogue.rights import RIGHTS
from demerit.life import table
from demerit.life.figure import PERSON, figure
from demerit.life.introduction import introduction
from demerit.life.replaying import Replay, replay, replay_everybody
from demerit.life.saying import NAME, WORDS
from demerit.life.story import told
from demerit.life.two import story as two
from demerit.life.two.place import BASE
from demerit.life.why import story as why
from demerit.phrases import FIRST, LANGUAGES, place, say, speaking, spoken, texts, wordings
from demerit.report.tiles import MAPS

OTHERS = tuple(language for language in LANGUAGES if language != FIRST)
HERE = Path(demerit.life.__file__).parents[1]
TELLING = [path for part in ("life", "serve", "report/findings", "worker") for path in (HERE / part).rglob("*.py")]
CALLED = re.compile(r"""(?<![.\w])(?:say|has)\(\s*"([\w.]+)"[,)]""")
QUOTED = re.compile(r"""["']([a-z_]+(?:\.\w+)*)["']""")
BEGUN = re.compile(r"""\bf["']([a-z_]+(?:\.\w+)*[._])\{""")
PEOPLE = 24
WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"\d+")
# Keys of scenarios and names of worlds, which no language changes.
NAMED = re.compile(r"\b(?:[a-z_]+\.)+[\w.-]+|\bwithout-[\w.-]+|\bset-[\w.-]+|\bbase\b|\b(?:True|False|true|false)\b")


def fields(text: str) -> list[str]:
    """What is filled in."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def plain(key: str) -> str:
    """A key without the form that a number decides."""
    return re.sub(r"\.(one|more)$", "", key)


# Phrases.


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_phrase_with_the_same_to_fill_in(language: str) -> None:
    english, other = texts(FIRST), texts(language)
    assert list(other) == list(english)
    assert {key: fields(text) for key, text in other.items()} == {key: fields(text) for key, text in english.items()}
    assert all(other.values())


def test_no_phrase_is_missing_and_none_is_left_over() -> None:
    sources = [path.read_text(encoding="utf-8") for path in TELLING if "asking" not in path.parts]
    known = {plain(key) for key in texts(FIRST)}
    in_life = [path.read_text(encoding="utf-8") for path in (HERE / "life").rglob("*.py")]
    assert sorted({key for text in in_life for key in CALLED.findall(text)} - known) == []
    quoted = {key for text in sources for key in QUOTED.findall(text)}
    begun = tuple(sorted({start for text in sources for start in BEGUN.findall(text) if "." in start}))
    assert sorted(key for key in known if key not in quoted and not key.startswith(begun)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_the_catalogue_is_there_in_its_place(language: str) -> None:
    known = wordings(language)
    assert list(known["event"]) == sorted(known["event"], key=[event.name for event in EVENTS].index)
    assert set(known["event"]) == {event.name for event in EVENTS}
    assert set(known["right"]) == {right.name for right in RIGHTS}
    for event in EVENTS:
        here = known["event"][event.name]
        assert here["words"], event.name
        assert _alike(event.says, here.get("says", [])), event.name
        assert set(event.parts) == set(here.get("parts", {})), event.name
        for name, forms in event.parts.items():
            assert _alike(forms, here["parts"][name]), (event.name, name)
        for text in (*here.get("says", []), *(text for forms in here.get("parts", {}).values() for text in forms)):
            assert set(NAME.findall(text)) <= set(WORDS) | set(event.parts), (event.name, text)
    for right in RIGHTS:
        assert _alike(right.says, known["right"][right.name]["says"]), right.name
        both = zip(right.says, known["right"][right.name]["says"], strict=True)
        assert all(fields(form.text) == fields(text) for form, text in both), right.name


def _alike(forms: tuple[Say, ...], said: list[str]) -> bool:
    """Whether there is a sentence for each, and nothing where nothing is said."""
    return [bool(form.text) for form in forms] == [bool(text) for text in said]


@pytest.mark.parametrize("language", OTHERS)
def test_every_province_and_state_has_a_name(language: str) -> None:
    assert set(texts(language, "places")) == {name for grid in MAPS for name in grid}
    with speaking(language):
        assert place("Inner Mongolia") != "Inner Mongolia"
        assert place("Atlantis") == "Atlantis"


def test_a_language_holds_where_it_is_spoken_and_no_further() -> None:
    with speaking("de"):
        assert say("count.days", 1) == "1 Tag"
        with speaking("nl"):
            assert say("count.days", 2) == "2 dagen"
        assert spoken() == "de"
    assert spoken() == FIRST
    with pytest.raises(ValueError, match="none of the languages en, nl, de"), speaking("fr"):
        pass


# Lives.


def worlds() -> dict[str, Any]:
    """Worlds in which much happens to people, by name."""
    return {"told": lived(True), "rich": lived_to_its_end("rich"), "documented": lived_to_its_end("as-documented")}


@lru_cache(maxsize=8)
def people(name: str) -> list[Replay]:
    """Some people of a world about whom there is much to say."""
    data, _ = worlds()[name]
    found: list[Replay] = []
    for c in range(len(data.layout)):
        everybody = replay_everybody(data, c).values()
        found += sorted(everybody, key=lambda moved: -len({row[1] for row in moved.ledger.tolist()}))[:3]
        if len(found) >= PEOPLE:
            break
    return found[:PEOPLE]


@lru_cache(maxsize=16)
def lives(name: str, language: str) -> list[tuple[dict[str, Any], list[dict[str, str]], str]]:
    """Their lives, the rows of their ledgers, and their pictures, in a language."""
    data, rules = worlds()[name]
    with speaking(language):
        found = [told(moved, data, rules) for moved in people(name)]
        return [(life, table.rows(life), figure(life["months"], life["id"], PERSON)) for life in found]


def english_alone(language: str) -> set[str]:
    """English words that the other language does not have."""
    return _words(FIRST) - _words(language)


def _words(language: str) -> set[str]:
    said = [*texts(language).values()]
    if language == FIRST:
        for event in EVENTS:
            said += [form.text for form in (*event.says, *(f for forms in event.parts.values() for f in forms))]
            said.append(event.words)
        said += [form.text for right in RIGHTS for form in right.says]
    else:
        said += [*texts(language, "places").values(), *_strings(wordings(language))]
    return {word.lower() for text in said for word in WORD.findall(re.sub(r"\{\w+\}", "", text))}


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _strings(each)


def left(texts_told: list[str], language: str) -> set[str]:
    """English words in texts of another language."""
    found = {word.lower() for text in texts_told for word in WORD.findall(NAMED.sub("", text))}
    return found & english_alone(language)


def numbers(text: str) -> list[str]:
    """The numbers in a text, in order of size."""
    return sorted(NUMBER.findall(text))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["told", "rich", "documented"])
def test_a_life_says_in_every_language_the_same_things_with_the_same_numbers(name: str, language: str) -> None:
    for (life, rows, picture), (other, others, drawn) in zip(lives(name, FIRST), lives(name, language), strict=True):
        assert [year["year"] for year in other["years"]] == [year["year"] for year in life["years"]]
        for year, same in zip(life["years"], other["years"], strict=True):
            both = list(zip(year["sentences"], same["sentences"], strict=True))
            assert [numbers(one) for one, _ in both] == [numbers(two) for _, two in both], both
            assert all(two[0].isupper() or two[0].isdigit() for _, two in both)
            assert all(two.endswith(".") for _, two in both)
        for part in ("head", "summary"):
            assert numbers(other[part]["text"]) == numbers(life[part]["text"])
        assert len(rows) == len(others)
        for row, same_row in zip(rows, others, strict=True):
            assert {key: numbers(text) for key, text in row.items()} == {k: numbers(t) for k, t in same_row.items()}
            assert {key: bool(text) for key, text in row.items()} == {k: bool(t) for k, t in same_row.items()}
        assert numbers(picture) == numbers(drawn)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["told", "rich", "documented"])
def test_no_english_is_left_in_a_life_in_another_language(name: str, language: str) -> None:
    said: list[str] = []
    for life, rows, picture in lives(name, language):
        said += [life["statement"], life["head"]["text"], life["summary"]["text"]]
        said += [sentence for year in life["years"] for sentence in year["sentences"]]
        said += [text for row in rows for key, text in row.items() if key not in ("rule", "kind")]
        said += re.findall(r">([^<>]+)<", picture)
    assert left(said, language) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_who_somebody_is_can_be_said_from_the_json_alone(language: str) -> None:
    for life, _, _ in lives("rich", language):
        with speaking(language):
            short = introduction(life)
        assert life["head"]["text"].startswith(short.split(" 10")[0][:60])
        assert life["head"]["owns"] or short == life["head"]["text"]
    assert any(life["head"]["owns"] for life, _, _ in lives("rich", language))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["without-rules.criticism", "set-rights.notice"])
def test_two_lives_and_why_they_part_are_told_in_another_language(name: str, language: str) -> None:
    of = pair(name)
    somebody = [moved for c in range(3) for moved in list(replay_everybody(of.base.data, c).values())[:8]]
    parted = 0
    for moved in somebody:
        other = replay(of.other.data, moved.person)
        if moved.ledger.tobytes() == other.ledger.tobytes() and parted:
            continue
        english = two.of(of, moved, other)
        with speaking(language):
            found = two.of(of, moved, other)
        parted += found["parting"] is not None
        assert left(_all_said(found), language) == set()
        assert [numbers(text) for text in _all_said(found)] == [numbers(text) for text in _all_said(english)]
    assert parted


def _all_said(said: dict[str, Any]) -> list[str]:
    """What two lives say."""
    found = [said["text"], said["spared"]["said"], said["harmed"]["said"], *(row["what"] for row in said["figures"])]
    found += [text for year in said["same"]["years"] for text in year["sentences"]]
    found += [text for year in said["after"] for key in ("both", "base", "other") for text in year[key]]
    for part in (said["parting"] or {}).get("state"), (said["parting"] or {}).get("event"):
        if part is not None:
            found += [*([part["text"]] if isinstance(part["text"], str) else part["text"]), part["reason"]["text"]]
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_what_would_have_spared_somebody_is_told_in_another_language(language: str) -> None:
    base = one(BASE)
    somebody = [moved.person for c in range(3) for moved in list(replay_everybody(base.data, c).values())[:2]]
    tried = 0
    for person in somebody:
        english = why.of(base.data, base.scenario, base.rules, person)
        with speaking(language):
            found = why.of(base.data, base.scenario, base.rules, person)
        said, in_english = ([*_why(each)] for each in (found, english))
        assert left(said, language) == set()
        assert [numbers(text) for text in said] == [numbers(text) for text in in_english]
        tried += len(found["helps"])
    assert tried


def _why(said: dict[str, Any]) -> Iterator[str]:
    yield from (said["text"], said["how"], said["happened"]["said"], *said["not_helping"])
    for each in said["helps"]:
        yield from (each["what"], each["text"])
