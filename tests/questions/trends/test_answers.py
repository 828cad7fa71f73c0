"""What can be followed through the years: lines that stop at breaks and gaps, and what stands beside them with why."""

import pandas as pd
import pytest

from analysis.dataset import provenance, tables
from analysis.errors import DataError, ParameterError, UnknownNameError
from analysis.questions.trends import answers as trends

BUDGET = "budget-xvii-4.1-draft"


@pytest.fixture(scope="module")
def followed(data):
    return trends.followed(data)


@pytest.fixture(scope="module")
def unfollowed(data):
    return trends.unfollowed(data)


def trend(rows, name):
    return rows[rows["trend_id"] == name]


def changed(data, **frames):
    return tables.Dataset({**{name: data[name] for name in data}, **frames}, data.folder)


def years(rows, column="segment"):
    line = rows[rows["in_line"]]
    return [group["year"].tolist() for _, group in line.groupby(column)]


# -- lines ---------------------------------------------------------------------------------------------------------


def test_every_trend_has_three_years_between_breaks(followed):
    line = followed[followed["in_line"]]
    longest = line.groupby(["trend_id", "segment"])["year"].nunique().groupby("trend_id").max()
    assert longest.min() >= trends.MIN_YEARS
    assert {"ind-total", "dtv-forced", BUDGET, "nl-unhcr", "oda-in-donor-share", "prices-cpi"} <= set(longest.index)


def test_a_year_that_holds_both_ways_of_counting_stands_alone_between_two_breaks(followed):
    inflow = trend(followed, "ind-total")
    assert years(inflow) == [[2012, 2013], [2014], list(range(2015, 2023))]
    at = inflow.set_index("year")["break_at"].dropna()
    assert at.to_dict() == dict.fromkeys([2014, 2015], pd.Timestamp("2014-04-01"))
    assert inflow.set_index("year")["break_nl"][2014].startswith("Tot en met maart 2014")


def test_half_a_year_and_ten_months_stand_apart_from_the_yearly_line(followed):
    forced = trend(followed, "dtv-forced")
    apart = forced[~forced["in_line"]]
    assert apart["value"].tolist() == [710, 1990]
    assert apart[["segment", "run", "change_lower"]].isna().all(axis=None)
    assert apart["provisional"].tolist() == [False, True]
    assert years(forced) == [list(range(2014, 2023))]


def test_a_gap_stays_a_gap_without_being_a_break(followed):
    helped = trend(followed, "iom-nl")
    assert years(helped) == [[2012, 2015, 2016, 2019], [2020]]
    assert years(helped, "run") == [[2012], [2015, 2016], [2019], [2020]]
    assert helped["change_lower"].notna().tolist() == [False, False, True, False, False]


def test_the_returns_of_the_documents_break_where_their_measure_does(followed):
    rows = followed[followed["origin"] == trends.DOCUMENTS]
    assert set(rows["measure_id"]) == {"returnees-hrt", "returnees-in-kind", "returnees-supported"}
    for name, group in rows.groupby("measure_id"):
        # The total of 2012 and of 2013 is no number of people, so that nothing joins them.
        since = [[2012], [2013]] if name == "returnees-supported" else [[2012, 2013]]
        assert years(group) == [[2009, 2010, 2011], *since]
        assert group["break_at"].notna().sum() == len(since)
    assert rows["figure_id"].notna().all()


def test_two_publications_of_one_count_are_two_lines_and_the_total_of_2018_is_not_joined_to_2019(followed):
    of_asylum = followed[followed["series_id"] == "unhcr-asylum_seekers"]
    assert set(of_asylum["variant_en"]) == {"UNHCR database", "UNHCR, Global Trends"}
    assert of_asylum.groupby("trend_id")["source_id"].nunique().eq(1).all()
    total = trend(followed, "unhcr-displaced-unhcr-global-trends")
    assert years(total) == [list(range(2009, 2019)), list(range(2019, 2024))]


