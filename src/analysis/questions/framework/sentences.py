"""Sentences on the theory of change: how much of it is measured, what is missing, how its assumptions fare."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.language import _, ngettext, translated
from analysis.questions.framework import answers as question
from analysis.show.wording import listed


def framework(outcomes: pd.DataFrame) -> str:
    """Count how well the outcomes are measured, see ``answers.outcomes``; Markdown."""
    total = len(outcomes)
    groups = {
        name: outcomes[outcomes["best"].isin(codes)]
        for name, codes in (
            ("direct", ["direct"]),
            ("partial", ["partial"]),
            ("delivered", ["output_only"]),
            ("words", ["words", "none"]),
        )
    }
    if total == 1:
        return _single(outcomes.iloc[0])
    counts = {name: len(rows) for name, rows in groups.items()}
    named = {name: _codes(rows) for name, rows in groups.items()}
    text = ngettext(
        "**Of {total} outcomes, {direct} is measured by something that shows the outcome itself{direct_codes}.** For {partial} a measure shows a part{partial_codes}; for {delivered} only deliveries are counted{delivered_codes}; for {words} there is no result at all, only words{words_codes}.",
        "**Of {total} outcomes, {direct} are measured by something that shows the outcome itself{direct_codes}.** For {partial} a measure shows a part{partial_codes}; for {delivered} only deliveries are counted{delivered_codes}; for {words} there is no result at all, only words{words_codes}.",
        counts["direct"],
        total=total,
        direct=counts["direct"],
        direct_codes=named["direct"],
        partial=counts["partial"],
        partial_codes=named["partial"],
        delivered=counts["delivered"],
        delivered_codes=named["delivered"],
        words=counts["words"],
        words_codes=named["words"],
    )
    aimed = int((outcomes["targets"] > 0).sum())
    count = ngettext("{aimed} outcome", "{aimed} outcomes", aimed, aimed=aimed) if aimed else _("none of them")
    return f"{text} " + _("A numeric target is printed for {outcomes}.", outcomes=count)


def framework_reports(reports: pd.DataFrame, coverage: pd.DataFrame) -> str:
    """Say what each report prints for the outcomes, and which report is older than the framework; a Markdown list."""
    shown = coverage[coverage["results"] > 0]
    lines = []
    for row in reports.to_dict("records"):
        here = shown[shown["source_id"] == row["source_id"]]
        figures = len({figure for cell in here["figure_id"] for figure in str(cell).split()})
        outcomes = here["outcome_id"].nunique()
        of = coverage["outcome_id"].nunique()
        printed = (
            ngettext("{count} result", "{count} results", row["results"], count=row["results"])
            if row["results"]
            else _("no result")
        )
        if figures:
            behind = _(
                "{figures} of them behind {outcomes} of the {of_} outcomes looked at",
                figures=figures,
                outcomes=outcomes,
                of_=of,
            )
        else:
            behind = (
                _("none of them behind any of the {of_} outcomes looked at", of_=of)
                if of > 1
                else _("none of them behind this outcome")
            )
        said = f"{printed}, {behind}"
        age = _(" It is older than the framework: its measures were not chosen for these outcomes.")
        lines.append(f"- **{row['report']}** (*{row['title']}*): {said}.{age if row['older'] else ''}")
    return "\n".join(lines)


def evidence(pieces: pd.DataFrame) -> str:
    """Say how much of what speaks for and against rests on figures, see ``answers.evidence``; Markdown."""
    found = question.findings(pieces)
    return " ".join(text for text in (_findings(found), _beside(pieces)) if text)


def _findings(found: pd.DataFrame) -> str:
    if found.empty:
        return _("**No finding in the documents speaks for or against it.**")
    counts = {
        direction: (len(rows), int((rows["rests_on"] == "figure").sum()))
        for direction in ("for", "mixed", "against")
        for rows in [found[found["direction"] == direction]]
    }
    told = {
        "for": _("for"),
        "mixed": _("that point both ways"),
        "against": _("against"),
    }
    parts = [
        _(
            "{figures} of {findings} {told}",
            figures=figures,
            findings=ngettext("{total} finding", "{total} findings", total, total=total),
            told=told[direction],
        )
        for direction, (total, figures) in counts.items()
        if total
    ]
    older = int(found["older"].sum())
    age = (
        ""
        if not older
        else _(
            " {older_findings} from before the framework.",
            older_findings=ngettext("{older} finding is", "{older} findings are", older, older=older),
        )
    )
    return _(
        "**A figure stands behind {parts}; behind the others stand words.**{age}",
        parts=listed(parts),
        age=age,
    )


def _beside(pieces: pd.DataFrame) -> str:
    """Say how much is shown beside the findings, which is no evidence."""
    own, base = (int((pieces["kind"] == kind).sum()) for kind in ("framework", "baseline"))
    parts = []
    if own:
        parts.append(
            _(
                "{passages} in which the framework speaks of itself",
                passages=ngettext("{own} passage", "{own} passages", own, own=own),
            )
        )
    if base:
        parts.append(_("{base} on how things stood, which show no change", base=base))
    if not parts:
        return ""
    return _("Apart from these stand {parts}: no evidence for or against.", parts=listed(parts))


def assumptions(table: pd.DataFrame) -> str:
    """Say how the assumptions fare against what the documents say, see ``answers.assumptions``."""
    if table.empty:
        return _("**No assumption is named for these outcomes.**")
    yes, no = table["evidence_for"] > 0, table["evidence_against"] > 0
    both, only_for, only_against = int((yes & no).sum()), int((yes & ~no).sum()), int((~yes & no).sum())
    neither = len(table) - both - only_for - only_against
    by_figure = int((table["by_figure"] > 0).sum())
    total = len(table)
    return ngettext(
        "**Of {assumptions}, {both} has findings both for and against in the reports, {only_for} only for, {only_against} only against, {neither} neither.** A finding that rests on a figure exists for {by_figure}; the rest is words.",
        "**Of {assumptions}, {both} have findings both for and against in the reports, {only_for} only for, {only_against} only against, {neither} neither.** A finding that rests on a figure exists for {by_figure}; the rest is words.",
        both,
        assumptions=ngettext("{total} assumption", "{total} assumptions", total, total=total),
        both=both,
        only_for=only_for,
        only_against=only_against,
        neither=neither,
        by_figure=by_figure,
    )


def _single(row: Any) -> str:
    label = row[translated("label")]
    found = {
        "direct": _("a measure with a result shows it"),
        "partial": _("a measure with a result shows a part of it"),
        "output_only": _("only deliveries are counted"),
        "words": _("there is no result, only words"),
        "none": _("there is nothing behind it"),
    }[row["best"]]
    count = int(row["results"])
    counted = ngettext("{count} result", "{count} results", count, count=count) if count else _("no result")
    return _(
        "**{label}: {found}.** The documents print {counted} for it.",
        label=label,
        found=found,
        counted=counted,
    )


def _codes(rows: pd.DataFrame) -> str:
    top = _("the impact")
    codes = [top if pd.isna(code) else str(code) for code in rows["code"]]
    return f" ({listed(codes)})" if codes else ""
