"""Proposals for unseen documents: text, output of pdftotext, saved web pages."""

import csv
import io

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import tables
from analysis.ledger import documents, html, scan, windows
from analysis.ledger.documents import Document, DocumentError

COLUMNS = (
    "figure_id fact_id preferred source_id line section page as_printed value value_high unit multiplicity "
    "qualifier kind period_start period_end period_kind period_basis period_as_printed period_line"
).split()
TEXT = """\
Opvang in de regio

In 2021 kregen ruim 2.800 vluchtelingen hulp in drie landen.2 Het budget was EUR 6,4 miljoen.

2 Kamerstuk 30 573, nr. 11. Zie https://voorbeeld.nl/2020/12 en artikel 9.

De beoogde 3.000 trainingen duurden drie tot vier maanden. Zo'n 57% van de deelnemers vond werk.
"""


def proposed(text, name="made-up"):
    return scan.propose(Document(name, text, ""), COLUMNS)


def row(text, printed):
    (found,) = proposed(text).query("as_printed == @printed").to_dict("records")
    return found


def test_probable_figures_come_first_and_the_rest_says_why():
    proposals = proposed(TEXT)
    assert proposals["keep"].is_monotonic_decreasing
    assert proposals.query("keep == 'yes'")["as_printed"].tolist() == [
        "ruim 2.800", "drie", "EUR 6,4 miljoen", "3.000", "drie tot vier maanden", "Zo'n 57%",
    ]  # fmt: skip
    others = proposals.query("keep == 'no'")
    assert dict(zip(others["as_printed"], others["why"], strict=True)) == {
        "2021": "year",
        "2": "number of a note or heading",
        "30": "parliamentary paper",
        "573": "parliamentary paper",
        "11": "number of a document",
        "2020": "web address",
        "12": "web address",
        "9": "law article",
    }


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ruim 2.800", {"line": "3", "value": "2800", "qualifier": "just_over", "unit": "person", "kind": "actual"}),
        ("drie", {"value": "3", "unit": "country"}),
        ("EUR 6,4 miljoen", {"value": "6400000", "unit": "EUR", "kind": "budget"}),
        ("3.000", {"unit": "meeting", "kind": "target"}),
        ("drie tot vier maanden", {"value": "3", "value_high": "4", "unit": "month", "qualifier": "range"}),
        ("Zo'n 57%", {"value": "57", "unit": "percent", "qualifier": "about"}),
    ],
)
def test_value_unit_and_kind_are_proposed(printed, expected):
    found = row(TEXT, printed)
    assert {name: found[name] for name in expected} == expected


def test_window_section_and_place_are_proposed():
    found = row(TEXT, "ruim 2.800")
    assert found["section"] == "Opvang in de regio"
    assert found["figure_id"] == "made-up-0003-2"
    assert (found["period_as_printed"], found["period_line"]) == ("2021", "3")
    assert (found["period_start"], found["period_end"], found["period_kind"]) == (
        "2021-01-01", "2021-12-31", "calendar_year",
    )  # fmt: skip


def test_a_unit_of_time_is_read_but_not_part_of_the_printed_form():
    assert row("Het duurt anderhalf jaar.\n", "anderhalf")["unit"] == "year"


def test_pages_are_counted_where_form_feeds_divide_them():
    assert row("Bladzij.\n\f\nEr kwamen 40 mensen.\n", "40")["page"] == "2"
    assert row("Er kwamen 40 mensen.\n", "40")["page"] == ""


def test_every_number_of_a_text_is_in_one_proposal():
    document = Document("made-up", TEXT, "")
    spans = [(found.start, found.end) for found in scan.candidates(document)]
    for number in document.numbers:
        assert sum(start <= number.start and number.end <= end for start, end in spans) == 1


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("mid-2017 tot mid-2018", "2017-07-01", "2018-06-30", "mid_year"),
        ("1-10-2022 tot 30-9-2023", "2022-10-01", "2023-09-30", "reporting_year"),
        ("1 oktober 2013 tot 31 januari 2014", "2013-10-01", "2014-01-31", "span"),
        ("14 juni 2013", "2013-06-14", "2013-06-14", "instant"),
        ("december 2012 tot december 2014", "2012-12-01", "2014-12-31", "multi_year"),
        ("februari 2024", "2024-02-01", "2024-02-29", "span"),
        ("2013- 2017", "2013-01-01", "2017-12-31", "multi_year"),
        ("Eind 2023", "2023-12-31", "2023-12-31", "instant"),
        ("sinds 2011", "2011-01-01", "None", "cumulative"),
        ("tot nu toe", "None", "None", "cumulative"),
    ],
)
def test_windows_are_read(text, first, last, kind):
    (found,) = windows.find(f"In {text}, en verder")
    assert (str(found.first), str(found.last), found.kind) == (first, last, kind)


def test_a_day_that_no_calendar_has_is_no_window():
    assert {found.pattern for found in windows.find("31-2-2022 tot 30-2-2023")} == {"year"}


def test_a_saved_page_is_read_as_its_text(tmp_path):
    page = (
        '<!DOCTYPE html><html><head><meta charset="windows-1252"><title>7 feiten</title>'
        "<style>p{top:5px}</style></head>"
        "<body><h1>Opvang</h1><p>In 2021 kregen ruim\n2.800 Syri&euml;rs hulp \x80 5.</p><script>x=12</script>"
        "<table><tr><td>2021</td><td>1.859</td></tr><tr><td>2022</td><td>486</td></tr></table></body></html>"
    )
    path = tmp_path / "page.html"
    path.write_bytes(page.encode("latin-1"))
    document = documents.read_any(path)
    assert document.text == "Opvang\n\nIn 2021 kregen ruim 2.800 Syriërs hulp € 5.\n\n2021  1.859\n\n2022  486\n"
    assert {"ruim 2.800", "€ 5", "1.859", "486"} <= set(
        scan.propose(document, COLUMNS).query("keep == 'yes'")["as_printed"]
    )


def test_html_is_known_by_its_beginning():
    assert html.is_html(b"\n<!doctype HTML><p>")
    assert not html.is_html(b"5 < 6 html")


def test_a_pdf_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(DocumentError, match=r"pdftotext -layout report\.pdf report\.txt"):
        documents.read_any(path)


def test_the_command_writes_the_columns_of_the_ledger(tmp_path):
    path = tmp_path / "made-up.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    result = CliRunner().invoke(main, ["scan", str(path), "--text", str(tmp_path / "edition.txt")])
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    computed = {"lower", "upper", "lower_open", "upper_open", "conventional"}
    ledger = [name for name in tables.load().figures.columns if name not in computed]
    assert list(rows[0]) == ["keep", "why", *ledger, "base_as_printed", "context"]
    assert "6 probable figures, 9 other numbers" in result.stderr
    assert (tmp_path / "edition.txt").read_text(encoding="utf-8") == TEXT


def test_twenty_pages_are_scanned_in_seconds(tmp_path):
    text = "\f".join(f"Bladzij {page}\n\n" + TEXT * 6 for page in range(20))
    assert len(proposed(text)) > 1500
