"""What new rows make of what was recorded before them: what no longer holds, is judged otherwise, or has its number.

A discrepancy may rest on silence, and a trend on the numbers beside it: rows that break the silence, or stand beside
those numbers, change what is said of other documents. What our own words say of silence ("start not printed") nothing
recomputes: it is to be read again. Each finding is a line for the person who adds the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset import tables
from analysis.dataset.check import Problem
from analysis.dataset.tables import Dataset
from analysis.questions import discrepancies, silence
from analysis.questions.returns import answers as returns

_REMEDY = "settle it: take the row out, or change what it says and names"


@dataclass(frozen=True)
class _Recorded:
    """What a dataset records: whether each discrepancy holds and why, and what the figures answer to each trend."""

    data: Dataset
    discrepancies: dict[str, tuple[bool, str]]
    answers: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> _Recorded:
        data = tables.load(folder)
        found = discrepancies.examine(data)
        columns = (found[column] for column in ("discrepancy_id", "holds", "arithmetic"))
        return cls(data, {name: (holds, why) for name, holds, why in zip(*columns, strict=True)}, _answers(data))


def changed(before: Path, after: Path, entered: silence.Keys | None = None) -> list[str]:
    """Say what the rows that one dataset has and another lacks make of what both record, what falls first.

    ``before`` and ``after`` are their folders, ``entered`` the keys of the rows that were entered, by table, with those
    that were there already: of the notes that they ask to be read again see :mod:`analysis.questions.silence`. Raises
    :class:`analysis.errors.DataError` for a discrepancy that cannot be recomputed.
    """
    new = _Recorded.of(after)  # names are those of the folder that is read last, so that it is read first
    old = _Recorded.of(before)
    judged = [*_discrepancies(old, new), *_trends(old, new), *_spoken_of(old.data, new.data)]
    return judged + [str(note) for note in silence.asked(before, after, entered or {})]


def fallen(folder: Path) -> list[Problem]:
    """Return a warning for each discrepancy of a dataset that no longer holds, at its row.

    Raises :class:`analysis.errors.DataError` for a discrepancy that cannot be recomputed.
    """
    data = tables.load(folder)
    file = folder / "discrepancies.csv"
    shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    found = discrepancies.examine(data)
    # A row of a table is one line, below its heading.
    return [
        Problem(shown, line, "relation", f"does not hold ({row['arithmetic']}); {_REMEDY}", warning=True)
        for line, (_, row) in enumerate(found.iterrows(), 2)
        if not row["holds"]
    ]


def _discrepancies(old: _Recorded, new: _Recorded) -> Iterator[str]:
    otherwise = []
    for name, (holds, why) in new.discrepancies.items():
        held, before = old.discrepancies.get(name, (True, ""))
        if held and not holds:
            yield f"discrepancy {name} {'no longer holds' if before else 'does not hold'} ({why}); {_REMEDY}"
        elif before and why != before:
            verb = "is computed otherwise" if held == holds else "holds again"
            otherwise.append(f"discrepancy {name} {verb} ({why}; was: {before})")
    yield from otherwise


def _trends(old: _Recorded, new: _Recorded) -> Iterator[str]:
    """Say of which trends the printed numbers answer something else than before."""
    for name in sorted(old.answers.keys() | new.answers.keys()):
        was, now = old.answers.get(name), new.answers.get(name)
        if was and was != now:
            yield f"trend {name} was {was} by the figures, and now is {now or 'held against none'}; see what it says"
        elif not was and now and "contradicted" in now:
            yield f"trend {name} is {now} by the figures; record it as a discrepancy, or see what else it means"


def _answers(data: Dataset) -> dict[str, str]:
    """Return what the figures answer to each trend that they are held against, by statement."""
    if not set(returns.SERIES) <= set(data["roles"]["role"]):
        return {}  # nothing of this dataset is held against anything
    table = returns.claims(data, returns.by_year(data))
    answers = table.groupby("statement_id")["answer"].agg(", then ".join)
    return {str(name): str(answer) for name, answer in answers.items()}


def _spoken_of(old: Dataset, new: Dataset) -> Iterator[str]:
    """Say which earlier statements are about a measure that has its first figures only now."""
    figures = new.figures[~new.figures["measure_id"].isin(old.figures["measure_id"])]
    first = figures.groupby("measure_id")["figure_id"].agg(lambda names: " ".join(sorted(names)))
    said = old.statements[old.statements["measure_id"].isin(first.index)]
    for _, row in said.sort_values("statement_id").iterrows():
        kind, name = row["statement_kind"], row["statement_id"]
        ask = "whether it is kept" if kind == "promise" else "what is said of it, and whether its number is printed"
        measure = row["measure_id"]
        yield f"{kind} {name} is about {measure}, which has its first figures ({first[measure]}): see {ask}"
