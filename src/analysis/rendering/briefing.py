"""A briefing: of each of some reports two pages on paper, with answer, chart, table, limits and sources.

It is made of what a render left, the executed notebooks. A browser prints its page, or saves it as PDF, with two pages
for each question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from lxml import html as lxml_html
from markupsafe import Markup

from analysis.errors import N_, RenderError, UnknownNameError
from analysis.language import messages
from analysis.rendering.inputs import Project
from analysis.rendering.pages import content
from analysis.rendering.pages.content import About, Block, Chart, Page
from analysis.rendering.pages.framed import Framed
from analysis.rendering.shelf import Record, Shelf

#: How much of a table stands on paper: what is more is in the report.
ROWS, COLUMNS = 10, 7
#: So many letters of a table leave room for what stands below it.
LETTERS = 1200
#: The heading of the section of every notebook that says what it cannot show.
LIMITS = N_("What this cannot show")


@dataclass(frozen=True)
class Sheet:
    """A question on two pages; ``left`` is how many rows of the table are not shown, ``report`` where they are."""

    heading: str
    said: Sequence[Markup]
    chart: Chart | None
    table: Markup
    left: int
    limits: Sequence[Markup]
    documents: Sequence[Mapping[str, str]]
    figures: int
    report: str


@dataclass(frozen=True)
class Briefing(Framed):
    """Everything that the template shows."""

    sheets: Sequence[Sheet]


def write(project: Project, names: Sequence[str], language: str, file: Path, output: Path | None = None) -> int:
    """Write a briefing of reports that were rendered, named as in the plan or by notebook; return how many.

    Raises :class:`UnknownNameError` for a name that no report in the language has, :class:`RenderError` where nothing
    was rendered, or the file cannot be written.
    """
    shelf = Shelf(output.absolute() if output else project.rendered)
    records = [record for record in shelf.records().values() if record.files and record.language == language]
    if not records:
        raise RenderError(
            f"{shelf.folder}: has no report in {language!r}; render them first: analysis render --group all"
        )
    chosen = [_named(records, name) for name in names] or _one_of_each(records)
    if not chosen:
        raise RenderError(f"{shelf.folder}: no notebook has just one report in {language!r}; name those wanted")
    text = page([sheet(project, shelf, record, language) for record in chosen], language)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RenderError(f"{file}: cannot be written: {error.strerror}; name another file: --to") from error
    return len(chosen)


def page(sheets: Sequence[Sheet], language: str) -> str:
    """Return the page of a briefing."""
    from analysis.rendering.pages.templating import plain_environment

    briefing = Briefing(language, sheets)
    return plain_environment().get_template("briefing/briefing.html.j2").render(briefing=briefing)


def sheet(project: Project, shelf: Shelf, record: Record, language: str) -> Sheet:
    """Take what a briefing shows from the executed notebook of a report."""
    notebook = nbformat.read(shelf.folder / record.executed, as_version=4)
    about = About(record.name, record.title, language, record.notebook, "", project.data)
    taken = content.page(notebook, about)
    chart = next((block for block in (*taken.answer, *taken.blocks) if isinstance(block, Chart)), None)
    table, left = _table(taken)
    return Sheet(
        heading=taken.heading,
        said=[Markup(block.body) for block in taken.answer if not isinstance(block, Chart)],  # noqa: S704 - cleaned
        chart=chart,
        table=table,
        left=left,
        limits=_limits(taken.blocks, messages.text(LIMITS, language)),
        documents=taken.documents,
        figures=len(taken.figures),
        report=record.page,
    )


def _named(records: Sequence[Record], name: str) -> Record:
    planned = [record for record in records if record.planned and record.notebook == name]
    for record in [*(record for record in records if record.name == name), *planned]:
        return record
    raise UnknownNameError("rendered report", name, [record.name for record in records])


def _one_of_each(records: Sequence[Record]) -> list[Record]:
    """Return the reports of the notebooks that have one in the language: those of no single country or programme."""
    found: dict[str, list[Record]] = {}
    for record in (record for record in records if record.planned):
        found.setdefault(record.notebook, []).append(record)
    return [same[0] for _, same in sorted(found.items()) if len(same) == 1]


def _table(taken: Page) -> tuple[Markup, int]:
    """Return the first table of a report that fits on paper, cut to its first rows, and how many rows are left out."""
    for block in taken.blocks:
        for found in _tables(block):
            rows = found.findall("tbody/tr")
            if len(found.findall("thead/tr/*")) > COLUMNS or not rows:
                continue
            kept = _fitting(rows)
            for row in rows[kept:]:
                row.getparent().remove(row)
            for link in list(found.iter("a")):
                link.drop_tag()
            text = lxml_html.tostring(found, encoding="unicode", with_tail=False)
            return Markup(text), len(rows) - kept  # noqa: S704 - cleaned when it was taken apart
    return Markup(""), 0


def _fitting(rows: Sequence[Any]) -> int:
    """Return how many of the rows of a table stand on paper: one at least, and no more than their letters allow."""
    letters = 0
    for number, row in enumerate(rows[:ROWS]):
        letters += len(row.text_content())
        if number and letters > LETTERS:
            return number
    return min(len(rows), ROWS)


def _tables(block: Block) -> list[Any]:
    if block.kind != "output" or "<table" not in block.body:
        return []
    parsed = lxml_html.fromstring(f"<div>{block.body}</div>")
    return [table for table in parsed.iter("table") if next(table.iterancestors("details"), None) is None]


def _limits(blocks: Sequence[Block], heading: str) -> list[Markup]:
    """Return what stands under the heading of the limits, without it."""
    found: list[Markup] = []
    for block in blocks:
        if block.kind != "prose":
            if found:
                break
            continue
        parsed = lxml_html.fromstring(f"<div>{block.body}</div>")
        titles = list(parsed.iter("h2", "h3"))
        if found and titles:
            break
        if not found and not any(" ".join(title.text_content().split()) == heading for title in titles):
            continue
        for title in titles:
            title.drop_tree()
        inner = "".join(lxml_html.tostring(part, encoding="unicode") for part in parsed)
        found.append(Markup(inner))  # noqa: S704 - cleaned when it was taken apart
    return found
