"""A made-up language: every word of the program and of the dataset in letters that nothing else is written in.

It takes the place of Dutch, so that everything which is said in another language than English is said in it: the
numbers and the names of months are those of Dutch, all words are Cyrillic letters for the English ones.
"""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages import pofile
from lxml import html

from analysis.show.exhibit import Exhibit

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абцдефгхийклмнопярстувжщызэю"[: len(LATIN)]
_LETTERS = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
#: What stays as it is in a message: places for values, markup, code, addresses, entities.
_KEPT = re.compile(r"(\{[^}]*\}|%\(\w+\)s|<[^>]*>|`[^`]*`|\]\([^)]*\)|https?://\S+|&\w+;)")
_CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|https?://\S+|<[^>]*>|&\w+;")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]+")


def said(text: str) -> str:
    """A message or a label in the made-up language."""
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in _KEPT.split(text))


def catalogue(source: Path, folder: Path) -> None:
    """Write the catalogue of the made-up language, of the messages that another one has."""
    with source.open("rb") as file:
        known = pofile.read_po(file, locale=source.stem)
    for message in known:
        if message.id:
            one = isinstance(message.id, str)
            message.string = said(message.id) if one else tuple(map(said, message.id))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / source.name).open("wb") as file:
        pofile.write_po(file, known)


def dataset(source: Path, folder: Path, language: str) -> None:
    """Copy a dataset, with the made-up language in the columns of another one."""
    shutil.copytree(source, folder)
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        pairs = [(name, f"{name[:-3]}_{language}") for name in (rows[0] if rows else ()) if name.endswith("_en")]
        if pairs:
            for row in rows:
                row |= {other: said(row[name]) for name, other in pairs if other in row}
            with path.open("w", encoding="utf-8", newline="") as lines:
                writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


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
    *("provider", "provider_activity", "receiver", "region", "reference"),
}


def _named(column: str) -> bool:
    return column.endswith(("_id", "_as_printed", "_name")) or column in _NAMES


def left(texts: set[str], same: set[str]) -> dict[str, str]:
    """The words in texts that are in Latin letters, and are none of those that are the same; each with its text."""
    known = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in sorted(same, key=len, reverse=True)))
    found = {}
    for text in texts:
        for word in _WORD.findall(known.sub(" ", _CODE.sub(" ", text))):
            found.setdefault(word, text)
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
