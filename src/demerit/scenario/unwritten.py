"""Values that no file has: defaults, which must not take the mark of what stands around them.

`{list: blacklist, mark: told}` tells of a list; how often somebody asks again, which such a mapping may say and this
one does not, is nobody's word but the model's.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from demerit.scenario.problems import Path
from demerit.scenario.provenance import Provenance, nearest
from demerit.scenario.values import Frozen

NOWHERE: Final = "none"  # how a file says that nothing is cited
DEFAULT: Final = Provenance(mark="assumed", note="stands in no file: what is taken where a scenario says nothing")


def unwritten(value: Any, path: Path, given: dict[Path, Provenance]) -> Iterator[Path]:
    """Where defaults stand that would take a mark other than assumed, or a reference, from around them.

    Those that say nothing, such as an empty list, are left out.
    """
    if isinstance(value, Frozen):
        for name, field in type(value).model_fields.items():
            inside, at = getattr(value, name), (*path, field.alias or name)
            if name in value.model_fields_set:
                yield from unwritten(inside, at, given)
            elif inside not in (None, (), {}) and _lent(given, at):
                yield at
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from unwritten(inside, (*path, key), given)
    elif isinstance(value, tuple):
        for number, inside in enumerate(value):
            yield from unwritten(inside, (*path, number), given)


def _lent(given: dict[Path, Provenance], path: Path) -> bool:
    around = nearest(given, path)
    return around is None or around.mark != DEFAULT.mark or around.reference not in (None, NOWHERE)
