"""The reports of a plan, and which of them are meant by names, a group, or parameters given as text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analysis.dataset.languages import SOURCE
from analysis.errors import ParameterError, UnknownNameError
from analysis.rendering.inputs import Project
from analysis.rendering.plan import parameters
from analysis.rendering.plan.parameters import spelled
from analysis.rendering.shelf import content_of, is_reserved

GROUPS = ("weekly", "on_demand")
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Report:
    """One report to render: a notebook with the parameters that differ from its defaults."""

    name: str
    title: str
    notebook: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    group: str = "weekly"
    planned: bool = True
    language: str = SOURCE


class Plan:
    """A valid plan: its reports, sorted as in the file, and the notebooks they come from."""

    def __init__(
        self,
        project: Project,
        reports: Sequence[Report],
        declarations: Mapping[str, parameters.Declaration],
        allowed: Mapping[str, Sequence[str]],
    ) -> None:
        self.project = project
        self.reports = tuple(reports)
        self._declarations = dict(declarations)
        self._allowed = allowed

    def select(
        self, names: Sequence[str] = (), texts: Mapping[str, str] | None = None, group: str | None = None
    ) -> list[Report]:
        """Return the reports of these names, or of a group, or of the weekly group; with ``texts`` those asked for.

        A name is that of a report, in letters of any case; without the language at its end, the reports in all
        languages; or of a notebook, and then means all its reports. With parameters given as text it means one report:
        of the notebook's defaults, or of the named report's parameters, changed accordingly.
        Raises :class:`UnknownNameError` and :class:`ParameterError`.
        """
        if texts:
            if not names:
                raise ParameterError("parameters need the name of a report or notebook: analysis render NAME -p …")
            return [self._changed(name, texts) for name in dict.fromkeys(names)]
        if not names:
            wanted = group or "weekly"
            if wanted not in {*GROUPS, "all"}:
                raise UnknownNameError("group", wanted, [*GROUPS, "all"])
            return [report for report in self.reports if wanted in {"all", report.group}]
        chosen: dict[str, Report] = {}
        for name in names:
            for report in self._called(name) or [self._changed(name, {})]:
                if group in {None, "all", report.group}:
                    chosen.setdefault(report.name, report)
        return list(chosen.values())

    def _called(self, name: str) -> list[Report]:
        """Return the reports of a name: of a notebook, of one report, or of one without its language."""
        asked = name.lower()
        exact = [report for report in self.reports if asked in {report.name.lower(), report.notebook.lower()}]
        return exact or [report for report in self.reports if f"{asked}-{report.language}" == report.name.lower()]

    def twins(self, report: Report) -> dict[str, str]:
        """Return the names of the planned reports that show the same in other languages, by language."""
        alike = self._alike[content_of(report)] if report.planned else {}
        return {language: name for language, name in alike.items() if language != report.language}

    @cached_property
    def _alike(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """The names of the reports by what they show and by language."""
        found: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for report in self.reports:
            found[content_of(report)][report.language] = report.name
        return found

    def _changed(self, name: str, texts: Mapping[str, str]) -> Report:
        base = next((report for report in self.reports if report.name.lower() == name.lower()), None)
        if base is None and name not in self.project.notebook_names():
            known = [*self.project.notebook_names(), *(report.name for report in self.reports)]
            raise UnknownNameError("report or notebook", name, dict.fromkeys(known))
        notebook = base.notebook if base else name
        declaration = self._declaration(notebook)
        given = declaration.parse(texts, base.language if base else "")
        for parameter, value in given.items():
            check_allowed(parameter, value, self._allowed)
        values = {**(base.parameters if base else {}), **given}
        for report in self.reports:
            same = report.notebook == notebook
            if same and declaration.complete(report.parameters) == declaration.complete(values):
                return report
        values = {key: values[key] for key in declaration.parameters if key in values}
        label = slug("-".join([notebook, *(spelled(value) for value in values.values())]))
        if is_reserved(label) or label in {report.name for report in self.reports}:
            label = f"{label}-{_short_digest(repr(values))}"
        title = base.title if base else declaration.title or notebook
        changes = ", ".join(f"{key} {spelled(value)}" for key, value in given.items())
        language = language_of(declaration, values)
        return Report(
            label, f"{title} ({changes})" if changes else title, notebook, values, "on_demand", False, language
        )

    def _declaration(self, notebook: str) -> parameters.Declaration:
        if notebook not in self._declarations:
            self._declarations[notebook] = parameters.read(self.project.notebook(notebook))
        return self._declarations[notebook]


def slug(text: str) -> str:
    """Return a text as part of a file's name: letters, digits, dot, dash; what gets lost leaves a short digest."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:_LONGEST_NAME]
    return name if name == text else "-".join(filter(None, [name, _short_digest(text)]))


def _short_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def language_of(declaration: parameters.Declaration, values: Mapping[str, Any]) -> str:
    """Return the language of a report of a notebook with these values."""
    return str(declaration.complete(values).get("language") or SOURCE)


def check_allowed(name: str, value: Any, allowed: Mapping[str, Sequence[str]]) -> None:
    """Raise :class:`UnknownNameError` for a value that a parameter cannot have; a list, for any in it."""
    for item in value if isinstance(value, list) else [value]:
        if name in allowed and item is not None and str(item) not in allowed[name]:
            raise UnknownNameError(f"value for parameter {name!r}:", item, allowed[name])
