"""What stands beside the reports, put together by a process of its own while others make the reports.

It depends on the data alone. Whoever makes the pages finds it kept, and makes it where it is not: because the process
was stopped, say, or because the data changed meanwhile.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

from analysis.rendering.inputs import Fingerprints, Project

#: How long it may take beyond the last report; making it anew takes some seconds.
_PATIENCE_S = 60.0


@contextlib.contextmanager
def meanwhile(project: Project, cache: Path) -> Iterator[None]:
    """Keep in ``cache`` what stands beside reports of a project, during the block and until it is done.

    The dataset of the project may lie elsewhere when it is asked for again: its content counts.
    """
    import multiprocessing
    import os

    from analysis.rendering.kernels.forks import no_main_module

    if not (project.data / "datapackage.yaml").is_file():
        yield
        return
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_keep, args=(project, cache, os.getpid()), daemon=True)
    with no_main_module():
        process.start()
    try:
        yield
        process.join(_PATIENCE_S)
    finally:
        process.kill()
        process.join()


def _keep(project: Project, cache: Path, parent: int) -> None:
    from analysis.rendering import system
    from analysis.rendering.kernels import deferred

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command answers for it
    system.die_with_parent(parent)
    deferred.install()
    with contextlib.suppress(Exception):  # which whoever asks again meets again
        known(project, cache)


def known(project: Project, cache: Path) -> None:
    """Keep what stands beside reports. Raises what is wrong with a dataset that cannot be read, and keeps nothing."""
    from analysis.dataset.languages import LANGUAGES
    from analysis.rendering.pages import basket, figures, findings, programmes

    prints = Fingerprints(project)
    figures.known(project.data, cache, prints.figures(), project.documents)  # or it raises, before findings say why
    for language in LANGUAGES:
        findings.kept(project.data, cache, prints.shared(), language)
        programmes.kept(project.data, cache, prints.shared(), language)
        basket.known(project.data, cache, prints.shared(), language)
