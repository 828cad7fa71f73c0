"""Sentences on results held against targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.target_rules import SERIES
from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import ANSWERS, say, status
from analysis.display.wording import unit as unit_name
from analysis.questions import targets as question


def attainment(result: pd.DataFrame, readings: pd.DataFrame, language: Language) -> str:
    """Say how far a target was met, what of that is convention, and what status was printed; Markdown."""
    row: Any = result.iloc[0]
    what = row[f"label_{language}"]
    if row["status_computed"] in {"no_target", "no_result", "earmark", "other_unit"}:
        reason = status(row["status_computed"], language)
        note = f" {wording.prose(row, 'note', language)}".rstrip()
        return say(language, f"**{what}: no answer, because {reason}.**{note}",
                   f"**{what}: geen antwoord, want {reason}.**{note}")  # fmt: skip
    share = numbers.share(row["share_lower"], row["share_upper"], language, numbers.opened(row, "share_"))
    goal = _goal(row, language)
    aim = say(language, "the printed target" if row["goal_is_printed"] else "the goal tried here",
              "het vermelde doel" if row["goal_is_printed"] else "het hier geprobeerde doel")  # fmt: skip
    used = readings[readings["figure_id"] == row["actual_figure_id"]].iloc[0]
    result_text = numbers.allowed(row, language, row["unit"], prefix="actual_")
    counted = wording.counted_as(row, language)
    parts = [
        say(language, f"**{what}: {share} of {goal}, {aim}: {status(row['status_computed'], language)}{counted}.**",
            f"**{what}: {share} van {goal}, {aim}: {status(row['status_computed'], language)}{counted}.**"),
        say(language, f"The result is printed as “{used.as_printed}”, which we read as {result_text}.",
            f"Het resultaat staat er als “{used.as_printed}”, wat wij lezen als {result_text}."),
    ]  # fmt: skip
    if not pd.isna(row["goal_far_off"]):
        printed = _goal({"unit": row["unit"], "goal": row["goal_far_off"]}, language)
        parts.append(
            say(language, f"**Is that goal meant so? The printed target is {printed}, a thousand times off or more.**",
                f"**Is dat doel zo bedoeld? Het vermelde doel is {printed}: dat scheelt een factor duizend of meer.**")
        )  # fmt: skip
    if row["conventional"]:
        parts.append(_without_convention(row, readings.iloc[-1], language))
    if row["claims_disagree"]:
        parts.append(
            say(language, f"The document itself says two things of it that do not agree: {row['claims_as_printed']}.",
                f"Het document zelf zegt er twee dingen over die niet met elkaar stroken: {row['claims_as_printed']}.")
        )  # fmt: skip
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
    share = say(language, "anything", "alles")
    if not (pd.isna(only["share_lower"]) and pd.isna(only["share_upper"])):
        share = numbers.share(only["share_lower"], only["share_upper"], language, numbers.opened(only, "share_"))
    claim = "" if pd.isna(row["below_as_printed"]) else f" (“{row['below_as_printed']}”)"
    same = row["status_text_only"] == row["status_computed"]
    status_only = status(row["status_text_only"], language)
    conclusion = (
        say(language, "which leads to the same conclusion", "wat tot dezelfde conclusie leidt")
        if same
        else say(language, f"and on that alone: {status_only}", f"en daarop alleen: {status_only}")
    )
    return say(language,
        f"An end of that interval is our convention for the hedge; the text alone{claim} allows {share}, {conclusion}.",
        f"Een grens daarvan is onze afspraak voor de slag om de arm; de tekst zelf{claim} laat {share} toe, {conclusion}.")  # fmt: skip


def target_definitions(definitions: pd.DataFrame, language: Language) -> str:
    """Say what each definition of what counts would give, see ``questions.targets.definitions``; Markdown."""
    own = definitions[definitions["against_target"]]
    others = definitions[definitions["gives"] == SERIES]
    if own.empty or others.empty:
        return say(language, "No other count of what this target is about is in the dataset.",
                   "Van wat dit doel betreft kent de dataset geen andere telling.")  # fmt: skip
    if own["share_lower"].isna().all() and own["share_upper"].isna().all():
        return say(language, "There is no goal to hold these counts against.",
                   "Er is geen doel om deze tellingen tegen af te zetten.")  # fmt: skip
    row: Any = next(own.itertuples())
    goal = _goal({"unit": row.unit, "goal": row.goal}, language)
    printed = say(language, "the printed target" if row.goal_is_printed else "the goal tried here",
                  "het vermelde doel" if row.goal_is_printed else "het hier geprobeerde doel")  # fmt: skip
    share = numbers.share(row.share_lower, row.share_upper, language, numbers.opened(row, "share_"))
    lead = say(language,
        f"{_moves(row, others, language)}The document's own result comes to {share} of {goal}, {printed}; counted are "
        f"{row.counts_en}. That alone may be set against the target. Whoever counts otherwise would get:",
        f"{_moves(row, others, language)}Het resultaat van het document zelf komt op {share} van {goal}, {printed}; geteld "
        f"zijn {row.counts_nl}. Alleen dat resultaat mag tegen het doel worden afgezet. Wie anders telt, zou uitkomen "
        "op:")  # fmt: skip
    gives = [_gives(list(rows.itertuples()), language) for _, rows in others.groupby("definition_id")]
    nothing = [getattr(r, f"counts_{language}") for r in definitions[definitions["gives"] == "nothing"].itertuples()]
    last = "" if not nothing else say(language,
        f"\n\n**What none of them can give:** {'; '.join(nothing)}.",
        f"\n\n**Wat geen ervan kan geven:** {'; '.join(nothing)}.")  # fmt: skip
    return "\n".join([f"{lead}\n", *gives]) + last


def _moves(own: Any, others: pd.DataFrame, language: Language) -> str:
    """Say that the definition moves the answer further than the hedge does, where it does."""
    lowest = [own.share_lower, *others["share_lower"].dropna()]
    if pd.isna(own.share_upper) or max(lowest) - min(lowest) <= own.share_upper - own.share_lower:
        return ""
    return say(language, "**What counts moves the answer further than the hedge does.** ",
               "**Wat meetelt, verschuift het antwoord verder dan de slag om de arm.** ")  # fmt: skip


def _gives(rows: list[Any], language: Language) -> str:
    """Say what one definition gives, window by window; an item of a Markdown list."""
    told = []
    for row in rows:
        share = numbers.share(row.share_lower, row.share_upper, language, numbers.opened(row, "share_"))
        window = wording.window(row.period_start, row.period_end, language, row.period_basis)
        told.append(f"{share} ({window}, “{row.as_printed}”)")
    credit = wording.prose(rows[0], "credited", language)
    text = getattr(rows[0], f"counts_{language}")
    return say(language, f"- {text}, credited to {credit}: {wording.listed(told, language)}",
               f"- {text}, toegerekend aan {credit}: {wording.listed(told, language)}")  # fmt: skip


def targets(overview: pd.DataFrame, language: Language) -> str:
    """Count what became of all targets, see ``questions.targets.overview``; Markdown."""
    counted: Any = question.counts(overview).iloc[0]
    status_counts = overview["status_computed"].value_counts()
    answers = [(code, int(status_counts.get(code, 0))) for code in ANSWERS if status_counts.get(code, 0)]
    listed = ", ".join(f"{count} {status(code, language)}" for code, count in answers)
    detail = f": {listed}" if listed else ""
    total, numbered, answered = (int(counted[name]) for name in ("rows", "with_number", "answered"))
    no_target, no_result, other = (int(counted[name]) for name in ("no_target", "no_result", "other_unit"))
    earmarks = int(counted["earmark"])
    print_no = "prints" if no_target == 1 else "print"
    have = "has" if no_result == 1 else "have"
    can = "is" if answered == 1 else "zijn"
    few = say(language, "only ", "slechts ") if 0 < answered < numbered / 2 else ""
    return say(language,
        f"**The documents name {total} targets, plans, expectations and budgets. {no_target} {print_no} no number to aim at; "
        f"of the {numbered} with a number, {few}{answered} can be held against a result{detail}.** Of the others with a number, "
        f"{no_result} {have} no printed result, and for {other} target and result count different things"
        f"{_earmarks(earmarks, language)}.",
        f"**De documenten noemen {total} doelen, plannen, verwachtingen en budgetten. Bij {no_target} staat geen doelgetal; van "
        f"de {numbered} met een doelgetal {can} er {few}{answered} aan een resultaat te toetsen{detail}.** Van de andere met een "
        f"doelgetal {'heeft' if no_result == 1 else 'hebben'} er {no_result} geen vermeld resultaat, en bij {other} tellen doel "
        f"en resultaat verschillende dingen{_earmarks(earmarks, language)}.")  # fmt: skip


def _earmarks(count: int, language: Language) -> str:
    if not count:
        return ""
    if count == 1:
        return say(language, "; 1 is an earmark, neither a goal nor a limit",
                   "; 1 is een reservering, geen doel en geen grens")  # fmt: skip
    return say(language, f"; {count} are earmarks, neither goals nor limits",
               f"; {count} zijn reserveringen, geen doelen en geen grenzen")  # fmt: skip


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
