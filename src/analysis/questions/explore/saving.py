"""What is shown, as files to keep: a table as CSV, a chart as PNG or SVG with its title and its source."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from uuid import uuid4

import ipywidgets as ipw
import pandas as pd

from analysis.language import _
from analysis.questions.explore.answers import ALL, Choice
from analysis.show import drawing, mime, theme
from analysis.show.theme import MUTED

CSV, PNG, SVG = "csv", "png", "svg"
_TYPES = {CSV: "text/csv;charset=utf-8", PNG: "image/png", SVG: mime.SVG}
_SCALE = 2  # twice the pixels of the screen, so that it can be printed
_CLICK = """(function () {
  if (sessionStorage.getItem("MARK")) { return; }
  sessionStorage.setItem("MARK", "saved");
  document.getElementById("MARK").click();
})();"""


def csv(rows: pd.DataFrame) -> bytes:
    """Return rows as CSV in UTF-8, a missing cell as nothing."""
    return rows.to_csv(index=False, lineterminator="\n").encode()


def picture(spec: dict[str, Any], form: str, source: str = "") -> bytes:
    """Draw a specification as ``png`` or ``svg``; ``source`` is set below its title where it names none itself."""
    signed = _signed(spec, source) if source else spec
    if form == PNG:
        return drawing.png(signed, _SCALE)
    return theme.picture(signed).encode()


def stem(chosen: Choice) -> str:
    """Return what a file of a choice is called, without an ending: "figures-return-actual-2013-2018"."""
    years = "-".join(str(year) for year in dict.fromkeys((chosen.first, chosen.last)) if year is not None)
    parts = [chosen.theme, chosen.measure, chosen.kind, chosen.place, chosen.source, years, chosen.text]
    return slug("figures", *(part for part in parts if part and part != ALL))


def slug(*parts: str) -> str:
    """Return texts as a part of the name of a file: letters, digits and hyphens."""
    return re.sub(r"\W+", "-", "-".join(parts)).strip("-")


def link(name: str, content: bytes) -> str:
    """Return HTML that saves a file at once, and a link to it for where that is not allowed.

    It saves once: a page that is loaded again shows the link alone.
    """
    kind = _TYPES.get(name.rsplit(".", maxsplit=1)[-1], "application/octet-stream")
    address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    mark = f"analysis-save-{uuid4().hex}"
    said = _("Saved as")
    hint = _("click if the browser did not")
    anchor = f'<a id="{mark}" download="{escape(name, quote=True)}" href="{address}">{escape(name)}</a>'
    return f'<p role="status">{said} {anchor} ({hint})</p><script>{_CLICK.replace("MARK", mark)}</script>'


class Saver:
    """Buttons that each save a file, and ``saved``, where a link to it then stands.

    ``files`` gives, for each ending, a function that makes the name and the content of the file.
    """

    def __init__(
        self, files: Mapping[str, Callable[[], tuple[str, bytes]]], attempt: Callable[[Callable[[], None]], None]
    ) -> None:
        self._attempt = attempt
        self._files = files
        self.buttons = {form: ipw.Button(layout={"width": "auto"}) for form in files}
        self.saved = ipw.Output()
        for form, button in self.buttons.items():
            button.on_click(lambda _button, form=form: self._attempt(lambda: self.save(form)))

    def speak(self, labels: Mapping[str, str]) -> None:
        """Label the buttons."""
        for form, button in self.buttons.items():
            button.description = labels[form]

    def save(self, form: str) -> None:
        """Make a file and hand it to the browser."""
        name, content = self._files[form]()
        html = link(name, content)
        self.saved.outputs = (
            {"output_type": "display_data", "data": {"text/html": html, "text/plain": name}, "metadata": {}},
        )

    def clear(self) -> None:
        """Take the link to what was saved away: it is no longer what is shown."""
        if self.saved.outputs:
            self.saved.outputs = ()


def _signed(spec: dict[str, Any], source: str) -> dict[str, Any]:
    title = spec.get("title", "")
    given = dict(title) if isinstance(title, dict) else {"text": title}
    above = given.get("subtitle", [])
    lines = [above] if isinstance(above, str) else list(above)
    return {**spec, "title": {**given, "subtitle": [*lines, source], "subtitleColor": MUTED}}
