"""What is said and drawn of one programme stays true with much, with little and with nothing."""

import pandas as pd
import pytest

import analysis
from analysis.language import speaking
from analysis.questions.programme import answers as programme
from analysis.questions.programme import charts, sentences, tables
from analysis.questions.targets import answers as targets
from analysis.show.marks import Nothing

LANGUAGES = ["en", "nl"]


def drawn(chart, number: int) -> pd.DataFrame:
    """The rows of a layer, which altair keeps once where all layers share them."""
    own = chart.layer[number].data
    return own if isinstance(own, pd.DataFrame) else chart.data


DAY = pd.Timestamp


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def profile(**given) -> pd.DataFrame:
    row = {
        "programme_id": "x",
        "label_en": "Aid",
        "label_nl": "Hulp",
        "theme": "reception",
        "start": pd.NaT,
        "end": pd.NaT,
        "status": "unknown",
        "end_reason_en": None,
        "end_reason_nl": None,
        "note_en": None,
        "note_nl": None,
        "where": "results-2018:1",
        "figures": 0,
        "printings": 0,
        "statements": 0,
        "promises": 0,
        "shared": 0,
        "known_until": "2013",
        "overdue": False,
        "paid_elsewhere": False,
        "dutch": True,
        "priority_en": None,
        "priority_nl": None,
        "priority_lower": None,
        "priority_upper": None,
    }
    return pd.DataFrame([row | given]).astype({"start": "datetime64[s]", "end": "datetime64[s]"})


def fact(**given) -> dict:
    row = dict.fromkeys(programme.FACTS) | {
        "figure_id": "a",
        "group": "money",
        "kind": "ceiling",
        "label_en": "Contribution",
        "label_nl": "Bijdrage",
        "unit": "EUR",
        "multiplicity": 1,
        "lower": 8e8,
        "upper": 8e8,
        "total_lower": 8e8,
        "total_upper": 8e8,
        "as_printed": "max. EUR 800 mln.",
        "period_start": DAY(2024, 1, 1),
        "period_end": DAY(2027, 12, 31),
        "period_basis": "printed",
        "funding": "netherlands",
        "where": "results-2018:2",
    }
    return row | given


def promise(**given) -> dict:
    row = dict.fromkeys(programme.PROMISE) | {"item": "t", "basis": "target", "label_en": "Goal", "label_nl": "Doel"}
    return row | given


def nothing(columns) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


