"""Whatever is asked of the pages, by whatever method: an answer or one sentence, never a fault."""

import io
import json
import re
import shutil
from dataclasses import replace
from functools import cached_property
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.commands import demerit as command
from tests.helpers.serving import client, launch, small_run

from demerit.catalogue.found import by_name
from demerit.comparison import compare
from demerit.report.tiles import CHINA
from demerit.serve import texts
from demerit.serve.asking import desk
from demerit.serve.asking.desk import Asked, Desk
from demerit.serve.differences.question import SHOWN
from demerit.serve.lives.asking import FIND
from demerit.serve.routes import PAGES
from demerit.serve.running.jobs import Jobs
from demerit.vocabulary import GROUPS
from demerit.worker.__main__ import Worker
from demerit.worker.question import Question
from demerit.world import claim

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
UNTIL = 24168 + 2  # a month
FOLDERS = ["first", "both", "both", "world", "stopped", "spoilt"]
ODD = ["..", "%2e%2e", "first", "second", "0", "-1", "1e9", "\x00", "<b>", "' or 1=1", "2014-02", "head", "map.csv"]
WORDS = st.text(max_size=12) | st.sampled_from(ODD)
FILES = ["map.csv", "map.svg", "map.png", "series.csv", "series.svg", "narrow.svg", "manifest.json", "lists.parquet"]
PARTS = {  # of addresses
    "name": st.sampled_from(FOLDERS),
    "number": st.sampled_from(["0", "2", "17", "999999999"]),
    "file": st.sampled_from(FILES),
    "figure": st.sampled_from(["people", "flows", "map"]),
    "form": st.sampled_from(["csv", "svg", "png"]),
}
VALUES = WORDS | st.sampled_from([*by_name()][:400]) | st.sampled_from([*CHINA, *GROUPS, "blacklist", "register"])
KEYS = st.sampled_from(
    ["measure", "month", "by", "per", "place", "of", "part", "inline", "list", "q", "province", "choice", "page"]
    + ["number", "scenario", "scale", "seed", "until", "token", "launch"]
    + ["variant", "shown", "large", "base", "run", "person", "find", "do", "leave", "at", "every", "blind"]
    + ["without", "give", "since", "draws", "wait", "set.fear.watched", "off.rules.criticism"]
)
# What the keys of a page mostly hold, so that a view is reached as often as a refusal.
USUAL = {
    "measure": st.sampled_from(["records.all", "refused.all", "people", "blacklist.stock", "self_censored.all"]),
    "month": st.sampled_from(["2014-01", "2014-02", "2014-03", "2013-12"]),
    "place": st.sampled_from(["Beijing", "Shandong", "Bavaria"]),
    "variant": st.sampled_from(["without-rules.criticism", "base"]),
    "shown": st.sampled_from([*SHOWN, "nothing"]),
    "per": st.sampled_from(["head", "total"]),
    "large": st.sampled_from(["1", "0"]),
    "base": st.sampled_from(["as-told", "benefits-clawback", "first"]),
    "run": st.sampled_from(FOLDERS),
    "person": st.sampled_from(["0", "2", "17", "999999999"]),
    "find": st.sampled_from([*FIND, "spared", "harmed", "2"]),
    "do": st.sampled_from(["2014-02.search", "2014-02.objection", "2014-02.search,2014-03.purchase.2", "2014-02"]),
    "leave": st.sampled_from(["2014-02.flight", "2014-03.credit", "2014-02.objection.2", ","]),
    "at": st.sampled_from(["2014-02.search", "2014-02.demonstration.3", "2014-01"]),
    "without": st.sampled_from(["rules.criticism", "rules", "consequences.flight,rights", "x.y"]),
    "give": st.sampled_from(["notice", "suspends", "notice,nothing"]),
    "set.fear.watched": st.sampled_from(["3", "-3", "[", "{a: b}", "2014-02"]),
    "since": st.sampled_from(["2014-02", "1900-01", "2014-13"]),
    "scale": st.sampled_from(["20000", "1000", "7"]),
}
LIKELY = st.fixed_dictionaries({}, optional=USUAL)
QUERIES = st.dictionaries(KEYS | st.text(max_size=6), VALUES, max_size=5)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    where = tmp_path_factory.mktemp("runs")
    small_run(where / "first")
    given = ("--without", "rules.criticism", "--scale", "1:150000", "--until", "2014-03", "--out", str(where / "both"))
    assert command("compare", "as-told", *given, "--quiet")[0] == 0
    shutil.copytree(where / "both" / "base", where / "world")
    shutil.copytree(where / "both", where / "spoilt")
    (where / "spoilt" / "comparison.json").write_text('{"variants": []}', encoding="utf-8")
    (where / "stopped").mkdir()
    (where / "stopped" / claim.FILE).touch()
    return where


