"""Which outcomes of the theory of change have evidence behind them? Measures, results, targets, gaps, assumptions."""

from __future__ import annotations

import pandas as pd

from analysis.dataset.languages import in_all
from analysis.dataset.once import once
from analysis.dataset.provenance import documents, located, whole_reports
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.questions.indicators import answers as indicators
from analysis.questions.targets import answers as targets

#: How well a measure can show an outcome, best first; then what there is where nothing is measured.
FITS = ("direct", "partial", "output_only")
LEVELS = ("impact", "long_term", "medium_term", "cross_cutting")
#: The level of the outcome at the top: with it the whole framework is looked at.
TOP = "impact"

#: Columns of :func:`results`.
RESULT = [
    "outcome_id",
    "code",
    *in_all("outcome"),
    "measure_id",
    *in_all("label"),
    "fit",
    *in_all("reason"),
    "figure_id",
    "source_id",
    "report",
    "older",
    "as_printed",
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
    "credit",
    "where",
]
#: Columns of :func:`evidence`.
EVIDENCE = [
    "evidence_id",
    "outcome_id",
    "assumption_id",
    "kind",
    "direction",
    *in_all("says"),
    "as_printed",
    "rests_on",
    "figure_id",
    "statement_id",
    "report",
    "older",
    "where",
]


@once
def reports(data: Dataset) -> pd.DataFrame:
    """Return the documents that report results, oldest first, and whether each is older than the framework.

    Columns: ``source_id, title, report`` (the year in its name), ``results`` (as ``indicators.answers.counts`` counts
    them), ``older`` (published before the theory of change was; where no date is known, all its results end before).
    """
    table = indicators.counts(data)
    framework = _published(data, data.outcomes["source_id"].iloc[0])
    published = table["source_id"].map(data.sources.set_index("source_id")["published"])
    ends = indicators.results(data).groupby("source_id")["period_end"].max().dt.strftime("%Y-%m-%d")
    table["older"] = (published.fillna(table["source_id"].map(ends)).astype("str") < framework).astype("bool")
    columns = ["source_id", "title", "report", "results", "older"]
    return table.sort_values(["report", "source_id"], ignore_index=True)[columns]


@once
def outcomes(data: Dataset, outcome_id: str | None = None) -> pd.DataFrame:
    """Return an outcome, or else all, and those under it, each with what stands behind it: one row an outcome.

    Under the impact stands everything, the cross-cutting ones too. ``best`` is the best fit of a measure that has a
    result (``direct, partial, output_only``), ``words`` where only statements or context speak, ``none`` where nothing
    does; ``direct, partial, output_only`` count measures with a result, ``results`` their figures, ``targets`` the
    numbers to aim at, ``evidence_for, evidence_mixed, evidence_against`` findings that point that way: a baseline and
    the framework's own words are no evidence. Raises :class:`UnknownNameError`.
    """
    known = data.outcomes
    if outcome_id is not None and outcome_id not in set(known["outcome_id"]):
        raise UnknownNameError("outcome", outcome_id, known["outcome_id"])
    chosen = known if outcome_id is None else known[known["outcome_id"].isin(_under(known, outcome_id))]
    rows = located(chosen)
    linked, aims = _linked(data), _aims(data)
    measures = linked.drop_duplicates(["outcome_id", "measure_id"]).groupby(["outcome_id", "fit"]).size()
    said = findings(data.evidence).groupby(["outcome_id", "direction"]).size()
    for fit in FITS:
        rows[fit] = [int(measures.get((outcome, fit), 0)) for outcome in rows["outcome_id"]]
    for direction in ("for", "mixed", "against"):
        rows[f"evidence_{direction}"] = [int(said.get((outcome, direction), 0)) for outcome in rows["outcome_id"]]
    rows["results"] = rows["outcome_id"].map(linked.groupby("outcome_id")["figure_id"].nunique()).fillna(0).astype(int)
    rows["targets"] = rows["outcome_id"].map(aims.groupby("outcome_id")["target_id"].nunique()).fillna(0).astype(int)
    rows["figure_id"] = rows["outcome_id"].map(linked.groupby("outcome_id")["figure_id"].agg(" ".join))
    spoken = rows[["evidence_for", "evidence_mixed", "evidence_against"]].sum(axis=1)
    rows["best"] = (spoken > 0).map({True: "words", False: "none"})
    for fit in reversed(FITS):
        rows["best"] = rows["best"].mask(rows[fit] > 0, fit)
    order = {level: rank for rank, level in enumerate(LEVELS)}
    rows["rank"] = rows["level"].map({**order, "long_term": 1, "medium_term": 1})
    return rows.sort_values(["rank", "code"], ignore_index=True).drop(columns="rank")


