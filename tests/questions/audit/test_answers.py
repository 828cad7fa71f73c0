"""How far the figures can be trusted: against the documents, and on both sides of every check."""

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError
from analysis.questions.audit import answers as audit

DATA = tables.load(Path(__file__).parents[3] / "data")
ALL = audit.footing(DATA).set_index("figure_id")
DISAGREEMENTS = audit.disagreements(DATA)
PAIRS = audit.money_beside_results(DATA)
COMPARABLE = audit.comparable(DATA)

# Read in the documents: how each of these is printed, and whether its window is there.
FORMS = {
    "rs18-0211-1": ("hedged", "printed"),  # "In de periode mid-2017 tot mid-2018 ... ruim 2.800"
    "rs18-0091-1": ("open", "printed"),  # "meer dan 80.000"
    "rs18-0199-1": ("exact", "inferred"),  # "5.880 mensen", without a window
    "rs18-0199-2": ("rounded", "inferred"),  # "65%"
    "mr23-0375-1": ("hedged", "printed"),  # "In 2023 bedroeg dit budget ca. EUR 200 miljoen"
    "mr23-0375-2": ("decided", "printed"),  # "en EUR 60 miljoen"
    "mr23-0955-1": ("exact", "footnote"),  # "61.073", the reporting year stands in a footnote
    "mr23-0602-2": ("illegible", "inferred"),  # "q" in the table of activities
    "pr13-0053-1": ("exact", "printed"),  # "8.159.166"
}
MEASURES = {
    "people-helped": ("person", "reception", "output", "flow"),
    "programme-contribution": ("EUR", "money", None, "flow"),
    "spending-return": ("EUR", "money", None, "flow"),
    "returnees": ("person", "return", "output", "flow"),
}
FIGURE = {
    "source_id": "paper",
    "line": 1,
    "preferred": True,
    "as_printed": "10",
    "unit": "person",
    "multiplicity": 1,
    "measure_id": "people-helped",
    "kind": "actual",
    "programme_id": "water-1",
    "period_start": "2018-01-01",
    "period_end": "2018-12-31",
    "period_basis": "printed",
    "funding": "netherlands",
    "lower": 10.0,
    "upper": 10.0,
}
AMOUNT = {"unit": "EUR", "measure_id": "programme-contribution", "kind": "spent", "lower": 900.0, "upper": 1100.0}


#: That the amount is for the result and nothing else, as the document prints it.
ALONE = ("money", "pays_for", "result", "printed")


def paper(
    amount: dict, result: dict | None = None, said: tuple = ALONE, places: tuple[tuple[str, str], ...] = ()
) -> Dataset:
    """A dataset of one amount and one result of one programme, but for the cells given."""
    rows = [FIGURE | AMOUNT | {"figure_id": "money"} | amount, FIGURE | {"figure_id": "result"} | (result or {})]
    figures = pd.DataFrame(rows).astype({"programme_id": "str"})
    for day in ("period_start", "period_end"):
        figures[day] = pd.to_datetime(figures[day])
    measures = [
        (name, name, name, unit, theme, level, concept) for name, (unit, theme, level, concept) in MEASURES.items()
    ]
    programmes = [
        (name, name, name, theme)
        for name, theme in (("water-1", "reception"), ("water-2", "reception"), ("fund", "money"))
    ]
    return Dataset(
        {
            "figures": figures,
            "measures": pd.DataFrame(
                measures, columns=["measure_id", "label_en", "label_nl", "unit", "theme", "result_level", "concept"]
            ),
            "figure_relations": pd.DataFrame([said], columns=["figure_id", "relation", "other_figure_id", "basis"]),
            "figure_places": pd.DataFrame(list(places), columns=["figure_id", "place_id"]),
            "programmes": pd.DataFrame(programmes, columns=["programme_id", "label_en", "label_nl", "theme"]),
            "audit": pd.DataFrame({"source_id": ["paper"]}),
            "policy_lines": DATA.policy_lines,
        },
        Path(),
    )


def pair(amount: dict, result: dict | None = None, **more) -> pd.Series:
    return audit.money_beside_results(paper(amount, result, **more)).iloc[0]


# -- what was audited ----------------------------------------------------------------------------------------------


