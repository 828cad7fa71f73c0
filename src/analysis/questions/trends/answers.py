"""What can be followed through the years, and what cannot?

A trend is one count, of one population and place, printed for three years or more without a break between them. Trends
come from ``data/reference`` (the series there, and the tables of prices, aid, budgets and UNHCR) and from the figures
of the documents. Between breaks a trend has segments; a change is only computed within one. What happened in a period
is drawn over its period, a running total at the day of its count, and neither is ever added across series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.dataset.languages import LANGUAGES, in_all, taken
from analysis.dataset.once import once
from analysis.dataset.rows import interval, rows_of
from analysis.dataset.series_rules import IN_LINE
from analysis.dataset.tables import Dataset
from analysis.errors import DataError, UnknownNameError
from analysis.figures import Interval, Period, bounds, periods
from analysis.questions import comparability, context, refugee_stocks
from analysis.questions.programme.answers import PROMISES

ALL = "all"
#: Prices as they were.
NOMINAL = "nominal"
#: Single events: they are dated, and no line of any kind.
EVENTS = "event"
#: How many years a segment must have for its trend to count as one that can be followed.
MIN_YEARS = 3
REFERENCE, DOCUMENTS = "reference", "documents"

#: Columns of :func:`followed`, a row a point:
#:
#: * ``trend_id`` (a line of its own), ``origin`` (``reference`` or ``documents``), ``series_id`` (of
#:   ``series_definitions``, missing for documents), ``measure_id`` (missing for reference);
#: * ``label_*``, and ``variant_*`` where one series has several lines (the stage of a budget,
#:   the publication of a statistic, the programme of a document's figure; else empty);
#: * ``theme, concept`` (flow, stock, cumulative), ``unit, kind, population``, ``definition_*``;
#: * ``period_start, period_end``: the window; both are the same day for a stock; ``year`` is that of its last day;
#: * ``as_printed`` (several parts joined by " + "; missing where it is computed), ``value, lower, upper`` in ``unit``
#:   (a missing end is no limit; ``lower_open, upper_open``: the end itself is not possible), ``qualifier``,
#:   ``conventional`` (an end is our reading of a hedge), ``computed`` (our sum or share), ``provisional``, ``read_by``
#:   (self or secondary);
#: * ``in_line``: whether the point belongs to the line, or has a window of another length and stands apart (half a
#:   year, ten months); ``segment``: number of the stretch between breaks, missing for a point apart; ``run``: number of
#:   the stretch of windows that adjoin, within which a line may be drawn (a gap stays a gap); never across a break;
#: * ``break_at, break_*``: the break just before this point, where there is one; ``change_lower,
#:   change_upper``: fractions by which it differs from the point before in its run, missing at its beginning and for
#:   running totals;
#: * ``base_year, deflator``: the prices of the amount, missing for nominal ones; ``priced``: false where real prices
#:   were asked for and its year has no price: then it has no value;
#: * ``index_lower, index_upper, indexed``: the point in per cent of that of the index year in its segment;
#: * ``source_id, observation_id`` (of ``series``), ``row_id`` (of another table of reference, "oda 2013"),
#:   ``figure_id`` (of ``figures``); several are separated by a space or, rows, by "; "; ``note_*``.
FOLLOWED = [
    "trend_id",
    "origin",
    "series_id",
    "measure_id",
    *in_all("label", "variant"),
    "theme",
    "concept",
    "unit",
    "kind",
    "population",
    *in_all("definition"),
    "period_start",
    "period_end",
    "year",
    "as_printed",
    "value",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "qualifier",
    "conventional",
    "computed",
    "provisional",
    "read_by",
    "in_line",
    "segment",
    "run",
    "break_at",
    *in_all("break"),
    "change_lower",
    "change_upper",
    "base_year",
    "deflator",
    "priced",
    "index_lower",
    "index_upper",
    "indexed",
    "source_id",
    "observation_id",
    "row_id",
    "figure_id",
    *in_all("note"),
]

#: Columns of :func:`unfollowed`, a row an obstacle. ``obstacle`` is one of :data:`OBSTACLES`: ``too_few_years`` (fewer
#: than :data:`MIN_YEARS` within one segment), ``events`` (single events, not all of a period), ``undated`` (no window
#: is known), ``break``, ``not_comparable`` (two figures) or ``missing`` (a document that would fill a gap was not found
#: or not read). ``followed`` says whether the trend is one of :func:`followed` all the same, elsewhere than at this
#: obstacle. ``years`` are those of its points, separated by a space, ``at`` the day of a break, ``period_start,
#: period_end`` the gap that a missing document leaves; ``reason`` is empty for too few years and events, which a page
#: says itself. Several identifiers in a cell are separated by a space.
UNFOLLOWED = [
    "obstacle",
    "followed",
    "trend_id",
    "series_id",
    "measure_id",
    "other_measure_id",
    *in_all("label", "other_label"),
    "theme",
    "years",
    "points",
    "at",
    "period_start",
    "period_end",
    *in_all("reason"),
    "title",
    "url",
    "url_status",
    "source_id",
    "observation_id",
    "figure_id",
    "comparison_id",
]

_OF_TREND = [
    "trend_id",
    "origin",
    "series_id",
    "measure_id",
    *in_all("label", "variant"),
    "theme",
    "concept",
    "unit",
    "kind",
]
#: Columns of :func:`stretches`, a row a stretch between breaks: those of its trend as in :data:`FOLLOWED`;
#: ``first_year, last_year`` and the windows of its first and last point (``first_start`` to ``last_end``), their ends
#: (``first_lower`` to ``last_upper``, in ``unit``; ``…_open`` as of a point), ``points``, ``years`` (how many have
#: one), ``gaps`` (those between that have none, separated by a space); ``change_lower, change_upper``: by which
#: fraction the last differs from the first, missing for running totals; ``provisional, secondary``: how many points
#: are provisional, or known from another text; ``apart``: how many points of the trend have a window of another
#: length; the break before it, if any; ``base_year, deflator``; ``source_id, figure_id``, several separated by a space.
STRETCHES = [
    *_OF_TREND,
    "segment",
    "first_year",
    "last_year",
    "first_start",
    "first_end",
    "last_start",
    "last_end",
    "first_lower",
    "first_upper",
    "first_lower_open",
    "first_upper_open",
    "last_lower",
    "last_upper",
    "last_lower_open",
    "last_upper_open",
    "points",
    "years",
    "gaps",
    "change_lower",
    "change_upper",
    "provisional",
    "secondary",
    "apart",
    "break_at",
    *in_all("break"),
    "base_year",
    "deflator",
    "source_id",
    "figure_id",
]

#: Columns of :func:`aims`: ``trend_id`` is the line that the target is of, ``figure_id`` the target's figure,
#: ``value, lower, upper`` in the unit of the line; ``start, deadline`` are missing where they are not printed.
AIMS = [
    "trend_id",
    "target_id",
    *in_all("label"),
    "start",
    "deadline",
    "as_printed",
    "value",
    "lower",
    "upper",
    "figure_id",
    "source_id",
]

#: Columns of :func:`series`: what is counted and what is not (``definition``), in how many ``lines``; how many points
#: are known from another text (``secondary``); ``source_id`` names the publications, separated by a space.
SERIES = [
    "series_id",
    "measure_id",
    *in_all("label"),
    "theme",
    "concept",
    "unit",
    "population",
    *in_all("definition"),
    "lines",
    "first_year",
    "last_year",
    "secondary",
    "source_id",
]

#: Columns of :func:`related`: how a series relates to another (``relation`` as in ``series_relations``), which is a
#: series or a measure of the documents; ``note`` says why they are not added, or how far they differ.
RELATED = [
    "series_id",
    *in_all("label"),
    "relation",
    "other_series_id",
    "other_measure_id",
    *in_all("other_label", "note"),
]


#: Why something cannot be followed, see :func:`unfollowed`, in the order of its rows.
OBSTACLES = ("too_few_years", "events", "undated", "break", "not_comparable", "missing")

_DEFINED = [*in_all("label"), "theme", "concept", "unit", "kind", "population", *in_all("definition")]
_ENDS = ["value", "lower", "upper"]
_OPEN = ["lower_open", "upper_open"]
_MONEY = "EUR"
#: Kinds of figures that say how things are or went: they stand in one line, what was decided in one for each kind.
_HAPPENED = frozenset({"actual", "estimate", "context", "paid", "spent"})
_DAYS_OF_A_YEAR = 366


@once
def followed(
    data: Dataset,
    *,
    theme: str = ALL,
    first_year: int | None = None,
    last_year: int | None = None,
    index_year: int | None = None,
    price_year: int | None = None,
    deflator: str = "cpi",
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the points of every trend that can be followed: see :data:`FOLLOWED`, by trend and window.

    A trend has :data:`MIN_YEARS` years or more within one segment; that is judged on all its points, before years are
    left out. ``first_year`` and ``last_year`` are those of the last day of a window. With ``price_year`` amounts in
    EUR that belong to a year are in its prices; dollars, and running totals, which add up money of several years, stay
    nominal. ``prices`` may be those of an imported feed. A theme of which nothing can be followed gives no rows. Raises
    :class:`UnknownNameError` for a theme, deflator or price year that is not there, :class:`ParameterError` for a
    period that ends before it begins.
    """
    _refuse_unknown(data, theme)
    rows = points(data)
    rows = rows[rows["trend_id"].isin(_long_enough(rows))]
    rows = _compared(data, rows, index_year, price_year, deflator, prices)
    return within(data, rows, theme, first_year, last_year)


