"""What is said and drawn of trends: breaks stay breaks, gaps stay gaps, and what is uncertain is seen to be."""

import json

import pandas as pd
import pytest
from altair import Undefined

from analysis.dataset import provenance
from analysis.language import speaking
from analysis.questions.trends import answers as trends
from analysis.questions.trends import charts, sentences, tables
from analysis.show import sources as source_tables
from analysis.show import theme
from analysis.show.marks import Nothing

LANGUAGES = ["en", "nl"]


@pytest.fixture(scope="module")
def rows(data):
    return trends.followed(data)


@pytest.fixture(scope="module")
def obstacles(data):
    return trends.unfollowed(data)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def of(rows, *names):
    return rows[rows["trend_id"].isin(names)].reset_index(drop=True)


def drawn(chart) -> pd.DataFrame:
    said = pd.DataFrame(chart.data)
    return said.assign(**{flag: said[flag].eq(True) for flag in ("apart", "hollow", "open", "aim") if flag in said})


def aim(**cells) -> pd.DataFrame:
    row = {
        "trend_id": "dtv-forced",
        "target_id": "made-up",
        "label_en": "Goal",
        "label_nl": "Doel",
        "start": pd.NaT,
        "deadline": pd.Timestamp("2016-12-31"),
        "as_printed": "2.000",
        "value": 2000.0,
        "lower": 2000.0,
        "upper": 2000.0,
        "figure_id": "a",
        "source_id": "paper",
    }
    return pd.DataFrame([row | cells])


