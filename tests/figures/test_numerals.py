"""Dutch number words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures.numerals import LARGEST, plain, read_ordinal, read_word, spell

WORDS = {
    0: "nul",
    1: "een",
    8: "acht",
    10: "tien",
    11: "elf",
    12: "twaalf",
    13: "dertien",
    14: "veertien",
    18: "achttien",
    20: "twintig",
    21: "eenentwintig",
    22: "tweeëntwintig",
    23: "drieëntwintig",
    24: "vierentwintig",
    80: "tachtig",
    93: "drieënnegentig",
    100: "honderd",
    101: "honderdeen",
    111: "honderdelf",
    200: "tweehonderd",
    999: "negenhonderdnegenennegentig",
    1000: "duizend",
    1001: "duizendeen",
    2300: "tweeduizenddriehonderd",
    10_000: "tienduizend",
    100_000: "honderdduizend",
    123_456: "honderddrieëntwintigduizendvierhonderdzesenvijftig",
}
OTHER_SPELLINGS = {
    "Eén": 1,
    "één": 1,
    "DRIE": 3,
    "drieentwintig": 23,
    "achttienhonderd": 1800,
    "elfhonderdvijf": 1105,
    "honderdenvijf": 105,
    "tweeduizend driehonderd": 2300,
    "vijf-en-twintig": 25,
}
NO_WORDS = [
    "",
    "veel",
    "honderdhonderd",
    "duizendduizend",
    "eenduizend",
    "tienhonderd",
    "tienhonderdduizendduizend",
    "eentwintig",
    "miljoen",
    "2",
    "twaalfde",
    "honderd duizend een",
]


@pytest.mark.parametrize("number", WORDS)
def test_a_number_is_spelled_as_dutch_spells_it_and_read_back(number):
    assert spell(number) == WORDS[number]
    assert read_word(WORDS[number]) == number


@pytest.mark.parametrize("word", OTHER_SPELLINGS)
def test_other_spellings_in_use_are_read_too(word):
    assert read_word(word) == OTHER_SPELLINGS[word]


@pytest.mark.parametrize("word", NO_WORDS)
def test_what_is_no_number_word_is_not_read_as_one(word):
    assert read_word(word) is None


@given(st.integers(0, LARGEST))
def test_every_number_below_a_million_reads_back(number):
    assert read_word(spell(number)) == number


def test_no_two_numbers_below_ten_thousand_share_a_word():
    assert len({plain(spell(number)) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_without_a_word_is_refused(number):
    with pytest.raises(ValueError, match=rf"{number} is outside 0\.\.999999"):
        spell(number)


@pytest.mark.parametrize(
    ("word", "rank"),
    [
        ("eerste", 1),
        ("tweede", 2),
        ("achtste", 8),
        ("twaalfde", 12),
        ("op een na grootste", 2),
        ("op twee na", 3),
        ("op veel na", None),
        ("laatste", None),
        ("vier", None),
    ],
)
def test_ranks_are_read_from_ordinals(word, rank):
    assert read_ordinal(word) == rank
