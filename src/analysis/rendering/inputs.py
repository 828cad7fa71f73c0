"""Where the inputs of a render are, and one fingerprint of them all.

This module and ``shelf`` import next to nothing: with nothing to do, a render imports no more than these.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import PlanError
from analysis.feeds import place

VARIABLE = "ANALYSIS_PROJECT"
#: Raise this where the same inputs give other bytes for a reason that no input shows.
EDITION = 1
_CODE = Path(__file__).resolve().parents[1]
_JUNK = {"__pycache__", "node_modules"}
#: Parameters that name a feed to use in place of the reference tables of the dataset.
FEED_PARAMETERS = {"aid_data": ("iati",), "price_data": ("worldbank",), "refugee_data": ("unhcr",)}


@dataclass(frozen=True)
class Project:
    """The folders of one checkout; ``documents`` is that of the text editions, where they are at hand."""

    root: Path
    data: Path
    code: Path = _CODE
    documents: Path | None = None

    @property
    def plan(self) -> Path:
        """What is rendered, with which parameters."""
        return self.root / "reports" / "plan.yaml"

    @property
    def notebooks(self) -> Path:
        """The folder of the notebooks."""
        return self.root / "notebooks"

    @property
    def rendered(self) -> Path:
        """The folder of the reports, unless another is asked for."""
        return self.root / "reports" / "rendered"

    @property
    def lock(self) -> Path:
        """The pinned versions of all packages."""
        return self.root / "requirements.lock"

    def notebook(self, name: str) -> Path:
        """Return the file of a notebook, whether or not it exists."""
        return self.notebooks / f"{name}.ipynb"

    def notebook_names(self) -> list[str]:
        """Return the names of all notebooks, sorted."""
        return sorted(path.stem for path in self.notebooks.glob("*.ipynb") if not path.name.endswith(".failed.ipynb"))

    def shown(self, path: Path) -> str:
        """Return a path as a reader of a message wants it: from the root of the project, where it lies there."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find(root: str | Path | None = None, documents: Path | None = None, data: str | Path | None = None) -> Project:
    """Find the project: the argument, else ``ANALYSIS_PROJECT``, else the checkout of this package.

    Its data are those of the argument, else of ``ANALYSIS_DATA``, else its folder ``data``; its ``documents`` those
    that are named. Raises :class:`PlanError` where no plan is.
    """
    chosen = root or os.environ.get(VARIABLE)
    folder = Path(chosen).absolute() if chosen else _CODE.parents[1]
    data = data or os.environ.get("ANALYSIS_DATA")
    project = Project(folder, Path(data).absolute() if data else folder / "data", documents=documents)
    if not project.plan.is_file():
        how = "the argument" if root else VARIABLE if chosen else "the checkout of the package"
        raise PlanError(
            f"no project in {folder} (from {how}): it has no reports/plan.yaml. Set {VARIABLE} to the folder that has."
        )
    return project


def feeds_of(parameters: Mapping[str, Any]) -> list[str]:
    """Return the feeds that a report's parameters ask for, see :data:`FEED_PARAMETERS`."""
    return [value for key, value in sorted(parameters.items()) if value in FEED_PARAMETERS.get(key, ())]


class Fingerprints:
    """Fingerprints of a project's inputs; a file is read once as long as the disk shows no change of it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._digests: dict[str, tuple[tuple[int, ...], str]] = {}

    def everything(self) -> str:
        """Return one fingerprint of all inputs: plan, notebooks, data, code, lock, texts, feeds in the cache."""
        project = self.project
        feeds = [place.edition(feed) for names in FEED_PARAMETERS.values() for feed in names]
        listings = (self._listing(project.notebooks, ".ipynb"), self._listing(project.plan))
        return self._digest([self.figures(), *feeds, *(row for listing in listings for row in listing)])

    def parts(self) -> dict[str, str]:
        """Return a fingerprint of each kind of input, to tell which of them changed between two renders."""
        project = self.project
        listings = {"data": project.data, "code": project.code, "plan": project.plan, "lock": project.lock}
        found = {name: self._digest(self._listing(path)) for name, path in listings.items()}
        return {**found, "notebooks": self._digest(self._listing(project.notebooks, ".ipynb"))}

    def code(self) -> str:
        """Return the fingerprint of the code alone, without the data and notebooks that an installed package has."""
        return self._digest(row for row in self._listing(self.project.code) if not row[0].startswith("collection/"))

    def figures(self) -> str:
        """Return the fingerprint of what the pages of the figures depend on: as of a report, and the text editions."""
        texts = self._listing(self.project.documents, ".txt") if self.project.documents else ()
        return self._digest([self.shared(), *texts])

    def shared(self) -> str:
        """Return the fingerprint of what every report depends on: data, code, lock, interpreter."""
        project = self.project
        listings = (self._listing(project.data), self._listing(project.code), self._listing(project.lock))
        return self._digest([EDITION, platform.python_version(), *(row for listing in listings for row in listing)])

    def report(self, shared: str, name: str, title: str, notebook: str, parameters: Mapping[str, Any]) -> str:
        """Return the fingerprint of one report, given that of :meth:`shared`.

        The edition of a feed counts where a parameter asks for the feed.
        """
        listing = self._listing(self.project.notebook(notebook))
        feeds = [place.edition(feed) for feed in feeds_of(parameters)]
        return self._digest([shared, name, title, dict(parameters), *feeds, *listing])

    def _listing(self, path: Path, ending: str = "") -> Iterator[tuple[str, str]]:
        for name, file, status in files(path):
            if name.endswith(ending) and not name.endswith(".failed.ipynb"):
                yield name, self._content(file, status)

    def _content(self, file: str, status: os.stat_result) -> str:
        signature = (status.st_ino, status.st_size, status.st_mtime_ns)
        known = self._digests.get(file)
        if known is None or known[0] != signature:
            known = signature, digest_of(file)
            self._digests[file] = known
        return known[1]

    @staticmethod
    def _digest(parts: Iterable[Any]) -> str:
        text = json.dumps(list(parts), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def digest_of(file: str | Path) -> str:
    """Return the SHA-256 of a file's bytes; of nothing, where it vanished meanwhile."""
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def files(path: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    """Yield name, file and status of a file, or of all in a folder, sorted by name; editors' and caches' excepted."""
    if path.is_file():
        yield path.name, str(path), path.stat()
        return
    pending = [(str(path), "")]
    found = []
    while pending:
        folder, prefix = pending.pop()
        try:
            entries = list(os.scandir(folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith(("~", ".pyc")) or entry.name in _JUNK:
                continue
            if entry.is_dir():
                pending.append((entry.path, f"{prefix}{entry.name}/"))
                continue
            try:
                found.append((f"{prefix}{entry.name}", entry.path, entry.stat()))
            except FileNotFoundError:
                continue
    yield from sorted(found)