def test_the_hashes_are_those_of_the_documents_themselves(editions):
    found = audit.documents(DATA).set_index("source_id")
    for name, text in editions.items():
        assert found.loc[name, "text_sha256"] == sha256(text.read_bytes()).hexdigest()
    assert found["same_text"].all()


def test_the_leaflet_prints_two_numbers_and_both_are_figures():
    # "drie niveaus" on line 21, and the countries of ERIN.
    row = audit.documents(DATA, "return-support-leaflet").iloc[0]
    assert (row["numbers"], row["in_figures"], row["by_rules"], row["unaccounted"]) == (2, 2, 0, 0)
    assert audit.rules(DATA, "return-support-leaflet").empty


def test_every_number_is_in_a_figure_in_a_window_or_under_a_rule():
    found = audit.documents(DATA)
    assert (found[["in_figures", "in_windows", "by_rules", "unaccounted"]].sum(axis=1) == found["numbers"]).all()
    assert audit.rules(DATA)["numbers"].sum() == found["by_rules"].sum()
    assert found["unaccounted"].sum() == 0


def test_another_text_than_the_cited_one_shows():
    cited = DATA["audit"].assign(text_sha256="0" * 64)
    other = Dataset({**{name: DATA[name] for name in DATA}, "audit": cited}, Path())
    assert not audit.documents(other)["same_text"].any()


def test_a_document_that_was_not_audited_is_refused_with_those_that_were():
    for question in (
        audit.documents,
        audit.rules,
        audit.footing,
        audit.promises,
        audit.checked,
        audit.comparable,
        audit.money_beside_results,
    ):
        with pytest.raises(UnknownNameError, match=r"did you mean 'results-2018'.*theory-of-change-2018"):
            question(DATA, "results-2017")


# -- how firm ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", FORMS)
def test_a_figure_is_as_firm_as_it_is_printed(figure):
    assert (ALL.loc[figure, "certainty"], ALL.loc[figure, "basis"]) == FORMS[figure]


def test_a_figure_is_contested_with_any_of_its_printings():
    # The rescues stand in three discrepancies, the exact total of 2013 in none.
    assert ALL.loc["rs18-0211-1", "contested"]
    assert not ALL.loc["pr13-0053-1", "contested"]


def test_a_number_in_full_that_ends_in_two_zeros_may_be_rounded():
    assert ALL.loc["mr23-1413-1", "round"]  # "2.000" officials trained
    assert not ALL.loc["mr23-0375-2", "round"]  # "EUR 60 miljoen" says that it is round
    assert not ALL.loc["pr13-0053-1", "round"]


def test_shares_are_of_each_document_and_name_every_figure_once():
    footing = audit.footing(DATA)
    spread = audit.spread(footing, "certainty", audit.CERTAINTIES)
    assert spread.groupby("source_id")["share"].sum().to_numpy() == pytest.approx(1)
    assert sorted(" ".join(spread["figure_id"]).split()) == sorted(footing["figure_id"])
    assert (spread["figure_id"].str.split().str.len() == spread["count"]).all()


# -- what disagrees ------------------------------------------------------------------------------------------------


def test_the_rescues_on_schedule_are_told_with_their_arithmetic():
    row = DISAGREEMENTS.set_index("discrepancy_id").loc["rescues-on-schedule"]
    assert row["relation"] == "status_differs"
    assert row["holds"]
    assert "3.000" in row["arithmetic"]
    assert row["documents"] == "results-2018"


def test_one_kind_or_one_document_narrows_the_discrepancies():
    whole = DISAGREEMENTS
    assert len(whole) == len(DATA.discrepancies)
    sums = audit.disagreements(DATA, "sum_differs")
    assert {"returnees-2012-columns", "returnees-2013-columns"} <= set(sums["discrepancy_id"])
    assert set(audit.disagreements(DATA, "sum_differs", "progress-report-2013")["documents"]) == {
        "progress-report-2013"
    }
    nothing = audit.disagreements(DATA, "external_differs", "return-support-leaflet")
    assert nothing.empty
    assert audit.tally(nothing).empty
    leaflet = audit.disagreements(DATA, document="return-support-leaflet")
    assert set(leaflet["relation"]) == {"words_differ"}
    assert leaflet["across"].all()
    assert audit.tally(whole)["count"].sum() == len(whole)
    assert audit.tally(whole.head(0)).empty


