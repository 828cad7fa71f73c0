"""IATI activity files: what is taken, what is counted as odd, what is refused; with memory that stays flat."""

import gzip
import tracemalloc
from datetime import datetime

import pytest

from analysis.errors import FeedError
from analysis.feeds import iati

TRANSACTION = """
<transaction>
  <transaction-type code="3"/><transaction-date iso-date="2023-08-31Z"/>
  <value currency="EUR" value-date="2023-08-30"> 1000.50 </value>
  <provider-org ref="XM-DAC-7"><narrative xml:lang="nl">Ministerie</narrative>
    <narrative>Ministry</narrative></provider-org>
  <receiver-org ref="XM-DAC-41121"><narrative xml:lang="fr">HCR</narrative></receiver-org>
</transaction>
"""
COUNTRY = '<recipient-country code="KE" percentage="100"/>'
SECTOR = '<sector vocabulary="1" code="72010"/><sector vocabulary="12" code="E02"/>'


def activity(*inner, identifier="A-1", attributes=' default-currency="USD"'):
    return (
        f"<iati-activity{attributes}><iati-identifier> {identifier} </iati-identifier>"
        f'<reporting-org ref="R"><narrative>Reporter</narrative></reporting-org>'
        f"<title><narrative>Title</narrative></title>{''.join(inner)}</iati-activity>"
    )


def written(tmp_path, *activities, version=' version="2.03"', before="", name="a.xml"):
    path = tmp_path / name
    path.write_text(f"{before}<iati-activities{version}>{''.join(activities)}</iati-activities>", encoding="utf-8")
    return path


def only(tmp_path, *inner, **options):
    """Return the one transaction of a file with one activity, and the notes."""
    taken = iati.read([written(tmp_path, activity(*inner, **options))])
    (row,) = taken.tables["transactions"].to_dict("records")
    return {name: None if value != value else value for name, value in row.items()}, taken.notes


def test_a_transaction_is_taken_whole(tmp_path):
    row, notes = only(tmp_path, COUNTRY, SECTOR, TRANSACTION)
    assert row == {
        "activity_id": "A-1",
        "transaction": 1,
        "type": "disbursement",
        "date": datetime(2023, 8, 31),  # noqa: DTZ001
        "amount": 1000.5,
        "currency": "EUR",
        "value_date": datetime(2023, 8, 30),  # noqa: DTZ001
        "provider_ref": "XM-DAC-7",
        "provider": "Ministry",
        "receiver_ref": "XM-DAC-41121",
        "receiver": "HCR",
        "country_iso3": "KEN",
        "country_basis": "activity",
        "sector": "72010",
        "sector_basis": "activity",
        "provider_activity": None,
        "earmarking": None,
        "for_year": None,
        "amount_usd": None,
    }
    assert notes == []


@pytest.mark.parametrize(
    ("description", "year"),
    [("For 2025", 2025), (" for 2025 ", 2025), ("For 2025 and 2026", None), ("For 20 houses", None), ("", None)],
)
def test_a_pledge_says_for_which_year_it_is_how_it_is_earmarked_and_by_which_activity_of_the_giver(
    tmp_path, description, year
):
    pledge = f"""<transaction>
      <transaction-type code="11"/><transaction-date iso-date="2022-12-14"/>
      <value currency="EUR" value-date="2022-12-14">33000000</value>
      <description><narrative>{description}</narrative></description>
      <provider-org provider-activity-id="XM-DAC-7-PPR-1" ref="XM-DAC-7"/>
      <aid-type code="B02" vocabulary="1"/><aid-type code="1" vocabulary="2"/>
      <u:value-USD xmlns:u="http://reporting.unhcr.org/">34126163.392</u:value-USD>
    </transaction>"""
    row, notes = only(tmp_path, pledge)
    asked = ("provider_activity", "earmarking", "for_year", "amount_usd")
    assert [row[name] for name in asked] == ["XM-DAC-7-PPR-1", "1", year, 34126163.392]
    assert notes == []