def test_each_stage_of_a_budget_is_a_line_of_its_own(followed):
    lines = followed[followed["series_id"] == "budget-xvii-4.1"]
    assert {name: len(group) for name, group in lines.groupby("variant_en")} == {
        "draft": 6,
        "adopted": 3,
        "first supplementary": 4,
    }
    assert years(trend(followed, "budget-xvii-4.2-draft")) == [[2019, 2020, 2021, 2022, 2023]]


def test_pledges_of_one_year_are_added_and_say_so(followed):
    row = trend(followed, "nl-unhcr-unearmarked").set_index("year").loc[2018]
    assert (row["value"], row["as_printed"], row["computed"]) == (40e6, "33000000 + 7000000", True)
    assert len(row["observation_id"].split()) == 2


def test_a_number_that_was_revised_or_disputed_is_in_no_line(data, followed):
    superseded = data.series[data.series["vintage"].isin(["first", "repeated", "differing"])]
    assert len(superseded) > 5
    assert not set(superseded["observation_id"]) & set(" ".join(followed["observation_id"].dropna()).split())


def test_a_running_total_has_no_change_from_point_to_point(followed):
    totals = followed[followed["concept"] == "cumulative"]
    assert set(totals["trend_id"]) == {"compass-helped", "eu-iom-return", "eutf-approved", "eutf-programmes"}
    assert totals["change_lower"].isna().all()


def test_every_point_names_the_row_that_it_comes_from(followed):
    ids = followed[["observation_id", "row_id", "figure_id"]].notna().sum(axis=1)
    assert (ids == 1).all()
    assert followed[["label_en", "label_nl", "definition_en", "definition_nl", "source_id"]].notna().all(axis=None)


def test_a_rounded_million_has_its_bounds_and_a_thousandth_is_finer(followed):
    for name, half in (("unhcr-global-trends", 50_000), ("unhcr-population-2024-06", 500)):
        row = trend(followed, f"unhcr-palestine_refugees-{name}").set_index("year").loc[2013]
        assert (row["upper"] - row["lower"]) / 2 == pytest.approx(half)


# -- parameters ----------------------------------------------------------------------------------------------------


def test_years_cut_the_points_and_not_the_judgement(data, followed):
    rows = trends.followed(data, theme="return", first_year=2016, last_year=2016)
    assert set(rows["year"]) == {2016}
    assert set(rows["theme"]) == {"return"}
    assert {"dtv-total", "iom-nl", "iom-avrr"} <= set(rows["trend_id"])
    assert set(rows["trend_id"]) < set(followed["trend_id"])


def test_real_prices_change_euros_of_a_year_and_nothing_else(data, followed):
    rows = trends.followed(data, price_year=2023)
    prices = data.prices[data.prices["deflator"] == "cpi"].set_index("year")["price_index"]
    draft = trend(rows, BUDGET).set_index("year")
    assert draft["value"][2019] == pytest.approx(370_017_000 * prices[2023] / prices[2019])
    assert set(draft["base_year"]) == {2023}
    assert set(draft["deflator"]) == {"cpi"}
    for name in ("nl-unhcr", "eutf-approved", "ind-total", "oda-in-donor-share"):
        assert trend(rows, name)["value"].tolist() == trend(followed, name)["value"].tolist(), name
        assert trend(rows, name)["base_year"].isna().all(), name


def test_a_year_without_a_price_has_no_value_and_says_so(data):
    rows = trend(trends.followed(data, price_year=2023, deflator="gdp_oecd"), BUDGET).set_index("year")
    assert rows["priced"].to_dict() == {year: year < 2024 for year in range(2019, 2025)}
    assert rows.loc[2024, ["value", "lower", "upper", "change_lower"]].isna().all()
    with pytest.raises(UnknownNameError, match="year with a price"):
        trends.followed(data, price_year=1999)


