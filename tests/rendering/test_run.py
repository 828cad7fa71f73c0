"""Nothing is done twice, nothing is half done, and a failure costs its own report only."""

import json
import time

import pytest

from analysis.errors import ParameterError, PlanError, RenderError, UnknownNameError
from analysis.rendering import report, run
from analysis.rendering.plan import selection
from analysis.rendering.shelf import RECORDS, Failure, Record, Shelf

TWO = "reports:\n  - notebook: good\n  - notebook: other\n"


def counts(result):
    return result.rendered, len(result.failed), result.unchanged


def states(folder):
    return {name: record["state"] for name, record in folder.manifest()["reports"].items()}


class TestNothingTwice:
    def test_what_has_not_changed_is_not_rendered_again(self, two):
        assert counts(two.render()) == (2, 0, 0)
        before = two.files()
        assert counts(two.render()) == (0, 0, 2)
        assert two.files() == before

    def test_with_nothing_to_do_no_plan_is_read_and_no_worker_started(self, two, monkeypatch):
        two.render()
        monkeypatch.setattr("analysis.rendering.plan.planfile.load", None)
        monkeypatch.setattr("analysis.rendering.kernels.workplace.guarded", None)
        assert counts(two.render()) == (0, 0, 2)

    def test_a_changed_notebook_renders_its_own_reports(self, two):
        two.render()
        two.write("other", "print('changed')")
        result = two.render()
        assert counts(result) == (1, 0, 1)
        assert "changed" in (two.output / "other.ipynb").read_text(encoding="utf-8")

    @pytest.mark.parametrize("what", ["data/new.csv", "code/module.py", "requirements.lock"])
    def test_changed_data_code_or_lock_render_all(self, two, what):
        two.render()
        (two.root / what).write_text("a,b\n", encoding="utf-8")
        assert counts(two.render()) == (2, 0, 0)

    @pytest.mark.parametrize(
        ("name", "feed"), [("refugee_data", "unhcr"), ("price_data", "worldbank"), ("aid_data", "iati")]
    )
    def test_another_edition_of_a_feed_renders_the_reports_that_ask_for_it(
        self, two, tmp_path, monkeypatch, name, feed
    ):
        monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))
        asking = f'{name}: str = "reference"  # reference or {feed}'
        two.write("other", f"print({name})", parameters=asking)
        two.plan(TWO.replace("other", f"other\n    parameters: {{{name}: {feed}}}"))
        assert counts(two.render()) == (2, 0, 0)
        for edition, due in (("a", 1), ("a", 0), ("b", 1)):
            (tmp_path / f"{feed}.json").write_text(json.dumps({"sha256": edition}), encoding="utf-8")
            assert counts(two.render()) == (due, 0, 2 - due)
        two.plan(TWO)
        two.render()
        (tmp_path / f"{feed}.json").unlink()
        assert counts(two.render()) == (0, 0, 2), "a report from the reference does not depend on the cache"

    def test_a_changed_parameter_or_title_renders_its_report(self, two):
        two.render()
        two.plan(TWO.replace("good", "good\n    parameters: {number: 2}"))
        assert counts(two.render()) == (1, 0, 1)
        two.plan(TWO.replace("good", "good\n    title: T\n    parameters: {number: 2}"))
        assert counts(two.render()) == (1, 0, 1)

    def test_force_renders_all(self, two):
        two.render()
        assert counts(two.render(force=True)) == (2, 0, 0)

    def test_caches_and_backups_are_no_inputs(self, two):
        two.render()
        for name in ("data/.hidden", "code/module.py~", "notebooks/x.failed.ipynb"):
            (two.root / name).write_text("x", encoding="utf-8")
        (two.root / "code" / "__pycache__").mkdir()
        (two.root / "code" / "__pycache__" / "module.pyc").write_text("x", encoding="utf-8")
        assert counts(two.render()) == (0, 0, 2)

    @pytest.mark.parametrize("damage", ["remove", "cut"])
    def test_a_lost_or_damaged_file_is_made_again(self, two, damage):
        two.render()
        page = two.output / "good.html"
        whole = page.read_bytes()
        page.unlink() if damage == "remove" else page.write_bytes(whole[:-1])
        assert counts(two.render()) == (1, 0, 1)
        assert page.read_bytes() == whole

    @pytest.mark.parametrize("name", ["index.html", "index-nl.html", "reports.js"])
    def test_a_lost_index_is_made_again(self, two, name):
        two.render()
        (two.output / name).unlink()
        assert counts(two.render()) == (0, 0, 2)
        assert (two.output / name).is_file()

    def test_inputs_that_change_meanwhile_leave_nothing_fresh(self, two):
        data = two.root / "data" / "new.csv"
        two.write("other", f"open({str(data)!r}, 'a').write('x')")
        result = two.render()
        assert result.inputs_changed
        assert set(states(two).values()) == {"stale"}
        assert two.render().rendered == 2

    def test_inputs_that_change_and_change_back_do_not_count_as_the_same(self, two):
        other = two.root / "notebooks" / "other.ipynb"
        source = other.read_text(encoding="utf-8")
        two.write("good", f"open({str(other)!r}, 'a').write(' ')")
        two.render()
        other.write_text(source, encoding="utf-8")
        assert two.render().rendered == 2, "neither was made of inputs that held still"

    def test_inputs_that_change_back_before_the_end_leave_the_report_of_that_time_stale(self, two):
        code = two.root / "code" / "module.py"
        two.write("good", f"open({str(code)!r}, 'w').write('changed')")
        two.write("other", f"open({str(code)!r}, 'w').write('')")
        assert not two.render().inputs_changed
        assert states(two) == {"good": "stale", "other": "fresh"}

    def test_what_was_finished_is_not_when_inputs_change_in_a_later_render(self, two):
        other, flag = two.root / "notebooks" / "other.ipynb", two.root / "flag"
        change = f"if pathlib.Path({str(flag)!r}).exists():\n    open({str(other)!r}, 'a').write(' ')"
        two.write("good", f"import pathlib\n{change}")
        two.render()
        source = other.read_text(encoding="utf-8")
        flag.touch()
        assert two.render(force=True).inputs_changed
        flag.unlink()
        other.write_text(source, encoding="utf-8")
        assert counts(two.render()) == (2, 0, 0)

    def test_a_report_reads_the_data_as_they_were_when_the_render_began(self, two):
        two.table("a", "before")
        table = two.root / "data" / "a.csv"
        two.write(
            "good",
            f"import os, pathlib\nlive = pathlib.Path({str(table)!r})\nlive.write_text('meanwhile')",
            "print(pathlib.Path(os.environ['ANALYSIS_DATA'], 'a.csv').read_text())\nlive.write_text('before')",
        )
        assert not two.render().inputs_changed
        cells = json.loads((two.output / "good.ipynb").read_text(encoding="utf-8"))["cells"]
        assert cells[-1]["outputs"][0]["text"] == ["before\n"]
        assert states(two) == {"good": "fresh", "other": "fresh"}

    def test_each_selection_is_remembered(self, two):
        two.render("good")
        two.render("other")
        assert counts(two.render("good")) == (0, 0, 1)
        assert len(two.manifest()["finished"]) == 2


