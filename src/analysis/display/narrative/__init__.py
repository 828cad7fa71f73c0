"""Sentences computed from results, in English and Dutch, that stay true when parameters change; Markdown."""

from analysis.display.narrative.spending import spending
from analysis.display.narrative.targets import attainment, coverage, pace, targets

__all__ = ["attainment", "coverage", "pace", "spending", "targets"]
