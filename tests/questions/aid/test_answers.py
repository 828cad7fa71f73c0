"""Dutch aid as published: the transactions of the reference, sums that are never of two things, and imported files."""

import pandas as pd
import pytest

from analysis.errors import CacheError, DataError, ParameterError, UnknownNameError
from analysis.feeds import cache, catalogue, iati
from analysis.feeds.cache import Feed, Provenance
from analysis.questions.aid import answers as aid

#: Read by hand from the file of UNHCR: activity and place of the transaction, day, amount, dollars, giver's activity,
#: earmarking, country or region, year of use.
BY_HAND = {
    ("XM-DAC-41121-2023", 84): (
        "2022-12-14",
        "EUR",
        33_000_000,
        34_126_163.392,
        "XM-DAC-7-PPR-4000006617",
        1,
        "Global",
        2025,
    ),
    ("XM-DAC-41121-2023", 177): (
        "2019-11-11",
        "USD",
        266_825.08,
        266_825.08,
        "XM-DAC-7-PPR-4000003085",
        3,
        "Global",
        2023,
    ),
    ("XM-DAC-41121-2023", 213): (
        "2022-11-28",
        "EUR",
        1_000_000,
        1_028_806.584,
        "XM-DAC-7-PPR-4000005228",
        2,
        "Global",
        2023,
    ),
    ("XM-DAC-41121-2023-ASO-PAK", 51): (
        "2022-11-22",
        "EUR",
        12_000_000,
        12_345_679.012,
        "XM-DAC-7-PPR-4000006208",
        3,
        "PAK",
        2023,
    ),
    ("XM-DAC-41121-2023-EHGL-SDN", 34): (
        "2023-08-22",
        "EUR",
        250_000,
        273_822.564,
        "XM-DAC-7-PPR-4000004132",
        4,
        "SDN",
        2023,
    ),
    ("XM-DAC-41121-2023-EHGL-UGA", 53): (
        "2022-11-22",
        "EUR",
        3_788_561.95,
        3_897_697.48,
        "XM-DAC-7-PPR-4000006208",
        4,
        "UGA",
        2023,
    ),
    ("XM-DAC-41121-2023-HQ", 13): ("2022-11-29", "USD", 375_532, 375_532, None, 4, "Global", 2023),
    ("XM-DAC-41121-2023-MENA-LBN", 32): ("2023-07-12", "USD", 7_400_000, 7_400_000, None, 4, "LBN", 2023),
    ("XM-DAC-41121-2023-MENA-LBY", 24): (
        "2020-10-30",
        "USD",
        1_176_471,
        1_176_471,
        "XM-DAC-7-PPR-4000004214",
        4,
        "LBY",
        2023,
    ),
    ("XM-DAC-41121-2023-MENA-RA", 5): (
        "2019-11-11",
        "USD",
        112_885,
        112_885,
        "XM-DAC-7-PPR-4000003085",
        4,
        "Middle East and North Africa",
        2023,
    ),
}
EIGHT = {"EGY", "ETH", "IRQ", "JOR", "KEN", "LBN", "SDN", "UGA"}


@pytest.fixture(scope="module")
def reference(data):
    return aid.from_reference(data)


@pytest.fixture(scope="module")
def rows(reference):
    return aid.between(reference, 2016, 2023)


def sums(table: pd.DataFrame, *keys: str) -> dict:
    """Least, most and number of transactions by the columns named, of a table with one side and type."""
    assert len(table.groupby(["side", "type"])) <= 1
    ends = table[["lower", "upper", "transactions"]].itertuples(index=False, name=None)
    return dict(zip(table[list(keys)].itertuples(index=False, name=None), ends, strict=True))


# -- the reference ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", BY_HAND)
def test_ten_transactions_are_as_they_were_read_by_hand(data, key):
    table = data.iati_transactions
    row = table[(table["activity_id"] == key[0]) & (table["transaction"] == key[1])].iloc[0]
    day, currency, amount, dollars, activity, earmarking, place, year = BY_HAND[key]
    assert f"{row['date']:%Y-%m-%d}" == day
    assert (row["currency"], row["amount"], row["amount_usd"]) == (currency, amount, dollars)
    assert (None if pd.isna(row["provider_activity"]) else row["provider_activity"]) == activity
    assert (row["earmarking"], row["use_year"]) == (earmarking, year)
    assert (row["region"] if pd.isna(row["iso3"]) else row["iso3"]) == place


def test_45_have_the_identifier_of_the_ministry_and_13_the_name_of_the_government_alone(reference):
    by = reference.transactions.groupby("giver_id")["provider_ref"]
    assert by.size().to_dict() == {"netherlands-foreign-affairs": 45, "netherlands-government": 13}
    assert by.count().to_dict() == {"netherlands-foreign-affairs": 45, "netherlands-government": 0}