class Lived(Worker):
    """A worker in this process, which has one comparison and gives it to whoever asks for one that can be."""

    def __init__(self) -> None:
        super().__init__(io.StringIO(), io.StringIO())

    @cached_property
    def both(self):
        question = Question("as-told", {}, ("rules.criticism",), None, 150_000, 0, 0)
        return compare(replace(question.plan(), until=UNTIL))

    def _lived(self, asked):
        Question.of({**asked, "draws": 0}).plan()
        return self.both

    def answers(self, desk, question, _):
        """In place of `Desk.ask`."""
        asked = Asked(1, json.dumps(question), question, {"": 0.0})
        if question["kind"] in ("who", "try", "lesson") and not question["run"]:
            return asked  # a whole country would have to be lived: it waits
        said = json.loads(json.dumps(self._answered({"id": 1, **question})))
        assert "fault" not in said, question
        desk._came(asked, said)
        return asked


@pytest.fixture(scope="module")
def asking(runs):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Jobs, "start", lambda *_, **__: None)  # nothing is lived here
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)  # nor deleted
        worker = Lived()
        patched.setattr(Desk, "ask", lambda *given: worker.answers(*given))
        patched.setattr(Desk, "warm", lambda _: None)
        patched.setattr(desk, "PATIENCE", 0.0)
        with client(runs) as one:
            yield one


PATHS = st.sampled_from(PAGES).flatmap(
    lambda page: st.tuples(
        st.just(page),
        st.fixed_dictionaries(
            {
                name: st.one_of(PARTS[name], PARTS[name], WORDS)
                for name, _ in re.findall(r"\{(\w+)(:path)?\}", page.path)
            }
        ),
    )
)


@settings(max_examples=800, deadline=None)
@given(
    at=PATHS,
    lang=st.sampled_from(["en", "nl", "de"]),
    query=st.one_of(LIKELY, QUERIES),
    form=QUERIES,
    method=st.one_of(st.none(), st.none(), st.none(), st.sampled_from(METHODS)),
)
def test_every_page_answers_or_refuses_in_one_sentence(asking, at, lang, query, form, method):
    page, parts = at
    path = re.sub(r"\{(\w+)(:path)?\}", lambda found: quote(parts[found[1]], safe="") or "x", page.path)
    method = method or page.method
    more = {"data": {"launch": launch(asking), **form}} if method == "POST" else {}
    answer = asking.request(method, f"/{lang}{path}", params=query, **more)
    waits = answer.status_code == 503 and texts.say(lang, "unasked.not_yet") in answer.text
    assert answer.status_code < 500 or waits, answer.text[-500:]
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


@settings(max_examples=200)
@given(path=st.text(max_size=40), method=st.sampled_from(METHODS), body=st.binary(max_size=60), kind=WORDS)
def test_any_address_and_any_body_are_answered(asking, path, method, body, kind):
    headers = {"content-type": quote(kind)}
    answer = asking.request(method, f"/{quote(path)}", content=body, headers=headers)
    assert answer.status_code < 500, answer.text[-500:]


@settings(max_examples=200)
@given(
    body=st.binary(max_size=200),
    kind=st.sampled_from(
        ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain"]
    ),
)
def test_any_form_is_taken_or_refused(asking, body, kind):
    headers = {"content-type": kind, "x-demerit-launch": launch(asking)}
    answer = asking.post("/en/runs", content=body, headers=headers)
    assert answer.status_code < 500, answer.text[-500:]


@settings(max_examples=100)
@given(
    host=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20),
    origin=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20),
)
def test_any_host_and_any_origin_are_answered(asking, host, origin):
    answer = asking.get("/en/", headers={"host": host, "origin": origin})
    assert answer.status_code in (403, 421)
