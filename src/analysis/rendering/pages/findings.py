"""The headline findings of the collection, which the rooms of its questions compute from the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis.dataset.languages import SOURCE
from analysis.language import speaking
from analysis.rendering.pages import keeping

#: The notebooks whose rooms have ``FINDINGS`` in their exhibits, in the order in which the index shows them.
ORDER = ("03-targets", "01-spending", "04-returns", "02-indicators", "08-framework", "09-audit")


@dataclass(frozen=True)
class Finding:
    """A finding: the number with its bounds, the sentence around it, and the notebook that shows how it comes about.

    ``problem`` says why there is none.
    """

    notebook: str
    number: str
    sentence: str
    problem: str = ""


def kept(data: Path, folder: Path, fingerprint: str, language: str = SOURCE) -> list[Finding]:
    """Return the findings in a language, from ``folder`` if they were computed from the same inputs before.

    A dataset without a description has none. What cannot be computed says so in its place: findings are no reason to
    lose the index.
    """
    if not (data / "datapackage.yaml").is_file():
        return []
    file = folder / f"findings-{language}.json"
    found = keeping.kept(file, fingerprint, lambda: [asdict(finding) for finding in compute(data, language)])
    return [Finding(**finding) for finding in found]


def compute(data: Path, language: str = SOURCE) -> list[Finding]:
    """Compute all findings of a dataset, in the words of a language."""
    from analysis.dataset import tables

    try:
        dataset = tables.load(data)
    except Exception as error:  # noqa: BLE001 - see kept
        return [Finding("", "", "", f"The data cannot be read: {error}")]
    with speaking(language):
        return [finding for notebook in ORDER for finding in _of(notebook, dataset)]


def _of(notebook: str, dataset: Any) -> Iterator[Finding]:
    """Yield the findings of a notebook, each as it was computed or with what went wrong."""
    try:
        functions = import_module(f"analysis.questions.{notebook.partition('-')[2]}.exhibits").FINDINGS
    except Exception as error:  # noqa: BLE001 - see kept
        functions = [partial(_raised, error)]
    for function in functions:
        try:
            yield Finding(notebook, *function(dataset))
        except Exception as error:  # noqa: BLE001 - see kept
            yield Finding(notebook, "", "", f"Could not be computed: {type(error).__name__}: {error}")


def _raised(error: Exception, _data: Any) -> Any:
    raise error
