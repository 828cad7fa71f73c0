"""The template that a scan writes: what is known stands in it, and what is allowed can be chosen."""

import csv
import re

import openpyxl
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import schema
from analysis.ledger import add, layout, sheets

TEXT = "Jaarverslag\n\nIn 2021 kregen ruim 2.800 mensen hulp.\nHet is het jaar 2021.\n"


def scan(made_up, tmp_path, output, *more):
    text = tmp_path / "report-2021.txt"
    text.write_text(TEXT, encoding="utf-8", newline="\n")
    return CliRunner().invoke(main, ["scan", str(text), "--output", str(output), "--data", str(made_up.folder), *more])


@pytest.fixture
def book(made_up, tmp_path):
    made_up.write(
        "places", [{"place_id": "LBN", "place_kind": "country", "label_en": "Lebanon", "label_nl": "Libanon"}]
    )
    path = tmp_path / "report-2021.xlsx"
    assert scan(made_up, tmp_path, path).exit_code == 0
    return openpyxl.load_workbook(path)


def columns(page):
    return [cell.value for cell in page[1]]


def offered(book, page, column):
    """What the drop-down list of a column offers, and whether nothing else may stand there."""
    letter = page.cell(1, columns(page).index(column) + 1).column_letter
    (rule,) = (found for found in page.data_validations.dataValidation if f"{letter}2" in str(found.sqref).split(":"))
    if not rule.formula1:
        return None
    sheet, _, cells = rule.formula1.partition("!")
    return [cell.value for (cell,) in book[sheet][cells.replace("$", "")]], bool(rule.showErrorMessage)


def test_the_document_stands_there_with_what_the_scan_knows(book):
    rows = {row[0]: row[1:3] for row in book["document"].iter_rows(min_row=2, values_only=True)}
    assert rows["source_id"] == ("report-2021", "yes")
    assert rows["text_lines"][0] == 4
    assert len(rows["text_sha256"][0]) == 64
    assert rows["title"] == (None, "yes")
    assert rows["published"] == (None, None)
    assert rows["publisher_nl"][1] == "yes"  # as its English twin
    assert (rows["language"][0], rows["abbreviation"][0], rows["last_year"][0]) == ("nl", "re21", 2021)
    assert rows["url_status"][1] is None  # follows where there is no address


def test_rules_for_what_is_no_data_stand_on_their_sheet(book):
    page = book["not-figures"]
    rows = [dict(zip(columns(page), cells, strict=True)) for cells in page.iter_rows(min_row=2, values_only=True)]
    # The year of line 3 is the window of the figure, and that of line 4 is nothing.
    assert [(row["source_id"], row["reason_en"], row["hits"]) for row in rows] == [("report-2021", "Year", 1)]


def test_a_day_that_is_typed_into_the_sheet_of_the_document_stays_as_it_is_typed(book):
    shown = {row[0].value: row[1].number_format for row in book["document"].iter_rows(min_row=2)}
    assert (shown["published"], shown["text_lines"]) == ("@", "General")


def test_the_figures_are_those_of_the_scan_without_the_columns_that_can_be_derived(book):
    page = book["figures"]
    row = dict(zip(columns(page), [cell.value for cell in page[2]], strict=True))
    assert (row["keep"], row["as_printed"], row["value"], row["line"]) == ("yes", "ruim 2.800", 2800, 3)
    assert not set(columns(page)) & {"fact_id", "preferred", "source_id", "qualifier", "period_basis"}
    assert (row["per"], row["multiplicity"]) == (None, 1)
    assert page["A1"].fill.fgColor.rgb.endswith("FFE699")  # keep must be filled in
    folded = [letter for letter, shape in page.column_dimensions.items() if shape.hidden]
    assert folded
    assert page.column_dimensions["A"].hidden is False


def test_what_some_rows_need_has_a_heading_of_its_own_colour_and_says_which(book):
    page = book["statements"]
    colours = {cell.value: cell.fill.fgColor.rgb[-6:] for cell in page[1]}
    assert (colours["kept"], colours["statement_kind"]) == ("FFF6DC", "FFE699")
    prompts = {rule.promptTitle: rule.prompt for rule in page.data_validations.dataValidation}
    assert prompts["kept"].startswith("Needed for a promise")


