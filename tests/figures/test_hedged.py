"""A typed number and its hedge mean what its printed form would mean."""

import pytest

from analysis.errors import UnreadableFigureError
from analysis.figures import reading_of, reading_of_value


@pytest.mark.parametrize(
    ("value", "qualifier", "text"),
    [
        (2800, "just_over", "ruim 2.800"),
        (2800, "more_than", "meer dan 2.800"),
        (40000, "almost", "bijna 40.000"),
        (43100, "about", "ongeveer 43.100"),
        (13170, "exact", "13.170"),
    ],
)
def test_a_hedge_in_any_language_widens_as_the_dutch_one(value, qualifier, text):
    assert reading_of_value(value, qualifier, "actual").interval == reading_of(text, "actual").interval


def test_what_is_rounded_is_off_by_half_and_a_hedge_says_no_more_than_the_rounding():
    reading = reading_of_value(10240, "exact", "actual", 10)
    assert (reading.lower, reading.upper) == (10235, 10245)
    reading = reading_of_value(3100, "about", "actual", 1000)
    assert (reading.lower, reading.upper) == (2600, 3600)
    reading = reading_of_value(3100, "about", "actual", 10)
    assert (reading.lower, reading.upper) == (3050, 3150)


def test_a_decided_amount_is_a_point_unless_its_print_is_rounded():
    assert reading_of_value(33e6, "exact", "commitment").interval.is_point
    reading = reading_of_value(4.2e9, "exact", "commitment", 1e8)
    assert (reading.lower, reading.upper) == (4.15e9, 4.25e9)


def test_a_range_cannot_be_read_from_one_number():
    with pytest.raises(UnreadableFigureError, match="printed form"):
        reading_of_value(5, "range", "actual")
