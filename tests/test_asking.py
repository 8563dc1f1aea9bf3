"""What if: what stands in an address is what is asked; a desk that is fair to many readers; switches with marks."""

import errno
import json
import queue
import re
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.serving import came, client, over

from demerit.comparison import changed
from demerit.scenario import load
from demerit.scenario.reading import read
from demerit.scenario.shipped import names_in
from demerit.serve import limits, numerals, texts
from demerit.serve.app import create
from demerit.serve.ask import Ask
from demerit.serve.asking import naming, question
from demerit.serve.asking import pages as answers
from demerit.serve.asking.controls import controls
from demerit.serve.asking.desk import ANSWERED, AWAY, GONE, WAITING, Desk
from demerit.serve.asking.figures import Figure
from demerit.serve.asking.question import RIGHTS, SCALES, Question
from demerit.serve.refusing import Refused
from demerit.serve.site import Site

PRESETS = names_in("presets")
PATIENCE = 240.0  # seconds; no test depends on how busy a machine is
KEYS = st.from_regex(r"[a-z_]{1,10}(\.[a-z-]{1,10}){1,2}", fullmatch=True)


class Process:
    """A worker by hand: lines that were written to it, and lines that it says."""

    def __init__(self) -> None:
        self.code = 0
        self.asked: queue.Queue[Any] = queue.Queue()
        self._says: queue.Queue[str | None] = queue.Queue()
        self.stdin = SimpleNamespace(
            write=lambda text: self.asked.put(json.loads(text)), flush=lambda: None, close=self.end
        )
        self.stdout = iter(self._says.get, None)
        self.ended = threading.Event()

    def hear(self, text: str) -> None:
        self.asked.put(json.loads(text))

    def say(self, **line: Any) -> None:
        self._says.put(f"{json.dumps(line)}\n")

    def end(self) -> None:
        self.ended.set()
        self._says.put(None)

    def killed(self, over: str = "") -> None:
        """Ended by somebody, over a line of which so much is written."""
        self.code = -9
        if over:
            self._says.put(over)
        self.end()

    def poll(self) -> int | None:
        return self.code if self.ended.is_set() else None

    def wait(self, _: float | None = None) -> int:
        assert self.ended.wait(PATIENCE)
        return self.code

    def next(self) -> Any:
        return self.asked.get(timeout=PATIENCE)


@pytest.fixture
def desk():
    processes: list[Process] = []

    def start() -> Any:
        processes.append(Process())
        return processes[-1]

    clock = SimpleNamespace(now=0.0)
    made = Desk(start, clock=lambda: clock.now)
    yield SimpleNamespace(ask=made.ask, known=made.known, last=lambda: processes[-1], processes=processes, clock=clock)
    made.close()


def about(number: int, scale: int = 20_000) -> dict[str, Any]:
    return {"kind": "compare", "n": number, "scale": scale}


def done(asked: Any) -> Any:
    assert asked.done.wait(PATIENCE)
    return asked


def test_the_same_question_is_answered_once(desk):
    one, two = desk.ask(about(1), "a"), desk.ask(about(1), "b")
    assert one is two
    number = desk.last().next()["id"]
    desk.last().say(id=number, said={"x": 1}, seconds=2.5)
    assert (done(one).said, one.seconds, one.state) == ({"x": 1}, 2.5, ANSWERED)
    assert desk.ask(about(1), "c") is one
    assert desk.known(about(1)) is one
    assert desk.known(about(2)) is None


def test_who_asks_something_else_lets_go_of_what_was_asked_before(desk):
    first = desk.ask(about(1), "a")
    number = desk.last().next()["id"]
    second = desk.ask(about(2), "a")
    assert done(first).state == GONE
    assert desk.last().next() == {"cancel": number}
    desk.last().say(id=number, cancelled=True)
    asked = desk.last().next()
    assert asked["n"] == 2
    desk.last().say(id=asked["id"], said={}, seconds=1)
    assert done(second).state == ANSWERED


def test_what_another_reader_waits_for_is_not_let_go_of(desk):
    first = desk.ask(about(1), "a")
    desk.ask(about(1), "b")
    desk.ask(about(2), "a")
    assert first.state == WAITING
    number = desk.last().next()["id"]
    desk.last().say(id=number, said={}, seconds=1)
    assert done(first).state == ANSWERED
    assert desk.last().next()["n"] == 2


