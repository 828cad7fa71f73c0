"""However the command ends, the reports stay whole, no process stays behind, and the next render repairs."""

import json
import signal
import time
from pathlib import Path

import pytest


def wait_for(path: Path, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} did not appear"
        time.sleep(0.02)


def assert_whole(folder) -> None:
    """Every page, picture, script and notebook in the output folder can be read to its end."""
    ends = {".html": b"</html>", ".js": b";", ".svg": b"</svg>"}
    for name, content in folder.files().items():
        if Path(name).suffix in ends:
            assert content.rstrip().endswith(ends[Path(name).suffix]), name
        else:
            json.loads(content)


class TestTheEndOfTheCommand:
    def busy(self, folder, command, *arguments):
        """Start a render whose kernels are all at work, one of them with a process of its own."""
        for name in ("good", "other"):
            started = folder.root / f"{name}-started"
            folder.write(
                name,
                f"import pathlib, subprocess, time\nsubprocess.Popen(['sleep', '1000'])\n"
                f"pathlib.Path({str(started)!r}).touch()\ntime.sleep(1000)",
            )
        process = command("render", "--workers", "2", *arguments)
        for name in ("good", "other"):
            wait_for(folder.root / f"{name}-started")
        return process

    @pytest.mark.parametrize("kernels", ["forked", "plain"])
    def test_sigkill_leaves_no_process_and_no_folder(self, two, command, kernels):
        process = self.busy(two, command, "--kernels", kernels)
        alive = process.descendants()
        assert sum("sleep" in line for line in alive.values()) == 2
        guards = [line.split()[-1] for line in alive.values() if "guardian.py" in line]
        assert len(guards) == 1
        assert Path(guards[0]).is_dir()
        process.kill()
        assert process.gone_within(5) == {}
        assert not Path(guards[0]).exists()

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_polite_end_leaves_no_process_either(self, two, command, number):
        process = self.busy(two, command)
        process.process.send_signal(number)
        code, _, _ = process.wait(20)
        assert code != 0
        assert process.gone_within(5) == {}
        assert_whole(two)

    def test_sigkill_leaves_the_previous_reports_and_the_next_render_repairs(self, two, command):
        two.render()
        before = two.reports()
        process = self.busy(two, command)
        process.kill()
        assert two.reports() == before
        two.write("good", "print('new')")
        two.write("other", "print('new')")
        assert two.render().rendered == 2
        assert process.gone_within(5) == {}

    @pytest.mark.parametrize("delay", [0.3, 1.5, 2.1, 2.7])
    def test_sigkill_at_any_moment_leaves_whole_reports(self, two, command, delay):
        two.render()
        for name in ("good", "other"):
            two.write(name, "print('new')")
        process = command("render")
        time.sleep(delay)
        process.kill()
        assert_whole(two)
        assert set(two.reports()) == {"good.html", "good.ipynb", "other.html", "other.ipynb"}
        assert two.render().failed == ()
        assert all(b"new" in content for content in two.reports().values())
        assert process.gone_within(5) == {}

    def test_two_renders_of_one_folder_take_turns(self, two, command):
        started = two.root / "started"
        two.write("other", f"import pathlib, time\npathlib.Path({str(started)!r}).touch()\ntime.sleep(3)")
        first = command("render")
        wait_for(started)
        refused = command("render", "--no-wait")
        waiting = command("render")
        code, _, error = refused.wait()
        assert code == 1
        assert f"another render (process {first.process.pid}) holds" in error
        assert first.wait()[0] == 0
        code, out, _ = waiting.wait()
        assert code == 0
        assert "waiting for it" in out
        assert_whole(two)
