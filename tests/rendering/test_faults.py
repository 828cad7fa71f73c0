"""What a render survives: notebooks that hang or kill, workers that die, an end of the command at any moment."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from analysis.rendering import report, run
from analysis.rendering.kernels import execution, forks, workplace
from analysis.rendering.pages import content, exporter, shown

BOTH = pytest.mark.parametrize("kernels", ["forked", "plain"])
FOREVER = "import time\nwhile True:\n    time.sleep(1)"


def failures(result):
    return {record.name: record.failure.message for record in result.failed}


class TestNotebooks:
    @BOTH
    def test_a_notebook_that_kills_its_kernel_costs_its_own_report_only(self, two, kernels):
        two.write("other", "print('before')", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
        result = two.render(kernels=kernels)
        assert failures(result) == {"other": "the kernel died"}
        assert result.rendered == 1
        kept = json.loads((two.output / "other.failed.ipynb").read_text(encoding="utf-8"))
        assert "before" in str(kept["cells"][2]["outputs"])
        assert "the kernel died" in str(kept["cells"][3]["outputs"])
        assert "the kernel died (cell [3])" in (two.output / "index.html").read_text(encoding="utf-8")

    def test_a_cell_that_hangs_is_stopped(self, two):
        two.write("other", FOREVER)
        result = two.render(cell_limit_s=2)
        assert failures(result) == {"other": "took longer than the 2 s that a cell may take"}
        assert result.rendered == 1

    def test_a_cell_that_no_signal_but_kill_reaches_is_stopped(self, two):
        two.write("other", "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass")
        assert failures(two.render(cell_limit_s=2)) == {"other": "took longer than the 2 s that a cell may take"}

    def test_a_report_of_many_cells_is_stopped_by_its_own_limit(self, two):
        two.write("other", *["import time\ntime.sleep(1)"] * 8)
        result = two.render(report_limit_s=3)
        assert failures(result) == {"other": "took longer than the 3 s that a report may take"}

    def test_what_a_notebook_starts_ends_with_it(self, two):
        two.write("other", "import subprocess\nprocess = subprocess.Popen(['sleep', '1000'])\nprint(process.pid)")
        two.render()
        cells = json.loads((two.output / "other.ipynb").read_text(encoding="utf-8"))["cells"]
        process = Path("/proc") / cells[2]["outputs"][0]["text"][0].strip()
        assert not process.exists() or "State:\tZ" in (process / "status").read_text(encoding="utf-8")

    def test_a_kernel_starts_in_an_empty_folder_with_nothing_of_the_user(self, two, monkeypatch):
        monkeypatch.setenv("JPY_PARENT_PID", "1")
        two.write(
            "other", "import os\nprint(os.listdir(), os.listdir(os.environ['IPYTHONDIR']), get_ipython().ipython_dir)"
        )
        two.render()
        text = (two.output / "other.ipynb").read_text(encoding="utf-8")
        assert "[] ['profile_default']" in text


class TestWorkers:
    def render(self, two, **order):
        """With a pool of the render's own, which may break."""
        return run.run(two.project, run.Order(workers=2, **order))

    def test_a_notebook_that_kills_the_worker_costs_its_own_report_only(self, two):
        two.write("other", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nimport time\ntime.sleep(60)")
        result = self.render(two, kernels="plain")
        assert failures(result) == {"other": "its worker died"}
        assert result.rendered == 1

    def test_a_notebook_that_kills_the_fork_server_costs_its_own_report_only(self, two):
        two.write("a-first", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nimport time\ntime.sleep(60)")
        two.plan("reports: [{notebook: a-first}, {notebook: good}, {notebook: other}]")
        result = run.run(two.project, run.Order(workers=1))
        assert failures(result) == {"a-first": "the kernel died"}
        assert result.rendered == 2

    def test_the_whole_has_a_limit(self, two):
        two.write("other", FOREVER)
        started = time.monotonic()
        result = self.render(two, limit_s=6)
        assert time.monotonic() - started < 20
        assert failures(result)["other"] == "the time limit of the whole render (6 s) was reached"

    @pytest.mark.parametrize("kernels", ["forked", "plain"])
    def test_a_stopped_worker_or_fork_server_holds_no_other_report_and_nothing_stays(
        self, two, monkeypatch, tmp_path, kernels
    ):
        """The parent of a kernel is the worker, or its fork server; no limit that it sets itself holds any more."""
        monkeypatch.setattr(run, "_GRACE_S", 12.0)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        stopping = "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\nprint(os.getppid())"
        two.write("a-first", stopping if kernels == "forked" else f"{stopping}\n{FOREVER}")
        two.plan("reports: [{notebook: a-first}, {notebook: good}, {notebook: other}]")
        result = run.run(two.project, run.Order(workers=1, kernels=kernels, report_limit_s=10, limit_s=180))
        # With a stopped fork server the kernel at work goes on and its end is waited for: it may be too late, or, if it
        # is not, the next report gets no kernel.
        failed = failures(result)
        assert failed
        assert set(failed) <= ({"a-first", "good"} if kernels == "forked" else {"a-first"}), failed
        assert all(reason.endswith("took longer than the 10 s that a report may take") for reason in failed.values())
        assert result.rendered == 3 - len(failed)
        assert list(tmp_path.glob("an-*")) == []

    def test_a_worker_that_is_stopped_when_all_is_done_does_not_hold_the_render(self, two, monkeypatch):
        monkeypatch.setattr(run, "_END_S", 1.0)
        stop = "import os, signal, subprocess\nparent = os.getppid()\nwhen = f'sleep 2; kill -STOP {parent}'\n"
        two.write("other", stop + "subprocess.Popen(['setsid', 'sh', '-c', when])")
        two.write("good", "import time\ntime.sleep(4)")
        two.plan("reports: [{notebook: good}, {notebook: other}]")
        started = time.monotonic()
        result = run.run(two.project, run.Order(workers=2, kernels="plain"))
        assert time.monotonic() - started < 90
        assert (result.rendered, result.failed) == (2, ())


class TestPages:
    """The pages of a report are made under its limit, and in time that grows with its length and no faster."""

    @pytest.mark.parametrize("hang", ["while True:\n    pass", "import re\nre.match('(a+)+$', 'a' * 50 + 'b')"])
    def test_the_limit_of_a_report_holds_for_its_page(self, tmp_path, monkeypatch, hang):
        executed = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print('before')")])
        monkeypatch.setattr(execution, "execute", lambda *_, **__: executed)
        monkeypatch.setattr(content, "page", lambda *_: exec(hang))
        files = {name: tmp_path / name for name in ("page", "executed", "picture", "failed", "values")}
        job = report.Job("a", "A", "en", tmp_path / "a.ipynb", {}, **files, workplace=tmp_path, kernels="plain")
        started = time.monotonic()
        outcome = report.render(replace(job, report_limit_s=0.5))
        assert time.monotonic() - started < 20
        assert outcome.failure.message == "the page took longer than the 0.5 s that a report may take"
        assert "before" in files["failed"].read_text(encoding="utf-8")
        assert not files["executed"].exists()
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)

    def spent(self, work, size: int) -> float:
        """Processor time of this process for a work of so many letters, however busy the machine is."""
        started = time.process_time()
        work(size)
        return time.process_time() - started

    def assert_linear(self, work) -> None:
        """Ten times as much takes no more than twenty times as long; with its square it would take a hundred times."""
        work(10)
        assert self.spent(work, 100_000) < 20 * max(self.spent(work, 10_000), 0.02)

    @pytest.mark.parametrize(
        "cell",
        ["print('A' * {})", "print('A ' * {})", "raise ValueError('A' * {})", "'A' * {}", "print('/ipykernel_1' * {})"],
    )
    def test_a_long_word_is_executed_in_linear_time(self, folder, cell):
        def execute(size):
            folder.write("long", cell.format(size))
            with contextlib.suppress(execution.ExecutionError):
                execution.execute(folder.project.notebook("long"), {}, kind="plain", place=place)

        with workplace.guarded() as place:
            self.assert_linear(execute)

    @pytest.mark.parametrize(
        ("kind", "unit"),
        [
            ("text/plain", "A"),
            ("text/markdown", "A"),
            ("text/html", "A"),
            ("text/html", "<h2>a</h2>"),
            ("text/html", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ],
    )
    def test_a_page_is_made_in_linear_time(self, kind, unit):
        new = nbformat.v4

        def make(size):
            text = unit * (size // len(unit))
            output = new.new_output("display_data", data={kind: text})
            book = new.new_notebook(cells=[new.new_code_cell("x", outputs=[output])])
            page = content.page(book, content.About("a", "A"))
            exporter.page(book, content.About("a", "A"), page)
            list(shown.compare({}, shown.of(book)))

        self.assert_linear(make)

    def test_what_was_printed_stands_as_a_terminal_shows_it(self, folder):
        cell = (
            "import sys\nprint('10%\\r20%\\r', end='')\nprint('done', end='\\r\\n')\n"
            "print('oh', file=sys.stderr)\nprint('end')"
        )
        folder.write("printed", cell)
        with workplace.guarded() as place:
            book = execution.execute(folder.project.notebook("printed"), {}, kind="plain", place=place)
        assert [(output.name, output.text) for output in book.cells[-1].outputs] == [
            ("stdout", "done\r\nend\n"),
            ("stderr", "oh\n"),
        ]


class TestForkedKernels:
    def test_a_forked_kernel_has_its_imports_before_its_first_cell(self, two):
        wanted = (
            "'pandas', 'altair', 'analysis.dataset.tables', 'analysis.show.theme', 'analysis.rendering.kernels.preload'"
        )
        two.write("good", f"import sys\nprint([name in sys.modules for name in ({wanted})])")
        two.render(kernels="forked")
        assert str([True] * 5) in (two.output / "good.ipynb").read_text(encoding="utf-8")
        two.render(kernels="plain", force=True)
        assert str([False] * 5) in (two.output / "good.ipynb").read_text(encoding="utf-8")

    def test_a_forked_kernel_does_not_look_for_what_is_left_over_whenever_a_table_is_made(self, two):
        looked = "gc.get_stats()[0]['collections']"
        two.write(
            "good", f"import gc\nbefore = {looked}\nkept = [[row] for row in range(20_000)]\nprint({looked} - before)"
        )
        two.render(kernels="forked")
        cells = json.loads((two.output / "good.ipynb").read_text(encoding="utf-8"))["cells"]
        (times,) = [output["text"][0] for cell in cells for output in cell.get("outputs", ())]
        assert int(times) <= 1

    def test_what_takes_a_second_to_import_is_not_imported_before_it_is_used(self, two):
        two.write("good", "import sys\nprint('altair' in sys.modules, 'lark' in sys.modules)")
        two.render()
        assert "True False" in (two.output / "good.ipynb").read_text(encoding="utf-8")

    def test_a_forked_kernel_is_its_own_session_and_process(self, two):
        two.write(
            "good", "import os, sys\nprint(os.getsid(0) == os.getpid(), sys.flags.hash_randomization, os.environ['TZ'])"
        )
        two.render()
        assert "True 0 UTC" in (two.output / "good.ipynb").read_text(encoding="utf-8")

    def kind(self, tmp_path, preload: str, before: str = "") -> list[str]:
        """Ask for forked kernels with another preload, in a process of its own."""
        (tmp_path / "other_preload.py").write_text(preload, encoding="utf-8")
        script = tmp_path / "ask.py"
        script.write_text(
            textwrap.dedent(f"""
                from analysis.rendering.kernels import forks, workplace
                forks._PRELOAD = "other_preload"
                if __name__ == "__main__":
                    {before}
                    with workplace.guarded() as place:
                        print(*forks.usable_kind("forked", place), sep="|")
            """),
            encoding="utf-8",
        )
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        asked = subprocess.run(
            [sys.executable, script], env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        return asked.stdout.strip().split("|")

    def test_a_preload_that_cannot_be_imported_means_ordinary_kernels(self, tmp_path):
        assert self.kind(tmp_path, "import no_such_module") == [
            "plain",
            "ordinary kernels: the preload could not be imported",
        ]

    def test_a_module_that_cannot_be_imported_means_ordinary_kernels(self, tmp_path):
        kind, reason = self.kind(tmp_path, "FAILED = {'pandas': 'ImportError: x'}\nTHREADS = 1")
        assert (kind, reason) == ("plain", "ordinary kernels: pandas could not be preloaded (ImportError: x)")

    def test_a_preload_that_leaves_threads_means_ordinary_kernels(self, tmp_path):
        assert self.kind(tmp_path, "FAILED = {}\nTHREADS = 2")[1] == "ordinary kernels: 2 threads after the preload"

    def test_a_preload_that_dies_means_ordinary_kernels(self, tmp_path):
        kind, reason = self.kind(tmp_path, "import os\nos._exit(1)")
        assert kind == "plain"
        assert reason.startswith("ordinary kernels: ")

    def test_a_preload_that_hangs_means_ordinary_kernels(self, tmp_path):
        hangs = "import time\ntime.sleep(8)"
        assert self.kind(tmp_path, hangs, "forks._PROBE_S = 2") == [
            "plain",
            "ordinary kernels: the fork server gave no answer in 2 s",
        ]

    def test_a_daemonic_process_means_ordinary_kernels(self, tmp_path):
        daemonic = "import multiprocessing; multiprocessing.current_process()._config['daemon'] = True"
        assert self.kind(tmp_path, "", daemonic) == [
            "plain",
            "ordinary kernels: a daemonic process cannot start kernels of its own",
        ]

    def test_a_system_without_parent_death_signals_means_ordinary_kernels(self, monkeypatch):
        monkeypatch.setattr(forks.sys, "platform", "darwin")
        assert forks.cannot_fork() == "forked kernels need Linux, this is darwin"
