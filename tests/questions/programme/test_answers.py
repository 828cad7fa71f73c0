"""One programme: against what the documents of 2013 and 2023 print, and frames of a few rows."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import provenance, tables
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.questions.programme import answers as programme
from analysis.questions.programme import tables as programme_tables
from analysis.questions.targets import answers as targets
from analysis.rendering import inputs
from analysis.rendering.plan import planfile

ROOT = Path(__file__).parents[3]
DATA = tables.load(ROOT / "data")


def with_tables(**frames: pd.DataFrame) -> Dataset:
    return Dataset({name: DATA[name] for name in DATA} | frames, DATA.folder)


def programmes_of(*rows: tuple[str, str, str]) -> Dataset:
    """A dataset in which the named programmes are tied to the named organisations by a role."""
    tied = pd.DataFrame(rows, columns=["programme_id", "organisation_id", "role"])
    return with_tables(programme_organisations=tied.assign(source_id="results-2018", line=1))


# migration-report-2023: the events of the platform for Afghan refugees, in order of time.
def test_the_events_of_a_programme_are_its_own_in_order_of_time():
    rows = programme.events(DATA, "ssar")
    assert set(rows["event_id"]) == set(DATA.events.loc[DATA.events["programme_id"] == "ssar", "event_id"])
    assert len(rows) == 4
    assert rows["start"].dropna().is_monotonic_increasing
    assert programme.events(DATA, "trqn-3").empty


def test_an_unknown_programme_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match="did you mean 'trqn-3'"):
        programme.profile(DATA, "trqn-4")


# progress-report-2013, lines 785, 810-812 and 824: 117 placements in the first 16 months since December 2012, 405
# migrants in three years.
def test_the_pace_of_trqn_is_117_in_16_of_36_months_against_405():
    row = programme.pace(DATA, "trqn-3").iloc[0]
    assert (row["actual_lower"], row["actual_upper"], row["goal"]) == (117, 117, 405)
    assert (row["months_elapsed"], row["months_total"]) == (16, 36)
    assert row["needed"] == pytest.approx(405 / 36)
    assert row["so_far_lower"] == pytest.approx(117 / 16)
    assert row["rest_lower"] == pytest.approx((405 - 117) / 20)
    assert row["projected_lower"] == pytest.approx(117 / 16 * 36)
    assert (row["goal_unit"], row["actual_unit"], row["unit_match"]) == ("person", "placement", "proxy")


def test_a_budget_has_no_pace_and_a_programme_without_targets_none():
    assert programme.pace(DATA, "migration-development-fund").empty
    assert programme.pace(DATA, "rdpp").empty
    assert not set(targets.pace(DATA)["target_id"]) & {"budget-2013", "reserve-return-2013"}


# progress-report-2013, lines 1091-1095: EUR 53,878 of the ministry, EUR 15,000 each of two banks.
def test_what_each_of_two_payers_gives_counts_twice_in_the_total():
    rows = programme.money(DATA, "tnu-remittances").set_index("funding")
    assert (rows.loc["netherlands", "lower"], rows.loc["netherlands", "total_lower"]) == (53878, 53878)
    assert (rows.loc["other", "lower"], rows.loc["other", "total_upper"]) == (15000, 30000)


# migration-report-2023, lines 830-843.
def test_the_facility_keeps_paid_made_available_and_dollars_apart():
    rows = programme.money(DATA, "gcff")
    found = {(row.kind, row.unit, row.funding): row.total_upper for row in rows.itertuples()}
    assert found["made_available", "EUR", "netherlands_with_others"] == 1_000_000_000
    assert found["made_available", "EUR", "netherlands"] == 10_000_000
    assert ("paid", "USD", "other") in found
    assert "mr23-0831-1" in set(programme.results(DATA, "gcff")["figure_id"])  # the loans are a result, not Dutch money


# migration-report-2023, lines 683-687: max. EUR 800 mln. for four years, eight countries, from 2024 to 2027.
def test_the_second_phase_is_a_ceiling_and_not_yet_due():
    row = programme.money(DATA, "prospects-2").iloc[0]
    assert (row["kind"], row["total_lower"], row["total_upper"]) == ("ceiling", 800_000_000, 800_000_000)
    assert (row["period_start"].year, row["period_end"].year) == (2024, 2027)
    promised = programme.promises(DATA, "prospects-2").set_index("item")
    assert set(promised.loc[["prospects-2-ceiling", "prospects-2-countries"], "outcome"]) == {"not_due"}
    assert programme.never_reported(promised.reset_index()).empty


def test_a_target_has_one_status_whoever_asks():
    overview = targets.overview(DATA).set_index("target_id")["status_computed"]
    named = DATA.targets.dropna(subset="programme_id")
    assert (overview == targets.NOT_DUE).sum() == 4
    for programme_id in named["programme_id"].unique():
        promised = programme.promises(DATA, programme_id).set_index("item")["outcome"]
        of_targets = named.loc[named["programme_id"] == programme_id, "target_id"]
        assert promised[of_targets].to_dict() == overview[of_targets].to_dict()


# subsidy-programme-2014, line 248: "meer dan twaalf" months.
def test_an_end_that_a_plan_leaves_out_is_left_out_of_what_was_aimed_at():
    plan = programme.promises(DATA, "return-subsidies-2014").set_index("item").loc["sp14-0248-1"]
    assert plan[["goal_lower", "goal_lower_open", "goal_upper_open"]].tolist() == [12, True, False]
    assert "more than 12" in str(programme_tables.programme_promises(programme.promises(DATA, "return-subsidies-2014")))


# progress-report-2013, lines 975-986: 30 enterprises, about 600 jobs, at most 50 %; 25 started; a report to come.
def test_seva_promised_four_things_that_no_like_result_answers():
    promised = programme.promises(DATA, "seva-migration-development")
    silent = programme.never_reported(promised)
    assert list(silent["item"]) == ["seva-enterprises", "seva-jobs", "seva-own-funding", "pr13-0984-s1"]
    assert promised.set_index("item").loc["seva-enterprises", ["goal_lower", "actual_lower"]].tolist() == [30, 25]
    assert promised.set_index("item").loc["pr13-0984-s1", "outcome"] == "kept_not_in_documents"


def test_a_duration_is_the_set_up_and_no_promise():
    promised = programme.promises(DATA, "trqn-3").set_index("item")
    assert promised.loc["pr13-0824-2", "outcome"] == "design"
    silent = programme.never_reported(promised.reset_index())
    assert list(silent.loc[silent["basis"] != "statement", "item"]) == ["trqn-3-placements"]


def test_a_promise_of_which_the_document_tells_the_end_is_not_silent():
    silent = programme.never_reported(programme.promises(DATA, "seva-remittances-home-care"))
    assert silent.empty
    told = programme.promises(DATA, "seva-remittances-home-care")["claims_as_printed"]
    assert "“voortijdig gestopt”, “doelstelling van het project is niet behaald”" in set(told)


def test_every_programme_has_frames_even_with_nothing_but_a_name():
    found = {name: programme.facts(DATA, name) for name in DATA.programmes["programme_id"]}
    assert all(list(frame.columns) == programme.FACTS for frame in found.values())
    provenance.sources(DATA, *found.values())
    assert found["rdpp"].empty
    for name in ("rdpp", "ec-cofinanced-2013", "amv-houses", "auxfin-umva", "tclm-colombia-spain"):
        promised = programme.promises(DATA, name)
        assert list(promised.columns) == programme.PROMISE
        assert promised.empty == (name in {"rdpp", "tclm-colombia-spain"})


def test_one_fact_counts_once_however_often_it_is_printed():
    facts = programme.facts(DATA, "miraa-2")
    rescued = facts[facts["measure_id"] == "rescues-desert"]
    assert sorted(rescued["kind"]) == ["actual", "target"]
    assert rescued.set_index("kind").loc["actual", "printings"] == 5


def test_executors_count_programmes_once_and_say_where_the_dutch_state_pays():
    data = programmes_of(
        ("abaad", "iom", "executor"),
        ("abaad", "iom", "executor"),
        ("abaad", "dtv", "payer"),
        ("gcff", "iom", "executor"),
        ("gcff", "unhcr", "executor"),
        ("gcff", "european-union", "payer"),
    )
    rows = programme.executors(data, "gcff").set_index("organisation_id")
    assert (rows.loc["iom", "programmes"], rows.loc["iom", "dutch"], rows.loc["iom", "share"]) == (2, 1, 1.0)
    assert (rows.loc["unhcr", "programmes"], rows.loc["unhcr", "dutch"]) == (1, 0)
    assert rows["own"].all()
    assert not programme.executors(data, "abaad").set_index("organisation_id").loc["unhcr", "own"]


def test_dependence_counts_programmes_with_at_least_one_of_the_largest():
    data = programmes_of(
        ("abaad", "iom", "executor"),
        ("gcff", "iom", "executor"),
        ("gcff", "unhcr", "executor"),
        ("hrt", "unicef", "executor"),
        ("frit", "european-union", "payer"),
    )
    row = programme.dependence(data, leading=1).iloc[0]
    assert (row["with_executor"], row["executors"], row["reached"], row["once"]) == (3, 3, 2, 2)
    assert row["share"] == pytest.approx(2 / 3)


def test_a_report_needs_two_facts_in_figures_and_an_amount_a_result_or_a_promise_of_its_own():
    worth = programme.worth_a_report(DATA)
    assert worth == sorted(worth)
    assert {"trqn-3", "hrt", "amv-houses"} <= set(worth)  # the last with one figure of its own and one it shares
    words, context, one = {"seva-remittances-home-care", "iom-dtm"}, {"ssar", "mou-eu-tunisia"}, {"warchild"}
    assert not (words | context | one | {"silk-routes"}) & set(worth)
    for name in worth:
        facts = programme.facts(DATA, name)
        assert len(facts) >= programme.ENOUGH
        assert (facts["link"].isna() & (facts["group"] != "context")).any()


def test_the_list_of_all_programmes_says_of_each_what_its_report_would():
    rows = programme.every(DATA).set_index("programme_id")
    assert rows.index.to_list() == DATA.programmes["programme_id"].to_list()
    assert rows.index[rows["report"]].to_list() == programme.worth_a_report(DATA)
    facts = programme.every_fact(DATA)
    for name in ("gcff", "amv-iom-return", "silk-routes"):
        alone = programme.profile(DATA, name).iloc[0]
        for column in ("where", "known_until", "overdue", "dutch"):
            assert rows.loc[name, column] == alone[column] or pd.isna(alone[column])
        people = programme.organisations(DATA, name)
        assert set(rows.loc[name, "payers"].split()) == set(people.loc[people["role"] == "payer", "organisation_id"])
        assert set(rows.loc[name, "places"].split()) == set(programme.places(DATA, name)["place_id"])
        printed = programme.facts(DATA, name)["figure_id"]
        assert set(facts.loc[facts["programme_id"] == name, "figure_id"]) == set(printed)


def test_the_plan_renders_a_report_for_each_programme_that_is_worth_one():
    reports = [report for report in planfile.load(inputs.find(ROOT)).reports if report.notebook == "07-programme"]
    for language in ("en", "nl"):
        named = [report.parameters["programme_id"] for report in reports if report.language == language]
        assert named == programme.worth_a_report(DATA)


def test_organisations_and_places_are_named_once_with_all_their_lines():
    rows = programme.organisations(DATA, "prospects-1").set_index(["organisation_id", "role"])
    assert rows.index.is_unique
    assert (
        rows.loc[("ilo", "executor"), "where"] == "migration-report-2023:624 results-2018:121 theory-of-change-2018:212"
    )
    places = programme.places(DATA, "trqn-3")
    assert places.loc[places["role"] == "to", "place_kind"].eq("country").all()


# progress-report-2013, lines 1263-1309: EUR 1 million a year pays for three activities.
@pytest.mark.parametrize("programme_id", ["amv-houses", "amv-prevention-afghanistan", "amv-iom-return"])
def test_an_amount_that_pays_for_several_programmes_reaches_each_of_them_undivided(programme_id):
    rows = programme.money(DATA, programme_id)
    assert rows[["figure_id", "link", "lower", "per"]].values.tolist() == [["pr13-1265-1", "paid_from", 1e6, "year"]]
    assert rows["beside_en"].str.count(",").item() == 1
    assert programme.profile(DATA, programme_id)["shared"].item() == 1


def test_a_shared_figure_is_no_promise_or_fact_of_the_programme_alone():
    assert "pr13-1258-2" not in set(programme.promises(DATA, "avr-ers")["figure_id"])
    facts = programme.facts(DATA, "avr-ers")
    assert facts.set_index("figure_id").loc["pr13-1258-2", "link"] == "counted_with"
    assert programme.profile(DATA, "avr-ers")["figures"].item() == facts["link"].isna().sum()


# progress-report-2013, lines 116, 575, 715, 862, 1055 and 1164 head the priorities; 43-51 print what was spent.
@pytest.mark.parametrize(
    ("programme_id", "priority", "spent"),
    [
        ("is-academy", "Migration dialogues", 105000),
        ("morocco-stranded-return", "Migration management", 3285906),
        ("trqn-3", "Circular migration", 1413945),
        ("spark-circular-migration", "Migrant organisations", 378806),
        ("tnu-remittances", "Remittances", 516457),
        ("amv-houses", "Return and reintegration", 2459052),
    ],
)
def test_a_programme_has_the_priority_that_it_is_reported_under_and_what_that_cost(programme_id, priority, spent):
    row = programme.profile(DATA, programme_id).iloc[0]
    assert row["priority_en"].startswith(priority)
    assert row["priority_lower"] == row["priority_upper"] == spent
    assert row["known_until"] == "2013"


def test_a_programme_under_no_priority_has_none():
    for programme_id in ("somalia-migration-management", "ec-cofinanced-2013", "prospects-1", "erin"):
        assert programme.profile(DATA, programme_id)["priority_en"].isna().all()


def test_the_dutch_state_is_its_government_and_that_governments_bodies_and_not_the_central_bank():
    assert programme.dutch_state(DATA) == [
        "agentschap-szw",
        "dtv",
        "government-netherlands",
        "ministry-foreign-affairs",
        "ministry-security-justice",
        "steering-group-voluntary-return",
    ]
    known = DATA.organisations.assign(
        place_id=DATA.organisations["place_id"].mask(DATA.organisations["organisation_id"] == "dtv")
    )
    assert "dtv" not in programme.dutch_state(with_tables(organisations=known))


# migration-report-2023, lines 376-378 and theory-of-change-2018, lines 587-641.
def test_partners_are_those_that_a_document_names_by_theme():
    rows = programme.partners(DATA)
    of = rows.groupby(["source_id", "theme"])["organisation_id"].agg(set)
    assert of["migration-report-2023", "reception"] == {
        "iom",
        "unodc",
        "ohchr",
        "unhcr",
        "unicef",
        "icmpd",
        "ifc",
        "ilo",
        "world-bank",
    }
    assert of["theory-of-change-2018", "awareness"] == {"iom", "seefar"}
    assert rows["source_id"].iloc[0] == "migration-report-2023"
    assert set(rows.loc[rows["standing"] == "main", "theme"]) == {"return", "policy_design"}


def test_what_ties_in_an_order_keeps_the_order_in_which_it_came():
    # More rows than the sort handles as one piece: an unstable one mixes them.
    rows = pd.DataFrame({"kind": ["b", "a"] * 100, "came": range(200)})
    table = programme.ordered(rows, "kind", ["a", "b"], [])
    assert table["came"].to_list() == [*range(1, 200, 2), *range(0, 200, 2)]


# migration-report-2023, line 1465: "meer dan 550.000"; results-2018, line 211: "ruim 2.800" of 3,000.
def test_what_came_of_a_promise_leaves_out_the_ends_that_the_document_leaves_out():
    compass = programme.promises(DATA, "compass-1").set_index("item").loc["awareness-2023"]
    assert (compass["actual_lower"], compass["actual_lower_open"]) == (550_000, True)
    rescues = programme.promises(DATA, "miraa-2").set_index("item").loc["rescues-niger-2018"]
    assert rescues[["actual_lower_open", "actual_upper_open", "share_upper_open"]].tolist() == [False, True, True]


def test_all_programmes_name_their_places_in_the_order_of_each_language():
    places = programme.every(DATA).set_index("programme_id").loc["compass-1", ["places_en", "places_nl"]]
    for named in places:
        assert named.split(", ") == sorted(named.split(", "))
    assert [named.split(", ").index(chad) for named, chad in zip(places, ("Chad", "Tsjaad"), strict=True)] == [2, 12]


def test_the_places_of_a_figure_are_in_the_order_of_each_language():
    facts = programme.facts(DATA, "amedip").set_index("figure_id").loc["pr13-0893-1"]
    for named in facts[["place_en", "place_nl"]]:
        assert named.split(", ") == sorted(named.split(", "))
