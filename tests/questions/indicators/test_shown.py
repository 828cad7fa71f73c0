"""What is said and drawn of results, their fate and their changes stays true at the edges."""

import pandas as pd
import pytest

from analysis.language import numbers, speaking
from analysis.questions.indicators import answers as indicators
from analysis.questions.indicators import charts, sentences, tables
from analysis.show.marks import Nothing

LANGUAGES = ["en", "nl"]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def result(**cells) -> dict:
    return {
        "figure_id": "a",
        "measure_id": "m",
        "label_en": "Rescues",
        "label_nl": "Reddingen",
        "report": 2018,
        "unit": "person",
        "lower": 2800.0,
        "upper": 2900.0,
        "result_level": "output",
        "as_printed": "ruim 2.800",
        "other_as_printed": None,
        "other_figure_id": None,
        "status_as_printed": None,
        "credit": "netherlands",
        "population": "migrants",
        "period_start": pd.Timestamp(2018, 1, 1),
        "period_end": pd.Timestamp(2018, 12, 31),
        "period_basis": "printed",
        "where": "results-2018:1",
    } | cells


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows).astype({"lower": float, "upper": float})


def pair(low, high, relative=(None, None), **cells) -> pd.DataFrame:
    row = {
        "label_en": "Returns",
        "label_nl": "Terugkeer",
        "other_label_en": "Returns",
        "other_label_nl": "Terugkeer",
        "as_printed": "10",
        "other_as_printed": "20",
        "period_start": pd.Timestamp(2017, 1, 1),
        "period_end": pd.Timestamp(2017, 12, 31),
        "other_period_start": pd.Timestamp(2018, 1, 1),
        "other_period_end": pd.Timestamp(2018, 12, 31),
        "allowed": True,
        "verdict": "comparable",
        "obstacles": "",
        "reason_en": "",
        "reason_nl": "",
        "unit": "person",
        "change_lower": low,
        "change_upper": high,
        "relative_lower": relative[0],
        "relative_upper": relative[1],
    } | cells
    return pd.DataFrame([row])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_report_is_said_and_not_drawn(language):
    none = {
        name: pd.DataFrame(columns=columns)
        for name, columns in (
            ("printed", indicators.PRINTED),
            ("windows", indicators.WINDOWS),
            ("continuity", indicators.CONTINUITY),
            ("verdict", indicators.VERDICT),
        )
    }
    for draw, name in (
        (charts.results, "printed"),
        (charts.result_windows, "windows"),
        (charts.continuity, "continuity"),
        (charts.changes, "verdict"),
    ):
        assert isinstance(speaking(language)(draw)(none[name]), Nothing)
    for say, name in (
        (sentences.results, "printed"),
        (sentences.result_windows, "windows"),
        (sentences.continuity, "continuity"),
    ):
        assert any(word in speaking(language)(say)(none[name]) for word in ("no ", "No ", "geen ", "Geen "))
    assert "No pair" in sentences.comparisons(none["verdict"], none["verdict"])
    assert "geen paar" in speaking("nl")(sentences.comparisons)(none["verdict"], none["verdict"])
    for show, name in ((tables.results, "printed"), (tables.continuity, "continuity"), (tables.comparisons, "verdict")):
        assert "<table" in speaking(language)(show)(none[name])._repr_html_()


def test_one_result_is_said_in_the_singular_and_two_in_the_plural():
    one = sentences.results(frame(result(upper=None, as_printed="duizenden")))
    assert one.startswith(
        "**The reports print 1 result, 1 in that of 2018: 1 output and 0 outcomes.** 1 is printed without"
    )
    two = speaking("nl")(sentences.results)(frame(result(), result(figure_id="b", result_level="outcome", credit="eu")))
    assert two.startswith("**De rapportages vermelden 2 resultaten, 2 in die over 2018: 1 output en 1 outcome.**")
    assert two.endswith("1 wordt aan anderen dan Nederland toegeschreven.")


@pytest.mark.parametrize(
    ("others", "said"),
    [("ruim 2.800", "1 is printed more than once, 0 in"), ("Ruim 2.800 · meer dan 2.800", "more than once, 1 in")],
)
def test_another_printing_counts_as_different_only_when_it_is(others, said):
    assert said in sentences.results(frame(result(other_as_printed=others, other_figure_id="b")))


