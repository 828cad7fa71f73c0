"""Reports rendered by a Dask cluster: processes in folders of their own, which share nothing with the command."""

import contextlib
import importlib.metadata
import json
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

import analysis
from analysis.errors import RenderError
from analysis.rendering import report, run
from analysis.rendering.cluster import agent, connection, pool, software
from analysis.rendering.kernels import workplace
from analysis.rendering.progress import Progress

pytest.importorskip("distributed")

#: What is told to end has ended by then on a busy machine; what only notices that nothing comes takes a minute.
TOLD_S = 40
SOURCE = Path(analysis.__file__).parents[1]
#: Finds, from a kernel, the process that renders it on a worker (`host`), and the worker (`worker`).
AROUND = """
import os, pathlib, signal, time
def parent(pid):
    return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
host = os.getpid()
while "cluster.host" not in pathlib.Path(f"/proc/{host}/cmdline").read_text():
    host = parent(host)
worker = parent(host)
"""


def once(mark: Path, act: str) -> str:
    """A cell that does something to what is around it the first time that it runs, and then never ends."""
    again = (
        f"mark = pathlib.Path({str(mark)!r})\nif not mark.exists():\n    mark.touch()\n    {act}\n    time.sleep(600)\n"
    )
    return f"{AROUND}{again}print('made')"


class Notes(Progress):
    """What a render says."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)


class Dask:
    """A scheduler and workers, each a process in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: dict[str, subprocess.Popen] = {}
        quiet = "--dashboard-address", ":0", "--idle-timeout", "10 minutes"  # an end, should these tests have none
        self._start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", *quiet)
        self.address = self._said("scheduler", r"Scheduler at:\s*(tcp://\S+)")

    def worker(self, name: str, *options: str, **environment: str) -> None:
        words = self.address, "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"
        self._start(name, "worker", *words, *options, **environment)

    def ready(self, *names: str) -> None:
        """Wait until workers have found the scheduler."""
        for name in names:
            self._said(name, r"(Registered to)")

    def _start(self, name: str, *words: str, **environment: str) -> None:
        here = self.folder / name
        here.mkdir(exist_ok=True)
        variables = {key: text for key, text in os.environ.items() if not key.startswith(("ANALYSIS_", "PYTEST_"))}
        variables |= {"TMPDIR": str(here), "PYTHONPATH": str(SOURCE), "WHO": name, **environment}
        command = [sys.executable, "-m", "dask", *words]
        with (here / "log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=here, env=variables, stdout=log, stderr=log, start_new_session=True
            )

    def _said(self, name: str, pattern: str) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if found := re.search(pattern, (self.folder / name / "log").read_text(encoding="utf-8")):
                return found[1]
            time.sleep(0.05)
        raise AssertionError((self.folder / name / "log").read_text(encoding="utf-8"))

    def hosts(self, *names: str) -> set[str]:
        """The processes that render for workers."""
        found = set()
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                ours = any(f"WHO={name}".encode() in (entry / "environ").read_bytes().split(b"\0") for name in names)
                if ours and b"cluster.host" in (entry / "cmdline").read_bytes():
                    found.add(entry.name)
        return found

    def leftovers(self, *names: str) -> set[str]:
        """What renders left with workers: processes and workplaces."""
        return self.hosts(*names) | {path.name for name in names for path in (self.folder / name).glob("an-*")}

    def clean_within(self, seconds: float, *names: str) -> set[str]:
        deadline = time.monotonic() + seconds
        while (left := self.leftovers(*names)) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left

    def end(self) -> None:
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """A cluster of two: one worker under a nanny, as they are by default, and one without."""
    cluster = Dask(tmp_path_factory.mktemp("dask"))
    cluster.worker("nannied")
    cluster.worker("alone", "--no-nanny")
    cluster.ready("nannied", "alone")
    yield cluster
    cluster.end()


@pytest.fixture
def mortal(tmp_path):
    """A cluster of two that a test may harm."""
    (tmp_path / "dask").mkdir()
    cluster = Dask(tmp_path / "dask")
    cluster.worker("first", "--no-nanny")
    cluster.worker("second", "--no-nanny")
    cluster.ready("first", "second")
    yield cluster
    cluster.end()


