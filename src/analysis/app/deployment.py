"""What a machine needs to serve the app by itself: a unit for systemd, and a Containerfile."""

from __future__ import annotations

import shutil
from pathlib import Path

_FOLDER = Path(__file__).parent / "deploy"


def files() -> list[Path]:
    """Return the files."""
    return sorted(file for file in _FOLDER.iterdir() if file.is_file())


def write(folder: Path) -> list[Path]:
    """Copy them into a folder; return the copies. What is there by the same name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy(file, folder / file.name)) for file in files()]
