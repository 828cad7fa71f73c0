"""What a page needs of the data, put together once for the same inputs and kept beside the reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.rendering.kernels import deferred


def kept(file: Path, fingerprint: str, make: Callable[[], Any]) -> Any:
    """Return plain values as JSON holds them, from a file if they were made of the same inputs before, else made now.

    Raises what ``make`` raises; nothing is kept then.
    """
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        if known["fingerprint"] == fingerprint:
            return known["values"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    deferred.install()  # before altair, which the words of most values import
    values = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"fingerprint": fingerprint, "values": values}), encoding="utf-8")
    return values
