"""Organisations: shares that sum to one, chances that are chances, ratings in order, consequences of what exists."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from demerit.calendar import text_of
from demerit.scenario.checks.found import CLOSE, Found
from demerit.scenario.problems import Path
from demerit.scenario.values import similar
from demerit.vocabulary import ORGANISATION_ACTS, RATINGS

if TYPE_CHECKING:
    from demerit.scenario.organisations import Doing, RegimeOrganisations, SocietyOrganisations
    from demerit.scenario.regime import Regime
    from demerit.scenario.society import Society

HERE = "organisations"


def society(said: "Society") -> Iterator[Found]:
    """Everything about the organisations of a society; paths begin inside the society."""
    if said.organisations is not None:
        yield from _shares(said.organisations)
        yield from _chances(said.organisations)


def _shares(said: "SocietyOrganisations") -> Iterator[Found]:
    for key in ("kinds", "sectors", "sizes"):
        total = sum(getattr(said, key).values())
        if abs(total - 1.0) > CLOSE:
            yield Found((HERE, key), None, f"must sum to 1; the shares sum to {total:.6g}")


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


def regime(said: "Regime", months: range) -> Iterator[Found]:
    """What no regime may say about organisations; paths begin inside the regime.

    In a society without organisations the section is idle, not wrong: every regime runs on either society.
    """
    here = said.organisations
    if here is None:
        return
    yield from _bands(here)
    yield from _ratings(here)
    yield from _listed(here)
    yield from _sight(here, months)


def _bands(here: "RegimeOrganisations") -> Iterator[Found]:
    """A before B before C before D, each with fewer points; M anywhere, since it is another kind of rating."""
    if here.rating is None:
        return
    bands = here.rating.bands
    if not [name for name in bands if name != "M"]:
        yield Found((HERE, "rating", "bands"), None, "needs at least one rating beside M")
    order = [name for name in RATINGS if name in bands and name != "M"]
    for better, worse in pairwise(order):
        if bands[worse] >= bands[better]:
            message = f"must be less than that of {better}, {bands[better]}"
            yield Found((HERE, "rating", "bands", worse), bands[worse], message)


def _named(here: "RegimeOrganisations") -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], bool]]:
    """Everything that rests on ratings or on the list: where, which ratings, whether on the list."""
    for name, bar in here.consequences.items():
        yield ("consequences", name), bar.ratings, bar.listed
    for key, burden in (("tax", here.tax), ("inspection", here.inspection)):
        if burden is not None:
            yield (key,), burden.ratings, burden.listed
    if here.blacklist is not None:
        yield ("blacklist",), here.blacklist.ratings, False


def _ratings(here: "RegimeOrganisations") -> Iterator[Found]:
    """Ratings that something follows from exist."""
    known = tuple(here.rating.bands) if here.rating is not None else ()
    for path, ratings, _ in _named(here):
        for number, name in enumerate(ratings):
            if name not in known:
                given = f"{similar(name, known)}; given: {', '.join(known)}" if known else "; `rating` is absent"
                yield Found((HERE, *path, "ratings", number), name, f"is a rating that nobody is given{given}")


def _listed(here: "RegimeOrganisations") -> Iterator[Found]:
    """What follows from the list needs a list, and a list somebody who can enter it."""
    black, spill = here.blacklist, here.spillover
    if black is not None:
        dragged = spill.owner is not None and spill.owner.lists
        if not black.ratings and not black.grounds and not dragged:
            yield Found((HERE, "blacklist"), None, "has neither `ratings` nor `grounds`: nobody can enter it")
        return
    asked = [(path, "listed") for path, _, listed in _named(here) if listed]
    asked += [(("suspension",), "days")] if here.suspension is not None else []
    asked += [(("spillover", "representative"), "from")] if spill.representative is not None else []
    asked += [(("spillover", "owner"), "lists")] if spill.owner is not None and spill.owner.lists else []
    for path, key in asked:
        yield Found((HERE, *path, key), None, "is missing its list: `organisations` has no `blacklist`")


def _sight(here: "RegimeOrganisations", months: range) -> Iterator[Found]:
    """All data sources together see at most all of a conduct, inspected ones too."""
    factor = here.inspection.factor if here.inspection is not None else 1.0
    dates = {months.start, *(month for s in here.data_sources.values() for month, _ in s.coverage.steps)}
    for act in ORGANISATION_ACTS:
        for month in sorted(date for date in dates if date in months or date == months.start):
            each = {
                name: source.coverage.at(month) * source.sees.get(act, 0.0) * (1.0 - source.miss_rate)
                for name, source in here.data_sources.items()
            }
            if sum(each.values()) * factor > 1.0 + CLOSE:
                message = (
                    f"makes all data sources together record {sum(each.values()) * factor:.3g} of all {act} in "
                    f"{text_of(month)}; at most 1 (coverage * sees * (1 - miss_rate) * factor of inspection)"
                )
                most = max(each, key=lambda name: each[name])
                yield Found((HERE, "data_sources", most, "sees", act), None, message)
                break


def unseen(said: "Regime") -> Iterator[Found]:
    """Rules, fines and grounds for conduct that no data source sees."""
    here = said.organisations
    if here is None or not here.data_sources:
        return
    seen = {act for source in here.data_sources.values() for act, share in source.sees.items() if share > 0}
    used: list[tuple[Path, str]] = [(("rules", n, "conduct"), rule.conduct) for n, rule in enumerate(here.rules)]
    used += [(("fines", n, "conduct"), fine.conduct) for n, fine in enumerate(here.fines)]
    grounds = here.blacklist.grounds if here.blacklist is not None else ()
    used += [(("blacklist", "grounds", n), name) for n, name in enumerate(grounds)]
    for path, act in used:
        if act not in seen:
            yield Found((HERE, *path), act, "is seen by no data source, so nothing ever follows from it")
