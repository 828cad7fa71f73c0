"""Windows on a true time axis: bars, instants, unknown ends, and days across which nothing is compared."""

import altair as alt
import pandas as pd

from analysis.show import theme
from analysis.show.forms.text_beside import Role, Titles
from analysis.show.forms.windows import windows

DAY = pd.Timestamp
_LONG = "a very long name of a budget line, which needs two lines at least"
ROWS = pd.DataFrame(
    {
        "label": [
            "term",
            "count",
            "since",
            "until",
            "undated",
            _LONG,
        ],
        "begins": [DAY(2018, 1, 1), DAY(2019, 6, 1), DAY(2017, 1, 1), pd.NaT, pd.NaT, DAY(2018, 1, 1)],
        "ends": [DAY(2018, 12, 31), DAY(2019, 6, 1), pd.NaT, DAY(2018, 6, 30), pd.NaT, DAY(2018, 6, 30)],
        "role": ["promise"] * 6,
        "beside": ["2018", "June 2019", "since 2017", "until 2018", "not known", "half"],
        "figure_id": list("abcdef"),
    }
)


def drawn(rows=ROWS, **options) -> dict:
    roles = [Role("promise"), Role("result", "#d55e00")]
    return windows(rows, Titles("Windows"), roles, [alt.Tooltip("figure_id:N", title="figure")], **options).to_dict()


def values(spec: dict) -> list[dict]:
    return spec["data"]["values"] if "values" in spec["data"] else spec["datasets"][spec["data"]["name"]]


def test_a_window_ends_where_its_last_day_does_and_one_day_is_an_instant():
    term, count = values(drawn())[:2]
    assert (term["mark"], term["from"], term["until"]) == ("bar", "2018-01-01", "2019-01-01")
    assert count["mark"] == "instant"


def test_an_unknown_end_is_an_arrow_as_far_as_the_axis_or_as_said():
    since, until = values(drawn())[2:4]
    assert (since["open"], since["until"]) == (True, "2020-01-01")
    assert (until["opens"], until["from"]) == (True, "2017-01-01")
    said = values(drawn(ROWS.assign(drawn_until=DAY(2018, 12, 31))))[2]
    assert said["until"] == "2019-01-01"


def test_what_has_no_day_is_dotted_over_the_whole_axis():
    undated = values(drawn(span=(2016, 2020)))[4]
    assert (undated["mark"], undated["from"], undated["until"]) == ("unknown", "2016-01-01", "2021-01-01")
    assert any(layer["mark"].get("strokeDash") for layer in drawn()["layer"])


def test_a_break_is_a_gap_and_a_line_with_its_reason():
    rows = ROWS.assign(break_at=[DAY(2018, 6, 1)] + [pd.NaT] * 5, why="counted otherwise")
    assert sum(layer["mark"]["type"] == "tick" for layer in drawn(rows)["layer"]) == 2
    assert not any(layer["mark"]["type"] == "tick" for layer in drawn()["layer"])


def test_a_long_name_is_wrapped_and_every_row_is_told():
    spec = drawn()
    assert "\n" in values(spec)[5]["label"]
    assert f"{_LONG}: half" in spec["description"]
    assert spec["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["promise"]


def test_hollow_windows_in_panels_are_drawn():
    spec = drawn(ROWS.assign(panel=list("aabbcc"), hollow=[True, True, False, False, False, False]))
    assert "NaN" not in theme.picture(spec)
