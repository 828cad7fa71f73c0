"""What is guessed of a document, and what a person does with it: seen on a made-up letter, measured on a real page."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from tests.ledger.guessed import measure as guessed_of

from analysis.cli import main
from analysis.dataset import schema
from analysis.ledger import add, documents, gleaning, guessing, scan
from analysis.ledger.documents import Document

DATA = schema.home() / "data"
PRESENT = add.by_hand(DATA)[1]
LETTER = """\
Geachte voorzitter,

Opvang in de regio

In 2022 kregen via PROSPECTS ruim 118.000 kinderen en jongeren toegang tot onderwijs. In
2022 is hieraan EUR 92,5 miljoen uitgegeven. Het doel is dat eind 2023 150.000
kinderen en jongeren toegang tot onderwijs hebben.

Het programma Veilige Haven, dat in maart 2022 van start ging en door IOM wordt
uitgevoerd, loopt tot en met december 2022. Nederland heeft hiervoor EUR 12 miljoen
beschikbaar gesteld. De uitvoering ligt op schema.

De samenwerking met Marokko is verder verbeterd. Op 12 oktober 2022 opende in
Niger een nieuw opvangcentrum.

Nederland werkt met voorrang samen met de volgende landen: Marokko, Tunesië,
Egypte en Niger.

