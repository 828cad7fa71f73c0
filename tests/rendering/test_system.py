"""The collection runs on macOS too: what only Linux has is asked in two places, and has an answer elsewhere."""

import ast
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import analysis
from analysis.rendering import system
from analysis.rendering.kernels import guardian

SOURCE = Path(analysis.__file__).parent
#: Calls of `os`, `signal` and `select` that macOS lacks, and the folder and the call that it has not got either.
LINUX_ONLY = re.compile(
    r"/proc\b|\bprctl\b|sched_(?!yield)|\bpidfd_|\bmemfd_|\beventfd|\bposix_fadvise|\bepoll|\binotify|\bsigtimedwait"
    r"|\bsigwaitinfo|\bsetres[ug]id|\bgetres[ug]id|\bcopy_file_range|\bsplice\b|\bunshare\b|\bO_TMPFILE|/dev/shm"
)
ASKED = {"rendering/system.py", "rendering/kernels/guardian.py"}


def test_what_only_linux_has_is_asked_where_there_is_an_answer_for_macos():
    found = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is str}
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef)
        }
        if any(LINUX_ONLY.search(text) for text in names | (texts - docs)):
            found.add(path.relative_to(SOURCE).as_posix())
    assert found == ASKED


def test_the_cores_are_counted_where_the_system_does_not_say_which_are_ours(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert system.cores() == os.cpu_count()
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert system.cores() == 1


def test_without_a_folder_of_processes_the_number_of_threads_is_not_known(monkeypatch):
    monkeypatch.setattr(Path, "iterdir", lambda _: (_ for _ in ()).throw(FileNotFoundError))
    assert system.threads() is None


def test_elsewhere_a_process_does_not_ask_to_die_with_its_parent(monkeypatch):
    monkeypatch.setattr(system.sys, "platform", "darwin")
    monkeypatch.setattr(system.os, "_exit", lambda code: pytest.fail("ended, though its parent is alive"))
    system.die_with_parent(-1)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for a signal")
def test_a_process_that_dies_with_its_parent_does():
    child = "import os, sys, time\nfrom analysis.rendering import system\nsystem.die_with_parent(int(sys.argv[1]))\n"
    child += "print(os.getpid(), flush=True)\ntime.sleep(60)"
    code = "import os, subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', sys.argv[1], str(os.getpid())])\n"
    parent = subprocess.Popen([sys.executable, "-c", code + "time.sleep(60)", child], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    status, deadline = Path(f"/proc/{pid}/status"), time.monotonic() + 10
    while (alive := status.exists() and "State:\tZ" not in status.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    if alive:
        os.kill(pid, signal.SIGKILL)
    assert not alive


def test_a_process_whose_parent_is_gone_already_ends_at_once():
    code = "from analysis.rendering import system\nsystem.die_with_parent(2**22 + 1)\nprint('alive')"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    expected = (1, "") if sys.platform == "linux" else (0, "alive\n")
    assert (ended.returncode, ended.stdout) == expected


@pytest.fixture
def sleeper():
    process = subprocess.Popen(["sleep", "100"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def without_proc(monkeypatch):
    """A system without the folder /proc."""
    real = Path.read_text, Path.exists
    absent = lambda path: str(path).startswith("/proc")  # noqa: E731

    def read(path, *arguments, **options):
        if absent(path):
            raise FileNotFoundError(path)
        return real[0](path, *arguments, **options)

    monkeypatch.setattr(Path, "read_text", read)
    monkeypatch.setattr(Path, "exists", lambda path, **options: not absent(path) and real[1](path, **options))


def test_without_it_a_process_is_known_by_the_list_of_processes(without_proc, sleeper, tmp_path):
    begun = guardian.started(sleeper.pid)
    assert re.fullmatch(r"\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}", begun)
    assert guardian.started(sleeper.pid) == begun
    assert guardian.started(2**22 + 1) == ""


def test_without_it_what_is_registered_is_ended_and_another_of_its_number_left_alone(without_proc, sleeper, tmp_path):
    guardian.entry(tmp_path, sleeper.pid, group=True).write_text("Mon Jan  1 00:00:00 2001", encoding="utf-8")
    guardian.end_registered(tmp_path)
    assert sleeper.poll() is None
    guardian.entry(tmp_path, sleeper.pid, group=True).write_text(guardian.started(sleeper.pid), encoding="utf-8")
    guardian.end_registered(tmp_path)
    assert sleeper.wait(5) == -9
