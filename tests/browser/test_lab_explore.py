"""From `make lab` to the country page of Niger in a real JupyterLab: the rescues found, questioned and kept."""

import csv
import io
import os
import re
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "reports" / "explorer.png"
LIST = "figures: pick one for all that is known of it"
GOAL = "another goal to try"
CITATION = "To cite it"
PRINTED = re.compile(r"93 to 97% of 3,000, the printed target: not reached")
TRIED = re.compile(r"112 to under 116% of 2,500")
#: The sentence, the chart as a picture, and the table of the explorer, a line a row; nothing for what is not drawn yet.
_VIEW = """panel => {
    const chart = panel.querySelector(".widget-tab canvas.marks");
    const table = panel.querySelector(".widget-tab table.analysis-table");
    return [
        panel.querySelector(".widget-output").innerText,
        chart?.width && chart.height ? chart.toDataURL() : "",
        [...table?.rows ?? []].map(row => row.textContent).join("\\n"),
    ];
}"""


@pytest.fixture(scope="module")
def explorer(lab):
    """What `make lab` opens, as it was committed, then with all of its cells run."""
    opened = lab.open(lab.address)
    opened.committed = opened.errors(), opened.body.inner_text()
    opened.run_all()
    opened.everything = opened.panel.evaluate(_VIEW)
    yield opened
    opened.close()
    lab.end_kernels()


@pytest.fixture
def rescues(explorer):
    """The explorer with the rescues found by a word, and the card of the figure that counts."""
    reading, settings = (
        explorer.panel.get_by_text("means 2,800 to under 2,900 people"),
        _settings(explorer).inner_text(),
    )
    if reading.count() and 'search: str = "rescue"' in settings and settings.count('"all"') == 4:
        explorer.panel.get_by_role("tab", name="Figure").click()
    else:
        _find(explorer, "rescue")
        _pick(explorer)
    reading.wait_for()
    _try_goal(explorer, "", PRINTED)
    return explorer


def _clear(explorer) -> None:
    """Take the whole choice back."""
    explorer.panel.get_by_role("button", name="Clear the choice").click()
    _wait_for_settings(explorer, "")


def _pick(explorer) -> None:
    """Pick the figure of the rescues that counts from the list."""
    lines = explorer.panel.get_by_label(LIST).locator("option")
    lines.filter(has_text="“ruim 2.800”").filter(has_text="line 211").click()


def _find(explorer, words: str) -> list[str]:
    """Type words with nothing else chosen; return the lines of the list of figures that follow."""
    _clear(explorer)
    field = explorer.panel.get_by_label("words", exact=True)
    field.click()
    field.press_sequentially(words, delay=30)
    _wait_for_settings(explorer, words)
    assert field.input_value() == words
    return _lines(explorer)


def _lines(explorer, label: str = LIST) -> list[str]:
    """The lines of a list: of that of the figures, or of another."""
    lines = explorer.panel.get_by_label(label, exact=True).locator("option").all_inner_texts()
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _settings(explorer):
    """The settings as a cell to paste."""
    return explorer.panel.locator("pre.cell", has_text="search: str")


def _wait_for_settings(explorer, words: str) -> None:
    """Wait until the settings, which are written last, name these words."""
    _settings(explorer).filter(has_text=f'search: str = "{words}"').wait_for(state="attached")
    explorer.wait_until_idle()


def _try_goal(explorer, text: str, answer: re.Pattern[str]) -> None:
    explorer.panel.get_by_label(GOAL).fill(text)  # which counts without Enter, like the words
    explorer.panel.locator(".analysis-held").get_by_text(answer).wait_for()


def _saved(explorer, button: str) -> tuple[str, bytes]:
    """Click a button that saves a file; return the file's name and content."""
    with explorer.page.expect_download() as caught:
        explorer.panel.get_by_role("button", name=button).click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


# -- cut off --------------------------------------------------------------------------------------------------------


def test_what_the_server_starts_cannot_reach_the_network_and_each_attempt_is_noted(lab, tmp_path):
    environment = {**lab.environment, "ANALYSIS_TEST_CALLS": str(tmp_path / "calls")}
    code = "import urllib.request; urllib.request.urlopen('http://somewhere.invalid/')"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    assert "the network is cut" in done.stderr
    assert (tmp_path / "calls").read_text(encoding="utf-8") == "socket.getaddrinfo somewhere.invalid\n"


