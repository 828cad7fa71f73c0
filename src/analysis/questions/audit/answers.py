"""How far can these figures be trusted? What was audited, what is firm, what disagrees, what must not be divided."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.dataset import countries
from analysis.dataset.languages import in_all, taken
from analysis.dataset.once import once
from analysis.dataset.provenance import located
from analysis.dataset.rows import interval, rows_of
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.figures import Interval, Period, bounds, read_figure
from analysis.figures.currencies import CURRENCIES
from analysis.questions import discrepancies, external
from analysis.questions.indicators import answers as indicators
from analysis.questions.programme import answers as programme

#: How far a printed form pins its figure down, the firmest first.
CERTAINTIES = ("exact", "decided", "rounded", "hedged", "open", "illegible")
#: The hedges, as in ``figures.csv``.
HEDGES = ("just_over", "almost", "about", "more_than", "less_than", "at_least", "at_most", "magnitude")
#: How the window of a figure is known.
BASES = ("printed", "footnote", "inferred", "unknown")
#: Whether a promise was kept, as in ``statements.csv``.
KEPT = ("yes", "partly", "no", "not_in_documents")
#: How figures can disagree, as in ``discrepancies.csv``.
RELATIONS = (
    "values_differ",
    "sum_differs",
    "ratio_differs",
    "status_differs",
    "windows_differ",
    "definitions_differ",
    "credit_differs",
    "external_differs",
    "words_differ",
)
#: How grave a discrepancy is, the gravest first, as in ``discrepancies.csv``.
SEVERITIES = ("contradiction", "unexplained", "definition", "wording")
#: What an amount and a result must share before one is divided by the other.
CHECKS = ("is_spent", "same_window", "same_portfolio", "same_payer")
_SPENT = frozenset({"paid", "spent"})
_PHASE = re.compile(r"-\d+$")
#: A point that ends in so many zeros may be a rounded number that does not say so.
_ROUND = 100

#: Columns of :func:`documents`.
DOCUMENTS = [
    "source_id",
    "title",
    "published",
    "text_sha256",
    "text_lines",
    "same_text",
    "numbers",
    "in_figures",
    "in_windows",
    "by_rules",
    "unaccounted",
    "printings",
    "without_number",
]
#: Columns of :func:`footing`.
FOOTING = [
    "figure_id",
    "source_id",
    "title",
    "as_printed",
    "kind",
    "certainty",
    "conventional",
    "round",
    "basis",
    "contested",
    "where",
]
#: Columns of :func:`calibration`.
CALIBRATION = [
    "figure_id",
    "exact_figure_id",
    "fact_id",
    "qualifier",
    "as_printed",
    "source_id",
    "where",
    "unit",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "conventional",
    "exact_as_printed",
    "exact_lower",
    "exact_upper",
    "exact_source",
    "exact_where",
    "holds",
    "position",
]
#: Columns of :func:`money_beside_results`.
MONEY = [
    "figure_id",
    "result_figure_id",
    "programme_id",
    "link",
    *in_all("label"),
    "as_printed",
    "kind",
    "funding",
    "period_start",
    "period_end",
    "period_basis",
    "where",
    *in_all("result"),
    "result_as_printed",
    "result_funding",
    "result_start",
    "result_end",
    "result_basis",
    "result_where",
    "unit",
    "result_unit",
    *CHECKS,
    "agreeing",
    "allowed",
    "per_lower",
    "per_upper",
]


def document_ids(data: Dataset) -> list[str]:
    """Return the documents that were audited, sorted."""
    return sorted(data["audit"]["source_id"])


@once
def documents(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Return what the audit of printed numbers found: one row a document, see :data:`DOCUMENTS`.

    ``numbers`` splits into those inside a figure, inside a printed window, explained by a rule, and ``unaccounted``.
    ``same_text`` says whether the text that was audited is the edition that the figures cite; ``without_number``
    counts the printings of ``figures.csv`` that hold no number of the audit (words such as "duizenden", damage). With
    ``document``, that one only; :class:`UnknownNameError` for one that was not audited.
    """
    rows = _of(data["audit"], data, document).merge(
        data.sources[["source_id", "title", "published", "text_lines", "text_sha256"]],
        on="source_id",
        how="left",
        suffixes=("", "_cited"),
    )
    numbered = set(data["audit_numbers"]["figure_id"].dropna())
    figures = data.figures.assign(silent=~data.figures["figure_id"].isin(numbered)).groupby("source_id")
    rows["printings"] = rows["source_id"].map(figures.size()).fillna(0).astype("int64")
    rows["without_number"] = rows["source_id"].map(figures["silent"].sum()).fillna(0).astype("int64")
    rows["same_text"] = rows["text_sha256"] == rows["text_sha256_cited"]
    return rows.sort_values("source_id", ignore_index=True)[DOCUMENTS]


