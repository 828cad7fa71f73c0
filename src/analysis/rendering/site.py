"""The whole static site: every report, a page for each figure, the data to take away; for any host, or from disk.

All links are relative, so that a site works in a sub-folder too. What has to be absolute, such as the addresses of a
site map, is there only where the address of the site is known.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as escape_xml

from analysis.errors import RenderError
from analysis.export import about, content, folder, taking
from analysis.language import messages, speaking
from analysis.rendering import cover, front
from analysis.rendering.inputs import Project
from analysis.rendering.pages import data as offers
from analysis.rendering.pages import figures
from analysis.rendering.run import Result
from analysis.rendering.shelf import PICTURES, Record, Shelf

MAKER = "analysis site"
COVER = "cover.png"
#: How wide the picture is that a link to the site is shown with, in pixels.
_WIDTH = 1200
#: Where the head of every page ends that is said of its address.
_HEAD = '<link rel="icon" href="data:,">'
_LARGEST = 50_000  # addresses of a site map, by its protocol


@dataclass(frozen=True)
class Site:
    """What was made: the pages, and all files with them."""

    pages: int
    files: int


def build(project: Project, rendered: Result, directory: Path, address: str = "") -> Site:
    """Put a site together from what a render made, in a folder that is new, empty, or of an earlier site.

    ``address`` is that at which it will be published. The folder is replaced as a whole or stays as it was. Raises
    :class:`RenderError` where a report failed or the address is none, and :class:`ExportError` where the folder cannot
    be filled.
    """
    if address and not address.startswith(("https://", "http://")):
        raise RenderError(f"{address!r} is no address of a site; write it whole, as in https://example.org/migration/")
    if rendered.failed:
        raise RenderError(f"{rendered.failed[0].name} failed, so there is no site: {rendered.failed[0].failure.message}")
    base = address and address.rstrip("/") + "/"
    shelf = Shelf(rendered.folder)
    records = {name: record for name, record in shelf.records().items() if record.planned}
    with folder.filled(directory, MAKER) as place:
        _reports(shelf, records.values(), place)
        taken = _data(project.data, place)
        card = f"{base}{COVER}" if base else ""
        _write(place, front.pages(project, shelf.cache, records.values(), base, card, data=True))
        for language, page in taken.items():
            _write(place, {offers.address(language): page})
        _picture(project, place)
        (place / ".nojekyll").touch()
        pages = sorted(path.relative_to(place).as_posix() for path in place.rglob("*.html"))
        pages = [page for page in pages if not page.startswith(f"{offers.FOLDER}/")]
        if base:
            _addressed(place, pages, base)
        folder.manifest(place, MAKER, {"address": base, "pages": len(pages)})
        return Site(len(pages), sum(1 for file in place.rglob("*") if file.is_file()))


def _reports(shelf: Shelf, records: object, place: Path) -> None:
    for record in records:
        for name in record.files:
            (place / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(shelf.folder / name, place / name)
    shutil.copytree(shelf.folder / figures.FOLDER, place / figures.FOLDER)
