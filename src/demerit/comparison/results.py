"""comparison.json: what came out, as plain data, scaled to the country."""

from statistics import median
from typing import Any, Final

import numpy as np

from demerit import __version__
from demerit.calendar import text_of
from demerit.comparison import organisations
from demerit.comparison.effects import Effect, effects
from demerit.comparison.living import LATELY, Lived
from demerit.comparison.people import KINDS, TOLD, nobody
from demerit.comparison.spread import Spread, Strata, short, spreads
from demerit.comparison.variants import BASE
from demerit.comparison.who import by_trait
from demerit.world.folder import NOTE
from demerit.world.spread import NONE_SEEN, of_events
from demerit.world.summary import of_years
from demerit.world.undergone import HARMS

Array = np.ndarray[Any, Any]
DIGITS: Final = 4
FEW: Final = 100  # harms that were counted


def results(lived: Lived, direct: Lived | None = None) -> dict[str, Any]:
    """What is said of a comparison.  direct: the same, with what the base publishes read in all worlds."""
    plan = lived.plan
    found = all_effects(lived)
    alone = None if direct is None else all_effects(direct)
    variants = {}
    for v, name in enumerate(lived.names):
        told = {key: one.told() | {"unknown": None, "sign_holds": None} for key, one in found[v].items()}
        if alone is not None:
            for key in told.keys() | alone[v].keys():
                told.setdefault(key, _absent()).update(_direct(found[v].get(key), alone[v].get(key)))
        variants[name] = {
            "scenario": plan.variants[v].scenario.name,
            "title": plan.variants[v].scenario.title,
            **people(lived, v),
            "cost_in_runs": cost(lived),
            "worth_runs": worth(lived, v),
            "effects": dict(sorted(told.items())),
        }
    return {
        "note": NOTE,
        "version": __version__,
        "base": plan.base.name,
        "title": plan.base.title,
        "society": plan.base.society.name,
        "seed": plan.seed,
        "scale": plan.scale,
        "start": text_of(plan.base.start),
        "until": text_of(plan.last),
        "parted": lived.since,
        "fits": lived.fits,
        "people": lived.weights.rounded(everybody(lived)),
        "published": plan.published,
        "within": list(lived.within),
        "harms": list(HARMS),
        "digests": dict(zip((BASE, *lived.names), lived.digests, strict=True)),
        "variants": variants,
    }


def all_effects(lived: Lived) -> list[dict[str, Effect]]:
    """The effects of every variant, by the names of a summary's yearly figures."""
    comparison, weights = lived.comparison, lived.weights
    where = comparison.society.where
    worlds = [world.reported_each for world in comparison.worlds]
    figures = [of_years(where, *each, within=lived.within) for each in worlds]
    counts = [] if lived.lean else [organisations.Counts(*sums) for _, *sums in worlds]
    months = worlds[0][0]
    each = np.array([weight / weights.unit for weight in weights.each])
    number = len(each)
    mixed = np.random.default_rng(0).permutation(number)  # provinces side by side are no systematic sample
    provinces = Strata(np.arange(number), np.zeros(number, int), np.array(where.sampled, float), each, mixed)
    out = []
    for v in range(len(lived.names)):
        known = {f"{name}.{year}": one for year, of in lived.years.items() for name, one in of[v].spreads.items()}
        rest = [name for name in figures[v + 1] if name not in known and figures[v + 1][name] != figures[0].get(name)]
        if counts:
            known |= organisations.of_provinces(rest, months, counts[0], counts[v + 1], provinces)
        out.append(effects(figures[0], figures[v + 1], v, lived.tally, weights, known))
    return out


def in_short(lived: Lived) -> dict[str, dict[str, tuple[float, float] | None]]:
    """By variant, differences by name, where there are any, each with half the width of its own band of chance; the
    same of how many people are spared and harmed.
    """
    out: dict[str, dict[str, tuple[float, float] | None]] = {}
    for v, found in enumerate(all_effects(lived)):
        out[lived.names[v]] = {key: _with_half(one) for key, one in found.items() if one.difference != 0}
        for kind, one in people(lived, v).items():
            if kind in TOLD:
                out[lived.names[v]][kind] = float(one["people"]), short(one["chance"][1] - one["people"])
    return out


