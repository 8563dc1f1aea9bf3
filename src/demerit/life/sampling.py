"""A few telling lives of a run, written to its folder as `lives/<id>.json` for whoever reads it without replaying."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from demerit.life.finding import matches, parsed
from demerit.life.replaying import Data
from demerit.life.rules import Rules, of_run
from demerit.life.searching import Screened
from demerit.world import folder
from demerit.world.errors import DemeritError
from demerit.world.replay_data import load

COMMUNITIES: Final = 60  # searched for each
# Who is picked, and what is asked for in turn until somebody fulfils it.
PICKS: Final = (
    (
        "wrongly listed, and not told",
        (
            "listed for a record of somebody else, never told, refused",
            "wrongly listed, never told, refused",
            "wrongly listed, never told",
            "wrongly listed",
            "listed, refused",
            "listed",
        ),
    ),
    (
        "refused credit, in arrears, listed again",
        ("refused loan, in arrears, listed again", "refused loan, in arrears", "refused loan", "in arrears"),
    ),
    ("an ordinary life", ("ordinary",)),
)


Counted = frozenset[tuple[str, int]]  # measure, number of the province


def lives(
    data: Data, rules: Rules, n: int = len(PICKS), most: int = COMMUNITIES, counted: Counted | None = None
) -> list[dict[str, Any]]:
    """Up to n lives, each as `tell` returns it, with the reason for the choice under `chosen`.

    counted: wherever the run counted anything, if that is known; see `demerit.life.searching.Screened`.
    """
    out: list[dict[str, Any]] = []
    where = _where(rules)
    wanted = {text: parsed(text + where, tuple(data.names)) for _, texts in PICKS[:n] for text in texts}
    screened = Screened(data, [criterion for each in wanted.values() for criterion in each], counted)
    for why, texts in PICKS[:n]:
        for text in texts:
            try:
                life = next(
                    each
                    for each in matches(data, rules, wanted[text], most, screened)
                    if each["id"] not in {other["id"] for other in out}
                )
            except DemeritError:  # nobody like that among those searched: ask for less
                continue
            out.append({**life, "chosen": why if text == texts[0] else text, "asked": text})
            break
    return out


def counted_in(months: Any, names: Sequence[str]) -> Counted:
    """Under which measures a run counted anything, by province (their numbers).  months: as in months.parquet."""
    import pyarrow.compute as pc

    pairs = months.filter(pc.not_equal(months["value"], 0)).group_by(["measure", "province"]).aggregate([]).to_pylist()
    numbers = {name: number for number, name in enumerate(names)}
    return frozenset((row["measure"], numbers[row["province"]]) for row in pairs)


def _where(rules: Rules) -> str:
    """A province where the system runs, as one more thing to ask for, if it runs in some only."""
    names = (rules.regimes[-1][1].get("rollout") or {}).get("provinces")
    return f", {names[0]}" if names else ""


def sample(run: str | Path, n: int = len(PICKS)) -> list[Path]:
    """Write up to n lives of a run folder to `lives/<id>.json`; returns the files.  Raises DemeritError."""
    from demerit.world import parquet

    out = Path(run)
    data = load(out)
    months = parquet.read(folder.part(out, folder.MONTHS, folder.manifest(out)))
    told = lives(data, of_run(out), n, counted=counted_in(months, data.names))
    folder.made(out / folder.LIVES)
    names = [f"{folder.LIVES}/{life['id']}.json" for life in told]
    for name, life in zip(names, told, strict=True):
        folder.write_json(out / name, life)
    folder.seal(out, *names)
    return [out / name for name in names]


def differences(run: Path) -> list[str]:
    """What differs between the lives of a run folder and the same told again; empty if nothing.  Raises DemeritError.

    They are told from what the folder has for replays: whether that is right has been seen before.
    """
    names = {f"{folder.LIVES}/{life['id']}.json": life for life in lives(load(run), of_run(run))}
    there = {name for name in folder.files(run) if name.startswith(f"{folder.LIVES}/")}
    strange = [f"{name} is no life that this run tells" for name in sorted(there - names.keys())]
    missing = [f"{name} is missing" for name in sorted(names.keys() - there)]
    both = sorted(there & names.keys())
    return strange + missing + [line for name in both for line in _other(run, name, names[name])]


def _other(run: Path, name: str, life: dict[str, Any]) -> list[str]:
    try:
        return [] if folder.read_json(run, name) == json.loads(json.dumps(life)) else [f"{name} is not what comes out"]
    except DemeritError:
        return [f"{name} cannot be read"]
