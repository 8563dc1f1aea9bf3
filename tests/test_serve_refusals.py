"""What pages refuse, in Dutch and German: every sentence is in the language of its page, or says that it is English."""

import errno
import html
import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.commands import demerit as command
from tests.helpers.serving import came, client, launch, small_run

from demerit.errors import DemeritError
from demerit.phrases import texts as phrases
from demerit.serve import limits, texts
from demerit.serve.excusing import QUOTING, excuse
from demerit.serve.files import crate
from demerit.serve.running import jobs, plan
from demerit.world import claim, folder

OTHERS = ("nl", "de")
WORD = re.compile(r"[^\W\d_]{2,}")
SWITCH = re.compile(r'<nav class="languages".*?</nav>|<title>.*?</title>', re.S)
ENGLISH = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>(.*?)</\1>', re.S)
KEYS = re.compile(
    r"\b(?:first|both|stopped|cut|gone|as-told)\b|[„“][^“”]*[“”]|\([a-z_]+\)|[\w-]+[./][\w./-]+"
)  # names, keys and files, which no language changes
LONG = {f"set.x{n}": "1" for n in range(50)}

# What is asked for, and the key of the text that comes.
LOOKED: tuple[tuple[str, str], ...] = (
    *(("/nowhere", "refused.nothing"), ("/run/nothing", "refused.run"), ("/run/first/nowhere", "refused.nothing")),
    *(("/run/both/country", "refused.kind"), ("/run/first/differences", "refused.no_comparison")),
    *(("/run/first/country?measure=x", "refused.measure"), ("/run/first/country?month=1900-01", "refused.month")),
    *(("/run/first/country?place=x", "refused.place"), ("/run/first/country/x.csv", "refused.nothing")),
    *(("/run/both/differences?variant=x", "refused.variant"), ("/run/both/differences?place=x", "refused.place")),
    *(("/run/both/differences?measure=x", "refused.measure"), ("/run/both/differences?month=x", "refused.month")),
    *(("/run/first/lists?list=x", "refused.list"), ("/run/first/lists?page=99", "refused.page")),
    *(("/run/first/lists?page=x", "refused.page"), ("/run/both/lists", "refused.kind")),
    *(("/run/first/life/x", "refused.number"), ("/run/first/life/999999999", "told.no_number")),
    *(("/run/first/life/999999999/why", "told.no_number"), ("/run/first/lives?find=x", "refused.nothing")),
    *(("/run/first/report", "refused.report"), ("/run/first/file/x", "refused.nothing")),
    *(("/run/stopped/lives", "refused.unfinished"), ("/run/stopped/files", "refused.unfinished")),
    *(("/run/stopped/country", "refused.early"), ("/run/spoilt", "wrong.damaged")),
    *((f"/run/spoilt/{page}", "wrong.damaged") for page in ("country", "lists", "lives", "files", "crate.zip")),
    *(("/run/nojson", "wrong.damaged"), ("/run/older", "wrong.version"), ("/run/older/country", "wrong.version")),
    *(("/run/cut/lists", "wrong.changed"), ("/run/cut/file/lists.parquet", "wrong.changed")),
    *(
        ("/run/cut/crate.zip", "wrong.changed"),
        ("/run/gone/lists", "wrong.missing"),
        ("/run/cut/life/1", "wrong.changed"),
    ),
    *(("/what-if?base=x", "unasked.preset"), ("/what-if?give=x", "unasked.right"), ("/what-if?seed=x", "unasked.seed")),
    *(("/what-if?set.a=%07", "unasked.value"), ("/what-if?without=%2B", "unasked.key")),
    *(
        ("/what-if?since=x", "unasked.month"),
        ("/what-if?scale=7", "unasked.scale"),
        ("/what-if?draws=3", "unasked.draws"),
    ),
    *(("/what-if/answer", "unasked.unchanged"), ("/what-if/people.svg", "unasked.unchanged")),
    *(("/what-if/life?without=rules.criticism&find=x", "unasked.find"),),
    *(
        ("/what-if/answer?set.society.title=x", "wrong.common"),
        ("/what-if/answer?without=rules.critisism", "wrong.change_like"),
        ("/what-if/answer?without=rules.nothing", "wrong.change_absent"),
    ),
    *(("/what-if/answer?set.rules.criticism.points=xyz", "wrong.change_whole_between"),),
    *(("/what-if/answer?without=rules.criticism&since=1900-01", "wrong.since"),),
    *(("/what-if/scenario.yaml?without=rules.critisism", "wrong.change_like"),),
    *(("/what-if/people.svg?without=rules.critisism", "wrong.change_like"),),
    *(("/try?base=x", "try.wrong.base"), ("/try?run=first&person=x", "refused.number")),
    *(("/try?run=first&person=1&do=%3C", "try.wrong.chosen"), ("/try?run=first&find=x", "refused.nothing")),
    *(("/try?run=first&person=999999999", "told.no_number"), ("/try?run=stopped&person=1", "refused.unfinished")),
    *(("/try?run=first&person=1&do=2014-02.murder", "wrong.occasion"),),
    *(("/try?run=first&person=1&do=1900-02.demonstration", "wrong.not_drawn"),),
    *(("/try?run=first&person=1&do=" + ",".join(["2014-02.fraud"] * 401), "wrong.choices"),),
    *(("/try/lesson?run=first", "refused.nothing"), ("/try/lesson?run=first&person=999999999", "told.no_number")),
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: Any) -> Path:
    """A run, a comparison, and what is wrong in all ways."""
    where: Path = tmp_path_factory.mktemp("runs")
    run = small_run(where / "first")
    given = ("--without", "rules.criticism", "--scale", "1:150000", "--until", "2014-03", "--out", str(where / "both"))
    assert command("compare", "as-told", *given, "--quiet")[0] == 0
    for name in ("spoilt", "nojson", "older", "cut", "gone"):
        shutil.copytree(run, where / name)
    said = folder.manifest(run)
    folder.write_json(where / "spoilt" / folder.MANIFEST, said | {"until": "soon"})
    (where / "nojson" / folder.MANIFEST).write_text("{", encoding="utf-8")
    folder.write_json(where / "older" / folder.MANIFEST, said | {"version": "0.0.1"})
    for name in (folder.LISTS, folder.REPLAY):
        (where / "cut" / name).write_bytes(b"PAR1")
    (where / "gone" / folder.LISTS).unlink()
    (where / "stopped").mkdir()
    (where / "stopped" / claim.FILE).touch()
    return where


