"""The index says of a report what changed since the last render, and shows a chart of it."""

import json

import nbformat

from analysis.rendering.pages import content, shown, summary
from analysis.rendering.pages.content import About

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="200" viewBox="0 0 700 200">'
    '<g transform="translate(5,5)">'
    '<g transform="translate(160,40)"><text>Return</text><path d="M0,0h100.123v10Z" opacity="1"/></g>'
    '<g class="mark-group role-legend"><path d="M0,0"/></g></g></svg>'
)


def book(sentence: str, **cells: str) -> nbformat.NotebookNode:
    new = nbformat.v4
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{cell}</td></tr>' for name, cell in cells.items())
    head = "<caption>Spending</caption><thead><tr><th>what</th><th>EUR</th></tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>"
    outputs = [
        new.new_output("display_data", data={"text/markdown": sentence}),
        new.new_output("display_data", data={"text/html": table}),
        new.new_output("display_data", data={"image/svg+xml": PICTURE}),
    ]
    cells_ = [new.new_markdown_cell("# Q?\n\nA lead. More.\n\n## Answer"), new.new_code_cell("x", outputs=outputs)]
    return new.new_notebook(cells=cells_)


def changes(old: nbformat.NotebookNode | None, new: nbformat.NotebookNode) -> list[list[str]]:
    page = content.page(new, About("a", "A"))
    return summary.of(page, shown.of(new), shown.of(old) if old else None)["changes"]


def test_changes_name_the_place_the_old_value_and_the_new():
    old, new = book("**90 %** was spent.", Return="1", Stay="2"), book("**91 %** was spent.", Return="3", Stay="2")
    assert changes(old, new) == [
        ["Answer", "90 % was spent.", "91 % was spent."],
        ["Spending: Return, EUR", "1", "3"],
    ]


def test_rows_that_came_or_went_are_changes_too():
    assert changes(book("a", Return="1"), book("a", Stay="2")) == [
        ["Spending: Return", "1", ""],
        ["Spending: Stay", "", "2"],
    ]


def test_nothing_changed_without_a_difference_or_an_earlier_render():
    assert changes(book("a", Return="1"), book("a", Return="1")) == []
    assert changes(None, book("a")) == []


def test_a_summary_holds_question_lead_and_what_differs_from_the_last_render():
    old, new = book("a", Return="1"), book("a", Return="2")
    said = summary.of(content.page(new, About("a", "A", "nl")), shown.of(new), shown.of(old))
    assert (said["question"], said["lead"], said["language"]) == ("Q?", "A lead.", "nl")
    assert said["changes"] == [["Spending: Return, EUR", "1", "2"]]
    assert json.loads(json.dumps(said)) == said


def test_the_picture_holds_the_marks_without_words_and_margins():
    picture = summary.thumbnail(book("a"))
    assert "Return" not in picture
    assert "legend" not in picture
    assert 'd="M0,0h100.1v10Z"' in picture


def test_a_notebook_without_a_chart_has_no_file_for_a_picture(tmp_path):
    notebook = book("a")
    summary.write_thumbnail(notebook, tmp_path / "pictures" / "a.svg")
    assert (tmp_path / "pictures" / "a.svg").read_text(encoding="utf-8") == summary.thumbnail(notebook)
    summary.write_thumbnail(nbformat.v4.new_notebook(), tmp_path / "none" / "a.svg")
    assert not (tmp_path / "none").exists()


def test_the_last_changes_stay_with_their_date_until_there_are_new_ones():
    new = {"changes": [["a", "1", "2"]], "changed": 1}
    dated = summary.carried(new, {}, "Monday", "Sunday")
    assert (dated["changed_on"], dated["changed_since"]) == ("Monday", "Sunday")
    later = summary.carried({"changes": [], "changed": 0}, dated, "Tuesday", "Monday")
    assert (later["changes"], later["changed_on"]) == ([["a", "1", "2"]], "Monday")