def test_a_first_answer_does_not_wait_for_a_fine_one_which_is_put_back(desk):
    fine = desk.ask(about(1, 1_000), "a")
    number = desk.last().next()["id"]
    coarse = desk.ask(about(2), "b")
    assert desk.last().next() == {"cancel": number}
    desk.last().say(id=number, cancelled=True)
    asked = desk.last().next()
    assert asked["n"] == 2
    desk.last().say(id=asked["id"], said={}, seconds=1)
    assert done(coarse).state == ANSWERED
    assert fine.state == WAITING
    again = desk.last().next()
    assert again["n"] == 1
    desk.last().say(id=again["id"], said={"y": 2}, seconds=9)
    assert done(fine).said == {"y": 2}


def test_one_that_is_answered_before_it_could_be_put_back_is_answered(desk):
    fine = desk.ask(about(1, 1_000), "a")
    number = desk.last().next()["id"]
    desk.ask(about(2), "b")
    desk.last().say(id=number, said={"z": 3}, seconds=1)
    assert done(fine).said == {"z": 3}
    assert desk.last().next() == {"cancel": number}
    assert desk.last().next()["n"] == 2


def test_a_life_that_is_being_told_is_told_to_its_end(desk):
    life = desk.ask({"kind": "lesson", "scale": 15_000}, "")
    number = desk.last().next()["id"]
    desk.ask({"kind": "try", "scale": 10**9}, "")
    desk.last().say(id=number, said={"w": 4}, seconds=5)
    assert done(life).said == {"w": 4}
    assert desk.last().next()["kind"] == "try"


def test_too_many_questions_are_refused(desk):
    for number in range(limits.ASKED + 1):  # one of them is being answered
        desk.ask(about(number), f"r{number}")
    with pytest.raises(Refused):
        desk.ask(about(99), "another")


def test_readers_who_have_gone_leave_the_place_to_others(desk):
    """Each opened a page, asked, and closed it: nobody after them is told to come later."""
    gone = [desk.ask(about(number, 1_000), f"r{number}") for number in range(limits.ASKED + 1)]
    number = desk.last().next()["id"]
    desk.clock.now = AWAY / 2
    desk.ask(about(3, 1_000), "r3")  # this one asks again, as a page does
    desk.clock.now = AWAY + 1
    came = desk.ask(about(99), "another")
    assert [done(one).state for one in gone if one.question["n"] != 3] == [GONE] * limits.ASKED
    assert (gone[3].state, desk.last().next()) == (WAITING, {"cancel": number})
    desk.last().say(id=number, cancelled=True)
    for asked in (came, gone[3]):
        said = desk.last().next()
        assert said["n"] == asked.question["n"]
        desk.last().say(id=said["id"], said={}, seconds=1)
        assert done(asked).state == ANSWERED


def test_a_finer_comparison_that_was_put_back_for_a_reader_who_went_is_not_lived(desk):
    fine = desk.ask(about(1, 1_000), "a")
    number = desk.last().next()["id"]
    first = desk.ask(about(2), "b")  # the fine one is put back
    desk.ask(about(3), "a")
    assert done(fine).state == GONE
    assert desk.last().next() == {"cancel": number}
    desk.last().say(id=number, cancelled=True)
    for number in (first.question["n"], 3):
        said = desk.last().next()
        assert said["n"] == number
        desk.last().say(id=said["id"], said={}, seconds=1)


def test_a_fine_comparison_is_put_back_once_however_many_first_answers_come_before_it(desk):
    """It stood among those that wait once for each of them, and was lived for nobody when its reader had gone."""
    fine = desk.ask(about(1, 1_000), "a")
    number = desk.last().next()["id"]
    for n in (2, 3):
        desk.ask(about(n), f"r{n}")
    desk.ask(about(4), "a")
    assert done(fine).state == GONE
    assert desk.last().next() == {"cancel": number}
    desk.last().say(id=number, cancelled=True)
    for n in (2, 3, 4):
        said = desk.last().next()
        assert said["n"] == n
        desk.last().say(id=said["id"], said={}, seconds=1)
    last = desk.ask(about(5), "b")
    assert desk.last().next()["n"] == last.question["n"]


def test_what_draws_many_worlds_is_put_back_for_a_first_answer(desk):
    """Sixteen worlds take as long as a fine one."""
    drawn = desk.ask({**about(1), "draws": 16}, "a")
    number = desk.last().next()["id"]
    desk.ask(about(2), "b")
    assert desk.last().next() == {"cancel": number}
    desk.last().say(id=number, cancelled=True)
    assert desk.last().next()["n"] == 2
    assert drawn.state == WAITING


