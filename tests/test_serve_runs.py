"""Runs on the pages: listed as they are, started from a form, followed, stopped, gone on with, deleted."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from tests.helpers.commands import demerit
from tests.helpers.runs import plan
from tests.helpers.serving import client, posted, small_run
from tests.helpers.stopped import children

from demerit.serve import folders, limits, numerals
from demerit.serve.running import jobs
from demerit.serve.running.plan import KEPT, Plan, forget, goes_on, kept, put, reserved, said
from demerit.world import checkpoint, claim, folder
from demerit.world.months_so_far import publish
from demerit.world.run import built

PATIENCE = 240  # seconds


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    return small_run(tmp_path_factory.mktemp("made") / "first")


@pytest.fixture(scope="module")
def attributed(tmp_path_factory):
    out = tmp_path_factory.mktemp("attributed") / "rules"
    small = ("--scale", "1:200000", "--until", "2020-03", "--quiet", "--out", str(out))
    code, _, errors = demerit("attribute", "europe-as-told", "--by", "rules", "--outcome", "refused.all", *small)
    assert code == 0, errors
    return out


@pytest.fixture
def runs(tmp_path, finished):
    where = tmp_path / "runs"
    shutil.copytree(finished, where / "first")
    return where


@pytest.fixture
def asking(runs):
    with client(runs) as one:
        yield one


def under_way(path):
    """A run that was stopped after two months under its regime."""
    world = built(plan(path))
    path.mkdir()
    while world.month < world.scenario.start + 2:
        world.step()
    publish(world, path)
    checkpoint.save(world, path)
    (path / claim.FILE).write_text("{}", encoding="utf-8")
    return world


def test_a_run_of_the_command_line_appears_with_its_figures(asking, runs):
    assert "first" in asking.get("/en/runs").text
    page = asking.get("/nl/run/first").text
    summary = json.loads((runs / "first" / folder.SUMMARY).read_text(encoding="utf-8"))
    year = folder.of_run(runs / "first")["until"][:4]
    count = summary[f"blacklist.stock.{year}"]
    assert f'<dd title="{numerals.number(count, "nl")}">{numerals.amount(count, "nl")}</dd>' in page
    assert "eind maart 2014" in page  # of a year that was lived in part nothing is said as of all of it
    assert "januari 2014 tot en met maart 2014" in page
    assert "Het sociaalkredietsysteem zoals het artikel het vertelt" in page
    assert "klaar" in asking.get("/nl/runs").text


@pytest.mark.parametrize(("lang", "said"), [("en", "brings about"), ("nl", "teweegbrengt"), ("de", "bewirkt")])
def test_an_attribution_shows_what_came_out(attributed, lang, said):
    """Its page had nothing but a list of its files."""
    with client(attributed.parent) as asking:
        page = asking.get(f"/{lang}/run/{attributed.name}").text
        shown = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
        assert shown
        assert all(said in alt for _, alt in shown)
        for address, _ in shown:
            picture = asking.get(address)
            assert picture.status_code == 200
            assert picture.headers["content-type"].startswith("image/svg")
            assert "synthetic people" in picture.text


def test_what_is_wrong_with_a_form_is_said_before_the_list_of_runs_and_leads_to_the_form(asking):
    page = posted(asking, "/en/runs", scenario="as-told", scale="7", seed="0", until="").text
    alert = page.index('role="alert"')
    assert alert < page.index("<table")
    assert '<a href="#new">' in page[alert : page.index("<table")]
    assert 'id="new"' in page
    assert "alert" not in asking.get("/en/runs").text


def test_what_was_stopped_and_what_is_being_written_is_told_apart(asking, runs):
    world = under_way(runs / "second")
    found = folders.named(runs, "second")
    assert (found.state, found.said["seed"], found.month) == ("stopped", world.seed, "2014-02")
    assert found.share == pytest.approx(2 / 3)
    with claim.claimed(runs / "second"):
        assert folders.named(runs, "second").state == "running"
        page = asking.get("/en/run/second").text
        assert "Lived until February 2014, of March 2014" in page
        assert "can be stopped only there" in page
        assert posted(asking, "/en/run/second/stop").status_code == 409
        assert posted(asking, "/en/run/second/delete").status_code == 409
        said = asking.get("/en/run/second/progress").json()
        assert (said["state"], said["month"]) == ("running", "2014-02")
    assert claim.held(runs / "second") is False


def test_while_no_month_is_lived_the_page_says_how_long_it_has_taken_and_nothing_of_what_is_left(asking, runs):
    begun = runs / "begun"
    begun.mkdir()
    with claim.claimed(begun):
        owner = begun / claim.FILE
        os.utime(owner, (time.time() - 95, time.time() - 95))
        said = asking.get("/en/run/begun/progress").json()["told"]
        assert "That has taken 2 minutes so far" in said
        assert "left" not in said
        assert said in asking.get("/en/run/begun").text


def test_before_anything_of_a_run_is_kept_its_page_says_what_was_started(asking, runs):
    put(runs, "begun", Plan("as-told", 54_321, 7, "2015-01"))
    (runs / "begun").mkdir()
    with claim.claimed(runs / "begun"):
        page = asking.get("/de/run/begun").text
    assert "Das Sozialkreditsystem, wie der Artikel es erzählt" in page
    assert "Lauf; ein simulierter Mensch steht für 54.321; Startzahl 7, bis Januar 2015." in page


@pytest.mark.parametrize("name", ["%2e%2e", "..%2fruns", "first%2f..%2ffirst", "%00", ".hidden", "a" * 300])
def test_no_name_leads_out_of_the_folder(asking, runs, name):
    shutil.copytree(runs / "first", runs.parent / "outside")
    (runs / "link").symlink_to(runs.parent / "outside")
    for path in (f"/en/run/{name}", "/en/run/link", f"/en/run/{name}/delete"):
        assert asking.get(path).status_code == 404
        assert posted(asking, f"{path}/delete").status_code in (404, 405)
    assert (runs.parent / "outside" / folder.MANIFEST).exists()


def test_a_name_as_long_as_any_folder_has_is_shown(asking, runs):
    name = "a" * 255
    (runs / "first").rename(runs / name)
    assert f"/run/{name}" in asking.get("/en/runs").text
    assert asking.get(f"/en/run/{name}/crate.zip").status_code == 200


def test_a_name_with_markup_is_shown_as_text(asking, runs):
    (runs / "first").rename(runs / "<b>&amp; 'ü")
    page = asking.get("/en/runs").text
    assert "<b>" not in page
    address = re.findall(r'href="(/en/run/[^"]*)"', page)[0]
    assert asking.get(address).status_code == 200


def test_what_another_version_made_is_listed_with_the_reason(asking, runs):
    manifest = runs / "first" / folder.MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "version": "0.0.1"}))
    assert "cannot be read" in asking.get("/en/runs").text
    assert "was made by version 0.0.1" in asking.get("/en/run/first").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("scenario", "../../secret", "Choose one of the scenarios in the list."),
        ("scale", "1", f"Write a whole number from {limits.FINEST} to 200,000."),
        ("scale", "many", f"Write a whole number from {limits.FINEST} to 200,000."),
        ("seed", "-1", "Write a whole number from 0 on"),
        ("seed", "9" * 50, "Write a whole number from 0 on"),
        ("until", "2018-13", "Write a month from 2014-01 to 2026-12"),
        ("until", "1999-01", "Write a month from 2014-01 to 2026-12"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(asking, runs, field, value, said):
    given = {"scenario": "as-told", "scale": "54321", "seed": "77", "until": "2015-01", field: value}
    answer = posted(asking, "/en/runs", **given)
    assert answer.status_code == 422
    assert [said in beside for beside in re.findall(rf'id="{field}-error">([^<]*)<', answer.text)] == [True]
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', answer.text)
    kept = {name: text for name, text in given.items() if name not in (field, "scenario")}
    assert all(f'value="{text}"' in answer.text for text in kept.values())
    assert [path.name for path in runs.iterdir()] == ["first"]


def until(condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError


@pytest.mark.slow
def test_a_run_is_started_stopped_gone_on_with_and_ends_as_on_the_command_line(asking, runs):
    given = {"scenario": "as-told", "scale": "200000", "seed": "3", "until": "2014-12"}
    begun = posted(asking, "/en/runs", **given)
    assert begun.headers["location"] == "/en/run/as-told-1-200000-seed-3"
    assert asking.get("/en/run/as-told-1-200000-seed-3").status_code == 200
    path = runs / "as-told-1-200000-seed-3"
    until(lambda: (path / claim.FILE).exists())
    process = jobs_of(asking)._processes[path.name]
    process.send_signal(signal.SIGSTOP)  # it gets no further while it is looked at
    assert "running" in asking.get("/en/runs").text
    with ThreadPoolExecutor(1) as elsewhere:
        stopping = elsewhere.submit(posted, asking, f"/en/run/{path.name}/stop")
        until(lambda: _awaits(process.pid, signal.SIGTERM))
        process.send_signal(signal.SIGCONT)
        assert stopping.result().status_code == 303
    stopped = folders.held(runs, path.name)
    assert stopped is None or stopped.state == "stopped"
    if stopped is None:  # nothing of it was kept yet
        posted(asking, "/en/runs", **given)
    else:
        assert posted(asking, f"/en/run/{path.name}/resume").status_code == 303
    until(lambda: (one := folders.held(runs, path.name)) is not None and one.state == "finished")
    assert folder.of_run(path)["seed"] == 3
    assert posted(asking, f"/en/run/{path.name}/delete").headers["location"] == "/en/runs"
    assert not path.exists()
    assert list((runs / ".serve").iterdir()) == []


def jobs_of(asking):
    return asking.app.state.site.kept["jobs"]


def _awaits(pid, number):
    """Whether a signal was sent to a process that is stopped."""
    status = Path(f"/proc/{pid}/status").read_text()
    return bool(int(re.findall(r"^ShdPnd:\s*(\w+)", status, re.M)[0], 16) >> (number - 1) & 1)


def test_a_run_that_cannot_be_says_why(asking, monkeypatch):
    monkeypatch.setattr(jobs, "COMMAND", (*jobs.COMMAND, "--set", "rules.nothing=1"))
    begun = posted(asking, "/en/runs", scenario="as-told", scale="200000", seed="0", until="2014-01")
    name = begun.headers["location"]
    until(lambda: "It could not go on; the program says why." in asking.get(name).text)
    assert "rules.nothing" in asking.get(name).text
    assert "failed" in asking.get("/en/runs").text


def test_a_run_that_is_killed_says_so_and_not_what_it_said_last(asking, runs, monkeypatch):
    noted = "import os, sys; print('demerit: a note on scales', file=sys.stderr, flush=True); os.kill(os.getpid(), 9)"
    monkeypatch.setattr(jobs, "COMMAND", (sys.executable, "-c", noted))
    begun = posted(asking, "/en/runs", scenario="as-told", scale="200000", seed="7", until="2014-01")
    name = begun.headers["location"]
    until(lambda: "Its process was ended (SIGKILL)" in asking.get(name).text)
    assert "a note on scales" not in asking.get(name).text


def test_two_who_start_the_same_at_once_get_a_name_each(tmp_path):
    wanted = Plan("as-told", 20_000, 0, "")
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: reserved(tmp_path, wanted), range(16)))
    assert len(set(names)) == 16
    assert names[0].startswith("as-told-1-20000-seed-0")
    assert "as-told-1-20000-seed-0" in names


def test_a_run_goes_on_as_it_was_begun_whatever_had_its_name_before(asking, runs):
    """A page had begun another one, which was renamed: with the plan of that one this one could not go on."""
    put(runs, "named", Plan("suining", 200_000, 9, "2014-01"), process=1)
    under_way(runs / "named")
    (runs / "named" / claim.FILE).write_text(json.dumps({"pid": 2}), encoding="utf-8")
    found = kept(runs, "named")
    assert found is not None
    assert (found.seed, found.scenario) == (plan(runs).seed, str(runs / KEPT / "named.yaml"))
    shutil.rmtree(runs / "named" / folder.SO_FAR)
    for path in (runs / "named").glob("checkpoint-*"):
        shutil.rmtree(path)
    assert said(runs, "named") == {}
    assert not goes_on(runs, "named")
    (runs / "named" / claim.FILE).write_text(json.dumps({"pid": 1}), encoding="utf-8")  # of the page, stopped early
    assert (said(runs, "named")["scenario"], goes_on(runs, "named")) == ("suining", True)


def test_a_run_that_goes_on_is_not_called_stopped_until_it_begins(asking, runs, monkeypatch):
    under_way(runs / "waits")
    monkeypatch.setattr(jobs, "COMMAND", (sys.executable, "-c", "import time; time.sleep(600)"))
    assert ">Go on</button>" in asking.get("/en/run/waits").text
    assert posted(asking, "/en/run/waits/resume").status_code == 303
    try:
        page = asking.get("/en/run/waits").text
        assert ">Go on</button>" not in page
        assert "This run is about to begin." in page
        assert asking.get("/en/run/waits/progress").json()["state"] == "running"
        assert ">stopped</span>" not in asking.get("/en/runs").text
    finally:
        assert posted(asking, "/en/run/waits/stop").status_code == 303
    assert ">Go on</button>" in asking.get("/en/run/waits").text


SERVES = """
import sys
from demerit.serve.running import jobs
jobs.COMMAND = (sys.executable, "-c", "import time; time.sleep(600)")
from demerit.cli import main
main()
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ending_the_pages_ends_the_runs_that_they_started_and_says_so(runs, how):
    """A terminal that was closed left them running, and a traceback."""
    command = [sys.executable, "-c", SERVES, "serve", str(runs), "--port", "0"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, start_new_session=True, **pipes) as process:
        try:
            assert process.stdout is not None
            there = process.stdout.readline().split("/  (")[0]
            with httpx.Client(base_url=there, timeout=PATIENCE) as asking:
                launch = re.findall(r'name="launch" value="([^"]+)"', asking.get("/en/runs").text)[0]
                asked = {"launch": launch, "scenario": "as-told", "scale": "200000", "seed": "0", "until": ""}
                name = asking.post("/en/runs", data=asked).headers["location"].rpartition("/")[2]
            lives = [pid for pid in children(process.pid) if b"time.sleep" in Path(f"/proc/{pid}/cmdline").read_bytes()]
            process.send_signal(how)
            said = process.communicate(timeout=PATIENCE)[1]
        finally:
            process.kill()
    assert (process.returncode, said) == (0, f"demerit: stopping {name}, which can go on later\n")
    assert lives
    assert not any(Path(f"/proc/{pid}").exists() for pid in lives)


