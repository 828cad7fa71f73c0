"""Where the cache of feeds is, and which edition of a feed it holds; light enough for a render with nothing to do."""

from __future__ import annotations

import json
import os
from pathlib import Path

import platformdirs

VARIABLE = "ANALYSIS_CACHE"
_FOLDER = "migration-analysis"


def find(path: str | Path | None = None) -> Path:
    """Return the folder of the cache: the argument, else ``ANALYSIS_CACHE``, else the user's own cache folder."""
    chosen = path or os.environ.get(VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_cache_path(_FOLDER, appauthor=False)


def record(feed: str, path: str | Path | None = None) -> Path:
    """Return the file that says where the tables of a feed come from, whether or not it exists."""
    return find(path) / f"{feed}.json"


def files(feed: str, path: str | Path | None = None) -> list[Path]:
    """Return the files that hold a feed; none where the cache has none that can be read."""
    file = record(feed, path)
    try:
        return [file, file.with_name(json.loads(file.read_bytes())["data"])]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def edition(feed: str, path: str | Path | None = None) -> str:
    """Return what a report says of a feed: the checksum of its tables, its release and its files.

    Nothing where the cache has none that can be read.
    """
    try:
        known = json.loads(record(feed, path).read_bytes())
        said = [known.get("release", {}), [origin["file"] for origin in known.get("origins", [])]]
        return f"{known['sha256']} {json.dumps(said, sort_keys=True)}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
