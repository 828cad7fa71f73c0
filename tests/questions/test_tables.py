"""What the tables of all questions have in common: one word for one thing, and one thing under a word."""

from importlib import import_module
from pathlib import Path

import pytest

import analysis.questions
from analysis.language import speaking
from analysis.rendering.plan import parameters
from analysis.show import fields
from analysis.show.exhibit import Exhibit
from analysis.show.table import Table

QUESTIONS = Path(analysis.questions.__file__).parent
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
#: Names that a field of several questions has, whatever the cells of one question need to be printed.
SHARED = [fields.AS_PRINTED, fields.READ_AS, fields.WINDOW, fields.WHERE, fields.VERDICT, fields.NOTE]
IDENTIFIERS = [fields.FIGURE, fields.FIGURES, fields.CITED, fields.SOURCE, fields.SOURCES]
#: What stands in place of a print where there is none.
UNPRINTED = {"no amount is printed", "what the text alone says"}


@pytest.fixture(scope="module", params=sorted(path.parent.name for path in QUESTIONS.glob("*/panel.py")))
def tables(request, data):
    """The tables of a question as its panel shows them at first."""
    (notebook,) = NOTEBOOKS.glob(f"*-{request.param}.ipynb")
    given = {name: known.default for name, known in parameters.read(notebook).parameters.items()}
    with speaking(given.pop("language")):
        parts = import_module(f"analysis.questions.{request.param}.panel").view(data, **given)
        shown = [part.table if isinstance(part, Exhibit) else part for part in parts]
    return [part for part in shown if isinstance(part, Table)]


def test_a_table_has_no_two_columns_of_one_name_or_heading(tables):
    assert tables
    for table in tables:
        names = [field.name for field in table.fields]
        assert (len(set(names)), len(set(table.headings))) == (len(names), len(names)), table.caption


def test_what_several_questions_show_has_one_heading(tables):
    headings = {field.name: field.title for field in SHARED}
    names = {heading: name for name, heading in headings.items()}
    for table in tables:
        for field, heading in zip(table.fields, table.headings, strict=True):
            assert headings.get(field.name, heading) == heading, table.caption
            assert names.get(heading, field.name) == field.name, table.caption


def test_what_leads_to_a_source_is_headed_as_an_identifier(tables):
    words = {field.title for field in IDENTIFIERS}
    linked = {field.title for table in tables for field in table.fields if field.figures}
    assert linked <= words | {"may overlap with"}


def test_what_is_printed_stands_between_quotes(tables):
    for table in tables:
        if fields.AS_PRINTED.title in table.headings:
            cells = table.frame[fields.AS_PRINTED.title]
            assert all(cell.startswith("“") for cell in cells if cell and cell not in UNPRINTED), table.caption
