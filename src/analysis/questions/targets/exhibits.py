"""What 03-targets shows, section by section."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset import roles
from analysis.dataset.tables import Dataset
from analysis.language import _, current, numbers, translated
from analysis.questions.targets import answers, charts, sentences, tables
from analysis.show import wording
from analysis.show.exhibit import Exhibit, Headline, part_of


def attainment(result: pd.DataFrame, printings: pd.DataFrame) -> Exhibit:
    """Show how far a target was met, see ``answers.attainment`` and ``answers.readings``."""
    return Exhibit(
        printings,
        text=lambda: sentences.attainment(result, printings),
        chart=lambda: charts.attainment(printings, result),
        table=lambda: tables.readings(printings),
    )


def definitions(definitions: pd.DataFrame) -> Exhibit:
    """Show what other counts of a result would give, see ``answers.definitions``."""
    return Exhibit.of(
        definitions,
        text=sentences.target_definitions,
        chart=charts.target_definitions,
        table=tables.target_definitions,
    )


def overview(overview: pd.DataFrame) -> Exhibit:
    """Show every target with its attainment, see ``answers.overview``."""
    return Exhibit.of(overview, text=sentences.targets, chart=charts.targets, table=tables.targets)


def pace(pace: pd.DataFrame) -> Exhibit:
    """Say how targets stand against their deadlines, see ``answers.pace``."""
    return Exhibit.of(pace, text=sentences.pace)


def coverage(coverage: pd.DataFrame) -> Exhibit:
    """Say how many results had a target, see ``answers.coverage``."""
    return Exhibit.of(coverage, text=sentences.coverage)


# -- on the index -----------------------------------------------------------------------------------------------------


def headline(data: Dataset) -> Headline:
    """Say how far the target of the headline was met: the number, and the sentence around it."""
    row = answers.attainment(data).iloc[0]
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
    return Headline(attained, sentence)


def answered(data: Dataset) -> Headline:
    """Say how many targets can be held against a result: the number, and the sentence around it."""
    overview = answers.overview(data)
    answered = overview[overview["status_computed"].isin(wording.ANSWERS)]
    counts = answered["status_computed"].value_counts(sort=False)
    parts = [f"{counts[code]} {wording.status(code)}" for code in wording.ANSWERS if code in counts]
    counted: Any = answers.counts(overview).iloc[0]
    rest = [
        f"{counted[code]} {words}"
        for code, words in (
            ("no_result", _("without a printed result")),
            ("other_unit", _("with one that counts something else")),
            ("earmark", _("an earmark, which is no target")),
        )
        if counted[code]
    ]
    sentence = _(
        "targets, plans, expectations and budgets that print a number can be held against a result: {answers}. "
        "The others with a number: {rest}. The documents name {all} in all; {no_target} of these have no numeric "
        "target.",
        answers=", ".join(parts),
        rest=wording.listed(rest),
        all=counted["rows"],
        no_target=counted["no_target"],
    )
    return Headline(part_of(counted["answered"], counted["with_number"]), sentence)


#: What the index says of it.
FINDINGS = (headline, answered)
