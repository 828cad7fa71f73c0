"""What differs between Linux and macOS: asked here, with an answer for both."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def cores() -> int:
    """Return on how many cores this process may run, or how many there are where the system does not say."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends; at once, if that has happened already.

    Linux only. Elsewhere, and for what a notebook starts itself, the guardian does it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def threads() -> int | None:
    """Return how many threads this process has, those of compiled libraries among them; ``None`` where not known."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return None
