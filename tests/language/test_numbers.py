"""Numbers and intervals are printed as people read them, and never promise more than the bounds do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language import numbers, speaking

LANGUAGES = ["en", "nl"]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (8_159_166, "8,159,166", "8.159.166"),
        (2800.0, "2,800", "2.800"),
        (0.5, "0.5", "0,5"),
        (2450.25, "2,450.25", "2.450,25"),
        (0.1 + 0.2, "0.3", "0,3"),
        (1e9, "1,000,000,000", "1.000.000.000"),
        (0, "0", "0"),
    ],
)
def test_a_number_has_the_separators_of_its_language_and_no_digit_less_than_it_has(value, english, dutch):
    assert (numbers.number(value), speaking("nl")(numbers.number)(value)) == (english, dutch)


def test_the_middle_is_rounded_up_as_charts_and_spreadsheets_do():
    assert numbers.number(11.25, 1) == "11.3"  # 405 in 36 months
    assert speaking("nl")(numbers.interval)(11.25, 11.25, decimals=1) == "11,3"


def test_a_percent_sign_stands_against_its_number_in_both_languages():
    assert [speaking(language)(numbers.share)(0.91, 0.91) for language in LANGUAGES] == ["91%", "91%"]
    assert speaking("nl")(numbers.signed)(-38.8, -38.8, "percent") == "−38,8%"
    assert speaking("nl")(numbers.close_share)(0.7246, 0.7254) == "72,5%"


def test_a_minus_is_as_long_as_a_plus_and_no_hyphen():
    assert numbers.number(-1_000_000) == "−1,000,000"
    assert plain(speaking("nl")(numbers.interval)(-1_250_000, -1_250_000, "EUR")) == "EUR −1.250.000"
    assert plain(speaking("nl")(numbers.interval)(-1_000_000, -1_000_000, "EUR")) == "EUR −1 miljoen"
    assert numbers.signed(-5, 7) == "−5 to +7"


def test_decimals_can_be_fixed():
    assert numbers.number(90.6574, 1) == "90.7"
    assert speaking("nl")(numbers.number)(90, 1) == "90,0"


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "english", "dutch"),
    [
        (2800, 2900, "", "2,800 to 2,900", "2.800 tot 2.900"),
        (2800, 2800, "", "2,800", "2.800"),
        (2800, None, "", "at least 2,800", "ten minste 2.800"),
        (None, 2800, "", "at most 2,800", "ten hoogste 2.800"),
        (None, None, "", "not known", "onbekend"),
        (None, None, "EUR", "not known", "onbekend"),
        (56.5, 57.5, "percent", "56 to 58%", "56 tot 58%"),
        (33, None, "percent", "at least 33%", "ten minste 33%"),
        (195e6, 205e6, "EUR", "EUR 195 to 205 million", "EUR 195 tot 205 miljoen"),
        (60e6, 60e6, "EUR", "EUR 60 million", "EUR 60 miljoen"),
        (0, 800e6, "EUR", "EUR 0 to 800 million", "EUR 0 tot 800 miljoen"),
        (56.5e6, 57.5e6, "EUR", "EUR 56.5 to 57.5 million", "EUR 56,5 tot 57,5 miljoen"),
        (123.4e6, 123.4e6, "EUR", "EUR 123.4 million", "EUR 123,4 miljoen"),
        (7.35e9, 7.45e9, "EUR", "EUR 7,350 to 7,450 million", "EUR 7.350 tot 7.450 miljoen"),
        (150e9, None, "USD", "at least USD 150,000 million", "ten minste USD 150.000 miljoen"),
        (8_159_166, 8_159_166, "EUR", "EUR 8,159,166", "EUR 8.159.166"),
        (249_000, 249_000, "EUR", "EUR 249,000", "EUR 249.000"),
        (0.5, 1, "year", "0.5 to 1.0", "0,5 tot 1,0"),
        (1.25, 1.75, "", "1.2 to 1.8", "1,2 tot 1,8"),
        (12.5, 13.5, "", "12 to 14", "12 tot 14"),
        (195e6, 205e6, "person", "195,000,000 to 205,000,000", "195.000.000 tot 205.000.000"),
    ],
)
def test_an_interval_is_printed_in_its_unit(lower, upper, unit, english, dutch):
    printed = [plain(speaking(language)(numbers.interval)(lower, upper, unit)) for language in LANGUAGES]
    assert printed == [english, dutch]


@pytest.mark.parametrize(
    ("lower", "upper", "opened", "english", "dutch"),
    [
        (4000, None, (True, False), "more than 4,000", "meer dan 4.000"),
        (4000, None, (False, False), "at least 4,000", "ten minste 4.000"),
        (None, 36, (False, True), "less than 36", "minder dan 36"),
        (3200, 4000, (True, True), "more than 3,200 and less than 4,000", "meer dan 3.200 en minder dan 4.000"),
        (2800, 3000, (False, True), "2,800 to under 3,000", "2.800 tot onder de 3.000"),
        (2800, 3000, (True, False), "more than 2,800 and at most 3,000", "meer dan 2.800 en ten hoogste 3.000"),
        # An end that was rounded outwards is not the one that is left out.
        (66.7, None, (True, False), "at least 66", "ten minste 66"),
        (66, 66.7, (False, True), "66 to 67", "66 tot 67"),
    ],
)
def test_an_end_that_is_left_out_is_said_to_be(lower, upper, opened, english, dutch):
    assert [plain(speaking(language)(numbers.interval)(lower, upper, opened=opened)) for language in LANGUAGES] == [
        english,
        dutch,
    ]


def test_what_a_row_allows_is_printed_with_its_open_ends():
    row = {"lower": 4000.0, "upper": float("nan"), "lower_open": True, "upper_open": False}
    assert numbers.allowed(row) == "more than 4,000"
    assert numbers.allowed({f"share_{name}": cell for name, cell in row.items()}, prefix="share_") == "more than 4,000"
    assert plain(numbers.share(1.0, None, (True, False))) == "more than 100%"
    assert numbers.allowed({"lower": 4000.0, "upper": None}) == "at least 4,000"


def test_a_missing_end_of_a_frame_is_no_limit():
    assert numbers.interval(2800, float("nan")) == "at least 2,800"


@pytest.mark.parametrize(
    ("lower", "upper", "printed"),
    [
        (0.93333, 0.96667, "93 to 97%"),
        (1.12, 1.16, "112 to 116%"),
        (0.906574, 0.906574, "90.7%"),
        (1.140023, 1.140023, "114.0%"),
        (0.905, 0.9149, "90.5 to 91.5%"),
        (1, 1, "100%"),
        (0.98, None, "at least 98%"),
        (0.987, None, "at least 98%"),
        (None, 0.967, "at most 97%"),
        (None, None, "not known"),
    ],
)
def test_a_share_has_a_decimal_only_where_it_is_known_that_well(lower, upper, printed):
    assert plain(numbers.share(lower, upper)) == printed


@pytest.mark.parametrize("decimals", [0, 1])
@given(ends=st.lists(st.floats(0, 1e6), min_size=2, max_size=2, unique=True).map(sorted))
def test_ends_are_rounded_outwards_so_that_the_printed_interval_holds_the_true_one(decimals, ends):
    printed = numbers.interval(*ends, decimals=decimals).replace(",", "").split(" to ")
    low, high = float(printed[0]), float(printed[-1])
    assert low <= ends[0] + 1e-6
    assert ends[1] - 1e-6 <= high
    assert high - low <= ends[1] - ends[0] + 2 * 10**-decimals + 1e-6


def test_the_noise_of_floats_does_not_push_an_end_outwards():
    assert plain(numbers.share(0.29, 0.57)) == "29 to 57%"
    assert 0.57 * 100 != 57


@pytest.mark.parametrize(
    ("opened", "english", "dutch"),
    [
        (
            (True, True),
            "more than EUR 800 million and less than EUR 1,000 million",
            "meer dan EUR 800 miljoen en minder dan EUR 1.000 miljoen",
        ),
        ((False, True), "EUR 800 to under 1,000 million", "EUR 800 tot onder de 1.000 miljoen"),
    ],
)
def test_ends_that_stand_apart_have_their_currency_and_scale_each(opened, english, dutch):
    said = [plain(speaking(language)(numbers.interval)(800e6, 1000e6, "EUR", opened=opened)) for language in LANGUAGES]
    assert said == [english, dutch]


def test_float_noise_gives_a_whole_share_no_decimal():
    assert 0.58 * 100 != 58
    assert [numbers.share(share, share) for share in (0.49, 0.58, 0.586)] == ["49%", "58%", "58.6%"]
