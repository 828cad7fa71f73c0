"""Sentences, charts and tables of aid as published: two currencies, several kinds of transaction, and nothing."""

import pandas as pd
import pytest

from analysis.language import speaking
from analysis.questions.aid import answers as aid
from analysis.questions.aid import charts, sentences, tables
from analysis.show import marks, theme

SPACE = "\N{NO-BREAK SPACE}"
LANGUAGES = ["en", "nl"]


@pytest.fixture(scope="module")
def reference(data):
    return aid.from_reference(data)


@pytest.fixture(scope="module")
def rows(reference):
    return aid.between(reference, 2016, 2023)


def money(*rows) -> pd.DataFrame:
    """Sums of a place each: country, region, type, currency, least, most."""
    frame = pd.DataFrame(rows, columns=["iso3", "region", "type", "currency", "lower", "upper"])
    side = frame["type"].map({"incoming_commitment": "received"}).fillna("given")
    return frame.assign(side=side, transactions=1, label_en=frame["iso3"], label_nl=frame["iso3"], on_list=True)


def panels(chart) -> list[str]:
    spec = theme.specification(chart)
    return [part["title"]["text"] for part in spec["vconcat"]]


def test_each_currency_and_kind_of_transaction_has_a_panel_of_its_own_and_more_than_four_stay_in_the_table():
    table = money(
        ("KEN", "", "incoming_commitment", "EUR", 1, 1),
        ("KEN", "", "incoming_commitment", "USD", 1, 1),
        ("KEN", "", "disbursement", "EUR", 1, 1),
        ("KEN", "", "outgoing_commitment", "EUR", 1, 1),
        ("KEN", "", "expenditure", "EUR", 1, 1),
    )
    assert len(panels(charts.aid_places(table))) == 4
    subtitle = theme.specification(charts.aid_places(table))["title"]["subtitle"]
    assert "1 more in the table" in subtitle
    assert panels(charts.aid_places(table.head(1))) == ["EUR, pledged, as the receiver publishes it"]


def test_an_amount_under_a_mark_ends_above_the_axis(rows):
    for part in theme.specification(charts.aid_years(aid.years(rows)))["vconcat"]:
        mark = next(layer["mark"] for layer in part["layer"] if layer["mark"]["type"] == "text")
        lines = 1 + max(row["short"].count("\n") for row in part["data"]["values"])
        assert mark["dy"] + lines * mark["fontSize"] * 1.2 <= part["height"]["step"] / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_valid_and_described_and_has_no_years_to_draw_none(data, reference, rows, language):
    drawn = {
        "years": speaking(language)(charts.aid_years)(aid.years(rows)),
        "places": speaking(language)(charts.aid_places)(aid.places(data, rows)),
        "programmes": speaking(language)(charts.aid_programmes)(aid.programmes(data, rows)),
        "contributions": speaking(language)(charts.aid_contributions)(aid.contributions(data, reference)),
    }
    for name, chart in drawn.items():
        spec = chart.to_dict()  # validates
        assert any(character.isdigit() for character in spec["description"]), name
    none = aid.between(reference, 2010, 2012)
    for nothing in (
        speaking(language)(charts.aid_years)(aid.years(none)),
        speaking(language)(charts.aid_places)(aid.places(data, none)),
        speaking(language)(charts.aid_programmes)(aid.programmes(data, none)),
    ):
        assert isinstance(nothing, marks.Nothing)


def test_an_interval_is_drawn_as_one_and_a_region_is_named_as_published(data, rows):
    spec = theme.specification(charts.aid_places(aid.places(data, rows)))
    marks = [row for part in spec["vconcat"] for row in part["data"]["values"]]
    spread = [row for row in marks if row["lower"] < row["upper"]]
    assert [row["label"] for row in spread] == ["region “Global”"]
    assert spread[0]["text"] == f"USD{SPACE}5,165,694 to 5,432,520"


