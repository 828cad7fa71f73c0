"""Sentences on what was spent and budgeted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers
from analysis.display.theme import Language
from analysis.display.wording import say


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
