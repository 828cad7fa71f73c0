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
        "<svg xmlns='http://www.w3.org/2000/svg' font-family='A'><text x='0.13' y='0'>1.23456</text>"
        "<path d='M0,0' stroke='red' opacity='0.55555'/></svg>"
    )


def test_a_point_is_a_circle_where_it_stands_and_one_that_is_not_seen_is_left_out():
    ring = "M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><path transform="translate(5,6.5)" d="{ring}" fill="red"/>'
        f'<path d="{ring}" transform="translate(1,1) rotate(3)" fill="red"/><path d="{ring}"/></svg>'
    )
    assert pictures.slim(svg) == (
        "<svg xmlns='http://www.w3.org/2000/svg'><circle fill='red' cx='5' cy='6.5' r='3'/>"
        f"<path d='{ring}' transform='translate(1,1) rotate(3)' fill='red'/></svg>"
    )


def slimmed(*marks: str) -> str:
    picture = pictures.slim(
        f'<svg xmlns="http://www.w3.org/2000/svg"><g transform="scale(2)">{"".join(marks)}</g></svg>'
    )
    return picture.removeprefix("<svg xmlns='http://www.w3.org/2000/svg'><g transform='scale(2)'").removesuffix(
        "</g></svg>"
    )


def test_lines_of_one_look_are_drawn_in_one_go():
    lines = [f'<line transform="translate({x},1)" x2="0" y2="-5" stroke="red"/>' for x in (1, 2, 3)]
    assert slimmed(*lines) == " stroke='red'><path d='M1,1v-5M2,1v-5M3,1v-5'/>"
    assert slimmed('<line x2="4" y2="3" stroke="red"/>') == "><path stroke='red' d='M0,0l4,3'/>"


@pytest.mark.parametrize("opacity", ["", ' opacity="0.5"'])
def test_lines_that_lie_on_one_another_or_are_seen_through_stay_apart(opacity):
    lines = [f'<line transform="translate({x},1)" x2="7" y2="0" stroke="red"{opacity}/>' for x in (1, 2, 2)]
    assert slimmed(*lines).count("<path") == 3


def test_marks_of_one_look_that_follow_one_another_say_it_once():
    marks = [f'<circle cx="{x}" cy="0" r="2" fill="{fill}"/>' for x, fill in enumerate(["red"] * 3 + ["blue"])]
    circles = "".join(f"<circle cx='{x}' cy='0' r='2'/>" for x in range(3))
    assert slimmed(*marks) == f"><g fill='red'>{circles}</g><circle cx='3' cy='0' r='2' fill='blue'/>"


def test_a_text_without_words_is_left_out_and_quotes_within_one_stay():
    assert slimmed('<text fill="red"> </text>', '<text fill="red">“a” "b" \'c\'</text>') == (
        "><text fill='red'>“a” \"b\" 'c'</text>"
    )


def test_a_picture_is_the_same_however_many_the_process_has_drawn_before():
    rows = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    chart = alt.Chart(rows).mark_line(clip=True).encode(x="a:Q", y="b:Q")
    spec = theme.specification(chart | chart.mark_bar(clip=True))
    first = theme.picture(spec)
    assert first.count("url(#clip1)") == first.count("url(#clip2)") == 1
    assert "clip3" not in first
    assert theme.picture(spec) == first
