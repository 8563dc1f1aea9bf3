"""The run folder: the only hand-over between computing and looking.

Every part is written whole, so that a reader never sees half a file.  The manifest has a hash of each of them: whoever
reads one reads what the run wrote, or is told that it is something else.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from demerit import __version__, notebook, placing
from demerit.calendar import is_month
from demerit.shell import quoted
from demerit.world import claim
from demerit.world.errors import DemeritError
from demerit.world.opening import content, opened

MANIFEST: Final = "manifest.json"
SCENARIO: Final = "scenario.yaml"
SCENARIO_JSON: Final = "scenario.json"
SUMMARY: Final = "summary.json"
MONTHS: Final = "months.parquet"
SO_FAR: Final = "months"  # a folder: the same in parts, as they came
LISTS: Final = "lists.parquet"
REGISTER: Final = "register.parquet"  # of organisations, where there are any
REPLAY: Final = "replay.npz"
TWINS: Final = "twins.json"  # of a run that moves opinions or frightens: other worlds, in coarse
BESIDE: Final = "beside.json"  # how the worlds were made that were lived beside a run, in coarse
CHANCE: Final = "chance.parquet"  # of other seeds
UNKNOWN: Final = "unknown.parquet"  # of other values for what nobody knows
OF_BESIDE: Final = (BESIDE, CHANCE, UNKNOWN)
BANDS: Final = "bands"  # the key of summary.json under which every yearly figure has its bands
MODEL_CARD: Final = "model-card.json"
MODEL_CARD_TEXT: Final = "model-card.md"
LIVES: Final = "lives"  # a folder: lives that are told
FIGURES: Final = "figures"  # a folder: pictures and tables of the report
REPORT: Final = "report.html"
ATTRIBUTIONS: Final = "attributions"  # a folder of a comparison: of its base, a folder of each kind of player
TOLD: Final = (FIGURES, REPORT, ATTRIBUTIONS)  # what may be made again while all else stays
OTHERWISE: Final = "is not what the run wrote (cut short, changed, or of another run)"
FOREIGN, MISSING = "is not of this run", "is missing"
WRONG: Final = {OTHERWISE: "changed", FOREIGN: "foreign", MISSING: "missing"}  # kinds of errors
FILES: Final = "files"  # in the manifest: the hash of each
KIND: Final = "kind"  # in the manifest of a folder that is of no run: of what it is
COMPARED: Final = "comparison"  # of these, the one whose worlds are told, too
ATTRIBUTED: Final = "attribution"
NOTE: Final = notebook.NOTE


def written(path: Path, write: Callable[[Path], object], anywhere: bool = False) -> None:
    """Have a file written whole, made durable, and put in its place.  Raises DemeritError when it cannot be written.

    anywhere: at a place that somebody named, where a pipe or a device is written into.  In a folder of ours it would
    wait for a reader for ever.
    """
    try:
        placing.placed(path, write, through=anywhere)
    except OSError as error:
        said = f"{path} cannot be written ({error.strerror or error}); nothing was half-written"
        raise DemeritError(said, "unwritten", file=named(path), errno=error.errno) from None


def made(path: Path) -> None:
    """Make a folder where there is none.  Raises DemeritError."""
    try:
        placing.folder(path)
    except OSError as error:
        said = f"{path} cannot be made ({error.strerror or error})"
        raise DemeritError(said, "unwritten", file=named(path), errno=error.errno) from None


def writable(option: str, path: Path) -> None:
    """Raises DemeritError where what an option names could not be written: before anything is computed for it."""
    try:
        placing.check(path)
    except OSError as error:
        raise DemeritError(f"{option} {path} cannot be written ({error.strerror or error})") from None


def own(run: Path, name: str) -> None:
    """Raises DemeritError where what lies at the place of a file of a run folder is none: a pipe would never end."""
    path = run / name
    if path.exists() and not path.is_file():
        raise DemeritError(f"{path} is no file; take it away")


def write_json(path: Path, data: Any, anywhere: bool = False) -> None:
    """JSON, indented, in UTF-8.  anywhere: see `written`."""
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    written(path, lambda part: part.write_bytes(text.encode("utf-8", "backslashreplace")), anywhere)


def files(run: Path) -> list[str]:
    """The files of a run folder beside the manifest, by their places in it, in order; what is hidden is none."""
    found = (path.relative_to(run) for path in run.rglob("*") if not path.is_dir())
    return sorted(p.as_posix() for p in found if p != Path(MANIFEST) and not any(n.startswith(".") for n in p.parts))


def hash_of(path: Path) -> str:
    """32 digits over the bytes of a file.  Raises OSError, also for what is no file: a pipe would never end."""
    with opened(path) as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def hashes(run: Path, names: Iterable[str]) -> dict[str, str]:
    """The hash of each of some files of a run folder.  Raises DemeritError."""
    try:
        return {name: hash_of(run / name) for name in names}
    except OSError as error:
        raise DemeritError(f"{error.filename} cannot be read ({error.strerror})") from None


def seal(run: Path, *written: str, seconds: Mapping[str, float] = MappingProxyType({})) -> None:
    """Enter into the manifest what has been written since, files or folders, and the seconds that each phase took more.

    Raises DemeritError.
    """
    said = manifest(run)
    kept = {name: hashed for name, hashed in said[FILES].items() if not _within(name, written)}
    added = hashes(run, [name for name in files(run) if _within(name, written)])
    for phase, more in seconds.items():
        said["seconds"][phase] = round(said["seconds"].get(phase, 0.0) + more, 3)
    write_json(run / MANIFEST, said | {FILES: dict(sorted((kept | added).items()))})


def _within(name: str, places: Iterable[str]) -> bool:
    return any(name == place or name.startswith(f"{place}/") for place in places)


def part(run: Path, name: str, said: Mapping[str, Any]) -> Path:
    """A file of a run folder, known to be what its run wrote.  said: the manifest.  Raises DemeritError."""
    wrong = wrong_with(run, name, said[FILES].get(name))
    if wrong:
        message = f"{run / name} {wrong}; take the folder from where it is whole, or run it again"
        raise DemeritError(message, WRONG.get(wrong, "unread"), file=named(run / name))
    return run / name


def sound(run: Path, said: Mapping[str, Any], *aside: str) -> None:
    """Raises DemeritError where a file that the manifest names is not what was written.

    said: the manifest; aside: files and folders that are not looked at.
    """
    for name in said[FILES]:
        if not _within(name, aside):
            part(run, name, said)


def made_whole(run: Path, said: Mapping[str, Any]) -> None:
    """The same of one that is to be told to its end, which is told from what is there.  Told parts come again."""
    try:
        sound(run, said, LIVES, *TOLD)
    except DemeritError as error:
        raise DemeritError(
            f"{error}; to do so here, take {quoted(run)} away first", error.kind, **error.parts
        ) from None


def named(path: Path) -> str:
    """A file with its folder, which is all that whoever is elsewhere needs to know."""
    return f"{path.parent.name}/{path.name}"


def wrong_with(run: Path, name: str, hashed: str | None) -> str:
    """What is wrong with a file that should have a hash, in words; nothing, where it is what it should be."""
    if hashed is None:
        return FOREIGN if (run / name).exists() else "is none of the files of this run"
    try:
        return "" if hash_of(run / name) == hashed else OTHERWISE
    except FileNotFoundError:
        return MISSING
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def differing(run: Path, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Files that are not what a manifest says, that are missing, or that it does not know: names, and what is wrong."""
    known: dict[str, str] = said[FILES]
    for name in [*known, *(name for name in files(run) if name not in known)]:
        wrong = wrong_with(run, name, known.get(name))
        if wrong:
            yield name, wrong