class TestNames:
    def test_a_report_that_left_the_plan_is_removed(self, two):
        two.render()
        two.plan("reports: [{notebook: good}]")
        two.render()
        assert set(two.files()) == {"good.html", "good.ipynb", *two.INDEXES}

    def test_a_report_asked_for_with_parameters_stands_beside_the_plan(self, two):
        two.render()
        result = two.render("good", parameters={"number": "7"})
        assert [record.name for record in result.records] == ["good-7"]
        assert "good 7" in (two.output / "good-7.ipynb").read_text(encoding="utf-8")
        assert counts(two.render()) == (0, 0, 2)
        assert "good-7" in states(two)

    def test_a_name_from_a_value_cannot_leave_the_folder(self, two):
        two.write("good", "print(country)", parameters='country: str = "NL"')
        before = {path for path in two.root.parent.rglob("*") if two.output not in path.parents}
        result = two.render("good", parameters={"country": "../../../../escaped"})
        assert not result.failed
        assert "../../../../escaped" in (two.output / result.records[0].executed).read_text(encoding="utf-8")
        after = {path for path in two.root.parent.rglob("*") if two.output not in path.parents}
        assert after - before <= {two.output}

    @pytest.mark.parametrize("code", ["NO", "01", "on", "1e5"])
    def test_country_codes_reach_the_notebook(self, two, code):
        two.write("good", "print(repr(country))", parameters='country: str = "NL"')
        two.plan(f"reports: [{{notebook: good, parameters: {{country: {code}}}}}]")
        two.render()
        assert f"'{code}'" in (two.output / "good.ipynb").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("names", "order", "error"),
        [
            (["god"], {}, UnknownNameError),
            (["good"], {"parameters": {"numbr": "1"}}, ParameterError),
            (["good"], {"parameters": {"number": "many"}}, ParameterError),
            ([], {"group": "wekly"}, UnknownNameError),
        ],
    )
    def test_what_cannot_be_rendered_leaves_nothing_behind(self, two, names, order, error):
        with pytest.raises(error):
            two.render(*names, **order)
        assert not two.output.exists()

    def test_a_bad_plan_leaves_the_reports_as_they_were(self, two):
        two.render()
        before = two.files()
        two.plan("reports: [{notebook: goud}]")
        with pytest.raises(PlanError, match=r"unknown notebook 'goud' .did you mean 'good'"):
            two.render()
        assert two.files() == before


