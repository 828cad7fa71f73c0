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
    with pytest.raises(IntervalError, match=re.escape("cannot divide by […, 5]: it touches zero")):
        bounds.ratio(Interval.point(1), Interval(None, 5))


def test_no_ceiling_stays_missing():
    floor = Interval(2800, None)
    assert bounds.total([floor, Interval(100, 200)]) == Interval(2900, None)
    assert bounds.difference(floor, Interval.point(800)) == Interval(2000, None)
    assert bounds.difference(Interval.point(3000), floor) == Interval(None, 200)
    assert bounds.ratio(floor, Interval.point(2800)) == Interval(1, None)
    # Over a number without a limit nought is approached, and never reached.
    assert bounds.ratio(Interval.point(2800), floor) == Interval(0, 1, lower_open=True)
    assert bounds.ratio(Interval.point(0), floor) == Interval.point(0)
    assert bounds.ratio(floor, floor) == Interval(0, None, lower_open=True)
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
        (
            Interval(5, 6),
            Interval(1, 4),
            "a part of [5, 6] cannot belong to a whole of [1, 4]: no value of it is small enough",
        ),
        (Interval(4, 6, lower_open=True), Interval(1, 4), "a part of (4, 6] cannot belong to a whole of [1, 4]"),
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


@pytest.mark.parametrize("opened", ["lower_open", "upper_open"])
def test_an_interval_of_one_number_does_not_leave_that_out(opened):
    with pytest.raises(IntervalError, match="an interval of 2 alone cannot leave that out"):
        Interval(2, 2, **{opened: True})


def test_an_interval_knows_what_it_holds():
    assert 5 in Interval(5, None)
    assert 4.9 not in Interval(5, None)
    assert -1e12 in Interval(None, 5)
    assert Interval(1, 2).hull(Interval(5, None)) == Interval(1, None)
    assert Interval.point(3).is_point
    assert not Interval(None, None).is_point
    assert Interval(1, 3).holds(Interval(1, 3, lower_open=True))
    assert not Interval(1, 3, lower_open=True).holds(Interval(1, 3))


def test_an_open_end_is_not_held_and_a_missing_one_is_neither():
    above = Interval(4000, None, lower_open=True)
    assert 4000 not in above
    assert 4001 in above
    assert Interval(4000, None, lower_open=True, upper_open=True) == above
    assert above.hull(Interval.point(4000)) == Interval(4000, None)
    assert str(above) == "(4000, …]"
    assert above.scaled(0.5) == Interval(2000, None, lower_open=True)


def test_an_interval_is_not_turned_round_by_its_unit():
    with pytest.raises(IntervalError, match="an interval is scaled by a factor above zero, not -1"):
        Interval(1, 2).scaled(-1)


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (Interval(1, 2), Interval(3, None), "below"),
        (Interval(3, None), Interval(1, 2), "above"),
        (Interval.point(2), Interval.point(2), "equal"),
        (Interval(1, 2), Interval(1, 2), "undecided"),
        (Interval(1, 2), Interval(2, 3), "undecided"),
        (Interval(1, 2, upper_open=True), Interval(2, 3), "below"),
        (Interval(2, 3), Interval(1, 2, upper_open=True), "above"),
        (Interval(1, 2), Interval(2, 3, lower_open=True), "below"),
        (Interval(None, None), Interval.point(2), "undecided"),
    ],
)
def test_a_comparison_answers_only_where_the_intervals_allow_one_answer(left, right, answer):
    assert bounds.compare(left, right) == answer


# -- open and closed ends, tried value by value ---------------------------------------------------------------------

FINITE_ENDS = st.integers(-8, 8)
#: Denominators whose quotients are exact.
EXACT_ENDS = st.sampled_from([1, 2, 4, 8])


@st.composite
def opened(draw, ends=FINITE_ENDS, missing=True) -> Interval:
    """Draw an interval with open, closed or missing ends."""
    low, high = sorted([draw(ends), draw(ends)])
    flags = [low < high and draw(st.booleans()) for _ in range(2)]
    gone = [missing and draw(st.sampled_from([False, False, True])) for _ in range(2)]
    return Interval(
        None if gone[0] and ends is FINITE_ENDS else low,
        None if gone[1] else high,
        lower_open=flags[0],
        upper_open=flags[1],
    )