@pytest.fixture(scope="module")
def asking(runs: Path) -> Iterator[Any]:
    with client(runs) as one:
        yield one


@cache
def english_alone(lang: str) -> frozenset[str]:
    """English words that the other language does not have."""
    words: dict[str, set[str]] = {each: set() for each in ("en", lang)}
    for each, found in words.items():
        for text in (*texts.texts(each).values(), *phrases(each).values()):
            found.update(word.lower() for word in WORD.findall(re.sub(r"\{\w+\}", "", text)))
    more = {"cannot", "again", "the", "is", "was", "damaged", "nothing", "written", "read", "version", "must"}
    return frozenset((words["en"] | more) - words[lang])


def unmarked(page: str, lang: str) -> set[str]:
    """English words of a page that does not say that they are English."""
    body = ENGLISH.sub("", SWITCH.sub("", page))
    plain = html.unescape(re.sub(r"<option.*?</option>|<[^>]*>", " ", body)).replace("Demerit", "")
    return {word.lower() for word in WORD.findall(KEYS.sub("", plain))} & english_alone(lang)


def alert(page: str) -> str:
    """The sentence of a refusal, with what follows it in English."""
    found = re.search(r'<p class="\w+" role="alert">(.*?)</p>', page, re.S)
    assert found is not None, page
    return html.unescape(found[1])


