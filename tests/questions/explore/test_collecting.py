"""The explorer has a basket: what is put in from a card is shown, compared, addressed and saved as any basket is."""

import base64
import re
from io import BytesIO

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.questions.explore.panel import BASKET, FIGURE, panel

DATA = tables.load()
RETURNS = "pr13-1250-3", "pr13-1252-3"


@pytest.fixture
def explorer():
    shown = panel(DATA, "all", "all", "all", "all", "")
    assert shown.widget is not None
    return shown


def collect(explorer, *figures: str) -> None:
    for figure in figures:
        explorer.list.value = figure
        explorer.collecting.button.click()


def test_the_card_that_is_open_puts_its_figure_in_and_takes_it_out(explorer):
    mine = explorer.collecting
    assert mine.button.layout.display == "none"
    collect(explorer, *RETURNS)
    assert explorer.tabs.selected_index == FIGURE
    assert (mine.basket.figures, mine.button.description) == (RETURNS, "Take out of the basket")
    assert mine.address.value == f"basket.html#{','.join(RETURNS)}"
    mine.button.click()
    assert (mine.basket.figures, mine.button.description) == (RETURNS[:1], "Add to basket")


def test_its_tab_shows_the_figures_and_whether_they_may_be_compared_in_the_language_that_is_spoken(explorer):
    collect(explorer, *RETURNS)
    explorer.set(language="nl")
    assert explorer.tabs.titles[BASKET] == "Mandje"
    said, figures, pairs = explorer.collecting.screen.bundles
    assert said["text/markdown"].startswith("**Er zitten 2 cijfers in het mandje**, `basket-nl.html#")
    assert "“1028”" in figures["text/html"]
    assert "+252" in pairs["text/html"]


def test_an_address_that_is_pasted_is_opened_and_one_that_is_none_is_refused(explorer):
    mine = explorer.collecting
    mine.address.value = f"https://example.org/basket-nl.html#{RETURNS[1]}"
    assert (mine.basket.figures, mine.address.value) == (RETURNS[1:], f"basket.html#{RETURNS[1]}")
    mine.address.value = "basket.html#xx99-0001-1"
    assert "xx99-0001-1" in explorer.problem
    assert mine.basket.figures == RETURNS[1:]


def test_it_is_saved_as_the_file_of_the_basket(explorer):
    mine = explorer.collecting
    assert all(button.disabled for button in mine.saver.buttons.values())
    collect(explorer, *RETURNS)
    mine.saver.buttons["xlsx"].click()
    html = mine.saver.saved.outputs[0]["data"]["text/html"]
    found = re.search(r'download="basket\.xlsx" href="data:[^"]*;base64,([^"]*)"', html)
    assert tuple(pd.read_excel(BytesIO(base64.b64decode(found[1])))["figure_id"]) == RETURNS
