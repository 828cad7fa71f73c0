"""Prices, exchange rates, aid and the budget: concepts of their own, each with its year."""

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.errors import UnknownNameError
from analysis.questions import context


@pytest.fixture(scope="module")
def data():
    return tables.load()


def amounts(*years, lower=100.0, upper=200.0):
    return pd.DataFrame({"year": pd.array(years, dtype="Int64"), "lower": lower, "upper": upper})


def test_an_amount_in_the_prices_of_its_own_year_stays_as_it_is(data):
    for deflator in context.DEFLATORS:
        row = context.deflate(data, amounts(2023), 2023, deflator).iloc[0]
        assert row[["lower", "upper", "base_year", "deflator"]].tolist() == [100.0, 200.0, 2023, deflator]


@pytest.mark.parametrize(
    ("deflator", "factor"), [("cpi", 126.0875 / 98.4425), ("gdp_worldbank", 129.145 / 98.78), ("gdp_oecd", 1.28943)]
)
def test_an_amount_of_2013_is_worth_more_in_prices_of_2023(data, deflator, factor):
    row = context.deflate(data, amounts(2013), 2023, deflator).iloc[0]
    assert row["lower"] == pytest.approx(100 * factor, rel=1e-5)
    assert row["upper"] == pytest.approx(200 * factor, rel=1e-5)


def test_a_missing_amount_stays_missing(data):
    assert context.deflate(data, amounts(2013, upper=None), 2023)["upper"].isna().all()


def test_the_deflators_differ_by_up_to_three_points(data):
    changes = context.price_changes(data, 2013, 2023).set_index("deflator")["change"]
    assert {name: round(change * 100, 1) for name, change in changes.items()} == {
        "cpi": 28.1, "gdp_worldbank": 30.7, "gdp_oecd": 28.9,
    }  # fmt: skip


def test_prices_of_a_feed_take_the_place_of_the_reference(data):
    prices = pd.DataFrame({"deflator": "cpi", "year": [2013, 2023], "price_index": [50.0, 100.0]})
    assert context.deflate(data, amounts(2013), 2023, prices=prices)["lower"].tolist() == [200.0]


def test_a_year_without_a_price_or_rate_is_named(data):
    with pytest.raises(UnknownNameError, match=r"year with a price \(gdp_oecd\) '2024'"):
        context.deflate(data, amounts(2013), 2024, "gdp_oecd")
    with pytest.raises(UnknownNameError, match=r"unknown deflator 'gdp'.*cpi, gdp_worldbank, gdp_oecd"):
        context.deflate(data, amounts(2013), 2023, "gdp")
    with pytest.raises(UnknownNameError, match="year with an exchange rate '2001'"):
        context.to_euro(data, amounts(2001))
    with pytest.raises(UnknownNameError, match=r"year with a price '2025'.*2024"):
        context.price_changes(data, 2013, 2025)


def test_an_index_that_ends_before_the_year_is_left_out(data):
    assert context.price_changes(data, 2013, 2024)["deflator"].tolist() == ["cpi"]


def test_dollars_become_euros_at_the_mean_rate_of_their_year(data):
    row = context.to_euro(data, amounts(2023)).iloc[0]
    assert row[["lower", "usd_per_eur"]].tolist() == [pytest.approx(100 / 1.0813), 1.0813]


def test_aid_in_euros_and_dollars_agrees_with_the_exchange_rate(data):
    oda = data.oda.merge(data.exchange_rates, on="year")
    ratio = oda["oda_usd_million"] / oda["oda_eur_million"] / oda["usd_per_eur"]
    assert ratio.between(0.995, 1.005).all()


def test_refugees_at_home_took_under_a_fifth_of_aid_in_2023_and_more_in_2015(data):
    share = context.aid(data).set_index("year")["in_donor_share"]
    assert share[2023] == pytest.approx(1199.08 / 6719.81)
    assert share.idxmax() == 2015


def test_a_budget_line_keeps_its_gaps_and_its_stages(data):
    line = context.budget_line(data)
    assert sorted(set(line["year"])) == list(range(2019, 2025))
    assert line.loc[line["amount"].isna(), "year"].tolist() == [2024]
    assert line.loc[line["year"] == 2022, "amount"].tolist() == [162_000_000, 162_000_000, 219_000_000]
    assert line.loc[line["year"] == 2022, "stage"].tolist() == list(context.STAGES[:3])
    assert line.loc[line["year"] == 2021, "stage"].tolist() == ["draft", "first_supplementary", "second_supplementary"]
    adopted = context.budget_line(data, stage="adopted")
    assert adopted.loc[adopted["amount"].notna(), "year"].tolist() == [2022, 2023]


def test_a_line_or_stage_that_does_not_exist_is_named(data):
    with pytest.raises(UnknownNameError, match=r"budget line '4\.4'"):
        context.budget_line(data, "4.4")
    with pytest.raises(UnknownNameError, match="stage of the budget 'final'"):
        context.budget_line(data, stage="final")
    with pytest.raises(UnknownNameError, match=r"year of budget line 4\.2 '2024'"):
        context.budget_beside_report(data, 2024)


def test_the_budget_line_of_2023_exceeds_what_the_report_prints(data):
    beside = context.budget_beside_report(data)
    report = beside[beside["item"] == "report"].iloc[0]
    assert (report["lower"], report["upper"]) == (255e6, 265e6)
    assert report["figure_id"] == "mr23-0375-1 mr23-0375-2"
    left = beside[beside["item"] == "difference"].iloc[0]
    assert (left["stage"], left["lower"], left["upper"]) == ("adopted", 39e6, 49e6)
