"""What is said and drawn of one country stays true with much, with little and with nothing."""

import pandas as pd
import pytest

from analysis.language import speaking
from analysis.questions.country import answers as country
from analysis.questions.country import charts, sentences, tables
from analysis.questions.programme import answers as programme
from analysis.show.marks import Nothing

LANGUAGES = ["en", "nl"]
DAY = pd.Timestamp


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def profile(**given) -> pd.DataFrame:
    return pd.DataFrame([{"place_id": "NER", "label_en": "Niger", "label_nl": "Niger", "mentioned": True} | given])


def a_list(**given) -> dict:
    return (
        dict.fromkeys(country.LISTS)
        | {
            "list_id": "x",
            "label_en": "Focus",
            "label_nl": "Focus",
            "criterion_en": "chosen",
            "criterion_nl": "chosen",
            "says": "named",
            "exhaustive": True,
            "policy": True,
            "donor": False,
            "legibility": "legible",
            "source_id": "migration-report-2023",
            "where": "migration-report-2023:1",
        }
        | given
    )


def lists(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([a_list(**row) for row in rows], columns=country.LISTS).astype({"rank": "Int64"})


def activity(**given) -> pd.DataFrame:
    row = dict.fromkeys(country.ACTIVITIES) | {
        "list_id": "x",
        "label_en": "Activities",
        "label_nl": "Activiteiten",
        "says": "named",
        "legibility": "legible",
        "as_of": pd.Timestamp(2023, 12, 31),
        "lower": 3.0,
        "upper": 3.0,
        "unit": "activity",
        "as_printed": "3",
        "countries": 12,
        "unreadable": 3,
        "figure_id": "a",
        "where": "results-2018:1",
    }
    return pd.DataFrame([row | given])


def a_programme(**given) -> dict:
    return (
        dict.fromkeys(country.PROGRAMMES)
        | {
            "programme_id": "p",
            "label_en": "Aid",
            "label_nl": "Hulp",
            "theme": "reception",
            "roles": "in",
            "status": "running",
            "start": pd.NaT,
            "end": pd.NaT,
            "dutch": True,
            "named": "2018",
            "where": "results-2018:2",
            "payers_en": "The state",
            "payers_nl": "De staat",
            "known_until": "2018",
            "overdue": False,
        }
        | given
    )


def programmes(*rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame([a_programme(**row) for row in rows], columns=country.PROGRAMMES)
    return frame.astype({"start": "datetime64[s]", "end": "datetime64[s]", "dutch": "bool"})


def figures(*rows: dict) -> pd.DataFrame:
    columns = [*programme.FACTS, *country.FIGURES]
    standard = dict.fromkeys(columns) | {
        "figure_id": "a",
        "scope": "own",
        "group": "result",
        "kind": "actual",
        "label_en": "Rescued",
        "label_nl": "Gered",
        "unit": "person",
        "lower": 2.0,
        "upper": 2.0,
        "as_printed": "2",
        "multiplicity": 1,
        "place_en": "Niger",
        "place_nl": "Niger",
        "period_basis": "unknown",
        "credit": "netherlands",
        "funding": "netherlands",
    }
    return pd.DataFrame([standard | row for row in rows], columns=columns)


def printed(*rows: dict) -> pd.DataFrame:
    standard = dict.fromkeys(country.PRINTED) | {
        "figure_id": "a",
        "role": "host",
        "population": "refugees",
        "lower": 3.75e6,
        "upper": 3.85e6,
        "unit": "person",
        "as_printed": "3,8 miljoen",
        "period_end": DAY(2023, 12, 31),
        "period_start": DAY(2023, 12, 31),
        "period_basis": "inferred",
        "where": "results-2018:3",
    }
    frame = pd.DataFrame([standard | row for row in rows], columns=country.PRINTED)
    return frame.astype({"period_start": "datetime64[s]", "period_end": "datetime64[s]"})


def stocks(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["role", "category", "year", "people"])
    return frame.assign(day=pd.to_datetime(frame["year"].astype(str) + "-12-31"), source_id="u", source="UNHCR, 2024")


def change(**given) -> pd.DataFrame:
    row = {"role": "host", "start": 2013, "end": 2023, "before": 100, "after": 80, "change": -20, "change_share": -0.2}
    return pd.DataFrame([row | given])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "There is nothing about Brazil in these documents"),
        ("nl", "Over Brazilië staat niets in deze documenten"),
    ],
)
def test_a_country_that_is_not_named_says_so(language, said):
    unnamed = profile(place_id="BRA", label_en="Brazil", label_nl="Brazilië", mentioned=False)
    text = speaking(language)(sentences.country)(unnamed, lists({"says": "absent"}), programmes(), figures(), printed())
    assert said in text


