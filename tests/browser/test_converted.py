"""A notebook that `nbconvert` makes into a script, into Markdown or into slides can be used without a network."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from lxml import etree
from nbconvert import MarkdownExporter, PythonExporter, SlidesExporter

from analysis.show import mime

ROOT = Path(__file__).parents[2]
NAME = "03-targets"
ANSWER = "93 to 97% of 3,000"


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(ROOT / "notebooks" / f"{NAME}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def charts(notebook):
    """How many charts its outputs hold."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return sum(mime.VEGA_LITE in output.get("data", {}) for output in outputs)


def test_as_a_script_it_runs_anywhere_and_says_the_answer(notebook, tmp_path):
    script, _ = PythonExporter().from_notebook_node(notebook)
    (tmp_path / "script.py").write_text(f"{script}\nprint(attained.text)\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert ANSWER in done.stdout


def test_as_markdown_it_has_the_answer_and_a_picture_of_every_chart_beside_it(notebook, charts):
    text, resources = MarkdownExporter().from_notebook_node(notebook)
    assert ANSWER in text
    pictures = [name for name in resources["outputs"] if name.endswith(".svg")]
    assert len(pictures) == charts > 0
    assert all(f"]({name})" in text for name in pictures)


@pytest.mark.browser
def test_as_slides_without_a_network_it_is_a_page_with_the_answer_and_a_picture_of_every_chart(
    notebook, charts, browser, tmp_path
):
    page, _ = SlidesExporter().from_notebook_node(notebook)
    (tmp_path / "slides.html").write_text(page, encoding="utf-8")
    opened, _ = browser.open(tmp_path / "slides.html")
    assert opened.get_by_text(ANSWER).first.is_visible()
    drawn = "pictures => pictures.filter(picture => picture.checkVisibility() && picture.clientHeight > 100).length"
    assert opened.locator("img[src^='data:image/svg'], .jp-RenderedSVG svg").evaluate_all(drawn) == charts
    opened.context.close()


def test_as_slides_each_section_is_a_slide(notebook):
    page, _ = SlidesExporter().from_notebook_node(notebook)
    headed = [cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.source.startswith("#")]
    slides = etree.HTML(page).xpath("//div[@class='slides']/section/section[not(section)]")
    assert [slide.xpath("string(.//h1 | .//h2)").rstrip("\N{PILCROW SIGN}") for slide in slides] == [
        cell.source.partition("\n")[0].lstrip("# ") for cell in headed
    ]
