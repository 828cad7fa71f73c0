"""Sentences on the theory of change: how much of it is measured, what is missing, how its assumptions fare."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display.theme import Language
from analysis.display.wording import listed, say
from analysis.questions import framework as question


def framework(outcomes: pd.DataFrame, language: Language) -> str:
    """Count how well the outcomes are measured, see ``questions.framework.outcomes``; Markdown."""
    total = len(outcomes)
    groups = {
        name: outcomes[outcomes["best"].isin(codes)]
        for name, codes in (
            ("direct", ["direct"]), ("partial", ["partial"]), ("delivered", ["output_only"]), ("words", ["words", "none"]),
        )
    }  # fmt: skip
    if total == 1:
        return _single(outcomes.iloc[0], language)
    counts = {name: len(rows) for name, rows in groups.items()}
    named = {name: _codes(rows, language) for name, rows in groups.items()}
    text = say(language,
        f"**Of {total} outcomes, {counts['direct']} {_is(counts['direct'])} measured by something that shows the outcome "
        f"itself{named['direct']}.** For {counts['partial']} a measure shows a part{named['partial']}; for "
        f"{counts['delivered']} only deliveries are counted{named['delivered']}; for {counts['words']} there is no result at "
        f"all, only words{named['words']}.",
        f"**Van {total} uitkomsten {'wordt' if counts['direct'] == 1 else 'worden'} er {counts['direct']} gemeten met iets dat "
        f"de uitkomst zelf laat zien{named['direct']}.** Bij {counts['partial']} laat een maat een deel zien{named['partial']}; "
        f"bij {counts['delivered']} is alleen geteld wat is geleverd{named['delivered']}; bij {counts['words']} is er geen enkel "
        f"resultaat, alleen woorden{named['words']}.")  # fmt: skip
    aimed = int((outcomes["targets"] > 0).sum())
    return f"{text} " + say(language,
        f"A number to aim at is printed for {_some(aimed, 'outcome', 'outcomes', 'none of them')}.",
        f"Een doelgetal is vermeld voor {_some(aimed, 'uitkomst', 'uitkomsten', 'geen ervan')}.")  # fmt: skip


def framework_reports(reports: pd.DataFrame, coverage: pd.DataFrame, language: Language) -> str:
    """Say what each report prints for the outcomes, and which report is older than the framework; a Markdown list."""
    shown = coverage[coverage["results"] > 0]
    lines = []
    for row in reports.to_dict("records"):
        here = shown[shown["source_id"] == row["source_id"]]
        figures = len({figure for cell in here["figure_id"] for figure in str(cell).split()})
        outcomes = here["outcome_id"].nunique()
        of = coverage["outcome_id"].nunique()
        printed = say(language, _some(row["results"], "result", "results", "no result"),
                      _some(row["results"], "resultaat", "resultaten", "geen resultaat"))  # fmt: skip
        if figures:
            behind = say(language, f"{figures} of them behind {outcomes} of the {of} outcomes looked at",
                         f"waarvan {figures} bij {outcomes} van de {of} bekeken uitkomsten")  # fmt: skip
        else:
            behind = say(language, f"none of them behind {f'any of the {of} outcomes looked at' if of > 1 else 'this outcome'}",
                         f"waarvan geen bij {f'een van de {of} bekeken uitkomsten' if of > 1 else 'deze uitkomst'}")  # fmt: skip
        said = f"{printed}, {behind}"
        age = say(language, " It is older than the framework: its measures were not chosen for these outcomes.",
                  " Het is ouder dan het raamwerk: de maten ervan zijn niet voor deze uitkomsten gekozen.")  # fmt: skip
        lines.append(f"- **{row['report']}** (*{row['title']}*): {said}.{age if row['older'] else ''}")
    return "\n".join(lines)


def evidence(pieces: pd.DataFrame, language: Language) -> str:
    """Say how much of what speaks for and against rests on figures, see ``questions.framework.evidence``; Markdown."""
    found = question.findings(pieces)
    return " ".join(text for text in (_findings(found, language), _beside(pieces, language)) if text)


def _findings(found: pd.DataFrame, language: Language) -> str:
    if found.empty:
        return say(language, "**No finding in the documents speaks for or against it.**",
                   "**Geen bevinding in de documenten spreekt ervoor of ertegen.**")  # fmt: skip
    counts = {
        direction: (len(rows), int((rows["rests_on"] == "figure").sum()))
        for direction in ("for", "mixed", "against")
        for rows in [found[found["direction"] == direction]]
    }
    told = {"for": say(language, "for", "voor"), "mixed": say(language, "that point both ways", "die beide kanten op wijzen"),
            "against": say(language, "against", "tegen")}  # fmt: skip
    parts = [
        say(language, f"{figures} of {_some(total, 'finding', 'findings', '')} {told[direction]}",
            f"{figures} van {_some(total, 'bevinding', 'bevindingen', '')} {told[direction]}")
        for direction, (total, figures) in counts.items() if total
    ]  # fmt: skip
    older = int(found["older"].sum())
    age = "" if not older else say(language,
        f" {_some(older, 'finding is', 'findings are', '')} from before the framework.",
        f" {_some(older, 'bevinding is', 'bevindingen zijn', '')} van voor de Theory of Change.")  # fmt: skip
    return say(language, f"**A figure stands behind {listed(parts, language)}; behind the others stand words.**{age}",
               f"**Achter {listed(parts, language)} staat een cijfer; achter de andere staan woorden.**{age}")  # fmt: skip


def _beside(pieces: pd.DataFrame, language: Language) -> str:
    """Say how much is shown beside the findings, which is no evidence."""
    own, base = (int((pieces["kind"] == kind).sum()) for kind in ("framework", "baseline"))
    parts = []
    if own:
        parts.append(
            say(language, f"{_some(own, 'passage', 'passages', '')} in which the framework speaks of itself",
                f"{_some(own, 'passage', 'passages', '')} waarin de Theory of Change over zichzelf spreekt")
        )  # fmt: skip
    if base:
        parts.append(
            say(language, f"{base} on how things stood, which show no change", f"{base} over hoe de zaken ervoor stonden, zonder verandering")
        )  # fmt: skip
    if not parts:
        return ""
    return say(language, f"Apart from these stand {listed(parts, language)}: no evidence for or against.",
               f"Apart daarvan staan {listed(parts, language)}: geen bewijs voor of tegen.")  # fmt: skip


def assumptions(table: pd.DataFrame, language: Language) -> str:
    """Say how the assumptions fare against what the documents say, see ``questions.framework.assumptions``."""
    if table.empty:
        return say(language, "**No assumption is named for these outcomes.**",
                   "**Voor deze uitkomsten is geen aanname genoemd.**")  # fmt: skip
    yes, no = table["evidence_for"] > 0, table["evidence_against"] > 0
    both, only_for, only_against = int((yes & no).sum()), int((yes & ~no).sum()), int((~yes & no).sum())
    neither = len(table) - both - only_for - only_against
    by_figure = int((table["by_figure"] > 0).sum())
    total = len(table)
    return say(language,
        f"**Of {_some(total, 'assumption', 'assumptions', '')}, {both} {'has' if both == 1 else 'have'} findings both for and "
        f"against in the reports, {only_for} only for, {only_against} only against, {neither} neither.** A finding that rests "
        f"on a figure exists for {by_figure}; the rest is words.",
        f"**Van {_some(total, 'aanname', 'aannamen', '')} {'heeft' if both == 1 else 'hebben'} er {both} in de rapporten zowel "
        f"bevindingen voor als tegen, {only_for} alleen voor, {only_against} alleen tegen, {neither} geen van beide.** Een bevinding "
        f"die op een cijfer berust, is er voor {by_figure}; de rest is woorden.")  # fmt: skip


def _single(row: Any, language: Language) -> str:
    label = row[f"label_{language}"]
    found = {
        "direct": say(language, "a measure with a result shows it", "een maat met een resultaat laat het zien"),
        "partial": say(language, "a measure with a result shows a part of it",
                       "een maat met een resultaat laat er een deel van zien"),
        "output_only": say(language, "only deliveries are counted", "alleen wat is geleverd, is geteld"),
        "words": say(language, "there is no result, only words", "er is geen resultaat, er zijn alleen woorden"),
        "none": say(language, "there is nothing behind it", "er staat niets achter"),
    }[row["best"]]  # fmt: skip
    count = int(row["results"])
    counted = say(language, _some(count, "result", "results", "no result"),
                  _some(count, "resultaat", "resultaten", "geen resultaat"))  # fmt: skip
    return say(language, f"**{label}: {found}.** The documents print {counted} for it.",
               f"**{label}: {found}.** De documenten vermelden er {counted} voor.")  # fmt: skip


def _codes(rows: pd.DataFrame, language: Language) -> str:
    top = say(language, "the impact", "de impact")
    codes = [top if pd.isna(code) else str(code) for code in rows["code"]]
    return f" ({listed(codes, language)})" if codes else ""


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _some(count: int, one: str, many: str, none: str) -> str:
    if count == 0 and none:
        return none
    return f"{count} {one if count == 1 else many}"
