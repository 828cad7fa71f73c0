"""The libraries that draw charts in a browser, as one script without dependencies.

Bundling takes more than a second, so that the script is kept in a folder, by the version it comes from.
"""

from __future__ import annotations

import fcntl
import os
from importlib.metadata import version
from pathlib import Path

_kept: dict[str, str] = {}
_folder: list[Path] = []


def keep_in(folder: Path) -> None:
    """Name the folder where this process and others keep the script."""
    _folder[:] = [folder]


def script() -> str:
    """Return a script that defines ``vegaEmbed``; it can stand inside a script element."""
    name = f"vega-{version('vl-convert-python')}.js"
    if name not in _kept:
        _kept[name] = _from_folder(_folder[0], name) if _folder else _bundled()
    return _kept[name]


def _from_folder(folder: Path, name: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits for the first, and reads
        if not file.is_file():
            text = _bundled()
            new = folder / f"{name}.{os.getpid()}"
            new.write_text(text, encoding="utf-8")
            new.replace(file)
            return text
    return file.read_text(encoding="utf-8")


def _bundled() -> str:
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return "(function () {" + bundle.replace("</script", "<\\/script") + "})();"