@pytest.mark.parametrize("kind", ["lesson", "told"])
def test_lives_that_nobody_asks_for_any_more_do_not_keep_those_who_stay_waiting(desk, kind):
    """Pages without a name are loaded again and again while they wait: thirty asked for a life, twenty of them left."""
    lives = [desk.ask({"kind": kind, "scale": 15_000, "n": n}, "") for n in range(limits.ASKED + 1)]
    number = desk.last().next()["id"]
    desk.clock.now = AWAY / 2
    stays = desk.ask({"kind": kind, "scale": 15_000, "n": limits.ASKED}, "")
    desk.clock.now = AWAY + 1
    desk.ask({"kind": kind, "scale": 15_000, "n": limits.ASKED}, "")
    assert [done(one).state for one in lives[:-1]] == [GONE] * limits.ASKED
    assert desk.last().next() == {"cancel": number}
    desk.last().say(id=number, cancelled=True)
    said = desk.last().next()
    assert (said["n"], stays.state) == (limits.ASKED, WAITING)
    desk.last().say(id=said["id"], said={}, seconds=1)
    assert done(stays).state == ANSWERED


def test_one_who_asks_without_a_name_lets_go_of_no_other_who_does(desk):
    one = desk.ask(about(1), "")
    desk.ask(about(2), "")
    assert one.state == WAITING


def test_what_somebody_else_stopped_is_asked_again(desk):
    one = desk.ask(about(1), "a")
    desk.last().say(id=desk.last().next()["id"], cancelled=True)
    again = desk.last().next()
    desk.last().say(id=again["id"], said={"x": 1}, seconds=1)
    assert done(one).said == {"x": 1}


def test_where_nothing_can_begin_whoever_asks_is_told_and_whoever_asks_later_is_answered():
    """Every later question waited for ever."""
    process, tries = Process(), []

    def start() -> Any:
        tries.append(1)
        if len(tries) == 1:
            raise OSError(errno.EMFILE, "Too many open files")
        return process

    desk = Desk(start)
    first = done(desk.ask(about(1), "a"))
    assert (first.state, first.trouble.kind, first.trouble.parts) == (ANSWERED, "machine", {"errno": errno.EMFILE})
    again = desk.ask(about(1), "a")
    process.say(id=process.next()["id"], said={"x": 1}, seconds=1)
    assert done(again).said == {"x": 1}
    desk.close()


@pytest.mark.parametrize("piece", ["answer?who=a&find=x", "life?find=spared&who=a-life"])
def test_whoever_is_asked_to_come_again_is_led_to_the_page_and_not_to_a_piece_of_it(tmp_path, piece):
    """The link led to a bare `{"state": "waiting"}`."""
    process: Any = Process()
    app = create(tmp_path)
    app.state.site.shared("desk for comparisons", lambda: Desk(lambda: process, most=0))
    with over(app) as pages:
        refused = pages.get(f"/en/what-if/{piece}&{SPARED}&scale=5000")
        assert refused.status_code == 503
        assert f'<a href="/en/what-if?{SPARED.replace("&", "&amp;")}&amp;scale=5000">' in refused.text
        assert pages.get(f"/en/what-if?{SPARED}&scale=5000").status_code == 200


def test_whoever_asks_for_a_life_without_a_script_is_led_to_it_and_shown_no_json(tmp_path):
    process: Any = Process()
    app = create(tmp_path)
    app.state.site.shared("desk for comparisons", lambda: Desk(lambda: process))
    with over(app) as pages:
        waits = pages.get(f"/en/what-if/life?find=spared&{SPARED}")
        assert (waits.status_code, waits.headers["content-type"].partition(";")[0]) == (503, "text/html")
        assert f'<a href="/en/what-if/life?find=spared&amp;{SPARED.replace("&", "&amp;")}">' in waits.text
        assert pages.get(f"/en/what-if/life?find=spared&{SPARED}&who=a-life").json() == {"state": "waiting"}


def test_a_page_without_script_asks_again_until_its_answer_is_there(tmp_path):
    process: Any = Process()
    app = create(tmp_path)
    app.state.site.shared("desk for comparisons", lambda: Desk(lambda: process))
    with over(app) as pages:
        page = pages.get(f"/en/what-if?{SPARED}&wait=1").text
        assert page.count('<noscript><meta http-equiv="refresh"') == 1
        process.say(id=process.next()["id"], error="no such rule", seconds=0)
        page = came(pages, f"/en/what-if?{SPARED}&wait=1").text
        assert 'role="alert"' in page