def test_currencies_are_not_added_and_a_span_is_explained(data, reference, rows):
    text = sentences.aid(aid.basis(data, reference, 2016, 2023), aid.totals(rows))
    assert (
        f"EUR{SPACE}52,038,562 (pledged, as the receiver publishes it) and USD{SPACE}42,539,757 to 42,806,583" in text
    )
    assert "are never added to one total" in text
    assert "which may be the same money" in text
    assert "4 more are for later years." in text
    one = aid.between(reference, 2025, 2025)
    text = speaking("nl")(sentences.aid)(aid.basis(data, reference, 2025, 2025), aid.totals(one))
    assert (
        f"**Te gebruiken in 2025: EUR{SPACE}35{SPACE}miljoen (toegezegd, volgens de ontvanger), in 2 transacties.**"
        in text
    )
    assert "bandbreedte" not in text
    assert "Nog 56 zijn voor eerdere jaren." in text


def test_without_a_match_the_sentence_says_so_and_nothing_is_nought_per_cent(data, reference):
    one = aid.programmes(data, aid.between(reference, 2025, 2025))
    text = sentences.aid_programmes(one)
    assert "EUR, pledged, as the receiver publishes it: none of it can be matched." in text
    assert "0.0" not in text


def test_countries_are_named_with_their_amounts_and_what_is_no_one_country_s_is_told(data, rows):
    text = speaking("nl")(sentences.aid_places)(aid.places(data, rows))
    assert f"het meest gaat naar Libanon (USD{SPACE}11.188.147)" in text
    assert "69,2% is niet voor één afzonderlijk land" in text
    off = money(("PER", "", "disbursement", "EUR", 5, 5)).assign(on_list=False)
    assert "On no list of countries in the documents: PER." in sentences.aid_places(off)
    region = money(("", "", "disbursement", "EUR", 5, 5))
    assert "none of it is for a single country" in sentences.aid_places(region)


def test_the_same_edition_is_no_difference():
    table = pd.DataFrame(
        {
            "year": [2022, 2023],
            "all_usd": [10.0, 20.0],
            "unearmarked_eur": [1.0, 2.0],
            "budget_eur": [1.0, 3.0],
            "edition_usd": [None, 20.2],
            "edition_transactions": [None, 1],
        }
    )
    text = sentences.aid_contributions(table)
    assert "have the same for 2023" in text
    assert "in 1 of the 2 years that have both" in text
    assert "USD\N{NO-BREAK SPACE}5 more: another edition" in sentences.aid_contributions(
        table.assign(edition_usd=[None, 15.0])
    )


def test_an_import_says_its_file_its_day_and_what_is_not_counted(data, reference):
    basis = aid.basis(data, reference, 2016, 2023).assign(
        imported=True, files="a.xml", day="2026-01-02", out_of_scope=1, undated=2, uncounted="Private donors (3)"
    )
    text = sentences.aid_source(basis)
    assert "the imported files a.xml, imported 2026-01-02" in text
    assert "1 other Dutch transaction concerns neither refugees nor migration" in text
    assert "2 without a date, an amount or a currency are left out" in text
    assert "Private donors (3)" in text
    assert "1 andere Nederlandse transactie gaat" in speaking("nl")(sentences.aid_source)(basis)


def test_of_many_transactions_the_largest_hundred_are_shown_and_that_is_said(rows):
    many = pd.concat([rows] * 2, ignore_index=True)
    table = tables.aid_transactions(many)
    assert len(table.cells) == 100
    assert "the 100 largest of 108" in table.caption
    assert speaking("nl")(tables.aid_transactions)(rows).caption == "Elke transactie"
    assert tables.aid_transactions(rows).cells[0][2] == "EUR 33,000,000.00"


def test_every_point_of_a_chart_leads_to_the_row_of_its_table(data, reference, rows, rows_of):
    contributions = aid.contributions(data, reference)
    several = pd.concat([rows, rows.assign(currency="XXX", iso3="KEN", date=rows["date"] + pd.DateOffset(years=-1))])
    for draw, table, frame in (
        (charts.aid_years, tables.aid_years, aid.years(several)),
        (charts.aid_places, tables.aid_places, aid.places(data, several)),
        (charts.aid_programmes, tables.aid_programmes, aid.programmes(data, several)),
        (charts.aid_contributions, tables.aid_contributions, contributions),
    ):
        made = speaking("nl")(table)(frame)
        assert len(set(made.keys)) == len(frame), table.__name__
        points = {row.get("row_id") for row in rows_of(speaking("nl")(draw)(frame))}
        assert points
        assert points <= set(made.keys)
        assert all(f"<tr id=row-{key}>" in made._repr_html_() for key in made.keys)
