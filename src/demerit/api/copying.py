"""A folder copied as it is."""

import shutil
from pathlib import Path

from demerit.errors import DemeritError


def copied(folder: Path, out: Path) -> None:
    """Copy a folder to where nothing is yet.  Raises DemeritError."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DemeritError(f"{out} exists and is not empty; choose another path")
    try:
        shutil.copytree(folder, out, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise DemeritError(f"{out} cannot be written ({getattr(error, 'strerror', None) or error})") from None