def test_what_may_stay_empty_says_so_where_it_is_filled_in(book, made_up):
    for name in layout.SHEETS:
        prompts = {rule.promptTitle: rule.prompt for rule in book[name].data_validations.dataValidation}
        coloured = {cell.value for cell in book[name][1] if cell.fill.fgColor.rgb[-6:] in {"FFE699", "FFF6DC"}}
        silent = {title for title, prompt in prompts.items() if not re.search(r"\b[Ee]mpty\b", prompt)}
        assert silent <= {title[:32] for title in coloured}, name
        assert not {title for title in coloured if prompts[title[:32]].startswith("May stay empty")}
    said = " ".join(str(row[0].value) for row in book["read me"].iter_rows())
    assert {"outcome_measures", "target_claims", "programme_organisations"} <= set(
        re.findall(r"\w+", said.partition("What may wait")[2].partition("nothing is wrong")[0])
    )


def test_every_column_of_the_schema_is_there_or_derived(book, made_up):
    for name in layout.SHEETS:
        table = schema.read(made_up.folder)[name]
        missing = set(table.names) - set(columns(book[name]))
        assert missing == set(layout.DERIVED.get(name, ()))


def test_allowed_values_can_be_chosen_and_others_only_where_the_dataset_grows(book):
    page = book["figures"]
    kinds, strict = offered(book, page, "kind")
    assert strict
    assert [entry.partition(" · ")[0] for entry in kinds[:2]] == ["actual", "estimate"]
    measures, strict = offered(book, page, "measure_id")
    assert not strict
    assert "people-helped · Geholpen mensen" in measures
    assert offered(book, page, "place_1") == (["LBN · Libanon"], False)
    assert offered(book, page, "keep") == (["yes", "no"], True)
    assert offered(book, page, "as_printed") is None


def test_what_was_asked_for_on_other_sheets_has_a_column_that_is_not_folded_away(book):
    for name, asked in (
        ("figures", "share_of"),
        ("programmes", "payer_1"),
        ("programmes", "executor_1"),
        ("targets", "start"),
    ):
        page = book[name]
        letter = page.cell(1, columns(page).index(asked) + 1).column_letter
        assert not page.column_dimensions[letter].hidden, (name, asked)
    assert offered(book, book["figures"], "share_of") == offered(book, book["figures"], "same_as")


@pytest.mark.parametrize("guessed", ["population", "sex", "place_2", "place_3"])
def test_what_the_scan_guesses_of_a_figure_stands_before_what_is_folded_away(book, guessed):
    names = columns(book["figures"])
    assert names.index(guessed) < names.index("role_1")


def test_what_a_spreadsheet_shows_of_a_long_description_says_when_the_cell_is_empty(book):
    prompts = {rule.promptTitle: rule.prompt for rule in book["statements"].data_validations.dataValidation}
    assert prompts["means"].endswith("Empty where it only praises or blames.")
    rules = {rule.promptTitle: rule.prompt for rule in book["not-figures"].data_validations.dataValidation}
    assert (
        rules["source_id"] == "The document that the rule is for: this one where it is empty; all for every document."
    )
    pages = [page for page in book.worksheets if page.title not in {"read me", "choices"}]
    assert all(len(rule.prompt) <= 255 for page in pages for rule in page.data_validations.dataValidation)


def test_who_pays_for_a_known_programme_is_chosen_from_lists(made_up, tmp_path):
    known = {"programme_id": "bread", "label_en": "Bread", "label_nl": "Brood"}
    made_up.write(
        "programmes", [known | {"theme": "reception", "status": "running", "source_id": "made-up", "line": 1}]
    )
    made_up.write("organisations", [{"organisation_id": "unhcr", "name": "UNHCR", "organisation_kind": "un"}])
    path = tmp_path / "report-2021.xlsx"
    assert scan(made_up, tmp_path, path).exit_code == 0
    book = openpyxl.load_workbook(path)
    page = book["programme_organisations"]
    assert columns(page) == ["programme_id", "organisation_id", "role", "line"]
    assert offered(book, page, "programme_id") == (["bread · Brood"], False)
    assert offered(book, page, "organisation_id") == (["unhcr · UNHCR"], False)
    roles, strict = offered(book, page, "role")
    assert (roles, strict) == (["payer", "executor", "partner"], True)
    (rule,) = (
        found for found in book["target_claims"].data_validations.dataValidation if found.promptTitle == "target_id"
    )
    assert rule.formula1 == "targets!$C$2:$C$50"


def test_a_text_of_the_document_that_looks_like_a_formula_stays_a_text(made_up, tmp_path):
    text, path = tmp_path / "formula.txt", tmp_path / "formula.xlsx"
    text.write_text("=1+1 geeft 3 landen.\n", encoding="utf-8")
    args = ["scan", str(text), "--output", str(path), "--data", str(made_up.folder)]
    assert CliRunner().invoke(main, args).exit_code == 0
    pages = openpyxl.load_workbook(path).worksheets
    cells = [(page.cell(1, cell.column).value, cell) for page in pages for row in page.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for heading, cell in cells if heading == "context")
    assert {heading for heading, cell in cells if cell.data_type == "f"} == {"definition"}


