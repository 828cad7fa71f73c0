"""Sentences and charts of refugees at their edges: nothing to say, one year, a break, a table that is not complete."""

import pandas as pd
import pytest

from analysis.feeds import catalogue
from analysis.language import numbers, speaking
from analysis.questions import external, refugee_stocks
from analysis.questions.refugees import answers as refugees
from analysis.questions.refugees import charts, sentences, tables
from analysis.show import theme

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def reference(data):
    return refugee_stocks.statistics(data)


def decade(*rows, role="host", iso3="COL", label="Colombia") -> pd.DataFrame:
    """Rows of year, refugees and others, as ``questions.refugees.decade`` has them, with both counted."""
    frame = pd.DataFrame(rows, columns=["year", "refugees", "oip"]).astype("Int64")
    added = frame["oip"].notna() & frame["oip"].shift().isna()
    added.iloc[0] = False
    people = frame["refugees"].add(frame["oip"].fillna(0))
    return frame.assign(
        role=role,
        iso3=iso3,
        label_en=label,
        label_nl=label,
        people=people,
        change=people.diff().mask(added),
        change_share=float("nan"),
        category_added=added,
        segment=added.cumsum(),
        share_lower=0.1,
        share_upper=0.1,
        counterparts=pd.NA,
        counterparts_en="",
        counterparts_nl="",
    )


def basis(*, with_oip=True, complete=False) -> pd.DataFrame:
    row = {
        "source": "UNHCR",
        "complete": complete,
        "with_oip": with_oip,
        "first": 2020,
        "year": 2023,
        "imported": complete,
    }
    return pd.DataFrame([{**row, "countries": 52, "share_lower": 0.69, "share_upper": 0.69}])


class TestOneCountry:
    def test_a_rise_and_a_fall(self):
        up = sentences.refugee_decade(decade((2020, 10, None), (2023, 25, None)), basis(with_oip=False))
        assert "the number of refugees rose by 15, from 10 to 25 (2.5 times as many)" in up
        down = speaking("nl")(sentences.refugee_decade)(
            decade((2020, 20, None), (2023, 5, None)), basis(with_oip=False)
        )
        assert "daalde het aantal vluchtelingen met 15, van 20 naar 5 (−75%)" in down

    def test_as_many_as_before_is_no_change(self):
        text = sentences.refugee_decade(decade((2020, 7, None), (2023, 7, None)), basis(with_oip=False))
        assert "as many refugees as at the end of 2020" in text

    def test_nobody_is_said_to_be_nobody(self):
        text = sentences.refugee_decade(decade((2020, 7, None), (2023, 0, None)), basis(with_oip=False))
        assert "UNHCR counted no refugees in Colombia" in text
        assert "fell by 7" in text

    def test_no_number_is_not_nobody(self):
        empty = decade((2022, None, None), (2023, None, None))
        assert "The reference table has no number of refugees in Colombia" in sentences.refugee_decade(empty, basis())
        assert "De tabel van UNHCR bevat geen aantal" in speaking("nl")(sentences.refugee_decade)(
            empty, basis(complete=True)
        )
        assert "nothing to draw" in repr(charts.refugee_decade(empty, basis()))

    def test_no_change_is_computed_across_a_break(self):
        broken = decade((2021, 10, None), (2022, 12, 500), (2023, 11, 600))
        text = sentences.refugee_decade(broken, basis())
        assert "From the end of 2022 to the end of 2023 the number of refugees and others" in text
        assert "rose by 99, from 512 to 611" in text
        assert "between the ends of 2021 and 2022 the definition breaks" in text
        assert "refugees without those others rose by 1, from 10 to 11" in text
        assert "601" not in text

    def test_a_category_that_begins_in_the_last_year_has_no_change(self):
        text = speaking("nl")(sentences.refugee_decade)(decade((2022, 10, None), (2023, 12, 500)), basis())
        assert "Het is het enige jaar dat zo is geteld" in text

    def test_the_base_of_the_share_is_named_where_it_is_wider_than_what_is_counted(self):
        text = sentences.refugee_decade(decade((2022, 10, None), (2023, 12, None)), basis())
        assert "12 refugees in Colombia, 10.0% of the world's refugees and others in need of protection" in text

    def test_years_without_a_number_are_named(self):
        gaps = decade((2021, None, None), (2022, 3, None), (2023, 4, None))
        assert "no number for the end of 2021." in sentences.refugee_decade(gaps, basis(with_oip=False))

    @pytest.mark.parametrize("language", ["en", "nl"])
    def test_no_line_and_no_bar_goes_across_the_break(self, language):
        theme.enable(language)
        chart = speaking(language)(charts.refugee_decade)(
            decade((2021, 10, None), (2022, 12, 500), (2023, 11, 600)), basis()
        )
        spec = chart.to_dict()
        stocks, changes = spec["vconcat"]
        assert any(
            layer["mark"].get("strokeDash") for layer in stocks["spec"]["layer"] if isinstance(layer["mark"], dict)
        )
        both = [
            row
            for row in stocks["data"]["values"]
            if "mandaat" not in row["variant"] and "mandate" not in row["variant"]
        ]
        assert [row["value"] for row in both] == [512, 611]
        assert [row["change"] for row in changes["layer"][0]["data"]["values"]] == [99]

    def test_the_table_says_break_where_there_is_no_change(self):
        cells = speaking("nl")(tables.refugee_decade)(decade((2021, 10, None), (2022, 12, 500), (2023, 11, 600))).cells
        assert [row[5] for row in cells] == ["", "breuk", "+99"]