ORGANISATIONS = ["organisation_id", "name", "label_en", "organisation_kind", "role", "where", "programmes"]
PLACES = ["place_id", "place_kind", "label_en", "label_nl", "role", "where"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_programme_with_nothing_but_a_name_says_so_and_draws_nothing(language):
    money, promises = nothing([*programme.FACTS, "total_lower", "total_upper"]), nothing(programme.PROMISE)
    said = speaking(language)(sentences.programme)(profile(), nothing(ORGANISATIONS), nothing(PLACES))
    assert {"en": "no executor is named", "nl": "geen uitvoerder genoemd"}[language] in said
    assert {"en": "Nothing more is said", "nl": "Meer is er niet"}[language] in said
    assert {"en": "No amount", "nl": "geen bedrag"}[language] in speaking(language)(sentences.programme_money)(money)
    text = speaking(language)(sentences.programme_promises)(promises, promises)
    assert {"en": "no target, plan or promise", "nl": "geen doel, plan of belofte"}[language] in text
    shown_instead = [
        speaking(language)(charts.programme_timeline)(profile(), nothing(programme.FACTS)),
        speaking(language)(charts.programme_money)(money),
        speaking(language)(charts.pace)(nothing(targets.PACE)),
        speaking(language)(charts.executors)(nothing(["own"])),
    ]
    assert all(isinstance(chart, Nothing) and chart._repr_markdown_() for chart in shown_instead)
    assert speaking(language)(tables.programme_facts)(nothing(programme.FACTS)).cells == []


def test_one_of_a_thing_is_not_many():
    places = pd.DataFrame([("NER", "country", "Niger", "Niger", "in", "results-2018:1")], columns=PLACES)
    one = plain(sentences.programme(profile(figures=1, statements=1), nothing(ORGANISATIONS), places))
    assert "1 country named: Niger" in one
    assert "1 fact in figures of it and say 1 thing without" in one
    many = plain(speaking("nl")(sentences.programme)(profile(figures=2), nothing(ORGANISATIONS), places))
    assert "De documenten vermelden erover 2 feiten in cijfers en niets zonder getal." in many


def test_a_region_is_named_as_one_and_never_as_a_country():
    places = pd.DataFrame(
        [
            ("horn", "region", "Horn of Africa", "Hoorn van Afrika", "in", "x"),
            ("NLD", "country", "Netherlands", "Nederland", "from", "x"),
        ],
        columns=PLACES,
    )
    text = sentences.programme(profile(), nothing(ORGANISATIONS), places)
    assert "Named as a region, not as single countries: Horn of Africa; from: Netherlands." in text
    assert "countries named" not in text


def test_how_it_ended_and_what_happened_are_told_apart():
    stopped = profile(status="stopped", end_reason_en="No money.", end_reason_nl="Geen geld.", end=DAY(2013, 12, 31))
    assert "How it ended: No money." in sentences.programme(stopped, nothing(ORGANISATIONS), nothing(PLACES))
    running = profile(status="running", end_reason_en="Delayed.", end_reason_nl="Vertraagd.", start=DAY(2012, 1, 1))
    text = sentences.programme(running, nothing(ORGANISATIONS), nothing(PLACES))
    assert "since 2012, no end is printed" in text
    assert "What happened to it: Delayed." in text


def test_amounts_are_named_by_kind_and_never_added_up():
    single = plain(sentences.programme_money(pd.DataFrame([fact()])))
    assert "**One amount is printed of it**: EUR 800 million (ceiling, the Netherlands, 2024 to 2027)." in single
    assert "What was paid or spent is not printed." in single
    both = pd.DataFrame([fact(), fact(kind="paid", lower=15000.0, upper=15000.0, multiplicity=2, funding="other")])
    text = plain(speaking("nl")(sentences.programme_money)(both))
    assert "2 × EUR 15.000 (overgemaakt, anderen" in text
    assert "Ze worden niet opgeteld" in text
    assert "niet vermeld" not in text


@pytest.mark.parametrize(
    ("outcomes", "english"),
    [
        (["no_result"], "Its one promise, plan or target is not answered"),
        (["no_result", "reached"], "Of 2 promises, plans and targets, 1 is not answered"),
        (["reached", "not_reached"], "All 2 promises, plans and targets have an answer"),
        (["not_due"], "1 target or plan is for a time after 30 September 2023"),
        # A target that is not due by the documents is one of them, so that the other is not the only one.
        (["not_due", "kept_not_in_documents"], "The one promise, plan or target that was due is not answered"),
        (["not_due", "reached"], "The one promise, plan or target that was due has an answer"),
        (["not_due", "reached", "no_result"], "Of 2 promises, plans and targets that were due, 1 is not answered"),
        (["under_way", "reached", "reached"], "All 2 promises, plans and targets that were due have an answer"),
        (["under_way"], "1 target was not due by the day of its result, which is below it."),
        (["no_target", "no_target"], "2 results or claims are printed without a numeric target"),
    ],
)
def test_promises_are_counted_by_what_came_of_them(outcomes, english):
    promises = pd.DataFrame([promise(outcome=outcome, last_result=DAY(2023, 9, 30)) for outcome in outcomes])
    text = sentences.programme_promises(promises, programme.never_reported(promises))
    assert english in text
    assert speaking("nl")(sentences.programme_promises)(promises, programme.never_reported(promises)) != text


def test_what_is_due_goes_by_the_last_printed_result_and_not_by_today():
    early = promise(outcome="under_way", deadline=DAY(2023, 6, 30), last_result=DAY(2023, 9, 30))
    text = plain(sentences.programme_promises(pd.DataFrame([early]), nothing(programme.PROMISE)))
    assert "The deadline of “Goal” has passed by 30 September 2023, up to when these documents print results" in text
    ahead = early | {"deadline": DAY(2024, 6, 30)}
    assert "has passed" not in sentences.programme_promises(pd.DataFrame([ahead]), nothing(programme.PROMISE))
    told = programme.promises(analysis.load(), "prospects-2")
    assert set(told["last_result"]) == {targets.last_result(analysis.load())}


def test_the_place_of_an_amount_is_told_where_it_is_a_part_of_those_of_the_programme():
    of_one_country = pd.DataFrame([fact(place_en="Niger", place_nl="Niger")])
    assert "(ceiling, the Netherlands, 2024 to 2027, for: Niger)" in plain(sentences.programme_money(of_one_country))
    data = analysis.load()
    assert programme.money(data, "gcff").set_index("figure_id")["place_en"].dropna().to_dict() == {
        "mr23-0836-1": "Moldova",
        "mr23-0842-1": "Armenia",
        "mr23-0843-1": "Armenia",
    }


def test_a_time_line_keeps_open_ends_and_unknown_windows():
    facts = pd.DataFrame(
        [
            fact(),
            fact(
                figure_id="b",
                group="result",
                kind="actual",
                unit="person",
                lower=1e5,
                upper=None,
                period_start=DAY(2021, 1, 1),
                period_end=pd.NaT,
            ),
            fact(figure_id="c", period_start=pd.NaT, period_end=pd.NaT, period_basis="unknown"),
        ]
    )
    chart = charts.programme_timeline(profile(start=DAY(2021, 1, 1)), facts)
    rows = drawn(chart, 0)
    assert rows["open"].tolist() == [True, False, True, False]
    assert rows["mark"].tolist() == ["bar", "bar", "bar", "unknown"]
    assert chart.to_dict()["description"].endswith("not known.")
    assert len(set(rows["label"])) == 4  # rows of one label keep their own place


def test_dollars_stand_without_a_bar():
    chart = charts.programme_money(pd.DataFrame([fact(), fact(unit="USD", total_lower=5e6, total_upper=5e6)]))
    rows = drawn(chart, 0)
    assert rows["value"].isna().tolist() == [False, True]


def test_dependence_says_where_the_own_executors_stand():
    columns = ["organisation_id", "name", "label_en", "programmes", "dutch", "share", "own"]
    table = pd.DataFrame([("iom", "IOM", "IOM", 3, 2, 0.75, False), ("x", "X", "X", 1, 1, 0.25, True)], columns=columns)
    whole = pd.DataFrame(
        [
            {
                "programmes": 6,
                "with_executor": 4,
                "executors": 2,
                "leading": 1,
                "names": "IOM",
                "reached": 3,
                "share": 0.75,
                "once": 1,
            }
        ]
    )
    text = plain(sentences.dependence(whole, table))
    assert "IOM carries out 3 of the 4 programmes" in text
    assert "Those of this programme appear with no other." in text
    assert "none is named" in sentences.dependence(whole, table.assign(own=False))
    assert "X (2)" in sentences.dependence(whole, table.assign(programmes=[3, 2]))


def test_an_amount_shared_with_others_is_named_as_such_and_not_as_the_programmes_own():
    shared = fact(link="paid_from", beside_en="Houses, Return", beside_nl="Huizen, Terugkeer", lower=1e6, upper=1e6)
    english = plain(sentences.programme_money(pd.DataFrame([shared])))
    assert english.startswith("**No amount is printed of it alone.** It is paid from EUR 1 million")
    assert "together with Houses, Return; what part of that is its own is not printed." in english
    dutch = speaking("nl")(sentences.programme_money)(pd.DataFrame([fact(), shared]))
    assert dutch.startswith("**Er is één bedrag voor vermeld**")
    assert "samen met Huizen, Terugkeer" in dutch
    assert isinstance(charts.programme_money(pd.DataFrame([shared])), Nothing)


def test_the_status_is_that_of_the_last_document_that_names_it():
    said = sentences.programme(profile(status="running"), nothing(ORGANISATIONS), nothing(PLACES))
    assert "Status in the last document that names it, on 2013: running" in said
    said = speaking("nl")(sentences.programme)(profile(known_until=None), nothing(ORGANISATIONS), nothing(PLACES))
    assert "Status in het laatste document dat het noemt, ongedateerd:" in said
    said = speaking("nl")(sentences.programme)(profile(overdue=True), nothing(ORGANISATIONS), nothing(PLACES))
    assert "Het vermelde einde is inmiddels voorbij" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "EUR 2,459,052 was spent in all"),
        ({"dutch": False}, "“Return”."),
        ({"paid_elsewhere": True}, "“Return”, but paid from another budget."),
    ],
)
def test_the_priority_is_named_and_its_amount_only_where_it_may_have_paid(given, said):
    row = profile(
        priority_en="Return", priority_nl="Terugkeer", priority_lower=2459052.0, priority_upper=2459052.0, **given
    )
    text = plain(sentences.programme(row, nothing(ORGANISATIONS), nothing(PLACES)))
    assert "Reported under the policy priority “Return”" in text
    assert said in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_within_a_country_is_called_no_region(language):
    places = pd.DataFrame([("town", "area", "Town", "Stad", "in", "x")], columns=PLACES)
    text = speaking(language)(sentences.programme)(profile(), nothing(ORGANISATIONS), places)
    assert {"en": "Named as a part of a country: Town", "nl": "Genoemd als deel van een land: Stad"}[language] in text
    assert {"en": "as a region", "nl": "als gebied"}[language] not in text


