"""Tables of results held against targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, numbers, translated
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, number, present, shares


def readings(frame: pd.DataFrame) -> Table:
    """Show each printing of a result and what it allows, see ``questions.targets.readings``."""
    text_only = _("what the text alone says")
    columns = [
        Column(
            _("as printed"),
            lambda row: text_only if pd.isna(row.as_printed) else f"“{row.as_printed}”",
        ),
        Column(
            _("allows"),
            numbers.allowed,
            numeric=True,
        ),
        Column(
            _("of the goal"),
            lambda row: numbers.share(row.share_lower, row.share_upper, numbers.opened(row, "share_")),
            numeric=True,
        ),
        Column(_("where"), lambda row: wording.where(row.where)),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("What each printing allows")
    counted = frame[translated("counted")].dropna()
    if len(counted):
        caption += _("; counted are {iloc}", iloc=counted.iloc[0])
    return Table(frame, columns, caption)


def target_definitions(frame: pd.DataFrame) -> Table:
    """Show what each definition of what counts would give, see ``questions.targets.definitions``."""
    columns = [
        Column(_("what is counted"), lambda row: getattr(row, translated("counts"))),
        Column(
            _("credited to"),
            lambda row: wording.prose(row, "credited"),
        ),
        Column(_("window"), _window),
        Column(
            _("as printed"),
            lambda row: "" if pd.isna(row.as_printed) else f"“{row.as_printed}”",
        ),
        Column(
            _("allows"),
            lambda row: bounds(row.lower, row.upper, opened=numbers.opened(row)),
            numeric=True,
        ),
        Column(
            _("of the goal, if that counts"),
            _share,
            numeric=True,
        ),
        Column(
            _("may it be set against the target"),
            _verdict,
        ),
        Column(
            _("source"),
            lambda row: present(row.figure_id) or present(row.source_id),
            figures=True,
        ),
    ]
    caption = _("What each definition would give, and what none can")
    return Table(frame, columns, caption)


def _window(row: Any) -> str:
    if pd.isna(row.period_start) and pd.isna(row.period_end):
        return ""
    return wording.window(row.period_start, row.period_end, row.period_basis)


def _share(row: Any) -> str:
    if pd.isna(row.share_lower) and pd.isna(row.share_upper):
        return {
            "events": _("no total"),
            "nothing": _("not known"),
        }.get(row.gives, "")
    return numbers.share(row.share_lower, row.share_upper, numbers.opened(row, "share_"))


def _verdict(row: Any) -> str:
    reason = wording.prose(row, "reason")
    if row.gives == "nothing":
        return reason
    verdict = _("yes") if row.against_target else _("no")
    return f"{verdict}: {reason}"


def targets(frame: pd.DataFrame) -> Table:
    """Show every target with its attainment, see ``questions.targets.overview``."""
    columns = [
        Column(_("target"), lambda row: getattr(row, translated("label"))),
        Column(_("aimed at"), lambda row: number(row.goal), numeric=True),
        Column(
            _("achieved"),
            lambda row: bounds(row.actual_lower, row.actual_upper, opened=numbers.opened(row, "actual_")),
            numeric=True,
        ),
        Column(
            _("attained"),
            lambda row: shares(row.share_lower, row.share_upper),
            numeric=True,
        ),
        Column(_("what was counted"), lambda row: present(_counted(row))),
        Column(
            _("status, computed"),
            lambda row: wording.status(row.status_computed),
        ),
        Column(_("status, printed"), lambda row: present(row.status_as_printed)),
        Column(
            _("what the document claims"),
            lambda row: present(row.claims_as_printed),
        ),
        Column(
            _("figures"),
            lambda row: " ".join(present(f) for f in (row.target_figure_id, row.actual_figure_id)).strip(),
            figures=True,
        ),
    ]
    return Table(frame, columns, _("All targets"))


def _counted(row: Any) -> Any:
    return getattr(row, translated("counted"))
