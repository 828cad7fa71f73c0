"""The explorer without a kernel: what is shown follows every move, and what goes wrong is seen."""

import json
import re
from html import unescape

import altair as alt
import pytest

from analysis.dataset import tables
from analysis.errors import UnknownNameError
from analysis.language import speaking
from analysis.questions.explore import answers as question
from analysis.questions.explore import view as explore_view
from analysis.questions.explore.panel import CHART, COUNTRY, FIGURE, panel, view
from analysis.show import theme

DATA = tables.load()
# results-2018, by hand: the five printings of the rescues, and the 3,000 that were aimed at.
RESCUES = {"rs18-0005-1", "rs18-0037-1", "rs18-0157-1", "rs18-0175-1", "rs18-0211-1"}
RESCUE, AIM, RETURNED_OR_RESCUED = "rs18-0211-1", "rs18-0211-2", "rs18-0215-1"
START = {"subject": "all", "kind": "all", "period": "all", "place": "all", "search": ""}


def panel_of(**given):
    chosen = {"language": "en", **START, **given}
    with speaking(chosen.pop("language")):
        return panel(DATA, **chosen)


def opened(**given):
    explorer = panel_of(**given)
    assert explorer.widget is not None
    assert explorer.problem == ""
    return explorer


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def words(bundle) -> str:
    if "text/html" not in bundle:
        return bundle["text/plain"]
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", bundle["text/html"]))


def text(screen) -> str:
    return plain("\n".join(words(bundle) for bundle in screen.bundles))


def listed(explorer) -> list[str]:
    return [figure for _, figure in explorer.list.options]


def drawn(explorer) -> list[dict]:
    """Every row of the data of the chart."""
    spec = explorer.chart.bundles[0][theme.VEGA_LITE]
    parts = [spec, *spec.get("vconcat", [])]
    return [row for part in parts for row in part.get("data", {}).get("values", [])]


def figures_of(screen) -> set[str]:
    return set(re.findall(r"\b[a-z]+\d*-\d{4}-\d+\b", text(screen)))


# -- facets ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facet", "code", "column"),
    [
        ("theme", "protection", "theme"),
        ("measure", "rescues-desert", "measure_id"),
        ("kind", "target", "kind"),
        ("source", "return-support-leaflet", "source_id"),
    ],
)
def test_a_facet_filters_list_chart_table_and_sources_alike(facet, code, column):
    explorer = opened()
    explorer.facets.lists[facet].value = code
    figures = DATA.figures.merge(DATA.measures[["measure_id", "theme"]], on="measure_id")
    wanted = set(figures.loc[figures[column] == code, "figure_id"])
    assert set(listed(explorer)) == figures_of(explorer.table) == figures_of(explorer.sources) == wanted
    assert len(drawn(explorer)) == len(wanted)


def test_place_period_and_words_filter_alike():
    explorer = opened()
    explorer.facets.lists["place"].value = "NER"
    explorer.facets.words.value = "rescue"
    explorer.facets.years.value = (2017, 2017)
    assert set(listed(explorer)) == figures_of(explorer.table) == {*RESCUES, AIM, RETURNED_OR_RESCUED}
    explorer.facets.years.value = (2009, 2010)
    assert listed(explorer) == []


@pytest.mark.parametrize("words", ["rescue", "redding", "Niger", RESCUE])
def test_words_are_taken_in_either_language_and_as_an_identifier(words):
    explorer = opened()
    explorer.facets.words.value = words
    assert RESCUE in listed(explorer)
    assert len(listed(explorer)) < len(DATA.figures)


def test_the_names_of_a_facet_are_offered_with_what_each_would_leave():
    explorer = opened(subject="rescues-desert")
    kinds = dict(explorer.facets.lists["kind"].options)
    assert kinds == {"all (6)": "all", "result (5)": "actual", "target (1)": "target"}
    explorer.facets.lists["kind"].value = "target"
    assert dict(explorer.facets.lists["source"].options)["Results 2018 (1)"] == "results-2018"


def test_every_offered_name_leaves_as_many_as_it_says():
    explorer = opened(place="NER")
    for label, code in explorer.facets.lists["theme"].options:
        explorer.facets.lists["theme"].value = code
        assert label.endswith(f"({len(listed(explorer))})")


def test_any_period_takes_the_years_back_and_a_moved_slider_takes_it_back():
    explorer = opened(period="2009-2010")
    assert (explorer.facets.any.value, explorer.facets.years.value) == (False, (2009, 2010))
    fewer = len(listed(explorer))
    explorer.facets.any.value = True
    assert explorer.values["period"] == "all"
    assert len(listed(explorer)) > fewer
    explorer.facets.years.value = (2009, 2009)
    assert (explorer.facets.any.value, explorer.values["period"]) == (False, "2009")


def test_one_click_clears_the_choice():
    explorer = opened(subject="return", kind="actual", period="2009-2010", place="NLD", search="asiel")
    explorer.clear.click()
    assert len(listed(explorer)) == len(DATA.figures)
    assert {name: explorer.values[name] for name in START} == START


