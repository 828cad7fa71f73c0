"""A page is whole in itself: charts with a picture and a description, and no request to anywhere."""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from analysis.language import dates
from analysis.rendering.pages import content, exporter, lookup, related, vega
from analysis.rendering.pages.content import About
from analysis.rendering.pages.lookup import Lookup

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "description": 'Spending "EUR" </script> of 2013',
    "data": {"values": [{"a": "x</script><script>alert(1)</script>", "b": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
}
ROOT = Path(__file__).parents[2]
PICTURE = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg>'
ABOUT = About("01-spending-nl", "Uitgaven & meer", "nl", "01-spending", "0123456789abcdef")
SOURCES = (
    "<table><caption>Sources</caption><thead><tr><th>figure</th><th>as printed</th><th>discrepancies</th></tr></thead>"
    '<tbody><tr id="source-pr13-0043-1"><th scope="row">pr13-0043-1</th><td>1</td><td>1</td></tr></tbody></table>'
)


def book(*outputs, source="charts.spending(data)", parameters="", injected=""):
    new = nbformat.v4
    cells = [new.new_markdown_cell("# Question?\n\nThe lead.\n\n## First\n\n| a | b |\n|---|---|\n| 1 | 2 |")]
    if parameters:
        cells.append(new.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    if injected:
        cells.append(new.new_code_cell(injected, metadata={"tags": ["injected-parameters"]}))
    cells += [new.new_code_cell(source, outputs=list(outputs)), new.new_markdown_cell("## Sources")]
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
    return exporter.page(book(shown(chart=SPEC, svg=PICTURE, text="Chart")), ABOUT)


def test_a_chart_is_a_figure_with_description_picture_and_specification(page):
    figure = re.search(r"<figure.*?</figure>", page, re.DOTALL)[0]
    assert 'role="img"' in figure
    assert unescape(re.search(r'role="img" aria-label="(.*?)"', figure)[1]) == SPEC["description"]
    assert re.search(r"<svg [^>]*><text>drawn</text></svg>", figure)
    packed = re.search(r'<script type="text/plain" class="spec">(.*?)</script>', figure, re.DOTALL)[1]
    assert json.loads(gzip.decompress(base64.b64decode(packed, validate=True))) == SPEC


def test_a_page_asks_for_nothing_and_fits_in_a_megabyte_and_a_half(page):
    outside = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", outside)
    assert len(page.encode()) < 1_500_000


def test_a_link_to_a_page_is_shown_with_its_title_and_its_answer(page):
    said = dict(re.findall(r'<meta property="(og:\w+)" content="([^"]*)">', page))
    assert said["og:title"] == re.search(r"<title>(.*?)</title>", page)[1]
    assert said["og:description"] == re.search(r'<meta name="description" content="([^"]*)">', page)[1]
    assert said["og:description"]
    assert "<" not in said["og:description"]


def test_the_policy_allows_exactly_the_style_and_the_scripts_of_the_page(page):
    policy = unescape(re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)[1])
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    library = gzip.decompress(base64.b64decode(re.search(r'id="library">(.*?)</script>', page)[1])).decode()
    assert library == vega.script()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 6
    allowed = set(re.findall(r"'sha256-(.*?)'", policy))
    texts = (style, *scripts, library)
    assert allowed == {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts}


def test_nothing_in_a_page_is_styled_or_scripted_in_place(page):
    outside = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"<[^>]* (?:style|on\w+)=", outside)


def test_a_page_without_charts_carries_no_library_and_nothing_that_reads_charts():
    page = exporter.page(book(shown(text="5")), ABOUT)
    assert 'id="library"' not in page
    assert page.count("<script>") == 4


def test_the_scripts_of_a_page_stay_small(page):
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert sum(len(script.encode()) for script in scripts) < 42_000


def test_the_same_notebook_gives_the_same_bytes(page):
    assert exporter.page(book(shown(chart=SPEC, svg=PICTURE, text="Chart")), ABOUT) == page


def test_the_language_of_the_page_is_that_of_the_report(page):
    assert '<html lang="nl">' in page
    assert "<title>Uitgaven &amp; meer</title>" in page
    assert "Alle rapporten" in page
    assert "<h1>Question?</h1>" in page
    assert 'lang="en"' not in page.replace('tabindex="0" lang="en"><code>', "")


def test_headings_tables_and_code_are_there_and_listed(page):
    assert '<li><a href="#section-first">First</a></li>' in page
    assert '<h2 id="section-first">First</h2>' in page
    assert '<th scope="col">a</th>' in page
    assert re.search(
        r"<details class=\"code\"><summary>Toon de code van alle cellen</summary>\n<pre.*charts\.spending\(data\)", page
    )


@pytest.mark.parametrize(("language", "called"), [("nl", "Turkije"), ("en", "Turkey")])
def test_a_parameter_is_said_with_the_name_of_what_it_identifies(language, called):
    notebook = book(shown(text="5"), parameters='country: str = "TUR"  # a country')
    [setting] = content.page(notebook, replace(ABOUT, language=language, data=ROOT / "data")).settings
    assert (setting.shown, setting.value) == (called, "TUR")


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_notebook_says_a_parameter_by_its_code(path):
    page = content.page(nbformat.read(path, as_version=4), replace(ABOUT, data=ROOT / "data"))
    assert [s.name for s in page.settings if s.shown == s.value and not s.value.isdecimal() and s.value] == []


def test_a_chart_of_panels_is_called_by_its_own_title_else_by_that_of_the_first():
    panels = [{"title": {"text": ["Refugees", "in Niger"]}}, {"title": "Change"}]
    assert content.title_of({"vconcat": panels}) == content.title_of({"hconcat": panels}) == "Refugees in Niger"
    assert content.title_of({"title": "Both", "vconcat": panels}) == "Both"
    assert content.title_of({"vconcat": [{}]}) == content.title_of({}) == ""


def test_the_parameters_that_made_a_report_come_with_the_command_that_makes_another():
    notebook = book(
        shown(text="5"),
        parameters='goal: float | None = None  # a goal <b>to try</b>\nplace: str = "NO"  # a code',
        injected='# Parameters\ngoal = 2500.0\nplace = "it\'s"\n',
    )
    page = content.page(notebook, ABOUT)
    assert [(s.name, s.value, s.default) for s in page.settings] == [("goal", "2500", "None"), ("place", "it's", "NO")]
    assert page.command == "analysis render 01-spending -p goal=2500 -p 'place=it'\"'\"'s'"
    text = exporter.page(notebook, ABOUT)
    assert "a goal &lt;b&gt;to try&lt;/b&gt;" in text
    assert "injected" not in text


def test_a_report_can_be_cited_with_version_and_inputs():
    page = content.page(book(), ABOUT)
    assert "“Uitgaven & meer”" in page.citation
    assert page.citation.endswith("invoer 0123456789ab")


@pytest.fixture
def data(tmp_path):
    (tmp_path / "figures.csv").write_text(
        "figure_id,source_id,line,programme_id\npr13-0043-1,report-2013,43,hrt\npr13-0043-2,report-2013,43,\n",
        encoding="utf-8",
    )
    (tmp_path / "sources.csv").write_text(
        "source_id,title,publisher,published,language,url,text_lines\n"
        "report-2013,The <report>,M,2014,nl,,9\nother,O,,,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "discrepancies.csv").write_text("discrepancy_id,what_en\nwindows,Two <windows>.\n", encoding="utf-8")
    (tmp_path / "discrepancy_figures.csv").write_text(
        "discrepancy_id,figure_id\nwindows,pr13-0043-1\n", encoding="utf-8"
    )
    (tmp_path / "places.csv").write_text(
        "place_id,place_kind,label_en\nNER,country,Niger\nx,region,X\n", encoding="utf-8"
    )
    (tmp_path / "figure_places.csv").write_text(
        "figure_id,place_id\npr13-0043-1,NER\npr13-0043-1,x\n", encoding="utf-8"
    )
    (tmp_path / "programmes.csv").write_text("programme_id,label_en\nhrt,Return\n", encoding="utf-8")
    return tmp_path


def test_sources_say_what_is_contested_and_name_the_documents(data):
    about = About("a", "A", "en", "a", "", data)
    links = '<a href="#source-pr13-0043-1">pr13-0043-1</a> <a href="#source-gone">gone</a>'
    outputs = [shown(**{"text/html": links}), shown(**{"text/html": SOURCES})]
    page = content.page(book(*outputs), about)
    text = exporter.page(book(*outputs), about, page)
    assert '<td>1</td><td><span class="dispute">Two &lt;windows&gt;.</span></td>' in text
    assert "The &lt;report&gt;" in text
    assert text.count('<a href="figures/pr13-0043-1.html">pr13-0043-1</a>') == 2  # where it is named, and in its row
    assert "> gone" in text
    assert "#source-gone" not in text


def test_the_names_of_a_dataset_that_is_not_there_are_none():
    assert Lookup().documents(["a"]) == []
    assert Lookup().places(["a"]) == set()


def test_names_are_read_once_for_all_pages_of_a_dataset_and_again_where_it_changed(data):
    first = lookup.known(data)
    assert lookup.known(data) is first
    assert [row["source_id"] for row in first.table("sources")] == ["report-2013", "other"]
    (data / "sources.csv").write_text("source_id,title\nnew,N\n", encoding="utf-8")
    assert [row["source_id"] for row in lookup.known(data).table("sources")] == ["new"]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (shown(**{"text/html": "<table><tr><td>x</td></tr></table>"}), "<table><tr><td>x</td></tr></table>"),
        (shown(text="a < b"), "a &lt; b</pre>"),
        (shown(**{"image/png": "iVBO\nRw0="}), '<img alt="" src="data:image/png;base64,iVBORw0=">'),
        (shown(**{"text/markdown": "**so**"}), "<strong>so</strong>"),
        (shown(svg=PICTURE), "<text>drawn</text>"),
        (nbformat.v4.new_output("stream", text="1 < 2\x1b[0m"), "1 &lt; 2</pre>"),
        (nbformat.v4.new_output("error", ename="E", evalue="", traceback=["<E>"]), "&lt;E&gt;</pre>"),
    ],
)
def test_each_kind_of_output_has_its_form(output, expected):
    assert expected in exporter.page(book(output), ABOUT)


