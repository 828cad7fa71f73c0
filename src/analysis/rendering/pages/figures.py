"""The address of each figure: a page in each language and a JSON file, made of the data alone, without a kernel."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from analysis.dataset.languages import LANGUAGES, SOURCE, in_all
from analysis.errors import DataError
from analysis.language import messages, speaking, translated
from analysis.rendering.pages import keeping
from analysis.rendering.pages.framed import Framed
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.shelf import Record
from analysis.show import collection
from analysis.show.citing import cited, published

#: The folder of the pages beside the reports, and from it the way back.
FOLDER = "figures"
_UP = "../"
#: Columns of the register that only a screen needs.
_INTERNAL = ("searched", "begins", "rank", "where")
#: How a table leads to the source of a figure; a page of its own is better.
_LEAD = re.compile(r"""href=["']?#source-([^"'\s>]+)["']?""")


@dataclass(frozen=True)
class Figure:
    """A figure in the words of a language: ``parts`` are the HTML of what is known, ``quotation`` its sentence."""

    figure_id: str
    label: str
    as_printed: str
    line: str
    document: str
    document_language: str
    url: str
    citation: Mapping[str, Any]
    parts: Sequence[str]
    quotation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page(Framed):
    """What the template shows; ``uses`` are the reports that use the figure, title and address."""

    figure: Figure
    uses: Sequence[tuple[str, str]]

    def address(self, language: str) -> str:
        """Return the address of the page in a language, from its own."""
        return collection.page(self.figure.figure_id, language)

    @property
    def index(self) -> str:
        """The address of the index in the language of the page."""
        return _UP + super().index

    @property
    def basket(self) -> str:
        """The address of the page of a basket in the language of the page."""
        return _UP + super().basket

    @property
    def csl(self) -> str:
        """The citation as CSL-JSON."""
        return json.dumps([self.figure.citation["csl"]], ensure_ascii=False, indent=1)


def address(figure_id: str, language: str) -> str:
    """Return the address of a figure's page from that of a report."""
    return f"{FOLDER}/{collection.page(figure_id, language)}"


def pages(
    data: Path, cache: Path, fingerprint: str, records: Iterable[Record], documents: Path | None
) -> dict[str, str]:
    """Return the pages and the JSON files of all figures of a dataset, by file name.

    What the data say is kept in ``cache`` for the same inputs. ``records`` are the reports that may use a figure;
    ``documents`` is the folder of the text editions, where they are at hand. A dataset that cannot be read has none: a
    report says what is wrong.
    """
    if not (data / "datapackage.yaml").is_file():
        return {}
    try:
        said = known(data, cache, fingerprint, documents)
    except DataError:
        return {}
    uses = _uses(records)
    found = {}
    for language, figures in said["pages"].items():
        for figure in figures:
            page = Page(language, Figure(**figure), uses[language][figure["figure_id"]])
            found[page.address(language)] = _template().render(page=page)
    for figure_id, facts in said["facts"].items():
        reports = {language: [page for _, page in uses[language][figure_id]] for language in said["pages"]}
        found[f"{figure_id}.json"] = json.dumps({**facts, "reports": reports}, ensure_ascii=False, indent=1) + "\n"
    return found


def known(data: Path, cache: Path, fingerprint: str, documents: Path | None) -> dict[str, Any]:
    """Return what :func:`of` says, from ``cache`` if it was put together of the same inputs before."""
    return keeping.kept(cache / "figures.json", fingerprint, lambda: of(data, documents))  # type: ignore[no-any-return]


def _template() -> Any:
    from analysis.rendering.pages.templating import plain_environment

    return plain_environment().get_template("figure/figure.html.j2")


