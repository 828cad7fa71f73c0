"""What is picked in a legend stands out, and nothing else changes."""

from pathlib import Path

import altair as alt
import pandas as pd
import pytest

import analysis
from analysis.dataset import tables
from analysis.questions import refugee_stocks
from analysis.questions.country import answers as country
from analysis.questions.country import charts as country_charts
from analysis.questions.indicators import answers as indicators
from analysis.questions.indicators import charts as indicators_charts
from analysis.questions.programme import answers as programme
from analysis.questions.programme import charts as programme_charts
from analysis.questions.refugees import answers as refugees
from analysis.questions.refugees import charts as refugees_charts
from analysis.questions.spending import answers as spending
from analysis.questions.spending import charts as spending_charts
from analysis.questions.targets import answers as targets
from analysis.questions.targets import charts as targets_charts
from analysis.show import theme
from analysis.show.marks import Layer, legend_picks


@pytest.fixture(scope="module")
def drawn():
    data = tables.load()
    theme.enable("en")
    statistics = refugee_stocks.statistics(data)
    shares = refugees.focus_shares(data, statistics, "embassy-focus-reception")
    return {
        "commitments": spending_charts.commitments(spending.commitments(data)),
        "targets": targets_charts.targets(targets.overview(data)),
        "results": indicators_charts.results(indicators.printed(data)),
        "focus": refugees_charts.refugee_focus(shares, refugees.basis(statistics)),
        "country": country_charts.country_programmes(country.profile(data, "NER"), country.programmes(data, "NER")),
        "timeline": programme_charts.programme_timeline(
            programme.profile(data, "trqn-3"), programme.facts(data, "trqn-3")
        ),
    }


@pytest.mark.parametrize("name", ["commitments", "targets", "results", "focus", "country", "timeline"])
def test_a_click_on_the_legend_fades_every_mark_of_the_other_groups(name, drawn):
    spec = drawn[name].to_dict()
    (picked,) = spec["params"]
    (field,) = picked["select"]["fields"]
    assert picked["bind"] == "legend"
    layers = (spec.get("spec") or spec)["layer"]
    coloured = [layer for layer in layers if layer["encoding"].get("color", {}).get("field") == field]
    assert coloured
    for layer in coloured:
        opacity = layer["encoding"]["opacity"]
        assert opacity["condition"] == [{"param": "picked", "value": 1}]
        assert opacity["value"] < 0.2


def test_the_specification_is_the_same_however_often_it_is_made(drawn):
    spec = drawn["timeline"].to_dict()
    assert spec["params"][0]["views"] == ["marks"]
    assert drawn["timeline"].to_dict() == spec


def test_without_a_click_the_picture_is_that_of_the_marks_alone():
    rows = pd.DataFrame({"x": [1, 2], "kind": ["a", "b"]})
    bars = alt.Chart(rows).mark_bar().encode(x=alt.X("x:Q"), color=alt.Color("kind:N"))
    plain, picking = (
        theme.picture(alt.LayerChart(layer=layers).to_dict()) for layers in ([bars], legend_picks([bars], "kind"))
    )
    marks = [picture.count("<path") for picture in (plain, picking)]
    assert marks[0] == marks[1]
    assert 'opacity="0.12"' not in picking


class TestLayers:
    @pytest.fixture
    def layer(self):
        return Layer(pd.DataFrame({"x": [1, 2]}), name="mine").mark_bar().encode(x=alt.X("x:Q"))

    def test_a_chart_has_a_layer_as_it_was_made_and_not_a_copy_of_all_that_is_in_it(self, layer):
        (inside,) = alt.LayerChart(layer=[layer]).layer
        assert inside.encoding is layer.encoding
        assert inside.mark is layer.mark

    def test_what_a_chart_takes_from_its_layer_the_layer_itself_keeps(self, layer):
        picking = layer.add_params(alt.selection_point(name="picked")).properties(width=100)
        chart = alt.LayerChart(layer=[picking])
        assert chart.to_dict()["width"] == 100
        assert chart.layer[0].data is alt.Undefined
        assert picking.width == 100
        assert picking.data is layer.data
        assert [param.name for param in picking.params] == ["picked"]

    def test_a_chart_of_layers_is_specified_as_one_of_charts(self, layer):
        chart = alt.Chart(layer.data, name="mine").mark_bar().encode(x=alt.X("x:Q"))
        one, other = (legend_picks([each, each.mark_text()], "x") for each in (layer, chart))
        assert alt.LayerChart(layer=one).to_dict() == alt.LayerChart(layer=other).to_dict()

    def test_every_chart_is_made_of_layers(self):
        package = Path(analysis.__file__).parent
        files = [*package.glob("questions/*/*.py"), *package.glob("show/forms/*.py")]
        assert any("Layer(" in file.read_text(encoding="utf-8") for file in files)
        assert [file.name for file in files if "alt.Chart(" in file.read_text(encoding="utf-8")] == []
