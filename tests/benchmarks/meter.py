"""Run a command on two cores and print, as JSON, what it and all that it started cost: time, CPU, peak memory.

All descendants are adopted (and so counted) by this process, even those whose parent ends first. Memory is the sum
of proportional set sizes: what forks share is counted once.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
INTERVAL_S = 0.2


def descendants(root: int) -> list[int]:
    found, pending = [], [root]
    while pending:
        folder = Path(f"/proc/{pending.pop()}/task")
        try:
            for task in folder.iterdir():
                children = [int(pid) for pid in (task / "children").read_text().split()]
                found += children
                pending += children
        except OSError:
            continue
    return found


def memory_mb(pids: list[int]) -> float:
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def main(command: list[str]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    peaks = [0.0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(INTERVAL_S):
            peaks.append(memory_mb(descendants(os.getpid())))

    threading.Thread(target=watch, daemon=True).start()
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, error = process.communicate()
    seconds = time.monotonic() - started
    ended.set()
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(error.decode()[-3000:])
    print(json.dumps({"seconds": seconds, "cpu_s": used.ru_utime + used.ru_stime, "peak_mb": max(peaks)}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
