"""What the dataset says in English it says in Dutch."""

import re

import pandas as pd
import pytest

from analysis.dataset import schema, tables

DATA = tables.load()
PAIRS = [
    (table.name, column.name[:-3])
    for table in schema.read(schema.find()).values()
    for column in table.columns
    if column.name.endswith("_en") and f"{column.name[:-3]}_nl" in table.names
]


@pytest.mark.parametrize(("table", "column"), PAIRS)
def test_a_cell_of_prose_is_there_in_both_languages_or_in_none(table, column):
    english, dutch = (DATA[table][f"{column}_{language}"].notna() for language in ("en", "nl"))
    lacking = DATA[table][english != dutch]
    if column == "article":  # "the Netherlands", "Nederland": an article is a matter of each language
        lacking = lacking[lacking["article_en"].isna()]
    assert lacking.iloc[:, 0].to_list() == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_why_a_series_breaks_is_said_of_every_pair_that_spans_the_day_and_so_of_no_earlier_document(language):
    years = DATA.sources.set_index("source_id")["last_year"]
    for row in DATA.breaks.itertuples():
        own = {row.at.year, (row.at - pd.Timedelta(days=1)).year, years[row.source_id]}
        named = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", getattr(row, f"reason_{language}"))}
        assert named <= own, row.break_id