def tried(interval: Interval) -> list[float]:
    """Values of an interval: its ends where it holds them, some near them, and some far beyond where it has none."""
    low = interval.high - 64 if interval.lower is None and interval.upper is not None else interval.low
    low = -64 if math.isinf(low) else low
    high = low + 128 if interval.upper is None else interval.high
    near = (high - low) / 1024
    return [value for value in (low, low + near, (low + high) / 2, high - near, high) if value in interval]


@pytest.mark.parametrize(("operation", "pointwise", "ends"), OPERATIONS, ids=NAMES)
@given(data=st.data())
def test_no_value_falls_on_an_open_end(operation, pointwise, ends, data):
    left, right = data.draw(opened()), data.draw(opened(EXACT_ENDS if ends is POSITIVE_ENDS else FINITE_ENDS))
    result = operation(left, right)
    for a in tried(left):
        for b in tried(right):
            found = pointwise(Fraction(a), Fraction(b))
            if found in {result.lower, result.upper}:
                assert found in result
            else:
                assert holds(result, found)


@pytest.mark.parametrize(("operation", "pointwise", "ends"), OPERATIONS, ids=NAMES)
@given(data=st.data())
def test_a_closed_end_is_the_result_of_some_values(operation, pointwise, ends, data):
    left, right = data.draw(opened()), data.draw(opened(EXACT_ENDS if ends is POSITIVE_ENDS else FINITE_ENDS))
    result = operation(left, right)
    found = {pointwise(Fraction(a), Fraction(b)) for a in tried(left) for b in tried(right)}
    assert result.lower is None or result.lower_open or result.lower in found
    assert result.upper is None or result.upper_open or result.upper in found


@given(part=opened(EXACT_ENDS), whole=opened(EXACT_ENDS))
def test_a_share_holds_its_values_and_reaches_its_closed_ends(part, whole):
    pairs = [
        (a, b)
        for a in tried(part) + tried(whole)
        for b in tried(whole) + tried(part)
        if a <= b and a in part and b in whole
    ]
    assume(bounds.compare(part, whole) != "above")
    result = bounds.share(part, whole)
    found = {a / b for a, b in pairs}
    assert all(value in result for value in found)
    assert result.lower_open or result.lower in found
    assert result.upper_open or result.upper in found


@given(left=opened(), right=opened())
def test_a_comparison_is_what_every_pair_of_values_says(left, right):
    pairs = [(a, b) for a in tried(left) for b in tried(right)]
    answer = bounds.compare(left, right)
    if answer != "undecided":
        order = {"below": lambda a, b: a < b, "above": lambda a, b: a > b, "equal": lambda a, b: a == b}[answer]
        assert all(order(a, b) for a, b in pairs)
    assert (bounds.overlap(left, right) is None) == (answer in {"below", "above"})


@given(left=opened(), right=opened(), value=st.integers(-80, 80).map(lambda number: number / 4))
def test_the_overlap_holds_what_both_hold_and_the_hull_what_either_does(left, right, value):
    both = bounds.overlap(left, right)
    assert (both is not None and value in both) == (value in left and value in right)
    assert value in left.hull(right) or not (value in left or value in right)


@given(outer=opened(), inner=opened())
def test_one_interval_holds_another_when_it_holds_all_its_values(outer, inner):
    assert outer.holds(inner) == (bounds.overlap(outer, inner) == inner)


@given(interval=opened(), factor=st.sampled_from([0.5, 2, 1000]))
def test_another_unit_keeps_what_is_open(interval, factor):
    assert [value * factor in interval.scaled(factor) for value in tried(interval)] == [True] * len(tried(interval))
    assert (interval.scaled(factor).lower_open, interval.scaled(factor).upper_open) == (
        interval.lower_open,
        interval.upper_open,
    )


def test_a_target_that_lies_on_an_open_end_is_not_reached():
    almost = bounds.ratio(Interval(2400, 3000, lower_open=True, upper_open=True), Interval.point(3000))
    assert 1 not in almost
    assert almost.upper == 1


def test_nought_over_any_number_is_nought():
    assert bounds.ratio(Interval(0, 5), Interval(1, 2, True, True)) == Interval(0, 5, upper_open=True)
