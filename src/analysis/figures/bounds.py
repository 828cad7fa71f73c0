"""Interval arithmetic on figures: what sums, differences, ratios and changes of uncertain numbers can be.

An end is closed (the number itself is possible) or open ("meer dan 4.000" is above it); a missing end (``None``) means
that the text sets no limit there. Operands are taken to be independent: the result holds whatever the true values
are, and may be wider than what a dependence would leave.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.errors import IntervalError

#: An end as arithmetic sees it: its value, infinite for no limit, and whether it is open.
_End = tuple[float, bool]


@dataclass(frozen=True)
class Interval:
    """What a number can be; ``lower`` or ``upper`` is ``None`` where there is no limit.

    ``lower_open`` and ``upper_open`` say that the end itself is not possible. Where there is no end they are false, so
    that intervals of the same numbers are equal.
    """

    lower: float | None
    upper: float | None
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        """Refuse ends that are not numbers, that stand the wrong way round, or that leave nothing between them."""
        for end in (self.lower, self.upper):
            if end is not None and not math.isfinite(end):
                raise IntervalError(f"an end of an interval is a finite number or missing, not {end}")
        object.__setattr__(self, "lower_open", bool(self.lower_open and self.lower is not None))
        object.__setattr__(self, "upper_open", bool(self.upper_open and self.upper is not None))
        if self.lower is None or self.upper is None:
            return
        if self.lower > self.upper:
            raise IntervalError(f"an interval cannot begin at {self.lower} and end at {self.upper}")
        if self.lower == self.upper and (self.lower_open or self.upper_open):
            raise IntervalError(f"an interval of {self.lower} alone cannot leave that out")

    def __str__(self) -> str:
        """Print as mathematics does: ``[1, 2)`` holds 1 and not 2; a missing end is an ellipsis."""
        ends = ("…" if end is None else f"{end:.12g}" for end in (self.lower, self.upper))
        return f"{'(' if self.lower_open else '['}{', '.join(ends)}{')' if self.upper_open else ']'}"

    @classmethod
    def point(cls, value: float) -> Interval:
        """An interval of one value."""
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        """Whether only one value is possible."""
        return self.lower is not None and self.lower == self.upper

    @property
    def low(self) -> float:
        """The lower end, minus infinity where there is none."""
        return -math.inf if self.lower is None else self.lower

    @property
    def high(self) -> float:
        """The upper end, infinity where there is none."""
        return math.inf if self.upper is None else self.upper

    def __contains__(self, value: float) -> bool:
        """Whether a value is possible."""
        return (self.low < value or (self.low == value and not self.lower_open)) and (
            value < self.high or (self.high == value and not self.upper_open)
        )

    def holds(self, other: Interval) -> bool:
        """Whether every value of another interval is possible in this one."""
        return _lower(self) <= _lower(other) and _upper(other) <= _upper(self)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low, high = min(_lower(self), _lower(other)), max(_upper(self), _upper(other))
        return _interval((low[0], bool(low[1])), (high[0], not high[1]))

    def scaled(self, factor: float) -> Interval:
        """Every value times a factor above zero: another unit of the same."""
        if not factor > 0:
            raise IntervalError(f"an interval is scaled by a factor above zero, not {factor}")
        lower, upper = (None if end is None else end * factor for end in (self.lower, self.upper))
        return Interval(lower, upper, self.lower_open, self.upper_open)


def total(intervals: Iterable[Interval]) -> Interval:
    """Sum of intervals; the sum of none is zero."""
    low = high = 0.0
    low_open = high_open = False
    for interval in intervals:
        low, high = low + interval.low, high + interval.high
        low_open, high_open = low_open or interval.lower_open, high_open or interval.upper_open
    return _interval((low, low_open), (high, high_open))


def difference(left: Interval, right: Interval) -> Interval:
    """``left`` minus ``right``."""
    return _interval(
        (left.low - right.high, left.lower_open or right.upper_open),
        (left.high - right.low, left.upper_open or right.lower_open),
    )


def ratio(numerator: Interval, denominator: Interval) -> Interval:
    """``numerator`` over ``denominator``; refused when the denominator touches zero, be it with an open end."""
    if denominator.low <= 0 <= denominator.high:
        raise IntervalError(f"cannot divide by {denominator}: it touches zero, so the ratio has no limit")
    quotients = [_quotient(n, d) for n in _ends(numerator) for d in _ends(denominator)]
    # Of several quotients at an end, one that can be reached closes it.
    low, high = min(quotients), max(quotients, key=lambda end: (end[0], not end[1]))
    return _interval(low, high)


def share(part: Interval, whole: Interval) -> Interval:
    """Part over a whole that contains it, as a fraction: never below nought or above one."""
    if part.low < 0 or whole.low < 0:
        raise IntervalError("a share needs a part and a whole that are not negative")
    if compare(part, whole) == "above":
        raise IntervalError(f"a part of {part} cannot belong to a whole of {whole}: no value of it is small enough")
    if whole.low == 0 and whole.high > 0 and part.low > 0:
        # The whole is at least its part, so zero is not among the values that it can take.
        whole = Interval(part.lower, whole.upper, part.lower_open, whole.upper_open)
    result = ratio(part, whole)
    if result.high > 1:  # somewhere part and whole are the same number
        return Interval(result.lower, 1.0, lower_open=result.lower_open)
    return result


def change(before: Interval, after: Interval) -> Interval:
    """Relative change from ``before`` to ``after``: 0.5 is half as much again."""
    result = ratio(after, before)
    return _interval((result.low - 1, result.lower_open), (result.high - 1, result.upper_open))


def compare(left: Interval, right: Interval) -> str:
    """Return ``below``, ``above`` or ``equal`` where the intervals allow no other answer, else ``undecided``."""
    if _apart(left, right):
        return "below"
    if _apart(right, left):
        return "above"
    if left.is_point and left == right:
        return "equal"
    return "undecided"


def overlap(left: Interval, right: Interval) -> Interval | None:
    """Return the values that both intervals allow, or nothing where they exclude each other."""
    if _apart(left, right) or _apart(right, left):
        return None
    low, high = max(_lower(left), _lower(right)), min(_upper(left), _upper(right))
    return _interval((low[0], bool(low[1])), (high[0], not high[1]))


def _apart(left: Interval, right: Interval) -> bool:
    """Whether every value of ``left`` is below every value of ``right``."""
    return left.high < right.low or (left.high == right.low and (left.upper_open or right.lower_open))


# An open lower end begins after the closed one of the same number, an open upper end ends before it.
def _lower(interval: Interval) -> tuple[float, int]:
    return interval.low, int(interval.lower_open)


def _upper(interval: Interval) -> tuple[float, int]:
    return interval.high, int(not interval.upper_open)


def _ends(interval: Interval) -> tuple[_End, _End]:
    return (interval.low, interval.lower_open), (interval.high, interval.upper_open)


def _interval(low: _End, high: _End) -> Interval:
    lower, upper = (None if math.isinf(end) else end for end, _ in (low, high))
    return Interval(lower, upper, low[1], high[1])


def _quotient(numerator: _End, denominator: _End) -> _End:
    """Divide two ends: the quotient, and whether it is only approached."""
    (above, above_open), (below, below_open) = numerator, denominator
    if math.isinf(above) and math.isinf(below):
        return (0.0 if above * below > 0 else -0.0), True
    if above == 0:
        return 0.0, above_open  # nought is nought whatever it is divided by
    return above / below, above_open or below_open or math.isinf(below)
