"""Reports that go to an address which fsspec knows: s3://bucket/reports, sftp://host/folder and others.

They are rendered into a folder of this machine as ever, and published from there. Of what stands in the store no more
is fetched than what is remembered: records, runs, and notebooks that failed. A list of all files with their digests
stands beside them, written last; while files are replaced, it vouches for none of them. So a render that is cut off
leaves reports of which each is as it was, or new, or rendered again by the next.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from analysis.errors import RenderError
from analysis.rendering.inputs import digest_of
from analysis.rendering.shelf import HISTORY, INDEX, MANIFEST, RECORDS, STAGING, WORKING, Files, Record, Shelf

#: How long the store may take to answer, in seconds.
LIMIT_S = 60.0
LIST = ".published.json"
#: Stores in which a file appears whole, under its name, once all of it has arrived. In others it is moved there.
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
#: What vouches for a file that is being replaced: nothing.
_NOTHING = 0, ""
_Answer = TypeVar("_Answer")


def called(address: str) -> str:
    """Return an address as it may be printed: without a password."""
    return re.sub(r"://([^/:@]*):.*@", r"://\1:…@", address).rstrip("/")


def place(output: str | Path | None, default: Path) -> str:
    """Return where reports go, as it may be printed."""
    return called(output) if isinstance(output, str) else str((output or default).absolute())


def index(output: str | Path | None, default: Path) -> str:
    """Return where the index of the reports is, as it may be printed."""
    return f"{place(output, default)}/{INDEX}"


@contextlib.contextmanager
def opened(output: str | Path | None, default: Path) -> Iterator[Shelf]:
    """Open the reports in a folder, or at an address, or by default in a folder.

    Raises :class:`RenderError` where the address is none, cannot be reached, or needs a library that is missing.
    """
    if not isinstance(output, str):
        yield Shelf(output.absolute() if output else default)
        return
    store = Store(output)
    with TemporaryDirectory(prefix="reports-") as folder:
        try:
            yield Published(store, Path(folder))
        except RenderError as error:  # what is said of the folder, is said of the address
            raise RenderError(str(error).replace(folder, store.called)) from error


class Store:
    """Files by name, at an address."""

    def __init__(self, address: str) -> None:
        self.called = called(address)
        self._secrets = [secret for secret in re.findall(r"://[^/:@]*:(.*)@", address) if secret]
        self._fs, self._root = self._connected(address)
        protocol = self._fs.protocol
        self._whole = not _WHOLE.isdisjoint([protocol] if isinstance(protocol, str) else protocol)

    def _connected(self, address: str) -> tuple[Any, str]:
        # What paramiko cannot do, it logs from a thread of its own, with a traceback; it is said once, below.
        logging.getLogger("paramiko").addHandler(logging.NullHandler())
        try:
            import fsspec

            connect = partial(fsspec.url_to_fs, address, skip_instance_cache=True)
            files, root = self._try("cannot be reached", connect)
        except ImportError as error:
            raise RenderError(
                f"{self.called}: a library is missing: {error}; pip install 'migration-analysis[store]' has what S3 "
                f"and SFTP need"
            ) from error
        return files, str(root)

    def _try(self, problem: str, call: Callable[[], _Answer], files: int = 0) -> _Answer:
        """Return what a call of the store returns; what goes wrong is said with address and remedy.

        A store that stopped answering holds no render for ever: ``files`` are how many are moved.
        """
        from analysis.feeds.waiting import answered

        try:
            return answered(call, LIMIT_S * (1 + files / 10))
        except ImportError:
            raise
        except Exception as error:
            why = next(iter(str(error).splitlines()), "") or type(error).__name__
            for secret in self._secrets:
                why = why.replace(secret, "…")
            raise RenderError(
                f"{self.called}: {problem}: {why}; see whether the address is right, whether there is a network, and "
                f"who may read and write there, or name a folder: --output"
            ) from error

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def sizes(self) -> dict[str, int]:
        """Return the size of each file that is there, by name."""

        def listed() -> dict[str, Any]:
            self._fs.invalidate_cache()
            found: dict[str, Any] = self._fs.find(self._root, detail=True)
            return found

        start = len(self._root.rstrip("/")) + 1
        names = {path[start:]: facts["size"] for path, facts in self._try("cannot be listed", listed).items()}
        return {name: size for name, size in names.items() if ".." not in PurePosixPath(name).parts}

    def files(self) -> dict[str, tuple[int, str]]:
        """Return size and digest of each file that was published here, by name; nothing of what is being replaced."""
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            content = json.loads(self._try("cannot be read", lambda: self._fs.cat_file(self._path(LIST))))
            return {name: (int(size), str(digest)) for name, (size, digest) in content["files"].items()}
        return {}

    def note(self, files: Files) -> None:
        """Write the list of what is published."""
        text = json.dumps({"files": files}, sort_keys=True, ensure_ascii=False)
        with TemporaryDirectory() as folder:
            (Path(folder) / LIST).write_text(text, encoding="utf-8")
            self._try("cannot be written", lambda: self._put(Path(folder), [LIST]))

    def fetch(self, names: Sequence[str], folder: Path) -> None:
        """Copy files into a folder."""
        if not names:
            return
        for parent in {(folder / name).parent for name in names}:
            parent.mkdir(parents=True, exist_ok=True)
        paths = [self._path(name) for name in names], [str(folder / name) for name in names]
        self._try("cannot be read", lambda: self._fs.get(*paths), len(names))

    def put(self, folder: Path, names: Sequence[str]) -> None:
        """Copy files of a folder there, each whole or not at all."""
        if names:
            self._try("cannot be written", lambda: self._put(folder, names), len(names))

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; one that is not there is removed."""
        for name in names:
            self._try("cannot be written", partial(self._remove, name))

    def _remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._fs.rm_file(self._path(name))

    def _put(self, folder: Path, names: Sequence[str]) -> None:
        sources, targets = [str(folder / name) for name in names], [self._path(name) for name in names]
        if self._whole:
            self._fs.put(sources, targets)
            return
        for parent in sorted({self._path(STAGING), *(target.rpartition("/")[0] for target in targets)}):
            self._fs.makedirs(parent, exist_ok=True)
        for source, target in zip(sources, targets, strict=True):
            staged = self._path(f"{STAGING}/{uuid.uuid4().hex}")
            self._fs.put_file(source, staged)
            self._fs.mv(staged, target)
        self._fs.rm(self._path(STAGING), recursive=True)


