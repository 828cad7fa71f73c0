"""The panel of each notebook: every control can be moved to every value, and what is shown follows."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from analysis.errors import UnknownNameError
from analysis.language import speaking
from analysis.questions.country.panel import panel as country_panel
from analysis.rendering.plan import parameters
from analysis.show import reuse as settings
from analysis.show import theme
from analysis.show.controls import Amount, Pick, Yes
from analysis.show.panel import in_parts

FOLDER = Path(__file__).parents[2] / "notebooks"
#: Each notebook by the name of its room; the explorer has tests of its own.
NOTEBOOKS = {path.stem.partition("-")[2]: path.stem for path in sorted(FOLDER.glob("*.ipynb"))}
del NOTEBOOKS["explore"]
#: Of a longer list so many values are tried, spread over it from the first to the last.
MOST = 7
#: What a panel may refuse, and how it says so: there is no imported table where tests run.
REFUSED = {
    ("refugees", "refugee_data", "unhcr"): "analysis (fetch|import) unhcr",
    ("spending", "price_data", "worldbank"): "analysis (fetch|import) worldbank",
    ("aid", "aid_data", "iati"): "analysis import iati FILE",
}
#: Either end of a period may be moved past the other.
ENDS = dict.fromkeys(("first_year", "last_year"), "^$|the first cannot be later")


@pytest.fixture(autouse=True)
def no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))


def declared(name: str) -> dict:
    return dict(parameters.read(FOLDER / f"{NOTEBOOKS[name]}.ipynb").parameters)


def defaults(name: str) -> dict:
    return {key: parameter.default for key, parameter in declared(name).items()}


def panel_of(data, name: str, **changed):
    """The panel of a notebook, with its defaults but for what is changed."""
    given = defaults(name) | changed
    with speaking(given.pop("language")):
        return import_module(f"analysis.questions.{name}.panel").panel(data, **given)


def made(data, name: str, **changed):
    panel = panel_of(data, name, **changed)
    assert panel.widget
    return panel


def kinds(panel) -> list[str]:
    return [next(iter(shown)) for shown in panel.screen.bundles]


def values_of(control) -> list:
    if isinstance(control, Pick):
        values = [value for _, value in control.options["en"]]
        last = len(values) - 1
        return values if last < MOST else [values[round(last * place / (MOST - 1))] for place in range(MOST)]
    if isinstance(control, Yes):
        return [True, False]
    assert isinstance(control, Amount)
    return [1.0, 0.25, None]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_has_a_control_for_every_parameter_and_keeps_the_cell_as_it_is(name, data):
    panel = panel_of(data, name)
    cell = next(
        "".join(cell["source"])
        for cell in json.loads((FOLDER / f"{NOTEBOOKS[name]}.ipynb").read_text(encoding="utf-8"))["cells"]
        if "parameters" in cell["metadata"].get("tags", [])
    )
    assert settings.cell(panel.controls, panel.values) == cell
    assert panel.notebook == NOTEBOOKS[name]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_shows_sentences_a_chart_a_table_and_the_sources(name, data):
    panel = made(data, name)
    assert panel.problem == ""
    assert kinds(panel)[0] == "text/markdown"
    assert {"text/markdown", theme.VEGA_LITE, "text/html"} == set(kinds(panel))
    tables_shown = "".join(shown.get("text/html", "") for shown in panel.screen.bundles)
    assert "<tr id=panel-source-" in panel.screen.bundles[-1]["text/html"]
    sources = set(re.findall(r"id=panel-source-([\w.:-]+)>", tables_shown))
    # Every figure that a table names leads to a source in the panel, not to those of the notebook.
    links = set(re.findall(r"<a href=#([\w.:-]+)>", tables_shown))
    assert links or "<a " not in tables_shown
    assert links <= {f"panel-source-{figure}" for figure in sources}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_view_is_a_plain_function_of_the_parameters(name, data):
    module = __import__(f"analysis.questions.{name}.panel", fromlist=["view"])
    panel = made(data, name)
    given = {key: value for key, value in panel.values.items() if key != "language"}
    shown = list(in_parts(module.view(data, **given)))
    assert len(shown) == len(panel.screen.bundles)


def test_what_was_computed_in_one_language_is_not_shown_in_another(data):
    panel = made(data, "audit")
    panel.set(language="nl")
    tables_shown = "".join(shown.get("text/html", "") for shown in panel.screen.bundles)
    assert " tegenover " in tables_shown
    assert " against " not in tables_shown


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_control_can_be_moved_over_all_its_values(name, data):
    panel = made(data, name)
    start = dict(panel.values)
    for control in panel.controls:
        seen = set()
        for value in values_of(control):
            panel.set(**{control.name: value})
            assert panel.values[control.name] == value
            refusal = REFUSED.get((name, control.name, value)) or ENDS.get(control.name, "^$")
            assert re.search(refusal, panel.problem), (control.name, value, panel.problem)
            seen.add(json.dumps(panel.screen.bundles, default=str))
        assert len(seen) > 1, f"{control.name} changes nothing"
        panel.set(**start)
    assert panel.problem == ""


@pytest.mark.parametrize(
    ("name", "moved", "changed"),
    [
        ("spending", {"price_year": 2013}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
        ("targets", {"goal": 2500.0}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
        ("returns", {"first_year": 2012}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
        ("returns", {"both": 1.0}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
        ("refugees", {"country": "VEN"}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
        ("refugees", {"focus_list": "prospects-countries-2023"}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
        ("country", {"country": "MAR"}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
        ("indicators", {"figure": "pr13-0852-1"}, {"text/markdown", "text/html"}),
        ("audit", {"relation": "status_differs"}, {"text/markdown", theme.VEGA_LITE, "text/html"}),
    ],
)
def test_sentences_chart_and_table_follow_a_control(name, moved, changed, data):
    panel = made(data, name)
    before = panel.screen.bundles
    panel.set(**moved)
    assert panel.problem == ""
    after = panel.screen.bundles
    assert {next(iter(new)) for old, new in zip(before, after, strict=True) if old != new} == changed


def test_the_rescues_are_seen_against_another_goal(data):
    panel = made(data, "targets")
    assert "93 to 97% of 3,000" in panel.screen.bundles[0]["text/markdown"]
    panel.set(goal=2500.0)
    assert "112 to under 116% of 2,500" in panel.screen.bundles[0]["text/markdown"]


def test_the_goal_says_its_unit_and_what_is_printed_and_is_forgotten_with_another_target(data):
    panel = made(data, "targets", goal=2500.0)
    note = panel.fields["goal"].note
    assert note.value == "In people. Empty: the printed goal, 3,000."
    panel.set(target_id="gcff-leverage")
    assert note.value.startswith("In dollars for each dollar.")
    assert panel.values["goal"] is None
    panel.set(target_id="rescues-niger-2018", language="nl")
    assert note.value == "In mensen. Leeg: de vermelde streefwaarde, 3.000."


@pytest.mark.parametrize("name", ["country", "refugees"])
@pytest.mark.parametrize(
    ("given", "code"),
    [("Oekraïne", "UKR"), ("ne", "NER"), ("Brazil", "BRA"), ("NO", "NOR"), ("the Netherlands", "NLD")],
)
def test_a_country_may_be_given_in_any_way_that_the_notebook_takes(name, given, code, data):
    panel = made(data, name, country=given)
    assert panel.values["country"] == code
    assert panel.problem == ""


def test_countries_that_no_document_names_come_last_and_say_so(data):
    options = speaking("nl")(country_panel)(data, "NER").controls[0].options["nl"]
    words = [text for text, _ in options]
    assert len(options) > 240
    assert words.index("Zwitserland") < words.index("Cuba (niet genoemd)")
    assert len({code for _, code in options}) == len(options)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_two_options_of_a_list_read_the_same(name, data):
    for control in panel_of(data, name).controls:
        if isinstance(control, Pick):
            for language in ("en", "nl"):
                words = [text for text, _ in control.options[language]]
                assert len(set(words)) == len(words), (control.name, language)


def test_any_figure_of_the_dataset_can_be_compared(data):
    panel = made(data, "indicators", figure="pr13-0053-1")
    assert panel.problem == ""
    assert "8.159.166" in panel.screen.bundles[0]["text/markdown"]


def test_a_year_outside_the_series_stays_what_it_is(data):
    panel = made(data, "returns", first_year=2001, last_year=2030)
    assert (panel.values["first_year"], panel.values["last_year"]) == (2001, 2030)
    assert panel.problem == ""


def test_a_period_that_ends_before_it_begins_is_refused_in_the_panel(data):
    panel = made(data, "returns", last_year=2012)
    panel.set(first_year=2013)
    assert "first_year is 2013 and last_year 2012; the first cannot be later" in panel.problem
    panel.set(last_year=2013)
    assert panel.problem == ""


def test_a_name_that_does_not_exist_is_named(data):
    with pytest.raises(UnknownNameError, match="rescues-niger-2018"):
        made(data, "targets", target_id="rescue-niger-2018")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_in_dutch_nothing_of_the_controls_is_english(name, data):
    panel = made(data, name)
    english = [control.label() for control in panel.controls]
    panel.set(language="nl")
    dutch = [panel.fields[control.name].holder.description for control in panel.controls]
    same = {"document", "level"}  # one word in both languages
    assert not [label for label in dutch if label in english and label not in same]
    assert panel._repr_mimebundle_()["text/plain"].startswith("Ingesteld op ")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_chart_has_a_picture_beside_it_in_vs_code_which_draws_none_of_a_panel(name, data, monkeypatch):
    monkeypatch.setenv("VSCODE_PID", "1")
    charts = [shown for shown in made(data, name).screen.bundles if theme.VEGA_LITE in shown]
    assert charts
    assert all(shown["image/svg+xml"].startswith("<svg") for shown in charts)
