"""UNHCR's downloads in all their layouts, its API, and everything that is neither."""

import json
import os
import time
import zipfile
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from analysis.errors import FeedError, FetchError
from analysis.feeds import cache, catalogue, unhcr

TITLES = [
    "Year", "Country of origin", "Country of origin (ISO)", "Country of asylum", "Country of asylum (ISO)",
    "Refugees under UNHCR's mandate", "Asylum-seekers", "IDPs of concern to UNHCR",
    "Other people in need of international protection", "Stateless persons", "Host Community", "Others of concern",
]  # fmt: skip
ROWS = [
    "2017,Venezuela,VEN,Colombia,COL,100,5,0,-,0,0,0",
    "2018,Venezuela,VEN,Colombia,COL,110,6,0,1000,0,0,0",
    '2018,"Unknown ",UNK,Colombia,COL,5,0,0,,0,0,0',
    "2018,Colombia,COL,Venezuela,VEN,70,7,0,-,0,0,0",
]
PREAMBLE = 'Extracted:,"UNHCR"\n"Last updated:","13 June 2024"\n"Some data may differ."\n\nYears:\n'


def written(tmp_path, *rows, titles=TITLES, before="", end="\n", name="p.csv"):
    path = tmp_path / name
    path.write_text(before + "\n".join([",".join(titles), *rows]) + end, encoding="utf-8")
    return path


def population(*paths) -> pd.DataFrame:
    return unhcr.read(paths).tables["population"]


def item(**changed) -> dict:
    known = {
        "year": 2023, "coo_id": "-", "coo_name": "-", "coo": "-", "coo_iso": "-", "coa_id": 196, "coa_name": "Türkiye",
        "coa": "TUR", "coa_iso": "TUR", "refugees": 3251127, "asylum_seekers": 222069, "idps": "0", "oip": "-",
    }  # fmt: skip
    return known | changed


def page(tmp_path, items, number=1, last=1, name=None):
    path = tmp_path / (name or f"{number}.json")
    path.write_text(json.dumps({"page": number, "maxPages": last, "items": items}), encoding="utf-8")
    return path


def test_a_download_is_read_with_and_without_its_preamble(tmp_path):
    plain = population(written(tmp_path, *ROWS))
    taken = unhcr.read([written(tmp_path, *ROWS, before=PREAMBLE, name="q.csv")])
    pd.testing.assert_frame_equal(taken.tables["population"], plain)
    assert taken.years == (2017, 2018)
    assert "last updated: 13 June 2024" in taken.notes
    assert taken.totals["refugees at the end of 2018"] == 185


def test_a_dash_and_nothing_are_missing_and_zero_is_a_number(tmp_path):
    table = population(written(tmp_path, *ROWS)).set_index(["year", "origin_iso3"])
    assert table.loc[(2017, "VEN"), "oip"] is pd.NA
    assert table.loc[(2018, "UNK"), "oip"] is pd.NA
    assert table.loc[(2018, "VEN"), "idps"] == 0
    assert str(table["oip"].dtype) == "Int64"


def test_fewer_and_other_columns_are_read_and_told(tmp_path):
    titles = [*TITLES[:7], "Returned refugees", "Returned IDPss", "Venezuelans displaced abroad"]
    taken = unhcr.read([written(tmp_path, "2018,Venezuela,VEN,Colombia,COL,110,6,3,4,9", titles=titles)])
    row = taken.tables["population"].iloc[0]
    assert (row["returned_refugees"], row["returned_idps"], row["oip"]) == (3, 4, pd.NA)
    assert "passed over, unknown columns: Venezuelans displaced abroad" in taken.notes
    assert any(note.startswith("not in this download: oip, idps") for note in taken.notes)


def test_columns_in_another_order_are_read_by_name(tmp_path):
    titles = ["Year", *TITLES[3:5], *TITLES[1:3], "Refugees  under UNHCR’s mandate"]
    table = population(written(tmp_path, "2018,Colombia,COL,Venezuela,VEN,110", titles=titles))
    assert table.loc[0, ["origin_iso3", "asylum_iso3", "refugees"]].tolist() == ["VEN", "COL", 110]


def test_the_zip_of_the_site_is_read_without_its_footnotes(tmp_path):
    written(tmp_path, *ROWS)
    path = tmp_path / "query_data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tmp_path / "p.csv", "population.csv")
        archive.writestr("footnotes.csv", "a,b\n")
    assert len(population(path)) == 4


def test_an_unknown_country_without_a_code_is_unknown(tmp_path):
    table = population(written(tmp_path, '2018,"Unknown ",,Colombia,COL,5,0,0,-,0,0,0'))
    assert table["origin_iso3"].tolist() == ["UNK"]


