"""A text in a workbook stays a text, also in the hands of whoever edits it."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from analysis.dataset import cells


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum(1)", "\tx", "\r=1+1"])
def test_a_text_that_begins_like_a_formula_is_written_as_a_text_and_quoted(text):
    book = Workbook()
    cells.write_text(book.active["A1"], text)
    raw = BytesIO()
    book.save(raw)
    read = load_workbook(raw).active["A1"]
    assert (read.data_type, read.number_format) == ("s", "@")
    assert read.quotePrefix is True


def test_another_text_is_not_quoted():
    book = Workbook()
    cells.write_text(book.active["A1"], "a=1")
    assert not book.active["A1"].quotePrefix
