"""Taking the data away: a folder with the formats that were asked for, an explanation and a manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.dataset.languages import LANGUAGES, SOURCE
from analysis.errors import UnknownNameError
from analysis.export import about, codebook, content, csvfiles, database, folder, parquet, workbook
from analysis.export.content import Content
from analysis.language import N_, _, current, speaking

MAKER = "analysis export"
README = "README.md"


@dataclass(frozen=True)
class Format:
    """A format: how it is written into a folder, and what a reader is told of its files; {name} is that of the data."""

    write: Callable[[Path, Content], None]
    files: str
    told: str


def _database(place: Path, found: Content) -> None:
    database.write(place / f"{found.name}{folder.DATABASE}", found)
    _json(place / "metadata.json", database.metadata(found))


def _codebooks(place: Path, found: Content) -> None:
    for language in LANGUAGES:
        with speaking(language):
            (place / f"codebook.{language}.html").write_text(codebook.page(found), encoding="utf-8", newline="\n")


FORMATS = {
    "csv": Format(
        lambda place, found: csvfiles.write(place / "csv", found),
        "csv/",
        N_("The tables as CSV, described by datapackage.json (Frictionless); the computed ones in csv/computed/"),
    ),
    "sqlite": Format(
        _database,
        "{name}.sqlite",
        N_(
            "All tables as one database, with keys and with views that join them; `datasette {name}.sqlite -m metadata.json` shows it"
        ),
    ),
    "parquet": Format(
        lambda place, found: parquet.write(place / "parquet", found),
        "parquet/",
        N_("The tables as Parquet, typed, for pandas, R, DuckDB or Spark"),
    ),
    "xlsx": Format(
        lambda place, found: workbook.write(place / f"{found.name}.xlsx", found),
        "{name}.xlsx",
        N_("All tables as a workbook, a sheet each"),
    ),
    "codebook": Format(_codebooks, "codebook.{language}.html", N_("What each column holds and what its codes mean")),
}


@dataclass(frozen=True)
class Taken:
    """What an export made: the formats, the files with the manifest, and why a format was left out."""

    formats: Sequence[str]
    files: int
    left_out: Sequence[str]


def export(directory: Path, only: Sequence[str] = (), data: str | Path | None = None) -> Taken:
    """Write the dataset into a folder, in all formats or ``only`` those named; the folder then holds just these.

    The same data give the same bytes. Parquet is left out where it cannot be written, unless it is named. Raises
    :class:`UnknownNameError` for a format that there is not, :class:`ExportError` where it cannot be done, and what
    ``dataset.tables.load`` raises; the folder is then as it was.
    """
    for name in only:
        if name not in FORMATS:
            raise UnknownNameError("format", name, FORMATS)
    possible, left_out = available()
    chosen = [name for name in FORMATS if name in (only or possible)]
    with folder.filled(directory, MAKER) as place:
        write(place, content.gather(data), chosen)
    return Taken(chosen, sum(1 for file in directory.rglob("*") if file.is_file()), () if only else left_out)


def available() -> tuple[list[str], list[str]]:
    """Return the formats that can be written here, and why others cannot."""
    reason = parquet.missing()
    return [name for name in FORMATS if name != "parquet" or not reason], [reason] if reason else []


def write(place: Path, found: Content, chosen: Sequence[str]) -> None:
    """Write the formats that are chosen into an empty folder, with an explanation and a manifest."""
    with speaking(SOURCE):
        for name in chosen:
            FORMATS[name].write(place, found)
        (place / README).write_text(_readme(found, chosen), encoding="utf-8", newline="\n")
        folder.manifest(place, MAKER, _known(found, chosen))


def told(found: Content, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """Return the files of formats and what they hold, in the language that is spoken."""
    known = {"name": found.name, "language": current()}
    return [(FORMATS[name].files.format(**known), _(FORMATS[name].told).format(**known)) for name in chosen]


def _readme(found: Content, chosen: Sequence[str]) -> str:
    """Return what is in the folder, in each language after another."""
    parts = []
    for language in LANGUAGES:
        with speaking(language):
            title, *paragraphs = about.paragraphs(found)
            lines = [f"`{files}`: {words}" for files, words in told(found, chosen)]
            listed = [f"- {line}" for line in (*lines, _("`manifest.json`: the size and the SHA-256 of each file"))]
            parts.append("\n\n".join([f"# {title}", *paragraphs, "\n".join(listed)]))
    return "\n\n".join(parts) + "\n"


def _known(found: Content, chosen: Sequence[str]) -> dict[str, Any]:
    return {
        "name": found.name,
        "title": found.title,
        "version": found.version,
        "newest_source": found.published,
        "fingerprint": found.fingerprint,
        "licence": "facts from public documents; the terms of each source are in the table sources",
        "formats": list(chosen),
        "computed": [part.name for part in found.computed],
    }


def _json(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