@once
def rules(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Return the rules that explain numbers that are no data, those that explain most first.

    Columns ``rule_id, reason, numbers`` (how many it explains), ``documents`` (in how many), ``examples`` (the first
    three different ones, as printed). Empty where no rule was needed.
    """
    numbers = _of(data["audit_numbers"], data, document).dropna(subset="rule_id")
    table = numbers.groupby("rule_id", as_index=False).agg(
        numbers=("number", "size"),
        documents=("source_id", "nunique"),
        examples=("number", lambda cells: ", ".join(list(dict.fromkeys(cells))[:3])),
    )
    table = table.merge(data["not-figures"][["rule_id", *in_all("reason")]], on="rule_id", how="left")
    table = table.sort_values(["numbers", "rule_id"], ascending=[False, True], ignore_index=True)
    return table[["rule_id", *in_all("reason"), "numbers", "documents", "examples"]]


@once
def footing(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Return how firm every preferred figure is: one row a figure, see :data:`FOOTING`.

    ``certainty`` is ``exact`` (a number written out in full), ``decided`` (rounded in form, a point because it was
    decided and not measured), ``rounded`` (by a scale word, a decimal or a percent sign), ``hedged`` (by a word, with
    two ends), ``open`` (without a lower or upper end) or ``illegible``. ``conventional``: an end is our reading of a
    hedge; ``round``: exact in form, but ending in two zeros or more. ``basis`` says how the window is known, and
    ``contested`` whether the fact stands in a discrepancy, in any of its printings.
    """
    figures = data.figures
    disputed = data.discrepancy_figures["figure_id"].dropna()
    facts = set(figures.loc[figures["figure_id"].isin(disputed), "fact_id"])
    rows = located(_of(figures[figures["preferred"]], data, document))
    rows["certainty"] = pd.Series([_certainty(row) for row in rows_of(rows)], dtype="str")
    rows["round"] = (rows["certainty"] == "exact") & (rows["value"] >= _ROUND) & (rows["value"] % _ROUND == 0)
    rows["contested"] = rows["fact_id"].isin(facts)
    # A window is known as well as the worse known of its ends.
    ends = rows[["period_basis", "period_end_basis"]].apply(lambda cells: cells.map(BASES.index, na_action="ignore"))
    rows = rows.assign(basis=ends.max(axis=1).astype("int64").map(dict(enumerate(BASES))))
    rows = rows.merge(data.sources[["source_id", "title"]], on="source_id")
    return rows.sort_values(["source_id", "where", "figure_id"], ignore_index=True)[FOOTING]


@once
def calibration(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Hold every hedge against the exact number of the same fact, where one is printed: :data:`CALIBRATION`.

    One row a hedged printing and an exact one of its fact, in any document, or a number from outside that counts what
    the document says that it counts (``exact_figure_id`` is missing, ``exact_source`` names it). An unhedged printing
    of the hedged number itself is no exact one: there the hedge was dropped. ``holds`` says whether the interval of
    the hedge holds the exact number, ``position`` how far into the interval it lies, from 0 to 1; missing for a floor.
    With ``document``, only hedges printed there. By hedge and document; empty where nothing is printed both ways.
    """
    figures = located(data.figures)
    hedged = _of(figures[figures["qualifier"].isin(HEDGES)], data, document)
    exact = figures[(figures["qualifier"] == "exact") & (figures["lower"] == figures["upper"])]
    groups = exact.groupby("fact_id")
    others: dict[Any, list[Any]] = {fact: list(rows_of(group)) for fact, group in groups}
    rows: dict[Any, Any] = {row.figure_id: row for row in rows_of(hedged)}
    found = [
        _calibrated(row, interval(other), other.figure_id, other.as_printed, other.source_id, other.where)
        for row in rows.values()
        for other in others.get(row.fact_id, [])
        if _finer(other.value, row.value)
    ]
    examined = external.examine(data)
    labelled = examined[(examined["reading"] == "as_labelled") & examined["figure_id"].isin(hedged["figure_id"])]
    checks: list[Any] = list(rows_of(labelled))
    for check in checks:
        outside = interval(check, "reference_")
        found.append(_calibrated(rows[check.figure_id], outside, None, None, check.source_id, None))
    table = pd.DataFrame(found, columns=CALIBRATION).astype({"position": "float64", "holds": "bool"})
    place = table["qualifier"].map({hedge: place for place, hedge in enumerate(HEDGES)})
    table = table.assign(place=place).sort_values(["place", "source_id", "figure_id"], ignore_index=True)
    return table[CALIBRATION]


def spread(rows: pd.DataFrame, by: str, order: tuple[str, ...], key: str = "figure_id") -> pd.DataFrame:
    """Count rows by document and by the codes of one column: one row for each that occurs.

    Columns ``source_id, title, code, count, share`` (of the document's rows), and ``key`` (the rows counted, separated
    by a space). Documents in the order of their identifiers, codes in the order given.
    """
    counted = rows.groupby(["source_id", "title", by])[key].agg(["size", " ".join]).reset_index()
    counted.columns = pd.Index(["source_id", "title", "code", "count", key])
    counted["share"] = counted["count"] / counted.groupby("source_id")["count"].transform("sum")
    places = counted["code"].map({code: place for place, code in enumerate(order)})
    counted = counted.assign(place=places).sort_values(["source_id", "place"], ignore_index=True)
    return counted[["source_id", "title", "code", "count", "share", key]]


def disagreements(data: Dataset, relation: str | None = None, document: str | None = None) -> pd.DataFrame:
    """Return the recorded discrepancies with their arithmetic: the columns of ``discrepancies.examine``, and more.

    ``documents`` names those concerned, separated by a space; ``across`` says whether they are several. By kind in the
    order of :data:`RELATIONS`. Empty where nothing of the kind is recorded; :class:`UnknownNameError` for a relation
    or a document that does not exist.
    """
    _known(data, document, relation)
    wanted = data.discrepancies
    if relation is not None:
        wanted = wanted[wanted["relation"] == relation]
    rows = discrepancies.examine(data, list(wanted["discrepancy_id"]))
    at = {**data.figures.set_index("figure_id")["source_id"], **data.statements.set_index("statement_id")["source_id"]}
    named = [f"{row.figure_id} {row.statement_id}".split() for row in rows_of(rows)]
    rows["documents"] = pd.Series([" ".join(sorted({at[name] for name in names})) for names in named], dtype="str")
    rows["across"] = rows["documents"].str.contains(" ", regex=False)
    rows["_relation"] = rows["relation"].map({name: place for place, name in enumerate(RELATIONS)})
    rows["_severity"] = rows["severity"].map({name: place for place, name in enumerate(SEVERITIES)})
    rows = rows.sort_values(["_severity", "_relation", "discrepancy_id"], ignore_index=True)
    rows = rows.drop(columns=["_severity", "_relation"])
    return among(data, rows, None, document)


def among(data: Dataset, rows: pd.DataFrame, relation: str | None = None, document: str | None = None) -> pd.DataFrame:
    """Return those rows of :func:`disagreements` that are of one kind, and that concern one document.

    Raises :class:`UnknownNameError` for a relation or a document that does not exist.
    """
    _known(data, document, relation)
    if relation is not None:
        rows = rows[rows["relation"] == relation]
    if document is not None:
        rows = rows.loc[[document in names.split() for names in rows["documents"]]]
    return rows.reset_index(drop=True)


def graveness(rows: pd.DataFrame) -> pd.DataFrame:
    """Count discrepancies by severity: one row, the columns of :data:`SEVERITIES`, and where the contradictions are.

    ``rows`` is :func:`disagreements`. ``outside`` counts the contradictions with numbers from outside, ``across`` those
    between documents and ``within`` those in one; ``gone`` the discrepancies of any kind that no longer hold.
    """
    counts = rows["severity"].value_counts()
    row = {severity: int(counts.get(severity, 0)) for severity in SEVERITIES}
    grave = rows[rows["severity"] == "contradiction"]
    outside = grave["relation"] == "external_differs"
    across = grave["across"].astype("bool") & ~outside
    row |= {
        "within": int((~across & ~outside).sum()),
        "across": int(across.sum()),
        "outside": int(outside.sum()),
        "gone": int((~rows["holds"].astype("bool")).sum()),
    }
    return pd.DataFrame([row])


def tally(rows: pd.DataFrame) -> pd.DataFrame:
    """Count discrepancies by how they disagree and how grave that is.

    Columns ``relation, severity, count, discrepancy_id, figure_id`` (separated by a space); only what occurs.
    """
    rows = rows.sort_values("severity", key=lambda codes: codes.map(SEVERITIES.index), kind="stable")
    rows = rows.sort_values("relation", key=lambda codes: codes.map(RELATIONS.index), kind="stable")
    counted = rows.groupby(["relation", "severity"], sort=False).agg(
        count=("discrepancy_id", "size"), discrepancy_id=("discrepancy_id", " ".join), figure_id=("figure_id", " ".join)
    )
    return counted.reset_index()


@once
def checked(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Return every check against numbers from outside, with what comes of each figure: columns of ``external.examine``.

    ``outcome`` is that of the figure over all its checks, see ``external.outcomes``; ``label_*`` name the country, if
    it is of one. Sorted by outcome, worst first; ``figure_id`` names several figures where their sum was checked.
    """
    rows = external.examine(data)
    countries = data.places[["place_id", *in_all("label")]].rename(columns={"place_id": "iso3"})
    rows = rows.merge(countries, on="iso3", how="left")
    figures = data.figures.set_index("figure_id")["source_id"]
    _known(data, document)
    if document is not None:
        rows = rows[rows["figure_id"].str.split().str[0].map(figures) == document]
    rows = rows.assign(outcome=rows["figure_id"].map(external.outcomes(rows)).astype("str"))
    place = rows["outcome"].map({outcome: place for place, outcome in enumerate(external.OUTCOMES)})
    return (
        rows.assign(place=place)
        .sort_values(["place", "figure_id", "reading", "as_of"], ignore_index=True)
        .drop(columns="place")
    )


@once
def promises(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Return what was promised without a number, and whether these documents keep it: one row a statement.

    Columns ``statement_id, source_id, title, as_printed, says_*, kept, kept_note_*, where``;
    unkept ones first within their document. Empty where a document promises nothing.
    """
    rows = _of(data.statements[data.statements["statement_kind"] == "promise"], data, document)
    rows = located(rows).merge(data.sources[["source_id", "title"]], on="source_id", how="left")
    rows = rows.assign(kept=rows["kept"].fillna("not_in_documents"))
    order = rows["kept"].map({code: place for place, code in enumerate(("no", "partly", "not_in_documents", "yes"))})
    rows = rows.assign(order=order).sort_values(["source_id", "order", "line", "statement_id"], ignore_index=True)
    return rows[
        [
            "statement_id",
            "source_id",
            "title",
            "as_printed",
            *in_all("says"),
            "kept",
            *in_all("kept_note"),
            "where",
        ]
    ]


@once
def money_beside_results(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Set every amount beside every result that it might be thought to have paid for: one row a pair, :data:`MONEY`.

    ``link`` says why one might: ``programme`` (one programme), ``phase`` (another phase of it: identifiers alike but
    for the number at the end) or ``line`` (the result is told under that policy in the same report, over a window that
    is not known to be another, ``policy_lines.csv``). The checks are ``yes, partly, no`` or ``unknown``: ``is_spent``
    (paid or spent, not budgeted or promised), ``same_window``, ``same_portfolio`` (the amount is for what the result
    counts, no more and no less: the document says so, ``pays_for`` in ``figure_relations.csv``, and both are of the
    same places), ``same_payer``. Only where all are ``yes`` is the pair ``allowed`` and the amount
    divided, in ``unit`` for each ``result_unit``. The most agreeing pairs first.
    """
    _known(data, document)
    figures = data.figures[data.figures["preferred"]]
    figures = figures.merge(
        data.measures[["measure_id", *in_all("label"), "theme", "result_level", "concept"]], on="measure_id"
    )
    figures = located(figures).merge(
        data.programmes[["programme_id", "theme"]].rename(columns={"theme": "programme_theme"}),
        on="programme_id",
        how="left",
    )
    is_money = figures["unit"].isin(CURRENCIES) & figures["kind"].isin(programme.MONEY)
    counted = (figures["kind"] == "actual") & figures["result_level"].notna() & (figures["concept"] == "flow")
    names, lines, portfolio = data.programmes.set_index("programme_id"), _lines(data), _Portfolio(data)
    pairs = [
        _pair(amount, result, link, names, lines, portfolio)
        for amount in rows_of(figures[is_money])
        for result in rows_of(figures[counted])
        if (link := _link(amount, result, lines))
    ]
    table = pd.DataFrame(pairs, columns=MONEY).astype({"per_lower": "float64", "per_upper": "float64"})
    if document is not None:
        here = set(figures.loc[figures["source_id"] == document, "figure_id"])
        table = table[table["figure_id"].isin(here) | table["result_figure_id"].isin(here)]
    order = ["agreeing", "figure_id", "result_figure_id"]
    return table.sort_values(order, ascending=[False, True, True], ignore_index=True)


@once
def programmes_with_both(data: Dataset) -> pd.DataFrame:
    """Count the programmes with a printed result, with a printed amount, and with both: one row.

    Columns ``with_result, with_amount, with_both``, ``programme_id`` (those with both, separated by a space).
    """
    figures, results = data.figures[data.figures["preferred"]], indicators.results(data)
    amounts = figures[figures["unit"].isin(CURRENCIES) & figures["kind"].isin(programme.MONEY)]
    with_result, with_amount = (set(rows["programme_id"].dropna()) for rows in (results, amounts))
    both = sorted(with_result & with_amount)
    row = {
        "with_result": len(with_result),
        "with_amount": len(with_amount),
        "with_both": len(both),
        "programme_id": " ".join(both),
    }
    return pd.DataFrame([row])


@once
def comparable(data: Dataset, document: str | None = None) -> pd.DataFrame:
    """Return the verdict on every pair of figures that asks to be compared, the refused first.

    See ``indicators.answers.comparisons``. With a document, the pairs of which a figure is printed there.
    """
    _known(data, document)
    table = indicators.comparisons(data)
    if document is not None:
        here = set(data.figures.loc[data.figures["source_id"] == document, "figure_id"])
        table = table[table["figure_id"].isin(here) | table["other_figure_id"].isin(here)]
    return table.sort_values("allowed", kind="stable", ignore_index=True)


def _known(data: Dataset, document: str | None, relation: str | None = None) -> None:
    if relation is not None and relation not in RELATIONS:
        raise UnknownNameError("relation", relation, RELATIONS)
    if document is not None and document not in (allowed := document_ids(data)):
        raise UnknownNameError("document", document, allowed)


def _of(rows: pd.DataFrame, data: Dataset, document: str | None) -> pd.DataFrame:
    _known(data, document)
    return rows if document is None else rows[rows["source_id"] == document]


def _certainty(figure: Any) -> str:
    if figure.qualifier == "illegible":
        return "illegible"
    if pd.isna(figure.lower) or pd.isna(figure.upper):
        return "open"
    if figure.qualifier != "exact":
        return "hedged"
    if figure.lower < figure.upper:
        return "rounded"
    form = read_figure(figure.as_printed if pd.isna(figure.read_as) else figure.read_as)
    return "exact" if form.lower == form.upper else "decided"


def _finer(exact: float, hedged: float) -> bool:
    """Whether a number says more than a hedged one: its last digit that is not nought stands in a smaller place."""
    places = [Decimal(repr(float(number))).normalize().as_tuple().exponent for number in (exact, hedged)]
    return int(places[0]) < int(places[1])


def _calibrated(
    figure: Any, exact: Interval, figure_id: Any, as_printed: Any, source: str, where: str | None
) -> dict[str, Any]:
    allowed = interval(figure)
    middle = (exact.low + exact.high) / 2
    width = allowed.high - allowed.low
    row = {name: getattr(figure, name) for name in CALIBRATION if hasattr(figure, name)}
    return row | {
        "exact_figure_id": figure_id,
        "exact_as_printed": as_printed,
        "exact_lower": exact.lower,
        "exact_upper": exact.upper,
        "exact_source": source,
        "exact_where": where,
        "holds": allowed.holds(exact),
        "position": None if math.isinf(width) else round((middle - allowed.low) / width, 6),
    }


# -- money beside results ------------------------------------------------------------------------------------------


class _Portfolio:
    """What amounts are for, as far as the documents say it."""

    def __init__(self, data: Dataset) -> None:
        """Take from the dataset which amount is said to be for which result alone, and the places of figures."""
        rows = data.figure_relations
        rows = rows[(rows["relation"] == "pays_for") & (rows["basis"] == "printed")]
        self._alone = set(zip(rows["figure_id"], rows["other_figure_id"], strict=True))
        self._places: dict[str, set[str]] = {}
        parts = countries.parts(data)
        for figure_id, place_id in zip(parts["figure_id"], parts["place_id"], strict=True):
            self._places.setdefault(figure_id, set()).add(place_id)

    def same(self, amount: Any, result: Any, link: str) -> str:
        """Return ``yes`` only where the amount is for the result and nothing else, in its places and no others.

        A programme, a line of policy or a fund holds more than one result, printed or not, and a result may have been
        paid from elsewhere: of one programme is not for one result. Another phase, or other places, is ``no``.
        """
        paid, reached = (self._places.get(figure.figure_id, set()) for figure in (amount, result))
        if link == "phase" or (paid and reached and paid != reached):
            return "no"
        alone = (amount.figure_id, result.figure_id) in self._alone
        whole = link == "line" or amount.programme_theme == "money"
        return "yes" if alone and paid == reached and not whole else "partly"


def _lines(data: Dataset) -> dict[str, set[str]]:
    """Return the themes and measures of results that a report tells under an amount, by the measure of the amount."""
    lines: dict[str, set[str]] = {}
    told = data.policy_lines["theme"].fillna(data.policy_lines["result_measure_id"])
    for measure_id, name in zip(data.policy_lines["measure_id"], told, strict=True):
        lines.setdefault(str(measure_id), set()).add(str(name))
    return lines


def _link(amount: Any, result: Any, lines: dict[str, set[str]]) -> str | None:
    """Return why an amount might be thought to have paid for a result, if anything does."""
    if amount.figure_id == result.figure_id:
        return None
    if pd.notna(amount.programme_id) and pd.notna(result.programme_id):
        if amount.programme_id == result.programme_id:
            return "programme"
        if _stem(amount.programme_id) == _stem(result.programme_id):
            return "phase"
    told = {result.theme, result.programme_theme, result.measure_id} & lines.get(amount.measure_id, set())
    same_report = amount.source_id == result.source_id and result.unit not in CURRENCIES
    return "line" if told and same_report and _same_window(amount, result) != "no" else None


def _stem(programme_id: str) -> str:
    return _PHASE.sub("", programme_id)


def _pair(
    amount: Any, result: Any, link: str, names: pd.DataFrame, lines: dict[str, set[str]], portfolio: _Portfolio
) -> dict[str, Any]:
    checks = {
        "is_spent": "yes" if amount.kind in _SPENT else "no",
        "same_window": _same_window(amount, result),
        "same_portfolio": portfolio.same(amount, result, link),
        "same_payer": _same_payer(amount.funding, result.funding),
    }
    row = {name: getattr(amount, name) for name in MONEY if hasattr(amount, name)}
    if pd.notna(amount.programme_id) and amount.measure_id not in lines:
        row |= taken(names.loc[amount.programme_id], "label")
    row |= {
        "result_figure_id": result.figure_id,
        "link": link,
        **taken(result._asdict(), "label", "result"),
        "result_as_printed": result.as_printed,
        "result_funding": result.funding,
        "result_start": result.period_start,
        "result_end": result.period_end,
        "result_basis": result.period_basis,
        "result_where": result.where,
        "result_unit": result.unit,
        **checks,
        "agreeing": sum(code == "yes" for code in checks.values()),
        "allowed": all(code == "yes" for code in checks.values()),
        "per_lower": None,
        "per_upper": None,
    }
    if row["allowed"]:
        paid, reached = (interval(figure).scaled(figure.multiplicity) for figure in (amount, result))
        each = bounds.ratio(paid, reached)
        row |= {"per_lower": each.lower, "per_upper": each.upper}
    return row


def _same_window(amount: Any, result: Any) -> str:
    """Return ``yes`` for one window, ``partly`` for an overlap, ``no`` for none, ``unknown`` without an end."""
    paid, reached = (Period(_day(row.period_start), _day(row.period_end)) for row in (amount, result))
    if paid.same_window(reached):
        return "yes"
    if paid.overlaps(reached):
        return "partly"
    ends_first = [
        one.end is not None and two.start is not None and one.end < two.start
        for one, two in ((paid, reached), (reached, paid))
    ]
    return "no" if any(ends_first) else "unknown"


def _day(stamp: Any) -> date | None:
    return None if pd.isna(stamp) else stamp.date()


def _same_payer(one: Any, other: Any) -> str:
    if pd.isna(one) or pd.isna(other) or "unknown" in {one, other}:
        return "unknown"
    if one == other:
        return "yes"
    return "partly" if {one, other} == {"netherlands", "netherlands_with_others"} else "no"
