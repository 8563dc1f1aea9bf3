"""The frame of `demerit serve`: who may ask, under which rules, in which language, and what a refusal looks like."""

import errno
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.helpers.commands import apart
from tests.helpers.serving import client, launch, opened, over, small_run

from demerit.errors import DemeritError
from demerit.serve import launching, limits, texts
from demerit.serve.answering import Page
from demerit.serve.app import of
from demerit.serve.country.opened import Kept
from demerit.serve.folders import listed
from demerit.serve.kept import ONCE, once
from demerit.serve.launching import address, last, site_of
from demerit.serve.reaching import bound
from demerit.serve.refusing import Refused
from demerit.serve.routes import PAGES
from demerit.serve.site import Site
from demerit.world import folder

LANGUAGES = list(texts.LANGUAGES)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    where = tmp_path_factory.mktemp("runs")
    small_run(where / "first")
    return where


@pytest.fixture(scope="module")
def asking(runs):
    with client(runs) as one:
        yield one


def sentence(answer):
    found = re.search(r'<p class="lead" role="alert">(.*?)</p>', answer.text, re.S)
    assert found is not None, answer.text
    return found[1]


def test_an_address_without_a_language_is_that_of_the_readers(asking):
    for accepted, lang in (("nl-BE,nl;q=0.9", "nl"), ("fr,de;q=0.5", "de"), ("fr", "en"), ("", "en")):
        answer = asking.get("/?x=1", headers={"accept-language": accepted})
        assert answer.headers["location"] == f"/{lang}/?x=1"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_a_page_keeps_its_language(asking, lang):
    page = asking.get(f"/{lang}/?a=b").text
    assert f'<html lang="{lang}">' in page
    links = re.findall(r'<a [^>]*href="([^"#]*)"', page)
    switching = [f"/{other}/?a=b" for other in LANGUAGES]
    assert [link for link in links if link in switching] == switching
    assert all(link.startswith((f"/{lang}/", "http")) for link in links if link not in switching)


def test_every_response_carries_the_rules(asking):
    for path in ("/", "/en/", "/en/nothing", "/static/serve.css"):
        headers = asking.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "", "a b", "localhost:x", "user@localhost"])
def test_a_page_answers_only_under_its_own_name(asking, host):
    answer = asking.get("/nl/", headers={"host": host})
    assert answer.status_code == 421
    assert "alleen onder de naam" in sentence(answer)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765"])
def test_on_this_machine_it_has_three_names(asking, host):
    assert asking.get("/en/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://example.org"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://["},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
    ],
)
def test_what_another_site_asks_is_refused(asking, headers):
    assert asking.get("/en/", headers=headers).status_code == 403
    assert asking.get("/static/serve.js", headers=headers).status_code == 403


def test_a_link_on_another_site_may_lead_here(asking):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert asking.get("/en/", headers=headers).status_code == 200


def test_elsewhere_only_who_knows_the_token_may_look(runs):
    site = site_of(runs, "192.168.1.2", None)
    assert site.token is not None
    assert len(site.token) >= 32
    assert address(site, "192.168.1.2", 80) == f"http://192.168.1.2:80/?token={site.token}"
    with client(runs, hosts=None, token=site.token) as one:
        for wrong in ("/en/", "/en/?token=", f"/en/?token={site.token}x"):
            assert one.get(wrong).status_code == 403
        first = one.get(f"/en/?token={site.token}&a=b")
        assert first.status_code == 200
        assert site.token not in first.text  # in no link: it would be copied with an address
        assert "HttpOnly; SameSite=Strict" in first.headers["set-cookie"]
        assert one.get("/nl/").status_code == 200  # the cookie says it from now on


def test_the_command_opens_the_last_run(runs):
    assert last(runs) == "run/first"
    assert last(runs / "nothing") == ""
    site = site_of(runs, "127.0.0.1", None)
    assert address(site, "::1", 80, last(runs)) == "http://[::1]:80/run/first"
    with client(runs) as one:
        assert one.get("/run/first").headers["location"] == "/en/run/first"


def test_once_it_answers_the_latest_run_is_read_before_anybody_looks(runs, monkeypatch):
    made: list[Site] = []

    def answering(site):
        made.append(site)
        return of(site)

    monkeypatch.setattr(launching, "of", answering)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    launching.serve(runs, "127.0.0.1", 0, None, lambda *_: None)
    (held,) = listed(runs)
    kept = made[0].shared("country", Kept)
    for _ in range(2400):  # which takes as long as the machine is busy
        if kept.knows(held):
            break
        time.sleep(0.1)
    assert kept.knows(held)
    assert kept.opened(held).held == held


