"""The dataset loads as typed frames, from where it is, or says what is wrong with it."""

import re
import shutil
from html import escape
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset import described, schema, tables
from analysis.errors import DataError, DataNotFoundError, UnknownNameError

ROOT = Path(__file__).parents[2]
REMEDY = "run `analysis check` for a list of every problem"

SCHEMA = """
name: small
columns: []
resources:
  - name: figures
    title: Figures
    path: figures.csv
    schema:
      fields:
        - {name: figure_id, type: string, description: Key., constraints: {required: true}}
        - {name: line, type: integer, description: Line.}
        - {name: preferred, type: boolean, description: Preferred.}
        - {name: period_start, type: date, description: Start.}
        - {name: as_printed, type: string, description: Print., constraints: {required: true}}
        - {name: read_as, type: string, description: Correction.}
        - {name: value, type: number, description: Number.}
        - {name: kind, type: string, description: Kind.}
        - {name: qualifier, type: string, description: Hedge.}
        - {name: step, type: number, description: Step.}
      primaryKey: [figure_id]
"""
HEADER = "figure_id,line,preferred,period_start,as_printed,read_as,value,kind,qualifier,step\n"
ROWS = [
    "a,1,true,2017-07-01,ruim 2.800,,2800,actual,just_over,\n",
    "b,,false,,meer dan 4.000,,4000,actual,more_than,\n",
    "c,3,true,2023-01-01,EUR 60 miljoen,,60000000,budget,exact,\n",
    "d,4,true,2013-01-01,EUR 100 min.,EUR 100 mln.,100000000,spent,exact,\n",
    "e,5,true,,q,,,actual,illegible,\n",
    "f,6,true,,57%,,57,actual,exact,10\n",
]


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "datapackage.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(HEADER + "".join(ROWS), encoding="utf-8")
    return tmp_path


def rewrite(folder: Path, old: str, new: str) -> Path:
    path = folder / "figures.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_each_type_of_the_schema_becomes_a_type_of_pandas(folder):
    types = tables.load(folder).figures.dtypes.astype("str").to_dict()
    assert types == {
        "figure_id": "str",
        "line": "Int64",
        "preferred": "bool",
        "period_start": "datetime64[s]",
        "as_printed": "str",
        "read_as": "str",
        "value": "float64",
        "kind": "str",
        "qualifier": "str",
        "step": "float64",
        "lower": "float64",
        "upper": "float64",
        "lower_open": "bool",
        "upper_open": "bool",
        "conventional": "bool",
    }


def test_an_empty_cell_is_missing_whatever_its_type(folder):
    figures = tables.load(folder).figures.set_index("figure_id")
    assert figures.loc["b", ["line", "period_start", "read_as"]].isna().all()
    assert figures.loc["e", ["value", "step"]].isna().all()


def test_bounds_are_computed_from_the_printed_form(folder):
    figures = tables.load(folder).figures.set_index("figure_id")
    ends = {row.Index: (row.lower, row.upper) for row in figures.itertuples() if row.Index not in "be"}
    assert ends == {"a": (2800, 2900), "c": (60e6, 60e6), "d": (99.5e6, 100.5e6), "f": (52, 62)}
    assert figures["conventional"].to_dict() == dict.fromkeys("bcdef", False) | {"a": True}


def test_no_ceiling_is_a_missing_upper_bound(folder):
    figures = tables.load(folder).figures.set_index("figure_id")
    assert figures.loc["b", "lower"] == 4000
    assert pd.isna(figures.loc["b", "upper"])


def test_an_illegible_figure_has_no_bounds(folder):
    assert tables.load(folder).figures.set_index("figure_id").loc["e", ["lower", "upper"]].isna().all()


def test_the_argument_comes_before_the_variable_and_that_before_the_checkout(folder, tmp_path, monkeypatch):
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    monkeypatch.setenv("ANALYSIS_DATA", str(folder))
    assert tables.load(other).folder == other
    assert tables.load().folder == folder
    monkeypatch.delenv("ANALYSIS_DATA")
    assert tables.load().folder == ROOT / "data"


def test_a_folder_without_a_dataset_is_named_with_where_it_came_from(tmp_path, monkeypatch):
    with pytest.raises(
        DataNotFoundError, match=rf"no dataset in {tmp_path} \(from the argument\): it has no datapackage"
    ):
        tables.load(tmp_path)
    monkeypatch.setenv("ANALYSIS_DATA", str(tmp_path))
    with pytest.raises(DataNotFoundError, match=r"\(from ANALYSIS_DATA\).*Pass the folder of the dataset, or set "):
        tables.load()


def test_a_missing_table_is_named(folder):
    (folder / "figures.csv").unlink()
    with pytest.raises(
        DataNotFoundError, match=f"the table figures is missing: no file {folder}/figures.csv; {REMEDY}"
    ):
        tables.load(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a,1,true", "a,1,yes", ":2: preferred: 'yes' is no boolean"),
        ("a,1,true", "a,1,", ":2: preferred: an empty cell is no boolean"),
        ("c,3,", "c,three,", ":4: line: 'three' is no integer"),
        ("c,3,", "c,3.5,", ":4: line: '3.5' is no integer"),
        ("2013-01-01", "2013-02-30", ":5: period_start: '2013-02-30' is no date"),
        (",60000000,", ",60 million,", ":4: value: '60 million' is no number"),
        (",ruim 2.800,", ",,", ":2: as_printed: is empty, and must not be"),
        (",ruim 2.800,", ",veel,", ":2: as_printed: cannot read 'veel' as a figure: "),
        ("illegible,\n", "illegible\n", ":6: 9 fields, expected 10"),
        ("illegible,\n", "illegible,,\n", ":6: 11 fields, expected 10"),
        ("figure_id,line", "figure_id,row", ":1: columns are ['figure_id', 'row', "),
        ("figure_id,line", "\ufefffigure_id,line", ":1: columns are ['\\ufefffigure_id', "),
    ],
)
def test_a_cell_that_does_not_fit_is_named_with_file_line_column_and_remedy(folder, old, new, said):
    path = rewrite(folder, old, new)
    with pytest.raises(DataError) as caught:
        tables.load(folder)
    assert str(caught.value).startswith(f"{path}{said}")
    assert str(caught.value).endswith(REMEDY)