def test_countries_are_added_up_by_host_and_by_origin(tmp_path):
    sums = unhcr.by_country(population(written(tmp_path, *ROWS))).set_index(["role", "iso3", "year"])
    assert sums.loc[("host", "COL", 2018), ["refugees", "oip", "asylum_seekers"]].tolist() == [115, 1000, 6]
    assert sums.loc[("origin", "VEN", 2018), "refugees"] == 110
    assert sums.loc[("host", "COL", 2017), "oip"] is pd.NA
    assert ("host", "VEN", 2017) not in sums.index


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("<!DOCTYPE html><html><body>Just a moment...</body></html>", "is a web page"),
        ("<?xml version='1.0'?><a/>", "is XML; expected CSV or JSON"),
        ("a,b\n1,2\n", "no heading that begins with Year"),
        (",".join(TITLES) + "\n", "there are no rows in it"),
        ("Year,Country of asylum,Country of asylum (ISO)\n", "heading lacks refugees"),
        ("Year,Refugees under UNHCR's mandate\n", "lacks origin_iso3 and asylum_iso3"),
        ("Year,Country of Origin Code,Country of Asylum Code,Refugees\n", r"p\.csv:1: has no columns of ISO codes"),
        ("Year,Country of asylum,Refugees under UNHCR's mandate\n", "has no columns of ISO codes"),
        ("Year,Year,Country of asylum (ISO),Refugees under UNHCR's mandate\n", "names year twice"),
    ],
)
def test_what_is_no_download_is_refused(tmp_path, content, message):
    path = tmp_path / "p.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FeedError, match=message):
        unhcr.read([path])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2018,Venezuela,VEN,Colombia,COL,110,6", r"p\.csv:2: has 7 fields, expected 12"),
        ("2018,Venezuela,VEN,Colombia,COL,1,1,1,1,1,1,1,1", "has 13 fields, expected 12"),
        ('2018,"Venezuela,VEN,Colombia,COL,1,1,1,1,1,1,1', "is no CSV"),
        ("2018,Venezuela,VEN,Colombia,COL,about 5,0,0,-,0,0,0", r"p\.csv:2: refugees is 'about 5'"),
        ("2018,Venezuela,VEN,Colombia,COL,-5,0,0,-,0,0,0", "refugees is '-5'"),
        ("2018,Venezuela,VEN,Colombia,COL,1.5,0,0,-,0,0,0", "refugees is '1.5'"),
        ("MMXVIII,Venezuela,VEN,Colombia,COL,5,0,0,-,0,0,0", "'MMXVIII' is no year"),
        ("2018,Venezuela,VE,Colombia,COL,5,0,0,-,0,0,0", "'VE' is no ISO code"),
        ("2018,Atlantis,,Colombia,COL,5,0,0,-,0,0,0", "'Atlantis' has no ISO code"),
    ],
)
def test_a_broken_row_is_named_by_its_line(tmp_path, row, message):
    with pytest.raises(FeedError, match=message):
        unhcr.read([written(tmp_path, row)])


def test_a_line_number_counts_the_preamble(tmp_path):
    with pytest.raises(FeedError, match=r"p\.csv:8: refugees is 'x'"):
        unhcr.read([written(tmp_path, ROWS[0], "2018,A,AAA,B,BBB,x,0,0,-,0,0,0", before=PREAMBLE)])


def test_a_download_cut_off_within_a_number_is_refused(tmp_path):
    with pytest.raises(FeedError, match="the last line does not end"):
        unhcr.read([written(tmp_path, *ROWS, end="")])


def test_an_archive_cut_off_is_refused(tmp_path):
    path = tmp_path / "query_data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("population.csv", "x" * 1000)
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(FeedError, match="may be cut off"):
        unhcr.read([path])


def test_an_archive_with_two_candidates_is_refused(tmp_path):
    path = tmp_path / "query_data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "x")
    with pytest.raises(FeedError, match="holds 2 files that could be meant"):
        unhcr.read([path])


def test_the_same_download_twice_is_refused(tmp_path):
    path = written(tmp_path, *ROWS)
    with pytest.raises(FeedError, match="the same download twice"):
        unhcr.read([path, path])


def test_rows_of_all_countries_together_do_not_mix_with_single_ones(tmp_path):
    with pytest.raises(FeedError, match="would count people twice"):
        unhcr.read([written(tmp_path, ROWS[0], "2018,-,-,Colombia,COL,110,6,0,-,0,0,0")])


