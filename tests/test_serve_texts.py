"""The texts of `demerit serve`: one place, three languages, none missing, none that no page has."""

import re
import string
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from demerit import phrases
from demerit.phrases import flat
from demerit.scenario import presets
from demerit.serve import numerals, texts

HERE = Path(texts.__file__).parents[1]
CALLED = re.compile(r"""(?:say\(|Refused\(\d+,|missing\(|wrong\()\s*["']([\w.]*\w)["']\s*[,)]""")
BEGUN = re.compile(r"""say\(\s*f?["']([\w.]+\.)(?:["']\s*[~+]|\{)""")
LISTED = re.compile(r"""["']((?:page|runs|compared)\.\w+)["']|\d{3}: "(refused\.\w+)\"""")  # keys that are handed on
HANDED = re.compile(r"""["']((?:unasked|part|mechanism|trait|told)\.[\w.]+)["']""")
FILLED = re.compile(r"""\bf["']([\w.]+\.)\{""")  # the rest of a key is a word of the model


def sources():
    return [path.read_text(encoding="utf-8") for path in HERE.rglob("*") if path.suffix in (".py", ".jinja")]


def used():
    called = {key for text in sources() for key in CALLED.findall(text)}
    handed = {key for text in sources() for key in HANDED.findall(text)}
    return called | handed | {one or other for text in sources() for one, other in LISTED.findall(text)}


def begun():
    return {start for text in sources() for each in (BEGUN, FILLED) for start in each.findall(text)}


def plain(key):
    return re.sub(r"\.(one|more)$", "", key)


