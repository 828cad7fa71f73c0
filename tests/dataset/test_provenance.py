"""Every result can name the figures that it rests on, and where they are printed."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import provenance
from analysis.dataset.tables import Dataset
from analysis.errors import UnknownNameError

FIGURES = pd.DataFrame(
    [
        (
            "new-0010-1",
            "newer",
            10,
            "Results",
            "ruim 2.800",
            "2017-07-01",
            "2018-06-30",
            "printed",
            "actual",
            None,
            None,
        ),
        ("new-0009-1", "newer", 9, None, "3.000", None, None, "unknown", "target", "A note.", "Een noot."),
        ("old-0020-1", "older", 20, "Money", "91%", "2013-01-01", "2013-12-31", "inferred", "spent", None, None),
    ],
    columns=[
        "figure_id",
        "source_id",
        "line",
        "section",
        "as_printed",
        "period_start",
        "period_end",
        "period_basis",
        "kind",
        "note_en",
        "note_nl",
    ],
).astype({"period_start": "datetime64[s]", "period_end": "datetime64[s]"})
SOURCES = pd.DataFrame({"source_id": ["older", "newer"], "title": ["The older report", "The newer report"]})
DISPUTES = pd.DataFrame(
    [("share", "old-0020-1"), ("rescues", "new-0010-1"), ("credit", "new-0010-1"), ("credit", None)],
    columns=["discrepancy_id", "figure_id"],
)
DATA = Dataset({"figures": FIGURES, "sources": SOURCES, "discrepancy_figures": DISPUTES}, Path())


def test_figures_are_collected_from_all_columns_of_all_results():
    one = pd.DataFrame({"figure_id": ["b", "a b"], "value": [1, 2]})
    two = pd.DataFrame({"target_figure_id": ["c", None], "actual_figure_id": ["d", "a"], "figure_ids": ["x", "y"]})
    assert provenance.figure_ids(one, two) == ["a", "b", "c", "d"]
    assert provenance.figure_ids() == []
    assert provenance.figure_ids(pd.DataFrame({"value": [1]})) == []


def test_sources_stand_in_the_order_of_document_and_line():
    table = provenance.sources(DATA, pd.DataFrame({"figure_id": ["old-0020-1 new-0010-1", "new-0009-1"]}))
    assert table["figure_id"].tolist() == ["new-0009-1", "new-0010-1", "old-0020-1"]
    assert table["document"].tolist() == ["The newer report", "The newer report", "The older report"]
    assert table.columns.tolist() == provenance.COLUMNS


def test_a_figure_is_cited_once_however_many_results_use_it():
    result = pd.DataFrame({"figure_id": ["new-0009-1", "new-0009-1"]})
    assert len(provenance.sources(DATA, result, result)) == 1


def test_a_contested_figure_names_its_discrepancies():
    table = provenance.cite(DATA, FIGURES["figure_id"]).set_index("figure_id")
    assert table["contested"].to_dict() == {
        "new-0009-1": "",
        "new-0010-1": "credit rescues",
        "old-0020-1": "share",
    }


def test_a_result_without_figures_has_no_sources():
    assert provenance.sources(DATA, pd.DataFrame({"figure_id": [None]})).empty


def test_an_unknown_figure_is_named_with_the_nearest():
    with pytest.raises(
        UnknownNameError, match=r"unknown figure 'new-0010-2' \(did you mean 'new-0010-1'\?\); allowed: "
    ):
        provenance.cite(DATA, ["new-0010-2"])


def test_a_citation_gives_print_document_section_line_and_identifier():
    assert (
        provenance.citation(DATA, "new-0010-1")
        == "“ruim 2.800”, The newer report, section “Results”, line 10 of the text edition [new-0010-1]"
    )


def test_a_citation_leaves_out_a_section_that_is_not_known():
    assert (
        provenance.citation(DATA, "new-0009-1") == "“3.000”, The newer report, line 9 of the text edition [new-0009-1]"
    )


def test_where_is_an_address_in_no_language_and_keeps_the_order():
    rows = FIGURES.iloc[[2, 0]]
    assert provenance.located(rows)["where"].tolist() == ["older:20", "newer:10"]
    assert "where" not in rows