@pytest.mark.parametrize(
    ("donor", "language", "said"),
    [
        (True, "en", "only as a donor, on 1 list: Focus."),
        (False, "en", "only on 1 list: Focus."),
        (True, "nl", "alleen als donor, op 1 lijst: Focus."),
    ],
)
def test_a_country_on_lists_alone_is_not_one_where_the_netherlands_is_active(donor, language, said):
    text = speaking(language)(sentences.country)(
        profile(), lists({"donor": donor, "policy": False}), programmes(), figures(), printed()
    )
    assert said in text
    assert ("say nothing" if language == "en" else "zeggen deze documenten niets") in text


def test_a_country_with_an_activity_and_nothing_else_is_not_one_of_which_nothing_is_said():
    text = sentences.country(profile(), lists({}), programmes(), figures(), printed())
    assert "stands on 1 list, is named by no programme, and has no result and no amount of its own" in text
    assert "say nothing" not in text


def test_little_is_called_little_and_much_is_not():
    little = sentences.country(profile(), lists({"policy": False}), programmes({}), figures(), printed())
    assert "stands on 1 list, is named by 1 programme, and has no result and no amount of its own" in little
    assert "That is little" in little
    much = speaking("nl")(sentences.country)(
        profile(), lists({}, {}), programmes({}, {}), figures({}, {}, {"group": "money"}), printed()
    )
    assert "staat op 2 lijsten en is genoemd bij 2 programma's; alleen over dit land: 2 resultaten en 1 bedrag." in much
    assert "weinig" not in much


def test_an_article_is_in_the_sentence_where_a_name_takes_one():
    congo = profile(
        place_id="COD", label_en="Democratic Republic of the Congo", label_nl="Democratische Republiek Congo"
    )
    assert "**The Democratic Republic of the Congo stands" in sentences.country(
        congo, lists({}), programmes({}), figures(), printed()
    )
    assert "is de Democratische Republiek Congo genoemd" in speaking("nl")(sentences.country_programmes)(
        congo, programmes({})
    )


def test_absence_says_something_only_on_a_complete_list():
    text = sentences.country_absence(
        lists(
            {"says": "absent", "label_en": "A"},
            {"says": "silent", "label_en": "B"},
            {"says": "unprinted", "label_en": "C"},
        ),
    )
    assert "Not on 1 list that is complete, so that the absence means something: A." in text
    assert "Not on 1 list that does not claim to be complete, which says nothing: B." in text
    assert "cannot be known, because the document prints no names: C." in text
    assert speaking("nl")(sentences.country_absence)(lists({})).startswith("Het staat op elke lijst")


