"""The temporary folder of a render: sockets and working folders of kernels, and the register of live processes."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset import once
from analysis.rendering.kernels import guardian, undocumented

#: Paths of Unix sockets end at about 107 bytes; what a kernel adds to the folder's path needs less than 40.
_LONGEST = 60
_numbers = itertools.count(1)
#: Where it is set, Python finds no module in the folder that it is started in: a file ``json.py`` there is the user's.
SAFE_PATH = "PYTHONSAFEPATH"
#: Names the process that a fork server ends with.
PARENT = "ANALYSIS_PARENT"
_DROPPED = {"JPY_PARENT_PID", "PYTHONSTARTUP", "COLUMNS", "LINES", "LANGUAGE", undocumented.CELL_NAME, PARENT}


@dataclass(frozen=True)
class Workplace:
    """A workplace in an existing folder; other processes are given the folder and make their own object of it."""

    folder: Path

    @property
    def register(self) -> Path:
        """The folder whose file names are the live processes."""
        return self.folder / "register"

    @property
    def answers(self) -> Path:
        """The folder in which kernels keep answers for one another; where there is none, each computes its own."""
        return self.folder / "answers"

    @property
    def ipython(self) -> Path:
        """An empty folder for IPython: no history, no start-up files, no user's configuration."""
        return self.folder / "ipython"

    def environment(self) -> dict[str, str]:
        """Return the environment of a render's kernels: this process's, with what makes results differ fixed."""
        return {
            **{name: value for name, value in os.environ.items() if name not in _DROPPED},
            "PYTHONHASHSEED": "0",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "IPYTHONDIR": str(self.ipython),
            "JUPYTER_CONFIG_DIR": str(self.ipython),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "ANALYSIS_STATIC": "0",
            once.VARIABLE: str(self.answers) if self.answers.is_dir() else "",
        }

    def copy_of(self, data: Path) -> Path:
        """Copy the dataset, and return the copy, which nobody edits while reports are made of it."""
        return shutil.copytree(data, self.folder / "data", dirs_exist_ok=True)

    @contextlib.contextmanager
    def kernel_folder(self) -> Iterator[Path]:
        """Make a folder for one kernel, with an empty working folder in it; removed afterwards."""
        folder = self.folder / f"{os.getpid()}-{next(_numbers)}"
        (folder / "work").mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def enter(self, pid: int, *, group: bool) -> None:
        """Register a process, or a process group."""
        guardian.entry(self.register, pid, group=group).write_text(guardian.started(pid), encoding="utf-8")

    def leave(self, pid: int, *, group: bool) -> None:
        """Take a process, or a process group, off the register, once it is gone."""
        guardian.entry(self.register, pid, group=group).unlink(missing_ok=True)


@contextlib.contextmanager
def guarded(*, sharing: bool = False) -> Iterator[Workplace]:
    """Open a workplace, guarded: whatever is registered in it dies with this process, and the folder is removed.

    With ``sharing``, kernels keep answers for one another: their data and code have to stay as they are.
    Interpreters that are started meanwhile pass over the modules of the working folder.
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        with opened(sharing=sharing) as place:
            yield place
    finally:
        del os.environ[SAFE_PATH]
        if before is not None:
            os.environ[SAFE_PATH] = before


@contextlib.contextmanager
def opened(*, sharing: bool = False) -> Iterator[Workplace]:
    """Open a workplace as :func:`guarded` does, in this process as it is."""
    parent = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="an-", dir=parent if len(parent) <= _LONGEST else "/tmp"))  # noqa: S108
    place = Workplace(folder)
    place.register.mkdir()
    place.ipython.mkdir()
    if sharing:
        place.answers.mkdir()
    command = [sys.executable, "-I", "-S", guardian.__file__, str(folder)]
    guard = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    assert guard.stdin is not None  # noqa: S101 - for the type checker
    try:
        yield place
        guard.stdin.write(guardian.DONE)
    finally:
        with contextlib.suppress(BrokenPipeError):
            guard.stdin.close()
        try:
            guard.wait(timeout=10)
        except subprocess.TimeoutExpired:
            guard.kill()
            guard.wait()
        shutil.rmtree(folder, ignore_errors=True)  # a guardian that was stopped has not done it