def _uses(records: Iterable[Record]) -> Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]:
    """Return the reports that use each figure, by language and figure: title and address."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for figure_id in record.summary.get("figures", ()) if record.files else ():
            found[record.language][figure_id].append((record.title, record.page))
    return found


# -- what the data say ------------------------------------------------------------------------------------------------


def of(data: Path, documents: Path | None = None) -> dict[str, Any]:
    """Put together what a dataset says of each figure: ``pages`` by language (:class:`Figure`), ``facts`` by figure.

    Plain values, as JSON holds them.
    """
    from analysis.dataset import tables
    from analysis.questions.explore import dossier

    names = Lookup(data)
    quoted = _quotations(names, documents)
    dossiers = dict(dossier.every(tables.load(data)))
    sources = {row["source_id"]: row for row in names.table("sources")}
    pages = {}
    for language in LANGUAGES:
        with speaking(language):
            pages[language] = [
                asdict(_figure(known, names.figures[key], sources, language, quoted.get(key, {})))
                for key, known in dossiers.items()
            ]
    facts = {key: _facts(known, names.figures[key], sources) for key, known in dossiers.items()}
    return {"pages": pages, "facts": facts}


def _quotations(names: Lookup, documents: Path | None) -> dict[str, dict[str, str]]:
    if documents is None:
        return {}
    from analysis.ledger import quotations

    texts = quotations.texts(names.table("sources"), documents)
    found = quotations.of(names.table("figures"), texts)
    return {figure_id: asdict(quotation) for figure_id, quotation in found.items()}


def _figure(
    known: Any, row: Mapping[str, str], sources: Mapping[str, Mapping[str, str]], language: str, quoted: dict[str, str]
) -> Figure:
    from analysis.questions.explore import exhibits
    from analysis.rendering.pages.markup import Cleaner, Markdown

    document, figure = sources[row["source_id"]], known.figure.iloc[0]
    cleaner = Cleaner(table_word=messages.text("Table", language))
    markdown = Markdown.make()
    parts = []
    for part in exhibits.dossier(known):
        html = markdown(str(part)) if isinstance(part, str) else part._repr_html_()
        parts.append(cleaner.html(_LEAD.sub(lambda lead: f'href="{collection.page(lead[1], language)}"', html)))
    return Figure(
        figure_id=row["figure_id"],
        label=str(figure[translated("label")]),
        as_printed=row["as_printed"],
        line=row["line"],
        document=document["title"],
        document_language=document["language"],
        url=published(document, row["as_printed"]),
        citation=asdict(cited(row, document, language)),
        parts=parts,
        quotation=quoted,
    )


def _facts(known: Any, row: Mapping[str, str], sources: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return what is known of a figure as JSON has it: codes, ISO dates, words in both languages; nothing empty."""
    document = sources[row["source_id"]]
    figure = _rows(known.figure, but=_INTERNAL)[0]
    figure["places"] = figure.get("places", "").split()
    texts = {language: cited(row, document, language) for language in LANGUAGES}
    first = texts[SOURCE]
    beside = {
        "printings": known.printings["figure_id"].tolist(),
        "relations": _rows(known.relations, ["relation", "inverse", "other_figure_id", "base", "basis"]),
        "targets": _rows(known.targets, but=["fact_id"]),
        "claims": _rows(known.claims, but=["where"]),
        "discrepancies": _rows(known.discrepancies, but=["fact_id"]),
        "comparisons": _rows(known.comparisons, ["other_figure_id", "verdict", *in_all("reason")]),
        "references": _rows(known.references, but=["one", "where", "preferred"]),
        "evidence": _rows(known.evidence, but=["where"]),
        "same_measure": known.alike["figure_id"].tolist(),
    }
    return {
        **figure,
        "document": {**_said(document), "address": published(document, row["as_printed"])},
        **beside,
        "citation": {
            "text": {language: citation.text for language, citation in texts.items()},
            "bibtex": first.bibtex,
            "csl": first.csl,
        },
    }


def _said(row: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in row.items() if value}


def _rows(frame: Any, columns: Sequence[str] = (), but: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the rows of a frame as JSON has them, some ``columns`` or all ``but`` some, no cells that are empty."""
    if frame.empty:  # as most are
        return []
    shown = frame[columns] if columns else frame.drop(columns=list(but))
    rows = json.loads(shown.to_json(orient="records", date_format="iso", date_unit="s", force_ascii=False))
    return [{key: _day(value) for key, value in row.items() if value not in ("", None)} for row in rows]


def _day(value: Any) -> Any:
    """Return a moment as the day that it is."""
    return value.removesuffix("T00:00:00.000").removesuffix("T00:00:00") if isinstance(value, str) else value
