"""Sentences on results held against targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers
from analysis.display.theme import Language
from analysis.display.wording import ANSWERS, say, status


def attainment(result: pd.DataFrame, readings: pd.DataFrame, language: Language) -> str:
    """Say how far a target was met, what of that is convention, and what status was printed; Markdown."""
    row: Any = result.iloc[0]
    what = row[f"label_{language}"]
    if row["status_computed"] in {"no_target", "no_result", "other_unit"}:
        reason = status(row["status_computed"], language)
        note = "" if pd.isna(row["note"]) or language == "nl" else f" {row['note']}"
        return say(language, f"**{what}: no answer, because {reason}.**{note}",
                   f"**{what}: geen antwoord, want {reason}.**{note}")  # fmt: skip
    share = numbers.share(row["share_lower"], row["share_upper"], language)
    goal = numbers.number(row["goal"], language)
    aim = say(language, "the printed target" if row["goal_is_printed"] else "the goal tried here",
              "het gedrukte doel" if row["goal_is_printed"] else "het hier geprobeerde doel")  # fmt: skip
    used = readings[readings["preferred"] & readings["as_printed"].notna()].iloc[0]
    result_text = numbers.interval(row["actual_lower"], row["actual_upper"], language)
    parts = [
        say(language, f"**{what}: {share} of {goal}, {aim}: {status(row['status_computed'], language)}.**",
            f"**{what}: {share} van {goal}, {aim}: {status(row['status_computed'], language)}.**"),
        say(language, f"The result is printed as “{used.as_printed}”, which we read as {result_text}.",
            f"Het resultaat staat er als “{used.as_printed}”, wat wij lezen als {result_text}."),
    ]  # fmt: skip
    if row["conventional"]:
        parts.append(_without_convention(row, readings.iloc[-1], language))
    if not pd.isna(row["status_as_printed"]):
        parts.append(
            say(language, f"The document's own status is “{row['status_as_printed']}”.",
                f"De status volgens het document zelf is “{row['status_as_printed']}”.")
        )  # fmt: skip
    return " ".join(parts)


def _without_convention(row: Any, only: Any, language: Language) -> str:
    share = numbers.share(only["share_lower"], only["share_upper"], language)
    if row["claim_means"] == "below":
        limit = numbers.share(only["share_upper"], only["share_upper"], language)
        floor = numbers.share(only["share_lower"], None, language)
        share = say(language, f"{floor} and less than {limit}", f"{floor} en minder dan {limit}")
    claim = "" if pd.isna(row["claim_as_printed"]) else f" (“{row['claim_as_printed']}”)"
    same = row["status_text_only"] == row["status_computed"]
    status_only = status(row["status_text_only"], language)
    conclusion = (
        say(language, "which leads to the same conclusion", "wat tot dezelfde conclusie leidt")
        if same
        else say(
            language, f"and on that alone the answer {status_only}", f"en daarop alleen is het antwoord {status_only}"
        )
    )
    return say(language,
        f"An end of that interval is our convention for the hedge; the text alone{claim} allows {share}, {conclusion}.",
        f"Een grens daarvan is onze afspraak voor het voorbehoud; de tekst zelf{claim} laat {share} toe, {conclusion}.")  # fmt: skip


def targets(overview: pd.DataFrame, language: Language) -> str:
    """Count what became of all targets, see ``questions.targets.overview``; Markdown."""
    counts = overview["status_computed"].value_counts()
    answers = [(code, int(counts.get(code, 0))) for code in ANSWERS if counts.get(code, 0)]
    answered = sum(count for _, count in answers)
    listed = ", ".join(f"{count} {status(code, language)}" for code, count in answers)
    detail = f": {listed}" if listed else ""
    no_target, no_result, other = (int(counts.get(code, 0)) for code in ("no_target", "no_result", "other_unit"))
    return say(language,
        f"**Of {len(overview)} targets, plans, expectations and budgets, {answered} can be held against a result{detail}.** "
        f"Of the others, {no_target} print no number to aim at, {no_result} print no result, and for {other} target and result "
        f"count different things.",
        f"**Van {len(overview)} doelen, plannen, verwachtingen en budgetten zijn er {answered} tegen een resultaat te "
        f"houden{detail}.** Van de andere vermelden er {no_target} geen doelgetal en {no_result} geen resultaat, en bij {other} "
        f"tellen doel en resultaat verschillende dingen.")  # fmt: skip