@pytest.mark.parametrize(
    ("given", "language", "said"),
    [
        ({}, "en", "3 activities; of the 12 cells of the table 3 cannot be read."),
        ({"lower": 1.0, "upper": 1.0, "unreadable": 0}, "en", "2023:** 1 activity."),
        ({"unreadable": 1}, "nl", "3 activiteiten; van de 12 cellen van de tabel is er 1 niet te lezen."),
        ({"legibility": "illegible", "as_printed": "q"}, "en", "cannot be read: “q” stands where a digit was"),
        ({"legibility": "lost"}, "nl", "het aantal ontbreekt: er is geen getal vermeld"),
        (
            {"says": "silent"},
            "en",
            "2023:** not on it. It names 12 countries and does not claim to be complete, so that",
        ),
        ({"says": "silent", "countries": 1}, "nl", "2023:** staat er niet op. Er staat 1 land op, "),
        ({"says": "silent", "as_of": pd.NaT}, "en", ", undated:** not on it."),
        ({"says": "silent", "as_of": pd.NaT}, "nl", ", ongedateerd:** staat er niet op."),
        ({"says": "absent"}, "en", "not on it; it is complete, and names 12 countries."),
        ({"says": "unprinted", "countries": None}, "en", "the document does not print its countries."),
        ({"as_printed": None}, "en", "it is on it, without a number of activities."),
    ],
)
def test_a_cell_of_the_activities_is_read_or_said_to_be_unreadable_lost_or_not_there(given, language, said):
    assert said in plain(speaking(language)(sentences.country_activities)(activity(**given), programmes()))


def test_absence_from_both_tables_is_set_against_the_programmes_that_name_the_country():
    silent = activity(says="silent")
    then = {"known_until": "2023"}
    assert "name 1 programme there with the Dutch state as a payer" in sentences.country_activities(
        silent, programmes(then)
    )
    assert "programme there" not in sentences.country_activities(silent, programmes(then | {"dutch": False}))


@pytest.mark.parametrize(
    ("rows", "language", "said"),
    [
        ([], "en", "**No programme names Niger.**"),
        ([{}], "en", "**1 programme names Niger:** running, by the last"),
        ([{}, {}], "nl", "**Bij 2 programma's is Niger genoemd:** beide lopend, telkens volgens het laatste document"),
        ([{}, {"status": "unknown"}], "en", "1 running and 1 without a status"),
        (
            [{"via_en": "Sahel", "via_nl": "Sahel"}],
            "nl",
            "Bij 1 programma is alleen een regio genoemd waartoe het land wordt gerekend",
        ),
        ([{}, {"dutch": False}], "en", "as a payer of 1 of 2."),
        ([{}, {"start": DAY(2016, 1, 1)}], "nl", "Bij 1 van de 2 is begin noch einde vermeld."),
    ],
)
def test_programmes_are_counted_in_both_numbers(rows, language, said):
    assert said in speaking(language)(sentences.country_programmes)(profile(), programmes(*rows))


@pytest.mark.parametrize(
    ("rows", "language", "said"),
    [
        ([], "en", "**No figure is printed of Niger alone**"),
        ([{}], "en", "**Of Niger alone are printed: 1 result.** No amount of money is among them."),
        ([{"group": "money"}, {"group": "money"}], "nl", "**Vermeld over Niger alleen: 2 bedragen.**"),
        ([{"group": "money", "funding": "eu"}], "en", "The amount is not Dutch money but that of the EU."),
        (
            [{"group": "money", "funding": "other"}, {"group": "money", "funding": "netherlands"}],
            "nl",
            "Van de bedragen is 1 van de 2 geen Nederlands geld maar van anderen.",
        ),
        ([{"credit": "international"}, {}], "en", "1 of 2 is printed as the result of others"),
        ([{"scope": "region"}], "en", "1 figure more counts it along"),
        ([{"scope": "several"}, {"scope": "end"}], "nl", "In nog 2 cijfers is het land meegeteld"),
    ],
)
def test_own_figures_and_those_that_count_it_along_are_kept_apart(rows, language, said):
    assert said in speaking(language)(sentences.country_figures)(profile(), figures(*rows))


