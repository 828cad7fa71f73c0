"""Interval arithmetic on figures: what sums, differences, ratios and changes of uncertain numbers can be.

Ends are closed; a missing end (``None``) means that the text sets no limit there. Operands are taken to be
independent: the result holds whatever the true values are, and may be wider than what a dependence would leave.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.errors import IntervalError


@dataclass(frozen=True)
class Interval:
    """A closed interval; ``lower`` or ``upper`` is ``None`` where there is no limit."""

    lower: float | None
    upper: float | None

    def __post_init__(self) -> None:
        """Refuse ends that are not numbers or that stand the wrong way round."""
        for end in (self.lower, self.upper):
            if end is not None and not math.isfinite(end):
                raise IntervalError(f"an end of an interval is a finite number or missing, not {end}")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise IntervalError(f"an interval cannot begin at {self.lower} and end at {self.upper}")

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
        return self.low <= value <= self.high

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return _interval(min(self.low, other.low), max(self.high, other.high))


def _interval(low: float, high: float) -> Interval:
    return Interval(None if math.isinf(low) else low, None if math.isinf(high) else high)


def total(intervals: Iterable[Interval]) -> Interval:
    """Sum of intervals; the sum of none is zero."""
    low = high = 0.0
    for interval in intervals:
        low += interval.low
        high += interval.high
    return _interval(low, high)


def difference(left: Interval, right: Interval) -> Interval:
    """``left`` minus ``right``."""
    return _interval(left.low - right.high, left.high - right.low)


def ratio(numerator: Interval, denominator: Interval) -> Interval:
    """``numerator`` over ``denominator``; refused when the denominator touches zero."""
    if denominator.low <= 0 <= denominator.high:
        raise IntervalError(
            f"cannot divide by [{denominator.lower}, {denominator.upper}]: it touches zero, so the ratio has no limit"
        )
    quotients = [_quotient(n, d) for n in (numerator.low, numerator.high) for d in (denominator.low, denominator.high)]
    return _interval(min(quotients), max(quotients))


def share(part: Interval, whole: Interval) -> Interval:
    """Part over a whole that contains it, as a fraction: never below nought or above one."""
    if part.low < 0 or whole.low < 0:
        raise IntervalError("a share needs a part and a whole that are not negative")
    if part.low > whole.high:
        raise IntervalError(f"a part of at least {part.lower} cannot belong to a whole of at most {whole.upper}")
    if whole.low == 0 and whole.high > 0 and part.low > 0:
        # The whole is at least its part, so zero is not among the values that it can take.
        whole = Interval(part.lower, whole.upper)
    result = ratio(part, whole)
    return Interval(max(result.low, 0.0), min(result.high, 1.0))


def change(before: Interval, after: Interval) -> Interval:
    """Relative change from ``before`` to ``after``: 0.5 is half as much again."""
    result = ratio(after, before)
    return _interval(result.low - 1, result.high - 1)


def compare(left: Interval, right: Interval) -> str:
    """Return ``below``, ``above`` or ``equal`` where the intervals allow no other answer, else ``undecided``."""
    if left.high < right.low:
        return "below"
    if left.low > right.high:
        return "above"
    if left.is_point and left == right:
        return "equal"
    return "undecided"


def _quotient(numerator: float, denominator: float) -> float:
    if math.isinf(numerator) and math.isinf(denominator):
        return 0.0 if numerator * denominator > 0 else -0.0
    return numerator / denominator
