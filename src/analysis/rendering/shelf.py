"""What is known of the reports in an output folder, written so that no moment of an interruption can falsify it.

A report's files are moved into place one by one, each whole, and its record after them; manifest and index are made
from the records. A record vouches for a report only as long as the digests in it are those of the files.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

from analysis.dataset.languages import LANGUAGES, SOURCE
from analysis.errors import RenderError
from analysis.rendering.inputs import digest_of

INDEX = "index.html"
MANIFEST = "manifest.json"
#: What the files are called that lead to the reports: what the index searches, and the lists of a notebook's reports.
REPORTS = "reports"
PICTURES = "pictures"
_PAGES = ("index", "programmes", "basket", REPORTS)
_RESERVED = frozenset({"manifest", *_PAGES} | {f"{name}-{language}" for name in _PAGES for language in LANGUAGES})
RECORDS = ".records"
STAGING = ".staging"
_LOCK = ".lock"
_CACHE = ".cache"
#: What only a render on this machine needs.
WORKING = frozenset({STAGING, _LOCK, _CACHE})
#: The folder of what :mod:`analysis.rendering.history` keeps.
HISTORY = ".history"

#: Size and digest of files, by name.
Files = Mapping[str, tuple[int, str]]


def is_reserved(name: str) -> bool:
    """Tell whether a report cannot have a name, because a file of the folder has it or may get it."""
    return name.lower() in _RESERVED or name.lower().startswith(f"{REPORTS}-")


@dataclass(frozen=True)
class Failure:
    """Why a report could not be rendered: in one line, in which cell (its number of execution), what was printed."""

    message: str
    cell: int | None = None
    details: str = ""

    @property
    def line(self) -> str:
        """Why, and where, in a line."""
        return f"cell [{self.cell}]: {self.message}" if self.cell else self.message


@dataclass(frozen=True)
class Record:
    """A report as it stands in the output folder.

    ``fingerprint`` is that of the inputs its files were made from, ``None`` where they changed meanwhile;
    ``files`` gives size and digest by name, and is empty while there was no success yet; ``failure`` is set when the
    last attempt failed; ``planned`` tells the plan's reports from those asked for on the command line; ``summary`` is
    what the index says of the last good version, see :mod:`analysis.rendering.pages.summary`; ``shown`` is the digest
    of what that version shows, see :mod:`analysis.rendering.history`.
    """

    name: str
    title: str
    notebook: str
    parameters: Mapping[str, Any]
    group: str
    planned: bool = True
    fingerprint: str | None = None
    rendered: str = ""
    duration_s: float = 0.0
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    failure: Failure | None = None
    outdated: bool = False
    summary: Mapping[str, Any] = field(default_factory=dict)
    shown: str = ""

    @property
    def language(self) -> str:
        """The language of the report."""
        return str(self.parameters.get("language") or self.summary.get("language") or SOURCE)

    @property
    def state(self) -> str:
        """``failed`` without a good version, ``stale`` with an older one, else ``fresh``."""
        if self.failure:
            return "stale" if self.files else "failed"
        return "stale" if self.outdated or self.fingerprint is None else "fresh"

    @property
    def page(self) -> str:
        """The name of the report's page."""
        return f"{self.name}.html"

    @property
    def executed(self) -> str:
        """The name of the executed notebook beside the page."""
        return f"{self.name}.ipynb"

    @property
    def failed(self) -> str:
        """The name of the notebook that is kept of a failed attempt."""
        return f"{self.name}.failed.ipynb"

    @property
    def picture(self) -> str:
        """The name of the small picture of a chart, which is among ``files`` where there is one."""
        return f"{PICTURES}/{self.name}.svg"


