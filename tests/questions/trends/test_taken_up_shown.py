"""What is said and drawn of the series that notebooks take up: as much as the numbers allow, in both languages."""

import json
import re

import pandas as pd
import pytest

from analysis.dataset import labels, provenance
from analysis.language import speaking
from analysis.questions import refugee_stocks
from analysis.questions.indicators import answers as indicators
from analysis.questions.indicators import charts as indicators_charts
from analysis.questions.indicators import sentences as indicators_sentences
from analysis.questions.refugees import answers as refugees
from analysis.questions.refugees import charts as refugees_charts
from analysis.questions.refugees import sentences as refugees_sentences
from analysis.questions.refugees import tables as refugees_tables
from analysis.questions.returns import charts as returns_charts
from analysis.questions.spending import charts as spending_charts
from analysis.questions.spending import sentences as spending_sentences
from analysis.questions.spending import tables as spending_tables
from analysis.questions.trends import answers as trends
from analysis.questions.trends import sentences as trends_sentences
from analysis.questions.trends import tables as trends_tables
from analysis.show import theme
from analysis.show.marks import Nothing

LANGUAGES = ["en", "nl"]


@pytest.fixture(scope="module")
def up(data):
    return lambda section, **given: trends.taken_up(data, section, **given)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def drawn(chart) -> pd.DataFrame:
    return pd.DataFrame(chart.data)


# -- departures ------------------------------------------------------------------------------------------------------


