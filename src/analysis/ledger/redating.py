"""What the scan says of the window of a figure, and what of that no longer holds once a person dates it otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.ledger import windows

#: The note on a window from another sentence.
_NOTES = {
    "note_en": "The window is that of “{words}”, line {line}.",
    "note_nl": "De periode is die van “{words}”, regel {line}.",
}
_PATTERNS = {
    column: re.compile(re.escape(note).replace(r"\{words\}", "(.+)").replace(r"\{line\}", r"\d+"))
    for column, note in _NOTES.items()
}
#: Kinds of windows that follow from their days and from nothing else.
_BY_DAYS = frozenset({"calendar_year", "mid_year", "span", "unknown"})


def notes(words: str, line: int) -> dict[str, str]:
    """Return the note of a figure on a window that is printed in these words on another line."""
    return {column: note.format(words=words, line=line) for column, note in _NOTES.items()}


def outdated(cells: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return the cells of a figure that its days contradict, as they have to be: its note, its kind and its words.

    ``kind`` is that of its days. Words that print days are left out where the figure has none.
    """
    days = cells.get("period_start", ""), cells.get("period_end", "")
    changed = {
        column: ""
        for column, pattern in _PATTERNS.items()
        if (note := pattern.fullmatch(cells.get(column, ""))) and not _says(note[1], days)
    }
    if cells.get("period_kind", "") in _BY_DAYS and cells["period_kind"] != kind:
        changed["period_kind"] = kind
    printed = cells.get("period_as_printed", "")
    if printed and days == ("", "") and not _says(printed, days):
        changed |= {"period_as_printed": "", "period_line": ""}
    return changed


def _says(words: str, days: tuple[str, str]) -> bool:
    """Whether words can mean these days; those that say none, such as "een jaar eerder", may mean any."""
    found = [(str(w.first or ""), str(w.last or "")) for w in windows.find(words) if w.first or w.last]
    return not found or days in found
