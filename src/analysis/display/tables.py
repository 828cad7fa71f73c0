"""Tables under the charts: accessible HTML, with links from every figure to its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import say

_STYLE = (
    "<style>.analysis-table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5em 0}"
    ".analysis-table caption{text-align:left;font-weight:bold;padding:.3em 0}"
    ".analysis-table th,.analysis-table td{padding:.25em .7em;text-align:left;vertical-align:top;"
    "border-bottom:1px solid rgba(128,128,128,.35)}"
    ".analysis-table .n{text-align:right;white-space:nowrap}</style>"
)


@dataclass(frozen=True)
class Column:
    """A column to show: its heading, how a row becomes text, and whether it holds numbers or identifiers of figures."""

    heading: str
    text: Callable[[Any], object]
    numeric: bool = False
    figures: bool = False


class Table:
    """A table that shows itself as HTML in a notebook, and as plain text elsewhere.

    Cells are escaped; identifiers of figures link to their row in the table of sources of the same page.
    """

    def __init__(self, frame: pd.DataFrame, columns: Sequence[Column], caption: str, anchor: str | None = None) -> None:
        self.caption = caption
        self.columns = list(columns)
        records = list(frame.itertuples(index=False))
        self.cells = [
            ["" if (cell := column.text(row)) is None else str(cell) for column in self.columns] for row in records
        ]
        self.ids = [str(getattr(row, anchor)) for row in records] if anchor else None

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col"{_class(c)}>{escape(c.heading)}</th>' for c in self.columns)
        body = "".join(self._row(number) for number in range(len(self.cells)))
        return (
            f'{_STYLE}<table class="analysis-table"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _row(self, number: int) -> str:
        anchor = f' id="source-{escape(self.ids[number], quote=True)}"' if self.ids else ""
        parts = []
        for position, (column, cell) in enumerate(zip(self.columns, self.cells[number], strict=True)):
            inner = _links(cell) if column.figures and not self.ids else escape(cell)
            tag = 'th scope="row"' if position == 0 else "td"
            parts.append(f"<{tag}{_class(column)}>{inner}</{tag.split(maxsplit=1)[0]}>")
        return f"<tr{anchor}>{''.join(parts)}</tr>"

    def __repr__(self) -> str:
        """Print the cells aligned, for plain text."""
        rows = [[column.heading for column in self.columns], *self.cells]
        widths = [max(len(row[position]) for row in rows) for position in range(len(self.columns))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return "\n".join([self.caption, *lines])


def sources(frame: pd.DataFrame, language: Language) -> Table:
    """Show the sources of a result, see :func:`analysis.dataset.provenance.sources`."""
    columns = [
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column("document", lambda row: row.document),
        Column(say(language, "section", "paragraaf"), lambda row: _present(row.section)),
        Column(say(language, "line", "regel"), lambda row: row.line, numeric=True),
        Column(say(language, "window", "periode"), lambda row: row.window),
        Column(say(language, "kind", "soort"), lambda row: wording.kind(row.kind, language)),
        Column(say(language, "contested", "betwist"), lambda row: row.contested),
        Column(say(language, "note (English)", "toelichting (Engels)"), lambda row: _present(row.note)),
    ]
    caption = say(language, "Sources: every figure used above", "Bronnen: elk cijfer dat hierboven is gebruikt")
    return Table(frame, columns, caption, anchor="figure_id")


def priorities(frame: pd.DataFrame, language: Language) -> Table:
    """Show the spending by priority, see ``questions.spending.priorities``."""
    columns = [
        Column(say(language, "priority", "prioriteit"), lambda row: getattr(row, f"label_{language}")),
        Column("EUR", lambda row: numbers.number(row.value, language), numeric=True),
        Column(say(language, "of the total", "van het totaal"), lambda row: _share(row.share, language), True),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(
        frame, columns, say(language, "Spending by policy priority, 2013", "Uitgaven per beleidsprioriteit, 2013")
    )


def against_available(frame: pd.DataFrame, language: Language) -> Table:
    """Show what was used of what was available, see ``questions.spending.against_available``."""
    names = wording.available(language)
    columns = [
        Column(say(language, "what", "wat"), lambda row: names[row.item]),
        Column(
            say(language, "used, EUR", "uitgegeven, EUR"), lambda row: numbers.number(row.used, language), numeric=True
        ),
        Column(
            say(language, "available, EUR", "beschikbaar, EUR"),
            lambda row: numbers.number(row.available, language),
            numeric=True,
        ),
        Column(
            say(language, "used of available", "deel uitgegeven"), lambda row: _share(row.share, language), numeric=True
        ),
        Column(say(language, "left, EUR", "over, EUR"), lambda row: numbers.number(row.left, language), numeric=True),
        Column(say(language, "figures", "cijfers"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Used and available, 2013", "Uitgegeven en beschikbaar, 2013"))


def budgets_2023(frame: pd.DataFrame, language: Language) -> Table:
    """Show the budgets of 2023, see ``questions.spending.budgets_2023``."""
    columns = [
        Column(say(language, "budget", "budget"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "as printed", "zoals gedrukt"), lambda row: row.as_printed),
        Column(
            say(language, "read as", "gelezen als"),
            lambda row: numbers.interval(row.lower, row.upper, language, "EUR"),
            numeric=True,
        ),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "Budgets, 2023", "Budgetten, 2023"))


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
            lambda row: numbers.interval(row.lower, row.upper, language),
            numeric=True,
        ),
        Column(
            say(language, "of the goal", "van het doel"),
            lambda row: numbers.share(row.share_lower, row.share_upper, language),
            numeric=True,
        ),
        Column(say(language, "where", "waar"), lambda row: _present(row.where)),
        Column(say(language, "figure", "cijfer"), lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, say(language, "What each printing allows", "Wat elke vermelding toelaat"))


def targets(frame: pd.DataFrame, language: Language) -> Table:
    """Show every target with its attainment, see ``questions.targets.overview``."""
    columns = [
        Column(say(language, "target", "doel"), lambda row: getattr(row, f"label_{language}")),
        Column(say(language, "aimed at", "beoogd"), lambda row: _number(row.goal, language), numeric=True),
        Column(
            say(language, "achieved", "bereikt"),
            lambda row: numbers.interval(row.actual_lower, row.actual_upper, language),
            numeric=True,
        ),
        Column(
            say(language, "attained", "behaald"),
            lambda row: numbers.share(row.share_lower, row.share_upper, language),
            numeric=True,
        ),
        Column(
            say(language, "status, computed", "status, berekend"),
            lambda row: wording.status(row.status_computed, language),
        ),
        Column(say(language, "status, printed", "status, gedrukt"), lambda row: _present(row.status_as_printed)),
        Column(
            say(language, "figures", "cijfers"),
            lambda row: " ".join(_present(f) for f in (row.target_figure_id, row.actual_figure_id)).strip(),
            figures=True,
        ),
    ]
    return Table(frame, columns, say(language, "All targets", "Alle doelen"))


def _class(column: Column) -> str:
    return ' class="n"' if column.numeric else ""


def _links(cell: str) -> str:
    return " ".join(f'<a href="#source-{escape(name, quote=True)}">{escape(name)}</a>' for name in cell.split())


def _present(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def _number(value: float, language: Language) -> str:
    return "" if pd.isna(value) else numbers.number(value, language)


def _share(value: float, language: Language) -> str:
    return numbers.share(value, value, language)
