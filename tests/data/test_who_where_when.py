"""Who belongs to whom, what lies where, and what happened when: rules that every row of these tables keeps."""

import re

import pytest

from analysis.dataset import schema, tables

DATA = tables.load()
TABLES = schema.read(schema.find())


def test_a_government_has_its_country_and_no_other_organisation_has_one():
    known = DATA.organisations
    assert ((known["organisation_kind"] == "government") == known["place_id"].notna()).all()


@pytest.mark.parametrize("table", ["organisations", "places"])
def test_nothing_is_above_itself(table):
    frame = DATA[table]
    above = frame.set_index(frame.columns[0])["parent_id"].dropna().to_dict()
    for start in above:
        seen, at = {start}, above[start]
        while at in above:
            assert at not in seen
            seen.add(at)
            at = above[at]


def test_a_place_within_a_country_has_that_country_above_it():
    areas = DATA.places[DATA.places["place_kind"] == "area"]
    kinds = DATA.places.set_index("place_id")["place_kind"]
    assert areas["parent_id"].map(kinds).eq("country").all()
    assert areas.set_index("place_id")["parent_id"].to_dict() == {
        "dadaab": "KEN",
        "kurdistan-region": "IRQ",
        "luanda": "AGO",
        "nickerie": "SUR",
        "puntland": "SOM",
        "rif": "MAR",
    }


# theory-of-change-2018 line 241 and migration-report-2023 lines 636-638 name eight countries of two regions together.
def test_a_country_named_for_two_regions_together_belongs_to_either_by_our_reading():
    rows = DATA.place_members.set_index(["place_id", "member_id", "source_id"])["basis"]
    report = rows.xs("migration-report-2023", level="source_id")
    assert set(report.loc[["horn-of-africa", "mena"]]) == {"inferred"}
    older = rows.xs("progress-report-2013", level="source_id")
    assert set(older.loc["middle-east"]) == {"inferred"}
    assert older.loc["africa"].value_counts().to_dict() == {"printed": 13, "inferred": 7}
    assert rows["eastern-partnership", "GEO", "progress-report-2013"] == "printed"
    assert rows["afghan-region", "IRN", "migration-report-2023"] == "printed"


def test_help_after_forced_return_is_given_by_providers_whom_the_leaflet_does_not_name():
    rows = DATA.programme_organisations[DATA.programme_organisations["programme_id"] == "erin"]
    assert set(zip(rows["organisation_id"], rows["role"], strict=True)) == {("amif", "payer"), ("dtv", "payer")}


def test_an_event_has_a_date_or_says_that_none_is_known():
    rows = DATA.events
    assert (rows["start"].isna() == (rows["basis"] == "unknown")).all()
    assert (rows["date_as_printed"].notna() | (rows["basis"] != "printed")).all()
    closed = rows.dropna(subset=["start", "end"])
    assert (closed["start"] <= closed["end"]).all()
    short = DATA.sources.set_index("source_id")["abbreviation"]
    for row in rows.itertuples(index=False):
        assert re.fullmatch(rf"{short[row.source_id]}-{row.line:04d}-e\d", row.event_id)


# progress-report-2013 line 27, migration-report-2023 lines 4 and 696.
def test_the_motions_are_named():
    motions = DATA.events[DATA.events["event_kind"] == "motion"].set_index("event_id")["what_nl"]
    named = {
        "mr23-0004-e1": "Brekelmans, Veldkamp en Tuinman",
        "mr23-0696-e1": "Piri en Van der Lee",
        "pr13-0027-e1": "Ferrier",
    }
    assert {event: name in motions[event] for event, name in named.items()} == dict.fromkeys(named, True)
    assert len(motions) == len(named)


def test_a_country_is_dated_on_a_list_as_on_the_event_that_put_it_there():
    dated = DATA.presence.dropna(subset="date")
    assert dated["date"].str.fullmatch(r"\d{4}(-\d\d){0,2}").all()
    signed = dated[dated["list_id"] == "mobility-partnerships"].set_index("place_id")["date"].to_dict()
    assert signed == {"MAR": "2013-06-07", "AZE": "2013-12-05", "TUN": "2014-03-03"}
    places = DATA.event_places.merge(DATA.events, on="event_id")
    for place, day in signed.items():
        assert day in places.loc[places["place_id"] == place, "start"].dt.strftime("%Y-%m-%d").tolist()


# results-2018 prints the names in full; theory-of-change-2018 line 293 is the only definition of an irregular migrant.
def test_only_one_document_defines_an_irregular_migrant_and_counts_asylum_seekers_in():
    rows = DATA.definitions[DATA.definitions["term_id"] == "irregular-migrant"]
    assert rows[["source_id", "line", "cited"]].values.tolist() == [["theory-of-change-2018", 293, "IOM"]]
    assert "asielzoeker of vluchteling" in rows["says_nl"].item()


#: Columns whose codes the audit may still have to use, or that documents to come will.
OPEN = {("accounted_by", "nothing"), ("document_kind", "decision"), ("url_status", "copy"), ("per", "person")}
OPEN |= {("unit", code) for code in ("permit", "family", "facility")}  # what a scan of a new document may propose
OPEN |= {("event_kind", "opening")}  # of what a document to come reports, a shelter or an office


def test_no_column_of_who_where_and_when_allows_a_code_that_no_row_has():
    mine = {
        "programmes",
        "programme_places",
        "programme_organisations",
        "organisations",
        "places",
        "place_members",
        "lists",
        "presence",
        "measures",
        "events",
        "event_places",
        "figure_programmes",
        "partners",
        "crosswalk",
    }
    used: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for table in TABLES.values():
        for column in table.columns:
            if column.enum:
                used.setdefault((column.name, column.enum), set()).update(
                    DATA[table.name][column.name].dropna().astype("str")
                )
    for name in mine:
        for column in TABLES[name].columns:
            left = {(column.name, code) for code in set(column.enum) - used.get((column.name, column.enum), set())}
            assert not left - OPEN, (name, column.name)