def test_the_definition_of_a_measure_stands_beside_it_also_of_one_that_is_guessed_or_new(book, made_up, tmp_path):
    page = book["figures"]
    names = columns(page)
    assert names.index("definition") == names.index("measure_id") + 1
    cell = page.cell(2, names.index("definition") + 1)
    assert cell.data_type == "f"
    listed, said = (
        {entry.value: number for (number, (entry,)) in enumerate(book["choices"][cells.replace("$", "")])}
        for _, cells in re.findall(r"(choices)!(\$\w+\$\d+:\$\w+\$\d+)", cell.value)[::-1]
    )
    assert {"people-helped", "People helped", "Geholpen mensen", "people-helped · Geholpen mensen"} < set(listed)
    assert set(said) == {"Made up"}
    letter = page.cell(1, names.index("measure_id") + 1).column_letter
    assert f'IF(LEFT({letter}2,2)="? ",MID({letter}2,3,400),{letter}2)' in cell.value
    new = columns(book["measures"])
    for column in ("definition_nl", "label_en", "label_nl"):
        assert f"measures!${book['measures'].cell(1, new.index(column) + 1).column_letter}$2" in cell.value
    for name in ("statements", "outcome_measures"):
        headings = columns(book[name])
        assert headings.index("definition") == headings.index("measure_id") + 1


def test_a_definition_is_not_read_and_a_row_with_nothing_else_is_none(book, made_up, tmp_path):
    path = tmp_path / "saved.xlsx"
    book.save(path)
    entries, problems = sheets.read(path, schema.read(made_up.folder))
    assert problems.told(schema.read(made_up.folder)) == []
    kept = [entry for entry in entries if entry.table in {"figures", "statements", "outcome_measures"}]
    assert {entry.table for entry in kept if entry["keep"] == "yes"} == {"figures"}
    assert all(entry["as_printed"] and not entry["definition"] for entry in kept)


def test_a_folder_of_csv_files_holds_the_same(book, made_up, tmp_path):
    folder = tmp_path / "report-2021"
    assert scan(made_up, tmp_path, folder).exit_code == 0
    assert {path.stem for path in folder.iterdir()} == {"document", *layout.SHEETS}
    for name in layout.SHEETS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            assert next(csv.reader(lines)) == [column for column in columns(book[name]) if column != "definition"]
    tables = schema.read(made_up.folder)
    assert next(entry for entry in sheets.read(folder, tables)[0] if entry.table == "figures")["value"] == "2800"


def test_a_template_is_not_written_over_what_a_person_may_have_completed(book, made_up, tmp_path):
    path = tmp_path / "report-2021.xlsx"
    before = path.read_bytes()
    result = scan(made_up, tmp_path, path)
    assert result.exit_code == 1
    assert (
        "report-2021.xlsx: is there already; name another file, or say --force to lose what is in it" in result.output
    )
    assert path.read_bytes() == before
    assert scan(made_up, tmp_path, path, "--force").exit_code == 0


def test_another_ending_is_refused(made_up, tmp_path):
    result = scan(made_up, tmp_path, tmp_path / "report.ods")
    assert "report.ods: a template is a workbook (.xlsx) or a folder; .ods is neither" in result.output


def test_a_document_that_the_dataset_knows_stands_there_with_its_row(made_up, tmp_path):
    path = tmp_path / "made-up.xlsx"
    args = ["scan", str(made_up.documents / "made-up.txt"), "--output", str(path), "--data", str(made_up.folder)]
    assert CliRunner().invoke(main, args).exit_code == 0
    rows = {row[0]: row[1] for row in openpyxl.load_workbook(path)["document"].iter_rows(min_row=2, values_only=True)}
    assert rows["title"] == "Made up"
    assert add.by_hand(made_up.folder)[1]["sources"][0]["title"] == "Made up"


def test_a_letter_is_a_kind_of_document_that_can_be_chosen(made_up, tmp_path):
    with schema.read(schema.find())["codes"].path.open(encoding="utf-8", newline="") as lines:
        made_up.write("codes", [dict(row) for row in csv.DictReader(lines)])
    path = tmp_path / "report-2021.xlsx"
    assert scan(made_up, tmp_path, path).exit_code == 0
    book = openpyxl.load_workbook(path)
    page = book["document"]
    (place,) = (row[1].coordinate for row in page.iter_rows(min_row=2) if row[0].value == "document_kind")
    (rule,) = (found for found in page.data_validations.dataValidation if place in str(found.sqref))
    cells = rule.formula1.partition("!")[2].replace("$", "")
    assert "letter · brief" in [cell.value for (cell,) in book["choices"][cells]]
