"""Completed proposals go into the dataset, all or none; the recipe of CONTRIBUTING from beginning to end."""

import csv
import hashlib

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import check
from analysis.errors import DataError
from analysis.ledger import add as adds
from analysis.ledger.add import AddError

TEXT = """\
Jaarverslag

In 2021 kregen ruim 2.800 mensen hulp. Van de deelnemers vond 57% werk.

Het verslag van 2020 staat in artikel 9.
"""
SOURCE = {
    "source_id": "report-2021",
    "title": "Jaarverslag",
    "short_en": "Report",
    "short_nl": "Verslag",
    "url_status": "unknown",
    "document_kind": "results_report",
    "reports_results": "true",
    "publisher_en": "Nobody",
    "covers_en": "2021",
    "language": "nl",
    "licence_en": "None",
    "text_lines": 5,
}
MEASURES = [
    {
        "measure_id": "helped",
        "label_en": "People helped",
        "label_nl": "Geholpen",
        "unit": "person",
        "theme": "reception",
        "concept": "flow",
        "definition_en": "Made up",
    },
    {
        "measure_id": "work",
        "label_en": "Found work",
        "label_nl": "Werk",
        "unit": "percent",
        "theme": "reception",
        "concept": "neither",
        "definition_en": "Made up",
    },
]
RULES = [
    {"rule_id": "article", "pattern": r"artikel \d", "reason_en": "Law article", "hits": 9},
    {"rule_id": "year", "pattern": r"\b20\d\d\b", "reason_en": "Year of a report", "hits": 9},
]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def completed(empty, tmp_path):
    """The proposals for a made-up report, completed as a person would."""
    documents = tmp_path / "documents"
    documents.mkdir()
    text = documents / "report-2021.txt"
    text.write_text(TEXT, encoding="utf-8", newline="\n")
    path = tmp_path / "report-2021.csv"
    assert run("scan", text, "--output", path, "--data", empty.folder).exit_code == 0
    rows = read(path)
    for row in rows:
        row["measure_id"] = {"percent": "work"}.get(row["unit"], "helped") if row["keep"] == "yes" else ""
        row["base_as_printed"] = "de deelnemers" if row["unit"] == "percent" else ""
    save(path, rows)
    empty.write("sources", [SOURCE | {"text_sha256": hashlib.sha256(TEXT.encode()).hexdigest()}])
    empty.write("measures", MEASURES)
    empty.documents = documents
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def save(path, rows):
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_the_recipe_from_a_text_to_an_audited_dataset(empty, completed):
    added = run("add", completed, "--data", empty.folder)
    assert added.exit_code == 0, added.output
    assert added.output == (
        "2 figures added (2 actual), 2 new facts; the dataset now has 2\n"
        "3 proposals left out\n"
        "rows: figure_relations.csv 1, figures.csv 2\n"
        "measures with their first figures: helped, work\n"
        "00-explore: 2 figures\n"
        "09-audit: 2 figures\n"
        "not counted as results, because their measure has no result_level: helped, work\n"
    )
    assert check.check(empty.folder) == []
    assert [row["as_printed"] for row in empty.read("figures")] == ["ruim 2.800", "57%"]
    (base,) = empty.read("figure_relations")
    assert (base["relation"], base["base_as_printed"]) == ("share_of", "de deelnemers")
    options = ("audit", "--documents", empty.documents, "--data", empty.folder)
    first = run(*options)
    assert "report-2021:5: the number '9' is unaccounted for" in first.output
    empty.write("not-figures", RULES)
    assert run(*options, "--write").exit_code == 0
    assert run(*options).exit_code == 0
    assert check.check(empty.folder) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": "3000"}, r"report-2021\.csv:2: value: is 3000, but 'ruim 2\.800' reads as 2800"),
        ({"kind": "guess"}, r"report-2021\.csv:2: kind: 'guess' is not allowed"),
        ({"measure_id": "unheard-of"}, r"report-2021\.csv:2: measure_id: 'unheard-of' is not in measures\.csv"),
        ({"source_id": "other"}, r"report-2021\.csv:2: source_id: 'other' is not in sources\.csv"),
        ({"unit": "country"}, r"report-2021\.csv:2: unit: is country, but helped is counted in person"),
    ],
)
def test_one_wrong_cell_leaves_the_dataset_as_it_was(empty, completed, change, said):
    before = files(empty.folder)
    rows = read(completed)
    rows[0] |= change
    save(completed, rows)
    with pytest.raises(DataError, match=said):
        adds.add(completed, empty.folder)
    assert files(empty.folder) == before
    assert [path.name for path in empty.folder.parent.iterdir() if path.name.startswith(".")] == []


def test_the_same_rows_are_not_added_twice(empty, completed):
    adds.add(completed, empty.folder)
    before = files(empty.folder)
    with pytest.raises(AddError, match=r"csv: 3 rows are in the dataset already, as they are: nothing to add"):
        adds.add(completed, empty.folder)
    assert files(empty.folder) == before


def test_a_row_that_does_not_say_whether_to_keep_it_is_refused(empty, completed):
    rows = read(completed)
    rows[1]["keep"] = "perhaps"
    save(completed, rows)
    with pytest.raises(DataError, match=r"report-2021\.csv:3: keep: is 'perhaps'; say yes for a figure that goes in, "):
        adds.add(completed, empty.folder)


def test_nothing_to_keep_is_refused(empty, completed):
    save(completed, [row | {"keep": "no"} for row in read(completed)])
    with pytest.raises(AddError, match="no row says keep = yes"):
        adds.add(completed, empty.folder)
