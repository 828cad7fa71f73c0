"""A corrected template in the place of what it brought before: which rows give way, and what becomes of each.

The rows of a document give way on the sheets that the template fills in, with what hangs on them; what several
documents share, such as a measure, takes over what the template says of it and keeps the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from analysis.dataset.schema import Table
from analysis.ledger import layout
from analysis.ledger.layout import FIGURES, RELATIONS, SOURCES

Row = dict[str, str]
Rows = Mapping[str, list[Row]]

#: Relations that the sheet ``figures`` holds.
BESIDE = frozenset({"share_of", "pays_for"})


def without(document: str, filled: Collection[str], tables: Mapping[str, Table], present: Rows) -> dict[str, list[Row]]:
    """Return the rows of a dataset without those that a template of a document takes the place of.

    ``filled`` are the tables that the template has rows of.
    """
    produced = {of[name] for of in (layout.PLACES, layout.ORGANISATIONS) for name in filled if name in of}
    produced |= {RELATIONS} if FIGURES in filled else set()
    touched = ({*filled} | produced) - {SOURCES}
    kept = dict(present)
    gone: dict[str, set[str]] = {}
    for name in sorted(touched, key=lambda name: "source_id" not in tables[name].names):  # what hangs on others last
        table = tables[name]
        parent = gone.get(table.references.get(table.key[0], ""), set())
        only = BESIDE if name == RELATIONS and name not in filled else None

        def gives_way(
            row: Row, own: set[str] = parent, table: Table = table, only: Collection[str] | None = only
        ) -> bool:
            if "source_id" in table.names:
                return row["source_id"] == document
            return row[table.key[0]] in own and (only is None or row["relation"] in only)

        kept[name] = [row for row in present[name] if not gives_way(row)]
        gone[name] = {row[table.key[0]] for row in present[name] if gives_way(row)}
    return kept


def told(before: Rows, after: Mapping[str, Iterable[Row]], tables: Mapping[str, Table]) -> Iterator[str]:
    """Say of each row of some tables that is not as it was what became of it."""
    for name, rows in after.items():
        key = tables[name].key
        was, now = ({tuple(row[part] for part in key): row for row in those} for those in (before[name], rows))
        for identity in sorted(was.keys() | now.keys()):
            shown = f"{name} {' '.join(filter(None, identity))}"
            if identity not in now:
                yield f"removed: {shown}"
            elif identity not in was:
                yield f"new: {shown}"
            else:
                cells = (
                    (column, was[identity][column], now[identity].get(column, "")) for column in tables[name].names
                )
                changed = [f"{column} {old or 'empty'} → {new or 'empty'}" for column, old, new in cells if old != new]
                yield from [f"changed: {shown}: {'; '.join(changed)}"] if changed else []
