"""However the command ends, the reports stay whole, no process stays behind, and the next render repairs."""

import json
import signal
import time
from pathlib import Path

import pytest


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
            process.until(folder.root / f"{name}-started")
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
        first.until(started)
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


class TestSurroundings:
    """What stands around the command, and is none of its business, does not break it."""

    @pytest.mark.parametrize("kernels", ["forked", "plain"])
    def test_modules_in_the_working_folder_are_the_users(self, two, command, tmp_path, kernels):
        there = tmp_path / "there"
        there.mkdir()
        for name in ("analysis", "json", "targets", "types", "pickle", "socket", "tempfile", "logging"):
            (there / f"{name}.py").write_text("raise RuntimeError(__name__)", encoding="utf-8")
        two.write("good", "import json, tempfile, analysis.questions.targets\nprint('good')")
        code, out, error = command("render", "--kernels", kernels, cwd=there).wait()
        assert (code, error) == (0, ""), out

    @pytest.mark.parametrize("kernels", ["forked", "plain"])
    def test_a_temporary_folder_too_long_for_sockets_is_no_obstacle(self, two, command, tmp_path, kernels):
        long = tmp_path / ("long" * 30)
        long.mkdir()
        two.write("good", "import sys\nprint('analysis.rendering.kernels.preload' in sys.modules)")
        code, out, error = command("render", "--kernels", kernels, temporary=long).wait()
        assert (code, error) == (0, ""), out
        assert str(kernels == "forked") in (two.output / "good.ipynb").read_text(encoding="utf-8")
        assert list(long.iterdir()) == []

    def test_a_full_disk_is_told_and_leaves_whole_reports(self, two, command):
        two.render()
        before = two.reports()
        for name in ("good", "other"):
            two.write(name, "print('new')")
        code, _, error = command("render", largest=20_000).wait()
        assert code == 1
        assert f"{two.output} or " in error
        assert "cannot be written: File too large. Free some space, or choose other folders" in error
        assert "Traceback" not in error
        assert_whole(two)
        assert {name: content for name, content in two.reports().items() if "failed" not in name} == before
        assert two.render().rendered == 2
        assert all(b"new" in content for content in two.reports().values())
