"""The words of the pages themselves, in the languages that a report can have."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = {
    "skip": "Skip to the content",
    "index": "All reports",
    "contents": "Contents",
    "code": "Code",
    "parameters": "Made with",
    "parameter": "parameter",
    "value": "value",
    "default": "default",
    "meaning": "meaning",
    "change": "To make this report with other values, change this command:",
    "chart": "Chart",
    "table": "Table",
    "in_words": "In words",
    "data": "Data (CSV)",
    "picture": "Picture (SVG)",
    "click": "Click a mark to go to its source.",
    "pick": "Click a name in the legend to pick it out, double-click for all again.",
    "copy": "Copy",
    "copied": "Copied",
    "cite": "Cite",
    "back": "Back",
    "cite_and_download": "Cite and download",
    "cite_report": "To cite this report:",
    "cite_figure": "To cite one figure, use the button in its row under Sources: it copies the printed form, the "
    "document, the line and this report; for a publication from outside its title, publisher and address.",
    "notebook": "Executed notebook",
    "notebook_note": "with code and outputs, for JupyterLab; it lies beside this page",
    "chart_data": "Data and picture of each chart: the buttons under it",
    "documents": "Documents",
    "published": "published",
    "edition": "lines in the text edition that the figures cite",
    "prose": "",
    "in": "in",
    "version": "version",
    "report": "report",
    "inputs": "inputs",
    "contributors": "migration-analysis contributors",
    "error": "This cell failed",
    "no_script": "Scripting is off: the charts are pictures, everything else is here.",
}
_DUTCH = {
    "skip": "Naar de inhoud",
    "index": "Alle rapporten",
    "contents": "Inhoud",
    "code": "Code",
    "parameters": "Gemaakt met",
    "parameter": "parameter",
    "value": "waarde",
    "default": "standaard",
    "meaning": "betekenis",
    "change": "Dit rapport met andere waarden maken: pas deze opdracht aan:",
    "chart": "Grafiek",
    "table": "Tabel",
    "in_words": "In woorden",
    "data": "Gegevens (CSV)",
    "picture": "Afbeelding (SVG)",
    "click": "Klik op een onderdeel om naar de bron te gaan.",
    "pick": "Klik op een naam in de legenda om die uit te lichten, dubbelklik voor alles.",
    "copy": "Kopieer",
    "copied": "Gekopieerd",
    "cite": "Citeer",
    "back": "Terug",
    "cite_and_download": "Citeren en downloaden",
    "cite_report": "Zo citeert u dit rapport:",
    "cite_figure": "Voor een los cijfer staat in de rij onder Sources een knop: die kopieert de gedrukte vorm, het "
    "document, de regel en dit rapport; bij een publicatie van elders de titel, de uitgever en het adres.",
    "notebook": "Uitgevoerd notebook",
    "notebook_note": "met code en uitkomsten, voor JupyterLab; het staat naast deze pagina",
    "chart_data": "Gegevens en afbeelding van elke grafiek: de knoppen eronder",
    "documents": "Documenten",
    "published": "gepubliceerd",
    "edition": "regels in de teksteditie die de cijfers aanhalen",
    "prose": "De vaste tekst van het notebook is in het Engels; cijfers, grafieken, tabellen en berekende zinnen zijn "
    "in het Nederlands.",
    "in": "in",
    "version": "versie",
    "report": "rapport",
    "inputs": "invoer",
    "contributors": "medewerkers van migration-analysis",
    "error": "Deze cel is mislukt",
    "no_script": "Scripts staan uit: de grafieken zijn afbeeldingen, al het andere is er.",
}


def words(language: str) -> Mapping[str, str]:
    """Return the words of a page in a language, by key; English where there is no such language."""
    return _DUTCH if language == "nl" else _ENGLISH
