"""Interval arithmetic holds every value that the operands allow, and no end where there is none."""

import math
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.errors import IntervalError
from analysis.figures import Interval, bounds

ENDS = st.one_of(st.none(), st.integers(-1000, 1000))
POSITIVE_ENDS = st.one_of(st.none(), st.integers(1, 1000))
MARGIN = Fraction(1, 10**9)  # for the rounding of floats


def between(lower, upper) -> Interval:
    if lower is not None and upper is not None and lower > upper:
        lower, upper = upper, lower
    return Interval(lower, upper)


def value_in(draw, interval: Interval) -> Fraction:
    """Draw an exact value that the interval allows."""
    low = -2000 if interval.lower is None else interval.lower
    high = 2000 if interval.upper is None else interval.upper
    return Fraction(low) + Fraction(high - low) * draw(st.fractions(0, 1, max_denominator=12))


@st.composite
def intervals(draw, ends=ENDS) -> tuple[Interval, Interval, Fraction]:
    """Draw an interval, a smaller one inside it, and a value inside that."""
    outer = between(draw(ends), draw(ends))
    if ends is POSITIVE_ENDS and outer.lower is None:
        outer = Interval(1, outer.upper)
    first, second = sorted([value_in(draw, outer), value_in(draw, outer)])
    inner = Interval(float(first), float(second))
    return outer, inner, first


def holds(interval: Interval, value: Fraction) -> bool:
    margin = MARGIN * max(1, abs(value))
    return (interval.lower is None or Fraction(interval.lower) <= value + margin) and (
        interval.upper is None or value - margin <= Fraction(interval.upper)
    )


def within(inner: Interval, outer: Interval) -> bool:
    return inner.low >= outer.low - 1e-9 * max(1, abs(inner.low)) and inner.high <= outer.high + 1e-9 * max(
        1, abs(inner.high)
    )


OPERATIONS = [
    (lambda a, b: bounds.total([a, b]), lambda a, b: a + b, ENDS),
    (bounds.difference, lambda a, b: a - b, ENDS),
    (bounds.ratio, lambda a, b: a / b, POSITIVE_ENDS),
    (lambda a, b: bounds.change(b, a), lambda a, b: (a - b) / b, POSITIVE_ENDS),
]
NAMES = ["total", "difference", "ratio", "change"]


@pytest.mark.parametrize(("operation", "pointwise", "ends"), OPERATIONS, ids=NAMES)
@given(data=st.data())
def test_the_result_holds_every_pointwise_result(operation, pointwise, ends, data):
    left, _, a = data.draw(intervals())
    right, _, b = data.draw(intervals(ends))
    assert holds(operation(left, right), pointwise(a, b))


@pytest.mark.parametrize(("operation", "ends"), [(o, e) for o, _, e in OPERATIONS], ids=NAMES)
@given(data=st.data())
def test_narrower_operands_never_widen_the_result(operation, ends, data):
    left, narrow_left, _ = data.draw(intervals())
    right, narrow_right, _ = data.draw(intervals(ends))
    assert within(operation(narrow_left, narrow_right), operation(left, right))


@given(data=st.data())
def test_a_share_holds_every_part_over_the_whole_that_contains_it(data):
    part, _, a = data.draw(intervals(POSITIVE_ENDS))
    whole, _, b = data.draw(intervals(POSITIVE_ENDS))
    assume(a <= b)
    result = bounds.share(part, whole)
    assert holds(result, a / b)
    assert 0 <= result.lower <= result.upper <= 1


@given(data=st.data())
def test_a_narrower_share_never_widens(data):
    part, narrow_part, a = data.draw(intervals(POSITIVE_ENDS))
    whole, narrow_whole, _ = data.draw(intervals(POSITIVE_ENDS))
    assume(a <= narrow_whole.upper)
    assert within(bounds.share(narrow_part, narrow_whole), bounds.share(part, whole))


