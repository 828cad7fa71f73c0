"""What README and CONTRIBUTING say can be done, can be done."""

import re
import shlex
from pathlib import Path

import click
import nbformat
import pytest

from analysis.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "data" / "README.md"]
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings have where it is shown."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands() -> list[list[str]]:
    """The words of every `analysis` command in README, in blocks and in sentences."""
    lines = [line.split("  #")[0] for _, block in BLOCKS for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", README)
    found = [re.sub(r"^\.venv/bin/", "", line.strip()) for line in lines]
    return [shlex.split(re.sub(r"[<>].*", "", line))[1:] for line in found if line.startswith("analysis ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_picture_of_this_checkout_is_there(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if re.match(r"https?:", link):
            continue
        target = page.parent / path if path else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_the_table_of_notebooks_gives_the_question_of_each():
    table = dict(re.findall(r"^\| \[([\w-]+)\]\(notebooks/\1\.ipynb\) \| (.+?) \|$", README, re.MULTILINE))
    questions = {}
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        title = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0]
        questions[path.stem] = title.removeprefix("# ")
    assert {name: re.sub(r" \(a report for each\)$", "", question) for name, question in table.items()} == questions


def test_there_are_commands_to_look_at():
    assert {words[0] for words in commands()} >= {"list", "render", "audit", "scan", "add", "import", "fetch"}


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_takes_the_words_that_are_given_to_it(words):
    command = main.commands[words[0]]
    context = click.Context(command, resilient_parsing=True)
    parsed = command.make_parser(context).parse_args(args=list(words[1:]))
    assert parsed[1] == []


def test_the_lines_of_python_run_and_give_what_stands_beside_them():
    (code,) = [block for language, block in BLOCKS if language == "python"]
    names: dict = {}
    exec(compile(code, "README", "exec"), names)
    row = names["rescues"].iloc[0]
    for name, printed in re.findall(r"(share_\w+) ([\d.]+)", code):
        assert f"{row[name]:.3f}" == printed


def test_what_is_scheduled_has_a_lock_and_a_time_limit():
    (cron,) = re.findall(r"^\d+ \d+ \* \* \d .*$", README, re.MULTILINE)
    assert "flock -n" in cron
    assert "timeout " in cron
    (timer,) = re.findall(r"^systemd-run .*$", README, re.MULTILINE)
    assert "--unit=" in timer  # a unit of one name runs once at a time
    assert "RuntimeMaxSec=" in timer
    workflow = (ROOT / ".github" / "workflows" / "render.yml").read_text(encoding="utf-8")
    for needed in ("schedule:", 'paths: ["data/**"]', "concurrency:", "timeout-minutes:"):
        assert needed in workflow
