"""A small process that outlives the command: it ends what the command leaves behind, however that ended.

Run as a script with the workplace's folder as its argument. It waits for the end of its input, which only the
command holds open; so it wakes at SIGKILL too. Then it kills the registered processes and removes the folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path

#: Sent before the end of the input when the command itself has ended everything.
DONE = b"done"
_ROUNDS = 10


def end_registered(register: Path) -> None:
    """Kill the processes (``p123``) and process groups (``g123``) whose names stand in a folder."""
    try:
        names = sorted(
            (entry.name for entry in register.iterdir()), reverse=True
        )  # processes before the groups that they start
    except FileNotFoundError:
        return
    for name in names:
        kill = os.killpg if name.startswith("g") else os.kill
        with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):
            kill(int(name[1:]), signal.SIGKILL)
        (register / name).unlink(missing_ok=True)


def main() -> None:
    """Wait, end, remove."""
    folder = Path(sys.argv[1])
    clean = sys.stdin.buffer.read() == DONE
    for _ in range(1 if clean else _ROUNDS):  # a worker may have started one more kernel in its last moment
        end_registered(folder / "register")
        if not clean:
            time.sleep(0.1)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