def test_what_introduces_controls_is_left_out_and_what_they_are_set_to_is_not():
    notebook = book(shown(**{"text/html": "<p>Set to target: 3,000.</p>"}))
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell("## Try other values", metadata={"tags": ["controls"]}))
    page = exporter.page(notebook, ABOUT)
    assert "Set to target: 3,000." in page
    assert "Try other values" not in page


def test_the_exporter_works_on_its_own():
    text, resources = exporter.ReportExporter().from_notebook_node(
        book(shown(text="5")), {"metadata": {"name": "mine"}}
    )
    assert resources["output_extension"] == ".html"
    assert "<title>mine</title>" in text


def test_the_drawing_library_is_kept_between_processes(tmp_path):
    first = vega._from_folder(tmp_path, "vega-test.js")
    assert (tmp_path / "vega-test.js").read_text(encoding="utf-8") == first
    (tmp_path / "vega-test.js").write_text("kept", encoding="utf-8")
    assert vega._from_folder(tmp_path, "vega-test.js") == "kept"


def test_a_report_links_to_its_twin_and_to_the_index_of_its_language():
    page = exporter.page(book(shown(text="5")), replace(ABOUT, twins={"en": "01-spending-en"}))
    assert '<a class="home" href="index-nl.html">' in page
    assert '<a href="01-spending-en.html" lang="en" hreflang="en" rel="alternate">English</a>' in page


