"""What is typed into a closed list: the name that is meant, in panels, in the app and in the index alike."""

import pytest

from analysis.app import assets
from analysis.rendering.pages.templating import TEMPLATES, asset
from analysis.show import frontend

pytestmark = pytest.mark.browser

NAMES = [
    "all (317)",
    "Afghanistan (1)",
    "Congo, Democratic Republic of the (3)",
    "Côte d'Ivoire",
    "Malawi (3)",
    "Mali\N{NO-BREAK SPACE}(7)",
    "Malta",
    "Netherlands (16)",
    "Niger (40)",
    "Nigeria (2)",
    "South Sudan (9)",
    "Sudan (5)",
    "United States of America",
]


@pytest.fixture(scope="module")
def listed(browser):
    """A page with one list, that counts its changes."""
    page, _ = browser.page("about:")
    options = "".join(f"<option>{name}" for name in NAMES)
    page.set_content(f"<select>{options}</select><input>")
    page.add_script_tag(content=str(asset("picking.js")))
    page.evaluate("changes = 0; document.querySelector('select').onchange = () => { changes++; }")
    yield page
    page.context.close()


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("mal", "Mali"),  # a browser would stay at Malawi, which comes first
        ("MALTA", "Malta"),
        ("malaw", "Malawi"),
        ("nig", "Niger"),
        ("nigeri", "Nigeria"),
        ("cote d", "Côte d'Ivoire"),
        ("sud", "Sudan"),
        ("south s", "South Sudan"),
        ("republic", "Congo, Democratic Republic of the"),
        ("nn", "Nigeria"),  # the same letter again: the next that begins so
        ("nnn", "Netherlands"),
        ("x", "all"),  # nothing is called so
    ],
)
def test_what_is_typed_picks_the_name_that_is_just_that_or_the_shortest_that_begins_so(listed, typed, picked):
    field = listed.locator("select")
    field.select_option(index=0)
    listed.locator("input").focus()
    field.focus()
    listed.evaluate("changes = 0")
    listed.keyboard.type(typed)
    now = field.evaluate("list => list.selectedOptions[0].label")
    assert now.replace("\N{NO-BREAK SPACE}", " ").partition(" (")[0] == picked
    assert (listed.evaluate("changes") > 0) == (picked != "all")


def test_what_is_typed_after_the_list_was_left_begins_another_name_and_what_is_typed_elsewhere_stays_there(listed):
    field, line = listed.locator("select"), listed.locator("input")
    field.focus()
    listed.keyboard.type("ma")
    line.fill("")
    line.focus()
    listed.keyboard.type("l i")
    assert line.input_value() == "l i"
    field.focus()
    listed.keyboard.type("nig")
    assert field.evaluate("list => list.selectedOptions[0].label") == "Niger (40)"


def test_every_list_has_it():
    script = str(asset("picking.js"))
    assert script in assets.text("page.js")
    assert "analysisPicking" in frontend.PANEL_IN_VIEW
    for page in ("index", "programmes"):
        assert 'asset("picking.js")' in (TEMPLATES / "index" / f"{page}.html.j2").read_text(encoding="utf-8")
