"""Small claims about inputs and records that need no render."""

import contextlib

import pytest

from analysis.errors import PlanError
from analysis.rendering import inputs
from analysis.rendering.kernels import deferred
from analysis.rendering.shelf import RECORDS, Failure, Record, Shelf


def record(**changes):
    return Record(
        **{"name": "a", "title": "A", "notebook": "n", "parameters": {"country": "NO"}, "group": "weekly", **changes}
    )


def test_a_record_reads_back_as_it_was_written(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.prepare()
    written = shelf.write(record(files={"a.html": (3, "d")}, failure=Failure("why", 2, "more"), fingerprint="f"))
    assert shelf.records() == {"a": written}


def test_a_picture_is_published_with_its_report_goes_with_it_and_is_vouched_for(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.prepare()
    for name in ("a.html", "a.ipynb", "pictures/a.svg"):
        (shelf.staging / name).parent.mkdir(exist_ok=True)
        (shelf.staging / name).write_text(name, encoding="utf-8")
    published = shelf.publish(record())
    picture = tmp_path / "pictures" / "a.svg"
    assert picture.read_text(encoding="utf-8") == "pictures/a.svg"
    assert set(published.files) == {"a.html", "a.ipynb", "pictures/a.svg"}
    picture.write_text("damaged", encoding="utf-8")
    assert not shelf.intact(published)
    for name in ("a.html", "a.ipynb"):
        (shelf.staging / name).write_text(name, encoding="utf-8")
    assert set(shelf.publish(record()).files) == {"a.html", "a.ipynb"}  # a chart that is no longer there
    assert not picture.exists()


@pytest.mark.parametrize("moment", range(4))
def test_a_record_is_written_after_the_files_that_it_names(tmp_path, monkeypatch, moment):
    shelf = Shelf(tmp_path)
    shelf.prepare()
    for name in ("a.html", "a.ipynb"):
        (shelf.staging / name).write_text(name, encoding="utf-8")
    moves = iter(range(100))
    replace = type(tmp_path).replace

    def stop(self, target):
        if next(moves) == moment:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(type(tmp_path), "replace", stop)
    with contextlib.suppress(KeyboardInterrupt):
        shelf.publish(record())
    found = shelf.records()
    assert set(found) == ({"a"} if moment > 2 else set())
    assert all(shelf.intact(one) for one in found.values())


def test_an_unreadable_record_counts_as_none(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.prepare()
    shelf.write(record())
    (tmp_path / ".records" / "b.json").write_text("{", encoding="utf-8")
    (tmp_path / ".records" / "c.json").write_text('{"name": "c"}', encoding="utf-8")
    assert set(shelf.records()) == {"a"}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"fingerprint": "f"}, "fresh"),
        ({"fingerprint": None}, "stale"),
        ({"fingerprint": "f", "outdated": True}, "stale"),
        ({"failure": Failure("x")}, "failed"),
        ({"failure": Failure("x"), "files": {"a.html": (1, "d")}}, "stale"),
    ],
)
def test_the_state_says_whether_what_is_shown_can_be_relied_on(changes, state):
    assert record(**changes).state == state


def test_a_changed_name_or_content_changes_the_fingerprint_and_a_new_time_does_not(folder):
    folder.plan("reports: []")
    data = folder.root / "data" / "a.csv"
    prints = inputs.Fingerprints(folder.project)
    seen = {prints.everything()}
    for text, name in (("1", "a.csv"), ("2", "a.csv"), ("2", "b.csv")):
        (folder.root / "data" / name).write_text(text, encoding="utf-8")
        seen.add(prints.everything())
    assert len(seen) == 4
    data.touch()
    assert prints.everything() in seen
    assert inputs.Fingerprints(folder.project).everything() == prints.everything()


def test_a_project_without_a_plan_is_refused(tmp_path, monkeypatch):
    with pytest.raises(PlanError, match=r"from the argument.: it has no reports/plan.yaml"):
        inputs.find(tmp_path)
    monkeypatch.setenv(inputs.VARIABLE, str(tmp_path))
    with pytest.raises(PlanError, match="from ANALYSIS_PROJECT"):
        inputs.find()


def test_a_deferred_module_is_imported_at_its_first_use(monkeypatch):
    import sys

    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    monkeypatch.setattr(deferred, "_FUNCTIONS", {"colorsys": ["rgb_to_hsv"]})
    deferred.install()
    from colorsys import rgb_to_hsv

    assert not hasattr(sys.modules["colorsys"], "hls_to_rgb")
    assert rgb_to_hsv(0.0, 0.0, 0.0) == (0.0, 0.0, 0.0)
    assert hasattr(sys.modules["colorsys"], "hls_to_rgb")


def test_records_are_read_one_at_a_time(tmp_path):
    """Of a thousand reports, what the index says of one is enough to hold."""
    shelf = Shelf(tmp_path)
    (tmp_path / RECORDS).mkdir()
    for name in ("a", "b"):
        shelf.write(Record(name, name, "small", {}, "weekly"))
    records = shelf.each()
    assert next(records).name == "a"
    (tmp_path / RECORDS / "b.json").unlink()
    assert list(records) == []
