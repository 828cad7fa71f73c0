"""The whole static site: every report, a page for each figure, the data to take away; for any host, or from disk.

All links are relative, so that a site works in a sub-folder too. What has to be absolute, such as the addresses of a
site map, is there only where the address of the site is known.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape as escape_xml

from analysis.dataset.languages import LANGUAGES
from analysis.errors import RenderError
from analysis.export import about, content, folder, taking
from analysis.language import speaking
from analysis.rendering import cover, front
from analysis.rendering.inputs import Fingerprints, Project
from analysis.rendering.pages import data as offers
from analysis.rendering.pages import figures, summary
from analysis.rendering.run import Result
from analysis.rendering.shelf import PICTURES, Record, Shelf
from analysis.show import drawing

MAKER = "analysis site"
COVER = "cover.png"
#: How wide the picture is that a link to the site is shown with, in pixels.
_WIDTH = 1200
#: Where the head of every page ends that is said of its address.
_HEAD = '<link rel="icon" href="data:,">'
_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{urls}
</urlset>
"""


@dataclass(frozen=True)
class Site:
    """What was made: the pages, and all files with them."""

    pages: int
    files: int


def build(project: Project, render: Callable[[], Result], directory: Path, address: str = "") -> Site:
    """Put a site together in a folder that is new, empty, or of an earlier site, from what ``render`` makes.

    ``address`` is that at which it will be published. The folder is replaced as a whole or stays as it was. Raises
    :class:`RenderError` where a report failed or the address is none, and :class:`ExportError` where the folder cannot
    be filled.
    """
    if address and not address.startswith(("https://", "http://")):
        raise RenderError(f"{address!r} is no address of a site; write it whole, as in https://example.org/migration/")
    folder.claim(directory, MAKER)
    rendered = render()
    for record in rendered.failed:
        why = record.failure.message if record.failure else ""
        raise RenderError(f"{record.name} failed, so there is no site; nothing was changed: {why}")
    base = address and address.rstrip("/") + "/"
    shelf = Shelf(rendered.folder)
    records = [record for record in shelf.records().values() if record.planned and record.files]
    with folder.filled(directory, MAKER) as place:
        _reports(shelf, records, place)
        taken = _data(project.data, place)
        (place / COVER).write_bytes(drawing.svg_to_png(cover.cover(), _WIDTH))
        prints = Fingerprints(project)
        (place / figures.FOLDER).mkdir()
        known = figures.pages(project.data, shelf.cache, prints.figures(), records, project.documents)
        _write(place / figures.FOLDER, known)
        _write(place, front.pages(project.data, shelf.cache, prints.shared(), records, base, taken))
        (place / ".nojekyll").touch()  # GitHub Pages publishes every file as it is
        pages = sorted(path.relative_to(place).as_posix() for path in place.rglob("*.html"))
        mine = [page for page in pages if not page.startswith(f"{offers.FOLDER}/")]
        if base:
            _addressed(place, mine, base, _cards(records, place))
        folder.manifest(place, MAKER, {"address": base})
        return Site(len(mine), sum(1 for file in place.rglob("*") if file.is_file()))


def _reports(shelf: Shelf, records: Iterable[Record], place: Path) -> None:
    """Copy the reports with what belongs to them."""
    for record in records:
        for name in record.files:
            (place / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(shelf.folder / name, place / name)


def _cards(records: Iterable[Record], place: Path) -> dict[str, str]:
    """Paint the chart that stands for each report; return the addresses of the pictures by that of the page."""
    found = {}
    for record in records:
        drawn = summary.card(json.loads((place / record.executed).read_bytes()))
        if drawn:
            found[record.page] = f"{PICTURES}/{record.name}.png"
            (place / PICTURES).mkdir(exist_ok=True)
            (place / found[record.page]).write_bytes(drawing.svg_to_png(drawn, _WIDTH))
    return found


def _data(data: Path, place: Path) -> list[str]:
    """Export the data into their folder, and write the pages that offer them; return the addresses of the files."""
    found = content.gather(data)
    chosen, _ = taking.available()
    (place / offers.FOLDER).mkdir()
    taking.write(place / offers.FOLDER, found, chosen)
    for name in [path.name for path in (place / offers.FOLDER).iterdir() if path.is_dir()]:
        folder.pack(place / offers.FOLDER / name, place / offers.FOLDER / f"{name}.zip")
    addresses: dict[str, None] = {}
    for language in LANGUAGES:
        with speaking(language):
            files = [(_address(name), holds) for name, holds in taking.told(found, chosen)]
            sizes = [(file, holds, (place / file).stat().st_size) for file, holds in files]
            _write(place, {offers.address(language): offers.page(about.paragraphs(found), sizes, language)})
            addresses |= dict.fromkeys(file for file, _ in files)
    return list(addresses)


def _address(name: str) -> str:
    """Return the address of a file of the export; a folder of files stands there as one archive."""
    stem = f"{offers.FOLDER}/{name.rstrip('/')}"
    return f"{stem}.zip" if name.endswith("/") else stem


def _write(place: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8")


# -- what is said of addresses ---------------------------------------------------------------------------------------


def _addressed(place: Path, pages: Iterable[str], base: str, cards: Mapping[str, str]) -> None:
    """Say in every page where it is published and with what picture it is shown, and name all in the site map."""
    listed = []
    for page in pages:
        file = place / page
        text = file.read_text(encoding="utf-8")
        head = _HEAD + _published(base, page, cards.get(page, COVER))
        file.write_text(text.replace(_HEAD, head, 1), encoding="utf-8")
        listed.append(f"<url><loc>{escape_xml(base + quote(page))}</loc></url>")
    _write(
        place, {"sitemap.xml": _SITEMAP.format(urls="\n".join(listed)), "robots.txt": f"Sitemap: {base}sitemap.xml\n"}
    )


def _published(base: str, page: str, card: str) -> str:
    address = escape(base + quote(page))
    return (
        f'\n<link rel="canonical" href="{address}">'
        f'\n<meta property="og:url" content="{address}">'
        f'\n<meta property="og:image" content="{escape(base + quote(card))}">'
    )
