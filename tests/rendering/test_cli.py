"""The command says what is wrong in one message, with exit code 1 and without a traceback."""

import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import schema
from analysis.errors import RenderError
from analysis.rendering import inputs, run

LIGHT = "pandas altair pydantic yaml nbformat papermill jupyter_client vl_convert multiprocessing asyncio"


@pytest.fixture
def two(folder):
    folder.write("good", "print(country)", parameters='country: str = "NL"  # a code')
    folder.write("other", "print(number)")
    folder.plan("reports:\n  - {notebook: good, title: Good}\n  - {notebook: other, group: on_demand}\n")
    return folder


def test_list_shows_reports_and_how_they_stand(two, command):
    two.render()
    code, out, _ = command("list").wait()
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()] == [["good", "weekly"], ["other", "on_demand"]]


def test_render_makes_the_weekly_reports(two, command):
    code, out, error = command("render").wait()
    assert (code, error) == (0, "")
    assert out.startswith("[1/1] good: ")
    assert "\n1 rendered: reports/rendered/index.html\n" in out
    assert set(two.files()) == {"good.html", "good.ipynb", *two.INDEXES}


@pytest.mark.parametrize("code", ["NO", "01"])
def test_a_country_code_on_the_command_line_survives(two, command, code):
    assert command("render", "good", "-p", f"country={code}", "--output", str(two.root / "out")).wait()[0] == 0
    assert f'country = \\"{code}\\"' in (two.root / "out" / f"good-{code}.ipynb").read_text(encoding="utf-8")


def test_another_dataset_is_rendered_in_place_of_the_projects_own(two, monkeypatch):
    rendered = []

    def run_nothing(project: inputs.Project, *_: object, **__: object) -> None:
        rendered.append(project)
        raise RenderError("enough")

    (two.root / "trial").mkdir()
    (two.root / "trial" / schema.DESCRIPTOR).touch()
    monkeypatch.setenv(inputs.VARIABLE, str(two.root))
    monkeypatch.setattr(run, "run", run_nothing)
    monkeypatch.chdir(two.root)
    told = CliRunner().invoke(main, ["render", "--data", "trial", "--output", "tried"])
    assert (told.exit_code, told.stderr) == (1, "enough\n")
    assert [(project.root, project.data) for project in rendered] == [(two.root, two.root / "trial")]


def test_list_shows_the_reports_of_another_dataset(two, monkeypatch):
    two.plan(
        "reports:\n  - notebook: good\n    title: Good\n    for_each: {country: {table: places, column: place_id}}\n"
    )
    two.table("places", "place_id\nNO\n")
    trial = two.root / "trial"
    trial.mkdir()
    (trial / schema.DESCRIPTOR).touch()
    (trial / "places.csv").write_text("place_id\nSE\n", encoding="utf-8")
    monkeypatch.setenv(inputs.VARIABLE, str(two.root))
    told = [CliRunner().invoke(main, ["list", *more]).output for more in ([], ["--data", str(trial)])]
    assert [text.split()[0] for text in told] == ["good-NO", "good-SE"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["goud"], "unknown report or notebook 'goud' (did you mean 'good'?); allowed: good, other"),
        (["good", "-p", "land=NO"], "unknown parameter of good: 'land'; allowed: country"),
        (["other", "-p", "number=x"], "parameter 'number' takes a whole number, not 'x'"),
        (["good", "-p", "country"], "-p takes NAME=VALUE, not 'country'"),
        (["--data", "data"], "--data takes --output too: a folder for its reports, so that the project's own stay"),
        (["--data", "reports", "--output", "trial"], "no dataset in reports (from the argument)"),
        (["-p", "country=NO"], "parameters need the name of a report or notebook"),
    ],
)
def test_what_is_wrong_is_said_in_one_message(two, command, arguments, message):
    code, out, error = command("render", *arguments).wait()
    assert (code, out) == (1, "")
    assert message in error
    assert "Traceback" not in error
    assert not two.output.exists()


def test_a_failing_report_is_named_and_the_exit_code_is_1(two, command):
    two.write("good", "raise ValueError('no data')")
    code, out, error = command("render").wait()
    assert code == 1
    assert "[1/1] good: failed: cell [2]: ValueError: no data" in out
    assert "1 failed" in out
    assert "Traceback" not in error


def test_without_a_project_it_says_where_it_looked(two, command):
    (two.root / "reports" / "plan.yaml").unlink()
    code, _, error = command("list").wait()
    assert code == 1
    assert f"no project in {two.root} (from ANALYSIS_PROJECT): it has no reports/plan.yaml" in error


def test_with_nothing_to_do_no_slow_library_is_imported(two):
    two.render()
    project = two.project
    folders = [str(project.root), str(project.data), str(project.code)]
    code = (
        "import sys\nfrom analysis.rendering import inputs, run\n"
        f"project = inputs.Project(*map(inputs.Path, {folders!r}))\n"
        "print(run.run(project, run.Order()).unchanged)\n"
        f"print([name for name in {LIGHT!r}.split() if name in sys.modules])"
    )
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.splitlines() == ["1", "[]"]
    assert time.monotonic() - started < 2


def test_the_commands_module_imports_nothing_slow():
    code = f"import sys, analysis.cli\nprint([name for name in {LIGHT!r}.split() if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == "[]\n"
