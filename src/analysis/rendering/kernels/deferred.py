"""Modules that cost much to import and are hardly ever used: imported at their first use instead.

``jsonschema`` imports ``rfc3987_syntax`` for one format, ``iri``, which neither notebooks nor charts have; that
compiles a grammar for about a second, in every process that imports nbformat or altair.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_FUNCTIONS = {"rfc3987_syntax": ["is_valid_syntax"]}


def install() -> None:
    """Put a stand-in for each such module in place, unless it is imported; its functions import the real one."""
    for name, functions in _FUNCTIONS.items():
        if name not in sys.modules:
            stand_in = ModuleType(name)
            for function in functions:
                setattr(stand_in, function, _first_use(name, function, stand_in))
            sys.modules[name] = stand_in


def load_ipython_extension(_shell: object) -> None:
    """Do so in a kernel, before its first cell."""
    install()


def _first_use(name: str, function: str, stand_in: ModuleType) -> Any:
    def call(*arguments: Any, **options: Any) -> Any:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(importlib.import_module(name), function)(*arguments, **options)

    return call
