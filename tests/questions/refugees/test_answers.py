"""Refugee statistics: from the reference and from a feed alike, with and without other people in need."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import CacheError, DataError, UnknownNameError
from analysis.feeds import cache, catalogue, unhcr
from analysis.feeds.cache import Feed, Provenance, Taken
from analysis.questions import country_lists, refugee_stocks
from analysis.questions.refugees import answers as refugees
from analysis.questions.refugees import charts


@pytest.fixture(scope="module")
def reference(data):
    return refugee_stocks.from_reference(data)


def statistics(*rows, world=(100, 100)) -> refugee_stocks.Statistics:
    countries = pd.DataFrame(rows, columns=["role", "iso3", "year", "refugees", "oip"]).assign(asylum_seekers=0)
    countries = countries.astype({"year": "Int64", "refugees": "Int64", "oip": "Int64", "role": "str", "iso3": "str"})
    years = sorted(set(countries["year"]))
    total = pd.DataFrame(
        {
            "year": pd.array(years, dtype="Int64"),
            "refugees_lower": world[0] * 1.0,
            "refugees_upper": world[1] * 1.0,
            "oip_lower": 0.0,
            "oip_upper": 0.0,
        }
    )
    return refugee_stocks.Statistics(countries, total, "test", complete=True, first=2013)


SPAN = (
    ("host", "COL", 2017, 10, None),
    ("host", "COL", 2018, 12, 40),
    ("host", "COL", 2020, 6, 50),
    ("host", "UGA", 2017, 20, None),
    ("host", "UGA", 2018, 30, None),
    ("host", "UGA", 2020, 30, 0),
)


def test_a_series_keeps_its_gaps_and_has_no_change_across_them():
    series = refugee_stocks.series(statistics(*SPAN), "COL", "host", first=2017, with_oip=False)
    assert series["year"].tolist() == [2017, 2018, 2019, 2020]
    assert series["people"].tolist() == [10, 12, pd.NA, 6]
    assert series["change"].tolist() == [pd.NA, 2, pd.NA, pd.NA]
    assert series["change_share"].iloc[1] == pytest.approx(0.2)


def test_a_series_marks_the_year_in_which_a_category_was_added():
    series = refugee_stocks.series(statistics(*SPAN), "COL", "host", first=2017, last=2018)
    assert series["people"].tolist() == [10, 52]
    assert series["category_added"].tolist() == [False, True]
    assert series["change"].isna().all(), "a category more is no change of numbers"
    without = refugee_stocks.series(statistics(*SPAN), "COL", "host", first=2017, last=2018, with_oip=False)
    assert not without["category_added"].any()
    assert without["change"].tolist() == [pd.NA, 2]
    assert not refugee_stocks.series(statistics(*SPAN), "UGA", "host", first=2017)["category_added"].any()


def test_a_change_has_both_ends_and_nothing_where_one_is_missing():
    rows = (*SPAN, ("host", "NER", 2020, 5, None), ("host", "TCD", 2017, 0, None), ("host", "TCD", 2020, 9, None))
    table = refugee_stocks.change(statistics(*rows), "host", start=2017, end=2020).set_index("iso3")
    assert table.loc["COL", ["before", "after", "change", "category_added"]].tolist() == [10, 56, 46, True]
    assert table.loc["UGA", "change_share"] == pytest.approx(0.5)
    assert table.loc["NER", "change"] is pd.NA
    assert pd.isna(table.loc["TCD", "change_share"])
    assert table.index[0] == "COL"


def test_a_ranking_puts_ties_in_order_of_code_and_passes_over_what_is_no_country():
    rows = [("host", code, 2020, 10, None) for code in ("UNK", "XXA", "B", "A")]
    ranked = refugee_stocks.ranking(statistics(*rows, world=(99, 101)), "host", 2020)
    assert ranked["iso3"].tolist() == ["A", "B"]
    assert ranked["rank"].tolist() == [1, 2]
    assert ranked.loc[0, ["share_lower", "share_upper"]].tolist() == [10 / 101, 10 / 99]


def test_what_is_not_there_is_named(data, reference):
    with pytest.raises(UnknownNameError, match=r"unknown country \(host\) 'XYZ'"):
        refugee_stocks.series(reference, "XYZ", "host")
    with pytest.raises(UnknownNameError, match="unknown role 'guest'"):
        refugee_stocks.countries(reference, "guest")
    with pytest.raises(UnknownNameError, match="unknown year '1990'"):
        refugee_stocks.ranking(reference, "host", 1990)
    with pytest.raises(UnknownNameError, match="unknown list"):
        country_lists.listed(data, "erin-countries")
    with pytest.raises(UnknownNameError, match=r"country \(origin, 2023\)"):
        refugee_stocks.share_of(reference, ["XYZ"], "origin", 2023)


def test_colombia_hosts_almost_nobody_without_the_other_category(reference):
    alone = refugee_stocks.series(reference, "COL", "host", with_oip=False, first=2023)
    both = refugee_stocks.series(reference, "COL", "host", first=2023)
    assert (alone["people"].item(), both["people"].item()) == (1_382, 2_852_542)


def test_the_five_largest_origins_of_2023(reference):
    ranked = refugee_stocks.ranking(reference, "origin", 2023, top=6)
    assert ranked["iso3"].tolist() == ["AFG", "SYR", "VEN", "UKR", "SSD", "SDN"]
    assert ranked["people"].tolist() == [6_403_144, 6_355_788, 6_103_058, 5_960_362, 2_292_482, 1_496_923]


def test_every_focus_list_has_countries_with_numbers_in_every_year(transcribed, reference):
    lists = refugees.focus_lists(transcribed)
    assert sorted(lists["list_id"]) == sorted(country_lists.focus_ids(transcribed))
    for list_id, countries in zip(lists["list_id"], lists["countries"], strict=True):
        shares = refugees.focus(transcribed, reference, list_id)
        assert shares["year"].tolist() == list(range(2013, 2024))
        assert set(shares["countries"]) == {countries}
        assert (shares["counted"] == countries).all(), list_id
        assert ((shares["share_lower"] > 0) & (shares["share_upper"] < 1)).all()


@pytest.mark.parametrize("with_oip", [True, False])
def test_all_lists_together_have_the_shares_of_each_alone(with_oip, data, reference):
    together = refugees.focus_shares(data, reference, "prospects-countries-2023", with_oip=with_oip)
    assert together["list_id"].iloc[0] == "prospects-countries-2023"
    for list_id, rows in together.groupby("list_id"):
        alone = refugees.focus(data, reference, str(list_id), with_oip=with_oip).dropna(subset="share_lower")
        pd.testing.assert_frame_equal(rows[alone.columns].reset_index(drop=True), alone.reset_index(drop=True))


def test_the_focus_of_2018_holds_a_smaller_share_of_refugees_than_it_did(data, reference):
    shares = refugees.focus(data, reference, "focus-countries-2018-theory").set_index("year")
    assert shares.loc[2013, "share_lower"] == pytest.approx(3_324_071 / 11_698_500)
    assert shares.loc[2013, "share_lower"] > 0.28
    assert shares.loc[2023, "share_upper"] < 0.17


def test_the_reach_of_a_list_marks_the_largest_hosts(data, reference):
    hosts = refugees.reach(data, reference, "embassy-focus-reception", top=5)
    assert hosts["iso3"].tolist() == ["IRN", "TUR", "COL", "DEU", "PAK"]
    assert hosts["on_list"].tolist() == [False, True, False, False, True]


def test_the_documents_print_five_hosts_and_five_origins_twice(data):
    printed = refugee_stocks.printed(data)
    assert printed.loc[printed["role"] == "origin", "iso3"].value_counts().to_dict() == dict.fromkeys(
        ["AFG", "SYR", "VEN", "UKR", "SDN"], 2
    )
    iran = printed[printed["iso3"] == "IRN"]
    assert iran["as_printed"].tolist() == ["3,8 miljoen", "3,4 miljoen"]
    assert iran["lower"].tolist() == [3_750_000, 3_350_000]


def test_countries_that_the_documents_do_not_name_have_a_label_too(data):
    rows = refugee_stocks.labelled(data, pd.DataFrame({"iso3": ["TUR", "PER", "XKX", "XXA"]}))
    assert rows["label_nl"].tolist() == ["Turkije", "Peru", "Kosovo", "XXA"]


def feed(tmp_path, *rows) -> Feed:
    path = tmp_path / "p.csv"
    titles = "Year,Country of origin (ISO),Country of asylum (ISO),Refugees under UNHCR's mandate,Asylum-seekers"
    path.write_text("\n".join([titles, *rows]) + "\n")
    return imported_feed(path)


def imported_feed(path: Path) -> Feed:
    taken: Taken = unhcr.read([path])
    return Feed(
        dict(taken.tables),
        Provenance(
            feed="unhcr",
            publisher=unhcr.PUBLISHER,
            licence=unhcr.LICENCE,
            taken_at="",
            data="",
            sha256="",
            origins=(cache.origin(path),),
            rows={},
            years=None,
            totals={},
            notes=(),
        ),
    )


#: So many countries are the whole world: the real ones that the reference has, and made-up ones.
MADE_UP = [f"{a}{b}{c}" for a in "QX" for b in "ABCDEFGHIJ" for c in "ABCDEFGHIJ"]


def whole_world(data, year=2023, **people) -> list[str]:
    """Return rows of every country, each with one refugee at home, and more where ``people`` says so."""
    known = sorted(set(data.unhcr_population["iso3"]))
    return [f"{year},{code},{code},{people.get(code, 1)},0" for code in [*known, *MADE_UP][:210]]


def test_a_feed_of_the_whole_world_has_the_form_of_the_reference(tmp_path, data, reference):
    imported = refugee_stocks.from_feed(data, feed(tmp_path, *whole_world(data, TUR=191), "2023,UNK,DEU,600,1"))
    assert list(imported.countries.columns) == list(reference.countries.columns)
    assert list(imported.world.columns) == list(reference.world.columns)
    assert imported.complete
    assert imported.world["refugees_lower"].tolist() == [1000.0]
    assert refugee_stocks.ranking(imported, "host", 2023, top=2)["share_upper"].tolist() == [0.601, 0.191]
    assert "UNK" not in refugee_stocks.countries(imported, "origin")


class TestASelection:
    ROWS = ("2022,SYR,LBN,814715,0", "2022,IRQ,LBN,3700,6", "2023,SYR,LBN,784884,0", "2023,IRQ,LBN,2700,5")

    def test_one_country_never_hosts_all_the_worlds_refugees(self, data, tmp_path):
        imported = refugee_stocks.from_feed(data, feed(tmp_path, *self.ROWS))
        decade = refugees.decade(data, imported, "LBN", "host").set_index("year")
        assert decade.loc[2023, "people"] == 787_584
        assert decade[["share_lower", "share_upper"]].isna().all(axis=None)
        assert decade.loc[2023, ["counterparts", "counterparts_en"]].tolist() == [2, "Iraq, Syria"]
        assert not imported.complete
        assert imported.world.empty
        with pytest.raises(DataError, match="does not have all countries"):
            refugee_stocks.share_of(imported, ["LBN"], "host", 2023)

    def test_it_says_what_it_holds_and_gives_neither_rank_nor_share(self, data, tmp_path):
        imported = refugee_stocks.from_feed(data, feed(tmp_path, *self.ROWS))
        row = refugees.basis(imported).iloc[0]
        assert row[["imported", "complete", "hosts", "hosts_nl", "origins", "origins_nl"]].tolist() == [
            True,
            False,
            1,
            "Libanon",
            2,
            "Irak, Syrië",
        ]
        assert pd.isna(row["share_lower"])
        assert pd.isna(row["share_upper"])
        assert refugees.focus_shares(data, imported, "embassy-focus-reception").empty
        assert refugee_stocks.ranking(imported, "host", 2023)["share_lower"].isna().all()

    def test_origins_that_are_added_together_are_none_that_can_be_asked_for(self, data, tmp_path):
        imported = refugee_stocks.from_feed(data, feed(tmp_path, "2024,-,GBR,515677,124783"))
        assert refugees.decade(data, imported, "GBR", "host")["people"].iloc[-1] == 515_677
        assert refugees.decade(data, imported, "GBR", "host")["counterparts"].isna().all(), "from everywhere"
        assert refugees.decade(data, imported, "SYR", "origin")["people"].isna().all()
        assert refugees.hosts(data, imported, "embassy-focus-reception")["iso3"].tolist() == ["GBR"]

    def test_a_table_by_origin_alone_has_no_hosts_and_can_be_asked_for_origins(self, data, tmp_path):
        imported = refugee_stocks.from_feed(data, feed(tmp_path, "2023,SYR,-,90,1"))
        assert refugees.hosts(data, imported, "embassy-focus-reception").empty
        assert refugees.decade(data, imported, "SYR", "origin")["people"].iloc[-1] == 90

    def test_without_a_large_host_the_world_is_not_whole(self, data, tmp_path):
        rows = [row for row in whole_world(data) if ",TUR," not in row]
        imported = refugee_stocks.from_feed(data, feed(tmp_path, *rows, "2023,TUR,DEU,1,0"))
        assert imported.world.empty
        assert refugees.basis(imported)["lacking_nl"].item() == "Turkije"


class TestAnotherRelease:
    def test_numbers_that_differ_are_named_with_their_years_and_the_largest(self, data, tmp_path):
        # The release of June 2024 has 788,472 in Lebanon at the end of 2023, and 818,861 a year before.
        rows = ("2022,-,LBN,818861,0", "2023,-,LBN,800000,0", "2023,-,JOR,684067,0")
        row = refugees.basis(refugee_stocks.from_feed(data, feed(tmp_path, *rows))).iloc[0]
        assert row[["compared", "contradicting", "differing_years"]].tolist() == [3, 2, "2023"]
        assert row[["place_en", "place_role", "place_year", "place_imported", "place_reference"]].tolist() == [
            "Lebanon",
            "host",
            2023,
            800_000,
            788_472,
        ]

    def test_a_sum_of_the_world_within_its_rounding_is_the_same(self, data, reference):
        coverage = pd.DataFrame(
            {"year": [2023], "hosts": [177], "origins": [205], "all_hosts": True, "all_origins": True}
        )
        none = reference.countries.head(0)
        for people, differs in ((31_637_408, False), (31_638_000, True)):  # 31.637 million in the reference
            world = pd.DataFrame({"year": [2023], "refugees_lower": [float(people)], "oip_lower": [float("nan")]})
            world = world.assign(refugees_upper=world["refugees_lower"], oip_upper=world["oip_lower"])
            found = refugee_stocks.differences(none, world, coverage, reference)
            assert found[["role", "differs", "contradicts"]].to_numpy().tolist() == [["world", differs, differs]]

    def test_what_a_selection_of_origins_lacks_is_no_contradiction_and_what_it_has_more_is(self, data, tmp_path):
        found = refugee_stocks.from_feed(data, feed(tmp_path, "2023,SYR,LBN,784884,0", "2023,IRQ,LBN,2700,0"))
        row = refugees.basis(found).iloc[0]
        assert row[["differing", "contradicting", "place_imported"]].tolist() == [1, 0, 787_584]
        more = refugee_stocks.from_feed(data, feed(tmp_path, "2023,SYR,LBN,788484,0", "2023,IRQ,LBN,2700,0"))
        assert refugees.basis(more)[["differing", "contradicting"]].to_numpy().tolist() == [[1, 1]]

    def test_sums_over_a_few_hosts_are_not_held_against_all_refugees_from_a_country(self, data, tmp_path):
        rows = [f"2023,{code},LBN,5,0" for code in ("SYR", "IRQ", "SDN")]
        found = refugee_stocks.from_feed(data, feed(tmp_path, *rows)).imported.differences
        assert set(found["role"]) == {"host"}

    def test_a_year_that_had_not_ended_when_the_table_was_made_is_left_out(self, data, tmp_path):
        taken = feed(tmp_path, "2023,-,LBN,788472,0", "2024,-,LBN,700000,0")
        known = replace(taken.provenance, release={"updated": "2024-10-10"})
        imported = refugee_stocks.from_feed(data, Feed(taken.tables, known))
        assert (imported.last, imported.imported.unfinished) == (2023, [2024])
        with pytest.raises(DataError, match="no end of a year since 2013"):
            refugee_stocks.from_feed(data, feed(tmp_path, "2009,-,LBN,5,0"))

    def test_the_release_is_told_by_its_date_its_file_and_the_day_of_the_import(self, data, tmp_path):
        taken = feed(tmp_path, "2023,-,LBN,788472,0")
        known = replace(taken.provenance, release={"updated": "2024-06-13"}, taken_at="2024-08-01T10:00:00+00:00")
        row = refugees.basis(refugee_stocks.from_feed(data, Feed(taken.tables, known))).iloc[0]
        assert row[["files", "updated", "day"]].tolist() == ["p.csv", "2024-06-13", "2024-08-01"]
        assert row["source"].endswith("2024-06-13, p.csv")


def test_the_real_feed_and_the_reference_agree(real, data, reference):
    imported = refugee_stocks.from_feed(data, imported_feed(real / "unhcr" / "2024-07-21_population.csv"))
    assert imported.complete
    assert not imported.imported.differences["differs"].any()
    keys = ["role", "iso3", "year"]
    both = reference.countries.merge(imported.countries, on=keys, suffixes=("", "_feed"))
    assert len(both) > 900
    for column in ("refugees", "asylum_seekers", "oip"):
        pairs = both[[column, f"{column}_feed"]].fillna(0)
        assert (pairs[column] == pairs[f"{column}_feed"]).all(), column
    missing = reference.countries[reference.countries["year"] >= 2015].merge(imported.countries, on=keys, how="left")
    assert missing["refugees_y"].notna().all()
    world = imported.world.set_index("year").loc[2023]
    assert world["refugees_lower"] + world["oip_lower"] == 37_392_771
    five = ["AFG", "SYR", "VEN", "UKR", "SSD"]
    assert refugee_stocks.ranking(imported, "origin", 2023, top=5)["iso3"].tolist() == five
    assert refugee_stocks.share_of(imported, five, "origin", 2023).low == pytest.approx(27_114_834 / 37_392_771)


class TestADecade:
    def test_it_has_both_categories_and_a_segment_for_each_way_of_counting(self, data, reference):
        decade = refugees.decade(data, reference, "Colombia", "host").set_index("year")
        # From UNHCR's database, release of June 2024.
        assert decade.loc[2017, ["refugees", "people", "segment"]].tolist() == [260, 260, 0]
        assert decade.loc[2018, ["refugees", "oip", "people", "segment"]].tolist() == [294, 1_171_552, 1_171_846, 1]
        assert decade.loc[2018, "change"] is pd.NA
        assert decade.loc[2023, "change"] == 2_852_542 - 2_455_469
        assert decade.loc[2023, "share_lower"] == pytest.approx(2_852_542 / 37_392_771, rel=1e-4)

    def test_a_country_without_the_other_category_has_no_break(self, data, reference):
        decade = refugees.decade(data, reference, "TUR", "host")
        assert set(decade["segment"]) == {0}
        assert decade["change"].notna().sum() == 10

    def test_a_country_that_is_not_in_the_table_has_empty_years(self, data, reference):
        decade = refugees.decade(data, reference, "NO", "host")
        assert decade["people"].isna().all()
        assert decade["label_nl"].unique().tolist() == ["Noorwegen"]
        assert decade["year"].tolist() == list(range(2013, 2024))

    def test_what_is_no_country_is_refused(self, data, reference):
        with pytest.raises(UnknownNameError, match="unknown country"):
            refugees.decade(data, reference, "Atlantis", "host")
        with pytest.raises(UnknownNameError, match="unknown role"):
            refugees.decade(data, reference, "TUR", "guest")


class TestTheListsOfFocus:
    def test_lists_of_the_same_countries_are_one(self, transcribed, reference):
        shares = refugees.focus_shares(transcribed, reference, "prospects-countries-2023")
        lists = shares.drop_duplicates("list_id").set_index("list_id")
        assert lists["chosen"].tolist() == [True, False, False, False, False]
        assert lists["same"].to_dict()["prospects-countries-2023"] == 2
        assert len(lists) == 5

    def test_the_world_counts_a_category_more_from_2018_on(self, data, reference):
        shares = refugees.focus_shares(data, reference, "embassy-focus-reception")
        assert set(shares.loc[shares["year"] < 2018, "segment"]) == {0}
        assert set(shares.loc[shares["year"] >= 2018, "segment"]) == {1}
        assert set(refugees.focus_shares(data, reference, "embassy-focus-reception", with_oip=False)["segment"]) == {0}

    def test_the_ten_countries_of_reception_by_hand(self, data, reference):
        # EGY, ETH, IRQ, JOR, KEN, LBN, PAK, SDN, TUR, UGA at the end of 2023.
        hosted = [240_507, 979_846, 286_480, 684_066, 538_899, 788_472, 1_988_231, 922_474, 3_251_127, 1_577_498]
        shares = refugees.focus_shares(data, reference, "embassy-focus-reception")
        last = shares[shares["chosen"] & (shares["year"] == 2023)].iloc[0]
        assert last["people"] == sum(hosted)
        assert last["share_lower"] < sum(hosted) / 37_392_771 < last["share_upper"]


class TestTheHosts:
    def test_the_largest_and_all_of_the_list_stand_together(self, data, reference):
        hosts = refugees.hosts(data, reference, "embassy-focus-cooperation", top=3).set_index("iso3")
        assert hosts.index[:3].tolist() == ["IRN", "TUR", "COL"]
        assert set(hosts.index[3:]) == set(country_lists.listed(data, "embassy-focus-cooperation")) - {"TUR"}
        assert not hosts.loc["IRN", list(country_lists.last_lists(data))].any()

    def test_activities_are_those_of_the_table(self, data, reference):
        hosts = refugees.hosts(data, reference, "embassy-focus-reception").set_index("iso3")
        # Line 605 prints Pakistan 7; of Lebanon (line 603) a letter stands where a digit was.
        assert hosts.loc["PAK", "printed_activities-reception-2023"] == "7"
        assert hosts.loc["PAK", "figure_id"] == "mr23-0605-2"
        assert pd.isna(hosts.loc["LBN", "printed_activities-reception-2023"])
        assert hosts.loc["LBN", "activities-reception-2023"]

    def test_few_amounts_are_of_a_country(self, data):
        row = refugees.amounts(data).iloc[0]
        assert row["one_country"] <= row["with_country"] < row["amounts"]
        assert len(row["figure_id"].split()) == row["one_country"]

    def test_the_basis_says_what_part_of_the_world_the_table_has(self, reference):
        row = refugees.basis(reference).iloc[0]
        assert (row["complete"], row["year"], row["countries"]) == (False, 2023, 52)
        assert 0.69 < row["share_lower"] < row["share_upper"] < 0.70


def test_statistics_come_from_the_reference_or_from_the_cache(data, tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    assert refugee_stocks.statistics(data).source.startswith(
        "UNHCR Refugee Population Statistics Database, 13 June 2024"
    )
    with pytest.raises(CacheError, match="run `analysis fetch unhcr` or `analysis import unhcr FILE`"):
        refugee_stocks.statistics(data, "unhcr")
    with pytest.raises(UnknownNameError, match="allowed: reference, unhcr"):
        refugee_stocks.statistics(data, "unchr")
    feed(tmp_path, "2023,SYR,TUR,90,1", "2023,AFG,PER,10,1")
    catalogue.take("unhcr", [tmp_path / "p.csv"])
    imported = refugee_stocks.statistics(data, "unhcr")
    assert (imported.complete, imported.last) == (False, 2023)
    assert imported.source.endswith("p.csv")
    decade = refugees.decade(data, imported, "Peru", "host").set_index("year")
    assert decade.loc[2023, "people"] == 10
    assert decade.loc[2022, "people"] is pd.NA


@pytest.mark.parametrize(
    ("label", "as_of", "said"),
    [
        ("Countries", None, "Countries, 2018: 5 countries"),
        ("Countries", "2017-06-30", "Countries, 2017: 5 countries"),
        ("Countries, 2021", None, "Countries, 2021: 5 countries"),
    ],
)
def test_a_list_is_named_with_its_own_year_else_with_that_of_its_document(label, as_of, said):
    day = pd.to_datetime(as_of)
    row = pd.Series({"label_en": label, "countries": 5, "source_id": "results-2018", "same": "", "as_of": day})
    assert charts._list_label(row) == said
