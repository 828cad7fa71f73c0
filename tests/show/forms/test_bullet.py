"""A result stands against what was aimed at, from nought."""

import pandas as pd

from analysis.show import theme
from analysis.show.fields import WHAT, tooltip
from analysis.show.forms.bullet import bullet

TOLD = pd.DataFrame(
    {
        "label": ["Rescues", "Returns"],
        "group": "result",
        "lower": [2800.0, 1859.0],
        "upper": [2900.0, 1859.0],
        "target": [3000.0, None],
        "text": ["2,800 to 2,900 of 3,000", "1,859"],
        "figure_id": ["a", "b"],
    }
)


def spec(told: pd.DataFrame = TOLD) -> dict:
    return theme.specification(bullet(told, "Results", tooltip(WHAT), aimed="target", shades={"result": "#0b4f8a"}))


def marks(drawn: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in drawn["layer"]]


def test_a_bar_reaches_from_nought_to_the_result_and_the_axis_to_the_target():
    drawn = spec()
    x = drawn["layer"][0]["encoding"]["x"]
    assert (x["field"], x["scale"]["domain"]) == ("lower", [0, 3000])
    assert marks(drawn) == ["bar", "bar", "tick", "text"]


def test_a_result_without_an_upper_end_is_an_arrow():
    assert marks(spec(TOLD.assign(upper=[None, 1859.0]))) == ["bar", "tick", "point", "text"]


def test_without_a_target_there_is_no_line_and_nothing_to_explain():
    drawn = spec(TOLD.assign(target=None).astype({"target": "float64"}))
    assert "tick" not in marks(drawn)
    assert drawn["layer"][0]["encoding"]["color"]["legend"] is None


def test_the_text_stands_behind_the_target():
    assert [row["end"] for row in spec()["data"]["values"]] == [3000, 1859]


def test_the_description_says_every_row():
    assert spec()["description"] == "Results. Rescues, result: 2,800 to 2,900 of 3,000; Returns, result: 1,859."
