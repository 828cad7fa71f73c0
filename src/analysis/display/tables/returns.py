"""Tables of who returned, with what support, and who provides it."""

from __future__ import annotations

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.tables.grid import Column, Table, bounds, present, shares
from analysis.display.tables.indicators import change_of
from analysis.display.theme import Language
from analysis.display.wording import say


def returnees(frame: pd.DataFrame, language: Language) -> Table:
    """Show the former asylum seekers who returned with support, both readings, see ``questions.returns.by_year``."""
    columns = [
        Column(say(language, "year", "jaar"), lambda row: wording.window(row.period_start, row.period_end, language)),
        Column(
            say(language, "with money", "met geld"),
            lambda row: bounds(row.money_lower, row.money_upper, language),
            True,
        ),
        Column(
            say(language, "in kind", "in natura"),
            lambda row: bounds(row.in_kind_lower, row.in_kind_upper, language),
            True,
        ),
        Column(
            say(language, "total as printed", "totaal zoals gedrukt"),
            lambda row: bounds(row.total_lower, row.total_upper, language),
            True,
        ),
        Column(
            say(language, "sum of the columns", "som van de kolommen"),
            lambda row: bounds(row.sum_lower, row.sum_upper, language),
            True,
        ),
        Column(
            say(language, "people", "mensen"), lambda row: bounds(row.people_lower, row.people_upper, language), True
        ),
        Column(
            say(language, "share in kind", "aandeel in natura"),
            lambda row: shares(row.share_lower, row.share_upper, language),
            True,
        ),
        Column(
            say(language, "both possible", "beide mogelijk"),
            lambda row: say(language, "yes", "ja") if row.combined else say(language, "no", "nee"),
        ),
        Column(say(language, "figures", "cijfers"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(
        language,
        "Former asylum seekers who returned with support, by year",
        "Ex-asielzoekers die met ondersteuning terugkeerden, per jaar",
    )
    return Table(frame, columns, caption)


def return_trends(frame: pd.DataFrame, language: Language) -> Table:
    """Show the changes from year to year, and those that are refused, see ``questions.returns.trends``."""
    columns = [
        Column(say(language, "column", "kolom"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "from", "van"), lambda row: wording.window(row.period_start, row.period_end, language)),
        Column(
            say(language, "to", "naar"),
            lambda row: wording.window(row.other_period_start, row.other_period_end, language),
        ),
        Column(say(language, "change", "verandering"), lambda row: change_of(row, language), numeric=True),
        Column("%", lambda row: _relative(row.relative_lower, row.relative_upper, language), numeric=True),
        Column(say(language, "verdict", "oordeel"), lambda row: wording.verdict(row.verdict, language)),
        Column(say(language, "why", "waarom"), lambda row: wording.prose(row, "reason", language)),
        Column(say(language, "figures", "cijfers"), lambda row: f"{row.figure_id} {row.other_figure_id}", figures=True),
    ]
    return Table(frame, columns, say(language, "From year to year, by column", "Van jaar op jaar, per kolom"))


def returns_elsewhere(frame: pd.DataFrame, language: Language) -> Table:
    """Show the returns that the later reports print, see ``questions.returns.elsewhere``."""
    columns = [
        Column(say(language, "what", "wat"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "who", "wie"), lambda row: wording.population(row.population, language)),
        Column(say(language, "from", "vanuit"), lambda row: present(getattr(row, f"from_{language}"))),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: f"“{row.as_printed}”"),
        Column(
            say(language, "means", "betekent"),
            lambda row: bounds(row.lower, row.upper, language, opened=numbers.opened(row)),
            numeric=True,
        ),
        Column(
            say(language, "window", "periode"),
            lambda row: wording.window(row.period_start, row.period_end, language, row.period_basis),
        ),
        Column(say(language, "who pays", "wie betaalt"), lambda row: wording.payer(row.funding, language)),
        Column(say(language, "whose result", "wiens resultaat"), lambda row: wording.payer(row.credit, language)),
        Column(
            say(language, "may overlap with", "kan overlappen met"),
            lambda row: present(row.overlap_figure_id),
            figures=True,
        ),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(
        language,
        "Return and reintegration in the later reports: other populations",
        "Terugkeer en herintegratie in de latere rapporten: andere populaties",
    )
    return Table(frame, columns, caption)


def support(frame: pd.DataFrame, language: Language) -> Table:
    """Show the kinds of support, their providers and conditions, see ``questions.returns.support``."""
    columns = [
        Column(say(language, "support", "ondersteuning"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "kind", "soort"), lambda row: wording.support_kind(row.kind, language)),
        Column(
            say(language, "for", "bij"),
            lambda row: (
                say(language, "forced return", "gedwongen terugkeer")
                if row.forced
                else say(language, "voluntary return", "vrijwillige terugkeer")
            ),
        ),
        Column(say(language, "provided by", "aangeboden door"), lambda row: getattr(row, f"executors_{language}")),
        Column(say(language, "paid by", "betaald door"), lambda row: getattr(row, f"payers_{language}")),
        Column(say(language, "with", "met"), lambda row: getattr(row, f"partners_{language}")),
        Column(
            say(language, "conditions and notes", "voorwaarden en toelichting"),
            lambda row: wording.prose(row, "note", language),
        ),
        Column(say(language, "source", "bron"), lambda row: wording.where(row.where, language)),
    ]
    caption = say(
        language,
        "Support for return from the Netherlands; forced return apart",
        "Ondersteuning bij terugkeer uit Nederland; gedwongen terugkeer apart",
    )
    return Table(frame, columns, caption)


def return_conditions(frame: pd.DataFrame, language: Language) -> Table:
    """Show the numbers that support for return is held to, see ``questions.returns.conditions``."""
    columns = [
        Column(say(language, "programme", "programma"), lambda row: getattr(row, f"programme_{language}")),
        Column(say(language, "condition", "voorwaarde"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "for", "voor"), lambda row: wording.population(row.population, language)),
        Column(say(language, "limit", "grens"), lambda row: wording.limit(row, language)),
        Column(say(language, "note", "toelichting"), lambda row: wording.prose(row, "note", language)),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "Conditions of support for return, in numbers",
                  "Voorwaarden voor terugkeerondersteuning, in cijfers")  # fmt: skip
    return Table(frame, columns, caption)


def return_target_group(frame: pd.DataFrame, language: Language) -> Table:
    """Show who can be supported in returning, and who is excluded, see ``questions.returns.target_group``."""
    columns = [
        Column(say(language, "programme", "programma"), lambda row: getattr(row, f"programme_{language}")),
        Column(say(language, "what it says", "wat er staat"), lambda row: wording.prose(row, "says", language)),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(say(language, "source", "bron"), lambda row: wording.where(row.where, language)),
    ]
    caption = say(language, "Who can be supported, and who is excluded",
                  "Wie ondersteund kan worden, en wie is uitgesloten")  # fmt: skip
    return Table(frame, columns, caption)


def _relative(lower: float, upper: float, language: Language) -> str:
    return "" if pd.isna(lower) else numbers.signed(lower * 100, upper * 100, language, "percent")