def under(whole: pd.DataFrame, outcome_id: str) -> pd.DataFrame:
    """Return those rows of :func:`outcomes` that stand under an outcome, itself included: what that gives for it."""
    if outcome_id not in set(whole["outcome_id"]):
        raise UnknownNameError("outcome", outcome_id, whole["outcome_id"])
    return whole[whole["outcome_id"].isin(_under(whole, outcome_id))].reset_index(drop=True)


def results(data: Dataset, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the results that show the chosen outcomes, report by report: :data:`RESULT`, one row a figure.

    ``chosen`` is :func:`outcomes`. A measure shows an outcome by ``outcome_measures.csv``. ``older``
    marks a report from before the framework.
    """
    rows = _linked(data)
    rows = rows[rows["outcome_id"].isin(chosen["outcome_id"])]
    known = reports(data)[["source_id", "report", "older"]]
    rows = located(rows).merge(known, on="source_id", how="left")
    names = chosen[["outcome_id", "code", *in_all("label")]]
    names = names.rename(columns=dict(zip(in_all("label"), in_all("outcome"), strict=True)))
    rows = rows.merge(names, on="outcome_id").merge(data.measures[["measure_id", *in_all("label")]], on="measure_id")
    ranks = {fit: rank for rank, fit in enumerate(FITS)}
    place = {outcome: rank for rank, outcome in enumerate(chosen["outcome_id"])}
    rows = rows.assign(_place=rows["outcome_id"].map(place), _fit=rows["fit"].map(ranks))
    return rows.sort_values(["_place", "_fit", "measure_id", "report", "line"], ignore_index=True)[RESULT]


def aims(data: Dataset, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers that were aimed at under the chosen outcomes: ``outcome_id, code`` and the target's columns.

    A target belongs to an outcome when it, or the result held against it, is a figure of a measure that shows it.
    """
    rows = _aims(data).merge(chosen[["outcome_id", "code"]], on="outcome_id")
    if rows.empty:
        return rows
    held = pd.concat([targets.attainment(data, target) for target in rows["target_id"]], ignore_index=True)
    return pd.concat([rows[["outcome_id", "code"]].reset_index(drop=True), held], axis=1)


def coverage(data: Dataset, chosen: pd.DataFrame) -> pd.DataFrame:
    """Say for each chosen outcome and report how many results it prints and how well they show it.

    One row an outcome and report: ``outcome_id, code, label_*, source_id, report, older, results, best``
    (missing without a result), ``figure_id``.
    """
    shown, printed = results(data, chosen), reports(data).to_dict("records")
    rows = []
    for outcome in chosen.to_dict("records"):
        for report in printed:
            here = shown[(shown["outcome_id"] == outcome["outcome_id"]) & (shown["source_id"] == report["source_id"])]
            row = {key: outcome[key] for key in ("outcome_id", "code", *in_all("label"))}
            row |= {key: report[key] for key in ("source_id", "report", "older")}
            row |= {
                "results": len(here),
                "best": next((fit for fit in FITS if (here["fit"] == fit).any()), None),
                "figure_id": " ".join(here["figure_id"]) or None,
            }
            rows.append(row)
    return pd.DataFrame(rows)


def gaps(data: Dataset, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return what is missing behind each chosen outcome: one row an outcome.

    Columns: ``outcome_id, code, label_*, level, best, missing``; ``missing`` holds codes separated by a
    space: ``no_measure`` or ``no_direct`` (no measure that shows the outcome itself), ``no_target``, and
    ``report_YEAR`` for each report since the framework that prints no result for it, one of only a part of the
    results apart.
    """
    table = coverage(data, chosen)
    table = table[table["source_id"].isin(whole_reports(data))]
    rows = []
    for outcome in chosen.to_dict("records"):
        here = table[(table["outcome_id"] == outcome["outcome_id"]) & ~table["older"] & (table["results"] == 0)]
        missing = []
        if outcome["best"] != "direct":
            missing.append("no_direct" if outcome["best"] in FITS else "no_measure")
        if not outcome["targets"]:
            missing.append("no_target")
        missing += [f"report_{year}" for year in here["report"]]
        row = {key: outcome[key] for key in ("outcome_id", "code", *in_all("label"), "level", "best")}
        rows.append(row | {"missing": " ".join(missing)})
    return pd.DataFrame(rows)


def assumptions(data: Dataset, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the assumptions under the chosen outcomes with what speaks for and against each: one row an assumption.

    Columns: those of ``assumptions.csv`` with ``where``, ``code`` of the outcome, ``evidence_for, evidence_mixed,
    evidence_against`` (findings only) and ``by_figure`` (how many of them rest on a figure).
    """
    rows = located(data.assumptions[data.assumptions["outcome_id"].isin(chosen["outcome_id"])])
    found = findings(data.evidence)
    said = found.groupby(["assumption_id", "direction"]).size()
    for direction in ("for", "mixed", "against"):
        rows[f"evidence_{direction}"] = [int(said.get((item, direction), 0)) for item in rows["assumption_id"]]
    counted = found[found["figure_id"].notna()].groupby("assumption_id").size()
    rows["by_figure"] = rows["assumption_id"].map(counted).fillna(0).astype(int)
    codes = dict(zip(chosen["outcome_id"], chosen["code"], strict=True))
    place = {outcome: rank for rank, outcome in enumerate(chosen["outcome_id"])}
    rows = rows.assign(code=rows["outcome_id"].map(codes), _place=rows["outcome_id"].map(place))
    rows["_under"] = rows["parent_id"].fillna(rows["assumption_id"])
    rows["_child"] = rows["parent_id"].notna()
    rows = rows.sort_values(["_place", "_under", "_child", "assumption_id"], ignore_index=True)
    return rows.drop(columns=["_place", "_under", "_child"])


def evidence(data: Dataset, column: str, ids: pd.Series) -> pd.DataFrame:
    """Return what the documents say on outcomes or assumptions: :data:`EVIDENCE`, in the order of ``ids``.

    ``kind`` is ``finding``, ``baseline`` or ``framework``; only :func:`findings` are evidence.
    ``column`` is ``outcome_id`` or ``assumption_id``; ``rests_on`` is ``figure`` or ``words``, ``as_printed`` what the
    document prints there (the figure, else the words), ``older`` whether it is from before the framework.
    """
    rows = located(data.evidence[data.evidence[column].isin(ids)])
    figures = data.figures.set_index("figure_id")["as_printed"]
    words = data.statements.set_index("statement_id")["as_printed"]
    rows["as_printed"] = rows["figure_id"].map(figures).fillna(rows["statement_id"].map(words))
    rows["rests_on"] = rows["figure_id"].notna().map({True: "figure", False: "words"})
    rows["report"] = rows["source_id"].map(documents(data).set_index("source_id")["report"]).astype("str")
    framework = data.outcomes["source_id"].iloc[0]
    before = {row["source_id"]: bool(row["older"]) for row in reports(data).to_dict("records")} | {framework: False}
    rows["older"] = rows["source_id"].map(before).fillna(False).astype(bool)
    place = {name: rank for rank, name in enumerate(ids)}
    rows = rows.assign(_place=rows[column].map(place))
    return rows.sort_values(["_place", "direction", "evidence_id"], ignore_index=True)[EVIDENCE]


def findings(pieces: pd.DataFrame) -> pd.DataFrame:
    """Return those rows of :func:`evidence` that say what was found, and so are evidence."""
    return pieces[pieces["kind"] == "finding"].reset_index(drop=True)


@once
def _linked(data: Dataset) -> pd.DataFrame:
    """The results of every measure that shows an outcome, with ``outcome_id, fit, reason_*``."""
    known = indicators.results(data)["figure_id"]
    return data.figures[data.figures["figure_id"].isin(known)].merge(data.outcome_measures, on="measure_id")


@once
def _aims(data: Dataset) -> pd.DataFrame:
    """The targets with a number, with the outcome that their figures show: ``outcome_id, target_id``."""
    shown = _linked(data)[["figure_id", "outcome_id"]]
    numbered = data.targets[data.targets["target_figure_id"].notna()]
    rows = numbered[["target_id", "actual_figure_id"]].merge(shown, left_on="actual_figure_id", right_on="figure_id")
    return rows[["outcome_id", "target_id"]].drop_duplicates(ignore_index=True)


def _under(known: pd.DataFrame, outcome_id: str) -> set[str]:
    if (known.loc[known["outcome_id"] == outcome_id, "level"] == TOP).any():
        return set(known["outcome_id"])
    found = {outcome_id}
    while more := set(known.loc[known["parent_id"].isin(found), "outcome_id"]) - found:
        found |= more
    return found


def _published(data: Dataset, source_id: str) -> str:
    return str(data.sources.loc[data.sources["source_id"] == source_id, "published"].iloc[0])