def test_a_page_of_the_api_is_read_with_its_numbers_as_texts(tmp_path):
    table = population(page(tmp_path, [item(), item(coa_iso="LBN", refugees="0", oip=None)]))
    assert table["asylum_iso3"].tolist() == ["LBN", "TUR"]
    assert table["refugees"].tolist() == [0, 3251127]
    assert table["origin_iso3"].isna().all()
    assert table["oip"].isna().all()


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ('{"page": 1, "maxPages": 1, "items": [{"year"', "is no whole JSON"),
        ('{"error": "busy"}', "expected page, maxPages and items"),
        ("[]", "expected page, maxPages and items"),
        ('{"page": 1, "maxPages": 1, "items": []}', "there are no rows"),
        ('{"page": 1, "maxPages": 1, "items": [{"year": 2023}]}', "item 1 has no year"),
        ('{"page": 1, "maxPages": 3, "items": []}', r"not all pages .*\(1 of 3\)"),
    ],
)
def test_another_reply_is_refused(tmp_path, reply, message):
    path = tmp_path / "a.json"
    path.write_text(reply)
    with pytest.raises(FeedError, match=message):
        unhcr.read([path])


# -- the API -------------------------------------------------------------------------------------------------------


def serve(other, reply):
    """Answer each page by a function of its number."""

    def answer(handler):
        number = int(parse_qs(urlsplit(handler.path).query)["page"][0])
        body = reply(number)
        other.send(handler, body if isinstance(body, bytes) else json.dumps(body).encode())

    other.answer = answer


def year_page(number, last=3):
    return {"page": number, "maxPages": last, "items": [item(year=2020 + number)]}


def get(other, folder, **options):
    return unhcr.fetch(folder, address=other.address, limits=other.limits, pause=lambda _: None, **options)


def test_every_page_is_fetched_once_and_read_together(other, tmp_path):
    serve(other, year_page)
    steps = []
    got = get(other, tmp_path, progress=lambda done, total: steps.append((done, total)))
    assert len(other.asked) == 3
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert "coo_all=true" in got[0][1]
    assert population(*(path for path, _ in got))["year"].tolist() == [2021, 2022, 2023]


def test_a_fetch_goes_on_at_the_page_where_it_stopped(other, tmp_path):
    serve(other, lambda number: year_page(number) if number < 3 else b"<html>busy</html>")
    with pytest.raises(FeedError, match="is a web page"):
        get(other, tmp_path)
    serve(other, year_page)
    get(other, tmp_path)
    assert [urlsplit(path).query.split("page=")[1][0] for path, _ in other.asked] == ["1", "2", "3", "3"]


def test_a_page_of_yesterday_is_fetched_again(other, tmp_path):
    serve(other, lambda number: year_page(number, 1))
    ((path, _),) = get(other, tmp_path)
    yesterday = time.time() - 86400
    os.utime(path, (yesterday, yesterday))
    get(other, tmp_path)
    assert len(other.asked) == 2


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (lambda number: year_page(number, number + 1), "number of pages changed from 2 to 3"),
        (lambda number: year_page(number, 100_000), "100,000 pages are announced"),
        (lambda number: year_page(1), "sends page 1 for page 2"),
    ],
)
def test_pages_that_do_not_end_are_refused(other, tmp_path, reply, message):
    serve(other, reply)
    with pytest.raises(FetchError, match=message):
        get(other, tmp_path)
    assert len(other.asked) <= 3


def test_fetching_into_the_cache_leaves_the_old_data_when_it_fails(other, tmp_path, monkeypatch):
    monkeypatch.setattr(
        catalogue, "FEEDS",
        {"unhcr": catalogue.Publication("UNHCR", "CC BY 4.0", unhcr.read, lambda folder, _: get(other, folder))},
    )  # fmt: skip
    serve(other, year_page)
    provenance = catalogue.fetch("unhcr", folder=tmp_path)
    assert provenance.rows == {"population": 3}
    assert provenance.origins[0].address.startswith(other.address)
    assert list((tmp_path / "downloads" / "unhcr").iterdir()) == []
    serve(other, lambda number: {"page": number, "maxPages": 1, "items": [item(refugees="many")]})
    with pytest.raises(FeedError, match="refugees is 'many'"):
        catalogue.fetch("unhcr", folder=tmp_path)
    assert cache.load("unhcr", tmp_path).provenance == provenance
    assert list((tmp_path / "downloads" / "unhcr").iterdir()) == []


# -- real files ----------------------------------------------------------------------------------------------------


def test_turkey_2023_is_the_same_in_both_layouts_of_unhcr(real):
    download = unhcr.by_country(population(real / "unhcr" / "2024-07-21_population.csv"))
    reply = unhcr.by_country(population(real / "unhcr" / "verbatim_population_coa-TUR_2023.json"))
    for table in (download, reply):
        host = table[(table["role"] == "host") & (table["iso3"] == "TUR") & (table["year"] == 2023)]
        assert host["refugees"].tolist() == [3_251_127]


def test_the_real_download_has_every_row_and_the_known_totals(real):
    taken = unhcr.read([real / "unhcr" / "2024-07-21_population.csv"])
    assert len(taken.tables["population"]) == 48_731
    assert taken.years == (2015, 2023)
    last = taken.tables["population"]
    last = last[last["year"] == 2023]
    assert last["refugees"].sum() + last["oip"].sum() == 37_392_771