def test_a_run_that_failed_here_and_was_deleted_elsewhere_is_gone(asking, monkeypatch):
    """Two servers went on with one run: the one that came second called it failed after the first had deleted it."""
    monkeypatch.setattr(jobs, "COMMAND", (sys.executable, "-c", "raise SystemExit(2)"))
    where = asking.app.state.site.folder
    name = posted(asking, "/en/runs", scenario="as-told", scale="200000", seed="4", until="").headers["location"]
    until(lambda: "failed" in asking.get("/en/runs").text)
    forget(where, name.rpartition("/")[2])
    assert "failed" not in asking.get("/en/runs").text
    assert asking.get(name).status_code == 404


def test_runs_that_begin_and_end_while_they_are_listed_are_no_fault(tmp_path):
    of = jobs.Jobs(tmp_path)
    processes: dict[str, Any] = of._processes

    def poll():
        processes.setdefault("another", processes["one"])  # somebody starts one just now
        return 2

    processes["one"] = SimpleNamespace(poll=poll)
    for name in ("one", "another"):
        put(tmp_path, name, Plan("as-told", 200_000, 0, ""))
    assert of.names() == ["one"]
    assert of.names() == ["one", "another"]


def test_no_more_are_started_than_may_run_at_once(asking, monkeypatch):
    monkeypatch.setattr(limits, "RUNS", 0)
    answer = posted(asking, "/en/runs", scenario="as-told", scale="100000", seed="0", until="")
    assert answer.status_code == 409
    assert "As many runs as may" in answer.text


