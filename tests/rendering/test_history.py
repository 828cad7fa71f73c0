"""Each render that made something is kept, what it showed once for each content, and no more runs than asked for."""

import json

import pytest

from analysis.errors import AnalysisError
from analysis.rendering import history
from analysis.rendering.history import History, Run


def kept(folder) -> History:
    return History(folder.output)


def files(folder) -> set[str]:
    return {path.name for path in (folder.output / ".history" / "shown").iterdir()}


def test_a_run_says_when_how_from_what_and_what_came_of_each_report(two):
    two.write("other", "raise ValueError('no data')")
    two.render("good", "other", force=True)
    (run,) = kept(two).runs()
    assert (run.number, run.command, run.unchanged, run.standing) == (1, "render good other --force", 0, "failed")
    assert run.began <= run.ended
    assert set(run.inputs) == {"data", "code", "notebooks", "plan", "lock"}
    assert run.reports["good"]["result"] == "rendered"
    assert 0 < run.reports["good"]["duration_s"] <= run.duration_s
    failed = run.reports["other"]
    assert (failed["result"], failed["message"], failed["cell"]) == ("failed", "ValueError: no data", 2)
    assert "no data" in failed["details"]
    assert (two.output / failed["notebook"]).is_file()
    assert kept(two).state(run).failed == {"other": "ValueError: no data"}


def test_with_nothing_to_do_there_is_no_run(two):
    two.render()
    two.render()
    two.render("good")  # another selection, of which all is fresh
    assert [run.number for run in kept(two).runs()] == [1]


def test_what_has_not_changed_is_kept_once(two):
    two.render()
    before = files(two)
    two.render(force=True)
    one, other = kept(two).runs()
    assert (one.state, files(two)) == (other.state, before)
    assert other.rendered == 2


def test_only_the_inputs_that_changed_have_another_fingerprint(two):
    two.render()
    two.table("units", "a\n1\n")
    two.render()
    one, other = (run.inputs for run in kept(two).runs())
    assert {name for name in one if one[name] != other[name]} == {"data"}


def test_a_run_of_some_reports_keeps_what_the_others_show(two):
    two.render()
    two.write("good", "print('better', number)")
    two.render("good")
    one, other = (kept(two).state(run).shown for run in kept(two).runs())
    assert one["other"] == other["other"]
    assert kept(two).kept(other["good"])["sentences"] == {"What is it?": ["better 1"]}
    assert [run.unchanged for run in kept(two).runs()] == [0, 0]


def test_a_report_that_left_the_plan_makes_a_run_without_work(two):
    two.render()
    two.plan("reports:\n  - notebook: good\n")
    two.render()
    run = kept(two).runs()[-1]
    assert (run.number, run.rendered, run.unchanged) == (2, 0, 1)
    assert "other" not in kept(two).state(run).shown


def test_no_more_runs_are_kept_than_asked_for_nor_what_only_they_showed(two):
    for number in range(4):
        two.write("good", f"print('version {number}')")
        two.render(keep=2)
    runs = kept(two).runs()
    assert [run.number for run in runs] == [3, 4]
    shown = {digest for run in runs for digest in kept(two).state(run).shown.values()}
    assert files(two) == {f"{digest}.json.gz" for digest in shown | {run.state for run in runs}}


def test_an_interrupted_run_is_there_and_unfinished(two, monkeypatch):
    two.render()
    two.write("good", "print('better')")
    monkeypatch.setattr(type(kept(two)), "take", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        two.render()
    monkeypatch.undo()
    assert [run.standing for run in kept(two).runs()] == ["complete", "unfinished"]
    two.render()
    assert [run.standing for run in kept(two).runs()] == ["complete", "unfinished", "complete"]
    assert kept(two).named("last-1").number == 1


def test_inputs_that_change_meanwhile_are_said_of_the_run(two):
    two.write("good", f"open({str(two.root / 'data' / 'new.csv')!r}, 'w').write('1')")
    two.render()
    assert kept(two).runs()[-1].standing == "inputs changed"


def test_what_was_lost_is_kept_again_and_unreadable_runs_count_as_none(two):
    two.render()
    before = files(two)
    for path in (two.output / ".history" / "shown").iterdir():
        path.unlink()
    (two.output / ".history" / "runs" / "1.json").write_text("{", encoding="utf-8")
    two.write("good", "print('better', number)")
    two.render()
    (run,) = kept(two).runs()
    assert run.number == 2
    lost = {f"{digest}.json.gz" for name, digest in kept(two).state(run).shown.items() if name == "other"}
    assert lost <= before & files(two)


def test_a_damaged_content_is_named(tmp_path):
    kept = History(tmp_path)
    digest = kept.keep({"a": 1})
    assert kept.kept(digest) == {"a": 1}
    kept.path(digest).write_bytes(b"\x1f\x8b")
    with pytest.raises(AnalysisError, match=f"{digest}.json.gz: what a run showed is gone or damaged"):
        kept.kept(digest)


def test_runs_have_names_and_unknown_ones_are_refused(tmp_path):
    kept = History(tmp_path)
    with pytest.raises(AnalysisError, match="no run that ended is kept there"):
        kept.named("last")
    for number in (3, 4):
        kept.write(Run(number, "2023-01-01T00:00:00Z", "render", ended="2023-01-01T00:00:01Z"))
    assert [kept.named(name).number for name in ("last", "last-1", "3")] == [4, 3, 3]
    for name in ("last-2", "5", "lasting", "last--1"):
        with pytest.raises(AnalysisError, match=f"unknown run or folder '{name}'.*allowed: last, last-1, 4, 3"):
            kept.named(name)


def test_a_commit_is_that_of_the_checkout_and_says_what_differs(tmp_path, git):
    assert history.commit(tmp_path) == ""
    git("init", "-q")
    (tmp_path / "a").write_text("1", encoding="utf-8")
    git("add", "a")
    git("commit", "-qm", "one")
    head = git("rev-parse", "HEAD").strip()
    assert history.commit(tmp_path) == head
    (tmp_path / "a").write_text("2", encoding="utf-8")
    assert history.commit(tmp_path) == f"{head}-dirty"


def test_the_command_lists_them_newest_first(two, command):
    code, out, error = command("runs").wait()
    assert (code, error) == (0, "")
    assert out == f"{two.output}: no run is kept there; analysis render keeps each\n"
    assert command("render").wait()[0] == 0
    two.write("good", "raise ValueError('no data')")
    assert command("render", "--keep", "5").wait()[0] == 1
    code, out, error = command("runs").wait()
    assert (code, error) == (0, "")
    heading, *lines = [line.split() for line in out.splitlines()]
    assert heading == "run began state rendered failed unchanged seconds commit command".split()
    assert [(line[0], *line[2:6], line[-1]) for line in lines] == [
        ("2", "failed", "0", "1", "1", "render"),
        ("1", "complete", "2", "0", "0", "render"),
    ]
    told = json.loads(command("runs", "--json").wait()[1])
    assert [run["standing"] for run in told] == ["failed", "complete"]
    assert told[0]["reports"]["good"]["notebook"] == "good.failed.ipynb"
