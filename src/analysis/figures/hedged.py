"""What a number with a hedge allows that is typed as a number and a code, and not read from its printed form.

The conventions are those by which Dutch text is read: the number is written as Dutch text and read back, so that
English, French and Dutch print widen alike and the conventions exist once.
"""

from __future__ import annotations

from analysis.errors import UnreadableFigureError
from analysis.figures.dutch import Reading, reading_of, write_figure

#: Hedges that need no more than the number to be read.
_WRITTEN = frozenset({"exact", "just_over", "more_than", "less_than", "almost", "about", "at_least", "at_most"})


def reading_of_value(value: float, qualifier: str, kind: str, rounded_to: float | None = None) -> Reading:
    """Read a number of a ``kind`` with its hedge as the conventions would read its printed form.

    ``rounded_to`` is what it is rounded to, by the publisher or a scale word: without a hedge it widens the number by
    half of that each way, and no hedge says more than the rounding does. That holds of a decided amount too, which is
    a point otherwise: the print is rounded, not the decision. Raises :class:`UnreadableFigureError` for a hedge that
    needs the printed form, such as a range.
    """
    if qualifier not in _WRITTEN:
        raise UnreadableFigureError(f"{value:g}", f"{qualifier!r} needs the printed form")
    text = write_figure(value, qualifier)
    reading = reading_of(text, kind)
    if rounded_to is None or (reading.step is not None and reading.step >= rounded_to):
        return reading
    return reading_of(text, "actual", rounded_to)
