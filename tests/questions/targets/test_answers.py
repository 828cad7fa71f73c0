"""Which targets were met: the rescues against the document, and every kind of answer on small frames."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.dataset.tables import Dataset
from analysis.errors import ParameterError, UnknownNameError
from analysis.figures import reading_of
from analysis.questions.targets import answers as targets
from analysis.questions.targets import sentences
from analysis.questions.targets import tables as shown
from analysis.show import wording

DATA = tables.load(Path(__file__).parents[3] / "data")
RESCUES = "rescues-niger-2018"


def dataset(
    actual: str | None,
    target: str | None = "3.000",
    kind: str = "target",
    match: str = "same",
    claims: tuple[str, ...] = (),
    **cells,
) -> Dataset:
    """A dataset of one target, `t`, whose result and aim are printed as given, with claims that mean so much."""
    rows = []
    for name, text, of in (("actual", actual, "actual"), ("target", target, kind)):
        if text is not None:
            reading = reading_of(text, of)
            rows.append(
                {
                    "figure_id": name,
                    "fact_id": name,
                    "measure_id": "rescues",
                    "source_id": "paper",
                    "line": 1,
                    "preferred": True,
                    "kind": of,
                    "as_printed": text,
                    "value": reading.value,
                    "lower": reading.lower,
                    "upper": reading.upper,
                    "lower_open": reading.lower_open,
                    "upper_open": reading.upper_open,
                    "conventional": reading.conventional,
                    "qualifier": reading.qualifier,
                    "unit": "person",
                }
            )
    columns = [
        "figure_id",
        "fact_id",
        "measure_id",
        "source_id",
        "line",
        "preferred",
        "kind",
        "as_printed",
        "value",
        "lower",
        "upper",
        "lower_open",
        "upper_open",
        "conventional",
        "qualifier",
        "unit",
        "period_end",
    ]
    figures = pd.DataFrame(rows, columns=columns).astype({"lower": float, "upper": float, "value": float})
    figures["period_end"] = pd.to_datetime(figures["period_end"])
    row = {
        "target_id": "t",
        "label_en": "Rescues",
        "label_nl": "Reddingen",
        "unit_match": match,
        "as_of": pd.NaT,
        "deadline": pd.NaT,
        "status_as_printed": None,
        "target_figure_id": None if target is None else "target",
        "actual_figure_id": None if actual is None else "actual",
    }
    said = [("paper", line, f"t-c{line}", "t", f"claim {line}", means) for line, means in enumerate(claims, 1)]
    columns = ["source_id", "line", "claim_id", "target_id", "claim_as_printed", "claim_means"]
    frames = {
        "figures": figures,
        "targets": pd.DataFrame([row | cells]),
        "target_claims": pd.DataFrame(said, columns=columns),
        "target_definitions": DATA.target_definitions.head(0),
        "measures": pd.DataFrame([{"measure_id": "rescues", "label_en": "Rescued", "label_nl": "Gered"}]),
    }
    frames["sources"] = pd.DataFrame([{"source_id": "paper", "text_lines": 1, "reports_results": "true"}])
    return Dataset(frames, Path())


def answer(data: Dataset, goal: float | None = None) -> tuple[str, str]:
    row = targets.attainment(data, "t", goal).iloc[0]
    return row["status_computed"], row["status_text_only"]


# -- the rescues of results-2018, line 211: "ruim 2.800", "iets lager dan de beoogde 3.000", "Op schema" -------------


def test_the_rescues_are_93_to_97_percent_of_3000_and_so_not_reached():
    row = targets.attainment(DATA, RESCUES).iloc[0]
    assert (row["goal"], row["goal_lower"], row["goal_upper"], row["goal_is_printed"]) == (3000, 3000, 3000, True)
    assert (row["actual_lower"], row["actual_upper"], row["conventional"]) == (2800, 2900, True)
    assert row["share_lower"] == pytest.approx(0.933, abs=5e-4)
    assert row["share_upper"] == pytest.approx(0.967, abs=5e-4)
    assert (row["status_computed"], row["status_text_only"]) == ("not_reached", "not_reached")
    assert row["status_as_printed"] == "Op schema"
    assert row["unit"] == "person"


def test_the_transcription_is_what_the_document_prints(edition):
    lines = edition("results-2018").read_text(encoding="utf-8").splitlines()
    assert "ruim 2.800 migranten gered. Dit aantal is iets lager dan de beoogde 3.000" in lines[210]
    assert lines[208] == "Op schema"
    printed = [number for number, line in enumerate(lines, 1) if "2.800" in line]
    assert printed == [5, 37, 157, 175, 211]


@pytest.mark.parametrize(
    ("goal", "computed", "text_only"),
    [
        (2500, "reached", "reached"),
        (2800, "reached", "reached"),
        (2850, "undecided", "undecided"),
        (2900, "not_reached", "undecided"),  # by our convention "ruim 2.800" ends before 2,900
        (2950, "not_reached", "undecided"),  # only our convention says that "ruim 2.800" is below 2,900
        (3000, "not_reached", "not_reached"),
        (3500.5, "not_reached", "not_reached"),
    ],
)
def test_another_goal_is_answered_with_and_without_the_convention(goal, computed, text_only):
    row = targets.attainment(DATA, RESCUES, goal).iloc[0]
    assert (row["status_computed"], row["status_text_only"]) == (computed, text_only)
    assert (row["goal"], row["goal_is_printed"]) == (goal, False)
    assert row["share_lower"] == pytest.approx(2800 / goal)


def test_each_printing_of_the_rescues_is_read_in_the_order_of_the_document():
    table = targets.readings(DATA, RESCUES)
    assert table.columns.tolist() == targets.READINGS
    read = [
        (row.where, row.as_printed, row.lower, None if pd.isna(row.upper) else row.upper)
        for row in table.iloc[:-1].itertuples()
    ]
    assert read == [
        ("results-2018:5", "Meer dan 2.800", 2800, None),
        ("results-2018:37", "2.800", 2800, 2800),
        ("results-2018:157", "meer dan 2.800", 2800, None),
        ("results-2018:175", "ruim 2.800", 2800, 2900),
        ("results-2018:211", "ruim 2.800", 2800, 2900),
    ]
    assert table["preferred"].tolist() == [False, False, False, False, True, True]


def test_the_last_reading_is_what_the_text_alone_says():
    only = targets.readings(DATA, RESCUES).iloc[-1]
    assert pd.isna(only["as_printed"])
    assert (only["lower"], only["upper"]) == (2800, 3000)
    assert (only["share_lower"], only["share_upper"]) == (pytest.approx(0.9333, abs=1e-4), 1)


def test_another_goal_moves_the_shares_of_the_readings_not_the_readings():
    printed, tried = targets.readings(DATA, RESCUES), targets.readings(DATA, RESCUES, 2500)
    assert tried[["lower", "upper"]].equals(printed[["lower", "upper"]])
    assert tried["share_lower"].tolist() == pytest.approx([1.12] * 6)


# -- parameters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("goal", [0, -1, float("nan")])
def test_a_goal_that_is_not_above_zero_is_refused(goal):
    with pytest.raises(ParameterError, match=f"^goal is {goal}; a goal is above zero, or None for the printed target$"):
        targets.attainment(DATA, RESCUES, goal)


@pytest.mark.parametrize("question", [targets.attainment, targets.readings])
def test_an_unknown_target_is_named_with_the_nearest_and_the_allowed(question):
    with pytest.raises(UnknownNameError) as caught:
        question(DATA, "rescues-niger-2081")
    assert str(caught.value).startswith(
        "unknown target 'rescues-niger-2081' (did you mean 'rescues-niger-2018'?); allowed: "
    )
    assert all(name in str(caught.value) for name in DATA.targets["target_id"])


# -- every kind of answer --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "goal", "expected"),
    [
        ("3.000", 3000, ("reached", "reached")),
        ("2.999", 3000, ("not_reached", "not_reached")),
        ("meer dan 3.000", 3000, ("reached", "reached")),
        ("meer dan 2.900", 3000, ("undecided", "undecided")),
        ("max. 2.000", 3000, ("not_reached", "not_reached")),
        ("max. 4.000", 3000, ("undecided", "undecided")),
        ("duizenden", 3000, ("undecided", "undecided")),
        ("ruim 3.000", 3000, ("reached", "reached")),
        # "Bijna" says an upper end, and only our convention says a lower one.
        ("bijna 4.000", 3000, ("reached", "undecided")),
        ("bijna 2.000", 3000, ("not_reached", "not_reached")),
        # "Circa" says no end at all.
        ("circa 4.000", 3000, ("reached", "undecided")),
        ("circa 2.000", 3000, ("not_reached", "undecided")),
    ],
)
def test_the_text_alone_keeps_only_what_the_hedge_says(actual, goal, expected):
    assert answer(dataset(actual), goal) == expected
    if goal == 3000:
        assert answer(dataset(actual)) == expected


def test_almost_the_target_is_below_it_by_the_text_alone():
    assert answer(dataset("bijna 3.000"))[1] == "not_reached"


@pytest.mark.parametrize(
    ("actual", "lower", "upper"),
    [("ruim 2.800", 2800, None), ("bijna 2.800", None, 2800), ("circa 2.800", None, None), ("2.800", 2800, 2800)],
)
def test_the_reading_of_the_text_alone_drops_the_ends_that_are_convention(actual, lower, upper):
    only = targets.readings(dataset(actual), "t").iloc[-1]
    ends = [None if pd.isna(end) else end for end in (only["lower"], only["upper"])]
    assert ends == [lower, upper]


def test_a_claim_to_be_below_the_target_sets_a_limit_to_what_the_text_says():
    only = targets.readings(dataset("circa 2.800", claims=("below",)), "t").iloc[-1]
    assert pd.isna(only["lower"])
    assert only["upper"] == 3000


def test_a_claim_that_the_figure_contradicts_sets_no_limit():
    data = dataset("ruim 3.100", claims=("below",))
    assert answer(data) == ("reached", "reached")


def test_of_several_claims_one_to_be_below_sets_the_limit_and_that_they_disagree_is_said():
    row = targets.attainment(dataset("circa 2.800", claims=("as_expected", "below")), "t").iloc[0]
    assert (row["claims_mean"], row["claims_disagree"], row["below_as_printed"]) == (
        "as_expected below",
        True,
        "claim 2",
    )
    assert row["claims_as_printed"] == "“claim 1”, “claim 2”"
    assert row["status_text_only"] == "not_reached"


@pytest.mark.parametrize("claims", [(), ("below",), ("below", "delayed"), ("reached", "above"), ("unused", "stopped")])
def test_claims_that_do_not_exclude_each_other_do_not_disagree(claims):
    assert not targets.attainment(dataset("circa 2.800", claims=claims), "t").iloc[0]["claims_disagree"]


def test_words_that_are_the_status_or_printed_twice_are_quoted_once():
    data = dataset("circa 2.800", claims=("reached", "as_expected", "reached"))
    data.targets["status_as_printed"] = "Claim 1"
    data.target_claims.loc[2, "claim_as_printed"] = "Claim 2"
    assert targets.attainment(data, "t").iloc[0]["claims_as_printed"] == "“claim 2”"


# results-2018, line 211: "iets lager dan de beoogde 3.000, maar ... aan de verwachtingen voldoet".
def test_the_rescues_keep_both_claims_of_the_document():
    said = targets.claims(DATA, RESCUES)
    assert said[["claim_as_printed", "claim_means", "line"]].values.tolist() == [
        ["iets lager dan de beoogde 3.000", "below", 211],
        ["aan de verwachtingen voldoet", "as_expected", 211],
    ]
    assert targets.attainment(DATA, RESCUES).iloc[0]["claims_disagree"]


# progress-report-2013: houses that nobody uses (1273), a decision that could not be taken (86), money held back (78).
def test_what_is_unused_or_never_decided_on_is_not_said_to_be_below():
    overview = targets.overview(DATA).set_index("target_id")["claims_mean"]
    assert overview["amv-houses"] == "unused"
    assert overview["somalia-migration-management"] == "not_decided"
    assert "not_decided" in overview["cofinanced-projects-2013"]
    assert "below" not in overview["cofinanced-projects-2013"]
    assert overview["intent-enterprising-migrants"] == "stopped"


def test_the_counts_of_targets_say_what_they_are_of(transcribed):
    overview = targets.overview(transcribed)
    row = targets.counts(overview).iloc[0]
    assert row["rows"] == len(overview)
    assert row["with_number"] == overview["target_figure_id"].notna().sum() == 52
    assert row["no_target"] == 37
    assert row["answered"] + row["no_target"] + row["no_result"] + row["other_unit"] + row["earmark"] == row["rows"]


def test_without_a_target_there_is_no_answer_until_a_goal_is_tried():
    data = dataset("ruim 2.800", target=None, match="none", claims=("below",))
    assert answer(data) == ("no_target", "no_target")
    assert answer(data, 2500) == ("reached", "reached")
    assert targets.readings(data, "t")["share_lower"].isna().all()
    assert targets.readings(data, "t", 2800)["share_lower"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("goal", "far"), [(3.0, True), (3_000_000.0, True), (3.1, False), (30.0, False), (None, False)]
)
def test_a_goal_a_thousand_times_off_the_printed_one_is_marked(goal, far):
    row = targets.attainment(DATA, RESCUES, goal).iloc[0]
    assert pd.isna(row["goal_far_off"]) != far
    assert not far or row["goal_far_off"] == 3000


def test_without_a_result_there_is_no_answer_and_no_reading():
    data = dataset(None, match="none")
    assert answer(data) == answer(data, 10) == ("no_result", "no_result")
    table = targets.readings(data, "t")
    assert table.empty
    assert table.columns.tolist() == targets.READINGS


@pytest.mark.parametrize("match", ["proxy", "none"])
def test_what_counts_another_thing_is_not_held_against_the_target(match):
    data = dataset("2.800", match=match)
    row = targets.attainment(data, "t", 2500).iloc[0]
    assert (row["status_computed"], row["status_text_only"]) == ("other_unit", "other_unit")
    assert pd.isna(row["share_lower"])
    assert targets.readings(data, "t")["share_lower"].isna().all()


@pytest.mark.parametrize("kind", sorted(targets.LIMITS))
@pytest.mark.parametrize(
    ("actual", "expected"),
    [("2.800", "within"), ("3.000", "within"), ("3.001", "beyond"), ("meer dan 2.800", "undecided")],
)
def test_money_that_is_a_limit_is_kept_or_not_rather_than_reached(kind, actual, expected):
    assert answer(dataset(actual, kind=kind)) == (expected, expected)


def test_an_earmark_is_neither_a_goal_nor_a_limit():
    data = dataset("2.800", kind="reserved")
    row = targets.attainment(data, "t").iloc[0]
    assert (row["status_computed"], row["status_text_only"]) == ("earmark", "earmark")
    assert pd.isna(row["share_lower"])
    assert targets.readings(data, "t")["share_lower"].isna().all()
    assert not targets.LIMITS & targets.EARMARKS


def test_what_was_reserved_for_return_is_held_against_nothing():
    row = targets.attainment(DATA, "reserve-return-2013").iloc[0]
    assert (row["status_computed"], row["unit_match"]) == ("earmark", "proxy")
    assert pd.isna(row["share_lower"])


def test_more_than_a_goal_reaches_it_and_almost_a_goal_does_not():
    above, below = (targets.attainment(dataset(text), "t").iloc[0] for text in ("meer dan 3.000", "bijna 3.000"))
    assert (above["status_computed"], above["share_lower"], above["share_lower_open"]) == ("reached", 1, True)
    assert (below["status_computed"], below["share_upper"], below["share_upper_open"]) == ("not_reached", 1, True)


def test_what_a_claim_says_is_below_the_target_leaves_the_target_out():
    only = targets.readings(DATA, RESCUES).iloc[-1]
    assert (only["upper"], only["upper_open"], only["share_upper_open"]) == (3000, True, True)


def test_the_overview_has_every_target_once_with_its_answer():
    table = targets.overview(DATA)
    assert table["target_id"].tolist() == DATA.targets["target_id"].tolist()
    assert set(targets.RESULTS) <= set(table.columns)
    alone = targets.attainment(DATA, RESCUES).iloc[0]
    assert table.set_index("target_id").loc[RESCUES, "share_upper"] == alone["share_upper"]
    answered = table["status_computed"].isin(targets.NO_ANSWER)
    assert table["share_lower"].isna().equals(answered)


# -- what counts as a rescue: worked by hand from the printed numbers and the conventions ----------------------------

#: Print and window; what it allows and its share of 3,000; whether it may be set against the target.
GIVEN = [
    ("ruim 2.800", "2017-07-01", "2018-06-30", (2800, 2900), (14 / 15, 29 / 30), True),
    ("More than 2,800", "2017-07-01", "2018-06-30", (2800, None), (14 / 15, None), False),
    ("More than 600", "2017-04-01", "2017-06-27", (600, None), (1 / 5, None), False),
    ("1 000", "2017-04-01", "2017-08-08", (900, 1100), (3 / 10, 11 / 30), False),
    ("more than 600", "2016-04-01", "2017-06-15", (600, None), (1 / 5, None), False),
    ("over 3,500", "2016-12-15", "2017-12-31", (3500, None), (7 / 6, None), False),
    ("about 3,000", "2018-01-01", "2018-04-30", (2700, 3300), (9 / 10, 11 / 10), False),
    ("plus de 8.000", "2018-01-01", "2018-07-27", (8000, None), (8 / 3, None), False),
    ("nearly 20,000", "2016-04-01", "2019-06-25", (16000, 20000), (16 / 3, 20 / 3), False),
]


def ends(row, prefix: str = "") -> tuple:
    return tuple(None if pd.isna(end) else end for end in (row[f"{prefix}lower"], row[f"{prefix}upper"]))


def test_each_definition_of_a_rescue_gives_what_was_worked_out_by_hand():
    table = targets.definitions(DATA, RESCUES)
    assert table.columns.tolist() == targets.DEFINITIONS
    drawn = table[table["gives"].isin(["result", "series"])]
    assert len(drawn) == len(GIVEN)
    for (_, row), (printed, start, end, allowed, share, against) in zip(drawn.iterrows(), GIVEN, strict=True):
        assert (row["as_printed"], f"{row['period_start']:%Y-%m-%d}", f"{row['period_end']:%Y-%m-%d}") == (
            printed,
            start,
            end,
        )
        assert ends(row) == allowed
        assert ends(row, "share_") == pytest.approx(share)
        assert row["against_target"] == against
        assert row["url"].startswith("http")
        assert row["credited_en"]


def test_only_the_documents_own_result_is_an_attainment_and_each_other_says_why_not():
    table = targets.definitions(DATA, RESCUES)
    own = table[table["against_target"]]
    assert own["figure_id"].tolist() == ["rs18-0211-1"]
    assert own["observation_id"].isna().all()
    assert table["reason_en"].notna().all()
    assert table["reason_nl"].notna().all()
    attained = targets.attainment(DATA, RESCUES).iloc[0]
    assert ends(own.iloc[0], "share_") == ends(attained, "share_")


def test_single_rescues_and_what_no_source_gives_have_no_share():
    table = targets.definitions(DATA, RESCUES)
    events, nothing = (table[table["gives"] == kind] for kind in ("events", "nothing"))
    assert events["as_printed"].tolist() == ["391", "128", "406", "83"]
    assert events[["share_lower", "share_upper"]].isna().all(axis=None)
    assert len(nothing) > 0
    assert nothing[["lower", "upper", "share_lower", "share_upper"]].isna().all(axis=None)


def test_another_goal_moves_every_share_and_is_not_the_printed_target():
    table = targets.definitions(DATA, RESCUES, 2000)
    border = table[table["as_printed"] == "about 3,000"].iloc[0]
    assert ends(border, "share_") == pytest.approx((1.35, 1.65))
    assert (border["goal"], border["goal_is_printed"]) == (2000, False)
    assert table["target_figure_id"].isna().all()


def test_which_targets_have_other_definitions_comes_from_the_data():
    rows = DATA.target_definitions.assign(target_id="gcff-leverage")
    moved = Dataset({**{name: DATA[name] for name in DATA}, "target_definitions": rows}, DATA.folder)
    assert targets.definitions(moved, RESCUES).empty
    assert targets.attainment(moved, RESCUES).iloc[0]["definitions"] == 0
    assert targets.attainment(moved, "gcff-leverage").iloc[0]["definitions"] == 7
    assert targets.attainment(DATA, RESCUES).iloc[0]["definitions"] == 7


def test_what_was_counted_is_the_measure_where_nothing_else_could_be():
    row = targets.attainment(dataset("ruim 2.800"), "t").iloc[0]
    assert (row["counted_en"], row["counted_nl"], row["definitions"]) == ("Rescued", "Gered", 0)
    assert targets.attainment(dataset(None), "t").iloc[0]["counted_en"] is None


@pytest.mark.parametrize(
    ("printed", "as_of", "deadline", "status"),
    [
        ("2.000", "2024-12-31", "2027-12-31", "under_way"),
        ("2.000", "2027-12-31", "2027-12-31", "not_reached"),
        ("2.000", None, "2027-12-31", "not_reached"),
        ("3.100", "2024-12-31", "2027-12-31", "reached"),
    ],
)
def test_what_is_below_its_target_before_the_deadline_is_neither_met_nor_missed(printed, as_of, deadline, status):
    days = {"as_of": pd.Timestamp(as_of) if as_of else pd.NaT, "deadline": pd.Timestamp(deadline)}
    row = targets.attainment(dataset(printed, **days), "t").iloc[0]
    assert (row["status_computed"], row["status_text_only"]) == (status, status)


@pytest.mark.parametrize(
    ("per", "until", "status"),
    [(None, "2024-12-31", "under_way"), (None, "2023-12-31", "not_reached"), ("year", "2024-12-31", "not_reached")],
)
def test_without_a_deadline_a_target_is_due_by_the_end_of_its_own_window(per, until, status):
    data = dataset("2.000", as_of=pd.Timestamp("2023-12-31"))
    aimed = data.figures["figure_id"] == "target"
    figures = data.figures.assign(per=per)
    figures.loc[aimed, "period_end"] = pd.Timestamp(until)
    row = targets.attainment(Dataset({**data, "figures": figures}, Path()), "t").iloc[0]
    assert (row["status_computed"], row["status_text_only"]) == (status, status)


@pytest.mark.parametrize(
    ("emptied", "missing", "said"),
    [
        (["start"], "start", "No pace, because no start is printed:** TRQN III"),
        (["deadline"], "deadline", "No pace, because no deadline is printed:** TRQN III"),
        (["as_of"], "as_of", "No pace, because no day of the result is printed:** TRQN III"),
        (
            ["actual_figure_id", "as_of", "start"],
            "start result",
            "because no start and no result is printed:** TRQN III",
        ),
    ],
)
def test_what_lacks_for_a_pace_is_named_for_each_target(emptied, missing, said):
    rows = DATA.targets[DATA.targets["target_id"] == "trqn-3-placements"].copy()
    for column in emptied:
        rows[column] = pd.NaT if column in {"start", "as_of", "deadline"} else None
    found = targets.pace(Dataset({**DATA, "targets": rows}, DATA.folder))
    assert found["missing"].tolist() == [missing]
    assert found["needed"].isna().all()
    assert said in sentences.pace(found)
    assert "No target prints" not in sentences.pace(found)


def test_only_what_grows_towards_a_number_lacks_a_pace():
    lacking = targets.pace(DATA).set_index("target_id")["missing"]
    assert lacking["african-diaspora-book"] == "result deadline"
    # Its result is of the whole time of the target.
    assert RESCUES not in lacking.index
    # Limits, money that was promised, and how long something takes: none comes nearer by the month.
    without = {"budget-2013", "reserve-return-2013", "compass-2-contribution", "speed-schools-duration"}
    assert not without & set(lacking.index)


def test_months_that_are_not_whole_are_told_with_one_decimal():
    rows = DATA.targets[DATA.targets["target_id"] == "trqn-3-placements"].copy()
    rows["start"] = pd.Timestamp("2012-12-12")
    found = targets.pace(Dataset({**DATA, "targets": rows}, DATA.folder))
    text = sentences.pace(found)
    assert "in 35.6 months" in text
    assert "after 15.6 months" in text


# progress-report-2013 and results-page-2018: "ten minste 33%" is no 33%; a goal that is tried limits nothing.
def test_a_goal_that_was_decided_says_on_which_side_it_limits():
    overview = targets.overview(DATA)
    limits = overview[overview["goal_limit"].fillna("") != ""].set_index("target_figure_id")
    printed = DATA.figures.set_index("figure_id").loc[limits.index]
    assert limits["goal_limit"].tolist() == printed["qualifier"].tolist()
    assert set(printed["qualifier"]) >= {"at_least"}
    text = str(shown.targets(overview))
    assert all(f"{wording.hedge(row.goal_limit)} {row.goal:,.0f}" in text for row in limits.itertuples())
    tried = targets.attainment(DATA, limits["target_id"].iloc[0], 5.0)
    assert tried["goal_limit"].isna().all()