def test_four_pledges_of_the_file_of_2023_are_for_later_years_and_not_counted_for_2023(data, reference):
    row = aid.basis(data, reference, 2016, 2023).iloc[0]
    assert row[["transactions", "shown", "earlier", "later", "unnamed"]].tolist() == [58, 54, 0, 4, 13]
    later = reference.transactions[reference.transactions["use_year"] > 2023]
    assert sorted(zip(later["use_year"], later["amount"], strict=True)) == [
        (2024, 2e6),
        (2024, 33e6),
        (2025, 2e6),
        (2025, 33e6),
    ]


def test_euros_and_dollars_have_no_common_sum(rows):
    assert sums(aid.totals(rows), "currency") == {
        ("EUR",): (52_038_561.95, 52_038_561.95, 6),
        ("USD",): (42_539_757.20, 42_806_582.28, 48),
    }


def test_only_what_one_activity_of_the_giver_pays_at_two_levels_may_be_the_same_money(rows):
    # 266,825.08 of activity 4000003085 stands at the top; 14 amounts of it stand in the parts.
    one = rows[rows["provider_activity"] == "XM-DAC-7-PPR-4000003085"]
    assert sorted(set(one["level"])) == [1, 3]
    low, high, many = sums(aid.totals(one), "currency")[("USD",)]
    assert (round(high - low, 2), many) == (266_825.08, 15)


def test_38_of_54_were_promised_in_a_year_before_their_use_the_first_four_years_before(data, reference, rows):
    row = aid.basis(data, reference, 2016, 2023).iloc[0]
    assert (row["early"], f"{row['first_date']:%Y-%m-%d}") == (38, "2019-11-11")
    assert {2019, 2020, 2021, 2022, 2023} == set(aid.years(rows)["date_year"])
    assert set(aid.years(rows)["use_year"]) == {2023}


def test_the_dollars_of_the_edition_come_within_two_per_cent_of_the_series_of_a_later_one(data, reference):
    row = aid.contributions(data, reference).set_index("year").loc[2023]
    assert (row["edition_usd"], row["edition_transactions"]) == (96_659_776.39, 54)
    assert row["all_usd"] == 97_812_588
    assert aid.contributions(data, reference).set_index("year")["edition_usd"].count() == 1


def test_contributions_are_those_of_the_series_with_two_pledges_added_up_and_the_budget_beside(data, reference):
    table = aid.contributions(data, reference).set_index("year")
    assert table["all_usd"].loc[[2016, 2022, 2024]].tolist() == [59_454_390, 110_001_407, 79_849_508]
    assert table.loc[[2018, 2020], ["unearmarked_eur", "pledges"]].to_numpy().tolist() == [[40e6, 2], [33e6, 1]]
    assert table["budget_eur"].dropna().to_dict() == {2021: 33e6, 2022: 33e6, 2023: 35e6, 2024: 35e6}


def test_a_country_has_what_activities_of_it_alone_have_and_a_region_is_no_country(data, rows):
    table = aid.places(data, rows)
    found = sums(table, "iso3", "region", "currency")
    assert found[("LBN", "", "USD")] == (11_188_146.76, 11_188_146.76, 5)
    assert found[("SDN", "", "EUR")] == (250_000, 250_000, 1)
    assert found[("", "Global", "EUR")] == (36_000_000, 36_000_000, 3)
    assert sum(many for *_, many in found.values()) == 54
    assert table.loc[table["iso3"] == "", "iso3"].index.min() > table.loc[table["iso3"] != "", "iso3"].index.max()
    assert table.set_index("iso3").loc["JOR", ["label_en", "label_nl", "on_list"]].tolist() == [
        "Jordan",
        "Jordanië",
        True,
    ]


# -- programmes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["prospects-ppr-3085", "prospects-unnamed-2023"])
def test_what_is_likely_of_prospects_goes_to_its_eight_countries_and_to_no_other(data, rows, name):
    hit = aid.matches(data, rows)
    hit = hit[hit["match_id"] == name]
    assert set(hit["iso3"].dropna()) == EIGHT
    places = data.programme_places[data.programme_places["programme_id"] == "prospects-1"]
    countries = data.places[data.places["place_kind"] == "country"]["place_id"]
    assert set(places["place_id"]) & set(countries) == EIGHT


def test_what_is_possible_goes_to_six_of_the_eight(data, rows):
    hit = aid.matches(data, rows)
    assert set(hit.loc[hit["match_id"] == "prospects-ppr-4473", "iso3"].dropna()) == EIGHT - {"JOR", "IRQ"}


