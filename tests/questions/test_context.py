"""Prices, exchange rates, aid and the budget: concepts of their own, each with its year."""

import pandas as pd
import pytest

from analysis.errors import CacheError, DataError, UnknownNameError
from analysis.feeds.cache import Feed, Origin, Provenance
from analysis.questions import context


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
        "cpi": 28.1,
        "gdp_worldbank": 30.7,
        "gdp_oecd": 28.9,
    }


def test_prices_of_a_feed_take_the_place_of_the_reference(data):
    prices = pd.DataFrame({"deflator": "cpi", "year": [2013, 2023], "price_index": [50.0, 100.0]})
    assert context.deflate(data, amounts(2013), 2023, prices=prices)["lower"].tolist() == [200.0]


def feed(*rows, updated="2026-07-13") -> Feed:
    """An imported table of the World Bank: rows of indicator, country, year and value."""
    table = pd.DataFrame(rows, columns=["indicator", "iso3", "year", "value"])
    origin = Origin("wb.json", 1, "")
    known = Provenance(
        "worldbank",
        "World Bank",
        "CC BY 4.0",
        "2026-08-01T00:00:00",
        "",
        "",
        (origin,),
        {},
        None,
        {},
        (),
        {"updated": updated},
    )
    return Feed({"indicators": table}, known)


CPI, RATE = "FP.CPI.TOTL", "PA.NUS.FCRF"
NLD = ((CPI, "NLD", 2013, 80.0), (CPI, "NLD", 2023, 100.0), (RATE, "NLD", 2023, 0.8), (CPI, "DEU", 2013, 1.0))


def test_an_imported_table_gives_prices_and_rates_of_the_netherlands(data):
    found = context.prices_from_feed(feed(*NLD))
    assert context.deflate(data, amounts(2013), 2023, prices=found.index)["lower"].tolist() == [125.0]
    assert context.to_euro(data, amounts(2023), rates=found.rates)[["lower", "usd_per_eur"]].to_numpy().tolist() == [
        [80.0, 1.25]
    ]
    assert (found.imported, found.files, found.day, found.updated) == (True, "wb.json", "2026-08-01", "2026-07-13")


def test_an_imported_table_without_a_base_year_of_2015_is_read_all_the_same_and_other_gaps_are_named(data):
    found = context.prices_from_feed(feed(*NLD))
    with pytest.raises(UnknownNameError, match=r"unknown deflator of the imported table 'gdp_oecd'; allowed: cpi"):
        context.deflate(data, amounts(2013), 2023, "gdp_oecd", prices=found.index)
    with pytest.raises(UnknownNameError, match=r"year with a price \(cpi\) '2015'.*2013, 2023"):
        context.deflate(data, amounts(2013), 2015, prices=found.index)


def test_an_imported_table_of_other_countries_is_refused(data):
    with pytest.raises(DataError, match=r"\(wb\.json\) has none of FP\.CPI\.TOTL, NY\.GDP\.DEFL\.ZS of NLD"):
        context.prices_from_feed(feed((CPI, "DEU", 2013, 1.0)))


def test_what_prices_rest_on_stands_beside_what_the_reference_says(data):
    row = context.price_basis(data, context.prices_from_feed(feed(*NLD)), 2013, 2023).iloc[0]
    assert row["change"] == pytest.approx(0.25)
    assert row["reference_change"] == pytest.approx(0.281, abs=5e-4)
    assert row[["first_year", "last_year", "imported", "updated"]].tolist() == [2013, 2023, True, "2026-07-13"]
    own = context.price_basis(data, context.prices(data), 2013, 2023)
    assert own["change"].tolist() == own["reference_change"].tolist()


def test_without_an_import_the_remedy_is_named_and_another_name_is_refused(data, tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))
    with pytest.raises(CacheError, match="analysis fetch worldbank"):
        context.prices(data, "worldbank")
    with pytest.raises(UnknownNameError, match=r"unknown price_data 'cbs'.*reference, worldbank"):
        context.prices(data, "cbs")


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