def _with_half(one: Effect) -> tuple[float, float] | None:
    if one.difference is None:
        return None
    low, high = one.chance or (one.difference, one.difference)
    return one.difference, short((high - low) / 2)


def _absent() -> dict[str, Any]:
    return {**dict.fromkeys(Effect._fields), "unknown": None, "sign_holds": None}


def _direct(own: Effect | None, alone: Effect | None) -> dict[str, Any]:
    """What a change does by itself, and by what it feeds back."""
    if alone is None or alone.difference is None:
        return {"direct": None, "feedback": None}
    told = alone.told()
    del told["base"]
    feedback = None if own is None or own.difference is None else round(own.difference - alone.difference, DIGITS)
    return {"direct": told, "feedback": feedback}


def people(lived: Lived, v: int) -> dict[str, Any]:
    """How many people a variant came to differ for, spares, harms."""
    of, weights = lived.strata, lived.weights
    found = lived.people or nobody(len(lived.names), len(of.stratum))
    counts = found.counts[v]
    total = {}
    for k, kind in enumerate(KINDS):
        by_province = np.bincount(of.province, counts[:, k], len(weights.each)).astype(int).tolist()
        total[kind] = sum(n * w for n, w in zip(by_province, weights.each, strict=True))
    bands: list[Spread] = spreads(of, counts.astype(float))
    out: dict[str, Any] = {"share_differing": round(total["differing"] / max(everybody(lived), 1), DIGITS + 2)}
    for kind, spread in zip(KINDS, bands, strict=True):
        value = weights.rounded(total[kind])
        if kind not in ("differing", *TOLD):
            out[kind] = {"people": value}
        if kind in TOLD:
            low, high = spread.band(value)
            if not spread.wide:  # one community has nothing to be told from: what was counted is all that is known
                low, high = map(short, of_events(value, float(counts[:, KINDS.index(kind)].sum())))
            high = high if value else _unseen(lived, bool(total["differing"]))
            out[kind] = {"who": _who(lived, v, kind), "people": value, "chance": [max(low, 0.0), high], "unknown": None}
    return out


def _unseen(lived: Lived, differ: bool) -> float:
    """How many there may well be where none were counted: none where nobody differs at all, which is exact."""
    return short(NONE_SEEN * max(lived.weights.each) / lived.weights.unit) if differ else 0.0


def _who(lived: Lived, v: int, kind: str) -> dict[str, Any]:
    """Whose harms were fewer, or more: shares by trait, beside those of people; of a few harms that says nothing."""
    harms = lived.tally.harms[0 if kind == "harmed" else 1, v]
    if harms.sum() < FEW:
        return {}
    each = np.array([weight / lived.weights.unit for weight in lived.weights.each])
    return by_trait(each @ harms, each @ lived.tally.people)


def everybody(lived: Lived) -> int:
    """All who lived in a month after the worlds parted, in parts of the weights' unit: there before, or born since."""
    comparison, weights = lived.comparison, lived.weights
    if comparison.parted is None:
        return 0
    out = 0
    for month, sums in comparison.base.history:
        if month >= comparison.parted - 1:
            counted = sums["people"] if month == comparison.parted - 1 else sums["births"]
            out += sum(n * w for n, w in zip(counted.sum(axis=-1).tolist(), weights.each, strict=True))
    return out


def cost(lived: Lived) -> float:
    """What the base and one variant took, in runs of the base: what months took, people once settled.

    Months in which the worlds are one cost as much as in a run.  A month after they parted would have cost the base
    alone what its last months before that did, which is rather too little where they come before the regime.  What
    several variants took beyond the base is shared out among them.
    """
    if not lived.apart or not lived.alone:
        return 1.0
    month = median(lived.alone[-LATELY:])
    run = sum(lived.alone) + len(lived.apart) * month
    more = max(sum(lived.apart) - len(lived.apart) * month, 0.0)
    return round(1 + more / run / len(lived.names), 2)


def worth(lived: Lived, v: int) -> float | None:
    """How many independent runs of both worlds would tell as much; None where nothing differs."""
    found = [each for of in lived.years.values() for each in of[v].worth]
    return float(f"{median(found):.3g}") if found else None
