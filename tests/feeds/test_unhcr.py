"""UNHCR's downloads in all their layouts, its API, and everything that is neither."""

import gzip
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
    "Year",
    "Country of origin",
    "Country of origin (ISO)",
    "Country of asylum",
    "Country of asylum (ISO)",
    "Refugees under UNHCR's mandate",
    "Asylum-seekers",
    "IDPs of concern to UNHCR",
    "Other people in need of international protection",
    "Stateless persons",
    "Host Community",
    "Others of concern",
]
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
        "year": 2023,
        "coo_id": "-",
        "coo_name": "-",
        "coo": "-",
        "coo_iso": "-",
        "coa_id": 196,
        "coa_name": "Türkiye",
        "coa": "TUR",
        "coa_iso": "TUR",
        "refugees": 3251127,
        "asylum_seekers": 222069,
        "idps": "0",
        "oip": "-",
    }
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
    assert "last updated: 2024-06-13" in taken.notes
    assert taken.release == {"updated": "2024-06-13"}
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
    assert any(note.startswith("not in this table: oip, idps") for note in taken.notes)


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
        (
            "Year,Country of asylum,Country of asylum (ISO)\n",
            "no column is known here as that of refugees; the columns are Year, Country",
        ),
        ("Year,Refugees under UNHCR's mandate\n", "no column is known here as that of countries of asylum or origin"),
        (
            "Year,Country of Origin Code,Country of Asylum Code,Refugees\n",
            r"p\.csv:1: the codes of countries of origin are UNHCR's own, or may be",
        ),
        ("Year,Country of asylum,Refugees under UNHCR's mandate\n", "there are no rows in it"),
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
    with pytest.raises(FeedError, match="the last line does not end, so that the file may be cut off"):
        unhcr.read([written(tmp_path, *ROWS, end="")])