class TestAnImportedSelection:
    """Pages of one country, of a reply without origins, of a table without hosts: nothing fails, nothing misleads."""

    @pytest.fixture
    def pages(self, data, tmp_path, monkeypatch):
        monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))

        def shown_of(language, country, role, *rows):
            titles = "Year,Country of origin (ISO),Country of asylum (ISO),Refugees under UNHCR's mandate"
            (tmp_path / "p.csv").write_text("\n".join([titles, *rows]) + "\n")
            catalogue.take("unhcr", [tmp_path / "p.csv"])
            statistics = refugee_stocks.statistics(data, "unhcr")
            rests = refugees.basis(statistics)
            decade = refugees.decade(data, statistics, country, role)
            shares = refugees.focus_shares(data, statistics, "embassy-focus-reception")
            hosts = refugees.hosts(data, statistics, "embassy-focus-reception")
            return {
                "decade": speaking(language)(sentences.refugee_decade)(decade, rests),
                "chart": speaking(language)(charts.refugee_decade)(decade, rests),
                "caption": speaking(language)(tables.refugee_decade)(decade).caption,
                "focus": speaking(language)(sentences.refugee_focus)(shares, rests),
                "shares": speaking(language)(charts.refugee_focus)(shares, rests),
                "empty": speaking(language)(tables.refugee_focus)(shares).cells,
                "hosts": speaking(language)(sentences.refugee_hosts)(hosts, rests, shares, refugees.amounts(data)),
                "bars": speaking(language)(charts.refugee_hosts)(hosts, rests),
                "table": speaking(language)(tables.refugee_hosts)(hosts, rests),
                "source": speaking(language)(sentences.refugee_source)(rests),
            }

        return shown_of

    LEBANON = ("2022,SYR,LBN,814715", "2022,IRQ,LBN,3700", "2023,SYR,LBN,784884", "2023,IRQ,LBN,2700")

    def test_one_country_in_english(self, pages):
        page = pages("en", "LBN", "host", *self.LEBANON)
        assert "787,584 refugees in Lebanon, from the 2 countries of origin in the imported table" in page["decade"]
        assert (
            "A share of the world's cannot be given: the imported table is a selection, with 1 country of asylum"
            in page["decade"]
        )
        assert "from the 2 countries of origin in the imported table (Iraq, Syria)" in page["caption"]
        assert (
            page["chart"].to_dict()["vconcat"][0]["title"]["subtitle"][0].startswith("From the 2 countries of origin")
        )
        assert page["focus"].startswith("**No share of the world's refugees can be given")
        assert "nothing to draw" in repr(page["shares"])
        assert page["empty"] == []
        assert page["hosts"].startswith("**Which hosts are the largest of the world cannot be said")
        assert " ".join(page["bars"].to_dict()["title"]["text"]).startswith("Hosts in the imported table, end of 2023")
        assert (
            "From the countries of origin in the imported table: Iraq, Syria"
            in page["bars"].to_dict()["title"]["subtitle"]
        )
        assert page["table"].headings[:3] == ["host", "people", "lists that name it"]
        numbers_of = [cell for row in page["table"].cells for cell in (*row[:2], *row[3:])]
        assert "100" not in page["decade"] + page["hosts"] + str(numbers_of)
        assert "Of the 2 numbers that the release of June 2024 has too, 2 are lower here (2022-2023)" in page["source"]
        assert "refugees in Lebanon at the end of 2023 (787,584 here, 788,472 there, −0.1" in page["source"]

    def test_one_country_in_dutch(self, pages):
        page = pages("nl", "SYR", "origin", *self.LEBANON)
        assert (
            "784.884 vluchtelingen uit Syrië, in het ene opvangland in de ingelezen tabel (Libanon)" in page["decade"]
        )
        assert "Een aandeel in het wereldtotaal is niet te geven: de ingelezen tabel is een selectie" in page["decade"]
        assert page["hosts"].startswith("**Welke opvanglanden de grootste ter wereld zijn, is niet te zeggen")
        assert "(zonder eigen datum, ingelezen 20" in page["source"]

    @pytest.mark.parametrize("language", ["en", "nl"])
    def test_a_reply_without_origins(self, pages, language):
        page = pages(language, "SYR", "origin", "2024,-,GBR,515677")
        said = {"en": "does not say where refugees are from", "nl": "zegt niet waar vluchtelingen vandaan komen"}
        assert said[language] in page["decade"]

    def test_a_table_without_hosts(self, pages):
        page = pages("nl", "TUR", "host", "2023,SYR,-,90")
        assert "zegt niet waar vluchtelingen zijn" in page["decade"]
        assert page["hosts"].startswith("**De ingelezen tabel bevat geen opvanglanden")
        assert "niets te tekenen" in repr(page["bars"])

    def test_a_country_that_is_not_in_it(self, pages):
        page = pages("en", "COL", "host", *self.LEBANON)
        assert page["decade"].startswith("**The imported table has no number of refugees in Colombia: it has 1 country")

    def test_another_release_is_told_in_both_languages(self, pages):
        page = pages("en", "LBN", "host", "2022,-,LBN,818861", "2023,-,LBN,800000")
        assert (
            "**It contradicts the release of June 2024** in 2023: of the 2 numbers that both have, 1 differs"
            in page["source"]
        )
        page = pages("nl", "LBN", "host", "2022,-,LBN,818861", "2023,-,LBN,800000")
        assert (
            "**Ze spreekt de uitgave van juni 2024 tegen** in 2023: van de 2 aantallen die beide bevatten, "
            "verschilt er 1, het meest" in page["source"]
        )
        assert "Libanon eind 2023 (800.000 hier, 788.472 daar" in page["source"]

    def test_refugees_in_their_own_country_are_told(self, pages):
        page = pages("en", "PAK", "host", "2023,AFG,PAK,1987689", "2023,AFG,AFG,15")
        assert "It counts 15 refugees in their own country in its last year." in page["source"]


