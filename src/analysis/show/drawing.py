"""Specifications drawn by vl-convert, in the fonts that it brings along and no others.

Fonts of the machine would come before those, in whatever version the machine has them: a title would be a pixel longer
here than there. And each letter that is measured would open the file of its font anew, a third of what a picture takes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import vl_convert

#: Names the list of the machine's fonts, which is read once, before the first text is measured.
_FONTS = "FONTCONFIG_FILE"
_NONE = str(Path(__file__).with_name("fonts.conf"))


def svg(spec: dict[str, Any]) -> str:
    """Draw a Vega-Lite specification as SVG text, without the words for screen readers: they stand beside a picture."""
    silent = {**spec, "config": {**spec.get("config", {}), "aria": False}}
    with _own_fonts():
        return vl_convert.vegalite_to_svg(silent)


def png(spec: dict[str, Any], scale: float) -> bytes:
    """Draw a Vega-Lite specification as PNG, with so many pixels for each of the SVG."""
    with _own_fonts():
        return vl_convert.vegalite_to_png(spec, scale=scale)


def svg_to_png(text: str, width: float) -> bytes:
    """Draw an SVG that says its width as PNG, so many pixels wide."""
    drawn = float(re.search(r"width=['\"]([\d.]+)", text)[1])  # type: ignore[index]
    with _own_fonts():
        return vl_convert.svg_to_png(text, scale=width / drawn)


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Hide the machine's fonts for a while: other programs that this process starts want them."""
    before = os.environ.get(_FONTS)
    os.environ[_FONTS] = _NONE
    try:
        yield
    finally:
        del os.environ[_FONTS]
        if before is not None:
            os.environ[_FONTS] = before
