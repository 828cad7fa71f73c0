"""What a render says while it works: a live bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Any, TextIO


class Progress:
    """The progress of a render; the base says nothing."""

    def started(self, total: int) -> None:
        """Tell how many reports there are."""

    def running(self, names: Iterable[str]) -> None:
        """Tell what is being rendered now; called about once a second."""

    def finished(self, name: str, duration_s: float, problem: str = "") -> None:
        """Tell that a report is done, or why it is not."""

    def note(self, message: str) -> None:
        """Say something else."""

    def ended(self) -> None:
        """Tell that there is no more to come."""


class Lines(Progress):
    """One line for each report."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._total = self._done = 0

    def started(self, total: int) -> None:
        """Remember how many there are."""
        self._total = total

    def finished(self, name: str, duration_s: float, problem: str = "") -> None:
        """Write the report's line."""
        self._done += 1
        width = len(str(self._total))
        self._write(f"[{self._done:{width}}/{self._total}] {name}: {problem or f'{duration_s:.1f} s'}")

    def note(self, message: str) -> None:
        """Write the message."""
        self._write(message)

    def _write(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


class Bar(Progress):
    """A bar with the names at work, the time left, and the number of failures; failures stay above it as lines."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._bar: Any = None
        self._failures = 0
        self._shown: list[str] = []

    def started(self, total: int) -> None:
        """Draw the empty bar."""
        from tqdm import tqdm

        layout = "{l_bar}{bar:24}| {n_fmt}/{total_fmt} [{elapsed}, {remaining} left]{postfix}"
        self._bar = tqdm(
            total=total,
            desc="Rendering",
            bar_format=layout,
            file=self._stream,
            dynamic_ncols=True,
            smoothing=0.1,
            mininterval=0.1,
        )

    def running(self, names: Iterable[str]) -> None:
        """Show the names."""
        self._shown = list(names)
        self._redraw()

    def finished(self, name: str, duration_s: float, problem: str = "") -> None:
        """Move on."""
        if problem:
            self._failures += 1
            self.note(f"{name}: {problem}")
        self._shown = [other for other in self._shown if other != name]
        if self._bar is not None:
            self._bar.update()
        self._redraw()

    def note(self, message: str) -> None:
        """Write the message above the bar."""
        if self._bar is not None:
            self._bar.write(message, file=self._stream)
        else:
            self._stream.write(f"{message}\n")

    def ended(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.set_postfix_str(self._failed(), refresh=False)
            self._bar.close()
            self._bar = None

    def _redraw(self) -> None:
        if self._bar is not None:
            self._bar.set_postfix_str("; ".join(filter(None, [self._failed(), ", ".join(self._shown)])))

    def _failed(self) -> str:
        return f"{self._failures} failed" if self._failures else ""


def suitable() -> Progress:
    """Return a bar where someone is watching, lines elsewhere."""
    return Bar() if sys.stderr.isatty() and sys.stdout.isatty() else Lines()


def timestamp() -> str:
    """Return the time of day, in UTC, as records carry it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
