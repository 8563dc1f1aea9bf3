"""The page: switches, the answer as soon as there is one, and everything that can be taken from it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from starlette.responses import Response

from demerit.serve import numerals
from demerit.serve.answering import Page, refused
from demerit.serve.ask import Ask
from demerit.serve.asking import desk, drawing, naming, question
from demerit.serve.asking.controls import KINDS, controls
from demerit.serve.asking.desk import ANSWERED, Asked
from demerit.serve.asking.figures import Figure, figures, sides
from demerit.serve.asking.question import SCALES, Question
from demerit.serve.country.naming import first_large
from demerit.serve.excusing import Excuse, excuse
from demerit.serve.refusing import Refused, missing, wrong
from demerit.serve.running.form import choices

SVG: Final = "image/svg+xml"
WHO: Final = 40  # characters of a reader's name
LIVES: Final = ("spared", "harmed")


def page(ask: Ask) -> Response:
    """The switches, and the answer if it is there."""
    asked = question.of(ask.query)
    at = desk.of(ask)
    at.warm()
    found = None
    if asked.changes:
        found = at.known(asked.plain)
        if found is None and "wait" in ask.query:
            found = at.ask(asked.plain, "").waited()
    values: dict[str, Any] = {"asked": asked, "choices": choices(), "controls": controls(asked.base), "kinds": KINDS}
    values["called"] = lambda part: naming.in_words(ask, part)
    values |= {"current": dict(asked.values), "state": {**asked.query, "scale": asked.scale}, "draws": asked.draws}
    shown = None if found is None or found.state != ANSWERED else _shown(ask, asked, found)
    again = found is not None and shown is None
    return ask.page("what_if.html.jinja", answer=shown, again=again, scales=SCALES, **values)


def answer(ask: Ask) -> Response:
    """What comes of it, as a piece of the page; while it is computed: how long it has been, for the script."""
    asked = _changed(ask)
    found = desk.of(ask).ask(asked.plain, _who(ask)).waited()
    if found.state != ANSWERED:
        return ask.json({"state": found.state})
    return ask.page("answer.html.jinja", answer=_shown(ask, asked, found))


def _who(ask: Ask) -> str:
    """Which page asks, if it has a script; for lives a page is another reader than for its answer."""
    return ask.query.get("who", "")[:WHO]


def _changed(ask: Ask) -> Question:
    asked = question.of(ask.query)
    if not asked.changes:
        raise wrong("unasked.unchanged")
    return asked


def _shown(ask: Ask, asked: Question, found: Asked) -> dict[str, Any]:
    values: dict[str, Any] = {"asked": asked, "excuse": excuse(ask, found.trouble)}
    if found.said is None:
        return {**values, "data": None}
    data = found.said
    finer = next((scale for scale in SCALES if scale < asked.scale), None)
    values |= {"data": data, "title": _title(ask, data), "sure": _sure(ask, data), "figures": list(figures(ask, data))}
    values |= {"changed": naming.changed(ask, asked), "along": naming.listed(ask, asked.base, data["along"])}
    values |= {"sides": sides(ask, data), "finer": finer, "cite": _cite(ask, asked, data), "lives": LIVES}
    values |= {"state": {**asked.query, "scale": asked.scale, "draws": asked.draws}}
    return {**values, "amount": lambda value: numerals.amount(value, ask.lang)}


def _title(ask: Ask, data: dict[str, Any]) -> str:
    """Who is spared and harmed, in a sentence."""
    spared, harmed = (float(data[kind]["people"]) for kind in ("spared", "harmed"))
    if not spared and not harmed:
        if not data["share_differing"]:
            return ask.say("answer.nobody_differs")
        return ask.say("answer.nobody", share=numerals.percent(data["share_differing"], ask.lang))
    parts = {kind: _felt(ask, kind, people) for kind, people in (("spared", spared), ("harmed", harmed))}
    return ask.say("answer.both", None, **parts)


def _felt(ask: Ask, kind: str, people: float) -> str:
    """How many undergo fewer harms, or more."""
    if not people:
        return ask.say(f"answer.none.{kind}")
    return ask.say(f"answer.{kind}", people=numerals.amount(people, ask.lang))


def _sure(ask: Ask, data: dict[str, Any]) -> list[str]:
    """How sure that is, in sentences."""
    if not data["share_differing"] and not data["spared"]["people"] and not data["harmed"]["people"]:
        return [ask.say("answer.exact")]
    out = [ask.say("answer.chance", None, **_bands(ask, data, "chance"))]
    if data["fits"]:
        fitted = "; ".join(numerals.month(month, ask.lang) for month in data["fits"])
        out.append(ask.say("answer.refit", None, months=fitted, finest=numerals.number(SCALES[-1], ask.lang)))
    elif data["beside"] and data["beside"]["seeds"]:
        out.append(ask.say("answer.refitted", None, seeds=len(data["beside"]["seeds"])))
    if data["worth_runs"] is not None:
        runs = numerals.rate(data["worth_runs"], ask.lang)
        out.append(ask.say("answer.worth", 1 if runs == "1" else 2, runs=runs))
    if data["spared"]["unknown"] is not None:
        out.append(ask.say("answer.unknown", None, **_bands(ask, data, "unknown")))
    else:
        out.append(ask.say("answer.not_drawn"))
    return out


def _bands(ask: Ask, data: dict[str, Any], which: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for kind in ("spared", "harmed"):
        low, high = data[kind][which]
        said |= {f"{kind}_low": numerals.amount(low, ask.lang), f"{kind}_high": numerals.amount(high, ask.lang)}
    return said


def _cite(ask: Ask, asked: Question, data: dict[str, Any]) -> str:
    digest = ", ".join(data["digests"].values())
    return ask.say("answer.cite", version=data["version"], command=asked.command, digests=digest)


def picture(ask: Ask) -> Response:
    """One figure of an answer: as SVG, PNG or CSV."""
    asked = _changed(ask)
    found = desk.of(ask).ask(asked.plain, "").waited()
    if found.state != ANSWERED:
        raise Refused(503, "unasked.not_yet")
    if found.said is None:
        raise found.trouble or Refused(500, "refused.fault")
    data = found.said
    figure = next((one for one in (*figures(ask, data), *sides(ask, data)) if one.key == ask.names["figure"]), None)
    if figure is None:
        raise missing("unasked.figure")
    forms: dict[str, Callable[[], Response]] = {
        "csv": lambda: ask.file(figure.csv(_cite(ask, asked, data)), "text/csv; charset=utf-8", f"{figure.key}.csv"),
        "svg": lambda: Response(drawing.svg(_drawn(figure), ask.lang, "narrow" in ask.query), media_type=SVG),
        "png": lambda: ask.file(drawing.png(_drawn(figure), ask.lang), "image/png", f"{figure.key}.png"),
    }
    if ask.names["form"] not in forms:
        raise missing("unasked.figure")
    return forms[ask.names["form"]]()


def _drawn(figure: Figure) -> Figure:
    if figure.chart is None:
        raise missing("unasked.figure")
    return figure


def life(ask: Ask) -> Response:
    """Somebody in both worlds, as a piece of the page."""
    asked = _changed(ask)
    find = ask.query.get("find", "")
    if find not in LIVES and not (find.isascii() and find.isdecimal() and len(find) < 20):
        raise wrong("unasked.find")
    life = {**asked.plain, "kind": "life", "find": find, "language": ask.lang}
    found = desk.of(ask).ask(life, _who(ask)).waited()
    if found.state != ANSWERED:
        if not _who(ask):  # whoever has no script reads a page
            raise Refused(503, "unasked.not_yet")
        return ask.json({"state": found.state})
    why = Excuse(ask.say("told.nobody")) if found.nobody else excuse(ask, found.trouble)
    return ask.page(
        "two_lives.html.jinja", life=found.said, excuse=why, find=find, asked=asked, first_large=first_large
    )


def scenario(ask: Ask) -> Response:
    """The changed scenario as a file."""
    from demerit.scenario.reading import valued
    from demerit.scenario.text import text_of

    asked = _changed(ask)
    base = question.loaded(asked.base)
    made = base.set(valued(asked.set), asked.since)
    made = made.without(*asked.without, since=asked.since) if asked.without else made
    return ask.file(text_of(made), "application/yaml", f"{made.name}.yaml")


def _piece(of: Callable[[Ask], Response]) -> Callable[[Ask], Response]:
    """A piece of the page: whoever may ask again is led to the page, as a piece alone is none."""

    def answered(ask: Ask) -> Response:
        try:
            return of(ask)
        except Refused as why:
            if not _who(ask):
                raise
            asked = {name: text for name, text in ask.query.items() if name not in ("who", "find")}
            return refused(replace(ask, path="/what-if", query=asked), why)

    return answered


PAGES: Final = (
    Page("/what-if", page, waits=True),
    Page("/what-if/answer", _piece(answer), waits=True),
    Page("/what-if/life", _piece(life), waits=True),
    Page("/what-if/scenario.yaml", scenario),
    Page("/what-if/{figure}.{form}", picture, waits=True),
)