def test_every_share_is_of_its_own_currency_and_all_of_them_are_the_whole(data, rows):
    table = aid.programmes(data, rows)
    assert table.groupby("currency")["share"].sum().round(9).to_dict() == {"EUR": 1.0, "USD": 1.0}
    shares = {(row.programme_id, row.certainty, row.currency): round(row.share, 3) for row in table.itertuples()}
    assert shares == {
        ("prospects-1", "likely", "USD"): 0.781,
        ("prospects-1", "possible", "USD"): 0.138,
        ("unhcr-north-africa", "possible", "USD"): 0.058,
        ("", "unknown", "USD"): 0.023,
        ("", "none", "EUR"): 0.976,
        ("", "unknown", "EUR"): 0.024,
    }


def test_without_possible_matches_their_money_has_no_programme(data, rows):
    table = aid.programmes(data, rows, include_possible=False)
    assert set(table["programme_id"]) == {"prospects-1", ""}
    assert round(table.loc[table["certainty"] == "possible", "share"].sum(), 3) == 0.197
    assert (table.loc[table["certainty"] == "possible", "programme_id"] == "").all()


def test_every_match_that_is_of_the_giver_s_activity_is_hit_by_the_reference(data, reference):
    hit = set(aid.matches(data, reference.transactions)["match_id"].dropna())
    own = data.iati_matches[data.iati_matches["field"] != "title"]
    assert hit == set(own["match_id"])
    assert (own["programme_id"].isna() == (own["certainty"] == "none")).all()
    assert data.iati_matches[["reason_en", "reason_nl"]].notna().all(axis=None)


def test_a_programme_of_which_no_amount_is_printed_says_so_and_the_budgets_stand_beside(transcribed, rows):
    table = aid.beside(transcribed, rows)
    assert table["programme_id"].dropna().tolist() == ["prospects-1", "unhcr-north-africa"]
    assert table["figure_id"].tolist()[:2] == [pytest.approx(float("nan"), nan_ok=True)] * 2
    assert table["as_printed"].dropna().tolist() == ["ca. EUR 200 miljoen", "EUR 60 miljoen"]


def test_years_without_money_give_empty_tables_and_no_error(data, reference):
    none = aid.between(reference, 2010, 2012)
    assert len(none) == 0
    for table in (
        aid.totals(none),
        aid.years(none),
        aid.receivers(none),
        aid.places(data, none),
        aid.programmes(data, none),
        aid.reviewed(data, none),
    ):
        assert table.empty
    assert aid.beside(data, none)["programme_id"].isna().all()
    assert aid.basis(data, reference, 2010, 2012)["shown"].item() == 0


# -- sums ------------------------------------------------------------------------------------------------------------


def transactions(*rows, **more) -> pd.DataFrame:
    """Rows of amount, level, family and the giver's activity."""
    frame = pd.DataFrame(rows, columns=["amount", "level", "family_id", "provider_activity"])
    return frame.assign(**{"side": "received", "type": "incoming_commitment", "currency": "EUR"} | more)


@pytest.mark.parametrize(
    ("rows", "ends"),
    [
        # A programme of a million with a part that repeats it, or two that make it up: a million, or two.
        (((1e6, 1, "A", "G"), (1e6, 2, "A", "G")), (1e6, 2e6)),
        (((1e6, 1, "A", "G"), (4e5, 2, "A", "G"), (6e5, 2, "A", "G")), (1e6, 2e6)),
        # Other families, other activities of the giver, one level: nothing is in doubt.
        (((1e6, 1, "A", "G"), (1e6, 2, "B", "G")), (2e6, 2e6)),
        (((1e6, 1, "A", "G"), (1e6, 2, "A", "H")), (2e6, 2e6)),
        (((1e6, 2, "A", "G"), (1e6, 2, "A", "G")), (2e6, 2e6)),
        # Where the giver's activity is not named, the family decides; a correction makes the least of the most.
        (((1e6, 1, "A", None), (1e6, 2, "A", None)), (1e6, 2e6)),
        (((1e6, 1, "A", "G"), (-2e5, 2, "A", "G")), (8e5, 1e6)),
    ],
)
def test_a_programme_and_its_parts_give_an_interval(rows, ends):
    row = aid.totals(transactions(*rows)).iloc[0]
    assert (row["lower"], row["upper"], row["transactions"]) == (*ends, len(rows))