def test_a_name_of_a_facet_among_the_words_sets_the_facet():
    explorer = opened()
    explorer.facets.words.value = "rescue source:results-2018"
    assert explorer.facets.lists["source"].value == "results-2018"
    assert explorer.facets.words.value == "rescue"


def test_a_space_that_is_being_typed_stays():
    explorer = opened()
    explorer.facets.words.value = "rescue "
    assert explorer.facets.words.value == "rescue "


# -- what is said ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "said"), [("en", "no window that is known"), ("nl", "geen bekende periode")])
def test_what_is_left_out_for_want_of_a_window_is_said(language, said):
    explorer = opened(subject="return", language=language)
    assert said not in text(explorer.head)
    explorer.facets.years.value = (2009, 2010)
    assert said in text(explorer.head)


@pytest.mark.parametrize(("language", "said"), [("en", "of a wider region"), ("nl", "voor een groter gebied")])
def test_figures_of_a_wider_region_are_not_a_countrys_own_and_this_is_said(language, said):
    member = DATA.place_members[DATA.place_members["place_id"].isin(DATA.figure_places["place_id"])].iloc[0]
    explorer = opened(place=member["member_id"], language=language)
    assert said in text(explorer.head)


def test_nothing_found_offers_the_nearest_spelling_and_a_click_looks_for_it():
    explorer = opened()
    explorer.facets.words.value = "woestijnn"
    assert "Perhaps “woestijn” was meant" in text(explorer.head)
    assert {text(explorer.table), text(explorer.sources)} == {text(explorer.head)}
    assert all(button.disabled for button in explorer.saver.buttons.values())
    explorer.spell.click()
    assert RESCUE in listed(explorer)


def test_nothing_found_says_which_part_of_the_choice_to_loosen():
    explorer = opened(subject="rescues-desert", kind="budget")
    assert listed(explorer) == []
    budgets = (DATA.figures["kind"] == "budget").sum()
    rescues = (DATA.figures["measure_id"] == "rescues-desert").sum()
    assert f"Something fits without the measure ({budgets}) or the kind ({rescues})" in text(explorer.head)


def test_more_figures_than_are_shown_are_counted():
    explorer = opened()
    rest = len(DATA.figures) - explore_view.MOST
    assert f"{rest} more are not shown" in text(explorer.table)
    assert f"The sources of the {rest} figures" in text(explorer.sources)
    assert len(figures_of(explorer.sources)) == explore_view.MOST


def test_the_windows_of_the_figures_are_drawn_on_request():
    explorer = opened(search="rescue")
    before = explorer.chart.bundles[0][theme.VEGA_LITE]["title"]["text"]
    explorer.drawn.value = True
    assert explorer.chart.bundles[0][theme.VEGA_LITE]["title"]["text"] != before
    assert explorer.chart.bundles[0][theme.VEGA_LITE]["title"]["text"] == "When each figure holds"


def test_another_language_speaks_everywhere_and_keeps_the_choice():
    explorer = opened(search="rescue")
    explorer.open(RESCUE)
    explorer.tongue.value = "nl"
    assert explorer.problem == ""
    assert "vermeldingen" in text(explorer.head)
    assert "Uit de woestijn geredde migranten" in explorer.list.options[0][0]
    assert "93 tot 97%" in plain(explorer.card.bundles[1]["text/markdown"])
    assert explorer.facets.lists["theme"].description == "thema"
    assert explorer.values["search"] == "rescue"


# -- card and country --------------------------------------------------------------------------------------------------


def test_a_figure_that_is_picked_opens_its_card_and_closes_it_when_it_is_no_longer_in_the_choice():
    explorer = opened(search="rescue")
    explorer.list.value = RESCUE
    assert (explorer.card.figure, explorer.tabs.selected_index) == (RESCUE, FIGURE)
    explorer.facets.lists["measure"].value = "rescues-desert"
    assert explorer.card.figure == RESCUE
    explorer.facets.lists["kind"].value = "target"
    assert (explorer.card.figure, explorer.list.value, explorer.tabs.selected_index) == (None, None, CHART)


def test_a_figure_whose_card_lies_behind_another_tab_can_be_picked_again():
    explorer = opened(search="rescue")
    explorer.list.value = RESCUE
    explorer.tabs.selected_index = CHART
    assert (explorer.card.figure, explorer.list.value) == (RESCUE, None)
    explorer.facets.lists["measure"].value = "rescues-desert"
    assert (explorer.card.figure, explorer.list.value) == (RESCUE, None)
    explorer.list.value = RESCUE
    assert explorer.tabs.selected_index == FIGURE
    explorer.tabs.selected_index = COUNTRY
    explorer.tabs.selected_index = FIGURE
    assert explorer.list.value == RESCUE


def on_lists(place: str) -> int:
    return DATA.presence.loc[DATA.presence["place_id"] == place, "list_id"].nunique()


def test_the_country_page_opens_from_the_card():
    explorer = opened(search="rescue")
    explorer.list.value = RESCUE
    [button] = explorer.card.countries.children
    assert button.description == "Country page: Niger"
    button.click()
    assert explorer.tabs.selected_index == COUNTRY
    assert f"Niger stands on {on_lists('NER')} lists" in text(explorer.country.panel.screen)