def begun(desk: Any, number: int) -> Process:
    """The process of that number, once it has begun."""
    deadline = time.monotonic() + PATIENCE
    while len(desk.processes) < number and time.monotonic() < deadline:
        time.sleep(0.01)
    found: Process = desk.processes[number - 1]
    return found


def test_a_process_that_dies_takes_one_question_with_it_and_no_more(desk):
    first, second = desk.ask(about(1), "a"), desk.ask(about(2), "b")
    desk.last().next()
    desk.last().end()
    assert (done(first).said, first.trouble) == (None, None)
    asked = begun(desk, 2).next()
    assert asked["n"] == 2
    desk.last().say(id=asked["id"], error="no such rule", seconds=0)
    assert (done(second).said, str(second.trouble)) == (None, "no such rule")
    assert desk.ask(about(1), "a") is not first  # a fault is not kept: it is asked again


@pytest.mark.parametrize("over", ["", '{"id": 1, "said": {"spa'])
def test_one_that_is_killed_over_a_question_is_said_and_the_question_can_be_asked_again(desk, over):
    first = desk.ask(about(1), "a")
    desk.last().next()
    desk.last().killed(over)
    assert (done(first).said, first.trouble.kind, first.trouble.parts) == (None, "lost", {"signal": "SIGKILL"})
    again = desk.ask(about(1), "a")
    asked = begun(desk, 2).next()
    desk.last().say(id=asked["id"], said={"x": 1}, seconds=1)
    assert done(again).said == {"x": 1}


def test_a_question_that_was_put_back_outlives_the_process(desk):
    fine = desk.ask(about(1, 1_000), "a")
    desk.last().next()
    desk.ask(about(2), "b")  # the fine one waits again
    desk.last().next()
    desk.last().killed()
    for _ in range(2):
        asked = begun(desk, 2).next()
        desk.last().say(id=asked["id"], said={"n": asked["n"]}, seconds=1)
    assert done(fine).said == {"n": 1}


SUICIDE = "import os, sys; sys.stdin.readline(); os.kill(os.getpid(), 9)"


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "was ended (SIGKILL)"), ("nl", "beëindigd (SIGKILL)"), ("de", "beendet (SIGKILL)")]
)
def test_pages_say_that_what_computed_was_killed_and_answer_when_asked_again(tmp_path, monkeypatch, lang, said):
    with client(tmp_path) as pages:
        with monkeypatch.context() as patched:
            patched.setattr("demerit.serve.asking.desk.COMMAND", (sys.executable, "-c", SUICIDE))
            page = answered(pages, f"/{lang}/what-if/answer?{SPARED}")
            assert (page.status_code, page.text.count('role="alert"'), said in page.text) == (200, 1, True)
            life = came(pages, f"/{lang}/try?base=as-told&person=1")
            assert (life.status_code, life.text.count('role="alert"'), said in life.text) == (503, 1, True)
        page = answered(pages, f"/{lang}/what-if/answer?{SPARED}")
        assert "<h2>" in page.text


@given(
    base=st.sampled_from(PRESETS),
    without=st.lists(KEYS, unique=True, max_size=4),
    rights=st.sets(st.sampled_from(sorted(RIGHTS))),
    values=st.dictionaries(KEYS, st.from_regex(r"-?[0-9]{1,3}(\.[0-9]{1,17})?", fullmatch=True), max_size=4),
    since=st.none() | st.just("2018-05"),
    seed=st.integers(0, 2**64 - 1),
    scale=st.sampled_from(SCALES),
)
def test_an_address_holds_the_whole_question_and_no_digit_is_lost(base, without, rights, values, since, seed, scale):
    given_rights = tuple(right for right in RIGHTS if right in rights)
    asked = Question(base, tuple(without), given_rights, tuple(values.items()), since, scale, seed)
    assert question.of({**asked.query, "scale": str(scale)}) == asked
    by_form = {f"off.{key}": "1" for key in without} | {f"give.{right}": "1" for right in rights}
    rest = {name: text for name, text in asked.query.items() if name not in ("without", "give")}
    assert question.of({**rest, **by_form, "scale": str(scale)}) == asked


