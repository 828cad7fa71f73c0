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
    assert hollow["title"]["subtitle"] == ["First.", "Hollow: provisional"]


def test_the_reason_of_a_break_stands_below_its_panel_and_in_the_description():
    spec = specified(Series(points(break_at=[None, None, "2023-06-30"], why=[None, None, "Because."])).chart("T"))
    assert spec["data"]["values"][0]["note"] == "Break 2023: Because."
    assert spec["description"] == (
        "T. A, people: from 1 (2021) to 3 (2023), lowest 1 (2021), highest 3 (2023) (Break 2023: Because.)."
    )
    assert marks(spec).count("rule") == 1


def test_each_of_a_few_lines_is_told_by_its_ends_and_extremes_and_a_target_apart():
    table = pd.concat(
        [
            points(value=[2.0, 5.0, 1.0], means=["2", "5", "1"], variant="first"),
            points(variant="second").head(1),
            points(aim=True, means="4", window="2024", variant="first").head(1),
        ],
        ignore_index=True,
    )
    told = Series(table.sample(frac=1, random_state=1)).chart("T").description
    assert "first: from 2 (2021) to 1 (2023), lowest 1 (2023), highest 5 (2022)" in told
    assert "second: 1 (2021)" in told
    assert told.count("target 4 (2024)") == told.count("4 (2024)") == 1


def test_of_many_lines_the_number_and_the_range_are_told_and_no_point_between():
    seven = pd.concat([points(variant=f"line {number}") for number in range(7)], ignore_index=True)
    assert Series(seven).chart("T").description == "T. A, people: 7 lines, lowest 1 (2021), highest 3 (2023)."
    panels = pd.concat([points(panel=f"P{number}") for number in range(7)], ignore_index=True)
    assert "P3: from 1 (2021) to 3 (2023). P4" in Series(panels).chart("T").description


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


def test_days_and_breaks_are_told_in_words():
    days = {"window": ["31 March 2021", "31 March 2022", "31 March 2023"]}
    more = {"middle": ["2021-03-31", "2022-03-31", "2023-03-31"]}
    cut = {"break_at": [None, None, "2023-01-01"], "why": [None, None, "Because."]}
    assert Series(points(**days, **more, **cut)).chart("T").description.endswith("(Break January 2023: Because.).")
