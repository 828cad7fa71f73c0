"""What is said of a render to those who did not watch it, and when: on failure, on change, or always."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from analysis.errors import AnalysisError, counted
from analysis.rendering.run import Result

if TYPE_CHECKING:
    from analysis.rendering.messengers import Messenger

#: On which occasions a message is sent: those that end in one of these states.
OCCASIONS = {
    "failure": frozenset({"broken off", "failed"}),
    "change": frozenset({"broken off", "failed", "changed"}),
    "always": frozenset({"broken off", "failed", "changed", "unchanged"}),
}
#: So many failures, and lines of what changed, stand in the words of a message.
_LINES = 40
#: So many changes stand in what programs read of it.
_CHANGES = 200
#: So many letters of why something failed.
_LONG = 300


@dataclass(frozen=True)
class Notice:
    """What is said of a render.

    ``state`` is ``broken off``, ``failed``, ``changed`` or ``unchanged``; ``why`` what broke it off; ``counts`` how
    many reports were rendered, failed and stayed; ``failed`` gives by report why it failed; ``difference`` is what
    changed since the run before, as text, and ``changes`` the same change by change; ``reports`` is where they are.
    """

    state: str
    reports: str
    why: str = ""
    run: int | None = None
    counts: str = ""
    rendered: int = 0
    unchanged: int = 0
    failed: Mapping[str, str] = field(default_factory=dict)
    difference: str = ""
    changes: Sequence[Mapping[str, Any]] = ()

    @property
    def subject(self) -> str:
        """What it is about, in a line."""
        said = {
            "broken off": "broken off",
            "failed": f"{counted(len(self.failed), 'report')} failed",
            "changed": self.difference.partition("\n")[0].partition(", from ")[0],
            "unchanged": "nothing changed",
        }
        return f"analysis render: {said[self.state]}"

    def text(self) -> str:
        """Return all of it in words, a long list by its beginning."""
        lines = [f"run {self.run}: {self.counts}" if self.run else self.counts, self.why, f"reports: {self.reports}"]
        lines = [line for line in lines if line]
        if self.failed:
            lines += ["", "failed:", *_beginning([f"  {name}: {why}" for name, why in self.failed.items()])]
        if self.difference:
            lines += ["", *_beginning(self.difference.splitlines())]
        return "\n".join(lines)

    def facts(self) -> dict[str, Any]:
        """Return all of it for programs, as JSON takes it; ``text`` is what chats that take a web hook show."""
        found = asdict(self) | {"changes": list(self.changes[:_CHANGES]), "all_changes": len(self.changes)}
        return {"subject": self.subject, "text": f"{self.subject}\n{self.text()}", **found}


def after(result: Result, reports: str) -> Notice:
    """Return what is said of a render that ended, whose reports stand under the address ``reports``."""
    failed = {record.name: record.failure.line[:_LONG] for record in result.failed if record.failure}
    difference, changes = _changed(result)
    state = "failed" if failed else "changed" if difference else "unchanged"
    why = "inputs changed while rendering, so nothing of this counts as fresh" if result.inputs_changed else ""
    counts = result.rendered, result.unchanged
    return Notice(state, reports, why, result.run, result.counts, *counts, failed, difference, changes)


def broken_off(error: BaseException, reports: str) -> Notice:
    """Return what is said of a render that an error, or a signal, ended."""
    kind = "" if isinstance(error, AnalysisError) else f"{type(error).__name__}: "
    why = "it was told to end (SIGTERM)" if isinstance(error, SystemExit) else f"{kind}{error}"
    return Notice("broken off", reports, why)


def _changed(result: Result) -> tuple[str, list[dict[str, Any]]]:
    """Return what a run changed since the one before, in words and change by change."""
    if result.run is None:
        return "", []
    from analysis.rendering import difference
    from analysis.rendering.history import History

    before = [run.number for run in History(result.folder).runs() if run.ended and run.number < result.run]
    if not before:
        return "the first run that is kept, with nothing to compare", []
    try:
        sides = (difference.side(str(number), result.folder) for number in (before[-1], result.run))
        found = difference.compare(*sides)
    except AnalysisError as error:
        return f"what changed is not known: {error}", []
    changes = [{**asdict(change), "what": change.what} for change in found.changes]
    return found.text() if changes else "", changes


def _beginning(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _LINES
    return [
        *lines[:_LINES],
        *([f"… and {counted(more, 'line')} more: analysis runs, analysis diff"] if more > 0 else []),
    ]


class Attendant:
    """Who attends a render, and tells of it: also where an error ends it.

    ``complain`` takes a line for each message that was not sent; a render never fails because of one.
    """

    def __init__(self, addresses: Sequence[str], occasion: str, reports: str, complain: Callable[[str], None]) -> None:
        self._messengers: Sequence[Messenger] = _messengers(addresses)
        self._states = OCCASIONS[occasion]
        self._reports = reports
        self._complain = complain

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._messengers and isinstance(error, Exception | SystemExit):
            self._tell(broken_off(error, self._reports))

    def ended(self, result: Result) -> None:
        """Tell of a render that ended."""
        if self._messengers:
            self._tell(after(result, self._reports))

    def _tell(self, notice: Notice) -> None:
        from analysis.rendering import messengers

        if notice.state in self._states:
            for problem in messengers.tell(self._messengers, notice):
                self._complain(problem)


def _messengers(addresses: Sequence[str]) -> Sequence[Messenger]:
    if not addresses:
        return ()
    from analysis.rendering import messengers

    return messengers.of(addresses)
