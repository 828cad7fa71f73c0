"""Sentences computed from results, in English and Dutch, that stay true when parameters change."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers
from analysis.display.theme import Language
from analysis.display.wording import say, status


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


def spending(table: pd.DataFrame, printed: pd.DataFrame, language: Language) -> str:
    """Say how the spending of 2013 relates to what was available, see ``questions.spending``; Markdown."""
    rows = table.set_index("item")
    whole: Any = rows.loc["all"]
    returned: Any = rows.loc["return"]
    other: Any = rows.loc["other"]
    money = {item: numbers.interval(row["used"], row["used"], language, "EUR") for item, row in rows.iterrows()}
    left = numbers.interval(abs(whole["left"]), abs(whole["left"]), language, "EUR")
    quote: Any = printed.iloc[0]
    computed = numbers.share(quote["computed"], quote["computed"], language)
    return say(language,
        f"**{money['all']} was spent: {computed} of the budget, printed as “{quote['as_printed']}”; {left} "
        f"{_left(whole, language)}.** Priority 6, return, took {money['return']}, "
        f"{numbers.share(returned['share'], returned['share'], language)} of what was reserved for return; the other five "
        f"took {money['other']}, {numbers.share(other['share'], other['share'], language)} of what was left to them: "
        f"{_more(other, language)}.",
        f"**Er is {money['all']} uitgegeven: {computed} van het budget, gedrukt als “{quote['as_printed']}”; {left} "
        f"{_left(whole, language)}.** Prioriteit 6, terugkeer, nam {money['return']}, "
        f"{numbers.share(returned['share'], returned['share'], language)} van wat voor terugkeer was gereserveerd; de andere "
        f"vijf namen {money['other']}, {numbers.share(other['share'], other['share'], language)} van wat voor hen "
        f"overbleef: {_more(other, language)}.")  # fmt: skip


def _left(row: Any, language: Language) -> str:
    if row["left"] >= 0:
        return say(language, "was left", "bleef over")
    return say(language, "was spent beyond it", "werd meer uitgegeven")


def _more(row: Any, language: Language) -> str:
    gap = numbers.interval(abs(row["left"]), abs(row["left"]), language, "EUR")
    if row["left"] < 0:
        return say(language, f"{gap} more", f"{gap} meer")
    return say(language, f"{gap} less", f"{gap} minder")
