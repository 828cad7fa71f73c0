"""The package that is built brings dataset and notebooks, and works in an empty folder, with no checkout in sight."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from analysis.dataset import tables

ROOT = Path(__file__).parents[1]


def build(project: Path, target: str, folder: Path) -> Path:
    """Build the wheel or the sdist of a project into a folder, with the builder of the lock."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True, timeout=120)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory) -> Path:
    """What the archive of the sources holds, unpacked."""
    built, folder = build(ROOT, "sdist", tmp_path_factory.mktemp("sdist")), tmp_path_factory.mktemp("sources")
    with tarfile.open(built) as archive:
        archive.extractall(folder, filter="data")
    (project,) = folder.iterdir()
    return project


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def run(wheel, tmp_path_factory):
    """Run a program of an environment into which the wheel was installed, from an empty folder."""
    environment, folder = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True, timeout=120)
    binaries = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(binaries / "python"), "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True, timeout=120)
    # What the lock has installed is at hand there too, though not this checkout: its .pth is not read.
    (packages,) = environment.glob("**/site-packages")
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONPATH", "ANALYSIS_"))}

    def ran(*words: str) -> str:
        done = subprocess.run(
            [binaries / words[0], *words[1:]], cwd=folder, env=kept, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    ran.folder = folder
    ran.packages = packages
    return ran


def test_the_sources_make_the_same_wheel(sdist, wheel, tmp_path):
    again = build(sdist, "wheel", tmp_path)
    assert again.name == wheel.name
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(wheel) as other:
        assert {entry.filename: entry.CRC for entry in one.infolist()} == {
            entry.filename: entry.CRC for entry in other.infolist()
        }


def test_the_wheel_has_all_data_and_notebooks_and_nothing_that_git_passes_over(wheel):
    listed = subprocess.run(
        ["git", "ls-files", "data", "notebooks", "src/analysis"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = {name.removeprefix("src/") for name in listed.stdout.splitlines()}
    wanted = {name if name.startswith("analysis/") else f"analysis/collection/{name}" for name in names}
    with zipfile.ZipFile(wheel) as archive:
        assert {name for name in archive.namelist() if ".dist-info/" not in name} == wanted


def test_the_library_loads_the_dataset_that_came_with_it(run):
    said = run("python", "-c", "import analysis; data = analysis.load(); print(data.folder, len(data.figures))")
    folder, number = said.split()
    assert Path(folder).is_relative_to(run.packages)
    assert int(number) == len(tables.load(ROOT / "data").figures)


def test_the_commands_work(run):
    assert "figures" in run("analysis", "check")
    run("analysis", "export", "data", "--only", "csv,sqlite")
    assert (run.folder / "data" / "manifest.json").is_file()


def test_the_app_has_all_that_it_shows(run):
    asked = "site = Site(); print(site.page('nl', '03-targets', {}).status, site.folder)"
    status, folder = run("python", "-c", f"from analysis.app.pages import Site; {asked}").split()
    assert status == "200"
    assert Path(folder).is_relative_to(run.packages)
    run("analysis", "app", "--files", "service")
    assert (run.folder / "service" / "Containerfile").is_file()


def test_the_notebooks_are_copied_and_run_there(run):
    run("analysis", "notebooks", "mine", "--language", "nl")
    assert len(list((run.folder / "mine").glob("*.ipynb"))) == len(list((ROOT / "notebooks").glob("[0-9]*.ipynb")))
    run("python", "-m", "papermill", "mine/03-targets.ipynb", "out.ipynb", "--no-progress-bar")
    assert "gehaald" in (run.folder / "out.ipynb").read_text(encoding="utf-8")
