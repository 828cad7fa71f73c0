"""Every row of every chart's data names its figure, and says where it is printed in the language of the chart."""

import ast
import json
import re
from functools import cache
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from analysis.dataset import tables
from analysis.language import speaking
from analysis.questions.explore import answers as explore
from analysis.questions.explore import charts as explore_charts
from analysis.questions.programme import answers as programme
from analysis.questions.programme import charts as programme_charts
from analysis.show import theme
from analysis.show.exhibit import Exhibit

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
#: What a notebook is also run on, where its defaults leave a chart or a part of one out.
ALSO = {
    "06-country": [{"country": "SYR"}],
    "07-programme": [{"programme_id": "gcff"}, {"programme_id": "miraa-2"}],
}
LANGUAGES = ["en", "nl"]
DATA = tables.load(ROOT / "data")
FIGURES, STATEMENTS = set(DATA.figures["figure_id"]), set(DATA.statements["statement_id"])
#: Where a row is printed without being a figure: what else it is then.
ELSE = {
    "statement_id": STATEMENTS,
    "programme_id": set(DATA.programmes["programme_id"]),
    "outcome_id": set(DATA.outcomes["outcome_id"]),
    "list_id": set(DATA.lists["list_id"]),
    "discrepancy_id": set(DATA.discrepancies["discrepancy_id"]),
    "observation_id": set(DATA.series["observation_id"]),
    "series_id": set(DATA.series_definitions["series_id"]),
    "measure_id": set(DATA.measures["measure_id"]),
}
#: In which columns a row says that it is from a document.
CITING = ("where", "result_where", "as_printed")
#: Charts of nothing but counts, or of statistics from outside, that state no figure of a document.
OTHERS = {"audit_numbers", "executors", "refugee_decade", "refugee_focus", "aid_years", "aid_places"}
#: Charts that have such rows beside their figures, or headings, totals and cells without a figure.
MIXED = {
    "refugee_origins",
    "refugee_hosts",
    "country_refugees",
    "theory_of_change",
    "framework_coverage",
    "evidence",
    "audit_certainty",
    "audit_windows",
    "audit_promises",
    "audit_discrepancies",
    "audit_money",
    "aid_programmes",
}


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("ANALYSIS_DATA", str(ROOT / "data"))
        yield


def run(notebook: Path, given: dict[str, str]) -> None:
    names: dict[str, Any] = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        code = ast.parse("".join(cell["source"]))
        # The panel shows the same charts again.
        code.body = [line for line in code.body if not ast.unparse(line).startswith("panel(")]
        last = code.body.pop() if code.body and isinstance(code.body[-1], ast.Expr) else None
        exec(compile(code, notebook.name, "exec"), names)
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), notebook.name, "eval"), names)
            list(shown if isinstance(shown, Exhibit) else [])  # which draws its charts
        if "parameters" in cell["metadata"].get("tags", []):
            names |= given


def charts_of(room: str) -> dict[str, ModuleType]:
    """The functions of a room that draw a chart, with the modules that have them."""
    modules = [import_module(f"analysis.questions.{room}.charts")]
    return {
        name: module
        for module in modules
        for name, found in vars(module).items()
        if isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_")
    }


CHARTS = {name: module for notebook in NOTEBOOKS for name, module in charts_of(notebook.stem[3:]).items()}


@cache
def drawn(notebook: Path, language: str) -> dict[str, list[dict]]:
    """The specifications of the charts that a notebook draws, by the name of the function that draws them."""
    found: dict[str, list[dict]] = {}

    def noting(name: str, draw: Any) -> Any:
        def noted(*given: Any, **named: Any) -> Any:
            chart = draw(*given, **named)
            if hasattr(chart, "to_dict"):
                found.setdefault(name, []).append(chart.to_dict())
            return chart

        return noted

    with pytest.MonkeyPatch.context() as patch:
        for name, module in CHARTS.items():
            patch.setattr(module, name, noting(name, getattr(module, name)))
        for given in ({}, *ALSO.get(notebook.stem, ())):
            run(notebook, {"language": language} | given)
    theme.enable("en")
    return found


def texts(row: dict) -> list[str]:
    return [cell for cell in row.values() if isinstance(cell, str)]


def named(row: dict) -> bool:
    return any(row.get(column) for column in ("figure_id", *ELSE))


def unsourced(row: dict) -> bool:
    """Whether a row cites a document, or names figures, without a figure or another row of the dataset."""
    figures = str(row.get("figure_id") or "").split()
    if not set(figures) <= FIGURES:
        return True
    others = [set(str(row[name]).split()) <= known for name, known in ELSE.items() if row.get(name)]
    if not all(others):
        return True
    from_outside = str(row.get("where") or "").startswith("UNHCR")
    return any(row.get(column) for column in CITING) and not figures and not others and not from_outside


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_whatever_a_chart_cites_is_named_by_its_identifier(notebook, language, rows_of):
    lacking = [
        (name, row)
        for name, specs in drawn(notebook, language).items()
        for spec in specs
        for row in rows_of(spec)
        if unsourced(row)
    ]
    assert lacking == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_row_of_a_chart_of_figures_names_its_figure(notebook, rows_of):
    specs = drawn(notebook, "nl")
    rows = {name: [row for spec in several for row in rows_of(spec) if texts(row)] for name, several in specs.items()}
    assert rows
    assert {name for name, several in rows.items() if not all(map(named, several))} <= OTHERS | MIXED
    assert {name for name, several in rows.items() if not any(map(named, several))} <= OTHERS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_dutch_chart_says_where_in_dutch(notebook, rows_of):
    rows = [row for specs in drawn(notebook, "nl").values() for spec in specs for row in rows_of(spec)]
    assert [text for row in rows for text in texts(row) if ", line " in text or ", lines " in text] == []
    printed = [row["where"] for row in rows if row.get("figure_id") and row.get("where")]
    assert all(", regel " in text or ", regels " in text for text in printed)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_told_of_a_chart_has_days_in_words_and_every_row_a_name(notebook, language):
    told = {name: spec.get("description", "") for name, specs in drawn(notebook, language).items() for spec in specs}
    assert {name: text for name, text in told.items() if re.search(r"\b\d{4}-\d\d\b|; :", text)} == {}


def test_every_chart_is_drawn_by_a_notebook_or_here():
    seen = {name for notebook in NOTEBOOKS for name in drawn(notebook, "nl")}
    elsewhere = {"explore_values", "explore_windows", "explore_overview", "checks"}
    assert seen >= set(CHARTS) - elsewhere


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "draw", [explore_charts.explore, explore_charts.explore_windows, explore_charts.explore_overview]
)
def test_the_charts_of_the_explorer_name_every_figure_that_they_draw(draw, language, rows_of):
    chosen = explore.register(DATA).head(6)
    rows = [row for row in rows_of(speaking(language)(draw)(chosen).to_dict()) if row]
    assert {row["figure_id"] for row in rows} == set(chosen["figure_id"])
    assert not any(unsourced(row) for row in rows)
    assert {", line " in row["where"] for row in rows if "where" in row} <= {language == "en"}


def test_the_pace_leads_to_the_figure_aimed_at_and_to_the_one_reached_in_both_languages(rows_of):
    frame = programme.pace(DATA, "trqn-3")
    found = [
        [row["figure_id"].split()[0] for row in rows_of(speaking(language)(programme_charts.pace)(frame).to_dict())]
        for language in LANGUAGES
    ]
    assert found[0] == found[1] == [*frame["actual_figure_id"], *frame["target_figure_id"]]
