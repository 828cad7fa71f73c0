"""Days and spans of days are written as people write them, what both ends share once."""

from datetime import date

import pytest

from analysis.language import dates, speaking


@pytest.mark.parametrize(
    ("start", "end", "finest", "english", "dutch"),
    [
        ((2018, 3, 1), (2018, 3, 5), dates.DAY, "1 to 5 March 2018", "1 t/m 5 maart 2018"),
        ((2018, 3, 1), (2018, 4, 5), dates.DAY, "1 March to 5 April 2018", "1 maart t/m 5 april 2018"),
        ((2018, 3, 1), (2019, 3, 5), dates.DAY, "1 March 2018 to 5 March 2019", "1 maart 2018 t/m 5 maart 2019"),
        ((2018, 3, 1), (2018, 9, 30), dates.MONTH, "March to September 2018", "maart t/m september 2018"),
        ((2018, 3, 1), (2019, 2, 28), dates.MONTH, "March 2018 to February 2019", "maart 2018 t/m februari 2019"),
        ((2018, 1, 1), (2019, 12, 31), dates.YEAR, "2018 to 2019", "2018 t/m 2019"),
    ],
)
def test_a_span_says_once_what_its_ends_share(start, end, finest, english, dutch):
    ends = date(*start), date(*end), finest
    assert [speaking(language)(dates.between)(*ends) for language in ("en", "nl")] == [english, dutch]


def test_a_day_of_the_dataset_is_written_in_the_language_that_is_spoken_or_in_one_that_is_named():
    assert [dates.written("2024-06-13"), dates.written("2024-06-13", "nl")] == ["13 June 2024", "13 juni 2024"]
    assert [speaking("nl")(dates.written)(day) for day in ("2024-06", "2024", "spring", None)] == [
        "juni 2024",
        "2024",
        "spring",
        "",
    ]
