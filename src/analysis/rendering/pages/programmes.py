"""The list of all programmes beside the index, one in each language: with a report and without, what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis.language import _, speaking, translated
from analysis.rendering.pages import keeping
from analysis.rendering.pages.framed import Framed
from analysis.rendering.shelf import Record
from analysis.show import collection


@dataclass(frozen=True)
class Entry:
    """A programme on the list; ``codes`` and ``names`` hold by filter what it is found by, and what that is called.

    ``facts`` are the lines on what is known, each with its heading; ``figures`` and ``said`` what is printed of it with
    and without a number, each with its source line.
    """

    programme_id: str
    label: str
    codes: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]
    facts: Sequence[Sequence[str]]
    figures: Sequence[str]
    said: Sequence[str]

    @property
    def searched(self) -> str:
        """The text that the search looks through."""
        lines = [text for line in self.facts for text in line]
        return " ".join([self.label, self.programme_id, *lines, *self.figures, *self.said])


@dataclass(frozen=True)
class Listing(Framed):
    """Everything that the template shows; ``pages`` are the addresses of the reports that are there."""

    entries: Sequence[Entry]
    pages: Mapping[str, str]

    def address(self, language: str) -> str:
        """Return the address of the list in a language."""
        return address(language)

    def choices(self, what: str) -> Mapping[str, str]:
        """Return the codes of a filter with their names, by name."""
        found = {
            code: name
            for entry in self.entries
            for code, name in zip(entry.codes[what], entry.names[what], strict=True)
        }
        return dict(sorted(found.items(), key=lambda item: item[1].lower()))


def address(language: str) -> str:
    """Return the file name of the list in a language."""
    return collection.page("programmes", language)


def page(entries: Sequence[Entry], records: Iterable[Record], language: str) -> str:
    """Return the page of all programmes; ``records`` say which of them have a report."""
    from analysis.rendering.pages.templating import plain_environment

    there = {
        str(record.parameters["programme_id"]): record.page
        for record in records
        if record.files and record.planned and record.language == language
        if "programme_id" in record.parameters
    }
    listing = Listing(language, entries, there)
    return plain_environment().get_template("index/programmes.html.j2").render(listing=listing)


def kept(data: Path, folder: Path, fingerprint: str, language: str) -> list[Entry]:
    """Return the programmes in a language, from ``folder`` if they were put together from the same inputs before.

    A dataset without a description, or one that cannot be read, has none: the index stands without them, and a report
    says what is wrong.
    """
    if not (data / "datapackage.yaml").is_file():
        return []
    file = folder / f"programmes-{language}.json"
    try:
        found = keeping.kept(file, fingerprint, lambda: [asdict(entry) for entry in entries(data, language)])
    except Exception:  # noqa: BLE001 - see above
        return []
    return [Entry(**entry) for entry in found]


def entries(data: Path, language: str) -> list[Entry]:
    """Put together what a dataset says of each of its programmes, in the words of a language, by name."""
    from analysis.dataset import tables
    from analysis.dataset.provenance import located
    from analysis.questions.programme import answers as programme

    dataset = tables.load(data)
    facts = programme.every_fact(dataset)
    said = located(dataset.statements.sort_values(["source_id", "line", "statement_id"]))
    organisations = dataset.organisations
    with speaking(language):
        label = translated("label")
        called = dict(zip(dataset.places["place_id"], dataset.places[label], strict=True))
        called |= dict(zip(organisations["organisation_id"], organisations[label], strict=True))
        found = [
            _entry(
                row,
                facts[facts["programme_id"] == row.programme_id],
                said[said["programme_id"] == row.programme_id],
                called,
            )
            for row in programme.every(dataset).itertuples(index=False)
        ]
    return sorted(found, key=lambda entry: entry.label.lower())


def _entry(row: Any, facts: Any, said: Any, called: Mapping[str, str]) -> Entry:
    from analysis.show import wording

    codes = {
        "status": [row.status],
        "theme": [row.theme],
        "priority": _present(row.reported_under),
        "country": row.countries.split(),
        "payer": row.payers.split(),
        "figures": list(dict.fromkeys(facts["group"])) or ["none"],
    }
    names = {
        "status": [wording.programme_status(row.status)],
        "theme": [wording.theme(row.theme)],
        "priority": _present(getattr(row, translated("priority"))),
        "country": [called[code] for code in codes["country"]],
        "payer": [called[code] for code in codes["payer"]],
        "figures": [_groups()[group] for group in codes["figures"]],
    }
    return Entry(
        programme_id=row.programme_id,
        label=getattr(row, translated("label")),
        codes=codes,
        names=names,
        facts=[[heading, text] for heading, text in _known(row) if text],
        figures=[_figure(fact) for fact in facts.itertuples(index=False)],
        said=[f"{wording.prose(line, 'says')} ({wording.where(line.where)})" for line in said.itertuples(index=False)],
    )


def _known(row: Any) -> list[tuple[str, str]]:
    """Return what is known of a programme beside its figures, heading and text; an empty text where nothing is."""
    from analysis.show import wording

    return [
        (_("last printed status"), wording.status_then(row.status, row.known_until)),
        (_("term"), wording.term(row.start, row.end)),
        (_("place"), getattr(row, translated("places"))),
        (wording.organisation_role("payer"), getattr(row, translated("payers"))),
        (wording.organisation_role("executor"), getattr(row, translated("executors"))),
        (_("how it ended, or what happened"), wording.prose(row, "end_reason")),
        (_("where"), wording.where(row.where)),
    ]


def _figure(row: Any) -> str:
    from analysis.show import wording

    label, window = (
        getattr(row, translated("label")),
        wording.window(row.period_start, row.period_end, row.period_basis),
    )
    shared = ""
    if isinstance(row.link, str):
        shared = f"; {wording.figure_link(row.link)}: {getattr(row, translated('beside'))}"
    return f"{label}: “{row.as_printed}” ({wording.kind(row.kind)}, {window}{shared}; {wording.where(row.where)})"


def _groups() -> dict[str, str]:
    return {
        "money": _("with an amount"),
        "promise": _("with a promise in numbers"),
        "result": _("with a result"),
        "context": _("with figures of the context"),
        "none": _("without a figure"),
    }


def _present(cell: Any) -> list[str]:
    return [cell] if isinstance(cell, str) and cell else []
