"""The controls of the notebooks: each function returns a panel that starts from the notebook's parameters."""

from analysis.display.widgets.panel import Panel
from analysis.display.widgets.targets import targets

__all__ = ["Panel", "targets"]