@pytest.mark.parametrize(
    ("low", "high", "relative", "english", "dutch"),
    [
        (10, 10, (1.0, 1.0), "an increase of 10 (100%)", "een stijging van 10 (100%)"),
        (-570, -570, (-0.388, -0.388), "a decrease of 570 (38.8%)", "een daling van 570 (38,8%)"),
        (137.5, 138.5, (None, None), "an increase of 137 to 139", "een stijging van 137 tot 139"),
        (5, None, (0.5, None), "an increase of at least 5 (at least 50%)", "een stijging van ten minste 5"),
        (None, -5, (None, -0.5), "a decrease of at least 5 (at least 50%)", "een daling van ten minste 5"),
        (-5, 10, (None, None), "a change of −5 to +10: whether it rose or fell cannot be told", "−5 tot +10"),
        (-5, None, (None, None), "whether it rose or fell cannot be told", "is niet te zeggen"),
        (0, 0, (0.0, 0.0), "no change", "geen verandering"),
    ],
)
def test_a_change_is_said_as_what_it_is(low, high, relative, english, dutch):
    assert english in plain(sentences.change(pair(low, high, relative)))
    assert dutch in plain(speaking("nl")(sentences.change)(pair(low, high, relative)))


def test_money_keeps_its_unit_and_care_is_said():
    text = plain(sentences.change(pair(1e7, 1e7, (1 / 3, 1 / 3), unit="EUR", verdict="with_care")))
    assert "an increase of EUR 10 million (33.3%).** To be read with care." in text


def test_a_refusal_says_why_and_two_measures_are_both_named():
    refused = pair(
        None,
        None,
        allowed=False,
        obstacles="overlap not_comparable",
        reason_en="Apples.",
        reason_nl="Appels.",
        other_label_en="Pears",
        other_label_nl="Peren",
    )
    english = sentences.change(refused)
    assert "Returns / Pears" in english
    assert "no change can be computed: the windows overlap and not comparable.** Apples." in english
    assert speaking("nl")(sentences.change)(refused).endswith("de periodes overlappen en niet vergelijkbaar.** Appels.")


@pytest.mark.parametrize(
    ("language", "given", "printed"),
    [
        ("en", (137.5, 138.5), "+137 to +139"),
        ("en", (-570, -570), "−570"),
        ("en", (0, 0), "0"),
        ("nl", (-0.4, 0.6), "−1 tot +1"),
        ("nl", (-38.83, -38.83, "percent"), "−38,8%"),
        ("en", (1100, 1100), "+1,100"),
        ("en", (5, None), "at least +5"),
        ("nl", (None, -5), "ten hoogste −5"),
    ],
)
def test_a_signed_number_keeps_its_sign_and_rounds_outwards(language, given, printed):
    assert plain(speaking(language)(numbers.signed)(*given)) == printed


def test_an_open_change_is_drawn_as_an_arrow_and_said_as_a_limit(rows_of):
    changes = pair(
        5.0, None, (0.5, None), figure_id="a", other_figure_id="b", where="results-2018:1", other_where="results-2018:2"
    )
    changes = changes.astype(dict.fromkeys(["change_upper", "relative_upper"], float))
    row = next(row for row in rows_of(charts.changes(changes)) if "open" in row)
    assert (row["open"], plain(row["beside"]).partition(": ")[2]) == (True, "at least +5 (at least +50%)")


def test_an_open_result_is_an_arrow_and_a_bounded_one_is_not(rows_of):
    spec = charts.results(frame(result(), result(figure_id="b", upper=None, as_printed="duizenden"))).to_dict()
    assert sorted((row["beside"], row["open"]) for row in rows_of(spec)) == [
        ("“duizenden”", True),
        ("“ruim 2.800”", False),
    ]
    assert "at least 2,800" in spec["description"]


@pytest.mark.parametrize(("population", "named"), [(None, "Rescues"), ("migrants", "Rescues: migrants")])
def test_several_results_of_one_measure_are_named_by_who_is_counted_if_that_is_said(rows_of, population, named):
    twice = frame(result(population=population), result(figure_id="b", population=population))
    with speaking("en"):
        rows = rows_of(charts.results(twice))
    assert {row["label"].strip() for row in rows if "label" in row} == {named}
