"""What a docstring refers to is there: whoever looks it up finds it under that name."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from analysis.dataset import schema

ROOT = Path(__file__).parents[1] / "src" / "analysis"
MODULES = sorted(path for package in ("language", "questions", "show") for path in (ROOT / package).rglob("*.py"))
#: ``targets.answers.pace``, :func:`analysis.show.wording.where`; a name without a point is a column, or a neighbour.
REFERRED = re.compile(r"``(\w+(?:\.\w+)+)``|:\w+:`~?(\w+(?:\.\w+)+)`")
FILES = re.compile(r"\.(csv|html|js|po|yaml)$")


@cache
def columns() -> set[str]:
    tables = schema.read(schema.find())
    return {f"{name}.{column}" for name, table in tables.items() for column in table.names}


def found(dotted: str) -> bool:
    """Whether a name leads to a module, or to something in one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            if name in getattr(thing, "__annotations__", {}):
                return True
            thing = getattr(thing, name, None)
        return thing is not None
    return False


def lost(module: str, text: str) -> list[str]:
    """The names in a text of a module that lead nowhere: neither from there, nor from the rooms, nor from the top."""
    package = module.rpartition(".")[0]
    names = {name for pair in REFERRED.findall(text) for name in pair if name and not FILES.search(name)}
    starts = (module, package, "analysis.dataset", "analysis.questions", "analysis.show", "analysis")
    return sorted(
        name for name in names - columns() if not found(name) and not any(found(f"{start}.{name}") for start in starts)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_docstring_refers_to_is_there(path):
    module = ".".join(["analysis", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__")
    assert lost(module, path.read_text(encoding="utf-8")) == []


def test_a_name_that_leads_nowhere_is_found():
    text = "See ``answers.pace``, ``targets.pace``, :func:`analysis.show.gone`, ``figures.value``, ``a.csv``."
    assert lost("analysis.questions.targets.charts", text) == ["analysis.show.gone", "targets.pace"]
