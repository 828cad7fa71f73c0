"""Tables of what can be followed through the years, with texts to cite it by, and of what cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.language import _, numbers, translated
from analysis.questions.trends import answers as question
from analysis.questions.trends import sentences
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present


def trend_citations(rows: pd.DataFrame, stretches: pd.DataFrame, publications: pd.DataFrame) -> Table:
    """Show the lines of ten years or more, each with a text to cite it by, see ``narrative.trend_citations``."""
    cited = sentences.trend_citations(rows, stretches, publications)
    of_trend = rows.groupby("trend_id")["source_id"].agg(lambda names: " ".join(dict.fromkeys(names)))
    records = [(wording.trend(row), text, of_trend[row.trend_id]) for row, text in cited]
    frame = pd.DataFrame(records, columns=["series", "text", "sources"])
    columns = [
        Column(_("series"), lambda row: row.series),
        Column(_("to cite"), lambda row: row.text),
        Column(_("sources"), lambda row: row.sources, figures=True),
    ]
    caption = _("Lines of ten years or more, with their breaks")
    return Table(frame, columns, caption)


def trend_stretches(stretches: pd.DataFrame) -> Table:
    """Show each line by its stretches between breaks, see ``questions.trends.stretches``."""
    columns = [
        Column(_("series"), wording.trend),
        Column(_("in"), wording.measured),
        Column(_("from"), lambda row: wording.window(_day(row, "first"), row.first_end)),
        Column(
            _("first value"),
            lambda row: _value(row, "first_"),
            numeric=True,
        ),
        Column(_("to"), lambda row: wording.window(_day(row, "last"), row.last_end)),
        Column(
            _("last value"),
            lambda row: _value(row, "last_"),
            numeric=True,
        ),
        Column(_("change"), _change, numeric=True),
        Column(_("years without a number"), lambda row: row.gaps.replace(" ", ", ")),
        Column(_("break before it"), _break),
        Column(_("sources"), lambda row: present(row.figure_id) or row.source_id, figures=True),
    ]
    caption = _("Stretches between breaks: the first and the last number of each")
    return Table(stretches, columns, caption)


def trend_points(rows: pd.DataFrame, index_year: int | None) -> Table:
    """Show every number of the lines, see ``questions.trends.followed``."""
    indexed = Column(f"{index_year} = 100", lambda row: bounds(row.index_lower, row.index_upper), True)
    columns = [
        Column(_("series"), wording.trend),
        Column(_("window"), _window),
        Column(_("as printed"), _printed),
        Column(_("means"), _point, numeric=True),
        Column(_("from the one before"), _change, True),
        *([] if index_year is None else [indexed]),
        Column(_("reserve"), _reserve),
        Column(_("note"), lambda row: wording.prose(row, "note")),
        Column(_("source"), lambda row: present(row.figure_id) or row.source_id, figures=True),
    ]
    return Table(rows, columns, _("Every number of these series"))


def trend_years(rows: pd.DataFrame) -> Table:
    """Show the numbers of a few lines side by side, a row a year, see ``questions.trends.taken_up``.

    What stands in a cell beside its number is its window, where that is another than the line's, and its reserve.
    """
    lines = rows.drop_duplicates("trend_id")
    cells: dict[tuple[str, Any], list[str]] = {}
    sources: dict[Any, list[str]] = {}
    for row in rows.itertuples():
        cells.setdefault((str(row.trend_id), row.year), []).append(_cell(row))
        sources.setdefault(row.year, []).extend((present(row.figure_id) or str(row.source_id)).split())
    frame = pd.DataFrame({"year": sorted(sources)})

    def line(name: str) -> Callable[[Any], str]:
        return lambda row: "; ".join(cells.get((name, row.year), []))

    columns = [
        Column(_("year"), lambda row: row.year),
        *(
            Column(f"{wording.trend(of)}, {wording.measured(of)}", line(str(of.trend_id)), True)
            for of in lines.itertuples()
        ),
        Column(_("sources"), lambda row: " ".join(dict.fromkeys(sources[row.year])), figures=True),
    ]
    return Table(frame, columns, _("Year by year, as published"))


def _cell(row: Any) -> str:
    """Say a number as it was published, rounded as it is; of a hedged one, what that allows."""
    apart = "" if row.in_line else f"{_window(row)}: "
    reserve = _reserve(row) if row.in_line else _("provisional") * row.provisional
    exact = row.qualifier == "exact" and row.unit not in {"EUR", "USD", "percent"} and pd.notna(row.value)
    text = numbers.number(row.value) if exact else _point(row)
    return f"{apart}{text}{f' ({reserve})' if reserve else ''}"


def unfollowed(rows: pd.DataFrame) -> Table:
    """Show what cannot be followed and why, see ``questions.trends.unfollowed``."""
    columns = [
        Column(_("what"), lambda row: getattr(row, translated("label"))),
        Column(_("theme"), lambda row: wording.theme(row.theme)),
        Column(_("in the way"), lambda row: wording.trendless(row.obstacle)),
        Column(_("when"), _when),
        Column(_("why"), _why),
        Column(
            _("followed elsewhere"),
            lambda row: _("yes") if row.followed else _("no"),
        ),
        Column(
            _("figures or sources"),
            lambda row: present(row.figure_id) or present(row.source_id),
            figures=True,
        ),
    ]
    return Table(rows, columns, _("What cannot be followed, and why"))


def trend_series(series: pd.DataFrame) -> Table:
    """Show what each series counts and what it is not, see ``questions.trends.series``."""
    columns = [
        Column(_("series"), lambda row: getattr(row, translated("label"))),
        Column(_("in"), lambda row: wording.unit(row.unit)),
        Column(_("years"), lambda row: f"{row.first_year}-{row.last_year}"),
        Column(_("what it counts and what it is not"), lambda row: wording.prose(row, "definition")),
        Column(_("quoted by another"), lambda row: row.secondary or "", numeric=True),
        Column(_("sources"), lambda row: row.source_id, figures=True),
    ]
    caption = _("The series: what they count, and what they are not")
    return Table(series, columns, caption)


def publications(table: pd.DataFrame) -> Table:
    """Show who published the numbers, where and when, see ``questions.trends.publications``."""
    columns = [
        Column(_("source"), lambda row: row.source_id, figures=True),
        Column(_("title"), lambda row: row.title),
        Column(_("publisher"), lambda row: present(getattr(row, translated("publisher")))),
        Column(_("published"), lambda row: present(row.published)),
        Column(_("covers"), lambda row: wording.prose(row, "covers")),
        Column(_("address"), _address, address=True),
        Column(_("licence"), lambda row: wording.prose(row, "licence")),
    ]
    caption = _("Publications: who printed the numbers, where and when")
    return Table(table, columns, caption, anchor="source_id")


def _value(row: Any, side: str) -> str:
    money = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    if pd.isna(getattr(row, f"{side}lower")) and pd.isna(getattr(row, f"{side}upper")):
        return _("no price")
    return numbers.allowed(row, money, 1 if money == "percent" else 0, side)


def _point(row: Any) -> str:
    text = wording.point(row)
    return text if pd.isna(row.base_year) else f"{text} ({row.base_year})"


def _day(row: Any, side: str) -> Any:
    """Return the day that a window is told from: a stock or a running total is of the day of its count."""
    return getattr(row, f"{side}_start" if row.concept == "flow" else f"{side}_end")


def _window(row: Any) -> str:
    return wording.window(row.period_start if row.concept == "flow" else row.period_end, row.period_end)


def _printed(row: Any) -> str:
    return "" if pd.isna(row.as_printed) else f"“{row.as_printed}”"


def _change(row: Any) -> str:
    return sentences.trend_change(row)


def _break(row: Any) -> str:
    return "" if pd.isna(row.break_at) else f"{row.break_at:%Y-%m}: {wording.prose(row, 'break')}"


def _reserve(row: Any) -> str:
    told = [
        (row.provisional, _("provisional")),
        (not row.in_line, _("a window of another length")),
        (row.read_by != "self", _("quoted by another")),
        (row.computed, _("our sum or share")),
        (row.conventional, _("an end is our reading")),
        (pd.notna(row.break_at), _("after a break")),
    ]
    return ", ".join(text for holds, text in told if holds)


def _when(row: Any) -> str:
    if row.obstacle == "break":
        return f"{row.at:%Y-%m-%d}"
    if row.obstacle == "missing":
        return wording.window(row.period_start, row.period_end)
    return "" if pd.isna(row.years) else str(row.years).replace(" ", ", ")


def _why(row: Any) -> str:
    reason = wording.prose(row, "reason")
    if row.obstacle == "too_few_years":
        return _("fewer than {MIN_YEARS} years without a break between them", MIN_YEARS=question.MIN_YEARS)
    if row.obstacle == "events":
        return _("single events, as far as reported: not all of a year")
    if row.obstacle == "not_comparable" and row.other_label_en != row.label_en:
        beside = _("beside")
        return f"{beside} “{getattr(row, translated('other_label'))}”: {reason}"
    if row.obstacle == "missing":
        where = f" {row.url}" if present(row.url) else _(" Address not known.")
        return f"“{row.title}”: {reason}{where}"
    return reason


def _address(row: Any) -> str:
    return present(row.url) or _("address not kept")
