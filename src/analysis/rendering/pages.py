"""The pages that a reader opens: one for a report, and the index of all.

Both are whole in themselves: no request goes anywhere, which a content policy in each page enforces. Without
JavaScript the pictures stay.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from string import Template
from typing import Any, Protocol

from analysis.rendering import vega
from analysis.rendering.records import Record

_VEGA_LITE = "application/vnd.vegalite.v5+json"
_SVG = "image/svg+xml"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_WORDS = {
    "en": {"code": "Code", "index": "All reports", "notebook": "Executed notebook"},
    "nl": {"code": "Code", "index": "Alle rapporten", "notebook": "Uitgevoerd notebook"},
}
_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline' 'unsafe-eval'"
)
_STYLE = """
:root { color-scheme: light; --ink: #1f2933; --muted: #5f6b76; --line: #dfe4e8; --accent: #0b4f8a; --bad: #b42318; }
* { box-sizing: border-box; }
body { margin: 0; background: #f5f6f8; color: var(--ink); line-height: 1.55;
  font-family: "Liberation Sans", Arial, Helvetica, sans-serif; }
main { max-width: 58rem; margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3.5rem) 4rem; background: #fff;
  min-height: 100vh; }
nav { font-size: .9rem; color: var(--muted); margin-bottom: 1.5rem; display: flex; gap: 1.5rem; flex-wrap: wrap; }
a { color: var(--accent); }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; border-top: 1px solid var(--line); padding-top: 1.5rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
p, ul, ol { max-width: 44rem; }
figure { margin: 1.5rem 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; }
figure .vega-embed { width: 100%; }
.output { margin: 1rem 0; overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding-bottom: .5rem; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
thead th { border-bottom: 2px solid var(--muted); }
pre { background: #f5f6f8; padding: .75rem 1rem; overflow-x: auto; font-size: .85rem; line-height: 1.4;
  border-radius: 4px; }
details { margin: .5rem 0; color: var(--muted); font-size: .85rem; }
summary { cursor: pointer; }
.state-failed, .state-stale { color: var(--bad); font-weight: bold; }
.error { color: var(--bad); font-size: .9rem; white-space: pre-wrap; }
@media print { body { background: #fff; } nav, details { display: none; } main { padding: 0; } }
"""
_PAGE = Template("""<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<link rel="icon" href="data:,">
<style>$style</style>
</head>
<body>
<main>
$body
</main>
$scripts</body>
</html>
""")
_DRAW = """<script>
(function () {
  document.querySelectorAll("figure > script[type='application/json']").forEach(function (holder) {
    var place = document.createElement("div"), figure = holder.parentNode, picture = figure.querySelector("svg");
    place.hidden = true;
    figure.appendChild(place);
    vegaEmbed(place, JSON.parse(holder.textContent), {actions: false, renderer: "svg"}).then(function () {
      if (picture) { picture.remove(); }
      place.hidden = false;
    }).catch(function () { place.remove(); });
  });
})();
</script>
"""


class About(Protocol):
    """What a page says about its report."""

    @property
    def name(self) -> str:
        """The name its files have."""

    @property
    def title(self) -> str:
        """The title of the page."""

    @property
    def language(self) -> str:
        """The language of labels and sentences."""


def report_page(notebook: Any, report: About) -> str:
    """Return the page of an executed notebook: prose, charts and tables, the code folded away."""
    words = _WORDS.get(report.language, _WORDS["en"])
    cells = [_cell(cell, words) for cell in notebook.cells]
    drawn = any("application/json" in cell for cell in cells)
    navigation = (
        f'<nav><a href="index.html">{words["index"]}</a>'
        f'<a href="{html.escape(report.name)}.ipynb">{words["notebook"]}</a></nav>'
    )
    return _PAGE.substitute(
        language=html.escape(report.language),
        policy=_POLICY,
        title=html.escape(report.title),
        style=_STYLE,
        body="\n".join([navigation, *filter(None, cells)]),
        scripts=f"<script>{vega.script()}</script>\n{_DRAW}" if drawn else "",
    )


def index_page(records: Iterable[Record]) -> str:
    """Return the index: each report with its state, its files, and the error of a failed one."""
    rows = "\n".join(_row(record) for record in records)
    body = (
        "<h1>Reports</h1>\n<table><thead><tr><th>Report</th><th>Notebook</th><th>State</th><th>Rendered</th></tr>"
        f"</thead>\n<tbody>\n{rows}\n</tbody></table>"
    )
    return _PAGE.substitute(language="en", policy=_POLICY, title="Reports", style=_STYLE, body=body, scripts="")


# -- a report -----------------------------------------------------------------------------------------------------


def _cell(cell: Any, words: Mapping[str, str]) -> str:
    if cell.cell_type == "markdown":
        return _markdown(cell.source)
    if cell.cell_type != "code":
        return ""
    outputs = "\n".join(filter(None, (_output(output) for output in cell.outputs)))
    if not cell.source.strip():
        return outputs
    code = f"<details><summary>{words['code']}</summary><pre><code>{html.escape(cell.source)}</code></pre></details>"
    return f"{outputs}\n{code}" if outputs else code


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return f"<pre>{html.escape(_ANSI.sub('', output.text))}</pre>"
    if output.output_type == "error":
        return f'<pre class="error">{html.escape(_ANSI.sub("", chr(10).join(output.traceback)))}</pre>'
    data = output.data
    if _VEGA_LITE in data:
        return _figure(data[_VEGA_LITE], data.get(_SVG, ""))
    for kind, shown in _KINDS.items():
        if kind in data:
            return shown(data[kind])
    return ""


def _figure(spec: Any, picture: str) -> str:
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    label = html.escape(_description(spec), quote=True)
    return (
        f'<figure role="img" aria-label="{label}">\n{_bare(picture)}\n<script type="application/json">{text}</script>\n'
        "</figure>"
    )


def _description(spec: Any) -> str:
    title = spec.get("title", "")
    title = title.get("text", "") if isinstance(title, dict) else title
    title = " ".join(title) if isinstance(title, list) else title
    return str(spec.get("description") or title or "Chart")


def _bare(picture: str) -> str:
    return picture[picture.find("<svg") :] if "<svg" in picture else ""


def _image(kind: str, data: str) -> str:
    return f'<div class="output"><img alt="" src="data:{kind};base64,{"".join(data.split())}"></div>'


def _markdown(text: str) -> str:
    return str(_parser()(text))


@cache
def _parser() -> Any:
    import mistune

    return mistune.create_markdown(escape=False, plugins=["table", "footnotes", "strikethrough"])


_KINDS: dict[str, Callable[[str], str]] = {
    "text/html": lambda text: f'<div class="output">{text}</div>',
    _SVG: lambda text: f'<div class="output">{_bare(text)}</div>',
    "image/png": lambda data: _image("image/png", data),
    "image/jpeg": lambda data: _image("image/jpeg", data),
    "text/markdown": lambda text: f'<div class="output">{_markdown(text)}</div>',
    "text/plain": lambda text: f"<pre>{html.escape(text)}</pre>",
}


# -- the index ----------------------------------------------------------------------------------------------------


def _row(record: Record) -> str:
    title = html.escape(record.title)
    name = f'<a href="{html.escape(record.page)}">{title}</a>' if record.files else title
    executed = f'<a href="{html.escape(record.executed)}">{html.escape(record.notebook)}</a>'
    error = ""
    if record.failure:
        cell = f" (cell [{record.failure.cell}])" if record.failure.cell else ""
        error = (
            f'<div class="error">{html.escape(record.failure.message)}{cell}</div>'
            f'<a href="{html.escape(record.failed)}">the failed notebook</a>'
        )
    return (
        f"<tr><td>{name}{error}</td><td>{executed if record.files else html.escape(record.notebook)}</td>"
        f'<td class="state-{record.state}">{record.state}</td><td>{html.escape(record.rendered)}</td></tr>'
    )
