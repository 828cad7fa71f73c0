"""Tables of what was achieved, what became of the indicators, and what may be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.figures.currencies import CURRENCIES
from analysis.language import N_, _, numbers, pgettext
from analysis.questions.indicators import words
from analysis.show import fields, wording
from analysis.show.fields import Field, cell, code, days, interval, items, joined, prose, quoted
from analysis.show.table import Table

_INDICATOR = fields.WHAT.headed(N_("indicator"))
_REPORT = Field("report", N_("report"), cell("report"))


def results(frame: pd.DataFrame) -> Table:
    """Show every result with its window, population, hedge and level, see ``answers.printed``."""
    columns = [
        _INDICATOR,
        _REPORT,
        fields.LEVEL,
        fields.PEOPLE,
        fields.AS_PRINTED.printed(_printed),
        fields.HEDGE,
        fields.READ_AS,
        fields.WINDOW,
        fields.CREDIT,
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Every result of the result reports"))


def indicator_names(frame: pd.DataFrame) -> Table:
    """Show what a report calls an indicator, under its own name and result area, see ``answers.named``."""
    columns = [
        _INDICATOR,
        Field("name_as_printed", N_("name as printed"), quoted("name_as_printed")),
        Field("result_area", N_("result area"), prose("result_area")),
        fields.STATUS_PRINTED,
        _REPORT,
        fields.WHERE,
    ]
    none = _(": none") if frame.empty else ""
    return Table(frame, columns, _("What the reports themselves call an indicator") + none)


def continuity(frame: pd.DataFrame) -> Table:
    """Show what became of each indicator and what stands beside it, see ``answers.continuity``."""
    columns = [
        _INDICATOR,
        fields.THEME,
        fields.LEVEL,
        Field("reports", N_("reports"), items("reports")),
        Field("fate", N_("what became of it"), code("fate", words.fate)),
        Field("counterpart", N_("beside it"), prose("counterpart")),
        Field("level_change", N_("from earlier to later"), code("level_change", _levels)),
        fields.STATUS_PRINTED,
        fields.FIGURES,
    ]
    return Table(frame, columns, _("What became of each indicator"))


def comparisons(frame: pd.DataFrame) -> Table:
    """Show pairs of figures with their verdict and, where allowed, the change, see ``answers.comparisons``."""
    side = Field("side", lambda: pgettext("heading", "earlier"), _side)
    columns = [
        side,
        side.of("other_").headed(lambda: pgettext("heading", "later")),
        _same("definition", N_("definition")),
        _same("population", N_("population")),
        _same("portfolio", N_("portfolio")),
        fields.WINDOW.printed(code("same_window", wording.agreement)),
        fields.VERDICT,
        fields.CHANGE.printed(change_of),
        fields.WHY,
        fields.PAIR,
    ]
    return Table(frame, columns, _("Pairs of figures, and whether a change between them means anything"))


def highlights(frame: pd.DataFrame) -> Table:
    """Show results beside the highlights of the next page, see ``answers.highlights``.

    Results that never were a highlight are left to the sentence.
    """
    columns = [
        fields.RESULT,
        Field("in_report", N_("in the report"), quoted("as_printed"), numeric=True),
        fields.WINDOW.printed(days),
        Field("highlight", N_("highlight of the page after it"), _highlight, numeric=True),
        Field("other_window", N_("window of the highlight"), _other_window),
        Field("fate", N_("beside the other"), code("fate", words.highlight)),
        fields.WHY.headed(N_("why not comparable")),
        fields.CITED.printed(joined("figure_id", "other_source_id")),
    ]
    return Table(frame[frame["series_id"].notna()], columns, _("Results, and the highlights of the page after them"))


def change_of(row: Any) -> str:
    """Print the change between two figures, or what keeps it from being computed."""
    if not row.allowed:
        return "; ".join(wording.obstacle(code) for code in row.obstacles.split())
    if row.unit in CURRENCIES:
        return interval("change_", row.unit)(row)
    return numbers.signed(row.change_lower, row.change_upper)


def _same(what: str, heading: str) -> Field:
    return Field(what, heading, code(f"same_{what}", wording.agreement))


def _side(row: Any) -> str:
    return f"{wording.prose(row, 'label')}: “{row.as_printed}” ({days(row)})"


def _printed(row: Any) -> str:
    if pd.isna(row.other_as_printed):
        return f"“{row.as_printed}”"
    others = ", ".join(f"“{text}”" for text in row.other_as_printed.split(" · "))
    return _("“{as_printed}”; also {others}", as_printed=row.as_printed, others=others)


def _levels(change: str) -> str:
    return " → ".join(wording.level(code) for code in change.split("_to_"))


def _highlight(row: Any) -> str:
    return quoted("other_as_printed")(row) or _("none")


def _other_window(row: Any) -> str:
    if pd.isna(row.other_period_end):
        return ""
    return wording.window(row.other_period_start, row.other_period_end, row.other_period_basis)