def test_a_pledge_and_a_payment_and_both_sides_are_never_added():
    parts = [
        transactions((1e6, 1, "A", "G"), **kind)
        for kind in (
            {},
            {"currency": "USD"},
            {"type": "incoming_funds"},
            {"side": "given", "type": "disbursement"},
        )
    ]
    table = aid.totals(pd.concat(parts, ignore_index=True))
    assert table["upper"].tolist() == [1e6] * 4
    assert table["type"].tolist() == ["disbursement", "incoming_commitment", "incoming_commitment", "incoming_funds"]


# -- imported files --------------------------------------------------------------------------------------------------


def activity(identifier, *inner, reporter="XM-DAC-41121", title="Operation", attributes=""):
    return (
        f'<iati-activity default-currency="USD"{attributes}><iati-identifier>{identifier}</iati-identifier>'
        f'<reporting-org ref="{reporter}"><narrative>Reporter {reporter}</narrative></reporting-org>'
        f"<title><narrative>{title}</narrative></title>{''.join(inner)}</iati-activity>"
    )


def transaction(amount=1000, kind=11, day="2022-06-30", giver='ref="XM-DAC-7"', name="Ministry", inner=""):
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value value-date="{day}">{amount}</value>{inner}'
        f"<provider-org {giver}><narrative>{name}</narrative></provider-org></transaction>"
    )


