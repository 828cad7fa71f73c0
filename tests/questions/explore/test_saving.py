"""Files hold what is shown, with its source, under a name that says what is in them."""

import base64
import io
import re

import pandas as pd
import pytest

from analysis.dataset import tables
from analysis.language import speaking
from analysis.questions.explore import saving
from analysis.questions.explore.answers import Choice
from analysis.questions.explore.panel import panel

DATA = tables.load()
RESCUE = "rs18-0211-1"


def explorer(**given):
    start = {"subject": "all", "kind": "all", "period": "all", "place": "all", "search": ""}
    shown = panel(DATA, **{**start, **given})
    assert shown.widget is not None
    return shown


def saved(shown, form: str) -> tuple[str, bytes]:
    """The file that one click puts on the screen."""
    shown.saver.buttons[form].click()
    html = shown.saver.saved.outputs[0]["data"]["text/html"]
    found = re.search(r'<a id="[^"]+" download="([^"]+)" href="data:[^"]*;base64,([^"]*)"', html)
    assert "click()" in html
    return found[1], base64.b64decode(found[2])


def test_the_csv_holds_every_figure_of_the_choice_with_a_citation():
    shown = explorer(kind="actual")  # more than the table shows
    name, content = saved(shown, "csv")
    rows = pd.read_csv(io.BytesIO(content))
    assert name == "figures-actual.csv"
    assert set(rows["figure_id"]) == set(DATA.figures.loc[DATA.figures["kind"] == "actual", "figure_id"])
    cited = rows.set_index("figure_id")["citation"]
    assert cited.notna().all()
    assert cited[RESCUE].startswith("“ruim 2.800”, Resultaten 2018")
    assert "searched" not in rows.columns


def test_the_svg_is_the_chart_that_is_shown_with_title_and_source():
    shown = explorer(search="rescue")
    _, values = saved(shown, "svg")
    assert "Figures as printed, and what each allows" in values.decode()
    assert "Source: Results 2018, lines" in values.decode()
    shown.drawn.value = True
    name, windows = saved(shown, "svg")
    assert name == "figures-rescue.svg"
    assert "When each figure holds" in windows.decode()


def test_the_png_is_a_picture():
    name, content = saved(explorer(place="NER"), "png")
    assert name == "figures-NER.png"
    assert content.startswith(b"\x89PNG")


def test_a_link_to_what_is_no_longer_shown_goes():
    shown = explorer()
    saved(shown, "csv")
    shown.facets.lists["theme"].value = "return"
    assert shown.saver.saved.outputs == ()


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (Choice(), "figures"),
        (Choice(theme="return", kind="actual", first=2013, last=2018), "figures-return-actual-2013-2018"),
        (Choice(first=2013, last=2013, text="a/b <c>"), "figures-2013-a-b-c"),
    ],
)
def test_the_name_of_a_file_says_what_is_in_it(chosen, name):
    assert saving.stem(chosen) == name


def test_a_source_is_set_below_a_title_that_names_none():
    spec = {"title": "Rain", "data": {"values": []}, "mark": "point"}
    assert "Source: a gauge" in saving.picture(spec, "svg", "Source: a gauge").decode()
    assert spec["title"] == "Rain"


def test_a_name_cannot_break_out_of_the_link():
    html = speaking("nl")(saving.link)('"><script>.csv', b"")
    assert html.count("<script>") == 1
    assert "Bewaard als" in html
