"""What is asked, as it stands in the address of the page: a base, and what is changed in it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from demerit.scenario import Scenario, load
from demerit.scenario.shipped import names_in
from demerit.serve import limits
from demerit.serve.refusing import Refused, wrong
from demerit.shell import quoted

FIRST: Final = "as-told"
COARSE: Final = 20_000  # the first answer
SCALES: Final = (COARSE, 5_000, 1_000)  # refined while one looks
DRAWS: Final = (0, 16)
SET: Final = "set."  # before the keys of values in an address
KEY: Final = re.compile(r"[\w.-]{1,120}", re.ASCII)
MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
MOST: Final = 40  # changes
LONGEST: Final = 60  # characters of a value
BASES: Final = 4  # that are kept in memory
OFF: Final = "off."  # before the keys of boxes that are ticked, in a form that no script handles
GIVE: Final = "give."
# Rights that can be given, and what they are then.  Of 1,240 people 920 objected (duo-2024); what share is upheld is
# assumed.
_OBJECTING: Final = {
    "rights.objection": "true",
    "rights.objection_days": "30",
    "rights.upheld": "0.8",
    "rights.objecting.justified": "0.74",
    "rights.objecting.unjustified": "0.74",
}
RIGHTS: Final[dict[str, dict[str, str]]] = {
    "notice": {"rights.notice": "true"},
    "objection": _OBJECTING,
    "suspends": {**_OBJECTING, "rights.suspends": "true"},
    "human_review": {"rights.human_review": "0.5"},
    "grace_days": {"rights.grace_days": "30", "rights.corrected_in_time": "true"},
}


@dataclass(frozen=True)
class Question:
    """base: the name of a preset; without: keys of what is taken out; given: rights that are given; values: what is
    set, as it is written; since: a month, or None for throughout; scale: one simulated person stands for so many; seed;
    draws: of what nobody knows.
    """

    base: str = FIRST
    without: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    scale: int = COARSE
    seed: int = 0
    draws: int = 0

    @property
    def changes(self) -> bool:
        """Whether anything is changed."""
        return bool(self.without or self.given or self.values)

    @property
    def set(self) -> dict[str, str]:
        """All values, those of rights that are given first."""
        said: dict[str, str] = {}
        for right in self.given:
            said |= RIGHTS[right]
        return said | dict(self.values)

    @property
    def query(self) -> dict[str, str]:
        """The same as it stands in an address, without the scale: that is how one looks, not what is asked."""
        said = {"base": self.base}
        if self.without:
            said["without"] = ",".join(self.without)
        if self.given:
            said["give"] = ",".join(self.given)
        said |= {f"{SET}{key}": text for key, text in self.values}
        if self.since is not None:
            said["since"] = self.since
        if self.seed:
            said["seed"] = str(self.seed)
        return said

    @property
    def plain(self) -> dict[str, Any]:
        """What the process is asked."""
        said = {"base": self.base, "values": self.set, "without": list(self.without), "since": self.since}
        seeds = None if self.sure else 0
        return {"kind": "compare", **said, "scale": self.scale, "seed": self.seed, "draws": self.draws, "seeds": seeds}

    @property
    def sure(self) -> bool:
        """Whether other seeds are compared beside it where a score is learned: one does not wait for them before."""
        return self.scale == SCALES[-1]

    @property
    def learns(self) -> bool:
        """Whether a score is learned under the base or what it is compared with."""
        return loaded(self.base).regime.learned_score is not None or any("learned_score" in key for key in self.set)

    def at(self, scale: int) -> "Question":
        """The same, more or less fine."""
        return replace(self, scale=scale)

    @property
    def command(self) -> str:
        """What gives the same on the command line."""
        parts = ["demerit compare", self.base]
        parts += [f"--without {quoted(key)}" for key in self.without]
        parts += [f"--set {quoted(f'{key}={text}')}" for key, text in self.set.items()]
        parts += [f"--from {self.since}"] if self.since else []
        parts += [f"--scale 1:{self.scale}", f"--seed {self.seed}"]
        parts += [f"--draws {self.draws}"] if self.draws else []
        parts += ["--seeds 0"] if self.learns and not self.sure else []
        return " ".join(parts)

    @property
    def python(self) -> str:
        """And in Python."""
        since = f', since="{self.since}"' if self.since else ""
        other = "base"
        if self.set:
            values = ", ".join(f'"{key}": {_literal(text)}' for key, text in self.set.items())
            other += f".set({{{values}}}{since})"
        if self.without:
            keys = ", ".join(f'"{key}"' for key in self.without)
            other += f".without({keys}{since})"
        more = f", draws={self.draws}" if self.draws else ""
        more += ", seeds=0" if self.learns and not self.sure else ""
        return "\n".join(
            [
                "import demerit as dm",
                f'base = dm.load("{self.base}")',
                f"comparison = dm.compare(base, {other}, scale={self.scale}, seed={self.seed}{more})",
                "print(comparison)",
            ]
        )


def _literal(text: str) -> str:
    """A value as Python writes it: a number with its digits, anything that is no number, list or the like as text."""
    try:
        value = json.loads(text, parse_constant=str)
    except ValueError:
        return repr(text)
    return text if isinstance(value, int | float) and not isinstance(value, bool) else repr(value)


def of(query: Mapping[str, str]) -> Question:
    """From an address.  Raises Refused for what cannot be."""
    base = query.get("base", FIRST)
    if base not in names_in("presets"):
        raise wrong("unasked.preset", name=base[:LONGEST])
    keys = [*_listed(query, "without"), *(name.removeprefix(OFF) for name in query if name.startswith(OFF))]
    given = [*_listed(query, "give"), *(name.removeprefix(GIVE) for name in query if name.startswith(GIVE))]
    if any(right not in RIGHTS for right in given):
        raise wrong("unasked.right")
    values = {name.removeprefix(SET): text.strip() for name, text in query.items() if name.startswith(SET)}
    values = {key: text for key, text in values.items() if text}
    if len(keys) + len(values) > MOST:
        raise wrong("unasked.changes", most=MOST)
    for key in (*keys, *values):
        if not KEY.fullmatch(key):
            raise wrong("unasked.key", name=key[:LONGEST])
    for key, text in values.items():
        if len(text) > LONGEST or not text.isprintable():
            raise wrong("unasked.value", name=key)
    since = query.get("since") or None
    if since is not None and not MONTH.fullmatch(since):
        raise wrong("unasked.month", month=since[:LONGEST])
    scale = _one_of(query.get("scale", str(COARSE)), SCALES, "unasked.scale")
    draws = _one_of(query.get("draws", "0"), DRAWS, "unasked.draws")
    if draws and scale != COARSE:
        raise wrong("unasked.draws")
    seed = _seed(query.get("seed", "0"))
    rights = tuple(right for right in RIGHTS if right in given)
    return Question(base, tuple(dict.fromkeys(keys)), rights, tuple(values.items()), since, scale, seed, draws)


def _listed(query: Mapping[str, str], name: str) -> list[str]:
    return [key for key in query.get(name, "").split(",") if key]


def _one_of(text: str, allowed: tuple[int, ...], key: str) -> int:
    if text not in map(str, allowed):
        raise Refused(400, key)
    return int(text)


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= limits.DIGITS and int(text) < 2**64):
        raise wrong("unasked.seed")
    return int(text)


@lru_cache(maxsize=BASES)
def loaded(base: str) -> Scenario:
    """A preset; what is left to the user is taken as it suggests."""
    return load(base, assume=True)
