"""The form of a matrix: rows that stay apart, looks that are used, and a description that says what is seen."""

import altair as alt
import pandas as pd
import pytest

from analysis.show import theme
from analysis.show.fields import Field, cell
from analysis.show.forms.matrix import Look, Matrix

FIELDS = (Field("text", "number", cell("text")),)
POINTS = {"on": Look("#0b4f8a", "circle"), "off": Look("#5f6b76", "square", hollow=True)}
TILES = {"on": Look("#0b4f8a"), "off": Look("#eda75f")}


def cells(**more) -> pd.DataFrame:
    rows = {"row": ["A", "A"], "column": ["2018", "2023"], "mark": ["on", "off"], "text": ["", "3"]}
    return pd.DataFrame(rows | more)


def specified(chart) -> dict:
    theme.picture(spec := theme.specification(chart))
    return spec


def test_rows_of_one_label_stay_apart_by_their_key():
    drawn = Matrix(cells(key=["one", "two"]), ["2018", "2023"], POINTS, FIELDS).chart(alt.TitleParams("T"))
    assert drawn.data["row"].tolist() == ["A§one", "A§two"]
    assert "key" not in drawn.data


def test_a_long_label_has_two_lines_at_most_and_the_rows_are_higher_for_it():
    drawn = Matrix(cells(row=["word " * 40, "A"]), ["2018", "2023"], POINTS, FIELDS).chart(alt.TitleParams("T"))
    label = drawn.data["row"].iloc[0]
    assert label.count("\n") == 1
    assert label.endswith("…")
    plain = Matrix(cells(), ["2018", "2023"], POINTS, FIELDS).chart(alt.TitleParams("T"))
    assert drawn.height.step > plain.height.step


@pytest.mark.parametrize(("looks", "mark"), [(POINTS, "point"), (TILES, "rect")])
def test_the_legend_has_the_looks_that_are_there_and_picks_one(looks, mark):
    spec = specified(
        Matrix(cells(), ["2018", "2023"], looks | {"never": Look("#fff")}, FIELDS).chart(alt.TitleParams("T"), legend=1)
    )
    first = spec["layer"][0]
    assert first["mark"]["type"] == mark
    assert first["encoding"]["fill"]["scale"]["domain"] == ["on", "off"]
    assert [param["name"] for param in spec["params"]] == ["picked"]


def test_groups_have_panels_and_the_description_tells_each_row_with_its_cells():
    spec = specified(Matrix(cells(panel=["P", "Q"]), ["2018", "2023"], TILES, FIELDS).panels(alt.TitleParams("T")))
    assert spec["facet"]["row"]["sort"] == ["P", "Q"]
    assert spec["description"] == "T. A: 2018 on; A: 2023 3, off."


def test_a_cell_whose_text_says_what_its_mark_means_is_told_once():
    table = cells(text=["on", "2023: no"], mark=["on", ""])
    drawn = Matrix(table, ["2018", "2023"], POINTS, FIELDS).chart(alt.TitleParams("T"))
    assert drawn.description == "T. A: 2018 on, 2023: no."


def test_the_heading_of_a_column_that_tells_begins_where_its_texts_do():
    def axis(**more):
        drawn = Matrix(cells(), ["2018", "2023"], POINTS, FIELDS, **more).chart(alt.TitleParams("T"))
        return specified(drawn)["layer"][0]["encoding"]["x"]["axis"]

    told = axis(told=["2023"])
    assert told["labelAlign"]["condition"] == {"test": "indexof(['2023'], datum.label) >= 0", "value": "left"}
    assert "bandwidth" in told["labelOffset"]["condition"]["expr"]
    assert "labelAlign" not in axis()
