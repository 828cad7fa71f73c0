"""One look for every chart, shown offline, the same everywhere."""

import datetime as dt
import re
from typing import ClassVar

import altair as alt
import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.language import speaking
from analysis.show import theme
from analysis.show.packing import unpacked


@pytest.fixture(autouse=True)
def restored():
    """Leave altair's own look and renderer as they were."""
    renderer, look = alt.renderers.active, alt.theme.active
    yield
    alt.renderers.enable(renderer)
    alt.theme.enable(look)


def chart() -> alt.Chart:
    bars = alt.Chart(pd.DataFrame({"value": [1_250_000.5], "label": ["a"]})).mark_bar()
    axis = alt.Axis(format=",.1f", values=[1_250_000.5])
    return bars.encode(x=alt.X("value:Q", axis=axis), y="label:N").properties(title="Spending, 2013, EUR")


def shown() -> dict[str, object]:
    return chart()._repr_mimebundle_()


def test_an_unknown_language_is_refused_with_the_allowed_ones():
    with pytest.raises(UnknownNameError, match=r"^unknown language 'français'; allowed: en, nl$"):
        theme.enable("français")


def test_a_chart_shows_as_a_specification_a_picture_and_a_text():
    theme.enable("en")
    bundle = shown()
    assert set(bundle) == {"application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"}
    assert bundle["image/svg+xml"].startswith("<svg")
    assert bundle["text/plain"] == "Spending, 2013, EUR"


def test_the_text_of_a_chart_is_its_title_and_does_not_repeat_the_description(monkeypatch):
    monkeypatch.setenv("ANALYSIS_STATIC", "0")
    assert theme._bundle({"description": "Described.", "title": "Titled"})["text/plain"] == "Titled"
    assert theme._bundle({"description": "Described."})["text/plain"] == "Described."
    assert theme._bundle({"title": {"text": ["Two", "lines"]}})["text/plain"] == "Two lines"
    assert theme._bundle({})["text/plain"] == "Chart"


def test_the_picture_can_be_left_out(monkeypatch):
    theme.enable("en")
    monkeypatch.setenv("ANALYSIS_STATIC", "0")
    assert set(shown()) == {"application/vnd.vegalite.v5+json", "text/plain"}


@pytest.mark.parametrize(("language", "printed"), [("en", "1,250,000.5"), ("nl", "1.250.000,5")])
def test_numbers_of_the_picture_are_in_the_language_asked_for(language, printed):
    theme.enable(language)
    assert f">{printed}<" in shown()["image/svg+xml"]


def test_the_same_specification_gives_the_same_bytes():
    theme.enable("nl")
    specification = chart().to_dict()
    assert theme.picture(specification) == theme.picture(specification)
    assert shown() == shown()


def test_every_text_of_the_picture_is_in_the_bundled_font():
    theme.enable("en")
    fonts = set(re.findall(r"font-family=.([\w ]*)", shown()["image/svg+xml"]))
    assert fonts == {theme.FONT}


def test_data_travel_in_the_specification_and_not_beside_it():
    theme.enable("en")
    specification = shown()["application/vnd.vegalite.v5+json"]
    assert specification["data"]["values"] == "value,label\n1250000.5,a\n"
    assert unpacked(specification)["data"]["values"] == [{"value": 1_250_000.5, "label": "a"}]
    assert "datasets" not in specification


def test_what_is_missing_is_no_part_of_the_data_and_no_number_is_spelled_further_than_it_means():
    theme.enable("en")
    rows = pd.DataFrame({"value": [0.1 + 0.2, None], "label": ["a", None], "whole": [12_345_678_901.0, 1.0]})
    drawn = alt.Chart(rows).mark_bar().encode(x="value:Q")
    values = [{"value": 0.3, "label": "a", "whole": 12_345_678_901.0}, {"whole": 1.0}]
    assert drawn.to_dict()["data"]["values"] == speaking("nl")(theme.specification)(drawn)["data"]["values"] == values


def test_english_is_what_vega_speaks_by_itself():
    assert "locale" not in theme.config()
    assert speaking("nl")(theme.config)()["locale"]["number"]["decimal"] == ","


@pytest.mark.parametrize("language", ["en", "nl"])
def test_colours_are_distinct(language):
    assert len(set(theme.COLOURS)) == len(theme.COLOURS)
    assert speaking(language)(theme.config)()["range"]["category"] == list(theme.COLOURS)


