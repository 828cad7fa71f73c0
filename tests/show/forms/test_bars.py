"""Bars begin at nought, leave room for their texts, and draw what is left open."""

import re

import pandas as pd
import pytest

from analysis.show import theme
from analysis.show.fields import WHAT, tooltip
from analysis.show.forms.bars import bars

TOLD = pd.DataFrame(
    {
        "label": ["Reception", "Return"],
        "value": [200.0, 60.0],
        "lower": [195.0, 60.0],
        "upper": [205.0, None],
        "text": ["195 to 205", "at least 60"],
        "figure_id": ["a", "b"],
    }
)


def spec(told: pd.DataFrame = TOLD, **given) -> dict:
    return theme.specification(bars(told, "Budgets, 2023, EUR", tooltip(WHAT), **given))


def marks(drawn: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in drawn["layer"]]


def test_bars_begin_at_nought_whatever_they_hold():
    (bar,) = [layer for layer in spec()["layer"] if layer["mark"]["type"] == "bar"]
    assert bar["encoding"]["x"]["scale"]["domain"] == [0, 205]
    lower = spec(TOLD.assign(value=[-5.0, 60.0], lower=[-5.0, 60.0]))
    assert lower["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == -5


def test_a_line_is_drawn_only_where_something_is_left_open_and_an_arrow_only_without_an_upper_end():
    assert marks(spec()) == ["bar", "rule", "point", "text"]
    assert marks(spec(TOLD.assign(lower=TOLD["value"], upper=TOLD["value"]))) == ["bar", "text"]
    assert marks(spec(TOLD.drop(columns=["lower", "upper"]))) == ["bar", "text"]


def test_the_texts_stay_inside_a_chart_alone_or_joined_at_any_width():
    for given in ({}, {"joined": True}):
        for width in (540, 260):
            picture = theme.picture(spec(TOLD.assign(text="EUR 1,234,567 of 2,345,678"), width=width, **given))
            total = float(re.search(r"<svg[^>]*? width=.([\d.]+)", picture)[1])
            assert total < width + 80  # the names


def test_the_text_stands_behind_the_second_mark_which_has_a_name_in_the_legend():
    told = TOLD.drop(columns=["lower", "upper"]).assign(mark=[250.0, 10.0], group="used")
    drawn = spec(told, shades={"used": "#000000"}, mark=("budget", "#d55e00"))
    assert [row["end"] for row in drawn["data"]["values"]] == [250, 60]
    assert drawn["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["used", "budget"]


def test_a_group_without_a_bar_is_not_in_the_legend_and_a_click_there_picks():
    told = TOLD.assign(value=[200.0, None], group=["ours", "theirs"])
    drawn = spec(told, shades={"theirs": "#000000", "ours": "#d55e00"})
    assert drawn["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["ours"]
    assert [param["bind"] for param in drawn["params"]] == ["legend"]


def test_several_bars_of_one_thing_have_one_row():
    told = TOLD.assign(label="Reception", part=["as printed", "in prices of 2023"])
    drawn = spec(told, shades={"as printed": "#000000", "in prices of 2023": "#d55e00"})
    assert {row["row"] for row in drawn["data"]["values"]} == {0}
    assert "Reception, in prices of 2023: at least 60" in drawn["description"]


@pytest.mark.parametrize("joined", [True, False])
def test_the_description_says_every_row(joined):
    assert spec(joined=joined)["description"] == "Budgets, 2023, EUR. Reception: 195 to 205; Return: at least 60."