def fields(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("lang", ["nl", "de"])
def test_every_language_has_every_text_with_the_same_to_fill_in(lang):
    english, other = texts.texts("en"), texts.texts(lang)
    assert list(other) == list(english)
    assert {key: fields(text) for key, text in other.items()} == {key: fields(text) for key, text in english.items()}
    assert all(other.values())


def test_no_text_is_missing():
    known = {plain(key) for key in texts.texts("en")}
    assert sorted(used() - known) == []
    assert [start for start in begun() if not any(key.startswith(start) for key in known)] == []


def test_no_text_is_left_over():
    calls, starts = used(), tuple(begun())
    left = [key for key in texts.texts("en") if plain(key) not in calls and not key.startswith(starts)]
    assert left == []


def test_numbers_and_dates_are_in_the_readers_form():
    shown = [numerals.number(1234567, lang) for lang in texts.LANGUAGES]
    assert shown == ["1,234,567", "1.234.567", "1.234.567"]
    assert [numerals.number(1234.0625, lang) for lang in texts.LANGUAGES] == ["1,234.0625", "1.234,0625", "1.234,0625"]
    assert [numerals.month("2018-03", lang) for lang in texts.LANGUAGES] == ["March 2018", "maart 2018", "März 2018"]
    days = [numerals.day(date(2018, 3, 5), lang) for lang in texts.LANGUAGES]
    assert days == ["5 March 2018", "5 maart 2018", "5. März 2018"]


def test_where_there_is_little_room_a_rate_has_two_digits():
    said = [numerals.brief(value, "de") for value in (-101.4, -59.63, -1.07, 0.4549, 0.0)]
    assert said == ["−101", "−60", "−1,1", "0,45", "0"]


def test_a_million_on_a_tile_is_written_as_readers_write_it():
    said = [numerals.short(value, lang) for lang in texts.LANGUAGES for value in (1.84e6, 12.4e6)]
    assert said == ["1.8\u202fM", "12\u202fM", "1,8\u202fmln", "12\u202fmln", "1,8\u202fMio.", "12\u202fMio."]


def test_less_than_nothing_has_one_sign_in_words_and_tables():
    said = (numerals.number(-5, "nl"), numerals.amount(-5e6, "nl"), numerals.short(-5, "nl"), numerals.signed(-5, "nl"))
    assert said == ("−5", "−5 miljoen", "−5", "−5")


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_what_is_filled_in_needs_no_article(lang):
    """It was said "largest for in a city", and would have been "in Saarland"."""
    title = re.compile(r"\b(for|in|voor|für) \{(which|where)\}")
    assert [key for key, text in texts.texts(lang).items() if title.search(text)] == []
    assert lang != "de" or "in {most}" not in texts.say(
        lang, "country.most_in", None, most="{most}", value="", counted=""
    )


# Words of another name for what pages and lives call otherwise, or of another meaning: "geleerd" is learned of a
# scholar, "aangepast" is changed, "Geldstrafe" is what a criminal court imposes.
NEVER = {
    "nl": r"\b[Ss]eed\b|[Ss]tartwaarde|\b[Rr]uns?\b|(gesimuleerd|synthetisch) mens\b|[Pp]reset|[Dd]igests?\b"
    r"|[Dd]etentie|\b[Vv]erzoek|[Pp]er saldo|[Gg]eleerde score|[Pp]rivate score|^ aangepast|negen van tien"
    r"|[Ss]coresysteem",
    "de": r"\b[Ss]eed\b|[Ss]tartwert|\bVorlage|\bAnfrage|[Ii]m Saldo|[Gg]elernte[rns]? Score|Risikowert|zu wollen sagt"
    r"|[Ss]ynthetischen? Person\b|Geldstrafe|Festnahme|Verhaftung|Abweisungen aller|Male, dass|ausgelost täte",
}


@pytest.mark.parametrize("lang", ["nl", "de"])
def test_one_thing_has_one_name(lang):
    catalogue = {**texts.measures(lang, "meanings"), **texts.measures(lang, "themes")}
    said = {**texts.texts(lang), **phrases.texts(lang), **catalogue}
    said = {key: re.sub(r"\{\w+\}", "", text) for key, text in said.items()}
    assert [key for key, text in said.items() if re.search(NEVER[lang], text)] == []


@pytest.mark.parametrize(("lang", "marks"), [("nl", "“”"), ("de", "„“")])
def test_what_is_quoted_stands_in_the_marks_of_the_language(lang, marks):
    said = {**texts.texts(lang), **texts.measures(lang, "meanings")}
    assert [key for key, text in said.items() if '"' in text] == []
    quoted = [[sign for sign in text if sign in "„“”"] for text in said.values()]
    assert any(quoted)
    assert [signs for signs in quoted if signs != list(marks) * (len(signs) // 2)] == []


def test_a_german_sentence_after_a_colon_has_a_capital():
    small = re.compile(r": (niemand|es|das|die|der) \w+ (hat|ist|wird)\b|: niemand hat")
    assert [text for text in texts.texts("de").values() if small.search(text)] == []


def test_no_run_is_started_where_no_form_is():
    """The page of runs has its form below, the first page in its doors above."""
    said = [texts.say(lang, "start.none") for lang in texts.LANGUAGES]
    assert not [text for text in said if re.search(r"\b(above|below|hierboven|oben)\b", text)]


def test_no_digit_is_rounded_away():
    for lang, form in numerals.FORMS.items():
        for value in (0, 7, 1_412_000_123, 0.5, 0.1234, 12.0001):
            text = numerals.number(value, lang).replace(form.thousands, "").replace(form.decimal, ".")
            assert float(text) == value


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_no_text_is_said_twice(lang):
    """One file of a language would silently win over another."""
    parts = [read_yaml(f"{lang}{part}") for part in texts.PARTS]
    keys = [key for part in parts for key, _ in flat(part)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def read_yaml(name):
    return YAML(typ="safe", pure=True).load((HERE / "texts" / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_scenario_that_ships_has_a_name_in_words(lang):
    assert [one.name for one in presets() if f"preset.{one.name}" not in texts.texts(lang)] == []


def test_scenarios_are_called_in_english_as_they_call_themselves():
    named = {one.name: texts.say("en", f"preset.{one.name}") for one in presets()}
    assert {one.name: one.title for one in presets()} == named


def test_no_page_is_taken_from_under_its_reader():
    """Whoever has a script is asked again by it, and keeps the place; only without one a page loads itself anew."""
    templates = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "templates").glob("*.jinja")}
    again = [name for name, text in templates.items() if "data-again" in text]
    assert len(again) > 2
    for name, text in templates.items():
        assert "refresh" not in re.sub("<noscript>.*?</noscript>", "", text, flags=re.S), name
    assert [name for name in again if "<noscript><meta" not in templates[name]] == []


@pytest.mark.parametrize("lang", ["en", "nl", "de"])
def test_a_dash_is_no_hyphen(lang):
    assert [text for text in texts.texts(lang).values() if re.search(r"\S - \S", text)] == []


@pytest.mark.parametrize("lang", list(texts.LANGUAGES))
def test_no_dash_stands_before_a_number_where_it_would_read_as_a_minus(lang):
    words = {"where", "which", "most"}  # in whose place there are names
    found = [text for text in texts.texts(lang).values() if set(re.findall(r"– ?\{(\w+)\}", text)) - words]
    assert found == []
