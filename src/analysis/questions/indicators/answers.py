"""What was achieved, which indicators vanished, and what is comparable?

An indicator is a measure with a result level (output or outcome) for which a report prints a result.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.dataset.languages import LANGUAGES, in_all, taken
from analysis.dataset.once import once
from analysis.dataset.provenance import located, reports, whole_reports
from analysis.dataset.rows import interval
from analysis.dataset.tables import Dataset
from analysis.errors import NotComparableError, UnknownNameError
from analysis.figures import bounds
from analysis.questions import comparability
from analysis.questions.comparability import VERDICT, verdicts

ALL = "all"
LEVELS = ("output", "outcome")

#: Columns of :func:`printed`.
PRINTED = [
    "figure_id",
    "measure_id",
    *in_all("label"),
    "theme",
    "result_level",
    *in_all("definition"),
    "source_id",
    "report",
    "population",
    "unit",
    "per",
    "multiplicity",
    "as_printed",
    "qualifier",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "conventional",
    "period_start",
    "period_end",
    "period_kind",
    "period_basis",
    "funding",
    "credit",
    "status_as_printed",
    "other_as_printed",
    "other_figure_id",
    "where",
]

#: Columns of :func:`named`.
NAMED = [
    "measure_id",
    *in_all("label"),
    "report",
    "name_as_printed",
    *in_all("result_area"),
    "status_as_printed",
    "where",
]

#: Columns of :func:`windows`.
WINDOWS = ["report", "period_kind", "period_start", "period_end", "basis", "count", "figure_id"]

#: Columns of :func:`continuity`.
CONTINUITY = [
    "measure_id",
    *in_all("label"),
    "theme",
    "result_level",
    "reports",
    "partial",
    "first",
    "last",
    "fate",
    "level_change",
    "counterpart_measure_id",
    *in_all("counterpart", "later"),
    "status_as_printed",
    "figure_id",
]


#: Columns of :func:`highlights`, a row a result of the report. ``fate`` goes by the numbers as printed: the highlight
#: is ``higher``, ``lower`` or ``same``, or there is none (``vanished``); ``decided`` says whether what both prints
#: leave open rules out the contrary, which a floor such as "more than" does not. Both sides have what the print allows
#: (``lower, upper``, a missing end is no limit; open ends) and their window; ``figure_id`` is of the report,
#: ``other_observation_id`` and ``other_source_id`` are of the page. ``series_id`` is that of the highlights, missing
#: for what never was one. ``reason`` says why the two are not comparable, or what a missing highlight does not mean.
HIGHLIGHTS = [
    "measure_id",
    "series_id",
    *in_all("label"),
    "theme",
    "fate",
    "decided",
    "as_printed",
    "value",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "period_start",
    "period_end",
    "figure_id",
    "source_id",
    "where",
    "other_as_printed",
    "other_value",
    "other_lower",
    "other_upper",
    "other_lower_open",
    "other_upper_open",
    "other_period_start",
    "other_period_end",
    "other_period_basis",
    "other_observation_id",
    "other_source_id",
    *in_all("reason"),
]
#: The section of ``series_sections`` that names the highlights of a results page.
HIGHLIGHTED = "highlights"
#: The verdict on one pair of figures.
verdict = comparability.verdict


def result_reports(data: Dataset) -> list[str]:
    """Return the result reports proper, oldest first: those that are no older than the policy framework."""
    rows = reports(data)
    return rows.loc[rows["since_framework"], "source_id"].to_list()


@once
def themes(data: Dataset) -> list[str]:
    """Return the themes for which a report prints a result, sorted."""
    return sorted(results(data)["theme"].unique())


@once
def printed(data: Dataset, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Return every result of the result reports, by report and size: one row a result, see :data:`PRINTED`.

    ``report`` is the year in the document's name, ``lower`` and ``upper`` what the printed form allows in ``unit``
    (a missing end is no limit). ``other_as_printed`` and ``other_figure_id`` hold the other printings of the same
    fact; ``status_as_printed`` is there only for what the document itself gives a status. Empty where nothing fits;
    raises :class:`UnknownNameError` for a theme or level that does not exist.
    """
    rows = chosen(data, results(data), theme, level)
    rows = located(rows[rows["source_id"].isin(result_reports(data))])
    statuses = data.targets.dropna(subset="status_as_printed").set_index("actual_figure_id")["status_as_printed"]
    rows["status_as_printed"] = rows["figure_id"].map(statuses)
    others = data.figures[~data.figures["preferred"]]
    for column, glue in (("as_printed", " · "), ("figure_id", " ")):
        cells = others.drop_duplicates(["fact_id", column]).groupby("fact_id")[column]
        rows[f"other_{column}"] = rows["fact_id"].map(cells.agg(glue.join))
    return rows.sort_values(["report", "unit", "lower"], ascending=[True, True, False], ignore_index=True)[PRINTED]


