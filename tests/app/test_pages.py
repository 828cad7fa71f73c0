"""The pages of the app: every question in each language, from the same controls and views as the notebooks."""

import csv
import io
import re

import pytest
from lxml import html

from analysis.app import assets
from analysis.app.pages import CSV, Site
from analysis.app.questions import EXPLORER
from analysis.dataset.languages import LANGUAGES
from analysis.language import speaking
from analysis.questions.explore import answers

SITE = Site()
#: What speaks of a notebook to somebody who has none.
_NOTEBOOK = re.compile(r"\b(cells?|cel(len)?|kernel|run all|JupyterLab)\b", re.IGNORECASE)


def opened(name, query=None, language="en"):
    answer = SITE.page(language, name, query or {})
    return answer, html.fromstring(answer.body.decode())


def text(element) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SITE.questions)
def test_every_question_is_answered_in_each_language(name, language):
    answer, page = opened(name, language=language)
    assert answer.status == 200
    assert page.get("lang") == language
    assert text(page.find(".//h1")) == SITE.questions[name].title(language)
    assert len(page.cssselect(".told .output, .told .chart")) >= 2
    assert page.cssselect(".caution")
    assert page.cssselect("main > .prose h2")
    (twin,) = page.cssselect(".twin a")
    assert twin.get("href") == f"/{twin.get('hreflang')}/{name}"
    shown = " ".join(text(part) for part in page.cssselect("h1, .lead, .choose, .told > .output > p, .caution"))
    assert not _NOTEBOOK.search(shown)


@pytest.mark.parametrize("name", [name for name in SITE.questions if name != EXPLORER])
def test_a_form_has_a_field_for_each_parameter_and_shows_what_is_set(name):
    question = SITE.questions[name]
    fields = {field.get("name"): field for field in opened(name)[1].cssselect(".choose [name]")}
    assert list(fields) == [control.name for control in question.controls]
    assert set(fields) == set(question.defaults)
    for control in fields.values():
        chosen = control.cssselect("option[selected]")
        assert (chosen[0].get("value") if chosen else control.get("value")) == control.get("data-default")
        assert control.label is not None


def test_a_view_follows_the_address_and_its_settings_say_so():
    page = opened("03-targets", {"goal": "2500"})[1]
    assert "112 to under 116% of 2,500" in text(page.cssselect(".told")[0])
    assert "-p goal=2500.0" in text(page.cssselect(".again")[0])


def test_a_twin_keeps_the_state_and_writes_numbers_in_its_own_way():
    (twin,) = opened("04-returns", {"both": "0.25"})[1].cssselect(".twin a")
    assert twin.get("href") == "/nl/04-returns?both=0%2C25"
    assert 'value="0,25"' in SITE.page("nl", "04-returns", {"both": "0,25"}).body.decode()


def test_what_is_refused_stands_at_its_field_and_nothing_is_computed():
    answer, page = opened("03-targets", {"goal": "3.000"})
    assert answer.status == 400
    (alert,) = page.cssselect("[role=alert]")
    assert text(alert) == "“3.000” is not taken: it can be read in two ways. Write 3 or 3000."
    assert not page.cssselect(".told .output")
    assert page.cssselect("[name=goal]")[0].get("value") == "3.000"


def test_values_that_do_not_go_together_are_said_in_place_of_the_view():
    answer, page = opened("11-trends", {"first_year": "2020", "last_year": "2015"})
    assert answer.status == 400
    assert "the first cannot be later" in text(page.cssselect("main > [role=alert]")[0])
    assert page.cssselect(".choose [name=first_year]")


def test_tables_lead_to_countries_programmes_targets_and_cards_within_the_app():
    leads = {
        link.get("href")
        for name in ("00-explore", "03-targets", "06-country", "07-programme")
        for link in opened(name)[1].cssselect(".told td a[href], .told th a[href]")
    }
    inner = {lead for lead in leads if not lead.startswith(("http", "#"))}
    for lead in inner:
        page, _, query = lead.partition("?")
        assert page in SITE.questions, lead
        assert set(re.findall(r"(\w+)=", query)) <= SITE.parameters[page], lead
    assert {lead.partition("=")[0] for lead in inner} >= {"00-explore?figure", "06-country?country"}


