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


def _headline(data: Any) -> tuple[str, str]:
    from analysis.dataset import roles
    from analysis.display import numbers, wording
    from analysis.questions import targets

    row = targets.attainment(data, roles.player(data, "headline_target")).iloc[0]
    attained = numbers.share(row["share_lower"], row["share_upper"], "en", numbers.opened(row, "share_"))
    goal = numbers.number(row["goal"], "en")
    words = roles.words(data, "headline_target", "en")
    what, verb = (words, "were") if words else (f"({row['label_en']})", "was")
    printed = f", printed as “{row['status_as_printed']}”" if row["status_as_printed"] else ""
    status = wording.status(row["status_computed"], "en")
    sentence = f"of the {goal} {what} that {verb} aimed at: {status}{printed}{wording.counted_as(row, 'en')}."
    return attained, sentence


def _targets(data: Any) -> tuple[str, str]:
    from analysis.display import wording
    from analysis.questions import targets

    overview = targets.overview(data)
    answered = overview[overview["status_computed"].isin(wording.ANSWERS)]
    counts = answered["status_computed"].value_counts(sort=False)
    parts = [f"{counts[code]} {wording.status(code, 'en')}" for code in wording.ANSWERS if code in counts]
    counted: Any = targets.counts(overview).iloc[0]
    rest = [
        f"{counted[code]} {words}"
        for code, words in (
            ("no_result", "without a printed result"),
            ("other_unit", "with one that counts something else"),
            ("earmark", "set aside for a purpose, which is no goal"),
        )
        if counted[code]
    ]
    sentence = (
        "targets, plans, expectations and budgets that print a number can be held against a result: "
        f"{', '.join(parts)}. The others with a number: {wording.listed(rest, 'en')}. "
        f"The documents name {counted['rows']} in all; {counted['no_target']} of these print no number to aim at."
    )
    return f"{counted['answered']} of {counted['with_number']}", sentence


def _spending(data: Any) -> tuple[str, str]:
    from analysis.display import numbers
    from analysis.questions import spending

    rows = spending.against_available(data).set_index("item")
    whole: Any = rows.loc["all"]
    on_return: Any = rows.loc["return"]
    spent, left, reserved, gap = (
        numbers.interval(amount, amount, "en", "EUR")
        for amount in (whole["used"], whole["left"], on_return["available"], on_return["left"])
    )
    share = numbers.share(whole["share"], whole["share"], "en")
    # In our own words, as the table of statements has them, and so without quotation marks.
    told = [f" The report's first reason for the {left} that was left: {text[:1].lower()}{text[1:]}"
            for text in spending.reasons(data)["says_en"].head(1)]  # fmt: skip
    sentence = (
        f"was spent in {whole['year']}, {share} of the budget.{''.join(told)} What was spent on return is {gap} less "
        f"than the {reserved} reserved for it, an earmark and no goal"
    )
    more = on_return["left"] > whole["left"]
    sentence += "; that is more than was left in all, and the report does not explain it." if more else "."
    return spent, sentence


def _returns(data: Any) -> tuple[str, str]:
    from analysis.display import numbers
    from analysis.questions import returns

    row: Any = returns.by_year(data).iloc[-1]
    printed = numbers.interval(row["total_lower"], row["total_upper"], "en")
    sentence = (
        f"former asylum seekers returned with support in {row['period_end'].year}. The total that is printed, "
        f"{printed}, is the column of support in money alone; it could be combined with support in kind, and how often "
        "it was is not printed."
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
    ("03-targets", _headline),
    ("03-targets", _targets),
    ("01-spending", _spending),
    ("04-returns", _returns),
    ("02-indicators", _changes),
    ("08-framework", _framework),
    ("09-audit", _discrepancies),
)
