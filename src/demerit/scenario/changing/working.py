"""A scenario taken apart to be changed: data as written, what is said of them, what no file has, kept in step."""

import copy
from collections.abc import Iterable
from typing import Any, Final

from demerit.scenario.changing import plain as places
from demerit.scenario.problems import Path, dotted, without
from demerit.scenario.provenance import Provenance, names_in, woven
from demerit.scenario.scenario import Scenario, path_of

UNWRITTEN: Final = "unwritten"


class Working:
    """Data of a scenario that change; `scenario` puts them together again.

    plain: as written, without marks; whole: the same with defaults, before any change; given: marks by path.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.name = scenario.name
        self.whole: dict[str, Any] = scenario.model_dump(mode="json", by_alias=True)
        self.plain: dict[str, Any] = scenario.model_dump(mode="json", by_alias=True, exclude_unset=True)
        self.plain.pop(UNWRITTEN, None)
        self.given: dict[Path, Provenance] = dict(scenario._given)
        self.unwritten: dict[Path, None] = dict.fromkeys(map(path_of, scenario.unwritten))

    def put(self, path: Path, value: Any, said: dict[Path, Provenance]) -> None:
        """A value in its place (a number behind the last of a list appends it), and all that is said of it."""
        holder = places.holder(self.plain, path, self.whole)
        self.forget(path)
        if isinstance(holder, list) and path[-1] == len(holder):
            holder.append(copy.deepcopy(value))
        else:
            holder[path[-1]] = copy.deepcopy(value)
        self.given |= said

    def forget(self, path: Path) -> None:
        """Nothing is said any more of what stands at a path, or in it."""
        self.given = {at: said for at, said in self.given.items() if at[: len(path)] != path}
        self.unwritten = {at: None for at in self.unwritten if at[: len(path)] != path}

    def delete(self, path: Path) -> None:
        """Take something away; later elements of a list move up."""
        places.delete(self.plain, path, self.whole)
        self.given, self.unwritten = without(self.given, path), without(self.unwritten, path)

    def delete_all(self, paths: Iterable[Path]) -> None:
        """Take several away."""
        for path in places.last_first(paths):
            self.delete(path)

    def scenario(self) -> Scenario:
        """The scenario that the data are now.  Raises ScenarioError."""
        from demerit.scenario.loading import built

        self._forget_names_of_nothing()
        kept = [path for path in self.unwritten if places.held(self.plain, path) is not None]  # others are found anew
        plain = {**self.plain, UNWRITTEN: list(map(dotted, kept))}
        return built(woven(plain, self.given), self.name)

    def _forget_names_of_nothing(self) -> None:
        """How far all numbers of a name may be off, where none of the name is left."""
        for path, said in self.given.items():
            if said.together:
                left = names_in(places.held(self.plain, path))
                kept = {name: one for name, one in said.together.items() if name in left}
                self.given[path] = said.model_copy(update={"together": kept or None})
        self.given = {path: said for path, said in self.given.items() if said.model_dump(exclude_none=True)}
