"""JupyterLab by keyboard, for those who do not see it, with a wrong parameter, and from its terminal."""

import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

#: Whether something stands within the part of the notebook that is on the screen, by its upper end.
_IN_VIEW = """part => {
    const view = part.closest(".jp-WindowedPanel-outer").getBoundingClientRect(), box = part.getBoundingClientRect();
    return box.top >= view.top - 40 && box.top < view.bottom - 40;
}"""


@pytest.fixture(scope="module", params=["00-explore", "06-country"])
def notebook(request, lab):
    """A notebook whose cells have all been run, seen from its top."""
    opened = lab.open(request.param)
    opened.name = request.param
    opened.run_all()
    yield opened
    opened.close()
    lab.end_kernels()


def test_a_run_of_all_cells_ends_at_the_controls(notebook):
    assert notebook.panel.evaluate(_IN_VIEW)


def test_what_is_typed_into_a_list_looks_for_a_name_in_it_and_does_nothing_to_the_notebook(notebook):
    names = {"00-explore": "place", "06-country": "country"}
    cells = notebook.body.locator(".jp-Cell").count(), notebook.body.locator(".jp-MarkdownCell").count()
    field = notebook.panel.get_by_label(names[notebook.name], exact=True).first
    before = field.evaluate("list => list.selectedIndex")
    field.focus()
    notebook.page.keyboard.type("mali")
    assert field.evaluate("list => list.selectedOptions[0].label").startswith("Mali")
    notebook.page.keyboard.press("ArrowDown")
    assert not field.evaluate("list => list.selectedOptions[0].label").startswith("Mali")
    assert field.evaluate("list => list === document.activeElement")
    assert cells == (notebook.body.locator(".jp-Cell").count(), notebook.body.locator(".jp-MarkdownCell").count())
    notebook.wait_until_idle()
    assert notebook.errors() == []
    field.select_option(index=before)


@pytest.mark.parametrize("width", [1280, 640])  # 640: a window of 1280 pixels, enlarged to 200 %
def test_axe_finds_nothing_in_what_a_notebook_shows(notebook, browser, width):
    notebook.resize(width, 800)
    notebook.wait_until_idle()
    wrong = browser.violations(notebook.page, ".jp-NotebookPanel .jp-OutputArea-output"), notebook.cut_off()
    notebook.resize(1280, 1000)
    assert wrong == ([], [])


#: Where a chart, as it stands on the screen, has a mark: the middle of a patch of colour.
_MARK = """canvas => {
    const {width, height} = canvas, pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    const coloured = place => Math.max(...pixels.slice(4 * place, 4 * place + 3)) -
        Math.min(...pixels.slice(4 * place, 4 * place + 3)) > 60;
    const found = [...Array(width * height).keys()].find(place =>
        [0, -2, 2, -2 * width, 2 * width].every(off => coloured(place + off)));
    return [found % width, Math.floor(found / width)].map(at => at * canvas.clientWidth / width);
}"""


def test_a_chart_that_is_made_smaller_to_fit_knows_what_the_pointer_is_on(notebook):
    notebook.resize(640, 800)
    chart = notebook.panel.locator("canvas.marks:visible").first
    assert chart.evaluate("canvas => canvas.clientWidth < canvas.width / devicePixelRatio")
    x, y = chart.evaluate(_MARK)
    chart.hover(position={"x": x, "y": y})
    notebook.page.locator("#vg-tooltip-element.visible").wait_for()
    notebook.resize(1280, 1000)


@pytest.mark.parametrize(("language", "told"), [("en", "Did you mean “Albania”?"), ("nl", "Bedoelde u “Albanië”?")])
def test_a_wrong_parameter_is_told_in_a_line_that_is_in_view(notebook, language, told):
    name, given = {"00-explore": ("place", "Albanya"), "06-country": ("country", "Albanya")}[notebook.name]
    if language == "nl":
        given = "Albanje"
    notebook.body.locator(".jp-CodeCell .cm-content").first.click()
    notebook.page.keyboard.press("ControlOrMeta+End")
    notebook.page.keyboard.insert_text(f'\n{name} = "{given}"; language = "{language}"')
    notebook.choose("Run", "Run All Cells")
    # A slow front end sends the cells that follow when the run was given up already: they say the same.
    messages = notebook.body.locator("[data-mime-type*=err]").filter(has_text=told)
    messages.first.wait_for()
    notebook.wait_until_idle()
    deadline = time.monotonic() + 30
    while not any(message.evaluate(_IN_VIEW) for message in messages.all()):  # JupyterLab has its own place to go to
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert [shown.count("\n") for shown in notebook.errors()] == [0] * messages.count()


def test_the_terminal_stands_in_the_checkout_and_knows_the_commands_that_settings_prints(lab, notebook):
    notebook.choose("File", "New Launcher")
    with notebook.page.expect_websocket(lambda socket: "/terminals/" in socket.url) as caught:
        notebook.page.locator(".jp-LauncherCard").get_by_text("Terminal").click()
    caught.value.wait_for_event("framereceived")  # the prompt
    notebook.page.locator(".xterm-helper-textarea").focus()
    done = lab.notebooks.parent / "done"
    notebook.page.keyboard.type("(analysis --version; command -v papermill) > said; mv said done\n")
    deadline = time.monotonic() + 60
    while not done.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert done.read_text(encoding="utf-8").split() == [
        version("migration-analysis"),
        str(Path(sys.executable).with_name("papermill")),
    ]
