"""The dataset as a workbook: a sheet that explains, a sheet that tells what each column holds, a sheet a table."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.dataset.cells import bold, fill, wrapped
from analysis.dataset.languages import LANGUAGES
from analysis.export import about
from analysis.export.content import Cell, Content, Part
from analysis.export.folder import DAY
from analysis.language import messages, speaking

if TYPE_CHECKING:
    from openpyxl import Workbook

READ_ME, COLUMNS = "read me", "columns"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write(path: Path, content: Content) -> None:
    """Write the workbook; the same content gives the same bytes. A text that begins like a formula stays a text."""
    from lxml import etree
    from openpyxl import Workbook  # slow to import, and only workbooks need it

    book = Workbook()
    book.remove(book.active)
    _explain(book, content)
    _columns(book, content)
    for part in content.parts:
        _table(book, part)
    raw = BytesIO()
    try:
        book.save(raw)
    except etree.SerialisationError as error:  # so lxml calls a disk that is full
        raise OSError(None, f"a part of the workbook could not be written: {error}") from error
    path.write_bytes(_undated(raw, content.published))


def _explain(book: Workbook, content: Content) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    page = book.create_sheet(READ_ME)
    for language in LANGUAGES:
        with speaking(language):
            title, *paragraphs = about.paragraphs(content)
            titles = [about.entitled(part) for part in content.parts]
        page.append([title])
        page.cell(page.max_row, 1).font = bold()
        for paragraph in paragraphs:
            page.append([paragraph])
            page.cell(page.max_row, 1).alignment = wrapped()
        for part, heading in zip(content.parts, titles, strict=True):
            page.append([heading, part.name])
            there = f"B{page.max_row}"
            page[there].hyperlink = Hyperlink(there, location=f"'{part.name}'!A1")
        page.append([])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 110, 30


def _columns(book: Workbook, content: Content) -> None:
    spoken = LANGUAGES
    rows: list[list[Cell]] = [
        [part.name, column.name, column.type, *(messages.text(column.description, language) for language in spoken)]
        for part in content.parts
        for column in part.table.columns
    ]
    _fill(book, COLUMNS, ["table", "column", "type", *spoken], rows)


def _table(book: Workbook, part: Part) -> None:
    _fill(book, part.name, part.table.names, list(part.rows()))


def _fill(book: Workbook, title: str, head: list[str], rows: list[list[Cell]]) -> None:
    fill(book.create_sheet(title), head, rows)


def _undated(raw: BytesIO, published: str) -> bytes:
    """Return a workbook without the moment at which it was made, which tells nothing of what it holds."""
    day = datetime.fromisoformat(f"{published}-01-01"[:10]).strftime("%Y-%m-%dT00:00:00Z").encode()
    made = BytesIO()
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + day, content)
            after.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
