"""A folder that a command of ours fills: only an empty one or its own, and all of it or nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.errors import ExportError

#: What stands in a folder that a command made: each file with its size and SHA-256.
MANIFEST = "manifest.json"
DATABASE = ".sqlite"
#: The oldest day that a zip archive can hold: the day of a file in it says nothing of the data.
DAY = (1980, 1, 1, 0, 0, 0)


@contextlib.contextmanager
def filled(directory: Path, maker: str) -> Iterator[Path]:
    """Give a new folder to fill, and put it in the place of ``directory`` once the block ends well.

    ``maker`` is the command, which replaces only what it left itself. Whatever goes wrong, ``directory`` stays as it
    was. Raises :class:`ExportError` where it is a file, holds something that the command did not make or that was
    changed since, is in use, or cannot be written.
    """
    target = directory.resolve()
    _claim(target, directory, maker)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            new.chmod(0o755)
            yield new
            _claim(target, directory, maker)  # what came there meanwhile stays
            _exchange(new, target)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise ExportError(
            f"{directory}: cannot be written: {error.strerror or error}. Free some space, or name another folder; "
            f"nothing was changed"
        ) from error


def manifest(folder: Path, maker: str, known: dict[str, Any]) -> None:
    """Write what is ``known`` of what a command made beside its files, with the size and the SHA-256 of each."""
    files = {
        name: {"bytes": (folder / name).stat().st_size, "sha256": _digest(folder / name)} for name in _files(folder)
    }
    text = json.dumps({"made_by": maker, **known, "files": files}, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def claim(directory: Path, maker: str) -> None:
    """Raise :class:`ExportError` where :func:`filled` would refuse a folder, before anything is made for it."""
    _claim(directory.resolve(), directory, maker)


def pack(source: Path, archive: Path) -> None:
    """Pack the files of a folder into a zip archive, the same bytes for the same files, and remove the folder."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in _files(source):
            packed.writestr(zipfile.ZipInfo(name, DAY), (source / name).read_bytes(), zipfile.ZIP_DEFLATED)
    shutil.rmtree(source)


def _claim(folder: Path, said: Path, maker: str) -> None:
    """Refuse a folder unless it is not there, empty, or what the command left."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportError(f"{said}: is a file; name a folder, which need not be there yet")
    present = _files(folder)
    if not present:
        return
    known = _known(folder, maker)
    if known is None:
        raise ExportError(
            f"{said}: is not empty, and not made by {maker}: it has no {MANIFEST} that says so; name another folder"
        )
    if strangers := sorted(set(present) - {*known, MANIFEST}):
        raise ExportError(
            f"{said}: holds {strangers[0]}, which {maker} did not make; close or move it, or name another folder"
        )
    for name in present:
        if name != MANIFEST and _digest(folder / name) != known[name]:
            raise ExportError(f"{folder / name}: was changed since {maker} made it; move it, or name another folder")
        if name.endswith(DATABASE):
            _unlocked(folder / name)


def _known(folder: Path, maker: str) -> dict[str, str] | None:
    """Return the files of the manifest with their digests; none where there is no manifest of the command."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if content["made_by"] == maker:
            return {name: file["sha256"] for name, file in content["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _unlocked(database: Path) -> None:
    """Refuse a database that a program is writing or holds open for it."""
    try:
        with contextlib.closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise ExportError(f"{database}: is in use ({error}); close the program that has it open") from error


def _exchange(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    before = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        target.rename(before / target.name)
        try:
            new.rename(target)
        except OSError:
            (before / target.name).rename(target)
            raise
    finally:
        shutil.rmtree(before, ignore_errors=True)


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
