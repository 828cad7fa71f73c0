"""What a printed figure means: reading it, its bounds, its window."""

from analysis.figures.bounds import Interval
from analysis.figures.dutch import (
    DECIDED,
    QUALIFIERS,
    REPORTED,
    Reading,
    limiting,
    read_figure,
    reading_of,
    write_figure,
)
from analysis.figures.hedged import reading_of_value
from analysis.figures.periods import Period

__all__ = [
    "DECIDED",
    "QUALIFIERS",
    "REPORTED",
    "Interval",
    "Period",
    "Reading",
    "limiting",
    "read_figure",
    "reading_of",
    "reading_of_value",
    "write_figure",
]