LAYOUTS = {
    "download": 'Year,"Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)",'
    '"Refugees under UNHCR\'s mandate",Asylum-seekers\n2023,"Syrian Arab Rep.",SYR,Türkiye,TUR,3214780,5\n'
    "2023,Austria,AUT,Türkiye,TUR,8,-\n",
    "saved by a spreadsheet": "Extracted:;UNHCR\nYear;Country of origin;Country of origin (ISO);Country of asylum;"
    "Country of asylum (ISO);Refugees under UNHCR's mandate;Asylum-seekers\n2023;Syrian Arab Rep.;SYR;Türkiye;TUR;"
    "3.214.780;5\n2023;Austria;AUT;Türkiye;TUR;8;-\n;;;;;;\n",
    "Humanitarian Data Exchange": "Year,Country of Origin Code,Country of Asylum Code,Country of Origin Name,"
    "Country of Asylum Name,Population Type,Refugees,Asylum seekers\n#date+year,#country+code+origin,"
    "#country+code+asylum,#country+name+origin,#country+name+asylum,#indicator+population_type,#affected+refugees,"
    "#affected+asylum_seekers\n2023,SYR,TUR,Syrian Arab Republic,Türkiye,,3214780,5\n"
    "2023,AUT,TUR,Austria,Türkiye,,8,\n",
    "R": '"","year","coo_name","coo","coo_iso","coa_name","coa","coa_iso","refugees","asylum_seekers"\n'
    '"1",2023,"Syrian Arab Rep.","SYR","SYR","Türkiye","TUR","TUR",3.21478e+06,5\n'
    '"2",2023,"Austria","AUS","AUT","Türkiye","TUR","TUR",8,NA\n',
    "popstats": 'Year,"Country / territory of asylum/residence",Origin,"Refugees (incl. refugee-like situations)",'
    '"Asylum-seekers (pending cases)",Total Population\n2023,Turkey,"Syrian Arab Rep.",3214780,5,3214785\n'
    "2023,Turkey,Austria,8,*,8\n",
    "popstats, a type a row": 'Year,"Country / territory of asylum/residence",Origin,Population type,Value\n'
    '2023,Turkey,"Syrian Arab Rep.",Refugees (incl. refugee-like situations),"3,214,780"\n'
    '2023,Turkey,"Syrian Arab Rep.",Asylum-seekers,5\n2023,Turkey,Austria,Refugees (incl. refugee-like situations),8\n'
    "2023,Turkey,Austria,Asylum-seekers,*\n",
    "UNHCR's own codes beside names": "Year,Country of Origin Code,Country of Origin Name,Country of Asylum Code,"
    "Country of Asylum Name,Refugees,Asylum seekers\n2023,SYR,Syrian Arab Republic,TUR,Türkiye,3214780,5\n"
    "2023,AUS,Austria,TUR,Türkiye,8,\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_table_is_read_in_each_layout_that_people_have(tmp_path, layout):
    path = tmp_path / "p.csv"
    path.write_text(LAYOUTS[layout], encoding="utf-8")
    taken = unhcr.read([path])
    rows = taken.tables["population"][["year", "origin_iso3", "asylum_iso3", "refugees", "asylum_seekers"]]
    assert rows.to_numpy().tolist() == [[2023, "AUT", "TUR", 8, pd.NA], [2023, "SYR", "TUR", 3_214_780, 5]]
    suppressed = [note for note in taken.notes if "suppressed" in note]
    assert len(suppressed) == layout.startswith("popstats"), "an asterisk is a number that is kept back, not nought"


def test_codes_that_may_be_unhcrs_own_are_refused_without_names_and_say_why(tmp_path):
    titles = ["Year", "Country of Origin Code", "Country of Asylum Code", "Refugees"]
    with pytest.raises(FeedError, match=r"GFR is no code of ISO 3166"):
        unhcr.read([written(tmp_path, "2023,GFR,SYR,5", titles=titles)])
    with pytest.raises(FeedError, match="nothing in the table says which they are"):
        unhcr.read([written(tmp_path, "2023,SYR,AUS,5", titles=titles)])
    tagged = written(tmp_path, "#date+year,#country+code,#country+code,#affected", "2023,SYR,AUS,5", titles=titles)
    assert population(tagged)["asylum_iso3"].tolist() == ["AUS"]


def test_a_name_that_no_country_has_is_named_with_its_line(tmp_path):
    with pytest.raises(FeedError, match=r"p\.csv:2: 'Atlantis' has no ISO code"):
        unhcr.read([written(tmp_path, "2018,Atlantis,5", titles=["Year", "Origin", "Refugees"])])


def test_numbers_of_a_spreadsheet_are_whole_and_a_fraction_is_refused(tmp_path):
    grouped = written(tmp_path, '2018,Venezuela,VEN,Colombia,COL,"1,110",6.0,0,-,0,0,0')
    taken = unhcr.read([grouped])
    assert taken.tables["population"].loc[0, ["refugees", "asylum_seekers"]].tolist() == [1110, 6]
    assert "1 number is written with separators of thousands" in taken.notes
    with pytest.raises(FeedError, match=r"refugees is '1\.110'"):  # with commas between cells a point is a decimal one
        unhcr.read([written(tmp_path, "2018,Venezuela,VEN,Colombia,COL,1.110,6,0,-,0,0,0")])


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a workbook of an older Excel"),
        (b"PAR1....", "a Parquet file"),
        (gzip.compress(b"RDX3\nX\n", mtime=0), "a data file of R"),
        (b"%PDF-1.7", "a PDF"),
        (
            "Year;Türkiye\n".encode("cp1252"),
            "is not UTF-8: byte 0xfc; save it as “CSV UTF-8” if a spreadsheet wrote it",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused_by_what_it_is(tmp_path, head, what):
    path = tmp_path / "population.csv"
    path.write_bytes(head)
    with pytest.raises(FeedError, match=what):
        unhcr.read([path])


@pytest.mark.parametrize(
    ("member", "what"), [("xl/workbook.xml", "an Excel workbook"), ("content.xml", "OpenDocument")]
)
def test_a_workbook_is_refused_by_what_it_is_with_what_to_do(tmp_path, member, what):
    path = tmp_path / "population.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("docProps/app.xml", "<a/>")
        archive.writestr(member, "<a/>")
    with pytest.raises(FeedError, match=f"{what}.*, not CSV: open it in a spreadsheet, save the sheet as “CSV UTF-8”"):
        unhcr.read([path])


# -- what a table holds --------------------------------------------------------------------------------------------

CODES = [f"{a}{b}{c}" for a in "ABCDEF" for b in "ABCDEF" for c in "ABCDEF"][:150]


def test_an_import_says_which_hosts_origins_and_years_it_holds(tmp_path):
    rows = ["2022,Iraq,IRQ,Lebanon,LBN,5,0,0,-,0,0,0", "2023,Syria,SYR,Lebanon,LBN,7,0,0,-,0,0,0"]
    taken = unhcr.read([written(tmp_path, *rows)])
    assert taken.notes[:3] == [
        "holds 1 country of asylum: Lebanon (LBN)",
        "holds 2 countries of origin: Iraq (IRQ), Syria (SYR)",
        "is a selection in 2022-2023: it gives no ranks, totals or shares of the world there",
    ]


def test_a_year_is_of_the_whole_world_from_so_many_countries_on(tmp_path):
    whole = [f"2022,x,{code},y,{code},5,0,0,-,0,0,0" for code in CODES]
    table = population(written(tmp_path, *whole, "2023,x,SYR,y,LBN,7,0,0,-,0,0,0"))
    assert unhcr.coverage(table).to_numpy().tolist() == [[2022, 150, 150, True, True], [2023, 1, 1, False, False]]
    short = unhcr.coverage(population(written(tmp_path, *whole[1:])))
    assert not short[["all_hosts", "all_origins"]].any(axis=None)


def test_origins_that_are_added_together_are_all_of_them(tmp_path):
    taken = unhcr.read([page(tmp_path, [item()])])
    assert unhcr.coverage(taken.tables["population"]).to_numpy().tolist() == [[2023, 1, 0, False, True]]
    assert "holds no countries of origin: all are added together" in taken.notes


def test_refugees_in_their_own_country_are_taken_counted_and_named(tmp_path):
    rows = [
        "2023,a,AFG,b,PAK,100,0,0,-,0,0,0",
        "2023,a,AFG,a,AFG,15,0,3220000,-,0,0,0",
        "2023,s,SDN,s,SDN,0,0,9,-,0,0,0",
    ]
    taken = unhcr.read([written(tmp_path, *rows)])
    assert taken.totals["refugees at the end of 2023"] == 115
    assert taken.notes[-1] == (
        "2 rows have the same country of origin and of asylum, 1 of them with refugees, 15 in all "
        "(Afghanistan 2023: 15)"
    )


def test_a_count_in_the_middle_of_the_year_is_refused_where_the_table_says_so(tmp_path):
    before = 'Extracted:,"UNHCR"\n"Content type","Mid-year stock population totals"\n'
    with pytest.raises(FeedError, match="counts people in the middle of the year"):
        unhcr.read([written(tmp_path, *ROWS, before=before)])


def test_a_year_that_had_not_ended_when_the_table_was_made_is_told(tmp_path):
    before = 'Extracted:,"UNHCR"\n"Last updated:","10 October 2018"\n'
    assert any(
        note.startswith("2018 had not ended then")
        for note in unhcr.read([written(tmp_path, *ROWS, before=before)]).notes
    )
    assert unhcr.unfinished([2017, 2018, 2019], "2018-10-10", "", "no day") == [2018, 2019]


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
        catalogue,
        "FEEDS",
        {"unhcr": catalogue.Publication("UNHCR", "CC BY 4.0", unhcr.read, lambda folder, _: get(other, folder))},
    )
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
