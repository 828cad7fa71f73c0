"""The sentence on whatever figures were chosen."""

from __future__ import annotations

import pandas as pd

from analysis.display.theme import Language
from analysis.display.wording import say


def explore(rows: pd.DataFrame, undated: pd.DataFrame, language: Language) -> str:
    """Count the chosen printings, facts and documents, and what was left out for want of a window; Markdown."""
    if rows.empty:
        text = say(language, "**No figure fits this choice.**", "**Geen cijfer past bij deze keuze.**")
    else:
        facts, documents = rows["fact_id"].nunique(), rows["source_id"].nunique()
        firm = int((rows["qualifier"].eq("exact") & rows["lower"].eq(rows["upper"])).sum())
        text = say(
            language,
            f"**{_count(len(rows), 'printing', 'printings')} of {_count(facts, 'fact', 'facts')} in "
            f"{_count(documents, 'document', 'documents')}.** {_count(firm, 'is', 'are')} a single number without a hedge.",
            f"**{_count(len(rows), 'vermelding', 'vermeldingen')} van {_count(facts, 'feit', 'feiten')} in "
            f"{_count(documents, 'document', 'documenten')}.** {_count(firm, 'is', 'zijn')} één getal zonder voorbehoud.",
        )
    if len(undated):
        text += say(
            language,
            f" {_count(len(undated), 'more would fit but has', 'more would fit but have')} no window that is known.",
            f" {_count(len(undated), 'andere past ook, maar heeft', 'andere passen ook, maar hebben')} geen bekende periode.",
        )
    return text


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
