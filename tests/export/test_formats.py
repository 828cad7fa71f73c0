"""Every format gives back the tables, value by value and gap by gap, whoever opens it."""

import csv
import html
import json
import sqlite3
from contextlib import closing

import openpyxl
import pandas as pd
import pytest
import yaml
from frictionless import Package

from analysis.dataset import cells, labels, schema
from analysis.dataset.languages import LANGUAGES
from analysis.export import content, database, taking, workbook
from analysis.export.views import VIEWS
from analysis.language import messages

TABLES = schema.read(schema.find())
COMPUTED = {
    "figures_bounds",
    "series_bounds",
    "targets_status",
    "returns_by_year",
    "discrepancies_examined",
    "aid_by_year",
}


def printed(name):
    """The cells of a stored table as its file has them; nothing for an empty one."""
    with TABLES[name].path.open(encoding="utf-8", newline="") as lines:
        head, *rows = list(csv.reader(lines))
    return head, [[cell or None for cell in row] for row in rows]


def plain(cell):
    """A cell read back, as the CSV files write it."""
    if cell is None or cell is pd.NaT:
        return None
    if hasattr(cell, "isoformat"):
        return cell.isoformat()[:10]
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell


def same(cell, text, kind):
    """Whether a cell is what a text of the CSV says."""
    if cell is None or text is None:
        return cell is None and text is None
    if kind == "number":
        return cell == float(text)
    if kind == "integer":
        return cell == int(text) and not isinstance(cell, float)
    if kind == "boolean" and not isinstance(cell, str):
        return cell in (0, 1) and bool(cell) == (text == "true")
    return cell == text


def differences(name, rows):
    head, stored = printed(name)
    kinds = [column.type for column in TABLES[name].columns]
    assert len(rows) == len(stored), name
    return [
        (name, number, column, cell, text)
        for number, (row, texts) in enumerate(zip(rows, stored, strict=True), 2)
        for column, cell, text, kind in zip(head, row, texts, kinds, strict=True)
        if not same(plain(cell), text, kind)
    ]


@pytest.fixture(scope="module")
def base(taken, found):
    with closing(sqlite3.connect(f"file:{taken / found.name}.sqlite?mode=ro", uri=True)) as connection:
        yield connection


@pytest.fixture(scope="module")
def book(taken, found):
    return openpyxl.load_workbook(taken / f"{found.name}.xlsx")


def test_the_computed_tables_are_named_and_marked_wherever_they_stand(found, taken, base):
    assert {part.name for part in found.computed} == COMPUTED
    assert {part.name for part in found.stored} == set(TABLES)
    assert json.loads((taken / "manifest.json").read_text())["computed"] == [part.name for part in found.computed]
    for name in COMPUTED:
        (sql,) = base.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [name]).fetchone()
        assert "(computed, not part of the stored data)" in sql.splitlines()[0]
        assert (taken / "csv" / "computed" / f"{name}.csv").is_file()


def test_the_csv_files_are_those_that_are_kept(taken):
    for table in TABLES.values():
        file = table.path.relative_to(schema.find())
        assert (taken / "csv" / file).read_bytes() == table.path.read_bytes()