class Published(Shelf):
    """Reports in a store, and the folder on this machine in which they are made."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._known = store.files() if LIST in (sizes := store.sizes()) else {}
        there = {name: told for name, told in self._known.items() if told[1] and sizes.get(name) == told[0]}
        super().__init__(folder, there)
        self._complete = False
        self._store.fetch([name for name in (MANIFEST,) if name in there], folder)

    def complete(self) -> None:
        """Fetch what is remembered."""
        if not self._complete:
            self._store.fetch([name for name in self.elsewhere if _is_remembered(name)], self.folder)
            self._complete = True

    def each(self) -> Iterator[Record]:
        """Go through the records."""
        self.complete()
        return super().each()

    def file(self, name: str) -> Path:
        """Return a file, which is fetched where it is not at hand."""
        path = super().file(name)
        if not path.exists() and name in self.elsewhere:
            self._store.fetch([name], self.folder)
        return path

    def prepare(self) -> None:
        """Make the folder ready, and see that the store can be written."""
        super().prepare()
        self._store.note(self._known)

    def conclude(
        self,
        records: Mapping[str, Record],
        indexes: Mapping[str, str],
        finished: Mapping[str, tuple[str, Iterable[str]]],
    ) -> None:
        """Write what stands beside the reports, then publish all that is new, and remove what belongs no longer."""
        super().conclude(records, indexes, finished)
        here = {name: (path.stat().st_size, digest_of(path)) for name, path in self._made()}
        stay = {name: self._known[name] for record in records.values() for name in record.files if name in self._known}
        new = [name for name, told in here.items() if self.elsewhere.get(name) != told]
        gone = [name for name in self._known if name not in here and name not in stay]
        if not new and not gone:
            return
        self._store.note({**self._known, **dict.fromkeys([*new, *gone], _NOTHING)})
        for step in _steps(new, indexes):
            self._store.put(self.folder, step)
        self._store.remove(gone)
        self._store.note({**stay, **here})

    def _made(self) -> Iterator[tuple[str, Path]]:
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            if path.is_file() and name.parts[0] not in WORKING:
                yield name.as_posix(), path


def _is_remembered(name: str) -> bool:
    return name.startswith((f"{RECORDS}/", f"{HISTORY}/")) or name.endswith(".failed.ipynb")


def _steps(names: Iterable[str], indexes: Iterable[str]) -> list[list[str]]:
    """Put files in the order of publication: reports and figures, their records, what leads to them, the manifest."""
    leading = {*indexes}
    steps: list[list[str]] = [[], [], [], []]
    for name in names:
        place = 3 if name == MANIFEST else 2 if name in leading else 1 if name.startswith(f"{RECORDS}/") else 0
        steps[place].append(name)
    return steps
