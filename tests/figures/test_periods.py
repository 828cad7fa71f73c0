"""Reporting windows."""

from datetime import date

import pytest

from analysis.errors import PeriodError
from analysis.figures import Period

RESCUES = Period.parse("2017-07-01", "2018-06-30", "mid_year")
YEAR_2018 = Period.parse("2018-01-01", "2018-12-31", "calendar_year")
UNKNOWN = Period(None, None)


def test_a_window_includes_both_its_days():
    assert YEAR_2018.days == 365
    assert Period.parse("2018-12-31", "2018-12-31", "instant").days == 1
    assert YEAR_2018.months == 12.0


def test_an_empty_text_is_an_unknown_end():
    assert Period.parse("2016-01-01", "") == Period(date(2016, 1, 1), None)
    assert not Period.parse("2016-01-01", "").known
    assert RESCUES.known


def test_an_unknown_window_has_no_length():
    with pytest.raises(PeriodError, match="a period without both ends has no length"):
        _ = UNKNOWN.days


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(PeriodError, match=r"the period ends \(2018-01-01\) before it begins \(2018-06-30\)"):
        Period.parse("2018-06-30", "2018-01-01")


@pytest.mark.parametrize("text", ["2018-02-30", "2018-13-01", "2018", "30-06-2018", "juni 2018"])
def test_a_day_that_does_not_exist_is_refused_with_the_form_to_write(text):
    with pytest.raises(PeriodError, match=rf"'{text}' is no date: .*; write it as 2018-06-30"):
        Period.parse(text, "")


@pytest.mark.parametrize("text", ["20180630", "2018-W26-6"])
def test_a_day_in_another_iso_form_is_refused_with_the_form_to_write(text):
    with pytest.raises(PeriodError, match=rf"'{text}' is no date .*; write it as 2018-06-30"):
        Period.parse(text, "")


def test_an_instant_is_one_day():
    with pytest.raises(PeriodError, match="an instant begins and ends on one day, not 2018-01-01 and 2018-12-31"):
        Period.parse("2018-01-01", "2018-12-31", "instant")


def test_an_unknown_kind_is_refused_with_the_kinds_there_are():
    with pytest.raises(PeriodError, match="unknown kind of period 'season'; allowed: instant, calendar_year, "):
        Period(None, None, "season")


def test_only_equal_known_windows_are_the_same():
    assert RESCUES.same_window(Period.parse("2017-07-01", "2018-06-30"))
    assert not RESCUES.same_window(YEAR_2018)
    assert not UNKNOWN.same_window(UNKNOWN)


def test_windows_overlap_when_they_share_a_day():
    assert RESCUES.overlaps(YEAR_2018)
    assert YEAR_2018.overlaps(RESCUES)
    assert RESCUES.overlaps(Period.parse("2018-06-30", "2019-06-30"))
    assert not RESCUES.overlaps(Period.parse("2018-07-01", "2019-06-30"))
    assert not RESCUES.overlaps(UNKNOWN)
