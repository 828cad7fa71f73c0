"""The pages that a reader opens: one for a report, and the index of all.

Both are whole in themselves: no request goes anywhere, which a content policy in each page enforces. Without
scripting the pictures stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from analysis.rendering.pages.content import About, Page
from analysis.rendering.pages.findings import Finding
from analysis.rendering.pages.lookup import Lookup
from analysis.rendering.records import Record


def report_page(notebook: Any, about: About, page: Page | None = None) -> str:
    """Return the page of an executed notebook: prose, charts and tables, the code folded away.

    ``page`` is the notebook taken apart, where that was done before.
    """
    text, _ = _exporter().from_notebook_node(notebook, {"about": about, "page": page})
    return str(text)


def index_page(
    records: Iterable[Record],
    findings: Sequence[Finding] = (),
    names: Lookup | None = None,
    language: str = "en",
) -> str:
    """Return an index: what the collection answers and finds, and each report with its state and what changed."""
    from analysis.rendering.pages import index
    from analysis.rendering.pages.templating import plain_environment

    template = plain_environment().get_template("index/index.html.j2")
    return template.render(index=index.of(records, findings, names or Lookup(), language))


@cache
def _exporter() -> Any:
    from analysis.rendering.pages.exporter import ReportExporter

    return ReportExporter()  # type: ignore[no-untyped-call]
