"""Tables are accessible, escape what they show, and link every figure to its source."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.language import speaking
from analysis.questions.targets import tables as targets_tables
from analysis.show.fields import Field
from analysis.show.sources import sources
from analysis.show.table import Table

HOSTILE = '<script>alert("x")</script> & "quotes" \'too\''


class Page(HTMLParser):
    """Collects the tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(table: Table) -> Page:
    return Page(table._repr_html_())


def small(text: str = "Niger", figures: str = "rs18-0211-1 rs18-0211-2") -> Table:
    frame = pd.DataFrame({"what": [text], "value": [2800], "figure_id": [figures]})
    columns = [
        Field("what", "what", lambda row: row.what),
        Field("people", "people", lambda row: row.value, numeric=True),
        Field("figures", "figures", lambda row: row.figure_id, figures=True),
    ]
    return Table(frame, columns, "Rescues")


def test_a_long_cell_of_plain_text_does_not_widen_its_column():
    long = "a cell of a table that says much more than there is room for"
    frame = pd.DataFrame({"what": ["Niger", long], "value": [2800, 3000]})
    _, head, short, over = str(Table(frame, small().fields[:2], "Rescues")).splitlines()
    assert head.index("people") == short.index("2800") == 42  # forty characters and the two between columns
    assert over == f"{long}  3000"


SOURCES = pd.DataFrame(
    {
        "figure_id": ["rs18-0211-1", "rs18-0211-2"],
        "as_printed": ["ruim 2.800", HOSTILE],
        "document": ["Resultaten 2018", "Resultaten 2018"],
        "section": ["Voortgang", None],
        "line": [211, 211],
        "period_start": pd.to_datetime(["2017-07-01", None]),
        "period_end": pd.to_datetime(["2018-06-30", None]),
        "period_basis": ["printed", "unknown"],
        "kind": ["actual", "target"],
        "contested": ["rescues", ""],
        "note_en": [None, "A note."],
        "note_nl": [None, "Een noot."],
    }
)


def test_text_of_the_data_is_escaped_wherever_it_stands():
    frame = pd.DataFrame({"what": [HOSTILE]})
    html = Table(frame, [Field("what", HOSTILE, lambda row: row.what)], HOSTILE)._repr_html_()
    assert html.count("<script") == 0
    assert Page(html).text.count(HOSTILE) == 3


def test_an_identifier_cannot_break_out_of_its_link():
    found = page(small(figures='"><img/src=x>'))
    assert found.all("img") == []
    assert [link["href"] for link in found.all("a")] == ['#source-"><img/src=x>']


def test_an_identifier_cannot_break_out_of_its_anchor():
    frame = SOURCES.assign(figure_id=['"><img/src=x>', "b"])
    assert page(sources(frame)).all("img") == []


def test_every_figure_links_to_its_row_among_the_sources():
    links = [link["href"] for link in page(small()).all("a")]
    anchors = [f"#{row['id']}" for row in page(sources(SOURCES)).all("tr") if "id" in row]
    assert links == anchors == ["#source-rs18-0211-1", "#source-rs18-0211-2"]


def test_a_table_has_a_caption_and_headers_for_columns_and_rows():
    found = page(small())
    assert len(found.all("caption")) == 1
    assert [header.get("scope") for header in found.all("th")] == ["col", "col", "col", "row"]
    assert "Rescues" in found.text


def test_numbers_are_aligned_in_the_head_and_the_body():
    found = page(small())
    assert [cell.get("class") for cell in [*found.all("th"), *found.all("td")]].count("n") == 2


