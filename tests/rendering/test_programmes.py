"""The list of all programmes: nothing that is known of one without a report is missing, and all can be found."""

import re
from pathlib import Path

import pytest

from analysis.dataset import tables
from analysis.questions.programme import answers as programme
from analysis.rendering.pages import programmes
from analysis.rendering.shelf import Record

DATA = Path(__file__).parents[2] / "data"
WITHOUT = "seva-remittances-home-care"


@pytest.fixture(scope="module", params=["en", "nl"])
def listed(request):
    entries = programmes.entries(DATA, request.param)
    files = {"trqn-3.html": (1, "d")}
    given = {"programme_id": "trqn-3", "language": request.param}
    record = Record("trqn-3", "T", "07-programme", given, "weekly", files=files)
    return entries, programmes.page(entries, [record], request.param), request.param


def test_every_programme_is_on_it_once_and_only_one_with_a_report_leads_to_it(listed):
    entries, page, _ = listed
    names = {row["programme_id"] for row in tables.load(DATA).programmes.to_dict("records")}
    assert sorted(re.findall(r'<li class="card entry" id="([^"]+)"', page)) == sorted(names)
    assert re.findall(r'<h2><a href="([^"]+)"', page) == ["trqn-3.html"]
    assert [entry.label.lower() for entry in entries] == sorted(entry.label.lower() for entry in entries)


def test_one_without_a_report_has_its_status_payer_executor_places_statements_and_lines(listed):
    entries, _, language = listed
    data = tables.load(DATA)
    assert WITHOUT not in programme.worth_a_report(data)
    entry = next(entry for entry in entries if entry.programme_id == WITHOUT)
    told = " ".join(text for line in entry.facts for text in line)
    assert entry.codes["status"] == ["stopped"]
    assert "seva" in told.lower()
    assert {"en": "line ", "nl": "regel "}[language] in told
    assert len(entry.said) == len(data.statements[data.statements["programme_id"] == WITHOUT])
    assert all("<NA>" not in text for entry in entries for text in (entry.searched, *entry.figures, *entry.said))


def test_it_is_filtered_by_status_theme_priority_country_payer_and_figures(listed):
    entries, page, _ = listed
    for what in ("status", "theme", "priority", "country", "payer", "figures"):
        assert f'<select name="{what}">' in page
        assert sum(map(len, (entry.codes[what] for entry in entries))) > 20
    assert next(entry for entry in entries if entry.programme_id == WITHOUT).codes["figures"] == ["none"]


def test_it_is_put_together_once_for_the_same_inputs_and_without_a_dataset_there_is_none(tmp_path, monkeypatch):
    entry = programmes.Entry("a", "A", {"status": ["s"]}, {"status": ["S"]}, [["x", "y"]], ["1"], [])
    calls = []
    monkeypatch.setattr(programmes, "entries", lambda data, language: calls.append(data) or [entry])
    assert programmes.kept(DATA, tmp_path, "x", "en") == programmes.kept(DATA, tmp_path, "x", "en") == [entry]
    assert len(calls) == 1
    assert programmes.kept(tmp_path, tmp_path, "y", "en") == []
