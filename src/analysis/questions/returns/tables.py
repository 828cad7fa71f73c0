"""Tables of who returned, with what support, and who provides it."""

from __future__ import annotations

import pandas as pd

from analysis.language import _, numbers, pgettext, translated
from analysis.questions.indicators.tables import change_of
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present, shares


def returnees(frame: pd.DataFrame) -> Table:
    """Show the former asylum seekers who returned with support, both readings, see ``questions.returns.by_year``."""
    columns = [
        Column(_("year"), lambda row: wording.window(row.period_start, row.period_end)),
        Column(
            _("with money"),
            lambda row: bounds(row.money_lower, row.money_upper),
            True,
        ),
        Column(
            _("in kind"),
            lambda row: bounds(row.in_kind_lower, row.in_kind_upper),
            True,
        ),
        Column(
            _("total as printed"),
            lambda row: bounds(row.total_lower, row.total_upper),
            True,
        ),
        Column(
            _("sum of the columns"),
            lambda row: bounds(row.sum_lower, row.sum_upper),
            True,
        ),
        Column(_("people"), lambda row: bounds(row.people_lower, row.people_upper), True),
        Column(
            _("share in kind"),
            lambda row: shares(row.share_lower, row.share_upper),
            True,
        ),
        Column(
            _("both possible"),
            lambda row: _("yes") if row.combined else _("no"),
        ),
        Column(_("figures"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("Former asylum seekers who returned with support, by year")
    return Table(frame, columns, caption)


def return_trends(frame: pd.DataFrame) -> Table:
    """Show the changes from year to year, and those that are refused, see ``questions.returns.trends``."""
    columns = [
        Column(_("column"), lambda row: getattr(row, translated("label"))),
        Column(_("from"), lambda row: wording.window(row.period_start, row.period_end)),
        Column(
            pgettext("a place or time", "to"),
            lambda row: wording.window(row.other_period_start, row.other_period_end),
        ),
        Column(_("change"), change_of, numeric=True),
        Column("%", lambda row: _relative(row.relative_lower, row.relative_upper), numeric=True),
        Column(_("verdict"), lambda row: wording.verdict(row.verdict)),
        Column(_("why"), lambda row: wording.prose(row, "reason")),
        Column(_("figures"), lambda row: f"{row.figure_id} {row.other_figure_id}", figures=True),
    ]
    return Table(frame, columns, _("From year to year, by column"))


def returns_elsewhere(frame: pd.DataFrame) -> Table:
    """Show the returns that the later reports print, see ``questions.returns.elsewhere``."""
    columns = [
        Column(_("what"), lambda row: getattr(row, translated("label"))),
        Column(_("who"), lambda row: wording.population(row.population)),
        Column(pgettext("a place", "from"), lambda row: present(getattr(row, translated("from")))),
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(
            _("means"),
            lambda row: bounds(row.lower, row.upper, opened=numbers.opened(row)),
            numeric=True,
        ),
        Column(
            _("window"),
            lambda row: wording.window(row.period_start, row.period_end, row.period_basis),
        ),
        Column(_("who pays"), lambda row: wording.payer(row.funding)),
        Column(_("whose result"), lambda row: wording.payer(row.credit)),
        Column(
            _("may overlap with"),
            lambda row: present(row.overlap_figure_id),
            figures=True,
        ),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("Return and reintegration in the later reports: other populations")
    return Table(frame, columns, caption)


def support(frame: pd.DataFrame) -> Table:
    """Show the kinds of support, their providers and conditions, see ``questions.returns.support``."""
    columns = [
        Column(_("support"), lambda row: getattr(row, translated("label"))),
        Column(_("kind"), lambda row: wording.support_kind(row.kind)),
        Column(
            pgettext("a kind of help", "for"),
            lambda row: _("forced return") if row.forced else _("voluntary return"),
        ),
        Column(_("provided by"), lambda row: getattr(row, translated("executors"))),
        Column(_("paid by"), lambda row: getattr(row, translated("payers"))),
        Column(_("with"), lambda row: getattr(row, translated("partners"))),
        Column(
            _("conditions and notes"),
            lambda row: wording.prose(row, "note"),
        ),
        Column(_("source"), lambda row: wording.where(row.where)),
    ]
    caption = _("Support for return from the Netherlands; forced return apart")
    return Table(frame, columns, caption)


def return_conditions(frame: pd.DataFrame) -> Table:
    """Show the numbers that support for return is held to, see ``questions.returns.conditions``."""
    columns = [
        Column(_("programme"), lambda row: getattr(row, translated("programme"))),
        Column(_("condition"), lambda row: getattr(row, translated("label"))),
        Column(_("for"), lambda row: wording.population(row.population)),
        Column(_("limit"), wording.limit),
        Column(_("note"), lambda row: wording.prose(row, "note")),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("Conditions of support for return, in numbers")
    return Table(frame, columns, caption)


def return_target_group(frame: pd.DataFrame) -> Table:
    """Show who can be supported in returning, and who is excluded, see ``questions.returns.target_group``."""
    columns = [
        Column(_("programme"), lambda row: getattr(row, translated("programme"))),
        Column(_("what it says"), lambda row: wording.prose(row, "says")),
        Column(_("as printed"), lambda row: row.as_printed),
        Column(_("source"), lambda row: wording.where(row.where)),
    ]
    caption = _("Who can be supported, and who is excluded")
    return Table(frame, columns, caption)


def _relative(lower: float, upper: float) -> str:
    return "" if pd.isna(lower) else numbers.signed(lower * 100, upper * 100, "percent")
