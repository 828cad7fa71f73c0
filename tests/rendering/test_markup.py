"""Whatever a notebook puts out, only harmless markup of it reaches a page."""

import pytest
from lxml import html as lxml_html

from analysis.rendering.pages.markup import Cleaner, Markdown, plain, rows_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://example.org/x.png'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<style>body{display:none}</style>",
        "<p style='background:url(https://example.org)'>x</p>",
        "<form action='https://example.org'><input></form>",
        "<base href='https://example.org'><link rel=stylesheet href='https://example.org'>",
        "<meta http-equiv=refresh content='0;url=https://example.org'>",
        "<object data=x></object><embed src=x>",
        "<table><tr><td><script>alert(1)</script></td></tr></table>",
        "<!--><script>alert(1)</script-->",
        "<p id='page'>x</p>",
    ],
)
def test_hostile_html_loses_what_is_hostile(hostile):
    text = Cleaner().html(hostile)
    for forbidden in (
        "<script",
        "onclick",
        "onload",
        "<style",
        "<iframe",
        "javascript",
        "example.org",
        "<form",
        "<meta",
        "<object",
        "<svg",
        "data:text",
        'id="page"',
        "<img src",
    ):
        assert forbidden not in text.replace(" ", "").replace("\t", "")
    assert "<img" not in text


@pytest.mark.parametrize("hostile", ["<b>bold</b>", "<script>alert(1)</script>", "[x](javascript:alert(1))", "a & <i>"])
def test_markup_in_computed_markdown_is_shown_and_not_obeyed(hostile):
    text = Cleaner().html(Markdown.make()(hostile))
    assert "<b>" not in text
    assert "<script" not in text
    assert "<i>" not in text
    assert "javascript" not in text
    assert plain(text)


def test_what_is_harmless_stays():
    html = '<p>a <strong>b</strong> &amp; <a href="#source-x">c</a>, <a href="https://example.org">d</a></p>'
    cleaner = Cleaner()
    assert cleaner.html(html) == html.replace('org"', 'org" rel="noopener noreferrer"')
    assert cleaner.html("a &lt; b") == "a &lt; b"
    assert cleaner.html("") == ""


def test_a_table_scrolls_in_a_box_of_its_own_and_is_named():
    cleaner = Cleaner()
    text = cleaner.html("<table><caption>What <b>it</b> is</caption><thead><tr><th>a</th></tr></thead></table>")
    assert text.startswith('<div class="scroll" role="group" tabindex="0" aria-label="What it is"><table>')
    assert '<th scope="col">a</th>' in text
    assert 'aria-label="Table 2"' in cleaner.html("<table><tr><td>1</td></tr></table>")


def test_a_column_of_prose_is_marked_and_a_table_of_many_lies_on_its_side():
    def boxed(*cells: str, rows: int = 7) -> str:
        head = "".join("<th>a</th>" for _ in cells)
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows * f'<tr>{row}</tr>'}</tbody></table>"
        return Cleaner().html(table)

    prose, words = "x" * 61, "x" * 26
    assert boxed("x", prose).count('class="prose"') == 1
    assert "prose" not in boxed("x", "x" * 60)
    assert "wide" in boxed(prose, prose, prose, words, words)  # three times three, and twice two
    assert "wide" not in boxed(prose, prose, prose, words, "x")
    assert "wide" in boxed(*"x" * 13)
    assert "wide" not in boxed(*"x" * 12)
    assert "wide" not in boxed(*"x" * 13, rows=6)


def test_a_row_of_sources_is_found_once():
    cleaner = Cleaner()
    row = '<table><tbody><tr id="source-a-1"><td>1</td></tr></tbody></table>'
    assert 'id="source-a-1"' in cleaner.html(row)
    assert 'id="source-a-1"' not in cleaner.html(row)
    assert cleaner.sources == ["a-1"]


def test_a_cell_that_reaches_over_rows_is_in_each_of_them_and_the_heading_of_a_group_is_no_row():
    heading = "<tr><th colspan=3 scope=rowgroup>Results 2018"
    rows = "<tr><th rowspan=2>a<td>1<td rowspan=3>x<tr><td>2<tr><th>b<td>3<tr><th>c<td>4<td>y"
    table = lxml_html.fromstring(f"<table><tbody>{heading}{rows}</table>")
    found = [[cell.text for cell in cells] for _row, cells in rows_of(table)]
    assert found == [["a", "1", "x"], ["a", "2", "x"], ["b", "3", "x"], ["c", "4", "y"]]


def test_headings_are_named_once_and_there_is_one_first():
    cleaner = Cleaner()
    text = cleaner.html("<h1>A</h1><h2>B &lt;b&gt;</h2><h2>B b</h2><h1>C</h1>")
    assert [(h.level, h.anchor) for h in cleaner.headings] == [
        (1, "section-a"),
        (2, "section-b-b"),
        (2, "section-b-b-2"),
        (2, "section-c"),
    ]
    assert "B &lt;b&gt;" in text


@pytest.mark.parametrize(
    "picture",
    [
        SVG.format('onload="alert(1)"', ""),
        SVG.format("", "<script>alert(1)</script>"),
        SVG.format("", "<foreignObject><p>x</p></foreignObject>"),
        SVG.format("", '<a xlink:href="javascript:alert(1)"><text>x</text></a>'),
        SVG.format("", '<image xlink:href="https://example.org/x.png"/>'),
        SVG.format("", '<rect fill="url(https://example.org/#a)" style="fill:red"/>'),
        SVG.format("", "<style>*{fill:url(https://example.org)}</style>"),
        SVG.format("", '<use href="https://example.org/#a"/>'),
        SVG.format("", '<animate onbegin="alert(1)"/><set attributeName="onload" to="alert(1)"/>'),
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("", "<text>&x;</text>"),
        "<script>alert(1)</script>",
        "no picture at all",
    ],
)
def test_hostile_pictures_lose_what_is_hostile(picture):
    text = Cleaner().svg(picture)
    for forbidden in ("script", "onload", "onbegin", "example.org", "foreignObject", "<a", "<image", "style", "root:"):
        assert forbidden not in text


def test_identifiers_of_several_pictures_do_not_meet():
    cleaner = Cleaner()
    picture = SVG.format("", '<defs><clipPath id="c"/></defs><g clip-path="url(#c)"/>')
    assert 'id="p1-c"' in (first := cleaner.svg(picture))
    assert 'clip-path="url(#p1-c)"' in first
    assert 'clip-path="url(#p2-c)"' in cleaner.svg(picture)


def test_a_table_of_sources_without_a_heading_is_shown_as_it_is():
    cleaner = Cleaner({"a-1": ["Two windows."]})
    row = '<table><tbody><tr id="source-a-1"><th>a-1</th><td>3</td></tr></tbody></table>'
    assert "<td>3</td>" in cleaner.html(row)
