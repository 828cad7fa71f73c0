"""The address of each figure: its pages, its JSON, its citation, and its sentence where the texts are at hand."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import cli
from analysis.errors import AnalysisError
from analysis.ledger import quotations
from analysis.rendering.pages import figures
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.shelf import Record, Shelf

DATA = Path(__file__).parents[2] / "data"
NAMES = Lookup(DATA)
RESCUES = "rs18-0211-1"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    files = {"t.html": (1, "d")}
    summary = {"figures": [RESCUES], "language": "nl"}
    record = Record("t", "De reddingen", "03-targets", {"language": "nl"}, "weekly", files=files, summary=summary)
    return figures.pages(DATA, tmp_path_factory.mktemp("cache"), "x", [record], None)


def test_every_figure_has_a_page_in_each_language_and_a_json_file(made):
    names = [row["figure_id"] for row in NAMES.table("figures")]
    assert sorted(made) == sorted(f"{name}{end}" for name in names for end in (".html", "-nl.html", ".json"))


def test_every_link_of_a_page_leads_to_a_page_or_to_a_report(made):
    for name, text in made.items():
        if name.endswith(".html"):
            for link in re.findall(r'<a [^>]*href="([^"#]+)[^"]*"', text):
                assert link in made or link.startswith(("https://", "http://", "../")), (name, link)
            assert "#source-" not in text.replace("../t.html#source-", "")


def test_the_json_of_the_rescues_says_what_the_dataset_says(made):
    fact = json.loads(made[f"{RESCUES}.json"])
    assert (fact["as_printed"], fact["value"], fact["lower"], fact["upper"]) == ("ruim 2.800", 2800, 2800, 2900)
    assert (fact["lower_open"], fact["upper_open"], fact["conventional"]) == (False, True, True)
    assert (fact["period_start"], fact["period_end"], fact["period_basis"]) == ("2017-07-01", "2018-06-30", "printed")
    assert (fact["places"], fact["funding"], fact["credit"]) == (["NER"], "netherlands", "netherlands_with_others")
    assert fact["document"]["source_id"] == "results-2018"
    assert fact["printings"] == ["rs18-0005-1", "rs18-0037-1", "rs18-0157-1", "rs18-0175-1"]
    target = fact["targets"][0]
    assert (target["target_id"], target["goal"], target["status_computed"]) == (
        "rescues-niger-2018",
        3000,
        "not_reached",
    )
    assert {claim["claim_means"] for claim in fact["claims"]} == {"below", "as_expected"}
    assert "rescues-on-schedule" in {row["discrepancy_id"] for row in fact["discrepancies"]}
    assert fact["reports"] == {"en": [], "nl": ["t.html"]}


def test_every_row_that_names_a_figure_stands_in_its_json(made):
    facts = {name.removesuffix(".json"): json.loads(text) for name, text in made.items() if name.endswith(".json")}
    relations = NAMES.table("figure_relations")
    assert sum(len(fact["relations"]) for fact in facts.values()) == len(relations) + sum(
        bool(row["other_figure_id"]) for row in relations
    )
    named = {
        (row["discrepancy_id"], row["figure_id"]) for row in NAMES.table("discrepancy_figures") if row["figure_id"]
    }
    for discrepancy, figure in named:
        assert discrepancy in {row["discrepancy_id"] for row in facts[figure]["discrepancies"]}
    for row in NAMES.table("evidence"):
        if row["figure_id"]:
            assert row["evidence_id"] in {piece["evidence_id"] for piece in facts[row["figure_id"]]["evidence"]}
    for row in NAMES.table("external_check_figures"):
        assert row["check_id"] in {check["check_id"] for check in facts[row["figure_id"]]["references"]}
    for row in NAMES.table("targets"):
        for side in ("target_figure_id", "actual_figure_id"):
            if row[side]:
                assert row["target_id"] in {target["target_id"] for target in facts[row[side]]["targets"]}


def test_the_page_names_document_line_address_and_the_reports_that_use_the_figure(made):
    page = made[f"{RESCUES}-nl.html"]
    assert "regel 211 van de teksteditie" in page
    assert '"https://www.osresultaten.nl/2018/thema/opvang-in-de-regio-en-migratie#:~:text=ruim%202.800"' in page
    assert f'<a href="../t.html#source-{RESCUES}">De reddingen</a>' in page
    assert "De reddingen" not in made[f"{RESCUES}.html"]
    assert "No address of the published document is known." in made["pr13-0043-1.html"]


def test_what_the_data_say_is_put_together_once_for_the_same_inputs(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(figures, "of", lambda *given: calls.append(given) or {"pages": {"en": []}, "facts": {}})
    for fingerprint in ("a", "a", "b"):
        assert figures.pages(DATA, tmp_path, fingerprint, [], None) == {}
    assert len(calls) == 2


def test_without_a_dataset_or_of_a_broken_one_there_are_none(tmp_path):
    assert figures.pages(tmp_path, tmp_path, "a", [], None) == {}
    broken = shutil.copytree(DATA, tmp_path / "data")
    with (broken / "figures.csv").open("a", encoding="utf-8") as lines:
        lines.write("one,cell too few\n")
    assert figures.pages(broken, tmp_path, "a", [], None) == {}


def test_a_folder_is_filled_with_exactly_what_is_wanted(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.fill("figures", {"a.html": "1", "b.html": "2"})
    kept = (tmp_path / "figures" / "a.html").stat().st_mtime_ns
    shelf.fill("figures", {"a.html": "1", "c.html": "3"})
    assert {path.name: path.read_text() for path in (tmp_path / "figures").iterdir()} == {"a.html": "1", "c.html": "3"}
    assert (tmp_path / "figures" / "a.html").stat().st_mtime_ns == kept
    shelf.fill("figures", {})
    assert not (tmp_path / "figures").exists()


# -- the sentence of a figure -----------------------------------------------------------------------------------------


def _edition(folder: Path, text: str) -> dict[str, str]:
    import hashlib

    (folder / "letter.txt").write_text(text, encoding="utf-8")
    return {"source_id": "letter", "text_sha256": hashlib.sha256(text.encode()).hexdigest()}


def test_a_figure_is_quoted_with_its_sentence_and_the_second_of_a_line_with_its_own(tmp_path):
    source = _edition(
        tmp_path,
        "Kop\n\nIn 2019 kwamen er 4.000 mensen aan.\nVan hen bleven er bijna\n4.000. Van 4.000 is niets bekend.\n",
    )
    rows = [("a", "4.000", 3), ("b", "bijna 4.000", 4), ("c", "4.000", 5)]
    figure_rows = [
        {"figure_id": name, "source_id": "letter", "as_printed": printed, "line": line} for name, printed, line in rows
    ]
    found = quotations.of(figure_rows, quotations.texts([source], tmp_path))
    assert found["a"] == quotations.Quotation("In 2019 kwamen er ", "4.000", " mensen aan.")
    assert found["b"].before + found["b"].printed + found["b"].after == "Van hen bleven er bijna 4.000."
    assert found["c"] == quotations.Quotation("Van ", "4.000", " is niets bekend.")


def test_a_long_sentence_is_cut_around_its_figure(tmp_path):
    source = _edition(tmp_path, "Er waren " + "zeer " * 300 + "veel, namelijk 8658, " + "heel " * 300 + "veel.\n")
    row = {"figure_id": "a", "source_id": "letter", "as_printed": "8658", "line": 1}
    quoted = quotations.of([row], quotations.texts([source], tmp_path))["a"]
    assert quoted.before.startswith("… zeer")
    assert quoted.before.endswith("namelijk ")
    assert quoted.after.endswith("heel …")
    assert len(quoted.before) < 410


def test_another_edition_and_a_folder_without_texts_are_refused_by_name(tmp_path):
    source = {**_edition(tmp_path, "Er waren 5 mensen.\n"), "text_sha256": "0" * 64}
    with pytest.raises(AnalysisError, match=r"letter\.txt: is another edition"):
        quotations.texts([source], tmp_path)
    with pytest.raises(AnalysisError, match="holds none of the documents"):
        quotations.texts([source], tmp_path / "nothing")


def test_a_render_with_another_edition_says_so_and_writes_nothing(tmp_path):
    (tmp_path / "results-2018.txt").write_text("Er waren 5 mensen.\n", encoding="utf-8")
    asked = ["render", "03-targets", "--output", str(tmp_path / "out"), "--documents", str(tmp_path)]
    result = CliRunner().invoke(cli.main, asked)
    assert result.exit_code == 1
    assert "results-2018.txt: is another edition" in result.output
    assert not (tmp_path / "out").exists()


def test_every_figure_is_found_in_its_document(documents, editions):
    texts = quotations.texts(NAMES.table("sources"), documents)
    found = quotations.of(NAMES.table("figures"), texts)
    with (DATA / "figures.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["figure_id"]: row for row in csv.DictReader(lines) if row["source_id"] in editions}
    assert set(found) == set(rows)
    assert all(found[name].printed == " ".join(row["as_printed"].split()) for name, row in rows.items())
