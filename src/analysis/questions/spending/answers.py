"""What was spent of the fund and budgeted for the policy fields after it, and what can be compared?

The measures are those that play a part in ``roles.csv``. Of the fund the first year is told of which everything is
printed that the question needs; what is printed of other years stands with the other amounts.
"""

from __future__ import annotations

import pandas as pd

from analysis.dataset import countries, roles
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.once import once
from analysis.dataset.provenance import located
from analysis.dataset.rows import interval
from analysis.dataset.tables import Dataset
from analysis.errors import DataError
from analysis.figures import bounds
from analysis.figures.currencies import CURRENCIES
from analysis.questions import context
from analysis.questions.targets import answers as targets

#: Columns of :func:`real`.
REAL = [
    "figure_id",
    *in_all("label"),
    "year",
    "lower",
    "upper",
    "real_lower",
    "real_upper",
    "base_year",
    "deflator",
]
#: The parts in ``roles.csv`` that the fund has: what was spent, in all and on return, and what there was for it.
TOTAL, RETURN, BUDGET, RESERVE = "spending_total", "spending_return", "budget_total", "reserve_return"
SHARE_USED = "budget_share_used"
FUND = (TOTAL, RETURN, BUDGET, RESERVE, SHARE_USED)
#: The budgets of the policy fields that came after the fund.
FIELDS = "budget_by_field"
#: Kinds of figures that are money decided on or paid, as against what the money of others did.
MONEY = frozenset(
    {"budget", "reserved", "ceiling", "envelope", "announced", "made_available", "commitment", "paid", "spent"}
)
#: Kinds of amounts that :func:`fund` keeps apart: from what was to be had to what was spent.
APART = ("budget", "reserved", "ceiling", "spent")
#: Columns of :func:`commitments` and :func:`fund`.
AMOUNTS = [
    "figure_id",
    *in_all("label"),
    "kind",
    "funding",
    "value",
    "qualifier",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "unit",
    "per",
    "multiplicity",
    "period_start",
    "period_end",
    "period_basis",
    "known_from",
    "known_until",
    "as_printed",
    "where",
]


@once
def priorities(data: Dataset) -> pd.DataFrame:
    """Return the spending of the fund by policy priority, in EUR, largest first.

    Columns: ``figure_id, measure_id, label_*, year, value, share`` (of the printed total), ``as_printed,
    where``.
    """
    total = _fund(data)[TOTAL]
    relations = data.figure_relations
    parts = relations[(relations["figure_id"] == total["figure_id"]) & (relations["relation"] == "sum_of")]
    rows = data.figures[data.figures["figure_id"].isin(parts["other_figure_id"])]
    rows = _labelled(data, located(rows))
    rows = rows.assign(share=rows["value"] / total["value"], year=int(total["period_start"].year))
    columns = ["figure_id", "measure_id", *in_all("label"), "year", "value", "share", "as_printed", "where"]
    return rows.sort_values("value", ascending=False, ignore_index=True, kind="stable")[columns]


@once
def against_available(data: Dataset) -> pd.DataFrame:
    """Hold the spending of the fund against the budget, and set that on return beside what was reserved for it.

    One row each (``item`` is ``all`` or ``return``): ``year``, ``used`` and ``available`` in EUR, ``share`` (of the
    budget; missing for return), ``left`` (available minus used), ``figure_id`` (the figures it rests on, separated by
    a space).
    A reserve is an earmark, neither a goal nor a limit, so that no share of it is attained; and that the spending on
    priority 6 is what the reserve was meant for is said nowhere.
    """
    found = _fund(data)
    total, on_return, budget, reserve = (found[role] for role in (TOTAL, RETURN, BUDGET, RESERVE))
    rows = []
    for item, spent, available in (("all", total, budget), ("return", on_return, reserve)):
        used, limit = interval(spent), interval(available)
        share = None if available["kind"] in targets.EARMARKS else bounds.ratio(used, limit).lower
        rows.append(
            {
                "item": item,
                "year": int(spent["period_start"].year),
                "used": used.lower,
                "available": limit.lower,
                "share": share,
                "left": bounds.difference(limit, used).lower,
                "figure_id": f"{spent['figure_id']} {available['figure_id']}",
            }
        )
    return pd.DataFrame(rows).astype({"share": "float64"})


@once
def reasons(data: Dataset) -> pd.DataFrame:
    """Return why less was spent than was budgeted, in the words of the document that prints the spending.

    One row a statement: the obstacle that it names of the whole budget first, then those among its remarks on the
    spending, then what these say to have fallen behind expectation (``beside``). Columns
    ``statement_id, source_id, line, as_printed, says_*, beside``.
    """
    total = _fund(data)[TOTAL]
    said = data.statements[data.statements["source_id"] == total["source_id"]].sort_values("line", kind="stable")
    after = said.loc[(said["line"] > total["line"]) & (said["section"] != total["section"]), "section"]
    remarks = after.iloc[0] if len(after) else None
    behind = (said["means"] == "below") & (said["section"] == remarks)
    whole = (said["statement_kind"] == "obstacle") & (said["programme_id"] == total["programme_id"])
    obstacle = (said["statement_kind"] == "obstacle") & (said["section"] == remarks)
    rows = pd.concat([said[whole], said[obstacle & ~whole & ~behind], said[behind]], ignore_index=True)
    rows["beside"] = rows["statement_id"].isin(said.loc[behind, "statement_id"])
    return rows[["statement_id", "source_id", "line", "as_printed", *in_all("says"), "beside"]]


