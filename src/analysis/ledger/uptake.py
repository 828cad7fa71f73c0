"""Which notebooks take up new rows, and as what: by theme, kind, targets, lists and programmes, never by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.errors import counted
from analysis.figures import DECIDED
from analysis.figures.currencies import CURRENCIES

Row = Mapping[str, str]
Rows = Mapping[str, Sequence[Row]]
#: A figure and its measure.
_Figure = tuple[Row, Row]

#: Kinds of money that has gone out, and of all money, decided on or gone out.
GONE_OUT = frozenset({"paid", "spent"})
OF_MONEY = (DECIDED - {"target", "plan", "criterion"}) | GONE_OUT
_RESULT = "actual"


def uptake(new: Rows, whole: Rows) -> list[tuple[str, str]]:
    """Return the notebooks that new rows appear in, by the number in their names, and what appears there.

    ``new`` and ``whole`` hold rows by table: those that are added, and the dataset with them.
    """
    measures = {row["measure_id"]: row for row in whole["measures"]}
    figures = [(row, measures.get(row["measure_id"], {})) for row in new.get("figures", ())]
    return [(name, what) for name, what in _found(new, whole, figures) if what]


def _found(new: Rows, whole: Rows, figures: list[_Figure]) -> Iterator[tuple[str, str]]:
    facts = [
        (row, measure)
        for row, measure in figures
        if row["kind"] == _RESULT and row["preferred"] == "true" and measure.get("result_level")
    ]
    amounts = [row for row, _ in figures if row["kind"] in OF_MONEY and row["unit"] in CURRENCIES]
    returns = [measure for _, measure in facts if measure["theme"] == "return"]
    shown = {row["measure_id"] for row in whole["outcome_measures"]}
    evidence = [row for row, _ in facts if row["measure_id"] in shown]
    promises = [row for row in new.get("statements", ()) if row["statement_kind"] == "promise"]
    yield "00-explore", _count(len(figures), "figure")
    yield "01-spending", _counted((row["kind"] for row in amounts), "amount")
    yield "02-indicators", _counted((measure["theme"] for _, measure in facts), "result")
    claims = _count(len(new.get("target_claims", ())), "claim")
    yield "03-targets", _joined(_count(len(new.get("targets", ())), "target"), claims)
    yield "04-returns", _count(len(returns), "result")
    yield "05-refugees", _count(len(new.get("lists", ())), "country list")
    yield "06-country", ", ".join(_countries(new, whole))
    yield "07-programme", ", ".join(_programmes(new))
    yield (
        "08-framework",
        _joined(
            _count(len(evidence), "result"),
            _count(len(new.get("evidence", ())), "piece of evidence", "pieces of evidence"),
        ),
    )
    yield (
        "09-audit",
        _joined(
            _count(len(figures), "figure"),
            _count(len(promises), "promise"),
            _count(len(new.get("discrepancies", ())), "discrepancy", "discrepancies"),
        ),
    )


def shows(statement: Row, whole: Rows) -> bool:
    """Whether a page shows a statement by itself, also where no other row names it.

    Those of a programme and promises are shown, and of a measure alone what 04-returns asks for: a trend of returns, a
    result on return without a number, and who is helped to return.
    """
    kind, name = statement.get("statement_kind"), statement.get("measure_id")
    if statement.get("programme_id") or kind == "promise":
        return True
    measure: Row = next((row for row in whole["measures"] if name and row.get("measure_id") == name), {})
    asked = {row.get("value") for row in whole["roles"] if row.get("role") == "return_target_group"}
    trend = kind == "trend" and statement.get("means") in {"above", "below"}
    unnumbered = all(row.get("measure_id") != name for row in whole["figures"])
    returned = measure.get("theme") == "return" and measure.get("result_level")
    return name in asked or bool(returned and (trend or unnumbered))


def without_level(new: Rows, whole: Rows) -> list[str]:
    """Return the measures of new results that no notebook counts as results, for want of a ``result_level``."""
    measures = {row["measure_id"]: row for row in whole["measures"]}
    used = {row["measure_id"] for row in new.get("figures", ()) if row["kind"] == _RESULT}
    return sorted(name for name in used if not measures.get(name, {}).get("result_level"))


def without_outcome(new: Rows, whole: Rows) -> list[str]:
    """Return the measures with their first rows here that no outcome of the framework names in ``outcome_measures``."""
    named = {row["measure_id"] for row in whole["outcome_measures"]}
    levels = {row["measure_id"]: row.get("result_level") for row in new.get("measures", ())}
    return sorted(name for name, level in levels.items() if level and name not in named)


def _countries(new: Rows, whole: Rows) -> list[str]:
    """Return the countries that something new is said of, those of its regions not among them."""
    countries = {row["place_id"] for row in whole["places"] if row["place_kind"] == "country"}
    tables = ("figure_places", "presence", "programme_places")
    return sorted({row["place_id"] for name in tables for row in new.get(name, ())} & countries)


def _programmes(new: Rows) -> list[str]:
    return sorted({row["programme_id"] for rows in new.values() for row in rows if row.get("programme_id")})


def _counted(codes: Iterable[str], noun: str) -> str:
    counts = Counter(codes)
    parts = ", ".join(f"{number} {code}" for code, number in sorted(counts.items()))
    return f"{_count(counts.total(), noun)} ({parts})" if counts else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _count(number: int, noun: str, several: str = "") -> str:
    return counted(number, noun, several) if number else ""
