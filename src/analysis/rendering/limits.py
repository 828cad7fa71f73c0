"""The limit of a report: what is said when it is reached, and how it holds for code that has no clock of its own."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator


class TooLongError(BaseException):
    """A limit was reached: no failure of the code that was at work, so that no handler of failures may take it."""


def too_long(limit_s: float) -> str:
    """Say that a report reached its limit."""
    return f"took longer than the {limit_s:g} s that a report may take"


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise :class:`TooLongError` in what is still at work after so long.

    Only the main thread of a process can be interrupted like that. In another one nothing happens: whoever waits for it
    has a limit as well.
    """

    def end(_number: int, _frame: object) -> None:
        raise TooLongError

    try:
        former = signal.signal(signal.SIGALRM, end)
    except ValueError:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, max(0.001, seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