@once
def named(data: Dataset, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Return what a report itself calls an indicator, under the name and the result area that it prints.

    One row an indicator, in the order of the text: ``measure_id, label_*, report, name_as_printed,
    result_area_*, status_as_printed, where``. Of a chosen theme or level only.
    """
    rows = data.indicators.merge(data.measures, on="measure_id")
    rows = located(chosen(data, rows, theme, level)).sort_values(["source_id", "line"], ignore_index=True)
    rows["report"] = rows["source_id"].map(reports(data).set_index("source_id")["report"])
    given = data.targets.dropna(subset="status_as_printed").merge(
        data.figures[["figure_id", "measure_id"]], left_on="actual_figure_id", right_on="figure_id"
    )
    given = given.drop_duplicates(["source_id", "measure_id"])[["source_id", "measure_id", "status_as_printed"]]
    rows = rows.merge(given, on=["source_id", "measure_id"], how="left")
    return rows[NAMED]


@once
def windows(data: Dataset, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Return the windows over which the results of the reports are counted: see :data:`WINDOWS`.

    One row for each window of a report, apart by ``basis`` (``printed``, in the text or a footnote; ``inferred``;
    ``unknown``, where neither end is known); ``count`` is the number of results, ``figure_id`` names them.
    """
    rows = printed(data, theme, level)
    none = rows["period_start"].isna() & rows["period_end"].isna()
    rows["basis"] = rows["period_basis"].replace({"footnote": "printed"}).mask(none, "unknown")
    rows["period_kind"] = rows["period_kind"].mask(none, "unknown")
    keys = ["report", "period_kind", "period_start", "period_end", "basis"]
    cells = rows.groupby(keys, dropna=False)["figure_id"]
    grouped = cells.count().rename("count").to_frame().assign(figure_id=cells.agg(" ".join)).reset_index()
    order = ["report", "period_start", "period_end", "basis"]
    return grouped.sort_values(order, ascending=[True, True, True, False], ignore_index=True)[WINDOWS]


@once
def continuity(data: Dataset, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Return what became of every indicator across the reports: one row a measure, see :data:`CONTINUITY`.

    ``reports`` are the years of the reports that print it, separated by a space, ``partial`` those of them that report
    only a part of the results: no silence of theirs means anything. ``fate`` is ``kept`` (the same measure in a report
    of a later year), ``like`` (a later one beside it in ``comparisons.csv``), ``vanished`` (neither, though a whole
    report of a later year is there), ``new_like`` (no such report yet, and an earlier one beside it) or ``new``.
    ``counterpart_measure_id`` names all measures beside it, earlier ones first, whatever its fate, ``later_*`` names
    the later of them; ``level_change`` is ``outcome_to_output`` or ``output_to_outcome``, from the earlier to the
    later: to what came after it where something did, else from what was before. Being kept or alike does not make
    figures comparable.
    """
    everything = results(data)
    rows = chosen(data, everything, theme, level)
    pairs = _pairs(data, everything)
    measures = data.measures.set_index("measure_id")
    levels, printing = measures["result_level"], reports(data).set_index("report")
    order, partial = printing.index.to_list(), set(printing.index[printing["reports_results"] == "partial"])
    of_year = printing["last_year"].to_dict()
    # Only a report of all results says by its silence that an indicator is gone; an undated one is later than none.
    whole = [year for name, year in of_year.items() if name not in partial and pd.notna(year)]
    given = data.targets.dropna(subset="status_as_printed").merge(
        data.figures[["figure_id", "measure_id"]], left_on="actual_figure_id", right_on="figure_id"
    )
    statuses = given.drop_duplicates("measure_id").set_index("measure_id")["status_as_printed"]

    def named(names: list[str], column: str) -> dict[str, str | None]:
        labels = {language: measures[f"label_{language}"] for language in LANGUAGES}
        return {f"{column}_{language}": "; ".join(label[names]) or None for language, label in labels.items()}

    found = []
    for measure_id, group in rows.groupby("measure_id"):
        years = [report for report in order if report in set(group["report"])]
        later = [new for old, new in pairs if old == measure_id]
        earlier = [old for old, new in pairs if new == measure_id]
        dated = [of_year[report] for report in years if pd.notna(of_year[report])]
        after = [(levels[measure_id], levels[new]) for new in later]
        before = [(levels[old], levels[measure_id]) for old in earlier]
        changes = after or before
        if len(set(dated)) > 1:
            fate, changes = "kept", []
        elif later:
            fate = "like"
        elif dated and any(year > dated[-1] for year in whole):
            fate = "vanished"
        else:
            fate = "new_like" if earlier else "new"
        beside = [*earlier, *later]
        changed = [f"{old}_to_{new}" for old, new in changes if old != new]
        found.append(
            {
                "measure_id": measure_id,
                **taken(measures.loc[measure_id], "label"),
                "theme": measures["theme"][measure_id],
                "result_level": levels[measure_id],
                "reports": " ".join(years),
                "partial": " ".join(report for report in years if report in partial) or None,
                "first": years[0],
                "last": years[-1],
                "fate": fate,
                "level_change": changed[0] if changed else None,
                "counterpart_measure_id": " ".join(beside) or None,
                **named(beside, "counterpart"),
                **named(later, "later"),
                "status_as_printed": statuses.get(measure_id),
                "figure_id": " ".join(group["figure_id"]),
            }
        )
    table = pd.DataFrame(found, columns=CONTINUITY)
    return table.sort_values(["theme", "first", "last", "label_en"], ignore_index=True)


@once
def highlights(data: Dataset, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Hold the results of a report against the highlights of the next page: see :data:`HIGHLIGHTS`.

    Which series are highlights is in ``series_sections``, which result each goes with in ``series_relations``; the page
    is the last one that has any, the report the last whole one whose results go with them. Of several results of one
    measure the largest counts. Those that were highlights come first, in their order, then the other results of the
    report. Empty where nothing fits; raises :class:`UnknownNameError` for a theme or level that does not exist.
    """
    chosen_series = data.series_sections[data.series_sections["section_id"] == HIGHLIGHTED].sort_values("position")
    links = data.series_relations[data.series_relations["measure_id"].notna()]
    links = links[links["series_id"].isin(chosen_series["series_id"])]
    series_of = dict(zip(links["measure_id"], links["series_id"], strict=True))
    notes = links.set_index("series_id")[in_all("note")]
    everything = located(results(data))
    beside = everything[everything["measure_id"].isin(series_of)]
    numbers = data.series[data.series["series_id"].isin(chosen_series["series_id"])]
    page = numbers[numbers["period_end"] == numbers["period_end"].max()].set_index("series_id")
    before = beside[(beside["period_end"] < page["period_end"].max()) & beside["source_id"].isin(whole_reports(data))]
    report = before.loc[before["period_end"].idxmax(), "source_id"]
    rows = chosen(data, everything[everything["source_id"] == report], theme, level)
    rows = rows.sort_values(["lower", "figure_id"], ascending=[False, True]).drop_duplicates("measure_id")
    found = []
    for row in rows.to_dict("records"):
        name = series_of.get(row["measure_id"])
        cells = {column: row[column] for column in HIGHLIGHTS if column in row} | {"series_id": name}
        if name is not None and name in page.index:
            other = page.loc[name]
            fate = "higher" if other["value"] > row["value"] else "lower" if other["value"] < row["value"] else "same"
            decided = bounds.compare(interval(row), interval(other)) != "undecided"
            columns = [
                "as_printed",
                "value",
                "lower",
                "upper",
                "lower_open",
                "upper_open",
                "period_start",
                "period_end",
                "period_basis",
                "observation_id",
                "source_id",
            ]
            cells |= {f"other_{column}": other[column] for column in columns} | {"fate": fate, "decided": decided}
            cells |= _unlike(data, name, notes)
        else:
            cells |= {"fate": "vanished", "decided": False} | _unseen(data, chosen_series, page)
        found.append(cells)
    table = pd.DataFrame(found, columns=HIGHLIGHTS)
    places = {name: place for place, name in enumerate(chosen_series["series_id"])}
    order = table.assign(place=table["series_id"].map(places))
    return order.sort_values(["place", "lower"], ascending=[True, False], ignore_index=True)[HIGHLIGHTS]


def _unlike(data: Dataset, series_id: str, notes: pd.DataFrame) -> dict[str, Any]:
    """Return why a highlight does not count what the result before it does: its break, else how it goes with it."""
    broken = data.series_breaks[data.series_breaks["series_id"] == series_id]
    if len(broken):
        return taken(broken.iloc[-1], "reason")
    return taken(notes.loc[series_id], "note", "reason")


def _unseen(data: Dataset, highlighted: pd.DataFrame, page: pd.DataFrame) -> dict[str, Any]:
    """Return what is not known of the rest of a page: what is said of the document that would hold it."""
    gaps = data.series_missing[data.series_missing["series_id"].isin(highlighted["series_id"])]
    gaps = gaps[gaps["period_end"] == page["period_end"].max()]
    return taken(gaps.iloc[0], "note", "reason") if len(gaps) else dict.fromkeys(in_all("reason"))


@once
def comparisons(data: Dataset, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Return every pair of figures that asks to be compared, with its verdict and any change: see :data:`VERDICT`.

    These are the pairs of ``comparisons.csv``, and any two successive results of one measure, population, programme and
    unit; wherever pairs are counted, these are counted. The most comparable first. With a theme or level, only pairs of
    which a measure belongs to it. Raises :class:`UnknownNameError` for a theme or level that does not exist.
    """
    _known("theme", theme, themes(data))
    _known("level", level, LEVELS)
    table = verdicts(data, [*_listed(data), *_successive(data)])
    for column, name in (("theme", theme), ("result_level", level)):
        if name != ALL:
            of_it = data.measures.loc[data.measures[column] == name, "measure_id"]
            table = table[table["measure_id"].isin(of_it) | table["other_measure_id"].isin(of_it)]
    order = {"comparable": 0, "with_care": 1, "not_comparable": 2}
    rank = table["verdict"].map(order)
    rows = table.assign(rank=rank, listed=table["comparison_id"].isna())
    keys = ["rank", "listed", "comparison_id", "measure_id", "period_end"]
    return rows.sort_values(keys, ignore_index=True)[VERDICT]


@once
def changes(data: Dataset, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Return every change that may be computed, as intervals: those of :func:`comparisons` that are allowed.

    In order of measure and window; empty where no change is allowed.
    """
    table = comparisons(data, theme, level)
    table = table[table["allowed"].astype("bool")]
    return table.sort_values(["theme", "measure_id", "other_period_end"], ignore_index=True)


def change(data: Dataset, figure_id: str, other_figure_id: str) -> pd.DataFrame:
    """Return the change from the earlier to the later of two figures, see :func:`verdict`; refuse what means nothing.

    Raises :class:`NotComparableError`, which says why, and :class:`UnknownNameError` for a figure that does not exist.
    """
    result = verdict(data, figure_id, other_figure_id)
    row: Any = result.iloc[0]
    if not row["allowed"]:
        raise NotComparableError(
            f"no change from {row['figure_id']} (“{row['as_printed']}”) to {row['other_figure_id']} "
            f"(“{row['other_as_printed']}”): {row['obstacles'].replace(' ', ', ')}. {row['reason_en'] or ''}".strip()
        )
    return result


def _listed(data: Dataset) -> list[tuple[str, str]]:
    pairs = data.comparisons[["figure_id", "other_figure_id"]]
    return list(pairs.itertuples(index=False, name=None))


@once
def _successive(data: Dataset) -> list[tuple[str, str]]:
    """Return the successive results of one measure, population, programme and unit that no comparison lists."""
    facts = data.figures.set_index("figure_id")["fact_id"]
    known = {frozenset((facts[one], facts[other])) for one, other in _listed(data)}
    alike = ["measure_id", "population", "sex", "programme_id", "unit"]
    pairs = []
    for _, group in results(data).sort_values(["period_end", "figure_id"]).groupby(alike, dropna=False):
        pairs += [pair for pair in pairwise(group["figure_id"]) if frozenset(facts[list(pair)]) not in known]
    return pairs


@once
def results(data: Dataset) -> pd.DataFrame:
    """Return the preferred figure of every result that a report prints: the columns of ``figures`` and ``measures``."""
    measures = data.measures[
        ["measure_id", *in_all("label"), "theme", "concept", "result_level", *in_all("definition")]
    ]
    rows = data.figures[data.figures["preferred"] & (data.figures["kind"] == "actual")]
    names = reports(data).set_index("source_id")["report"]
    rows = rows[rows["source_id"].isin(names.index)].merge(measures, on="measure_id", how="left")
    rows = rows[rows["result_level"].notna()]
    return rows.assign(report=rows["source_id"].map(names).astype("str"))


@once
def counts(data: Dataset) -> pd.DataFrame:
    """Count the results of each report that reports any, oldest first: what every count of results rests on.

    One row a report: ``source_id, title, report, results`` (of :func:`results`; several printings of a fact are one),
    ``figure_id`` (those counted, separated by a space).
    """
    names = results(data).sort_values("figure_id").groupby("source_id")["figure_id"]
    rows = pd.DataFrame({"results": names.size(), "figure_id": names.agg(" ".join)})
    known = reports(data)[["source_id", "title", "report"]]
    return known.merge(rows, left_on="source_id", right_index=True)


def chosen(data: Dataset, rows: pd.DataFrame, theme: str = ALL, level: str = ALL) -> pd.DataFrame:
    """Return those rows of :func:`results`, or :func:`printed`, that are of a theme and level; ``all`` for each.

    Raises :class:`UnknownNameError` for a theme or level that does not exist.
    """
    _known("theme", theme, themes(data))
    _known("level", level, LEVELS)
    if theme != ALL:
        rows = rows[rows["theme"] == theme]
    return rows if level == ALL else rows[rows["result_level"] == level]


def _known(what: str, name: str, allowed: Iterable[str]) -> None:
    if name not in (choices := [ALL, *allowed]):
        raise UnknownNameError(what, name, choices)


def _pairs(data: Dataset, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the measures, earlier and later, that ``comparisons.csv`` sets beside each other across reports."""
    of_fact = {row["fact_id"]: (row["report"], row["measure_id"]) for row in rows.to_dict("records")}
    of_figure = {row["figure_id"]: of_fact.get(row["fact_id"]) for row in data.figures.to_dict("records")}
    pairs = []
    for row in data.comparisons.to_dict("records"):
        one, other = of_figure[row["figure_id"]], of_figure[row["other_figure_id"]]
        if one is None or other is None or one[0] == other[0] or one[1] == other[1]:
            continue
        early, late = sorted((one, other))
        pairs.append((early[1], late[1]))
    return list(dict.fromkeys(pairs))