def test_the_command_answers_until_it_is_stopped_and_says_what_is_wrong(runs, tmp_path):
    with opened(runs) as there:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", there)
        port = there.rpartition(":")[2]
        code, _, said = apart("serve", str(runs), "--port", port)
        assert (code, "cannot be used" in said) == (2, True)
    (tmp_path / "file").touch()
    for words in (("--token", "short"), (str(tmp_path / "file"),)):
        code, _, said = apart("serve", *words)
        assert (code, said.startswith("demerit: "), said.count("\n")) == (2, True, 1)


def test_a_school_can_look_at_once(runs):
    """Forty browsers that open six connections each: every one of them is answered."""
    with opened(runs) as there, ExitStack() as held:
        place = urlsplit(there)
        each = [HTTPConnection(str(place.hostname), place.port, timeout=240) for _ in range(240)]
        for one in each:
            held.callback(one.close)
            one.connect()
        for one in each:
            one.request("GET", "/static/icon.svg")
        assert {one.getresponse().status for one in each} == {200}


def test_whoever_is_stopped_twice_ends_what_was_begun_all_the_same(runs, monkeypatch):
    """The second Ctrl-C, while a reader waited, left runs behind that nobody asked to end."""
    ended = []

    def begun(server, sockets):
        server.config.app.state.site.closing.append(lambda: ended.append(True))
        server.force_exit = True

    monkeypatch.setattr("uvicorn.Server.run", begun)
    launching.serve(runs, "127.0.0.1", 0, None, lambda *_: None)
    assert ended == [True]


def test_what_is_kept_ready_is_kept_however_often_others_make_room():
    kept: dict[Any, Any] = {n: n for n in range(ONCE)}

    def made():
        kept.clear()  # somebody else needed room
        return "made"

    assert once(kept, "mine", made) == "made"
    kept.clear()
    for n in range(2 * ONCE):
        assert once(kept, n, lambda: "made") == "made"
    assert len(kept) <= ONCE


def test_a_class_that_waits_for_lives_keeps_nobody_from_a_page(runs):
    """Each of them held a thread for as long as a request may wait; there were forty for all."""
    here, stays, come = 60, threading.Event(), threading.Semaphore(0)

    def waits(ask):
        come.release()
        assert stays.wait(240)
        return ask.json({})

    with opened_in_thread(runs, Page("/waits", waits, waits=True), Page("/at-once", lambda ask: ask.json({}))) as there:
        each = [HTTPConnection("127.0.0.1", there, timeout=240) for _ in range(here)]
        for one in each:
            one.request("GET", "/en/waits")
        for _ in each:
            assert come.acquire(timeout=240)  # all of them wait
        other = HTTPConnection("127.0.0.1", there, timeout=240)
        other.request("GET", "/en/at-once")
        assert other.getresponse().status == 200
        stays.set()
        assert {one.getresponse().status for one in each} == {200}
        for one in (other, *each):
            one.close()


