"""A release of the data: ``python -m analysis.export.release TAG DIR`` writes the archive and what changed in it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from analysis.errors import AnalysisError, ExportError
from analysis.export import content, folder, taking

#: The heading under which a version says which published figures are not what they were.
_CHANGED = "### Figures changed"


def notes(changelog: str, version: str) -> str:
    """Return what a changelog says of a version. Raises :class:`ExportError` where it says nothing, or not of figures."""
    parts = re.split(r"^## \[(.+?)\].*\n", changelog, flags=re.MULTILINE)
    said = dict(zip(parts[1::2], parts[2::2], strict=True)).get(version, "").strip()
    if not said:
        raise ExportError(f"CHANGELOG.md has nothing of version {version}: write what changed under `## [{version}]`")
    if _CHANGED not in said:
        raise ExportError(
            f"CHANGELOG.md does not say which figures changed in {version}: add `{_CHANGED}`, if none, so"
        )
    return said + "\n"


def write(tag: str, directory: Path, changelog: Path) -> Path:
    """Write ``notes.md`` and the archive of all formats into a folder; return the archive.

    Raises :class:`ExportError` where the tag is not that of the version of the data, or nothing is said of it.
    """
    found = content.gather()
    if tag.removeprefix("v") != found.version:
        raise ExportError(
            f"the tag {tag} is not v{found.version}, the version of data/datapackage.yaml: raise one of them"
        )
    said = notes(changelog.read_text(encoding="utf-8"), found.version)
    directory.mkdir(parents=True, exist_ok=True)
    place = directory / f"{found.name}-{found.version}"
    with folder.filled(place, taking.MAKER) as new:
        taking.write(new, found, list(taking.FORMATS))
    archive = directory / f"{place.name}.zip"
    folder.pack(place, archive)
    (directory / "notes.md").write_text(said, encoding="utf-8")
    return archive


def main(words: list[str]) -> int:
    """Make a release of the checkout in which this is started."""
    if len(words) != 2:
        sys.stderr.write("usage: python -m analysis.export.release TAG DIR\n")
        return 2
    try:
        archive = write(words[0], Path(words[1]), Path("CHANGELOG.md"))
    except (AnalysisError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{archive}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
