"""Where do the documents disagree? Every recorded discrepancy, recomputed from the figures and statements it names.

One function a relation, so that a correction of a figure that settles a disagreement shows: its row no longer holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.dataset.languages import in_all
from analysis.dataset.rows import interval
from analysis.dataset.tables import Dataset
from analysis.errors import DataError, UnknownNameError
from analysis.figures import Interval, bounds
from analysis.figures.currencies import CURRENCIES
from analysis.language import _, dates, numbers, translated
from analysis.questions import external
from analysis.show import wording

#: Columns of :func:`examine`.
COLUMNS = [
    "discrepancy_id",
    "relation",
    "severity",
    *in_all("what", "resolution"),
    "holds",
    "arithmetic",
    "figure_id",
    "statement_id",
]

#: What words claim that cannot both be so, in the codes of ``statements.means``.
_CONTRARY = {
    frozenset(pair)
    for pair in (
        ("reached", "below"),
        ("above", "below"),
        ("as_expected", "below"),
        ("measured", "unmeasured"),
        ("announced", "intended"),
    )
}
_AIMS = {"target", "plan", "expectation", "budget", "ceiling"}
_RESULTS = {"actual", "estimate", "spent", "paid"}
#: What was found or holds, and so what a rise or fall can be told of.
_FOUND = _RESULTS | {"context"}
_VALUE = ("value", "value_high", "unit", "per", "multiplicity", "qualifier", "lower", "upper")
_WINDOW = ("period_start", "period_end", "period_kind")
_DEFINITION = ("measure_id", "population", "unit")
_CREDIT = ("credit", "funding")

#: A row of ``figures`` or ``statements``; missing cells are ``None``.
_Row = dict[str, Any]


@dataclass(frozen=True)
class _Case:
    """A discrepancy with the rows that it names, by role."""

    key: str
    relation: str
    figures: dict[str, list[_Row]]
    statements: list[_Row]
    said: dict[str, list[_Row]]
    everything: pd.DataFrame
    checks: list[_Row]
    names: dict[str, str]
    published: dict[str, str]

    def get(self, role: str) -> list[_Row]:
        """Return the figures of a role; there may be none."""
        return self.figures.get(role, [])

    def need(self, role: str) -> list[_Row]:
        """Return the figures of a role, of which the arithmetic needs one at least."""
        if not self.get(role):
            raise DataError(
                [f"discrepancy_figures: {self.key} ({self.relation}) has no figure with the role {role}; add one"]
            )
        return self.figures[role]

    def known_by(self, row: _Row, other: _Row) -> bool:
        """Whether the document of a row was there when that of another was, as far as their dates tell."""
        one, two = (self.published.get(each["source_id"], "") for each in (row, other))
        shorter = min(len(one), len(two))
        return one[:shorter] <= two[:shorter]


@dataclass(frozen=True)
class _Finding:
    holds: bool
    arithmetic: str


def examine(data: Dataset, chosen: Collection[str] | None = None) -> pd.DataFrame:
    """Recompute every discrepancy: one row each, in the order of ``discrepancies.csv``, columns :data:`COLUMNS`.

    With ``chosen``, identifiers of discrepancies, only those; :class:`UnknownNameError` for one that there is not.

    ``holds`` says whether the disagreement is still there; ``arithmetic`` is the computation as a sentence in the
    language that is spoken.
    ``figure_id`` and ``statement_id`` name the rows that it rests on, separated by a space; an empty text for none.
    Between sides (roles ``one`` and ``other``) a discrepancy holds when no figure of one side agrees with any of the
    other. Raises :class:`UnknownNameError` for a relation without arithmetic, :class:`DataError` for a discrepancy
    whose roles do not allow it.
    """
    rows = data.discrepancies
    if chosen is not None:
        known = rows["discrepancy_id"]
        for name in sorted(set(chosen) - set(known)):
            raise UnknownNameError("discrepancy", name, known)
        rows = rows[rows["discrepancy_id"].isin(list(chosen))]
    book = _Book(data)
    return pd.DataFrame([_examined(book, row) for row in _records(rows)], columns=COLUMNS)


def _examined(book: _Book, row: _Row) -> _Row:
    if row["relation"] not in _ARITHMETIC:
        raise UnknownNameError("relation with arithmetic", row["relation"], _ARITHMETIC)
    case = book.case(row)
    finding = _ARITHMETIC[row["relation"]](case)
    figures = sorted(figure["figure_id"] for figures in case.figures.values() for figure in figures)
    statements = sorted(statement["statement_id"] for statement in case.statements)
    return row | {
        "holds": finding.holds,
        "arithmetic": finding.arithmetic,
        "figure_id": " ".join(figures),
        "statement_id": " ".join(statements),
    }


class _Book:
    """The rows that discrepancies name, read once for all of them."""

    def __init__(self, data: Dataset) -> None:
        self._everything = data.figures
        members = data.discrepancy_figures
        figures = data.figures[data.figures["figure_id"].isin(members["figure_id"])]
        statements = data.statements[data.statements["statement_id"].isin(members["statement_id"])]
        self._figures = {row["figure_id"]: row for row in _records(figures)}
        self._statements = {row["statement_id"]: row for row in _records(statements)}
        self._places = {figure_id: place for place, figure_id in enumerate(self._figures)}
        self._members: dict[str, list[_Row]] = {}
        for row in _records(members):
            self._members.setdefault(row["discrepancy_id"], []).append(row)
        self._data = data
        named = ((data.measures, "measure_id"), (data.programmes, "programme_id"))
        dates = data.sources["published"].fillna(data.sources["last_year"].astype("str"))
        self._published = dict(zip(data.sources["source_id"], dates.fillna(""), strict=True))
        self._names = {
            key: name for table, id_ in named for key, name in zip(table[id_], table[translated("label")], strict=True)
        }

    @cached_property
    def _checks(self) -> list[_Row]:
        """How figures fare against the reference tables, read as their label says."""
        checks = external.examine(self._data)
        return _records(checks[checks["reading"] == "as_labelled"])

    def case(self, row: _Row) -> _Case:
        """Return a discrepancy with its figures by role, and its statements, each in the order of its table."""
        members = self._members.get(row["discrepancy_id"], [])
        named = [member for member in members if member["figure_id"] in self._figures]
        figures: dict[str, list[_Row]] = {}
        for member in sorted(named, key=lambda member: (member["role"], self._places[member["figure_id"]])):
            figures.setdefault(member["role"], []).append(self._figures[member["figure_id"]])
        roles = {member["statement_id"]: member["role"] for member in members}
        statements = [statement for key, statement in self._statements.items() if key in roles]
        said: dict[str, list[_Row]] = {}
        for statement in statements:
            said.setdefault(roles[statement["statement_id"]], []).append(statement)
        about = {figure["figure_id"] for rows in figures.values() for figure in rows}
        external_too = row["relation"] == "external_differs"
        checks = (
            [check for check in self._checks if about.issuperset(check["figure_id"].split())] if external_too else []
        )
        return _Case(
            row["discrepancy_id"],
            row["relation"],
            figures,
            statements,
            said,
            self._everything,
            checks,
            self._names,
            self._published,
        )


def _records(table: pd.DataFrame) -> list[_Row]:
    rows = table.to_dict("records")
    return [{str(column): None if pd.isna(cell) else cell for column, cell in row.items()} for row in rows]


# -- one side against the other ------------------------------------------------------------------------------------


def _values(case: _Case) -> _Finding:
    figures = case.need("one") + case.need("other")
    intervals = [interval(figure) for figure in figures]
    both: Interval | None = Interval(None, None)
    for each in intervals:
        both = None if both is None else bounds.overlap(both, each)
    span = "" if both is None else _span(both, figures[0]["unit"])
    if both is None:
        verdict = _("no value fits both")
    elif both.is_point:
        verdict = _("only {span} fits both", span=span)
    else:
        verdict = _("{span} fits both", span=span)
    return _Finding(_apart(case, _VALUE), f"{_against(case, _spanned)}; {verdict}")


def _windows(case: _Case) -> _Finding:
    unknown = any(figure[end] is None for role in ("one", "other") for figure in case.need(role) for end in _WINDOW[:2])
    return _Finding(unknown or _apart(case, _WINDOW), _against(case, _window))


def _definitions(case: _Case) -> _Finding:
    return _Finding(_apart(case, _DEFINITION), _fields(case, _DEFINITION))


def _credits(case: _Case) -> _Finding:
    return _Finding(_apart(case, _CREDIT), _fields(case, _CREDIT))


def _words(case: _Case) -> _Finding:
    """Hold while both sides are printed, in other words: what they mean is read, only that they stand there is data."""
    sides = [case.get(role) + case.said.get(role, []) for role in ("one", "other")]
    for role, rows in zip(("one", "other"), sides, strict=True):
        if not rows:
            missing = f"{case.key} ({case.relation}) has no figure or statement with the role {role}; add one"
            raise DataError([f"discrepancy_figures: {missing}"])
    printed = [{" ".join(row["as_printed"].lower().split()) for row in rows} for rows in sides]
    one, other = (wording.listed([f"{_quoted(row)} ({_where(row)})" for row in rows]) for rows in sides)
    return _Finding(not printed[0] & printed[1], _("{one} against {other}", one=one, other=other))


def _external(case: _Case) -> _Finding:
    figures = case.need("printed")
    differing = [check for check in case.checks if check["verdict"] == "differs"]
    told = [
        _(
            "{printed} ({where}: {allows}) against {outside} ({source}, {day})",
            printed=_quoted(check),
            where=wording.where(check["where"]),
            allows=_span(interval(check), check["unit"]),
            outside=_span(_rounded(check), check["unit"]),
            source=wording.document(check["source_id"])[0],
            day=dates.told(check["as_of"]),
        )
        for check in differing
    ]
    # An undated figure that agrees at one of the dates that it could mean does not differ.
    agreeing = _checked(check for check in case.checks if check["verdict"] == "agrees")
    holds = {figure["figure_id"] for figure in figures} <= _checked(differing) - agreeing
    return _Finding(holds, "; ".join(told) or _("no reference value differs"))


def _rounded(check: _Row) -> Interval:
    return Interval(round(check["reference_lower"], 1), round(check["reference_upper"], 1))


def _checked(checks: Iterable[_Row]) -> set[str]:
    return {figure_id for check in checks for figure_id in check["figure_id"].split()}


def _apart(case: _Case, columns: Iterable[str]) -> bool:
    """Whether no figure of one side is like any of the other in these columns."""
    one, other = ({tuple(f[c] for c in columns) for f in case.need(role)} for role in ("one", "other"))
    return not one & other


def _fields(case: _Case, columns: Iterable[str]) -> str:
    one, other = case.need("one"), case.need("other")
    telling = [column for column in columns if {f[column] for f in one} != {f[column] for f in other}]

    def describe(figure: _Row) -> str:
        return ", ".join(_trait(case, column, figure[column]) for column in telling) or _("alike")

    return _against(case, describe)


def _trait(case: _Case, column: str, code: str | None) -> str:
    """Say what a figure is in a column in which two sides are unlike."""
    match column:
        case "measure_id":
            return _("measure: {said}", said=case.names.get(str(code), code))
        case "population":
            return _("population: {said}", said=wording.population(code)) if code else _("population not said")
        case "unit":
            return _("unit: {said}", said=wording.unit(str(code)))
        case "credit":
            return _("result of: {said}", said=wording.payer(code))
        case "funding":
            return _("paid by: {said}", said=wording.payer(code))
    raise UnknownNameError("column that tells two sides apart", column, (*_DEFINITION, *_CREDIT))


def _against(case: _Case, describe: Callable[[_Row], str]) -> str:
    one, other = (_told(case.need(role), describe) for role in ("one", "other"))
    return _("{one} against {other}", one=one, other=other)


def _told(figures: list[_Row], describe: Callable[[_Row], str]) -> str:
    """Quote figures with what is described of them, those of which the same is said together."""
    groups: dict[str, list[str]] = {}
    for figure in figures:
        printed = groups.setdefault(describe(figure), [])
        if _quoted(figure).lower() not in [before.lower() for before in printed]:
            printed.append(_quoted(figure))
    return wording.listed([f"{wording.listed(printed)} ({description})" for description, printed in groups.items()])


# -- arithmetic of several figures ---------------------------------------------------------------------------------


def _sum(case: _Case) -> _Finding:
    whole, parts = case.need("total")[0], case.need("part")
    added = bounds.total(_counted(part) for part in parts)
    printed = _printed_total(whole)
    holds = printed is not None and bounds.compare(printed, added) in {"below", "above"}
    unit = whole["unit"]
    if len(parts) == 1:
        return _Finding(
            holds, _("a part of {part}, of a total printed {total}", part=_span(added, unit), total=whole["as_printed"])
        )
    terms = " + ".join(_term(part) for part in parts)
    result = _span(added, unit)
    if added.upper is not None and not added.is_point:
        result = f"{_amount(sum(p['value'] * p['multiplicity'] for p in parts), unit)} ({result})"
    return _Finding(
        holds, _("{terms} = {result}, printed {total}", terms=terms, result=result, total=whole["as_printed"])
    )


def _ratio(case: _Case) -> _Finding:
    printed = case.need("printed")[0]
    above, below = (bounds.total(_counted(f) for f in case.need(role)) for role in ("numerator", "denominator"))
    factor = 100.0 if printed["unit"] == "percent" else 1.0
    result = bounds.ratio(above, below)
    computed = result.scaled(factor)
    holds = bounds.compare(interval(printed), computed) in {"below", "above"}
    sums = (" + ".join(_term(f) for f in case.need(role)) for role in ("numerator", "denominator"))
    terms, shown = f"({') / ('.join(sums)})", _span(computed, printed["unit"])
    return _Finding(
        holds, _("{terms} = {result}, printed {total}", terms=terms, result=shown, total=printed["as_printed"])
    )


def _counted(figure: _Row) -> Interval:
    """Return a figure as often as it applies; an unreadable count is nought or more."""
    if figure["qualifier"] == "illegible":
        return Interval(0.0, None)
    return interval(figure).scaled(figure["multiplicity"])


def _printed_total(whole: _Row) -> Interval | None:
    """Return what stands as the total: of a damaged one the number that it begins with, if any."""
    if whole["qualifier"] != "illegible":
        return _counted(whole)
    first = whole["as_printed"].split()[0]
    return Interval.point(float(first)) if first.isdigit() else None


def _term(figure: _Row) -> str:
    if figure["qualifier"] == "illegible":
        return _("unreadable")
    text = _amount(figure["value"], figure["unit"]) if figure["lower"] == figure["upper"] else figure["as_printed"]
    return text if figure["multiplicity"] == 1 else f"{figure['multiplicity']} × {text}"


# -- words against numbers -----------------------------------------------------------------------------------------


def _status(case: _Case) -> _Finding:
    if not case.statements:
        raise DataError([f"discrepancy_figures: {case.key} ({case.relation}) has no statement; a status is one"])
    claims = {_claim(statement) for statement in case.statements}
    words = wording.listed([_quoted(statement) for statement in case.statements])
    actual, target = case.get("actual"), case.get("target")
    if any(pair <= claims for pair in _CONTRARY):
        one, *rest = map(_quoted, case.statements)
        return _Finding(True, _("{one} against {other}", one=one, other=wording.listed(rest)))
    if claims == {"promised"}:
        return _promise(case, words)
    if actual and not target and all(s["statement_kind"] == "trend" for s in case.statements):
        return _trend(case, words)
    if "unmeasured" in claims and actual:
        told = _("{words}; yet printed: {figures}", words=words, figures=_told(actual, _where))
        return _Finding(all(figure["value"] is not None for figure in actual), told)
    if actual and target:
        return _held_against(actual[0], target[0], claims, words)
    return _unfounded(case, words)


def _trend(case: _Case, words: str) -> _Finding:
    """Hold when a rise or fall is told of a figure that no earlier or later one of its measure stands beside."""
    figures = case.everything
    found: list[str] = []
    for figure in case.need("actual"):
        same = (figures["measure_id"] == figure["measure_id"]) & (figures["source_id"] == figure["source_id"])
        same &= figures["kind"].isin(_FOUND)
        at_another_time = same & figures["period_end"].notna() & (figures["period_end"] != figure["period_end"])
        found += figures[at_another_time]["figure_id"].to_list()
    told = _(
        "{words}; printed: {figures}; of another time: {others}",
        words=words,
        figures=_told(case.need("actual"), _window),
        others=_named(found),
    )
    return _Finding(not found, told)


def _held_against(actual: _Row, target: _Row, claims: set[str], words: str) -> _Finding:
    result, aim = interval(actual), interval(target)
    compared = bounds.compare(result, aim)
    contrary = {
        "reached": compared == "below",
        "as_expected": compared == "below",
        "above": result.high <= aim.low or result == aim,
        "below": result.low >= aim.high,
    }
    ends = dict(zip(("result", "aim"), (_told([figure], _spanned) for figure in (actual, target)), strict=True))
    orders = {
        "below": _("{result} is below {aim}", **ends),
        "above": _("{result} is above {aim}", **ends),
        "undecided": _("{result} need not differ from {aim}", **ends),
    }
    told = _("{result} is printed the same as {aim}", **ends) if result == aim else orders[compared]
    holds = any(contrary.get(claim, False) for claim in claims)
    return _Finding(holds, _("{facts}; said of it: {words}", facts=told, words=words))


def _unfounded(case: _Case, words: str) -> _Finding:
    """Hold when a claim rests on no number: the aim, or the result, is printed nowhere."""
    actual, target = case.get("actual"), case.get("target")
    programmes = {row["programme_id"] for row in (*case.statements, *target) if row["programme_id"]}
    figures = case.everything
    if actual:
        aims = [(figure, aim) for figure in actual for aim in _alike(figures, figure, _AIMS)]
        found = [aim["figure_id"] for figure, aim in aims if _aims_at(case, aim, figure)]
        facts = _told(actual, lambda figure: case.names.get(figure["measure_id"], ""))
        told = _("{facts}; said of it: {words}; aim printed: {found}", facts=facts, words=words, found=_named(found))
    else:
        measures = {figure["measure_id"] for figure in target}
        if not programmes and not measures:
            raise DataError([f"discrepancy_figures: {case.key} names nothing of which a result could be looked for"])
        same = figures["programme_id"].isin(programmes) | figures["measure_id"].isin(measures)
        results = _records(figures[same & figures["kind"].isin(_RESULTS)])
        found = [row["figure_id"] for row in results if any(_told_of(case, row, said) for said in case.statements)]
        about = [_told(target, lambda figure: wording.kind(figure["kind"]))] if target else []
        about += [wording.listed(sorted(case.names.get(name, name) for name in programmes | measures))]
        facts = "; ".join(about)
        told = _("{facts}: {words}; result printed: {found}", facts=facts, words=words, found=_named(found))
    return _Finding(not found, told)


def _promise(case: _Case, words: str) -> _Finding:
    """Hold when no promise is recorded as kept, and nothing printed looks like its keeping."""
    figures = case.everything
    found: list[str] = []
    for figure in case.get("actual"):
        same = (figures["measure_id"] == figure["measure_id"]) & (figures["source_id"] == figure["source_id"])
        further = _records(figures[same & (figures["fact_id"] != figure["fact_id"]) & figures["kind"].isin(_FOUND)])
        found += [row["figure_id"] for row in further if _meet(row, figure)]
    for figure in case.get("target"):
        found += [row["figure_id"] for row in _alike(figures, figure, _RESULTS) if _meet(row, figure)]
    kept = sorted({str(statement["kept"] or "unsaid") for statement in case.statements})
    holds = not found and not {"yes", "unsaid"} & set(kept)
    known = [wording.outcome(f"kept_{code}") for code in kept if code != "unsaid"]
    told = _(
        "promised: {words}; {kept}; further figures of it: {found}",
        words=words,
        kept=wording.listed(known) or _("not said whether it was kept"),
        found=_named(found),
    )
    return _Finding(holds, told)


def _alike(figures: pd.DataFrame, figure: _Row, kinds: set[str]) -> list[_Row]:
    """Return the figures of these kinds with the measure of a figure, and its programme where both have one."""
    same = (figures["measure_id"] == figure["measure_id"]) & figures["kind"].isin(kinds)
    if figure["programme_id"]:
        same &= figures["programme_id"].isna() | (figures["programme_id"] == figure["programme_id"])
    return _records(figures[same])


def _aims_at(case: _Case, aim: _Row, result: _Row) -> bool:
    """Whether what is said of a result can rest on an aim: one that held at its end, whenever it was printed.

    One of which it is not known since when it held has to have been printed by then, and not to be past.
    """
    start = None if aim["period_kind"] == "instant" else aim["period_start"]
    end, due = result["period_end"], aim["period_end"]
    past = end is not None and due is not None and due < end
    known = case.known_by(aim, result) if start is None or end is None else start <= end
    return known and not past


def _told_of(case: _Case, result: _Row, said: _Row) -> bool:
    """Whether words can be about a result: one of a time that had begun when they were printed."""
    if result["period_start"] is None or not case.published.get(said["source_id"]):
        return case.known_by(result, said)
    published = case.published[said["source_id"]]
    return result["period_start"].isoformat()[: len(published)] <= published


def _meet(one: _Row, other: _Row) -> bool:
    """Whether two windows share a day, as far as their ends are known."""
    return all(
        before["period_start"] is None or after["period_end"] is None or before["period_start"] <= after["period_end"]
        for before, after in ((one, other), (other, one))
    )


def _claim(statement: _Row) -> str:
    if statement["means"]:
        return str(statement["means"])
    if statement["statement_kind"] == "promise":
        return "promised"
    raise DataError(
        [f"statements: {statement['statement_id']}: means: is empty; say what “{statement['as_printed']}” claims"]
    )


# -- sentences -----------------------------------------------------------------------------------------------------


def _spanned(figure: _Row) -> str:
    return _span(interval(figure), figure["unit"])


def _named(figures: Iterable[str]) -> str:
    return " ".join(sorted(set(figures))) or _("none")


def _amount(value: float, unit: str) -> str:
    return _span(Interval.point(value), unit)


def _span(span: Interval, unit: str) -> str:
    """Print an interval with all its digits: what was computed is held against a print."""
    if span.lower is None and span.upper is None:
        return _("any number")
    low, high = (None if end is None else numbers.number(end) for end in (span.lower, span.upper))
    prefix = f"{unit} " if unit in CURRENCIES else ""
    return numbers.joined(low, high, prefix, (span.lower_open, span.upper_open), "%" if unit == "percent" else "")


def _window(figure: _Row) -> str:
    start, end = (figure[column] for column in _WINDOW[:2])
    kind = figure["period_kind"]
    if start is None and end is None:
        return _("window unknown") if kind == "unknown" else _("{kind}, no dates", kind=wording.period_kind(kind))
    return f"{wording.period_kind(kind)}, {wording.window(start, end)}"


def _where(row: _Row) -> str:
    return wording.where(f"{row['source_id']}:{row['line']}")


def _quoted(row: _Row) -> str:
    return f"“{row['as_printed']}”"


_ARITHMETIC: dict[str, Callable[[_Case], _Finding]] = {
    "values_differ": _values,
    "sum_differs": _sum,
    "ratio_differs": _ratio,
    "status_differs": _status,
    "windows_differ": _windows,
    "definitions_differ": _definitions,
    "credit_differs": _credits,
    "external_differs": _external,
    "words_differ": _words,
}
