"""The tables that are computed of the stored ones when they are exported: answers, as frames, with a description."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.dataset.described import BOUNDS
from analysis.dataset.languages import LANGUAGES, SOURCE, in_all
from analysis.dataset.schema import Column, Table
from analysis.dataset.tables import Dataset
from analysis.language import N_, speaking
from analysis.questions import discrepancies
from analysis.questions.aid import answers as aid
from analysis.questions.explore import sentences
from analysis.questions.returns import answers as returns
from analysis.questions.targets import answers as targets


def tables(data: Dataset) -> Iterator[tuple[Table, pd.DataFrame]]:
    """Yield each computed table with its description; keys and references are those of the stored tables."""
    yield _FIGURES, _figures(data)
    yield _SERIES, data.series
    yield _TARGETS, targets.overview(data)
    yield _RETURNS, returns.by_year(data)
    with speaking(SOURCE):  # the arithmetic is an English sentence, whatever language is spoken
        examined = discrepancies.examine(data)
    yield _DISCREPANCIES, examined
    yield _AID, aid.totals(aid.from_reference(data).transactions, ["use_year"])


def _figures(data: Dataset) -> pd.DataFrame:
    reasons = {}
    for language in LANGUAGES:
        with speaking(language):
            said = [sentences.reading(row).replace("**", "") for row in data.figures.itertuples()]
        reasons[f"reason_{language}"] = pd.Series(said, index=data.figures.index, dtype="str")
    return data.figures.assign(**reasons)


def _table(name: str, title: str, *columns: Column, key: str, references: dict[str, str] | None = None) -> Table:
    return Table(name, title, Path(f"{name}.csv"), columns, tuple(key.split()), references or {})


def _column(name: str, kind: str, description: str, *, required: bool = False) -> Column:
    return Column(name, kind, description, required, ())


def _ends(prefix: str, lower: str, upper: str) -> tuple[Column, Column]:
    return _column(f"{prefix}lower", "number", lower), _column(f"{prefix}upper", "number", upper)


def _interval(prefix: str, lower: str, upper: str) -> tuple[Column, ...]:
    opened = (_column(f"{prefix}{end}_open", "boolean", text) for end, text in (("lower", _FROM), ("upper", _UNTIL)))
    return *_ends(prefix, lower, upper), *opened


_FROM = N_("Whether the lower end itself is not possible; empty where there is no interval.")
_UNTIL = N_("Whether the upper end itself is not possible; empty where there is no interval.")
_STATUS = N_(
    "What comes of it: reached, not_reached or undecided; under_way where the deadline was still ahead; within or beyond a limit on money; or why there is no answer: no_target, no_result, not_due (no result, and for a time after the last one that any document prints), other_unit, earmark."
)

_FIGURES = _table(
    "figures_bounds",
    N_("What the printed form of each figure allows, and why"),
    _column("figure_id", "string", N_("The figure."), required=True),
    *BOUNDS,
    *(
        _column(name, "string", N_("By which convention the printed form is read so."), required=True)
        for name in in_all("reason")
    ),
    key="figure_id",
    references={"figure_id": "figures"},
)
_SERIES = _table(
    "series_bounds",
    N_("What the printed form of each number from outside allows"),
    _column("observation_id", "string", N_("The printing of a number of a series."), required=True),
    *BOUNDS,
    key="observation_id",
    references={"observation_id": "series"},
)
_TARGETS = _table(
    "targets_status",
    N_("What became of each target"),
    _column("target_id", "string", N_("The target."), required=True),
    _column("unit", "string", N_("What was counted is counted in; empty where no figure is printed.")),
    _column("goal", "number", N_("The number aimed at, as printed; empty where none is.")),
    *_interval(
        "actual_",
        N_("The least that was achieved, by the printed form; empty for no limit, and where no result is printed."),
        N_("The most that was achieved, by the printed form; empty for no limit, and where no result is printed."),
    ),
    *_interval(
        "share_",
        N_("The least that this is of the goal, a fraction; empty for no limit, and where there is no answer."),
        N_("The most that this is of the goal, a fraction; empty for no limit, and where there is no answer."),
    ),
    _column("status_computed", "string", _STATUS, required=True),
    _column(
        "status_text_only",
        "string",
        N_("The same without the ends that are our convention: what the text itself excludes."),
        required=True,
    ),
    key="target_id",
    references={"target_id": "targets"},
)
_RETURNS = _table(
    "returns_by_year",
    N_("Former asylum seekers who returned with support, by year"),
    _column("period_start", "date", N_("First day of the year."), required=True),
    _column("period_end", "date", N_("Last day of the year."), required=True),
    _column("combined", "boolean", N_("Whether one person could have both kinds of support."), required=True),
    *_ends("money_", N_("People with money, the least."), N_("People with money, the most.")),
    *_ends("in_kind_", N_("People with support in kind, the least."), N_("People with support in kind, the most.")),
    *_ends("total_", N_("The printed total, the least."), N_("The printed total, the most.")),
    *_ends(
        "people_",
        N_("People, the least: the printed total, or the larger kind of support where both could be combined."),
        N_("People, the most: the printed total, or the sum of both kinds where they could be combined."),
    ),
    _column("figure_id", "string", N_("The figures that it rests on, a space between them."), required=True),
    key="period_start",
)
_DISCREPANCIES = _table(
    "discrepancies_examined",
    N_("Whether each recorded discrepancy still holds, and by which arithmetic"),
    _column("discrepancy_id", "string", N_("The discrepancy."), required=True),
    _column("holds", "boolean", N_("Whether the figures still disagree."), required=True),
    _column("arithmetic", "string", N_("The computation, as an English sentence."), required=True),
    key="discrepancy_id",
    references={"discrepancy_id": "discrepancies"},
)
_AID = _table(
    "aid_by_year",
    N_("Dutch contributions in the IATI file of UNHCR, added up by the year of their use"),
    _column("use_year", "integer", N_("The first year in which the money can be used."), required=True),
    _column("side", "string", N_("Who publishes the transactions: the receiver or the giver."), required=True),
    _column("type", "string", N_("Kind of transaction; amounts of two kinds are never added."), required=True),
    _column("currency", "string", N_("Currency; amounts in two currencies are never added."), required=True),
    _column(
        "lower", "number", N_("The sum, of activities and their parts the level that has the most."), required=True
    ),
    _column("upper", "number", N_("The sum of all levels, which may hold the same money twice."), required=True),
    _column("transactions", "integer", N_("How many transactions."), required=True),
    key="use_year side type currency",
)
