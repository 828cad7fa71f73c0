"""Tables of results held against targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import numbers, say
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, number, present, shares
from analysis.show.theme import Language


def readings(frame: pd.DataFrame, language: Language) -> Table:
    """Show each printing of a result and what it allows, see ``questions.targets.readings``."""
    text_only = say(language, "what the text alone says")
    columns = [
        Column(
            say(language, "as printed"),
            lambda row: text_only if pd.isna(row.as_printed) else f"“{row.as_printed}”",
        ),
        Column(
            say(language, "allows"),
            lambda row: numbers.allowed(row, language),
            numeric=True,
        ),
        Column(
            say(language, "of the goal"),
            lambda row: numbers.share(row.share_lower, row.share_upper, language, numbers.opened(row, "share_")),
            numeric=True,
        ),
        Column(say(language, "where"), lambda row: wording.where(row.where, language)),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "What each printing allows")
    counted = frame[f"counted_{language}"].dropna()
    if len(counted):
        caption += say(language, "; counted are {iloc}", iloc=counted.iloc[0])
    return Table(frame, columns, caption)


def target_definitions(frame: pd.DataFrame, language: Language) -> Table:
    """Show what each definition of what counts would give, see ``questions.targets.definitions``."""
    columns = [
        Column(say(language, "what is counted"), lambda row: getattr(row, f"counts_{language}")),
        Column(
            say(language, "credited to"),
            lambda row: wording.prose(row, "credited", language),
        ),
        Column(say(language, "window"), lambda row: _window(row, language)),
        Column(
            say(language, "as printed"),
            lambda row: "" if pd.isna(row.as_printed) else f"“{row.as_printed}”",
        ),
        Column(
            say(language, "allows"),
            lambda row: bounds(row.lower, row.upper, language, opened=numbers.opened(row)),
            numeric=True,
        ),
        Column(
            say(language, "of the goal, if that counts"),
            lambda row: _share(row, language),
            numeric=True,
        ),
        Column(
            say(language, "may it be set against the target"),
            lambda row: _verdict(row, language),
        ),
        Column(
            say(language, "source"),
            lambda row: present(row.figure_id) or present(row.source_id),
            figures=True,
        ),
    ]
    caption = say(language, "What each definition would give, and what none can")
    return Table(frame, columns, caption)


def _window(row: Any, language: Language) -> str:
    if pd.isna(row.period_start) and pd.isna(row.period_end):
        return ""
    return wording.window(row.period_start, row.period_end, language, row.period_basis)


def _share(row: Any, language: Language) -> str:
    if pd.isna(row.share_lower) and pd.isna(row.share_upper):
        return {
            "events": say(language, "no total"),
            "nothing": say(language, "not known"),
        }.get(row.gives, "")
    return numbers.share(row.share_lower, row.share_upper, language, numbers.opened(row, "share_"))


def _verdict(row: Any, language: Language) -> str:
    reason = wording.prose(row, "reason", language)
    if row.gives == "nothing":
        return reason
    verdict = say(language, "yes") if row.against_target else say(language, "no")
    return f"{verdict}: {reason}"


def targets(frame: pd.DataFrame, language: Language) -> Table:
    """Show every target with its attainment, see ``questions.targets.overview``."""
    columns = [
        Column(say(language, "target"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "aimed at"), lambda row: number(row.goal, language), numeric=True),
        Column(
            say(language, "achieved"),
            lambda row: bounds(row.actual_lower, row.actual_upper, language, opened=numbers.opened(row, "actual_")),
            numeric=True,
        ),
        Column(
            say(language, "attained"),
            lambda row: shares(row.share_lower, row.share_upper, language),
            numeric=True,
        ),
        Column(say(language, "what was counted"), lambda row: present(_counted(row, language))),
        Column(
            say(language, "status, computed"),
            lambda row: wording.status(row.status_computed, language),
        ),
        Column(say(language, "status, printed"), lambda row: present(row.status_as_printed)),
        Column(
            say(language, "what the document claims"),
            lambda row: present(row.claims_as_printed),
        ),
        Column(
            say(language, "figures"),
            lambda row: " ".join(present(f) for f in (row.target_figure_id, row.actual_figure_id)).strip(),
            figures=True,
        ),
    ]
    return Table(frame, columns, say(language, "All targets"))


def _counted(row: Any, language: Language) -> Any:
    return getattr(row, f"counted_{language}")
