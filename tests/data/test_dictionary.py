"""The data dictionary is the one that the schema gives."""

from analysis.dataset import dictionary, schema


def test_the_dictionary_is_what_the_schema_gives():
    folder = schema.find()
    written = (folder / "README.md").read_text(encoding="utf-8")
    assert written == dictionary.dictionary(folder), "run `make dictionary`"
