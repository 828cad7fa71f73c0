"""Tables of what was achieved, what became of the indicators, and what may be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present


def results(frame: pd.DataFrame) -> Table:
    """Show every result with its window, population, hedge and level, see ``questions.indicators.printed``."""
    columns = [
        Column("indicator", lambda row: getattr(row, translated("label"))),
        Column(_("report"), lambda row: row.report),
        Column(_("level"), lambda row: wording.level(row.result_level)),
        Column(_("who"), lambda row: wording.population(row.population)),
        Column(_("as printed"), _printed),
        Column(_("hedge"), lambda row: wording.hedge(row.qualifier)),
        Column(_("means"), wording.quantity),
        Column(_("window"), _window),
        Column(_("whose result"), lambda row: wording.payer(row.credit)),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _("Every result of the result reports"))


def indicator_names(frame: pd.DataFrame) -> Table:
    """Show what a report calls an indicator, under its own name and result area, see ``questions.indicators.named``."""
    columns = [
        Column("indicator", lambda row: getattr(row, translated("label"))),
        Column(_("name as printed"), lambda row: f"“{row.name_as_printed}”"),
        Column(_("result area"), lambda row: getattr(row, translated("result_area"))),
        Column(_("status"), lambda row: present(row.status_as_printed)),
        Column(_("report"), lambda row: row.report),
        Column(_("where"), lambda row: wording.where(row.where)),
    ]
    none = _(": none") if frame.empty else ""
    caption = _("What the reports themselves call an indicator")
    return Table(frame, columns, caption + none)


def continuity(frame: pd.DataFrame) -> Table:
    """Show what became of each indicator and what stands beside it, see ``questions.indicators.continuity``."""
    columns = [
        Column("indicator", lambda row: getattr(row, translated("label"))),
        Column(_("theme"), lambda row: wording.theme(row.theme)),
        Column(_("level"), lambda row: wording.level(row.result_level)),
        Column(_("reports"), lambda row: row.reports.replace(" ", ", ")),
        Column(_("what became of it"), lambda row: wording.fate(row.fate)),
        Column(_("beside it"), lambda row: present(getattr(row, translated("counterpart")))),
        Column(_("from earlier to later"), _change),
        Column(_("status"), lambda row: present(row.status_as_printed)),
        Column(_("figures"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, _("What became of each indicator"))


def comparisons(frame: pd.DataFrame) -> Table:
    """Show pairs of figures with their verdict and, where allowed, the change, see ``indicators.comparisons``."""
    columns = [
        Column(pgettext("heading", "earlier"), lambda row: _side(row, "")),
        Column(pgettext("heading", "later"), lambda row: _side(row, "other_")),
        Column(_("definition"), lambda row: wording.agreement(row.same_definition)),
        Column(_("population"), lambda row: wording.agreement(row.same_population)),
        Column(_("portfolio"), lambda row: wording.agreement(row.same_portfolio)),
        Column(_("window"), lambda row: wording.agreement(row.same_window)),
        Column(_("verdict"), lambda row: wording.verdict(row.verdict)),
        Column(_("change"), change_of, numeric=True),
        Column(_("why"), lambda row: wording.prose(row, "reason")),
        Column(_("figures"), lambda row: f"{row.figure_id} {row.other_figure_id}", figures=True),
    ]
    caption = _("Pairs of figures, and whether a change between them means anything")
    return Table(frame, columns, caption)


def change_of(row: Any) -> str:
    """Print the change between two figures, or what keeps it from being computed."""
    if not row.allowed:
        return "; ".join(wording.obstacle(code) for code in row.obstacles.split())
    if row.unit in {"EUR", "USD"}:
        return bounds(row.change_lower, row.change_upper, row.unit)
    return numbers.signed(row.change_lower, row.change_upper)


def _side(row: Any, prefix: str) -> str:
    label, printed, start, end = (
        getattr(row, f"{prefix}{name}") for name in (translated("label"), "as_printed", "period_start", "period_end")
    )
    return f"{label}: “{printed}” ({wording.window(start, end)})"


def _window(row: Any) -> str:
    return wording.window(row.period_start, row.period_end, row.period_basis)


def _printed(row: Any) -> str:
    if pd.isna(row.other_as_printed):
        return f"“{row.as_printed}”"
    others = ", ".join(f"“{text}”" for text in row.other_as_printed.split(" · "))
    return _("“{as_printed}”; also {others}", as_printed=row.as_printed, others=others)


def _change(row: Any) -> str:
    if pd.isna(row.level_change):
        return ""
    return " → ".join(wording.level(code) for code in row.level_change.split("_to_"))


def highlights(frame: pd.DataFrame) -> Table:
    """Show results beside the highlights of the next page, see ``questions.indicators.highlights``.

    Results that never were a highlight are left to the sentence.
    """
    none = _("none")
    columns = [
        Column(_("result"), lambda row: getattr(row, translated("label"))),
        Column(_("in the report"), lambda row: f"“{row.as_printed}”", numeric=True),
        Column(_("window"), lambda row: wording.window(row.period_start, row.period_end)),
        Column(
            _("highlight of the page after it"),
            lambda row: none if pd.isna(row.other_as_printed) else f"“{row.other_as_printed}”",
            numeric=True,
        ),
        Column(_("window"), _other_window),
        Column(_("beside the other"), lambda row: wording.highlight(row.fate)),
        Column(_("why not comparable"), lambda row: wording.prose(row, "reason")),
        Column(
            _("figure and source"),
            lambda row: f"{row.figure_id} {present(row.other_source_id)}".strip(),
            figures=True,
        ),
    ]
    caption = _("Results, and the highlights of the page after them")
    return Table(frame[frame["series_id"].notna()], columns, caption)


def _other_window(row: Any) -> str:
    if pd.isna(row.other_period_end):
        return ""
    return wording.window(row.other_period_start, row.other_period_end, row.other_period_basis)
