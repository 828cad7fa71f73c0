"""A document in English, in the dataset."""

import pandas as pd

from analysis.dataset import check, tables

ENGLISH = "made-up-english"


def test_figures_of_an_english_document_are_read_the_english_way(made_up):
    (source,) = made_up.read("sources")
    made_up.write("sources", [source, source | {"source_id": ENGLISH, "language": "en"}])
    figures = made_up.read("figures")
    row = figures[0] | {
        "figure_id": f"{ENGLISH}-0001-1",
        "fact_id": f"{ENGLISH}-0001-1",
        "source_id": ENGLISH,
        "line": "1",
        "as_printed": "more than 2,800",
        "value": "2800",
        "qualifier": "more_than",
        "period_line": "1",
    }
    made_up.write("figures", sorted([*figures, row], key=lambda figure: figure["figure_id"]))
    assert [str(found) for found in check.check(made_up.folder) if found.file.name == "figures.csv"] == []
    bounds = tables.load(made_up.folder).figures.set_index("figure_id").loc[row["figure_id"]]
    assert (bounds["lower"], bool(pd.isna(bounds["upper"]))) == (2800, True)
