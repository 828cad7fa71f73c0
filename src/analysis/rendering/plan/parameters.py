"""The parameters of a notebook: read from its tagged cell without running it, typed, checked before a kernel starts.

The cell is read with ``ast``. A type that allows nothing is written ``"X or None"``, between quotes: Papermill, which
lists parameters too, does not see one that is written ``X | None``. Values given as text, on the command line or in the
plan, are parsed by the declared type and by nothing else: ``NO`` and ``01`` stay what they are where the type is
``str``.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Optional, Union, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError

from analysis.dataset.languages import SOURCE
from analysis.errors import AmbiguousNumberError, ParameterError, PlanError, UnknownNameError
from analysis.figures import typed

Text = str | Sequence[str] | None
_TYPES: dict[str, Any] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "list": list,
    "tuple": tuple,
    "dict": dict,
    "None": None,
    "Any": Any,
    "Literal": Literal,
    "Optional": Optional,
    "Union": Union,
}
_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false", type(None): "nothing"}


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name, its type as written and as an object, its default, and the comment beside it."""

    name: str
    annotation: str
    type: Any
    default: Any
    comment: str = ""

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.type, config=ConfigDict(strict=False))

    @property
    def choices(self) -> tuple[Any, ...]:
        """The allowed values, where the type lists them."""
        kinds = [self.type, *get_args(self.type)] if get_origin(self.type) is not Literal else [self.type]
        return tuple(value for kind in kinds if get_origin(kind) is Literal for value in get_args(kind))

    def parse(self, text: Text, language: str = "") -> Any:
        """Return the value that a text (or a list of texts) means in the declared type.

        With a ``language`` a number is one that a person types in it, see :func:`analysis.figures.typed.number`;
        without one it is written as programs write it, which is how the plan has it. An empty text, and ``None``
        written out, mean ``None`` where the type allows it. Lists may be given as one text with commas. Raises
        :class:`ParameterError`, or :class:`UnknownNameError` for a value not listed.
        """
        if isinstance(text, str | None) and text in {None, "", "None"} and self._optional:
            return None
        if self._sequence and isinstance(text, str):
            text = [part.strip() for part in text.split(",") if part.strip()]
        for choice in self.choices:
            if text == str(choice):
                return choice
        if text is None:
            raise ParameterError(f"parameter {self.name!r} has no value; it takes {self._expected}")
        if language and isinstance(text, str) and float in {self.type, *get_args(self.type)}:
            try:
                text = repr(typed.number(text, language))
            except AmbiguousNumberError as error:
                raise ParameterError(f"parameter {self.name!r}: {error}") from None
            except ValueError:
                pass  # refused below, by the declared type
        try:
            if isinstance(text, str):
                value = self._adapter.validate_strings(text)
            else:  # a mode for texts inside a list does not exist; the usual one turns texts into the items' type
                value = self._adapter.validate_python(list(text))
        except ValidationError as error:
            raise self._refusal(text, error) from None
        return list(value) if isinstance(value, tuple) else value

    def check(self, value: Any) -> Any:
        """Return a Python value if it is of the declared type. Raises like :meth:`parse`."""
        try:
            return self._adapter.validate_python(value, strict=True)
        except ValidationError as error:
            raise self._refusal(value, error) from None

    @property
    def _optional(self) -> bool:
        return self.type is None or type(None) in get_args(self.type)

    @property
    def _sequence(self) -> bool:
        return any((get_origin(kind) or kind) in {list, tuple} for kind in (self.type, *get_args(self.type)))

    @property
    def _expected(self) -> str:
        kinds = [kind for kind in get_args(self.type) if kind is not type(None)]
        single = kinds[0] if self._optional and len(kinds) == 1 else self.type
        return _NAMES.get(single, self.annotation)

    def _refusal(self, value: object, error: ValidationError) -> ParameterError:
        if self.choices and isinstance(value, str):
            return UnknownNameError(f"value for parameter {self.name!r}:", value, self.choices)
        reason = error.errors()[0]["msg"]
        return ParameterError(f"parameter {self.name!r} takes {self._expected}, not {value!r}: {reason}")


