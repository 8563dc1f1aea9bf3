"""The pages of runs."""

import shutil
import signal
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from starlette.responses import Response

from demerit.errors import DemeritError
from demerit.printable import printable
from demerit.serve import folders
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.country.opened import prepare
from demerit.serve.excusing import Excuse, excuse, of_machine
from demerit.serve.folders import RUNNING, STOPPED, Held, listed
from demerit.serve.refusing import Refused
from demerit.serve.running import form, jobs, plan
from demerit.serve.running.headline import compared, headline, pictures
from demerit.world import claim
from demerit.world.claim import emptying

LITTLE: Final = 1 << 16  # bytes that are no room


def runs(ask: Ask) -> Response:
    """All runs and comparisons, and the form that starts one."""
    return _runs(ask, {**form.FIRST, **ask.query}, {})


def _runs(ask: Ask, given: Any, wrong: Any, status: int = 200) -> Response:
    found = [_now(ask, one) for one in listed(ask.site.folder)]
    names = {one.name for one in found}
    begun = [name for name in jobs.of(ask).names() if name not in names]
    values: dict[str, Any] = {"found": found, "begun": begun, "jobs": jobs.of(ask), "given": given, "wrong": wrong}
    values["unnamed"] = folders.unnamed(ask.site.folder)
    return ask.page("runs.html.jinja", status, choices=form.choices(), **values)


def start(ask: Ask) -> Response:
    """A form was sent: a run begins, or the form comes again with what is wrong beside its fields."""
    said = form.checked(ask, ask.form)
    if said.plan is None:
        return _runs(ask, {**form.FIRST, **ask.form}, said.wrong, 422)
    name = plan.reserved(ask.site.folder, said.plan)
    try:
        jobs.of(ask).start(name, said.plan)
    except (Refused, DemeritError, OSError):
        plan.forget(ask.site.folder, name)
        raise
    return ask.go("run", name)


def run(ask: Ask) -> Response:
    """One run: how far it is, what came out, where to look."""
    name = ask.names["name"]
    found = _held(ask)
    of = jobs.of(ask)
    if found is not None:
        prepare(ask.site, found)
    if found is None:
        return ask.page("begun.html.jinja", name=name, failed=failed(ask, name))
    values: dict[str, Any] = {"one": found, "failed": failed(ask, name), "ours": of.runs(name)}
    values |= {"told": told(ask, found), "trouble": None if found.trouble is None else excuse(ask, found.trouble)}
    values["said"] = found.said or plan.said(ask.site.folder, name)  # before anything is kept
    values["can_resume"] = found.state == STOPPED and plan.goes_on(ask.site.folder, name)
    values |= {"when": lambda shown: shown.when(ask), "pictures": pictures(found)}
    return ask.page("run.html.jinja", figures=headline(ask, found), variants=compared(ask, found), **values)


def failed(ask: Ask, name: str) -> Excuse | None:
    """Why a process of ours failed; None where it did not."""
    end = jobs.of(ask).end(name)
    if not end:
        return None
    if end < 0:  # what it said last was no reason
        return Excuse(ask.say("run.ended", signal=signal.Signals(-end).name))
    said = jobs.said(ask.site.folder, name)
    if said:
        return Excuse(ask.say("run.failed"), printable(said))
    full = shutil.disk_usage(ask.site.folder).free < LITTLE  # where nothing could be said, either
    return Excuse(ask.say("run.full") if full else ask.say("run.ended", signal=end))


def _held(ask: Ask) -> Held | None:
    """The folder; None where a process of ours has yet to make it, or failed to.  Raises Refused."""
    name = ask.names["name"]
    try:
        return _now(ask, folders.named(ask.site.folder, name))
    except Refused:
        if name in jobs.of(ask).names():
            return None
        raise


def _now(ask: Ask, one: Held) -> Held:
    """A run that a process of ours is about to go on with is under way."""
    return replace(one, state=RUNNING) if one.state == STOPPED and jobs.of(ask).runs(one.name) else one


def progress(ask: Ask) -> Response:
    """How far a run is, for the script of its page."""
    found = _held(ask)
    if found is None:
        return ask.json({"state": "begun", "failed": bool(jobs.of(ask).end(ask.names["name"]))})
    said = told(ask, found)
    return ask.json({"state": found.state, "month": found.month, "share": found.share, "told": said})


def told(ask: Ask, one: Held) -> str:
    """How far it is, in a sentence."""
    if one.state != RUNNING:
        return ask.say(f"state.{one.state}")
    if not claim.held(one.path):
        return ask.say("run.begun")
    if not one.month:
        passed = folders.lasting(one)
        sentence = ask.say("run.burn_in")
        return sentence if passed is None else f"{sentence} {ask.say('run.passed', time=duration(ask, passed))}"
    if one.share >= 1:
        return ask.say("run.beside")
    month, until = ask.month(one.month), ask.month(str(one.said["until"]))
    left = one.left
    if left is None:
        return ask.say("run.at", month=month, until=until)
    return ask.say("run.left", month=month, until=until, left=duration(ask, left))


def duration(ask: Ask, seconds: float) -> str:
    """Time left, as people say it."""
    if seconds < 90:
        return ask.say("run.seconds", max(1, round(seconds)), number=ask.number(max(1, round(seconds))))
    return ask.say("run.minutes", round(seconds / 60), number=ask.number(round(seconds / 60)))


def stop(ask: Ask) -> Response:
    """Stop a run that was started here; it can go on."""
    name = ask.names["name"]
    of = jobs.of(ask)
    if not of.runs(name):
        folders.named(ask.site.folder, name)
        raise Refused(409, "refused.elsewhere", name=name)
    of.stop(name)
    if (ask.site.folder / name).is_dir():
        return ask.go("run", name)
    plan.forget(ask.site.folder, name)  # nothing is kept of it
    of.forget(name)
    return ask.go("runs")


def resume(ask: Ask) -> Response:
    """Go on with one that was stopped."""
    name = ask.names["name"]
    found = folders.named(ask.site.folder, name)
    known = plan.kept(ask.site.folder, name)
    if found.state != STOPPED or known is None:
        raise Refused(409, "refused.resume", name=name)
    jobs.of(ask).start(name, known, resume=bool(found.month))
    return ask.go("run", name)


def question(ask: Ask) -> Response:
    """Whether it is really to be deleted."""
    return ask.page("delete.html.jinja", one=folders.named(ask.site.folder, ask.names["name"]))


def delete(ask: Ask) -> Response:
    """Delete it, if nobody writes there."""
    name = ask.names["name"]
    of = jobs.of(ask)
    found = folders.named(ask.site.folder, name)
    if found.state == RUNNING:
        raise Refused(409, "refused.running", name=name)
    of.stop(name)  # it has said all that it had to
    try:
        with emptying(found.path):
            shutil.rmtree(found.path)
    except OSError as error:
        raise Refused(503, "refused.undeleted", name=name, why=of_machine(ask, error.errno)) from None
    with suppress(OSError):  # the folder is gone, whatever is left of how it was started
        plan.forget(ask.site.folder, name)
    of.forget(name)
    return ask.go("runs")


PAGES: Final = (
    Page("/runs", runs),
    Page("/runs", start, "POST"),
    Page("/run/{name}", run),
    Page("/run/{name}/progress", progress),
    Page("/run/{name}/stop", stop, "POST"),
    Page("/run/{name}/resume", resume, "POST"),
    Page("/run/{name}/delete", question),
    Page("/run/{name}/delete", delete, "POST"),
)
