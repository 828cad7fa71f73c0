"""The nbconvert exporter behind every report: ``jupyter nbconvert --to analysis NOTEBOOK`` uses it as well."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from analysis.rendering.pages import content
from analysis.rendering.pages.templating import TEMPLATES, prepared


class ReportExporter(TemplateExporter):
    """Makes one self-contained page of an executed notebook.

    ``resources["about"]`` is a :class:`analysis.rendering.pages.content.About`; without it, the page says what the
    notebook says of itself.
    """

    export_from_notebook = "Report"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "report"

    @default("template_file")
    def _template_file_default(self) -> str:
        return "index.html.j2"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def default_filters(self) -> Any:
        """Add the filter that takes a notebook apart."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "as_page", _as_page

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        return prepared(environment)


def _as_page(notebook: Any, resources: dict[str, Any]) -> Any:
    if page := resources.get("page"):
        return page
    about = resources.get("about")
    if about is None:
        name = resources.get("metadata", {}).get("name") or "report"
        about = content.About(name, name)
    return content.page(notebook, about)
