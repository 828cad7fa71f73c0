"""What counts as a number in a text."""

import pytest

from analysis.ledger.numbers import find, is_number_word


def found(text):
    return [number.text for number in find(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("een budget van EUR 6,4 miljoen en 2.800 mensen", ["6,4 miljoen", "2.800"]),
        ("EUR 60\nmln. voor meer dan een miljoen mensen", ["60 mln.", "een miljoen"]),
        ("regio12 en (regio).3 en In2023is", ["12", "3", "2023"]),
        ("1-10-2022 tot 30-9-2023", ["1", "10", "2022", "30", "9", "2023"]),
        ("paragraaf 2.4, SDG 10.7", ["2", "4", "10", "7"]),
        ("een van de landen; één van de vijf", ["één", "vijf"]),
        ("tienduizenden, een drietal, de helft, anderhalf jaar", ["tienduizenden", "drietal", "helft", "anderhalf"]),
        ("22-jarige, tweedaagse, driejarig, viervoudig", ["22", "tweedaagse", "driejarig", "viervoudig"]),
        ("de eerste fase, de tweede fase, de twintigste, een derde", ["tweede", "twintigste", "derde"]),
        ("hon-\nderden mensen en vijf-\nentwintig kinderen", ["hon- derden", "vijf- entwintig"]),
        ("twee- en driejarig", ["twee", "driejarig"]),
        ("m² en ½ van de mensen", ["²", "½"]),
        ("achter de vierde deur, tienen, eenmalig, aantal, kwartaal, zesde", ["vierde", "zesde"]),
    ],
)
def test_numbers_are_found_as_printed(text, numbers):
    assert found(text) == numbers


def test_a_number_knows_its_place_and_whether_it_is_in_digits():
    text = "ruim 2.800 en vier"
    first, second = find(text)
    assert (text[first.start : first.end], first.digits) == ("2.800", True)
    assert (text[second.start : second.end], second.digits) == ("vier", False)


@pytest.mark.parametrize("word", ["een", "eerste", "de", "achterstand", "eenmalig", "beide"])
def test_articles_and_mere_beginnings_are_no_number_words(word):
    assert not is_number_word(word)