@pytest.mark.parametrize(
    "query",
    [
        {"base": "../x"}, {"without": "a b"}, {"set.rules.x": "a\x00"}, {"set.x": "1" * 100}, {"give": "wings"},
        {"since": "2018"}, {"scale": "7"}, {"draws": "3"}, {"draws": "16", "scale": "1000"}, {"seed": "-1"},
        {"seed": "²"}, {"seed": str(2**64)},
        {"without": ",".join(f"rules.r{n}" for n in range(50))},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_sentence(query):
    with pytest.raises(Refused) as caught:
        question.of(query)
    for lang in texts.LANGUAGES:
        assert texts.say(lang, caught.value.key, None, **caught.value.said)


@pytest.mark.parametrize("base", PRESETS)
def test_every_switch_of_a_preset_has_words_in_every_language_and_turns_something(base):
    found, scenario = controls(base), load(base, assume=True)
    parts = [part for of in found.parts.values() for part in of]
    assert len(parts) > 3
    for lang in texts.LANGUAGES:
        for part in parts:
            assert texts.say(lang, part.words[0], None, what=texts.say(lang, part.words[1]))
            for number in part.numbers:
                assert texts.say(lang, f"field.{number.field.replace('.', '_')}")
    for part in parts:
        assert changed(scenario, {}, [part.key]).scenario.hash != scenario.hash, part.key
        for number in part.numbers:
            assert number.low <= number.value <= number.high
    for right in found.rights:
        values = {key: read(text, key)[0] for key, text in RIGHTS[right].items()}
        assert changed(scenario, values).scenario.hash != scenario.hash


def test_numbers_carry_their_marks_and_the_range_that_the_file_declares():
    (part,) = [part for part in controls("as-told").parts["rules"] if part.key == "rules.criticism"]
    (points,) = part.numbers
    assert (part.mark, points.value, points.mark) == ("told", -50, "assumed")
    assert (points.low, points.high) == (-100, -10)


def test_the_command_and_the_python_give_the_same_variant():
    asked = question.of(
        {"base": "as-told", "without": "rules.search", "set.rules.criticism.points": "-5", "give": "notice"}
    )
    assert asked.command == (
        "demerit compare as-told --without rules.search --set rights.notice=true --set rules.criticism.points=-5 "
        "--scale 1:20000 --seed 0 --seeds 0"
    )
    lines = [line for line in asked.python.splitlines() if not line.startswith(("comparison", "print"))]
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the page tells people to type
    other = re.search(r"dm\.compare\(base, (.*), scale=", asked.python)
    assert other is not None
    made = eval(other[1], names)  # noqa: S307
    values = {key: read(text, key)[0] for key, text in asked.set.items()}
    assert made.hash == changed(load("as-told"), values, asked.without).scenario.hash


@pytest.mark.parametrize(
    "text", ["-0.25", "1e999", "2018-05", "null", "true", "[0, 1]", "it's", "NaN", "007", 'a"b\\c']
)
def test_the_python_of_any_value_can_be_typed(text):
    asked = question.of({"base": "as-told", "set.rules.criticism.points": text})
    lines = [line for line in asked.python.splitlines() if not line.startswith("print")]
    compile("\n".join(lines), "typed", "exec")
    given = re.search(r'"rules\.criticism\.points": (.*)\}\)', asked.python)
    assert given is not None
    known = {"null": None, "true": True, "[0, 1]": [0, 1], "-0.25": -0.25, "1e999": float("inf")}
    assert eval(given[1], {}) == known.get(text, text)  # noqa: S307


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "The social credit system as the article tells it. Without: search terms frowned upon; records "
            "(police): criticising the government. Given: People are told when they are recorded or listed. "
            "Criticising the government, points: \u22125 instead of \u221250. From May 2018 on.",
        ),
        ("de", "Das Sozialkreditsystem, wie der Artikel es erzählt. Ohne: "),
        ("nl", "Het sociaalkredietsysteem zoals het artikel het vertelt. Zonder: "),
    ],
)
def test_an_answer_says_first_what_is_changed(lang, said, tmp_path):
    asked = question.of(
        {
            "base": "as-told",
            "without": "rules.search,data_sources.police.sees.criticism",
            "set.rules.criticism.points": "-5",
            "give": "notice",
            "since": "2018-05",
        }
    )
    assert naming.changed(Ask(Site(tmp_path), lang, "/"), asked).startswith(said)


