"""Printed figures mean what the conventions say: the tables are transcribed from those, not from what the code says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.errors import UnreadableFigureError
from analysis.figures import DECIDED, QUALIFIERS, Interval, bounds, read_figure, reading_of, write_figure

MILLION = 1_000_000

# text: value, qualifier, lower, upper, unit
READINGS = {
    # Convention 1: a whole number without a hedge is a point.
    "8658": (8658, "exact", 8658, 8658, None),
    "3.000": (3000, "exact", 3000, 3000, None),
    "2.800": (2800, "exact", 2800, 2800, None),
    "696.651": (696_651, "exact", 696_651, 696_651, None),
    "1.000.000": (MILLION, "exact", MILLION, MILLION, None),
    "6 910": (6910, "exact", 6910, 6910, None),
    "-5": (-5, "exact", -5, -5, None),
    "‒ 135.341": (-135_341, "exact", -135_341, -135_341, None),
    "−980": (-980, "exact", -980, -980, None),
    "€ -370 duizend": (-370_000, "exact", -370_500, -369_500, "EUR"),
    "0": (0, "exact", 0, 0, None),
    # Convention 2: a scale word, decimals or a percent sign mean that it was rounded.
    "6,4 miljoen": (6.4 * MILLION, "exact", 6.35 * MILLION, 6.45 * MILLION, None),
    "2 miljoen": (2 * MILLION, "exact", 1.5 * MILLION, 2.5 * MILLION, None),
    "2,0 miljoen": (2 * MILLION, "exact", 1.95 * MILLION, 2_050_000, None),
    "57%": (57, "exact", 56.5, 57.5, "percent"),
    "57 %": (57, "exact", 56.5, 57.5, "percent"),
    "-63 procent": (-63, "exact", -63.5, -62.5, "percent"),
    "+15 procent": (15, "exact", 14.5, 15.5, "percent"),
    "3,6 procent": (3.6, "exact", 3.55, 3.65, "percent"),
    "2.800,5": (2800.5, "exact", 2800.45, 2800.55, None),
    "7,3 mld.": (7.3e9, "exact", 7.25e9, 7.35e9, None),
    "100 mln.": (100 * MILLION, "exact", 99.5 * MILLION, 100.5 * MILLION, None),
    "100 mln": (100 * MILLION, "exact", 99.5 * MILLION, 100.5 * MILLION, None),
    "7 miljard": (7e9, "exact", 6.5e9, 7.5e9, None),
    # Convention 3: hedges move by the place of the last digit that is not zero.
    "ruim 2.800": (2800, "just_over", 2800, 2900, None),
    "Ruim 8.600": (8600, "just_over", 8600, 8700, None),
    "ruim 2,5 miljoen": (2.5 * MILLION, "just_over", 2.5 * MILLION, 2.6 * MILLION, None),
    "meer dan 4.000": (4000, "more_than", 4000, None, None),
    "Meer dan 2.800": (2800, "more_than", 2800, None, None),
    ">20": (20, "more_than", 20, None, None),
    ">50%": (50, "more_than", 50, None, "percent"),
    "bijna 4.000": (4000, "almost", 3200, 4000, None),
    "bijna EUR 1 miljard": (1e9, "almost", 0.8e9, 1e9, "EUR"),
    "bijna 2.600": (2600, "almost", 2500, 2600, None),
    "ruim 1 miljoen": (MILLION, "just_over", MILLION, 1.2 * MILLION, None),
    "iets meer dan 2.800": (2800, "just_over", 2800, 2900, None),
    "minder dan 2.800": (2800, "less_than", 0, 2800, None),
    "bijna 1": (1, "almost", 0.5, 1, None),
    "ca. 200 miljoen": (200 * MILLION, "about", 180 * MILLION, 220 * MILLION, None),
    "ca. EUR 200 miljoen": (200 * MILLION, "about", 180 * MILLION, 220 * MILLION, "EUR"),
    "circa 117 miljoen": (117 * MILLION, "about", 116.5 * MILLION, 117.5 * MILLION, None),
    "ongeveer 7.500": (7500, "about", 7250, 7750, None),
    "ongeveer 1.700": (1700, "about", 1650, 1750, None),
    "ongeveer 30": (30, "about", 27, 33, None),
    "circa 2 miljoen": (2 * MILLION, "about", 1.5 * MILLION, 2.5 * MILLION, None),
    "ongeveer 600": (600, "about", 550, 650, None),
    "ca 705": (705, "about", 702.5, 707.5, None),
    "zo’n 500": (500, "about", 450, 550, None),
    "niet meer dan 50%": (50, "at_most", 0, 50, "percent"),
    "Maximaal 50%": (50, "at_most", 0, 50, "percent"),
    "max. EUR 800 mln.": (800 * MILLION, "at_most", 0, 800 * MILLION, "EUR"),
    "Tot 150 miljard US dollar": (150e9, "at_most", 0, 150e9, "USD"),
    "onder de 36": (36, "less_than", 0, 36, None),
    "maximale waarde van EUR 1.500": (1500, "at_most", 0, 1500, "EUR"),
    "hooguit drie": (3, "at_most", 0, 3, None),
    "binnen 13": (13, "at_most", 0, 13, None),
    "binnen een jaar": (1, "at_most", 0, 1, "year"),
    "ten minste 33%": (33, "at_least", 33, None, "percent"),
    # Words of magnitude have a floor only.
    "tientallen": (10, "magnitude", 10, None, None),
    "honderden": (100, "magnitude", 100, None, None),
    "Duizenden": (1000, "magnitude", 1000, None, None),
    "tienduizenden": (10_000, "magnitude", 10_000, None, None),
    "honderdduizenden": (100_000, "magnitude", 100_000, None, None),
    "miljoenen": (MILLION, "magnitude", MILLION, None, None),
    "miljarden": (1e9, "magnitude", 1e9, None, None),
    # Number words, collective words, ranks.
    "twaalf": (12, "exact", 12, 12, None),
    "één": (1, "exact", 1, 1, None),
    "drieëntwintig": (23, "exact", 23, 23, None),
    "drietal": (3, "exact", 3, 3, None),
    "niemand": (0, "exact", 0, 0, None),
    "derde": (3, "exact", 3, 3, None),
    "op een na grootste": (2, "exact", 2, 2, None),
    "anderhalf miljoen": (1.5 * MILLION, "exact", 1.35 * MILLION, 1.65 * MILLION, None),
    "meer dan een miljoen": (MILLION, "more_than", MILLION, None, None),
    "meer dan honderdduizend": (100_000, "more_than", 100_000, None, None),
    # Fractions count in tenths, as "de helft" does, unless their parts are smaller.
    "een kwart": (25, "exact", 20, 30, "percent"),
    "driekwart": (75, "exact", 70, 80, "percent"),
    "twee vijfde": (40, "exact", 35, 45, "percent"),
    "1 op de 8": (12.5, "exact", 7.5, 17.5, "percent"),
    "een op de twintig": (5, "exact", 2.5, 7.5, "percent"),
    "ruim 4 op de 10": (40, "just_over", 40, 48, "percent"),
    # Currencies.
    "EUR. 4.000.000,–": (4 * MILLION, "exact", 4 * MILLION, 4 * MILLION, "EUR"),
    "EUR 249.000": (249_000, "exact", 249_000, 249_000, "EUR"),
    "€ 15.000": (15_000, "exact", 15_000, 15_000, "EUR"),
    "€ 53.878, -": (53_878, "exact", 53_878, 53_878, "EUR"),
    "€ 15.000,": (15_000, "exact", 15_000, 15_000, "EUR"),
    "EUR\N{NO-BREAK SPACE}1": (1, "exact", 1, 1, "EUR"),
    "USD 5 miljoen": (5 * MILLION, "exact", 4.5 * MILLION, 5.5 * MILLION, "USD"),
    "2 dollar": (2, "exact", 2, 2, "USD"),
    # Durations.
    "2-jarig": (2, "exact", 2, 2, "year"),
    "22-jarige": (22, "exact", 22, 22, "year"),
    "tweedaagse": (2, "exact", 2, 2, "day"),
    "5 maanden": (5, "exact", 5, 5, "month"),
    "twee jaar": (2, "exact", 2, 2, "year"),
    "een half jaar": (0.5, "exact", 0.45, 0.55, "year"),
    "anderhalf jaar": (1.5, "exact", 1.35, 1.65, "year"),
    "tweeënhalf jaar": (2.5, "exact", 2.25, 2.75, "year"),
    "de helft": (50, "exact", 45, 55, "percent"),
}

RANGES = {
    "3-8": (3, 8, None),
    "3-8 dollar": (3, 8, "USD"),
    "3 – 8": (3, 8, None),
    "tussen 3 en 8": (3, 8, None),
    "3 tot 8": (3, 8, None),
    "3 à 4": (3, 4, None),
    "20 tot 30 miljoen": (20 * MILLION, 30 * MILLION, None),
    "EUR 10-20 miljoen": (10 * MILLION, 20 * MILLION, "EUR"),
    "10-20%": (10, 20, "percent"),
    "een half jaar tot een jaar": (0.5, 1, "year"),
}

REFUSED = [
    "",
    "  ",
    "veel",
    "q",
    "e",
    "1.2.3,4",
    "2.8",
    "2.80",
    "0.800",
    "1.00",
    "28.00",
    "1234.567",
    "2 80",
    "28 00",
    "1,2,3",
    "007",
    "12,",
    ",5",
    "- ",
    "--5",
    "1e5",
    "nan",
    "inf",
    "１２",
    "²",
    "EUR",
    "%",
    "%5",
    "miljoen",
    "ruim",
    "ruim veel",
    "ruim ruim 5",
    "ruim 0",
    "circa 0",
    "5%%",
    "EUR 5 USD",
    "EUR 100 min.",
    "17 QPN",
    "8-3",
    "3-3",
    "ca. 3-8",
    "jaar 5",
    "week 12",
    "mid-2017",
    "ca705",
    "2.800 migranten",
]

MEASURED = ["actual", "estimate", "context", "paid", "spent"]
NUMBERS = st.one_of(
    st.integers(1, 10**12).map(float),
    st.decimals(min_value="0.01", max_value=10**9, places=2).map(float),
)
PIECES = [
    "ruim ",
    "ca. ",
    "bijna ",
    "max. ",
    "tot ",
    "een",
    "anderhalf",
    " miljoen",
    " mld.",
    "€ ",
    "EUR ",
    "%",
    " jaar",
    "-jarig",
    ".",
    ",",
    "-",
    " ",
    "0",
    "2",
    "800",
    "duizend",
    "tal",
]
HEDGES = ["exact", "just_over", "more_than", "less_than", "almost", "about", "at_least", "at_most"]
UNITS = [None, "EUR", "USD", "percent"]


@pytest.mark.parametrize("text", READINGS)
def test_a_printed_figure_reads_as_the_conventions_say(text):
    value, qualifier, lower, upper, unit = READINGS[text]
    reading = read_figure(text)
    assert (reading.value, reading.qualifier, reading.unit) == (value, qualifier, unit)
    assert (reading.lower, reading.upper) == (lower, upper)
    assert (reading.text, reading.value_high) == (text, None)


@pytest.mark.parametrize("text", RANGES)
def test_a_range_has_two_values_which_are_its_ends(text):
    low, high, unit = RANGES[text]
    reading = read_figure(text)
    assert (reading.value, reading.value_high, reading.qualifier, reading.unit) == (low, high, "range", unit)
    assert (reading.lower, reading.upper, reading.conventional) == (low, high, False)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_figure_is_refused_with_the_text_shown(text):
    with pytest.raises(UnreadableFigureError) as caught:
        read_figure(text)
    assert str(caught.value).startswith(f"cannot read {text!r} as a figure: ")
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("veel", "no Dutch number, hedge and unit in a form that is known"),
        ("ca. 3-8", "a hedge before a range has no convention"),
        ("8-3", "the range does not rise"),
        ("ruim 0", "a hedge before zero has no convention"),
    ],
)
def test_a_refusal_says_why(text, reason):
    with pytest.raises(UnreadableFigureError, match=f": {reason}$"):
        read_figure(text)


@pytest.mark.parametrize("text", ["2.800", "ruim 2.800", "meer dan 2.800", "€ 2.800", "2.800 miljoen"])
def test_a_dot_before_three_digits_is_never_a_decimal_point(text):
    assert read_figure(text).value in {2800, 2800 * MILLION}


@pytest.mark.parametrize("text", ["ruim 2.800", "bijna 4.000", "ca. 200 miljoen"])
def test_an_end_that_the_text_does_not_say_is_flagged_as_our_convention(text):
    assert read_figure(text).conventional


@pytest.mark.parametrize("text", ["2.800", "meer dan 2.800", "57%", "max. 50", "ten minste 33%", "3-8", "duizenden"])
def test_an_end_that_the_text_says_is_not_flagged(text):
    assert not read_figure(text).conventional


@pytest.mark.parametrize("number", ["6 miljoen", "anderhalf miljoen", "3 procent", "2 miljard", "de helft"])
def test_circa_never_says_more_than_the_number_without_it(number):
    hedged, bare = read_figure(f"circa {number}"), read_figure(number)
    assert hedged.lower <= bare.lower <= bare.upper <= hedged.upper


def test_a_count_of_a_few_is_not_off_by_a_fraction():
    assert read_figure("ongeveer 6").interval == read_figure("circa zes").interval
    assert (read_figure("ongeveer 6").lower, read_figure("ongeveer 6").upper) == (5.5, 6.5)


def test_numbers_that_count_in_halves_keep_that_step_under_a_scale_word():
    assert (read_figure("ruim anderhalf").lower, read_figure("ruim anderhalf").upper) == (1.5, 1.8)
    assert (read_figure("ruim anderhalf miljoen").lower, read_figure("ruim anderhalf miljoen").upper) == (1.5e6, 1.8e6)


@pytest.mark.parametrize("kind", sorted(DECIDED))
@pytest.mark.parametrize("text", ["EUR 60 miljoen", "91%", "7,3 mld.", "max. EUR 800 mln.", "ten minste 33%", "3.000"])
def test_what_was_decided_is_a_point_whatever_its_form(kind, text):
    reading = reading_of(text, kind)
    assert reading.lower == reading.upper == reading.value == read_figure(text).value
    assert reading.qualifier == read_figure(text).qualifier


@pytest.mark.parametrize("kind", MEASURED)
def test_what_was_measured_keeps_the_bounds_of_its_form(kind):
    assert reading_of("91%", kind) == read_figure("91%")


def test_every_kind_that_is_decided_in_the_conventions_is_decided_here():
    assert {"budget", "target", "ceiling", "plan"} <= DECIDED
    assert not DECIDED.intersection(MEASURED)


def test_a_budget_of_about_200_million_stays_about():
    reading = reading_of("ca. EUR 200 miljoen", "budget")
    assert (reading.lower, reading.upper) == (180 * MILLION, 220 * MILLION)


def test_a_typed_step_replaces_that_of_the_convention():
    assert reading_of("57%", "actual", step=10).interval == Interval(52, 62)
    assert reading_of("ruim 2.800", "actual", step=50).interval == Interval(2800, 2850, upper_open=True)


@given(value=NUMBERS, qualifier=st.sampled_from(HEDGES), unit=st.sampled_from(UNITS))
def test_a_figure_that_is_written_reads_back(value, qualifier, unit):
    reading = read_figure(write_figure(value, qualifier, unit))
    assert (reading.value, reading.qualifier, reading.unit) == (value, qualifier, unit)


@given(value=NUMBERS, qualifier=st.sampled_from(HEDGES), unit=st.sampled_from(UNITS))
def test_the_value_lies_between_its_bounds(value, qualifier, unit):
    reading = read_figure(write_figure(value, qualifier, unit))
    assert reading.lower is None or reading.lower <= reading.value
    assert reading.upper is None or reading.value <= reading.upper
    assert (reading.value in reading.interval) == (qualifier not in {"more_than", "less_than", "almost"})


# What the hedge says of the number itself: "meer dan 4.000" is above it, "ten minste 4.000" may be it.
OPEN = {
    "meer dan 4.000": (True, False),
    ">20": (True, False),
    "hoger dan 20": (True, False),
    "bijna 4.000": (True, True),
    "ruim 2.800": (False, True),
    "iets meer dan 2.800": (True, True),
    "minder dan 20": (False, True),
    "onder de 36": (False, True),
    "<20": (False, True),
    "ten minste 20": (False, False),
    "maximaal 20": (False, False),
    "tot 20": (False, False),
    "duizenden": (False, False),
    "circa 20": (False, False),
    "57%": (False, False),
    "3-8": (False, False),
}


@pytest.mark.parametrize("text", OPEN)
def test_a_hedge_says_whether_its_end_is_among_what_it_allows(text):
    interval = read_figure(text).interval
    assert (interval.lower_open, interval.upper_open) == OPEN[text]


def test_more_than_and_almost_of_one_number_exclude_each_other():
    above, below = read_figure("meer dan 4.000").interval, read_figure("bijna 4.000").interval
    assert bounds.compare(below, above) == "below"
    assert bounds.overlap(above, below) is None


def test_a_limit_that_was_decided_is_a_closed_point():
    assert reading_of("onder de 36", "criterion").interval == Interval.point(36)


def test_less_than_nothing_is_refused():
    with pytest.raises(UnreadableFigureError, match="a hedge before zero has no convention"):
        read_figure("minder dan 0")


@given(value=NUMBERS, qualifier=st.sampled_from(["just_over", "almost"]))
def test_just_over_and_almost_stay_within_a_fifth_unless_a_few_are_counted(value, qualifier):
    reading = read_figure(write_figure(value, qualifier))
    place = 1 if value == int(value) else 0
    assert reading.upper - reading.lower <= max(value / 5, place) * 1.000001


@given(value=NUMBERS)
def test_almost_never_falls_below_half(value):
    reading = read_figure(write_figure(value, "almost"))
    assert value / 2 <= reading.lower < reading.upper == value


@given(value=NUMBERS, qualifier=st.sampled_from(["more_than", "at_least"]))
def test_no_ceiling_stays_missing(value, qualifier):
    assert read_figure(write_figure(value, qualifier)).upper is None


@given(value=NUMBERS)
def test_circa_is_at_most_a_tenth_each_way_unless_the_number_itself_is_rougher(value):
    bare, about = read_figure(write_figure(value)), read_figure(write_figure(value, "about"))
    place = max(bare.upper - bare.lower, 0.01 if value % 1 else 1)
    assert about.upper - about.lower <= max(value / 5, place) * 1.000001


@given(st.one_of(st.text(max_size=12), st.lists(st.sampled_from(PIECES), max_size=7).map("".join)))
@example("ruim 0")
@example("€ ,-")
def test_any_text_is_read_with_ordered_bounds_or_refused_with_itself(text):
    try:
        reading = read_figure(text)
    except UnreadableFigureError as error:
        refused = str(error)
    else:
        refused = None
        assert reading.qualifier in QUALIFIERS
        assert 0 <= reading.lower <= reading.value
        assert reading.upper is None or reading.value <= reading.upper
    assert refused is None or repr(text) in refused