NO_AIMS = pd.DataFrame(columns=trends.AIMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_follow_is_said_and_not_drawn(rows, obstacles, language):
    none, stretches = rows.iloc[:0], trends.stretches(rows.iloc[:0])
    made = [speaking(language)(charts.trend_years)(none), speaking(language)(charts.trends)(none, NO_AIMS, None)]
    made += [
        speaking(language)(charts.trends)(rows, NO_AIMS, 1999),
        speaking(language)(charts.unfollowed)(obstacles.iloc[:0]),
    ]
    assert all(isinstance(chart, Nothing) for chart in made)
    assert {"en": "No series", "nl": "Geen reeks"}[language] in speaking(language)(sentences.trends)(
        none, stretches, NO_AIMS
    )
    assert speaking(language)(sentences.unfollowed)(obstacles.iloc[:0]).startswith("**")
    assert "<table" in speaking(language)(tables.trend_points)(none, None)._repr_html_()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_charts_are_whole_described_and_without_numbers_that_json_does_not_know(rows, obstacles, language):
    made = (
        speaking(language)(charts.trend_years)(rows),
        speaking(language)(charts.trends)(rows, NO_AIMS, None),
        speaking(language)(charts.unfollowed)(obstacles),
    )
    for chart in made:
        assert chart.description is not Undefined
        chart.to_dict(validate=True)
        json.dumps(speaking(language)(theme.specification)(chart), allow_nan=False)


def test_no_line_is_drawn_across_a_break_or_a_gap(rows):
    points = drawn(charts.trends(of(rows, "iom-nl"), NO_AIMS, None))
    assert points.groupby("run")["ends"].agg(list).tolist() == [
        ["2013-01-01"],
        ["2016-01-01", "2017-01-01"],
        ["2020-01-01"],
        ["2021-01-01"],
    ]
    assert points["break_at"].dropna().tolist() == ["2020-01-01"]
    assert points["note"].iloc[0].startswith("Break January 2020: Up to 2019")


def test_a_break_in_dutch_has_its_reason_in_dutch(rows):
    assert (
        "Breuk januari 2020: Tot en met 2019"
        in drawn(speaking("nl")(charts.trends)(of(rows, "iom-nl"), NO_AIMS, None))["note"][0]
    )


def test_a_hedged_number_stands_at_its_print_with_what_it_leaves_open(rows):
    point = drawn(charts.trends(of(rows, "iom-nl"), NO_AIMS, None)).iloc[0]
    assert point["as_printed"] == "some 3,000"
    assert point["lower"] < point["value"] == 3000 < point["upper"]
    floor = drawn(charts.trends(of(rows, "eu-iom-return"), NO_AIMS, None)).iloc[0]
    assert (floor["value"], floor["open"]) == (15_000, True)


def test_ten_months_stand_beside_the_line_and_provisional_ones_are_hollow(rows):
    points = drawn(charts.trends(of(rows, "dtv-forced"), NO_AIMS, None))
    apart = points[points["apart"]]
    assert apart[["window", "hollow"]].to_numpy().tolist() == [
        ["January to June 2020", False],
        ["January to October 2023", True],
    ]
    assert "last" not in points  # the last number would be read as that of the point apart


def test_large_amounts_are_drawn_in_millions_and_say_so(rows):
    points = drawn(speaking("nl")(charts.trends)(of(rows, "oda"), NO_AIMS, None))
    assert points["head"][0].endswith("miljoen EUR")
    assert points["value"].iloc[-1] == pytest.approx(6719.81)


def test_a_target_is_a_line_over_its_time(rows):
    points = drawn(charts.trends(of(rows, "dtv-forced"), aim(), None))
    (target,) = points[points["aim"]].to_dict("records")
    assert (target["value"], target["begins"], target["ends"]) == (2000, "2014-01-01", "2016-12-31")
    assert "a target is printed, and drawn" in sentences.trends(of(rows, "dtv-forced"), NO_STRETCHES, aim())


NO_STRETCHES = pd.DataFrame(columns=trends.STRETCHES)


def test_an_index_leaves_out_the_other_side_of_a_break_and_says_how_many_lines_it_holds(data):
    indexed = of(trends.followed(data, index_year=2019), "ind-total", "ind-nareis", "compass-helped")
    points = drawn(charts.trends(indexed, NO_AIMS, 2019))
    assert points["begins"].min() == "2015-01-01"
    assert "2 of 3 lines can be set against 2019" in sentences.trend_heights(indexed, 2019)


def test_amounts_in_real_prices_name_their_index_and_those_without_a_price(data):
    real = of(trends.followed(data, price_year=2015, deflator="gdp_oecd"), "nl-unhcr-unearmarked", "nl-unhcr")
    said = plain(sentences.trend_heights(real, None))
    assert "in prices of 2015 (GDP deflator, OECD): 1 line" in said
    assert "1 amount has no value" in said
    assert "no price for this year" in str(tables.trend_points(real, None))


# -- citing --------------------------------------------------------------------------------------------------------


def cited(data, rows, name, language="en"):
    of_trend = of(rows, name)
    stretches, published = trends.stretches(of_trend), provenance.publications(data, of_trend)
    ((_, text),) = speaking(language)(sentences.trend_citations)(of_trend, stretches, published)
    return plain(text)


def test_a_trend_of_ten_years_is_cited_with_its_breaks_once_each_and_its_sources(data, rows):
    text = cited(data, rows, "ind-total")
    assert text.startswith("Asylum inflow, total (IND), people, 2012-2022. 2012: 13,170, 2013: 17,189 (+30.5%)")
    assert text.count("Break April 2014") == 2
    assert text.count("family members who follow counted as applicants") == 1
    assert "2 quoted by another" in text
    assert text.endswith("IND, inflow of 2022 (11 January 2023).")


def test_a_cited_trend_says_which_years_are_missing_and_what_is_provisional(data, rows):
    assert "no number for 2017, 2018, 2019, 2020 and 2021" in cited(data, rows, "ind-repeat")
    assert "January to October 2023: 1,985 to 1,995, provisional" in cited(data, rows, "dtv-forced")
    assert "geen getal voor 2014 en 2018" in cited(data, rows, "unhcr-asylum_seekers-unhcr-global-trends", "nl")


def test_a_share_moves_in_points_and_prices_in_per_cent(data, rows):
    assert "(+12.5 percentage points)" in cited(data, rows, "oda-in-donor-share")
    assert "(+44,1%)" in cited(data, rows, "prices-cpi", "nl")


def test_a_line_of_less_than_ten_years_is_not_among_those_to_cite(data, rows):
    of_trend = of(rows, "nl-unhcr")
    published = provenance.publications(data, of_trend)
    assert sentences.trend_citations(of_trend, trends.stretches(of_trend), published) == []


# -- what cannot be followed -----------------------------------------------------------------------------------------


def test_the_table_of_obstacles_gives_reason_and_address(obstacles):
    text = str(tables.unfollowed(obstacles))
    assert "fewer than 3 years without a break between them" in text
    assert "https://" in text
    assert "Address not known." in text
    assert "minder dan 3 jaar zonder breuk ertussen" in str(speaking("nl")(tables.unfollowed)(obstacles))


def test_the_chart_leaves_pairs_of_two_counts_to_the_table(obstacles):
    pairs = obstacles[obstacles["obstacle"] == "not_comparable"]
    assert len(pairs) > 0
    assert isinstance(charts.unfollowed(pairs), Nothing)


def test_publications_have_an_anchor_and_an_address_or_say_that_none_was_kept(data, rows):
    html = source_tables.publications(provenance.publications(data, rows))._repr_html_()
    assert "<tr id=source-dtv-cijfers>" in html
    assert "not kept" in html
