"""The controls of the notebooks: each function returns a panel that starts from the notebook's parameters."""

from analysis.display.widgets.aid import aid
from analysis.display.widgets.audit import audit
from analysis.display.widgets.country import country
from analysis.display.widgets.explore import explore
from analysis.display.widgets.framework import framework
from analysis.display.widgets.indicators import indicators
from analysis.display.widgets.panel import Panel
from analysis.display.widgets.programme import programme
from analysis.display.widgets.refugees import refugees
from analysis.display.widgets.returns import returns
from analysis.display.widgets.spending import spending
from analysis.display.widgets.targets import targets
from analysis.display.widgets.trends import trends

__all__ = [
    "Panel",
    "aid",
    "audit",
    "country",
    "explore",
    "framework",
    "indicators",
    "programme",
    "refugees",
    "returns",
    "spending",
    "targets",
    "trends",
]
