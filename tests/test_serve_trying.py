"""The pages on which a life is tried: only what was drawn, everything in the address, and one file for a lesson."""

import html
import re

import pytest
from tests.helpers.browsers import barriers, needs_chromium
from tests.helpers.serving import came, client, small_run

from demerit.life import table
from demerit.phrases import speaking
from demerit.serve import texts

YES_NO = re.compile(r'<a class="button" href="([^"]+)">')


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    where = tmp_path_factory.mktemp("runs")
    small_run(where / "first", scale=100_000, until=24168 + 59)  # a page replays all months, and there are hundreds
    with client(where) as asking:
        yield asking


@pytest.fixture(scope="module")
def begin(pages):
    """The address of somebody whose life there is something to decide about."""
    for find in ("wrongly_listed", "ordinary", "fined", "again", "train"):
        answer = came(pages, f"/en/try?run=first&find={find}")
        if answer.status_code == 303 and YES_NO.search(came(pages, answer.headers["location"]).text):
            return answer.headers["location"]
    raise AssertionError("nobody decides about anything")


def links(text):
    return [html.unescape(link) for link in YES_NO.findall(text)]


def walked(pages, address, turn):
    """The pages of a life in which every question is answered; turn: which answer, 0 for yes, by the number of it."""
    seen = [came(pages, address)]
    while links(seen[-1].text):
        address = links(seen[-1].text)[turn(len(seen))]
        seen.append(came(pages, address))
    return seen, address


def entries(text):
    return re.findall(r'<li class="[^"]*"><span class="day">([^<]+)</span>', text)


def test_a_world_and_somebody_in_it_are_chosen(pages):
    text = pages.get("/en/try").text
    assert '<option value="as-told">' in text
    assert '<option value="first">' in text
    assert text.count("<form") == 2


def test_a_life_is_decided_to_its_end_and_the_address_holds_all_of_it(pages, begin):
    seen, address = walked(pages, begin, lambda n: n % 2)
    assert len(seen) > 2
    assert all(page.status_code == 200 for page in seen)
    assert "<h2>The end</h2>" in seen[-1].text
    assert pages.get(address).text == seen[-1].text
    other, _ = walked(pages, begin, lambda n: (n + 1) % 2)
    assert figures(other[-1].text) != figures(seen[-1].text)


def figures(text):
    return re.findall(r"<dd[^>]*>([^<]+)</dd>", text)


def test_whoever_decides_as_drawn_lives_the_life_that_was_drawn(pages, begin):
    text = came(pages, begin).text
    while links(text):
        drawn = "As drawn, this person would." in text
        text = came(pages, links(text)[0 if drawn else 1]).text
    assert "You decided 0 times otherwise" in text
    assert "as drawn:" not in text


@pytest.mark.parametrize("lang", list(texts.LANGUAGES))
def test_every_language_asks_the_same(pages, begin, lang):
    address = links(came(pages, begin).text)[0].replace("/en/", f"/{lang}/")
    text = came(pages, address).text
    english = came(pages, address.replace(f"/{lang}/", "/en/")).text
    assert [re.sub(f"^/{lang}/", "/en/", link) for link in links(text)] == links(english)
    numbers = [[re.sub(r"\D", "", figure) for figure in figures(one)] for one in (text, english)]
    assert numbers[0] == numbers[1]
    assert 'lang="en"' not in text.split("<main")[1]
    told = re.sub(r"<[^>]+>", " ", text.split("<main")[1])
    assert (" the " in told) is (lang == "en")


