"""A page is whole in itself: charts with a picture and a description, and no request to anywhere."""

import json
import re
from types import SimpleNamespace

import nbformat
import pytest

from analysis.rendering import pages, vega
from analysis.rendering.records import Failure, Record

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "description": 'Spending "EUR" </script> of 2013',
    "data": {"values": [{"a": "x</script><script>alert(1)</script>", "b": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
}
PICTURE = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg>'
ABOUT = SimpleNamespace(name="01-spending-nl", title="Uitgaven & meer", language="nl")


def book(*outputs, source="charts.spending(data)"):
    new = nbformat.v4
    cells = [new.new_markdown_cell("# Question?\n\n| a | b |\n|---|---|\n| 1 | 2 |")]
    cells += [new.new_code_cell(source, outputs=list(outputs))]
    return new.new_notebook(cells=cells)


def shown(**data):
    names = {"chart": "application/vnd.vegalite.v5+json", "svg": "image/svg+xml", "text": "text/plain"}
    bundle = {names.get(key, key): value for key, value in data.items()}
    return nbformat.v4.new_output("display_data", data=bundle)


@pytest.fixture(scope="module", autouse=True)
def _library(tmp_path_factory):
    vega.keep_in(tmp_path_factory.mktemp("vega"))
    yield
    vega._folder.clear()


@pytest.fixture(scope="module")
def page():
    return pages.report_page(book(shown(chart=SPEC, svg=PICTURE, text="Chart")), ABOUT)


def test_a_chart_is_a_figure_with_description_picture_and_specification(page):
    figure = re.search(r"<figure.*?</figure>", page, re.DOTALL)[0]
    assert 'role="img"' in figure
    assert 'aria-label="Spending &quot;EUR&quot; &lt;/script&gt; of 2013"' in figure
    assert '<svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg>' in figure
    text = re.search(r'<script type="application/json">(.*?)</script>', figure, re.DOTALL)[1]
    assert json.loads(text) == SPEC


def test_a_page_asks_for_nothing_and_fits_in_a_megabyte_and_a_half(page):
    outside = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", outside)
    assert "require.js" not in page
    assert "MathJax" not in page
    assert "default-src 'none'" in page
    assert page.count("vegaEmbed(place") == 1
    assert len(page.encode()) < 1_500_000


def test_a_page_without_charts_carries_no_library():
    assert "vegaEmbed" not in pages.report_page(book(shown(text="5")), ABOUT)


def test_the_language_of_the_page_is_that_of_the_report(page):
    assert '<html lang="nl">' in page
    assert "<title>Uitgaven &amp; meer</title>" in page
    assert "Alle rapporten" in page


def test_prose_tables_and_code_are_there(page):
    assert "<h1>Question?</h1>" in page
    assert "<td>1</td>" in page
    assert "<details><summary>Code</summary><pre><code>charts.spending(data)</code></pre></details>" in page


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (shown(**{"text/html": "<table><tr><td>x</td></tr></table>"}), "<table><tr><td>x</td></tr></table>"),
        (shown(text="a < b"), "<pre>a &lt; b</pre>"),
        (shown(**{"image/png": "iVBO\nRw0="}), '<img alt="" src="data:image/png;base64,iVBORw0=">'),
        (shown(**{"text/markdown": "**so**"}), "<strong>so</strong>"),
        (shown(svg=PICTURE), '<div class="output"><svg xmlns'),
        (nbformat.v4.new_output("stream", text="1 < 2\x1b[0m"), "<pre>1 &lt; 2</pre>"),
    ],
)
def test_each_kind_of_output_has_its_form(output, expected):
    assert expected in pages.report_page(book(output), ABOUT)


def test_the_index_shows_state_error_and_links():
    good = Record(
        "a", "A & B", "01-spending", {}, "weekly", fingerprint="x", files={"a.html": (1, "d")}, rendered="now"
    )
    records = [
        good,
        Record("b", "B", "03-targets", {}, "weekly", failure=Failure("ValueError: <x>", 3)),
        Record("c", "C", "03-targets", {}, "weekly", files={"c.html": (1, "d")}, failure=Failure("the kernel died")),
        Record("d", "D", "03-targets", {}, "weekly", fingerprint="x", files={"d.html": (1, "d")}, outdated=True),
    ]
    index = pages.index_page(records)
    assert '<a href="a.html">A &amp; B</a>' in index
    assert "ValueError: &lt;x&gt; (cell [3])" in index
    assert '<a href="b.failed.ipynb">' in index
    assert '<a href="c.html">' in index
    assert re.findall(r'class="state-\w+">(\w+)<', index) == ["fresh", "failed", "stale", "stale"]


def test_the_drawing_library_is_kept_between_processes(tmp_path):
    first = vega._from_folder(tmp_path, "vega-test.js")
    assert (tmp_path / "vega-test.js").read_text(encoding="utf-8") == first
    (tmp_path / "vega-test.js").write_text("kept", encoding="utf-8")
    assert vega._from_folder(tmp_path, "vega-test.js") == "kept"
