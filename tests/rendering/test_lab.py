"""`make lab` opens the collection in the language that is asked for, and never writes over what a reader saved."""

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.rendering import lab
from analysis.rendering.lab_kernels import Kernels


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "en"),
        ("nl", "nl"),
        ("nl_NL.UTF-8", "nl"),
        ("de:nl:en", "nl"),
        ("en_US:nl", "en"),
        ("C", "en"),
        ("xx", "en"),
    ],
)
def test_the_first_language_that_there_is_is_taken(asked, language):
    assert lab.preferred(asked) == language


@pytest.fixture
def books(folder):
    folder.plan("reports: []")
    for name in ("00-explore", "other"):
        folder.write(name, "print(language)", heading="## Sources")
    path = folder.root / "notebooks" / "other.ipynb"
    run = json.loads(path.read_text(encoding="utf-8"))
    run["cells"][2] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "en"}], "execution_count": 2}
    path.write_text(json.dumps(run), encoding="utf-8")
    return folder


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def test_the_copy_is_in_the_language_whole_and_computes_in_it(books):
    where = books.root / "mine"
    assert lab.copy(books.project, "nl", where) == []
    prose, parameters, code = cells(where / "other.ipynb")
    assert "".join(prose["source"]) == "## Bronnen"
    assert "".join(parameters["source"]).splitlines()[1].startswith('language: str = "nl"  # ')
    assert "".join(parameters["source"]).splitlines()[0].startswith("number: int = 1  # ")
    assert (code["outputs"], code["execution_count"]) == ([], None)
    assert "".join(code["source"]) == "print(language)"


def test_what_a_reader_saved_is_kept_and_what_only_we_wrote_is_written_anew(books):
    where = books.root / "mine"
    lab.copy(books.project, "nl", where)
    saved = where / "other.ipynb"
    saved.write_text(saved.read_text(encoding="utf-8").replace("print(language)", "my work"), encoding="utf-8")
    assert lab.copy(books.project, "nl", where) == []
    for name in ("00-explore", "other"):
        books.write(name, "print('new')", heading="## Sources")
    assert lab.copy(books.project, "nl", where) == ["other"]
    assert "my work" in saved.read_text(encoding="utf-8")
    assert "print('new')" in (where / "00-explore.ipynb").read_text(encoding="utf-8")
    saved.unlink()
    assert lab.copy(books.project, "nl", where) == []
    assert "print('new')" in saved.read_text(encoding="utf-8")


def test_an_english_copy_is_the_notebook_with_its_results_and_is_left_alone_where_it_is_the_same(books):
    where, original = books.root / "mine", books.root / "notebooks" / "other.ipynb"
    assert lab.copy(books.project, "en", where) == []
    assert (where / "other.ipynb").read_bytes() == original.read_bytes()
    (where / ".written.json").unlink()
    assert lab.copy(books.project, "en", where) == []


@pytest.mark.parametrize(
    ("asked", "path", "said"),
    [
        (None, "notebooks/00-explore.ipynb", ""),
        ("en_GB:en", "notebooks/00-explore.ipynb", ""),
        ("nl", ".lab/nl/00-explore.ipynb", ""),
        ("xx", "notebooks/00-explore.ipynb", "LANGUAGE=xx: there is en, nl only; in English, then\n"),
    ],
)
def test_make_lab_opens_the_notebook_of_the_language_in_the_whole_checkout(
    books, asked, path, said, monkeypatch, capsys
):
    became = []
    monkeypatch.chdir(books.root)
    monkeypatch.setenv("LANGUAGE", asked or "")
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.setattr(os, "execve", lambda *given: became.append(given))
    lab.main(["--no-browser"])
    [(program, words, environment)] = became
    assert (program, words[0]) == (sys.executable, sys.executable)
    assert words[-2:] == ["--no-browser", str(books.root / path)]
    assert (books.root / path).is_file()
    assert f"--ServerApp.root_dir={books.root}" in words
    assert "--ContentsManager.allow_hidden=True" in words  # the copies stand in .lab
    assert environment["PATH"] == f"{Path(sys.executable).parent}:/usr/bin"  # for the commands that Settings prints
    assert capsys.readouterr().err == said


def test_a_kernel_does_not_import_what_takes_a_second_and_is_not_used():
    async def asked() -> dict[str, str]:
        kernels = Kernels()
        kernel = await kernels.start_kernel()
        client = kernels.get_kernel(kernel).client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        told = {"deferred": "hasattr(__import__('sys').modules['rfc3987_syntax'], '__file__')", "names": "dir()"}
        answer = await client.execute("import altair", user_expressions=told, reply=True, timeout=60)
        client.stop_channels()
        await kernels.shutdown_kernel(kernel, now=True)
        return {name: shown["data"]["text/plain"] for name, shown in answer["content"]["user_expressions"].items()}

    with ThreadPoolExecutor(1) as apart:  # this thread may have a loop already
        said = apart.submit(asyncio.run, asked()).result()
    assert said["deferred"] == "False"
    assert "install" not in said["names"]