def sections(data: Dataset) -> list[str]:
    """Return the sections of notebooks that take series up, sorted."""
    return sorted(data.series_sections["section_id"].unique())


@once
def taken_up(
    data: Dataset,
    section: str,
    *,
    first_year: int | None = None,
    last_year: int | None = None,
    price_year: int | None = None,
    deflator: str = "cpi",
    prices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the points of the lines that a section of a notebook takes up: see :data:`FOLLOWED`, in its order.

    Which lines these are stands in ``series_sections``: those that are too short to be followed are among them, for
    they are shown beside the others. Years and prices are as in :func:`followed`. Raises
    :class:`UnknownNameError` for a section that is not there, :class:`DataError` for a row of it without a point.
    """
    if section not in (known := sections(data)):
        raise UnknownNameError("section", section, known)
    rows = points(data)
    parts = []
    for chosen in _rows(data.series_sections[data.series_sections["section_id"] == section].sort_values("position")):
        part = rows[(rows["series_id"] == chosen.series_id) | (rows["measure_id"] == chosen.measure_id)]
        if pd.notna(chosen.line):
            part = part[part["trend_id"] == f"{chosen.series_id}-{chosen.line}"]
        if part.empty:
            raise DataError([f"series_sections.csv: {section} {chosen.position} has no dated number; mend its line"])
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)
    return within(data, _compared(data, table, None, price_year, deflator, prices), ALL, first_year, last_year)


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return :func:`stretches` of the points of :func:`taken_up`, in the order in which their lines stand there."""
    return _as_in(rows, stretches(rows), [])


def _as_in(rows: pd.DataFrame, table: pd.DataFrame, before: list[str]) -> pd.DataFrame:
    """Sort a table of lines by the columns ``before``, then as their points stand in ``rows``."""
    places = {name: place for place, name in enumerate(rows["trend_id"].drop_duplicates())}
    placed = table.assign(place=table["trend_id"].map(places))
    return placed.sort_values([*before, "place", "segment"], ignore_index=True).drop(columns="place")


def within(
    data: Dataset, rows: pd.DataFrame, theme: str = ALL, first_year: int | None = None, last_year: int | None = None
) -> pd.DataFrame:
    """Return the points of :func:`followed` of one theme whose window ends in these years.

    Raises :class:`UnknownNameError` for a theme that is not there, :class:`ParameterError` for a period that ends
    before it begins.
    """
    _refuse_unknown(data, theme)
    periods.in_order(first_year, last_year)
    chosen = pd.Series(data=True, index=rows.index)
    if theme != ALL:
        chosen &= rows["theme"] == theme
    if first_year is not None:
        chosen &= rows["year"] >= first_year
    if last_year is not None:
        chosen &= rows["year"] <= last_year
    return rows[chosen].reset_index(drop=True)


@once
def themes(data: Dataset) -> list[str]:
    """Return the themes of what can be followed and of what cannot, sorted."""
    rows = points(data)
    fit = rows["trend_id"].isin(_long_enough(rows))
    return sorted({*rows.loc[fit, "theme"], *unfollowed(data)["theme"]})


def price_choices(data: Dataset) -> list[str]:
    """Return what :func:`price_choice` takes: "nominal", then an index with each year that it has."""
    known = data.prices.sort_values("year")
    return [
        NOMINAL,
        *(f"{index} {year}" for index in context.DEFLATORS for year in known.loc[known["deflator"] == index, "year"]),
    ]


def price_choice(data: Dataset, prices: str = NOMINAL) -> tuple[int | None, str]:
    """Return the year and the index of a choice of prices: "cpi 2023" is 2023 and cpi, "nominal" has no year.

    Raises :class:`UnknownNameError` for any other text.
    """
    if prices not in (known := price_choices(data)):
        raise UnknownNameError("prices", prices, known)
    index, _, year = prices.partition(" ")
    return (int(year), index) if year else (None, context.DEFLATORS[0])


def stretches(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the stretches between breaks of the points of :func:`followed`: see :data:`STRETCHES`, a row each."""
    apart = Counter(rows.loc[~rows["in_line"], "trend_id"])
    line = rows[rows["in_line"]].to_dict("records")
    found = []
    for (name, segment), points_of_it in groupby(line, key=lambda row: (row["trend_id"], row["segment"])):
        group = list(points_of_it)
        first, last = group[0], group[-1]
        years = {row["year"] for row in group}
        change = _change(first, last)
        real = next((row for row in group if pd.notna(row["base_year"])), first)
        found.append(
            {column: first[column] for column in _OF_TREND}
            | {
                f"{side}_{end}": row[end]
                for side, row in (("first", first), ("last", last))
                for end in (*_ENDS[1:], *_OPEN)
            }
            | {
                "segment": segment,
                "first_year": first["year"],
                "last_year": last["year"],
                "first_start": first["period_start"],
                "first_end": first["period_end"],
                "last_start": last["period_start"],
                "last_end": last["period_end"],
                "points": len(group),
                "years": len(years),
                "gaps": " ".join(str(year) for year in range(min(years), max(years)) if year not in years),
                "change_lower": change.lower if change else None,
                "change_upper": change.upper if change else None,
                "provisional": sum(row["provisional"] for row in group),
                "secondary": sum(row["read_by"] != "self" for row in group),
                "apart": apart[name],
                "break_at": first["break_at"],
                **taken(first, "break"),
                "base_year": real["base_year"],
                "deflator": real["deflator"],
                "source_id": _named(group, "source_id"),
                "figure_id": _named(group, "figure_id"),
            }
        )
    table = pd.DataFrame(found, columns=STRETCHES)
    table = table.astype({"base_year": "Int64", "change_lower": "float64", "change_upper": "float64"})
    return _as_in(rows, table, ["theme", "label_en"])


def _change(first: Any, last: Any) -> Interval | None:
    """Return by which fraction the end of a stretch differs from its beginning, where that means anything."""
    if first is last or first["concept"] == "cumulative" or not (first["priced"] and last["priced"]):
        return None
    return bounds.change(interval(first), interval(last)) if interval(first).low > 0 else None


def _named(group: list[Any], column: str) -> str | None:
    return " ".join(dict.fromkeys(str(row[column]) for row in group if pd.notna(row[column]))) or None


def spans(rows: pd.DataFrame) -> pd.Series:
    """Return over how many years each trend of :func:`followed` reaches; breaks and points apart among them."""
    years = rows.groupby("trend_id")["year"]
    return (years.max() - years.min() + 1).astype("int64")


def aims(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the printed targets of the points of :func:`followed`: see :data:`AIMS`.

    A target belongs to a line where the dataset ties it to one of its figures, or where it is a figure of its measure.
    Targets in another unit than their result are left out: they are no height on that line.
    """
    figures = data.figures.set_index("figure_id")
    of_figure = rows.dropna(subset="figure_id").set_index("figure_id")
    of_measure = rows.dropna(subset="measure_id").groupby("measure_id")
    found = []
    for target in data.targets.dropna(subset="target_figure_id").to_dict("records"):
        aimed = figures.loc[target["target_figure_id"]]
        if target["actual_figure_id"] in of_figure.index:
            line = of_figure.loc[target["actual_figure_id"]]
        elif aimed["measure_id"] in of_measure.groups:
            line = of_measure.get_group(aimed["measure_id"]).iloc[0]
        else:
            continue
        if aimed["unit"] != line["unit"] or pd.isna(aimed["value"]):
            continue
        cells = {name: target[name] for name in ("target_id", *in_all("label"), "start", "deadline")}
        found.append(
            cells
            | {name: aimed[name] for name in (*_ENDS, "as_printed")}
            | {"trend_id": line["trend_id"], "figure_id": target["target_figure_id"], "source_id": target["source_id"]}
        )
    return pd.DataFrame(found, columns=AIMS)


def series(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the series of the points of :func:`followed`: see :data:`SERIES`, a row each."""
    named = rows["series_id"].fillna(rows["measure_id"])
    found = [
        {column: group[column].iloc[0] for column in SERIES[:-5]}
        | {
            "lines": group["trend_id"].nunique(),
            "first_year": group["year"].min(),
            "last_year": group["year"].max(),
            "secondary": int((group["read_by"] != "self").sum()),
            "source_id": _joined(group, "source_id"),
        }
        for _, group in rows.groupby(named)
    ]
    return pd.DataFrame(found, columns=SERIES).sort_values(["theme", "label_en"], ignore_index=True)


def related(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return how the series of points relate to each other and to their measures: see :data:`RELATED`, in their order.

    Only what a note is given for, and both of which are there.
    """
    series_labels = data.series_definitions.set_index("series_id")[in_all("label")]
    labels_of = pd.concat([series_labels, data.measures.set_index("measure_id")[in_all("label")]])
    places = {name: place for place, name in enumerate(rows["series_id"].fillna(rows["measure_id"]).drop_duplicates())}
    table = data.series_relations.rename(columns={"measure_id": "other_measure_id"})
    other = table["other_series_id"].fillna(table["other_measure_id"])
    table = table.assign(other=other)[table["series_id"].isin(places) & other.isin(places) & table["note_en"].notna()]
    table = table.join(labels_of, on="series_id").join(labels_of.add_prefix("other_"), on="other")
    order = table.assign(one=table["series_id"].map(places), two=table["other"].map(places))
    return order.sort_values(["one", "two"], ignore_index=True)[RELATED]


@once
def unfollowed(data: Dataset, theme: str = ALL) -> pd.DataFrame:
    """Return what cannot be followed, or not across some day, and why: see :data:`UNFOLLOWED`.

    A row for each series or measure with too few years, each break, each pair of figures that is not comparable, each
    missing document; none for a theme of which everything can be followed. Raises :class:`UnknownNameError` for a theme
    that is not there.
    """
    _refuse_unknown(data, theme)
    rows = points(data)
    fit = _long_enough(rows)
    found = [*_short(rows, fit), *_events(data), *_undated(data), *_broken(data, rows, fit), *_incomparable(data)]
    found += _missing(data, rows, fit)
    table = pd.DataFrame(found, columns=UNFOLLOWED)
    if theme != ALL:
        table = table[table["theme"] == theme]
    rank = table["obstacle"].map({name: place for place, name in enumerate(OBSTACLES)})
    order = ["theme", "rank", "label_en", "at", "period_start"]
    return table.assign(rank=rank).sort_values(order, ignore_index=True)[UNFOLLOWED]


def _refuse_unknown(data: Dataset, theme: str) -> None:
    known = sorted({*data.measures["theme"], *data.series_definitions["theme"]})
    if theme != ALL and theme not in known:
        raise UnknownNameError("theme", theme, [ALL, *known])


# -- points --------------------------------------------------------------------------------------------------------


@once
def points(data: Dataset) -> pd.DataFrame:
    """Return every dated point there is, with its segment and run, whether or not its trend is long enough.

    What :func:`followed` and :func:`unfollowed` begin with. The columns of :data:`FOLLOWED`, those of prices, changes
    and index still empty, and ``period_kind``.
    """
    found = [*_series(data), *_prices(data), *_aid(data), *_budgets(data), *_displaced(data)]
    rows = _defined(data, pd.DataFrame(found))
    rows = pd.concat([rows, pd.DataFrame(_figures(data))], ignore_index=True)
    rows = rows.reindex(columns=list(dict.fromkeys([*FOLLOWED, "period_kind", "place"])))
    rows["year"] = rows["period_end"].dt.year.astype("Int64")
    empty = dict.fromkeys(in_all("variant", "note"), "") | {"read_by": "self", "qualifier": "exact"}
    flags = ("lower_open", "upper_open", "conventional", "computed", "provisional")
    rows = rows.fillna(empty | dict.fromkeys(flags, False)).astype(dict.fromkeys(flags, "bool"))
    # The lines of a series stand together, in their own order: the stages of a budget follow each other.
    rows = rows.assign(family=rows["series_id"].fillna(rows["trend_id"]), place=rows["place"].fillna(0))
    order = ["family", "place", "trend_id", "period_end", "period_start"]
    rows = rows.sort_values(order, ignore_index=True).drop(columns=["family", "place"])
    return _segmented(data, rows)


def _series(data: Dataset) -> Iterable[dict[str, Any]]:
    """Yield the numbers of ``series`` that stand in a line; the parts of a period are added up."""
    events = data.series_definitions.loc[data.series_definitions["concept"] == EVENTS, "series_id"]
    rows = data.series[data.series["vintage"].isin(IN_LINE) & data.series["period_end"].notna()]
    rows = rows[~rows["series_id"].isin(events)]
    keys = ["series_id", "period_start", "period_end"]
    records = rows.to_dict("index")
    for indices in rows.groupby(keys).groups.values():
        group = [records[index] for index in indices]
        row, whole = group[0], bounds.total(interval(part) for part in group)
        yield {
            "trend_id": row["series_id"],
            **{name: row[name] for name in (*keys, "period_kind")},
            "value": sum(part["value"] for part in group),
            "lower": whole.lower,
            "upper": whole.upper,
            "lower_open": whole.lower_open,
            "upper_open": whole.upper_open,
            "qualifier": row["qualifier"],
            "as_printed": " + ".join(part["as_printed"] for part in group if pd.notna(part["as_printed"])) or None,
            "conventional": any(part["conventional"] for part in group),
            "provisional": any(part["provisional"] for part in group),
            "computed": len(group) > 1 or row["basis"] != "printed",
            "read_by": "secondary" if any(part["read_by"] == "secondary" for part in group) else "self",
            "source_id": row["source_id"],
            "observation_id": " ".join(part["observation_id"] for part in group),
            **taken(row, "note"),
        }


def _prices(data: Dataset) -> Iterable[dict[str, Any]]:
    for row in _rows(data.prices):
        name = f"prices-{row.deflator}"
        yield _of_year(name, row.year, row.price_index, row.source_id, f"prices {row.deflator} {row.year}")


def _aid(data: Dataset) -> Iterable[dict[str, Any]]:
    for row in _rows(context.aid(data)):
        source, where = row.source_id, f"oda {row.year}"
        yield _of_year("oda", row.year, row.oda, source, where)
        yield _of_year("oda-in-donor", row.year, row.in_donor_refugee_costs, source, where)
        share = _of_year("oda-in-donor-share", row.year, 100 * row.in_donor_share, source, where)
        yield share | {"computed": True}


def _budgets(data: Dataset) -> Iterable[dict[str, Any]]:
    stages = list(labels.labels("stage", LANGUAGES[0]))
    for row in _rows(data.budget_article_4):
        name = f"budget-xvii-{row.budget_line}"
        where = f"budget_article_4 {row.year} {row.budget_line} {row.stage}"
        point = _of_year(name, row.year, 1000 * row.amount_eur_thousand, row.source_id, where)
        variant = {f"variant_{language}": labels.label("stage", row.stage, language) for language in LANGUAGES}
        yield point | variant | {"trend_id": f"{name}-{row.stage}", "place": stages.index(row.stage)}


def _displaced(data: Dataset) -> Iterable[dict[str, Any]]:
    sources = data.sources.set_index("source_id")
    for row in _rows(data.unhcr_totals):
        name = f"unhcr-{row.population}"
        point = _of_year(
            name,
            row.year,
            1e6 * row.people_million,
            row.source_id,
            f"unhcr_totals {row.population} {row.year} {row.source_id}",
        )
        # Global Trends prints a tenth of a million or finer, the database (as we have it) a thousandth.
        finer = len(f"{row.people_million:g}".partition(".")[2])
        half = 0.5e6 * 10.0 ** -(3 if row.source_id == refugee_stocks.release(data) else max(1, finer))
        day = point["period_end"]
        variant = taken(sources.loc[row.source_id], "short", "variant")
        yield (
            point
            | variant
            | {
                "trend_id": f"{name}-{row.source_id}",
                "period_start": day,
                "period_kind": "instant",
                "lower": point["value"] - half,
                "upper": point["value"] + half,
            }
        )


def _of_year(name: str, year: int, value: float, source_id: str, row_id: str) -> dict[str, Any]:
    start, end = pd.Timestamp(int(year), 1, 1), pd.Timestamp(int(year), 12, 31)
    ends = dict.fromkeys(_ENDS, float(value))
    return {
        "trend_id": name,
        "series_id": name,
        "period_start": start,
        "period_end": end,
        "period_kind": "calendar_year",
        "source_id": source_id,
        "row_id": row_id,
    } | ends


def _defined(data: Dataset, points: pd.DataFrame) -> pd.DataFrame:
    definitions = data.series_definitions.set_index("series_id")
    if lacking := sorted(set(points["series_id"]) - set(definitions.index)):
        raise DataError([f"series_definitions.csv has no row for {', '.join(lacking)}: say there what it counts"])
    dates = {"period_start": "datetime64[s]", "period_end": "datetime64[s]"}
    return points.join(definitions[_DEFINED], on="series_id").assign(origin=REFERENCE).astype(dates)


def _figures(data: Dataset) -> Iterable[dict[str, Any]]:
    """Yield the dated figures of the documents by measure, population, programme, place and nature.

    What was aimed at is no point of any line: :func:`aims` stand beside it.
    """
    figures = data.figures[data.figures["preferred"] & (data.figures["multiplicity"] == 1)]
    figures = figures[~figures["kind"].isin(PROMISES)]
    figures = figures.dropna(subset=["period_start", "period_end", "value"])
    columns = ["measure_id", *in_all("label"), "theme", "concept", *in_all("definition")]
    rows = figures.merge(data.measures[columns], on="measure_id")
    programmes = data.programmes.set_index("programme_id")
    of_figure = data.figure_places.sort_values(["place_id", "role"])
    named_places = of_figure.assign(place=of_figure["place_id"] + " " + of_figure["role"])
    places = named_places.groupby("figure_id")["place"].agg(" ".join)
    for row in rows[rows["concept"] != "neither"].to_dict("records"):
        alike = [row[name] for name in ("kind", "unit", "per", "population", "sex", "programme_id")]
        alike += [places.get(row["figure_id"]), None if row["kind"] in _HAPPENED else row["kind"]]
        named = row["programme_id"] in programmes.index
        yield {name: row[name] for name in (*_DEFINED, *_ENDS, *_OPEN, "measure_id", "period_start", "period_end")} | {
            "trend_id": " ".join([row["measure_id"], *(str(part) for part in alike[2:] if not pd.isna(part))]),
            "origin": DOCUMENTS,
            "source_id": row["source_id"],
            "figure_id": row["figure_id"],
            "as_printed": row["as_printed"],
            "qualifier": row["qualifier"],
            "conventional": row["conventional"],
            "period_kind": row["period_kind"],
            **taken(row, "note"),
            **(taken(programmes.loc[row["programme_id"]], "label", "variant") if named else {}),
        }


# -- lines ---------------------------------------------------------------------------------------------------------


def _segmented(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Tell points of the line from those apart, and number the stretches between breaks and between gaps."""
    breaks: dict[str, list[Any]] = {}
    for table, name in ((data.series_breaks, "series_id"), (data.breaks, "measure_id")):
        for row in table.sort_values("at", kind="stable").to_dict("records"):
            breaks.setdefault(row[name], []).append(row)
    judged = _judged(data, rows)
    records = rows.to_dict("index")
    cells: dict[str, dict[Any, Any]] = {name: {} for name in ("segment", "run", "break_at", *in_all("break"))}
    lines: set[Any] = set()
    for indices in rows.groupby("trend_id").groups.values():
        lengths = pd.Series({index: _length(records[index]) for index in indices})
        usual = lengths.value_counts().sort_index(ascending=False).idxmax()  # the longer of two that are as common
        line = list(lengths[lengths == usual].index)
        lines.update(line)
        segment = run = 1
        for place, index in enumerate(line):
            row = records[index]
            if place:
                before = records[line[place - 1]]
                own = breaks.get(row["series_id"]) or breaks.get(row["measure_id"]) or []
                found = _between(own, before, row) or judged.get((before["figure_id"], row["figure_id"]))
                if found:
                    segment += 1
                    cells["break_at"][index] = found["at"]
                    for name in in_all("break"):
                        cells[name][index] = found[name]
                run += bool(found) or not _adjoin(before, row)
            cells["segment"][index], cells["run"][index] = segment, run
    filled = {name: pd.Series(column, index=rows.index, dtype="object") for name, column in cells.items()}
    rows = rows.assign(in_line=rows.index.isin(list(lines)), **filled)
    texts = dict.fromkeys(in_all("break"), "str")
    return rows.astype({"segment": "Int64", "run": "Int64", "break_at": "datetime64[s]"} | texts)


def _length(row: Any) -> str:
    """Return what a window must share with others to stand in one line with them: its kind and its months."""
    if row["period_kind"] in {"instant", "cumulative"}:
        return str(row["period_kind"])
    months = Period(row["period_start"].date(), row["period_end"].date()).months
    return f"{months:08.2f} {row['period_kind']}"


def _between(breaks: list[Any], before: Any, row: Any) -> dict[str, Any] | None:
    """Return when the last break is that lies between two points, with the reasons of all: ``at``, ``break_*``."""
    # A running total began long ago: what counts is the day on which each of the two was counted.
    since = before["period_end"] if row["concept"] == "cumulative" else before["period_start"]
    here = [one for one in breaks if since < one["at"] <= row["period_end"]]
    if not here:
        return None
    reasons = [taken(one, "reason", "break") for one in here]
    told = {name: " ".join(one[name] for one in reasons if not pd.isna(one[name])) for name in in_all("break")}
    return {"at": here[-1]["at"], **told}


def _judged(data: Dataset, rows: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the pairs of successive figures between which no change may be computed, with when and why."""
    figures = rows[rows["origin"] == DOCUMENTS]
    pairs = [pair for _, group in figures.groupby("trend_id") for pair in pairwise(group["figure_id"])]
    if not pairs:
        return {}
    table = comparability.verdicts(data, pairs)
    refused = table[~table["allowed"].astype("bool")]
    starts = figures.set_index("figure_id")["period_start"]
    return {
        (row["figure_id"], row["other_figure_id"]): {
            "at": starts[row["other_figure_id"]],
            **taken(row, "reason", "break"),
        }
        for row in refused.to_dict("records")
    }


def _adjoin(before: Any, row: Any) -> bool:
    """Whether nothing is missing between two points: windows that touch, days a year apart, or a running total."""
    if row["concept"] == "cumulative":
        return True
    if row["period_start"] == row["period_end"]:
        return (row["period_end"] - before["period_end"]).days <= _DAYS_OF_A_YEAR
    return (row["period_start"] - before["period_end"]).days <= 1


def _long_enough(rows: pd.DataFrame) -> set[str]:
    years = rows[rows["in_line"]].groupby(["trend_id", "segment"])["year"].nunique()
    return set(years[years >= MIN_YEARS].index.get_level_values("trend_id"))


# -- prices, changes, index ----------------------------------------------------------------------------------------


def _compared(
    data: Dataset,
    rows: pd.DataFrame,
    index_year: int | None,
    price_year: int | None,
    deflator: str,
    prices: pd.DataFrame | None,
) -> pd.DataFrame:
    """Add prices, changes and index to points, and return the columns of :data:`FOLLOWED`."""
    context.known_deflator(deflator)
    rows = rows.assign(priced=True).astype({"base_year": "Int64", "deflator": "str"})
    if price_year is not None:
        rows = _real(data, rows, price_year, deflator, prices)
    return _indexed(_changed(rows), index_year).reset_index(drop=True)[FOLLOWED]


def _real(data: Dataset, rows: pd.DataFrame, year: int, deflator: str, prices: pd.DataFrame | None) -> pd.DataFrame:
    table = data.prices if prices is None else prices
    known = set(table.loc[table["deflator"] == deflator, "year"])
    money = (rows["unit"] == _MONEY) & (rows["concept"] == "flow")
    unpriced = money & ~rows["year"].isin(known)
    priced = money & ~unpriced
    # Whatever cannot be had is refused there: a year or a deflator that is unknown.
    amounts = context.deflate(data, rows.loc[priced, ["year", *_ENDS]], year, deflator, tuple(_ENDS), prices)
    rows = rows.assign(priced=~unpriced)
    rows.loc[priced, _ENDS] = amounts[_ENDS]
    rows.loc[unpriced, _ENDS] = float("nan")
    base = pd.Series(pd.NA, index=rows.index, dtype="Int64").mask(priced, year)
    return rows.assign(base_year=base, deflator=pd.Series(deflator, index=rows.index).where(priced))


def _changed(rows: pd.DataFrame) -> pd.DataFrame:
    """Add by how much a point differs from the one before in its run, as a fraction."""
    changes: dict[Any, Interval] = {}
    for group in _stretches(rows[rows["concept"] != "cumulative"], "run"):
        for (_, before), (index, after) in pairwise(group):
            if interval(before).low > 0:
                changes[index] = bounds.change(interval(before), interval(after))
    return rows.assign(**_columns(rows, "change", changes))


def _indexed(rows: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Add the points in per cent of that of one year, within its segment; several in the year give no base."""
    found: dict[Any, Interval] = {}
    for group in _stretches(rows, "segment"):
        base = [(index, interval(row)) for index, row in group if year is not None and row["year"] == year]
        if len(base) != 1 or base[0][1].low <= 0:
            continue
        hundred = Interval.point(100.0)
        for index, row in group:
            share = bounds.ratio(interval(row), base[0][1])
            found[index] = hundred if index == base[0][0] else _times(share, 100.0)
    return rows.assign(**_columns(rows, "index", found), indexed=rows.index.isin(list(found)))


def _stretches(rows: pd.DataFrame, column: str) -> Iterable[list[tuple[Any, Any]]]:
    """Yield the points of each line with a value, by segment or run, in their order."""
    columns = ["trend_id", column, "year", "lower", "upper", "lower_open", "upper_open"]
    chosen = rows.loc[rows["in_line"] & rows["priced"], columns]
    records = chosen.to_dict("index")
    for indices in chosen.groupby(["trend_id", column]).groups.values():
        yield [(index, records[index]) for index in indices]


def _columns(rows: pd.DataFrame, name: str, intervals: dict[Any, Interval]) -> dict[str, pd.Series]:
    ends = {
        "lower": {i: one.lower for i, one in intervals.items()},
        "upper": {i: o.upper for i, o in intervals.items()},
    }
    return {f"{name}_{end}": pd.Series(cells, index=rows.index, dtype="float64") for end, cells in ends.items()}


def _times(span: Interval, factor: float) -> Interval:
    lower, upper = (None if end is None else end * factor for end in (span.lower, span.upper))
    return Interval(lower, upper, span.lower_open, span.upper_open)


# -- what cannot be followed -----------------------------------------------------------------------------------------


def _short(rows: pd.DataFrame, fit: set[str]) -> Iterable[dict[str, Any]]:
    """Yield what has too few years in a segment: every series of reference, of documents those with two dates.

    A series of several lines, as a budget by stage, is one row, and none where one of its lines can be followed.
    """
    names = rows["series_id"].fillna(rows["trend_id"])
    for _, group in rows.groupby(names):
        lines = set(group["trend_id"])
        if lines & fit or (group["origin"].iloc[0] == DOCUMENTS and group["year"].nunique() < 2):
            continue
        yield _row(
            "too_few_years",
            group.iloc[0],
            followed=False,
            trend_id=" ".join(sorted(lines)),
            points=len(group),
            years=_years(group),
            observation_id=_joined(group, "observation_id"),
            figure_id=_joined(group, "figure_id"),
            source_id=_joined(group, "source_id"),
        )


def _events(data: Dataset) -> Iterable[dict[str, Any]]:
    """Yield the series of single events."""
    definitions = data.series_definitions[data.series_definitions["concept"] == EVENTS].set_index("series_id")
    for name, about in definitions.iterrows():
        group = data.series[data.series["series_id"] == name].assign(year=lambda rows: rows["period_end"].dt.year)
        yield _row(
            "events",
            about,
            followed=False,
            trend_id=name,
            series_id=name,
            points=len(group),
            years=_years(group),
            observation_id=_joined(group, "observation_id"),
            source_id=_joined(group, "source_id"),
        )


def _undated(data: Dataset) -> Iterable[dict[str, Any]]:
    """Yield the numbers of series whose day is not known, so that they stand in no line."""
    definitions = data.series_definitions.set_index("series_id")
    for row in data.series[data.series["period_end"].isna()].to_dict("records"):
        yield _row(
            "undated",
            definitions.loc[row["series_id"]],
            followed=False,
            series_id=row["series_id"],
            trend_id=row["series_id"],
            points=1,
            **taken(row, "note", "reason"),
            observation_id=row["observation_id"],
            source_id=row["source_id"],
        )


def _broken(data: Dataset, rows: pd.DataFrame, fit: set[str]) -> Iterable[dict[str, Any]]:
    """Yield the breaks of series that have points on both sides, and of the measures of documents."""
    definitions = data.series_definitions.set_index("series_id")
    for row in data.series_breaks.to_dict("records"):
        group = rows[rows["series_id"] == row["series_id"]]
        if group.empty or not (group["period_start"].min() < row["at"] <= group["period_end"].max()):
            continue
        yield _row(
            "break",
            definitions.loc[row["series_id"]],
            followed=bool(fit & set(group["trend_id"])),
            series_id=row["series_id"],
            years=_years(group),
            points=len(group),
            at=row["at"],
            **taken(row, "reason"),
            source_id=row["source_id"],
            observation_id=_joined(group, "observation_id"),
        )
    measures = data.measures.set_index("measure_id")
    for row in data.breaks.to_dict("records"):
        group = rows[rows["measure_id"] == row["measure_id"]]
        yield _row(
            "break",
            measures.loc[row["measure_id"]],
            followed=bool(fit & set(group["trend_id"])),
            measure_id=row["measure_id"],
            years=_years(group),
            points=len(group),
            at=row["at"],
            **taken(row, "reason"),
            source_id=row["source_id"],
            figure_id=_joined(group, "figure_id"),
        )


def _incomparable(data: Dataset) -> Iterable[dict[str, Any]]:
    """Yield the pairs of figures that may not be compared."""
    figures = data.figures.set_index("figure_id")
    measures = data.measures.set_index("measure_id")
    for row in data.comparisons[~data.comparisons["verdict"].isin(comparability.ALLOWED)].to_dict("records"):
        one, other = figures.loc[row["figure_id"]], figures.loc[row["other_figure_id"]]
        years = sorted({day.year for day in (one["period_end"], other["period_end"]) if pd.notna(day)})
        beside = measures.loc[other["measure_id"]]
        yield _row(
            "not_comparable",
            measures.loc[one["measure_id"]],
            followed=False,
            measure_id=one["measure_id"],
            other_measure_id=other["measure_id"],
            **taken(beside, "label", "other_label"),
            years=" ".join(str(year) for year in years),
            points=2,
            **taken(row, "reason"),
            comparison_id=row["comparison_id"],
            source_id=" ".join(dict.fromkeys([one["source_id"], other["source_id"]])),
            figure_id=f"{row['figure_id']} {row['other_figure_id']}",
        )


def _missing(data: Dataset, rows: pd.DataFrame, fit: set[str]) -> Iterable[dict[str, Any]]:
    """Yield the documents that would fill a gap."""
    definitions = data.series_definitions.set_index("series_id")
    measures = data.measures.set_index("measure_id")
    for row in data.series_missing.to_dict("records"):
        of_series = pd.notna(row["series_id"])
        about = definitions.loc[row["series_id"]] if of_series else measures.loc[row["measure_id"]]
        column = "series_id" if of_series else "measure_id"
        group = rows[rows[column] == row[column]]
        yield _row(
            "missing",
            about,
            followed=bool(fit & set(group["trend_id"])),
            series_id=row["series_id"],
            measure_id=row["measure_id"],
            years=_years(group),
            points=len(group),
            period_start=row["period_start"],
            period_end=row["period_end"],
            **taken(row, "note", "reason"),
            title=row["title"],
            url=row["url"],
            url_status=row["url_status"],
        )


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    """Iterate over the rows of a frame, a cell being an attribute."""
    return rows_of(frame)


def _row(obstacle: str, about: Any, **cells: Any) -> dict[str, Any]:
    described = {name: about.get(name) for name in (*in_all("label"), "theme", "series_id", "measure_id")}
    return {"obstacle": obstacle} | described | cells


def _years(group: pd.DataFrame) -> str:
    return " ".join(str(year) for year in sorted(group["year"].dropna().unique()))


def _joined(group: pd.DataFrame, column: str) -> str | None:
    return " ".join(dict.fromkeys(group[column].dropna())) or None