def test_contradictions_come_first_and_are_counted_by_where_they_are():
    assert set(DISAGREEMENTS["severity"]) == set(audit.SEVERITIES)
    grave = DISAGREEMENTS["severity"] == "contradiction"
    assert grave.head(grave.sum()).all()
    row = audit.graveness(DISAGREEMENTS).iloc[0]
    assert row["contradiction"] == grave.sum() == row["within"] + row["across"] + row["outside"]
    assert sum(row[code] for code in audit.SEVERITIES) == len(DISAGREEMENTS)
    assert row["gone"] == 0


@pytest.mark.parametrize(
    ("relation", "document"),
    [(None, None), ("status_differs", None), (None, "results-2018"), ("external_differs", "results-2018")],
)
def test_what_is_taken_from_all_discrepancies_is_what_is_found_alone(relation, document):
    taken = audit.among(DATA, DISAGREEMENTS, relation, document)
    alone = audit.disagreements(DATA, relation, document)
    assert list(taken["discrepancy_id"]) == list(alone["discrepancy_id"])
    assert list(taken["arithmetic"]) == list(alone["arithmetic"])
    assert list(taken.columns) == list(alone.columns)


def test_an_unknown_kind_of_discrepancy_is_refused_with_those_there_are():
    with pytest.raises(UnknownNameError, match=r"did you mean 'values_differ'.*credit_differs"):
        audit.disagreements(DATA, "value_differs")


def test_venezuelans_agree_only_as_unhcr_counts_them():
    outcomes = audit.checked(DATA).drop_duplicates("figure_id").set_index("figure_id")["outcome"]
    assert outcomes["mr23-0115-1"] == "other_count"  # 6,1 million "refugees", nearly all others in need of protection
    assert outcomes["mr23-0100-1"] == "agrees"  # 2,6 million in Germany
    assert outcomes["mr23-0065-2"] == "differs"  # half of the displaced within their own country
    assert audit.checked(DATA, "results-2018").empty


def test_an_undated_figure_agrees_when_it_does_at_one_of_its_dates():
    iran = audit.checked(DATA).set_index("figure_id").loc["mr23-0737-1"]
    assert iran["verdict"].tolist() == ["agrees", "agrees", "differs"]
    assert set(iran["outcome"]) == {"agrees"}


# -- what was promised ---------------------------------------------------------------------------------------------


def test_the_breakdowns_promised_in_2018_were_not_printed():
    # "uitgesplitst naar man/vrouw", "om wat voor", "in welke landen", for two indicators.
    promises = audit.promises(DATA, "results-2018").set_index("statement_id")
    broken_down = [f"rs18-{line}-s{number}" for line in ("0093", "0111") for number in (1, 2, 3)]
    assert set(promises.loc[broken_down, "kept"]) == {"no"}
    assert promises["kept"].iloc[0] == "no"


def test_every_promise_has_an_outcome_and_a_reason():
    promises = audit.promises(DATA)
    assert set(promises["kept"]) <= set(audit.KEPT)
    assert promises["kept_note_en"].notna().all()


# -- money beside results ------------------------------------------------------------------------------------------


def test_money_spent_on_just_the_result_over_its_window_is_divided():
    row = pair({})
    assert [row[check] for check in audit.CHECKS] == ["yes"] * 4
    assert (row["link"], row["allowed"]) == ("programme", True)
    assert (row["per_lower"], row["per_upper"]) == (90, 110)


@pytest.mark.parametrize(
    ("amount", "check", "answer"),
    [
        ({"kind": "ceiling"}, "is_spent", "no"),
        ({"period_end": "2019-12-31"}, "same_window", "partly"),
        ({"period_start": "2019-01-01", "period_end": "2019-12-31"}, "same_window", "no"),
        ({"period_end": None}, "same_window", "unknown"),
        ({"period_start": None, "period_end": "2017-12-31"}, "same_window", "no"),
        ({"programme_id": "water-2"}, "same_portfolio", "no"),
        ({"funding": "netherlands_with_others"}, "same_payer", "partly"),
        ({"funding": "eu"}, "same_payer", "no"),
        ({"funding": None}, "same_payer", "unknown"),
    ],
)
def test_one_thing_that_differs_refuses_the_division(amount, check, answer):
    row = pair(amount)
    assert row[check] == answer
    assert not row["allowed"]
    assert pd.isna(row["per_lower"])
    assert row["agreeing"] == 3