@pytest.mark.parametrize(
    ("given", "language", "said"),
    [
        ({}, "en", "counted 80 refugees in Niger**, 20 fewer than the 100 at the end of 2013 (−20%)."),
        ({"after": 150, "change": 50, "change_share": 0.5}, "nl", "50 meer dan de 100 van eind 2013 (+50%)."),
        ({"after": 300, "change": 200, "change_share": 2.0}, "en", "200 more than the 100 at the end of 2013 (3"),
        ({"after": 100, "change": 0, "change_share": 0.0}, "nl", "evenveel als eind 2013"),
        ({"before": None, "change": None, "change_share": None}, "en", "for the end of 2013 it has no number"),
        ({"after": None, "change": None, "change_share": None}, "nl", "Eind 2013 telde UNHCR 100 vluchtelingen in"),
        ({"before": 0, "after": 1, "change": 1, "change_share": None}, "en", "1 refugee in Niger**, 1 more than the 0"),
        ({"role": "origin"}, "nl", "80 vluchtelingen uit Niger"),
        ({"before": None, "after": None, "change": None, "change_share": None}, "en", "no number of refugees in"),
    ],
)
def test_a_change_is_said_with_its_direction_or_not_at_all(given, language, said):
    text = speaking(language)(sentences.country_refugees)(
        profile(), stocks(("host", "refugees", 2023, 80)), change(**given), printed()
    )
    assert said in plain(text)


