"""How well the scan does on each document when it may use only what the other documents could have taught."""

import importlib.util
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables

PATH = Path(__file__).with_name("held_out.py")


def load():
    spec = importlib.util.spec_from_file_location("held_out", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_measurements_is_the_committed_one(documents):
    module = load()
    measured, before = module.table(documents), module.kept()
    rows = before[before["held_out"].isin(measured["held_out"])]
    measured = measured[measured["held_out"].isin(rows["held_out"])]  # one without a row: the next test says so
    # What a document itself holds hangs on no other; the rest is the same beside the same number of others.
    same = ["held_out", "in_digits", "in_words"]
    pd.testing.assert_frame_equal(measured[same].reset_index(drop=True), rows[same].reset_index(drop=True))
    beside_as_many = rows["others"].to_numpy() == measured["others"].to_numpy()
    pd.testing.assert_frame_equal(
        measured[beside_as_many].reset_index(drop=True), rows[beside_as_many].reset_index(drop=True)
    )


def test_every_document_is_measured():
    sources = tables.load().sources
    lacking = set(sources.loc[sources["text_sha256"].notna(), "source_id"]) - set(load().kept()["held_out"])
    assert not lacking, f"run `python tests/ledger/held_out.py DIR`, DIR being the folder of texts: no row of {lacking}"


def test_figures_in_digits_reach_the_aim_in_every_held_out_document():
    rows = load().kept()
    others = rows["others"].astype("int64")
    measured = rows.loc[others == others.max(), "recall_digits"]
    measured = measured[measured != ""]  # a document that prints none in digits, or has no rows yet
    assert len(measured) >= 4
    assert (measured.astype("float64") >= 0.95).all()


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """The program with a table of its own, and the folder of a text that no other document is beside."""
    module = load()
    monkeypatch.setattr(module, "TABLE", tmp_path / "held_out.csv")
    shutil.copy(PATH.with_suffix(".csv"), module.TABLE)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "unheard-of.txt").write_text("In 2018 kwamen 500 mensen naar twee landen.\n", encoding="utf-8")
    return module, folder


def test_the_rows_of_documents_whose_text_is_not_there_stay(recorded, capsys):
    module, folder = recorded
    before = module.TABLE.read_text(encoding="utf-8").splitlines()
    module.main([str(folder)])
    after = module.TABLE.read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in after if line not in before] == [["unheard-of", "0"]]
    assert [line for line in after if line in before] == before
    said = capsys.readouterr().out.splitlines()
    assert "results-2018: no text of it here; its row stays" in said
    assert "unheard-of: new; beside 0 other texts" in said


def test_a_row_that_was_measured_beside_more_texts_stays(recorded, capsys):
    module, folder = recorded
    (folder / "unheard-of.txt").rename(folder / "results-2018.txt")
    before = module.TABLE.read_bytes()
    then = module.kept().set_index("held_out").loc["results-2018", "others"]
    module.main([str(folder)])
    assert module.TABLE.read_bytes() == before
    said = capsys.readouterr().out
    assert f"results-2018: beside 0 other texts here, {then} when its row was made; its row stays" in said


def test_a_row_that_is_measured_anew_says_what_changed(recorded, capsys):
    module, folder = recorded
    module.main([str(folder)])
    (folder / "unheard-of.txt").write_text("In 2018 kwamen 500 mensen.\n", encoding="utf-8")
    capsys.readouterr()
    module.main([str(folder)])
    assert "unheard-of: proposed 3 -> 2" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("arguments", [[], ["nowhere"]])
def test_without_texts_nothing_is_written(recorded, arguments):
    module, _ = recorded
    before = module.TABLE.read_bytes()
    with pytest.raises(SystemExit, match="SOURCE_ID"):
        module.main(arguments)
    assert module.TABLE.read_bytes() == before


def test_a_document_without_rows_in_the_ledger_is_counted_and_not_judged(tmp_path):
    (tmp_path / "unheard-of.txt").write_text("In 2018 kwamen 500 mensen naar twee landen.\n", encoding="utf-8")
    (row,) = load().table(tmp_path).to_dict("records")
    # With nothing that others taught, the year is a number like any other.
    assert (row["in_digits"], row["proposed"], row["precision"], row["window_right"]) == ("0", "3", "", "")
