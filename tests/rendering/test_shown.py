"""What a report shows is taken from its notebook, and compared place by place."""

import json

import nbformat
import pytest

from analysis.rendering.pages import shown

SPEC = {
    "title": {"text": ["Rescues,", "people"]},
    "data": {"values": [{"label": "July", "value": 2800.0, "open": True, "row": 0, "x": 12.5}]},
    "layer": [
        {"mark": "rule", "data": {"values": [{"figure_id": "a-1", "line": 3000.0}]}},
        {"mark": "text", "data": {"values": [{"figure_id": "a-1", "line": 3000.0}]}},
    ],
}
TABLE = (
    "<table><caption>Spending</caption><thead><tr><th>what</th><th>EUR</th></tr></thead>"
    "<tbody><tr><th>Return</th><td>1</td></tr></tbody></table><p>A <b>note</b>.</p><style>p {}</style>"
)


def book(*datas: dict, tags: tuple[str, ...] = (), language: str = "en") -> nbformat.NotebookNode:
    new = nbformat.v4
    outputs = [new.new_output("display_data", data=data) for data in datas]
    cells = [
        new.new_markdown_cell("# Q?\n\n## Answer"),
        new.new_code_cell('language: str = "en"  # language', metadata={"tags": ["parameters"]}),
        new.new_code_cell(f'language = "{language}"', metadata={"tags": ["injected-parameters"]}),
        new.new_code_cell("x", outputs=outputs, metadata={"tags": list(tags)}),
    ]
    return new.new_notebook(cells=cells)


def rows(**cells: str) -> shown.Shown:
    return {"tables": {"T": [(name, {"EUR": cell, "year": "2018"}) for name, cell in cells.items()]}}


def test_sentences_tables_and_the_rows_of_charts_are_shown():
    chart = {"application/vnd.vegalite.v5+json": SPEC, "image/svg+xml": "<svg/>", "text/plain": "alt.Chart"}
    found = shown.of(book({"text/markdown": "**90 %** was spent."}, {"text/html": TABLE}, chart, language="nl"))
    assert found == {
        "language": "nl",
        "sentences": {"Answer": ["90 % was spent.", "A note."]},
        "tables": {"Spending": [("Return", {"EUR": "1"})]},
        "charts": {
            "Rescues, people": [
                ("July", {"label": "July", "value": "2800", "open": "true"}),
                ("a-1", {"figure_id": "a-1", "line": "3000"}),
            ]
        },
    }


def test_controls_are_not_shown():
    assert shown.of(book({"text/markdown": "Set to 1."}, tags=("controls",))) == {"language": "en"}


def test_a_printed_line_is_shown():
    notebook = book()
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", text="\x1b[31m2,800\x1b[0m\n")]
    assert shown.of(notebook)["sentences"] == {"Answer": ["2,800"]}


@pytest.mark.parametrize("text", ["{", "[]", '{"cells": 1}'])
def test_what_is_no_notebook_is_refused(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - json's own, too
        shown.read(tmp_path / "a.ipynb")


def told(changes) -> list[tuple[str, str, str, str]]:
    return [(kind, f"{place}: {where}" if where else place, old, new) for kind, place, where, old, new in changes]


def test_the_same_is_no_difference_in_whatever_order_rows_stand():
    assert told(shown.compare(rows(a="1", b="2"), rows(b="2", a="1"))) == []


def test_a_cell_names_its_table_row_and_column():
    assert told(shown.compare(rows(a="1", b="2"), rows(a="1", b="3"))) == [("table", "T: b, EUR", "2", "3")]


def test_one_of_several_rows_of_a_name_is_found():
    old = {"tables": {"T": [("a", {"EUR": "1"}), ("a", {"EUR": "2"}), ("a", {"EUR": "2"})]}}
    new = {"tables": {"T": [("a", {"EUR": "1"}), ("a", {"EUR": "2"}), ("a", {"EUR": "5"})]}}
    assert told(shown.compare(old, new)) == [("table", "T: a, EUR", "2", "5")]


def test_a_row_under_another_name_is_the_same_row():
    old, new = ({"charts": {"C": [(name, {"value": "1", "where": "line 5"})]}} for name in ("ruim 2.800", "ruim 2.900"))
    assert told(shown.compare(old, new)) == [("chart", "C: ruim 2.900", "ruim 2.800", "ruim 2.900")]


def test_a_row_that_keeps_its_figure_is_the_same_row_with_less_in_common():
    old, new = (
        {"charts": {"C": [(name, {"figure_id": figure, "value": name, "text": name})]}}
        for name, figure in (("1", "a-1"), ("2", "a-1"))
    )
    assert [change[1] for change in told(shown.compare(old, new))] == ["C: 2, value", "C: 2, text"]


def test_a_row_that_has_nothing_in_common_came_or_went():
    old, new = ({"tables": {"T": [(name, {"EUR": cell})]}} for name, cell in (("a", "1"), ("b", "2")))
    assert told(shown.compare(old, new)) == [("table", "T: a", "1", ""), ("table", "T: b", "", "2")]


def test_a_column_that_came_is_one_change():
    old = {"tables": {"T": [("a", {"EUR": "1"}), ("b", {"EUR": "2"})]}}
    new = {"tables": {"T": [("a", {"EUR": "1", "x": "7"}), ("b", {"EUR": "3", "x": "8"})]}}
    assert told(shown.compare(old, new)) == [("table", "T: x", "", "7; 8"), ("table", "T: b, EUR", "2", "3")]


def test_a_table_whose_caption_changed_is_compared_all_the_same():
    old = {"tables": {"Attained of 3,000": [("a", {"share": "93%"})], "Other": [("a", {"EUR": "1"})]}}
    new = {"tables": {"Attained of 2,500": [("a", {"share": "99%"})], "Spending": [("a", {"EUR": "1"})]}}
    assert told(shown.compare(old, new)) == [
        ("table", "Attained of 2,500", "Attained of 3,000 (1 row)", "Attained of 2,500 (1 row)"),
        ("table", "Attained of 2,500: a, share", "93%", "99%"),
        ("table", "Other", "Other (1 row)", ""),
        ("table", "Spending", "", "Spending (1 row)"),
    ]


def test_sentences_that_came_stand_beside_those_that_changed():
    old, new = {"sentences": {"A": ["one 1", "two"]}}, {"sentences": {"A": ["one 2", "two", "three"]}}
    assert told(shown.compare(old, new)) == [("sentence", "A", "one 1", "one 2"), ("sentence", "A", "", "three")]


def test_figures_show_what_the_data_say_of_them_and_not_what_is_made_of_it():
    said = {"value": 2800.0, "lower": 0.9333333333333333, "places": ["NER", "MLI"], "kind": None}
    facts = json.dumps({**said, "citation": {"text": "x"}, "claims": [{}]})
    cells = {"value": "2800", "lower": "0.933333333333", "places": "NER MLI", "kind": ""}
    assert shown.of_figures({"a-1.json": facts}) == {"language": "en", "figures": {"figures": [("a-1", cells)]}}
