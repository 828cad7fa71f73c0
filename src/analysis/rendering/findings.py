"""The headline findings of the collection, computed from the data by the functions that the notebooks use."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Finding:
    """A finding: the number with its bounds, the sentence around it, and the notebook that shows how it comes about.

    ``problem`` says why there is none.
    """

    notebook: str
    number: str
    sentence: str
    problem: str = ""


def kept(data: Path, folder: Path, fingerprint: str) -> list[Finding]:
    """Return the findings, from ``folder`` if they were computed from the same inputs before.

    A dataset without a description has none. What cannot be computed says so in its place: findings are no reason to
    lose the index.
    """
    if not (data / "datapackage.yaml").is_file():
        return []
    file = folder / "findings.json"
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        if known["fingerprint"] == fingerprint:
            return [Finding(**item) for item in known["findings"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = compute(data)
    folder.mkdir(parents=True, exist_ok=True)
    content = {"fingerprint": fingerprint, "findings": [asdict(finding) for finding in found]}
    file.write_text(json.dumps(content), encoding="utf-8")
    return found


def compute(data: Path) -> list[Finding]:
    """Compute all findings of a dataset."""
    from analysis.rendering import deferred

    deferred.install()  # before altair, which the words of a finding import

    from analysis.dataset import tables

    try:
        dataset = tables.load(data)
    except Exception as error:  # noqa: BLE001 - see kept
        return [Finding("", "", "", f"The data cannot be read: {error}")]
    return [_attempted(notebook, function, dataset) for notebook, function in _FINDINGS]


def _attempted(notebook: str, function: Callable[[Any], tuple[str, str]], dataset: Any) -> Finding:
    try:
        return Finding(notebook, *function(dataset))
    except Exception as error:  # noqa: BLE001 - see kept
        return Finding(notebook, "", "", f"Could not be computed: {type(error).__name__}: {error}")


def _rescues(data: Any) -> tuple[str, str]:
    from analysis.display import numbers, wording
    from analysis.questions import targets

    row = targets.attainment(data, "rescues-niger-2018").iloc[0]
    attained = numbers.share(row["share_lower"], row["share_upper"], "en")
    goal = numbers.number(row["goal"], "en")
    printed = f", printed as “{row['status_as_printed']}”" if row["status_as_printed"] else ""
    sentence = (
        f"of the {goal} rescues in the desert of Niger that were aimed at: "
        f"{wording.status(row['status_computed'], 'en')}{printed}."
    )
    return attained, sentence


def _targets(data: Any) -> tuple[str, str]:
    from analysis.display import wording
    from analysis.questions import targets

    overview = targets.overview(data)
    answered = overview[overview["status_computed"].isin(wording.ANSWERS)]
    counts = answered["status_computed"].value_counts(sort=False)
    parts = [f"{counts[code]} {wording.status(code, 'en')}" for code in wording.ANSWERS if code in counts]
    counted: Any = targets.counts(overview).iloc[0]
    sentence = (
        "targets, plans, expectations and budgets with a printed number can be held against a result: "
        f"{', '.join(parts)}. {counted['no_result']} have no printed result, {counted['other_unit']} one that counts "
        f"something else; {counted['no_target']} more print no number to aim at."
    )
    return f"{counted['answered']} of {counted['with_number']}", sentence


def _spending(data: Any) -> tuple[str, str]:
    from analysis.display import numbers
    from analysis.questions import spending

    rows = spending.against_available(data).set_index("item")
    used: Any = rows.loc["all"]
    of_return: Any = rows.loc["return"]
    sentence = (
        f"was spent in 2013, {numbers.share(used['share'], used['share'], 'en')} of the budget; on return "
        f"{numbers.share(of_return['share'], of_return['share'], 'en')} of the amount reserved for it."
    )
    return numbers.interval(used["used"], used["used"], "en", "EUR"), sentence


def _returns(data: Any) -> tuple[str, str]:
    from analysis.display import numbers
    from analysis.questions import returns

    row: Any = returns.by_year(data, 2013, 2013).iloc[0]
    sentence = (
        "former asylum seekers returned with support in 2013: the two kinds of support could be combined, and the "
        "documents do not say how often they were."
    )
    return numbers.interval(row["people_lower"], row["people_upper"], "en"), sentence


def _changes(data: Any) -> tuple[str, str]:
    from analysis.questions import audit

    pairs = audit.comparable(data)
    allowed = int(pairs["allowed"].sum())
    sentence = (
        "pairs of figures that ask to be compared over time allow a change to be computed; the rest is refused, with "
        "the reason."
    )
    return f"{allowed} of {len(pairs)}", sentence


def _framework(data: Any) -> tuple[str, str]:
    from analysis.questions import framework

    outcomes = framework.outcomes(data)
    shown = int((outcomes["best"] == "direct").sum())
    return (
        f"{shown} of {len(outcomes)}",
        "outcomes of the theory of change are measured by something that shows the outcome itself.",
    )


def _discrepancies(data: Any) -> tuple[str, str]:
    from analysis.display import wording
    from analysis.questions import audit

    counts: Any = audit.graveness(audit.disagreements(data)).iloc[0]
    grave = int(counts["contradiction"])
    others = [
        f"{counts[code]} {wording.severity(code, 'en', counts[code])} ({wording.severity_meaning(code, 'en')})"
        for code in audit.SEVERITIES[1:]
    ]
    sentence = (
        f"within and between the documents: {wording.severity_meaning('contradiction', 'en')}. Recorded beside them: "
        f"{wording.listed(others, 'en')}. Each is recomputed from the data by a test."
    )
    return f"{grave} {wording.severity('contradiction', 'en', grave)}", sentence


_FINDINGS: Sequence[tuple[str, Callable[[Any], tuple[str, str]]]] = (
    ("03-targets", _rescues),
    ("03-targets", _targets),
    ("01-spending", _spending),
    ("04-returns", _returns),
    ("02-indicators", _changes),
    ("08-framework", _framework),
    ("09-audit", _discrepancies),
)