def test_a_promise_stands_beside_its_result_a_result_without_a_target_alone_and_other_units_in_a_panel_of_their_own():
    columns = [*programme.PROMISE]
    held = {"basis": "target", "label_en": "Rescues", "unit": "person", "outcome": "not_reached", "figure_id": "a b"}
    held |= {"goal_lower": 3000.0, "goal_upper": 3000.0, "actual_lower": 2800.0, "actual_upper": 2900.0}
    alone = {"label_en": "Returns", "outcome": "no_target", "goal_lower": None, "goal_upper": None}
    table = pd.DataFrame([held | {"share_lower": 0.93, "share_upper": 0.97}, held | alone], columns=columns)
    rows = charts.programme_promises(table).data
    assert rows["target"].isna().tolist() == [False, True]
    assert [plain(text) for text in rows["text"]] == [
        "2,800 to 2,900 · target: 3,000 · 93 to 97%",
        "2,800 to 2,900 · no target is printed",
    ]
    panels = charts.programme_promises(table.assign(unit=["person", "law"])).to_dict()["vconcat"]
    assert [panel["title"]["text"] for panel in panels] == ["people", "laws"]
    assert isinstance(charts.programme_promises(table.assign(outcome="other_unit")), Nothing)


def test_the_pace_stands_against_what_was_needed_by_then_and_by_the_deadline():
    rows = charts.pace(programme.pace(analysis.load(), "trqn-3")).data
    assert rows["target"].tolist() == [180, 405]
    assert rows["lower"].tolist() == [117, 263.25]
    assert [plain(text) for text in rows["text"]] == [
        "117 placements · needed: 180",
        "263 placements · target: 405 people",
    ]


@pytest.mark.parametrize(
    ("funding", "credit", "said"),
    [
        ("netherlands", None, "paid by: the Netherlands; result of: not said"),
        (None, "netherlands", "paid by: not said; result of: the Netherlands"),
        ("netherlands", "netherlands", "the Netherlands"),
        (None, None, ""),
    ],
)
def test_who_paid_and_whose_result_it_is_are_whole_phrases(funding, credit, said):
    table = tables.programme_facts(pd.DataFrame([fact(group="result", kind="actual", funding=funding, credit=credit)]))
    assert dict(zip(table.headings, table.cells[0], strict=True))["whose"] == said
