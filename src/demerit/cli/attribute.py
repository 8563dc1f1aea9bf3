"""`demerit attribute`: what each rule, source, right or consequence brings about."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demerit.amounts import span
from demerit.cli.app import app
from demerit.cli.changed import changed
from demerit.cli.given import asked as asked_for
from demerit.cli.options import (
    Assume,
    Away,
    From,
    Scale,
    Scenario,
    Seed,
    Set,
    Society,
    Threads,
    month_named,
    scale_of,
    usable,
    way_of,
)
from demerit.cli.run import named_by
from demerit.cli.stopping import stoppable
from demerit.cli.tables import aligned, page, plain
from demerit.errors import besides

if TYPE_CHECKING:
    from demerit.comparison.attribution import Asked, Attribution
    from demerit.report.attributed import Told
    from demerit.scenario import Scenario as Loaded

ROWS = 20  # players that are printed; `attribution.json` has them all
CHAINS = 8  # and chains


@app.command()
def attribute(
    scenario: Scenario,
    by: Annotated[
        str,
        typer.Option("--by", metavar="KIND", help="rules, sources, rights, consequences, or chains: source, conduct."),
    ],
    outcome: Annotated[
        str,
        typer.Option(metavar="MEASURE", help="What is attributed: refused.flight, or refused.flight.2018."),
    ],
    orders: Annotated[
        int,
        typer.Option(min=2, max=10_000, help="Orders in which they come, where not all combinations are lived."),
    ] = 8,
    scale: Scale = "1:20000",
    seed: Seed = 1,
    draws: Annotated[
        int,
        typer.Option(min=0, max=10_000, help="Other values of what nobody knows, the same in all worlds, in coarse."),
    ] = 0,
    seeds: Annotated[
        int,
        typer.Option(min=0, max=1000, help="Other seeds, of which the same is asked in coarse: from 5 on, chance."),
    ] = 0,
    until: Annotated[str | None, typer.Option(help="Last month, YYYY-MM, instead of the scenario's.")] = None,
    threads: Threads = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder; attributions/NAME-by-KIND-1-N-seed-SEED unless said.")
    ] = None,
    values: Set = None,
    without: Away = None,
    since: From = None,
    society: Society = None,
    assume: Assume = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not say how far it has come.")] = False,
) -> None:
    """Say what each rule, source, right or consequence brings about: alone, and as a share of what all do together."""
    n = scale_of(scale)
    last = None if until is None else month_named("--until", until)

    from demerit.comparison.attribution import Asked
    from demerit.comparison.attribution.folder import KEPT
    from demerit.report.attributed import free, owned
    from demerit.shell import quoted

    def asked_of(base: "Loaded") -> None:
        Asked(base, by, outcome, orders, n, seed, last).sound()

    with besides(partial(usable, out)):
        said = changed(scenario, society, assume, values, without, since, asked_of)
        asked_of(said)
    people = f"-{named_by(society)}" if society else ""
    where = out or Path("attributions") / f"{said.name}{people}-by-{named_by(by)}-1-{n}-seed-{seed}"

    def say(text: str) -> None:
        if not quiet:
            print(text, flush=True)

    way = way_of(threads, None, None, False)
    asked = Asked(said, by, outcome, orders, n, seed, last, way, draws, seeds, where / KEPT, say)
    free(where, asked)
    asked_for()
    onward = f"what was lived is kept in {quoted(where / KEPT)}: the same command goes on from there"
    with stoppable(onward), owned(where, asked):
        printed(answered(asked, where))


def answered(asked: "Asked", where: Path) -> "Attribution":
    """Live what is asked, and write its folder.  Raises DemeritError."""
    from demerit.comparison.attribution import attribute as attributed
    from demerit.report.attributed import save
    from demerit.world.compiling import told

    with told("the simulation", lambda text: print(f"demerit: {text}", file=sys.stderr)):
        answer = attributed(asked)
    for path in save(answer, where):
        print(path)
    return answer


def printed(answer: "Attribution") -> None:
    """The shares as a table, what they add up to, and how sure they are."""
    from demerit.report.attributed import Told
    from demerit.report.attributed.figures import chained
    from demerit.report.attributed.saying import MANY, meant
    from demerit.report.numbers import percent, short
    from demerit.world.folder import NOTE

    told = Told(answer.told())
    console, said, many = page(), told.said, MANY[answer.asked.by]

    def number(value: float) -> str:
        return (f"{value:,.0f}" if told.outcome.whole else f"{value:,.4f}").replace("-", "−")

    def say(text: str) -> None:
        console.print(plain(text), highlight=False)

    with_all, with_none, total = (number(said[key]) for key in ("with_all", "with_none", "total"))
    say(f"\n{told.outcome.measure}: {meant(told.outcome)}; {told.when}; scaled to the country")
    say(f"with all {len(told.by)} {many} {with_all}, with none {with_none}: together they bring about {total}\n")
    rows: list[tuple[str, ...]] = []
    nothing: list[str] = []
    for player in told.ordered:
        one = told.by[player]
        of_all = percent(one["share"] / told.total).replace("-", "−") if told.total else ""
        if one["share"] or one["alone"]:
            figures = map(number, (one["alone"], one["share"], one["standard_error"]))
            rows.append((player, *figures, of_all))
        else:
            nothing.append(player)
    if rows:
        aligned(console, (answer.asked.by, "alone", "share", "error", "of all"), rows[:ROWS])
    if len(rows) > ROWS:
        say(f"and {len(rows) - ROWS} more that bring about less")
    if nothing:
        say(f"nothing at all: {', '.join(nothing)}")
    say(
        "\nalone: what goes when it alone is taken away.  share: what it adds on average, in whichever order they "
        f"come; the shares add up to {number(said['sum'])}.  error: {_error(answer)}"
    )
    if said["chance"] is not None:
        _by_chance(told, [row[0] for row in rows[:ROWS]], number)
    if said["draws"]:
        _drawn(told, [row[0] for row in rows[:ROWS]], number)
    if answer.unlearnt:
        worlds = f"{answer.unlearnt} of {answer.worlds} worlds"
        say(f"In {worlds} the score by machine found nothing to learn in some month, and went on as it was.")
    found = said.get("contexts")
    if found is not None and found["added"]:
        say(_elsewhere(found, many))
    for row in chained(told)[:CHAINS]:
        say(f"  {row['source']}: {row['conduct']}: {short(float(row['value']))} {row['refused']} refused")
    say(f"({NOTE})")


def _elsewhere(found: dict[str, Any], many: str) -> str:
    """How much of what is added falls where the conduct does not belong: what others take away is not in it."""
    from demerit.report.numbers import percent, short

    added, apart, taken = (short(found[key]) for key in ("added", "unrelated", "spared"))
    away = f" and take {taken} away" if found["spared"] else ""
    share = percent(found["unrelated"] / found["added"])
    return (
        f"These {many} add {added} requests refused{away}; of those added, {apart} ({share}) fall where the conduct "
        "does not belong."
    )


def _by_chance(told: "Told", players: list[str], number: "Callable[[float], str]") -> None:
    """How sure shares are by the chance of who was drawn."""
    console, said = page(), told.said
    bands = {"all together": said["chance"]["total"], **{each: told.by[each]["chance"]["share"] for each in players}}
    rows = [(name, span(*map(number, band))) for name, band in bands.items()]
    others = f"{said['seeds']} other seeds at 1:{said['seeds_scale']}"
    console.print(plain(f"\nBy the chance of who was drawn, in nine of ten; from {others}:\n"), highlight=False)
    aligned(console, (said["players"], "share"), rows)


def _drawn(told: "Told", players: list[str], number: "Callable[[float], str]") -> None:
    """How sure shares are over what nobody knows."""
    console, said = page(), told.said
    rows = []
    for name, one, figure in [("all together", said, "total"), *((each, told.by[each], "share") for each in players)]:
        least, most = map(number, one["unknown"][figure])
        holds, of = one["sign_holds"][figure]
        hangs = ", ".join(f"{key} ({rank:+.2f})" for key, rank in told.hangs(one, figure))
        rows.append((name, span(least, most), f"{holds} of {of} draws", hangs))
    lives = f"{said['draws']} draws at 1:{said['draws_scale']}"
    console.print(plain(f"\nOver what nobody knows, in nine of ten of {lives}:\n"), highlight=False)
    heads = (said["players"], "share", "same sign in", "goes along with")
    if not any(hangs for *_, hangs in rows):
        aligned(console, heads[:-1], [row[:-1] for row in rows])
        return
    aligned(console, heads, rows)
    console.print(plain("goes along with: inputs whose rank correlation stands out of chance; no proof of a cause."))


def _error(answer: "Attribution") -> str:
    if answer.exact:
        return f"none, since all {len(answer.schedule.coalitions)} combinations were lived."
    orders = len(answer.schedule.orders)
    return f"standard error of the share, from {orders} orders in pairs; not that of chance, which --seeds 5 tells."
