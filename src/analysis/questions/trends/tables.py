"""Tables of what can be followed through the years, with texts to cite it by, and of what cannot."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.figures.currencies import SIGNED
from analysis.language import N_, _, dates, numbers
from analysis.questions.series_panels import window
from analysis.questions.trends import answers as question
from analysis.questions.trends import sentences
from analysis.show import fields, wording
from analysis.show.fields import Field, cell, code, crossed, in_unit, interval, items, one_of, present, prose, yes_or_no
from analysis.show.table import Table

#: What keeps something from being followed through the years, see ``answers.unfollowed``.
_OBSTACLES = {
    "too_few_years": N_("too few years"),
    "events": N_("single events"),
    "undated": N_("no date"),
    "break": N_("a break"),
    "not_comparable": N_("two different counts"),
    "missing": N_("a missing document"),
}
_SERIES = Field("series", N_("series"), wording.trend)
_COUNTED_IN = Field("unit", N_("in"), wording.measured)


def trend_citations(rows: pd.DataFrame, stretches: pd.DataFrame, publications: pd.DataFrame) -> Table:
    """Show the lines of ten years or more, each with a text to cite it by, see ``sentences.trend_citations``."""
    cited = sentences.trend_citations(rows, stretches, publications)
    of_trend = rows.groupby("trend_id")["source_id"].agg(lambda names: " ".join(dict.fromkeys(names)))
    records = [(wording.trend(row), text, of_trend[row.trend_id]) for row, text in cited]
    columns = [_SERIES.printed(cell("series")), Field("text", N_("to cite"), cell("text")), fields.SOURCES]
    frame = pd.DataFrame(records, columns=["series", "text", "source_id"])
    return Table(frame, columns, _("Lines of ten years or more, with their breaks"))


def trend_stretches(stretches: pd.DataFrame) -> Table:
    """Show each line by its stretches between breaks, see ``answers.stretches``."""
    columns = [
        _SERIES,
        _COUNTED_IN,
        fields.FROM.printed(lambda row: wording.window(_day(row, "first"), row.first_end)),
        Field("first", N_("first value"), _value("first_"), numeric=True),
        Field("to", N_("to"), lambda row: wording.window(_day(row, "last"), row.last_end)),
        Field("last", N_("last value"), _value("last_"), numeric=True),
        fields.CHANGE.printed(sentences.trend_change),
        Field("gaps", N_("years without a number"), items("gaps")),
        Field("break", N_("break before it"), _break),
        fields.CITED,
    ]
    return Table(stretches, columns, _("Stretches between breaks: the first and the last number of each"))


def trend_points(rows: pd.DataFrame, index_year: int | None) -> Table:
    """Show every number of the lines, see ``answers.followed``."""
    indexed = Field("index", lambda: f"{index_year} = 100", interval("index_"), numeric=True)
    columns = [
        _SERIES,
        fields.WINDOW.printed(window),
        fields.AS_PRINTED,
        fields.READ_AS.printed(_point),
        Field("change", N_("from the one before"), sentences.trend_change, numeric=True),
        *([] if index_year is None else [indexed]),
        Field("reserve", N_("caveat"), _reserve),
        fields.NOTE,
        fields.CITED,
    ]
    return Table(rows, columns, _("Every number of these series"), grouped=True)


def trend_years(rows: pd.DataFrame) -> Table:
    """Show the numbers of a few lines side by side, a row a year, see ``answers.taken_up``.

    What stands in a cell beside its number is its window, where that is another than the line's, and its reserve.
    """
    cells = {of: "; ".join(map(_cell, rows_of(part))) for of, part in rows.groupby(["trend_id", "year"])}
    sources = {year: " ".join(map(fields.CITED.cell, rows_of(part))) for year, part in rows.groupby("year")}
    lines = rows_of(rows.drop_duplicates("trend_id"))
    columns = [
        fields.YEAR,
        *(crossed(cells, of.trend_id, f"{wording.trend(of)}, {wording.measured(of)}") for of in lines),
        fields.CITED.printed(lambda row: " ".join(dict.fromkeys(sources[row.year].split()))),
    ]
    return Table(pd.DataFrame({"year": list(sources)}), columns, _("Year by year, as published"))


def unfollowed(rows: pd.DataFrame) -> Table:
    """Show what cannot be followed and why, see ``answers.unfollowed``."""
    columns = [
        fields.WHAT,
        fields.THEME,
        Field("obstacle", N_("obstacle"), one_of("obstacle", _OBSTACLES)),
        fields.WHEN.printed(_when),
        fields.WHY.printed(_why),
        Field("followed", N_("followed elsewhere"), yes_or_no("followed")),
        fields.CITED,
    ]
    return Table(rows, columns, _("What cannot be followed, and why"))


def trend_series(series: pd.DataFrame) -> Table:
    """Show what each series counts and what it is not, see ``answers.series``."""
    columns = [
        _SERIES.printed(prose("label")),
        _COUNTED_IN.printed(code("unit", wording.unit)),
        Field("years", N_("years"), lambda row: wording.years([row.first_year, row.last_year])),
        Field("definition", N_("what it counts and what it is not"), prose("definition")),
        Field("secondary", N_("quoted by another"), lambda row: row.secondary or "", numeric=True),
        fields.SOURCES,
    ]
    return Table(series, columns, _("The series: what they count, and what they are not"))


def _cell(row: Any) -> str:
    """Say a number as it was published, rounded as it is; of a hedged one, what that allows."""
    apart = "" if row.in_line else f"{window(row)}: "
    reserve = _reserve(row) if row.in_line else _("provisional") * row.provisional
    exact = row.qualifier == "exact" and row.unit not in SIGNED and pd.notna(row.value)
    text = numbers.number(row.value) if exact else _point(row)
    return f"{apart}{text}{f' ({reserve})' if reserve else ''}"


def _value(side: str) -> fields.Printer:
    value = in_unit(side, decimals=1)
    return lambda row: value(row) or _("no price")


def _point(row: Any) -> str:
    text = wording.point(row)
    return text if pd.isna(row.base_year) else f"{text} ({row.base_year})"


def _day(row: Any, side: str) -> Any:
    """Return the day that a window is told from: a stock or a running total is of the day of its count."""
    return getattr(row, f"{side}_start" if row.concept == "flow" else f"{side}_end")


def _break(row: Any) -> str:
    return "" if pd.isna(row.break_at) else f"{dates.told(row.break_at, dates.MONTH)}: {wording.prose(row, 'break')}"


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
        return dates.told(row.at)
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
        return f"{beside} “{wording.prose(row, 'other_label')}”: {reason}"
    if row.obstacle == "missing":
        where = f" {row.url}" if present(row.url) else _(" Address not known.")
        return f"“{row.title}”: {reason}{where}"
    return reason