def test_what_a_page_asks_of_the_network_is_refused_and_noted(lab):
    page, seen = lab.browser.page("http://127.0.0.1/")
    page.goto("data:text/html,<img src='http://somewhere.invalid/picture.png'>")
    assert seen.requests == ["http://somewhere.invalid/picture.png"]
    page.context.close()


#: What tests do that use JupyterLab: they start it, and a kernel; then they wait.
_TESTS = """
import runpy, sys
from pathlib import Path

lab = runpy.run_path(sys.argv[1])["Lab"](Path(sys.argv[2]), None)
lab.start_kernel()
print(*lab.processes(), flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_when_tests_are_killed_jupyterlab_and_its_kernels_end_with_them(browser, tmp_path):
    command = [sys.executable, "-c", _TESTS, Path(__file__).with_name("conftest.py"), tmp_path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as tests:
        started = tests.stdout.readline().split()
        tests.kill()
    assert len(started) >= 3  # make, the server, a kernel
    deadline = time.monotonic() + 10
    while (left := [process for process in started if _command(process)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [_command(process) for process in left] == []


def _command(process: str) -> bytes:
    """The command line of a process; nothing when it has ended."""
    try:
        return (Path("/proc") / process / "cmdline").read_bytes()
    except OSError:
        return b""


# -- opened ---------------------------------------------------------------------------------------------------------


def test_make_lab_opens_the_explorer(lab, explorer):
    assert urlsplit(lab.address).path.endswith("/lab/tree/notebooks/00-explore.ipynb")
    assert explorer.body.get_by_role("heading", name="Which figures are there, and what does each say?").is_visible()
    assert explorer.panel.get_by_label("words", exact=True).is_visible()


def test_before_it_is_run_it_shows_figures_and_no_blank_space(explorer):
    errors, text = explorer.committed
    assert errors == []
    assert "In JupyterLab, once the cells have been run, controls for other values stand here." in text


# -- the five minutes -----------------------------------------------------------------------------------------------


def test_a_word_finds_the_rescues_and_the_card_says_93_to_97_percent_and_why(rescues):
    lines = _lines(rescues)
    assert all(re.search("rescue|desert|Niger|carried", line) for line in lines), lines
    held = rescues.panel.locator(".analysis-held")
    assert PRINTED.search(held.inner_text())
    assert "The result is printed as “ruim 2.800”, which we read as 2,800 to under 2,900." in held.inner_text()
    assert "An end of that interval is our convention for the hedge" in held.inner_text()
    assert "“Op schema”" in held.inner_text()
    assert "Resultaten 2018" in rescues.panel.get_by_label(CITATION).input_value()


def test_a_dutch_word_finds_the_same_figure(explorer):
    assert any("“ruim 2.800”" in line and "line 211" in line for line in _find(explorer, "redding"))


def test_another_goal_gives_another_share_and_another_chart(rescues):
    chart = ".analysis-held canvas.marks"
    before = rescues.picture(chart)
    _try_goal(rescues, "2500", TRIED)
    rescues.wait_for_another_picture(chart, before)
    _try_goal(rescues, "", PRINTED)


@pytest.mark.parametrize("goal", ["0", "-3000", "many"])
def test_a_goal_that_is_none_is_refused_in_the_panel_with_the_remedy(rescues, goal):
    rescues.panel.get_by_label(GOAL).fill(goal)
    complaint = rescues.panel.get_by_role("alert")
    complaint.get_by_text(f"“{goal}” is not taken. Write a number above 0").wait_for()
    assert PRINTED.search(rescues.panel.locator(".analysis-held").inner_text())
    _try_goal(rescues, "2500", TRIED)
    assert rescues.errors() == []


def test_the_figures_that_are_shown_can_be_saved_each_with_its_citation(explorer):
    shown = _find(explorer, "rescue")
    name, content = _saved(explorer, "Save figures (CSV)")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert name == "figures-rescue.csv"
    assert len(rows) == len(shown) > 1
    for row, line in zip(rows, shown, strict=True):
        assert f"“{row['as_printed']}”" in line
        assert line.endswith(f"line {row['line']}")
        assert f"line {row['line']}" in row["citation"]
        assert row["figure_id"] in row["citation"]


def test_the_chart_can_be_saved_with_its_source_as_a_drawing_and_as_a_picture(rescues):
    _try_goal(rescues, "2500", TRIED)
    name, drawing = _saved(rescues, "Save this chart (SVG)")
    assert name == "target-rescues-niger-2018-goal-2500.svg"
    assert drawing.startswith(b"<svg")
    assert "Source: Resultaten 2018" in drawing.decode("utf-8")
    assert "line 211" in drawing.decode("utf-8")
    name, picture = _saved(rescues, "Save this chart (PNG)")
    assert name == "target-rescues-niger-2018-goal-2500.png"
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width > 1000
    assert height > 300


def test_the_chart_of_what_is_shown_can_be_saved_too(explorer):
    _find(explorer, "rescue")
    name, drawing = _saved(explorer, "Save chart (SVG)")
    assert name == "figures-rescue.svg"
    assert "Source: " in drawing.decode("utf-8")


def test_the_country_page_of_niger_opens_from_the_figure(rescues):
    rescues.panel.get_by_role("button", name="Country page: Niger").click()
    rescues.panel.get_by_text("Niger stands on 3 lists").wait_for()
    assert (
        rescues.panel.get_by_label("country", exact=True).evaluate("list => list.selectedOptions[0].label") == "Niger"
    )
    assert rescues.errors() == []


def test_the_settings_can_be_copied_and_make_the_same_choice(rescues):
    rescues.panel.get_by_role("tab", name="Settings").click()
    cell = rescues.panel.locator("pre.cell:visible")
    cell.click()
    copied = rescues.page.evaluate("getSelection().toString()")
    values: dict = {}
    exec(copied, values)
    assert values["search"] == "rescue"
    assert values["language"] == "en"
    command = rescues.panel.locator("pre.command:visible").first.inner_text()
    assert re.search(r"^papermill notebooks/00-explore\.ipynb .* -r search rescue\b", command)


def test_a_figure_whose_card_lies_behind_another_tab_can_be_picked_again(rescues):
    rescues.panel.get_by_role("tab", name="Chart").click()
    rescues.panel.get_by_label(CITATION).wait_for(state="hidden")
    rescues.wait_until_idle()
    _pick(rescues)
    rescues.panel.get_by_label(CITATION).wait_for()


# -- every control --------------------------------------------------------------------------------------------------

#: What each list is set to: a line of it, without the number of figures that stands behind the name.
LISTS = {
    "theme": "return",
    "measure": "Migrants rescued from the desert",
    "kind": "target",
    "place": "Niger",
    "document": "Results 2018",
}


@pytest.fixture
def everything(explorer):
    """The explorer with nothing chosen, as it was at the start, and its chart in front."""
    _clear(explorer)
    explorer.panel.get_by_role("tab", name="Chart").click()
    _wait_for_everything(explorer)
    return explorer


def _other(explorer) -> list[str]:
    """Wait until sentence, chart and table are all others than with nothing chosen; return them."""
    other = f"([panel, all]) => ({_VIEW})(panel).every((part, place) => part && part !== all[place])"
    explorer.page.wait_for_function(other, arg=[explorer.panel.element_handle(), explorer.everything], polling=100)
    assert explorer.errors() == []
    return explorer.panel.evaluate(_VIEW)


def _wait_for_everything(explorer) -> None:
    """Wait until sentence, chart and table are again what they are with nothing chosen."""
    same = f"([panel, all]) => ({_VIEW})(panel).every((part, place) => part === all[place])"
    explorer.page.wait_for_function(same, arg=[explorer.panel.element_handle(), explorer.everything], polling=100)
    assert explorer.errors() == []


@pytest.mark.parametrize(("facet", "name"), LISTS.items())
def test_a_choice_from_a_list_moves_sentence_chart_and_table_and_is_cleared(everything, facet, name):
    [line] = [line for line in _lines(everything, facet) if re.fullmatch(rf"{name} \(\d+\)", line)]
    everything.panel.get_by_label(facet, exact=True).select_option(label=line)
    view = _other(everything)
    found = int(re.search(r"\((\d+)\)$", line)[1])
    assert _printings(view) == found
    assert len(view[2].splitlines()) == 1 + found  # below the names of the columns
    _clear(everything)
    _wait_for_everything(everything)


def test_the_period_moves_sentence_chart_and_table_and_any_period_takes_it_back(everything):
    shown, handle = everything.panel.locator(".widget-readout"), everything.panel.get_by_role("slider").first
    whole, box = shown.inner_text(), handle.bounding_box()
    handle.hover()
    everything.page.mouse.down()
    everything.page.mouse.move(box["x"] + 80, box["y"] + box["height"] / 2, steps=4)
    everything.page.mouse.up()
    later = _other(everything)
    assert shown.inner_text() != whole
    anytime = everything.panel.get_by_label("any period")
    assert not anytime.is_checked()
    anytime.check()
    _wait_for_everything(everything)
    assert shown.inner_text() == whole
    anytime.uncheck()  # which leaves every figure with a window that is known
    dated = _other(everything)
    assert _printings(later) < _printings(dated) < _printings(everything.everything)
    _clear(everything)
    _wait_for_everything(everything)


def _printings(view: list[str]) -> int:
    return int(re.match(r"\d+", view[0])[0])


def test_the_chart_shows_what_each_figure_says_or_when_it_holds(rescues):
    rescues.panel.get_by_role("tab", name="Chart").click()
    before = rescues.picture("canvas.marks")
    rescues.panel.get_by_role("button", name="when each holds").click()
    rescues.wait_for_another_picture("canvas.marks", before)
    windows = rescues.picture("canvas.marks")
    rescues.panel.get_by_role("button", name="what each says").click()
    rescues.wait_for_another_picture("canvas.marks", windows)
    assert rescues.picture("canvas.marks") == before
    assert rescues.errors() == []


def test_another_language_moves_sentence_chart_and_table_and_back(everything):
    everything.panel.get_by_label("language", exact=True).filter(visible=True).select_option(label="Nederlands")
    sentence, _, table = _other(everything)
    assert "vermeldingen van" in sentence
    assert "zoals vermeld" in table
    everything.panel.get_by_label("taal", exact=True).filter(visible=True).select_option(label="English")
    _wait_for_everything(everything)


# -- without the kernel ---------------------------------------------------------------------------------------------

#: A place inside the lowest coloured symbol of a chart: one of the legend, which stands at the bottom.
_LEGEND = """canvas => {
    const {width, height} = canvas, pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    for (let place = pixels.length - 4; place > 0; place -= 4) {
        const colour = pixels.slice(place, place + 3), scale = canvas.clientWidth / width;
        if (Math.max(...colour) - Math.min(...colour) > 60)
            return [place / 4 % width * scale, Math.floor(place / 4 / width) * scale - 3];
    }
}"""


def test_a_list_in_a_chart_answers_without_the_kernel(explorer):
    chart = explorer.body.locator(".vega-embed", has=explorer.page.locator(".vega-bindings select")).first
    before, sent = chart.locator("canvas.marks").evaluate("canvas => canvas.toDataURL()"), explorer.seen.to_kernel
    choice = chart.locator(".vega-bindings select")
    choice.select_option(index=1)
    explorer.page.wait_for_function(
        "([chart, before]) => chart.querySelector('canvas.marks').toDataURL() !== before",
        arg=[chart.element_handle(), before],
    )
    choice.select_option(index=0)
    explorer.page.wait_for_function(
        "([chart, before]) => chart.querySelector('canvas.marks').toDataURL() === before",
        arg=[chart.element_handle(), before],
    )
    assert explorer.seen.to_kernel == sent


def test_a_click_on_a_legend_answers_without_the_kernel(explorer):
    _find(explorer, "terugkeer")
    explorer.panel.get_by_role("tab", name="Chart").click()
    before, sent = explorer.picture("canvas.marks"), explorer.seen.to_kernel
    x, y = explorer.panel.locator("canvas.marks:visible").evaluate(_LEGEND)
    explorer.panel.locator("canvas.marks:visible").click(position={"x": x, "y": y})
    explorer.wait_for_another_picture("canvas.marks", before)
    assert explorer.seen.to_kernel == sent


#: Where the bars of the years begin and end, and their foot: the lowest wide band of colour, above the legend.
_YEARS = """canvas => {
    const {width, height} = canvas, pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    const scale = canvas.clientWidth / width;
    for (let row = height - 1; row > 0; row--) {
        const coloured = [...Array(width).keys()].filter(column => {
            const colour = pixels.slice(4 * (row * width + column), 4 * (row * width + column) + 3);
            return Math.max(...colour) - Math.min(...colour) > 60;
        });
        if (coloured.length > width / 4) return [coloured[0], coloured.at(-1), row].map(place => place * scale);
    }
}"""
#: What a chart looks like above a height.
_ABOVE = """([canvas, height]) => {
    const part = document.createElement("canvas");
    [part.width, part.height] = [canvas.width, height * canvas.width / canvas.clientWidth];
    part.getContext("2d").drawImage(canvas, 0, 0);
    return part.toDataURL();
}"""


def test_a_brush_over_the_years_filters_the_themes_without_the_kernel(everything):
    chart, sent = everything.panel.locator("canvas.marks:visible"), everything.seen.to_kernel
    begin, end, foot = chart.evaluate(_YEARS)
    themes = [chart.element_handle(), foot - 120]  # the bars of the years, and what is brushed, are 90 high
    before = everything.page.evaluate(_ABOVE, themes)
    middle = {"x": (begin + end) / 2, "y": foot - 40}
    chart.drag_to(chart, source_position=middle, target_position={**middle, "x": end})
    changed = f"([themes, before]) => ({_ABOVE})(themes) !== before"
    everything.page.wait_for_function(changed, arg=[themes, before])
    chart.dblclick(position=middle)
    everything.page.wait_for_function(changed.replace("!==", "==="), arg=[themes, before])
    assert everything.seen.to_kernel == sent


# -- how it looks ---------------------------------------------------------------------------------------------------


def test_at_1280_and_at_800_and_640_pixels_nothing_is_cut_off_and_no_chart_scrolls(rescues, photographs):
    for width in (1280, 800, 640):
        rescues.resize(width, 1000)
        assert rescues.cut_off() == []
        rescues.photograph(photographs, f"lab-00-explore-{width}")
    rescues.resize(1280, 1000)


def test_the_picture_in_readme_is_of_the_explorer_as_it_is(rescues):
    rescues.resize(1620, 2000)
    rescues.panel.evaluate("panel => panel.scrollIntoView()")
    top, chart = rescues.panel.bounding_box(), rescues.panel.locator(".analysis-held canvas.marks").bounding_box()
    clip = {**top, "height": chart["y"] + chart["height"] + 8 - top["y"]}
    held = rescues.panel.locator(".analysis-held").inner_text().splitlines()
    words = "\n".join([*_lines(rescues), *(line.strip() for line in held if line.strip())])
    if "ANALYSIS_PICTURE" in os.environ:
        PICTURE.write_bytes(_described(rescues.page.screenshot(clip=clip), words))
    rescues.resize(1280, 1000)
    picture = PICTURE.read_bytes()
    assert _description(picture) == words, "run `make picture`, and look at reports/explorer.png"
    assert len(picture) < 300_000
    assert "](reports/explorer.png)" in (ROOT / "README.md").read_text(encoding="utf-8")


_BEFORE = b"iTXtDescription\0\0\0\0\0"


def _described(png: bytes, words: str) -> bytes:
    """A PNG that says in words what it shows: a chunk behind its header."""
    chunk = _BEFORE + words.encode()
    length, check = struct.pack(">I", len(chunk) - 4), struct.pack(">I", zlib.crc32(chunk))
    return png[:33] + length + chunk + check + png[33:]


def _description(png: bytes) -> str:
    """The words in a PNG that `_described` made."""
    start = png.index(_BEFORE)
    (length,) = struct.unpack(">I", png[start - 4 : start])
    return png[start + len(_BEFORE) : start + 4 + length].decode()


def test_all_the_while_nothing_went_wrong_and_nothing_was_asked_of_the_network(explorer, lab):
    assert explorer.seen.problems == []
    assert explorer.seen.requests == []
    assert lab.calls() == []
