"""Who is in front of a kernel, and what JupyterLab is asked to do there that it does not do by itself.

It runs no scripts of what is shown, but tells a style when it is there.
"""

from __future__ import annotations

import os

from IPython.core.getipython import get_ipython

#: Keys that are pressed in a panel are the panel's: JupyterLab would take an ``m`` in a list for its command that makes
#: the cell Markdown. What is pressed together with Ctrl, Alt or Cmd it may have.
_OWN_KEYS = """window.analysisKeys ??= !window.addEventListener('keydown', event => {
  if (event.target.closest('.analysis-panel'))
    event.target.toggleAttribute('data-lm-suppress-shortcuts', !(event.ctrlKey || event.altKey || event.metaKey));
}, true);"""
#: A run of all cells leaves the reader at the foot of the notebook.
_COME = "this.closest('.jp-NotebookPanel .jp-Cell')?.scrollIntoView();"

#: What comes into view, with the cell around it, once it is shown.
IN_VIEW = f'<style onload="{_COME}"></style>'
#: The same for a panel, to whose controls the keys are left.
PANEL_IN_VIEW = f'<style onload="{_OWN_KEYS}{_COME}"></style>'


def attended() -> bool:
    """Return whether somebody may be there to move a control.

    Whoever runs a notebook to keep its outputs (Papermill, nbval, nbconvert, a render) answers no questions, and says
    so with each cell; a widget would be left behind there without a kernel: blank space.
    """
    shell = get_ipython()
    if shell is None or os.environ.get("ANALYSIS_STATIC", "1") == "0" or not hasattr(shell, "get_parent"):
        return False
    return bool(shell.get_parent().get("content", {}).get("allow_stdin", True))
