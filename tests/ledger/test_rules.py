"""Rules that a scan proposes for what is no data."""

import re

import pandas as pd
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import schema
from analysis.ledger import layout, rules, scan
from analysis.ledger.documents import Document

TEXT = """\
Gelet op de artikelen 6 en 7 is Postbus 20301 bereikbaar voor 12 landen.

Zie hoofdstuk 2 en de 3e fase.
"""


def test_a_kind_of_number_gets_one_rule_with_its_reason_and_hits(empty):
    proposed = rules.propose(Document("made-up", TEXT, ""), empty.folder).set_index("reason_en")
    assert proposed["hits"].to_dict() == {
        "Cross-reference": "1",
        "Law article": "2",
        "Ordinal": "1",
        "Postcode, street or telephone": "1",
    }
    assert set(proposed["source_id"]) == {"made-up"}
    assert proposed.loc["Law article", "rule_id"] == "made-up-law-article"
    assert re.search(proposed.loc["Law article", "pattern"], TEXT, re.MULTILINE).group() == "artikelen 6 en 7"


def test_every_reason_of_the_scan_is_there_in_dutch_too(empty):
    assert {reason for reason in rules.WAYS if not rules.DUTCH.get(reason)} == set()
    proposed = rules.propose(Document("made-up", TEXT, ""), empty.folder).set_index("reason_en")["reason_nl"]
    assert proposed["Law article"] == "Artikel van een wet of regeling"
    assert proposed.ne("").all()


def test_what_a_rule_of_the_dataset_explains_is_not_proposed_again(empty):
    empty.write(
        "not-figures", [{"rule_id": "box", "pattern": r"Postbus \d+|hoofdstuk \d", "reason_en": "Known", "hits": 1}]
    )
    proposed = rules.propose(Document("made-up", TEXT, ""), empty.folder)
    assert set(proposed["reason_en"]) == {"Law article", "Ordinal"}


def test_a_pattern_that_would_match_inside_a_figure_is_proposed_for_its_single_places(empty, monkeypatch):
    monkeypatch.setitem(rules.WAYS, "law article", (r"\d+(?= en 7)|\b7\b|12",))
    text = "Gelet op de artikelen 6 en 7 voor 12 landen.\n"
    proposed = rules.propose(Document("made-up", text, ""), empty.folder)
    assert proposed["line"].tolist() == ["1", "1"]
    places = [re.search(pattern, text, re.MULTILINE).group() for pattern in proposed["pattern"]]
    assert sorted(places) == ["6", "7"]


def test_a_number_of_the_window_of_a_figure_needs_no_rule(empty):
    document = Document("made-up", "In de tweede helft van 2024 kwamen 500 mensen, na de 3e fase.\n", "")
    proposals = scan.propose(document, scan.columns_of(empty.folder), data=empty.folder)
    assert set(rules.propose(document, empty.folder)["reason_en"]) > {"Ordinal"}
    assert set(rules.propose(document, empty.folder, proposals)["reason_en"]) == {"Ordinal"}


def test_a_pattern_that_nobody_could_read_is_proposed_for_its_single_places(empty):
    document = Document("made-up", "Het kabinet acht maatregelen nodig.\n", "")
    (row,) = rules.propose(document, empty.folder).to_dict("records")
    assert row["line"] == "1"
    assert len(row["pattern"]) < 60
    assert re.search(row["pattern"], document.text).group() == "acht"


def test_the_command_writes_them(tmp_path):
    path, out = tmp_path / "made-up.txt", tmp_path / "rules.csv"
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["scan", str(path), "--rules", str(out)])
    assert result.exit_code == 0
    assert "rules for not-figures.csv" in result.stderr
    columns = list(pd.read_csv(out).columns)
    assert columns == ["source_id", "line", "pattern", "reason_en", "reason_nl", "rule_id", "hits"]
    # Pasting works because these are the columns of the sheet, folded ones last.
    first, folded = layout.columns(schema.read(schema.find())["not-figures"])
    assert columns == [*first, *folded]


def test_the_number_of_a_table_is_no_item_of_a_list(empty):
    text = "De uitgaven staan in tabel 1.\n\nTabel 1. Uitgaven\n\nHet ging om: 1. Opvang 2. Onderwijs.\n"
    proposed = rules.propose(Document("made-up", text, ""), empty.folder)
    assert sorted(zip(proposed["line"], proposed["reason_en"], proposed["hits"], strict=True)) == [
        ("", "Number of a list item", "2"),
        ("1", "Cross-reference", "1"),
        ("3", "Cross-reference", "1"),
    ]