class TestTheLists:
    def test_a_share_that_falls_while_the_number_rises(self, data, reference):
        shares = refugees.focus_shares(data, reference, "prospects-countries-2023", with_oip=False)
        text = sentences.refugee_focus(shares, refugees.basis(reference, with_oip=False))
        assert "fell by 9.4 percentage points" in text
        assert "while the number of people rose by 2,694,171" in text
        assert "others in need" not in text

    def test_two_stretches_when_a_category_is_added(self, data, reference):
        shares = refugees.focus_shares(data, reference, "embassy-focus-reception")
        text = speaking("nl")(sentences.refugee_focus)(shares, refugees.basis(reference))
        assert "Van eind 2013 tot eind 2017 steeg" in text
        assert "Van eind 2018 tot eind 2023 daalde" in text
        assert "over die breuk heen is geen verandering berekend" in text

    def test_the_share_of_the_table_is_said_only_where_it_is_not_complete(self, data, reference):
        hosts = refugees.hosts(data, reference, "embassy-focus-reception")
        shares = refugees.focus_shares(data, reference, "embassy-focus-reception")
        money = refugees.amounts(data)
        part = sentences.refugee_hosts(hosts, basis(), shares, money)
        assert "in the reference table" in part
        assert "together they host 69.0%" in part
        whole = sentences.refugee_hosts(hosts, basis(complete=True), shares, money)
        assert "reference table" not in whole

    def test_hosts_on_no_list_are_named(self, data, reference):
        hosts = refugees.hosts(data, reference, "embassy-focus-reception")
        shares = refugees.focus_shares(data, reference, "embassy-focus-reception")
        text = speaking("nl")(sentences.refugee_hosts)(hosts, basis(), shares, refugees.amounts(data))
        assert "geen van de laatste lijsten van focuslanden en activiteiten: Iran, Duitsland en Bangladesh." in text

    def test_the_table_names_every_list_that_names_a_host_by_its_document(self, transcribed, reference):
        hosts = refugees.hosts(transcribed, reference, "embassy-focus-reception").set_index("iso3")
        told = {row[0]: row[4] for row in tables.refugee_hosts(hosts.reset_index(), basis()).cells}
        on = transcribed.presence[transcribed.presence["place_id"] == "ETH"].merge(transcribed.lists, on="list_id")
        on = on[on["list_kind"].isin(["focus", "activities", "policy"])]
        assert sorted(hosts.loc["ETH", "lists"].split()) == sorted(on["list_id"])
        assert told["Ethiopia"].startswith("Migration report 2023 (focus, reception; ")
        assert "; Theory of change 2018 (focus, framework); Results 2018 (focus, results page); " in told["Ethiopia"]
        assert told["Germany"] == ""

    def test_every_country_on_the_list_is_in_chart_and_table(self, data, reference):
        hosts = refugees.hosts(data, reference, "embassy-focus-cooperation")
        spec = charts.refugee_hosts(hosts, refugees.basis(reference)).to_dict()
        drawn = {row["label"] for row in spec["hconcat"][0]["data"]["values"]}
        cells = tables.refugee_hosts(hosts, refugees.basis(reference)).cells
        assert "Libya" in drawn
        assert drawn == {row[0] for row in cells}


