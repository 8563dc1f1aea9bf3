"""A few telling lives of a run, written to its folder as `lives/<id>.json` for whoever reads it without replaying."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from demerit.life.finding import matches, parsed
from demerit.life.replaying import Data
from demerit.life.rules import Rules, of_run
from demerit.life.searching import Screened
from demerit.world.errors import DemeritError
from demerit.world.folder import MONTHS, write_json
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


def counted_in(folder: Path, names: Sequence[str]) -> Counted:
    """Under which measures a run counted anything, province by province (their numbers)."""
    import pyarrow.parquet as pq

    rows = pq.read_table(folder / MONTHS, columns=["measure", "province"], filters=[("value", "!=", 0)])
    pairs = rows.group_by(["measure", "province"]).aggregate([]).to_pylist()
    numbers = {name: number for number, name in enumerate(names)}
    return frozenset((row["measure"], numbers[row["province"]]) for row in pairs)


def _where(rules: Rules) -> str:
    """A province where the system runs, as one more thing to ask for, if it runs in some only."""
    names = (rules.regimes[-1][1].get("rollout") or {}).get("provinces")
    return f", {names[0]}" if names else ""


def sample(run: str | Path, n: int = len(PICKS)) -> list[Path]:
    """Write up to n lives of a run folder to `lives/<id>.json`; returns the files.  Raises DemeritError."""
    folder = Path(run)
    target = folder / "lives"
    target.mkdir(exist_ok=True)
    out = []
    data = load(folder)
    for life in lives(data, of_run(folder), n, counted=counted_in(folder, data.names)):
        out.append(target / f"{life['id']}.json")
        write_json(out[-1], life)
    return out
