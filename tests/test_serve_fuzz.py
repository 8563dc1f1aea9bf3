"""Whatever is asked of the pages, by whatever method: an answer or one sentence, never a fault."""

import re
import shutil
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.serving import client, launch, small_run

from demerit.catalogue.found import by_name
from demerit.report.tiles import CHINA
from demerit.serve.routes import PAGES
from demerit.serve.running.jobs import Jobs
from demerit.vocabulary import GROUPS

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
ODD = ["..", "%2e%2e", "first", "second", "0", "-1", "1e9", "\x00", "<b>", "' or 1=1", "2014-02", "head", "map.csv"]
WORDS = st.text(max_size=12) | st.sampled_from(ODD)
NAMES = WORDS | st.sampled_from(["first", "first", "first", "map.svg", "series.csv", "manifest.json", "17"])
VALUES = WORDS | st.sampled_from([*by_name()][:400]) | st.sampled_from([*CHINA, *GROUPS, "blacklist", "register"])
KEYS = st.sampled_from(
    ["measure", "month", "by", "per", "place", "of", "part", "inline", "list", "q", "province", "choice", "page"]
    + ["number", "scenario", "scale", "seed", "until", "token", "launch"]
)
QUERIES = st.dictionaries(KEYS | st.text(max_size=6), VALUES, max_size=5)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return small_run(tmp_path_factory.mktemp("runs") / "first").parent


@pytest.fixture(scope="module")
def asking(runs):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Jobs, "start", lambda *_, **__: None)  # nothing is lived here
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)  # nor deleted
        with client(runs) as one:
            yield one


@settings(max_examples=500)
@given(
    page=st.sampled_from(PAGES),
    lang=st.sampled_from(["en", "nl", "de"]),
    there=st.sampled_from([True, True, True, False]),
    names=st.lists(NAMES, min_size=3, max_size=3),
    query=QUERIES,
    form=QUERIES,
    method=st.sampled_from(METHODS) | st.none(),
)
def test_every_page_answers_or_refuses_in_one_sentence(asking, page, lang, there, names, query, form, method):
    left = iter(["first", *names] if there else names)
    path = re.sub(r"\{\w+(:path)?\}", lambda _: quote(next(left), safe="") or "x", page.path)
    method = method or page.method
    more = {"data": {"launch": launch(asking), **form}} if method == "POST" else {}
    answer = asking.request(method, f"/{lang}{path}", params=query, **more)
    assert answer.status_code < 500, answer.text[-500:]
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
