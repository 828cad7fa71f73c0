"""The charts: each takes a result frame and a language, and cites its figures in the tooltips."""

from analysis.display.charts.spending import against_available, budgets_2023, commitments, spending_priorities
from analysis.display.charts.targets import attainment, targets

__all__ = [
    "against_available",
    "attainment",
    "budgets_2023",
    "commitments",
    "spending_priorities",
    "targets",
]
