"""Files that a person downloaded: what they are by their first bytes, whatever they are called, and their content."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from analysis.errors import FeedError, counted

#: More than this, unpacked, is no download of statistics.
LIMIT = 8 << 30
_HEAD = 1 << 10
_AS_CSV = "open it in a spreadsheet, save the sheet as “CSV UTF-8” and import that file"
#: What a file is by its first bytes, and what to do about it. Named for what it is, it need not be downloaded again.
_KINDS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("a workbook of an older Excel, or another document of that time", _AS_CSV),
    b"PAR1": ("a Parquet file", "write it as CSV and import that file"),
    b"RDX": ("a data file of R", "write the table with write.csv(…, row.names = FALSE) and import that file"),
    b"%PDF": ("a PDF", "look for the same table as CSV"),
    b"BZh": ("compressed by bzip2", "unpack it first"),
    b"\xfd7zXZ": ("compressed by xz", "unpack it first"),
    b"7z\xbc\xaf": ("a 7-Zip archive", "unpack it first"),
}
#: Members by which an archive is known to be a workbook.
_WORKBOOKS = {
    "xl/workbook.xml": "an Excel workbook",
    "xl/workbook.bin": "a binary Excel workbook",
    "content.xml": "a spreadsheet or text of OpenDocument",
}


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes; none at the end."""


@contextmanager
def opened(file: Path, endings: tuple[str, ...], unwanted: tuple[str, ...] = ()) -> Iterator[Readable]:
    """Open a file, or the one fitting file of a zip or gzip archive, as bytes.

    ``endings`` are those of the file sought within an archive, ``unwanted`` are names to pass over there. Raises
    :class:`FeedError`, which names the file, when it cannot be read, or is of a kind that is not read here.
    """
    try:
        with file.open("rb") as stream:
            start = stream.read(8)
            stream.seek(0)
            _refuse_kind(file, start)
            if start[:4] == b"PK\x03\x04":
                with (
                    zipfile.ZipFile(stream) as archive,
                    archive.open(_member(file, archive, endings, unwanted)) as inner,
                ):
                    yield _Limited(inner, file)
            elif start[:2] == b"\x1f\x8b":
                with gzip.open(stream) as inner:
                    yield _Limited(inner, file)
            else:
                yield stream
    except FileNotFoundError:
        raise FeedError(f"{file}: there is no such file") from None
    except (OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise FeedError(f"{file} cannot be read: {error}; the download may be cut off") from error


def text(file: Path, endings: tuple[str, ...], unwanted: tuple[str, ...] = (), limit: int = 1 << 28) -> str:
    """Return the whole text of a file or of the one fitting file of an archive; UTF-8, with or without its mark.

    Raises :class:`FeedError` for a web page, an empty file, another encoding, or more than ``limit`` bytes.
    """
    with opened(file, endings, unwanted) as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise FeedError(f"{file} is longer than {limit:,} bytes, which no file of this kind is")
    if not raw.strip():
        raise FeedError(f"{file} is empty")
    refuse_page(file, raw[:_HEAD])
    _refuse_kind(file, raw[:8])  # what an archive held
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FeedError(f"{file} is XML; expected {' or '.join(ending.lstrip('.').upper() for ending in endings)}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FeedError(
            f"{file}:{line}: is not UTF-8: byte {raw[error.start]:#04x}; save it as “CSV UTF-8” if a spreadsheet wrote "
            f"it, else download it again"
        ) from error


def refuse_page(file: Path, head: bytes) -> None:
    """Raise :class:`FeedError` when a file begins as a web page does: a log-in, a check for robots, an error."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        raise FeedError(f"{file} is a web page, not data: open the address in a browser and see what it says")


def _refuse_kind(file: Path, start: bytes) -> None:
    for head, (what, remedy) in _KINDS.items():
        if start.startswith(head):
            raise FeedError(f"{file} is {what}: {remedy}")


def _member(file: Path, archive: zipfile.ZipFile, endings: tuple[str, ...], unwanted: tuple[str, ...]) -> str:
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    for name, what in _WORKBOOKS.items():
        if name in names:
            raise FeedError(f"{file} is {what}, not CSV: {_AS_CSV}")
    fitting = [
        name
        for name in names
        if name.lower().endswith(endings) and not any(Path(name).name.lower().startswith(word) for word in unwanted)
    ]
    if len(fitting) != 1:
        what = counted(len(fitting), "file") if fitting else "no file"
        raise FeedError(f"{file} holds {what} that could be meant ({', '.join(names)}); unpack it and name one")
    return fitting[0]


class _Limited:
    """A stream out of an archive that stops an archive bomb."""

    def __init__(self, inner: Readable, file: Path) -> None:
        self._inner, self._file, self._left = inner, file, LIMIT

    def read(self, size: int = -1, /) -> bytes:
        block = self._inner.read(self._left + 1 if size < 0 else size)
        self._left -= len(block)
        if self._left < 0:
            raise FeedError(f"{self._file} unpacks to more than {LIMIT:,} bytes")
        return block
