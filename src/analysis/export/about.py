"""What is said of the data as a whole, in the language that is spoken: on the first page of whatever leaves the house."""

from __future__ import annotations

from analysis.export.content import Content, Part
from analysis.language import _


def paragraphs(content: Content) -> list[str]:
    """Return the title of the data, and what somebody who opens them has to know."""
    title = _(content.title)
    computed = ", ".join(part.name for part in content.computed)
    return [
        _("{title}, version {version}", title=title, version=content.version),
        _(content.description),
        _(
            "Each row of the table figures is one printing of a quantity: as it is printed, in which document and on which line, over which window, and who pays. A fact that is printed several times has several rows with the same fact_id; one of them is preferred, and only those are to be added up."
        ),
        _(
            "These tables are computed, and are not part of the stored data: {tables}. The first of them says what the printed form of each figure allows. Where an end is conventional, it is not in the text but our reading of a hedge; an empty end is no limit, and two empty ends are a figure that cannot be read.",
            tables=computed,
        ),
        _(
            "An empty cell is a value that is not known, not printed or not applicable; nothing is filled in. The codebook says what each column holds, and what its codes mean."
        ),
        _(
            "The newest of the sources was published on {published}. The SHA-256 of all stored tables is {fingerprint}.",
            published=content.published,
            fingerprint=content.fingerprint,
        ),
        _(
            "Licence: the figures are facts from public documents, and the terms of each source are in the table sources; the descriptions and the code are under the MIT licence. Cite the data by title and version, and each figure by its document, its line and its figure_id."
        ),
    ]


def entitled(part: Part) -> str:
    """Return the title of a table in the language that is spoken; of a computed one it says so."""
    title = _(part.table.title)
    return _("{title} (computed, not part of the stored data)", title=title) if part.computed else title
