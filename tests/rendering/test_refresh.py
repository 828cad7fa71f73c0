"""`make notebooks` executes the committed notebooks in place, and changes a byte only where a result changes."""

import json
import os
import subprocess
import sys

import pytest

CHART = """
import altair as alt, pandas as pd
from analysis.show import theme
theme.enable()
alt.Chart(pd.DataFrame({'a': [1]}), title='T').mark_point().encode(x='a:Q')
"""


@pytest.fixture
def books(folder):
    folder.plan("reports: []")
    folder.write("good", "print('good', number)", CHART)
    folder.write("bad", "raise ValueError('no')")
    return folder


def refresh(books, *names):
    return subprocess.run(
        [sys.executable, "-m", "analysis.rendering.refresh", *names],
        env={**os.environ, "ANALYSIS_PROJECT": str(books.root)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_outputs_are_deterministic_and_carry_no_time_and_no_version(books):
    path = books.root / "notebooks" / "good.ipynb"
    assert "notebooks/good.ipynb: changed" in refresh(books, "good").stdout
    first = path.read_bytes()
    notebook = json.loads(first)
    assert [cell.get("execution_count") for cell in notebook["cells"]] == [None, 1, 2, 3]
    assert notebook["cells"][2]["outputs"][0]["text"] == ["good 1\n"]
    bundle = {"application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"}
    assert set(notebook["cells"][3]["outputs"][0]["data"]) == bundle
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert all(set(cell["metadata"]) <= {"tags"} for cell in notebook["cells"])
    assert list(notebook) == sorted(notebook)
    assert "notebooks/good.ipynb: as it was" in refresh(books, "good").stdout
    assert path.read_bytes() == first


def test_a_notebook_that_fails_is_named_and_left_as_it_was_and_the_others_are_done(books):
    folder = books.root / "notebooks"
    before = (folder / "bad.ipynb").read_bytes()
    done = refresh(books)
    assert done.returncode == 1
    assert "notebooks/bad.ipynb: cell [2]: ValueError: no" in done.stderr
    assert "notebooks/good.ipynb: changed" in done.stdout
    assert (folder / "bad.ipynb").read_bytes() == before
    assert sorted(item.name for item in folder.iterdir()) == ["bad.ipynb", "good.ipynb"]


def test_an_unknown_notebook_is_refused(books):
    done = refresh(books, "goud")
    assert done.returncode == 1
    assert done.stderr == "unknown notebook 'goud' (did you mean 'good'?); allowed: bad, good\n"