def test_the_country_page_opens_from_the_place_and_for_countries_alone():
    explorer = opened(language="nl")
    assert explorer.here.layout.display == "none"
    explorer.facets.lists["place"].value = "MAR"
    assert (explorer.here.layout.display, explorer.here.description) == (None, "Landpagina: Marokko")
    explorer.here.click()
    assert "Marokko" in text(explorer.country.panel.screen)
    explorer.facets.lists["place"].value = "world"
    assert explorer.here.layout.display == "none"


def test_the_country_page_links_to_its_notebook_and_comes_along_with_the_language():
    explorer = opened(place="NER")
    explorer.here.click()
    explorer.tongue.value = "nl"
    shown = explorer.country.widget.children[0].children[0].outputs[0]["data"]["text/markdown"]
    assert "(06-country.ipynb)" in shown
    assert "De hele pagina" in shown
    assert f"Niger staat op {on_lists('NER')} lijsten" in text(explorer.country.panel.screen)


# -- settings ----------------------------------------------------------------------------------------------------------


CHOICES = [
    {"subject": "return", "kind": "actual", "period": "2013-2018", "place": "NLD", "search": "asiel"},
    {"period": "2013-", "search": 'rescue source:results-2018 "quoted" it\'s'},
    {"subject": "rescues-desert", "place": "NER", "language": "nl"},
]


@pytest.mark.parametrize("choice", CHOICES)
def test_the_parameters_cell_pasted_back_gives_the_same_choice(choice):
    explorer = opened(**choice)
    cell = re.search(r'<pre class="cell"[^>]*>(.*?)</pre>', explorer._copy.value, re.DOTALL)[1]
    pasted: dict = {}
    import html

    exec(html.unescape(cell), pasted)
    again = opened(**{name: pasted[name] for name in (*START, "language")})
    assert (again.chosen, again.values["language"]) == (explorer.chosen, explorer.values["language"])
    assert listed(again) == listed(explorer)


def test_the_settings_follow_a_move():
    explorer = opened()
    explorer.facets.lists["theme"].value = "return"
    explorer.facets.lists["measure"].value = explorer.facets.lists["measure"].options[1][1]
    assert f"-r subject {explorer.chosen.measure}" in explorer._copy.value
    assert "theme:return" in explorer._copy.value


# -- failures and no kernel --------------------------------------------------------------------------------------------


def test_a_failure_is_shown_in_place_of_the_view_and_goes_with_the_next_move(monkeypatch):
    explorer = opened()

    def broken(*_arguments, **_options):
        raise RuntimeError("the ink is dry")

    with monkeypatch.context() as patch:
        patch.setattr(explore_view.charts, "explore", broken)
        explorer.facets.lists["theme"].value = "awareness"
        assert "RuntimeError: the ink is dry" in explorer.problem
        assert explorer.chart.bundles == explorer.table.bundles == []
    explorer.facets.lists["kind"].value = "actual"
    assert explorer.problem == ""
    assert explorer.chart.bundles


def test_a_failure_of_a_button_is_shown(monkeypatch):
    explorer = opened()
    monkeypatch.setattr(question, "download", lambda *_arguments: 1 / 0)
    explorer.saver.buttons["csv"].click()
    assert "ZeroDivisionError" in explorer.problem


def test_an_unknown_name_among_the_words_is_refused_with_what_there_is():
    explorer = opened()
    explorer.facets.words.value = "source:results-2019"
    assert "There is no “results-2019” here. Did you mean “results-2018”?" in explorer.problem
    explorer.facets.words.value = ""
    assert explorer.problem == ""


def test_parameters_that_are_none_are_refused_at_once():
    with pytest.raises(UnknownNameError, match="rescues-desert"):
        panel_of(subject="rescues-dessert")


def test_without_a_kernel_it_says_what_it_is_set_to():
    shown = panel_of(subject="return", language="nl")._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "terugkeer" in shown["text/html"]


def test_the_view_is_a_plain_function_of_the_parameters():
    sentence, chart, *_ = view(DATA, **{**START, "subject": "rescues-desert"})
    assert sentence.startswith("**6 printings of 2 facts in 1 document.**")
    assert json.dumps(theme.specification(chart))


def test_a_document_keeps_its_colour_and_shape_whatever_is_chosen():
    colours = set()
    for search in ("", "rescue", "source:results-2018"):
        [bundle] = opened(search=search).chart.bundles
        part = bundle[theme.VEGA_LITE]["vconcat"][0]
        scale = part.get("layer", [part])[0]["encoding"]["color"]["scale"]
        colours.add(dict(zip(scale["domain"], scale["range"], strict=True))["Results 2018"])
    assert len(colours) == 1


@pytest.mark.parametrize("given", [{}, {"search": "rescue"}, {"subject": "return", "language": "nl"}])
def test_charts_are_valid_vega_lite(given):
    explorer = opened(**given)
    for windows in (False, True):
        explorer.drawn.value = windows
        spec = explorer.chart.bundles[0][theme.VEGA_LITE]
        assert alt.Chart.from_dict(spec).to_dict(validate=True)["title"] == spec["title"]