def test_a_page_opens_with_the_answer_what_may_not_be_said_and_its_chart():
    said = nbformat.v4.new_code_cell(
        "say()", outputs=[shown(**{"text/markdown": "**It was so.** As printed. And more."})]
    )
    drawn = nbformat.v4.new_code_cell("draw()", outputs=[shown(chart=SPEC, svg=PICTURE, text="Chart")])
    never = nbformat.v4.new_markdown_cell("**Not:** that it is more.")
    panel = nbformat.v4.new_code_cell("widgets.x()", outputs=[shown(**{"text/html": "<p>Set to</p>"})])
    for cell in (said, drawn, never):
        cell.metadata["tags"] = ["answer"]
    panel.metadata["tags"] = ["controls"]
    notebook = book()
    notebook.cells += [panel, drawn, never, said]
    page = content.page(notebook, ABOUT)
    assert [block.kind for block in page.answer] == ["output", "prose", "chart"]
    assert page.answer[0].body.strip() == "<p><strong>It was so.</strong> As printed.</p>"
    assert [block.kind for block in page.blocks if "It was so" in block.body] == ["output"]
    assert not any("Set to" in block.body or block.kind == "chart" for block in page.blocks)
    assert page.has_charts
    html = exporter.page(notebook, ABOUT)
    assert html.index('class="answer"') < html.index('class="lead"') < html.index('id="made"')


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("**So it was.** The sum is ca. EUR 200 million. More.", "**So it was.** The sum is ca. EUR 200 million."),
        ("One. Two. Three.", "One. Two."),
        ("**A (no. 3, 5).**\n\nOther paragraph.", "**A (no. 3, 5).**"),
        ("- an item: of 3.5\n- another", "- an item: of 3.5\n- another"),
    ],
)
def test_the_first_two_sentences_are_taken_and_no_abbreviation_ends_one(text, brief):
    assert content.first_sentences(text) == brief


def test_the_rows_of_sources_are_folded_under_their_number():
    head, row = "<thead><tr><th>cijfer</th></tr></thead>", '<tr id="source-a-1"><td>x</td></tr>'
    table = f"<table><caption>Bronnen</caption>{head}<tbody>{row}</tbody></table>"
    page = content.page(book(shown(**{"text/html": table})), ABOUT)
    bodies = "".join(block.body for block in page.blocks)
    assert '<details class="folded"><summary>Bronnen (1)</summary>' in bodies


# -- from one report to another -------------------------------------------------------------------------------------

