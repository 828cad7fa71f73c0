"""Lines in words, for those who do not see them: where each begins and ends, its highest and lowest, its breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from analysis.language import _, ngettext

#: So many lines are told one by one; of more, each panel is told as a whole.
_HANDFUL = 6


def lines(points: pd.DataFrame, notes: Callable[[pd.DataFrame], list[str]]) -> str:
    """Tell the lines of :attr:`analysis.show.forms.series.Series.points`, which is not empty.

    ``notes`` gives the reasons of the breaks of a panel's points, as lines.
    """
    points = points.reset_index(drop=True)
    aimed = pd.Series("aim" in points and [aim is True for aim in points["aim"]], points.index)
    drawn = points[~aimed & points["value"].notna()].sort_values("middle", kind="stable")
    few = len(drawn[_names(drawn)].drop_duplicates()) <= _HANDFUL
    told = []
    for name, panel in points.groupby("panel", sort=False):
        line = drawn[drawn["panel"] == name]
        parts = list(_each(line) if few else _together(line)) if len(line) else []
        targets = panel[aimed[panel.index]]
        parts += [_("target {target}", target=_at(targets.iloc[number])) for number in range(len(targets))]
        cut = " ".join(notes(panel))
        told.append(f"{name}: {'; '.join(parts)}" + (f" ({cut})" if cut else ""))
    return ". ".join(told)


def _names(points: pd.DataFrame) -> list[str]:
    return [name for name in ("panel", "variant") if name in points]


def _each(points: pd.DataFrame) -> Iterator[str]:
    """Tell every line of a panel."""
    for name, line in points.groupby("variant", sort=False) if "variant" in points else [("", points)]:
        prefix = f"{name!s}: " if name else ""
        if len(line) == 1:
            yield prefix + _at(line.iloc[0])
            continue
        lowest, highest = _extremes(line)
        yield prefix + _(
            "from {first} to {last}, lowest {lowest}, highest {highest}",
            first=_at(line.iloc[0]),
            last=_at(line.iloc[-1]),
            lowest=lowest,
            highest=highest,
        )


def _together(points: pd.DataFrame) -> Iterator[str]:
    """Tell a panel as a whole: a line by its ends, several by their number and range."""
    count = points["variant"].nunique() if "variant" in points else 1
    if count == 1 and len(points) == 1:
        yield _at(points.iloc[0])
    elif count == 1:
        yield _("from {first} to {last}", first=_at(points.iloc[0]), last=_at(points.iloc[-1]))
    else:
        lowest, highest = _extremes(points)
        yield ngettext(
            "{count} line, lowest {lowest}, highest {highest}",
            "{count} lines, lowest {lowest}, highest {highest}",
            count,
            count=count,
            lowest=lowest,
            highest=highest,
        )


def _extremes(points: pd.DataFrame) -> tuple[str, str]:
    by_value = points.sort_values("value", kind="stable")
    return _at(by_value.iloc[0]), _at(by_value.iloc[-1])


def _at(row: Any) -> str:
    """Return a number with its time."""
    return f"{row.means} ({row.window})"
