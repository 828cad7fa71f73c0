"""How Babel finds the messages of a notebook (its Markdown, its parameters and their comments), the schema and the plan.

``make words`` extracts all messages, as ``[tool.babel]`` of pyproject.toml names where they are, and writes those that
are new into each catalogue. What has no translation stays empty there, and a test refuses it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

import yaml

from analysis.language import prose
from analysis.language import values as settings


def notebook(fileobj: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the messages of a notebook, as Babel asks of an extractor: line, function, message, comments."""
    for number, cell in enumerate(json.load(fileobj)["cells"], start=1):
        source = "".join(cell["source"])
        found: list[str] = []
        if cell["cell_type"] == "markdown":
            found = [part.text for part in prose.parts(source) if not part.kept]
        elif "parameters" in cell["metadata"].get("tags", ()):
            found = [part.text for part in prose.comments(source) if not part.kept]
            found += [settings.words(name) for name in re.findall(r"^(\w+)\s*:", source, re.MULTILINE)]
        for message in found:
            yield number, "", message, []


def schema(fileobj: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the messages of the schema of the dataset: its titles, and what the package and each column hold."""
    package = yaml.safe_load(fileobj)
    found = [package["title"], package["description"]]
    for resource in package["resources"]:
        found += [resource["title"], *(field["description"] for field in resource["schema"]["fields"])]
    for number, message in enumerate(dict.fromkeys(found), start=1):
        yield number, "", message, []


def plan(fileobj: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the titles of the reports of a plan, like :func:`notebook`."""
    for number, entry in enumerate(yaml.safe_load(fileobj)["reports"], start=1):
        if "title" in entry:
            yield number, "", entry["title"], []
