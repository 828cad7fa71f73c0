"""Stacks add up to their row, in numbers or in shares."""

import pandas as pd
import pytest

from analysis.show import theme
from analysis.show.fields import WHAT, tooltip
from analysis.show.forms.stacks import stacks

SHADES = {"exact": "#0b4f8a", "hedged": "#eda75f", "open": "#d55e00"}
TOLD = pd.DataFrame(
    {
        "label": ["Report", "Report", "Page"],
        "part": ["exact", "hedged", "exact"],
        "count": [30, 10, 1],
        "figure_id": ["a", "b", "c"],
    }
)


def spec(told: pd.DataFrame = TOLD, counted: str | None = "figures") -> dict:
    return theme.specification(stacks(told, "Figures", tooltip(WHAT), SHADES, counted=counted))


def rows(drawn: dict) -> list[dict]:
    return drawn["data"]["values"]


@pytest.mark.parametrize(
    ("counted", "ends"), [("figures", [(0, 30), (30, 40), (0, 1)]), (None, [(0, 0.75), (0.75, 1), (0, 1)])]
)
def test_the_parts_of_a_row_follow_each_other_from_nought(counted, ends):
    assert [(row["begin"], row["end"]) for row in rows(spec(counted=counted))] == ends


def test_a_part_says_of_how_many_it_is_and_which_share():
    assert [row["share"] for row in rows(spec())] == ["30 of 40 (75%)", "10 of 40 (25%)", "1 of 1 (100%)"]


def test_a_part_too_narrow_for_its_number_has_none_and_the_sum_is_said_where_no_part_says_it():
    drawn = spec()
    assert [row["wide"] for row in rows(drawn)] == [True, True, False]
    totals = [layer for layer in drawn["layer"] if "data" in layer]
    assert [row["total"] for row in totals[0]["data"]["values"]] == ["40", "1"]


def test_only_parts_that_there_are_stand_in_the_legend_in_its_order_and_a_click_there_picks():
    drawn = spec(TOLD.assign(part=["open", "exact", "open"]))
    assert drawn["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["exact", "open"]
    assert drawn["params"][0]["bind"] == "legend"


def test_two_things_of_one_name_are_not_added():
    apart = spec(TOLD.assign(label="Report", key=["a", "a", "b"]))
    assert [row["row"] for row in rows(apart)] == [0, 0, 1]
    assert rows(apart)[2]["end"] == 1