def test_an_activity_is_taken_with_its_countries_and_sectors(tmp_path):
    dates = '<activity-date type="1" iso-date="2020-01-01"/><activity-date type="2" iso-date="2020-02-02"/>'
    tables = iati.read([written(tmp_path, activity(COUNTRY, SECTOR, dates, '<activity-status code="2"/>'))]).tables
    row = tables["activities"].iloc[0]
    assert (row["title"], row["reporter_ref"], row["status"]) == ("Title", "R", "implementation")
    assert row["start"] == datetime(2020, 2, 2)  # noqa: DTZ001
    assert tables["allocations"][["kind", "code", "iso3"]].astype("str").fillna("").to_numpy().tolist() == [
        ["country", "KE", "KEN"],
        ["sector", "72010", ""],
        ["sector", "E02", ""],
    ]


@pytest.mark.parametrize(
    "places",
    [
        '<recipient-country code="KE" percentage="50"/><recipient-country code="UG" percentage="50"/>',
        '<recipient-country code="KE"/><recipient-region code="298"/>',
        '<recipient-country code="KE" percentage="40"/>',
        '<recipient-region code="298"/>',
        "",
    ],
)
def test_a_transaction_of_several_countries_is_no_ones(tmp_path, places):
    row, _ = only(tmp_path, places, TRANSACTION)
    assert row["country_iso3"] is None
    assert row["country_basis"] is None


def test_the_country_of_the_transaction_goes_before_that_of_the_activity(tmp_path):
    own = TRANSACTION.replace("</transaction>", '<recipient-country code="UG"/></transaction>')
    row, _ = only(tmp_path, COUNTRY, own)
    assert (row["country_iso3"], row["country_basis"]) == ("UGA", "transaction")
    region = TRANSACTION.replace("</transaction>", '<recipient-region code="298"/></transaction>')
    row, _ = only(tmp_path, COUNTRY, region)
    assert row["country_iso3"] is None


@pytest.mark.parametrize(
    ("before", "after", "column", "note"),
    [
        ('<transaction-type code="3"/>', "", "type", "1 transaction without a type"),
        ('code="3"', 'code="C"', "type", "1 transaction of the unknown type 'C'"),
        ('<transaction-date iso-date="2023-08-31Z"/>', "", "date", "1 transaction without a date"),
        ("2023-08-31Z", "2023-02-31", "date", "1 transaction with a date that is none"),
        ("2023-08-31Z", "31/08/2023", "date", "1 transaction with a date that is none"),
        (' value-date="2023-08-30"', "", "value_date", None),
        ("1000.50", "1,000", "amount", "1 amount that can be read in two ways, such as 1,000"),
        ("1000.50", "NaN", "amount", "1 amount in another form than a decimal number"),
        ("1000.50", "1,00,000", "amount", "1 amount in another form than a decimal number"),
        ("1000.50", "", "amount", "1 transaction without an amount"),
    ],
)
def test_what_is_left_out_or_wrong_is_missing_and_counted(tmp_path, before, after, column, note):
    row, notes = only(tmp_path, TRANSACTION.replace(before, after))
    assert row[column] is None
    assert note is None or note in notes


@pytest.mark.parametrize(
    ("printed", "amount"),
    [("100,000.00", 100_000.0), ("-1,234,567", -1_234_567.0), ("1.000,50", 1_000.5), ("12 500.25", 12_500.25)],
)
def test_separators_of_thousands_are_read_where_they_can_be_nothing_else(tmp_path, printed, amount):
    row, notes = only(tmp_path, TRANSACTION.replace(" 1000.50 ", printed))
    assert row["amount"] == amount
    assert notes == ["1 amount written with separators of thousands"]


