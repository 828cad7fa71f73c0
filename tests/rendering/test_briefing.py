"""A briefing holds of each report what fits on two pages, and says what it leaves out."""

import nbformat
import pytest

from analysis.errors import AnalysisError
from analysis.rendering import briefing, inputs
from analysis.rendering.shelf import Record, Shelf

TABLE = """<table class="analysis-table"><caption>All of it</caption><thead><tr><th>what</th><th>value</th></tr></thead>
<tbody>{rows}</tbody></table>"""
SOURCES = """<table><caption>Sources</caption><thead><tr><th>figure</th><th>as printed</th></tr></thead>
<tbody><tr id="source-a-1"><th>a-1</th><td>3</td></tr></tbody></table>"""


def _notebook(rows: int, limits: str = "What this cannot show"):
    body = "".join(
        f'<tr><th><a href="#source-a-1">row {number}</a></th><td>{number}</td></tr>' for number in range(rows)
    )

    def shown(tags=(), **data):
        output = nbformat.v4.new_output("display_data", {kind.replace("_", "/"): text for kind, text in data.items()})
        return nbformat.v4.new_code_cell("show()", outputs=[output], metadata={"tags": list(tags)})

    cells = [
        nbformat.v4.new_markdown_cell("# What is it?\n\nA question."),
        shown(["answer"], text_markdown="**It is so.** Because of that. And more."),
        nbformat.v4.new_markdown_cell("**Not:** that it is otherwise.", metadata={"tags": ["answer"]}),
        nbformat.v4.new_markdown_cell("## One section\n\nRead it so."),
        shown(text_html=SOURCES),
        shown(text_html=TABLE.format(rows=body)),
        nbformat.v4.new_markdown_cell(f"## {limits}\n\n- Whether it holds <b>elsewhere</b>."),
        nbformat.v4.new_markdown_cell("## Sources\n\nBelow."),
    ]
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture
def shelf(tmp_path):
    """Two reports of one notebook, in two languages, as a render leaves them."""
    folder = tmp_path / "reports"
    folder.mkdir()
    shelf = Shelf(folder)
    (folder / ".records").mkdir()
    for name, language, limits in (
        ("a-en", "en", "What this cannot show"),
        ("a-nl", "nl", "Wat dit niet kan laten zien"),
    ):
        nbformat.write(_notebook(23, limits), folder / f"{name}.ipynb")
        files = {f"{name}.html": (1, "d"), f"{name}.ipynb": (1, "d")}
        shelf.write(Record(name, f"Title {name}", "a", {"language": language}, "weekly", files=files))
    return shelf


def _project(tmp_path):
    return inputs.Project(tmp_path, tmp_path / "data")


def _made(shelf, tmp_path, name, language):
    record = shelf.records()[name]
    return briefing.sheet(_project(tmp_path), shelf, record, language)


def test_a_sheet_has_the_answer_and_what_it_is_not_in_this_order(shelf, tmp_path):
    sheet = _made(shelf, tmp_path, "a-en", "en")
    assert sheet.heading == "What is it?"
    assert [part.strip() for part in sheet.said] == [
        "<p><strong>It is so.</strong> Because of that.</p>",
        "<p><strong>Not:</strong> that it is otherwise.</p>",
    ]


def test_the_first_table_that_is_no_list_of_sources_is_cut_and_the_rest_counted(shelf, tmp_path):
    sheet = _made(shelf, tmp_path, "a-en", "en")
    assert "All of it" in sheet.table
    assert (sheet.table.count("<tr"), sheet.left) == (1 + briefing.ROWS, 23 - briefing.ROWS)
    assert "<a" not in sheet.table
    assert "row 9" in sheet.table
    assert "row 10" not in sheet.table


@pytest.mark.parametrize(("name", "language"), [("a-en", "en"), ("a-nl", "nl")])
def test_the_limits_are_those_of_the_section_in_either_language(shelf, tmp_path, name, language):
    limits = _made(shelf, tmp_path, name, language).limits
    assert len(limits) == 1
    assert "Whether it holds" in limits[0]
    assert "<b>" not in limits[0]
    assert "Below" not in "".join(limits)


def test_the_page_says_how_many_rows_are_elsewhere_in_its_language(shelf, tmp_path):
    file = tmp_path / "new" / "briefing.html"
    assert briefing.write(_project(tmp_path), (), "nl", file, shelf.folder) == 1
    text = file.read_text(encoding="utf-8")
    assert '<html lang="nl">' in text
    assert "Nog 13 rijen staan in het rapport, a-nl.html." in text
    assert text.count("<article>") == 1


def test_unknown_names_and_languages_without_reports_are_refused(shelf, tmp_path):
    with pytest.raises(AnalysisError, match="did you mean 'a-en'"):
        briefing.write(_project(tmp_path), ["a-em"], "en", tmp_path / "b.html", shelf.folder)
    with pytest.raises(AnalysisError, match="has no report in 'fr'; render them first"):
        briefing.write(_project(tmp_path), (), "fr", tmp_path / "b.html", shelf.folder)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(AnalysisError, match="cannot be written"):
        briefing.write(_project(tmp_path), (), "en", tmp_path / "file" / "b.html", shelf.folder)
    assert not (tmp_path / "b.html").exists()


def test_a_report_that_was_asked_for_on_the_command_line_takes_the_place_of_none(shelf, tmp_path):
    files = {"a-2.html": (1, "d"), "a-2.ipynb": (1, "d")}
    nbformat.write(_notebook(23), shelf.folder / "a-2.ipynb")
    given = {"language": "en", "number": 2}
    shelf.write(Record("a-2", "Other", "a", given, "on_demand", planned=False, files=files))
    file = tmp_path / "briefing.html"
    for names in ((), ("a",)):
        assert briefing.write(_project(tmp_path), names, "en", file, shelf.folder) == 1
        assert "a-en.html" in file.read_text(encoding="utf-8")
    briefing.write(_project(tmp_path), ["a-2"], "en", file, shelf.folder)
    assert "a-2.html" in file.read_text(encoding="utf-8")


def test_where_no_notebook_has_just_one_report_nothing_is_written(shelf, tmp_path):
    nbformat.write(_notebook(2), shelf.folder / "b-en.ipynb")
    files = {"b-en.html": (1, "d"), "b-en.ipynb": (1, "d")}
    shelf.write(Record("b-en", "B", "a", {"language": "en", "number": 2}, "weekly", files=files))
    with pytest.raises(AnalysisError, match="no notebook has just one report in 'en'"):
        briefing.write(_project(tmp_path), (), "en", tmp_path / "b.html", shelf.folder)
    assert not (tmp_path / "b.html").exists()
