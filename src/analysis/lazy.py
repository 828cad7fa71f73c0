"""Packages that lead to what is in them: a module is imported when it is asked for, and not before.

``import analysis`` stays light, and completion and ``help`` know every name all the same.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType


def inside(folders: Iterable[str]) -> list[str]:
    """Return the names of the modules in the folders of a package, its ``__path__``."""
    return sorted(module.name for module in pkgutil.iter_modules(folders))


def modules(
    package: str, names: Iterable[str], others: Iterable[str] = ()
) -> tuple[Callable[[str], ModuleType], Callable[[], list[str]], list[str]]:
    """Return what a package takes for its ``__getattr__``, ``__dir__`` and ``__all__``.

    ``names`` are the modules that it leads to, ``others`` what else it offers.
    """
    known, offered = set(names), sorted({*names, *others})

    def found(name: str) -> ModuleType:
        if name not in known:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(f"{package}.{name}")

    return found, lambda: offered, offered
