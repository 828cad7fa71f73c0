"""Completed templates as people save them: semicolons, byte order marks, workbooks; what is wrong is named by cell."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from analysis.dataset import schema
from analysis.errors import DataError
from analysis.ledger import sheets
from analysis.ledger.sheets import SheetError

HEADING = "keep,line,as_printed,value,kind,measure_id,note_nl"
ROW = 'ja,3,"ruim 2,8",2.8,actual,helped,"een, twee"'


TABLES = schema.read(Path(__file__).parents[2] / "data")


def entries(path):
    """The rows of a template without problems; those of another are raised."""
    found, problems = sheets.read(path, TABLES)
    if told := problems.told(TABLES):
        raise DataError(told)
    return found


def saved(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "report.csv"
    path.write_bytes(text.encode(encoding))
    return path


def workbook(tmp_path, **pages):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    path = tmp_path / "report.xlsx"
    book.save(path)
    return path


CELLS = {
    "keep": "ja",
    "line": "3",
    "as_printed": "ruim 2,8",
    "value": "2.8",
    "kind": "actual",
    "measure_id": "helped",
    "note_nl": "een, twee",
}
DUTCH = 'keep;line;as_printed;value;kind;measure_id;note_nl\r\nja;3;ruim 2,8;"2,8";actual;helped;een, twee\r\n'


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (f"{HEADING}\n{ROW}\n", "utf-8"),
        (DUTCH, "utf-8-sig"),
        (DUTCH + ";;;;;;\r\n", "utf-8-sig"),
        (f"sep=;\r\n{DUTCH}", "utf-8"),
        (DUTCH.replace(";", "\t"), "utf-16"),
        (DUTCH.replace("note_nl", "note_nl;").replace("twee", "twee;"), "utf-8"),
    ],
    ids=["commas", "a Dutch Excel", "an empty row", "a declared separator", "Unicode text", "an empty column"],
)
def test_a_file_is_read_however_a_spreadsheet_saved_it(tmp_path, text, encoding):
    (entry,) = entries(saved(tmp_path, text, encoding))
    assert {column: entry[column] for column in CELLS} == CELLS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DUTCH.replace('"2,8"', "2,800"), r"report\.csv:2: value: '2,800' could be 2800 or 2\.800"),
        (DUTCH.replace("ruim 2,8;", "=1+1;"), r"report\.csv:2: as_printed: begins with an equals sign"),
        (
            DUTCH + "ja;4;5\r\n",
            r"report\.csv:3: has 3 cells, and the heading 7; put quotes around a text that holds a ",
        ),
        (DUTCH + 'ja;"4;5;5;actual;helped;\r\n', r"report\.csv:3: line: a quote is opened and not closed"),
        (DUTCH.replace("note_nl", "notes"), r"report\.csv:1: 'notes' is no column of figures; remove it, or mend its "),
        (DUTCH.replace("note_nl", ""), r"report\.csv:1: column 7, without a heading is no column of figures"),
        (DUTCH.replace("note_nl", "kind"), r"report\.csv:1: kind: stands twice in the heading"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_remedy(tmp_path, text, said):
    with pytest.raises(DataError, match=said) as error:
        entries(saved(tmp_path, text))
    assert len(error.value.problems) == 1


def test_what_is_left_out_need_not_be_mended(tmp_path):
    assert entries(saved(tmp_path, DUTCH.replace("ja;", "nee;").replace('"2,8"', "2,800")))


def test_a_column_that_nobody_knows_is_no_harm_while_it_is_empty(tmp_path):
    (entry,) = entries(saved(tmp_path, DUTCH.replace("note_nl", "page").replace("een, twee", "")))
    assert "page" not in entry.cells


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            DUTCH.replace("twee", "tweeë").encode("cp1252"),
            r"report\.csv:2: is not UTF-8 \(byte 0xeb\); in Excel, save it",
        ),
        (
            b"one;two\n1;2\n",
            r"report\.csv:1: no heading is known \(one;two\); the first line holds the names of the col",
        ),
        (b"", r"report\.csv:1: no heading is known"),
        (
            b"\xd0\xcf\x11\xe0rest",
            r"report\.csv: is a workbook of an old kind, or behind a password; in Excel, save it",
        ),
        (b"PK\x03\x04rest", r"report\.csv: is no workbook that can be read \(.*\); save it as \.xlsx in Excel"),
    ],
)
def test_a_file_that_is_no_template_says_what_to_do(tmp_path, raw, said):
    path = tmp_path / "report.csv"
    path.write_bytes(raw)
    with pytest.raises(SheetError, match=said):
        entries(path)


def test_a_file_that_is_not_there_and_a_folder_without_tables_are_named(tmp_path):
    with pytest.raises(SheetError, match=r"nowhere\.csv: cannot be read \(No such file or directory\)"):
        entries(tmp_path / "nowhere.csv")
    with pytest.raises(SheetError, match="holds no CSV file; `analysis scan DOCUMENT --output "):
        entries(tmp_path)


def test_a_workbook_gives_numbers_days_and_truths_as_the_dataset_writes_them(tmp_path):
    path = workbook(
        tmp_path,
        document=[["column", "value"], ["reports_results", True], ["first_year", 2021]],
        figures=[
            ["keep", "line", "as_printed", "value", "period_start", "period_end"],
            ["yes", 3, 8658, 6.4, date(2018, 7, 1), "30-6-2019"],
        ],
    )
    document, figure = entries(path)
    assert (document.table, document.cells) == ("sources", {"reports_results": "true", "first_year": "2021"})
    assert figure.cells == {
        "keep": "yes",
        "line": "3",
        "as_printed": "8658",
        "value": "6.4",
        "period_start": "2018-07-01",
        "period_end": "2019-06-30",
    }
    assert document.at("first_year") == f"{path}, document, row 3: first_year"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (date(2019, 6, 14), "2019-06-14"),
        ("14-6-2019", "2019-06-14"),
        ("31-12-2019", "2019-12-31"),
        ("2019-06", "2019-06"),
        (2019, "2019"),
        ("2019", "2019"),
    ],
)
def test_the_day_of_publication_is_read_as_other_days_and_a_month_or_a_year_alone_stays(tmp_path, cell, read):
    path = workbook(tmp_path, document=[["column", "value"], ["published", cell]])
    assert entries(path)[0]["published"] == read


def test_a_day_of_publication_that_could_be_two_is_refused_with_both(tmp_path):
    path = workbook(tmp_path, document=[["column", "value"], ["published", "3/4/2019"]])
    with pytest.raises(DataError) as error:
        entries(path)
    (problem,) = error.value.problems
    said = "published: '3/4/2019' could be 2019-03-04 or 2019-04-03; write it as the one or the other"
    assert problem == f"{path}, document, row 2: {said}"


@pytest.mark.parametrize(("cell", "read"), [("WAAR", "true"), ("nee", "false"), ("partial", "partial")])
def test_yes_and_no_are_known_by_their_words_also_where_something_lies_between_them(tmp_path, cell, read):
    path = workbook(tmp_path, document=[["column", "value"], ["reports_results", cell]])
    assert entries(path)[0]["reports_results"] == read


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("value", "=1+1", "value: is a formula; copy the cell, and paste it as a value: '=1+1'"),
        (
            "as_printed",
            0.57,
            "as_printed: the spreadsheet has made a number of it (0.57); write it as text, with ",
        ),
        ("as_printed", date(2018, 7, 1), "as_printed: the spreadsheet has made a day of it (2018-07-01); write it"),
        ("value", "2.800", "value: '2.800' could be 2800 or 2.800"),
        (
            "period_start",
            date(1905, 7, 12),
            "period_start: is 1905-07-12, which a spreadsheet makes of 2020; write ",
        ),
        ("value", "#N/A", "value: shows an error, #N/A; write what is meant"),
    ],
    ids=["a formula", "a number for a text", "a day for a text", "an ambiguous number", "a year as a day", "an error"],
)
def test_a_cell_of_a_workbook_that_holds_something_else_is_named(tmp_path, column, cell, said):
    path = workbook(tmp_path, figures=[["keep", column], ["yes", cell]])
    with pytest.raises(DataError) as error:
        entries(path)
    (problem,) = error.value.problems
    assert problem.startswith(f"{path}, figures, row 2: {said}")


def test_a_sheet_that_is_no_table_is_refused_unless_it_is_the_only_one(tmp_path):
    rows = [["keep", "line"], ["yes", 3]]
    with pytest.raises(
        DataError, match=r"report\.xlsx, Blad2: is no sheet of a template; its sheets are document, fig"
    ):
        entries(workbook(tmp_path, figures=rows, Blad2=rows))
    (entry,) = entries(workbook(tmp_path, Blad1=rows))
    assert (entry.table, entry["line"]) == ("figures", "3")


def test_a_folder_is_read_as_a_workbook_is(tmp_path):
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "document.csv").write_text("column,value\ntitle,Report\n", encoding="utf-8")
    (folder / "measures.csv").write_text("label_en;label_nl\nFed;Gevoed\n", encoding="utf-8")
    document, measure = entries(folder)
    assert (document.cells, measure.cells) == ({"title": "Report"}, {"label_en": "Fed", "label_nl": "Gevoed"})
    (folder / "notes.csv").write_text("note\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"notes\.csv: is no sheet of a template"):
        entries(folder)
