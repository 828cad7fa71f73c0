"""The ledger against the documents: no number unaccounted for, and the kept result is the true one."""

import csv
from pathlib import Path

from analysis.dataset import tables
from analysis.ledger import account as audits

DATA = Path(__file__).parents[2] / "data"


def test_every_number_of_the_documents_is_accounted_for(documents, editions):
    result = audits.audit(documents, DATA, editions)
    assert [str(finding) for finding in [*result.findings, *result.differences, *result.news]] == []
    assert result.table()["unaccounted"].sum() == 0


def test_the_kept_result_is_of_the_editions_that_the_sources_name():
    data = tables.load(DATA)
    texts = data.sources.dropna(subset="text_sha256").set_index("source_id")["text_sha256"]
    assert data["audit"].set_index("source_id")["text_sha256"].to_dict() == texts.to_dict()


def test_the_kept_table_adds_up_to_the_kept_numbers():
    data = tables.load(DATA)
    counted = data["audit_numbers"].groupby(["source_id", "accounted_by"]).size().unstack(fill_value=0)
    kept = data["audit"].set_index("source_id")
    for column, by in (("in_figures", "figure"), ("in_windows", "window"), ("by_rules", "rule")):
        assert kept[column].to_dict() == counted[by].to_dict()
    assert (kept[["in_figures", "in_windows", "by_rules", "unaccounted"]].sum(axis=1) == kept["numbers"]).all()


def test_the_pinned_hits_are_those_of_the_kept_numbers():
    data = tables.load(DATA)
    hits = data["audit_numbers"]["rule_id"].value_counts().to_dict()
    assert data["not-figures"].set_index("rule_id")["hits"].to_dict() == hits


def test_the_kept_numbers_hold_no_sentence():
    with (DATA / "audit_numbers.csv").open(encoding="utf-8", newline="") as lines:
        assert max(len(row["number"]) for row in csv.DictReader(lines)) <= 20
