"""Intervals against a line: ends that nothing sets are arrows, and an axis says where it begins."""

import altair as alt
import pandas as pd
import pytest

from analysis.show import theme
from analysis.show.forms.intervals import Axis, Line, decades, doublings, from_nought, intervals, where_it_lies
from analysis.show.forms.text_beside import Role, Titles, sentences

NAN = float("nan")
ROWS = pd.DataFrame(
    {
        "label": ["rescued", "rescued", "returned", "unread"],
        "lower": [2800.0, 2800.0, NAN, NAN],
        "upper": [2900.0, NAN, 3000.0, NAN],
        "role": ["used", "other", "used", "used"],
        "beside": ["2,800 to 2,900", "more than 2,800", "below 3,000", "illegible"],
        "figure_id": list("abcd"),
    }
)
ROLES = [Role("used"), Role("other", "#d55e00", "diamond"), Role("never drawn")]


def drawn(rows=ROWS, axis=None, **options) -> dict:
    axis = axis or Axis("people", 2600, 3200)
    chart = intervals(rows, Titles("Rescues"), axis, ROLES, [alt.Tooltip("figure_id:N", title="figure")], **options)
    return chart.to_dict()


def values(spec: dict) -> list[dict]:
    return spec["data"]["values"] if "values" in spec["data"] else spec["datasets"][spec["data"]["name"]]


def test_an_end_that_nothing_sets_is_open_and_an_illegible_row_has_no_mark():
    rows = values(drawn())
    assert [(row["opens"], row["open"]) for row in rows] == [
        (False, False),
        (False, True),
        (True, False),
        (False, False),
    ]
    assert rows[3].get("begins") is None


def test_an_open_end_reaches_the_edge_against_a_line_and_is_a_short_arrow_elsewhere():
    assert values(drawn(line=Line(3000, "goal")))[1]["until"] == 3200
    assert values(drawn())[1]["until"] == 2800


def test_the_line_has_its_name_and_is_told():
    spec = drawn(line=Line(3000, "printed target: 3,000", "t"))
    assert spec["description"].startswith("Rescues; printed target: 3,000. rescued: 2,800 to 2,900")
    assert any(layer["mark"].get("strokeDash") == [5, 3] for layer in spec["layer"])


def test_rows_of_one_name_keep_apart_and_those_of_one_key_do_not():
    assert len({row["label"] for row in values(drawn())}) == 4
    assert len({row["label"] for row in values(drawn(ROWS.assign(key=ROWS["label"])))}) == 3


def test_the_legend_has_no_role_that_is_not_drawn():
    scales = [layer["encoding"]["color"]["scale"] for layer in drawn()["layer"] if "color" in layer["encoding"]]
    assert {tuple(scale["domain"]) for scale in scales} == {("used", "other")}
    assert drawn()["params"][0]["bind"] == "legend"


def test_an_axis_begins_where_the_answer_lies_and_says_so():
    axis = where_it_lies("people", [2800, 2900, 3000, NAN])
    assert (axis.low, axis.high) == (2600, 3200)
    assert "2,600" in str(drawn(axis=axis)["title"]["subtitle"])
    assert where_it_lies("people", [0, 3000]).low == 0
    assert drawn(axis=from_nought("people", [3000]))["title"]["subtitle"] == []


@pytest.mark.parametrize("axis", [decades("people", [0, 4, 4e6]), doublings("people", [0, 600, 20000], 3000)])
def test_a_logarithmic_axis_has_no_nought_and_shows_what_reaches_down_to_it_as_an_arrow(axis):
    assert min(axis.values) == axis.low > 0
    rows = values(drawn(ROWS.assign(lower=[0.0, 5000, NAN, NAN], upper=[5000.0, 5000, 9000, NAN]), axis))
    assert [row["opens"] for row in rows] == [True, False, True, False]


def test_panels_share_the_axis_and_a_picture_can_be_drawn():
    spec = drawn(
        ROWS.assign(panel=["2018", "2018", "2023", "2023"]), line=Line(3000), stems=True, heading="of the goal"
    )
    assert spec["facet"]["row"]["sort"] == ["2018", "2023"]
    assert "NaN" not in theme.picture(drawn())


def test_a_row_without_a_label_is_told_with_the_one_above_it():
    rows = ROWS.assign(label=["rescued", "", "returned", ""], what=["rescued", "rescued", "returned", "returned"])
    titles = Titles("T", told=("what", "beside"))
    chart = intervals(rows, titles, Axis("people", 2600, 3200), ROLES, [alt.Tooltip("figure_id:N", title="figure")])
    assert chart.description == ("T. rescued: 2,800 to 2,900, more than 2,800; returned: below 3,000, illegible.")


def test_labels_break_between_whole_words():
    long = "Rescues in the desert of Niger under the joint initiative of EU-IOM-initiative"
    spec = drawn(ROWS.assign(label=[long, "a" * 60, "returned", "unread"]))
    assert f"{long}: 2,800 to 2,900" in spec["description"]
    assert "a" * 60 + ": more than 2,800" in spec["description"]


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (
            ["Bars end where a limit is", "The axis begins at 2,600"],
            ["Bars end where a limit is.", "The axis begins at 2,600"],
        ),
        (["One row each;", "arrow: no limit"], ["One row each;", "arrow: no limit"]),
        (["of migrants", "and refugees"], ["of migrants", "and refugees"]),
        ([], []),
    ],
)
def test_texts_of_a_subtitle_can_stand_in_one_paragraph(texts, written):
    assert sentences(texts) == written
