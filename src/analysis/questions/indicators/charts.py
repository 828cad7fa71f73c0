"""Charts of what was achieved: every result, its window, what became of the indicators, and the changes allowed."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import N_, _, ngettext, numbers, translated
from analysis.questions.indicators import words
from analysis.show import wording
from analysis.show.fields import (
    AS_PRINTED,
    FIGURE,
    FIGURES,
    LEVEL,
    PAIR,
    READ_AS,
    WHERE,
    WINDOW,
    Field,
    cell,
    code,
    prose,
    told,
    tooltip,
)
from analysis.show.forms.intervals import Axis, Line, decades, intervals
from analysis.show.forms.matrix import Look, Matrix
from analysis.show.forms.text_beside import Drawn, Role, Titles
from analysis.show.forms.windows import windows
from analysis.show.marks import Nothing
from analysis.show.theme import BLUE, MUTED, ORANGE, SKY

_INDICATOR = Field("label", N_("indicator"), cell("named"))
_MEANS = Field("allows", READ_AS.heading, numbers.allowed)
_LEVEL = Field("role", LEVEL.heading, LEVEL.text)
_QUOTE = Field("beside", AS_PRINTED.heading, AS_PRINTED.text)


def results(frame: pd.DataFrame) -> Drawn | Nothing:
    """Draw every result that counts people, by report, on a logarithmic scale, see ``answers.printed``.

    Bars run between the limits that the printed form sets; an arrow is a result without an upper limit.
    """
    people = frame[(frame["unit"] == "person") & frame["lower"].notna()].reset_index(drop=True)
    if people.empty:
        return Nothing(_("There is no result in people to draw."))
    fields = (_INDICATOR, _MEANS, _LEVEL, _OVER, _QUOTE, WHERE, FIGURE)
    rows = told(people.assign(named=_labels(people)), *fields, keep=("lower", "upper"))
    return intervals(
        rows.assign(panel=people["report"].astype("str")),
        Titles(
            _("Results of the reports of {years}, people", years=_years(frame)),
            [_("An arrow has no upper limit")],
            told=("allows", "role"),
        ),
        decades(wording.unit("person"), [*rows["lower"], *rows["upper"]]),
        [Role(wording.level("output"), BLUE), Role(wording.level("outcome"), ORANGE, "diamond")],
        tooltip(*fields),
    )


def result_windows(frame: pd.DataFrame) -> Drawn | Nothing:
    """Draw the windows over which results are counted, with how many results each holds, see ``answers.windows``."""
    if frame.empty:
        return Nothing(_("There is no window to draw."))
    fields = (_REPORT, _WINDOW, _KNOWN, _HOLDS, FIGURES)
    rows = told(frame, *fields, keep=())
    last = frame.dropna(subset="period_start")[["period_start", "period_end"]].max().max()
    return windows(
        rows.assign(
            begins=frame["period_start"].to_numpy(),
            ends=frame["period_end"].to_numpy(),
            drawn_until=last,
        ),
        Titles(
            _("Windows of the results in the reports of {years}", years=_years(frame)),
            [_("An arrow has no printed end; it is drawn up to the last day that a result is counted")],
            told=("window", "role", "beside"),
        ),
        [Role(_("printed"), BLUE), Role(_("inferred by us"), SKY, "square"), Role(_("not known"), MUTED)],
        tooltip(*fields),
    )


def continuity(frame: pd.DataFrame) -> alt.FacetChart | Nothing:
    """Draw which report prints which indicator, at what level, and what became of it, see ``answers.continuity``."""
    if frame.empty:
        return Nothing(_("There is no indicator to draw."))
    years = sorted({year for reports in frame["reports"] for year in reports.split()})
    after = _("what became of it")
    printed = pd.Series([[*reports.split(), after] for reports in frame["reports"]], index=frame.index)
    each = frame.assign(year=printed).explode("year")
    fields = (
        Field("what", N_("indicator"), prose("label")),
        Field("year", N_("report"), cell("year")),
        Field("level", N_("level"), code("result_level", wording.level)),
        Field("fate", N_("what became of it"), code("fate", words.fate)),
        Field("beside", N_("beside it"), prose("counterpart")),
        Field("figures", N_("figures"), cell("figure_id")),
    )
    cells = told(each, *fields)
    ends = cells["year"] == after
    cells = cells.assign(
        row=cells["what"],
        column=cells["year"],
        panel=[wording.theme(code) for code in each["theme"]],
        mark=cells["level"].where(~ends, ""),
        text=cells["level"].where(~ends, [_fate(row) for row in rows_of(each)]),
    )
    title = alt.TitleParams(
        _("Indicators in the reports of {years}, by level", years=wording.listed(years)), frame="bounds"
    )
    looks = {wording.level("output"): Look(BLUE), wording.level("outcome"): Look(ORANGE)}
    return Matrix(cells, [*years, after], looks, fields, told=[after], column_width=86, label_width=60).panels(title)


def changes(frame: pd.DataFrame) -> Drawn | Nothing:
    """Draw the changes that may be computed, in people, from zero, see ``answers.changes``."""
    people = frame[frame["unit"] == "person"].dropna(subset=["change_lower", "change_upper"], how="all")
    people = people.reset_index(drop=True)
    if people.empty:
        return Nothing(_("There is no change that may be computed."))
    fields = (_INDICATOR, _BETWEEN, _CHANGE, _COMPARED, _PRINTINGS, _PLACES, PAIR)
    rows = told(people.assign(named=people[translated("label")]), *fields, keep=("change_lower", "change_upper"))
    rows = rows.rename(columns={"change_lower": "lower", "change_upper": "upper"})
    ends = [0.0, *rows["lower"].dropna(), *rows["upper"].dropna()]
    reach = 0.1 * (max(ends) - min(ends))
    return intervals(
        rows,
        Titles(_("Changes that may be computed, people, from one window to the next"), told=("beside", "role")),
        Axis(_("change, people"), min(ends) - reach, max(ends) + reach, expression=_SIGNED),
        [Role(wording.verdict("comparable"), BLUE), Role(wording.verdict("with_care"), ORANGE, "diamond")],
        tooltip(*fields),
        line=Line(0.0),
        stems=True,
    )


def highlights(frame: pd.DataFrame) -> Drawn | Nothing:
    """Draw the results of a report beside the highlights of the next page, see ``answers.highlights``.

    The larger of both numbers is as wide as the row; those that never were a highlight are left to the table.
    """
    shown = frame[frame["series_id"].notna()]
    if shown.empty:
        return Nothing(_("No highlight goes with a result of this choice."))
    here, after = roles = (
        Role(_page(shown, ""), SKY, "square"),
        Role(_page(shown, "other_"), BLUE),
    )
    rows = pd.DataFrame(
        [side for row in rows_of(shown) for side in (_result(row, here.name), _highlight(row, after.name))]
    )
    return intervals(
        rows,
        Titles(
            _("Results of the report, and the highlights of the page after it, people"),
            [
                _("In each row the larger number fills the width; arrow: no upper limit;"),
                _("no pair counts the same, so that no change is computed"),
            ],
            told=("what", "role", "beside"),
        ),
        Axis("", 0.0, 1.1, hidden=True),
        roles,
        tooltip(*_OF_BOTH),
        line=Line(0.0),
        stems=True,
        tall=19,
    )


def _result(row: Any, page: str) -> dict[str, object]:
    """Return how a result of the report is drawn: as wide as it is of the larger of both numbers."""
    width = row.value / max(number for number in (row.value, row.other_value) if pd.notna(number))
    return {
        "figure_id": row.figure_id,
        "label": getattr(row, translated("label")),
        "what": getattr(row, translated("label")),
        "role": page,
        "lower": width,
        "upper": None if pd.isna(row.upper) else width,
        "beside": f"“{row.as_printed}”",
        "means": numbers.allowed(row),
        "fate": words.highlight(row.fate),
        "where": wording.where(row.where),
    }


def _highlight(row: Any, page: str) -> dict[str, object]:
    """Return how the highlight beside it is drawn, under it: not at all where there is none."""
    beside = {**_result(row, page), "label": "", "series_id": row.series_id}
    if pd.isna(row.other_value):
        none = _("no highlight")
        return beside | {"lower": None, "upper": None, "beside": none, "means": none, "where": ""}
    width = row.other_value / max(number for number in (row.value, row.other_value) if pd.notna(number))
    return beside | {
        "figure_id": None,
        "lower": width,
        "upper": None if pd.isna(row.other_upper) else width,
        "beside": f"“{row.other_as_printed}”",
        "means": numbers.allowed(row, prefix="other_"),
        "where": wording.document(row.other_source_id)[0],
    }


def _page(frame: pd.DataFrame, prefix: str) -> str:
    """Name the report, or the page after it, by the windows of its numbers."""
    dated = frame.dropna(subset=f"{prefix}period_end")
    name = _("page after it") if prefix else _("report")
    if dated.empty:
        return name
    row = dated.loc[dated[f"{prefix}period_end"].value_counts().index[0] == dated[f"{prefix}period_end"]].iloc[0]
    basis = row["other_period_basis"] if prefix else "printed"
    return f"{name}, {wording.window(row[f'{prefix}period_start'], row[f'{prefix}period_end'], basis)}"


_SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+,.0f')"


def _labels(frame: pd.DataFrame) -> pd.Series:
    """Name results, with who is counted, if that is said, where a report prints several of one measure."""
    several = frame.duplicated(["report", "measure_id"], keep=False)
    who = [f": {named}" if (named := wording.population(code)) else "" for code in frame["population"]]
    return frame[translated("label")] + pd.Series(who, index=frame.index, dtype="str").where(several, "")


def _window(row: Any) -> str:
    basis = "printed" if row.period_basis in {"printed", "unknown"} else row.period_basis
    return wording.window(row.period_start, row.period_end, basis)


def _years(frame: pd.DataFrame) -> str:
    return wording.listed([str(year) for year in sorted(frame["report"].unique())])


def _count(row: Any) -> str:
    count = ngettext("{count} result", "{count} results", row.count, count=row.count)
    if row.basis == "unknown":
        return _("{count} without a window", count=count)
    return f"{count}, {wording.window(row.period_start, row.period_end)}"


def _fate(row: Any) -> str:
    if row.fate == "like" and not pd.isna(row.level_change):
        old, new = (wording.level(code) for code in row.level_change.split("_to_"))
        return f"{words.fate(row.fate)} ({old} → {new})"
    return words.fate(row.fate)


def _step(row: Any) -> str:
    text = numbers.signed(row.change_lower, row.change_upper)
    if not pd.isna(row.relative_lower):
        text = f"{text} ({numbers.signed(row.relative_lower * 100, row.relative_upper * 100, 'percent')})"
    return f"{_between(row)}: {text}"


def _between(row: Any) -> str:
    return f"{row.period_end:%Y} → {row.other_period_end:%Y}"


def _known(row: Any) -> str:
    names = {"printed": _("printed"), "inferred": _("inferred by us"), "unknown": _("not known")}
    return names[row.basis]


_OVER = Field("window", WINDOW.heading, _window)
_REPORT = Field("label", N_("report and kind"), lambda row: f"{row.report}: {wording.period_kind(row.period_kind)}")
_WINDOW = Field("window", WINDOW.heading, lambda row: wording.window(row.period_start, row.period_end))
_KNOWN = Field("role", N_("known"), _known)
_HOLDS = Field("beside", N_("results"), _count)
_BETWEEN = Field("years", N_("years"), _between)
_CHANGE = Field("beside", N_("change"), _step)
_COMPARED = Field("role", N_("comparison"), code("verdict", wording.verdict))
_PRINTINGS = Field("printed", AS_PRINTED.heading, lambda row: f"“{row.as_printed}” → “{row.other_as_printed}”")
_OF_BOTH = (
    Field("what", N_("indicator"), cell("what")),
    Field("role", N_("report or page"), cell("role")),
    Field("beside", AS_PRINTED.heading, cell("beside")),
    Field("means", READ_AS.heading, cell("means")),
    Field("fate", N_("beside the other"), cell("fate")),
    WHERE,
    FIGURE,
)
_PLACES = Field("where", WHERE.heading, lambda row: wording.where(f"{row.where} {row.other_where}"))
