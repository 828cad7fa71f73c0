"""The cache of feeds: typed tables outside the repository, with their provenance beside them.

A save writes the tables under a name of their own and then, in one step, the provenance that names them: whoever reads
meanwhile gets the old tables or the new ones, and what fails half-way leaves the old ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import N_, CacheError
from analysis.feeds import store
from analysis.feeds.place import VARIABLE, find, record

_ABSENT = N_("there is no {feed} in the cache {folder}; run `analysis fetch {feed}` or `analysis import {feed} FILE`")
_DAMAGED = N_("{file} is damaged: {error}; run `analysis fetch {feed}` or `analysis import {feed} FILE`")
_UNREADABLE = N_("{file} cannot be read: {error}; run `analysis fetch {feed}` or `analysis import {feed} FILE`")
_OTHER = N_(
    "{file} is not what was saved: its checksum differs; run `analysis fetch {feed}` or `analysis import {feed} FILE`"
)


@dataclass(frozen=True)
class Taken:
    """What was read from files: typed tables, the years that they cover, totals to check by eye, and remarks.

    ``release`` is what the files state of themselves, such as ``updated``: the day that the publisher names.
    """

    tables: Mapping[str, pd.DataFrame]
    years: tuple[int, int] | None = None
    totals: Mapping[str, int | float] = field(default_factory=dict)
    notes: Sequence[str] = ()
    release: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Origin:
    """A file that tables were read from: its name, size and checksum, and where it came from, if it was fetched."""

    file: str
    bytes: int
    sha256: str
    address: str = ""


@dataclass(frozen=True)
class Provenance:
    """Where the tables of a feed come from, and their checksum."""

    feed: str
    publisher: str
    licence: str
    taken_at: str
    data: str
    sha256: str
    origins: tuple[Origin, ...]
    rows: dict[str, int]
    years: tuple[int, int] | None
    totals: dict[str, int | float]
    notes: tuple[str, ...]
    release: dict[str, str] = field(default_factory=dict)

    def summary(self) -> str:
        """Say in a few lines what was taken: rows, years, totals, remarks."""
        rows = ", ".join(f"{count:,} {table}" for table, count in self.rows.items())
        lines = [f"{self.feed}: {rows}" + (f", {self.years[0]}-{self.years[1]}" if self.years else "")]
        lines += [f"  {name}: {value:,}" for name, value in self.totals.items()]
        lines += [f"  note: {note}" for note in self.notes]
        return "\n".join([*lines, f"  checksum {self.sha256[:16]}, {self.licence}"])


@dataclass(frozen=True)
class Feed:
    """The tables of a feed by name, and their provenance."""

    tables: dict[str, pd.DataFrame]
    provenance: Provenance


def downloads(feed: str, path: str | Path | None = None) -> Path:
    """Return the folder where the downloads of a feed wait until they are whole; made if need be."""
    folder = find(path) / "downloads" / feed
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def save(
    feed: str, taken: Taken, origins: Sequence[Origin], publisher: str, licence: str, path: str | Path | None = None
) -> Provenance:
    """Save what was taken and return its provenance. Raises :class:`CacheError` when the folder cannot be written."""
    raw = store.pack(taken.tables)
    digest = hashlib.sha256(raw).hexdigest()
    provenance = Provenance(
        feed=feed,
        publisher=publisher,
        licence=licence,
        taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
        data=f"{feed}-{digest[:16]}.npz",
        sha256=digest,
        origins=tuple(origins),
        rows={name: len(table) for name, table in taken.tables.items()},
        years=taken.years,
        totals=dict(taken.totals),
        notes=tuple(taken.notes),
        release=dict(taken.release),
    )
    folder = find(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _named(folder, feed)
        _replace(folder / provenance.data, raw)
        described = json.dumps(asdict(provenance), indent=2, ensure_ascii=False) + "\n"
        _replace(record(feed, path), described.encode())
        if before and before != provenance.data:
            (folder / before).unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(
            f"the cache in {folder} cannot be written: {error}; set {VARIABLE} to another folder"
        ) from error
    return provenance


def provenance(feed: str, path: str | Path | None = None) -> Provenance:
    """Return the provenance of a feed in the cache. Raises :class:`CacheError`, which says what to do, without one."""
    file = record(feed, path)
    try:
        read: dict[str, Any] = json.loads(file.read_bytes())
        read["origins"] = tuple(Origin(**origin) for origin in read["origins"])
        read["years"] = tuple(read["years"]) if read["years"] else None
        read["notes"] = tuple(read["notes"])
        return Provenance(**read)
    except FileNotFoundError:
        raise CacheError(_ABSENT, feed=feed, folder=file.parent) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CacheError(_DAMAGED, feed=feed, file=file, error=error) from error


def load(feed: str, path: str | Path | None = None) -> Feed:
    """Return a feed from the cache. Raises :class:`CacheError` when it is missing, or not what was saved."""
    known = provenance(feed, path)
    file = find(path) / known.data
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise CacheError(_UNREADABLE, feed=feed, file=file, error=error) from error
    if hashlib.sha256(raw).hexdigest() != known.sha256:
        raise CacheError(_OTHER, feed=feed, file=file)
    try:
        return Feed(store.unpack(raw), known)
    except CacheError as error:
        raise CacheError(_UNREADABLE, feed=feed, file=file, error=error) from error


def fingerprint(feed: str, path: str | Path | None = None) -> str:
    """Return the checksum of a feed's tables: it changes when the data do, not when the same is taken again."""
    return provenance(feed, path).sha256


def origin(file: Path, address: str = "", name: str = "") -> Origin:
    """Describe a file that tables were read from; of its path only the name is kept."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return Origin(name or file.name, file.stat().st_size, digest.hexdigest(), address)


def _named(folder: Path, feed: str) -> str:
    try:
        return provenance(feed, folder).data
    except CacheError:
        return ""


def _replace(file: Path, raw: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
