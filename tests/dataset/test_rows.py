"""The rows of a frame are those that pandas gives."""

import numpy as np
import pandas as pd

from analysis.dataset.rows import rows_of


def python(cell):
    """Return a whole number of numpy's, which itertuples gives of a column that may have none, as Python's own."""
    return cell.item() if isinstance(cell, np.integer) else cell


def test_the_rows_of_a_frame_are_those_of_itertuples_cell_by_cell():
    frame = pd.DataFrame(
        {
            "figure_id": pd.array(["a", None], dtype="str"),
            "lower": [1.5, None],
            "line": pd.array([3, None], dtype="Int64"),
            "preferred": [True, False],
            "period_end": pd.to_datetime(["2018-12-31", None]).astype("datetime64[s]"),
            "1st": [1, 2],
        },
        index=[7, 8],
    )
    ours, theirs = list(rows_of(frame)), list(frame.itertuples(index=False))
    assert [list(map(repr, row)) for row in ours] == [list(map(repr, map(python, row))) for row in theirs]
    assert type(ours[0].line) is int
    assert [row._fields for row in ours] == [row._fields for row in theirs]
    assert ours[0].figure_id == "a"
    assert list(rows_of(frame.iloc[:0])) == []
