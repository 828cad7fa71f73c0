"""The tables beside the charts."""

from analysis.display.tables.grid import Column, Table
from analysis.display.tables.sources import sources
from analysis.display.tables.spending import against_available, budgets_2023, commitments, crosswalk, priorities
from analysis.display.tables.targets import readings, targets

__all__ = [
    "Column",
    "Table",
    "against_available",
    "budgets_2023",
    "commitments",
    "crosswalk",
    "priorities",
    "readings",
    "sources",
    "targets",
]
