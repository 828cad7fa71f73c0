"""One notebook executed through Papermill, with outputs that depend on nothing but their inputs."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import ERROR_MARKER_TAG, raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis.dataset.languages import SOURCE
from analysis.language.notebook import spoken
from analysis.rendering.kernels import drawn, engine, undocumented
from analysis.rendering.kernels.engine import Limits, Run
from analysis.rendering.kernels.forks import Kind
from analysis.rendering.kernels.manager import ReportKernel
from analysis.rendering.kernels.streams import coalesced
from analysis.rendering.kernels.workplace import Workplace
from analysis.rendering.limits import too_long
from analysis.rendering.shelf import Failure
from analysis.show.mime import SVG, VEGA_LITE, WIDGET

_KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_ADDRESS = re.compile(r"(?<=\bat )0x[0-9a-f]{6,}")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class ExecutionError(Exception):
    """A notebook that did not run to its end: why, and the notebook as far as it came."""

    def __init__(self, failure: Failure, notebook: NotebookNode) -> None:
        self.failure = failure
        self.notebook = notebook
        super().__init__(failure.message)


def execute(
    path: Path,
    parameters: Mapping[str, Any],
    *,
    kind: Kind,
    place: Workplace,
    limits: Limits | None = None,
    variables: Mapping[str, str] | None = None,
    language: str = SOURCE,
) -> NotebookNode:
    """Execute a notebook with parameters that differ from its defaults, and return it, tidied.

    ``variables`` are added to the kernel's environment; ``language`` is that of the notebook's own text. Raises
    :class:`ExecutionError` when a cell raises, a limit is reached or the kernel dies.
    """
    source = _parameterised(copy.deepcopy(_source(path, path.stat().st_mtime_ns, language)), parameters)
    with place.kernel_folder() as folder:
        kernel = ReportKernel(kind, folder, place, variables or {})
        run = Run(kernel, source, limits or Limits())
        try:
            with run.clock():
                executed = _executed(source, run)
        except Exception as error:
            raise ExecutionError(_failure(error, run), _tidy(run.notebook)) from error
        finally:
            kernel.close()
    return _tidy(executed)


# What papermill's ``execute_notebook`` does, without its file: the notebook is read once for all its reports, and it is
# not written as text three times to no file, which takes as long as its page.


@lru_cache(maxsize=16)
def _source(path: Path, _changed: int, language: str) -> NotebookNode:
    """Return a notebook as it is before it runs: outputs of a former run would only be copied to and fro."""
    notebook: NotebookNode = load_notebook_node(str(path))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    spoken(notebook, language)
    return notebook


def _parameterised(notebook: NotebookNode, parameters: Mapping[str, Any]) -> NotebookNode:
    if not parameters:
        return notebook
    names = {"kernel_name": _KERNELSPEC["name"], "language": "python", "engine_name": engine.NAME}
    filled: NotebookNode = parameterize_notebook(notebook, dict(parameters), **names)
    return filled


def _executed(notebook: NotebookNode, run: Run) -> NotebookNode:
    """Execute a notebook. Raises what a cell raised as papermill's error."""
    executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
        engine.NAME, notebook, _KERNELSPEC["name"], progress_bar=False, autosave_cell_every=0, run=run
    )
    raise_for_execution_errors(executed, None)
    return executed


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook as deterministic text."""
    path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", encoding="utf-8")


# -- what went wrong ----------------------------------------------------------------------------------------------


def _failure(error: Exception, run: Run) -> Failure:
    number = run.number or None
    if run.too_long:
        return _stopped(run, too_long(run.limits.report_s))
    match error:
        case PapermillExecutionError():
            message = f"{error.ename}: {error.evalue}".strip().removesuffix(":")
            return Failure(_one_line(message), number, _ANSI.sub("", "\n".join(error.traceback)))
        case CellTimeoutError():
            return _stopped(run, f"took longer than the {run.limits.cell_s:g} s that a cell may take")
        case DeadKernelError():
            return _stopped(run, "the kernel died")
    return Failure(_one_line(f"{type(error).__name__}: {error}"), number, run.kernel.printed)


def _stopped(run: Run, reason: str) -> Failure:
    """Say in the notebook, too, why a cell has no end."""
    if run.cell is None:
        return Failure(reason, None, run.kernel.printed)
    run.cell.execution_count = run.number
    run.cell.outputs.append(
        nbformat.v4.new_output("error", ename="Stopped", evalue=reason, traceback=[f"Stopped: {reason}"])
    )
    return Failure(reason, run.number, run.kernel.printed)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:500]


# -- the same bytes for the same inputs ---------------------------------------------------------------------------


def _tidy(notebook: NotebookNode) -> NotebookNode:
    """Take times, versions, process numbers, random identifiers and widgets' state out of a notebook; return it."""
    notebook.metadata = NotebookNode(
        {
            **{key: value for key, value in notebook.metadata.items() if key not in {"papermill", "widgets"}},
            "kernelspec": NotebookNode(_KERNELSPEC),
            "language_info": NotebookNode({"name": "python"}),
        }
    )
    notebook.nbformat_minor = max(5, notebook.nbformat_minor)
    notebook.cells = [cell for cell in notebook.cells if ERROR_MARKER_TAG not in cell.metadata.get("tags", ())]
    for index, cell in enumerate(notebook.cells):
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        tags = cell.metadata.get("tags", None)
        if tags is not None and not tags:
            del cell.metadata["tags"]
        if tags and "injected-parameters" in tags:
            cell["id"] = "injected-parameters"
        cell.setdefault("id", f"cell-{index}")
        if cell.cell_type == "code":
            cell.outputs = [output for output in map(_tidy_output, coalesced(cell.outputs)) if output is not None]
    return notebook


def _tidy_output(output: NotebookNode) -> NotebookNode | None:
    if output.output_type == "stream":
        output.text = _same(output.text)
    elif output.output_type == "error":
        output.traceback = [_same(line) for line in output.traceback]
    else:
        if output.data.pop(WIDGET, None) is not None and not set(output.data) - {"text/plain"}:
            return None
        if isinstance(output.data.get("text/plain"), str):
            output.data["text/plain"] = _same(output.data["text/plain"])
        if VEGA_LITE in output.data and SVG not in output.data:
            output.data[SVG] = drawn.picture(json.dumps(output.data[VEGA_LITE]))
    return output


def _same(text: str) -> str:
    """Take out of a text what differs from run to run: the files that stand for cells, and addresses in memory."""
    return _ADDRESS.sub("0x0", undocumented.CELL_FILE.sub(r"cell-\1.py", text))
