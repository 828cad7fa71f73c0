"""English figures are read by the conventions of the Dutch ones, with the marks and words of English."""

import pytest

from analysis.errors import UnreadableFigureError
from analysis.figures import read_figure

READINGS = {
    "2,800": (2800, "exact", 2800, None),
    "More than 2,800": (2800, "more_than", 2800, None),
    "1,234,567": (1_234_567, "exact", 1_234_567, None),
    "2.8 million": (2_800_000, "exact", 2_750_000, None),
    "€ 78.4 million": (78_400_000, "exact", 78_350_000, "EUR"),
    "US$ 1.5 billion": (1.5e9, "exact", 1.45e9, "USD"),
    "EUR 5.0bn": (5e9, "exact", 4.95e9, "EUR"),
    "almost 4,000": (4000, "almost", 3200, None),
    "Some 31,000": (31_000, "about", 30_500, None),
    "at least 33 per cent": (33, "at_least", 33, "percent"),
    "up to 50%": (50, "at_most", 0, "percent"),
    "twenty-two": (22, "exact", 22, None),
    "three hundred and five": (305, "exact", 305, None),
    "a million": (1e6, "exact", 0.5e6, None),
    "tens of thousands": (10_000, "magnitude", 10_000, None),
    "two thirds": (66.6666666667, "exact", 61.6666666667, "percent"),
    "one in five": (20, "exact", 15, "percent"),
    "half": (50, "exact", 45, "percent"),
    "ten years": (10, "exact", 10, "year"),
}


@pytest.mark.parametrize("text", READINGS)
def test_an_english_figure_reads_as_the_dutch_one_would(text):
    reading = read_figure(text, "en")
    assert (reading.value, reading.qualifier, reading.lower, reading.unit) == READINGS[text]


@pytest.mark.parametrize(
    ("text", "low", "high"), [("between 3 and 5", 3, 5), ("12 to 15", 12, 15), ("2-3 years", 2, 3)]
)
def test_an_english_range_has_two_values(text, low, high):
    reading = read_figure(text, "en")
    assert (reading.value, reading.value_high, reading.qualifier) == (low, high, "range")


@pytest.mark.parametrize("text", ["2,80", "1,2,3", "100,00", "many", "three in two", ""])
def test_what_is_no_english_figure_is_refused(text):
    with pytest.raises(UnreadableFigureError):
        read_figure(text, "en")