def test_the_description_says_the_same_as_json_and_as_yaml_and_as_in_the_dataset(taken):
    kept = json.loads(json.dumps(schema.descriptor(schema.find())))
    assert json.loads((taken / "csv" / "datapackage.json").read_text(encoding="utf-8")) == kept
    text = (taken / "csv" / "datapackage.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == kept
    assert Package(str(taken / "csv" / "datapackage.yaml")).to_descriptor() == Package(kept).to_descriptor()
    for resource in kept["resources"]:
        assert (taken / "csv" / resource["path"]).is_file()


@pytest.mark.parametrize("description", ["datapackage.json", "computed/datapackage.json"])
def test_frictionless_has_nothing_to_say_against_a_package(taken, description):
    package = Package(str(taken / "csv" / description))
    if not description.startswith("computed"):
        for resource in package.resources:  # what all are asked below, and `analysis check` asks of the dataset
            resource.schema.foreign_keys = []
    report = package.validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    assert report.stats["warnings"] == 0
    assert report.stats["tasks"] == (len(COMPUTED) if description.startswith("computed") else len(TABLES))


def test_sqlite_gives_back_every_cell(base):
    for name in TABLES:
        assert differences(name, base.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()) == []


def test_sqlite_gives_back_what_is_computed(base, data):
    columns = ["lower", "upper", "lower_open", "upper_open", "conventional"]
    for name, key in (("figures", "figure_id"), ("series", "observation_id")):
        stored = pd.read_sql(f"SELECT {key}, {', '.join(columns)} FROM {name}_bounds", base)
        whole = data[name][[key, *columns]]
        pd.testing.assert_frame_equal(stored, whole, check_dtype=False)
    assert base.execute("SELECT count(*) FROM figures_bounds WHERE reason_en = '' OR reason_nl = ''").fetchone() == (0,)


def test_every_key_of_the_schema_is_one_of_the_database_and_holds(base):
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for name, table in TABLES.items():
        keys = base.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        assert {row[3]: row[2] for row in keys} == dict(table.references)
        (strict,) = base.execute("SELECT strict FROM pragma_table_list WHERE name = ?", [name]).fetchone()
        assert strict == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE figures SET value = 'many' WHERE rowid = 1", "cannot store TEXT value in REAL"),
        ("UPDATE figures SET kind = 'guess' WHERE rowid = 1", "CHECK constraint failed"),
        ("UPDATE figures SET preferred = 2 WHERE rowid = 1", "CHECK constraint failed"),
        ("UPDATE figures SET period_start = '1 July 2017' WHERE rowid = 1", "CHECK constraint failed"),
        ("UPDATE figures SET as_printed = NULL WHERE rowid = 1", "NOT NULL constraint failed"),
        ("INSERT INTO figures SELECT * FROM figures WHERE rowid = 1", "UNIQUE constraint failed"),
        ("INSERT INTO discrepancy_figures SELECT * FROM discrepancy_figures LIMIT 1", "UNIQUE constraint failed"),
        ("UPDATE figures SET source_id = 'nowhere' WHERE rowid = 1", "FOREIGN KEY constraint failed"),
    ],
)
def test_the_database_refuses_what_the_schema_does_not_allow(taken, found, tmp_path, change, said):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes((taken / f"{found.name}.sqlite").read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match=said):
            connection.execute(change)


def test_datasette_is_told_of_every_table_column_and_view(taken, found, base):
    told = json.loads((taken / "metadata.json").read_text(encoding="utf-8"))["databases"][found.name]["tables"]
    for name, kind in base.execute("SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall():
        assert told[name]["description"]
        if kind == "table":
            columns = [row[1] for row in base.execute(f'PRAGMA table_info("{name}")')]
            assert list(told[name]["columns"]) == columns
    assert {view.name for view in VIEWS} <= set(told)


def test_parquet_gives_back_every_cell_with_its_type(taken, duckdb):
    kinds = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "boolean": "BOOLEAN", "number": "DOUBLE"}
    for name, table in TABLES.items():
        relation = duckdb.read_parquet(str(taken / "parquet" / f"{name}.parquet"))
        assert relation.columns == table.names
        assert [str(kind) for kind in relation.types] == [kinds[column.type] for column in table.columns]
        assert differences(name, relation.fetchall()) == []
    assert {path.stem for path in (taken / "parquet").iterdir()} == set(TABLES) | COMPUTED


def test_the_workbook_gives_back_every_cell(book):
    for name in TABLES:
        head, *rows = book[name].iter_rows(values_only=True)
        assert list(head) == TABLES[name].names
        assert differences(name, rows) == []


