"""The codebook: what each table and column holds and what its codes mean, a page in each language."""

from __future__ import annotations

from html import escape

import mistune

from analysis.dataset import dictionary
from analysis.export import about
from analysis.export.content import Content
from analysis.export.views import VIEWS
from analysis.language import _, current

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; color: #1f2933 }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .3em .8em .3em 0; border-bottom: 1px solid #dfe4e8 }}
td:first-child {{ overflow-wrap: anywhere; min-width: 9em }}
</style>
<main>
{body}</main>
"""


def page(content: Content) -> str:
    """Return the codebook in the language that is spoken, as a page that needs nothing else."""
    title, *paragraphs = about.paragraphs(content)
    heading = _("Codebook")
    legend = _("The key of a table is in bold; a column that is never empty is marked †.")
    opening = [f"# {title}: {heading}", *paragraphs, legend]
    body = mistune.create_markdown(plugins=["table"])("\n\n".join([*opening, *_tables(content), _views()]))
    return _PAGE.format(language=current(), title=escape(f"{title}: {heading}"), body=body)


def _tables(content: Content) -> list[str]:
    words = dictionary.Words(
        language=current(),
        column=_("column"),
        type=_("type"),
        holds=_("what it holds"),
        one_of=_("One of"),
        say=_,
    )
    return [dictionary.section(part.table, part.file, words, about.entitled(part)) for part in content.parts]


def _views() -> str:
    titles = [_(view.title) for view in VIEWS]
    heading = _("Views of the SQLite file")
    rows = [f"| {view.name} | {title} |" for view, title in zip(VIEWS, titles, strict=True)]
    name, holds = _("view"), _("what it holds")
    return "\n".join([f"## {heading}", "", f"| {name} | {holds} |", "|---|---|", *rows])
