"""What was spent in 2013 and budgeted for 2023, against numbers transcribed from the two reports by hand."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.dataset.provenance import figure_ids
from analysis.dataset.rows import rows_of
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.questions.spending import answers as spending
from analysis.questions.spending import tables as spending_tables
from analysis.show import wording

DATA = tables.load(Path(__file__).parents[3] / "data")

# progress-report-2013, lines 41 to 53: "Uitgaven per beleidsprioriteit".
PRIORITIES = {
    "Migratiedialogen": 105_000,
    "Migratiemanagement (inclusief opvang in de regio)": 3_285_906,
    "Circulaire migratie / brain gain": 1_413_945,
    "Migrantenorganisaties": 378_806,
    "Geldovermakingen /migrantenondernemerschap": 516_457,
    "Terugkeer en herintegratie": 2_459_052,
}
TOTAL = 8_159_166


def test_the_six_priorities_are_those_of_the_report_largest_first():
    found = spending.priorities(DATA)
    assert found["value"].tolist() == sorted(PRIORITIES.values(), reverse=True)
    assert found.set_index("measure_id").loc["spending-return", "value"] == PRIORITIES["Terugkeer en herintegratie"]


def test_the_six_priorities_add_up_to_the_printed_total():
    assert sum(PRIORITIES.values()) == TOTAL
    found = spending.priorities(DATA)
    assert found["value"].sum() == TOTAL
    assert found["share"].sum() == pytest.approx(1)
    assert found["share"].iloc[0] == pytest.approx(3_285_906 / TOTAL)


def test_the_transcription_is_what_the_report_prints(edition):
    text = edition("progress-report-2013").read_text(encoding="utf-8")
    for name, value in (PRIORITIES | {"Totaal": TOTAL}).items():
        printed = f"{value:,}".replace(",", ".")
        assert re.search(rf"^{re.escape(name)} {re.escape(printed)} *$", text, re.MULTILINE), name
    assert "jaarlijks € 9 miljoen" in text
    assert "€ 4 miljoen gereserveerd" in text
    assert "jaarbudget voor 91% uitgeput" in text


def test_spending_is_held_against_the_budget_and_no_share_of_an_earmark_is_attained():
    table = spending.against_available(DATA).set_index("item")
    assert list(table.index) == ["all", "return"]  # nor are the others held against what the earmark leaves
    assert table[["used", "available", "left"]].loc["all"].tolist() == [TOTAL, 9_000_000, 840_834]
    assert table.loc["all", "share"] == pytest.approx(TOTAL / 9_000_000)
    assert table[["used", "available", "left"]].loc["return"].tolist() == [2_459_052, 4_000_000, 1_540_948]
    assert pd.isna(table.loc["return", "share"])


def test_what_was_available_names_all_the_figures_it_rests_on():
    table = spending.against_available(DATA).set_index("item")["figure_id"]
    assert table["all"].split() == ["pr13-0053-1", "pr13-0025-1"]
    assert table["return"].split() == ["pr13-0051-1", "pr13-0027-1"]


def test_the_reasons_for_what_was_left_are_those_of_the_document_contracts_first_and_return_beside():
    # progress-report-2013, lines 31-33 (the text) and 57-86 (the remarks).
    reasons = spending.reasons(DATA)
    assert reasons["line"].tolist() == [33, 78, 84, 86, 68, 68]
    assert reasons["beside"].tolist() == [False] * 4 + [True] * 2
    assert reasons.loc[0, "as_printed"] == "konden niet tijdig worden afgerond"
    assert set(reasons["source_id"]) == {"progress-report-2013"}


def test_the_printed_91_percent_agrees_with_the_computed_share():
    row = spending.printed_share(DATA).iloc[0]
    assert row["as_printed"] == "91%"
    assert (row["lower"], row["upper"]) == (0.905, 0.915)
    assert row["computed"] == pytest.approx(0.90657, abs=1e-5)
    assert row["lower"] <= row["computed"] <= row["upper"]


def test_the_budgets_of_2023_are_about_200_and_60_million(transcribed):
    # migration-report-2023, lines 375 and 376: "ca. EUR 200 miljoen", "EUR 60 miljoen".
    table = spending.field_budgets(transcribed)
    assert table[["value", "lower", "upper"]].to_numpy().tolist() == [[200e6, 195e6, 205e6], [60e6, 60e6, 60e6]]
    assert table["as_printed"].tolist() == ["ca. EUR 200 miljoen", "EUR 60 miljoen"]


@pytest.mark.parametrize("question", [spending.priorities, spending.printed_share, spending.field_budgets])
def test_every_row_of_a_result_can_be_cited(question):
    table = question(DATA)
    assert table["figure_id"].notna().all()
    assert set(figure_ids(table)) <= set(DATA.figures["figure_id"])


def test_only_the_parts_of_the_printed_total_are_priorities():
    relations = pd.DataFrame(
        [("pr13-0053-1", "sum_of", "pr13-0041-1"), ("pr13-0053-1", "additional_to", "pr13-0043-1")],
        columns=["figure_id", "relation", "other_figure_id"],
    )
    data = Dataset({**DATA, "figure_relations": relations}, DATA.folder)
    assert spending.priorities(data)["figure_id"].tolist() == ["pr13-0041-1"]


def test_the_total_of_2013_in_prices_of_2023_follows_the_consumer_price_index(transcribed):
    # By hand: 8,159,166 x 126.0875 / 98.4425.
    real = spending.real(transcribed, 2023)
    assert real.loc[0, "real_lower"] == pytest.approx(10_450_453, abs=2)
    assert real.loc[2:, "real_lower"].tolist() == real.loc[2:, "lower"].tolist()


@pytest.mark.parametrize(("year", "deflator", "named"), [(1999, "cpi", "2009"), (2023, "hicp", "gdp_oecd")])
def test_an_unknown_year_or_deflator_is_refused_with_what_there_is(year, deflator, named):
    with pytest.raises(UnknownNameError, match=named):
        spending.real(DATA, year, deflator)


# The decisions of 2010 to 2015: article 2 of each (article 1 of that on nought), footnote 11 of that of 2014; and the
# report on 2013, lines 25, 27 and 53.
FUND = [
    ("budget", 9_000_000, "year", "2013-01-01", "2017-12-31"),
    ("reserved", 4_000_000, "year", "2013-01-01", "2017-12-31"),
    ("reserved", 800_000, None, "2014-01-01", "2014-12-31"),
    ("ceiling", 4_000_000, None, "2011-01-01", "2011-12-31"),
    ("ceiling", 1_000_000, None, "2014-01-01", "2014-12-31"),
    ("ceiling", 800_000, None, "2014-01-01", "2014-12-31"),
    ("ceiling", 0, None, "2015-01-01", "2015-12-31"),
    ("ceiling", 2_000_000, None, None, "2016-12-31"),
    ("spent", 8_159_166, None, "2013-01-01", "2013-12-31"),
]


def test_the_fund_is_shown_from_2011_to_2017_by_what_each_amount_is():
    found = spending.fund(DATA)
    days = [found[end].dt.strftime("%Y-%m-%d") for end in ("period_start", "period_end")]
    told = pd.DataFrame(
        {"kind": found["kind"], "value": found["value"], "per": found["per"], "from": days[0], "until": days[1]}
    ).astype("object")
    assert list(told.where(told.notna(), None).itertuples(index=False, name=None)) == FUND


def test_parts_of_the_total_that_is_shown_are_not_shown_beside_it():
    found = set(spending.fund(DATA)["figure_id"])
    assert "pr13-0053-1" in found
    assert not found & set(spending.priorities(DATA)["figure_id"])


def test_a_window_without_a_beginning_is_drawn_from_the_years_that_its_decision_is_about():
    found = spending.fund(DATA).set_index("figure_id")
    assert pd.isna(found.loc["rs16-0056-1", "period_start"])
    assert found.loc["rs16-0056-1", "known_from"] == pd.Timestamp(2015, 1, 1)


def test_an_amount_of_a_year_that_one_index_lacks_is_left_out_of_that_index_alone():
    # The consumer price index has a year more than the deflators.
    later = DATA.figures[DATA.figures["figure_id"] == "mr23-0375-1"].assign(
        figure_id="later-1", fact_id="later-1", period_start=pd.Timestamp("2024-01-01")
    )
    data = tables.Dataset({**DATA, "figures": pd.concat([DATA.figures, later])}, DATA.folder)
    assert 2024 in set(spending.real(data, 2023, "cpi")["year"])
    assert 2024 not in set(spending.real(data, 2023, "gdp_worldbank")["year"])


def test_an_amount_for_a_part_of_the_places_of_its_programme_is_named_with_them():
    labels = spending.commitments(DATA).set_index("figure_id")["label_en"]
    assert labels["mr23-0836-1"] == "Global Concessional Financing Facility, Moldova"
    # Seven countries, which are all that the facility has; Egypt, which is all of the partnership.
    assert labels["mr23-0830-1"] == "Global Concessional Financing Facility"
    assert labels["mr23-1168-1"] == "EU-Egypt strategic partnership"
    # Its name says where already.
    assert labels["mr23-0707-1"] == "Reception in the Afghan region"


def test_an_amount_is_told_here_as_it_is_elsewhere_with_its_side_and_its_open_ends():
    figures = {row.figure_id: row for row in rows_of(DATA.figures)}
    amounts = [*rows_of(spending.commitments(DATA)), *rows_of(spending.fund(DATA))]
    told = {row.figure_id: wording.reading(row) for row in amounts}
    assert told == {figure_id: wording.reading(figures[figure_id]) for figure_id in told}
    assert told["mr23-0687-1"].startswith("at most ")
    assert [row[1] for row in spending_tables.commitments(spending.commitments(DATA)).cells] == [
        wording.reading(row) for row in rows_of(spending.commitments(DATA))
    ]
