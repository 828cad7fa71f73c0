"""Tables of who returned, with what support, and who provides it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, numbers, pgettext
from analysis.questions.indicators.tables import change_of
from analysis.show import fields, wording
from analysis.show.fields import Field, cell, code, days, interval, prose, share, yes_or_no
from analysis.show.table import Table


def returnees(frame: pd.DataFrame) -> Table:
    """Show the former asylum seekers who returned with support, both readings, see ``answers.by_year``."""
    columns = [
        fields.YEAR.printed(days),
        Field("money", N_("with money"), interval("money_"), numeric=True),
        Field("in_kind", N_("in kind"), interval("in_kind_"), numeric=True),
        Field("total", N_("total as printed"), interval("total_"), numeric=True),
        Field("sum", N_("sum of the columns"), interval("sum_"), numeric=True),
        fields.COUNT.printed(interval("people_")),
        Field("share", N_("share in kind"), share(), numeric=True),
        Field("combined", N_("both possible"), yes_or_no("combined")),
        fields.FIGURES,
    ]
    return Table(frame, columns, _("Former asylum seekers who returned with support, by year"))


def return_trends(frame: pd.DataFrame) -> Table:
    """Show the changes from year to year, and those that are refused, see ``answers.trends``."""
    columns = [
        fields.WHAT.headed(N_("column")),
        fields.FROM.printed(days),
        Field("window", lambda: pgettext("a place or time", "to"), days).of("other_"),
        fields.CHANGE.printed(change_of),
        Field("relative", lambda: "%", _relative, numeric=True),
        fields.VERDICT,
        fields.WHY,
        fields.PAIR,
    ]
    return Table(frame, columns, _("From year to year, by column"))


def returns_elsewhere(frame: pd.DataFrame) -> Table:
    """Show the returns that the later reports print, see ``answers.elsewhere``."""
    columns = [
        fields.WHAT,
        fields.PEOPLE,
        Field("from", lambda: pgettext("a place", "from"), prose("from")),
        fields.AS_PRINTED,
        fields.READ_AS.printed(interval()),
        fields.WINDOW,
        fields.PAYER,
        fields.CREDIT,
        Field("overlap", N_("may overlap with"), cell("overlap_figure_id"), figures=True),
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Return and reintegration in the later reports: other populations"))


def support(frame: pd.DataFrame) -> Table:
    """Show the kinds of support, their providers and conditions, see ``answers.support``."""
    columns = [
        Field("label", N_("support"), prose("label")),
        fields.KIND.printed(code("kind", wording.support_kind)),
        Field("forced", lambda: pgettext("a kind of help", "for"), _return),
        Field("executors", N_("provided by"), prose("executors")),
        Field("payers", N_("paid by"), prose("payers")),
        Field("partners", N_("with"), prose("partners")),
        fields.NOTE.headed(N_("conditions and notes")),
        fields.WHERE,
    ]
    return Table(frame, columns, _("Support for return from the Netherlands; forced return apart"))


def return_conditions(frame: pd.DataFrame) -> Table:
    """Show the numbers that support for return is held to, see ``answers.conditions``."""
    columns = [
        fields.PROGRAMME,
        fields.WHAT.headed(N_("condition")),
        fields.PEOPLE,
        Field("limit", N_("limit"), wording.limit),
        fields.NOTE,
        fields.AS_PRINTED,
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Conditions of support for return, in numbers"))


def return_target_group(frame: pd.DataFrame) -> Table:
    """Show who can be supported in returning, and who is excluded, see ``answers.target_group``."""
    columns = [fields.PROGRAMME, fields.SAYS, fields.AS_PRINTED, fields.WHERE]
    return Table(frame, columns, _("Who can be supported, and who is excluded"))


def _relative(row: Any) -> str:
    if pd.isna(row.relative_lower):
        return ""
    return numbers.signed(row.relative_lower * 100, row.relative_upper * 100, "percent")


def _return(row: Any) -> str:
    return _("forced return") if row.forced else _("voluntary return")
