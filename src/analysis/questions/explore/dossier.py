"""Everything that the collection knows of each figure, for the page that is its address.

More than the card of the explorer has room for: the document, what was claimed of its target, the findings that rest on
it, what others publish of the same, and the other figures of its measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.dataset.languages import in_all
from analysis.dataset.provenance import located
from analysis.dataset.tables import Dataset
from analysis.questions import external
from analysis.questions.explore import answers
from analysis.questions.targets import answers as targets


@dataclass(frozen=True)
class Dossier:
    """All that is known of one figure: frames of a row or more, empty where there is nothing."""

    figure: pd.DataFrame  # one row of the register
    document: pd.DataFrame  # its row of sources.csv
    printings: pd.DataFrame  # the other printings of the same fact, rows of the register
    relations: pd.DataFrame  # answers.RELATIONS
    targets: pd.DataFrame  # rows of questions.targets.overview that the fact is a side of
    claims: pd.DataFrame  # what documents claim of these targets: target_claims.csv, label_*, where
    discrepancies: pd.DataFrame  # rows of discrepancies.csv in which the fact stands
    comparisons: pd.DataFrame  # answers.COMPARISONS
    references: pd.DataFrame  # rows of questions.external.examine: what is published outside
    evidence: pd.DataFrame  # evidence.csv that rests on it, with label_* of what it speaks of, where
    alike: pd.DataFrame  # the other figures of the same measure, one printing of each fact, rows of the register


def every(data: Dataset) -> Iterator[tuple[str, Dossier]]:
    """Yield each figure of the dataset with all that is known of it, in the order of the register."""
    rows = answers.register(data)
    facts = rows.set_index("figure_id")["fact_id"]
    relations = _Groups(answers.relations(data, rows), "figure_id")
    comparisons = _Groups(answers.comparisons(data, rows), "figure_id")
    disputes = _Groups(_disputed(data, facts), "fact_id")
    held = _Groups(_held(data, facts), "fact_id")
    claims = _Groups(_claims(data), "target_id")
    references = _Groups(_named(external.examine(data)), "one")
    evidence = _Groups(_evidence(data), "figure_id")
    documents = _Groups(data.sources, "source_id")
    printings = _Groups(rows, "fact_id")
    measures = _Groups(rows[rows["preferred"]], "measure_id")
    for figure_id, figure in rows.groupby("figure_id", sort=False):
        row = figure.iloc[0]
        aims = held[row["fact_id"]]
        yield (
            str(figure_id),
            Dossier(
                figure=figure,
                document=documents[row["source_id"]],
                printings=printings.but(row["fact_id"], "figure_id", figure_id),
                relations=relations[figure_id],
                targets=aims,
                claims=claims.each(aims["target_id"]),
                discrepancies=disputes[row["fact_id"]],
                comparisons=comparisons[figure_id],
                references=references[figure_id],
                evidence=evidence[figure_id],
                alike=measures.but(row["measure_id"], "fact_id", row["fact_id"]),
            ),
        )


class _Groups:
    """The rows of a frame by the value of a column; an empty frame for one that it does not have."""

    def __init__(self, frame: pd.DataFrame, column: str) -> None:
        self._groups: dict[object, pd.DataFrame] = dict(iter(frame.groupby(column, sort=False)))
        self._none = frame.iloc[:0]

    def __getitem__(self, value: object) -> pd.DataFrame:
        return self._groups.get(value, self._none)

    def but(self, value: object, column: str, left_out: object) -> pd.DataFrame:
        """Return the rows of a value without those of another value of another column."""
        rows = self[value]
        kept = rows[column] != left_out
        return rows[kept] if kept.any() else self._none

    def each(self, values: pd.Series) -> pd.DataFrame:
        """Return the rows of some values together."""
        return pd.concat([self[value] for value in values], ignore_index=True) if len(values) else self._none


def _disputed(data: Dataset, facts: pd.Series) -> pd.DataFrame:
    """Return the discrepancies, a row for each fact that stands in one."""
    named = data.discrepancy_figures.dropna(subset="figure_id")
    named = named.assign(fact_id=named["figure_id"].map(facts))[["discrepancy_id", "fact_id"]].drop_duplicates()
    return data.discrepancies.merge(named, on="discrepancy_id")


def _held(data: Dataset, facts: pd.Series) -> pd.DataFrame:
    """Return the targets with what came of them, a row for each fact that is aimed at or held against one."""
    rows = targets.overview(data)
    sides = [rows.assign(fact_id=rows[f"{side}_figure_id"].map(facts)) for side in ("target", "actual")]
    return pd.concat(sides).dropna(subset="fact_id").drop_duplicates(["target_id", "fact_id"])


def _claims(data: Dataset) -> pd.DataFrame:
    return located(data.target_claims.merge(data.targets[["target_id", *in_all("label")]], on="target_id"))


def _named(checks: pd.DataFrame) -> pd.DataFrame:
    """Return the checks, a row for each figure (``one``) that is added up in one."""
    return checks.assign(one=checks["figure_id"].str.split()).explode("one")


def _evidence(data: Dataset) -> pd.DataFrame:
    rows = data.evidence.dropna(subset="figure_id")
    labels = in_all("label")
    outcomes = data.outcomes.set_index("outcome_id")[labels]
    assumptions = data.assumptions.set_index("assumption_id")[labels]
    spoken = {
        label: rows["outcome_id"].map(outcomes[label]).fillna(rows["assumption_id"].map(assumptions[label]))
        for label in labels
    }
    return located(rows.assign(**spoken))
