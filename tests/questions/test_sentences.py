"""Sentences are computed, and stay true when the numbers under them change."""

import pandas as pd
import pytest

from analysis.language import speaking
from analysis.questions.spending import sentences as spending_sentences
from analysis.questions.targets import sentences as targets_sentences

LANGUAGES = ["en", "nl"]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def sentence(status: str, language: str = "en", printed: str = "ruim 2.800", **cells) -> str:
    """The sentence on a result of 2,800 to 2,900 and a goal of 3,000, unless the cells say otherwise."""
    row = {
        "label_en": "Rescues",
        "label_nl": "Reddingen",
        "note_en": None,
        "note_nl": None,
        "unit": "person",
        "goal": 3000.0,
        "goal_is_printed": True,
        "goal_far_off": None,
        "actual_lower": 2800.0,
        "actual_upper": 2900.0,
        "share_lower": 2800 / 3000,
        "share_upper": 2900 / 3000,
        "conventional": True,
        "below_as_printed": None,
        "claims_as_printed": None,
        "claims_disagree": False,
        "status_as_printed": None,
        "status_computed": status,
        "status_text_only": status,
        "actual_figure_id": "a",
        "definitions": 0,
        "counted_en": "migrants rescued by IOM",
        "counted_nl": "door IOM geredde migranten",
    } | cells
    only = {
        "share_lower": cells.get("only_lower", 2800 / 3000),
        "share_upper": cells.get("only_upper"),
        "share_lower_open": False,
        "share_upper_open": True,
    }
    readings = pd.DataFrame(
        [
            {"figure_id": "b", "as_printed": "meer dan 2.800", "preferred": False},
            {"figure_id": "a", "as_printed": printed, "preferred": True},
            {"figure_id": "a", "as_printed": None, "preferred": True} | only,
        ]
    ).astype({"share_lower": float, "share_upper": float})
    return plain(speaking(language)(targets_sentences.attainment)(pd.DataFrame([row]), readings))


@pytest.mark.parametrize(
    ("status", "english", "dutch"),
    [
        ("reached", "the printed target: reached.**", "de vermelde streefwaarde: gehaald.**"),
        ("not_reached", "the printed target: not reached.**", "de vermelde streefwaarde: niet gehaald.**"),
        ("undecided", "the printed target: cannot be decided.**", "de vermelde streefwaarde: niet te bepalen.**"),
        ("within", "the printed target: within the limit.**", "de vermelde streefwaarde: binnen de grens.**"),
    ],
)
def test_an_answer_is_said_in_both_languages(status, english, dutch):
    assert sentence(status).startswith(f"**Rescues: 93 to 97% of 3,000, {english}")
    assert sentence(status, "nl").startswith(f"**Reddingen: 93 tot 97% van 3.000, {dutch}")


def test_a_share_that_depends_on_what_counts_says_in_the_same_sentence_what_was_counted():
    first = sentence("not_reached", definitions=2).partition(".**")[0]
    assert first.endswith("93 to 97% of 3,000, the printed target: not reached; counted are migrants rescued by IOM")
    assert "niet gehaald; geteld zijn door IOM geredde migranten.**" in sentence("not_reached", "nl", definitions=2)


def test_a_goal_that_is_tried_is_not_called_the_printed_target():
    text = sentence("reached", goal=2500.0, goal_is_printed=False, share_lower=1.12, share_upper=1.16)
    assert text.startswith("**Rescues: 112 to 116% of 2,500, the goal tried here: reached.**")
    assert "printed target" not in text
    assert "de hier geprobeerde streefwaarde" in sentence("reached", "nl", goal_is_printed=False)


def test_a_goal_that_is_a_thousand_times_off_is_questioned():
    assert "you meant" not in sentence("reached", goal=2500.0, goal_is_printed=False)
    slip = {"goal": 3.0, "goal_is_printed": False, "goal_far_off": 3000.0}
    assert "Is that the goal you meant? The printed one is 3,000," in sentence("reached", **slip)
    assert "Is die streefwaarde zo bedoeld? De vermelde is 3.000:" in sentence("reached", "nl", **slip)


@pytest.mark.parametrize(("goal", "printed"), [(0.5, "0.5"), (2450.25, "2,450.25"), (3000.0, "3,000")])
def test_a_goal_is_not_rounded(goal, printed):
    assert f" of {printed}, " in sentence("reached", goal=goal)


def test_money_and_percentages_carry_their_unit():
    money = sentence("within", unit="EUR", goal=4e6, actual_lower=2_459_052, actual_upper=2_459_052)
    assert " of EUR 4 million, " in money
    assert "which we read as EUR 2,459,052." in money
    assert " of 33%, " in sentence("reached", unit="percent", goal=33.0, actual_lower=35, actual_upper=35)


