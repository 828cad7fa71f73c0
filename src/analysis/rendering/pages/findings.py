"""The headline findings of the collection, computed from the data by the functions that the notebooks use."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis.language import _, current, speaking, translated
from analysis.language.messages import SOURCE

#: What computes a finding of a dataset: its number, and the sentence around it.
Compute = Callable[[Any], tuple[str, str]]


@dataclass(frozen=True)
class Finding:
    """A finding: the number with its bounds, the sentence around it, and the notebook that shows how it comes about.

    ``problem`` says why there is none.
    """

    notebook: str
    number: str
    sentence: str
    problem: str = ""


def kept(data: Path, folder: Path, fingerprint: str, language: str = SOURCE) -> list[Finding]:
    """Return the findings in a language, from ``folder`` if they were computed from the same inputs before.

    A dataset without a description has none. What cannot be computed says so in its place: findings are no reason to
    lose the index.
    """
    if not (data / "datapackage.yaml").is_file():
        return []
    file = folder / f"findings-{language}.json"
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        if known["fingerprint"] == fingerprint:
            return [Finding(**item) for item in known["findings"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = compute(data, language)
    folder.mkdir(parents=True, exist_ok=True)
    content = {"fingerprint": fingerprint, "findings": [asdict(finding) for finding in found]}
    file.write_text(json.dumps(content), encoding="utf-8")
    return found


def compute(data: Path, language: str = SOURCE) -> list[Finding]:
    """Compute all findings of a dataset, in the words of a language."""
    from analysis.rendering.kernels import deferred

    deferred.install()  # before altair, which the words of a finding import

    from analysis.dataset import tables

    try:
        dataset = tables.load(data)
    except Exception as error:  # noqa: BLE001 - see kept
        return [Finding("", "", "", f"The data cannot be read: {error}")]
    with speaking(language):
        return [_attempted(notebook, function, dataset) for notebook, function in _FINDINGS]


def _attempted(notebook: str, function: Compute, dataset: Any) -> Finding:
    try:
        return Finding(notebook, *function(dataset))
    except Exception as error:  # noqa: BLE001 - see kept
        return Finding(notebook, "", "", f"Could not be computed: {type(error).__name__}: {error}")


def _headline(data: Any) -> tuple[str, str]:
    from analysis.dataset import roles
    from analysis.language import numbers
    from analysis.questions.targets import answers as targets
    from analysis.show import wording

    row = targets.attainment(data, roles.player(data, "headline_target")).iloc[0]
    attained = numbers.share(row["share_lower"], row["share_upper"], numbers.opened(row, "share_"))
    goal = numbers.number(row["goal"])
    words = roles.words(data, "headline_target", current())
    given = {
        "goal": goal,
        "what": words or row[translated("label")],
        "status": wording.status(row["status_computed"]),
        "counted": wording.counted_as(row),
        "printed": _(", printed as “{status}”", status=row["status_as_printed"]) if row["status_as_printed"] else "",
    }
    if words:
        sentence = _("of the {goal} {what} that were aimed at: {status}{printed}{counted}.", **given)
    else:
        sentence = _("of the {goal} ({what}) that was aimed at: {status}{printed}{counted}.", **given)
    return attained, sentence


def _targets(data: Any) -> tuple[str, str]:
    from analysis.questions.targets import answers as targets
    from analysis.show import wording

    overview = targets.overview(data)
    answered = overview[overview["status_computed"].isin(wording.ANSWERS)]
    counts = answered["status_computed"].value_counts(sort=False)
    parts = [f"{counts[code]} {wording.status(code)}" for code in wording.ANSWERS if code in counts]
    counted: Any = targets.counts(overview).iloc[0]
    rest = [
        f"{counted[code]} {words}"
        for code, words in (
            ("no_result", _("without a printed result")),
            ("other_unit", _("with one that counts something else")),
            ("earmark", _("set aside for a purpose, which is no goal")),
        )
        if counted[code]
    ]
    sentence = _(
        "targets, plans, expectations and budgets that print a number can be held against a result: {answers}. "
        "The others with a number: {rest}. The documents name {all} in all; {no_target} of these print no number to "
        "aim at.",
        answers=", ".join(parts),
        rest=wording.listed(rest),
        all=counted["rows"],
        no_target=counted["no_target"],
    )
    return _of(counted["answered"], counted["with_number"]), sentence


def _spending(data: Any) -> tuple[str, str]:
    from analysis.language import numbers
    from analysis.questions.spending import answers as spending

    rows = spending.against_available(data).set_index("item")
    whole: Any = rows.loc["all"]
    on_return: Any = rows.loc["return"]
    spent, left, reserved, gap = (
        numbers.interval(amount, amount, "EUR")
        for amount in (whole["used"], whole["left"], on_return["available"], on_return["left"])
    )
    share = numbers.share(whole["share"], whole["share"])
    # In our own words, as the table of statements has them, and so without quotation marks.
    told = [
        _(
            " The report's first reason for the {left} that was left: {why}",
            left=left,
            why=text[:1].lower() + text[1:],
        )
        for text in spending.reasons(data)[translated("says")].head(1)
    ]
    sentence = _(
        "was spent in {year}, {share} of the budget.{told} What was spent on return is {gap} less than the {reserved} "
        "reserved for it, an earmark and no goal",
        year=whole["year"],
        share=share,
        told="".join(told),
        gap=gap,
        reserved=reserved,
    )
    more = on_return["left"] > whole["left"]
    ends = _("; that is more than was left in all, and the report does not explain it.")
    sentence += ends if more else "."
    return spent, sentence


def _returns(data: Any) -> tuple[str, str]:
    from analysis.language import numbers
    from analysis.questions.returns import answers as returns

    row: Any = returns.by_year(data).iloc[-1]
    printed = numbers.interval(row["total_lower"], row["total_upper"])
    sentence = _(
        "former asylum seekers returned with support in {year}. The total that is printed, {printed}, is the column of "
        "support in money alone; it could be combined with support in kind, and how often it was is not printed.",
        year=row["period_end"].year,
        printed=printed,
    )
    return numbers.interval(row["people_lower"], row["people_upper"]), sentence


def _changes(data: Any) -> tuple[str, str]:
    from analysis.questions.audit import answers as audit

    pairs = audit.comparable(data)
    allowed = int(pairs["allowed"].sum())
    sentence = _(
        "pairs of figures that ask to be compared over time allow a change to be computed; the rest is refused, with "
        "the reason.",
    )
    return _of(allowed, len(pairs)), sentence


def _framework(data: Any) -> tuple[str, str]:
    from analysis.questions.framework import answers as framework

    outcomes = framework.outcomes(data)
    shown = int((outcomes["best"] == "direct").sum())
    return _of(shown, len(outcomes)), _(
        "outcomes of the theory of change are measured by something that shows the outcome itself."
    )


def _discrepancies(data: Any) -> tuple[str, str]:
    from analysis.questions.audit import answers as audit
    from analysis.show import wording

    counts: Any = audit.graveness(audit.disagreements(data)).iloc[0]
    grave = int(counts["contradiction"])
    others = [
        f"{counts[code]} {wording.severity(code, counts[code])} ({wording.severity_meaning(code)})"
        for code in audit.SEVERITIES[1:]
    ]
    sentence = _(
        "within and between the documents: {meaning}. Recorded beside them: {others}. Each is recomputed from the data "
        "by a test.",
        meaning=wording.severity_meaning("contradiction"),
        others=wording.listed(others),
    )
    return f"{grave} {wording.severity('contradiction', grave)}", sentence


def _of(part: int, whole: int) -> str:
    return _("{part} of {whole}", part=part, whole=whole)


_FINDINGS: Sequence[tuple[str, Compute]] = (
    ("03-targets", _headline),
    ("03-targets", _targets),
    ("01-spending", _spending),
    ("04-returns", _returns),
    ("02-indicators", _changes),
    ("08-framework", _framework),
    ("09-audit", _discrepancies),
)