def test_an_index_goes_no_further_than_the_segment_of_its_year(data):
    inflow = trend(trends.followed(data, index_year=2019), "ind-total")
    assert inflow.set_index("year")["indexed"].to_dict() == {year: year > 2014 for year in range(2012, 2023)}
    of_2022 = inflow.set_index("year").loc[2022]
    assert of_2022["index_lower"] == of_2022["index_upper"] == pytest.approx(100 * 47_991 / 29_435)


def test_an_index_carries_the_bounds_of_both_ends_and_its_own_year_is_a_hundred(data):
    forced = trend(trends.followed(data, index_year=2019), "dtv-forced").set_index("period_end")
    base, other = forced.loc["2019-12-31"], forced.loc["2018-12-31"]
    assert (base["index_lower"], base["index_upper"]) == (100, 100)
    assert other["index_lower"] == pytest.approx(100 * 2645 / 2765)
    assert other["index_upper"] == pytest.approx(100 * 2655 / 2755)


def test_a_theme_or_period_that_does_not_exist_is_refused(data):
    with pytest.raises(UnknownNameError, match=r"theme 'mony'.*did you mean 'money'"):
        trends.followed(data, theme="mony")
    with pytest.raises(ParameterError, match="the first cannot be later"):
        trends.followed(data, first_year=2020, last_year=2019)


def test_a_number_without_a_definition_is_refused(data):
    definitions = data.series_definitions[data.series_definitions["series_id"] != "oda"]
    with pytest.raises(DataError, match="no row for oda"):
        trends.followed(changed(data, series_definitions=definitions))


def test_a_new_break_ends_a_line_and_a_line_without_three_years_is_followed_no_more(data, followed):
    new = {
        "break_id": "new",
        "series_id": "nl-unhcr",
        "at": pd.Timestamp("2020-01-01"),
        "reason_en": "Why.",
        "reason_nl": "Waarom.",
        "source_id": "unhcr-iati-2026-01",
    }
    other = new | {"break_id": "other", "series_id": "iom-vhr", "at": pd.Timestamp("2022-01-01")}
    breaks = pd.concat([data.series_breaks, pd.DataFrame([new, other])], ignore_index=True)
    rows = trends.followed(changed(data, series_breaks=breaks.astype({"at": "datetime64[s]"})))
    assert years(trend(rows, "nl-unhcr")) == [[2016, 2017, 2018, 2019], [2020, 2021, 2022, 2023, 2024]]
    assert len(trend(followed, "iom-vhr")) == 3
    assert trend(rows, "iom-vhr").empty


# -- what cannot be followed -----------------------------------------------------------------------------------------


def test_what_has_too_few_years_is_followed_nowhere(followed, unfollowed):
    short = unfollowed[unfollowed["obstacle"] == "too_few_years"]
    assert not set(" ".join(short["trend_id"]).split()) & set(followed["trend_id"])
    assert {"chain-total", "results-return-north-africa", "eu-iom-reintegration"} <= set(short["series_id"])
    assert not short["series_id"].dropna().duplicated().any()


def test_what_cannot_be_followed_has_its_reason_but_where_the_years_say_it(unfollowed):
    told = unfollowed[unfollowed["obstacle"].isin(["break", "not_comparable", "missing", "undated"])]
    assert told[["reason_en", "reason_nl"]].notna().all(axis=None)
    assert set(unfollowed["obstacle"]) == set(trends.OBSTACLES)
    assert unfollowed[["label_en", "label_nl", "theme"]].notna().all(axis=None)


def test_single_rescues_are_events_and_no_trend(followed, unfollowed):
    row = unfollowed[unfollowed["obstacle"] == "events"].set_index("series_id").loc["niger-rescue-events"]
    assert (row["points"], row["years"]) == (4, "2018 2019 2020")
    assert "niger-rescue-events" not in set(followed["trend_id"])


