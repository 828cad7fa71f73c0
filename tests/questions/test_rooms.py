"""A question is six things of one name; whoever adds one and forgets a thing is told which."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
ROOMS = sorted(path.parent.name for path in (ROOT / "src/analysis/questions").glob("*/__init__.py"))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def lacking(root: Path, notebook: str) -> Iterator[str]:
    """What CONTRIBUTING asks for, under *Adding a question*, and a notebook does not have."""
    name = notebook.partition("-")[2]
    source = read(root / "notebooks" / f"{notebook}.ipynb")
    code = "\n".join("".join(cell["source"]) for cell in json.loads(source or '{"cells": []}')["cells"])
    if not re.search(rf"^from analysis\.questions\.{name} import answers, exhibits$", code, re.MULTILINE):
        yield "1. the notebook, which imports the room's answers and exhibits"
    room = root / "src" / "analysis" / "questions" / name
    if not all((room / f"{module}.py").is_file() for module in ("__init__", "answers", "exhibits", "panel")):
        yield "2. the room, with answers, exhibits and panel"
    tests = root / "tests" / "questions" / name
    expected = yaml.safe_load(read(tests / "notebook.yaml")) or {}
    if not list(tests.glob("test_*.py")) or len(expected.get("reports", ())) < 2:
        yield "3. the tests, with what two reports say"
    if f"\n  - notebook: {notebook}\n" not in read(root / "reports/plan.yaml"):
        yield "4. an entry in reports/plan.yaml"
    if f"\n| [{notebook}](notebooks/{notebook}.ipynb) | " not in read(root / "README.md"):
        yield "5. a row in README.md"
    title = "".join(json.loads(source)["cells"][0]["source"]).splitlines()[0].removeprefix("# ") if source else notebook
    if f'msgid "{title}"' not in read(root / "src/analysis/language/locale/nl.po").replace('"\n"', ""):
        yield "6. its words in each catalogue"


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_has_all_that_makes_a_question(notebook):
    assert list(lacking(ROOT, notebook)) == []


def test_a_notebook_that_has_nothing_else_is_told_what_it_lacks(tmp_path):
    assert [thing[:2] for thing in lacking(tmp_path, "12-weather")] == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_contributing_names_the_same_things():
    section = read(ROOT / "CONTRIBUTING.md").partition("\n## Adding a question\n")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\d\. ", section, re.MULTILINE)) == len(list(lacking(Path("nowhere"), "12-weather"))) == 6


def test_every_room_has_a_notebook_of_its_name():
    assert sorted(name.partition("-")[2] for name in NOTEBOOKS) == ROOMS
