"""Checkpoints of a comparison: a killed one goes on from the newest sound one, and ends as if nothing had happened.

A checkpoint is a folder in which every world has one of its own (`demerit.world.checkpoint`), one alone as long as the
worlds have not parted; beside these stand what communities and people came to, and what was collected so far.
"""

import hashlib
import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit.calendar import text_of
from demerit.comparison.errors import Year
from demerit.comparison.living import Lived
from demerit.comparison.plan import Plan
from demerit.comparison.spread import Spread
from demerit.month.effects import PARTED
from demerit.world import arrays, checkpoint, durable, lockstep
from demerit.world.comparing import as_the_first
from demerit.world.errors import DemeritError
from demerit.world.identity import differences, identity
from demerit.world.kept import clusters
from demerit.world.lockstep import Lockstep
from demerit.world.opening import content

Array = np.ndarray[Any, Any]
ABOUT: Final = checkpoint.OF_COMPARISON
TALLY: Final = "tally.npz"
WHOLE: Final = ("harms", "people")  # of a tally, over all months
KEPT: Final = checkpoint.KEPT


def given(plan: Plan) -> dict[str, Any]:
    """What must be the same for a comparison to go on."""
    worlds = [identity(one, plan.seed, plan.scale, plan.last) for one in plan.scenarios]
    return {"worlds": worlds, "published": plan.published, "variants": [one.name for one in plan.variants]}


def agree(out: Path, plan: Plan) -> None:
    """Raises DemeritError where the checkpoints in a folder are of another comparison."""
    for path in checkpoint.found(out):
        said = _about(path)
        if said is not None:
            differ = _differing(said["given"], given(plan))
            if differ:
                raise DemeritError(f"{path} cannot be resumed by this command: {'; '.join(differ)}")
            return


def _differing(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    out = [f"{key} was {was.get(key)}, is {now[key]}" for key in ("published", "variants") if was.get(key) != now[key]]
    found = [line for one, two in zip(was["worlds"], now["worlds"], strict=False) for line in differences(one, two)]
    return [*out, *dict.fromkeys(found)]


def _about(path: Path) -> dict[str, Any] | None:
    """What a checkpoint says of itself; None where that, or a file beside it, is not what was written."""
    try:
        said: dict[str, Any] = json.loads(content(path / ABOUT).decode("utf-8"))
        seal = said.pop("seal")
        return said if seal == _sealed(path, said) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _sealed(path: Path, said: dict[str, Any]) -> str:
    seen = hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=durable.DIGEST)
    for file in sorted([*path.glob("*.npz"), *path.glob("*.bin")]):
        seen.update(f"{file.name} {durable.digest(file)}".encode())
    return seen.hexdigest()


def save(lived: Lived, out: Path) -> None:
    """Write a checkpoint between two months; older ones beyond two go.  Raises DemeritError."""
    comparison = lived.comparison
    final = out / f"{checkpoint.PREFIX}{text_of(comparison.month)}"
    temporary = final.with_name(f".{final.name}.part")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir(parents=True)
        worlds = comparison.worlds if comparison.parted is not None else comparison.worlds[:1]
        for w, world in enumerate(worlds):
            checkpoint.write(world, temporary / f"world-{w}")
        if comparison.parted is not None:
            comparison.driver.each(write_apart, temporary)
        _write_collected(lived, temporary)
        shutil.rmtree(final, ignore_errors=True)
        temporary.replace(final)
        durable.names(out)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        said = f"{final}: no checkpoint could be written ({error.strerror or error})"
        raise DemeritError(said, "unwritten", file=final.name, errno=error.errno) from None
    later = [path for path in checkpoint.found(out) if path.name > final.name]
    for old in [*later, *checkpoint.found(out)[len(later) + KEPT :]]:
        shutil.rmtree(old, ignore_errors=True)


def _write_collected(lived: Lived, at: Path) -> None:
    tally = {f"{name}-{year}": each for name in ("gained", "lost") for year, each in getattr(lived.tally, name).items()}
    tally |= {name: getattr(lived.tally, name) for name in WHOLE}
    with (at / TALLY).open("wb") as file:
        np.savez_compressed(file, **tally)
    years = {
        year: [[{name: list(spread) for name, spread in one.spreads.items()}, one.worth] for one in of]
        for year, of in lived.years.items()
    }
    said = {
        "given": given(lived.plan),
        "month": lived.comparison.month,
        "parted": lived.comparison.parted,
        "shards": lived.comparison.driver.cuts,
        "years": {str(year): of for year, of in years.items()},
        "alone": lived.alone,
        "apart": lived.apart,
        "pieces": _pieces(lived, lived.comparison.month),
    }
    said = json.loads(json.dumps(said))
    text = json.dumps({"seal": _sealed(at, said), **said})
    durable.write(at / ABOUT, [np.frombuffer(text.encode(), np.uint8)])
    durable.names(at)


