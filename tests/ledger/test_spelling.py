"""Numbers, days and words as people and their spreadsheets write them; what can be meant in two ways is refused."""

import pytest

from analysis.ledger import spelling
from analysis.ledger.spelling import AmbiguousError


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6,4", "6.4"),
        ("6.4", "6.4"),
        ("0,125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1234,567", "1234.567"),
        ("2800", "2800"),
        ("2 800 000", "2800000"),
        ("−12,5", "-12.5"),
        ("1,17E+08", "117000000"),
        ("veel", "veel"),
        ("", ""),
    ],
)
def test_a_number_is_read_where_it_can_only_be_meant_in_one_way(text, meant):
    assert spelling.number(text, pointed=False) == meant


@pytest.mark.parametrize(
    ("text", "pointed", "one", "other"),
    [("2,800", False, "2800", "2.800"), ("2.800", False, "2800", "2.800"), ("-12,500", True, "-12500", "-12.500")],
)
def test_a_number_that_could_be_two_is_refused_with_both(text, pointed, one, other):
    with pytest.raises(AmbiguousError, match=f"could be {one} or {other}; write it as the one or the other"):
        spelling.number(text, pointed)


def test_a_point_is_decimal_in_a_file_that_separates_by_commas():
    assert spelling.number("2.805", pointed=True) == "2.805"


@pytest.mark.parametrize(("text", "meant"), [("1.556", "1556"), ("1,556", "1556"), ("12,0", "12"), ("7", "7")])
def test_a_whole_number_is_never_a_fraction(text, meant):
    assert spelling.whole_number(text) == meant


@pytest.mark.parametrize(
    ("text", "column", "meant"),
    [
        ("1-7-2018", "period_start", "2018-07-01"),
        ("30.06.2018", "period_end", "2018-06-30"),
        ("6/30/2018", "period_end", "2018-06-30"),
        ("30/6/2018", "period_end", "2018-06-30"),
        ("3/3/2018", "as_of", "2018-03-03"),
        ("2018", "period_start", "2018-01-01"),
        ("2018", "end", "2018-12-31"),
        ("2018", "as_of", "2018"),
        ("31-6-2018", "period_end", "31-6-2018"),
        ("2022-07", "start", "2022-07-01"),
        ("2024-02", "period_end", "2024-02-29"),
        ("2022-13", "end", "2022-13"),
        ("2022-07", "published", "2022-07"),
        ("2018-06-30", "as_of", "2018-06-30"),
    ],
)
def test_a_day_is_read_as_dutch_spreadsheets_write_it(text, column, meant):
    assert spelling.day(text, column) == meant


def test_a_day_with_slashes_that_could_be_two_is_refused_with_both():
    with pytest.raises(AmbiguousError, match="'3/4/2018' could be 2018-03-04 or 2018-04-03"):
        spelling.day("3/4/2018", "as_of")


@pytest.mark.parametrize(
    ("text", "meant"), [("WAAR", "true"), ("Ja", "true"), ("onwaar", "false"), ("n", "false"), ("perhaps", "perhaps")]
)
def test_yes_and_no_are_read_in_both_languages(text, meant):
    assert spelling.truth(text) == meant


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("people helpd", "people helped"),
        ("UNHCR.", "UNHCR"),
        ("Government of Nigera", "Government of Niger"),
        ("Government of Mali", ""),
        ("Danish Refugee Council", ""),
        ("UNICEF", ""),
        ("", ""),
    ],
)
def test_a_name_is_suggested_only_for_what_looks_like_a_misspelling_of_it(text, nearest):
    names = ["Government of Niger", "Dutch Council for Refugees", "Dutch Refugee Council", "UNHCR", "people helped", ""]
    assert spelling.nearest(text, names) == nearest
