"""What stands beside the reports is put together while they are made, and by whoever needs it where that failed."""

import contextlib
import json
import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.rendering import beside, front, inputs, report, run
from analysis.rendering.pages import basket, figures, findings, programmes
from analysis.rendering.shelf import Failure

DATA = Path(__file__).parents[2] / "data"


def test_what_is_put_together_is_what_the_pages_are_made_of(folder, tmp_path, monkeypatch):
    """Of a copy of the data: its content counts, and nothing is computed again for the pages."""
    monkeypatch.setattr(figures, "of", lambda *_: {"pages": {"en": []}, "facts": {"a": {"value": 1}}})
    monkeypatch.setattr(findings, "compute", lambda _, language: [findings.Finding("x", "1", language, "")])
    monkeypatch.setattr(programmes, "entries", lambda *_: [])
    monkeypatch.setattr(
        basket, "of", lambda *_: {"headings": [], "head": "", "figures": {}, "compared": [], "pairs": []}
    )
    there, copy = (replace(folder.project, data=tmp_path / name) for name in ("there", "copy"))
    for project in (there, copy):
        project.data.mkdir()
        (project.data / "datapackage.yaml").write_text("resources: []", encoding="utf-8")
    beside.known(copy, tmp_path)
    for module, name in ((figures, "of"), (findings, "compute"), (programmes, "entries"), (basket, "of")):
        monkeypatch.setattr(module, name, pytest.fail)
    prints = inputs.Fingerprints(there)
    made = figures.pages(there.data, tmp_path, prints.figures(), [], None)
    assert json.loads(made["a.json"])["value"] == 1
    assert {"index.html", "index-nl.html"} <= set(front.pages(there.data, tmp_path, prints.shared(), []))


def test_a_dataset_that_cannot_be_read_keeps_nothing_and_says_nothing(folder, tmp_path, capfd):
    (folder.project.data / "datapackage.yaml").write_text("resources: 1", encoding="utf-8")
    with beside.meanwhile(folder.project, tmp_path / "cache"):
        pass
    assert not (tmp_path / "cache").exists()
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_stopped_is_not_waited_for(folder, tmp_path, monkeypatch):
    (folder.project.data / "datapackage.yaml").write_text("resources: []", encoding="utf-8")
    monkeypatch.setattr(beside, "_PATIENCE_S", 0.1)
    before = set(multiprocessing.active_children())
    with beside.meanwhile(folder.project, tmp_path / "cache"):
        (process,) = set(multiprocessing.active_children()) - before
        os.kill(process.pid, signal.SIGSTOP)
    assert set(multiprocessing.active_children()) == before


def test_a_render_with_workers_of_its_own_puts_it_together_meanwhile(two, monkeypatch):
    begun = []

    @contextlib.contextmanager
    def meanwhile(project, cache):
        begun.append((project.data != two.project.data, cache))
        yield
        begun.append("done")

    def fails(_pool, jobs, _progress):
        assert "done" not in begun
        return [report.Outcome(job.name, 0.0, Failure("not today")) for job in jobs]

    monkeypatch.setattr(beside, "meanwhile", meanwhile)
    monkeypatch.setattr(run._Pool, "render", fails)
    two.render("good")
    assert begun == []
    run.run(two.project, run.Order(names=("other",), workers=1))
    assert begun == [(True, two.output / ".cache"), "done"]