@pytest.mark.parametrize("printed", ["2023-08-31T00:00:00", "2023-08-31T00:00:00.000Z", "2023-08-31T12:30:00+02:00"])
def test_a_date_with_a_time_is_that_date(tmp_path, printed):
    row, notes = only(tmp_path, TRANSACTION.replace("2023-08-31Z", printed))
    assert row["date"] == datetime(2023, 8, 31)  # noqa: DTZ001
    assert notes == []


def test_a_currency_is_that_of_the_activity_where_the_transaction_has_none(tmp_path):
    plain = TRANSACTION.replace(' currency="EUR"', "")
    assert only(tmp_path, plain)[0]["currency"] == "USD"
    row, notes = only(tmp_path, plain, attributes="")
    assert row["currency"] is None
    assert "1 transaction without a currency" in notes


def test_an_unknown_currency_is_kept_as_it_is_and_told(tmp_path):
    row, notes = only(tmp_path, TRANSACTION.replace("EUR", "xbt"))
    assert row["currency"] == "XBT"
    assert "1 transaction in XBT, which is no currency of ISO 4217" in notes


def test_an_unknown_country_code_is_missing_and_told(tmp_path):
    row, notes = only(tmp_path, '<recipient-country code="KE;UG"/>', TRANSACTION)
    assert row["country_iso3"] is None
    assert "1 country with the code 'KE;UG', which ISO 3166 does not know" in notes


def test_xk_is_kosovo(tmp_path):
    row, notes = only(tmp_path, '<recipient-country code="XK" percentage="100.0"/>', TRANSACTION)
    assert (row["country_iso3"], row["country_basis"], notes) == ("XKX", "activity", [])


def test_a_share_of_nought_gives_the_money_to_no_country_and_is_told(tmp_path):
    row, notes = only(tmp_path, '<recipient-country code="NE" percentage="0"/>', TRANSACTION)
    assert row["country_iso3"] is None
    assert "1 activity with one country, and a share of 0 % for it: that money is no country's" in notes


def test_a_transaction_before_its_activity_is_named_belongs_to_it(tmp_path):
    path = written(tmp_path, f"<iati-activity>{TRANSACTION}<iati-identifier>B</iati-identifier></iati-activity>")
    assert iati.read([path]).tables["transactions"]["activity_id"].tolist() == ["B"]


def test_totals_keep_types_and_currencies_apart(tmp_path):
    taken = iati.read([written(tmp_path, activity(TRANSACTION, TRANSACTION, TRANSACTION.replace("EUR", "USD")))])
    assert taken.totals == {"disbursement, EUR": 2001.0, "disbursement, USD": 1000.5}
    assert taken.tables["transactions"]["transaction"].tolist() == [1, 2, 3]
    assert taken.years == (2023, 2023)


def test_a_file_without_transactions_is_read(tmp_path):
    taken = iati.read([written(tmp_path, activity())])
    assert {name: len(table) for name, table in taken.tables.items()} == {
        "activities": 1,
        "related": 0,
        "allocations": 0,
        "transactions": 0,
    }
    assert taken.years is None


def test_a_compressed_file_is_read(tmp_path):
    plain = written(tmp_path, activity(TRANSACTION))
    packed = tmp_path / "a.xml.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert len(iati.read([packed]).tables["transactions"]) == 1


PARENT = '<related-activity ref="P" type="1"/>'
CHILD = '<related-activity ref="C" type="2"/>'


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ((CHILD, ' hierarchy="1"'), ("", ' hierarchy="2"')),
        (("", ""), (PARENT, "")),  # no hierarchy is stated, but one names the other
        ((CHILD, ""), ("", "")),
    ],
)
def test_a_programme_and_its_part_are_not_added_and_what_is_alike_is_told(tmp_path, parent, child):
    activities = [
        activity(related, TRANSACTION, identifier=name, attributes=f' default-currency="USD"{level}')
        for name, (related, level) in (("P", parent), ("C", child))
    ]
    taken = iati.read([written(tmp_path, *activities)])
    assert taken.totals == {"disbursement, EUR, level 1": 1000.5, "disbursement, EUR, level 2": 1000.5}
    assert taken.tables["activities"].set_index("activity_id")["level"].to_dict() == {"P": 1, "C": 2}
    assert any(
        "1 of 1 transaction of parts stand alike in the programme above" in note and "P and its part C" in note
        for note in taken.notes
    )