class Shelf:
    """The output folder of a render.

    ``elsewhere`` are files that stand in a store of which the folder has a part: see
    :mod:`analysis.rendering.store`.
    """

    def __init__(self, folder: Path, elsewhere: Files | None = None) -> None:
        self.folder = folder
        self.elsewhere = elsewhere or {}
        self.staging = folder / STAGING
        self.cache = folder / _CACHE
        self._records = folder / RECORDS

    # -- reading ---------------------------------------------------------------------------------------------------

    def finished(self, selection: str, fingerprint: str) -> int | None:
        """Return how many reports a selection has, if all were fresh under this fingerprint and are still there."""
        try:
            manifest = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            done = manifest["finished"].get(selection)
            if not done or done["fingerprint"] != fingerprint:
                return None
            for name in manifest["indexes"]:
                self._size(name)
            for name in done["reports"]:
                for file, (size, _) in manifest["reports"][name]["files"].items():
                    if self._size(file) != size:
                        return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return len(done["reports"])

    def records(self) -> dict[str, Record]:
        """Return the records by name, sorted; an unreadable one counts as none."""
        return {record.name: record for record in self.each()}

    def each(self) -> Iterator[Record]:
        """Go through the records, one at a time: thousands of them are large."""
        for path in sorted(self._records.glob("*.json")):
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
                record = _decoded(json.loads(path.read_text(encoding="utf-8")))
                yield record

    def intact(self, record: Record) -> bool:
        """Tell whether a record's files are there, byte for byte."""
        return bool(record.files) and all(
            (digest_of(self.folder / name) or self.elsewhere.get(name, (0, ""))[1]) == digest
            for name, (_, digest) in record.files.items()
        )

    def file(self, name: str) -> Path:
        """Return the path of a file, whether or not it exists."""
        return self.folder / name

    def complete(self) -> None:
        """Have at hand what is remembered of reports and runs, as it is in a folder."""

    def _size(self, name: str) -> int:
        """Return the size of a file. Raises :class:`OSError` or :class:`KeyError` where there is none."""
        return self.elsewhere[name][0] if name in self.elsewhere else (self.folder / name).stat().st_size

    # -- writing ---------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def locked(self, wait_s: float, waiting: Any) -> Iterator[None]:
        """Hold the folder; call ``waiting`` with a message when another render does, and wait for it.

        Raises :class:`RenderError` when it is still held after ``wait_s`` seconds.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("a+", encoding="utf-8") as stream:
            deadline = time.monotonic() + wait_s
            told = False
            while True:
                try:
                    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    stream.seek(0)
                    holder = f"another render ({stream.read().strip() or 'just started'}) holds {self.folder}"
                    if time.monotonic() >= deadline:
                        raise RenderError(f"{holder}; try again later, or choose another folder: --output") from None
                    if not told:
                        waiting(f"{holder}: waiting for it")
                        told = True
                    time.sleep(0.2)
            stream.seek(0)
            stream.truncate()
            stream.write(f"process {os.getpid()}")
            stream.flush()
            try:
                yield
            finally:
                stream.truncate(0)
                if {path.name for path in self.folder.iterdir()} == {_LOCK}:
                    (self.folder / _LOCK).unlink()
                    self.folder.rmdir()

    def prepare(self) -> None:
        """Make the folder ready: no leftovers, and nothing is called finished while work goes on."""
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)
        self._records.mkdir(exist_ok=True)
        manifest = self.folder / MANIFEST
        if manifest.is_file():
            with contextlib.suppress(ValueError):
                content = json.loads(manifest.read_text(encoding="utf-8"))
                if content.get("finished"):
                    self._write(manifest, _json({**content, "finished": {}}))

    def clear(self) -> None:
        """Remove what only a running render needs; all of it, where no report came of it."""
        shutil.rmtree(self.staging, ignore_errors=True)
        if not any(self._records.iterdir()) and not (self.folder / MANIFEST).exists():
            for hidden in (self._records, self.cache, self.folder / HISTORY):
                shutil.rmtree(hidden, ignore_errors=True)

    def publish(self, record: Record) -> Record:
        """Move a report's staged files into place, its record last; return the record with their digests."""
        names = [name for name in (record.page, record.executed, record.picture) if (self.staging / name).is_file()]
        digests = {name: ((self.staging / name).stat().st_size, digest_of(self.staging / name)) for name in names}
        for name in names:
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.staging / name).replace(self.folder / name)
        for name in {record.failed, record.picture}.difference(names):
            (self.folder / name).unlink(missing_ok=True)
        return self.write(_with(record, files=digests, failure=None))

    def publish_failure(self, record: Record, failure: Failure) -> Record:
        """Keep a failed attempt's notebook, and the last good version as it was; return the record."""
        staged = self.staging / record.failed
        if staged.is_file():
            staged.replace(self.folder / record.failed)
        else:
            (self.folder / record.failed).unlink(missing_ok=True)
        return self.write(_with(record, failure=failure))

    def write(self, record: Record) -> Record:
        """Write a record."""
        self._write(self._records / f"{record.name}.json", _json(asdict(record)))
        return record

    def remove(self, record: Record) -> None:
        """Remove a report: its record first, so that no record speaks of missing files."""
        (self._records / f"{record.name}.json").unlink(missing_ok=True)
        for name in {record.page, record.executed, record.failed, record.picture}:
            (self.folder / name).unlink(missing_ok=True)

    def conclude(
        self,
        records: Mapping[str, Record],
        indexes: Mapping[str, str],
        finished: Mapping[str, tuple[str, Iterable[str]]],
    ) -> None:
        """Write the indexes and what stands beside them, by file name, then the manifest; lists of before go.

        ``finished`` gives fingerprint and report names by selection.
        """
        for path in self.folder.glob(f"{REPORTS}-*.html"):
            if path.name not in indexes:
                path.unlink()
        for name, page in indexes.items():
            self._write(self.folder / name, page)
        done = {key: {"fingerprint": value, "reports": sorted(names)} for key, (value, names) in finished.items()}
        reports = {name: {**_listed(record), "state": record.state} for name, record in records.items()}
        content = {"finished": done, "indexes": sorted(indexes), "reports": reports}
        self._write(self.folder / MANIFEST, _json(content, indent=None))

    def fill(self, name: str, files: Mapping[str, str]) -> None:
        """Make a folder beside the reports hold exactly these files; what has not changed is not written again."""
        folder = self.folder / name
        there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        if files:
            folder.mkdir(exist_ok=True)
        for file, text in files.items():
            path = folder / file
            if file not in there or path.read_text(encoding="utf-8") != text:
                self._write(path, text)
        for file in there - set(files):
            (folder / file).unlink()
        if there and not files:
            folder.rmdir()

    def finished_selections(self, fingerprint: str) -> dict[str, tuple[str, list[str]]]:
        """Return the selections that the manifest calls finished under a fingerprint."""
        try:
            manifest = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            return {
                key: (fingerprint, list(done["reports"]))
                for key, done in manifest["finished"].items()
                if done["fingerprint"] == fingerprint
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write(self, path: Path, text: str) -> None:
        staged = self.staging / f"{path.name}.new"
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_text(text, encoding="utf-8")
        staged.replace(path)


class Shows(Protocol):
    """What has a notebook and parameters: a report of the plan, or one that stands in the output folder."""

    @property
    def notebook(self) -> str:
        """The name of the notebook."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The values given to it."""


def content_of(report: Shows) -> tuple[str, str]:
    """Return what a report shows, whatever its language: equal for twins."""
    values = {name: value for name, value in report.parameters.items() if name != "language"}
    return report.notebook, repr(sorted(values.items()))


def _with(record: Record, **changes: Any) -> Record:
    return Record(**{**{item.name: getattr(record, item.name) for item in fields(record)}, **changes})


def _listed(record: Record) -> dict[str, Any]:
    """Return what the manifest says of a report: all but its summary and what it shows."""
    names = [item.name for item in fields(record) if item.name not in {"summary", "shown"}]
    content = {name: getattr(record, name) for name in names}
    return {**content, "failure": asdict(record.failure) if record.failure else None}


def _decoded(content: dict[str, Any]) -> Record:
    failure = content.pop("failure", None)
    files = {name: (int(size), str(digest)) for name, (size, digest) in content.pop("files").items()}
    return Record(**content, files=files, failure=Failure(**failure) if failure else None)


def _json(content: Any, indent: int | None = 1) -> str:
    """Return JSON; without ``indent``, which thousands of reports can do without, it takes a fifth of the time."""
    return json.dumps(content, indent=indent, sort_keys=True, ensure_ascii=False) + "\n"
