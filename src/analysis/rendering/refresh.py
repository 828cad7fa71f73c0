"""Execute the committed notebooks again, in place, on their default parameters: ``make notebooks``.

The outputs are deterministic, so that a notebook changes only where its results do.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError, RenderError, UnknownNameError
from analysis.rendering import inputs
from analysis.rendering.kernels import deferred
from analysis.rendering.kernels.forks import usable_kind
from analysis.rendering.kernels.workplace import Workplace, guarded
from analysis.rendering.worker import quiet_logs


def refresh(project: inputs.Project, names: Sequence[str] = ()) -> list[Path]:
    """Execute notebooks of a project in place, all unless names are given; return those whose text changed.

    Raises :class:`UnknownNameError`, and :class:`RenderError` for those that failed, which are left as they were.
    """
    known = project.notebook_names()
    for name in names:
        if name.removesuffix(".ipynb") not in known:
            raise UnknownNameError("notebook", name, known)
    wanted = [name.removesuffix(".ipynb") for name in names] or known
    changed, problems = [], []
    with guarded() as place:
        kind, remark = usable_kind("forked", place)
        if remark:
            sys.stderr.write(f"{remark}\n")
        for name in wanted:
            path = project.notebook(name)
            started = time.monotonic()
            try:
                if _refreshed(project, path, kind, place):
                    changed.append(path)
                    state = "changed"
                else:
                    state = "as it was"
            except RenderError as error:
                problems.append(f"{project.shown(path)}: {error}")
                state = "failed"
            sys.stdout.write(f"{project.shown(path)}: {state}, {time.monotonic() - started:.1f} s\n")
            sys.stdout.flush()
    if problems:
        raise RenderError("\n".join(problems))
    return changed


def _refreshed(project: inputs.Project, path: Path, kind: Any, place: Workplace) -> bool:
    from analysis.rendering.kernels import execution

    staged = path.with_name(f".{path.name}.new")
    try:
        variables = {"ANALYSIS_DATA": str(project.data)}
        execution.write(execution.execute(path, {}, kind=kind, place=place, variables=variables), staged)
        if staged.read_bytes() == path.read_bytes():
            return False
        staged.replace(path)
    except execution.ExecutionError as error:
        cell = f"cell [{error.failure.cell}]: " if error.failure.cell else ""
        raise RenderError(f"{cell}{error.failure.message}\n{error.failure.details}".strip()) from None
    finally:
        staged.unlink(missing_ok=True)
    return True


def main(arguments: Sequence[str]) -> int:
    """Refresh the notebooks named on the command line, or all; return the exit code."""
    deferred.install()
    quiet_logs()
    try:
        project = inputs.find()
        os.environ["ANALYSIS_DATA"] = str(project.data)  # for the fork server, which reads the data once for all
        refresh(project, arguments)
    except AnalysisError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