def test_what_rows_that_follow_one_another_share_stands_once_where_a_table_is_grouped():
    frame = pd.DataFrame(
        {
            "what": ["Asylum", "Asylum", "Asylum", "Return", ""],
            "value": [1, 1, 2, 2, 2],
            "figure_id": ["a", "a", "b", "b", "b"],
        }
    )
    table = Table(frame, small().fields, "Trends", grouped=True)
    found = page(table)
    spans = [(tag, cell.get("rowspan")) for tag, cell in found.tags if tag in {"th", "td"}][3:]
    rows = [("th", "3"), ("td", None), ("td", "2"), ("td", None), ("td", None), ("td", None)]
    assert spans == [*rows, ("th", None), ("td", None), ("td", None), ("th", None), ("td", None), ("td", None)]
    assert [link["href"] for link in found.all("a")] == ["#source-a", "#source-b", "#source-b", "#source-b"]
    assert table.frame["what"].tolist() == frame["what"].tolist()  # every row is whole where it is saved
    assert [cell.get("rowspan") for cell in page(Table(frame, small().fields, "Trends")).all("th")] == [None] * 8


def test_sources_stand_under_their_document_and_section_and_each_says_its_line():
    frame = SOURCES.assign(figure_id=["a", "b"], section=["Voortgang", "Voortgang"], line=[211, 212])
    found = page(sources(pd.concat([frame, frame.assign(figure_id=["c", "d"], section=["Voortgang", None])])))
    assert [cell["colspan"] for cell in found.all("th") if cell.get("scope") == "rowgroup"] == ["7", "7"]
    assert len(found.all("tbody")) == 2
    assert found.text.count("Resultaten 2018, “Voortgang”") == 1
    assert [found.text.count(text) for text in ("line 211", "line 212", ", line")] == [2, 2, 0]


def test_a_missing_cell_is_blank_and_not_none_or_nan():
    frame = pd.DataFrame({"what": ["x"]})
    assert Table(frame, [Field("a", "a", lambda row: None)], "c").cells == [[""]]
    assert not {"None", "nan", "NaT", "<NA>"} & {cell for row in sources(SOURCES).cells for cell in row}


def test_a_notebook_does_not_keep_a_table_twice():
    assert repr(small()) == "Rescues (1 × 3)"


def test_a_printed_table_is_aligned_text():
    assert str(small()).splitlines() == [
        "Rescues",
        "what   people  figures",
        "Niger  2800    rs18-0211-1 rs18-0211-2",
    ]


def test_a_table_is_saved_as_it_is_shown():
    table = small("Niger, Agadez")
    assert table.csv() == 'what,people,figures\n"Niger, Agadez",2800,rs18-0211-1 rs18-0211-2\n'
    assert table.frame.columns.tolist() == table.headings


def test_a_table_stays_in_the_language_in_which_it_was_made():
    table = speaking("nl")(sources)(SOURCES)
    assert "zoals vermeld" in page(table).text


def test_a_table_without_rows_still_has_its_head():
    found = page(sources(SOURCES.iloc[:0]))
    assert len(found.all("tr")) == 1


@pytest.mark.parametrize(
    ("language", "where", "window", "caption"),
    [
        ("en", "Resultaten 2018, “Voortgang”, line 211", "July 2017 to June 2018", "Sources: every figure used above"),
        ("nl", "Resultaten 2018, “Voortgang”, regel 211", "juli 2017 t/m juni 2018", "Bronnen: elk cijfer"),
    ],
)
def test_sources_say_in_the_language_asked_for_where_and_when(language, where, window, caption):
    table = speaking(language)(sources)(SOURCES)
    assert {where, window} <= set(table.cells[0])
    assert table.caption.startswith(caption)


def test_what_each_printing_allows_is_shown_with_the_text_alone_last():
    readings = pd.DataFrame(
        {
            "figure_id": ["a", "a"],
            "as_printed": ["ruim 2.800", None],
            "where": ["results-2018:1", None],
            "preferred": [True, True],
            "lower": [2800.0, 2800.0],
            "upper": [2900.0, None],
            "share_lower": [0.9333, 0.9333],
            "share_upper": [0.9667, None],
            "counted_en": [None, None],
            "counted_nl": [None, None],
        }
    )
    cells = [
        [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in targets_tables.readings(readings).cells
    ]
    assert cells == [
        ["“ruim 2.800”", "2,800 to 2,900", "93 to 97%", "Results 2018, line 1", "a"],
        ["what the text alone says", "at least 2,800", "at least 93%", "", "a"],
    ]
