"""A process of the pool that renders reports one after the other, and never outlives the command."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

from analysis.rendering.report import Job, Outcome, render


def start(workplace: Path, cache: Path, kernels: str, variables: Mapping[str, str], parent: int) -> None:
    """Make this process a worker: tied to the command, registered, its fork server started, its imports done."""
    import os

    from analysis.rendering.kernels import deferred
    from analysis.rendering.kernels.workplace import Workplace
    from analysis.rendering.pages import vega

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command answers for it
    os.environ.update(variables)  # so that the fork server, too, reads the data of this project
    place = Workplace(workplace)
    place.enter(os.getpid(), group=False)
    deferred.install()
    from analysis.rendering.kernels.forked import die_with_parent, quiet_logs, start_server, usable_kind

    die_with_parent(parent)
    quiet_logs()
    vega.keep_in(cache)
    if kernels != "plain":
        start_server(place)
    from analysis.rendering.pages import page as pages  # noqa: F401 - while the server imports, too

    usable_kind("plain" if kernels == "plain" else "forked", place)


def work(job: Job, limit_s: float) -> Outcome:
    """Render a report; the system ends this process if that hangs where no other limit reaches."""
    signal.alarm(max(1, round(limit_s)))
    try:
        return render(job)
    finally:
        signal.alarm(0)


@contextlib.contextmanager
def no_main_module() -> Iterator[None]:
    """Hide the main module, which every child of ``multiprocessing`` would otherwise import anew."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
