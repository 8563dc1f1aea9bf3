"""Where somebody who tries a life has got to, as it stands in the address of the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from demerit.scenario.shipped import names_in
from demerit.serve.ask import Ask
from demerit.serve.asking import desk
from demerit.serve.asking.desk import Asked
from demerit.serve.folders import of_finished
from demerit.serve.lives.asking import FIRST as AT_ONCE
from demerit.serve.lives.asking import LATER
from demerit.serve.refusing import wrong

FINE: Final = 20_000  # one person of a preset's world stands for so many
NAMES: Final = ("run", "base", "person", "do", "leave", "at")  # of texts in an address
SIDES: Final = ("do", "leave")
NUMBER: Final = re.compile(r"\d{1,15}", re.ASCII)
CHOSEN: Final = re.compile(r"[a-z0-9_.,-]{0,6000}", re.ASCII)  # occasions, as `demerit.life.trying.names` writes them


@dataclass(frozen=True)
class State:
    """run: the name of a finished run, or base: of a preset; person; do, leave: occasions that are decided otherwise
    than drawn; at: the one that was decided last; every: ask of all, not only of those on which something hangs; blind:
    tell only what the person knows.
    """

    run: str = ""
    base: str = ""
    person: str = ""
    do: str = ""
    leave: str = ""
    at: str = ""
    every: bool = False
    blind: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "State":
        """From an address.  Raises Refused."""
        given = {name: query.get(name, "").strip() for name in NAMES} | {"run": query.get("run", "")}
        if given["base"] and (given["run"] or given["base"] not in names_in("presets")):
            raise wrong("try.wrong.base")
        if given["person"] and not NUMBER.fullmatch(given["person"]):
            raise wrong("refused.number", number=given["person"])
        if not all(CHOSEN.fullmatch(given[name]) for name in ("do", "leave", "at")):
            raise wrong("try.wrong.chosen")
        return cls(**given, every=query.get("every") == "1", blind=query.get("blind") == "1")

    @property
    def query(self) -> dict[str, str]:
        """As an address has it: nothing that says nothing."""
        said = {name: getattr(self, name) for name in NAMES}
        said |= {"every": "1" if self.every else "", "blind": "1" if self.blind else ""}
        return {name: value for name, value in said.items() if value}

    def decided(self, asked: Mapping[str, Any], taken: bool) -> "State":
        """The state after a decision.  asked: the question, see `demerit.life.trying.step`."""
        name = asked["name"]
        if taken == asked["drawn"]:
            return replace(self, at=name)
        if taken:
            return replace(self, at=name, do=_and(self.do, name))
        return replace(self, at=name, leave=_and(self.leave, name))

    def without(self, occasion: str) -> "State":
        """The life as far as it was decided before an occasion that is none, or after which nothing is known."""
        kept = {side: [each for each in getattr(self, side).split(",") if each and each != occasion] for side in SIDES}
        decided = sorted((*kept["do"], *kept["leave"]))
        at = self.at if self.at != occasion else (decided or [""])[-1]
        return replace(self, at=at, do=",".join(kept["do"]), leave=",".join(kept["leave"]))

    def anew(self) -> "State":
        """The same life from its begin."""
        return replace(self, do="", leave="", at="")

    def ask(self, ask: Ask, kind: str, find: str = "") -> Asked:
        """Ask the warm process.  kind: "try", "who" or "lesson".  Raises Refused."""
        run = of_finished(ask.site.folder, self.run) if self.run else None
        question: dict[str, Any] = {
            "kind": kind,
            "run": str(run.path) if run else "",
            "of": run.stamp if run else "",
            "base": self.base,
            "fine": FINE,
            "seed": 0,
            "find": find,
            "person": self.person,
            "language": ask.lang,
            "scale": LATER if kind == "lesson" else AT_ONCE,
        }
        if kind == "try":
            question |= {"do": self.do, "leave": self.leave, "at": self.at, "every": self.every}
        return desk.of_lives(ask).ask(question, "").waited()


def _and(names: str, name: str) -> str:
    return f"{names},{name}" if names else name
