"""data/reference is what was published: each value against the table of facts, both ways, as texts."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
RELEASE = "unhcr-population-2024-06"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reference(name: str) -> list[dict[str, str]]:
    return rows(DATA / "reference" / name)


def test_every_row_names_a_source_that_is_described_with_its_licence():
    described = {row["source_id"]: row for row in rows(DATA / "sources.csv")}
    named = {
        row["source_id"] for path in (DATA / "reference").glob("*.csv") for row in rows(path) if "source_id" in row
    }
    assert named <= set(described)
    assert all(described[source]["licence_en"] and described[source]["covers_en"] for source in named)


def test_prices_are_those_of_the_facts(facts):
    columns = {
        "cpi": "cpi_2015_100",
        "gdp_worldbank": "gdp_deflator_worldbank_2015_100",
        "gdp_oecd": "gdp_deflator_oecd_dac_2015_100",
    }
    published = {
        (name, row["year"]): row[column]
        for row in rows(facts / "netherlands-prices.csv")
        for name, column in columns.items()
        if row[column] != ""
    }
    assert {(row["deflator"], row["year"]): row["price_index"] for row in reference("prices.csv")} == published


def test_exchange_rates_are_those_of_the_facts(facts):
    published = [list(row.values()) for row in rows(facts / "eur-usd.csv")]
    assert [[row["year"], row["usd_per_eur"]] for row in reference("exchange-rates.csv")] == published


def test_aid_is_that_of_the_facts(facts):
    published = [list(row.values()) for row in rows(facts / "netherlands-oda.csv")]
    assert [list(row.values())[:-1] for row in reference("oda.csv")] == published


def test_the_budget_is_that_of_the_facts(facts):
    dutch = {
        "draft": "ontwerpbegroting",
        "adopted": "vastgestelde begroting",
        "first_supplementary": "stand 1e suppletoire",
    }
    names = {"4.1": "4.1 Humanitaire hulp", "4.2": "4.2 Opvang en bescherming in de regio en migratiesamenwerking"}
    ours = {
        (row["year"], dutch.get(row["stage"]), names.get(row["budget_line"]), row["amount_eur_thousand"])
        for row in reference("budget-article-4.csv")
    }
    published = {
        (row["year"], row["stage"], row["line"], row["eur_thousand"])
        for row in rows(facts / "netherlands-budget-xvii-article-4.csv")
    }
    assert published <= ours


def test_the_budget_by_stage_is_that_of_the_facts_and_no_change_is_taken_for_a_level(facts):
    lines = {
        "xvii-4-total": "4",
        "xvii-4-1": "4.1",
        "xvii-4-2": "4.2",
        "xvii-4-3": "4.3",
        "xvii-4-1-unhcr": "4.1-unhcr",
        "xvii-4-1-unrwa": "4.1-unrwa",
    }
    stages = {
        "draft budget (ontwerpbegroting)": "draft",
        "adopted budget (vastgesteld)": "adopted",
        "1st supplementary": "first_supplementary",
        "1st supplementary (stand)": "first_supplementary",
        "2nd supplementary (stand)": "second_supplementary",
        "later column (stand)": "later",
    }
    published = set()
    for row in rows(facts / "budget-outturns.csv"):
        stage = stages.get(row["concept"].partition("stage: ")[2])
        if row["series_id"] in lines and stage:
            amount = str(int(row["value"]) // 1000)
            published.add((row["period_start"][:4], lines[row["series_id"]], stage, amount))
    since = {
        (row["year"], row["budget_line"], row["stage"], row["amount_eur_thousand"])
        for row in reference("budget-article-4.csv")
        if row["year"] > "2020"
    }
    assert since == published


def test_the_lines_of_the_budget_add_up_to_the_article_where_all_are_known():
    amounts = {
        (row["year"], row["stage"], row["budget_line"]): int(row["amount_eur_thousand"])
        for row in reference("budget-article-4.csv")
    }
    whole = {(year, stage) for year, stage, line in amounts if line == "4.3"}
    assert whole == {("2021", stage) for stage in ("draft", "first_supplementary", "second_supplementary")}
    for key in whole:
        assert sum(amounts[*key, line] for line in ("4.1", "4.2", "4.3")) == amounts[*key, "4"]


def test_totals_are_those_of_the_facts_and_the_sum_is_computed_not_stored(facts):
    names = {
        "displaced": "total",
        "refugees": "refugees_unhcr",
        "palestine_refugees": "unrwa",
        "internally_displaced": "idps_idmc",
        "asylum_seekers": "asylum",
        "oip": "oip",
    }
    database = {
        "refugees": "refugees",
        "palestine_refugees": "unrwa",
        "internally_displaced": "idmc",
        "asylum_seekers": "asylum_seekers",
        "oip": "oip",
    }
    ours = {
        (row["population"], row["year"], row["source_id"]): row["people_million"]
        for row in reference("unhcr-totals.csv")
    }
    seen = set()
    for row in rows(facts / "unhcr-global-trends.csv"):
        for population, name in names.items():
            key = (population, row["year"], "unhcr-global-trends")
            seen.add(key)
            assert ours.get(key, "") == row[f"published_{name}_m"], key
        parts = 0.0
        for population, name in database.items():
            key = (population, row["year"], RELEASE)
            seen.add(key)
            published = row[f"data_v2023.12_{name}_m"]
            parts += float(published)
            if population == "oip" and int(row["year"]) < 2018:
                assert (key in ours, published) == (False, "0.0")
            else:
                assert ours[key] == published, key
        assert parts == pytest.approx(float(row["data_v2023.12_naive_total_m"]), abs=0.0031), row["year"]
    assert set(ours) <= seen


def test_hosts_and_origins_are_those_of_the_facts(facts):
    published = {(row["role"], row["iso3"], row["year"]): row for row in rows(facts / "unhcr-hosts-and-origins.csv")}
    ours = {(row["role"], row["iso3"], row["year"]): row for row in reference("unhcr-population.csv")}
    assert ours.keys() == published.keys()
    for key, row in ours.items():
        fact = published[key]
        assert (row["refugees"], row["asylum_seekers"]) == (fact["refugees"], fact["asylum_seekers"]), key
        if int(key[2]) < 2018:
            assert (row["oip"], fact["oip"]) == ("", "0"), key
        else:
            assert row["oip"] == fact["oip"], key
