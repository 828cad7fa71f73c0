"""A picture is slim, and looks as it did."""

import altair as alt
import pandas as pd
import pytest
import vl_convert

from analysis.show import pictures, theme


@pytest.fixture(scope="module")
def drawn() -> str:
    rows = pd.DataFrame({"year": ["2012", "2013", "2014"], "people": [1.5, 2.25, 3.125], "who": ["a", "b", "a"]})
    x, y = alt.X("year:N"), alt.Y("people:Q", title="people")
    line = alt.Chart(rows).mark_line(strokeDash=[4, 2], clip=True).encode(x=x, y=y)
    dots = alt.Chart(rows).mark_point(filled=True, opacity=0.6).encode(x=x, y=y, color="who:N", tooltip=["who:N"])
    words = alt.Chart(rows).mark_text(angle=300).encode(x=x, y=y, text="people:Q")
    return vl_convert.vegalite_to_svg(theme.specification(line + dots + words))


def test_every_pixel_is_as_it_was(drawn, monkeypatch):
    monkeypatch.setattr(pictures, "_rounded", lambda number: number[0])  # which moves marks by less than is seen
    small = pictures.slim(drawn)
    assert len(small) < 0.6 * len(drawn)
    assert vl_convert.svg_to_png(small) == vl_convert.svg_to_png(drawn)


def test_no_mark_says_again_what_the_description_of_the_chart_says(drawn):
    assert "aria-label" in drawn
    small = pictures.slim(drawn)
    assert [word for word in ("aria-", " role=", " class=") if word in small] == []


def test_measures_go_to_a_hundredth_and_words_are_left_alone():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g><text transform="translate(0.126,-0.001)" font-family="A">'
        '1.23456</text><path d="M0,0" stroke="red" opacity="0.55555"/><path d="M1.005,2"/></g></svg>'
    )
    assert pictures.slim(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" font-family="A"><text transform="translate(0.13,0)">1.23456</text>'
        '<path d="M0,0" stroke="red" opacity="0.55555"/></svg>'
    )


def test_a_point_is_a_circle_where_it_stands_and_one_that_is_not_seen_is_left_out():
    ring = "M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><path transform="translate(5,6.5)" d="{ring}" fill="red"/>'
        f'<path d="{ring}" transform="translate(1,1) rotate(3)" fill="red"/><path d="{ring}"/></svg>'
    )
    assert pictures.slim(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg"><circle fill="red" cx="5" cy="6.5" r="3"/>'
        f'<path d="{ring}" transform="translate(1,1) rotate(3)" fill="red"/></svg>'
    )
