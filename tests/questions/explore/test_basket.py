"""A basket holds figures once and in order, says which of them may be compared, and survives a file and an address."""

import json

import openpyxl
import pandas as pd
import pytest

import analysis
from analysis.errors import ParameterError, UnknownNameError
from analysis.language import speaking
from analysis.questions import comparability

RESCUES, PRINTED_AGAIN, SPENT = "rs18-0211-1", "rs18-0005-1", "pr13-0053-1"
RETURNS = "pr13-1250-3", "pr13-1252-3"


@pytest.fixture(scope="module")
def basket(data):
    return analysis.basket(data, RETURNS[0], RESCUES, RETURNS[1], RESCUES)


def test_a_figure_is_in_it_once_in_the_order_in_which_it_was_put_in(basket):
    assert basket.figures == (RETURNS[0], RESCUES, RETURNS[1])
    assert basket.rows["figure_id"].tolist() == list(basket) == list(basket.add(RESCUES))
    assert basket.without(RESCUES).figures == RETURNS


def test_a_figure_that_there_is_not_is_refused_with_the_nearest(basket, data):
    with pytest.raises(UnknownNameError, match=r"unknown figure 'rs18-0211-9' \(did you mean 'rs18-0211-[12]'\?\)"):
        analysis.basket(data, "rs18-0211-9")
    with pytest.raises(UnknownNameError, match="unknown figure of the basket"):
        basket.without(SPENT)


def test_what_allows_a_change_comes_first_and_every_other_pair_has_its_reason(basket, data):
    pairs = basket.add(PRINTED_AGAIN).comparisons
    first = pairs.iloc[0]
    assert (first["figure_id"], first["other_figure_id"], first["change_lower"]) == (*RETURNS, 1280 - 1028)
    assert len(pairs) == 4 * 3 / 2
    assert (pairs["allowed"] == (pairs["obstacles"] == "")).all()
    judged = data.comparisons.iloc[0]
    pair = analysis.basket(data, SPENT, judged["figure_id"], judged["other_figure_id"]).comparisons
    assert pair.iloc[0]["comparison_id"] == judged["comparison_id"]
    assert pair.iloc[0]["verdict"] == judged["verdict"]


def test_it_shows_itself_with_bounds_and_places_and_compared_by_the_one_function_that_judges_pairs(basket):
    figures, pairs = basket.exhibit.table.frame, list(basket.exhibit)[-1].frame
    row = figures[figures["figure"] == RESCUES].iloc[0]
    assert (row["as printed"], row["read as"]) == ("“ruim 2.800”", "2,800 to under 2,900")
    assert row["where"] == "Results 2018, line 211"
    assert pairs.iloc[0]["change"] == "+252"
    alone = comparability.verdict(basket.data, *RETURNS)
    pd.testing.assert_frame_equal(basket.without(RESCUES).comparisons, alone)
    assert f"`{basket.address}`. For 1 of 3 pairs" in basket.exhibit.text


def test_an_empty_one_says_so_and_one_figure_has_nothing_to_be_compared_with(data):
    assert next(iter(analysis.basket(data).exhibit)) == "**The basket is empty.**"
    assert len(list(analysis.basket(data, SPENT).exhibit)) == 2


def test_its_address_leads_to_the_page_in_the_language_that_is_spoken_and_back(basket, data):
    named = f"{RETURNS[0]},{RESCUES},{RETURNS[1]}"
    assert basket.address == f"basket.html#{named}"
    with speaking("nl"):
        assert basket.address == f"basket-nl.html#{named}"
    assert analysis.basket(data).of(f"https://example.org/a/{basket.address}") == basket
    with pytest.raises(ParameterError, match=r"'mine' is no address of a basket: 'basket\.html#' is one"):
        analysis.basket(data).of("mine")


@pytest.mark.parametrize("form", ["csv", "xlsx", "bib", "json"])
def test_a_file_of_any_form_is_read_back_as_the_same_basket(basket, data, tmp_path, form):
    file = tmp_path / f"mine.{form}"
    basket.save(file)
    assert analysis.basket(data).read(file) == basket
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_the_table_of_a_file_has_bounds_unit_window_and_citation(basket, tmp_path):
    basket.save(tmp_path / "mine.csv")
    row = pd.read_csv(tmp_path / "mine.csv").set_index("figure_id").loc[RESCUES]
    assert (row["value"], row["lower"], row["upper"], row["unit"]) == (2800, 2800, 2900, "person")
    assert (row["period_start"], row["period_end"]) == ("2017-07-01", "2018-06-30")
    assert "line 211 of the text edition: “ruim 2.800”. Figure rs18-0211-1 of" in row["citation"]


def test_a_workbook_has_the_comparisons_on_a_sheet_of_their_own(basket, tmp_path):
    basket.save(tmp_path / "mine.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mine.xlsx")
    assert book.sheetnames == ["figures", "comparisons"]
    assert [cell.value for cell in book["figures"]["A"]] == ["figure_id", *basket]
    assert book["comparisons"].max_row == 1 + 3


def test_the_csl_is_that_of_every_figure(basket):
    assert [item["id"] for item in json.loads(basket.file("json"))] == list(basket)


def test_a_spreadsheet_may_have_saved_the_file_its_own_way(data, tmp_path):
    (tmp_path / "a.csv").write_text(f"\ufefffigure_id;note\n{RESCUES};x\n;\n", encoding="utf-8")
    assert analysis.basket(data).read(tmp_path / "a.csv").figures == (RESCUES,)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", RESCUES, "unknown form of a file 'txt'"),
        ("a.csv", "id\nx\n", "is no file of a basket"),
        ("a.json", "{", "is no file of a basket"),
        ("a.xlsx", "no workbook", "is no file of a basket"),
        ("a.csv", f"figure_id\n{RESCUES}\nrs18-0211-9\n", "figure 2 of it: unknown figure 'rs18-0211-9'"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(data, tmp_path, name, content, said):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ParameterError, match=said) as refused:
        analysis.basket(data).read(tmp_path / name)
    assert name in str(refused.value) or "txt" in name
    with pytest.raises(ParameterError, match=r"b\.csv cannot be read"):
        analysis.basket(data).read(tmp_path / "b.csv")


def test_a_file_of_another_form_is_refused_before_anything_is_written(basket, tmp_path):
    with pytest.raises(UnknownNameError, match="unknown form of a file 'docx'; allowed: csv, xlsx, bib, json"):
        basket.save(tmp_path / "mine.docx")
    assert list(tmp_path.iterdir()) == []
