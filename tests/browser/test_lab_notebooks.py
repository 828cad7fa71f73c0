"""Each notebook in a real JupyterLab without a network: it runs, its charts are drawn, its controls move the view."""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
import yaml

from analysis.language import speaking
from analysis.rendering.plan import parameters
from analysis.show import theme

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


class Move(NamedTuple):
    """What a control is set to; whether another chart follows, beside other words; the complaint that is due."""

    to: str | bool
    chart: bool = True
    complaint: str = ""


NAMES = [path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
#: Every control of every panel, by its label, from the tests of its room.
MOVES = {
    name: {label: Move(**move) for label, move in known["controls"].items()}
    for name in NAMES[1:]
    for known in [yaml.safe_load((ROOT / "tests" / "questions" / name[3:] / "notebook.yaml").read_text("utf-8"))]
}


#: What is always run: of every kind of control one or more, and one with the most of them. A sweep runs the others.
ALWAYS = ("02-indicators", "03-targets", "05-refugees")


@pytest.fixture(
    scope="module", params=[name if name in ALWAYS else pytest.param(name, marks=pytest.mark.sweep) for name in MOVES]
)
def notebook(request, lab):
    """A notebook, opened as it was committed, then run."""
    opened = lab.open(request.param)
    opened.name = request.param
    opened.committed = opened.body.inner_text(), opened.errors(), opened.charts()
    opened.run_all()
    yield opened
    opened.close()
    lab.end_kernels()


def _kinds(data, name: str) -> set:
    """The kinds of controls of a notebook, and what their moves are looked at for."""
    declared = parameters.read(ROOT / "notebooks" / f"{name}.ipynb").parameters
    given = {key: each.default for key, each in declared.items()}
    with speaking(given.pop("language")):
        panel = import_module(f"analysis.questions.{name[3:]}.panel").panel(data, **given)
    return {*map(type, panel.controls), *((move.chart, bool(move.complaint)) for move in MOVES[name].values())}


def test_those_that_are_always_run_have_every_kind_of_control(data):
    kinds = {name: _kinds(data, name) for name in MOVES}
    assert set().union(*kinds.values()) == set().union(*(kinds[name] for name in ALWAYS))


def _charts(name: str) -> list[int]:
    """How many charts the committed outputs of each code cell hold."""
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", 4).cells
    return [
        sum(theme.VEGA_LITE in output.get("data", {}) for output in cell.outputs)
        for cell in cells
        if cell.cell_type == "code"
    ]


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


def test_at_1280_and_at_800_and_640_pixels_nothing_is_cut_off_and_no_chart_scrolls(notebook, photographs):
    for width in (1280, 800, 640):  # 640: a window of 1280 pixels, enlarged to 200 %
        notebook.resize(width, 1000)
        assert notebook.cut_off() == []
        notebook.photograph(photographs, f"lab-{notebook.name}-{width}")
    notebook.resize(1280, 1000)


#: The colours in the corners of each chart that is drawn: red, green, blue, and how opaque.
_PAPER = """body => [...body.querySelectorAll("canvas.marks")].map(canvas =>
    [...canvas.getContext("2d").getImageData(0, 0, 1, 1).data].join(" "))"""


def test_in_the_dark_everything_can_be_read_and_charts_stand_on_paper_as_in_the_light(notebook, browser, photographs):
    with notebook.in_the_dark():
        wrong = browser.violations(notebook.page, ".jp-NotebookPanel .jp-OutputArea-output")
        paper = set(notebook.body.evaluate(_PAPER))
        notebook.photograph(photographs, f"lab-{notebook.name}-dark")
    assert wrong == []
    assert paper == {"255 255 255 255"}


def test_saved_it_is_the_file_that_was_committed(notebook, lab):
    notebook.save()
    file = f"{notebook.name}.ipynb"
    assert (lab.notebooks / file).read_bytes() == (ROOT / "notebooks" / file).read_bytes()


def test_all_the_while_nothing_went_wrong_and_nothing_was_asked_of_the_network(notebook, lab):
    assert notebook.seen.problems == []
    assert notebook.seen.requests == []
    assert lab.calls() == []
