"""Organisations: shares that sum to one, chances that are chances, ratings in order, consequences of what exists."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from demerit.calendar import text_of
from demerit.scenario.checks.found import CLOSE, Found
from demerit.scenario.problems import Path
from demerit.scenario.values import similar
from demerit.vocabulary import ORGANISATION_ACTS, RATINGS, RULEBOOKS

if TYPE_CHECKING:
    from demerit.scenario.organisations import Bad, Doing, RegimeOrganisations, Rulebook, SocietyOrganisations
    from demerit.scenario.regime import Regime
    from demerit.scenario.society import Society

HERE = "organisations"


def of_society(society: "Society") -> Iterator[Found]:
    """Everything about the organisations of a society; paths begin inside the society."""
    if society.organisations is not None:
        yield from _shares(society.organisations)
        yield from _alone(society.organisations)
        yield from _growth(society.organisations)
        yield from _chances(society.organisations)


def _shares(said: "SocietyOrganisations") -> Iterator[Found]:
    for key in ("kinds", "sectors", "sizes"):
        total = sum(getattr(said, key).values())
        if abs(total - 1.0) > CLOSE:
            yield Found((HERE, key), None, f"must sum to 1; the shares sum to {total:.6g}")


def _alone(said: "SocietyOrganisations") -> Iterator[Found]:
    """The self-employed are domestic companies."""
    alone, domestic = said.sizes.get("self_employed", 0.0), said.kinds.get("domestic", 0.0)
    if alone > domestic + CLOSE:
        message = f"must be at most the share of domestic companies, {domestic:.6g}: the self-employed are some of them"
        yield Found((HERE, "sizes", "self_employed"), alone, message)


def _growth(said: "SocietyOrganisations") -> Iterator[Found]:
    """Organisations are numbered in the order of their founding: there are never fewer than before."""
    for (_, fewer), (month, number) in pairwise(said.per_1000_people.steps):
        if number < fewer:
            yield Found((HERE, "per_1000_people", text_of(month)), number, f"must not be less than before, {fewer:g}")


def _kinds(said: "SocietyOrganisations") -> Iterator[tuple[tuple[str, str], "Doing"]]:
    yield from ((("conduct", name), kind) for name, kind in said.conduct.items())
    yield from ((("demand", name), kind) for name, kind in said.demand.items())


def _chances(said: "SocietyOrganisations") -> Iterator[Found]:
    """At most one candidate of a kind a month; acceptance times strain and caution is a probability."""
    for path, kind in _kinds(said):
        mean = kind.ceiling / 12.0 * max(kind.kind) * max(kind.sector) * max(kind.size)
        if mean > 1.0 + CLOSE:
            message = f"times its highest factors gives {mean:.3g} candidates a month; at most 1"
            yield Found((HERE, *path, "ceiling"), kind.ceiling, message)
        most = kind.acceptance * max(1.0, 1.0 + kind.strain) * max(1.0, 1.0 + kind.caution)
        if most > 1.0 + CLOSE:
            message = f"times the effects of strain and caution gives {most:.3g}; a probability is at most 1"
            yield Found((HERE, *path, "acceptance"), kind.acceptance, message)


def of_regime(regime: "Regime", months: range) -> Iterator[Found]:
    """What no regime may say about organisations; paths begin inside the regime.

    In a society without organisations the section is idle, not wrong: every regime runs on either society.
    """
    if regime.organisations is None:
        return
    for name, book in books(regime.organisations):
        for found in (*_bands(book), *_ratings(book), *_listed(book)):
            yield found.within(name).within(HERE)
    yield from _sight(regime.organisations, months)


def books(here: "RegimeOrganisations") -> Iterator[tuple[str, "Rulebook"]]:
    """The rulebooks that there are, by name."""
    for name in RULEBOOKS:
        book = getattr(here, name)
        if book is not None:
            yield name, book


def _bands(book: "Rulebook") -> Iterator[Found]:
    """A before B before C before D, each with fewer points, the last with the fewest; M anywhere: another kind."""
    if book.rating is None:
        return
    bands = book.rating.bands
    if not [name for name in bands if name != "M"]:
        yield Found(("rating", "bands"), None, "needs at least one rating beside M")
    order = [name for name in RATINGS if name in bands and name != "M"]
    for better, worse in pairwise(order):
        if bands[worse] >= bands[better]:
            message = f"must be less than that of {better}, {bands[better]}"
            yield Found(("rating", "bands", worse), bands[worse], message)
    lowest = book.points.lowest
    for worst in order[-1:]:
        if bands[worst] != lowest:
            message = (
                f"is the lowest band, to which whoever has fewer points belongs as well; it must begin at {lowest}"
            )
            yield Found(("rating", "bands", worst), bands[worst], message)


def _named(book: "Rulebook") -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Everything that rests on ratings: where, which."""
    for path, bad in _borne(book):
        yield (*path, "ratings"), bad.ratings
    if book.blacklist is not None:
        yield ("blacklist", "ratings"), book.blacklist.ratings
    if book.rating is not None:
        yield ("rating", "keeps"), book.rating.keeps
        if book.rating.best is not None:
            yield ("rating", "best", "not_after"), book.rating.best.not_after


