"""The words of the pages themselves, in the languages that a report can have."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: dict[str, tuple[str, str]] = {
    "skip": ("Skip to the content", "Naar de inhoud"),
    "index": ("All reports", "Alle rapporten"),
    "contents": ("Contents", "Inhoud"),
    "code": ("Code", "Code"),
    "parameters": ("Made with", "Gemaakt met"),
    "parameter": ("parameter", "parameter"),
    "value": ("value", "waarde"),
    "default": ("default", "standaard"),
    "meaning": ("meaning", "betekenis"),
    "change": ("To make this report with other values, change this command:", "Dit rapport met andere waarden maken: pas deze opdracht aan:"),
    "chart": ("Chart", "Grafiek"),
    "table": ("Table", "Tabel"),
    "in_words": ("In words", "In woorden"),
    "data": ("Data (CSV)", "Gegevens (CSV)"),
    "picture": ("Picture (SVG)", "Afbeelding (SVG)"),
    "click": ("Click a mark to go to its source.", "Klik op een onderdeel om naar de bron te gaan."),
    "copy": ("Copy", "Kopieer"),
    "copied": ("Copied", "Gekopieerd"),
    "cite": ("Cite", "Citeer"),
    "back": ("Back", "Terug"),
    "cite_and_download": ("Cite and download", "Citeren en downloaden"),
    "cite_report": ("To cite this report:", "Zo citeert u dit rapport:"),
    "cite_figure": (
        "To cite one figure, use the button in its row under Sources: it copies the printed form, the document, the line and this report.",
        "Voor een los cijfer staat in de rij onder Sources een knop: die kopieert de gedrukte vorm, het document, de regel en dit rapport.",
    ),
    "notebook": ("Executed notebook", "Uitgevoerd notebook"),
    "notebook_note": ("with code and outputs, for JupyterLab; it lies beside this page", "met code en uitkomsten, voor JupyterLab; het staat naast deze pagina"),
    "chart_data": ("Data and picture of each chart: the buttons under it", "Gegevens en afbeelding van elke grafiek: de knoppen eronder"),
    "documents": ("Documents", "Documenten"),
    "published": ("published", "gepubliceerd"),
    "edition": ("lines of the text edition", "regels van de teksteditie"),
    "prose": ("", "De vaste tekst van het notebook is in het Engels; cijfers, grafieken, tabellen en berekende zinnen zijn in het Nederlands."),
    "in": ("in", "in"),
    "version": ("version", "versie"),
    "report": ("report", "rapport"),
    "inputs": ("inputs", "invoer"),
    "contributors": ("migration-analysis contributors", "medewerkers van migration-analysis"),
    "error": ("This cell failed", "Deze cel is mislukt"),
    "no_script": ("Scripting is off: the charts are pictures, everything else is here.", "Scripts staan uit: de grafieken zijn afbeeldingen, al het andere is er."),
}  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """Return the words of a page in a language, by key; English where there is no such language."""
    position = 1 if language == "nl" else 0
    return {key: pair[position] for key, pair in _WORDS.items()}
