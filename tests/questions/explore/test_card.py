"""The card of a figure says what it means and why, what it is held against, and what else is known of it."""

import re
from html import unescape

import pytest

from analysis.dataset import tables
from analysis.language import speaking
from analysis.questions.explore import answers as explore
from analysis.questions.explore.card import FigureCard, facts, places
from analysis.show import theme

DATA = tables.load()
ROWS = explore.register(DATA)
RESCUE, AIM = "rs18-0211-1", "rs18-0211-2"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def card(figure: str = RESCUE, language: str = "en") -> FigureCard:
    asked = []
    shown = FigureCard(DATA, ROWS, asked.append, lambda move: move())
    speaking(language)(shown.show)(figure)
    shown.asked = asked
    return shown


def words(bundle) -> str:
    if "text/html" not in bundle:
        return bundle["text/plain"]
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", bundle["text/html"]))


def text(shown: FigureCard) -> str:
    return plain("\n".join(words(bundle) for bundle in shown.bundles))


@pytest.mark.parametrize(
    ("language", "share", "reason"),
    [
        ("en", "93 to 97% of 3,000", "the upper end, 2,900, is **our convention**: one step of 100"),
        ("nl", "93 tot 97% van 3.000", "de bovengrens, 2.900, is **onze afspraak**: één stap van 100"),
    ],
)
def test_the_card_of_the_rescues_says_93_to_97_per_cent_and_why(language, share, reason):
    shown = text(card(RESCUE, language))
    assert share in shown
    assert reason in shown


@pytest.mark.parametrize(
    ("language", "means", "limit"),
    [
        ("en", "means less than 36 years", "its words make it an upper limit"),
        ("nl", "betekent minder dan 36 jaar", "de woorden maken er een bovengrens van"),
    ],
)
def test_a_limit_that_is_itself_left_out_is_not_said_to_be_allowed(language, means, limit):
    shown = text(card("pr13-1041-2", language))
    assert means in shown
    assert limit in shown


def test_another_goal_changes_the_answer_and_stays_when_another_printing_is_opened():
    shown = card()
    [panel] = shown.panels
    panel.set(goal=2500.0)
    assert "112 to under 116% of 2,500" in text(shown)
    shown.show("rs18-0005-1")
    assert "of 2,500" in text(shown)


def test_the_target_itself_is_held_against_its_result():
    assert "93 to 97% of 3,000" in text(card(AIM))


@pytest.mark.parametrize(
    ("language", "known"),
    [
        (
            "en",
            [
                "“ruim 2.800”",
                "2,800 to under 2,900 people",
                "just over",
                "printed: “mid-2017 tot mid-2018”, line 211",
                "the Netherlands and others",
                "Other printings",
                "Meer dan 2.800",
                "rs18-0037-1",
                "part of",
                "words and numbers differ",
                "The rescues are below the number aimed at",
            ],
        ),
        ("nl", ["2.800 tot onder de 2.900 mensen", "ruim", "vermeld: “mid-2017 tot mid-2018”, regel 211", "deel van"]),
    ],
)
def test_the_card_holds_printings_window_credit_relations_and_discrepancies(language, known):
    shown = text(card(RESCUE, language))
    assert [words for words in known if words not in shown] == []


@pytest.mark.parametrize(
    ("figure", "language", "known"),
    [
        ("pr13-0824-1", "en", "start inferred; end printed: “drie jaar”, line 824"),
        ("pr13-0824-1", "nl", "begin afgeleid; eind vermeld: “drie jaar”, regel 824"),
        ("rs18-0199-1", "en", "counted in the share"),
        ("rs18-0199-2", "nl", "telt"),
        ("rs18-0109-1", "en", "The printed form says more than 4,000, which is itself not allowed."),
        ("rs18-0113-1", "nl", "Geen van beide grenzen valt er zelf onder."),
        ("mr23-0375-1", "en", "The step is that of this figure alone"),
    ],
)
def test_the_card_says_what_an_end_a_share_and_an_interval_rest_on(figure, language, known):
    assert known in text(card(figure, language))


def test_women_who_are_counted_as_women_are_named_once():
    women = ROWS[ROWS["population"].eq("women") & ROWS["sex"].eq("female")]
    said = text(card(women["figure_id"].iloc[0], "nl"))
    assert "vrouwen, vrouwen" not in said
    assert "vrouwen" in said


def test_the_card_holds_verdicts_on_comparisons():
    pair = DATA.comparisons.iloc[0]
    shown = text(card(pair["figure_id"]))
    assert pair["reason_en"] in shown
    assert pair["other_figure_id"] in shown


@pytest.mark.parametrize(("language", "label"), [("en", "To cite it"), ("nl", "Om te citeren")])
def test_the_citation_can_be_copied_from_a_box_with_a_label(language, label):
    citation = card(RESCUE, language).citation
    assert "211" in citation.value
    assert citation.value.endswith(f"[{RESCUE}]")
    assert citation.description == label


def test_a_country_is_offered_and_a_region_is_not():
    shown = card()
    shown.countries.children[0].click()
    assert shown.asked == ["NER"]
    regional = next(figure for figure, where in zip(ROWS["figure_id"], ROWS["places"], strict=True) if where == "world")
    assert places(DATA, explore.card(DATA, ROWS, regional)) == []


def test_the_card_links_to_the_notebook_on_targets():
    links = [child.outputs[0]["data"] for child in card().widget.children if getattr(child, "outputs", ())]
    assert any("(03-targets.ipynb)" in link.get("text/markdown", "") for link in links)


def test_the_saved_chart_is_the_one_that_is_shown_with_its_source():
    shown = card()
    shown.panels[0].set(goal=2500.0)
    name, content = shown._savers[0]._files["svg"]()
    assert name == "target-rescues-niger-2018-goal-2500.svg"
    assert "goal tried: 2,500" in content.decode()
    assert "Source: Resultaten 2018: opvang in de regio en migratie, lines 5, 37, 157, 175, 211" in content.decode()


def test_a_closed_card_says_how_to_open_one():
    shown = card()
    speaking("nl")(shown.show)(None)
    assert "Kies een cijfer" in text(shown)
    assert shown.panels == []


# One figure of each kind of hedge and of claim.
@pytest.mark.parametrize("figure", DATA.figures.groupby(["qualifier", "kind"])["figure_id"].first())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_card_speaks_of_every_kind_of_figure_and_leaves_out_what_is_not_known(figure, language):
    known = explore.card(DATA, ROWS, figure)
    shown = [part if isinstance(part, str) else str(part) for part in speaking(language)(facts)(known)]
    assert f"“{known.figure['as_printed'].iloc[0]}”" in shown[0]
    assert not re.search(r"\b(nan|NaT|None|NA)\b|[{}]", " ".join(shown[:2]))


def test_charts_on_the_card_are_drawn_by_jupyterlab():
    assert any(theme.VEGA_LITE in bundle for bundle in card().bundles)