def test_the_explorer_counts_what_each_choice_leaves_and_finds_what_the_notebook_finds():
    query = {"theme": "protection", "kind": "actual", "period": "2013-2018"}
    page = opened(EXPLORER, query)[1]
    chosen = answers.choice(SITE.data, "protection", "actual", "2013-2018")
    rows = answers.select(answers.register(SITE.data), chosen)
    every = page.cssselect("[name=kind] option[value=all]")[0]
    assert page.cssselect("[name=kind] option[selected]")[0].get("value") == "actual"
    assert int(re.search(r"\d+", text(every))[0]) >= len(rows) > 0
    assert [option.get("value") for option in page.cssselect("[name=figure] option")][1:] == list(rows["figure_id"])


def test_the_parameters_of_the_notebook_are_an_address_of_the_explorer():
    by_parameters = SITE.page("en", EXPLORER, {"subject": "protection", "search": "source:results-2018"})
    by_facets = SITE.page("en", EXPLORER, {"theme": "protection", "source": "results-2018"})
    assert by_parameters.body == by_facets.body


def test_figures_are_drawn_by_what_they_say_or_by_when_they_hold():
    values, windows = (opened(EXPLORER, {"search": "rescue", **drawn})[1] for drawn in ({}, {"drawn": "windows"}))
    assert text(values.cssselect("[name=drawn] option[selected]")[0]) == "what each says"
    assert text(windows.cssselect("[name=drawn] option[selected]")[0]) == "when each holds"
    titles = [page.cssselect("figure.chart")[0].get("aria-label") for page in (values, windows)]
    assert titles[0] != titles[1]
    assert windows.cssselect(".twin a")[0].get("href").endswith("?search=rescue&drawn=windows")


def test_a_card_says_what_is_known_of_a_figure_and_leads_on():
    figure = SITE.data.targets.set_index("target_id").loc["rescues-niger-2018", "actual_figure_id"]
    page = opened(EXPLORER, {"figure": figure})[1]
    told = text(page.cssselect(".told")[0])
    assert "93 to 97%" in told
    assert f"[{figure}]" in told
    links = {link.get("href") for link in page.cssselect(".told .output a")}
    assert {"03-targets?target_id=rescues-niger-2018", "06-country?country=NER"} <= links


def test_the_download_holds_the_figures_that_are_shown_with_a_citation_each():
    page = opened(EXPLORER, {"search": "rescue", "place": "NER"})[1]
    (link,) = page.cssselect("a[download]")
    assert link.get("href") == "/en/figures.csv?place=NER&search=rescue"
    answer = SITE.download("en", {"search": "rescue", "place": "NER"})
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert answer.kind == CSV
    assert re.fullmatch(r"figures-[\w-]+\.csv", answer.file)
    assert [row["figure_id"] for row in rows] == [
        option.get("value") for option in page.cssselect("[name=figure] option") if option.get("value")
    ]
    assert all(row["citation"] for row in rows)


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "{{ 7 * 7 }}{% raw %}",
    "__import__('os').system('id')",
    "../../etc/passwd",
    "source:results-2018) or 1=1 --",
    "(a+)+$",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_visitor_writes_is_text_wherever_it_stands(attack):
    places = [(EXPLORER, name) for name in ("search", "period", "theme", "figure", "subject")]
    for name, parameter in [*places, ("03-targets", "goal"), ("06-country", "country")]:
        answer, page = opened(name, {parameter: attack})
        assert answer.status in {200, 400}
        scripts = [script for script in page.iter("script") if script.get("type") is None]
        assert all(script.get("src") and not script.text for script in scripts)
        assert not page.xpath("//*[@onerror or @onclick or @style] | //img[@src='x']")
        assert not [link for link in page.xpath("//@href") if link.lower().startswith("javascript")]
        assert b"49{%" not in answer.body


def test_no_answer_leaves_another_language_spoken():
    with speaking("en"):
        SITE.page("nl", "03-targets", {"goal": "x"})
        assert SITE.page("en", "03-targets", {}).body == opened("03-targets")[0].body


def test_style_and_scripts_have_an_address_of_their_content():
    (style,) = opened("03-targets")[1].xpath("//link[@rel='stylesheet']/@href")
    scripts = opened("03-targets")[1].xpath("//script/@src")
    assert {style, *scripts} == {assets.address(name) for name in ("style.css", "page.js", "vega.js")}