def read_part(run: Path, name: str, said: Mapping[str, Any]) -> Any:
    """A JSON file of a run folder, known to be what its run wrote.  Raises DemeritError."""
    part(run, name, said)
    return read_json(run, name)


def read_json(run: Path, name: str) -> Any:
    """A JSON part of a run folder.  Raises DemeritError."""
    try:
        return json.loads(content(run / name).decode("utf-8"))
    except OSError as error:
        raise DemeritError(
            f"{run / name} cannot be read ({error.strerror}); is {run} the folder of a finished run?",
            "unread",
            file=named(run / name),
        ) from None
    except (ValueError, RecursionError) as error:
        said = f"{run / name} is damaged ({error})"
        raise DemeritError(said, "damaged", file=named(run / name), why="JSON") from None


def said_in(run: Path, name: str) -> Any:
    """The same; nothing, where it cannot be read."""
    try:
        return read_json(run, name)
    except DemeritError:
        return None


def manifest(run: Path) -> dict[str, Any]:
    """The manifest of a finished run of this version.  Raises DemeritError."""
    busy = "" if (run / MANIFEST).exists() else claim.writer(run)
    if busy:
        raise DemeritError(f"{run} {busy}; wait until it ends", "busy", name=run.name)
    found = read_json(run, MANIFEST)
    if not isinstance(found, dict):
        raise _damaged(run / MANIFEST, "it must be a mapping", "JSON")
    version = found.get("version")
    if version != __version__:
        said = f"{run / MANIFEST} was made by version {version}; this is {__version__}; run it again"
        raise DemeritError(said, "version", file=named(run / MANIFEST), made=version, here=__version__)
    if found.get(KIND, COMPARED) not in (COMPARED, ATTRIBUTED):
        raise _damaged(run / MANIFEST, KIND)
    for key in SHAPES:
        if not right(key, found.get(key)):
            raise _damaged(run / MANIFEST, key)
    return found