def imported(data, tmp_path, *activities) -> aid.Published:
    path = tmp_path / "a.xml"
    path.write_text(f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>', encoding="utf-8")
    taken = iati.read([path])
    known = Provenance("iati", "IATI", "open", "2026-01-02T03:04:05", "", "", (cache.origin(path),), {}, None, {}, ())
    return aid.from_feed(data, Feed(dict(taken.tables), known))


def test_a_receiver_s_dutch_money_is_taken_and_that_of_others_is_not(data, tmp_path):
    found = imported(
        data,
        tmp_path,
        activity(
            "A",
            transaction(1),
            transaction(2, giver='ref="XM-DAC-3-1"', name="Denmark"),
            transaction(3, giver="", name="Government of the Netherlands"),
            transaction(4, giver='ref="-"', name="Private donors in the Netherlands"),
            transaction(5, giver="", name="Netherlands Enterprise"),
            transaction(6, kind=4),
        ),
    )
    assert found.transactions["amount"].tolist() == [1, 3]
    assert found.transactions["receiver"].tolist() == ["Reporter XM-DAC-41121"] * 2
    others = found.uncounted.set_index("provider")
    assert others["transactions"].to_dict() == {"Netherlands Enterprise": 1, "Private donors in the Netherlands": 1}
    assert others["reason_en"].isna().to_dict() == {
        "Netherlands Enterprise": True,
        "Private donors in the Netherlands": False,
    }


def test_of_the_ministry_s_own_files_only_what_concerns_refugees_and_migration_is_taken(data, tmp_path):
    own = {"reporter": "XM-DAC-7"}
    to_unhcr = '<receiver-org ref="XM-DAC-41121"><narrative>UNHCR</narrative></receiver-org>'
    found = imported(
        data,
        tmp_path,
        activity("RECEIVER", transaction(1, kind=3, giver="", inner=to_unhcr), **own),
        activity("SECTOR", '<sector vocabulary="1" code="15190"/>', transaction(2, kind=2), **own),
        activity("TITLE", transaction(3, kind=4), title="Support for Refugees in Kenya", **own),
        activity("MATCH", transaction(4, kind=3), title="PROSPECTS ILO", **own),
        activity("OTHER", transaction(5, kind=3), title="Immigration-free dairy", **own),
        activity("HOME", '<sector vocabulary="1" code="93010"/>', transaction(6, kind=3), title="Refugees", **own),
        activity("INCOME", transaction(7, kind=3, giver="", name="x"), reporter="XX-NGO", title="Refugees"),
    )
    taken = found.transactions.sort_values("amount")
    assert taken["activity_id"].tolist() == ["RECEIVER", "SECTOR", "TITLE", "MATCH"]
    assert taken["type"].tolist() == ["disbursement", "outgoing_commitment", "expenditure", "disbursement"]
    assert (taken["side"] == "given").all()
    assert (taken["provider"] == "Reporter XM-DAC-7").all()
    assert found.out_of_scope == 2


def test_the_year_of_use_is_the_one_named_else_that_of_the_activity_or_of_a_later_transaction(data, tmp_path):
    begins = '<activity-date type="2" iso-date="2023-01-01"/>'
    said = "<description><narrative>For 2025</narrative></description>"
    found = imported(
        data,
        tmp_path,
        activity(
            "A",
            begins,
            transaction(1, day="2019-05-01"),
            transaction(2, day="2024-05-01"),
            transaction(3, inner=said),
        ),
    )
    rows = found.transactions.set_index("amount")
    assert rows["use_year"].to_dict() == {1: 2023, 2: 2024, 3: 2025}
    assert rows["use_basis"].to_dict() == {1: "activity_start", 2: "transaction", 3: "stated"}


def test_an_activity_belongs_to_the_one_at_the_top_whichever_of_them_says_so(data, tmp_path):
    found = imported(
        data,
        tmp_path,
        activity("TOP", '<related-activity ref="MIDDLE" type="2"/>', transaction(9)),
        activity("MIDDLE"),
        activity("PART", '<related-activity ref="MIDDLE" type="1"/>', transaction(9)),
        activity("ROUND", '<related-activity ref="ROUND" type="1"/>', transaction(1)),
        activity("ORPHAN", '<related-activity ref="ELSEWHERE" type="1"/>', transaction(2)),
    )
    assert found.transactions.set_index("activity_id")["family_id"].to_dict() == {
        "TOP": "TOP",
        "PART": "TOP",
        "ROUND": "ROUND",
        "ORPHAN": "ORPHAN",
    }
    assert aid.totals(found.transactions)[["lower", "upper"]].to_numpy().tolist() == [[12, 21]]


@pytest.mark.parametrize(
    ("title", "day", "programme_id"),
    [
        ("PROSPECTS UNICEF Jordan", "2023-12-31", "prospects-1"),
        ("PROSPECTS 2", "2024-01-01", "prospects-2"),
        ("Prospects of refugees", "2023-12-31", None),
        ("NONPROSPECTS refugees", "2023-12-31", None),
    ],
)
def test_a_title_matches_by_whole_words_with_their_capitals_within_the_days_of_the_match(
    data, tmp_path, title, day, programme_id
):
    found = imported(data, tmp_path, activity("A", transaction(day=day), title=title))
    row = aid.matches(data, found.transactions).iloc[0]
    assert (None if pd.isna(row["programme_id"]) else row["programme_id"]) == programme_id


def test_a_transaction_without_a_date_or_an_amount_is_left_out_and_told(data, tmp_path):
    found = imported(data, tmp_path, activity("A", transaction(), transaction("", day="2020-01-01")))
    assert (len(found.transactions), found.undated) == (1, 1)


def test_files_without_dutch_money_are_refused_by_name(data, tmp_path):
    with pytest.raises(DataError, match=r"\(a\.xml\) hold no Dutch money for refugees or migration"):
        imported(data, tmp_path, activity("A", transaction(giver='ref="DK"', name="Denmark")))


def test_an_import_of_an_earlier_version_says_to_import_again(data, tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(f'<iati-activities version="2.03">{activity("A", transaction())}</iati-activities>')
    taken = dict(iati.read([path]).tables)
    taken["transactions"] = taken["transactions"].drop(columns=["for_year"])
    known = Provenance("iati", "IATI", "open", "2026", "", "", (cache.origin(path),), {}, None, {}, ())
    with pytest.raises(CacheError, match=r"without for_year; run `analysis import iati a\.xml` again"):
        aid.from_feed(data, Feed(taken, known))


def test_without_an_import_the_remedy_is_named_and_another_name_is_refused(data, tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))
    with pytest.raises(CacheError, match="analysis import iati FILE"):
        aid.published(data, "iati")
    with pytest.raises(UnknownNameError, match=r"unknown aid_data 'IATI'.*reference, iati"):
        aid.published(data, "IATI")


def test_the_real_file_gives_the_reference_again(data, reference, tmp_path, real):
    path = real / "iati" / "UNHCR-Activities-2023.xml"
    catalogue.take("iati", [path], tmp_path)
    found = aid.from_feed(data, cache.load("iati", tmp_path))
    same = [
        "activity_id",
        "title",
        "date",
        "currency",
        "amount",
        "amount_usd",
        "use_year",
        "use_basis",
        "giver_id",
        "provider_activity",
        "iso3",
        "earmarking",
        "level",
        "family_id",
    ]
    order = ["activity_id", "date", "currency", "amount", "use_year"]
    ours, theirs = (
        frame.sort_values(order, ignore_index=True)[same] for frame in (reference.transactions, found.transactions)
    )
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False)
    assert found.uncounted["transactions"].tolist() == [1]


def test_years_that_end_before_they_begin_are_refused_and_not_answered_with_nothing(data):
    found = aid.from_reference(data)
    with pytest.raises(ParameterError, match="first_year is 2023 and last_year 2016; the first cannot be later"):
        aid.between(found, 2023, 2016)
    assert not aid.between(found, 2023, 2023).empty
