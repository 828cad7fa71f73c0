"""The form of series: lines that stop at breaks, marks that are named where they are, and headings in the panels."""

import pandas as pd
import pytest

from analysis.show import theme
from analysis.show.forms.series import Series
from analysis.show.marks import Nothing


def points(**more) -> pd.DataFrame:
    rows = {
        "panel": ["A, people"] * 3,
        "middle": ["2021-12-31", "2022-12-31", "2023-12-31"],
        "value": [1.0, 2.0, 3.0],
        "window": ["2021", "2022", "2023"],
        "means": ["1", "2", "3"],
        "run": [1, 1, 2],
        "source_id": "x",
    }
    return pd.DataFrame(rows | more)


def specified(chart) -> dict:
    theme.picture(spec := theme.specification(chart))
    return spec


def marks(spec: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in spec["spec"]["layer"]]


def test_nothing_is_said_in_place_of_an_empty_chart():
    assert isinstance(Series(points().head(0)).chart("T"), Nothing)


def test_the_subtitle_names_the_marks_that_are_there_and_no_others():
    assert specified(Series(points()).chart("T"))["title"]["subtitle"] == []
    hollow = specified(Series(points(hollow=[None, None, True])).chart("T", ["First"]))
    assert hollow["title"]["subtitle"] == ["First", "Hollow: provisional"]


def test_the_reason_of_a_break_stands_below_its_panel_and_in_the_description():
    spec = specified(Series(points(break_at=[None, None, "2023-06-30"], why=[None, None, "Because."])).chart("T"))
    assert spec["data"]["values"][0]["note"] == "Break 2023: Because."
    assert spec["description"] == "T. A, people: 2021 1, 2022 2, 2023 3 (Break 2023: Because.)."
    assert marks(spec).count("rule") == 1


def test_ends_that_are_one_are_no_upright_line():
    spec = specified(Series(points(lower=[1.0, 2.0, 2.5], upper=[1.0, 2.0, 3.5])).chart("T"))
    assert ["upper" in row for row in spec["data"]["values"]] == [False, False, True]


@pytest.mark.parametrize("across", [1, 2])
def test_stocks_at_ends_of_years_stand_on_the_axis_at_these_days(across):
    spec = specified(Series(points(), across=across).chart("T"))
    values = next(
        layer["encoding"]["x"]["axis"]["values"] for layer in spec["spec"]["layer"] if "x" in layer["encoding"]
    )
    assert values[0] == "2021-12-31T00:00:00"


def test_a_click_picks_out_one_of_several_lines_and_there_is_no_legend_of_one():
    assert "params" not in specified(Series(points()).chart("T"))
    several = specified(Series(points(variant=["a", "a", "b"])).chart("T"))
    assert [param["name"] for param in several["params"]] == ["picked"]
