"""The years between the reports: the checks and the traps of what was transcribed, on our own rows."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset.series_rules import IN_LINE

ROOT = Path(__file__).parents[2] / "data" / "reference"
FACTS = [
    "asylum-inflow-netherlands",
    "returns-from-the-netherlands",
    "budget-outturns",
    "netherlands-to-unhcr",
    "eu-joint-initiative-and-prospects",
    "dutch-results-pages",
    "niger-rescues",
]
#: Printed in the texts of the facts, but told there in a note and not in a row of their own; or found since.
BESIDE = {
    "cbs-first-2018",
    "iom-avrr-2014",
    "iom-avrr-2015",
    "iom-avrr-2016",
    "iom-avrr-2017",
    "iom-return-2022",
    "iom-return-2023",
    "iom-vhr-2021",
}


@pytest.fixture(scope="module")
def series(data):
    return data.series


@pytest.fixture(scope="module")
def line(series):
    return series[series["vintage"].isin(IN_LINE)].set_index("observation_id")["value"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def relation(data, one, kind):
    found = data.series_relations[(data.series_relations["series_id"] == one)]
    return found[found["relation"] == kind]


# -- against the facts ---------------------------------------------------------------------------------------------


def test_every_number_is_one_of_the_facts_with_its_window(facts):
    published = {
        (row["period_start"], row["period_end"], float(row["value"]))
        for name in FACTS
        for row in rows(facts / f"{name}.csv")
        if row["value"]
    }
    ours = {row["observation_id"]: row for row in rows(ROOT / "series.csv")}
    strange = {
        name
        for name, row in ours.items()
        if (row["period_start"], row["period_end"], float(row["value"])) not in published
    }
    assert strange == BESIDE


def test_nothing_is_of_2025_and_no_difference_between_budget_stages_is_a_level(series):
    assert series["period_end"].max() < pd.Timestamp("2025-01-01")
    assert not (series["value"] < 0).any()


# -- the checks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2012, 2013])
def test_first_and_repeat_applications_were_all_of_the_inflow_until_2013(line, year):
    assert line[f"ind-first-{year}"] + line[f"ind-repeat-{year}"] == line[f"ind-total-{year}"]


def test_the_three_parts_of_2022_add_up_and_those_of_2015_and_2016_do_within_their_hedges(data, line):
    parts = ["ind-first", "ind-repeat", "ind-nareis"]
    assert sum(line[f"{part}-2022"] for part in parts) == line["ind-total-2022"] == 47_991
    ends = data.series.set_index("observation_id")[["lower", "upper"]]
    for year in (2015, 2016):
        added = ends.loc[[f"{part}-{year}" for part in parts]].sum()
        assert added["lower"] <= line[f"ind-total-{year}"] <= added["upper"]


@pytest.mark.parametrize("period", [*range(2015, 2020), "2020-06-30"])
def test_the_three_kinds_of_departure_are_the_printed_total(line, period):
    kinds = [line[f"dtv-{kind}-{period}"] for kind in ("independent", "forced", "unsupervised")]
    assert sum(kinds) == line[f"dtv-total-{period}"]


@pytest.mark.parametrize(
    ("year", "first", "nareis"),
    [(2018, 162, 3), (2019, 7, 1), (2020, 47, 2), (2021, 59, 0), (2022, 0, 3)],
)
def test_the_quarters_of_cbs_check_the_years_of_the_ind(data, line, year, first, nareis):
    for name, difference in (("first", first), ("nareis", nareis)):
        quarters = sum(line[f"cbs-{name}-quarter-{year}-q{quarter}"] for quarter in range(1, 5))
        assert abs(quarters - line[f"ind-{name}-{year}"]) == difference
        tolerance = relation(data, f"cbs-{name}-quarter", "checks").set_index("other_series_id")["tolerance"]
        assert difference <= tolerance[f"ind-{name}"]


@pytest.mark.parametrize(("year", "stage"), [(2021, "draft"), (2022, "draft"), (2023, "later"), (2024, "draft")])
def test_unearmarked_pledges_to_unhcr_are_the_budget_line(data, line, year, stage):
    pledged = line[line.index.str.startswith(f"nl-unhcr-unearmarked-{year}-")].sum()
    budget = data.budget_article_4
    chosen = (budget["year"] == year) & (budget["budget_line"] == "4.1-unhcr") & (budget["stage"] == stage)
    assert budget.loc[chosen, "amount_eur_thousand"].item() * 1000 == pledged


@pytest.mark.parametrize(("year", "together"), [(2022, 69_282), (2023, 71_951)])
def test_ioms_two_kinds_of_return_are_what_it_prints_together(line, year, together):
    assert line[f"iom-avrr-{year}"] + line[f"iom-vhr-{year}"] == together > line[f"iom-return-{year}"]


# -- the traps -----------------------------------------------------------------------------------------------------


def test_one_600_has_two_starts_a_year_apart_and_the_two_contradict_each_other(data, series):
    both = series[series["value"] == 600].set_index("series_id")
    starts = both["period_start"].dt.strftime("%Y-%m").to_dict()
    assert starts == {"niger-desert-iom": "2017-04", "niger-desert-eeas": "2016-04"}
    assert relation(data, "niger-desert-eeas", "contradicts")["other_series_id"].item() == "niger-desert-iom"


def test_rescues_in_niger_overlap_by_relation_whoever_counts_them(data):
    overlaps = data.series_relations[data.series_relations["relation"] == "overlaps"]
    into = set(overlaps.loc[overlaps["other_series_id"] == "niger-rescued-iom", "series_id"])
    assert {"niger-desert-iom", "niger-desert-eu-iom", "niger-border-iom", "results-desert-rescues"} <= into
    assert "rescues-desert" in set(overlaps.loc[overlaps["series_id"] == "niger-desert-iom", "measure_id"])


def test_the_running_total_of_reintegration_falls_and_every_step_of_it_is_a_break(data, series):
    rows = series[(series["series_id"] == "eu-iom-reintegration") & series["period_end"].notna()]
    rows = rows.sort_values("period_end")
    assert (rows["value"].diff() < 0).any()
    breaks = data.series_breaks.loc[data.series_breaks["series_id"] == "eu-iom-reintegration", "at"]
    assert set(rows["period_end"].iloc[1:]) <= set(breaks)


def test_the_number_of_2021_that_holds_humanitarian_return_is_not_in_the_series_without_it(series):
    both = series[series["value"] == 49_795]
    assert both["series_id"].tolist() == ["iom-return"]
    assert "iom-avrr-2021" not in set(series["observation_id"])


def test_one_year_has_one_number_in_a_line_and_the_first_print_of_2014_is_not_it(series):
    whole = series[series["vintage"].isin(IN_LINE)]
    assert not whole.duplicated(["series_id", "period_start", "period_end", "part"]).any()
    of_2014 = series[series["observation_id"].str.startswith("ind-total-2014")].set_index("vintage")["value"]
    assert of_2014.to_dict() == {"first": 30_020, "revised": 29_891}


def test_two_totals_of_2016_stand_beside_each_other_and_the_chain_is_another_count(series, line, data):
    other = series.set_index("observation_id").loc["dtv-total-2016-other"]
    assert (other["vintage"], other["value"], line["dtv-total-2016"]) == ("differing", 17_390, 17_080)
    assert line["chain-total-2016"] == 24_900
    assert relation(data, "chain-total", "differs")["other_series_id"].tolist() == ["dtv-total"]


def test_unearmarked_euros_are_never_added_to_all_dollars(data):
    units = data.series_definitions.set_index("series_id")["unit"]
    assert (units["nl-unhcr"], units["nl-unhcr-unearmarked"]) == ("USD", "EUR")
    assert relation(data, "nl-unhcr-unearmarked", "overlaps")["other_series_id"].item() == "nl-unhcr"


def test_a_highlight_that_is_missing_in_2019_is_no_zero(series):
    names = ["results-desert-rescues", "results-return-netherlands"]
    years = series.loc[series["series_id"].isin(names), "period_end"].dt.year
    assert set(years) == {2018}
    assert not (series["value"] == 0).any()


def test_our_sums_say_that_they_are_ours_and_print_nothing(series):
    ours = series[series["basis"] == "summed"]
    assert set(ours["series_id"]) == {"nl-unhcr"}
    assert ours["as_printed"].isna().all()


def test_what_another_text_quotes_is_marked(series):
    quoted = set(series.loc[series["read_by"] == "secondary", "source_id"])
    assert {"nrc-2017-01", "ad-2017-01", "ind-2021-01", "euobserver-2018-02"} <= quoted
    assert not quoted & {"dtv-cijfers", "cbs-2023-02", "jaarverslag-vi-2023"}


def test_every_source_of_a_series_has_an_address_but_for_those_that_say_why(data, series):
    sources = data.sources[data.sources["source_id"].isin(series["source_id"])].set_index("source_id")
    without = sources[sources["url"].isna()]
    assert set(without.index) == {"ind-2022-01", "hrc-niger-2019"}
    assert (without["url_status"] == "unknown").all()