def test_a_trend_of_ten_years_can_be_cited_with_its_breaks(data, up):
    rows = up("departures")
    texts = {
        language: plain(
            speaking(language)(trends_sentences.taken_up)(rows, trends.in_order(rows), trends.related(data, rows))
        )
        for language in LANGUAGES
    }
    assert "- Forced departure (DT&V), people, 2014-2023. 2014: 2,095 to 2,105, 2022: 1,845 to 1,855" in texts["en"]
    assert "January to October 2023: 1,985 to 1,995, provisional." in texts["en"]
    assert (
        "Break January 2020: Up to 2019 the number is of those who returned or were resettled elsewhere" in texts["en"]
    )
    assert "*Departures from the Netherlands with IOM* and *Independent departure (DT&V)*: Many whom IOM" in texts["en"]
    assert "De lijnen hebben samen 4 breuken; over een breuk heen is geen verandering berekend." in texts["nl"]
    assert "januari t/m oktober 2023: 1.985 tot 1.995, voorlopig." in texts["nl"]
    assert "Velen die IOM helpt, zitten in de caseload van de dienst, sommigen niet: nooit optellen." in texts["nl"]
    cited = trends_tables.trend_citations(rows, trends.in_order(rows), provenance.publications(data, rows))
    assert any("Independent departure" in cell for row in cited.cells for cell in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_without_a_number_is_said_and_not_drawn(data, up, language):
    none = up("departures", first_year=2040)
    said = speaking(language)(trends_sentences.taken_up)(none, trends.in_order(none), trends.related(data, none))
    assert said.startswith({"en": "**No number", "nl": "**In deze periode ligt geen getal"}[language])
    assert isinstance(speaking(language)(returns_charts.departures)(none), Nothing)


def test_the_departures_are_not_joined_across_a_break_and_keep_their_order(up):
    rows = up("departures")
    points = drawn(returns_charts.departures(rows))
    helped = points[points["as_printed"].isin(["some 3,000", "2900", "4,635", "3035", "more than 1,800"])]
    assert [group["middle"].str[:4].tolist() for _, group in helped.groupby("run")] == [
        ["2012"],
        ["2015", "2016"],
        ["2019"],
        ["2020"],
    ]
    assert points["head"].iloc[0].startswith("Departures, all kinds")


def test_the_legend_names_the_marks_that_are_there_and_no_others(up):
    departures = " ".join(returns_charts.departures(up("departures")).title.subtitle)
    assert "hollow: provisional" in departures
    assert "arrow: no upper limit" in departures
    asylum = " ".join(speaking("nl")(spending_charts.asylum_budget)(up("asylum-budget")).title.subtitle)
    assert asylum == "Stippellijn: een breuk, waaroverheen niets is vergeleken"


def test_layers_of_marks_that_are_not_there_are_left_out_and_those_that_are_stay(up):
    conditions = {
        name: json.dumps(theme.specification(draw(up(section)))["spec"])
        for name, draw, section in (
            ("asylum", spending_charts.asylum_budget, "asylum-budget"),
            ("departures", returns_charts.departures, "departures"),
        )
    }
    hollow = '{"filter": "datum.hollow"}'
    assert hollow not in conditions["asylum"]
    assert "isValid(datum.break_at)" in conditions["asylum"]
    assert hollow in conditions["departures"]
    assert "datum.open" in conditions["departures"]


# -- money -----------------------------------------------------------------------------------------------------------


def test_budgets_are_told_as_printed_and_in_real_prices(up):
    lines, worth = up("budget-lines"), up("budget-lines", price_year=2023)
    frames = trends.in_order(lines), trends.in_order(worth)
    english, dutch = (plain(speaking(language)(spending_sentences.budget_lines)(*frames)) for language in LANGUAGES)
    assert "draft: from EUR 172 million (2019) to EUR 304 million (2023) (+76.7%)" in english
    assert "in prices of 2023 (consumer price index) from EUR 204,287,994 (2019) to EUR 304 million (2023)" in english
    assert "ontwerpbegroting: van EUR 172 miljoen (2019) naar EUR 304 miljoen (2023) (+76,7%)" in dutch
    text = plain(
        " ".join(cell for row in speaking("nl")(spending_tables.budget_lines)(lines, worth).cells for cell in row)
    )
    assert "EUR 204.287.994" in text
    assert "eerste suppletoire" in text


def test_the_stages_of_a_budget_stand_in_the_order_in_which_it_passes_through_them(up):
    lines, worth = up("budget-lines"), up("budget-lines", price_year=2023)
    stages = list(labels.labels("stage", "en").values())
    of_year: dict[tuple[str, ...], list[int]] = {}
    for label, year, stage, *_ in spending_tables.budget_lines(lines, worth).cells:
        of_year.setdefault((label, year), []).append(stages.index(stage))
    assert max(map(len, of_year.values())) > 1
    for label, frame in [*lines.groupby("label_en"), *trends.in_order(lines).groupby("label_en")]:
        of_year[label,] = [stages.index(stage) for stage in frame["variant_en"].drop_duplicates()]
    assert {key: sorted(places) for key, places in of_year.items()} == of_year


def test_the_article_is_told_on_both_sides_of_its_break_and_no_change_across(up):
    rows = up("asylum-budget")
    english, dutch = (
        plain(speaking(language)(spending_sentences.asylum_budget)(rows, trends.in_order(rows)))
        for language in LANGUAGES
    )
    assert "EUR 1,277,149,000 (2019), EUR 1,442,621,000 (2021), +12.9 to +13.0%." in english
    assert "Break January 2022: From 2022 the reception of people from Ukraine is in the article." in english
    assert "EUR 3.328.706.000 (2022), EUR 7.170.330.000 (2023), +115,4 tot +115,5%." in dutch
    assert "461" not in english  # 2019 to 2023 would be +461 %


def test_the_share_of_aid_is_told_with_its_lowest_and_highest_year(up):
    english, dutch = (
        plain(speaking(language)(spending_sentences.aid_at_home)(up("aid-at-home"))) for language in LANGUAGES
    )
    assert "Of Dutch aid 5.3% (2010) and 17.8% (2023) went to refugees in the Netherlands" in english
    assert "highest 23.2% (2015)" in english
    assert "ging 5,3% (2010) en 17,8% (2023) naar vluchtelingen in Nederland" in dutch


# -- refugees --------------------------------------------------------------------------------------------------------


def test_displacement_stops_at_its_break_whose_reason_stands_below(up):
    chart = speaking("nl")(refugees_charts.displacement)(up("displacement"))
    points = drawn(chart)
    total = points[points["panel"] == points.loc[points["head"].str.strip() == "Ontheemden wereldwijd", "panel"].item()]
    assert total.groupby("run")["middle"].agg(["min", "max"]).to_numpy().tolist() == [
        ["2009-12-31", "2018-12-31"],
        ["2019-12-31", "2023-12-31"],
    ]
    assert total["break_at"].dropna().tolist() == ["2019-06-30"]
    assert total["note"].dropna().item().startswith("Breuk 2019: ")


def test_the_countries_of_a_programme_have_a_panel_each_and_a_sentence(data):
    statistics = refugee_stocks.statistics(data)
    rows, basis = refugees.programme_countries(data, statistics), refugees.basis(statistics)
    points = drawn(refugees_charts.programme_countries(rows, basis))
    assert points["panel"].nunique() == 8
    assert points.loc[(points["place_id"] == "UGA") & points["middle"].eq("2023-12-31"), "value"].tolist() == [
        1_577.498
    ]
    english, dutch = (
        plain(speaking(language)(refugees_sentences.programme_countries)(rows, basis)) for language in LANGUAGES
    )
    assert "6,018,242 at the end of 2023 (16.1% of the world's refugees)" in english
    assert "rose in 7 of 8 countries, most in Uganda (+1,356,950); it fell most in Lebanon (−68,067)" in english
    assert "6.018.242 eind 2023 (16,1% van alle vluchtelingen ter wereld)" in dutch
    assert "1.577.498" in str(speaking("nl")(refugees_tables.programme_countries)(rows, basis).cells)


def test_a_category_that_is_added_cuts_the_line_of_a_country(data):
    statistics = refugee_stocks.statistics(data)
    rows = refugees.programme_countries(data, statistics)
    later = (rows["iso3"] == "EGY") & (rows["year"] >= 2018)
    rows = rows.assign(
        segment=rows["segment"].mask(later, 1), category_added=(rows["iso3"] == "EGY") & (rows["year"] == 2018)
    )
    basis = refugees.basis(statistics)
    chart = refugees_charts.programme_countries(rows, basis)
    points = drawn(chart)
    assert points["break_at"].dropna().tolist() == ["2018-06-30"]
    assert "Dashed: a break" in " ".join(chart.title.subtitle)
    assert "in 7 of 7 countries" not in (said := refugees_sentences.programme_countries(rows, basis))
    assert "of 7 countries" in said
    assert "Where a category was added in these years" in said


def test_years_stand_side_by_side_as_published_with_their_reserve(up):
    table = trends_tables.trend_years(up("departures", first_year=2020))
    cells = {row[0]: row for row in table.cells}
    assert cells["2020"][2] == "January to June 2020: 1,300; 2,630"
    assert cells["2023"][2] == "January to October 2023: 2,820 (provisional)"
    assert "dtv-cijfers" in cells["2021"][-1]


# -- highlights ------------------------------------------------------------------------------------------------------


def test_highlights_are_told_by_what_became_of_them_and_no_change_is_computed(data):
    frame = indicators.highlights(data)
    english, dutch = (plain(speaking(language)(indicators_sentences.highlights)(frame)) for language in LANGUAGES)
    assert english.startswith(
        "**Of 8 results of the report that a highlight goes with, 5 have one on the page after it."
    )
    assert "- printed lower: Return from North Africa with Dutch support (“8658”, then “More than 2,700”)" in english
    assert "For 2 of the pairs" in english
    assert "A missing highlight is no nought. Only the highlights are in the stored text" in english
    assert "- geen hoofdpunt meer: Vrijwillige terugkeer uit Nederland via IOM (“2.149”)" in dutch
    assert "Een ontbrekend hoofdpunt is geen nul. Alleen de hoofdpunten staan in de bewaarde tekst" in dutch
    none = indicators.highlights(data, "diaspora")
    assert speaking("nl")(indicators_sentences.highlights)(none).startswith("**Bij geen resultaat")
    assert isinstance(speaking("nl")(indicators_charts.highlights)(none), Nothing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_highlight_leads_to_its_series_and_each_result_to_its_figure(data, language):
    rows = drawn(speaking(language)(indicators_charts.highlights)(indicators.highlights(data)))
    assert (rows["figure_id"].notna() | rows["series_id"].notna()).all()
    none = {"en": "no highlight", "nl": "geen hoofdpunt"}[language]
    gone = rows[rows["until"].isna()]
    assert set(gone["beside"]) == {none}
    assert gone["begins"].isna().all()
    assert len(gone) == (rows["beside"] == none).sum() == 3


# -- all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_charts_are_whole_and_described(data, up, language):
    statistics = refugee_stocks.statistics(data)
    made = [
        speaking(language)(returns_charts.departures)(up("departures")),
        speaking(language)(spending_charts.budget_lines)(up("budget-lines")),
        speaking(language)(spending_charts.asylum_budget)(up("asylum-budget")),
        speaking(language)(spending_charts.in_donor_costs)(up("aid-at-home")),
        speaking(language)(refugees_charts.displacement)(up("displacement")),
        speaking(language)(refugees_charts.asylum_inflow)(up("asylum-inflow")),
        speaking(language)(indicators_charts.highlights)(indicators.highlights(data)),
        speaking(language)(refugees_charts.programme_countries)(
            refugees.programme_countries(data, statistics), refugees.basis(statistics)
        ),
    ]
    for chart in made:
        chart.to_dict(validate=True)
        spec = speaking(language)(theme.specification)(chart)
        json.dumps(spec, allow_nan=False)
        assert spec["description"].startswith(spec["title"]["text"])


def test_a_picture_has_no_labels_in_its_marks_and_no_places_finer_than_can_be_seen(up):
    text = theme.picture(theme.specification(spending_charts.asylum_budget(up("asylum-budget"))))
    assert "aria-label" not in text
    places = "".join(re.findall(r" (?:d|transform)='[^']*'", text))
    assert places
    assert re.findall(r"\d\.\d{4,}", places) == []
    assert "7,170" in text
