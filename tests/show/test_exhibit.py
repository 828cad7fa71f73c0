"""An exhibit shows what it has, in order, and makes each part when it is asked for."""

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis.show.exhibit import Exhibit
from analysis.show.fields import Field
from analysis.show.table import Table

FRAME = pd.DataFrame({"n": [1, 2]})
TABLE = Table(FRAME, [Field("n", "n", lambda row: row.n)], "numbers")


def test_it_goes_through_its_parts_and_those_of_what_stands_under_it():
    under = Exhibit(FRAME, table=lambda: TABLE)
    whole = Exhibit(FRAME, text=lambda: "**two**", chart=lambda: "a chart", more=[under])
    assert list(whole) == ["**two**", "a chart", TABLE]
    assert whole.table is None
    assert whole.frame is FRAME


def test_a_part_is_made_when_it_is_asked_for_and_once():
    made = []
    shown = Exhibit(FRAME, text=lambda: made.append("text") or "said", chart=lambda: made.append("chart") or "drawn")
    assert made == []
    assert shown.text is shown.text
    assert made == ["text"]


def test_it_names_the_parts_that_it_has():
    assert repr(Exhibit(FRAME, text=lambda: "", table=lambda: TABLE)) == "Exhibit(text, table; 2 rows)"


@pytest.mark.parametrize("shown", [Exhibit(FRAME, text=lambda: "**two**", table=lambda: TABLE)])
def test_a_cell_displays_each_part_in_its_own_form(shown):
    InteractiveShell.instance()
    with capture_output() as captured:
        shown._ipython_display_()
    text, table = (output.data for output in captured.outputs)
    assert text["text/markdown"] == "**two**"
    assert "<caption>numbers</caption>" in table["text/html"]


def test_the_parts_may_all_be_made_of_the_frame_alone():
    shown = Exhibit.of(FRAME, text=lambda frame: f"{len(frame)} rows", table=lambda frame: TABLE)
    assert list(shown) == ["2 rows", TABLE]
    assert shown.frame is FRAME
