"""Examples in docstrings run, and give what stands below them."""

import doctest
from importlib import import_module
from pathlib import Path

import duckdb
import pandas as pd
import pytest

SRC = Path(__file__).parents[1] / "src"
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
    for path in SRC.glob("analysis/**/*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """Examples write where they are run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def examples(name: str) -> doctest.TestResults:
    return doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_in_docstrings_run(name):
    done = examples(name)
    assert done.attempted
    assert not done.failed


def test_the_recipes_leave_files_that_hold_the_same(folder):
    examples("analysis.recipes")
    amount = pd.read_excel(folder / "amounts.xlsx")["as_printed"].to_list()
    assert pd.read_stata(folder / "amounts.dta")["as_printed"].to_list() == amount
    assert duckdb.read_parquet(str(folder / "amounts.parquet")).df()["as_printed"].to_list() == amount
    assert amount
    assert "<script src" not in (folder / "returns.html").read_text(encoding="utf-8"), "a chart asks the network"
