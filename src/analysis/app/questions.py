"""The questions of the app: each a notebook, of which parameters, controls, view and some of the prose are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.dataset.languages import LANGUAGES
from analysis.language import N_, messages
from analysis.rendering.pages.content import ANSWER, CONTROLS
from analysis.rendering.plan import parameters
from analysis.show.controls import LANGUAGE, Control
from analysis.show.panel import Panel, Shown

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

EXPLORER = "00-explore"
_LIMITS = "## What this cannot show"
_NOTEBOOK = re.compile(r"(\]\([\w-]+)\.ipynb\)")
_EXPLORED = N_(
    "Everything in the dataset, by theme, kind, period, place and words: as a chart, a table and the sources, and of "
    "any one figure all that is known of it."
)


@dataclass(frozen=True)
class Question:
    """A question by the name of its notebook, ``03-targets``, whose controls and view are in ``questions/targets``."""

    file: Path
    load: Callable[[], Dataset]

    @property
    def name(self) -> str:
        """The name of the notebook, which is the question's place in the addresses."""
        return self.file.stem

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The values of the parameters that the notebook starts from; the language is no part of them."""
        declared = parameters.read(self.file).parameters
        return {name: parameter.default for name, parameter in declared.items() if name != LANGUAGE.name}

    @cached_property
    def controls(self) -> Sequence[Control]:
        """The controls of the parameters, but for the language."""
        made = self._room.parameters(self.load()) if self.name == EXPLORER else self._panel.controls
        return [control for control in made if control.name != LANGUAGE.name]

    def view(self, values: Mapping[str, Any]) -> Sequence[Shown]:
        """Return what is shown of some values, in the language that is spoken. Raises what the question raises."""
        view = self._panel.view
        parts = [view] if callable(view) else view
        takes = [(part, signature(part).parameters) for part in parts]
        return [shown for part, names in takes for shown in part(**{name: values[name] for name in names})]

    def title(self, language: str) -> str:
        """Return the question itself."""
        return self._prose[language][0].partition("\n")[0].lstrip("# ")

    def lead(self, language: str) -> str:
        """Return what the controls choose and what is shown of it."""
        if self.name == EXPLORER:
            return messages.text(_EXPLORED, language)
        told = next(text for text, tags in self._cells(language) if CONTROLS in tags)
        # the last sentence is on the sections of the notebook, which the app does not have
        return told.split("\n\n", 1)[1].rpartition(". ")[0] + "."

    def around(self, language: str) -> tuple[str, str]:
        """Return what the answer is not, and what it cannot show; Markdown."""
        caution = next(text for text, tags in self._cells(language) if ANSWER in tags)
        at = next(number for number, (text, _) in enumerate(self._markdown) if text.startswith(_LIMITS))
        return caution, self._prose[language][at]

    @cached_property
    def _panel(self) -> Panel:
        """The panel of the notebook, of which no widget is made: what its view remembers is remembered here, too."""
        made: Panel = self._room.panel(self.load(), **self.defaults)
        return made

    @property
    def _room(self) -> Any:
        return import_module(f"analysis.questions.{self.name.partition('-')[2]}.panel")

    @cached_property
    def _markdown(self) -> list[tuple[str, Sequence[str]]]:
        import nbformat

        cells = nbformat.read(self.file, as_version=4).cells
        return [(cell.source, cell.metadata.get("tags", ())) for cell in cells if cell.cell_type == "markdown"]

    @cached_property
    def _prose(self) -> Mapping[str, Sequence[str]]:
        return {
            language: [linked(messages.markdown(text, language)) for text, _ in self._markdown]
            for language in LANGUAGES
        }

    def _cells(self, language: str) -> Sequence[tuple[str, Sequence[str]]]:
        return [(text, tags) for text, (_, tags) in zip(self._prose[language], self._markdown, strict=True)]


def linked(text: str) -> str:
    """Let the links of a text in Markdown lead to pages of the app, where they lead to notebooks."""
    return _NOTEBOOK.sub(r"\1)", text)


def questions(folder: Path, load: Callable[[], Dataset]) -> dict[str, Question]:
    """Return the questions of a folder of notebooks by name, in their order; ``load`` gives the dataset."""
    files = sorted(file for file in folder.glob("[0-9]*.ipynb") if not file.name.endswith(".failed.ipynb"))
    return {file.stem: Question(file, load) for file in files}