def render(folder, cluster, *names: str, notes: Progress | None = None, **order) -> run.Result:
    """Render notebooks that import next to nothing, for which ordinary kernels are there sooner."""
    return run.run(folder.project, run.Order(names=names, cluster=cluster.address, kernels="plain", **order), notes)


def failures(result):
    return {record.name: record.failure.message for record in result.failed}


class TestTheSame:
    def test_reports_are_those_of_one_machine_byte_for_byte_and_both_workers_make_them_in_forked_kernels(
        self, dask, make_folder, tmp_path, monkeypatch
    ):
        monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
        (tmp_path / "cache").mkdir()
        (tmp_path / "cache" / "unhcr.json").write_text(
            json.dumps({"data": "unhcr-1.npz", "sha256": "1"}), encoding="utf-8"
        )
        (tmp_path / "cache" / "unhcr-1.npz").write_bytes(b"rows")
        who = tmp_path / "who"
        who.mkdir()
        forked = "import os, pathlib, sys, time\nprint('analysis.rendering.kernels.preload' in sys.modules)"
        # Each waits until another one is at work as well, so that no worker makes them all.
        waits = (
            f"who = pathlib.Path({str(who)!r})\n(who / os.environ.get('WHO', 'here')).touch()\n"
            "while 'WHO' in os.environ and len(list(who.iterdir())) < 2:\n    time.sleep(0.05)"
        )
        reads = "print(pathlib.Path(os.environ['ANALYSIS_DATA'], 'a.csv').read_text())"
        feed = "from analysis.feeds import place\nprint(place.edition('unhcr'), place.files('unhcr')[1].read_bytes())"
        chart = "import altair as alt, pandas as pd\nfrom analysis.show import theme\ntheme.enable(language)\n"
        chart += "alt.Chart(pd.DataFrame({'a': [1, 2]}), title=f'T {number}').mark_bar().encode(x='a:Q')"
        made = {}
        for name in ("here", "there"):
            project = make_folder(name)
            project.table("a", "x\n1\n")
            project.write("charted", f"{forked}\n{waits}", reads, chart)
            project.write("fed", f"{forked}\n{waits}", feed, parameters='refugee_data: str = "reference"  # or unhcr')
            project.write("failing", "print('before')", "1 / 0")
            project.plan(
                "reports:\n  - {notebook: charted, parameters: {language: nl}}\n"
                "  - {notebook: fed, parameters: {refugee_data: unhcr}}\n  - notebook: failing\n"
            )
            order = run.Order(workers=1) if name == "here" else run.Order(cluster=dask.address)
            result = run.run(project.project, order)  # by workers that were started now, and know this cache
            assert failures(result) == {"failing": "ZeroDivisionError: division by zero"}
            made[name] = project.reports()
            (who / "here").unlink(missing_ok=True)
        assert made["there"] == made["here"]
        assert {path.name for path in who.iterdir()} == {"nannied", "alone"}
        executed = made["there"]["fed.ipynb"].decode()
        assert "True\\n" in executed, "the kernel was a fork"
        assert "b'rows'" in executed
        assert {"charted.html", "failing.failed.ipynb", "pictures/charted.svg"} <= made["there"].keys()
        assert dask.clean_within(TOLD_S, "nannied", "alone") == set()

    def test_inputs_travel_once_for_each_content(self, dask, two, monkeypatch):
        two.table("a", "x\n1\n")
        sent = []
        ask = connection.Cluster.ask

        def asked(self, worker, function, *arguments):
            if function is agent.keep:
                sent.append((worker, *arguments[0]))
            return ask(self, worker, function, *arguments)

        monkeypatch.setattr(connection.Cluster, "ask", asked)
        assert render(two, dask).rendered == 2
        workers = [worker for worker, *_ in sent]
        assert len(workers) == len(set(workers)) == 2, "each once"
        sent.clear()
        assert render(two, dask, force=True).rendered == 2
        assert sent == []
        two.table("a", "y\n2\n")
        assert render(two, dask).rendered == 2
        assert sorted(sent) == sorted((worker, b"y\n2\n") for worker in workers)

    def test_with_nothing_to_do_no_cluster_is_looked_for(self, two):
        two.render()
        assert run.run(two.project, run.Order(cluster="tcp://127.0.0.1:1")).unchanged == 2

    def test_workers_says_how_many_at_once(self, dask, folder, tmp_path):
        log = tmp_path / "log"
        add = f"import time\nwith open({str(log)!r}, 'a') as log:\n    log.write('{{}}')"
        folder.write("a", f"{add.format('<')}\ntime.sleep(0.5)\n{add.format('>')}")
        folder.plan("reports: [{notebook: a}, {notebook: a, name: b, parameters: {number: 2}}]")
        assert render(folder, dask, workers=1).rendered == 2
        assert log.read_text(encoding="utf-8") == "<><>"


