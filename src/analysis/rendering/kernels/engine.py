"""Papermill's engine for reports, which Papermill finds by the name ``analysis`` among the package's entry points.

Papermill loads every registered engine in the middle of its own import. So nothing here imports Papermill before the
engine is asked for, and the engine is made then.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.rendering.kernels.workplace import guarded

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.rendering.kernels.manager import ReportKernel

NAME = "analysis"
_IOPUB_S = 60


@dataclass(frozen=True)
class Limits:
    """How long things may take, in seconds: the start of a kernel, one cell, a whole notebook."""

    start_s: float = 60.0
    cell_s: float = 300.0
    report_s: float = 900.0


class Run:
    """One execution: its kernel, the notebook as it fills, and the clock over both."""

    def __init__(self, kernel: ReportKernel, notebook: NotebookNode, limits: Limits) -> None:
        self.kernel = kernel
        self.notebook = notebook
        self.limits = limits
        self.too_long = False
        self.cell: NotebookNode | None = None
        self.number = 0

    def cell_begins(self, cell: NotebookNode, cell_index: int) -> None:
        """Keep in mind the cell at work: a kernel that dies may not have said which it was."""
        self.cell = cell
        self.number += 1

    @contextlib.contextmanager
    def clock(self) -> Iterator[None]:
        """Kill the kernel when the notebook takes too long."""

        def end() -> None:
            self.too_long = True
            self.kernel.kill()

        timer = threading.Timer(self.limits.report_s, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def __getattr__(name: str) -> Any:
    if name == "ReportEngine":
        return _engine()
    raise AttributeError(name)


@cache
def _engine() -> Any:
    from papermill.engines import Engine

    class ReportEngine(Engine):  # type: ignore[misc]
        """Papermill's engine, except that it uses our kernel and hands out the notebook while it fills."""

        @classmethod
        def execute_managed_notebook(
            cls, nb_man: Any, kernel_name: str, *, run: Run | None = None, **options: Any
        ) -> None:
            """Execute a notebook in the kernel of a run, or, for whoever names the engine, in one of its own."""
            if run is None:
                with _alone(nb_man.nb) as own:
                    cls.execute_managed_notebook(nb_man, kernel_name, run=own)
                return
            run.notebook = nb_man.nb
            _execute(nb_man, kernel_name, run)

    return ReportEngine


def _execute(nb_man: Any, kernel_name: str, run: Run) -> None:
    from papermill.clientwrap import PapermillNotebookClient

    client = PapermillNotebookClient(
        nb_man,
        km=run.kernel,
        kernel_name=kernel_name,
        timeout=run.limits.cell_s,
        startup_timeout=run.limits.start_s,
        iopub_timeout=_IOPUB_S,
        record_timing=False,
        on_cell_execute=run.cell_begins,
    )
    try:
        client.execute(**run.kernel.options)
    finally:
        if client.kc is not None:
            client.kc.stop_channels()


@contextlib.contextmanager
def _alone(notebook: NotebookNode) -> Iterator[Run]:
    """Open a run for one notebook outside a render: an ordinary kernel, which has no server to wait for."""
    from analysis.rendering.kernels.manager import ReportKernel

    with guarded() as place, place.kernel_folder() as folder:
        run = Run(ReportKernel("plain", folder, place, {}), notebook, Limits())
        try:
            with run.clock():
                yield run
        finally:
            run.kernel.close()
