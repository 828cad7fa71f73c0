"""JupyterLab is given notebooks that it need not change, and what it adds to them all the same is not saved."""

import asyncio
import copy
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from ipykernel.ipkernel import IPythonKernel

from analysis.rendering import contents
from analysis.show.mime import HTML, PNG, SVG, VEGA_LITE, WIDGET

CHART = {VEGA_LITE: {"mark": "point"}, SVG: ["<svg/>"], "text/plain": ["Chart"]}
PANEL = {HTML: ["<p>Set to all.</p>"], "text/plain": ["Set to all."]}
VIEW = {"model_id": "abc", "version_major": 2, "version_minor": 0}


def done(answer):
    """Return what is awaited; in a thread of its own, for Playwright leaves a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, answer).result()


def cell(count: int | None, *data: dict, source: str = "shown") -> dict:
    outputs = [
        {"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": copy.deepcopy(each)}
        for each in data
    ]
    return {
        "cell_type": "code",
        "id": f"cell-{count}",
        "metadata": {},
        "source": [source],
        "outputs": outputs,
        "execution_count": count,
    }


def notebook(*cells: dict) -> dict:
    metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def counts(book: dict) -> list[int | None]:
    return [one["execution_count"] for each in book["cells"] for one in [each, *each["outputs"]]]


@pytest.fixture
def files(tmp_path):
    """A folder as JupyterLab has it, with a notebook in it."""
    (tmp_path / "book.ipynb").write_text(
        json.dumps(notebook(cell(1, CHART), cell(2, PANEL)), indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    return contents.Contents(root_dir=str(tmp_path))


def test_a_notebook_is_given_with_all_that_jupyterlab_would_write_into_it(files):
    given = done(files.get("book.ipynb"))["content"]
    assert given["metadata"]["language_info"] == IPythonKernel.language_info
    assert given["metadata"]["language_info"]["version"] == sys.version.split()[0]
    assert given["cells"][0]["outputs"][0]["data"][PNG]
    assert PNG not in given["cells"][1]["outputs"][0]["data"]


def test_a_notebook_that_is_saved_as_it_was_opened_or_as_a_run_leaves_it_is_the_same_file(files, tmp_path):
    file = tmp_path / "book.ipynb"
    before = file.read_bytes()
    model = done(files.get("book.ipynb"))
    done(files.save(model, "book.ipynb"))
    assert file.read_bytes() == before
    drawn = notebook(cell(7, CHART | {PNG: "a picture that is drawn"}), cell(8, PANEL | {WIDGET: VIEW}))
    drawn["metadata"]["language_info"]["version"] = "3.99"
    for id_, each in enumerate(drawn["cells"], 1):
        each["id"] = f"cell-{id_}"
    done(files.save({"type": "notebook", "content": drawn}, "book.ipynb"))
    assert file.read_bytes() == before


def test_folders_and_other_files_and_a_notebook_without_its_content_pass(files, tmp_path):
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    assert sorted(each["name"] for each in done(files.get(""))["content"]) == ["a.txt", "book.ipynb"]
    assert done(files.get("book.ipynb", content=False))["content"] is None
    done(files.save({"type": "file", "format": "text", "content": "b"}, "a.txt"))
    assert done(files.get("a.txt"))["content"] == "b"


@pytest.mark.parametrize(
    "data",
    [
        {WIDGET: VIEW, "text/plain": ["Button()"]},  # all that is left of it
        {PNG: "a photograph"},
        {VEGA_LITE: {"mark": "point"}, PNG: "its only picture"},
    ],
)
def test_what_a_reader_would_miss_stays(data):
    book = notebook(cell(1, data))
    contents.tidy(book)
    assert book["cells"][0]["outputs"][0]["data"] == data


def test_another_language_is_left_alone():
    book = notebook()
    book["metadata"]["language_info"] = spoken = {"name": "R", "version": "4.5"}
    contents.complete(book)
    contents.tidy(book)
    assert book["metadata"]["language_info"] == spoken


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([5, 6, 7], [1, 2, 3]),
        ([5, 7, 6], [5, 7, 6]),  # not from top to bottom
        ([5, 5, 6], [5, 5, 6]),
        ([5, None, 6], [5, None, 6]),
        ([5, 7], [5, 7]),  # something between them
    ],
)
def test_a_run_from_top_to_bottom_counts_from_one(before, after):
    book = notebook(*(cell(count) for count in before))
    contents.tidy(book)
    assert counts(book) == after


def test_a_result_has_the_number_of_its_cell_and_an_empty_cell_has_none():
    book = notebook(cell(3, PANEL), cell(None, source=""), cell(4, PANEL))
    contents.tidy(book)
    assert counts(book) == [1, 1, None, 2, 2]