class TestFailure:
    def test_a_notebook_that_raises_costs_its_own_report_only(self, two):
        two.write("other", "print('so far')", "raise ValueError('no such year')")
        result = two.render()
        assert counts(result) == (1, 1, 0)
        assert states(two) == {"good": "fresh", "other": "failed"}
        index = (two.output / "index.html").read_text(encoding="utf-8")
        assert "ValueError: no such year (cell [3])" in index
        assert "other.failed.ipynb" in index
        assert "so far" in (two.output / "other.failed.ipynb").read_text(encoding="utf-8")
        assert not (two.output / "other.html").exists()

    def test_the_last_good_version_is_kept_and_marked_until_it_is_repaired(self, two):
        two.render()
        good = (two.output / "other.html").read_bytes()
        two.write("other", "1 / 0")
        assert counts(two.render()) == (0, 1, 1)
        assert states(two) == {"good": "fresh", "other": "stale"}
        assert (two.output / "other.html").read_bytes() == good
        assert counts(two.render()) == (0, 1, 1), "a failed report is tried again"
        two.write("other", "print('other', number)")
        assert counts(two.render()) == (1, 0, 1)
        assert states(two) == {"good": "fresh", "other": "fresh"}
        assert not (two.output / "other.failed.ipynb").exists()

    def test_a_failure_of_what_was_asked_for_by_hand_leaves_nothing_behind(self, two):
        two.write("good", "raise ValueError(number)")
        result = two.render("good", parameters={"number": "7"})
        assert result.failed[0].failure.message == "ValueError: 7"
        assert not two.output.exists()

    def test_a_report_of_another_group_is_marked_when_its_inputs_changed(self, two):
        two.plan(TWO + "    group: on_demand\n")
        two.render(group="all")
        (two.root / "data" / "new.csv").write_text("x", encoding="utf-8")
        two.render()
        assert states(two) == {"good": "fresh", "other": "stale"}


