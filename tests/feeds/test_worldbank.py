"""Price indices of the World Bank: its API, its downloads, and what is neither."""

import json

import pytest

from analysis.errors import FeedError
from analysis.feeds import worldbank


def reply(*values, indicator="FP.CPI.TOTL", **heading):
    known = {"page": 1, "pages": 1, "per_page": 1000, "total": len(values), "lastupdated": "2026-07-13"} | heading
    items = [
        {
            "indicator": {"id": indicator, "value": "x"},
            "country": {"id": "NL", "value": "Netherlands"},
            "countryiso3code": "NLD",
            "date": str(year),
            "value": value,
        }
        for year, value in values
    ]
    return json.dumps([known, items])


def written(tmp_path, content, name="a.json"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


CSV = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-07-13",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2014","2015",\n'
    '"Netherlands","NLD","Consumer price index","FP.CPI.TOTL","","110.5",\n'
)


def test_exchange_rates_are_dollars_for_a_euro_of_one_country_and_nought_is_none(tmp_path):
    files = [
        written(tmp_path, reply((2015, 110)), "a.json"),
        written(tmp_path, reply((2023, 0.8), (2022, 0), indicator=worldbank.EXCHANGE_RATE), "b.json"),
    ]
    table = worldbank.read(files).tables["indicators"]
    assert worldbank.exchange_rates(table).to_numpy().tolist() == [[2023, 1.25]]
    assert worldbank.exchange_rates(table, "DEU").empty


def test_a_reply_is_read_and_a_year_without_a_value_left_out(tmp_path):
    taken = worldbank.read([written(tmp_path, reply((2016, None), (2015, 110), (2013, 105.5)))])
    assert taken.tables["indicators"].to_numpy().tolist() == [
        ["FP.CPI.TOTL", "NLD", 2013, 105.5],
        ["FP.CPI.TOTL", "NLD", 2015, 110.0],
    ]
    assert taken.years == (2013, 2015)
    assert "last updated: 2026-07-13" in taken.notes


def test_a_download_is_read(tmp_path):
    taken = worldbank.read([written(tmp_path, CSV, "API_FP.CPI.TOTL_DS2.csv")])
    assert taken.tables["indicators"].to_numpy().tolist() == [["FP.CPI.TOTL", "NLD", 2015, 110.5]]


def test_indices_are_rebased_and_named_as_the_reference_names_them(tmp_path):
    paths = [
        written(tmp_path, reply((2015, 110), (2023, 132)), "a.json"),
        written(tmp_path, reply((2023, 90), indicator="NY.GDP.DEFL.ZS"), "b.json"),
    ]
    indices = worldbank.indices(worldbank.read(paths).tables["indicators"])
    assert indices.to_numpy().tolist() == [["cpi", 2015, 100.0], ["cpi", 2023, pytest.approx(120)]]


def test_another_indicator_never_takes_the_place_of_a_price_index(tmp_path):
    # The yearly change of prices, in per cent, is not their index.
    change = written(tmp_path, reply((2022, 10.0), indicator="FP.CPI.TOTL.ZG"), "change.json")
    with pytest.raises(FeedError, match=r"change\.json: holds FP\.CPI\.TOTL\.ZG, which is neither an index of prices"):
        worldbank.read([change])
    index = written(tmp_path, reply((2015, 110), (2022, 121)), "index.json")
    taken = worldbank.read([change, index])
    assert worldbank.indices(taken.tables["indicators"])["price_index"].tolist() == [100.0, pytest.approx(110)]
    assert any("kept under its own name" in note and "FP.CPI.TOTL.ZG" in note for note in taken.notes)
    assert "not in these files: NY.GDP.DEFL.ZS" in taken.notes


def test_an_import_names_its_countries_and_its_release(tmp_path):
    taken = worldbank.read([written(tmp_path, reply((2015, 110)))])
    assert "holds 1 country or group: NLD" in taken.notes
    assert taken.release == {"updated": "2026-07-13"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"message": [{"id": "120", "value": "The indicator was not found"}]}]', "answers: The indicator was not"),
        ("[1, 2]", "is no reply of the indicator API"),
        ('[{"page": 1, "pages": 3}, []]', "is page 1 of 3"),
        ('[{"page": 1, "pages": 1}, [{}]]', "has no indicator"),
        ('[{"page": 1', "is no whole JSON"),
        (reply((2015, "n/a")), "'n/a' is no number"),
        (reply((2015, True)), "True is no number"),
        (reply(("2015Q1", 1)), "'2015Q1' is no year"),
        (reply((2015, None)), "there are no values"),
        (reply((2015, 1), (2015, 2)), "stands twice"),
        ("<html>busy</html>", "is a web page"),
        ("a,b\n", "no heading Country Name"),
        (CSV[:-5], "the last line does not end"),
        (CSV.replace('"","110.5",', '"",'), r"a\.json:6: has 6 fields, expected 7"),
    ],
)
def test_what_is_neither_is_refused(tmp_path, content, message):
    with pytest.raises(FeedError, match=message):
        worldbank.read([written(tmp_path, content)])


def test_each_index_is_fetched(other, tmp_path):
    other.answer = lambda handler: other.send(handler, reply((2015, 100)).encode())
    got = worldbank.fetch(
        tmp_path, address=other.address + "/{country}/{indicator}", limits=other.limits, pause=lambda _: None
    )
    assert [path.name for path, _ in got] == ["NLD-FP.CPI.TOTL.json", "NLD-NY.GDP.DEFL.ZS.json"]
    assert "/NLD/FP.CPI.TOTL?format=json" in got[0][1]
