"""The names of rows: whole, in two lines where they are long, and each in a place of its own."""

import altair as alt
import pandas as pd
import pytest

from analysis.show.forms import text_at_end


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Return and reintegration", ["Return and reintegration"]),
        (
            "A report on migration and development in the region",
            ["A report on migration and", "development in the region"],
        ),
        ("", [""]),
    ],
)
def test_a_name_is_in_one_line_or_in_two_of_about_the_same_length(name, written):
    assert text_at_end.lines(name) == written


def test_of_a_name_longer_than_two_lines_the_end_is_left_out_and_that_is_seen():
    written = text_at_end.lines("word " * 40)
    assert len(written) == 2
    assert written[1].endswith("…")


def test_two_things_of_one_name_have_a_row_each():
    named = text_at_end.names(pd.DataFrame({"row": [0, 1], "label": ["Niger", "Niger"]})).to_dict()
    assert named["axis"]["labelExpr"] == '[["Niger"], ["Niger"]][datum.value]'


def test_a_row_grows_only_where_a_name_needs_two_lines():
    short, long = (pd.DataFrame({"label": [name]}) for name in ("Niger", "A name that is longer than one line may be"))
    assert text_at_end.step(short, 20).to_dict() == {"step": 20}
    assert text_at_end.step(long, 20).to_dict() == {"step": text_at_end.TWO_LINES}


@pytest.mark.parametrize(("shade", "white"), [("#0b4f8a", True), ("#cfe3f3", False)])
def test_what_is_written_on_a_dark_colour_is_white(shade, white):
    assert text_at_end.dark(shade) is white


def test_no_word_is_broken_to_make_two_lines():
    assert text_at_end.lines("Geldovermakingen en migrantenondernemerschap") == [
        "Geldovermakingen en",
        "migrantenondernemerschap",
    ]


def test_a_title_of_several_lines_is_told_in_one():
    titles = ("Amounts, EUR", alt.TitleParams("Amounts, EUR"), alt.TitleParams(["Amounts,", "EUR"]))
    assert {text_at_end.told(title, ["a: 1", "b: 2"]) for title in titles} == {"Amounts, EUR. a: 1; b: 2."}
