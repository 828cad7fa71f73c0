"""Which rows a text names: by their labels, their abbreviations, and their names without a phase."""

import pytest

from analysis.ledger.naming import Names, without_phase

ROWS = [
    {"programme_id": "prospects-1", "label_en": "Prospects, first phase", "label_nl": "Prospects, fase I"},
    {"programme_id": "prospects-2", "label_en": "Prospects, second phase", "label_nl": "Prospects, fase II"},
    {"programme_id": "aid", "label_en": "Aid to Bakers (ATB)", "label_nl": "Hulp aan Bakkers (ATB)"},
    {"programme_id": "morocco", "label_en": "Morocco: sharing knowledge", "label_nl": "Marokko: kennis delen"},
]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Prospects, second phase", "Prospects"),
        ("Prospects, fase II", "Prospects"),
        ("Temporary Return of Qualified Nationals III", "Temporary Return of Qualified Nationals"),
        ("MIRAA II: redding van migranten", "MIRAA"),
        (
            "Palestinian, Lebanese and Syrian youth brought together",
            "Palestinian, Lebanese and Syrian youth brought together",
        ),
    ],
)
def test_the_phase_of_a_programme_is_no_part_of_its_name(label, name):
    assert without_phase(label) == name


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Het partnerschap PROSPECTS is voortgezet.", [("prospects-1", "prospects-2")]),
        ("Via ATB en Hulp aan Bakkers (ATB).", [("aid",), ("aid",)]),
        ("De prospects zijn goed; Prospectsus niet.", []),
        ("In Marokko.", []),
    ],
)
def test_a_name_is_found_by_whole_words_with_a_capital_unless_a_place_is_called_so(text, keys):
    assert [named.keys for named in Names(ROWS, "programme_id", ["Marokko", "Morocco"]).of(text)] == keys
