"""The runs of an output folder: when, how, from which inputs, what came of each report, and what the folder showed.

What a report shows is kept once for each content, and so is which report shows what: a run that changed nothing adds
little more than its own line. A run is written when it begins to make reports and again when it ends, so that one that
was killed is there too. A command that finds nothing to do is no run: it makes nothing, and leaves the folder alone.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from analysis.errors import RenderError, UnknownNameError
from analysis.rendering.inputs import digest_of
from analysis.rendering.shelf import HISTORY

_ENDING = ".json.gz"
_DIGITS = 32
_LAST = re.compile(r"last(?:-(\d+))?")


@dataclass(frozen=True)
class Run:
    """A run.

    ``inputs`` are the fingerprints of data, code, notebooks, plan and lock; ``reports`` are those that it tried to
    make, each with its ``result`` (rendered, failed) and ``duration_s``, a failed one with message, cell, details and
    the name of the notebook that is kept of it; ``state`` is the digest of a :class:`State`. ``ended`` and ``state``
    are empty while it is at work, and stay so when it was killed.
    """

    number: int
    began: str
    command: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    commit: str = ""
    ended: str = ""
    duration_s: float = 0.0
    reports: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unchanged: int = 0
    inputs_changed: bool = False
    state: str = ""

    @property
    def rendered(self) -> int:
        """How many reports were made."""
        return len(self.reports) - self.failed

    @property
    def failed(self) -> int:
        """How many reports failed."""
        return sum(1 for report in self.reports.values() if report["result"] == "failed")

    @property
    def standing(self) -> str:
        """What became of the run, in a word or two."""
        if not self.ended:
            return "unfinished"
        if self.failed:
            return "failed"
        return "inputs changed" if self.inputs_changed else "complete"


@dataclass(frozen=True)
class State:
    """What a folder showed after a run: the digest of it by report, and why reports failed, by report."""

    shown: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)


class History:
    """What is kept of the runs of an output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._runs = folder / HISTORY / "runs"
        self._shown = folder / HISTORY / "shown"

    # -- reading ---------------------------------------------------------------------------------------------------

    def runs(self) -> list[Run]:
        """Return the runs, oldest first; an unreadable one counts as none."""
        found = []
        for number in self._numbers():
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                content = json.loads((self._runs / f"{number}.json").read_text(encoding="utf-8"))
                found.append(Run(**{item.name: content[item.name] for item in fields(Run)}))
        return found

    def named(self, name: str) -> Run:
        """Return a run that ended by its number, or by how far back it is: ``last``, ``last-1``.

        Raises :class:`UnknownNameError` with the names that there are.
        """
        ended = [run for run in self.runs() if run.ended]
        if (match := _LAST.fullmatch(name)) and (back := int(match[1] or 0)) < len(ended):
            return ended[-1 - back]
        for run in ended:
            if str(run.number) == name:
                return run
        if not ended:
            raise RenderError(f"{self.folder}: no run that ended is kept there; analysis render keeps each")
        recent = [f"last-{back}" if back else "last" for back in range(min(2, len(ended)))]
        raise UnknownNameError("run or folder", name, [*recent, *(str(run.number) for run in reversed(ended))])

    def state(self, run: Run) -> State:
        """Return what the folder showed after a run."""
        return State(**self.kept(run.state))

    def kept(self, digest: str) -> dict[str, Any]:
        """Return kept content by its digest. Raises :class:`RenderError` where it was removed or damaged."""
        path = self._shown / f"{digest}{_ENDING}"
        found = unpacked(path)
        if found is None:
            raise RenderError(
                f"{path}: what a run showed is gone or damaged; compare other runs, or render with --force"
            )
        return found

    def path(self, digest: str) -> Path | None:
        """Return the file of kept content, ``None`` where there is none."""
        path = self._shown / f"{digest}{_ENDING}"
        return path if digest and path.is_file() else None

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem) for path in self._runs.glob("*.json") if path.stem.isdecimal())

    # -- writing ---------------------------------------------------------------------------------------------------

    def next_number(self) -> int:
        """Return the number of the next run."""
        return max(self._numbers(), default=0) + 1

    def write(self, run: Run) -> None:
        """Write a run."""
        text = json.dumps(asdict(run), indent=1, sort_keys=True, ensure_ascii=False)
        _write(self._runs / f"{run.number}.json", f"{text}\n".encode())

    def forget(self, run: Run) -> None:
        """Remove a run."""
        (self._runs / f"{run.number}.json").unlink(missing_ok=True)

    def take(self, staged: Path) -> str:
        """Move a file that :func:`packed` made into what is kept; return its digest."""
        digest = digest_of(staged)[:_DIGITS]
        self._shown.mkdir(parents=True, exist_ok=True)
        staged.replace(self._shown / f"{digest}{_ENDING}")
        return digest

    def keep(self, content: Mapping[str, Any]) -> str:
        """Keep content, once however often it comes; return its digest."""
        data = packed(content)
        digest = hashlib.sha256(data).hexdigest()[:_DIGITS]
        if self.path(digest) is None:
            _write(self._shown / f"{digest}{_ENDING}", data)
        return digest

    def prune(self, keep: int, used: Iterable[str]) -> None:
        """Remove all but the newest runs, and what only they showed; ``used`` are digests to keep all the same."""
        gone = self._numbers()[:-keep]
        if not gone:
            return
        for number in gone:
            (self._runs / f"{number}.json").unlink()
        states = {run.state for run in self.runs() if run.state}
        known = {*used, *states}
        for state in states:
            known.update(((unpacked(self._shown / f"{state}{_ENDING}") or {}).get("shown") or {}).values())
        for path in self._shown.glob(f"*{_ENDING}"):
            if path.name.removesuffix(_ENDING) not in known:
                path.unlink()


def listed(runs: Iterable[Run]) -> str:
    """Return all that is kept of runs as JSON."""
    return json.dumps([{**asdict(run), "standing": run.standing} for run in runs], ensure_ascii=False, indent=1)


def table(runs: Iterable[Run]) -> str:
    """Return a line for each run: number, when, what became of it, how many reports, seconds, commit, command."""
    rows: list[tuple[str, ...]] = [
        ("run", "began", "state", "rendered", "failed", "unchanged", "seconds", "commit", "command")
    ]
    for run in runs:
        counts = (str(number) for number in (run.rendered, run.failed, run.unchanged))
        seconds = f"{run.duration_s:.1f}" if run.ended else ""
        rows.append((str(run.number), run.began, run.standing, *counts, seconds, run.commit[:10], run.command))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def packed(content: Mapping[str, Any]) -> bytes:
    """Return content as it is kept: the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 6, mtime=0)


def unpacked(path: Path | None) -> dict[str, Any] | None:
    """Return the content of a file that :func:`packed` made; ``None`` where there is none, or it is damaged."""
    try:
        found: dict[str, Any] | None = json.loads(gzip.decompress(path.read_bytes())) if path else None
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    return found


def commit(root: Path) -> str:
    """Return the commit of a checkout, with ``-dirty`` where files differ from it; nothing where there is none."""
    import subprocess

    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    staged.write_bytes(data)
    staged.replace(path)
