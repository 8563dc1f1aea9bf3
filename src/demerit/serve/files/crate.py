"""A run folder as an RO-Crate: a zip whose `ro-crate-metadata.json` says what each file is (RO-Crate 1.1)."""

import json
import mimetypes
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from demerit.serve.folders import Held
from demerit.world import folder

METADATA: Final = "ro-crate-metadata.json"
PACKED: Final = (".parquet", ".npz", ".png")  # which no packing makes smaller
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # of a zip: the same folder gives the same bytes
WHAT: Final = {
    folder.MANIFEST: "What it was made from, what it cost, its digest, and a hash of every file",
    folder.SCENARIO: "The scenario with everything filled in",
    folder.SCENARIO_JSON: "The scenario, for programs",
    folder.SUMMARY: "Whole-country figures by dotted name, with bands",
    folder.MONTHS: "What was counted among the simulated people, by month, province and group",
    folder.LISTS: "Synthetic people on the blacklist and the red list at the end",
    folder.REGISTER: "Synthetic organisations with rating and listing at the end",
    folder.REPLAY: "What replaying a life needs",
    folder.REPORT: "The report",
    folder.BESIDE: "How the coarse worlds beside it were made",
    folder.CHANCE: "Figures of coarse worlds with other seeds",
    folder.UNKNOWN: "Figures of coarse worlds with other values of what nobody knows",
    folder.TWINS: "Coarse worlds without fear, or without pressure on opinion",
    folder.MODEL_CARD: "The learned score: what it was fitted to and how well it does, for programs",
    folder.MODEL_CARD_TEXT: "The learned score: what it was fitted to and how well it does",
    "comparison.json": "What each change does, year by year, with bands",
    "effects.parquet": "What is in one world and not in the other, by month, province and group",
    "sample.parquet": "Synthetic people whose lives part most",
}
KINDS: Final = {".parquet": "application/vnd.apache.parquet", ".npz": "application/zip", ".yaml": "application/yaml"}


def what(name: str) -> str:
    """What a file is, in words; empty where its name says it."""
    return WHAT.get(name) or WHAT.get(name.rpartition("/")[2], "")


def key(name: str) -> str:
    """Under which pages have the same in the reader's words."""
    return re.sub(r"\W", "_", name if name in WHAT else name.rpartition("/")[2])


def names_of(one: Held) -> list[str]:
    """The files of a finished run or comparison that its manifest vouches for, and the manifest."""
    return [folder.MANIFEST, *sorted(one.said[folder.FILES])]


def kind_of(name: str) -> str:
    """The type of a file's content."""
    return KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def metadata(one: Held) -> dict[str, Any]:
    """What the crate says of itself."""
    said = one.said
    made = datetime.fromtimestamp(one.changed, UTC).isoformat(timespec="seconds")
    program = {"@id": "#demerit", "@type": "SoftwareApplication", "name": "Demerit", "version": said["version"]}
    title = f"Demerit {said['version']}: {one.kind} {one.name}, scenario {said['scenario']}, seed {said['seed']}, "
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{title}scale 1:{said['scale']}",
        "description": f"{folder.NOTE[0].upper()}{folder.NOTE[1:]}.",
        "identifier": said.get("digest", said["scenario_hash"]),
        "datePublished": made,
        "license": {"@id": "https://spdx.org/licenses/Apache-2.0"},
        "hasPart": [{"@id": name} for name in names_of(one)],
        "mentions": {"@id": "#lived"},
    }
    lived = {
        "@id": "#lived",
        "@type": "CreateAction",
        "name": f"Live the scenario {said['scenario']} until {said['until']}",
        "instrument": {"@id": "#demerit"},
        "object": {"@id": folder.SCENARIO} if folder.SCENARIO in said[folder.FILES] else [],
        "result": {"@id": "./"},
        "endTime": made,
    }
    about = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    files = [_file(one.path, name) for name in names_of(one)]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, lived, program, *files]}


def _file(path: Path, name: str) -> dict[str, Any]:
    said = {"@id": name, "@type": "File", "name": name, "encodingFormat": kind_of(name)}
    described = {"description": what(name)} if what(name) else {}
    return {**said, "contentSize": str((path / name).stat().st_size), **described}


def path_of(one: Held, name: str) -> Path:
    """A file that is what was written.  Raises DemeritError."""
    return one.path / name if name == folder.MANIFEST else folder.part(one.path, name, one.said)


def write(one: Held, out: Path) -> None:
    """Write the crate.  Raises OSError, DemeritError for a file that is not what was written."""
    paths = {name: path_of(one, name) for name in names_of(one)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        text = json.dumps(metadata(one), ensure_ascii=False, indent=1) + "\n"
        file.writestr(zipfile.ZipInfo(METADATA, EARLIEST), text)
        for name, path in paths.items():
            head = zipfile.ZipInfo(name, EARLIEST)
            head.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            head.external_attr = 0o644 << 16
            with path.open("rb") as read, file.open(head, "w", force_zip64=True) as written:
                while piece := read.read(1 << 20):
                    written.write(piece)
