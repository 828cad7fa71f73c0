"""What differs between two runs, two folders of reports, or two datasets: by report, with old and new value.

Each side says by name what its parts show; a part that both sides show alike is never read.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from analysis.dataset.languages import SOURCE
from analysis.errors import DataError, DataNotFoundError, RenderError, counted
from analysis.rendering import front
from analysis.rendering.history import History
from analysis.rendering.inputs import digest_of
from analysis.rendering.pages import figures, shown
from analysis.rendering.shelf import MANIFEST

_FAILED = ".failed.ipynb"
#: So many letters of an old and a new value stand in one line.
_SHORT = 100


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    ``digests`` tell whether a part shows the same, ``read`` gives what it shows, ``failed`` why reports failed.
    """

    name: str
    digests: Mapping[str, str]
    read: Callable[[str], shown.Shown]
    failed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What differs in a report.

    ``kind`` is sentence, table, chart, figure or report, ``place`` the section or the caption, ``where`` the row and
    the column in it; an empty value is not there.
    """

    report: str
    language: str
    kind: str
    place: str
    where: str
    old: str
    new: str

    @property
    def what(self) -> str:
        """Whether it changed, appeared or went."""
        if self.old and self.new:
            return "changed"
        return "appeared" if self.new else "went"


@dataclass(frozen=True)
class Difference:
    """What differs between two sides, called by their names."""

    old: str
    new: str
    changes: Sequence[Change]

    @property
    def by_report(self) -> list[tuple[str, list[Change]]]:
        """The changes of each report."""
        return [(report, list(found)) for report, found in groupby(self.changes, lambda change: change.report)]

    @property
    def headline(self) -> str:
        """The number of changes, in a line."""
        if not self.changes:
            return f"{self.old} and {self.new} show the same"
        found = f"{counted(len(self.changes), 'change')} in {counted(len(self.by_report), 'report')}"
        return f"{found}, from {self.old} to {self.new}"

    def text(self) -> str:
        """Return all of it for a terminal."""
        lines = [self.headline]
        for report, changes in self.by_report:
            lines += ["", f"{report}: {counted(len(changes), 'change')}"]
            for (kind, place), found in groupby(changes, lambda change: (change.kind, change.place)):
                lines += [f"  {kind}: {place}", *(line for change in found for line in _lines(change))]
        return "\n".join(lines)

    def json(self) -> str:
        """Return all of it as JSON."""
        changes = [{**asdict(change), "what": change.what} for change in self.changes]
        return json.dumps({"old": self.old, "new": self.new, "changes": changes}, ensure_ascii=False, indent=1)

    def page(self) -> str:
        """Return all of it as one HTML page that needs nothing beside it."""
        from analysis.rendering.pages.templating import plain_environment

        return plain_environment().get_template("difference/difference.html.j2").render(difference=self)


def _lines(change: Change) -> Iterator[str]:
    """Yield a change in one line where it is short, else under each other what was and what is."""
    if change.where:
        if change.what == "changed" and len(change.old) + len(change.new) <= _SHORT:
            yield f"    {change.where}: {change.old} → {change.new}"
            return
        yield f"    {change.where}"
    yield from (f"    {sign} {value}" for sign, value in (("-", change.old), ("+", change.new)) if value)


def compare(old: Side, new: Side) -> Difference:
    """Compare two sides, part by part in the order of the names."""
    names = sorted({*old.digests, *new.digests, *old.failed, *new.failed})
    return Difference(old.name, new.name, [change for name in names for change in _changes(name, old, new)])


def _changes(name: str, old: Side, new: Side) -> Iterator[Change]:
    stood, stands = (side.failed.get(name, "") for side in (old, new))
    if stood != stands:
        yield Change(name, SOURCE, "report", "failed", "", stood, stands)
    if (name in old.digests) != (name in new.digests):
        yield Change(
            name, SOURCE, "report", "shown", "", *("yes" if name in side.digests else "" for side in (old, new))
        )
    elif name in new.digests and old.digests[name] != new.digests[name]:
        before, after = old.read(name), new.read(name)
        for change in shown.compare(before, after):
            yield Change(name, str(after.get("language", SOURCE)), *change)


# -- runs and folders ------------------------------------------------------------------------------------------------


def side(name: str, output: Path) -> Side:
    """Return a run of an output folder, by number or as ``last`` and ``last-1``, or the reports in another folder.

    Raises :class:`analysis.errors.UnknownNameError` where there is no such run and no such folder, and
    :class:`RenderError` where a folder has no report.
    """
    history = History(output)
    if Path(name).is_dir() and not name.isdecimal():
        return _folder(Path(name))
    run = history.named(name)
    state = history.state(run)
    called = f"run {run.number} ({run.began}{', commit ' + run.commit[:10] if run.commit else ''})"
    return Side(called, state.shown, lambda report: history.kept(state.shown[report]), state.failed)


def _folder(folder: Path) -> Side:
    """Return the reports in a folder, from the executed notebooks that lie there."""
    found = {path.stem: path for path in sorted(folder.glob("*.ipynb")) if not path.name.endswith(_FAILED)}
    if not found:
        raise RenderError(f"{folder}: has no report; name a folder that analysis render filled, or a run")
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html") if path.stem not in found}
    facts = {path.name: path.read_text(encoding="utf-8") for path in (folder / figures.FOLDER).glob("*.json")}
    beside = front.shown(pages, facts)

    def read(report: str) -> shown.Shown:
        if report in beside:
            return beside[report]
        try:
            return shown.read(found[report])
        except (OSError, ValueError) as error:
            raise RenderError(f"{found[report]}: cannot be compared: {error}") from error

    digests = {name: digest_of(path) for name, path in found.items()}
    return Side(str(folder), {**digests, **{name: repr(said) for name, said in beside.items()}}, read, _failed(folder))


def _failed(folder: Path) -> dict[str, str]:
    try:
        reports = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["reports"]
        return {name: report["failure"]["message"] for name, report in reports.items() if report["failure"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


# -- datasets --------------------------------------------------------------------------------------------------------


def datasets(old: str, new: str, root: Path) -> Difference:
    """Compare two datasets table by table, each a folder or a commit of the checkout ``root``.

    Raises :class:`DataNotFoundError` where there is neither, and :class:`DataError` where a table cannot be read.
    """
    with tempfile.TemporaryDirectory() as temporary:
        return compare(*(_dataset(name, root, Path(temporary) / place) for name, place in ((old, "old"), (new, "new"))))


def _dataset(name: str, root: Path, place: Path) -> Side:
    from analysis.dataset import schema

    folder = Path(name) if Path(name).is_dir() else _checked_out(name, root, place)
    tables = schema.read(schema.find(folder))

    def read(table: str) -> dict[str, Any]:
        kind = "figures" if table == "figures" else "tables"
        return {kind: {table: _rows(tables[table])}}

    return Side(name, {table: digest_of(found.path) for table, found in tables.items()}, read)


def _checked_out(commit: str, root: Path, place: Path) -> Path:
    """Write the data of a commit into a folder."""
    command = ["git", "-C", str(root), "archive", "--format=zip", "--end-of-options", commit, "data"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        if done.returncode == 0:
            with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
                archive.extractall(place)
            return place / "data"
        why = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    except (OSError, subprocess.TimeoutExpired, zipfile.BadZipFile) as error:
        why = [str(error)]
    raise DataNotFoundError(f"{commit!r} is no folder of a dataset, and no commit of {root}: {''.join(why)}")


def _rows(table: Any) -> list[shown.Row]:
    try:
        with table.path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, restkey="beyond the columns", restval=""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError([f"{table.path}: cannot be read: {error}; analysis check says more"]) from error
    return [
        (" ".join(row.get(key, "") for key in table.key), {column: str(cell) for column, cell in row.items()})
        for row in rows
    ]
