"""Who returned with what support: against the table of 2013 and the texts of 2018, 2023 and the leaflet."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import roles, tables
from analysis.dataset.tables import Dataset
from analysis.errors import ParameterError
from analysis.questions.returns import answers as returns

DATA = tables.load(Path(__file__).parents[3] / "data")

# Transcribed from progress-report-2013, lines 1250 to 1258: with money, in kind, the printed total.
PRINTED = {2009: (1018, 10, 1028), 2010: (1160, 120, 1280), 2011: (1511, 130, 1641), 2012: (1468, 567, 1468)}


def years(**given) -> pd.DataFrame:
    table = returns.by_year(DATA, **given)
    return table.set_index(table["period_end"].dt.year)


@pytest.mark.parametrize("year", PRINTED)
def test_the_table_of_2013_is_as_printed(year):
    row = years().loc[year]
    assert (row["money_lower"], row["in_kind_lower"], row["total_lower"]) == PRINTED[year]
    assert (row["money_upper"], row["in_kind_upper"], row["total_upper"]) == PRINTED[year]


def test_ca_705_is_an_interval_and_so_is_all_that_rests_on_it():
    row = years().loc[2013]
    assert (row["money_lower"], row["total_lower"]) == (898, 898)
    assert (row["in_kind_lower"], row["in_kind_upper"]) == (702.5, 707.5)
    assert (row["sum_lower"], row["sum_upper"]) == (898 + 702.5, 898 + 707.5)


@pytest.mark.parametrize("year", [2009, 2010, 2011])
def test_until_2011_the_people_are_the_printed_total_which_is_the_sum(year):
    row = years().loc[year]
    money, kind, total = PRINTED[year]
    assert not row["combined"]
    assert (row["people_lower"], row["people_upper"], row["sum_lower"]) == (total, total, money + kind)
    assert (row["share_lower"], row["share_upper"]) == (kind / total, kind / total)


@pytest.mark.parametrize(
    ("year", "low", "high", "share_low", "share_high"),
    [(2012, 1468, 2035, 0.2786, 0.3862), (2013, 898, 1605.5, 0.4389, 0.7878)],
)
def test_since_2012_the_people_are_between_the_larger_column_and_the_sum(year, low, high, share_low, share_high):
    row = years().loc[year]
    assert row["combined"]
    assert (row["people_lower"], row["people_upper"]) == (low, high)
    assert row["share_lower"] == pytest.approx(share_low, abs=1e-4)
    assert row["share_upper"] == pytest.approx(share_high, abs=1e-4)


@pytest.mark.parametrize(("both", "people"), [(1, 1468), (0, 2035), (0.5, 1751.5)])
def test_an_assumed_share_with_both_gives_one_number(both, people):
    row = years(both=both).loc[2012]
    assert (row["people_lower"], row["people_upper"], row["assumed"]) == (people, people, True)
    assert row["share_lower"] == pytest.approx(567 / people)
    assert not years(both=both).loc[2011, "assumed"]


@pytest.mark.parametrize("both", [-0.1, 1.1])
def test_a_share_that_is_none_is_refused(both):
    with pytest.raises(ParameterError, match="from 0 to 1"):
        returns.by_year(DATA, both=both)


def test_a_period_the_wrong_way_round_is_refused():
    with pytest.raises(ParameterError, match="first_year is 2013 and last_year 2010"):
        returns.by_year(DATA, 2013, 2010)


@pytest.mark.parametrize(("first", "last"), [(None, None), (2010, None), (None, 2012), (2011, 2018)])
def test_a_period_taken_from_all_returns_is_what_is_counted_in_it_alone(first, last):
    for counted in (returns.by_year, returns.elsewhere):
        taken = returns.within(counted(DATA), first, last).reset_index(drop=True)
        assert list(taken["figure_id"]) == list(counted(DATA, first, last)["figure_id"])
        assert list(taken.columns) == list(counted(DATA, first, last).columns)


def test_a_period_without_returns_is_empty_everywhere():
    table = returns.by_year(DATA, 2014, 2016)
    assert table.empty
    assert returns.trends(DATA, 2014, 2016).empty
    assert returns.elsewhere(DATA, 2014, 2016).empty
    assert returns.claims(DATA, table).empty


def test_a_year_that_is_not_the_last_is_held_against_no_claim():
    assert returns.claims(DATA, returns.by_year(DATA, last_year=2012)).empty


def test_the_totals_after_support_could_be_combined_are_refused_and_the_columns_are_not():
    table = returns.trends(DATA)
    refused = table[~table["allowed"].astype(bool)]
    assert list(refused["figure_id"] + " " + refused["other_figure_id"]) == [
        "pr13-1254-3 pr13-1256-3",
        "pr13-1256-3 pr13-1258-3",
    ]
    fell = table.set_index("figure_id").loc["pr13-1256-1"]
    assert fell["change_lower"] == 898 - 1468


def test_that_support_in_kind_rose_is_confirmed_and_that_people_became_fewer_cannot_be_told():
    claims = returns.claims(DATA, returns.by_year(DATA))
    assert list(zip(claims["series"], claims["answer"], strict=True)) == [
        ("in_kind", "confirmed"),
        ("in_kind", "confirmed"),
        ("people", "undecided"),
        ("people", "undecided"),
    ]
    assert claims.iloc[-1]["answer_same_share"] == "confirmed"
    assert claims.iloc[-2]["answer_same_share"] == "undecided"  # before 2012 nobody could have both


@pytest.mark.parametrize(("both", "answers"), [(1, ["confirmed", "confirmed"]), (0, ["contradicted", "confirmed"])])
def test_both_readings_agree_on_the_last_year_only(both, answers):
    claims = returns.claims(DATA, returns.by_year(DATA, both=both))
    assert list(claims.loc[claims["series"] == "people", "answer"]) == answers


def claimed(means: str, data: Dataset = DATA, **cells) -> pd.Series:
    """What is made of a claim of the last report, on return from the Netherlands unless it says otherwise."""
    said = {
        "statement_id": "made-up",
        "source_id": "migration-report-2023",
        "line": 1,
        "as_printed": "verder",
        "statement_kind": "trend",
        "means": means,
        "measure_id": "return-from-netherlands",
    }
    statements = pd.concat([data.statements, pd.DataFrame([said | cells])], ignore_index=True)
    rows = returns.claims_elsewhere(Dataset({**data, "statements": statements}, data.folder))
    return rows.set_index("statement_id").loc["made-up"]


def test_what_any_document_claims_of_a_return_is_held_against_the_last_two_figures():
    # 2.149 in 2018, 1.859 in 2023.
    assert claimed("below")["answer"] == "confirmed"
    row = claimed("above")
    assert (row["answer"], row["figure_id"]) == ("contradicted", "rs18-0267-1 mr23-1302-1")
    assert (row["before_lower"], row["after_lower"]) == (2149, 1859)


def test_a_claim_without_two_figures_or_of_two_that_may_not_be_compared_is_undecided():
    alone = claimed("below", measure_id="return-from-transit")
    assert alone["answer"] == "undecided"
    assert pd.isna(alone["figure_id"])
    refused = DATA.comparisons.assign(verdict="not_comparable")
    unlike = claimed("above", Dataset({**DATA, "comparisons": refused}, DATA.folder))
    assert (unlike["answer"], unlike["obstacles"]) == ("undecided", "not_comparable")


def test_the_claims_on_the_last_year_of_the_columns_and_those_without_a_number_are_no_others(transcribed):
    assert returns.claims_elsewhere(transcribed).empty
    with pytest.raises(ParameterError):
        returns.claims_elsewhere(transcribed, 2014, 2012)


def test_what_is_printed_by_country_of_return_is_neither_the_whole_nor_a_change_of_it():
    """A row for Iraq of the same measure and window, in front of that of all countries."""
    known = DATA.figures[DATA.figures["figure_id"] == "pr13-1258-1"]
    of_iraq = known.assign(figure_id="iraq", fact_id="iraq", value=100, lower=100.0, upper=100.0)
    places = pd.DataFrame({"figure_id": ["iraq", "iraq"], "place_id": ["NLD", "IRQ"], "role": ["from", "to"]})
    frames = {"figures": pd.concat([of_iraq, DATA.figures]), "figure_places": pd.concat([DATA.figure_places, places])}
    data = Dataset({**DATA, **frames}, DATA.folder)
    pd.testing.assert_frame_equal(returns.by_year(data), returns.by_year(DATA))
    pd.testing.assert_frame_equal(returns.trends(data), returns.trends(DATA))


def test_more_in_kind_than_money_leaves_everybody_with_money_counted_once():
    """Six people with money, ten in kind: between ten and sixteen; if all in kind are assumed to have both, ten."""
    money, in_kind, total = (roles.player(DATA, role) for role in returns.COLUMNS)
    rows = [(money, 6.0), (in_kind, 10.0), (total, 6.0)]
    figures = pd.DataFrame(
        [
            {
                "figure_id": name,
                "measure_id": name,
                "lower": number,
                "upper": number,
                "preferred": True,
                "kind": "actual",
                "source_id": "p",
                "line": 1,
                "period_start": pd.Timestamp(2012, 1, 1),
                "period_end": pd.Timestamp(2012, 12, 31),
            }
            for name, number in rows
        ]
    )
    measures = pd.DataFrame(
        {
            "measure_id": [name for name, _ in rows],
            "theme": "return",
            "result_level": "output",
            "label_en": "x",
            "label_nl": "x",
        }
    )
    breaks = pd.DataFrame({"measure_id": [total], "at": [pd.Timestamp(2012, 1, 1)]})
    known = {"roles": DATA.roles, "figure_places": DATA.figure_places}
    data = Dataset({**known, "figures": figures, "measures": measures, "breaks": breaks}, Path())
    for both, expected in (
        (None, (10, 16, 10 / 16, 1.0)),
        (1.0, (10, 10, 1.0, 1.0)),
        (0.5, (11, 11, 10 / 11, 10 / 11)),
    ):
        row = returns.by_year(data, both=both).iloc[0]
        found = (row["people_lower"], row["people_upper"], row["share_lower"], row["share_upper"])
        assert found == pytest.approx(expected)


def test_the_returns_of_2018_and_2023_are_as_printed_and_apart(transcribed):
    rows = returns.elsewhere(transcribed).set_index("measure_id")
    printed = {
        "return-from-north-africa": ["8658"],
        "reintegration-from-north-africa": ["ruim 1.700"],
        "return-from-libya": ["tienduizenden"],
        "return-from-netherlands": ["2.149", "1.859"],
        "reintegration-from-netherlands": ["1.171"],
        "return-from-transit": ["2.087"],
        "reintegration-from-transit": ["486"],
    }
    for measure, texts in printed.items():
        assert list(rows.loc[[measure], "as_printed"]) == texts
    assert "former-asylum-seekers" not in set(rows["population"])
    assert list(rows["from_en"].iloc[:3]) == ["Netherlands"] * 3


def test_forced_return_is_apart_from_the_three_kinds_of_voluntary_support():
    table = returns.support(DATA).set_index("programme_id")
    assert list(table.index[table["forced"]]) == ["erin"]
    assert table.index[-1] == "erin"
    leaflet = table[(table["source_id"] == "return-support-leaflet") & ~table["forced"]]
    assert list(leaflet["kind"]) == ["basic", "reintegration", "additional"]
    in_kind = table[table["kind"] == "in_kind"]
    assert in_kind["source_id"].value_counts().to_dict() == {
        "progress-report-2013": 6,  # the six projects of lines 1221 to 1235
        "subsidy-programme-2014": 1,
        "return-subsidy-2015-2016": 1,
    }


def test_the_leaflet_names_seven_providers_of_reintegration_support():
    rows = returns.providers(DATA)
    rows = rows[(rows["programme_id"] == "nl-reintegration") & (rows["role"] == "executor")]
    assert set(rows["name_nl"]) == {
        "Internationale Organisatie voor Migratie (IOM)",
        "VluchtelingenWerk Nederland",
        "Bridge to Better Foundation",
        "Rotterdams Ongedocumenteerden Steunpunt",
        "Stichting International Education Ter Apel",
        "Stichting WereldWijd",
        "Stichting Solid Road",
    }


def test_help_after_forced_return_is_offered_in_thirteen_countries():
    assert set(returns.forced_countries(DATA)["label_nl"]) == {
        "Afghanistan",
        "Bangladesh",
        "Guinee",
        "India",
        "Irak",
        "Ivoorkust",
        "Nepal",
        "Nigeria",
        "Pakistan",
        "Senegal",
        "Somalië",
        "Sri Lanka",
        "Soedan",
    }


def test_the_conditions_name_the_visa_requirement_and_the_surroundings_of_the_union():
    notes = returns.support(DATA).set_index("programme_id")["note_en"]
    assert "visa requirement" in notes["nl-basic-departure"]
    assert "immediate surroundings of the EU" in notes["nl-reintegration"]


# migration-report-2023, lines 1093-1094.
def test_the_highest_number_of_returns_to_morocco_in_ten_years_is_a_result_without_its_number():
    rows = returns.unnumbered(DATA)
    assert rows["statement_id"].tolist() == ["mr23-1094-s1"]
    assert "Morocco" in rows["says_en"].item()
    assert not set(rows["measure_id"]) & set(DATA.figures["measure_id"])


# Annex of the decision on 2015-2016, threshold criteria 11 and 18: amounts for one person, with who it is for.
EACH = {
    ("support-in-kind-per-person", "project-participants"): 1_500,
    ("support-in-kind-per-person", "minor-children-in-families"): 2_500,
    ("support-in-kind-per-person", "unaccompanied-minors"): 2_500,
    ("project-costs-per-participant", "project-participants"): 8_000,
}


def test_the_amounts_for_one_person_come_first_among_the_conditions():
    found = returns.conditions(DATA)
    each = found[found["per"] == "person"]
    assert each.set_index(["measure_id", "population"])["value"].to_dict() == EACH
    assert list(each.index) == [0, 1, 2, 3]


def test_what_is_asked_of_the_form_of_an_application_is_no_condition_of_support():
    found = returns.conditions(DATA)
    assert not set(found["measure_id"]) & {"application-plan-months", "assessment-points-minimum"}
    assert found["qualifier"].isin(["exact", "at_least", "at_most", "more_than"]).all()


def test_who_is_excluded_from_support_is_said_line_by_line():
    found = returns.target_group(DATA)
    said = set(found["statement_id"])
    # Criterion 8: the general procedure, an entry ban or a sentence, support before (lines 112 to 116).
    assert {"rs16-0112-s1", "rs16-0114-s1", "rs16-0116-s1"} <= said
    assert list(found["programme_en"].drop_duplicates()) == [
        "Subsidies for voluntary return 2014 (priority 6)",
        "Subsidies for voluntary return 2015-2016",
    ]
