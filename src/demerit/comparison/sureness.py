"""How sure differences are, from comparisons that were lived beside one: added to what `comparison.json` says."""

from typing import Any, Final

import numpy as np

from demerit.comparison.beside import Beside, Short
from demerit.comparison.living import area_of
from demerit.comparison.plan import Plan
from demerit.comparison.refits import refitted
from demerit.comparison.spread import short
from demerit.comparison.widening import Other, widened, widened_people
from demerit.world.clusters import clusters
from demerit.world.spread import by_ignorance, hangs_on

Array = np.ndarray[Any, Any]
Inputs = tuple[list[str], Array]  # names, and values (input, draw)
PEOPLE: Final = ("spared", "harmed")  # not figures of years, but people over all months


def added(said: dict[str, Any], plan: Plan, beside: Beside) -> None:
    """Add to each effect: a wider band of chance, where other seeds say more; `unknown`, `sign_holds`, `hangs_on`."""
    within = area_of(plan.scenarios)
    few, many = (clusters(plan.base.society, scale, within) for scale in (beside.scale, plan.scale))
    inputs = [one.key for one in beside.inputs], np.array([one.values for one in beside.inputs])
    for name, variant in said["variants"].items():
        for key, one in variant["effects"].items():
            if one["difference"] is not None:
                others, fitted = _of_all(beside.chance, name, key), refitted(said, key.rsplit(".", 1)[1])
                one["chance"] = widened(one["chance"], one["difference"], others, many / few, fitted)
                _unknown(one, "difference", _values(_of_all(beside.unknown, name, key)), inputs)
        for kind in PEOPLE:
            one, others = variant[kind], _of_all(beside.chance, name, kind)
            one["chance"] = widened_people(one["chance"], one["people"], others, many / few, refitted(said, None))
            _unknown(one, "people", _values(_of_all(beside.unknown, name, kind)), inputs)
    said["beside"] = {
        "scale": beside.scale,
        "seeds": beside.seeds,
        "draws": len(beside.unknown),
        "inputs": len(beside.inputs),
        "left_out": beside.left_out,
    }


def _of_all(worlds: list[Short], variant: str, key: str) -> list[Other]:
    """A difference in each comparison, with half of its own band; what is not there is zero, None cannot be told."""
    return [one.get(variant, {}).get(key, (0.0, 0.0)) for one in worlds]


def _values(others: list[Other]) -> list[float | None]:
    return [None if one is None else one[0] for one in others]


def _unknown(one: dict[str, Any], what: str, drawn: list[float | None], inputs: Inputs) -> None:
    there = [n for n, value in enumerate(drawn) if value is not None]
    if not there:
        return
    found = over_draws(one[what], [float(drawn[n] or 0.0) for n in there], (inputs[0], inputs[1][:, there]))
    if what != "difference":  # people are never fewer than none
        del found["sign_holds"]
    one.update(found)


def over_draws(value: float, drawn: list[float], inputs: Inputs) -> dict[str, Any]:
    """How sure a figure is over draws of what nobody knows.

    `unknown`: the band that holds nine in ten, and the figure; `sign_holds`: in how many of how many its sign is the
    same; `hangs_on`: the inputs with which it goes, each with the rank correlation.  inputs: names, and values (input,
    draw).
    """
    low, high = by_ignorance(drawn)
    names, values = inputs
    return {
        "unknown": [min(short(low), value), max(short(high), value)],
        "sign_holds": [int(np.count_nonzero(np.sign(drawn) == np.sign(value))), len(drawn)],
        "hangs_on": [list(pair) for pair in hangs_on(names, values, drawn)] if names else [],
    }
