"""The page of a report, and the nbconvert exporter that makes it: ``jupyter nbconvert --to analysis NOTEBOOK``.

A page is whole in itself: no request goes anywhere, which a content policy in it enforces. Without scripting the
pictures stay.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat.v4 import new_notebook
from traitlets import default

from analysis.rendering.pages import content
from analysis.rendering.pages.content import About, Page
from analysis.rendering.pages.templating import TEMPLATES, prepared


def page(notebook: Any, about: About, taken_apart: Page | None = None) -> str:
    """Return the page of an executed notebook: prose, charts and tables, the code folded away.

    ``taken_apart`` is the notebook taken apart, where that was done before.
    """
    # The template wants nothing else of a notebook, which nbconvert would copy twice and check eleven times.
    left = new_notebook() if taken_apart else notebook
    text, _ = _exporter().from_notebook_node(left, {"about": about, "page": taken_apart})
    return str(text)


class ReportExporter(TemplateExporter):
    """Makes one self-contained page of an executed notebook.

    ``resources["about"]`` is a :class:`analysis.rendering.pages.content.About`; without it, the page says what the
    notebook says of itself.
    """

    export_from_notebook = "Report"
    output_mimetype = "text/html"

    @default("file_extension")
    def _ending(self) -> str:
        return ".html"

    @default("template_name")
    def _layout(self) -> str:
        return "report"

    @default("template_file")
    def _layout_file(self) -> str:
        return "index.html.j2"

    @default("extra_template_basedirs")
    def _layouts(self) -> list[str]:
        return [str(TEMPLATES)]

    @default("extra_template_paths")
    def _what_pages_share(self) -> list[str]:
        return [str(TEMPLATES)]

    def default_filters(self) -> Any:
        """Add the filter that takes a notebook apart."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "as_page", _as_page

    @property
    def environment(self) -> Environment:
        """The environment of templates, which escapes what is not known to be markup."""
        return prepared(super().environment)


@cache
def _exporter() -> ReportExporter:
    return ReportExporter()  # type: ignore[no-untyped-call]


def _as_page(notebook: Any, resources: dict[str, Any]) -> Any:
    if resources.get("page"):
        return resources["page"]
    about = resources.get("about")
    if about is None:
        name = resources.get("metadata", {}).get("name") or "report"
        about = About(name, name)
    return content.page(notebook, about)