@pytest.fixture
def cell():
    """A notebook's shell, as displays ask it."""
    from IPython.core.interactiveshell import InteractiveShell

    yield InteractiveShell.instance().display_formatter
    InteractiveShell.clear_instance()


def test_a_cell_shows_what_altair_would_without_asking_it(cell, monkeypatch):
    theme.enable("nl")
    said = chart()._repr_mimebundle_()
    monkeypatch.setattr(alt.Chart, "_repr_mimebundle_", lambda *_, **__: pytest.fail("asked"))
    found, _ = cell.format(chart())
    assert found == said


def test_of_a_mistake_a_cell_says_what_altair_says(cell, capsys):
    theme.enable()
    wrong = chart()
    wrong.width = "wide"
    found, _ = cell.format(wrong)
    assert theme.VEGA_LITE not in found
    said = capsys.readouterr()
    assert "'wide' is an invalid value for `width`" in said.out + said.err


def test_another_renderer_is_asked_where_one_is_chosen(cell):
    theme.enable()
    alt.renderers.enable("json")
    found, _ = cell.format(chart())
    assert "application/json" in found


class TestRowsOfAChart:
    """Rows are kept apart from a chart while altair specifies it: it is specified as it was."""

    FRAME = pd.DataFrame(
        {
            "text": ["a", None, "c"],
            "whole": [1, 2, 3],
            "part": [0.1 + 0.2, None, float("inf")],
            "true": [True, False, True],
            "day": pd.to_datetime(["2013-01-01", None, "2023-12-31"]),
        }
    )

    def both(self, chart):
        """Return how a chart is specified by us and by altair, with the same rows."""
        theme.enable("en")
        return theme.specification(chart), chart.to_dict(validate=False)

    def layers(self, frame):
        first = alt.Chart(frame).mark_bar().encode(x="whole:Q")
        return alt.layer(first, alt.Chart(frame[["text"]]).mark_text().encode(text="text:N"))

    def test_of_cells_of_every_kind(self):
        ours, theirs = self.both(self.layers(self.FRAME))
        assert ours == theirs
        assert [len(layer["data"]["values"]) for layer in ours["layer"]] == [3, 3]

    def test_of_cells_that_only_altair_can_write(self):
        days = pd.DataFrame({"day": [dt.date(2013, 1, 31)], "several": [("a", "b")]})
        ours, theirs = self.both(alt.Chart(days).mark_bar())
        assert ours == theirs
        assert ours["data"]["values"][0]["several"] == ["a", "b"]

    def test_of_places_on_a_map(self):
        class Place:
            __geo_interface__: ClassVar = {"type": "Point", "coordinates": [8.1, 17.6]}

        ours, theirs = self.both(alt.Chart(Place()).mark_geoshape())
        assert ours == theirs
        assert ours["data"]["values"]["type"] == "Feature"

    def test_of_rows_that_are_looked_up(self):
        chart = alt.Chart(self.FRAME).mark_bar()
        chart = chart.transform_lookup("whole", from_=alt.LookupData(self.FRAME, key="whole", fields=["text"]))
        ours, theirs = self.both(chart)
        assert ours == theirs
        assert len(ours["transform"][0]["from"]["data"]["values"]) == 3

    def test_of_rows_that_have_a_name_of_their_own(self):
        named = alt.Chart(alt.NamedData("mine"), datasets={"mine": [{"a": 1}]}).mark_bar().encode(x="a:Q")
        ours, theirs = self.both(named)
        assert ours == theirs
        assert ours["data"] == {"name": "mine"}

    def test_altair_asks_of_no_cell_what_it_is(self, monkeypatch):
        asked = []

        class Rows(list):
            def __iter__(self):
                asked.append(self)
                return super().__iter__()

        theme.enable("en")
        monkeypatch.setattr(theme, "_lean", lambda _data: {"values": Rows([{"a": 1}])})
        spec = theme.specification(alt.Chart(self.FRAME).mark_bar())
        assert type(spec["data"]["values"]) is Rows
        assert len(asked) == 1

    def test_of_a_way_that_somebody_chose(self):
        theme.enable("en")
        with alt.data_transformers.enable("default", consolidate_datasets=True):
            shown = chart()._repr_mimebundle_()
            bundle = theme._displayed(chart())
        assert bundle == shown