def test_a_file_that_is_not_utf_8_is_named(folder):
    path = folder / "figures.csv"
    path.write_bytes(path.read_bytes().replace(b"ruim", b"r\xfcim"))
    with pytest.raises(DataError, match=f"^{path}: is no CSV in UTF-8: .*0xfc.*; {REMEDY}$"):
        tables.load(folder)


def test_an_empty_file_is_named(folder):
    (folder / "figures.csv").write_bytes(b"")
    with pytest.raises(DataError, match=r"figures\.csv:1: columns are \[\], expected \['figure_id', "):
        tables.load(folder)


def test_a_table_without_rows_keeps_its_types(folder):
    (folder / "figures.csv").write_text(HEADER, encoding="utf-8")
    figures = tables.load(folder).figures
    assert len(figures) == 0
    assert figures.dtypes.astype("str")[["line", "period_start", "upper"]].tolist() == [
        "Int64",
        "datetime64[s]",
        "float64",
    ]


def test_tables_are_items_and_attributes(folder):
    data = tables.load(folder)
    assert list(data) == ["figures"]
    assert len(data) == 1
    assert data["figures"] is data.figures


def test_a_dataset_shows_what_it_holds(folder):
    data = tables.load(folder)
    heading = """Dataset of 1 table, such as data.figures; data.describe("figures") says what its columns hold"""
    titled = data.describe()
    assert titled.to_dict("index") == {"figures": {"rows": 6, "holds": schema.read(folder)["figures"].title}}
    assert repr(data) == f"{heading}\nfigures: 6; {titled.loc['figures', 'holds']}"
    shown = data._repr_html_()
    assert escape(heading) in shown
    assert f">{titled.loc['figures', 'holds']}</td>" in shown
    assert repr(tables.Dataset({}, folder / "nowhere")).startswith("Dataset of 0 tables")


def test_tables_complete_and_a_wrong_name_suggests_the_right_one(folder):
    data = tables.load(folder)
    assert {"figures", "describe", "folder"} <= set(dir(data))
    assert data._ipython_key_completions_() == ["figures"]
    asked = [(AttributeError, lambda: data.figurs), (KeyError, lambda: data["figurs"])]
    for kind, ask in asked:
        with pytest.raises(kind, match=r"^unknown table 'figurs' \(did you mean 'figures'\?\)") as caught:
            ask()
        assert isinstance(caught.value, UnknownNameError)
    with pytest.raises(UnknownNameError, match="did you mean 'figures'"):
        data.describe("figurs")
    assert data.get("figurs") is None
    assert not hasattr(data, "_repr_mimebundle_")


def test_each_column_is_described_with_meaning_unit_and_codes():
    data = tables.load(ROOT / "data")
    figures = data.describe("figures")
    stored = schema.read(ROOT / "data")["figures"]
    assert list(figures.index) == [*stored.names, *(column.name for column in described.BOUNDS)]
    assert set(figures.index) == set(data.figures.columns) - {"read_as_en", "read_as_nl"}
    meanings = {column.name: column.description for column in stored.columns}
    assert figures.loc[stored.names, "holds"].to_dict() == meanings
    assert (figures["holds"] != "").all()
    assert figures.loc["value", "unit"] == "that of `unit`"
    assert data.describe("oda").loc["oda_eur_million", "unit"] == "million EUR"
    assert "commitment (commitment)" in figures.loc["kind", "codes"]
    assert figures.loc["measure_id", "key_of"] == "measures"
    # A cell and a terminal show words whole, those of a part of the rows too.
    part = figures.loc[["value", "kind"]]
    assert meanings["value"] in " ".join(repr(part).split())
    assert meanings["value"] in part._repr_html_().replace("&#x27;", "'")


def test_a_number_says_in_what_it_is_counted():
    """Where a name or a unit column does not say so already, `unit` does."""
    named = re.compile(
        r"(^|_)(year|rank|lines?|position|level|numbers?|hits|scale|multiplicity|transaction|unaccounted)$"
        r"|^(in_figures|in_windows|by_rules|earmarking)$"
    )
    bare = {
        f"{table.name}.{column.name}"
        for table in schema.read(ROOT / "data").values()
        for column in table.columns
        if column.type in {"number", "integer"} and not column.unit and not named.search(column.name)
    }
    assert bare == set()


def test_in_the_committed_data_every_value_lies_between_its_bounds():
    figures = tables.load(ROOT / "data").figures.dropna(subset="value")
    assert (figures["lower"] <= figures["value"]).all()
    assert (figures["upper"].dropna() >= figures["value"][figures["upper"].notna()]).all()
    open_ended = figures["qualifier"].isin(["more_than", "magnitude"])
    assert figures["upper"][open_ended].isna().all()
