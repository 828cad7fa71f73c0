"""Columns are as wide as their windows and begin at nought; what is left open is light, and a break is a gap."""

import altair as alt
import pandas as pd
import pytest

from analysis.show import theme
from analysis.show.fields import WINDOW, tooltip
from analysis.show.forms.columns import Look, columns

TOLD = pd.DataFrame(
    {
        "panel": ["People", "People"],
        "begins": ["2012-01-01", "2013-01-01"],
        "ends": ["2013-01-01", "2014-01-01"],
        "window": ["2012", "2013"],
        "lower": [1468.0, 898.0],
        "upper": [2035.0, 898.0],
        "text": ["1,468 to 2,035", "898"],
        "figure_id": ["a", "b"],
    }
)


def spec(told: pd.DataFrame = TOLD, **given) -> dict:
    chart = columns(told, alt.TitleParams("Returns, 2012-2013"), tooltip(WINDOW), Look(height=110, **given))
    return theme.specification(chart)


def marks(drawn: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in drawn["spec"]["layer"]]


def test_columns_begin_at_nought_and_panels_share_an_axis_unless_each_has_its_own():
    solid = spec()["spec"]["layer"][0]["encoding"]
    assert (solid["y2"], solid["y"]["scale"]["domain"]) == ({"datum": 0}, [0, 2035])
    assert spec(own=True)["resolve"] == {"scale": {"y": "independent"}}


@pytest.mark.parametrize(
    ("upper", "drawn"),
    [([2035.0, 898.0], ["rect", "rect", "text"]), ([1468.0, None], ["rect", "point", "text"])],
)
def test_what_is_left_open_is_light_and_no_upper_end_an_arrow(upper, drawn):
    assert marks(spec(TOLD.assign(upper=upper))) == drawn


def test_a_break_is_a_gap_with_a_line_and_its_name():
    broken = TOLD.assign(break_at="2013-01-01", break_label="both can be combined")
    assert marks(spec(broken)) == ["rect", "rect", "rule", "rule", "text", "text"]
    assert marks(spec(broken.assign(break_at=None))) == marks(spec())


@pytest.mark.parametrize(("day", "side"), [("2012-06-01", "left"), ("2013-06-01", "right")])
def test_the_name_of_a_break_is_in_short_lines_on_the_side_with_more_room(day, side):
    drawn = spec(TOLD.assign(break_at=day, break_label="from here on, both can be combined"))
    assert [layer["mark"]["align"] for layer in drawn["spec"]["layer"] if "align" in layer["mark"]] == [side]
    assert drawn["data"]["values"][0]["break_label"] == "from here on, both can\nbe combined"


def test_what_a_column_is_held_against_is_a_line_across_it():
    (line,) = [
        layer for layer in spec(TOLD.assign(mark=[1500.0, None]))["spec"]["layer"] if "rule" in str(layer["mark"])
    ]
    assert line["transform"] == [{"filter": "isValid(datum.mark)"}]


def test_the_description_says_every_window():
    assert spec()["description"] == "Returns, 2012-2013. People, 2012: 1,468 to 2,035; People, 2013: 898."