@pytest.mark.parametrize("base", PRESETS)
def test_what_goes_with_a_part_is_said_in_words(base, tmp_path):
    scenario = load(base, assume=True)
    parts = [part.key for of in controls(base).parts.values() for part in of]
    along = {key for part in parts for key in changed(scenario, {}, [part]).along}
    for lang in texts.LANGUAGES:
        ask = Ask(Site(tmp_path), lang, "/")
        assert [key for key in sorted(along) if re.search(r"\w\.\w|\d{4}-\d\d", naming.part(ask, base, key))] == []


@pytest.mark.parametrize(
    ("base", "key", "said"),
    [
        ("benefits-clawback", "interventions.2018-12", "die Änderung vom Dezember 2018"),
        ("as-told", "consequences.flight.below", "Verweigert: Flüge (die Punktegrenze)"),
        ("as-told", "organisations.data_sources.courts", "Einträge über Organisationen (Gerichte)"),
        ("suining", "data_sources.administration.sees.speech", "data_sources.administration.sees.speech"),
        (
            "benefits-clawback",
            "data_sources.tax.sees.fraud",
            "Einträge (Finanzämter und Sozialversicherung): Steuer- oder Leistungsbetrug",
        ),
        ("europe-with-rights", "rules.curfew from 2025-02", ", ab Februar 2025"),
        ("as-told", "no.such.key", "no.such.key"),
    ],
)
def test_such_a_part_is_called(base, key, said, tmp_path):
    assert naming.part(Ask(Site(tmp_path), "de", "/"), base, key).endswith(said)


@pytest.mark.parametrize(
    ("base", "clauses", "said"),
    [
        ("benefits-clawback", "with rights.human_review: 0.5", "Dazu: Ein Mensch sieht vorher hin"),
        ("as-told", "with rights.notice: true, without rules.criticism", "Ohne: Kritik an der Regierung."),
        ("rongcheng", "with data_sources.court.false_record_rate: 0.000012", "0,000012 statt 0,00005"),
        ("as-told", "without rules.criticism", "Ohne: Kritik an der Regierung."),
    ],
)
def test_a_variant_with_another_value_is_told_in_the_readers_language(base, clauses, said, tmp_path):
    """It was told in English, by its key, on pages in Dutch and German."""
    ask, title = Ask(Site(tmp_path), "de", "/"), load(base, assume=True).title
    told = naming.variant(ask, base, title, f"{title}, {clauses}")
    assert told.startswith(f"{ask.preset(base)}. ")
    assert said in told
    assert not re.search(r"\b(with|without)\b", told)
    assert naming.variant(ask, base, title, "My own world") == "My own world"


@pytest.mark.parametrize("preset", PRESETS)
def test_a_value_is_shown_with_every_digit_of_its_file(preset):
    numbers = [one for parts in controls(preset).parts.values() for part in parts for one in part.numbers]
    for value in (each for one in numbers for each in (one.value, one.low, one.high)):
        shown = numerals.exact(value, "en").replace(",", "").replace("\u2212", "-")
        assert float(shown) == value
        assert "e" not in shown


@pytest.mark.parametrize(
    ("lang", "spared", "harmed", "said"),
    [
        ("en", 420_000, 0, "420,000 people undergo fewer harms and nobody undergoes more"),
        ("nl", 420_000, 0, "420.000 mensen ondergaan minder schade en niemand ondergaat meer"),
        ("de", 420_000, 0, "420.000 Menschen erleiden weniger Schaden und niemand erleidet mehr"),
        ("de", 0, 420_000, "Niemand erleidet weniger Schaden und 420.000 Menschen erleiden mehr"),
    ],
)
def test_where_nobody_is_harmed_the_answer_says_nobody(lang, spared, harmed, said, tmp_path):
    """In German it read "und keine Menschen mehr": and no longer any people."""
    ask = Ask(Site(tmp_path), lang, "/")
    assert answers._title(ask, {"spared": {"people": spared}, "harmed": {"people": harmed}}) == said


def test_a_value_that_is_set_has_every_digit_too(tmp_path):
    key = "data_sources.court.false_record_rate"
    asked = question.of({"base": "rongcheng", f"set.{key}": "0.000012"})
    said = naming.changed(Ask(Site(tmp_path), "de", "/"), asked)
    assert "0,000012 statt 0,00005" in said


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    with client(tmp_path_factory.mktemp("runs")) as asking:
        yield asking


SPARED = "base=benefits-clawback&without=data_sources.tax"


