"""A process of the pool that renders reports one after the other, and never outlives the command."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path


def start(
    workplace: Path,
    cache: Path,
    kernels: str,
    variables: Mapping[str, str],
    parent: int = 0,
    pictures: Path | None = None,
) -> None:
    """Make this process a worker: tied to the command, registered, its fork server started, its imports done.

    ``parent`` is the process that it ends with; without one, the guardian of the workplace sees to its end alone.
    ``pictures`` is the folder where they are kept, if they are.
    """
    import os
    import tempfile

    from analysis.rendering import system
    from analysis.rendering.kernels import deferred, drawn, forks
    from analysis.rendering.kernels.workplace import Workplace
    from analysis.rendering.pages import vega

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command answers for it
    os.environ.update(variables)  # so that the fork server, too, reads the data of this project
    tempfile.tempdir = str(workplace)  # short enough for the fork server's socket, and removed whatever happens
    place = Workplace(workplace)
    place.enter(os.getpid(), group=False)
    deferred.install()
    if parent:
        system.die_with_parent(parent)
    quiet_logs()
    vega.keep_in(cache)
    drawn.keep_in(pictures)
    if kernels != "plain":
        forks.start_server(place)
    from analysis.rendering.pages import exporter  # noqa: F401 - while the server imports, too

    forks.usable_kind("plain" if kernels == "plain" else "forked", place)


def quiet_logs() -> None:
    """Keep the libraries' own messages off the terminal: what matters of them is in the failure of the report."""
    import logging

    for name in ("papermill", "traitlets", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