@pytest.mark.parametrize(
    ("status", "english", "dutch"),
    [
        ("no_target", "no answer, because no target is printed.", "geen antwoord, want er is geen doel vermeld."),
        ("no_result", "no answer, because no result is printed.", "geen antwoord, want er is geen resultaat vermeld."),
        (
            "not_due",
            "no answer yet, this is for a time after the last printed result.",
            "nog geen antwoord, dit is voor een periode na het laatste vermelde resultaat.",
        ),
        (
            "other_unit",
            "no answer, because target and result count different things.",
            "geen antwoord, want doel en resultaat tellen verschillende dingen.",
        ),
    ],
)
def test_why_there_is_no_answer_is_said_and_nothing_more(status, english, dutch):
    assert (
        sentence(status, note_en="The schedule is not printed.")
        == f"**Rescues: {english}** The schedule is not printed."
    )
    assert sentence(status) == f"**Rescues: {english}**"
    assert (
        sentence(status, "nl", note_nl="Het schema staat er niet.")
        == f"**Reddingen: {dutch}** Het schema staat er niet."
    )


def test_the_printing_that_is_quoted_is_that_of_the_result():
    assert "The result is printed as “ruim 2.800”, which we read as 2,800 to 2,900." in sentence("undecided")


@pytest.mark.parametrize(
    ("cells", "english", "dutch"),
    [
        ({}, "the text alone allows at least 93%, ", "de tekst zelf laat ten minste 93% toe, "),
        (
            {"only_upper": 1.0, "below_as_printed": "iets lager dan de beoogde 3.000"},
            "the text alone (“iets lager dan de beoogde 3.000”) allows 93 to under 100%, ",
            "de tekst zelf (“iets lager dan de beoogde 3.000”) laat 93 tot onder de 100% toe, ",
        ),
        # 3,000 of 2,900 is 103.4%: to say less than 103% would exclude what the text allows.
        ({"only_upper": 3000 / 2900}, "allows 93 to 104%, ", "laat 93 tot 104% toe, "),
        ({"only_lower": None, "only_upper": 0.5}, "allows less than 50%, ", "laat minder dan 50% toe, "),
        ({"only_lower": None}, "the text alone allows anything, ", "de tekst zelf laat alles toe, "),
    ],
)
def test_what_the_text_allows_without_our_convention_is_said(cells, english, dutch):
    assert english in sentence("not_reached", **cells)
    assert dutch in sentence("not_reached", "nl", **cells)


def test_claims_that_disagree_are_both_quoted():
    both = {"claims_as_printed": "“iets lager”, “aan de verwachtingen voldoet”", "claims_disagree": True}
    assert "says two things of it that do not agree: “iets lager”, “aan" in sentence("not_reached", **both)
    assert "twee dingen over die niet met elkaar stroken: “iets lager”" in sentence("not_reached", "nl", **both)
    assert "do not agree" not in sentence("not_reached", **both | {"claims_disagree": False})


def test_a_result_without_a_convention_needs_no_such_sentence():
    assert "convention" not in sentence("reached", conventional=False)
    assert "afspraak" not in sentence("reached", "nl", conventional=False)


def test_a_conclusion_that_rests_on_the_convention_is_said_to():
    assert sentence("not_reached").endswith(", which leads to the same conclusion.")
    assert sentence("not_reached", status_text_only="undecided").endswith(", and on that alone: cannot be decided.")
    assert sentence("not_reached", "nl", status_text_only="undecided").endswith(", en daarop alleen: niet te bepalen.")


def test_the_status_of_the_document_is_quoted_beside_ours():
    assert sentence("not_reached", status_as_printed="Op schema").endswith("The document's own status is “Op schema”.")
    assert sentence("not_reached", "nl", status_as_printed="Op schema").endswith("zelf is “Op schema”.")


# -- all targets -----------------------------------------------------------------------------------------------------


def counted(language: str, **counts: int) -> str:
    statuses = [status for status, count in counts.items() for _ in range(count)]
    return speaking(language)(targets_sentences.targets)(pd.DataFrame({"status_computed": statuses}))


def test_targets_are_counted_by_what_became_of_them():
    assert "; 1 is an earmark, neither a goal nor a limit." in counted("en", reached=1, other_unit=2, earmark=1)
    assert "; 2 zijn reserveringen, geen doelen en geen grenzen." in counted("nl", reached=1, other_unit=2, earmark=2)
    text = counted("en", reached=1, not_reached=2, within=1, no_target=3, no_result=4, other_unit=2)
    assert text == (
        "**The documents name 13 targets, plans, expectations and budgets. 3 have no numeric target; of the 10 with "
        "a number, only 4 can be held against a result: 1 reached, 2 not reached, 1 within the limit.** Of the others "
        "with a number, 4 have no printed result, and for 2 target and result count different things."
    )


