"""What the dataset says in English it says in Dutch."""

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