def answered(pages, address, tries=200):
    for _ in range(tries):
        came = pages.get(address)
        if not came.headers["content-type"].startswith("application/json"):
            return came
    raise AssertionError("no answer came")


def test_an_answer_its_tables_and_its_downloads_say_the_same(pages):
    page = answered(pages, f"/en/what-if/answer?{SPARED}")
    assert page.status_code == 200
    assert "people undergo fewer harms" in page.text
    shown = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+\.csv[^"]*)"', page.text)]
    assert len(shown) > 3
    for link in shown:
        text = pages.get(link).text
        rows = [line for line in text.splitlines() if not line.startswith("#")][1:]
        assert rows
        for row in rows:
            last = row.rsplit(",", 1)[1]
            value = float(last) if last.replace(".", "").lstrip("-").isdigit() else None
            if value is not None:
                form = f"{value:,.4f}".rstrip("0").rstrip(".").replace("-", "\u2212")
                assert f"<td>{form}</td>" in page.text, (link, row)
    for link in re.findall(r'src="([^"]+\.svg[^"]*)"', page.text):
        picture = pages.get(link.replace("&amp;", "&"))
        assert picture.headers["content-type"] == "image/svg+xml"
        assert picture.text.startswith("<svg")


def test_a_month_is_in_the_readers_form_on_the_page_and_as_it_is_in_a_download(pages):
    page = answered(pages, f"/de/what-if/answer?{SPARED}").text
    link = re.search(r'href="([^"]+/months\.csv[^"]*)"', page)
    assert link is not None
    taken = [line.split(",")[0] for line in pages.get(link[1].replace("&amp;", "&")).text.splitlines()]
    months = [each for each in taken if re.fullmatch(r"\d{4}-\d\d", each)]
    assert len(months) > 12
    assert [each for each in months if f'<th scope="row">{numerals.month(each, "de")}</th>' not in page] == []


def test_a_download_has_no_digit_that_its_table_lacks():
    figure = Figure("flows", "What", "Times", None, ["what", "low"], [["fines", 0.016121]], "")
    assert figure.csv().splitlines()[-1] == f"fines,{numerals.number(0.016121, 'en')}"


@pytest.mark.parametrize("lang", list(texts.LANGUAGES))
def test_every_language_has_the_answer_with_the_same_numbers(pages, lang):
    page = answered(pages, f"/{lang}/what-if/answer?{SPARED}")
    english = answered(pages, f"/en/what-if/answer?{SPARED}")

    def numbers(text: str) -> list[str]:
        return [re.sub(r"\D", "", cell) for cell in re.findall(r"<td>([^<]*)</td>", text)]

    assert numbers(page.text) == numbers(english.text)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "The learned score is fitted to people in these months, in each world anew: January 2017"),
        ("nl", "De getrainde score wordt in deze maanden op mensen afgestemd, in elke wereld opnieuw: januari 2017"),
        ("de", "Der trainierte Score wird in diesen Monaten an Menschen angepasst, in jeder Welt neu: Januar 2017"),
    ],
)
def test_another_fit_of_a_learned_score_is_said_to_be_in_no_band(pages, lang, said):
    page = answered(pages, f"/{lang}/what-if/answer?base=as-told&without=rules.music")
    assert said in " ".join(page.text.split())
    assert {"en": "1,000 has that", "nl": "1.000 staat", "de": "1.000 steht"}[lang] in " ".join(page.text.split())
    assert said[:18] not in answered(pages, f"/{lang}/what-if/answer?{SPARED}").text


def test_one_life_in_both_worlds_and_the_file(pages):
    life = answered(pages, f"/en/what-if/life?{SPARED}&find=spared&who=a-life")
    assert "Synthetic person" in life.text
    assert "the changed system" in life.text
    assert "without-data_sources" not in life.text
    years = re.findall(r"<h5>(\d{4})</h5>", life.text)
    assert life.text.count('<section class="card">') == 2 * len(years) > 0
    assert "The two lives are the same until" in life.text


@pytest.mark.parametrize(("lang", "said"), [("nl", "De twee levens zijn gelijk"), ("de", "Die beiden Leben sind bis")])
def test_one_life_in_both_worlds_is_told_in_the_language_of_the_page(pages, lang, said):
    life = answered(pages, f"/{lang}/what-if/life?{SPARED}&find=spared&who=a-life")
    assert said in life.text
    assert 'lang="en"' not in life.text
    assert {"nl": "het veranderde systeem", "de": "dem geänderten System"}[lang] in life.text
    english = answered(pages, f"/en/what-if/life?{SPARED}&find=spared&who=a-life")
    assert life.text.count("<li") == english.text.count("<li")
    assert not re.search(r"\b(the|person|points|recorded|household) (of|was|were|population)\b", life.text)


