"""What is said and drawn of the fund and of the conditions of support stays true for more, for less, for nothing."""

import pandas as pd
import pytest

from analysis.language import speaking
from analysis.questions.returns import answers as returns
from analysis.questions.returns import sentences as returns_sentences
from analysis.questions.spending import answers as spending
from analysis.questions.spending import charts as spending_charts
from analysis.questions.spending import sentences as spending_sentences
from analysis.questions.spending import tables as spending_tables

LANGUAGES = ["en", "nl"]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def amounts(*rows: tuple[str, float, int | None, int]) -> pd.DataFrame:
    """A frame of amounts: kind, EUR, first year (none where it is not printed) and last year."""
    cells = [
        dict.fromkeys(spending.AMOUNTS)
        | {
            "figure_id": f"a{number}",
            "label_en": "Apples",
            "label_nl": "Appels",
            "kind": kind,
            "funding": "netherlands",
            "value": value,
            "lower": value,
            "upper": value,
            "unit": "EUR",
            "multiplicity": 1,
            "period_basis": "printed",
            "period_start": pd.Timestamp(first, 1, 1) if first else pd.NaT,
            "period_end": pd.Timestamp(last, 12, 31),
            "known_from": pd.Timestamp(first or last, 1, 1),
            "known_until": pd.Timestamp(last, 12, 31),
            "as_printed": f"EUR {value}",
            "where": "results-2018:1",
        }
        for number, (kind, value, first, last) in enumerate(rows)
    ]
    dates = dict.fromkeys(["period_start", "period_end", "known_from", "known_until"], "datetime64[ns]")
    return pd.DataFrame(cells, columns=spending.AMOUNTS).astype(dates)


def test_a_ceiling_of_nought_is_told_as_an_amount():
    said = plain(spending_sentences.fund(amounts(("ceiling", 0.0, 2015, 2015))))
    assert said == "**Subsidies could be granted up to EUR 0 (2015), each for what its decision covers.**"


def test_a_year_with_both_a_ceiling_and_spending_is_named():
    apart = amounts(("ceiling", 4e6, 2011, 2011), ("spent", 8e6, 2013, 2013))
    both = amounts(("ceiling", 4e6, 2012, 2013), ("spent", 8e6, 2013, 2013))
    assert "Of no year are both a ceiling and spending in print." in spending_sentences.fund(apart)
    dutch = speaking("nl")(spending_sentences.fund)(apart)
    assert "Voor geen enkel jaar zijn zowel een plafond als uitgaven vermeld." in dutch
    assert "Both a ceiling and spending are in print for 2013." in spending_sentences.fund(both)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_a_fund_without_amounts(language):
    assert speaking(language)(spending_sentences.fund)(amounts()) == ""
    assert "EUR" not in str(speaking(language)(spending_tables.fund)(amounts()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_window_without_a_beginning_is_drawn_with_an_arrow(language, rows_of):
    chart = speaking(language)(spending_charts.fund)(amounts(("ceiling", 2e6, None, 2016), ("spent", 8e6, 2013, 2013)))
    windows = {(row["from"], row["opens"]) for row in rows_of(chart) if "opens" in row}
    assert windows == {("2016-01-01", True), ("2013-01-01", False)}
    assert "2013-2016" in chart.to_dict()["title"]["text"]


def conditions(*rows: tuple[str, str, float]) -> pd.DataFrame:
    cells = [
        dict.fromkeys(returns.CONDITIONS)
        | {
            "figure_id": f"a{number}",
            "programme_en": "Apples",
            "programme_nl": "Appels",
            "label_en": "Worth",
            "label_nl": "Waarde",
            "population": population,
            "qualifier": qualifier,
            "value": value,
            "lower": value,
            "upper": value,
            "unit": "EUR",
            "per": "person",
            "multiplicity": 1,
        }
        for number, (population, qualifier, value) in enumerate(rows)
    ]
    return pd.DataFrame(cells, columns=returns.CONDITIONS)


def test_a_limit_is_said_with_its_side_and_for_whom():
    table = conditions(("refugees", "at_most", 1500.0), ("women", "exact", 2500.0))
    nobody = pd.DataFrame(columns=returns.TARGET)
    said = plain(returns_sentences.return_conditions(table, nobody))
    assert said.startswith("**Apples: worth at most EUR 1,500 (refugees) and EUR 2,500 (women).**")
    dutch = plain(speaking("nl")(returns_sentences.return_conditions)(table, nobody))
    assert dutch.startswith("**Appels: waarde ten hoogste EUR 1.500 (vluchtelingen) en EUR 2.500 (vrouwen).**")
    assert returns_sentences.return_conditions(table.head(0), nobody) == ""