Ik zeg uw Kamer toe u te informeren over de resultaten van Veilige Haven.
"""


def document(text: str) -> Document:
    return Document("letter-2022", text, "0" * 64)


@pytest.fixture(scope="module")
def proposals():
    return scan.propose(document(LETTER), scan.columns_of(DATA), data=DATA)


@pytest.fixture(scope="module")
def gleaned(proposals):
    return gleaning.glean(document(LETTER), proposals, PRESENT)


@pytest.fixture(scope="module")
def guessed(proposals, gleaned):
    rows, likely = guessing.guess(document(LETTER), proposals, PRESENT, gleaned.programmes)
    return rows[rows["keep"] == "yes"].set_index("as_printed"), likely


def only(rows):
    """The one row of a table, without the sentence that it is of."""
    (row,) = rows
    assert row["keep"] == "yes"
    assert row["context"]
    return {name: cell for name, cell in row.items() if name not in {"keep", "context"} and cell}


def test_the_programme_of_a_figure_is_the_one_that_its_paragraph_names_in_the_phase_of_its_time(guessed):
    rows, _ = guessed
    assert rows.loc[["ruim 118.000", "EUR 92,5 miljoen", "EUR 12 miljoen"], "programme_id"].to_list() == [
        "? prospects-1",
        "? prospects-1",
        "? Veilige Haven",
    ]


def test_who_pays_is_guessed_of_money_and_of_what_the_state_alone_pays_for(guessed):
    rows, _ = guessed
    both = rows.loc[["EUR 92,5 miljoen", "ruim 118.000"]]
    assert both["funding"].to_list() == ["? netherlands", "? netherlands"]
    assert both["credit"].to_list() == ["? netherlands", ""]
    text = document("In 2022 kregen 2.800 mensen hulp. Via TRQN werden 117 experts uitgezonden.")
    others, _ = guessing.guess(text, scan.propose(text, scan.columns_of(DATA), data=DATA), PRESENT)
    assert others[others["keep"] == "yes"].set_index("as_printed")["funding"].to_dict()["2.800"] == ""


def test_a_measure_that_stands_out_is_guessed_and_the_likeliest_are_offered_first(guessed):
    rows, likely = guessed
    first = rows.loc["ruim 118.000"]
    assert first["measure_id"] == "? people-education-access · Mensen met toegang tot onderwijs"
    assert likely[first["figure_id"]][0] == "people-education-access"
    assert len(likely[first["figure_id"]]) == 5


def test_the_window_of_an_aim_is_not_that_of_what_follows(proposals):
    rows = proposals.set_index("as_printed")
    assert rows.loc["150.000", "period_end"] == "2023-12-31"
    assert rows.loc["EUR 12 miljoen", "period_end"] != "2023-12-31"


def test_a_new_programme_comes_with_its_term_its_executor_and_its_payer(gleaned):
    row = only(gleaned.rows["programmes"])
    assert (row["label_en"], row["label_nl"], row["line"]) == ("Veilige Haven", "Veilige Haven", "9")
    assert (row["start"], row["end"]) == ("2022-03-01", "2022-12-31")
    assert (row["executor_1"], row["payer_1"]) == ("? iom", "? government-netherlands")


def test_an_event_has_its_kind_its_printed_day_and_its_country(gleaned):
    assert only(gleaned.rows["events"]) == {
        "event_kind": "? opening",
        "date_as_printed": "12 oktober 2022",
        "place_1": "? NER",
        "line": "13",
    }


def test_a_promise_a_trend_and_a_status_are_quoted_with_their_line(gleaned):
    found = [(row["statement_kind"], row["as_printed"], row["line"]) for row in gleaned.rows["statements"]]
    assert found == [
        ("? status", "op schema", "11"),
        ("? trend", "is verder verbeterd", "13"),
        ("? promise", "zeg uw Kamer toe u te informeren over de resultaten van Veilige Haven", "19"),
    ]
    assert [row.get("kept", "") for row in gleaned.rows["statements"]] == ["", "", "? not_in_documents"]
    assert [row["programme_id"] for row in gleaned.rows["statements"]] == ["? Veilige Haven", "", "? Veilige Haven"]


def test_countries_one_after_the_other_are_a_list_with_its_members(gleaned):
    assert only(gleaned.rows["lists"]) == {"list_kind": "? focus", "exhaustive": "? true", "line": "16"}
    members = [(row["list_id"], row["place_id"], row["line"]) for row in gleaned.rows["presence"]]
    assert members == [
        ("16", "MAR · Marokko", "16"),
        ("16", "TUN · Tunesië", "16"),
        ("16", "EGY · Egypte", "17"),
        ("16", "NER · Niger", "17"),
    ]


@pytest.mark.parametrize(
    ("sentence", "keep", "kind", "complete"),
    [
        ("Er kwamen deelnemers uit Ghana, Nigeria en Kenia.", "no", "? other", "? false"),
        ("Andere donoren zijn Ghana, Nigeria en Kenia.", "yes", "? donors", "? false"),
        ("De focus ligt op Ghana, Nigeria en Kenia.", "yes", "? focus", "? false"),
        ("Deze landen zijn: Ghana, Nigeria en Kenia.", "yes", "? other", "? true"),
    ],
)
def test_countries_that_a_sentence_only_names_are_no_list_unless_somebody_says_so(sentence, keep, kind, complete):
    nothing = scan.propose(document(sentence), scan.columns_of(DATA), data=DATA)
    (row,) = gleaning.glean(document(sentence), nothing, PRESENT).rows["lists"]
    assert (row["keep"], row["list_kind"], row["exhaustive"]) == (keep, kind, complete)


def test_who_carries_a_programme_out_is_no_country_in_its_name():
    text = document("Het project Brood Bakken in Marokko wordt uitgevoerd door Stichting Marokkofonds.")
    nothing = scan.propose(text, scan.columns_of(DATA), data=DATA)
    row = only(gleaning.glean(text, nothing, PRESENT).rows["programmes"])
    assert (row["label_nl"], row["executor_1"]) == ("Brood Bakken in Marokko", "? marokkofonds")


def test_two_countries_and_those_of_a_table_with_numbers_are_no_list():
    text = "In Marokko en Tunesië wordt gewerkt.\n\nLand      2022\nMarokko   12\nTunesië   13\nNiger     14\n"
    nothing = scan.propose(document(text), scan.columns_of(DATA), data=DATA)
    assert gleaning.glean(document(text), nothing, PRESENT).rows["lists"] == []


def test_a_target_names_the_result_whose_words_are_like_its_own(gleaned):
    row = only(gleaned.rows["targets"])
    ids = {key: row[key].removeprefix("? ") for key in ("target_figure_id", "actual_figure_id")}
    assert ids == {"target_figure_id": "letter-2022-0006-4", "actual_figure_id": "letter-2022-0005-2"}
    assert row["deadline"] == "2023-12-31"


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("Uiterlijk eind 2024 moeten 150.000 kinderen naar school.", "2024-12-31"),
        ("De doelstelling is 9.000 leraren, uiterlijk 1 maart 2025.", "2025-03-01"),
        ("Uiterlijk eind 2024 moeten 150 kinderen naar school, uiterlijk in 2026 alle andere.", ""),
        ("De doelstelling is 9.000 leraren. Uiterlijk eind 2024 spreek ik u.", ""),
    ],
)
def test_a_target_is_due_by_the_one_day_that_its_sentence_names(words, deadline):
    text = document(f"Geachte voorzitter,\n\n{words}\n")
    rows = gleaning.glean(text, scan.propose(text, scan.columns_of(DATA), data=DATA), PRESENT).rows["targets"]
    assert {row["deadline"] for row in rows} == {deadline}


def test_the_status_of_a_target_is_asked_on_its_own_row_alone():
    text = document("Uiterlijk eind 2024 moeten 150.000 kinderen naar school. Dit ligt op schema.\n\nDe bouw ook.\n")
    rows = gleaning.glean(text, scan.propose(text, scan.columns_of(DATA), data=DATA), PRESENT).rows
    assert only(rows["targets"])["status_as_printed"] == "? op schema"
    assert rows["statements"] == []


def scanned(words):
    """A made-up letter of some words: its document and what the scan proposes."""
    text = document(f"Geachte voorzitter,\n\n{words}\n")
    return text, scan.propose(text, scan.columns_of(DATA), data=DATA)


def guesses(words):
    """The probable figures of some words with what is guessed of them, and their likeliest measures."""
    text, rows = scanned(words)
    found, likely = guessing.guess(text, rows, PRESENT)
    kept = found[found["keep"] == "yes"].set_index("as_printed")
    return kept, {printed: likely[row["figure_id"]] for printed, row in kept.iterrows()}


@pytest.mark.parametrize(
    ("words", "printed", "places"),
    [
        ("In Kenia konden 8.600 kinderen naar school.", "8.600", ["KEN"]),
        ("In 2021 kregen 42.000 mensen les in Ethiopië en Oeganda, van wie 54% vrouw.", "54%", ["ETH", "UGA"]),
        ("Zij kregen les, onder wie 21.500 in Libanon en 300 in Irak.", "21.500", ["LBN"]),
        ("In 2020 kregen 84.300 kinderen les, onder wie circa 21.500 in Libanon.", "84.300", []),
        ("In het Keniaanse Kakuma zijn 2.450 mensen geholpen.", "2.450", ["KEN"]),
        ("In Libanese scholen leerden 2.450 kinderen.", "2.450", ["LBN"]),
        ("Voor Kenia is EUR 11 miljoen begroot.", "EUR 11 miljoen", ["KEN"]),
        ("Voor Kenia werden 11 mensen opgeleid.", "11", []),
        ("Er kwamen 300 mensen uit Eritrea.", "300", []),
        ("Nederland gaf 300 mensen werk en in Kenia begon een school.", "300", ["KEN"]),
        ("Nederland gaf 300 mensen werk; in Kenia begon een school.", "300", []),
        ("In Nederland en Ethiopië zijn 300 mensen geholpen.", "300", ["NLD", "ETH"]),
        ("In de Syrië-regio zijn 300 mensen geholpen.", "300", ["syria-region"]),
        (
            "Nederland werkt in Mali, Niger en Ghana. In de drie landen zijn 300 mensen geholpen.",
            "300",
            ["MLI", "NER", "GHA"],
        ),
        ("Nederland werkt in Mali en Niger. In de drie landen zijn 300 mensen geholpen.", "300", []),
        ("In Kenia moeten eind 2024 20.000 mensen werk hebben. Eind 2021 waren dat er 8.600.", "8.600", ["KEN"]),
    ],
)
def test_the_places_of_a_figure_are_those_that_its_sentence_surely_says(words, printed, places):
    row = guesses(words)[0].loc[printed]
    assert [row[f"place_{number}"] for number in (1, 2, 3)] == [
        *(f"? {key}" for key in places),
        *[""] * (3 - len(places)),
    ]


@pytest.mark.parametrize(
    ("words", "printed", "unfit"),
    [
        # Its definition is of Turkish, Lebanese and Jordanian schools.
        ("In Kenia konden 8.600 vluchtelingenkinderen naar school.", "8.600", "refugee-children-school"),
        # Of those of Prospects alone.
        ("In 2021 konden 30.000 mensen een opleiding of training afronden.", "30.000", "people-completing-education"),
        # Of all priorities together.
        (
            "Totale uitgaven migratie en ontwikkeling\n\nLand     In euro\nKenia    12.000\nNiger    13.000\n",
            "12.000",
            "spending-total",
        ),
        # Of the European Union.
        (
            "Voor een partnerland is EUR 5 miljoen steun beschikbaar in een pakket.",
            "EUR 5 miljoen",
            "eu-support-package",
        ),
    ],
)
def test_a_measure_whose_definition_contradicts_the_sentence_is_neither_guessed_nor_offered_first(
    words, printed, unfit
):
    rows, likely = guesses(words)
    assert not rows.loc[printed, "measure_id"].startswith(f"? {unfit}")
    assert unfit not in likely[printed][:1]


@pytest.mark.parametrize(
    ("words", "printed", "fit"),
    [
        ("In Libanon konden 8.600 vluchtelingenkinderen naar school.", "8.600", "refugee-children-school"),
        (
            "Via Prospects konden 30.000 mensen een opleiding of training afronden.",
            "30.000",
            "people-completing-education",
        ),
        (
            "Er zijn 1.500 functionarissen getraind in de aanpak van mensenhandel en mensensmokkel.",
            "1.500",
            "officials-trained-trafficking",
        ),
    ],
)
def test_a_measure_whose_definition_fits_is_offered_first(words, printed, fit):
    assert guesses(words)[1][printed][0] == fit


@pytest.mark.parametrize(
    ("words", "funding", "credit"),
    [
        ("In 2021 zijn met Nederlandse steun 300 mensen geholpen.", "? netherlands", "? netherlands"),
        ("Nederland steunde het werk. In 2021 zijn 300 mensen geholpen.", "? netherlands", "? netherlands"),
        ("In 2021 hielp UNHCR met Nederlandse steun 300 mensen.", "? netherlands", ""),
        ("Met Nederlandse steun en geld van de Europese Unie zijn 300 mensen geholpen.", "", ""),
        ("In 2021 zijn 300 mensen geholpen.", "", ""),
    ],
)
def test_who_pays_for_a_result_is_guessed_where_its_paragraph_says_so(words, funding, credit):
    row = guesses(words)[0].loc["300"]
    assert (row["funding"], row["credit"]) == (funding, credit)


@pytest.mark.parametrize(
    ("words", "result", "status", "claims"),
    [
        ("Het doel is 5.000 banen. Eind 2022 stond de teller op 4.100. Dat loopt achter.", "4.100", "loopt achter", []),
        ("Het doel is 5.000 banen. Eind 2022 waren dat er 4.100. Het doel ligt op schema.", "4.100", "op schema", []),
        ("Er kwamen 300 banen. Het doel is 900 banen in 2022; dat is bijna in zicht.", "300", "bijna in zicht", []),
        ("Het doel is 5.000 banen; in 2022 waren het er 4.100.", "4.100", "", []),
        ("In 2022 kwamen er 4.100 banen.\n\nHet doel is 5.000 banen.", "", "", []),
        (
            "Het doel is 5.000 banen. Het is nog altijd moeilijk om werk te vinden. Toch ligt dit op schema.",
            "",
            "",
            [("Het is nog altijd moeilijk om werk te vinden", ""), ("op schema", "? as_expected")],
        ),
        ("Het doel is 5.000 banen. In Mali kregen 300 mensen les. De lessen liggen op schema.", "", "", []),
    ],
)
def test_a_target_has_the_result_and_the_claims_of_its_own_paragraph(words, result, status, claims):
    text, proposed = scanned(words)
    rows = gleaning.glean(text, proposed, PRESENT).rows
    (row,) = rows["targets"]
    printed = proposed.set_index("figure_id")["as_printed"]
    reached = row["actual_figure_id"].removeprefix("? ")
    assert (printed[reached] if reached else "") == result
    assert row["status_as_printed"].removeprefix("? ") == status
    assert [(claim["claim_as_printed"], claim.get("claim_means", "")) for claim in rows["target_claims"]] == claims
    assert {claim["target_id"] for claim in rows["target_claims"]} <= {row["target_figure_id"]}
    said = {row["as_printed"] for row in rows["statements"]}
    assert not said & {status, *(printed for printed, _ in claims)}


@pytest.mark.parametrize(
    ("words", "kind", "printed"),
    [
        (
            "Werken is er, zo blijkt, voor velen nog altijd moeilijk buiten de kampen.",
            "obstacle",
            "voor velen nog altijd moeilijk buiten de kampen",
        ),
        ("Door gebrek aan leraren bleven klassen dicht.", "obstacle", "Door gebrek aan leraren bleven klassen dicht"),
        ("De bouw liep vertraging op.", "obstacle", "De bouw liep vertraging op"),
        ("De bouw loopt achter.", "status", "loopt achter"),
        (
            "Ik zal uw Kamer voor de zomer van 2023 informeren over de uitkomsten van\nde evaluatie, en dan meer.",
            "promise",
            "Ik zal uw Kamer voor de zomer van 2023 informeren over de uitkomsten van de evaluatie",
        ),
        ("Het kabinet zal met Mali in gesprek gaan.", "promise", "Het kabinet zal met Mali in gesprek gaan"),
        ("In 2023 gaat Nederland de bouw betalen.", "promise", "In 2023 gaat Nederland de bouw betalen"),
        ("De minister wil komend jaar scholen openen.", "promise", "De minister wil komend jaar scholen openen"),
    ],
)
def test_what_is_said_is_quoted_with_its_whole_clause(words, kind, printed):
    text, rows = scanned(words)
    row = only(gleaning.glean(text, rows, PRESENT).rows["statements"])
    assert (row["statement_kind"], row["as_printed"]) == (f"? {kind}", printed)


@pytest.mark.parametrize(
    ("words", "place", "role"),
    [
        ("Op 14 maart 2022 ondertekenden Nederland en Ethiopië in Addis Abeba een verklaring.", "? ETH", "? with"),
        ("Op 14 maart 2022 opende in Niger een centrum.", "? NER", ""),
        ("Op 14 maart 2022 bezocht de minister een kamp in Nederland.", "", ""),
    ],
)
def test_an_event_is_in_or_with_another_country(words, place, role):
    text, rows = scanned(words)
    row = only(gleaning.glean(text, rows, PRESENT).rows["events"])
    assert (row.get("place_1", ""), row.get("role_1", "")) == (place, role)


@pytest.mark.parametrize(
    ("words", "kind", "day", "who"),
    [
        ("Op 9 maart 2022 hield UNHCR in Caïro een\nrondetafelgesprek.", "? conference", "9 maart 2022", "? unhcr"),
        ("Op 9 maart 2022 sprak de minister met Mali.", "", "9 maart 2022", ""),
        ("In mei 2022 begon de bouw van de school.", "", "mei 2022", ""),
    ],
)
def test_a_sentence_that_begins_with_a_day_and_tells_what_happened_is_an_event(words, kind, day, who):
    text, rows = scanned(words)
    row = only(gleaning.glean(text, rows, PRESENT).rows["events"])
    assert [row.get(name, "") for name in ("event_kind", "date_as_printed", "organisation_1")] == [kind, day, who]


@pytest.mark.parametrize(
    "words",
    [
        "Nederland wil mensensmokkel aanpakken.",
        "Het project gaat uit van de wensen van mensen.",
        "Op 9 maart loopt het project af.",
    ],
)
def test_a_wish_and_what_is_still_to_come_are_neither_promise_nor_event(words):
    text, rows = scanned(words)
    found = gleaning.glean(text, rows, PRESENT).rows
    assert (found["events"], found["statements"]) == ([], [])


def test_another_sentence_with_a_day_or_a_year_is_offered_and_does_not_go_in():
    text = document(
        "Verslag over 2022\n\nDen Haag, 3 mei 2023\n\nGeachte voorzitter,\n\nDe wet is van 2019, en geldt.\n\n"
        "Op 9 maart 2022 opende in Niger een centrum. In 2022 kregen 300 mensen les. Dat was alles.\n"
    )
    found = gleaning.glean(text, scan.propose(text, scan.columns_of(DATA), data=DATA), PRESENT).rows
    (row,) = found["statements"]
    assert (row["keep"], row["line"], row["as_printed"]) == ("no", "7", "De wet is van 2019")


@pytest.mark.parametrize(
    ("words", "printed", "measure"),
    [
        ("Nederland registreerde in 2021 ruim 18.000 mensen in Egypte.", "ruim 18.000", "people-registered"),
        ("Nederland betaalde in 2021 € 2,4 miljoen aan PROMIS.", "€ 2,4 miljoen", "programme-contribution"),
    ],
)
def test_a_measure_is_guessed_by_long_words_by_participles_and_by_the_name_of_a_programme(words, printed, measure):
    assert guesses(words)[0].loc[printed, "measure_id"].startswith(f"? {measure} ")


def test_of_two_measures_that_are_alike_none_is_guessed_and_both_are_offered():
    rows, likely = guesses("In 2021 zijn 412 politiemensen getraind in de aanpak van mensenhandel en mensensmokkel.")
    assert rows.loc["412", "measure_id"] == ""
    assert set(likely["412"][:2]) == {"officials-trained-trafficking", "officials-trained-refugees"}


def test_most_figures_of_a_real_page_have_their_measure_among_the_first_and_guesses_are_mostly_right(edition):
    counts = guessed_of(documents.read_any(edition("results-2018")))
    assert counts["figures"] > 40
    assert counts["first"] / counts["figures"] > 0.85
    assert counts["measure_id right"] / counts["measure_id guessed"] > 0.75
    assert counts["places guessed"] > 4
    assert counts["places right"] == counts["places guessed"]


# -- the workbook --------------------------------------------------------------------------------------------------


@pytest.fixture
def book(made_up, tmp_path):
    """The path of a workbook of a sentence in which a programme is guessed, in a made-up dataset."""
    programme = {"programme_id": "bread", "label_en": "Bread", "label_nl": "Brood", "theme": "reception"}
    made_up.write("programmes", [programme | {"status": "running", "source_id": "made-up", "line": 1}])
    text, path = tmp_path / "letter-2022.txt", tmp_path / "letter-2022.xlsx"
    text.write_text("In 2022 kregen via Brood 2.800 mensen hulp.\n", encoding="utf-8", newline="\n")
    assert run("scan", text, "--output", path, "--data", made_up.folder).exit_code == 0
    return path


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def completed(path: Path, **cells: str) -> None:
    book = openpyxl.load_workbook(path)
    for sheet, values in (("document", DESCRIBED), ("figures", cells)):
        page = book[sheet]
        if sheet == "document":
            for row in page.iter_rows(min_row=2):
                row[1].value = values.get(row[0].value, row[1].value)
        else:
            names = [cell.value for cell in page[1]]
            for name, text in values.items():
                page.cell(2, names.index(name) + 1).value = text
    book.save(path)


DESCRIBED = {
    "title": "Letter",
    "short_en": "Letter",
    "short_nl": "Brief",
    "document_kind": "results_report",
    "reports_results": "false",
    "publisher_en": "Nobody",
    "publisher_nl": "Niemand",
    "covers_en": "2022",
    "covers_nl": "2022",
    "licence_en": "None",
    "licence_nl": "Geen",
}


def test_a_guess_is_listed_by_the_preview_and_taken_only_where_a_person_says_so(made_up, book):
    completed(book, measure_id="people-helped")
    listed = f"{book}, figures, row 2: 2.800: programme_id bread"
    preview = run("add", book, "--preview", "--data", made_up.folder)
    assert listed in preview.output.splitlines()
    before = (made_up.folder / "figures.csv").read_bytes()
    refused = run("add", book, "--data", made_up.folder)
    assert (refused.exit_code, refused.output.splitlines()[1]) == (1, listed)
    assert (made_up.folder / "figures.csv").read_bytes() == before
    assert run("add", book, "--guesses", "--data", made_up.folder).exit_code == 0
    (row,) = (row for row in made_up.read("figures") if row["source_id"] == "letter-2022")
    assert (row["programme_id"], row["measure_id"]) == ("bread", "people-helped")


def test_a_row_that_is_refused_needs_no_answer_to_its_guesses(made_up, book):
    completed(book, keep="no")
    assert run("add", book, "--data", made_up.folder).exit_code == 0


@pytest.fixture
def aimed(made_up, tmp_path):
    """The path of a workbook of a target, of its status and of something else that is claimed of it."""
    text, path = tmp_path / "letter-2022.txt", tmp_path / "letter-2022.xlsx"
    words = "Het doel is 5.000 mensen te helpen. Dit ligt op schema. Hen te bereiken is nog altijd moeilijk.\n"
    text.write_text(words, encoding="utf-8", newline="\n")
    assert run("scan", text, "--output", path, "--data", made_up.folder).exit_code == 0
    completed(path, measure_id="people-helped")
    book = openpyxl.load_workbook(path)
    page = book["targets"]
    for cell in page[1]:
        if cell.value.startswith("note_"):
            page.cell(2, cell.column).value = "No result is printed."
    book.save(path)
    return path


def test_a_claim_that_was_proposed_is_one_of_the_target_that_gets_its_name(made_up, aimed):
    result = run("add", aimed, "--guesses", "--data", made_up.folder)
    assert result.exit_code == 0, result.output
    (target,) = (row for row in made_up.read("targets") if row["source_id"] == "letter-2022")
    (claim,) = (row for row in made_up.read("target_claims") if row["source_id"] == "letter-2022")
    assert target["status_as_printed"] == "op schema"
    assert (claim["target_id"], claim["line"]) == (target["target_id"], "1")
    assert claim["claim_as_printed"] == "Hen te bereiken is nog altijd moeilijk"


def test_the_claims_of_a_target_that_is_refused_go_with_it(made_up, aimed):
    book = openpyxl.load_workbook(aimed)
    book["targets"]["A2"] = "no"
    book.save(aimed)
    result = run("add", aimed, "--guesses", "--data", made_up.folder)
    assert result.exit_code == 0, result.output
    assert not [row for row in made_up.read("target_claims") if row["source_id"] == "letter-2022"]


def test_the_measures_that_are_offered_first_for_a_row_are_the_likeliest(made_up, book):
    page = openpyxl.load_workbook(book)["figures"]
    letter = next(cell.column_letter for cell in page[1] if cell.value == "measure_id")
    (rule,) = (found for found in page.data_validations.dataValidation if f"{letter}2" in str(found.sqref).split())
    choices = openpyxl.load_workbook(book)["choices"][rule.formula1.partition("!")[2].replace("$", "")]
    assert choices[0][0].value == "people-helped · Geholpen mensen"
    assert len(choices) == 3  # and then all others
