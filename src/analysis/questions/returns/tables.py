"""Tables of who returned, with what support, and who provides it."""

from __future__ import annotations

import pandas as pd

from analysis.language import numbers, say, say_as
from analysis.questions.indicators.tables import change_of
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present, shares
from analysis.show.theme import Language


def returnees(frame: pd.DataFrame, language: Language) -> Table:
    """Show the former asylum seekers who returned with support, both readings, see ``questions.returns.by_year``."""
    columns = [
        Column(say(language, "year"), lambda row: wording.window(row.period_start, row.period_end, language)),
        Column(
            say(language, "with money"),
            lambda row: bounds(row.money_lower, row.money_upper, language),
            True,
        ),
        Column(
            say(language, "in kind"),
            lambda row: bounds(row.in_kind_lower, row.in_kind_upper, language),
            True,
        ),
        Column(
            say(language, "total as printed"),
            lambda row: bounds(row.total_lower, row.total_upper, language),
            True,
        ),
        Column(
            say(language, "sum of the columns"),
            lambda row: bounds(row.sum_lower, row.sum_upper, language),
            True,
        ),
        Column(say(language, "people"), lambda row: bounds(row.people_lower, row.people_upper, language), True),
        Column(
            say(language, "share in kind"),
            lambda row: shares(row.share_lower, row.share_upper, language),
            True,
        ),
        Column(
            say(language, "both possible"),
            lambda row: say(language, "yes") if row.combined else say(language, "no"),
        ),
        Column(say(language, "figures"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "Former asylum seekers who returned with support, by year")
    return Table(frame, columns, caption)


def return_trends(frame: pd.DataFrame, language: Language) -> Table:
    """Show the changes from year to year, and those that are refused, see ``questions.returns.trends``."""
    columns = [
        Column(say(language, "column"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "from"), lambda row: wording.window(row.period_start, row.period_end, language)),
        Column(
            say_as(language, "a place or time", "to"),
            lambda row: wording.window(row.other_period_start, row.other_period_end, language),
        ),
        Column(say(language, "change"), lambda row: change_of(row, language), numeric=True),
        Column("%", lambda row: _relative(row.relative_lower, row.relative_upper, language), numeric=True),
        Column(say(language, "verdict"), lambda row: wording.verdict(row.verdict, language)),
        Column(say(language, "why"), lambda row: wording.prose(row, "reason", language)),
        Column(say(language, "figures"), lambda row: f"{row.figure_id} {row.other_figure_id}", figures=True),
    ]
    return Table(frame, columns, say(language, "From year to year, by column"))


def returns_elsewhere(frame: pd.DataFrame, language: Language) -> Table:
    """Show the returns that the later reports print, see ``questions.returns.elsewhere``."""
    columns = [
        Column(say(language, "what"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "who"), lambda row: wording.population(row.population, language)),
        Column(say_as(language, "a place", "from"), lambda row: present(getattr(row, f"from_{language}"))),
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(
            say(language, "means"),
            lambda row: bounds(row.lower, row.upper, language, opened=numbers.opened(row)),
            numeric=True,
        ),
        Column(
            say(language, "window"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "who pays"), lambda row: wording.payer(row.funding, language)),
        Column(say(language, "whose result"), lambda row: wording.payer(row.credit, language)),
        Column(
            say(language, "may overlap with"),
            lambda row: present(row.overlap_figure_id),
            figures=True,
        ),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "Return and reintegration in the later reports: other populations")
    return Table(frame, columns, caption)


def support(frame: pd.DataFrame, language: Language) -> Table:
    """Show the kinds of support, their providers and conditions, see ``questions.returns.support``."""
    columns = [
        Column(say(language, "support"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "kind"), lambda row: wording.support_kind(row.kind, language)),
        Column(
            say_as(language, "a kind of help", "for"),
            lambda row: say(language, "forced return") if row.forced else say(language, "voluntary return"),
        ),
        Column(say(language, "provided by"), lambda row: getattr(row, f"executors_{language}")),
        Column(say(language, "paid by"), lambda row: getattr(row, f"payers_{language}")),
        Column(say(language, "with"), lambda row: getattr(row, f"partners_{language}")),
        Column(
            say(language, "conditions and notes"),
            lambda row: wording.prose(row, "note", language),
        ),
        Column(say(language, "source"), lambda row: wording.where(row.where, language)),
    ]
    caption = say(language, "Support for return from the Netherlands; forced return apart")
    return Table(frame, columns, caption)


def return_conditions(frame: pd.DataFrame, language: Language) -> Table:
    """Show the numbers that support for return is held to, see ``questions.returns.conditions``."""
    columns = [
        Column(say(language, "programme"), lambda row: getattr(row, f"programme_{language}")),
        Column(say(language, "condition"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "for"), lambda row: wording.population(row.population, language)),
        Column(say(language, "limit"), lambda row: wording.limit(row, language)),
        Column(say(language, "note"), lambda row: wording.prose(row, "note", language)),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "Conditions of support for return, in numbers")
    return Table(frame, columns, caption)


def return_target_group(frame: pd.DataFrame, language: Language) -> Table:
    """Show who can be supported in returning, and who is excluded, see ``questions.returns.target_group``."""
    columns = [
        Column(say(language, "programme"), lambda row: getattr(row, f"programme_{language}")),
        Column(say(language, "what it says"), lambda row: wording.prose(row, "says", language)),
        Column(say(language, "as printed"), lambda row: row.as_printed),
        Column(say(language, "source"), lambda row: wording.where(row.where, language)),
    ]
    caption = say(language, "Who can be supported, and who is excluded")
    return Table(frame, columns, caption)


def _relative(lower: float, upper: float, language: Language) -> str:
    return "" if pd.isna(lower) else numbers.signed(lower * 100, upper * 100, language, "percent")