def test_the_changed_scenario_is_a_file_that_can_be_read(pages, tmp_path):
    file = pages.get(f"/en/what-if/scenario.yaml?{SPARED}")
    place = tmp_path / "benefits-clawback-changed.yaml"
    assert place.name in file.headers["content-disposition"]
    place.write_text(file.text, encoding="utf-8")
    assert (
        load(place).regime == changed(load("benefits-clawback", assume=True), {}, ["data_sources.tax"]).scenario.regime
    )


def test_what_is_wrong_with_a_change_is_said_in_one_sentence(pages):
    page = answered(pages, "/en/what-if/answer?base=as-told&without=rules.criticsm")
    assert "did you mean &#34;rules.criticism&#34;?" in page.text
    assert page.text.count('role="alert"') == 1


@pytest.mark.parametrize(
    ("query", "english", "dutch", "german"),
    [
        ("set.rules.criticism.points=abc", "no whole number", "geen geheel getal", "keine ganze Zahl"),
        ("set.rules.criticism.points=[1", "no value that can be read", "gelezen kan worden", "der sich lesen lässt"),
        ("set.fear.watched=[1", "no value that can be read", "gelezen kan worden", "der sich lesen lässt"),
        ("set.rules.criticism.points=-40000", "−30,000 and 30,000", "−30.000 en 30.000", "−30.000 und 30.000"),
        ("set.data_sources.camera.miss_rate=7", "not between 0 and 1", "niet tussen 0 en 1", "nicht zwischen 0 und 1"),
        ("set.data_sources.camera.miss_rate=true", "is no number", "is geen getal", "ist keine Zahl"),
        ("set.rights.notice=maybe", "neither true nor false", "niet true en niet false", "weder true noch false"),
        ("without=rules.criticsm", "did you mean", "bedoelde u", "meinten Sie"),
        ("without=x.y", "There is no", "In dit systeem is geen", "In diesem System gibt es kein"),
        ("without=rules.criticism.points", "taken away alone", "op zichzelf worden weggehaald", "nicht allein heraus"),
    ],
)
def test_why_a_change_cannot_be_is_said_in_the_readers_language(pages, query, english, dutch, german):
    for lang, said in (("en", english), ("nl", dutch), ("de", german)):
        answer = pages.get(f"/{lang}/what-if/scenario.yaml?base=as-told&{query}")
        assert answer.status_code == 400
        assert said in answer.text
        assert '<span lang="en"' not in answer.text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "(police, Xinjiang, minority)"),
        ("nl", "(politie, Xinjiang, minderheid)"),
        ("de", "(Polizei, Xinjiang, Minderheit)"),
    ],
)
def test_what_tells_alike_parts_apart_is_in_the_readers_language(pages, tmp_path, lang, said):
    key = "detention.criticism-police-Xinjiang-minority"
    assert naming.part(Ask(Site(tmp_path), lang, "/"), "as-told", key).endswith(said)
    assert said in pages.get(f"/{lang}/what-if?base=as-told").text


@pytest.mark.parametrize("base", PRESETS)
def test_every_number_can_be_turned_and_stands_in_the_file(base):
    """A threshold that is none was shown as 1,048,576 points; a range of one value as a slider that cannot move."""
    numbers = [one for parts in controls(base).parts.values() for part in parts for one in part.numbers]
    assert [one.key for one in numbers if abs(one.value) > 100_000] == []
    assert [one.key for one in numbers if one.low >= one.high] == []


def test_the_mark_of_a_switch_opens_to_its_reference(pages):
    page = pages.get("/de/what-if?base=as-documented").text
    found = re.findall(r'<details class="mark"><summary>gefunden</summary>(.*?)</details>', page)
    assert found
    assert any('<span lang="en">Supreme People' in each for each in found)
    assert 'title="' not in page


def test_before_anything_is_changed_nothing_is_said_of_a_place_where_no_switch_is(pages):
    """On a wide page switches stand beside the answer, on a narrow one above it."""
    for lang in texts.LANGUAGES:
        assert not re.search(r"\b(above|hierboven|oben)\b", texts.say(lang, "what_if.choose"))
