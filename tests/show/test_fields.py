"""A field is one column as readers see it: its heading in their language, and how a row is printed."""

import ast
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from babel.messages import pofile

from analysis.language import speaking
from analysis.show import fields
from analysis.show.fields import Field

SOURCE = Path(fields.__file__).parents[1]


def row(**cells):
    return next(pd.DataFrame([cells]).itertuples(index=False))


def written():
    """Every heading that a field of the kit or of a table is given in code, with where."""
    for path in [*(SOURCE / "show").rglob("*.py"), *(SOURCE / "questions").rglob("tables.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = {"Field": 1, "headed": 0}.get(called)
            if place is not None and len(node.args) > place:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.args[place]


def test_no_heading_is_written_twice():
    calls = [(where, node.args[0].value) for where, node in written() if isinstance(node, ast.Call)]
    often = {heading for heading, count in Counter(heading for _, heading in calls).items() if count > 1}
    assert sorted((heading, where) for where, heading in calls if heading in often) == []
    assert len(calls) > 100


def test_a_word_that_gave_way_to_another_is_no_heading_anywhere():
    # "read as", "status, printed": one word for one thing, in tables and in what charts tell alike.
    gone = {"means", "allows", "the form allows", "status as printed"}
    with (SOURCE / "language/locale/nl.po").open("rb") as file:
        assert not gone & {message.id for message in pofile.read_po(file)}


def test_a_heading_is_a_message_or_says_itself():
    # A plain text would be shown in English to everyone.
    assert [where for where, node in written() if isinstance(node, ast.Constant)] == []


@pytest.mark.parametrize("path", sorted(SOURCE.glob("questions/*/tables.py")), ids=lambda path: path.parent.name)
def test_no_table_has_a_field_twice_under_one_heading(path):
    lists = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.List)]
    for fields_of in lists:
        shown = [text for element in fields_of.elts if "headed(" not in (text := ast.unparse(element))]
        named = [found[0] for text in shown if (found := re.match(r"(fields\.)?_?[A-Z][A-Z_]+\b", text))]
        assert len(set(named)) == len(named), f"line {fields_of.lineno}"


def test_a_heading_is_said_in_the_language_that_is_spoken():
    assert [speaking(language)(lambda: fields.READ_AS.title)() for language in ("en", "nl")] == [
        "read as",
        "gelezen als",
    ]


EMPTY = row(
    as_printed=None,
    period_start=pd.NaT,
    period_end=pd.NaT,
    period_basis=None,
    lower=None,
    upper=None,
    unit="person",
    figure_id=None,
    source_id=None,
    kind=None,
    label_en=None,
    value=None,
)


@pytest.mark.parametrize(
    "printer",
    [
        fields.cell("as_printed"),
        fields.quoted("as_printed"),
        fields.prose("label"),
        fields.few("label"),
        fields.items("as_printed"),
        fields.first("figure_id", "source_id"),
        fields.joined("figure_id", "source_id"),
        fields.code("kind", str),
        fields.one_of("kind", {"a": "b"}),
        fields.number("value"),
        fields.percent("value"),
        fields.interval(),
        fields.in_unit(),
        fields.share(""),
        fields.close_share(""),
        fields.window,
    ],
)
def test_a_printer_prints_nothing_where_there_is_nothing(printer):
    assert printer(EMPTY) == ""


def test_printers_print_what_is_there():
    known = row(
        as_printed="ruim 2.800", lower=2800, upper=2900, unit="EUR", a="x", b="y", label_en="A, B, C, D, E", codes="p q"
    )
    assert fields.AS_PRINTED.cell(known) == "“ruim 2.800”"
    assert fields.interval()(known) == "2,800 to 2,900"
    assert fields.in_unit()(known) == "EUR\N{NO-BREAK SPACE}2,800 to 2,900"
    assert (fields.first("a", "b")(known), fields.joined("a", "b")(known), fields.items("codes")(known)) == (
        "x",
        "x y",
        "p, q",
    )
    assert fields.few("label")(known) == "A, B, C and 2 more"
    assert speaking("nl")(fields.yes_or_no("a"))(known) == "ja"


def test_a_percentage_has_its_decimals_and_a_number_of_things_has_none():
    assert fields.in_unit(decimals=1)(row(lower=56.5, upper=57.5, unit="percent")) == "56.5 to 57.5%"
    assert fields.in_unit(decimals=1)(row(lower=56, upper=57, unit="person")) == "56 to 57"


def test_the_other_of_a_pair_is_the_same_field_of_other_columns():
    pair = row(as_printed="ruim 2.800", other_as_printed="bijna 3.000")
    other = fields.AS_PRINTED.of("other_")
    assert (other.name, other.heading, other.cell(pair)) == ("other_as_printed", "as printed", "“bijna 3.000”")


def test_a_chart_tells_what_a_table_tells():
    frame = pd.DataFrame({"figure_id": ["a"], "as_printed": ["ruim 2.800"], "lower": [2800]})
    count = Field("count", "count", lambda row: row.lower)
    told = fields.told(frame, fields.AS_PRINTED, count)
    assert told.to_dict("records") == [{"figure_id": "a", "as_printed": "“ruim 2.800”", "count": "2800"}]
    (first, _) = fields.tooltip(fields.AS_PRINTED, count)
    assert (first.to_dict()["field"], first.to_dict()["title"]) == ("as_printed", "as printed")
