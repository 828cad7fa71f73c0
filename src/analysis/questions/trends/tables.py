"""Tables of what can be followed through the years, with texts to cite it by, and of what cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.language import numbers, say
from analysis.questions.trends import answers as question
from analysis.questions.trends import sentences
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, present
from analysis.show.theme import Language


def trend_citations(
    rows: pd.DataFrame, stretches: pd.DataFrame, publications: pd.DataFrame, language: Language
) -> Table:
    """Show the lines of ten years or more, each with a text to cite it by, see ``narrative.trend_citations``."""
    cited = sentences.trend_citations(rows, stretches, publications, language)
    of_trend = rows.groupby("trend_id")["source_id"].agg(lambda names: " ".join(dict.fromkeys(names)))
    records = [(wording.trend(row, language), text, of_trend[row.trend_id]) for row, text in cited]
    frame = pd.DataFrame(records, columns=["series", "text", "sources"])
    columns = [
        Column(say(language, "series"), lambda row: row.series),
        Column(say(language, "to cite"), lambda row: row.text),
        Column(say(language, "sources"), lambda row: row.sources, figures=True),
    ]
    caption = say(language, "Lines of ten years or more, with their breaks")
    return Table(frame, columns, caption)


def trend_stretches(stretches: pd.DataFrame, language: Language) -> Table:
    """Show each line by its stretches between breaks, see ``questions.trends.stretches``."""
    columns = [
        Column(say(language, "series"), lambda row: wording.trend(row, language)),
        Column(say(language, "in"), lambda row: wording.measured(row, language)),
        Column(say(language, "from"), lambda row: wording.window(_day(row, "first"), row.first_end, language)),
        Column(
            say(language, "first value"),
            lambda row: _value(row, "first_", language),
            numeric=True,
        ),
        Column(say(language, "to"), lambda row: wording.window(_day(row, "last"), row.last_end, language)),
        Column(
            say(language, "last value"),
            lambda row: _value(row, "last_", language),
            numeric=True,
        ),
        Column(say(language, "change"), lambda row: _change(row, language), numeric=True),
        Column(say(language, "years without a number"), lambda row: row.gaps.replace(" ", ", ")),
        Column(say(language, "break before it"), lambda row: _break(row, language)),
        Column(say(language, "sources"), lambda row: present(row.figure_id) or row.source_id, figures=True),
    ]
    caption = say(language, "Stretches between breaks: the first and the last number of each")
    return Table(stretches, columns, caption)


def trend_points(rows: pd.DataFrame, index_year: int | None, language: Language) -> Table:
    """Show every number of the lines, see ``questions.trends.followed``."""
    indexed = Column(f"{index_year} = 100", lambda row: bounds(row.index_lower, row.index_upper, language), True)
    columns = [
        Column(say(language, "series"), lambda row: wording.trend(row, language)),
        Column(say(language, "window"), lambda row: _window(row, language)),
        Column(say(language, "as printed"), _printed),
        Column(say(language, "means"), lambda row: _point(row, language), numeric=True),
        Column(say(language, "from the one before"), lambda row: _change(row, language), True),
        *([] if index_year is None else [indexed]),
        Column(say(language, "reserve"), lambda row: _reserve(row, language)),
        Column(say(language, "note"), lambda row: wording.prose(row, "note", language)),
        Column(say(language, "source"), lambda row: present(row.figure_id) or row.source_id, figures=True),
    ]
    return Table(rows, columns, say(language, "Every number of these series"))


def trend_years(rows: pd.DataFrame, language: Language) -> Table:
    """Show the numbers of a few lines side by side, a row a year, see ``questions.trends.taken_up``.

    What stands in a cell beside its number is its window, where that is another than the line's, and its reserve.
    """
    lines = rows.drop_duplicates("trend_id")
    cells: dict[tuple[str, Any], list[str]] = {}
    sources: dict[Any, list[str]] = {}
    for row in rows.itertuples():
        cells.setdefault((str(row.trend_id), row.year), []).append(_cell(row, language))
        sources.setdefault(row.year, []).extend((present(row.figure_id) or str(row.source_id)).split())
    frame = pd.DataFrame({"year": sorted(sources)})

    def line(name: str) -> Callable[[Any], str]:
        return lambda row: "; ".join(cells.get((name, row.year), []))

    columns = [
        Column(say(language, "year"), lambda row: row.year),
        *(
            Column(f"{wording.trend(of, language)}, {wording.measured(of, language)}", line(str(of.trend_id)), True)
            for of in lines.itertuples()
        ),
        Column(say(language, "sources"), lambda row: " ".join(dict.fromkeys(sources[row.year])), figures=True),
    ]
    return Table(frame, columns, say(language, "Year by year, as published"))


def _cell(row: Any, language: Language) -> str:
    """Say a number as it was published, rounded as it is; of a hedged one, what that allows."""
    apart = "" if row.in_line else f"{_window(row, language)}: "
    reserve = _reserve(row, language) if row.in_line else say(language, "provisional") * row.provisional
    exact = row.qualifier == "exact" and row.unit not in {"EUR", "USD", "percent"} and pd.notna(row.value)
    text = numbers.number(row.value, language) if exact else _point(row, language)
    return f"{apart}{text}{f' ({reserve})' if reserve else ''}"


def unfollowed(rows: pd.DataFrame, language: Language) -> Table:
    """Show what cannot be followed and why, see ``questions.trends.unfollowed``."""
    columns = [
        Column(say(language, "what"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "theme"), lambda row: wording.theme(row.theme, language)),
        Column(say(language, "in the way"), lambda row: wording.trendless(row.obstacle, language)),
        Column(say(language, "when"), lambda row: _when(row, language)),
        Column(say(language, "why"), lambda row: _why(row, language)),
        Column(
            say(language, "followed elsewhere"),
            lambda row: say(language, "yes") if row.followed else say(language, "no"),
        ),
        Column(
            say(language, "figures or sources"),
            lambda row: present(row.figure_id) or present(row.source_id),
            figures=True,
        ),
    ]
    return Table(rows, columns, say(language, "What cannot be followed, and why"))


def trend_series(series: pd.DataFrame, language: Language) -> Table:
    """Show what each series counts and what it is not, see ``questions.trends.series``."""
    columns = [
        Column(say(language, "series"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "in"), lambda row: wording.unit(row.unit, language)),
        Column(say(language, "years"), lambda row: f"{row.first_year}-{row.last_year}"),
        Column(
            say(language, "what it counts and what it is not"), lambda row: wording.prose(row, "definition", language)
        ),
        Column(say(language, "quoted by another"), lambda row: row.secondary or "", numeric=True),
        Column(say(language, "sources"), lambda row: row.source_id, figures=True),
    ]
    caption = say(language, "The series: what they count, and what they are not")
    return Table(series, columns, caption)


def publications(table: pd.DataFrame, language: Language) -> Table:
    """Show who published the numbers, where and when, see ``questions.trends.publications``."""
    columns = [
        Column(say(language, "source"), lambda row: row.source_id, figures=True),
        Column(say(language, "title"), lambda row: row.title),
        Column(say(language, "publisher"), lambda row: present(getattr(row, f"publisher_{language}"))),
        Column(say(language, "published"), lambda row: present(row.published)),
        Column(say(language, "covers"), lambda row: wording.prose(row, "covers", language)),
        Column(say(language, "address"), lambda row: _address(row, language), address=True),
        Column(say(language, "licence"), lambda row: wording.prose(row, "licence", language)),
    ]
    caption = say(language, "Publications: who printed the numbers, where and when")
    return Table(table, columns, caption, anchor="source_id")


def _value(row: Any, side: str, language: Language) -> str:
    money = row.unit if row.unit in {"EUR", "USD", "percent"} else ""
    if pd.isna(getattr(row, f"{side}lower")) and pd.isna(getattr(row, f"{side}upper")):
        return say(language, "no price")
    return numbers.allowed(row, language, money, 1 if money == "percent" else 0, side)


def _point(row: Any, language: Language) -> str:
    text = wording.point(row, language)
    return text if pd.isna(row.base_year) else f"{text} ({row.base_year})"


def _day(row: Any, side: str) -> Any:
    """Return the day that a window is told from: a stock or a running total is of the day of its count."""
    return getattr(row, f"{side}_start" if row.concept == "flow" else f"{side}_end")


def _window(row: Any, language: Language) -> str:
    return wording.window(row.period_start if row.concept == "flow" else row.period_end, row.period_end, language)


def _printed(row: Any) -> str:
    return "" if pd.isna(row.as_printed) else f"“{row.as_printed}”"


def _change(row: Any, language: Language) -> str:
    return sentences.trend_change(row, language)


def _break(row: Any, language: Language) -> str:
    return "" if pd.isna(row.break_at) else f"{row.break_at:%Y-%m}: {wording.prose(row, 'break', language)}"


def _reserve(row: Any, language: Language) -> str:
    told = [
        (row.provisional, say(language, "provisional")),
        (not row.in_line, say(language, "a window of another length")),
        (row.read_by != "self", say(language, "quoted by another")),
        (row.computed, say(language, "our sum or share")),
        (row.conventional, say(language, "an end is our reading")),
        (pd.notna(row.break_at), say(language, "after a break")),
    ]
    return ", ".join(text for holds, text in told if holds)


def _when(row: Any, language: Language) -> str:
    if row.obstacle == "break":
        return f"{row.at:%Y-%m-%d}"
    if row.obstacle == "missing":
        return wording.window(row.period_start, row.period_end, language)
    return "" if pd.isna(row.years) else str(row.years).replace(" ", ", ")


def _why(row: Any, language: Language) -> str:
    reason = wording.prose(row, "reason", language)
    if row.obstacle == "too_few_years":
        return say(language, "fewer than {MIN_YEARS} years without a break between them", MIN_YEARS=question.MIN_YEARS)
    if row.obstacle == "events":
        return say(language, "single events, as far as reported: not all of a year")
    if row.obstacle == "not_comparable" and row.other_label_en != row.label_en:
        beside = say(language, "beside")
        return f"{beside} “{getattr(row, f'other_label_{language}')}”: {reason}"
    if row.obstacle == "missing":
        where = f" {row.url}" if present(row.url) else say(language, " Address not known.")
        return f"“{row.title}”: {reason}{where}"
    return reason


def _address(row: Any, language: Language) -> str:
    return present(row.url) or say(language, "address not kept")
