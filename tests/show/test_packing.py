"""What is kept of a chart is short, draws the same, and gives back every row."""

import json

import pytest
import vl_convert

from analysis.show.packing import packed, unpacked

LONG = "Asylum and return in the Netherlands, expenditure (VI, article 37), of which it’s “all”\nof one line"
ROWS = [
    {"label": LONG, "value": 1.5, "count": 3, "open": True, "from": "2013-01-01", "note": "", "last": "2013"},
    {"label": LONG, "value": 2e-07, "count": 4, "open": False, "from": "2014-01-01", "note": 'a, "b"\nc'},
    {"label": LONG, "count": 10, "open": False, "from": "2015-01-01", "note": "", "until": "2016-01-01"},
    {"label": "Return", "value": 4.0, "count": 2, "open": True, "from": "2016-01-01", "note": ""},
]


def chart(rows: list[dict]) -> dict:
    x = {"field": "from", "type": "temporal", "axis": {"format": "%Y"}}
    y = {"field": "label", "type": "nominal", "sort": [LONG, "Return"]}
    tips = [{"field": name, "type": "nominal"} for name in ("label", "note", "value", "last")]
    dots = {"x": x, "y": y, "tooltip": tips, "size": {"field": "count", "type": "quantitative"}}
    return {
        "data": {"values": rows},
        "transform": [{"calculate": "datum.value * 2", "as": "twice"}],
        "layer": [
            {"mark": "bar", "encoding": {"x": x, "x2": {"field": "until"}, "y": y}},
            {"mark": "point", "encoding": dots, "transform": [{"filter": "datum.open"}]},
            {"mark": "tick", "encoding": dots | {"x": x | {"field": "until"}}},
        ],
    }


def drawn(spec: dict) -> str:
    return vl_convert.vegalite_to_svg(spec).replace("undefined", "null")


def test_a_chart_is_short_and_drawn_as_it_was():
    spec = chart(ROWS)
    before = json.dumps(spec)
    assert len(json.dumps(packed(spec))) < 0.8 * len(before)
    assert drawn(packed(spec)).count("<path") > 10
    assert [part.split("<", 1)[0] for part in drawn(packed(spec)).split("aria-label")] == [
        part.split("<", 1)[0] for part in drawn(spec).split("aria-label")
    ]
    assert json.dumps(spec) == before  # what is given stays as it is


def test_every_row_and_every_layer_comes_back():
    assert unpacked(packed(chart(ROWS))) == chart(ROWS)
    inside = {"vconcat": [{"facet": {"field": "note"}, "spec": chart(ROWS)}, {"title": "x"}]}
    assert unpacked(packed(inside)) == inside
    assert unpacked(chart(ROWS)) == chart(ROWS)


def test_a_word_that_many_rows_say_is_kept_once():
    text = json.dumps(packed(chart(ROWS)), ensure_ascii=False)
    assert text.count("expenditure (VI, article 37)") == 2  # of the rows, and of the order on the axis
    assert packed(chart(ROWS))["data"]["values"].splitlines()[1] == "0,1.5,3,true,2013-01-01,,2013,"


def test_what_layers_say_alike_is_said_once_and_a_field_is_never_parted_from_what_it_has():
    kept = packed(chart(ROWS))
    assert kept["encoding"]["y"]["sort"] == [LONG, "Return"]
    assert kept["encoding"]["x"] == {"type": "temporal", "axis": {"format": "%Y"}}
    bars, run = kept["layer"]
    assert bars["encoding"] == {"x": {"field": "from"}, "x2": {"field": "until"}}
    assert set(run["encoding"]) == {"tooltip", "size"}
    assert [layer["encoding"] for layer in run["layer"]] == [{"x": {"field": "from"}}, {"x": {"field": "until"}}]


@pytest.mark.parametrize(
    "rows",
    [
        [{"a": "x", "n": 1}, {"a": "", "n": 2}, {"n": 3}],  # empty and missing
        [{"a": 1}, {"a": "x"}],
        [{"a": [1]}, {"a": [2]}],
        [{"a": "1"}, {"a": "2"}],  # texts that Vega would take for numbers
        [1, 2],
        [],
    ],
)
def test_what_csv_cannot_say_stays_in_rows(rows):
    spec = {"data": {"values": rows}, "mark": "point"}
    assert packed(spec) == spec
    assert unpacked(spec) == spec


def test_a_whole_number_is_written_as_javascript_writes_it():
    spec = {"mark": "point", "encoding": {"x": {"scale": {"domain": [0.0, 2800.0, 0.5]}, "axis": {"offset": -6.0}}}}
    assert json.dumps(packed(spec)["encoding"]["x"]) == '{"scale": {"domain": [0, 2800, 0.5]}, "axis": {"offset": -6}}'
    assert unpacked(packed(spec)) == spec
