"""What a cell printed, in one piece for each stream, in time that grows with its length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nbformat import NotebookNode


def coalesced(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return outputs in which each stream stands once, where it began, as a terminal shows it in the end.

    What was printed to both streams at once has the output before the errors: which came first is chance.
    """
    pieces: dict[str, list[str]] = {}
    found: list[NotebookNode] = []
    for output in outputs:
        if output.output_type != "stream":
            found.append(output)
            continue
        if output.name not in pieces:
            found.append(output)
        pieces.setdefault(output.name, []).append(output.text)
    for output in found:
        if output.output_type == "stream":
            output.text = shown("".join(pieces[output.name]))
    for place, pair in enumerate(pairwise(list(found))):
        if [output.get("name") for output in pair] == ["stderr", "stdout"]:
            found[place : place + 2] = reversed(pair)
    return found


def shown(text: str) -> str:
    """Return what is left of a text where a carriage return, unless a line ends with it, begins the line anew."""
    lines = text.split("\n")
    return "\n".join(line[line.rfind("\r", 0, max(0, len(line) - 1)) + 1 :] for line in lines)