def begins(lang: str, key: str) -> re.Pattern[str]:
    """A text with anything filled in."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(texts.texts(lang)[key])), re.S)


def answered(asking: Any, address: str) -> Any:
    """What a page says in the end, also one that is asked by a script."""
    for _ in range(300):
        answer = came(asking, address)
        if not answer.headers.get("content-type", "").startswith("application/json"):
            return answer
    raise AssertionError(f"{address} never came")


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize(("path", "key"), LOOKED, ids=[f"{path[:50]}" for path, _ in LOOKED])
def test_what_cannot_be_shown_is_said_in_the_language_of_the_page(asking: Any, lang: str, path: str, key: str) -> None:
    page = answered(asking, f"/{lang}{path}").text
    assert begins(lang, key).match(alert(page)), alert(page)
    assert unmarked(page, lang) == set()
    quoted = ENGLISH.search(alert(page))
    assert (quoted is not None) is (key.removeprefix("wrong.") in QUOTING)
    assert str(asking.app.state.site.folder) not in page


@pytest.mark.parametrize("lang", OTHERS)
def test_what_may_come_later_is_asked_for_again_by_a_link_and_what_cannot_be_is_not(asking: Any, lang: str) -> None:
    again = texts.say(lang, "message.again")
    early = asking.get(f"/{lang}/run/stopped/country?measure=people")
    assert f'<a href="/{lang}/run/stopped/country?measure=people">{again}</a>' in early.text
    assert again not in asking.get(f"/{lang}/run/first/country?measure=x").text
    assert again not in asking.post(f"/{lang}/run/first/resume", data={"launch": launch(asking)}).text


@pytest.mark.parametrize("lang", OTHERS)
def test_every_page_of_what_is_damaged_lists_it_without_english(asking: Any, lang: str) -> None:
    for path in ("/", "/runs"):
        assert unmarked(asking.get(f"/{lang}{path}").text, lang) == set()


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize(
    ("path", "fields", "key"),
    [
        ("/run/first/stop", {}, "refused.elsewhere"),
        ("/run/first/resume", {}, "refused.resume"),
        ("/run/nothing/delete", {}, "refused.run"),
        ("/runs", {"launch": "of yesterday"}, "refused.launch"),
    ],
)
def test_what_cannot_be_done_is_said_so_too(
    asking: Any, lang: str, path: str, fields: dict[str, str], key: str
) -> None:
    page = asking.post(f"/{lang}{path}", data={"launch": launch(asking), **fields}).text
    assert begins(lang, key).fullmatch(alert(page))
    assert unmarked(page, lang) == set()


@pytest.mark.parametrize("lang", OTHERS)
def test_the_guard_speaks_the_language_of_the_address(asking: Any, lang: str) -> None:
    told = {
        "refused.host": asking.get(f"/{lang}/", headers={"host": "example.org"}),
        "refused.origin": asking.get(f"/{lang}/", headers={"origin": "http://example.org"}),
        "refused.address": asking.get(f"/{lang}/?{'x' * limits.ADDRESS}"),
        "refused.method": asking.post(f"/{lang}/", data={}),
        "refused.large": asking.post(f"/{lang}/runs", content=b"x" * (limits.BODY + 1)),
        "refused.length": asking.post(f"/{lang}/runs", content=iter([b"x"])),
        "unasked.changes": asking.get(f"/{lang}/what-if", params=LONG),
    }
    for key, answer in told.items():
        assert begins(lang, key).fullmatch(alert(answer.text)), key
        assert unmarked(answer.text, lang) == set()


@pytest.mark.parametrize("lang", OTHERS)
def test_beside_each_field_of_the_form_stands_what_is_wrong_in_the_language_of_the_page(asking: Any, lang: str) -> None:
    wrong = {"scenario": "as-told", "scale": "1", "seed": "x", "until": "1900-01", "launch": launch(asking)}
    for fields in (wrong, {**wrong, "scenario": "x"}):
        page = asking.post(f"/{lang}/runs", data=fields)
        assert page.status_code == 422
        found = re.findall(r'<p class="error"[^>]*>(.*?)</p>', page.text)
        assert len(found) == 4
        for sentence in found:
            assert unmarked(sentence, lang) == set()


@pytest.mark.parametrize("lang", OTHERS)
def test_what_another_process_holds_and_what_the_machine_refuses_is_said_so(
    runs: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with client(runs) as asking:
        with claim.claimed(runs / "gone", whole=True):
            page = asking.post(f"/{lang}/run/gone/delete", data={"launch": launch(asking)}).text
            assert begins(lang, "wrong.busy").fullmatch(alert(page))
        with monkeypatch.context() as patched:
            patched.setattr(shutil, "rmtree", full)
            page = asking.post(f"/{lang}/run/gone/delete", data={"launch": launch(asking)}).text
        assert texts.say(lang, "refused.undeleted", name="gone", why=texts.say(lang, "machine.ENOSPC")) == alert(page)
        monkeypatch.setattr(crate, "write", full)
        page = asking.get(f"/{lang}/run/first/crate.zip").text
        assert texts.say(lang, "refused.unpacked", name="first", why=texts.say(lang, "machine.ENOSPC")) == alert(page)


@pytest.mark.parametrize("lang", OTHERS)
def test_why_a_process_failed_is_introduced_and_what_it_said_is_marked(
    runs: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (runs / plan.KEPT).mkdir(exist_ok=True)
    (runs / plan.KEPT / "begun.log").write_text(f"{jobs.PREFIX}the disk is full\n", encoding="utf-8")
    monkeypatch.setattr(jobs.Jobs, "names", lambda _: ["begun"])
    with client(runs) as asking:
        for end, key, quoted in ((2, "run.failed", ["the disk is full"]), (-9, "run.ended", [])):
            monkeypatch.setattr(jobs.Jobs, "end", lambda *_, end=end: end)
            page = asking.get(f"/{lang}/run/begun").text
            assert begins(lang, key).match(alert(page))
            assert [part for _, part in ENGLISH.findall(alert(page))] == quoted
            assert unmarked(page, lang) == set()


def test_whatever_has_no_words_of_its_own_is_introduced_and_marked(asking: Any) -> None:
    from demerit.serve.ask import Ask

    for lang in OTHERS:
        found = excuse(Ask(asking.app.state.site, lang, "/"), DemeritError("no such\x1b thing"))
        assert found == (texts.say(lang, "wrong.english"), "no such\\u001b thing")
    assert excuse(Ask(asking.app.state.site, "en", "/"), DemeritError("no such thing")) == ("no such thing", "")


def test_kinds_of_errors_come_through_the_pipe_of_the_worker() -> None:
    error = DemeritError("it", "not_drawn", occasion="2016-03.search", person=3)
    assert json.loads(json.dumps(error.parts)) == error.parts


@pytest.mark.parametrize("lang", list(texts.LANGUAGES))
def test_every_kind_of_an_error_has_words(lang: str) -> None:
    here = Path(folder.__file__).parents[1]
    sources = [path.read_text(encoding="utf-8") for path in here.rglob("*.py") if "serve" not in path.parts]
    raised = {kind for text in sources for kind in re.findall(r'Error\(\s*[^()]*?, "([a-z_]+)"[,)]', text)}
    assert len(raised) > 8
    assert raised <= {key.removeprefix("wrong.") for key in texts.texts(lang) if key.startswith("wrong.")}
