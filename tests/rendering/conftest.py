"""Small projects to render, and one pool of workers that all tests share."""

import json
import multiprocessing
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import uuid
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pytest

from analysis.rendering import inputs, run, shelf, system
from analysis.rendering.kernels import forks

ANALYSIS = Path(sys.executable).with_name("analysis")
HEADING = "# What is it?\n\nA question."
PARAMETERS = 'number: int = 1  # how many\nlanguage: str = "en"  # language of labels'


def notebook(*cells: str, parameters: str = PARAMETERS, heading: str = HEADING) -> dict:
    """A notebook of a heading, a parameters cell and these code cells."""
    sources = [("markdown", heading, []), ("code", parameters, ["parameters"]), *(("code", cell, []) for cell in cells)]
    return {
        "cells": [
            {
                "cell_type": kind,
                "id": f"cell-{index}",
                "metadata": {"tags": tags} if tags else {},
                "source": source,
                **({"execution_count": None, "outputs": []} if kind == "code" else {}),
            }
            for index, (kind, source, tags) in enumerate(sources)
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


class Folder:
    """A project in a temporary folder."""

    #: What stands in the output beside the reports, however few there are.
    INDEXES = frozenset({"index.html", "index-nl.html", "reports.js", "reports-nl.js", "manifest.json"})

    def __init__(self, root: Path, executor) -> None:
        self.root = root
        self.executor = executor
        for name in ("notebooks", "reports", "data", "code"):
            (root / name).mkdir(parents=True)
        (root / "requirements.lock").write_text("a==1\n", encoding="utf-8")
        (root / "code" / "module.py").write_text("", encoding="utf-8")
        self.project = inputs.Project(root, root / "data", root / "code")
        self.output = self.project.rendered

    def write(self, name: str, *cells: str, **options: str) -> None:
        path = self.root / "notebooks" / f"{name}.ipynb"
        path.write_text(json.dumps(notebook(*cells, **options)), encoding="utf-8")

    def plan(self, text: str) -> None:
        (self.root / "reports" / "plan.yaml").write_text(text, encoding="utf-8")

    def table(self, name: str, text: str) -> None:
        (self.root / "data" / f"{name}.csv").write_text(text, encoding="utf-8")

    def render(self, *names: str, **order) -> run.Result:
        """Render in the shared pool, on one worker."""
        return run.run(self.project, run.Order(names=names, workers=1, **order), executor=self.executor)

    def manifest(self) -> dict:
        return json.loads((self.output / "manifest.json").read_text(encoding="utf-8"))

    def files(self) -> dict[str, bytes]:
        """What a reader sees, by name."""
        paths = sorted([*self.output.glob("[!.]*"), *self.output.glob("[!.]*/*")])
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in paths if path.is_file()}

    def reports(self) -> dict[str, bytes]:
        return {name: content for name, content in self.files().items() if not shelf.is_reserved(name.split(".")[0])}


class _Kept(Executor):
    """A pool that survives the render that uses it."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def submit(self, *arguments, **options):
        with forks.no_main_module():
            return self._pool.submit(*arguments, **options)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass


@pytest.fixture(scope="session")
def executor():
    with ProcessPoolExecutor(
        1, multiprocessing.get_context("spawn"), initializer=system.die_with_parent, initargs=(os.getpid(),)
    ) as pool:
        yield lambda: _Kept(pool)


@pytest.fixture
def folder(tmp_path, executor):
    return Folder(tmp_path / "project", executor)


@pytest.fixture
def make_folder(tmp_path, executor):
    return lambda name: Folder(tmp_path / name, executor)


@pytest.fixture(scope="module")
def lasting_folder(tmp_path_factory, executor):
    """A project that all tests of a module share."""
    return Folder(tmp_path_factory.mktemp("lasting") / "project", executor)


@pytest.fixture
def two(folder):
    """A project with two reports that succeed."""
    folder.write("good", "print('good', number)")
    folder.write("other", "print('other', number)")
    folder.plan("reports:\n  - notebook: good\n  - notebook: other\n")
    return folder


@pytest.fixture
def git(tmp_path):
    """Run git in the folder of the test, as somebody, whatever this machine is set to."""
    author = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CEILING_DIRECTORIES": "/", **author}

    def run_git(*words: str) -> str:
        command = ["git", "-C", str(tmp_path), *words]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    return run_git


def _hear_interrupts() -> None:
    """Undo that a job which a script starts in the background, as CI may, is deaf to SIGINT, as are its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


#: How long a test waits for what is sure to come: it ends when that is there, and this only where it never is.
PATIENCE_S = 300.0


class Command:
    """The command `analysis` as a process of its own, whose descendants can be found."""

    def __init__(
        self, folder: Folder, *arguments: str, cwd: Path | None = None, temporary: Path | None = None, largest: int = 0
    ) -> None:
        self.mark = f"ANALYSIS_MARK={uuid.uuid4()}"
        name, value = self.mark.split("=")
        environment = {
            **{key: text for key, text in os.environ.items() if not key.startswith(("ANALYSIS_", "PYTEST_"))},
            name: value,
            inputs.VARIABLE: str(folder.root),
            **({"TMPDIR": str(temporary)} if temporary else {}),
        }

        def prepare() -> None:
            _hear_interrupts()
            if largest:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

        self.process = subprocess.Popen(
            [ANALYSIS, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=cwd,
            preexec_fn=prepare,  # noqa: PLW1509 - it does nothing that a thread could hold up
        )

    def until(self, file: Path) -> None:
        """Wait for a file that the command makes: as long as it lives, for nobody knows how busy the machine is."""
        deadline = time.monotonic() + PATIENCE_S
        while not file.exists():
            assert self.process.poll() is None, f"the command ended without {file}"
            assert time.monotonic() < deadline, f"{file} did not appear"
            time.sleep(0.02)

    def wait(self, timeout: float = PATIENCE_S) -> tuple[int, str, str]:
        """Return exit code and what was printed."""
        try:
            out, err = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        return self.process.returncode, out, err

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def descendants(self) -> dict[int, str]:
        """Every live process that comes from this command, itself too, with its command line."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if self.mark.encode() in (entry / "environ").read_bytes().split(b"\0"):
                        found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                except OSError:
                    continue
        return found

    def gone_within(self, seconds: float) -> dict[int, str]:
        """Wait for all descendants to end; return those that did not."""
        deadline = time.monotonic() + seconds
        while (left := self.descendants()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left


@pytest.fixture
def command(folder):
    """Start the command in the project of the test."""
    started = []

    def start(*arguments: str, **options) -> Command:
        started.append(Command(folder, *arguments, **options))
        return started[-1]

    yield start
    for item in started:
        if item.process.poll() is None:
            item.kill()


@pytest.fixture(scope="session")
def free_ports():
    """Give a port of this machine that nobody listens at."""

    def free() -> int:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            return taken.getsockname()[1]

    return free