@once
def printed_share(data: Dataset) -> pd.DataFrame:
    """Return the share of the budget used as the report prints it: one row, fractions, beside ``computed``."""
    found = _fund(data)
    printed = found[SHARE_USED]
    computed = bounds.ratio(interval(found[TOTAL]), interval(found[BUDGET]))
    row = {
        "figure_id": printed["figure_id"],
        "as_printed": printed["as_printed"],
        "lower": printed["lower"] / 100,
        "upper": printed["upper"] / 100,
        "computed": computed.lower,
    }
    return pd.DataFrame([row])


@once
def field_budgets(data: Dataset) -> pd.DataFrame:
    """Return the budgets of the policy fields, in EUR, as intervals, by year.

    Columns: ``figure_id, measure_id, label_*, year, value, lower, upper, as_printed, where``.
    """
    rows = _labelled(data, located(of_fields(data)))
    rows = rows.assign(year=rows["period_start"].dt.year)
    columns = [
        "figure_id",
        "measure_id",
        *in_all("label"),
        "year",
        "value",
        "lower",
        "upper",
        "as_printed",
        "where",
    ]
    return rows.sort_values(["year", "value"], ascending=[True, False], ignore_index=True)[columns]


def of_fields(data: Dataset) -> pd.DataFrame:
    """Return the figures that are budgets of the policy fields, one printing of each, in whole.

    What is set apart for a country, a region or a programme is a part of such a budget, and stands with
    :func:`commitments`.
    """
    rows = data.figures[data.figures["measure_id"].isin(roles.players(data, FIELDS)) & data.figures["preferred"]]
    return countries.whole(data, rows[rows["programme_id"].isna()])


def years(data: Dataset) -> dict[str, list[int]]:
    """Return of which years the answer speaks: ``spent`` of the fund, ``budgeted`` for the policy fields."""
    spent = int(_fund(data)[TOTAL]["period_start"].year)
    return {"spent": [spent], "budgeted": sorted({int(year) for year in of_fields(data)["period_start"].dt.year})}


@once
def commitments(data: Dataset) -> pd.DataFrame:
    """Return every other amount that a payer decided on or paid: programmes, ceilings, envelopes, yearly budgets.

    Columns :data:`AMOUNTS`; ``label`` is the programme, else the measure, and the places that the amount is for
    where it is for a part of them.
    ``known_from`` is the first day of the years
    that the document speaks of, where that is no later than the end of the window, and ``known_until`` the end of the
    year in which it appeared: how far a window is drawn that is open on that side. Amounts stay in their own unit;
    amounts whose window is not printed have missing dates. Ordered by start, those without a window last.
    """
    figures = data.figures[data.figures["preferred"] & data.figures["unit"].isin(CURRENCIES)]
    shown = {*priorities(data)["figure_id"], _fund(data)[TOTAL]["figure_id"], *of_fields(data)["figure_id"]}
    figures = figures[figures["kind"].isin(MONEY) & ~figures["figure_id"].isin(shown)]
    rows = _labelled(data, located(figures))
    programmes, places = data.programmes.set_index("programme_id"), countries.parts_named(data, rows)
    for label in in_all("label"):
        of = rows["programme_id"].map(programmes[label]).fillna(rows[label])
        there = rows["figure_id"].map(places[label]).fillna("")
        rows[label] = [name if place in name else f"{name}, {place}" for name, place in zip(of, there, strict=True)]
    rows = _limited(data, rows)
    rows = rows.assign(order=rows["period_start"].fillna(rows["known_from"]))
    return rows.sort_values(["order", "figure_id"], ignore_index=True)[AMOUNTS]


