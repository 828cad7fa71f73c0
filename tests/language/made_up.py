"""A made-up third language: every word of the program and of the dataset in letters that nothing else is written in.

It is what a further language costs, a catalogue and label columns, in a copy of the project (:func:`project`). Run as a
command in that copy, this prints what a reader of the notebooks and of the rendered pages sees that is not in it.
"""

import ast
import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import yaml
from babel import Locale
from babel.messages import pofile
from lxml import html

from analysis.questions.explore import collecting
from analysis.show.exhibit import Exhibit

#: Bulgarian, of which Babel knows numbers, months and countries, all in letters that are not Latin.
LANGUAGE = "bg"
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абцдефгхийклмнопярстувжщызэю"[: len(LATIN)]
_LETTERS = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
#: What stays as it is in a message: places for values, markup, code, addresses, entities.
_KEPT = re.compile(r"(\{[^}]*\}|%\(\w+\)s|<[^>]*>|`[^`]*`|\]\([^)]*\)|https?://\S+|&\w+;)")
#: What is no word in any language: code, addresses, hashes, and the numbers of lists in Roman figures.
_CODE = re.compile(
    r"`[^`]*`|\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b|\([ivx]+\)|\]\([^)]*\)|https?://\S+|<[^>]*>|&\w+;|\{\w+\}"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]+")


def said(text: str) -> str:
    """A message or a label in the made-up language."""
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in _KEPT.split(text))


def project(root: Path, copy: Path, *, labelled: bool = True) -> None:
    """Copy the project, with the made-up language in it as any further one would be."""
    for name in ("src", "notebooks", "reports/plan.yaml"):
        source, target = root / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, target, ignore=ignored) if source.is_dir() else shutil.copy(source, target)
    catalogue(copy / "src" / "analysis" / "language" / "locale")
    if labelled:
        dataset(root / "data", copy / "data")
    else:
        shutil.copytree(root / "data", copy / "data")


def catalogue(folder: Path) -> None:
    """Write the catalogue of the made-up language beside that of Dutch, of the same messages."""
    with (folder / "nl.po").open("rb") as file:
        known = pofile.read_po(file, locale=LANGUAGE)
    for message in known:
        if message.id:
            one = isinstance(message.id, str)
            message.string = said(message.id) if one else tuple(map(said, message.id))
    with (folder / f"{LANGUAGE}.po").open("wb") as file:
        pofile.write_po(file, known)


def dataset(source: Path, folder: Path) -> None:
    """Copy a dataset, with a column in the made-up language for each one in English, in its schema too."""
    shutil.copytree(source, folder)
    described = yaml.safe_load((source / "datapackage.yaml").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        fields = resource["schema"]["fields"]
        own = [field | {"name": f"{field['name'][:-2]}{LANGUAGE}"} for field in fields if field["name"].endswith("_en")]
        fields += own
        path = folder / resource["path"]
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, [field["name"] for field in fields], lineterminator="\n")
            writer.writeheader()
            writer.writerows(
                row | {field["name"]: said(row[f"{field['name'][:-2]}en"]) for field in own} for row in rows
            )
    (folder / "datapackage.yaml").write_text(yaml.safe_dump(described, sort_keys=False), encoding="utf-8")


def names(source: Path) -> set[str]:
    """The texts of a dataset that are the same in every language: print, names, titles, identifiers."""
    described = yaml.safe_load((source / "datapackage.yaml").read_text(encoding="utf-8"))
    found = set()
    for resource in described["resources"]:
        with (source / resource["path"]).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found |= {text for name, text in row.items() if _named(name)}
    return {text for text in found if text and _WORD.search(text)}


#: Columns of names and of print; those of what others published last.
_NAMES = {
    *("name", "title", "publisher", "abbreviation", "url", "as_printed", "section", "unit", "licence"),
    *("provider", "provider_activity", "receiver", "region", "reference", "number"),
}


def _named(column: str) -> bool:
    return column.endswith(("_id", "_as_printed", "_name")) or column in _NAMES


def left(texts: set[str], same: set[str]) -> dict[str, str]:
    """The words in texts that are in Latin letters, and are none of those that are the same; each with its text."""
    known: dict[str, list[tuple[int, str]]] = {}
    for name in sorted(same, key=len, reverse=True):
        first = _WORD.search(name)
        known.setdefault(first.group(), []).append((first.start(), name))
    found: dict[str, str] = {}
    for text in texts:
        plain, end = _CODE.sub(" ", text), 0
        for word in _WORD.finditer(plain):
            if word.start() >= end:
                begun = ((word.start() - before, name) for before, name in known.get(word.group(), ()))
                ends = (start + len(name) for start, name in begun if start >= 0 and plain.startswith(name, start))
                end = next((stop for stop in ends if not plain[stop : stop + 1].isalnum()), 0)
                if not end:
                    found.setdefault(word.group(), text)
    return found