def test_printed_numbers_stand_side_by_side_with_date_and_other_end():
    rows = printed(
        {},
        {"as_printed": "3,4 miljoen", "period_start": pd.NaT, "period_end": pd.NaT},
        {"role": "origin", "as_printed": "miljoenen", "other_en": "Pakistan", "other_nl": "Pakistan"},
    )
    text = sentences.country_refugees(profile(), stocks(), change().head(0), rows)
    assert "“3,8 miljoen”, 31 December 2023 (inferred); “3,4 miljoen”, undated. They stand side by side" in text
    assert "only those in Pakistan" in text
    assert "no numbers for Niger" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_draw_is_a_sentence_and_empty_tables_say_none(language):
    assert isinstance(speaking(language)(charts.country_programmes)(profile(), programmes()), Nothing)
    assert isinstance(speaking(language)(charts.country_refugees)(profile(), stocks(), printed()), Nothing)
    none = ": none" if language == "en" else ": geen"
    for table in (
        speaking(language)(tables.country_programmes)(programmes()),
        speaking(language)(tables.country_own)(figures()),
        speaking(language)(tables.country_wider)(figures()),
        speaking(language)(tables.country_refugees)(printed()),
        speaking(language)(tables.country_stocks)(stocks()),
    ):
        assert table.caption.endswith(none)
        assert table.cells == []
        str(table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_marks_what_each_list_means(language):
    rows = lists(
        {"list_id": "a"},
        {"list_id": "b", "legibility": "lost"},
        {"list_id": "c", "says": "absent"},
        {"list_id": "d", "says": "silent"},
        {"list_id": "e", "says": "absent", "policy": False},
    )
    chart = speaking(language)(charts.country_presence)(profile(), rows, activity())
    means = [speaking(language)(charts._state)(state) for state in ("named", "unread", "absent", "silent")]
    assert chart.data["mark"].tolist() == means
    assert chart.to_dict()["description"].startswith("Niger")


def test_an_open_term_ends_at_the_last_document_that_names_the_programme():
    rows = programmes(
        {"programme_id": "a", "start": DAY(2016, 1, 1), "named": "2018 2023"},
        {"programme_id": "b", "end": DAY(2013, 12, 31), "named": "2013"},
        {"programme_id": "c", "start": DAY(2024, 1, 1), "end": DAY(2027, 12, 31), "named": "2023"},
        {"programme_id": "d", "named": ""},
    )
    chart = charts.country_programmes(profile(), rows)
    drawn = chart.data[~chart.data["hollow"]]
    assert drawn["from"].tolist()[:3] == ["2016-01-01", "2013-01-01", "2024-01-01"]
    assert drawn["until"].tolist()[:3] == ["2024-01-01", "2014-01-01", "2028-01-01"]
    assert drawn["open"].tolist() == [True, False, False, False]
    assert drawn["beside"].tolist()[-1] == "running (undated document)"
    alone = charts.country_programmes(profile(), programmes({"named": ""}))
    assert alone.data["mark"].tolist() == ["unknown"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_panels_share_the_look_of_each_series_and_begin_at_zero(language):
    rows = stocks(("host", "refugees", 2022, 5), ("host", "refugees", 2023, 6), ("origin", "oip", 2023, 9))
    chart = speaking(language)(charts.country_refugees)(profile(), rows, printed({}))
    spec = chart.to_dict()
    assert chart.data["panel"].nunique() == 2
    layers = spec["spec"]["layer"]
    scales = [layer["encoding"]["color"]["scale"] for layer in layers if "scale" in layer["encoding"].get("color", {})]
    assert all(scale == scales[0] for scale in scales)
    assert all(layer["encoding"]["y"]["scale"]["zero"] for layer in layers if "scale" in layer["encoding"].get("y", {}))


@pytest.mark.parametrize(
    ("rows", "language", "said"),
    [
        (
            [{}, {"known_until": "2013"}, {"known_until": None}],
            "en",
            "(not ended: 1 as of 2018, 1 as of 2013 and 1 as of an undated document)",
        ),
        ([{"known_until": "2013"}], "nl", "(niet beëindigd: 1 volgens een document over 2013)"),
        ([{"overdue": True}, {}], "en", "For 1 of 2 the printed end has passed since"),
        ([{"status": "completed", "overdue": False}], "en", "completed, by the last document that says anything"),
        ([{"via_en": "Horn", "via_nl": "Hoorn", "via_basis": "inferred"}], "en", "belongs to Horn is our reading"),
        (
            [{"via_en": "Horn", "via_nl": "Hoorn", "via_basis": "inferred"}],
            "nl",
            "Dat het land daartoe behoort (Hoorn), is onze lezing",
        ),
    ],
)
def test_programmes_are_told_as_of_the_document_that_knows_them(rows, language, said):
    assert said in speaking(language)(sentences.country_programmes)(profile(), programmes(*rows))


def test_events_are_counted_with_what_of_their_dates_is_inferred():
    row = {
        "event_id": "e",
        "event_kind": "visit",
        "roles": "in",
        "start": DAY(2023, 6, 1),
        "end": DAY(2023, 6, 30),
        "date_as_printed": "juni",
        "basis": "inferred",
        "what_en": "A visit.",
        "what_nl": "Een bezoek.",
        "where": "results-2018:3",
    }
    frame = pd.DataFrame([row, row | {"start": pd.NaT, "end": pd.NaT, "date_as_printed": None, "basis": "unknown"}])
    said = sentences.country_events(profile(), frame)
    assert said.startswith("**The documents tell of 2 events in or with Niger, 1 with a date; 1 of these dates follows")
    cells = speaking("nl")(tables.country_events)(frame).cells
    assert [cell[0] for cell in cells] == ["juni 2023 (afgeleid)", "geen datum vermeld"]
    undated = speaking("nl")(sentences.country_events)(profile(), frame[frame["start"].isna()])
    assert undated == "**De documenten vermelden 1 gebeurtenis in of met Niger, zonder datum.**"
    none = speaking("nl")(sentences.country_events)(profile(), frame.iloc[:0])
    assert none == "**Er is geen overeenkomst, bezoek of andere gebeurtenis met Niger vermeld.**"


@pytest.mark.parametrize(
    ("known_until", "language", "expected"),
    [
        ("2023", "en", "does not mean that nothing was done there: documents on 2023 or later name 1 programme there"),
        (
            "2023",
            "nl",
            "betekent niet dat er niets gebeurde: documenten over 2023 of later noemen daar 1 programma met",
        ),
        ("2018", "en", None),  # it may have ended long before
        (None, "nl", None),
    ],
)
def test_only_a_programme_of_that_time_speaks_against_the_silence_of_a_table(known_until, language, expected):
    absent = activity(says="silent", legibility=None, lower=None, upper=None)
    text = speaking(language)(sentences.country_activities)(absent, programmes({"known_until": known_until}))
    if expected is None:
        assert "does not mean" not in text
        assert "betekent niet" not in text
    else:
        assert expected in plain(text)
