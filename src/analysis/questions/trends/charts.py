"""Charts of what can be followed through the years: which years there are, line by line, and what cannot be."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset import labels
from analysis.dataset.rows import rows_of
from analysis.language import N_, _, current, translated
from analysis.questions.series_panels import begin, points, printed_in, window
from analysis.show import wording
from analysis.show.fields import FIGURE, READ_AS, Field, cell, told, tooltip
from analysis.show.forms.series import Series
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Nothing
from analysis.show.theme import BLUE, MUTED, WIDTH

#: Height of a panel, in pixels; characters of a line of text there.
_PANEL, _LINE = 62, 92


def _break(row: Any) -> str:
    return "" if pd.isna(row.break_at) else wording.prose(row, "break")


def _length(row: Any) -> str:
    return _("of the usual length") if row.in_line else _("of another length")


_SERIES = Field("label", N_("series"), wording.trend)
_OVER = Field("window", N_("window"), window)
_MEANS = Field("means", READ_AS.heading, wording.point)
_LENGTH = Field("role", N_("window"), _length)
_WHY = Field("why", N_("break"), _break)
_SOURCE = Field("source_id", N_("source"), cell("source_id"))
#: Height of a row, in pixels; characters of a line of its label.
_ROW, _LABEL = 26, 50


def trend_years(rows: pd.DataFrame) -> Drawn | Nothing:
    """Draw the years that each line has, see ``answers.followed``: windows, breaks, gaps, no heights."""
    if rows.empty:
        return _nothing()
    drawn = _by_theme(rows)
    frame = pd.DataFrame(drawn)
    data = told(frame, _SERIES, _LENGTH, _OVER, _MEANS, _WHY, _SOURCE, FIGURE, keep=("series_id",))
    data = data.assign(
        panel=[wording.theme(row.theme) for row in drawn],
        key=data["label"],
        begins=[begin(row) for row in drawn],
        ends=frame["period_end"].to_numpy(),
        hollow=frame["provisional"].to_numpy(dtype="bool"),
        break_at=frame["break_at"].to_numpy(),
    )
    return windows(
        data,
        Titles(
            _(
                "Series that can be followed for three years or more, by theme, {span}",
                span=wording.years(row.year for row in drawn),
            ),
            [
                _("Bar: the window of a number; dot: counted on a day; hollow: provisional;"),
                _("orange line: a break, across which nothing is compared"),
            ],
            told=("window",),
        ),
        [Role(_("of the usual length"), BLUE), Role(_("of another length"), MUTED)],
        tooltip(_SERIES, _OVER, _MEANS, _SOURCE, FIGURE),
        wide=WIDTH - 70,
    )


def trends(rows: pd.DataFrame, aims: pd.DataFrame, index_year: int | None) -> alt.FacetChart | Nothing:
    """Draw every series in a panel of its own, on one time axis, see ``answers.followed`` and ``aims``.

    Lines join windows that adjoin, and stop at gaps and breaks; the reason of a break stands below its panel. With an
    ``index_year`` the heights are per cent of that year, and what cannot be set against it is left out.
    """
    if rows.empty:
        return _nothing()
    indexed = index_year is not None
    shown = rows[rows["indexed"]] if indexed else rows[rows["priced"] & rows["lower"].notna()]
    if shown.empty:
        said = _(
            "No series has a number of {index_year} to be set against, or a value in these prices.",
            index_year=index_year,
        )
        return Nothing(said)
    drawn = _by_theme(shown)
    period = _("each in its own unit, {span}", span=wording.years(row.year for row in drawn))
    if indexed:
        period = _("{index_year} = 100, {span}", index_year=index_year, span=wording.years(row.year for row in drawn))
    title = _("Series that can be followed: {period}", period=period)
    return Series(points(drawn, list(rows_of(aims)), index_year)).chart(title)


def unfollowed(rows: pd.DataFrame) -> Drawn | Nothing:
    """Draw the few years that there are of what cannot be followed, see ``answers.unfollowed``.

    What is followed all the same elsewhere than at its obstacle, and pairs of two counts, are left to the table.
    """
    shown = rows[~rows["followed"].astype("bool") & (rows["obstacle"] != "not_comparable")]
    records = [record for row in _by_theme(shown) for record in _left(row)]
    data = pd.DataFrame(records).drop_duplicates(ignore_index=True) if records else pd.DataFrame()
    if "begins" not in data:
        return Nothing(_("In this theme nothing with a date stands outside the series above."))
    data = data.reindex(columns=list(dict.fromkeys([*data.columns, "break_at"])))
    themes = list(labels.labels("theme", current()).values())
    years, gap = _unfollowed_roles()
    return windows(
        data.sort_values("panel", key=lambda names: names.map(themes.index), kind="stable", ignore_index=True),
        Titles(
            _("What cannot be followed: the years that there are, by theme"),
            [
                _("Dot: a number whose window ends in this year; orange: a break;"),
                _("hollow bar: a document that would fill the gap was not found or not read"),
            ],
            told=("year",),
        ),
        [Role(years, BLUE), Role(gap, MUTED, "square")],
        [
            alt.Tooltip("label:N", title=_("what")),
            alt.Tooltip("year:N", title=_("year")),
            alt.Tooltip("why:N", title=_("missing")),
            *tooltip(_SOURCE, FIGURE),
        ],
        wide=WIDTH - 70,
    )


def _unfollowed_roles() -> tuple[str, str]:
    return _("a number"), _("a document that is missing")


def _left(row: Any) -> list[dict[str, Any]]:
    """Return the years that there are of a thing, the break that keeps it from being followed, and what is missing."""
    label = getattr(row, translated("label"))
    cells = {"panel": wording.theme(row.theme), "label": label, "key": label, "measure_id": row.measure_id}
    number, missing = _unfollowed_roles()
    cells |= printed_in(row) | {"hollow": False, "role": number}
    years = [] if pd.isna(row.years) else str(row.years).split()
    days = [pd.Timestamp(int(year), 7, 1) for year in years]
    records = [cells | {"begins": day, "ends": day, "year": year} for day, year in zip(days, years, strict=True)]
    if pd.notna(row.at):
        records.append(cells | {"break_at": row.at, "why": wording.prose(row, "reason")})
    if pd.notna(row.period_start) and pd.notna(row.period_end):
        gap = {"begins": row.period_start, "ends": row.period_end, "why": str(row.title)}
        records.append(cells | gap | {"role": missing, "hollow": True})
    return records


def _nothing() -> Nothing:
    return Nothing(_("No series of this theme and period can be followed for three years or more."))


def _by_theme(rows: pd.DataFrame) -> list[Any]:
    """Return the rows of a frame by theme, and within it in their order."""
    rank = {theme: place for place, theme in enumerate(labels.labels("theme", current()))}
    return sorted(rows_of(rows), key=lambda row: rank[row.theme])
