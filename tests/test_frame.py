"""The frame holds: one declaration of what is needed, no address or machine in any file, and commands that exist."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDERS = {".ci", ".github", "data", "notebooks", "reports", "src", "tests"}

# Brackets keep these lines from matching themselves.
ADDRESS = re.compile(
    r"pythonhoste[d]|p[y]pi[.]org|registry[.](npmj[s]|yarnpk[g])|deb[.]debia[n]|cond[a][.]anaconda",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|farm|root|tmp/bash_jobs|opt/(?:wheels|pypi))/|(?<![\w.])/(?:home|Users)/\w+/|\b[A-Z]:\\Users\\"
)


def git_files() -> list[str]:
    """Every file that is in git, or would be after `git add --all`."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so that there is no list of the project's files")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted({name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()})


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in git_files()
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if pattern.search(line)
    ]


def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared() -> list[Requirement]:
    """What pyproject.toml asks for: at run time, for the tests, and to build."""
    config = pyproject()
    project = config["project"]
    extras = [text for extra in project["optional-dependencies"].values() for text in extra]
    return [Requirement(text) for text in [*project["dependencies"], *extras, *config["build-system"]["requires"]]]


def locked() -> list[tuple[Requirement, list[str]]]:
    """Each requirement of the lock with its hashes."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert entries, "requirements.lock is empty"
    return [
        (Requirement(entry.split(" --hash=")[0]), re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
        for entry in entries
    ]


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_patterns_find_what_they_look_for():
    assert ADDRESS.search("https://" + "files.python" + "hosted.org/packages")
    assert ADDRESS.search("https://" + "pyp" + "i.org/simple")
    assert ADDRESS.search("https://conda." + "anaconda.org/conda-forge")
    assert MACHINE.search("see /" + "work/main/data")
    assert MACHINE.search("file:///" + "root/.cache/x")
    assert MACHINE.search("/" + "home/ann/project")
    assert not MACHINE.search("src/" + "work/plan.py, framework/root/x")


def test_no_file_names_a_package_registry():
    assert lines_matching(ADDRESS) == []


def test_no_file_names_a_path_of_one_machine():
    assert lines_matching(MACHINE) == []


def test_the_top_level_holds_only_the_folders_of_the_house():
    assert {name.split("/")[0] for name in git_files() if "/" in name} <= FOLDERS


def test_every_requirement_of_the_lock_is_pinned_and_hashed():
    loose = [
        str(requirement) for requirement, hashes in locked() if not hashes or "==" not in str(requirement.specifier)
    ]
    assert loose == []


def test_the_lock_holds_every_declared_dependency_in_a_version_that_is_allowed():
    pins: dict[str, list[str]] = {}
    for requirement, _ in locked():
        pins.setdefault(canonicalize_name(requirement.name), []).append(next(iter(requirement.specifier)).version)
    wrong = [
        f"{wanted}: {pins.get(canonicalize_name(wanted.name), 'missing')}"
        for wanted in declared()
        if not (found := pins.get(canonicalize_name(wanted.name))) or not all(map(wanted.specifier.contains, found))
    ]
    assert wrong == [], "run `make lock`"


def test_environment_yml_is_what_pyproject_generates(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    subprocess.run(
        [sys.executable, "-m", "pyproject2conda", "project", "--overwrite", "force"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    generated = (tmp_path / "environment.yml").read_text(encoding="utf-8")
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == generated, "run `make lock`"


def test_every_command_that_the_readme_names_is_a_target_of_the_makefile():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    spans = re.findall(r"```.*?```|`[^`\n]+`", readme, re.DOTALL)
    named = {command for span in spans for command in re.findall(r"\bmake(?: [A-Z]+=\S+)* ([a-z]+)", span)}
    assert {"reports", "test"} <= named
    assert named <= makefile_targets()


def test_the_version_is_the_same_wherever_it_stands():
    version = pyproject()["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in (ROOT / "data" / "datapackage.yaml").read_text(encoding="utf-8")
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_function_that_draws_is_longer_than_forty_lines():
    src = ROOT / "src" / "analysis"
    long = {
        f"{path.relative_to(src)}: {node.name}"
        for path in [*src.glob("show/forms/*.py"), *src.glob("questions/*/charts.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    }
    assert long == set()