def test_pairs_that_may_not_be_compared_name_both_figures(data, unfollowed):
    pairs = unfollowed[unfollowed["obstacle"] == "not_comparable"]
    refused = data.comparisons[data.comparisons["verdict"] == "not_comparable"]
    assert set(pairs["comparison_id"]) == set(refused["comparison_id"])
    assert pairs["figure_id"].str.split().str.len().eq(2).all()


def test_a_missing_document_says_which_years_it_would_fill_and_where_it_is_if_that_is_known(unfollowed):
    missing = unfollowed[unfollowed["obstacle"] == "missing"]
    chain = missing[missing["title"] == "Rapportage Vreemdelingenketen 2013"]
    assert set(chain["series_id"]) == {"iom-nl", "chain-total"}
    assert missing["period_start"].notna().all()
    assert (missing["url"].isna() == (missing["url_status"] == "unknown")).all()


def test_a_break_between_two_points_is_told_and_one_after_the_last_is_not(unfollowed):
    of_article = unfollowed[
        (unfollowed["obstacle"] == "break") & (unfollowed["series_id"] == "budget-vi-37-expenditure")
    ]
    assert of_article["at"].dt.year.tolist() == [2022]
    assert of_article["followed"].all()


def with_another(data, figure_id, year, **cells):
    """The data with a further figure like one that is there, for another year."""
    row = data.figures[data.figures["figure_id"] == figure_id].assign(figure_id="zz-1", fact_id="zz-1", **cells)
    ends = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    row = row.assign(**{name: pd.to_datetime([day]).as_unit("s") for name, day in ends.items()})
    return changed(data, figures=pd.concat([data.figures, row], ignore_index=True))


# results-2018, line 267, and migration-report-2023, line 1302.
@pytest.mark.parametrize(
    ("cells", "years"),
    [
        ({}, "2018 2021 2023"),
        ({"kind": "estimate"}, "2018 2021 2023"),
        ({"kind": "target"}, "2018 2023"),
        ({"kind": "expectation"}, "2018 2023"),
    ],
)
def test_what_is_aimed_at_is_no_year_of_what_was_reached(data, cells, years):
    more = with_another(data, "mr23-1302-1", 2021, **cells)
    places = data.figure_places[data.figure_places["figure_id"] == "mr23-1302-1"].assign(figure_id="zz-1")
    more = changed(more, figure_places=pd.concat([data.figure_places, places], ignore_index=True))
    rows = trends.unfollowed(more)
    rows = rows[rows["measure_id"] == "return-from-netherlands"]
    assert set(rows.loc[rows["obstacle"].isin(["too_few_years", "break"]), "years"]) == {years}
    assert ("zz-1" in " ".join(rows["figure_id"].dropna())) == (years == "2018 2021 2023")


# progress-report-2013, line 51: 2,459,052 spent on return in 2013.
@pytest.mark.parametrize(
    ("kind", "alone"), [("budget", True), ("made_available", True), ("paid", False), ("spent", False)]
)
def test_what_may_be_spent_stands_in_another_line_than_what_was(data, kind, alone):
    points = trends.points(with_another(data, "pr13-0051-1", 2012, kind=kind)).set_index("figure_id")
    assert (points.loc["zz-1", "trend_id"] != points.loc["pr13-0051-1", "trend_id"]) == alone


def test_obstacles_of_one_theme_are_those_of_the_theme(data, unfollowed):
    rows = trends.unfollowed(data, "awareness")
    assert set(rows["theme"]) == {"awareness"}
    assert len(rows) == (unfollowed["theme"] == "awareness").sum()
    with pytest.raises(UnknownNameError, match="theme"):
        trends.unfollowed(data, "weather")


# -- stretches, targets, sources -----------------------------------------------------------------------------------