def test_whoever_wants_to_know_no_more_than_the_person_is_told_no_more(pages, begin):
    _, address = walked(pages, begin, lambda n: 0)
    last = re.sub(r"&?at=[^&]*", "", address)
    whole, felt = came(pages, begin).text, came(pages, f"{begin}&blind=1").text
    assert "The person is not told." not in felt
    assert len(entries(felt)) <= len(entries(whole))
    assert came(pages, last).status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("run=first&base=as-told", "one of them only"),
        ("base=nothing", "one of them only"),
        ("run=nothing&person=1", "There is no run"),
        ("run=first&person=<b>", "is no number"),
        ("run=first&person=999999999999", "There is no person 999999999999"),
        ("run=first&find=nobody", "There is no page"),
        ("run=first&person=1&do=2016-03.murder", "is nothing that could be decided"),
        ("run=first&person=1&do=<script>", "not written as this page writes it"),
        ("run=first&person=1&at=2016-03", "is nothing that could be decided"),
        ("run=first&person=1&leave=1900-03.flight", "March 1900, flights: for synthetic person 1 this was not drawn"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_one_sentence(pages, query, sentence):
    answer = came(pages, f"/en/try?{query}")
    assert 400 <= answer.status_code < 500
    assert sentence in html.unescape(answer.text)
    assert "<script>" not in answer.text


def test_nothing_but_what_was_drawn_can_be_done(pages, begin):
    text = came(pages, begin).text
    done = links(text)[0]
    assert not re.search(r"<(input|textarea|select)", text.split("<main")[1])
    never = re.sub(r"at=([\d-]+)\.\w+(\.\d)?", r"at=\1.demonstration.3", done)
    answer = came(pages, never)
    assert answer.status_code == 400
    assert "unapproved demonstration: for synthetic person" in answer.text
    assert "demonstration.3" not in re.sub("<[^>]*>", "", answer.text)
    on = re.findall(r'<ul class="links">.*?</ul>', answer.text, re.S)[0]
    before, anew, life = (html.unescape(link) for link in re.findall('href="([^"]+)"', on))
    assert before == (done if re.search("do=|leave=", done) else begin)
    assert (came(pages, before).status_code, anew) == (200, begin)
    assert re.fullmatch(r"/en/run/first/life/\d+", life)


def lesson(pages, begin, lang="en"):
    return came(pages, begin.replace("/en/try?", f"/{lang}/try/lesson?"))


@pytest.mark.parametrize("lang", list(texts.LANGUAGES))
def test_a_lesson_is_one_file_that_asks_for_nothing(pages, begin, lang):
    answer = lesson(pages, begin, lang)
    assert answer.headers["content-disposition"].startswith("attachment")
    text = answer.text
    assert f'<html lang="{lang}">' in text
    assert "<script" not in text
    assert not re.search(r"(src|href|url\()\s*=?\s*[\"']?(https?:)?//", text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len({*ids})
    assert {*re.findall(r'for="([^"]+)"', text)} == {*re.findall(r'<input[^>]* id="([^"]+)"', text)}
    assert len(text.encode()) < 1_500_000


def test_a_lesson_of_nobody_is_refused(pages):
    assert pages.get("/en/try/lesson?run=first").status_code == 400


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_a_lesson_is_gone_through_with_the_keyboard_and_without_a_barrier(
    pages, begin, browser, tmp_path, width, scheme
):
    file = tmp_path / "lesson.html"
    file.write_text(lesson(pages, begin).text, encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert not page.locator("h2:visible").count()
    decided = 0
    while not page.locator("h2:visible").count():
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        decided += 1
        assert decided < 20
    assert decided == page.locator("input:checked").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page) == []
    page.locator("input.no:visible").first.check()
    page.locator("input.yes:visible").last.check()
    page.get_by_role("button").click()
    assert not page.locator("input:checked").count()
    page.close()
    assert said == []


def came_of(text):
    """What the page says of the last decision."""
    found = re.search(r"<h2>Since your last decision</h2>\s*<p>([^<]*)</p>", text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("blind", ["", "&blind=1"])
def test_what_came_of_a_decision_is_said_and_is_what_the_file_says(pages, begin, blind):
    seen = set()
    for turn in (0, 1):
        for page in walked(pages, f"{begin}&every=1{blind}", lambda n, turn=turn: turn)[0][1:]:
            if blind and "<h2>The end</h2>" in page.text:
                continue  # where everything is told
            told, since = came_of(page.text), _since(page.text)
            seen.add(told.split(".")[0])
            assert ("Nothing else is on file" in told) is ("<li" not in since)
    assert "You left it; there was nothing to record" in seen
    known = {"You did it, and it was recorded", "You did it, and it was not recorded; nobody who keeps records saw it"}
    assert bool(seen & known) is (not blind)


def _since(text):
    return text.split("Since your last decision")[1].split("<section")[0].split("<h2>")[0]


def test_a_listing_and_a_lost_pass_say_when_they_take_effect():
    listed = {"date": "2016-03-31", "day": 2281, "event": "entered", "list": "blacklist", "cause": {"below": 960}}
    assert table.row(listed)["what"].endswith(
        "fewer than 960 points on the last day of the month, when the list is made"
    )
    lost = {"date": "2016-03-09", "day": 2259, "event": "pass_lost", "days": 14}
    assert table.row(lost)["what"] == "14 days from 1 April 2016 on"
    for lang, said in (("nl", "dagen: 14, vanaf 1 april 2016"), ("de", "Tage: 14, ab dem 1. April 2016")):
        with speaking(lang):
            assert table.row(lost)["what"] == said
