"""Answers of one dataset, each computed once: in a process, and in a render once for the reports of all languages.

An answer is that of a function of a dataset and of plain values; frames among its arguments say too little of
themselves to be known again, so that it is computed. What a render keeps never outlives it: the folder is made for it,
and its data are a copy that nobody edits.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from collections.abc import Callable
from copy import copy
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from analysis.dataset.tables import Dataset

P = ParamSpec("P")
R = TypeVar("R")

#: Names the folder in which the kernels of a render keep answers for one another.
VARIABLE = "ANALYSIS_ANSWERS"
#: The last so many answers are known.
_MOST = 256
_PLAIN = (str, int, float, bool, type(None))
#: What pickle says of an answer that cannot be kept, or of a file that is none.
_UNKEPT = (OSError, EOFError, pickle.PickleError, TypeError, AttributeError)


class Answers:
    """What was answered of one dataset. ``state`` tells its content from any other's, where that is known."""

    def __init__(self, state: object = None) -> None:
        self._known: dict[str, Any] = {}
        self._state = state

    def of(self, question: str, compute: Callable[[], Any]) -> Any:
        """Return the answer to a question, computed where nobody has asked before."""
        answer = self._known.pop(question) if question in self._known else self._shared(question, compute)
        self._known[question] = answer
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        import pandas as pd  # not above: a render that has nothing to do imports this module

        # pandas copies on write: whoever changes an answer changes this copy of it alone.
        return answer.copy(deep=False) if isinstance(answer, pd.DataFrame | pd.Series) else copy(answer)

    def _shared(self, question: str, compute: Callable[[], Any]) -> Any:
        folder = os.environ.get(VARIABLE)
        if not folder or self._state is None:
            return compute()
        file = Path(folder) / hashlib.sha256(f"{self._state} {question}".encode()).hexdigest()
        with contextlib.suppress(*_UNKEPT):
            return pickle.loads(file.read_bytes())  # noqa: S301 - of this render, in a folder of its own
        answer = compute()
        with contextlib.suppress(*_UNKEPT):
            new = file.with_name(f"{file.name}.{os.getpid()}")
            new.write_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
            new.replace(file)  # whole or not at all, whoever else writes the same
        return answer


def once(function: Callable[Concatenate[Dataset, P], R]) -> Callable[Concatenate[Dataset, P], R]:
    """Let a function of a dataset and of plain values answer once; for its callers nothing else changes.

    It depends on nothing else: no language, no file, no clock.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answered(data: Dataset, *values: P.args, **named: P.kwargs) -> R:
        if not all(isinstance(value, _PLAIN) for value in (*values, *named.values())):
            return function(data, *values, **named)
        question = f"{name}{values}{sorted(named.items())}"
        return data.answers.of(question, lambda: function(data, *values, **named))  # type: ignore[no-any-return]

    return answered  # type: ignore[return-value]
