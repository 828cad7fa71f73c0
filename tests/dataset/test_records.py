"""A table that is written keeps every line that it does not change, to the byte, however a person quoted it."""

from pathlib import Path

import pytest

from analysis.dataset import records, schema

TABLES = schema.read(Path(__file__).parents[2] / "data")
ODD = 'name,said\n"one",plain\ntwo,"a ""b"" c"\n"three","over\ntwo lines"\n'


def parsed(text, names):
    lines = text.removesuffix("\n").split("\n")
    return [dict(zip(names, cells, strict=True)) for _, cells, _ in records.below_header(lines, len(names))]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_written_as_it_was_read_and_a_new_row_changes_no_other_line(name):
    table = TABLES[name]
    before = table.path.read_bytes().decode("utf-8")
    rows = parsed(before, table.names)
    assert records.written(table.names, rows, before) == before
    new = dict.fromkeys(table.names, "") | {table.key[0]: 'new, and "quoted"'}
    lines = records.written(table.names, [*rows[:1], new, *rows[1:]], before).split("\n")
    del lines[2]
    assert "\n".join(lines) == before


def test_a_line_that_a_person_quoted_in_another_way_stays_and_the_one_that_changes_is_written_plainly():
    rows = parsed(ODD, ["name", "said"])
    assert records.written(["name", "said"], rows, ODD) == ODD
    rows[0]["said"] = "changed"
    assert records.written(["name", "said"], rows, ODD) == ODD.replace('"one",plain', "one,changed")


def test_rows_in_another_order_take_their_lines_with_them():
    rows = parsed(ODD, ["name", "said"])
    assert records.written(["name", "said"], rows[1::-1], ODD) == 'name,said\ntwo,"a ""b"" c"\n"one",plain\n'
