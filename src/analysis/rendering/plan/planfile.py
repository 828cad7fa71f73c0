"""The file of the plan: which reports are rendered, with which parameters; validated before anything runs.

Scalars of ``reports/plan.yaml`` are kept as the texts they are and parsed by the type that the notebook declares, so
that YAML makes no ``False`` of the country code ``NO``. Every problem is named with file and line.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.dataset.languages import LANGUAGES, SOURCE, whole
from analysis.dataset.schema import LOADER
from analysis.errors import AnalysisError, ParameterError, PlanError, UnknownNameError
from analysis.language import messages
from analysis.rendering.inputs import Project
from analysis.rendering.plan import parameters
from analysis.rendering.plan.parameters import spelled
from analysis.rendering.plan.selection import GROUPS, Plan, Report, check_allowed, language_of, slug
from analysis.rendering.shelf import is_reserved

#: What a value is called: by language where the table has words for it, else its text.
Label = str | Mapping[str, str]
#: As values of ``language``: every language that there is.
ALL = "all"
_LONGEST_NAME = 200
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Values(_Strict):
    """The distinct values of a table's column, in their order, with a column of labels or of words if wanted.

    ``where`` keeps the rows with these cells, ``only`` the values named, in the order in which they are named;
    ``worth`` those of which a question says that they are worth a report of their own
    (``analysis.questions.NAME.worth_a_report``), in its order.
    """

    table: str
    column: str
    where: dict[str, str] = {}
    only: list[str] | None = None
    worth: Literal["country", "programme"] | None = None
    label: str | None = None


class Entry(_Strict):
    """One entry of the plan: a report, or one for each combination of ``for_each``.

    ``title`` is English, and a message of the catalogues; without one it is the notebook's heading. ``years`` names the
    question that says for a title of which years it speaks (``analysis.questions.NAME.years``). ``language: all`` under
    ``for_each`` is every language that there is.
    """

    notebook: str
    name: str | None = None
    title: str | None = None
    years: str | None = None
    group: Literal["weekly", "on_demand"] = "weekly"
    parameters: dict[str, str | list[str] | None] = {}
    for_each: dict[str, list[str | None] | Literal["all"] | Values] = {}


class PlanFile(_Strict):
    """The whole file: the reports, and by name of a parameter the values it may have in any notebook."""

    reports: list[Entry]
    values: dict[str, list[str] | Values] = {}


def load(project: Project) -> Plan:
    """Read and validate the plan of a project. Raises :class:`PlanError`, which names every problem with its line."""
    return _Reader(project).plan()


class _Reader:
    """Reads one plan file, collecting its problems."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.file = project.shown(project.plan)
        self.problems: list[tuple[int, str]] = []
        self.tables: dict[str, list[dict[str, str]]] = {}
        self.declarations: dict[str, parameters.Declaration] = {}

    def plan(self) -> Plan:
        try:
            root = yaml.compose(self.project.plan.read_text(encoding="utf-8"), Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise PlanError(f"{self.file}:{line}: {error.problem or error}") from None
        except UnicodeDecodeError as error:
            raise PlanError(f"{self.file}:1: not UTF-8: {error}") from None
        if root is None:
            raise PlanError(f"{self.file}:1: is empty; expected `reports:` and a list under it")
        self.root = root
        content = self._plain(root)
        try:
            file = PlanFile.model_validate(content)
        except ValidationError as error:
            for item in error.errors():
                self._invalid(item)
            raise self._error() from None
        self.allowed = {name: self._allowed_values(name, source) for name, source in file.values.items()}
        reports: dict[str, tuple[Report, int]] = {}
        for index, entry in enumerate(file.reports):
            for report in self._expanded(entry, index):
                self._add(report, self._line(("reports", index)), reports)
        if self.problems:
            raise self._error()
        return Plan(self.project, [report for report, _ in reports.values()], self.declarations, self.allowed)

    def _error(self) -> PlanError:
        lines = [f"{self.file}:{line}: {message}" for line, message in sorted(set(self.problems))]
        return PlanError("\n".join(lines))

    def _problem(self, location: Sequence[Any], message: object) -> None:
        self.problems.append((self._line(location), str(message)))

    # -- the file --------------------------------------------------------------------------------------------------

    def _plain(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key, value in node.value:
                if key.value in found:
                    line = key.start_mark.line + 1
                    self.problems.append((line, f"{key.value!r} is given twice"))
                found[key.value] = self._plain(value)
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def _line(self, location: Sequence[Any]) -> int:
        node = self.root
        line = node.start_mark.line
        for step in location:
            if isinstance(node, yaml.MappingNode):
                pairs = [(key, value) for key, value in node.value if key.value == step]
                if pairs:
                    line, node = pairs[0][0].start_mark.line, pairs[0][1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
        return int(line) + 1

    def _invalid(self, item: Any) -> None:
        location = [step for step in item["loc"] if step not in {"Values", "str"} and "[" not in str(step)]
        field_name = next((str(step) for step in reversed(location) if isinstance(step, str)), "the file")
        if item["type"] == "extra_forbidden":
            owner = {0: PlanFile, 1: PlanFile}.get(len(location), Entry if location[0] == "reports" else Values)
            owner = Values if len(location) > 3 else owner
            self._problem(location, UnknownNameError("key", location[-1], owner.model_fields))
        elif item["type"] == "missing":
            self._problem(location[:-1], f"{field_name!r} is missing")
        elif item["type"] == "literal_error":
            self._problem(location, UnknownNameError(field_name, item["input"], GROUPS))
        else:
            self._problem(location, f"{field_name}: {item['msg']}")

    # -- its meaning -----------------------------------------------------------------------------------------------

    def _declaration(self, notebook: str) -> parameters.Declaration:
        if notebook not in self.declarations:
            names = self.project.notebook_names()
            if notebook not in names:
                raise UnknownNameError("notebook", notebook, names)
            self.declarations[notebook] = parameters.read(self.project.notebook(notebook))
        return self.declarations[notebook]

    def _expanded(self, entry: Entry, index: int) -> Iterator[Report]:
        here = ("reports", index)
        try:
            declaration = self._declaration(entry.notebook)
        except AnalysisError as error:
            self._problem((*here, "notebook"), error)
            return
        before = len(self.problems)
        fixed = {
            name: self._value(declaration, name, text, (*here, "parameters", name))
            for name, text in entry.parameters.items()
        }
        varied = []
        for name, source in entry.for_each.items():
            at = (*here, "for_each", name)
            if name in fixed:
                self._problem(at, f"parameter {name!r} is given both here and under `parameters`")
            varied.append([(name, *pair) for pair in self._series(declaration, name, source, at)])
        of = self._years(entry.years, (*here, "years")) if entry.years else {}
        if len(self.problems) > before:
            return
        for combination in itertools.product(*varied):
            values = {**fixed, **{name: value for name, value, _ in combination}}
            values = {name: values[name] for name in declaration.parameters if name in values}
            language = language_of(declaration, values)
            labels = {name: _in_language(label, language) for name, _, label in combination}
            shown = {**{name: spelled(value) for name, value in declaration.complete(values).items()}, **labels, **of}
            try:
                key = "title"
                title = _filled(messages.text(entry.title or declaration.title or entry.notebook, language), shown)
                key = "name"
                stem = _filled(entry.name, {name: slug(spelled(value)) for name, value in values.items()})
            except UnknownNameError as error:
                self._problem((*here, key), error)
                return
            if entry.name is None or "{" not in entry.name:
                stem = "-".join([stem or entry.notebook, *(slug(spelled(value)) for _, value, _ in combination)])
            yield Report(stem, title, entry.notebook, values, entry.group, True, language)

    def _add(self, report: Report, line: int, reports: dict[str, tuple[Report, int]]) -> None:
        if not _SAFE.fullmatch(report.name) or len(report.name) > _LONGEST_NAME:
            allowed = "letters, digits, dot, dash and underscore, a letter or digit first"
            self.problems.append((line, f"{report.name!r} cannot be a report's name: it is a file's name, {allowed}"))
        elif is_reserved(report.name):
            self.problems.append(
                (line, f"a report cannot be called {report.name!r}: a file of the folder has that name")
            )
        elif report.name.lower() in reports:
            where = reports[report.name.lower()][1]
            message = f"a second report {report.name!r} (the first: line {where}); give one of them another `name`"
            self.problems.append((line, message))
        else:
            reports[report.name.lower()] = report, line

    def _value(self, declaration: parameters.Declaration, name: str, text: Any, at: Sequence[Any]) -> Any:
        try:
            value = declaration[name].parse(text)
            check_allowed(name, value, self.allowed)
        except ParameterError as error:
            self._problem(at, error)
            return None
        return value

    def _series(
        self, declaration: parameters.Declaration, name: str, source: Values | list[str | None] | str, at: Sequence[Any]
    ) -> list[tuple[Any, Label]]:
        pairs: list[tuple[str | None, Label]]
        before = len(self.problems)
        if isinstance(source, Values):
            pairs = list(self._column(source, at).items())
        elif isinstance(source, str):
            pairs = [(code, code) for code in LANGUAGES]
            if name != "language":
                self._problem(at, f"{ALL!r} is for the parameter 'language' alone; list the values of {name!r}")
        else:
            pairs = [(text, text or "") for text in source]
        if not pairs and len(self.problems) == before:
            self._problem(at, f"for_each over nothing: no value for parameter {name!r}")
        found = []
        for index, (text, label) in enumerate(pairs):
            place = (*at, index) if isinstance(source, list) else at
            found.append((self._value(declaration, name, text, place), label))
            if self.problems and name not in declaration.parameters:
                break
        return found

    def _allowed_values(self, name: str, source: list[str] | Values) -> Sequence[str]:
        return [str(key) for key in self._column(source, ("values", name))] if isinstance(source, Values) else source

    # -- tables ----------------------------------------------------------------------------------------------------

    def _column(self, source: Values, at: Sequence[Any]) -> dict[str | None, Label]:
        """Return the distinct non-empty values of a column, in the table's order, with their labels.

        The file is read as text with the standard library: frames would make every start of the command wait.
        """
        try:
            rows = self._table(source.table)
            names = list(rows[0]) if rows else []
            label = source.label or source.column
            for name in (source.column, *source.where, label if label in names else f"{label}_{SOURCE}"):
                if name not in names:
                    raise UnknownNameError(f"column of the table {source.table}:", name, names)
        except AnalysisError as error:
            self._problem(at, error)
            return {}
        found: dict[str | None, Label] = {}
        for row in rows:
            value = row[source.column]
            if value and value not in found and all(row[key] == text for key, text in source.where.items()):
                found[value] = row[label] if label in row else {code: row[f"{label}_{code}"] for code in LANGUAGES}
        kept = self._worth(source.worth, at) if source.worth else source.only
        if kept is None:
            return found
        for value in kept:
            if value not in found:
                self._problem(at, UnknownNameError(f"{source.column} of the table {source.table}:", value, found))
        return {value: found[value] for value in kept if value in found}

    def _worth(self, question: str, at: Sequence[Any]) -> list[str]:
        """Return what a question thinks worth a report. Its frames cost a start half a second, and only here."""
        from analysis.dataset import tables
        from analysis.questions.country import answers as country
        from analysis.questions.programme import answers as programme

        asked = {"country": country.worth_a_report, "programme": programme.worth_a_report}
        try:
            return asked[question](tables.load(self.project.data))
        except AnalysisError as error:
            self._problem(at, error)
            return []

    def _years(self, question: str, at: Sequence[Any]) -> dict[str, str]:
        """Return of which years a question speaks, as a title names them: "2013", "2023-2024"."""
        from analysis.dataset import tables
        from analysis.questions.spending import answers as spending
        from analysis.show import wording

        asked = {"spending": spending.years}
        try:
            if question not in asked:
                raise UnknownNameError("question with years", question, asked)
            found = asked[question](tables.load(self.project.data))
        except AnalysisError as error:
            self._problem(at, error)
            return {}
        return {name: wording.years(known) for name, known in found.items()}

    def _table(self, name: str) -> list[dict[str, str]]:
        if name not in self.tables:
            files = {
                path.relative_to(self.project.data).with_suffix("").as_posix(): path
                for path in sorted(self.project.data.rglob("*.csv"))
            }
            if name not in files:
                raise UnknownNameError("table", name, files)
            try:
                with files[name].open(encoding="utf-8", newline="") as lines:
                    read = csv.DictReader(lines)
                    self.tables[name] = [whole({key: value or "" for key, value in row.items() if key}) for row in read]
            except (OSError, UnicodeDecodeError, csv.Error) as error:
                raise PlanError(f"{self.project.shown(files[name])} cannot be read: {error}") from None
        return self.tables[name]


def _in_language(label: Label, language: str) -> str:
    return label if isinstance(label, str) else label[language]


def _filled(template: str | None, values: Mapping[str, str]) -> str:
    def fill(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise UnknownNameError(f"placeholder in {template!r}:", match[1], values)
        return values[match[1]]

    return re.sub(r"\{(\w*)\}", fill, template or "")