def _damaged(path: Path, said: str, why: str = "") -> DemeritError:
    """why: what is damaged, as no language changes it."""
    again = "" if why else "; run it again"
    return DemeritError(f"{path} is damaged ({said}){again}", "damaged", file=named(path), why=why or said)


def of_run(run: Path) -> dict[str, Any]:
    """The same of a folder that is of a run, and of nothing else.  Raises DemeritError."""
    found = manifest(run)
    if KIND in found:
        world = f"; give one of its worlds, such as {run / 'base'}" if found[KIND] == COMPARED else ""
        raise DemeritError(f"{run} is the folder of {article(found)}, not of a run{world}")
    return found


def of_kind(out: Path, kind: str) -> dict[str, Any]:
    """The same of a folder that is of no run: COMPARED or ATTRIBUTED.  Raises DemeritError."""
    found = manifest(out)
    if found.get(KIND) != kind:
        raise DemeritError(f"{out} is the folder of {article(found)}, not of {article({KIND: kind})}")
    return found


def with_part(run: Path, name: str, what: str) -> dict[str, Any]:
    """The manifest of a run that has a file: a world of a comparison lacks some.  what: the file holds, in words.

    Raises DemeritError.
    """
    found = of_run(run)
    if name not in found[FILES]:
        again = f"demerit run {quoted(run / SCENARIO)} makes a run, which has"
        raise DemeritError(f"{run} is a world of a comparison, and has no {what}; {again}", "world", name=run.name)
    return found


def apart(run: Path) -> None:
    """Raises DemeritError for a world of a comparison, since the comparison vouches for all that it holds."""
    around = run.absolute().parent
    if kind_of(around) and f"{run.absolute().name}/{MANIFEST}" in manifest(around)[FILES]:
        raise DemeritError(f"{run} is a world of a comparison; give the folder of the comparison, {run.parent}")


def kind_of(run: Path) -> str:
    """Of what a folder is, if its manifest can be read and it is of no run: "comparison", "attribution"."""
    try:
        return str(read_json(run, MANIFEST).get(KIND, ""))
    except (DemeritError, AttributeError):
        return ""


def article(said: Mapping[str, Any]) -> str:
    """Of what a folder is, by its manifest: "a run", "an attribution"."""
    kind = str(said.get(KIND, "run"))
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def right(key: str, value: Any) -> bool:
    """Whether what a manifest says under a key has the shape on which readers rely."""
    return SHAPES[key](value)


def _positive(number: Any) -> bool:
    return type(number) is int and number > 0


def scenario_of(run: Path, said: Mapping[str, Any]) -> dict[str, Any]:
    """The scenario of a run folder as plain data, its parts in place.  said: the manifest.  Raises DemeritError."""
    found = read_part(run, SCENARIO_JSON, said)
    held = found if isinstance(found, dict) else {}
    wrong = [part for part in SCENARIO_PARTS if not isinstance(held.get(part), dict)]
    if wrong:
        raise _damaged(run / SCENARIO_JSON, wrong[0])
    return held


def right_bands(bands: Any) -> bool:
    """Whether bands are what a run writes: of each figure two ends by chance, and two or none of what nobody knows."""
    return isinstance(bands, dict) and all(map(_right_band, bands.values()))


def _right_band(band: Any) -> bool:
    if not isinstance(band, dict) or not {"chance", "unknown", "hangs_on"} <= band.keys():
        return False
    return (
        _ends(band["chance"])
        and (band["unknown"] is None or _ends(band["unknown"]))
        and isinstance(band["hangs_on"], list)
    )


def _ends(ends: Any) -> bool:
    return isinstance(ends, list) and len(ends) == 2 and all(type(end) in (int, float) for end in ends)


def _counts(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(type(n) is int and n >= 0 for n in pair)


def _is_month(text: Any) -> bool:
    return isinstance(text, str) and is_month(text)


def _hashed(name: str, hashed: Any) -> bool:
    """Whether it is the hash of a file within the folder: a manifest that somebody else made may name any other."""
    path = PurePosixPath(name)
    return (
        isinstance(hashed, str)
        and "\0" not in name
        and bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
    )


SCENARIO_PARTS: Final = ("society", "regime")
SHAPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "scenario": lambda it: isinstance(it, str),
    "scenario_hash": lambda it: isinstance(it, str),
    "seed": lambda it: type(it) is int and it >= 0,
    "scale": _positive,
    "until": _is_month,
    "seconds": lambda it: isinstance(it, dict) and all(type(n) in (int, float) for n in it.values()),
    "weights": lambda it: isinstance(it, dict) and all(map(_counts, it.values())) and any(n for _, n in it.values()),
    FILES: lambda it: isinstance(it, dict) and all(_hashed(*each) for each in it.items()),
}
