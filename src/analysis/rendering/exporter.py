"""The nbconvert exporter behind every report: ``jupyter nbconvert --to analysis NOTEBOOK`` uses it as well."""

from __future__ import annotations

import base64
import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from analysis.rendering import content, vega

TEMPLATES = Path(__file__).parent / "templates"


class ReportExporter(TemplateExporter):
    """Makes one self-contained page of an executed notebook.

    ``resources["about"]`` is a :class:`analysis.rendering.content.About`; without it, the page says what the notebook
    says of itself.
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


def prepared(environment: Environment) -> Environment:
    """Make an environment safe and complete: everything is escaped that is not known to be markup."""
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(asset=asset, policy=policy, library=library, library_source=vega.script)
    return environment


@cache
def plain_environment() -> Environment:
    """Return the environment of pages that are made of no notebook."""
    return prepared(Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True))


@cache
def asset(name: str) -> Markup:
    """Return a style sheet or script of the pages, to stand inside its element."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


def policy(styles: list[str], scripts: list[str]) -> str:
    """Return a content policy that allows exactly these texts as style and script, and no request to anywhere."""
    allowed_styles, allowed_scripts = (" ".join(map(_digest, texts)) or "'none'" for texts in (styles, scripts))
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {allowed_styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def library() -> Markup:
    """Return the drawing library, packed; the page's script unpacks it, and the policy knows what must come out."""
    return Markup(_packed(vega.script()))  # noqa: S704 - base64


@cache
def _packed(script: str) -> str:
    return base64.b64encode(gzip.compress(script.encode(), 9, mtime=0)).decode()