class TestNeverHalf:
    @pytest.mark.parametrize("moment", range(6))
    def test_an_end_at_any_moment_of_publishing_leaves_whole_files_and_is_repaired(self, two, monkeypatch, moment):
        two.render()
        before = two.files()
        two.write("good", "print('new', number)")
        moves = iter(range(100))
        replace = type(two.root).replace

        def stop(self, target):
            if next(moves) == moment:
                raise KeyboardInterrupt
            return replace(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(type(two.root), "replace", stop)
            with pytest.raises(KeyboardInterrupt):
                two.render()
        for name, content in two.reports().items():
            assert content == before[name] or b"new" in content
        assert two.render().failed == ()
        assert states(two) == {"good": "fresh", "other": "fresh"}
        assert b"new" in two.files()["good.html"]
        assert counts(two.render()) == (0, 0, 2)

    def test_no_record_vouches_for_files_that_are_not_its_own(self, two):
        two.render()
        shelf = Shelf(two.output)
        records = shelf.records()
        assert all(shelf.intact(record) for record in records.values())
        (two.output / "good.ipynb").write_text("{}", encoding="utf-8")
        assert not shelf.intact(records["good"])

    def test_manifest_and_index_come_from_the_records(self, two):
        two.render()
        records = Shelf(two.output).records()
        assert {name: record.fingerprint for name, record in records.items()} == {
            name: content["fingerprint"] for name, content in two.manifest()["reports"].items()
        }

    def test_a_second_render_of_the_folder_says_so(self, two):
        shelf = Shelf(two.output)
        with shelf.locked(0, print), pytest.raises(RenderError, match=r"another render .process .* holds"):
            two.render(wait_s=0)
        assert not two.output.exists()

    def test_a_second_render_waits(self, two):
        said = []
        start = time.monotonic()
        with pytest.raises(RenderError), Shelf(two.output).locked(0, print), Shelf(two.output).locked(0.5, said.append):
            pass
        assert time.monotonic() - start >= 0.5
        assert len(said) == 1
        assert said[0].endswith("waiting for it")


class TestReproducible:
    CHART = """
import altair as alt
import pandas as pd
from analysis.show import theme
theme.enable(language)
alt.Chart(pd.DataFrame({"year": [2013, 2018, 2023], "people": [1, number, 3]}), title="People")\\
    .mark_bar().encode(x="year:O", y="people:Q")
"""
    TABLE = "pd.DataFrame({'a': [number]}).style.set_uuid('t')"
    NOISE = (
        "import sys, warnings\nprint('out')\nprint('err', file=sys.stderr)\nwarnings.warn('careful')\n"
        "print({'b', 'a', 'c'}, hash('text'))"
    )
    WIDGET = "import ipywidgets\nipywidgets.IntSlider()"

    def folder(self, make_folder, name):
        folder = make_folder(name)
        folder.write("chart", self.CHART, self.TABLE, self.NOISE, self.WIDGET)
        folder.plan("reports: [{notebook: chart, parameters: {number: 2}}]")
        return folder

    def test_twice_and_with_both_kinds_of_kernels_the_bytes_are_the_same(self, make_folder):
        folders = [self.folder(make_folder, name) for name in ("one", "two", "three")]
        for folder, kernels in zip(folders, ["forked", "forked", "plain"], strict=True):
            assert not folder.render(kernels=kernels).failed
        first, second, plain = (folder.reports() for folder in folders)
        assert set(first) == {"chart.html", "chart.ipynb", "pictures/chart.svg"}
        assert first == second
        assert first == plain
        notebook = json.loads(first["chart.ipynb"])
        kinds = [set(output.get("data", {})) for cell in notebook["cells"] for output in cell.get("outputs", [])]
        assert {"application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"} in kinds
        text = first["chart.ipynb"].decode()
        for trace in ("widget-view", "papermill", "/tmp", str(folders[0].root), "2026", "3.11"):
            assert trace not in text

    def test_forcing_a_render_changes_no_byte(self, make_folder):
        folder = self.folder(make_folder, "one")
        folder.render()
        before = folder.reports()
        folder.render(force=True)
        assert folder.reports() == before


def test_twins_are_not_at_work_together_and_of_a_language_the_longest_come_first(two, monkeypatch):
    """The second of two twins finds the answers of the first only where that one is done."""
    two.plan("reports: [{notebook: good, for_each: {language: all}}, {notebook: other, for_each: {language: all}}]")
    taken = []

    def fails(_pool, jobs, _progress):
        taken.extend(job.name for job in jobs)
        return [report.Outcome(job.name, 0.0, Failure("not today")) for job in jobs]

    monkeypatch.setattr(run._Pool, "render", fails)
    (two.output / RECORDS).mkdir(parents=True)
    shelf = Shelf(two.output)
    for name, seconds in (("good-en", 1.0), ("other-en", 2.0), ("good-nl", 3.0)):
        shelf.write(Record(name, name, name[:-3], {"language": name[-2:]}, "weekly", duration_s=seconds))
    two.render()
    assert taken == ["other-en", "good-en", "good-nl", "other-nl"]


def test_what_reports_lead_to_is_put_together_once_for_a_language(two, monkeypatch):
    """For each report anew, the preparation of thousands would take time and memory that grow with their square."""
    names = range(50)
    two.plan(
        "\n".join(["reports:", *(f"  - {{notebook: good, name: r{n}, parameters: {{number: {n}}}}}" for n in names)])
    )
    compared, taken = [], []
    content_of = selection.content_of
    monkeypatch.setattr(selection, "content_of", lambda asked: compared.append(asked) or content_of(asked))

    def fails(_pool, jobs, _progress):
        taken.extend(jobs)
        return [report.Outcome(job.name, 0.0, Failure("not today")) for job in jobs]

    monkeypatch.setattr(run._Pool, "render", fails)
    two.render()
    assert len(taken) == len(names)
    assert len({id(job.reports) for job in taken}) == 1
    assert len(taken[0].reports) == len(names)
    assert len(compared) <= 3 * len(names)
