"""The tables in docs/benchmarks, made from a comparison."""

import json
from pathlib import Path
from typing import Any, Final

from tools.peers.catalogue import JOBS

BEGIN: Final = "<!-- results: made by `python -m tools.peers pages` -->\n"
QUIET: Final = 0.7  # load average over a minute before the comparison begins, of a machine with nothing else to do
END: Final = "<!-- end of results -->\n"
HEAD: Final = (
    "| | library | form | threads | ns a person-day (least to most) | at full size | bytes a person | times Demerit |\n"
    "|---|---|---|---|---|---|---|---|\n"
)


def write(comparison: Path, folder: Path) -> None:
    """Put the tables of a comparison (as `python -m tools.peers compare` wrote it) into the pages of a folder."""
    for job in JOBS:
        page = folder / f"{job}.md"
        page.write_text(filled(page.read_text(encoding="utf-8"), read(comparison), job), encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    """A comparison as `compare` gave it, or as it was written with the conditions it was made in."""
    out: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if "peers" not in out:
        return out
    found: dict[str, Any] = out["peers"]
    if "quiet" in out:  # before the call began: what it measures first is itself a load
        found["machine"]["quiet"] = out["quiet"]
    return found


def filled(page: str, comparison: dict[str, Any], job: str) -> str:
    """A page with the results of a job between its two marks; ValueError if the marks are not there."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page of {job} has no place for results")
    return before + BEGIN + "\n" + results(comparison, job) + "\n" + END + after


def results(comparison: dict[str, Any], job: str) -> str:
    """What ran where, one row a peer, and the two ratios that matter."""
    one, on = comparison["jobs"][job], comparison["machine"]
    fastest = one["peers"]["demerit"]["ns_a_person_day"]
    quiet = on.get("quiet", on["load_before"] is not None and on["load_before"][0] < QUIET)
    rough = "" if quiet else " **Something else was running: the figures are rough.**"
    lines = [
        f"{on['processor']}, {on['cores']} cores, {on['system']}, Python {on['python']}; load averages over 1, 5"
        f" and 15 minutes {on['load_before']} before these and {on['load_after']} after; {one['people']:,} people,"
        f" {one['days']} days, median of {one['repeats']}.{rough}\n",
        HEAD + "\n".join(_row(name, peer, one["people"], fastest) for name, peer in one["peers"].items()),
    ]
    return "\n".join(lines) + "\n\n" + _ratios(one["peers"]) + "\n"


def _ratios(peers: dict[str, Any]) -> str:
    """What Mesa and NumPy take, in times of what Demerit's form takes on one thread."""
    fastest = peers["demerit"]["ns_a_person_day"]
    said = [
        f"{label} takes {peers[name]['ns_a_person_day'] / fastest:,.1f} times as long"
        for name, label in (("mesa", "Mesa"), ("numpy", "NumPy"))
        if "ns_a_person_day" in peers[name]
    ]
    return "Beside `demerit` on one thread, " + ", and ".join(said) + "."


def _row(name: str, peer: dict[str, Any], people: int, fastest: float) -> str:
    library = f"{peer['library']} {peer.get('version', '')}".strip()
    cells = [name, library, peer["form"], peer["threads"]]
    if "ns_a_person_day" not in peer:
        why = f"missing: {peer['missing']}" if "missing" in peer else f"failed {peer['failed']}"
        return "| " + " | ".join([*cells, why, "", "", ""]) + " |"
    times, full = peer["all_ns_a_person_day"], peer["at_full_size"]
    fewer = f", {peer['people']:,} people" if peer["people"] != people else ""
    held = full["bytes_a_person"]
    cells += [
        f"{_three(peer['ns_a_person_day'])} ({_three(min(times))} to {_three(max(times))}){fewer}",
        _three(full["ns_a_person_day"]),
        "not told" if held is None else f"{held:,.0f}",
        _three(peer["ns_a_person_day"] / fastest),
    ]
    return "| " + " | ".join(cells) + " |"


def _three(number: float) -> str:
    """Three figures or so."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