@dataclass(frozen=True)
class Declaration:
    """The parameters that a notebook declares, by name, in their order."""

    notebook: str
    parameters: Mapping[str, Parameter]
    title: str = ""

    def __getitem__(self, name: str) -> Parameter:
        """Return a parameter. Raises :class:`UnknownNameError` for one that is not declared."""
        if name not in self.parameters:
            if not self.parameters:
                raise ParameterError(f"unknown parameter {name!r}: {self.notebook} declares no parameters")
            raise UnknownNameError(f"parameter of {self.notebook}:", name, self.parameters)
        return self.parameters[name]

    def parse(self, texts: Mapping[str, Text], language: str = "") -> dict[str, Any]:
        """Return the values of parameters that a person gives as text, in the order of the declaration.

        Numbers are in the parameter ``language`` if that is given, else in ``language``, else in its default. Raises
        like its parts.
        """
        spoken = self.parameters.get("language")
        language = str(texts.get("language") or language or (spoken.default if spoken else SOURCE))
        values = {name: self[name].parse(text, language) for name, text in texts.items()}
        return {name: values[name] for name in self.parameters if name in values}

    def check(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return Python values if all are declared and of their types. Raises like its parts."""
        checked = {name: self[name].check(value) for name, value in values.items()}
        return {name: checked[name] for name in self.parameters if name in checked}

    def complete(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given values with the defaults of all other parameters."""
        return {name: values.get(name, parameter.default) for name, parameter in self.parameters.items()}


def read(path: Path) -> Declaration:
    """Read what a notebook declares: the parameters of the cell tagged ``parameters``, and its first heading.

    Raises :class:`PlanError` when the file is no notebook, and :class:`ParameterError`, which names the cell's line,
    when the cell holds anything but literals with type hints.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PlanError(f"{path} is not a notebook that can be read: {error}") from None
    found: dict[str, Parameter] = {}
    tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", ())]
    if tagged:
        found = _parameters("".join(tagged[0]["source"]), path.name)
    return Declaration(path.stem, found, _heading(cells))


def declared(source: str, notebook: str) -> dict[str, Parameter]:
    """Read what the source of a parameters cell declares. Raises :class:`ParameterError` like :func:`read`."""
    return _parameters(source, notebook)


def spelled(value: Any) -> str:
    """Return a parameter's value as the command takes it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ",".join(map(spelled, value)) if isinstance(value, list | tuple) else str(value)


def _heading(cells: Sequence[Mapping[str, Any]]) -> str:
    lines = (
        line for cell in cells if cell.get("cell_type") == "markdown" for line in "".join(cell["source"]).splitlines()
    )
    return next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), "")


def _parameters(source: str, notebook: str) -> dict[str, Parameter]:
    where = f"{notebook}, parameters cell"
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise ParameterError(f"{where}, line {error.lineno}: {error.msg}") from None
    lines = source.splitlines()
    found = {}
    for node in body:
        at = f"{where}, line {node.lineno}"
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            name, hint, value = node.target.id, node.annotation, node.value
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name, hint, value = node.targets[0].id, None, node.value
        elif isinstance(node, ast.Import | ast.ImportFrom):
            continue
        else:
            raise ParameterError(f"{at}: expected `name: type = literal`, found `{lines[node.lineno - 1].strip()}`")
        try:
            default = ast.literal_eval(value)
        except ValueError:
            raise ParameterError(f"{at}: the default of {name!r} is not a literal") from None
        kind = _type(hint, at) if hint is not None else (type(default) if default is not None else Any)
        annotation = _written(hint) if hint is not None else getattr(kind, "__name__", "Any")
        _, _, comment = lines[(node.end_lineno or node.lineno) - 1].partition("#")
        found[name] = Parameter(name, annotation, kind, default, comment.strip())
        try:
            found[name].check(default)
        except ParameterError as error:
            raise ParameterError(f"{at}: the default breaks its own type: {error}") from None
    return found


def _written(hint: ast.expr) -> str:
    """Return a type as it is written, without the quotes around it."""
    match hint:
        case ast.Constant(value=str(text)):
            return text
    return ast.unparse(hint)


def _type(node: ast.expr, at: str) -> Any:
    match node:
        case ast.Constant(value=None):
            return None
        case ast.Constant(value=str(text)):
            return _type(ast.parse(text, mode="eval").body, at)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _TYPES:
            return _TYPES[name]
        case ast.BinOp(left=left, op=ast.BitOr(), right=right) | ast.BoolOp(op=ast.Or(), values=[left, right]):
            return Union[_type(left, at), _type(right, at)]  # noqa: UP007 - `|` fails for None and Literal alone
        case ast.Subscript(value=ast.Name(id="Literal") | ast.Attribute(attr="Literal"), slice=inner):
            return Literal[ast.literal_eval(inner)]
        case ast.Subscript(value=outer, slice=inner):
            arguments = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            kinds = tuple(... if _is_ellipsis(item) else _type(item, at) for item in arguments)
            return _type(outer, at)[kinds if len(kinds) > 1 else kinds[0]]
    raise ParameterError(
        f'{at}: the type `{ast.unparse(node)}` is not supported; allowed: {", ".join(_TYPES)} and `"X or None"`'
    )


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