@once
def fund(data: Dataset) -> pd.DataFrame:
    """Return what is printed of the fund whose spending is known, and of decisions on subsidies, kept apart by kind.

    Columns :data:`AMOUNTS`, ``label`` being the measure, in EUR: the amounts of the kinds :data:`APART` that stand in a
    decision or are those of the programme that :data:`TOTAL` belongs to; parts of a sum that is printed and amounts for
    single countries are left out.
    A ceiling is the most that may be granted in subsidies, in the window of its decision; nothing here adds up or can
    be subtracted. Ordered by kind as in :data:`APART`, then by window.
    """
    decisions = data.sources.loc[data.sources["document_kind"] == "decision", "source_id"]
    figures = data.figures[data.figures["preferred"] & (data.figures["unit"] == "EUR")]
    figures = countries.whole(data, figures[figures["kind"].isin(APART)])
    figures = figures[
        (figures["programme_id"] == _fund(data)[TOTAL]["programme_id"]) | figures["source_id"].isin(decisions)
    ]
    sums = data.figure_relations[data.figure_relations["relation"] == "sum_of"]
    parts = sums.loc[sums["figure_id"].isin(figures["figure_id"]), "other_figure_id"]
    rows = _limited(data, _labelled(data, located(figures[~figures["figure_id"].isin(parts)])))
    rows = rows.assign(order=rows["period_start"].fillna(rows["known_from"]), kind_order=rows["kind"].map(APART.index))
    return rows.sort_values(["kind_order", "order", "period_end", "figure_id"], ignore_index=True)[AMOUNTS]


def _limited(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``known_from`` and ``known_until``, see :func:`commitments`."""
    sources = data.sources.set_index("source_id")
    published = rows["source_id"].map(sources["published"])
    years = rows["source_id"].map(sources["first_year"]).astype("str")
    first = pd.to_datetime(years + "-01-01", format="%Y-%m-%d", errors="coerce")
    return rows.assign(
        known_from=first.where(first <= rows["period_end"]),
        known_until=pd.to_datetime(published.str[:4] + "-12-31", format="%Y-%m-%d"),
    )


def real(
    data: Dataset, price_year: int | None = None, deflator: str = "cpi", prices: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the money of the fund and of the policy fields in the prices of one year, in EUR.

    One row each for all priorities and return and for the budgets of the fields, by year, those of single countries
    apart: ``figure_id, label_*, year, lower, upper`` (as printed, in the prices of that year), ``real_lower,
    real_upper`` (in the prices of ``price_year``, without one of the last year of them all), ``base_year, deflator``.
    ``prices`` may be those of an imported feed. An amount of a year of
    which this index has no price is left out. Raises :class:`analysis.errors.UnknownNameError` for a ``price_year``
    without a price and for a deflator that is not there.
    """
    spent = [roles.player(data, TOTAL), roles.player(data, RETURN)]
    measures = [*spent, *roles.players(data, FIELDS)]
    rows = data.figures[data.figures["measure_id"].isin(spent) & data.figures["preferred"]]
    rows = pd.concat([countries.whole(data, rows), of_fields(data)])
    rows = _labelled(data, rows).assign(year=rows["period_start"].dt.year.to_numpy())
    known = data.prices if prices is None else prices
    deflator = context.known_deflator(deflator)
    rows = rows[rows["year"].isin(known.loc[known["deflator"] == deflator, "year"])]
    rows = rows.assign(order=rows["measure_id"].map(measures.index)).sort_values(["order", "year"], ignore_index=True)
    price_year = int(rows["year"].max()) if price_year is None else price_year
    deflated = context.deflate(data, rows, price_year, deflator, prices=prices)
    rows = rows.assign(real_lower=deflated["lower"], real_upper=deflated["upper"])
    return rows.assign(base_year=price_year, deflator=deflator)[REAL]


@once
def crosswalk(data: Dataset) -> pd.DataFrame:
    """Return how the priorities of the fund and the later budget lines correspond, and where they do not.

    Columns: ``from_*, to_*`` (missing where nothing corresponds), ``correspondence, reason``, and the
    years that each side of a row is about, ``from_year, to_year``.
    """
    labels = data.measures.set_index("measure_id")[in_all("label")]
    rows = data.crosswalk.copy()
    for side in ("from", "to"):
        for language in LANGUAGES:
            rows[f"{side}_{language}"] = rows[f"{side}_measure_id"].map(labels[f"label_{language}"])
    order = rows["correspondence"].map({"whole": 0, "part": 1, "none": 2})
    rows = rows.assign(order=order).sort_values(["order", "from_en", "crosswalk_id"], ignore_index=True)
    return rows[[*in_all("from", "to"), "correspondence", *in_all("reason"), "from_year", "to_year"]]


def _fund(data: Dataset) -> dict[str, pd.Series]:
    """Return the figures of the parts :data:`FUND`, of the first year of which all of them are printed."""
    figures = countries.whole(data, data.figures[data.figures["preferred"]])
    of = {role: figures[figures["measure_id"] == roles.player(data, role)] for role in FUND}
    for _, total in of[TOTAL].sort_values("period_start", kind="stable").iterrows():
        start, end = total["period_start"], total["period_end"]
        found = {role: rows[(rows["period_start"] <= start) & (rows["period_end"] >= end)] for role, rows in of.items()}
        if all(len(rows) for rows in found.values()):
            return {role: rows.iloc[0] for role, rows in found.items()}
    where, needed = data.folder / "figures.csv", ", ".join(FUND)
    raise DataError([f"{where}: measure_id: of no year is all printed that {needed} of roles.csv need"])


def _labelled(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(data.measures[["measure_id", *in_all("label")]], on="measure_id", how="left")