def restore(lived: Lived, out: Path) -> list[str]:
    """Put a fresh comparison where the newest sound checkpoint was; returns what was wrong with newer ones.

    Raises DemeritError when none is sound.
    """
    wrong: list[str] = []
    for path in checkpoint.found(out):
        said = _about(path)
        problem = "is not what was written" if said is None else _damage(path) or _lost(lived, said)
        if said is not None and problem is None:
            _put(lived, path, said)
            return wrong
        wrong.append(f"{path.name}: {problem}")
    raise DemeritError(
        f"{out}: no sound checkpoint to resume from: {'; '.join(wrong)}; take this folder away, and begin again"
    )


def _damage(path: Path) -> str | None:
    return next((found for world in sorted(path.glob("world-*")) if (found := checkpoint.damage(world))), None)


def _pieces(lived: Lived, before: int) -> dict[str, str]:
    """What waits in files of the months before one."""
    return lived.pieces.known(before) if lived.pieces is not None else {}


def _lost(lived: Lived, said: dict[str, Any]) -> str | None:
    """Months whose effects are no longer what they were when a checkpoint was written."""
    now = _pieces(lived, said["month"])
    lost = [name for name, digest in said["pieces"].items() if now.get(name) != digest]
    return f"the effects of {lost[0].removesuffix('.parquet')} are lost" if lost else None


def _put(lived: Lived, path: Path, said: dict[str, Any]) -> None:
    comparison = lived.comparison
    comparison.parted = said["parted"]
    if comparison.parted is not None:
        comparison.driver.each(lockstep.fork)
        comparison.driver.each(read_apart, path, said["shards"])
    for w, world in enumerate(comparison.worlds):
        if comparison.parted is not None or w == 0:
            checkpoint.put(world, path / f"world-{w}")
        else:
            as_the_first(world, comparison.base)
    comparison.month = said["month"]
    with arrays.loaded(path / TALLY) as tally:
        for name in WHOLE:
            getattr(lived.tally, name)[:] = tally[name]
        for key in (key for key in tally.files if key not in WHOLE):
            name, _, year = key.partition("-")
            getattr(lived.tally, name)[int(year)] = tally[key]
    for year, of in said["years"].items():
        lived.years[int(year)] = [Year({n: Spread(*s) for n, s in spreads.items()}, worth) for spreads, worth in of]
    lived.alone, lived.apart = said["alone"], said["apart"]
    if lived.pieces is not None:
        lived.pieces.forget(comparison.month)


def write_apart(shard: Lockstep, at: Path) -> None:
    """What clusters of a shard came to in this year, and since when people's states differ.  Raises OSError."""
    with (at / f"apart-{shard.low}.npz").open("wb") as file:
        np.savez_compressed(file, first=shard.kept.first, base=shard.kept.base, apart=shard.kept.apart)
    for v, other in enumerate(shard.others):
        durable.write(at / _parted(v, shard.low), map(other.people.parted, range(len(shard.people.cuts) - 1)))


def _parted(v: int, low: int) -> str:
    return f"parted-{v}-{low}.bin"


def read_apart(shard: Lockstep, at: Path, cuts: list[int]) -> None:
    """Read it back, however the world was cut then."""
    cluster = clusters(shard.common.layout["province"])
    begins = np.flatnonzero(np.diff(cluster, prepend=-1))  # where each begins, there its sums are kept
    for first, _ in pairwise(cuts):
        with arrays.loaded(at / f"apart-{first}.npz") as held:
            numbers = int(held["first"]) + np.arange(len(held["base"]))
            mine = (begins[numbers] >= shard.low) & (begins[numbers] < shard.high)
            here = numbers[mine] - shard.kept.first
            shard.kept.base[here] += held["base"][mine]
            shard.kept.apart[here] += held["apart"][mine]
    for v, other in enumerate(shard.others):
        for b, (low, high) in enumerate(pairwise(shard.people.cuts)):
            other.people.part(b, _read(shard, at, cuts, v, shard.low + low, shard.low + high))


def _read(shard: Lockstep, at: Path, cuts: list[int], v: int, low: int, high: int) -> Array:
    """PARTED of the communities low <= c < high of the world."""
    starts = np.append(shard.common.layout["start"], shard.row + shard.people.ends[0])
    out = np.zeros(int(starts[high] - starts[low]), PARTED)
    for first, end in pairwise(cuts):
        begin, stop = max(first, low), min(end, high)
        if begin < stop:
            into = out[starts[begin] - starts[low] : starts[stop] - starts[low]]
            durable.fill(at / _parted(v, first), into, int(starts[begin] - starts[first]))
    return out