def _borne(book: "Rulebook") -> Iterator[tuple[Path, "Bad"]]:
    """Whatever falls on organisations for where they stand."""
    yield from ((("consequences", name), bar) for name, bar in book.consequences.items())
    for key, burden in (("tax", book.tax), ("inspection", book.inspection)):
        if burden is not None:
            yield (key,), burden


def _ratings(book: "Rulebook") -> Iterator[Found]:
    """Ratings that something follows from exist."""
    known = tuple(book.rating.bands) if book.rating is not None else ()
    for path, ratings in _named(book):
        for number, name in enumerate(ratings):
            if name not in known:
                given = f"{similar(name, known)}; given: {', '.join(known)}" if known else "; `rating` is absent"
                yield Found((*path, number), name, f"is a rating that nobody is given{given}")


def _listed(book: "Rulebook") -> Iterator[Found]:
    """What follows from a list needs that list, and a list somebody who can enter it."""
    black, watch, spill = book.blacklist, book.watchlist, book.spillover
    if black is not None:
        dragged = spill.owner is not None and spill.owner.lists
        escalates = watch is not None and watch.escalates_after_days > 0
        if not black.ratings and not black.grounds and not dragged and not escalates:
            yield Found(("blacklist",), None, "has neither `ratings` nor `grounds`: nobody can enter it")
        for name in black.terms:
            if name not in black.grounds:
                yield Found(("blacklist", "terms", name), None, "is the term of an act that is no ground")
    else:
        asked = [(path, "listed") for path, bad in _borne(book) if bad.listed]
        asked += [(("suspension",), "days")] if book.suspension is not None else []
        asked += [(("spillover", "representatives", n), "from") for n in range(len(spill.representatives))]
        asked += [(("spillover", "owner"), "lists")] if spill.owner is not None and spill.owner.lists else []
        asked += [(("watchlist",), "escalates_after_days")] if watch and watch.escalates_after_days else []
        for path, key in asked:
            yield Found((*path, key), None, "is missing its list: there is no `blacklist`")
    if watch is None:
        for path, bad in _borne(book):
            if bad.watched:
                yield Found((*path, "watched"), None, "is missing its list: there is no `watchlist`")


def _sight(here: "RegimeOrganisations", months: range) -> Iterator[Found]:
    """All data sources together see at most all of a conduct."""
    for act in ORGANISATION_ACTS:
        for month in _turns(here, months):
            each = _records(here, act, month)
            if sum(each.values()) > 1.0 + CLOSE:
                message = (
                    f"makes all data sources together record {sum(each.values()):.3g} of all {act} in "
                    f"{text_of(month)}; at most 1 (coverage * sees * (1 - miss_rate))"
                )
                most = max(each, key=lambda name: each[name])
                yield Found((HERE, "data_sources", most, "sees", act), None, message)
                break


def most_seen(here: "RegimeOrganisations", act: str, months: range) -> float:
    """The largest share of an act that all data sources on organisations together see."""
    return max((sum(_records(here, act, month).values()) for month in _turns(here, months)), default=0.0)


def _turns(here: "RegimeOrganisations", months: range) -> list[int]:
    dates = {months.start, *(month for s in here.data_sources.values() for month, _ in s.coverage.steps)}
    return sorted(date for date in dates if date in months or date == months.start)


def _records(here: "RegimeOrganisations", act: str, month: int) -> dict[str, float]:
    return {
        name: source.coverage.at(month) * source.sees.get(act, 0.0) * (1.0 - source.miss_rate)
        for name, source in here.data_sources.items()
    }


def unseen(regime: "Regime") -> Iterator[Found]:
    """Rules, fines and grounds for conduct that no data source sees."""
    here = regime.organisations
    if here is None or not here.data_sources:
        return
    seen = {act for source in here.data_sources.values() for act, share in source.sees.items() if share > 0}
    for name, book in books(here):
        for path, act in _rested_on(book):
            if act not in seen:
                message = "is seen by no data source, so nothing ever follows from it"
                yield Found((HERE, name, *path), act, message)


def _rested_on(book: "Rulebook") -> Iterator[tuple[Path, str]]:
    """Every act that something follows from: where, which."""
    yield from ((("rules", n, "conduct"), rule.conduct) for n, rule in enumerate(book.rules))
    yield from ((("fines", n, "conduct"), fine.conduct) for n, fine in enumerate(book.fines))
    for key, grounds in (("blacklist", book.blacklist), ("watchlist", book.watchlist)):
        if grounds is not None:
            yield from (((key, "grounds", n), name) for n, name in enumerate(grounds.grounds))