REPORTS = {
    "country=NER": "06-country-NER-en.html",
    "programme_id=hrt": "07-programme-hrt-en.html",
    "03-targets": "03-targets-en.html",
}


@pytest.fixture
def named(data):
    (data / "programmes.csv").write_text("programme_id,label_en\nhrt,Return\naid,Aid\n", encoding="utf-8")
    (data / "programme_places.csv").write_text("programme_id,place_id\nhrt,NER\naid,NER\n", encoding="utf-8")
    (data / "targets.csv").write_text("target_id,label_en,programme_id\nt-1,All home,hrt\nt-2,None,\n", "utf-8")
    return data


def table(*rows, heads=("programme", "place", "note")):
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def about(name, notebook, data, reports=REPORTS):
    return About(name, "T", "en", notebook, data=data, reports=reports)


def test_a_table_leads_to_the_reports_of_what_its_cells_name_in_full(named):
    shown_ = shown(**{"text/html": table(["Return", "Niger, X", "Niger"], ["Aid", "Niger and more", ""])})
    text = exporter.page(book(shown_), about("02-x-en", "02-x", named))
    assert '<td><a href="07-programme-hrt-en.html">Return</a></td>' in text
    assert '<td><a href="06-country-NER-en.html">Niger</a>, X</td><td>Niger</td>' in text
    assert '<td><a href="programmes.html#aid">Aid</a></td><td>Niger and more</td>' in text  # has no report of its own


def test_a_target_leads_to_its_row_and_the_row_to_its_programme(named):
    promised = shown(**{"text/html": table(["All home"], heads=["promised, planned or expected"])})
    there = shown(**{"text/html": table(["All home"], ["None"], heads=["target"])})
    text = exporter.page(book(promised), about("07-programme-hrt-en", "07-programme", named))
    assert '<a href="03-targets-en.html#row-t-1">All home</a>' in text
    text = exporter.page(book(there), about("03-targets-en", "03-targets", named))
    assert '<tr id="row-t-1"><td><a href="07-programme-hrt-en.html">All home</a></td></tr>' in text
    assert '<tr id="row-t-2"><td>None</td></tr>' in text


def test_a_report_says_what_it_belongs_with_and_never_links_to_itself(named):
    page = content.page(book(), about("06-country-NER-en", "06-country", named))
    found = dict(page.see_also)
    assert found["Programmes that name the country"] == [
        ("Aid", "programmes.html#aid"),
        ("Return", "07-programme-hrt-en.html"),
    ]
    assert [address for _, address in found["In the index"]] == ["index.html#06-country-NER-en"]
    page = content.page(book(), about("07-programme-hrt-en", "07-programme", named))
    found = dict(page.see_also)
    assert found["Countries"] == [("Niger", "06-country-NER-en.html")]
    assert found["Targets"] == [("All home", "03-targets-en.html#row-t-1")]
    own = shown(**{"text/html": table(["Return", "Niger", ""])})
    text = exporter.page(book(own), about("06-country-NER-en", "06-country", named))
    assert "<td>Niger</td>" in text
    assert "see also" not in exporter.page(book(own), about("x", "x", named, {})).lower()


def test_the_heading_of_one_report_of_several_is_its_title_and_the_question_stays_the_notebooks():
    injected = book(shown(text="5"), parameters='place: str = "NO"', injected='place = "NER"')
    page = content.page(injected, ABOUT)
    assert (page.heading, page.question) == ("Uitgaven & meer", "Question?")
    spoken = book(shown(text="5"), parameters='language: str = "en"', injected='language = "nl"')
    assert content.page(spoken, ABOUT).heading == "Question?"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("**All of it**, in words. And more.", "**All of it**, in words."),
        ("**So it was.** As printed. And more.", "**So it was.** As printed."),
        ("One. Two. Three.", "One. Two."),
    ],
)
def test_what_is_bold_and_what_follows_it_keep_their_distance(text, first):
    assert content.first_sentences(text) == first


def test_every_report_of_the_plan_can_be_found_by_what_it_is_about():
    report = SimpleNamespace(name="a-en", notebook="a", language="en", parameters={"language": "en", "country": "NER"})
    two = SimpleNamespace(name="b", notebook="a", language="en", parameters={"country": "NER", "goal": 3})
    other = SimpleNamespace(name="a-nl", notebook="a", language="nl", parameters={"language": "nl", "country": "NER"})
    assert related.addresses([report, two, other], "en") == {"country=NER": "a-en.html"}


@pytest.mark.parametrize(
    ("day", "language", "text"),
    [
        ("2017-07-01", "nl", "1 juli 2017"),
        ("2017-07-01", "en", "1 July 2017"),
        ("2017-07", "nl", "juli 2017"),
        ("2017", "nl", "2017"),
        ("winter", "nl", "winter"),
        ("", "nl", ""),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(day, language, text):
    assert dates.written(day, language) == text