def test_a_stretch_begins_after_its_break_and_has_a_change_of_its_own(followed):
    of_inflow = trend(trends.stretches(followed), "ind-total").set_index("first_year")
    assert of_inflow["last_year"].to_dict() == {2012: 2013, 2014: 2014, 2015: 2022}
    assert of_inflow["break_at"].notna().tolist() == [False, True, True]
    inflow = trend(followed, "ind-total").set_index("year")["value"]
    assert of_inflow.loc[2015, "change_lower"] == pytest.approx(inflow[2022] / inflow[2015] - 1)
    assert pd.isna(of_inflow.loc[2014, "change_lower"])


def test_a_stretch_names_the_years_between_that_have_no_number(followed):
    helped = trend(trends.stretches(followed), "iom-nl")
    assert helped["gaps"].tolist() == ["2013 2014 2017 2018", ""]
    forced = trend(trends.stretches(followed), "dtv-forced").iloc[0]
    assert (forced["years"], forced["gaps"], forced["apart"]) == (9, "", 2)


def test_a_stretch_of_a_running_total_or_with_an_amount_without_a_price_has_no_change(data, followed):
    assert trend(trends.stretches(followed), "eutf-approved")["change_lower"].isna().all()
    real = trends.stretches(trends.followed(data, price_year=2023, deflator="gdp_oecd"))
    assert trend(real, "nl-unhcr-unearmarked")["change_lower"].isna().all()  # it ends in a year without a price
    assert trend(real, "oda")["change_lower"].notna().all()


def test_a_decade_counts_breaks_and_points_apart(followed):
    spans = trends.spans(followed)
    assert spans["ind-total"] == 11
    assert spans["dtv-forced"] == 10  # nine whole years and ten months of the tenth
    assert spans["nl-unhcr"] == 9


def test_a_target_of_a_figure_in_a_line_is_found_and_one_in_another_unit_is_not(data, followed):
    assert trends.aims(data, followed).empty
    targets = data.targets[data.targets["target_id"] == "returnees-expected-2013"]
    figures = data.figures.copy()
    aimed = figures["figure_id"] == "rs18-0211-2"
    for unit, found in (("person", ["returnees-expected-2013"]), ("EUR", [])):
        figures.loc[aimed, "unit"] = unit
        made = changed(data, targets=targets.assign(target_figure_id="rs18-0211-2"), figures=figures)
        aims = trends.aims(made, followed)
        assert aims["target_id"].tolist() == found
    assert trends.aims(changed(data, targets=targets.assign(target_figure_id="rs18-0211-2")), followed)[
        ["trend_id", "value"]
    ].to_numpy().tolist() == [["returnees-supported former-asylum-seekers NLD from", 3000.0]]


def test_prices_are_chosen_by_index_and_year(data):
    assert trends.price_choice(data, "nominal") == (None, "cpi")
    assert trends.price_choice(data, "gdp_oecd 2015") == (2015, "gdp_oecd")
    assert {trends.price_choice(data, choice)[1] for choice in trends.price_choices(data)} == {
        "cpi",
        "gdp_worldbank",
        "gdp_oecd",
    }
    with pytest.raises(UnknownNameError, match="prices 'cpi 1999'"):
        trends.price_choice(data, "cpi 1999")


def test_every_number_has_a_publication_and_a_series(data, followed):
    published = provenance.publications(data, followed)
    assert set(published["source_id"]) == set(followed["source_id"])
    assert published[["title", "publisher_en", "publisher_nl"]].notna().all(axis=None)
    series = trends.series(followed)
    assert set(" ".join(series["source_id"]).split()) == set(followed["source_id"])
    assert series["lines"].sum() == followed["trend_id"].nunique()


def test_a_theme_of_which_nothing_can_be_followed_gives_no_rows(data):
    assert {"awareness", "context", "return"} <= set(trends.themes(data))
    assert trends.followed(data, theme="awareness").empty
    assert trends.unfollowed(data, "context").empty
    assert trends.stretches(trends.followed(data, theme="awareness")).empty