def test_parts_with_other_money_than_their_programme_are_not_called_alike(tmp_path):
    other = TRANSACTION.replace("1000.50", "7")
    activities = [activity(CHILD, TRANSACTION, identifier="P"), activity(PARENT, other, identifier="C")]
    taken = iati.read([written(tmp_path, *activities)])
    assert taken.totals == {"disbursement, EUR, level 1": 1000.5, "disbursement, EUR, level 2": 7.0}
    assert not any("alike" in note for note in taken.notes)


def test_parents_in_a_circle_come_to_an_end(tmp_path):
    activities = [
        activity('<related-activity ref="B" type="1"/>', identifier="A"),
        activity('<related-activity ref="A" type="1"/>', identifier="B"),
    ]
    assert len(iati.read([written(tmp_path, *activities)]).tables["activities"]) == 2


def test_an_activity_that_stands_twice_is_counted_once_and_told(tmp_path):
    one, two = (written(tmp_path, activity(COUNTRY, TRANSACTION), name=f"{name}.xml") for name in "ab")
    for paths in ([one, two], [written(tmp_path, *[activity(COUNTRY, TRANSACTION)] * 2, name="c.xml")]):
        taken = iati.read(paths)
        assert taken.totals == {"disbursement, EUR": 1000.5}
        assert {name: len(table) for name, table in taken.tables.items()} == {
            "activities": 1,
            "related": 0,
            "allocations": 1,
            "transactions": 1,
        }
        assert taken.notes == ["1 activity stands more than once; each counts once: A-1"]


def test_of_two_editions_the_one_last_updated_counts_and_the_others_money_is_told(tmp_path):
    def edition(day, amount):
        stated = f' default-currency="USD" last-updated-datetime="{day}T00:00:00Z"'
        return activity(TRANSACTION.replace("1000.50", amount), attributes=stated)

    taken = iati.read([written(tmp_path, edition("2024-05-01", "70"), edition("2023-05-01", "60"))])
    assert taken.totals == {"disbursement, EUR": 70.0}
    (note,) = taken.notes
    assert note.startswith("A-1 stands 2 times, not alike, and is counted once, as in the one last updated")
    assert note.endswith("left out: disbursement 60.00 EUR")
    undated = [activity(TRANSACTION), activity(TRANSACTION.replace("1000.50", "60"))]
    assert iati.read([written(tmp_path, *undated)]).totals == {"disbursement, EUR": 1000.5}


def test_the_version_may_stand_on_the_activities(tmp_path):
    new = activity(TRANSACTION, attributes=' default-currency="USD" version="2.03"')
    assert len(iati.read([written(tmp_path, new, version="")]).tables["transactions"]) == 1
    old = activity(TRANSACTION, identifier="OLD", attributes=' version="1.05"')
    taken = iati.read([written(tmp_path, old, new, version="")])
    assert taken.tables["activities"]["activity_id"].tolist() == ["A-1"]
    assert taken.tables["transactions"]["activity_id"].tolist() == ["A-1"]
    assert "1 activity left out, of version 1.05; 2.01 and later can be read" in taken.notes
    with pytest.raises(FeedError, match=r"is IATI of version 1\.05; only 2\.01"):
        iati.read([written(tmp_path, old, version="")])


def test_a_prefix_that_is_not_declared_is_passed_over_and_told(tmp_path):
    taken = iati.read([written(tmp_path, activity("<usg:account>1</usg:account>", COUNTRY, TRANSACTION))])
    assert taken.tables["transactions"]["country_iso3"].tolist() == ["KEN"]
    assert any("Namespace prefix usg on account is not defined" in note for note in taken.notes)