def test_another_run_of_the_same_name_and_date_is_shown_and_not_the_one_before(runs, finished, tmp_path):
    """Whatever is unpacked from a crate has the same date: a second one had the figures of the first."""
    other = small_run(tmp_path / "other", seed=5)
    views = ("", "/country?measure=records.all", "/country/series.csv?measure=records.all", "/lists", "/lists.csv")

    def unpacked(of):
        shutil.rmtree(runs / "first")
        shutil.copytree(of, runs / "first")
        os.utime(runs / "first" / folder.MANIFEST, (315_532_800, 315_532_800))

    def shown(asking):
        return [re.sub(r'"launch" value="[^"]+"', "", asking.get(f"/en/run/first{view}").text) for view in views]

    with client(runs) as long:
        unpacked(finished)
        before = shown(long)
        unpacked(other)
        after = shown(long)
    with client(runs) as fresh:
        assert after == shown(fresh)
    assert all(one != two for one, two in zip(before, after, strict=True))


def test_deleting_asks_first(asking, runs):
    assert asking.get("/en/run/first/delete").status_code == 200
    assert (runs / "first").exists()
    assert asking.post("/en/run/first/delete", data={}).status_code == 403
    assert (runs / "first").exists()
    assert posted(asking, "/en/run/first/delete").status_code == 303
    assert not (runs / "first").exists()


def test_a_comparison_says_who_is_spared_and_who_is_harmed(tmp_path):
    out = tmp_path / "compared"
    given = ("--without", "consequences.flight", "--scale", "1:200000", "--until", "2014-03", "--out", str(out))
    code, _, errors = demerit("compare", "as-told", *given, "--quiet")
    assert (code, errors) == (0, errors)
    said = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    (variant,) = said["variants"].values()
    with client(tmp_path) as one:
        page = one.get("/de/run/compared").text
        assert f">{numerals.amount(variant['spared']['people'], 'de')}</dd>" in page
        assert "Das Sozialkreditsystem, wie der Artikel es erzählt. Ohne: Verweigert: Flüge." in page
        assert variant["title"] not in page
        assert one.get("/de/run/compared/country").status_code == 400


def test_the_first_page_leads_to_the_latest_run_of_each_story(asking):
    page = asking.get("/en/").text
    assert 'href="/en/run/first/country"' in page  # of the preset as-told
    assert page.count("/country") == 1
    for preset in ("as-told", "as-documented", "europe-as-told"):
        assert f'href="/en/what-if?base={preset}"' in page
        assert f'href="/en/runs?scenario={preset}#new"' in page
