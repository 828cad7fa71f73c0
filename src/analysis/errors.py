"""Errors that a user can act on: each names the thing, what was expected, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

#: Longer lists of allowed names are cut to those most like the unknown one.
_MOST_NAMES = 100
_NEAREST = 20


def counted(number: int, noun: str, several: str = "") -> str:
    """Return a number with its noun, as messages of the command line say it: "1 rule", "2 rules", "2 countries"."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def N_(message: str) -> str:  # noqa: N802 - the name that extractors look for
    """Mark a message where it is written down once and said in a language later."""
    return message


class AnalysisError(Exception):
    """Base of every error this package raises on purpose; the command prints it without a traceback.

    What a reader of a panel or a page can meet is marked by :func:`N_` and has its ``values`` apart, so that it can be
    told in another language.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message.format(**values) if values else message)


class UnreadableFigureError(AnalysisError):
    """A printed form that the conventions do not cover."""

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        super().__init__(f"cannot read {text!r} as a figure: {reason}")


class IntervalError(AnalysisError):
    """Arithmetic that intervals cannot answer, such as a division by an interval that touches zero."""


class PeriodError(AnalysisError):
    """A reporting window that does not exist or ends before it begins."""


class DataNotFoundError(AnalysisError):
    """No dataset where one was looked for, or a table that is missing from it."""


class DataError(AnalysisError):
    """A dataset that breaks its own rules; ``problems`` holds one line for each."""

    def __init__(self, problems: Iterable[str], **values: object) -> None:
        listed = list(problems)
        super().__init__("\n".join(listed), **values)
        self.problems = [problem.format(**values) for problem in listed] if values else listed


class NotComparableError(AnalysisError):
    """Two figures that must not be subtracted or joined by a line."""


class ParameterError(AnalysisError):
    """A notebook parameter that is unknown, or whose value is not allowed."""


class AmbiguousNumberError(ParameterError, ValueError):
    """A number that can be read in two ways, because languages write thousands and decimals differently."""

    def __init__(self, text: str, one: str, other: str) -> None:
        self.readings = one, other
        super().__init__(f"{text!r} can be read as {one} or as {other}: write {one} or {other}")


class PlanError(AnalysisError):
    """A render plan, or a notebook named in it, that cannot be used as it is."""


class RenderError(AnalysisError):
    """One or more reports that could not be rendered."""


class AppError(AnalysisError):
    """An app that cannot be served."""


class ExportError(AnalysisError):
    """Data that could not be taken away; the folder is as it was before."""


class FeedError(AnalysisError):
    """A file or reply from outside that is not what it should be; it was not taken, and the cache is as it was."""


class FetchError(FeedError):
    """A download that could not be completed."""


class CacheError(FeedError):
    """A cache of a feed that is missing or damaged; the remedy is to fetch or import again."""


class UnknownNameError(ParameterError):
    """A name that is not among the allowed ones; the message lists them, nearest first.

    ``given`` is the name, ``nearest`` the one of those ``allowed`` that may be meant, if any is like it.
    """

    def __init__(self, what: str, name: object, allowed: Iterable[object]) -> None:
        self.given, self.allowed = str(name), [str(choice) for choice in allowed]
        choices = self.allowed
        self.nearest = next(iter(get_close_matches(self.given, choices, n=1, cutoff=0.5)), None)
        hint = f" (did you mean {self.nearest!r}?)" if self.nearest is not None else ""
        shown = choices
        if len(choices) > _MOST_NAMES:
            shown = get_close_matches(str(name), choices, n=_NEAREST, cutoff=0)
        others = len(choices) - len(shown)
        more = f" and {counted(others, 'other')}" if others else ""
        super().__init__(f"unknown {what} {str(name)!r}{hint}; allowed: {', '.join(shown)}{more}")


class UnknownTableError(UnknownNameError, AttributeError, KeyError):
    """A table that the dataset does not have, asked for as an attribute or by its name."""

    def __str__(self) -> str:
        """Return the message as it is: a ``KeyError`` would put it in quotation marks."""
        return str(self.args[0])
