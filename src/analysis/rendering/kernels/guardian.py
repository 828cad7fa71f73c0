"""A small process that outlives the command: it ends what the command leaves behind, however that ended.

Run as a script with the workplace's folder as its argument. It waits for the end of its input, which only the
command holds open; so it wakes at SIGKILL too. Then it kills the registered processes and removes the folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

#: Sent before the end of the input when the command itself has ended everything.
DONE = b"done"
_ROUNDS = 10
_PLAIN = {"PATH": "/bin:/usr/bin", "LC_ALL": "C", "TZ": "UTC"}


def entry(register: Path, pid: int, *, group: bool) -> Path:
    """Return the file that stands for a process, or for a process group, in the folder that is the register."""
    return register / f"{'g' if group else 'p'}{pid}"


def started(pid: int) -> str:
    """Return when a process began, as the system counts it: two processes of one number differ in it.

    Nothing where there is no such process.
    """
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "" if Path("/proc/self/stat").exists() else _started_as_listed(pid)
    return status.rpartition(")")[2].split()[19]


def _started_as_listed(pid: int) -> str:
    """Return the same, to the second, where the system has no ``/proc``, as macOS has none."""
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    try:
        listed = subprocess.run(command, env=_PLAIN, capture_output=True, text=True, check=False, timeout=5)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return listed.stdout.strip()


def end_registered(register: Path) -> None:
    """Kill all that stands on a register, workers before the groups that they start, and clear it."""
    try:
        files = sorted(register.iterdir(), reverse=True)
    except FileNotFoundError:
        return
    for file in files:
        kill = os.killpg if file.name.startswith("g") else os.kill
        with contextlib.suppress(OSError, ValueError):
            pid = int(file.name[1:])
            known = file.read_text(encoding="utf-8")
            if not known or started(pid) in {"", known}:  # not another one that got its number
                kill(pid, signal.SIGKILL)
        file.unlink(missing_ok=True)


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
