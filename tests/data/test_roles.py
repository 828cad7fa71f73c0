"""What notebooks ask for is named in the data, and what the data name is named in no code."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

from analysis.dataset import roles, schema, tables
from analysis.errors import DataError

ROOT = Path(__file__).parents[2]
CODE = ROOT / "src" / "analysis"
TABLES = schema.read(ROOT / "data")
#: Tables whose identifiers are codes or sections of notebooks, which code knows by design, or rules about numbers.
CODES = {"codes", "units", "unit_words", "not-figures", "audit_numbers", "series_sections"}
#: Identifiers that code may name, and why.
ALLOWED = {
    "unhcr": "the name of a feed, as much as that of an organisation",
    "world": "the place that is no country, and the role of who counts it",
    "oda": "a series that is a column of the table of its name",
    "oda-in-donor": "a series that is a column of a table",
    "oda-in-donor-share": "a series that is a ratio of two columns",
}
#: Modules that spell the names of countries as others do, and the home of the policy.
COUNTRIES = {"dataset/countries.py", "feeds/iati.py", "feeds/unhcr_countries.py", "feeds/worldbank.py"}
#: Years in what code says that are no fact of a document: how to write a date, a year or a document's name.
EXAMPLES = (
    "written as",
    "write it as",
    "write a day",
    "write a year",
    "such as",
    "a year or two",
    "words in English",
    "nominal, or a price index",
    "2013-01-01",
    "www.w3.org",
    "yaml.org",
    "Sustainable Development Goals",
)


@cache
def identifiers() -> dict[str, str]:
    """Every identifier of the dataset, and a table that has it."""
    found = {}
    for name, table in TABLES.items():
        if name in CODES:
            continue
        with table.path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found |= {row[column]: name for column in table.names if column.endswith("_id") and row[column]}
    for name in CODES & {"codes", "units"}:
        with TABLES[name].path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found.pop(row.get("code") or row.get("unit") or "", None)
    return found


def constants(path: Path) -> list[tuple[int, str]]:
    """The texts that a module holds, with their lines; what it says of itself in docstrings is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


MODULES = sorted(path.relative_to(CODE).as_posix() for path in CODE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_no_code_names_an_identifier_of_the_dataset(module):
    known = identifiers()
    found = [
        f"{module}:{line}: {text!r} of {known[text]}"
        for line, text in constants(CODE / module)
        if text in known and text not in ALLOWED and not (module in COUNTRIES and re.fullmatch("[A-Z]{3}", text))
    ]
    assert not found, f"a column, a derivation or a row of roles.csv can say it: {found}"


@pytest.mark.parametrize("module", MODULES)
def test_no_code_says_of_which_years_or_how_many_the_documents_are(module):
    fact = re.compile(r"\b20[0-3][0-9]\b|\b(five|nine|vijf|negen) document|\b[a-z]+[0-9]{0,2}-[0-9]{4}-s?[0-9]+\b")
    found = [
        f"{module}:{line}: {text!r}"
        for line, text in constants(CODE / module)
        if fact.search(text) and not any(example in text for example in EXAMPLES)
    ]
    assert not found, f"derive it from the data: {found}"


def test_what_may_be_named_is_named():
    texts = {text for module in MODULES for _, text in constants(CODE / module)}
    assert set(ALLOWED) <= texts


def test_the_parts_that_code_asks_for_are_those_that_the_column_allows():
    (column,) = (column for column in TABLES["roles"].columns if column.name == "role")
    assert set(column.enum) == set(roles.ROLES)


def test_a_part_that_nothing_plays_is_named_with_its_file():
    data = tables.load(ROOT / "data")
    without = tables.Dataset({**data, "roles": data.roles.iloc[:0]}, data.folder)
    with pytest.raises(DataError, match=r"roles\.csv: role: nothing plays spending_total"):
        roles.player(without, "spending_total")