@contextmanager
def opened_in_thread(runs, *pages):
    """The port of some pages of ours, answered by a thread."""
    import uvicorn

    from demerit.serve import app

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app, "PAGES", pages)
        server = uvicorn.Server(uvicorn.Config(of(Site(runs)), log_level="error"))
    with closing(bound("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(240)


def test_every_page_that_asks_a_process_is_one_that_waits(runs):
    """Named here, as whoever adds one is to say so."""
    asking = ("/what-if", "/try", "/run/{name}/life", "/run/{name}/lives")
    found = {page.path: page.waits for page in PAGES if page.path.startswith(asking)}
    assert {path for path, waits in found.items() if not waits} == {"/what-if/scenario.yaml"}
    assert [page.path for page in PAGES if page.waits and page.path not in found] == []


def test_on_this_machine_no_token_is_needed(runs):
    for host in ("127.0.0.1", "localhost", "::1", "127.0.0.2"):
        assert site_of(runs, host, None).token is None
    assert site_of(runs, "0.0.0.0", None).token is not None  # noqa: S104


def answering(runs, answer):
    site = Site(runs)
    from demerit.serve import app

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app, "PAGES", (Page("/get", answer), Page("/post", answer, "POST")))
        return of(site)


def asked_of(runs, answer):
    return over(answering(runs, answer))


@pytest.mark.parametrize(("lang", "said"), [("en", "go back"), ("nl", "ga terug"), ("de", "gehen Sie zurück")])
def test_whoever_sends_a_form_of_an_earlier_launch_is_told_to_go_back_to_it(asking, lang, said):
    """Loading the refusal again sends the same form again."""
    refused = asking.post(f"/{lang}/runs", data={"launch": "of yesterday"})
    assert (refused.status_code, said in sentence(refused)) == (403, True)


def test_a_form_must_carry_what_only_pages_of_this_launch_know(runs):
    with asked_of(runs, lambda ask: ask.go("there", **ask.form)) as one:
        assert one.post("/en/post", data={"a": "b"}).status_code == 403
        assert one.post("/en/post", data={"a": "b", "launch": "of yesterday"}).status_code == 403
        known = {"a": "b", "launch": launch(one)}
        answer = one.post("/en/post", data=known)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/en/there?a=b")
        foreign = {"origin": "http://example.org"}
        assert one.post("/en/post", data=known, headers=foreign).status_code == 403
        by_head = one.post("/en/post", data={"a": "b"}, headers={"x-demerit-launch": launch(one)})
        assert by_head.status_code == 303


def test_too_much_is_refused_in_one_sentence(runs):
    with asked_of(runs, lambda ask: ask.go("there")) as one:
        assert one.post("/en/post", content=b"x" * (limits.BODY + 1)).status_code == 413
        assert one.post("/en/post", content=iter([b"x"])).status_code == 411
        many = {f"f{n}": "" for n in range(limits.FIELDS + 1)}
        assert one.post("/en/post", data=many).status_code == 400
        long = one.get(f"/de/get?a={'x' * limits.ADDRESS}")
        assert (long.status_code, sentence(long)) == (414, "Diese Adresse ist zu lang.")


def test_whatever_goes_wrong_is_one_sentence_and_never_a_traceback(runs, capsys):
    def wrong(ask):
        raise {"refused": Refused(400, "refused.run", name="<b>"), "message": DemeritError("<i>: no\x1b")}.get(
            ask.query["by"], RuntimeError("secret")
        )

    with asked_of(runs, wrong) as one:
        refused = one.get("/en/get?by=refused")
        assert (refused.status_code, "<b>" in refused.text) == (400, False)
        said = one.get("/en/get?by=message")
        assert (said.status_code, sentence(said)) == (400, "&lt;i&gt;: no\\u001b")
        fault = one.get("/en/get?by=fault")
        assert fault.status_code == 500
        assert "Traceback" not in fault.text
        assert "secret" not in fault.text
    assert "secret" in capsys.readouterr().err


def test_what_pages_share_is_made_once_however_many_ask(runs):
    site, made = Site(runs), []

    def make():
        time.sleep(0.05)
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: site.shared("one", make), range(8)))
    assert found == set(made)
    assert len(made) == 1


def test_an_unknown_address_and_an_unknown_method_have_pages(asking):
    assert sentence(asking.get("/en/nowhere")) == "There is no page at this address."
    assert asking.post("/en/").status_code == 405
    assert asking.get("/static/%2e%2e/site.py").status_code == 404


DAMAGED: tuple[dict[str, Any], ...] = (
    *({"kind": "zzz"}, {"kind": 5}, {"kind": []}),
    *({"until": "2021-13"}, {"until": "soon"}, {"until": None}),
    *(
        {"files": {"../first/manifest.json": "0" * 32}},
        {"files": {"/etc/passwd": "0" * 32}},
        {"files": {"a\0b": "0" * 32}},
    ),
    *({"scale": 0}, {"scenario": None}, {"seed": -1}, {"weights": {}}),
)


@pytest.mark.parametrize("change", DAMAGED, ids=str)
def test_a_damaged_manifest_is_one_sentence_on_every_page_and_hides_no_other_run(runs, tmp_path, change):
    shutil.copytree(runs / "first", tmp_path / "whole")
    shutil.copytree(runs / "first", tmp_path / "damaged")
    said = folder.manifest(tmp_path / "damaged")
    folder.write_json(tmp_path / "damaged" / folder.MANIFEST, said | change)
    with client(tmp_path) as asking:
        for path in ("/en/", "/en/runs"):
            page = asking.get(path)
            assert page.status_code == 200
            assert "cannot be read" in page.text
            assert ">whole</a>" in page.text
        assert f"is damaged ({next(iter(change))})" in asking.get("/en/run/damaged").text
        for page in ("country", "lists", "lives", "files", "report", "crate.zip", "differences"):
            answer = asking.get(f"/en/run/damaged/{page}")
            assert answer.status_code == 400
            assert "is damaged" in sentence(answer)


def test_what_the_machine_refuses_is_one_sentence(runs, capsys):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with asked_of(runs, full) as asking:
        answer = asking.get("/en/get")
    assert answer.status_code == 503
    assert "the disk is full" in sentence(answer)
    assert "Traceback" not in capsys.readouterr().err


def test_looking_loads_nothing_of_a_month(runs):
    """The pages read folders: whatever computes a month stays in processes of its own."""
    code = f"""
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from pathlib import Path
from tests.helpers.serving import client
with client(Path({str(runs)!r})) as asking:
    of_run = [f"/run/first/{{page}}" for page in ("country", "lists", "lives", "files")]
    for path in ("/", "/runs", "/run/first", *of_run):
        assert asking.get("/en" + path).status_code == 200, path
print(*sorted(name for name in sys.modules if name.startswith(("demerit.month.", "demerit.world.simulation"))))
"""
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.split() == []
