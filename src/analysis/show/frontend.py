"""What stands in front of a kernel, and what JupyterLab is asked to do there that it does not do by itself.

It runs no scripts of what is shown, but tells a style when it is there.
"""

from __future__ import annotations

import os
from html import escape
from pathlib import Path

from IPython.core.getipython import get_ipython

_SCRIPT = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("picking.js", "frontend.js"))
#: A run of all cells leaves the reader at the foot of the notebook, now or when JupyterLab comes to it; and the keys at
#: the last cell, unless they are in a field.
_COME = (
    "{ const cell = this.closest('.jp-NotebookPanel .jp-Cell'); const come = () => { cell.scrollIntoView(); "
    "if (cell.parentElement.contains(document.activeElement.closest('.jp-Cell:focus'))) "
    "cell.focus({ preventScroll: true }); }; "
    "if (cell) [0, 600].forEach(later => setTimeout(come, later)); }"
)

#: What comes into view, with the cell around it, once it is shown.
IN_VIEW = f'<style onload="{_COME}"></style>'
#: The same for a panel, whose controls have names, and keys of their own.
PANEL_IN_VIEW = f'<style onload="{escape(_SCRIPT)}{_COME}"></style>'


def attended() -> bool:
    """Return whether somebody may be there to move a control.

    Whoever runs a notebook to keep its outputs (Papermill, nbval, nbconvert, a render) answers no questions, and says
    so with each cell; a widget would be left behind there without a kernel: blank space.
    """
    shell = get_ipython()
    if shell is None or os.environ.get("ANALYSIS_STATIC", "1") == "0" or not hasattr(shell, "get_parent"):
        return False
    return bool(shell.get_parent().get("content", {}).get("allow_stdin", True))


def draws_charts() -> bool:
    """Return whether what is in front of the kernel draws a chart of a panel: VS Code does so of a cell alone."""
    return "VSCODE_PID" not in os.environ