class TestPrintedFigures:
    def test_the_fifth_origin_is_said_to_be_another(self, data):
        text = sentences.refugee_origins(external.origins(data), external.shares(data))
        assert "it names Sudan (no. 6, 1,496,923), and not South Sudan (no. 5, 2,292,482)" in text
        assert "70.4% and the largest 72.5%; only the latter rounds to the printed “73%”" in text
        assert "65.0% and the largest 71.1%; neither rounds" in text

    def test_when_the_largest_are_named_nothing_is_wrong(self, data):
        origins = external.origins(data)
        agreed = origins[origins["largest"]].assign(named=True)
        shares = external.shares(data).assign(verdict="agrees")
        text = speaking("nl")(sentences.refugee_origins)(agreed, shares)
        assert "De 5 herkomstlanden die de rapportage noemt, zijn de 5 grootste." in text
        assert "alleen dat laatste" not in text

    def test_when_every_figure_agrees_there_is_no_list(self, data):
        overview = external.overview(data)
        text = sentences.refugee_checks(overview[overview["outcome"] == "agrees"])
        assert "\n" not in text
        assert "20 as the document labels it" in text

    def test_printings_of_one_figure_are_one_line(self, data):
        overview = external.overview(data)
        twice = pd.concat([overview, overview[overview["figure_id"] == "mr23-0115-1"].assign(where="results-2018:9")])
        text = speaking("nl")(sentences.refugee_checks)(twice)
        assert text.count("“6,1 miljoen”") == 1
        assert "Migratierapportage 2023, regel 115; Resultaten 2018, regel 9" in text
        # The two printings of the share name another group each: 70.4 and 65.0 per cent.
        assert text.count("“73%”") == 2

    def test_people_of_whom_the_list_does_not_say_who_they_are_are_called_people(self, data):
        overview = external.overview(data)
        cells = tables.refugee_figures(overview).cells
        what = dict(zip(overview["figure_id"], [row[0] for row in cells], strict=True))
        assert what["mr23-0095-1"] == "People in Iran"
        assert what["mr23-0111-1"] == "Refugees from Afghanistan"


@pytest.mark.parametrize(
    ("lower", "upper", "printed"),
    [
        (0.72513, 0.72517, "72.5"),
        (0.474463, 0.474504, "47.45"),
        (0.0002, 0.0002, "0.02"),
        (0.0, 0.0, "0.0"),
        (0.00001, 0.00001, "< 0.01"),
        (0.25, 0.33, "25 to 33"),
    ],
)
def test_a_narrow_share_is_one_number(lower, upper, printed):
    assert numbers.close_share(lower, upper).replace(SPACE, " ") == f"{printed}%"


@pytest.mark.parametrize(("as_of", "year"), [("2019-06-14", "2019"), (None, "2023")])
def test_a_list_is_headed_with_its_own_year_or_else_with_that_of_its_document(data, reference, as_of, year):
    shares = refugees.focus_shares(data, reference, "prospects-countries-2023")
    shares = shares.assign(as_of=pd.to_datetime(as_of))[shares["chosen"]]
    how = refugees.basis(reference, with_oip=True)
    assert f"“Countries of Prospects” ({year})" in sentences.refugee_focus(shares, how)
    assert f"Countries of Prospects, {year} (8 countries)" in tables.refugee_focus(shares).frame.columns
    assert charts._list_label(shares.iloc[0]).startswith(f"Countries of Prospects, {year}: ")
