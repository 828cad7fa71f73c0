"""What a notebook says of a wrong parameter: one line in the reader's language, in place of a traceback."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from IPython.display import display

from analysis.errors import AnalysisError, UnknownNameError
from analysis.language import _
from analysis.show import mime
from analysis.show.frontend import IN_VIEW, attended

#: How the cell begins in which Papermill gives parameters other values.
_INJECTED = "# Parameters\n"
_MOST_NAMES = 12


def told(error: AnalysisError) -> str:
    """Return what went wrong in the language that is spoken; what only developers meet has no other than English."""
    if not isinstance(error, UnknownNameError):
        return _(error.message, **error.values) if error.message else ""
    if error.nearest is not None:
        return _("There is no “{name}” here. Did you mean “{nearest}”?", name=error.given, nearest=error.nearest)
    names = ", ".join(error.allowed[:_MOST_NAMES])
    if len(error.allowed) > _MOST_NAMES:
        return _("There is no “{name}” here, but {names} and others.", name=error.given, names=names)
    return _("There is no “{name}” here, but {names}.", name=error.given, names=names)


def install(shell: Any) -> None:
    """Have a shell of IPython tell in a line what went wrong, where that is an error that says what to do."""

    def tell(own: Any, kind: type[AnalysisError], error: Any, trace: Any, tb_offset: Any = None) -> list[str]:
        line = [told(error)]
        if attended():
            display({mime.HTML: IN_VIEW, "text/plain": ""}, raw=True)  # type: ignore[no-untyped-call]
        error._render_traceback_ = lambda: line  # which IPython shows in place of the trace
        own.showtraceback((kind, error, trace))
        return line

    shell.set_custom_exc((AnalysisError,), tell)


def check_parameters(cells: Sequence[str]) -> None:
    """Refuse a parameter that Papermill has set, of which it only warns, and that the notebook does not declare.

    ``cells`` are those that have run; the parameters stand in the one before the cell that Papermill has put in. Raises
    :class:`UnknownNameError`.
    """
    for declared, injected in pairwise(cells):
        if declared and injected.startswith(_INJECTED):
            known = _assigned(declared)
            for name in _assigned(injected):
                if name not in known:
                    raise UnknownNameError("parameter", name, known)


def _assigned(cell: str) -> list[str]:
    return [
        node.id for node in ast.walk(ast.parse(cell)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