def test_one_target_prints_and_several_print():
    assert "1 has no numeric target; of the 1 with a number, 0" in counted("en", no_target=1, no_result=1)
    assert "1 has no printed result" in counted("en", no_target=1, no_result=1)
    dutch = counted("nl", no_target=1, no_result=2)
    assert "Bij 1 staat geen streefwaarde; van de 2 met een streefwaarde zijn er 0" in dutch
    assert "heeft er 1 geen vermeld resultaat" in counted("nl", no_target=2, no_result=1)


def test_only_few_are_said_to_be_few():
    assert "zijn er slechts 2 aan een resultaat te toetsen" in counted("nl", reached=2, no_result=3)
    assert "zijn er 2 aan een resultaat te toetsen" in counted("nl", reached=2, no_result=1)


def test_without_an_answer_none_is_listed():
    assert "of the 1 with a number, 0 can be held against a result.**" in counted("en", no_target=2, no_result=1)


# -- spending --------------------------------------------------------------------------------------------------------


def table(used: float, returned: float) -> pd.DataFrame:
    """A budget of 9 million, of which 4 million was reserved for return."""
    return pd.DataFrame(
        [("all", used, 9e6, used / 9e6, 9e6 - used), ("return", returned, 4e6, None, 4e6 - returned)],
        columns=["item", "used", "available", "share", "left"],
    )


def spent(used: float, language: str = "en") -> str:
    quote = pd.DataFrame([{"as_printed": "91%", "computed": used / 9e6}])
    return plain(speaking(language)(spending_sentences.spending)(table(used, 2e6), quote))


def test_the_spending_of_2013_is_said_as_it_was():
    assert spent(8_159_166) == (
        "**EUR 8,159,166 was spent: 90.7% of the budget, printed as “91%”; EUR 840,834 was left.**"
    )
    assert spent(8_159_166, "nl") == (
        "**Er is EUR 8.159.166 uitgegeven: 90,7% van het budget, vermeld als “91%”; EUR 840.834 bleef over.**"
    )


def test_an_overspent_budget_is_not_said_to_leave_anything():
    assert spent(10_000_000).endswith("111.1% of the budget, printed as “91%”; EUR 1 million was spent beyond it.**")
    assert spent(10_000_000, "nl").endswith("dat is EUR 1 miljoen meer dan het budget.**")


def reserved(used: float, returned: float, language: str = "en") -> str:
    return plain(speaking(language)(spending_sentences.earmark)(table(used, returned)))


def test_an_earmark_is_set_beside_the_spending_and_no_share_of_it_is_attained():
    for language in LANGUAGES:
        assert "%" not in reserved(8_159_166, 2_459_052, language)
    assert "EUR 4 million of the budget was reserved for return" in reserved(8_159_166, 2_459_052)
    assert "neither a goal nor a limit" in reserved(8_159_166, 2_459_052)
    assert "geen doel en geen grens" in reserved(8_159_166, 2_459_052, "nl")


def test_a_shortfall_larger_than_what_was_left_is_said_not_to_fit():
    text = reserved(8_159_166, 2_459_052)
    assert "EUR 1,540,948, more than the EUR 840,834 that was left of the whole budget" in text
    assert "come to EUR 9,700,114 together" in text
    assert "meer dan de EUR 840.834 die van het hele budget overbleef" in reserved(8_159_166, 2_459_052, "nl")


def test_a_shortfall_that_fits_into_what_was_left_is_no_discrepancy():
    assert reserved(8_000_000, 3_500_000).endswith("nowhere is it said that the one is the spending of the other.")
    assert "while the whole budget was overspent" in reserved(9_500_000, 3_500_000)


def because(language: str = "en", sides: tuple[bool, ...] = (False, True)) -> str:
    rows = [
        {"as_printed": "te laat", "line": 33, "says_en": "Too late.", "says_nl": "Het was te laat.", "beside": beside}
        for beside in sides
    ]
    columns = ["as_printed", "line", "says_en", "says_nl", "beside"]
    return speaking(language)(spending_sentences.underspending)(pd.DataFrame(rows, columns=columns))


def test_the_reasons_are_quoted_with_their_line_projects_first_and_the_rest_beside():
    assert because().splitlines()[2] == "- Too late. (“te laat”, line 33)"
    assert because().index("could not go ahead in time") < because().index("stayed behind expectation")
    assert because("nl").splitlines()[-1] == "- Het was te laat. (“te laat”, regel 33)"
    assert "Beside" not in because(sides=(False,))
    assert because("en", ()) == "No reason is printed."
