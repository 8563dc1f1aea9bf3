"""A survey of the settled: everybody's traits in a month as columns, for tests and for a look at who lives there."""

from typing import Any, Final

import numpy as np

from demerit.draws import key, record, structure
from demerit.people.desk import FIELDS, STRIDE, TRAITS
from demerit.people.places import Places
from demerit.people.schooling import schooled
from demerit.people.settle import related, settle

Array = np.ndarray[Any, Any]
DESK: Final = structure(FIELDS)
ROLES: Final = ("census", "departed", "later")


def survey(
    tables: Any, where: Places, seed: int, month: int | None = None, communities: range | None = None
) -> dict[str, Array]:
    """Traits of everybody (or of some communities): one array a trait, and id, community, province, tier, role.

    month: in which they are asked, absolute; that of the census unless said.  role: 0 alive at the census, 1 dead
    before it, 2 born after it.  Of those who are not born yet, home and group say nothing.
    """
    asked = int(tables.census) if month is None else month
    desk = record(DESK)
    k0, k1 = key(seed)
    parts: dict[str, list[Array]] = {name: [] for name in (*TRAITS, "id", "community", "province", "tier", "role")}
    for c in range(len(where.census)) if communities is None else communities:
        numbers = [int(getattr(where, role)[c]) for role in ROLES]
        province, tier = int(where.province[c]), int(where.tier[c])
        n = settle(tables, c, *numbers, province, tier, asked, k0, k1, desk)
        related(tables, asked, n, desk)
        schooled(tables, n, province, asked, k0, k1, desk)
        for name in TRAITS:
            parts[name].append(desk[name][:n].copy())
        parts["id"].append(c * STRIDE + np.arange(n))
        parts["role"].append(np.repeat(np.arange(3), numbers))
        for name, value in (("community", c), ("province", province), ("tier", tier)):
            parts[name].append(np.full(n, value))
    return {name: np.concatenate(arrays) for name, arrays in parts.items()}
