"""How well the scan does on each document when it may use only what the other documents could have taught."""

import importlib.util
from pathlib import Path

import pandas as pd

from analysis.dataset import tables

PATH = Path(__file__).with_name("held_out.py")


def load():
    spec = importlib.util.spec_from_file_location("held_out", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def committed():
    return pd.read_csv(PATH.with_suffix(".csv"), dtype="str", keep_default_na=False)


def test_the_table_of_measurements_is_the_committed_one(documents):
    measured = load().table(documents).astype("str")
    pd.testing.assert_frame_equal(measured, committed(), check_dtype=False)


def test_every_document_is_measured():
    sources = tables.load().sources
    lacking = set(sources.loc[sources["text_sha256"].notna(), "source_id"]) - set(committed()["held_out"])
    assert not lacking, f"run `python tests/ledger/held_out.py DIR`, DIR being the folder of texts: no row of {lacking}"


def test_figures_in_digits_reach_the_aim_in_every_held_out_document():
    measured = committed().set_index("held_out")["recall_digits"]
    measured = measured[measured != ""]  # a document that prints none in digits, or has no rows yet
    assert len(measured) >= 4
    assert (measured.astype("float64") >= 0.95).all()


def test_a_document_without_rows_in_the_ledger_is_counted_and_not_judged(tmp_path):
    (tmp_path / "unheard-of.txt").write_text("In 2018 kwamen 500 mensen naar twee landen.\n", encoding="utf-8")
    (row,) = load().table(tmp_path).to_dict("records")
    # With nothing that others taught, the year is a number like any other.
    assert (row["in_digits"], row["proposed"], row["precision"], row["window_right"]) == (0, 3, "", "")
