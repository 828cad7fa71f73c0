"""The headline findings are computed from the data, and cost nothing when they cannot be."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from analysis.questions.targets import exhibits as targets
from analysis.rendering.pages import findings

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def computed():
    return findings.compute(DATA)


def test_every_finding_can_be_computed_and_names_its_notebook(computed):
    for finding in computed:
        assert finding.problem == ""
        assert finding.number
        assert finding.sentence.endswith(".")
        assert (DATA.parent / "notebooks" / f"{finding.notebook}.ipynb").is_file()


def test_the_numbers_are_those_of_the_documents(computed):
    numbers = [finding.number for finding in computed]
    assert numbers[0] == "93 to 97%"
    assert "EUR\N{NO-BREAK SPACE}8,159,166" in numbers
    assert "898 to 1,606" in numbers


def test_findings_are_computed_once_for_the_same_inputs(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(
        findings, "compute", lambda data, language: calls.append(data) or [findings.Finding("a", "1", "b.")]
    )
    assert (
        findings.kept(DATA, tmp_path, "x") == findings.kept(DATA, tmp_path, "x") == [findings.Finding("a", "1", "b.")]
    )
    assert len(calls) == 1
    findings.kept(DATA, tmp_path, "y")
    assert len(calls) == 2


def test_what_cannot_be_computed_says_so_and_costs_no_other(monkeypatch):
    monkeypatch.setattr(findings, "ORDER", ("98-nowhere", "03-targets"))
    monkeypatch.setattr(targets, "FINDINGS", (lambda data: 1 / 0, lambda data: ("1", "is.")))
    none, one, other = findings.compute(DATA)
    assert "No module named 'analysis.questions.nowhere'" in none.problem
    assert "ZeroDivisionError" in one.problem
    assert other == findings.Finding("03-targets", "1", "is.")


def test_no_room_has_findings_that_the_index_does_not_show():
    notebooks = [path.stem for path in sorted((DATA.parent / "notebooks").glob("*.ipynb"))]
    rooms = {name: import_module(f"analysis.questions.{name.partition('-')[2]}.exhibits") for name in notebooks}
    assert sorted(findings.ORDER) == [name for name, room in rooms.items() if hasattr(room, "FINDINGS")]


def test_a_folder_without_a_dataset_has_no_findings(tmp_path):
    assert findings.kept(tmp_path, tmp_path, "x") == []
    (tmp_path / "datapackage.yaml").write_text("name: x\n", encoding="utf-8")
    assert findings.compute(tmp_path)[0].problem.startswith("The data cannot be read")


def test_the_dutch_findings_have_the_same_numbers_in_dutch(computed):
    dutch = findings.compute(DATA, "nl")
    assert [finding.number for finding in dutch if finding.problem] == []
    digits = [[re.findall(r"[0-9]+", finding.number) for finding in found] for found in (computed, dutch)]
    assert digits[0] == digits[1]
    assert dutch[0].number == "93 tot 97%"
    assert all(one.sentence != other.sentence for one, other in zip(computed, dutch, strict=True))
