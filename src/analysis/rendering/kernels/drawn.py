"""Pictures of specifications, kept in a folder: one is drawn only where nobody has drawn its like before.

A picture depends on its specification, on vl-convert and on the code that draws; its name is the digest of them all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

#: Within the folder that a render keeps things in.
FOLDER = "pictures"
#: A picture that no report has wanted for so long is forgotten.
_FORGOTTEN_S = 30 * 24 * 3600.0
_END = "</svg>"
_kept: list[Path] = []


def keep_in(folder: Path | None) -> None:
    """Name the folder where this process and others keep pictures; without one, each draws its own."""
    _kept[:] = [folder] if folder else []
    if folder:
        folder.mkdir(parents=True, exist_ok=True)


@lru_cache(maxsize=64)
def picture(text: str) -> str:
    """Return the picture of a specification, given as JSON: the same as if it were drawn now."""
    if not _kept:
        return _drawn(text)
    file = _kept[0] / hashlib.sha256(f"{_pen()} {text}".encode()).hexdigest()
    with contextlib.suppress(OSError, UnicodeDecodeError):
        found = file.read_text(encoding="utf-8")
        if found.endswith(_END):  # not cut off by a machine that went down
            os.utime(file)
            return found
    drawn = _drawn(text)
    with contextlib.suppress(OSError):  # a full disk is no reason to have no picture
        new = file.with_name(f"{file.name}.{os.getpid()}")
        new.write_text(drawn, encoding="utf-8")
        new.replace(file)
    return drawn


def forget(folder: Path) -> None:
    """Remove the pictures that have not been wanted for a month."""
    before = time.time() - _FORGOTTEN_S
    for file in folder.glob("*"):
        with contextlib.suppress(OSError):
            if file.stat().st_mtime < before:
                file.unlink()


def _drawn(text: str) -> str:
    import json

    from analysis.show import theme

    return theme.picture(json.loads(text))


@cache
def _pen() -> str:
    """Return what pictures are drawn with."""
    from analysis.show import drawing, pictures

    code = b"".join(Path(str(module.__file__)).read_bytes() for module in (drawing, pictures))
    return f"{version('vl-convert-python')} {hashlib.sha256(code).hexdigest()}"
