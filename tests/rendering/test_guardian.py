"""What the command leaves behind is ended, and nothing else."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.rendering.kernels import guardian, workplace


@pytest.fixture
def sleeper():
    process = subprocess.Popen(["sleep", "100"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


def test_a_registered_process_is_killed_and_taken_off_the_register(tmp_path, sleeper):
    guardian.entry(tmp_path, sleeper.pid, group=True).write_text(guardian.started(sleeper.pid), encoding="utf-8")
    guardian.end_registered(tmp_path)
    assert sleeper.wait(5) == -9
    assert list(tmp_path.iterdir()) == []


def test_another_process_that_got_the_number_is_left_alone(tmp_path, sleeper):
    guardian.entry(tmp_path, sleeper.pid, group=False).write_text("1", encoding="utf-8")
    guardian.end_registered(tmp_path)
    time.sleep(0.1)
    assert sleeper.poll() is None


def test_what_is_no_process_or_gone_is_passed_over(tmp_path):
    (tmp_path / "pnonsense").touch()
    guardian.entry(tmp_path, 2**22 + 1, group=True).write_text("1", encoding="utf-8")
    guardian.end_registered(tmp_path)
    guardian.end_registered(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_workplace_is_short_private_and_removed():
    with workplace.guarded() as place:
        assert len(str(place.folder)) < 60
        assert place.folder.stat().st_mode & 0o077 == 0
        with place.kernel_folder() as folder:
            assert len(f"{folder}/c-ipc-5") < 100
            assert list((folder / "work").iterdir()) == []
        assert not folder.exists()
    assert not place.folder.exists()


def test_a_long_temporary_folder_is_not_used(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("long" * 20)))
    with workplace.guarded() as place:
        assert place.folder.parent == Path("/tmp")


def test_the_guardian_ends_what_is_registered_when_its_owner_is_killed(sleeper):
    code = (
        "import os, sys, time\nfrom analysis.rendering.kernels import workplace\n"
        "with workplace.guarded() as place:\n"
        f"    place.enter({sleeper.pid}, group=True)\n"
        "    print(place.folder, flush=True)\n"
        "    os.kill(os.getpid(), 9)"
    )
    owner = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, timeout=20)
    assert owner.returncode == -9
    assert sleeper.wait(5) == -9
    folder = Path(owner.stdout.strip())
    deadline = time.monotonic() + 5
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