@pytest.mark.parametrize(
    ("said", "places", "answer"),
    [
        # What one programme was paid is not for one of its results, however many are printed.
        (("money", "overlap_unknown", "result", "printed"), (), "partly"),
        (("money", "pays_for", "another", "printed"), (), "partly"),
        (("money", "pays_for", "result", "inferred"), (), "partly"),
        (ALONE, (("money", "JOR"), ("money", "LBN"), ("result", "LBN")), "no"),
        (ALONE, (("result", "LBN"),), "partly"),
    ],
)
def test_money_that_is_not_said_to_be_for_the_result_alone_in_its_places_is_not_divided(said, places, answer):
    row = pair({}, said=said, places=places)
    assert (row["same_portfolio"], row["allowed"], row["agreeing"]) == (answer, False, 3)
    assert pd.isna(row["per_lower"])


def test_money_for_the_result_in_the_places_of_both_is_divided():
    places = (("money", "LBN"), ("result", "LBN"), ("result", "NLD"))
    assert pair({}, places=places)["allowed"]


def test_a_fund_and_a_line_of_policy_hold_more_than_one_result():
    assert pair({"programme_id": "fund"}, {"programme_id": "fund"})["same_portfolio"] == "partly"
    line = pair({"measure_id": "spending-return", "programme_id": "fund"}, {"measure_id": "returnees"})
    assert (line["link"], line["same_portfolio"], line["allowed"]) == ("line", "partly", False)


def test_what_nothing_links_is_no_pair():
    apart = {"period_start": "2012-01-01", "period_end": "2012-12-31"}
    line = {"measure_id": "spending-return", "programme_id": "fund"}
    for data in (
        paper({"programme_id": "fund"}),
        paper(line | apart, {"measure_id": "returnees"}),
        paper(line | {"source_id": "other"}, {"measure_id": "returnees"}),
        paper({}, {"kind": "target"}),
    ):
        assert audit.money_beside_results(data).empty


def test_no_printed_amount_can_be_divided_by_a_printed_result(transcribed):
    pairs = audit.money_beside_results(transcribed)
    assert not pairs["allowed"].any()
    # The spending on return of 2013 and the returnees of that year come nearest: it paid for more than these.
    nearest = pairs[pairs["agreeing"] == 3]
    assert set(nearest["figure_id"]) == {"pr13-0051-1"}
    assert {"pr13-1258-1", "pr13-1258-3"} <= set(nearest["result_figure_id"])
    assert set(nearest["same_portfolio"]) == {"partly"}


def test_the_ceiling_of_prospects_is_refused_for_the_results_of_its_first_phase():
    pairs = PAIRS
    prospects = pairs[pairs["figure_id"] == "mr23-0687-1"]
    assert set(prospects["link"]) == {"phase"}
    assert set(prospects["same_window"]) == {"no"}
    assert set(prospects["is_spent"]) == {"no"}


# -- what may be compared ------------------------------------------------------------------------------------------


def test_education_of_2018_and_2023_is_refused_and_the_support_in_money_is_not():
    pairs = COMPARABLE.set_index("comparison_id")
    assert not pairs.loc["education-access-2018-2023", "allowed"]
    assert pairs.loc["hrt-2012-2013", "allowed"]
    assert (pairs.loc["hrt-2012-2013", "change_lower"]) == 898 - 1468


def test_successive_results_of_one_measure_are_counted_whether_they_are_refused_or_not():
    unrecorded = COMPARABLE[COMPARABLE["comparison_id"].isna()]
    assert set(unrecorded["measure_id"]) == {"returnees-hrt", "returnees-in-kind", "returnees-supported"}
    assert unrecorded["allowed"].all()  # those before support could be combined
    assert audit.comparable(DATA, "return-support-leaflet").empty
