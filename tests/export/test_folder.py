"""An export fills an empty folder or its own, whole or not at all, and says what is wrong."""

import hashlib
import importlib.util
import json
import resource
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.errors import ExportError, UnknownNameError
from analysis.export import taking


def state(folder):
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def a_full_disk(most):
    """No file can grow above so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refused(folder, match, only=("codebook",)):
    """An export is refused, and all that lies beside the folder is as it was."""
    before = state(folder.parent)
    with pytest.raises(ExportError, match=match):
        taking.export(folder, only)
    assert state(folder.parent) == before


def test_the_manifest_names_every_file_with_its_size_and_digest(taken, found):
    manifest = json.loads((taken / "manifest.json").read_text(encoding="utf-8"))
    known = {name: (file["bytes"], file["sha256"]) for name, file in manifest["files"].items()}
    present = {path.as_posix(): (len(raw), hashlib.sha256(raw).hexdigest()) for path, raw in state(taken).items()}
    present.pop("manifest.json")
    assert known == present
    assert manifest["version"] == found.version
    assert manifest["newest_source"] == found.published


def test_the_fingerprint_is_that_of_the_tables_alone(taken, found):
    manifest = json.loads((taken / "manifest.json").read_text(encoding="utf-8"))
    stored = sorted(part.file for part in found.stored)
    lines = [f"{file}\0{manifest['files'][f'csv/{file}']['sha256']}\n" for file in stored]
    assert manifest["fingerprint"] == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_day_of_the_data_is_that_of_their_newest_source(found, data):
    assert found.published == max(data.sources["published"].dropna())


def test_an_empty_folder_and_one_that_is_not_there_are_filled(quick, tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "new" / "deeper"):
        assert taking.export(folder, ["codebook"]).formats == ["codebook"]
        assert sorted(path.name for path in folder.iterdir()) == [
            "README.md", "codebook.en.html", "codebook.nl.html", "manifest.json",
        ]  # fmt: skip


def test_an_export_is_replaced_as_a_whole(quick, tmp_path):
    taking.export(tmp_path / "out", ["csv", "codebook"])
    taking.export(tmp_path / "out", ["codebook"])
    assert not (tmp_path / "out" / "csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_holds_something_else_is_left_alone(quick, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    refused(folder, "mine: is not empty, and not made by analysis export")
    (folder / "manifest.json").write_text('{"made_by": "somebody else", "files": {}}')
    refused(folder, "is not empty, and not made by analysis export")


def test_a_file_that_came_to_an_export_or_was_changed_there_is_not_thrown_away(quick, tmp_path):
    folder = tmp_path / "out"
    taking.export(folder, ["codebook"])
    (folder / "notes.txt").write_text("mine")
    refused(folder, r"holds notes\.txt, which analysis export did not make")
    (folder / "notes.txt").unlink()
    with (folder / "codebook.en.html").open("a") as page:
        page.write("a remark")
    refused(folder, r"codebook\.en\.html: was changed since analysis export made it")


def test_a_file_is_no_folder(quick, tmp_path):
    (tmp_path / "out").write_text("a file")
    refused(tmp_path / "out", "out: is a file; name a folder")


def test_a_folder_below_a_file_cannot_be_made(quick, tmp_path):
    (tmp_path / "file").write_text("a file")
    refused(tmp_path / "file" / "out", "cannot be written: (Not a directory|File exists).*nothing was changed")


def test_a_database_that_a_program_holds_locked_is_not_taken_from_under_it(quick, found, tmp_path):
    folder = tmp_path / "out"
    taking.export(folder, ["sqlite"])
    with closing(sqlite3.connect(folder / f"{found.name}.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused(folder, r"sqlite: is in use \(database is locked\); close the program", ["sqlite"])
        other.execute("ROLLBACK")
    taking.export(folder, ["sqlite"])


@pytest.mark.parametrize("name", [name for name in taking.FORMATS if name != "parquet"])
def test_a_full_disk_leaves_the_folder_as_it_was(quick, tmp_path, name):
    folder = tmp_path / "out"
    taking.export(folder, ["codebook"])
    with a_full_disk(30_000):
        refused(folder, "out: cannot be written: .*Free some space", [name])
    with a_full_disk(30_000):
        refused(tmp_path / "new", "new: cannot be written", [name])


def test_a_full_disk_is_told_of_parquet_too(quick, duckdb, tmp_path):
    with a_full_disk(20_000):
        refused(tmp_path / "out", "out: cannot be written: .*Free some space", ["parquet"])


def test_parquet_is_left_out_where_it_cannot_be_written_unless_it_is_asked_for(quick, tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    quiet = {name: replace(made, write=lambda _place, _found: None) for name, made in taking.FORMATS.items()}
    monkeypatch.setattr(taking, "FORMATS", quiet | {"parquet": taking.FORMATS["parquet"]})
    taken = taking.export(tmp_path / "out")
    assert taken.formats == ["csv", "sqlite", "xlsx", "codebook"]
    assert "pip install 'migration-analysis[export]'" in taken.left_out[0]
    refused(tmp_path / "other", r"DuckDB, which is not installed.*leave parquet out", ["parquet"])


def test_a_format_that_there_is_not_is_named_with_those_that_there_are(quick, tmp_path):
    with pytest.raises(UnknownNameError, match=r"unknown format 'excel'.*csv, sqlite, parquet, xlsx, codebook"):
        taking.export(tmp_path / "out", ["csv", "excel"])
    assert list(tmp_path.iterdir()) == []


def test_the_command_takes_formats_and_tells_what_it_made(quick, tmp_path):
    result = CliRunner().invoke(main, ["export", str(tmp_path / "out"), "--only", "codebook, sqlite"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{tmp_path / 'out'}: sqlite, codebook; 6 files, all named in manifest.json\n"


@pytest.mark.parametrize("words", [["--only", "excel"], ["--data", "nowhere"]])
def test_the_command_ends_with_one_and_says_why(tmp_path, words):
    result = CliRunner().invoke(main, ["export", str(tmp_path / "out"), *words])
    assert result.exit_code == 1
    assert result.stderr.strip()
    assert list(tmp_path.iterdir()) == []


def test_the_command_refuses_a_file(quick, tmp_path):
    (tmp_path / "out").write_text("a file")
    result = CliRunner().invoke(main, ["export", str(tmp_path / "out")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is a file" in result.stderr
