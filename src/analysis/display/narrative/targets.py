"""Sentences on results held against targets."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import ANSWERS, say, status
from analysis.display.wording import unit as unit_name


def attainment(result: pd.DataFrame, readings: pd.DataFrame, language: Language) -> str:
    """Say how far a target was met, what of that is convention, and what status was printed; Markdown."""
    row: Any = result.iloc[0]
    what = row[f"label_{language}"]
    if row["status_computed"] in {"no_target", "no_result", "other_unit"}:
        reason = status(row["status_computed"], language)
        note = f" {wording.prose(row, 'note', language)}".rstrip()
        return say(language, f"**{what}: no answer, because {reason}.**{note}",
                   f"**{what}: geen antwoord, want {reason}.**{note}")  # fmt: skip
    share = numbers.share(row["share_lower"], row["share_upper"], language)
    goal = _goal(row, language)
    aim = say(language, "the printed target" if row["goal_is_printed"] else "the goal tried here",
              "het gedrukte doel" if row["goal_is_printed"] else "het hier geprobeerde doel")  # fmt: skip
    used = readings[readings["figure_id"] == row["actual_figure_id"]].iloc[0]
    result_text = numbers.interval(row["actual_lower"], row["actual_upper"], language, row["unit"])
    parts = [
        say(language, f"**{what}: {share} of {goal}, {aim}: {status(row['status_computed'], language)}.**",
            f"**{what}: {share} van {goal}, {aim}: {status(row['status_computed'], language)}.**"),
        say(language, f"The result is printed as “{used.as_printed}”, which we read as {result_text}.",
            f"Het resultaat staat er als “{used.as_printed}”, wat wij lezen als {result_text}."),
    ]  # fmt: skip
    if not pd.isna(row["goal_far_off"]):
        printed = _goal({"unit": row["unit"], "goal": row["goal_far_off"]}, language)
        parts.append(
            say(language, f"**Is that goal meant so? The printed target is {printed}, a thousand times off or more.**",
                f"**Is dat doel zo bedoeld? Het gedrukte doel is {printed}: dat scheelt een factor duizend of meer.**")
        )  # fmt: skip
    if row["conventional"]:
        parts.append(_without_convention(row, readings.iloc[-1], language))
    if not pd.isna(row["status_as_printed"]):
        parts.append(
            say(language, f"The document's own status is “{row['status_as_printed']}”.",
                f"De status volgens het document zelf is “{row['status_as_printed']}”.")
        )  # fmt: skip
    return " ".join(parts)


def _goal(row: Any, language: Language) -> str:
    if row["unit"] in {"EUR", "USD", "percent"}:
        return numbers.interval(row["goal"], row["goal"], language, row["unit"])
    return numbers.number(row["goal"], language)


def _without_convention(row: Any, only: Any, language: Language) -> str:
    parts = []
    if not pd.isna(only["share_lower"]):
        parts.append(numbers.share(only["share_lower"], None, language))
    if not pd.isna(only["share_upper"]):
        # Rounded up, so that what the text allows is within what is said.
        limit = f"{numbers.number(math.ceil(round(only['share_upper'] * 100, 6)), language)}\N{NO-BREAK SPACE}%"
        parts.append(say(language, f"less than {limit}", f"minder dan {limit}"))
    share = say(language, " and ", " en ").join(parts) or say(language, "anything", "alles")
    claim = "" if pd.isna(row["claim_as_printed"]) else f" (“{row['claim_as_printed']}”)"
    same = row["status_text_only"] == row["status_computed"]
    status_only = status(row["status_text_only"], language)
    conclusion = (
        say(language, "which leads to the same conclusion", "wat tot dezelfde conclusie leidt")
        if same
        else say(language, f"and on that alone: {status_only}", f"en daarop alleen: {status_only}")
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
    print_no = "prints" if no_target == 1 else "print"
    without_result = "prints" if no_result == 1 else "print"
    vermelden = "vermeldt" if no_target == 1 else "vermelden"
    return say(language,
        f"**Of {len(overview)} targets, plans, expectations and budgets, {answered} can be held against a result{detail}.** "
        f"Of the others, {no_target} {print_no} no number to aim at, {no_result} {without_result} no result, and for {other} target and result "
        f"count different things.",
        f"**Van {len(overview)} doelen, plannen, verwachtingen en budgetten zijn er {answered} tegen een resultaat te "
        f"houden{detail}.** Van de andere {vermelden} er {no_target} geen doelgetal en {no_result} geen resultaat, en bij {other} "
        f"tellen doel en resultaat verschillende dingen.")  # fmt: skip


def pace(table: pd.DataFrame, language: Language) -> str:
    """Say how fast each result came against its deadline, see ``questions.targets.pace``; a Markdown list."""
    if table.empty:
        return say(language, "No target prints a deadline and a result before it.",
                   "Geen doel vermeldt een einddatum en een resultaat van voordien.")  # fmt: skip
    return "\n".join(f"- {_pace(row, language)}" for row in table.itertuples())


def _pace(row: Any, language: Language) -> str:
    elapsed, total = (numbers.number(months, language) for months in (row.months_elapsed, row.months_total))
    unit, counted = (unit_name(code, language) for code in (row.goal_unit, row.actual_unit))
    goal = numbers.number(row.goal, language)
    needed = numbers.number(row.needed, language, 1)
    so_far, rest = (
        numbers.interval(low, high, language, decimals=1)
        for low, high in ((row.so_far_lower, row.so_far_upper), (row.rest_lower, row.rest_upper))
    )
    projected = numbers.interval(row.projected_lower, row.projected_upper, language)
    proxy = "" if row.unit_match == "same" else say(language,
        " Target and result count different things, so this is a proxy.",
        " Doel en resultaat tellen verschillende dingen, dus dit is een benadering.")  # fmt: skip
    return say(language,
        f"**{row.label_en}:** aimed at {goal} {unit} in {total} months, which needs {needed} a month; after {elapsed} months "
        f"there had been {so_far} {counted} a month, and {rest} a month were needed from then on. At an unchanged pace it "
        f"would end at {projected} {counted}, which is an illustration and not a forecast.{proxy}",
        f"**{row.label_nl}:** beoogd zijn {goal} {unit} in {total} maanden, wat {needed} per maand vraagt; na {elapsed} maanden "
        f"waren het {so_far} {counted} per maand, en daarna waren er {rest} per maand nodig. Bij gelijk tempo zou het "
        f"eindigen op {projected} {counted}; dat is een illustratie en geen voorspelling.{proxy}")  # fmt: skip


def coverage(table: pd.DataFrame, language: Language) -> str:
    """Say for how many results each document prints a target, see ``questions.targets.coverage``; a Markdown list."""
    return "\n".join(f"- {_coverage(row, language)}" for row in table.itertuples())


def _coverage(row: Any, language: Language) -> str:
    results = say(language, "1 result" if row.results == 1 else f"{row.results} results",
                  "1 resultaat" if row.results == 1 else f"{row.results} resultaten")  # fmt: skip
    status_ = "" if not row.with_status else say(language,
        f", {row.with_status} with a status", f", {row.with_status} met een status")  # fmt: skip
    number = say(language,
        "none with a number to aim at" if not row.with_target else f"{row.with_target} with a number to aim at",
        "geen met een doelgetal" if not row.with_target else f"{row.with_target} met een doelgetal")  # fmt: skip
    return f"*{row.title}*: {results}{status_}, {number}."
