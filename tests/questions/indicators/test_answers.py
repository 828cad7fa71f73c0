"""What was achieved, what vanished, what is comparable: against the documents, and both sides of every refusal."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.dataset.tables import Dataset
from analysis.errors import NotComparableError, UnknownNameError
from analysis.figures import reading_of
from analysis.questions.indicators import answers as indicators

DATA = tables.load(Path(__file__).parents[3] / "data")

# Transcribed from the two result reports, apart from the data: what is printed, whether a limit is set above, level.
RESULTS_2018 = {
    "people-education-access": (80_000, None, "output"),
    "people-income-activities": (3_200, 4_000, "output"),
    "refugees-work-permit": (46_717, 46_717, "outcome"),
    "people-reached-eu-funds": (4_000_000, None, "output"),
    "jobs-created-filled": (1_521, 1_521, "outcome"),
    "jobs-female-share": (56.5, 57.5, "outcome"),
    "jobs-syrian-women": (173, 173, "outcome"),
    "people-reconsidering-migration": (5_880, 5_880, "outcome"),
    "people-reconsidering-share": (64.5, 65.5, "outcome"),
    "rescues-desert": (2_800, 2_900, "output"),
    "return-from-netherlands": (2_149, 2_149, "output"),
    "return-from-north-africa": (8_658, 8_658, "output"),
    "reintegration-from-north-africa": (1_700, 1_800, "output"),
    "officials-trained-refugees": (545, 545, "output"),
    "people-physical-psychosocial-care": (1_186, 1_186, "output"),
    "return-from-libya": (10_000, None, "output"),
}
RESULTS_2023 = {
    "people-income-activities": (61_073, 61_073, "output"),
    "people-education-access": (696_651, 696_651, "output"),
    "people-earning-income": (10_000, None, "outcome"),
    "people-completing-education": (100_000, None, "outcome"),
    "people-protected": (1_000_000, None, "output"),
    "return-from-netherlands": (1_859, 1_859, "output"),
    "reintegration-from-netherlands": (1_171, 1_171, "output"),
    "return-from-transit": (2_087, 2_087, "output"),
    "reintegration-from-transit": (486, 486, "output"),
    "laws-developed": (6, 6, "output"),
    "cooperation-cases": (60, 60, "outcome"),
    "fugitives-arrested": (4, 4, "outcome"),
    "officials-trained-trafficking": (2_000, 2_000, "output"),
    "awareness-reached": (550_000, None, "output"),
    "migrants-supported-compass": (100_000, None, "output"),
    "facility-loans": (7.25e9, 7.35e9, "outcome"),
    "facility-countries": (7, 7, "output"),
}


@pytest.mark.parametrize(
    ("report", "measure", "expected"),
    [("2018", *item) for item in RESULTS_2018.items()] + [("2023", *item) for item in RESULTS_2023.items()],
)
def test_each_result_is_what_the_report_prints(report, measure, expected):
    rows = indicators.printed(DATA)
    row = rows[(rows["report"] == report) & (rows["measure_id"] == measure)].iloc[0]
    upper = None if pd.isna(row["upper"]) else row["upper"]
    assert (row["lower"], upper, row["result_level"]) == expected


def test_the_report_of_2023_prints_these_results_and_no_others():
    rows = indicators.printed(DATA)
    assert set(rows.loc[rows["report"] == "2023", "measure_id"]) == set(RESULTS_2023)


def test_both_printings_of_the_contradictory_income_indicator_are_there():
    row = indicators.printed(DATA).set_index("figure_id").loc["rs18-0113-1"]
    assert (row["as_printed"], row["other_as_printed"]) == ("bijna 4.000", "meer dan 4.000")
    assert row["other_figure_id"] == "rs18-0109-1"


def test_the_work_permits_are_an_international_result():
    assert indicators.printed(DATA).set_index("measure_id").loc["refugees-work-permit", "credit"] == "international"


def test_the_report_of_2023_counts_over_five_windows():
    rows = indicators.windows(DATA)
    known = rows[(rows["report"] == "2023") & (rows["basis"] != "unknown")]
    # One window may be printed of one result and inferred of another.
    known = known.drop_duplicates(["period_start", "period_end"])
    windows = [
        (f"{row.period_start:%Y-%m}", None if pd.isna(row.period_end) else f"{row.period_end:%Y-%m}")
        for row in known.itertuples()
    ]
    assert windows == [
        ("2016-01", None),
        ("2021-01", None),
        ("2022-07", "2023-06"),
        ("2022-10", "2023-09"),
        ("2023-01", "2023-12"),
    ]
    assert rows["count"].sum() == len(indicators.printed(DATA))


def test_of_the_five_indicators_with_a_status_two_are_kept_two_resembled_and_one_vanished(transcribed):
    rows = indicators.continuity(transcribed).dropna(subset="status_as_printed").set_index("measure_id")["fate"]
    assert dict(rows) == {
        "people-education-access": "kept",
        "people-income-activities": "kept",
        "people-reconsidering-migration": "like",
        "return-from-north-africa": "like",
        "rescues-desert": "vanished",
    }


def test_awareness_turned_from_an_outcome_into_an_output(transcribed):
    rows = indicators.continuity(transcribed, theme="awareness").set_index("measure_id")
    row = rows.loc["people-reconsidering-migration"]
    assert (row["level_change"], row["counterpart_measure_id"]) == ("outcome_to_output", "awareness-reached")
    assert rows.loc["awareness-reached", "fate"] == "new_like"


def told(data: Dataset, source_id: str, reports_results: str) -> Dataset:
    """The dataset, with a document that reports its results wholly, in part or not at all."""
    sources = data.sources.assign(
        reports_results=data.sources["reports_results"].mask(data.sources["source_id"] == source_id, reports_results)
    )
    return Dataset({**data, "sources": sources}, data.folder)


def test_a_report_of_a_part_of_the_results_makes_no_indicator_vanish_and_its_results_count(transcribed):
    partial = told(transcribed, "migration-report-2023", "partial")
    now, was = (indicators.continuity(data).set_index("measure_id") for data in (partial, transcribed))
    assert list(now.loc[now["fate"] == "vanished", "last"].unique()) == ["2013"]  # before the whole report of 2018
    assert set(now.loc[was["last"] == "2018", "fate"]) == {"new", "like"}
    assert now["reports"].equals(was["reports"])
    assert set(now["partial"].dropna()) == {"2023"}
    assert len(indicators.printed(partial)) == len(indicators.printed(transcribed))


def test_a_document_that_reports_no_results_has_none(transcribed):
    rows = indicators.continuity(told(transcribed, "migration-report-2023", "false"))
    assert "2023" not in " ".join(rows["reports"])


def test_an_indicator_that_is_like_an_earlier_one_keeps_its_likeness_when_a_later_report_lacks_it(transcribed):
    was = indicators.continuity(transcribed).set_index("measure_id")
    alike = was[was["fate"] == "new_like"]
    sources = transcribed.sources[transcribed.sources["source_id"] == "migration-report-2023"]
    later = sources.assign(source_id="later", first_year=2030, last_year=2030)
    figure = transcribed.figures[transcribed.figures["figure_id"] == "mr23-1302-1"].assign(
        figure_id="later-1", fact_id="later-1", source_id="later"
    )
    data = Dataset(
        {
            **transcribed,
            "sources": pd.concat([transcribed.sources, later]),
            "figures": pd.concat([transcribed.figures, figure]),
        },
        transcribed.folder,
    )
    now = indicators.continuity(data).set_index("measure_id").loc[alike.index]
    assert set(now["fate"]) == {"vanished"}
    assert now["counterpart_measure_id"].notna().all()
    assert now["counterpart_measure_id"].equals(alike["counterpart_measure_id"])
    assert now["level_change"].equals(alike["level_change"])
    assert now["later_en"].isna().all()


def test_a_theme_that_only_2013_reports_on_has_no_results_but_a_fate():
    assert indicators.printed(DATA, theme="diaspora").empty
    assert indicators.windows(DATA, theme="diaspora").empty
    assert indicators.changes(DATA, theme="diaspora").empty
    assert set(indicators.continuity(DATA, theme="diaspora")["fate"]) == {"vanished"}


def test_the_level_limits_every_result():
    assert set(indicators.printed(DATA, level="outcome")["result_level"]) == {"outcome"}
    assert set(indicators.continuity(DATA, level="outcome")["result_level"]) == {"outcome"}


@pytest.mark.parametrize(
    ("theme", "level"), [("all", "all"), ("return", "all"), ("all", "outcome"), ("return", "output")]
)
def test_a_theme_and_level_taken_from_all_results_are_those_looked_for_alone(theme, level):
    taken = indicators.chosen(DATA, indicators.printed(DATA), theme, level).reset_index(drop=True)
    pd.testing.assert_frame_equal(taken, indicators.printed(DATA, theme, level))


@pytest.mark.parametrize(
    ("given", "named"), [({"theme": "retrun"}, "return"), ({"level": "input"}, "all, output, outcome")]
)
def test_an_unknown_choice_names_the_known_ones(given, named):
    for question in (indicators.printed, indicators.continuity, indicators.changes):
        with pytest.raises(UnknownNameError, match=named):
            question(DATA, **given)


# -- changes ---------------------------------------------------------------------------------------------------------


def test_access_to_education_is_refused_with_the_reason():
    with pytest.raises(NotComparableError, match=r"meer dan 80\.000.*696\.651.*not_comparable.*tertiary included"):
        indicators.change(DATA, "rs18-0091-1", "mr23-0968-1")


def test_another_printing_of_the_same_facts_is_refused_too():
    with pytest.raises(NotComparableError):
        indicators.change(DATA, "rs18-0097-1", "mr23-0968-1")


def test_return_from_the_netherlands_fell_by_290_to_be_read_with_care():
    row = indicators.change(DATA, "mr23-1302-1", "rs18-0267-1").iloc[0]
    assert (row["figure_id"], row["other_figure_id"]) == ("rs18-0267-1", "mr23-1302-1")  # the earlier one first
    assert (row["change_lower"], row["change_upper"], row["verdict"]) == (1859 - 2149, 1859 - 2149, "with_care")
    assert row["relative_lower"] == pytest.approx(1859 / 2149 - 1)


def test_a_change_of_an_approximate_figure_is_an_interval():
    row = indicators.change(DATA, "pr13-1256-2", "pr13-1258-2").iloc[0]
    assert (row["change_lower"], row["change_upper"]) == (702.5 - 567, 707.5 - 567)


def test_every_pair_of_comparisons_has_its_verdict_and_only_allowed_ones_a_change():
    pairs = indicators.comparisons(DATA)
    assert set(pairs["comparison_id"].dropna()) == set(DATA.comparisons["comparison_id"])
    assert pairs.loc[pairs["verdict"] == "not_comparable", "change_lower"].isna().all()
    assert pairs["change_lower"].notna().equals(pairs["allowed"].astype(bool))


def test_from_one_report_to_another_only_one_change_may_be_computed():
    changes = indicators.changes(DATA).dropna(subset=["report", "other_report"])
    across = changes[changes["report"] != changes["other_report"]]
    assert list(across["measure_id"]) == ["return-from-netherlands"]


def test_no_change_crosses_a_break_unless_a_comparison_allows_it():
    for row in indicators.changes(DATA).itertuples():
        breaks = DATA.breaks[DATA.breaks["measure_id"] == row.measure_id]
        crossed = breaks[(breaks["at"] > row.period_start) & (breaks["at"] <= row.other_period_end)]
        assert crossed.empty or row.comparison_id is not None


MEASURES = pd.DataFrame(
    {
        "measure_id": ["m", "n"],
        "label_en": ["M", "N"],
        "label_nl": ["M", "N"],
        "theme": "return",
        "concept": "flow",
        "result_level": "output",
        "definition_en": ".",
        "definition_nl": ".",
    }
)


def dataset(*figures: dict, breaks: str | None = None, comparison: str | None = None) -> Dataset:
    """Two figures, `a` of 2017 and `b` of 2018 unless they say otherwise, of the measure `m`."""
    rows = []
    for name, year, cells in zip("ab", (2017, 2018), figures, strict=True):
        text = cells.pop("as_printed", "100")
        reading = reading_of(text, "actual")
        rows.append(
            {
                "figure_id": name,
                "fact_id": name,
                "preferred": True,
                "source_id": "results-2018",
                "line": 1,
                "as_printed": text,
                "lower": reading.lower,
                "upper": reading.upper,
                "unit": "person",
                "per": None,
                "measure_id": "m",
                "kind": "actual",
                "population": "migrants",
                "sex": None,
                "programme_id": None,
                "period_start": pd.Timestamp(year, 1, 1),
                "period_end": pd.Timestamp(year, 12, 31),
                "period_kind": "calendar_year",
            }
            | cells
        )
    pairs = pd.DataFrame(
        [
            {
                "comparison_id": "c",
                "figure_id": "a",
                "other_figure_id": "b",
                "same_definition": "yes",
                "same_population": "yes",
                "same_portfolio": "yes",
                "same_window": "yes",
                "verdict": comparison,
                "reason_en": "Because.",
                "reason_nl": "Because.",
            }
        ]
    )
    broken = pd.DataFrame(
        {
            "measure_id": ["m"],
            "at": [pd.Timestamp(breaks or "1900-01-01")],
            "reason_en": ["It broke."],
            "reason_nl": ["Er is een breuk."],
        }
    )
    places = pd.DataFrame({"figure_id": ["a", "b"], "place_id": ["NLD", "NLD"], "role": ["from", "from"]})
    return Dataset(
        {
            "figures": pd.DataFrame(rows),
            "measures": MEASURES,
            "sources": DATA.sources,
            "breaks": broken,
            "figure_places": places,
            "comparisons": pairs if comparison else pairs.head(0),
        },
        Path(),
    )


def test_one_measure_without_a_break_may_be_subtracted():
    row = indicators.change(dataset({}, {"as_printed": "ruim 100"}), "a", "b").iloc[0]
    assert (row["change_lower"], row["change_upper"], row["verdict"]) == (0, 20, "comparable")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"measure_id": "n"}, "other_measure"),
        ({"population": "women"}, "other_population"),
        ({"kind": "target"}, "other_kind"),
        ({"unit": "case"}, "other_unit"),
        ({"per": "year"}, "other_unit"),
        ({"programme_id": "rean"}, "other_programme"),
        ({"period_kind": "mid_year"}, "other_window"),
        ({"period_start": pd.NaT, "period_end": pd.NaT}, "undated"),
        ({"period_start": pd.Timestamp(2017, 1, 1), "period_end": pd.Timestamp(2017, 12, 31)}, "same_window"),
        ({"period_start": pd.Timestamp(2017, 7, 1)}, "overlap"),
        ({"fact_id": "a"}, "same_fact"),
    ],
)
def test_what_differs_is_what_refuses(cells, code):
    data = dataset({}, cells)
    assert indicators.verdict(data, "a", "b").iloc[0]["obstacles"] == code
    with pytest.raises(NotComparableError, match=code):
        indicators.change(data, "a", "b")


@pytest.mark.parametrize(
    ("at", "allowed"), [("2017-01-01", True), ("2017-06-01", False), ("2018-01-01", False), ("2019-01-01", True)]
)
def test_a_break_refuses_only_between_the_windows(at, allowed):
    row = indicators.verdict(dataset({}, {}, breaks=at), "a", "b").iloc[0]
    assert row["allowed"] == allowed
    assert row["reason_en"] == ("" if allowed else "It broke.")


def test_a_comparison_allows_what_a_break_would_refuse_and_refuses_what_would_be_allowed():
    assert indicators.verdict(dataset({}, {}, breaks="2018-01-01", comparison="with_care"), "a", "b").iloc[0]["allowed"]
    refused = indicators.verdict(dataset({}, {}, comparison="not_comparable"), "a", "b").iloc[0]
    assert (refused["allowed"], refused["obstacles"], refused["reason_en"]) == (False, "not_comparable", "Because.")


def test_an_allowed_pair_without_dates_is_no_change_over_time():
    row = indicators.verdict(dataset({}, {"period_end": pd.NaT}, comparison="comparable"), "a", "b").iloc[0]
    assert (row["allowed"], row["obstacles"], row["verdict"]) == (False, "undated", "comparable")


def test_other_places_refuse():
    data = dataset({}, {})
    places = data.figure_places.assign(place_id=["NLD", "MAR"])
    moved = Dataset({**data, "figure_places": places}, Path())
    assert indicators.verdict(moved, "a", "b").iloc[0]["obstacles"] == "other_place"


def test_no_relative_change_where_the_earlier_figure_can_be_zero():
    row = indicators.change(dataset({"as_printed": "0"}, {}), "a", "b").iloc[0]
    assert row["change_lower"] == 100
    assert pd.isna(row["relative_lower"])


def test_an_unknown_figure_is_named():
    with pytest.raises(UnknownNameError, match="unknown figure 'rs18-0091-9'"):
        indicators.verdict(DATA, "rs18-0091-9", "mr23-0968-1")


# results-2018, lines 85-283: the five indicators, by the area whose heading they stand under.
def test_the_five_indicators_of_2018_have_the_area_and_status_that_the_page_prints():
    rows = indicators.named(DATA)
    assert rows["measure_id"].tolist() == [
        "people-education-access",
        "people-income-activities",
        "people-reconsidering-migration",
        "rescues-desert",
        "return-from-north-africa",
    ]
    assert rows["result_area_nl"].tolist() == [
        "Opvang in de regio",
        "Opvang in de regio",
        "Migratiesamenwerking",
        "Migratiesamenwerking",
        "Terugkeer en herintegratie",
    ]
    assert set(rows["status_as_printed"]) == {"Op schema"}
    assert rows["name_as_printed"].str.startswith("Aantal ").all()
    assert indicators.named(DATA, "return")["measure_id"].tolist() == ["return-from-north-africa"]
