"""A further language costs a catalogue and label columns, and nothing that a reader sees escapes translation.

A made-up third language is put into a copy of the project: in it, every word of every notebook with its panel, and of
the pages, is a made-up one. Two commands do it at once, each in a process of its own, as a reader's would.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

_file = Path(__file__).with_name("made_up.py")
_spec = importlib.util.spec_from_file_location("made_up", _file)
made_up = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made_up)

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: A programme of which much is told.
REPORT = f"07-programme-trqn-3-{made_up.LANGUAGE}"
PAGES = [f"{REPORT}.html", f"index-{made_up.LANGUAGE}.html", f"programmes-{made_up.LANGUAGE}.html"]


def started(folder, *command):
    known = os.environ | {"PYTHONPATH": str(folder / "src"), "ANALYSIS_PROJECT": str(folder)}
    known.pop("ANALYSIS_DATA", None)
    return subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made-up")
    made_up.project(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def left(project):
    """The words that are not in the made-up language, by notebook or page."""
    render = f"from analysis.cli import main; main(['render', '{REPORT}', '--workers', '1'])"
    running = [started(project, "-c", render), started(project, str(_file), str(project))]
    (_, faults), (found, errors) = (process.communicate(timeout=300) for process in running)
    assert [process.returncode for process in running] == [0, 0], faults + errors
    words = json.loads(found)
    same = made_up.same(project) | {REPORT}
    for page in PAGES:
        text = (project / "reports" / "rendered" / page).read_text(encoding="utf-8")
        words[page] = made_up.left(set(made_up.of_html(text)), same)
    return words


@pytest.mark.parametrize("name", [*NOTEBOOKS, *PAGES])
def test_every_word_of_a_notebook_or_page_is_in_the_language_that_is_spoken(name, left):
    assert left[name] == {}


def test_a_word_that_is_not_translated_is_found():
    said = {f"{made_up.said('Amounts')} of EUR 5", "`code` EUR"}
    assert set(made_up.left(said, {"EUR"})) == {"of"}


#: What reads the documents, which are Dutch, or is itself the list of languages.
DUTCH = {"figures", "ledger", "feeds"}
NAMED = re.compile(r"_nl\b|[\"']nl[\"']|\[en, nl\]|=nl\b|label_en[\"'].*label_nl")
CODE = sorted(
    path.relative_to(ROOT)
    for pattern in ("*.py", "*.j2", "*.js", "*.css")
    for path in (ROOT / "src" / "analysis").rglob(pattern)
    if not DUTCH.intersection(path.relative_to(ROOT / "src" / "analysis").parts)
)


@pytest.mark.parametrize("path", [*CODE, Path("reports/plan.yaml")], ids=str)
def test_no_code_names_a_language_other_than_its_own(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if NAMED.search(line)]
    assert lines == (['DOCUMENTS = "nl"'] if path.name == "languages.py" else [])


def test_where_a_dataset_lacks_a_language_its_english_stands_in(tmp_path):
    """The catalogue alone is enough to run: the words of the dataset are then English."""
    made_up.project(ROOT, tmp_path, labelled=False)
    asked = (
        "import analysis; data = analysis.load(); rows = data.measures; "
        f"assert (rows['label_{made_up.LANGUAGE}'] == rows['label_en']).all(); "
        "assert (data.organisations['label_nl'] == data.organisations['name']).all(); "
        "from analysis.dataset import labels; "
        f"assert labels.label('kind', 'spent', '{made_up.LANGUAGE}') == labels.label('kind', 'spent', 'en')"
    )
    running = started(tmp_path, "-c", asked)
    assert (running.communicate(timeout=120)[1], running.returncode) == ("", 0)
