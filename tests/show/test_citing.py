"""A figure is cited as text, for BibTeX and as CSL-JSON, with the address at which its document can be read."""

from analysis.show import citing


def test_an_address_leads_to_the_words_of_a_web_page_and_not_into_a_file():
    page, file = {"url": "https://example.org/a"}, {"url": "https://example.org/a.PDF?x=1"}
    assert citing.published(page, "bijna\n4.000, 5-6 & 7%") == (
        "https://example.org/a#:~:text=bijna%204.000%2C%205%2D6%20%26%207%25"
    )
    assert citing.published(file, "4.000") == "https://example.org/a.PDF?x=1"
    assert citing.published({"url": ""}, "4.000") == ""


def test_a_citation_has_three_forms():
    figure = {"figure_id": "x-0001-1", "as_printed": "57% & meer", "line": "12"}
    document = {
        "title": "Besluit_1",
        "publisher_nl": "Ministerie",
        "published": "2014-12-09",
        "document_kind": "decision",
        "language": "nl",
        "url": "https://example.org/a",
    }
    cited = citing.cited(figure, document, "nl")
    assert cited.text.startswith("Ministerie, Besluit_1 (9 december 2014), regel 12 van de teksteditie: “57% & meer”.")
    assert cited.bibtex.splitlines() == [
        "@misc{x-0001-1,",
        "  author = {{Ministerie}},",
        "  title = {{Besluit\\_1}},",
        "  year = {2014},",
        "  url = {https://example.org/a},",
        "  note = {regel 12 van de teksteditie: “57\\% \\& meer”; x-0001-1}",
        "}",
    ]
    assert cited.csl["type"] == "legislation"
    assert cited.csl["issued"] == {"date-parts": [[2014, 12, 9]]}