class TestRefusals:
    def test_a_worker_that_differs_is_refused_by_name_with_the_remedy_and_the_others_render(
        self, tmp_path, two, monkeypatch
    ):
        (tmp_path / "dask").mkdir()
        cluster = Dask(tmp_path / "dask")
        try:
            other = tmp_path / "other"
            shutil.copytree(SOURCE / "analysis", other / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
            (other / "analysis" / "one_more.py").touch()
            (other / "altair-0.1.dist-info").mkdir()
            (other / "altair-0.1.dist-info" / "METADATA").write_text(
                "Metadata-Version: 2.1\nName: altair\nVersion: 0.1\n", encoding="utf-8"
            )
            without = tmp_path / "without" / "analysis"
            without.mkdir(parents=True)
            (without / "__init__.py").write_text(
                "raise ModuleNotFoundError(\"No module named 'analysis'\")", encoding="utf-8"
            )
            cluster.worker("other", "--no-nanny", PYTHONPATH=str(other))
            cluster.worker("without", "--no-nanny", PYTHONPATH=str(without.parent))
            cluster.ready("other", "without")
            with pytest.raises(RenderError) as refused:
                render(two, cluster)
            assert not two.output.exists()
            assert f"no worker of the cluster at {cluster.address} can render" in str(refused.value)
            cluster.worker("good", "--no-nanny")
            cluster.ready("good")
            notes = Notes()
            assert render(two, cluster, notes=notes).rendered == 2
            assert sorted(notes.notes) == sorted(str(refused.value).splitlines()[1:])
            differing, lacking = sorted(notes.notes, key=len, reverse=True)
            here = importlib.metadata.version("altair")
            assert re.fullmatch(
                r"worker tcp://\S+ is not used: its code is another: bring its checkout or package to the version of "
                rf"the command, restart it; it has altair 0\.1 \(not {re.escape(here)}\).*: install what "
                r"requirements\.lock says, restart it",
                differing,
            )
            assert re.fullmatch(
                r"worker tcp://\S+ is not used: No module named 'analysis': install the project there as it is "
                r"installed here",
                lacking,
            )
        finally:
            cluster.end()

    def test_another_python_is_a_difference_and_so_is_a_package_too_many_or_too_few(self):
        wanted = software.Software("3.11.7", "a", {"altair": "6.0", "pandas": "3.0"})
        assert wanted.remedies(wanted) == []
        assert replace(wanted, python="3.12.1").remedies(wanted) == ["it runs Python 3.12.1: start it with 3.11.7"]
        others = {"pandas": "3.0", "pyarrow": "20.0"}
        [said] = replace(wanted, packages=others).remedies(wanted)
        assert said.startswith(
            "it has altair missing (not 6.0), pyarrow 20.0 (not wanted): install what requirements.lock"
        )

    def test_what_a_worker_has_imported_counts_and_not_only_what_is_on_its_disk(self, monkeypatch):
        here = software.here()
        assert agent.remedies(here) == ()
        monkeypatch.setattr(agent, "_IMPORTED", "of last week")
        assert agent.remedies(here) == (
            "its code is another: bring its checkout or package to the version of the command, restart it",
        )

    def test_the_packages_of_a_machine_are_those_that_the_project_needs_and_those_that_pandas_takes_up(self):
        assert {"pandas", "numpy", "altair", "tornado", "pyzmq"} <= software.here().packages.keys()
        assert not {"pytest", "distributed", "migration-analysis"} & software.here().packages.keys()

    def test_an_address_without_a_scheduler_is_an_error_before_anything_is_written(self, two, monkeypatch):
        monkeypatch.setattr(connection, "_CONNECT_S", 1.0)
        for address in ("tcp://127.0.0.1:1", "nowhere", "ftp://nowhere:1"):
            with pytest.raises(RenderError, match=f"{address}: no Dask scheduler answers there .*dask scheduler"):
                run.run(two.project, run.Order(cluster=address))
        assert not two.output.exists()

    def test_without_dask_the_extra_is_named(self, two, monkeypatch):
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(RenderError, match=re.escape("pip install 'migration-analysis[cluster]'")):
            run.run(two.project, run.Order(cluster="tcp://127.0.0.1:1"))
        assert not two.output.exists()


class TestFaults:
    def test_a_worker_that_is_killed_at_work_costs_a_retry_and_no_more(self, mortal, two, tmp_path):
        two.write("other", once(tmp_path / "mark", "os.kill(worker, signal.SIGKILL)"))
        notes = Notes()
        result = render(two, mortal, notes=notes)
        assert (result.rendered, result.failed) == (2, ())
        assert len(notes.notes) == 1
        assert re.fullmatch(r"other: worker tcp://\S+ died; rendered again", notes.notes[0])
        assert mortal.clean_within(TOLD_S, "first", "second") == set(), "the dead left nothing, the other neither"

    def test_a_worker_that_joins_meanwhile_takes_the_place_of_one_that_died(self, mortal, two, tmp_path):
        mortal.processes["second"].terminate()
        mortal.processes["second"].wait()
        two.write("other", once(tmp_path / "mark", "os.kill(worker, signal.SIGKILL)"))

        def join() -> None:
            mortal.processes["first"].wait()
            mortal.worker("third")

        joiner = threading.Thread(target=join)
        joiner.start()
        result = render(two, mortal)
        joiner.join()
        assert (result.rendered, result.failed) == (2, ())

    def test_a_report_whose_workers_all_die_fails_alone(self, dask, two):
        two.write("other", f"{AROUND}\nos.kill(host, signal.SIGKILL)\ntime.sleep(600)")
        result = render(two, dask)
        assert failures(result) == {"other": "its process died, at attempt 3"}
        assert result.rendered == 1

    def test_a_worker_that_is_stopped_at_work_gets_no_more_to_do(self, mortal, two, tmp_path, monkeypatch):
        monkeypatch.setattr(pool, "_GRACE_S", 3.0)
        monkeypatch.setattr(connection, "_END_S", 1.0)
        two.write("a-first", once(tmp_path / "mark", "os.kill(worker, signal.SIGSTOP)"))
        two.plan("reports: [{notebook: a-first}, {notebook: good}, {notebook: other}]")
        notes = Notes()
        result = render(two, mortal, report_limit_s=8, notes=notes)
        assert failures(result) == {"a-first": "took longer than the 8 s that a report may take"}
        assert result.rendered == 2
        assert re.fullmatch(r"worker tcp://\S+ does not answer, and gets no more to do", notes.notes[0])

    def test_a_cluster_without_workers_or_without_its_scheduler_fails_what_is_left(
        self, mortal, two, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(pool, "_PATIENCE_S", 2.0)
        for name in ("first", "second"):
            mortal.processes[name].terminate()
        monkeypatch.setattr(connection, "_FIRST_S", 0.5)
        for name in ("first", "second"):
            mortal.processes[name].wait()
        with pytest.raises(RenderError, match=f"has no workers; start some: dask worker {mortal.address}"):
            render(two, mortal)
        mortal.worker("third", "--no-nanny")
        mortal.ready("third")
        two.write("other", once(tmp_path / "mark", "os.kill(worker, signal.SIGKILL)"))
        assert failures(render(two, mortal, "other")) == {
            "other": f"no worker of the cluster at {mortal.address} can render any more"
        }
        mortal.worker("fourth", "--no-nanny")
        mortal.ready("fourth")
        scheduler = mortal.processes["scheduler"].pid
        two.write("other", f"import os, time\nos.kill({scheduler}, 9)\ntime.sleep(600)")
        [reason] = failures(render(two, mortal, "other")).values()
        assert reason.startswith(f"the scheduler at {mortal.address} is gone")

    def test_the_whole_has_a_limit(self, dask, two):
        two.write("other", "import time\ntime.sleep(600)")
        result = render(two, dask, limit_s=5)
        assert failures(result)["other"] == "the time limit of the whole render (5 s) was reached"
        assert dask.clean_within(TOLD_S, "nannied", "alone") == set(), "what was at work is at work no more"

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_command_that_is_ended_ends_what_workers_do_for_it(self, dask, two, command, tmp_path, number):
        mark = tmp_path / "mark"
        two.write("other", f"import pathlib, time\npathlib.Path({str(mark)!r}).touch()\ntime.sleep(600)")
        started = command("render", "other", "--cluster", dask.address, "--kernels", "plain")
        while not mark.exists() and started.process.poll() is None:
            time.sleep(0.05)
        started.process.send_signal(number)
        assert started.wait()[0] != 0
        assert dask.clean_within(TOLD_S, "nannied", "alone") == set()


class TestRooms:
    """What a worker has for a render, here without a cluster."""

    @pytest.fixture
    def room(self, tmp_path):
        session = agent.Session("s", software.here(), {})
        made = agent._Room(session, agent._Store(tmp_path / "store"))
        agent._rooms["s"] = made
        yield made
        agent.close("s")

    @pytest.fixture
    def job(self, folder):
        files = {name: folder.root / name for name in report.WRITTEN}
        return report.Job("a", "A", "en", folder.project.notebook("a"), {}, **files, workplace=folder.root)

    def test_a_command_that_is_gone_without_a_word_leaves_nothing_after_a_while(self, tmp_path, monkeypatch):
        monkeypatch.setattr(agent, "_IDLE_S", 0.1)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        agent._rooms["s"] = agent._Room(agent.Session("s", software.here(), {}), agent._Store(tmp_path / "store"))
        deadline = time.monotonic() + 10
        while "s" in agent._rooms and time.monotonic() < deadline:
            time.sleep(0.05)
        assert "s" not in agent._rooms
        while list(tmp_path.glob("an-*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert list(tmp_path.glob("an-*")) == []

    def test_a_process_that_is_stopped_is_killed_past_the_limit_of_its_report(self, folder, job, monkeypatch, tmp_path):
        monkeypatch.setattr(agent, "_GRACE_S", 1.0)
        folder.write("a", f"{AROUND}\nos.kill(host, signal.SIGSTOP)\ntime.sleep(600)")
        with workplace.opened() as place:
            host = agent._Host(place, tmp_path / "cache", replace(job, kernels="plain"))
            assert host.lost_at_start() is None
            outcome = host.render(replace(job, kernels="plain", workplace=place.folder, report_limit_s=4), list)
        assert outcome.failure.message == "took longer than the 4 s that a report may take"
        assert host.ended
        assert host._process.returncode == -signal.SIGKILL

    def test_code_that_changes_meanwhile_makes_no_report(self, room, job, monkeypatch):
        monkeypatch.setattr(agent._Host, "lost_at_start", lambda _: None)
        monkeypatch.setattr(agent._Host, "render", lambda *_: report.Outcome("a", 1.0))
        assert isinstance(room.render(job, None, list), agent.Made)
        monkeypatch.setattr(software, "code", lambda: "changed")
        assert room.render(job, None, list) == agent.Lost("the code of its worker changed")

    def test_a_process_that_cannot_begin_is_named(self, room, job, monkeypatch):
        monkeypatch.setattr(sys, "executable", "/bin/false")
        assert room.render(job, None, list) == agent.Lost("its process died as it began")

    def test_an_input_that_is_damaged_or_old_is_not_used(self, tmp_path):
        store = agent._Store(tmp_path)
        store.keep([b"a", b"b"])
        one, other = sorted(path.name for path in tmp_path.iterdir())
        assert store.lacking([one, other]) == ()
        store.path(one).write_bytes(b"torn")
        assert store.lacking([one, other]) == (one,)
        os.utime(store.path(one), (0, 0))
        store.keep([b"c"])
        assert not store.path(one).exists()
        assert store.path(other).exists()

    def test_what_cannot_be_answered_is_said_in_words(self):
        answer = pickle.loads(connection._carried()(pickle.dumps((int, ("x",)))))
        assert answer == (None, "ValueError: invalid literal for int() with base 10: 'x'")
