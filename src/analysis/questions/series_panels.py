"""Series in panels of their own: what the question on trends and every section that takes series up show alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, numbers, translated
from analysis.show import wording
from analysis.show.forms.series import Series
from analysis.show.marks import Nothing

_MILLION = 1e6
#: A window ends where its last day does.
_A_DAY = pd.Timedelta(days=1)
#: Two ends that differ by less than this part are one number beside a point; from this size on it is a whole one.
_CLOSE, _WHOLE = 0.01, 100


def taken_up(rows: pd.DataFrame, title: str, height: int = 62) -> alt.FacetChart | Nothing:
    """Draw the points of ``trends.answers.taken_up`` in panels, in the order in which they stand.

    ``height`` is that of a panel in pixels.
    """
    if rows.empty:
        return Nothing(_("No number of these series lies in this period."))
    shown = rows[rows["priced"] & rows["lower"].notna()]
    if shown.empty:
        return Nothing(_("No number of these series has a value in these prices."))
    return Series(points(rows_of(shown)), height=height).chart(title)


def points(rows: Iterable[Any], aims: Sequence[Any] = (), index_year: int | None = None) -> pd.DataFrame:
    """Return the points of series as :class:`analysis.show.forms.series.Series` draws them, panel after panel.

    ``rows`` are those of ``trends.answers.followed``, each series together; ``aims`` the targets of their lines. With
    an ``index_year`` the heights are per cent of that year.
    """
    panels = [_panel(list(of_panel), aims, index_year) for _, of_panel in groupby(rows, key=_series)]
    return pd.DataFrame([record for panel in panels for record in panel])


def begin(row: Any) -> pd.Timestamp:
    """Return the day from which a point is drawn: a stock or a running total stands at the day of its count."""
    first: pd.Timestamp = row.period_start if row.concept == "flow" else row.period_end
    return first


def window(row: Any) -> str:
    """Return the window that a point is drawn over, in words."""
    return wording.window(begin(row), row.period_end)


def day(moment: Any) -> str:
    """Return a day as a chart takes it."""
    return f"{moment:%Y-%m-%d}"


def printed_in(row: Any) -> dict[str, Any]:
    """Return by what a point leads to its source: its figure, or its series and the publication."""
    return {"figure_id": row.figure_id, "series_id": row.series_id, "source_id": row.source_id}


def only(holds: Any) -> bool | None:
    """Return what is said of few points and left out for the others."""
    return True if holds else None


def _series(row: Any) -> str:
    """Return what shares a panel: the lines of one series."""
    return str(row.trend_id if pd.isna(row.series_id) else row.series_id)


def _panel(rows: list[Any], aims: Sequence[Any], index_year: int | None) -> list[dict[str, Any]]:
    """Return the rows of one panel: points in its unit, scaled to millions where they are large, and its targets."""
    indexed = index_year is not None
    low, high = ("index_lower", "index_upper") if indexed else ("lower", "upper")
    first = rows[0]
    several = len({row.trend_id for row in rows}) > 1
    top = max(end for row in rows for end in (getattr(row, low), getattr(row, high)) if pd.notna(end))
    scale = _MILLION if top >= _MILLION and not indexed else 1.0
    label = getattr(first, translated("label")) if several else wording.trend(first)
    panel = {"panel": f"{label}, {wording.measured(first, millions=scale > 1, brief=True)}"}
    records = [_point(row, getattr(row, low), getattr(row, high), scale, indexed=indexed) for row in rows]
    for record, row in zip(records, rows, strict=True):
        record["variant"] = getattr(row, translated("variant")) if several else ""
    if not (several or records[-1]["apart"]):
        records[-1] |= {
            "last": _beside(records[-1], numbers.opened(rows[-1])),
            "ends": day(rows[-1].period_end + _A_DAY),
        }
    if not indexed:
        spanned = (min(row.period_start for row in rows), max(row.period_end for row in rows))
        lines = {row.trend_id for row in rows}
        own = {"series_id": first.series_id, "trend_id": None if pd.notna(first.series_id) else first.trend_id}
        records += [own | _aim(row, *spanned, scale) for row in aims if row.trend_id in lines]
    return [panel | record for record in records]


def _point(row: Any, low: float, high: Any, scale: float, *, indexed: bool) -> dict[str, Any]:
    first, end = begin(row), row.period_end + _A_DAY
    # A point stands at the number as printed; of an index there is none, so that it stands between the ends.
    value = low if pd.isna(high) else (low + high) / 2 if indexed or pd.isna(row.value) else row.value
    broken = pd.notna(row.break_at)
    return {
        **printed_in(row),
        **({"begins": day(first), "ends": day(end)} if row.concept == "flow" else {}),
        "trend_id": row.trend_id if pd.isna(row.series_id) else None,
        "run": row.run,
        "middle": day(first + (end - first) / 2 if row.concept == "flow" else first),
        "value": _precise(value / scale),
        "lower": _precise(low / scale),
        "upper": _precise((low if pd.isna(high) else high) / scale),
        "open": only(pd.isna(high)),
        "apart": only(not row.in_line),
        "hollow": only(row.provisional),
        "window": window(row),
        "means": numbers.interval(low, high, "percent") if indexed else wording.point(row),
        "as_printed": "" if pd.isna(row.as_printed) else row.as_printed,
        "break_at": day(row.break_at) if broken else None,
        "why": wording.prose(row, "break") if broken else None,
    }


def _aim(row: Any, first: Any, last: Any, scale: float) -> dict[str, Any]:
    """Return a target, over the time that it is for, or all of the panel where that is not printed."""
    first, last = (first if pd.isna(row.start) else row.start), (last if pd.isna(row.deadline) else row.deadline)
    return {
        "figure_id": row.figure_id,
        "source_id": row.source_id,
        "begins": day(first),
        "ends": day(last),
        "middle": day(first),
        **dict.fromkeys(("value", "lower", "upper"), _precise(row.value / scale)),
        "window": getattr(row, translated("label")),
        "means": numbers.allowed(row),
        "as_printed": row.as_printed,
        "aim": True,
        "variant": "",
    }


def _beside(record: dict[str, Any], opened: numbers.Opened) -> str:
    """Return what stands beside the last point: one number where rounding leaves hardly anything open."""
    lower, upper = record["lower"], record["upper"]
    if record["open"] or upper - lower > _CLOSE * upper:
        return numbers.interval(lower, None if record["open"] else upper, opened=opened)
    middle = (lower + upper) / 2
    return numbers.number(middle, 0 if middle >= _WHOLE or middle % 1 == 0 else 1)


def _precise(value: float) -> float:
    """Return a height, more exact than can be drawn."""
    return float(f"{value:.7g}")
