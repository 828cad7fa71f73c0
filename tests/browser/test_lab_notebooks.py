"""Each notebook in a real JupyterLab without a network: it runs, its charts are drawn, its controls move the view."""

import os
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest

from analysis.show import theme

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


class Move(NamedTuple):
    """What a control is set to; whether another chart follows, beside other words; the complaint that is due."""

    to: str | bool
    chart: bool = True
    complaint: str = ""


LANGUAGE = {"language": Move("Dutch")}
RETURN = "Voluntary return from the Netherlands with IOM: “2.149” (Results 2018, line 267)"
SCHOOLING = "1.2b More good education and vocational training for refugees and host communities"
TRANSIT = "Voluntary return from transit countries under COMPASS: “2.087” (Migration report 2023, line 1305)"

#: Every control of every panel, by its label.
MOVES = {
    "01-spending": {
        "prices of the year": Move("2015"),
        "price index": Move("GDP deflator, OECD"),
        "prices from": Move("an imported table of the World Bank", complaint="analysis import worldbank"),
        **LANGUAGE,
    },
    "02-indicators": {
        **LANGUAGE,
        "theme": Move("return"),
        "level": Move("outcome"),
        "a figure to compare": Move(RETURN, chart=False),
        "the figure to compare it with": Move(TRANSIT, chart=False),
    },
    "03-targets": {
        "target": Move("TRQN III: temporary placements of experts"),
        "another goal to try": Move("2500"),
        **LANGUAGE,
    },
    "04-returns": {
        **LANGUAGE,
        "from the year": Move("2013"),
        "up to": Move("2012"),
        "share with both kinds of support": Move("0.5"),
    },
    "05-refugees": {
        "country": Move("Bangladesh"),
        "refugees": Move("from the country"),
        "count other people in need of protection too": Move(False),
        "list of countries": Move("Countries of Prospects"),
        "numbers from": Move("an imported table of UNHCR", complaint="analysis import unhcr"),
        **LANGUAGE,
    },
    "06-country": {"country": Move("Algeria"), **LANGUAGE},
    "07-programme": {"programme": Move("WereldTools op Maat"), **LANGUAGE},
    "08-framework": {"outcome, with those under it": Move(SCHOOLING), **LANGUAGE},
    "09-audit": {"kind of discrepancy": Move("values differ"), "document": Move("Results, 2018"), **LANGUAGE},
    "10-aid": {
        "transactions from": Move("imported IATI files", complaint="analysis import iati"),
        "for use from": Move("2024"),
        "up to": Move("2025"),
        "count matches that are only possible": Move(False),
        **LANGUAGE,
    },
    "11-trends": {
        "theme": Move("return"),
        "from the year": Move("2014"),
        "up to": Move("2022"),
        "index year": Move("2015"),
        "prices": Move("2015, consumer price index"),
        **LANGUAGE,
    },
}


@pytest.fixture(scope="module", params=MOVES)
def notebook(request, lab):
    """A notebook, opened as it was committed, then run."""
    opened = lab.open(request.param)
    opened.name = request.param
    opened.committed = opened.body.inner_text(), opened.errors(), opened.charts()
    opened.run_all()
    yield opened
    opened.close()
    lab.end_kernels()


def _charts(name: str) -> list[int]:
    """How many charts the committed outputs of each code cell hold."""
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", 4).cells
    return [
        sum(theme.VEGA_LITE in output.get("data", {}) for output in cell.outputs)
        for cell in cells
        if cell.cell_type == "code"
    ]


def test_every_notebook_but_the_explorer_is_here():
    names = [path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
    assert names == ["00-explore", *MOVES]


def test_before_it_is_run_it_shows_its_results_and_says_what_the_controls_are_set_to(notebook):
    text, errors, charts = notebook.committed
    assert errors == []
    assert charts == _charts(notebook.name)
    assert "In JupyterLab, once the cells have been run, controls for other values stand here." in text


def test_jupyterlab_draws_every_chart_itself(notebook):
    assert sum(_charts(notebook.name)) > 0
    assert notebook.charts() == _charts(notebook.name)
    assert notebook.body.locator(".jp-RenderedSVG").count() == 0
    assert notebook.panel.locator("canvas.marks").count() > 0


def test_every_control_moves_the_view_and_the_view_moves_back(notebook):
    moves = MOVES[notebook.name]
    assert notebook.controls() == list(moves)
    start = notebook.shown()
    for number, move in enumerate(moves.values()):
        before = notebook.set(number, move.to)
        if move.complaint:
            notebook.panel.locator("[role=alert]").get_by_text(move.complaint).wait_for()
            assert notebook.shown() == []
        else:
            notebook.wait_for_change(start)
            if move.chart:
                notebook.wait_for_change(start, of="chart")
            assert notebook.errors() == []
        notebook.set(number, before)
        notebook.wait_for(start)
        assert notebook.errors() == []


def test_a_figure_in_a_table_of_the_panel_leads_to_its_source(notebook):
    link = notebook.panel.locator("td a[href^='#']").first
    if not link.count():
        pytest.skip("no table of this panel names a figure")
    notebook.resize(1280, 500)  # where a source does not stand beside what cites it
    link.click()
    row = notebook.panel.locator(f"[id='{link.get_attribute('href').removeprefix('#')}']")
    notebook.page.wait_for_function(
        "row => { const box = row.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }",
        arg=row.element_handle(),
    )


def test_at_1280_and_at_800_pixels_nothing_is_cut_off(notebook, artefacts):
    for width in (1280, 800):
        notebook.resize(width, 1000)
        assert notebook.cut_off() == []
        notebook.photograph(artefacts, f"lab-{notebook.name}-{width}", whole="ANALYSIS_ARTEFACTS" in os.environ)


def test_all_the_while_nothing_went_wrong_and_nothing_was_asked_of_the_network(notebook, lab):
    assert notebook.seen.problems == []
    assert notebook.seen.requests == []
    assert lab.calls() == []