def test_the_workbook_opens_with_an_explanation_in_both_languages_and_leads_to_every_sheet(book, found):
    assert book.sheetnames == [workbook.READ_ME, workbook.COLUMNS, *(part.name for part in found.parts)]
    page = book[workbook.READ_ME]
    said = [cell.value for cell in page["A"] if cell.value]
    for language in LANGUAGES:
        assert any(text.startswith(messages.text(found.title, language)) for text in said)
    links = [cell.hyperlink.location for cell in page["B"] if cell.hyperlink]
    assert links == [f"'{part.name}'!A1" for part in found.parts] * len(LANGUAGES)
    columns = [row[:2] for row in book[workbook.COLUMNS].iter_rows(min_row=2, values_only=True)]
    assert columns == [(part.name, name) for part in found.parts for name in part.table.names]


def test_a_text_that_begins_like_a_formula_stays_a_text(book, found):
    formulas = [
        cell.coordinate
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value[0] in "=+-@" and not cell.quotePrefix)
    ]
    assert formulas == []
    made = openpyxl.Workbook().active
    texts = ['=HYPERLINK("x")', "+31", "-2", "@SUM(1)", "\tx", "ruim 2.800"]
    cells.fill(made, ["text"], [[text] for text in texts])
    for number, text in enumerate(texts, 2):
        cell = made.cell(number, 1)
        assert (cell.value, cell.data_type) == (text, "s")
        assert bool(cell.quotePrefix) == (text != "ruim 2.800")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_codebook_tells_every_column_and_every_code_in_each_language(taken, found, language):
    page = html.unescape((taken / f"codebook.{language}.html").read_text(encoding="utf-8"))
    assert f'<html lang="{language}">' in page
    for part in found.parts:
        assert messages.text(part.table.title, language) in page
        for column in part.table.columns:
            assert f">{column.name}<" in page or f">{column.name} †<" in page or f"{column.name}</strong>" in page
            for code, name in labels.of_column(column, language).items():
                assert f"<code>{code}</code> ({name})" in page
    for view in VIEWS:
        assert f"<td>{view.name}</td>" in page


def test_a_code_is_called_what_its_column_means_by_it():
    figures = {column.name: column for column in TABLES["figures"].columns}
    assert labels.of_column(figures["kind"], "en")["actual"] == "result"
    assert labels.of_column(figures["funding"], "nl")["netherlands"] == labels.label("payer", "netherlands", "nl")
    assert set(labels.of_column(figures["population"], "en")) == set(labels.labels("population", "en"))
    assert labels.of_column(figures["unit"], "en") == {}
    support = {column.name: column for column in TABLES["programmes"].columns}["support_kind"]
    assert list(labels.of_column(support, "en")) == [
        code for code in labels.labels("support_kind", "en") if code in support.enum
    ]


def test_the_same_data_give_the_same_bytes(taken, quick, tmp_path):
    taking.export(tmp_path / "again")
    files = [path.relative_to(taken) for path in taken.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if (tmp_path / "again" / path).read_bytes() != (taken / path).read_bytes()] == []


def test_a_row_that_refers_to_nothing_is_named(found, tmp_path):
    from dataclasses import replace

    from analysis.errors import DataError

    parts = list(found.parts)
    place = next(number for number, part in enumerate(parts) if part.name == "breaks")
    parts[place] = replace(parts[place], frame=parts[place].frame.assign(measure_id="no-such-measure"))
    with pytest.raises(DataError, match=r"(?s)breaks: row 1 refers to a row of measures.*\n.*analysis check"):
        database.write(tmp_path / "broken.sqlite", replace(found, parts=parts))


def test_the_language_that_is_spoken_changes_nothing_of_what_is_computed():
    examined = {}
    for language in LANGUAGES:
        with messages.speaking(language):
            parts = {part.name: part.frame for part in content.gather().computed}
        examined[language] = parts["discrepancies_examined"]["arithmetic"].to_list()
    assert examined["nl"] == examined["en"]
    assert any(" against " in told for told in examined["en"])