# -- what is seen of an output --------------------------------------------------------------------------------------


def seen(value: Any) -> Iterator[str]:
    """All texts that a reader sees of what a cell shows: prose, table, chart, panel with its controls."""
    if isinstance(value, Exhibit):
        for part in value:
            yield from seen(part)
    elif hasattr(value, "to_dict") and "altair" in type(value).__module__:
        yield from of_chart(value.to_dict())
    elif hasattr(value, "widget"):
        yield from of_widget(value.widget)
    elif hasattr(value, "_repr_html_") and value._repr_html_():
        yield from of_html(value._repr_html_())
    elif hasattr(value, "_repr_markdown_"):
        yield value._repr_markdown_()
    elif value is not None:
        yield str(value)


def of_html(text: str) -> Iterator[str]:
    root = html.fromstring(f"<div>{text}</div>")
    for element in root.iter():
        if element.tag == "pre":  # a cell or a command to copy: what its comments say is read, the rest is code
            yield from re.findall(r"  # (.*)", element.text_content())
        elif element.tag not in {"style", "script", "code"}:
            yield element.text or ""
        yield element.tail or ""
        for name in ("title", "aria-label", "alt", "placeholder"):
            yield element.get(name) or ""


def of_widget(widget: Any) -> Iterator[str]:
    for name in ("description", "placeholder", "tooltip"):
        yield str(getattr(widget, name, "") or "")
    for option in getattr(widget, "options", ()):
        yield str(option[0] if isinstance(option, tuple) else option)
    yield from getattr(widget, "titles", ())
    if type(widget).__name__ in {"HTML", "Label"}:
        yield from of_html(widget.value)
    for output in getattr(widget, "outputs", ()):
        data = output.get("data", {})
        chart = next((data[kind] for kind in data if "vegalite" in kind), None)
        yield from of_chart(chart) if chart else of_html(data["text/html"]) if "text/html" in data else ()
        yield data.get("text/markdown", "")
    for child in getattr(widget, "children", ()):
        yield from of_widget(child)


def of_chart(spec: dict) -> Iterator[str]:
    """Titles, descriptions and fixed texts of a chart, and the values of the fields that it writes out as words."""
    written = set()
    for part in _parts(spec):
        for key in ("title", "subtitle", "description", "text"):
            for text in part.get(key) if isinstance(part.get(key), list) else [part.get(key)]:
                if isinstance(text, str):
                    yield text
        if "labelExpr" in part:
            yield from re.findall(r"'([^']*)'", part["labelExpr"])
        if isinstance(part.get("field"), str) and part.get("type") in {"nominal", "ordinal"}:
            written.add(part["field"])
    for rows in (spec.get("datasets") or {}).values():
        for row in rows:
            yield from (text for name, text in row.items() if name in written and isinstance(text, str))


def _parts(part: Any) -> Iterator[dict]:
    if isinstance(part, dict):
        yield part
        for name, inner in part.items():
            if name not in {"datasets", "data", "usermeta"}:
                yield from _parts(inner)
    elif isinstance(part, list):
        for item in part:
            yield from _parts(item)


# -- what of it is in another language ------------------------------------------------------------------------------


def shown(root: Path, name: str) -> set[str]:
    """Every text that a notebook shows, its own among them."""
    from analysis.language.notebook import opened

    notebook = nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4)
    opened(notebook, LANGUAGE)
    found: set[str] = set()
    values: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found.add(cell.source)
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), values)
        if last is not None:
            found |= set(seen(eval(compile(ast.Expression(last.value), name, "eval"), values)))
    return found


def same(root: Path) -> set[str]:
    """What is in Latin letters by right: what a dataset prints and names, notebooks, files, languages."""
    notebooks = {path.stem for path in (root / "notebooks").glob("*.ipynb")}
    files = set(collecting.FILES.values())
    return names(root / "data") | notebooks | files | {str(Locale(code).get_language_name()) for code in ("en", "nl")}


def main(root: Path) -> None:
    """Print what of each notebook of a project is not in the made-up language, as JSON."""
    os.environ["ANALYSIS_DATA"] = str(root / "data")
    known, stems = same(root), sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))
    json.dump({stem: left(shown(root, stem), known) for stem in stems}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