@given(lower=st.integers(-1000, 0), upper=st.integers(0, 1000), numerator=intervals())
def test_a_denominator_that_touches_zero_is_refused(lower, upper, numerator):
    expected = f"cannot divide by [{lower}, {upper}]: it touches zero, so the ratio has no limit"
    for operation in (bounds.ratio, lambda n, d: bounds.change(d, n)):
        with pytest.raises(IntervalError, match=re.escape(expected)):
            operation(numerator[0], Interval(lower, upper))


def test_a_denominator_without_a_lower_end_touches_zero():
    with pytest.raises(IntervalError, match=re.escape("cannot divide by [None, 5]: it touches zero")):
        bounds.ratio(Interval.point(1), Interval(None, 5))


def test_no_ceiling_stays_missing():
    floor = Interval(2800, None)
    assert bounds.total([floor, Interval(100, 200)]) == Interval(2900, None)
    assert bounds.difference(floor, Interval.point(800)) == Interval(2000, None)
    assert bounds.difference(Interval.point(3000), floor) == Interval(None, 200)
    assert bounds.ratio(floor, Interval.point(2800)) == Interval(1, None)
    assert bounds.ratio(Interval.point(2800), floor) == Interval(0, 1)
    assert bounds.ratio(floor, floor) == Interval(0, None)
    assert bounds.change(Interval.point(1400), floor) == Interval(1, None)


def test_the_sum_of_nothing_is_zero():
    assert bounds.total([]) == Interval.point(0)


def test_the_rescues_are_93_to_97_percent_of_3000():
    result = bounds.ratio(Interval(2800, 2900), Interval.point(3000))
    assert (result.lower, result.upper) == pytest.approx((0.93333, 0.96667), abs=1e-5)


def test_a_change_from_100_to_150_is_half_as_much_again():
    assert bounds.change(Interval.point(100), Interval.point(150)) == Interval.point(0.5)


def test_a_part_is_never_more_than_its_whole():
    assert bounds.share(Interval(2, 3), Interval(1, 4)) == Interval(0.5, 1)
    assert bounds.share(Interval(1, 2), Interval(0, 4)) == Interval(0.25, 1)  # the whole is at least its part
    assert bounds.share(Interval(1, None), Interval(2, 4)) == Interval(0.25, 1)


@pytest.mark.parametrize(
    ("part", "whole", "message"),
    [
        (Interval(-1, 1), Interval(1, 2), "a share needs a part and a whole that are not negative"),
        (Interval(None, 1), Interval(1, 2), "a share needs a part and a whole that are not negative"),
        (Interval(5, 6), Interval(1, 4), "a part of at least 5 cannot belong to a whole of at most 4"),
        (Interval(0, 1), Interval(0, 2), "cannot divide by [0, 2]: it touches zero"),
    ],
)
def test_a_share_that_cannot_be_is_refused(part, whole, message):
    with pytest.raises(IntervalError, match=re.escape(message)):
        bounds.share(part, whole)


@pytest.mark.parametrize("end", [math.inf, -math.inf, math.nan])
def test_an_end_is_a_number_or_missing(end):
    with pytest.raises(IntervalError, match=f"an end of an interval is a finite number or missing, not {end}"):
        Interval(None, end)


def test_an_interval_does_not_run_backwards():
    with pytest.raises(IntervalError, match="an interval cannot begin at 2 and end at 1"):
        Interval(2, 1)


def test_an_interval_knows_what_it_holds():
    assert 5 in Interval(5, None)
    assert 4.9 not in Interval(5, None)
    assert -1e12 in Interval(None, 5)
    assert Interval(1, 2).hull(Interval(5, None)) == Interval(1, None)
    assert Interval.point(3).is_point
    assert not Interval(None, None).is_point


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (Interval(1, 2), Interval(3, None), "below"),
        (Interval(3, None), Interval(1, 2), "above"),
        (Interval.point(2), Interval.point(2), "equal"),
        (Interval(1, 2), Interval(1, 2), "undecided"),
        (Interval(1, 2), Interval(2, 3), "undecided"),
        (Interval(None, None), Interval.point(2), "undecided"),
    ],
)
def test_a_comparison_answers_only_where_the_intervals_allow_one_answer(left, right, answer):
    assert bounds.compare(left, right) == answer
