"""A country is found by whatever people call it, and nothing else is taken for one."""

from pathlib import Path

import pytest

from analysis.dataset import countries, tables
from analysis.errors import UnknownNameError

DATA = tables.load(Path(__file__).parents[2] / "data")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NER", "NER"),
        ("ne", "NER"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("NO", "NOR"),
        ("no", "NOR"),
        ("Noorwegen", "NOR"),
        ("Ivoorkust", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Turkije", "TUR"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("DR Congo", "COD"),
        ("Congo-Kinshasa", "COD"),
        ("Democratische Republiek Congo", "COD"),
        ("Oekraine", "UKR"),
        ("Gambia", "GMB"),
        ("The Gambia", "GMB"),
        ("Zuid-Soedan", "SSD"),
        ("South Sudan", "SSD"),
        ("Palestina", "PSE"),
        ("Brazil", "BRA"),
        ("VS", "USA"),
        ("VK", "GBR"),
        ("Moldavië", "MDA"),
        ("Kaapverdië", "CPV"),
        ("XKX", "XKX"),
        ("xk", "XKX"),
        ("Kosovo", "XKX"),
    ],
)
def test_codes_and_names_in_both_languages_are_found(name, code):
    assert countries.code(DATA, name) == code


def test_every_country_of_the_documents_is_found_by_its_code_and_both_its_names():
    places = DATA.places[DATA.places["place_kind"] == "country"]
    for row in places.itertuples():
        assert {countries.code(DATA, text) for text in (row.place_id, row.label_en, row.label_nl)} == {row.place_id}


@pytest.mark.parametrize(("language", "niger", "norway"), [("en", "Niger", "Norway"), ("nl", "Niger", "Noorwegen")])
def test_every_country_of_the_world_has_a_name_that_is_found_again(language, niger, norway):
    named = countries.names(DATA, language)
    assert len(named) > 240
    assert (named["NER"], named["NOR"]) == (niger, norway)
    assert all(countries.label(DATA, code, language) == name for code, name in named.items())
    assert {code for code, name in named.items() if countries.code(DATA, code) != code} == set()


@pytest.mark.parametrize("language", countries.LANGUAGES)
def test_kosovo_has_a_name_although_iso_3166_has_no_code_for_it(language):
    assert countries.label(DATA, "XKX", language) == countries.names(DATA, language)["XKX"] == "Kosovo"


@pytest.mark.parametrize("language", countries.LANGUAGES)
def test_the_names_of_the_dataset_go_before_those_of_iso_3166_and_regions_are_no_countries(language):
    named, places = countries.names(DATA, language), DATA.places
    own = places[places["place_kind"] == "country"]
    assert {named[row.place_id] for row in own.itertuples()} == set(own[f"label_{language}"])
    assert not set(places.loc[places["place_kind"] != "country", "place_id"]) & set(named)


@pytest.mark.parametrize("language", countries.LANGUAGES)
def test_a_name_is_found_again_by_itself(language):
    for code in ("NER", "NOR", "BRA", "MMR", "COD", "KOR"):
        assert countries.code(DATA, countries.label(DATA, code, language)) == code


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nigr", "did you mean 'Niger'?"),
        ("Sudann", "did you mean 'Sudan'?"),
        ("Congo", "Congo-Brazzaville, Congo-Kinshasa"),
        ("Sahel", "that is a region or an area, not one country"),
        (False, 'write "NO", NOR or Norway'),
        (1, "unknown country '1'"),
        ("", "unknown country ''"),
        ("XYZ", "another country of ISO 3166"),
    ],
)
def test_what_is_no_country_is_refused_with_the_nearest(name, said):
    with pytest.raises(UnknownNameError) as caught:
        countries.code(DATA, name)
    assert said in str(caught.value)
