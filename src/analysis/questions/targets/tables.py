"""Tables of results held against targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import N_, _, translated
from analysis.show import fields, wording
from analysis.show.fields import Field, aimed, interval, joined, number, prose, share, yes_or_no
from analysis.show.table import Table


def readings(frame: pd.DataFrame) -> Table:
    """Show each printing of a result and what it is read as, see ``answers.readings``."""
    columns = [
        fields.AS_PRINTED.printed(_printed),
        fields.READ_AS.printed(interval()),
        Field("share", N_("of the goal"), lambda row: share()(row) or _("not known"), numeric=True),
        fields.WHERE,
        fields.FIGURE,
    ]
    caption = _("What each printing is read as")
    counted = frame[translated("counted")].dropna()
    if len(counted):
        caption += _("; counted are {iloc}", iloc=counted.iloc[0])
    return Table(frame, columns, caption)


def target_definitions(frame: pd.DataFrame) -> Table:
    """Show what each definition of what counts would give, see ``answers.definitions``."""
    columns = [
        fields.COUNTED.printed(prose("counts")),
        Field("credited", N_("credited to"), prose("credited")),
        fields.WINDOW.printed(_window),
        fields.AS_PRINTED,
        fields.READ_AS.printed(interval()),
        Field("share", N_("of the goal, if that counts"), _share, numeric=True),
        Field("against_target", N_("may it be set against the target"), _verdict),
        fields.CITED,
    ]
    return Table(frame, columns, _("What each definition would give, and what none can"))


def targets(frame: pd.DataFrame) -> Table:
    """Show every target with its attainment, see ``answers.overview``."""
    return Table(frame, _attained(), _("All targets"))


def of_a_figure(frame: pd.DataFrame) -> Table:
    """Show the targets that a figure belongs to, with their attainment, see ``answers.overview``."""
    return Table(frame, _attained(), _("The target, and what came of it"))


def _attained() -> list[Field]:
    return [
        fields.TARGET,
        fields.GOAL.printed(aimed(number("goal"))),
        fields.ACTUAL.printed(interval("actual_")),
        Field("share", N_("attained"), share(), numeric=True),
        Field("counted", N_("what was counted"), prose("counted")),
        fields.STATUS,
        fields.STATUS_PRINTED,
        fields.CLAIMS,
        fields.FIGURES.printed(joined("target_figure_id", "actual_figure_id")),
    ]


def _printed(row: Any) -> str:
    return fields.AS_PRINTED.cell(row) or _("what the text alone says")


def _window(row: Any) -> str:
    return "" if pd.isna(row.period_start) and pd.isna(row.period_end) else fields.window(row)


def _share(row: Any) -> str:
    text = share()(row)
    if not text and row.gives in {"events", "nothing"}:
        return _("no total") if row.gives == "events" else _("not known")
    return text


def _verdict(row: Any) -> str:
    reason = wording.prose(row, "reason")
    if row.gives == "nothing":
        return reason
    verdict = yes_or_no("against_target")(row)
    return f"{verdict}: {reason}"
