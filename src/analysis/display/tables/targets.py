"""Tables of results held against targets."""

from __future__ import annotations

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.tables.grid import Column, Table, bounds, number, present, shares
from analysis.display.theme import Language
from analysis.display.wording import say


def readings(frame: pd.DataFrame, language: Language) -> Table:
    """Show each printing of a result and what it allows, see ``questions.targets.readings``."""
    text_only = say(language, "what the text alone says", "wat de tekst zelf zegt")
    columns = [
        Column(
            say(language, "as printed", "zoals gedrukt"),
            lambda row: text_only if pd.isna(row.as_printed) else f"“{row.as_printed}”",
        ),
        Column(
            say(language, "allows", "laat toe"),
            lambda row: numbers.allowed(row, language),
            numeric=True,
        ),
        Column(
            say(language, "of the goal", "van het doel"),
            lambda row: numbers.share(row.share_lower, row.share_upper, language, numbers.opened(row, "share_")),
            numeric=True,
        ),
        Column(say(language, "where", "waar"), lambda row: wording.where(row.where, language)),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "What each printing allows", "Wat elke vermelding toelaat"))


def targets(frame: pd.DataFrame, language: Language) -> Table:
    """Show every target with its attainment, see ``questions.targets.overview``."""
    columns = [
        Column(say(language, "target", "doel"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "aimed at", "beoogd"), lambda row: number(row.goal, language), numeric=True),
        Column(
            say(language, "achieved", "bereikt"),
            lambda row: bounds(row.actual_lower, row.actual_upper, language, opened=numbers.opened(row, "actual_")),
            numeric=True,
        ),
        Column(
            say(language, "attained", "behaald"),
            lambda row: shares(row.share_lower, row.share_upper, language),
            numeric=True,
        ),
        Column(
            say(language, "status, computed", "status, berekend"),
            lambda row: wording.status(row.status_computed, language),
        ),
        Column(say(language, "status, printed", "status, gedrukt"), lambda row: present(row.status_as_printed)),
        Column(
            say(language, "what the document claims", "wat het document ervan zegt"),
            lambda row: present(row.claims_as_printed),
        ),
        Column(
            say(language, "figures", "cijfers"),
            lambda row: " ".join(present(f) for f in (row.target_figure_id, row.actual_figure_id)).strip(),
            figures=True,
        ),
    ]
    return Table(frame, columns, say(language, "All targets", "Alle doelen"))