def test_a_file_that_is_cut_off_after_such_a_prefix_is_still_refused(tmp_path):
    whole = written(tmp_path, activity("<usg:account>1</usg:account>", TRANSACTION))
    whole.write_text(whole.read_text()[:-30])
    with pytest.raises(FeedError, match=r"is no whole XML: (?!Namespace)"):
        iati.read([whole])


@pytest.mark.parametrize(
    ("version", "shown"), [(' version="1.05"', "version 1.05"), (' version="1.0"', "version 1.0"), ("", "no version")]
)
def test_older_versions_are_refused_clearly(tmp_path, version, shown):
    with pytest.raises(FeedError, match=f"is IATI of {shown}; only 2.01 and later can be read"):
        iati.read([written(tmp_path, activity(), version=version)])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is no whole XML"),
        ("a,b\n", "is no whole XML"),
        ('<iati-activities version="2.03"><iati-activity>', "is no whole XML"),
        (f'<iati-activities version="2.03">{activity(TRANSACTION)}'[:-30], "is no whole XML"),
        ("<!DOCTYPE html><html><body>busy</body></html>", "is a web page"),
        ("<html><body/></html>", "is a web page"),
        ("<!doctype html><html><body>busy<br></body>", "is a web page"),
        ("<rss/>", "is XML, but no IATI"),
        ('<iati-organisations version="2.03"/>', "is an IATI organisation file"),
        ('<iati-activities version="2.03"><iati-activity/></iati-activities>', "activity 1 has no iati-identifier"),
        ('<iati-activities version="2.03">\udcff</iati-activities>', "is no whole XML"),
    ],
)
def test_what_is_no_whole_activity_file_is_refused(tmp_path, content, message):
    path = tmp_path / "a.xml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(FeedError, match=message):
        iati.read([path])


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!DOCTYPE iati-activities [<!ENTITY e0 "boom">{BOMB}]>',
        '<!DOCTYPE iati-activities [<!ENTITY e11 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE iati-activities SYSTEM "http://127.0.0.1:1/a.dtd">',
    ],
)
def test_entities_are_never_expanded(tmp_path, declared):
    path = written(tmp_path, activity("<description>&e11;</description>"), before=declared)
    with pytest.raises(FeedError, match=r"declares a document type|is no whole XML"):
        iati.read([path])


def test_a_bomb_in_an_attribute_does_no_harm(tmp_path):
    declared = f'<!DOCTYPE iati-activities [<!ENTITY e0 "boom">{BOMB}]>'
    path = written(tmp_path, activity(), version=' version="&e11;"', before=declared)
    tracemalloc.start()
    with pytest.raises(FeedError):
        iati.read([path])
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_progress_counts_bytes(tmp_path):
    path = written(tmp_path, *(activity(TRANSACTION, identifier=f"A-{n}") for n in range(500)))
    steps = []
    iati.read([path], lambda done, size: steps.append((done, size)))
    assert steps[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(steps) > 2


def test_the_tree_does_not_grow_with_the_file(tmp_path, monkeypatch):
    path = written(tmp_path, *(activity(TRANSACTION * 3, identifier=f"A-{n}") for n in range(300)))
    sizes = []
    forget = iati._forget

    def counting(element):
        sizes.append(sum(1 for _ in element.getroottree().getroot()))
        forget(element)

    monkeypatch.setattr(iati, "_forget", counting)
    iati.read([path])
    a_block = (1 << 16) // len(activity(TRANSACTION * 3))
    assert max(sizes) <= a_block + 3 < 60


def test_the_real_file_has_45_transactions_of_the_netherlands(real):
    taken = iati.read([real / "iati" / "UNHCR-Activities-2023.xml"])
    transactions = taken.tables["transactions"]
    assert (len(taken.tables["activities"]), len(transactions)) == (134, 2678)
    assert set(transactions["type"]) == {"incoming_commitment"}
    assert (transactions["provider_ref"] == "XM-DAC-7").sum() == 45
