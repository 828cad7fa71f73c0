"""Words that several questions share; those of one question alone stand in its room, in ``words``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.figures import limiting
from analysis.figures.currencies import CURRENCIES
from analysis.language import N_, _, current, dates, ngettext, numbers, pgettext, translated

#: The computed statuses that are an answer, in the order in which they are shown.
ANSWERS = ("reached", "not_reached", "undecided", "under_way", "within", "beyond")
_STATUS = {
    "reached": N_("reached"),
    "not_reached": N_("not reached"),
    "undecided": N_("cannot be decided"),
    "under_way": N_("below, before the deadline"),
    "within": N_("within the limit"),
    "beyond": N_("beyond the limit"),
    "no_target": N_("no target is printed"),
    "no_result": N_("no result is printed"),
    "not_due": N_("for a time after the last printed result"),
    "earmark": N_("the amount is an earmark, neither a goal nor a limit"),
    "other_unit": N_("target and result count different things"),
}

_OUTCOMES = {
    "unreported": N_("no result is printed"),
    "design": N_("describes the set-up"),
    "kept_yes": N_("promise kept"),
    "kept_no": N_("promise not kept in these documents"),
    "kept_partly": N_("promise partly kept"),
    "kept_not_in_documents": N_("these documents do not come back to it"),
}
_OBSTACLES = {
    "same_fact": N_("two printings of one fact"),
    "undated": N_("a window is not known"),
    "same_window": N_("the same window twice"),
    "overlap": N_("the windows overlap"),
    "not_comparable": N_("not comparable"),
    "other_measure": N_("two measures"),
    "other_kind": N_("two kinds of figure"),
    "other_unit": N_("two units"),
    "earmark": N_("an earmark"),
    "other_population": N_("two populations"),
    "other_programme": N_("two programmes"),
    "other_place": N_("two places"),
    "other_window": N_("two kinds of window"),
    "break": N_("the series breaks between them"),
}
#: Several of a severity.
_SEVERITIES = {
    "contradiction": N_("contradictions"),
    "unexplained": N_("unexplained"),
    "definition": N_("differences of definition"),
    "wording": N_("differences of wording"),
}


def prose(row: Any, column: str) -> str:
    """Return what a column of prose says in the language; nothing where its cell is empty."""
    cell = getattr(row, translated(column))
    return "" if pd.isna(cell) else str(cell)


def of_its_year(row: Any) -> str:
    """Name a list with the year that it is of, where that is known."""
    label = prose(row, "label")
    return label if pd.isna(row.as_of) else f"{label}, {row.as_of:%Y}"


def list_years(row: Any) -> str:
    """Say of which year a list is, else of which years its document is."""
    return document(row.source_id)[1] if pd.isna(row.as_of) else f"{row.as_of:%Y}"


def status(code: str) -> str:
    """Say a computed status in words."""
    return _(_STATUS[code])


def counted_as(row: Any) -> str:
    """Say after a share what it counts: "; counted are …", where the same could be counted otherwise, else nothing.

    ``row`` is one of ``questions.targets.answers.attainment``: no share of a target that depends on what counts stands
    without.
    """
    if not row["definitions"]:
        return ""
    return _("; counted are {value}", value=row[translated("counted")])


def kind(code: str) -> str:
    """Say what a figure claims to be."""
    return labels.label("kind", code, current())


def unit(code: str) -> str:
    """Name a unit, in the plural; a unit without a name of its own is returned as it is."""
    return labels.unit(code, current())


def payer(code: Any) -> str:
    """Say who pays, or whose result it is claimed to be; nothing where the question makes no sense."""
    return "" if pd.isna(code) else labels.label("payer", code, current())


def whose(code: Any) -> str:
    """Say who pays, or whose result it is claimed to be; that it is not said where the cell is empty."""
    return payer(code) or payer("unknown")


def amount(row: Any) -> str:
    """Print an amount of money with what it is per and how many payers it holds for; an interval where it is one."""
    text = numbers.allowed(row, row.unit)
    if not pd.isna(row.per):
        text = f"{text} {labels.label('per', row.per, current())}"
    return text if row.multiplicity == 1 else f"{row.multiplicity} × {text}"


def quantity(row: Any) -> str:
    """Print what a figure allows with its unit: "117 placements", "at least 100,000 people", "EUR 10 million"."""
    if row.unit in CURRENCIES:
        return amount(row)
    text = numbers.allowed(row, row.unit)
    if row.unit == "percent" or (pd.isna(row.lower) and pd.isna(row.upper)):
        return text
    if row.unit == "rank":
        return _("no. {rank}", rank=text)
    return f"{text} {labels.unit(row.unit, current(), one=row.lower == row.upper == 1)}"


def reading(row: Any) -> str:
    """Print what a figure is read as, see :func:`quantity`; one that was decided with the side on which it limits."""
    return f"{side(row)}{quantity(row)}"


def side(row: Any) -> str:
    """Say on which side a number that was decided limits, with a space behind: "at most "; else nothing."""
    limits = limiting(row.kind, row.qualifier, row.lower, row.upper)
    return f"{hedge(limits)} " if limits else ""


def limit(row: Any) -> str:
    """Print a number that was decided, with the side on which it limits: "at most EUR 1,500 a person"."""
    point = row._replace(lower=row.value, upper=row.value)
    text = quantity(point)
    return text if row.qualifier == "exact" else f"{hedge(row.qualifier)} {text}"


def trend(row: Any) -> str:
    """Name a line of ``questions.trends``: its series, and which of its lines it is where there are several."""
    variant = getattr(row, translated("variant"))
    return f"{getattr(row, translated('label'))}{f', {variant}' if variant else ''}"


def measured(row: Any, *, millions: bool = False, brief: bool = False) -> str:
    """Say in what a line of ``questions.trends`` is counted: "million people", "EUR million in prices of 2023 (index)".

    In ``brief`` the price index is not named.
    """
    name = "%" if row.unit == "percent" else unit(row.unit)
    if millions:
        currency = row.unit in CURRENCIES
        name = _("{currency} million", currency=name) if currency else _("million {things}", things=name)
    if pd.isna(row.base_year):
        return name
    of_year = _("in prices of {base_year}", base_year=row.base_year)
    return f"{name} {of_year if brief else in_prices(row)}"


def in_prices(row: Any) -> str:
    """Say in the prices of which year an amount is, and by which index."""
    index = deflator(row.deflator)
    return _("in prices of {base_year} ({index})", base_year=row.base_year, index=index)


def point(row: Any) -> str:
    """Print what a point of ``questions.trends`` allows, in its unit; that it has no value in the prices asked for.

    An end that the document leaves out itself ("meer dan") is left out here.
    """
    if pd.isna(row.lower) and pd.isna(row.upper):
        return _("no price for this year")
    decimals = 1 if row.unit == "percent" else 0
    return numbers.allowed(row, row.unit, decimals)


def programme_status(code: str) -> str:
    """Say whether a programme runs."""
    return labels.label("programme_status", code, current())


def theme(code: str) -> str:
    """Name a theme of the dataset."""
    return labels.label("theme", code, current())


def organisation_role(code: str) -> str:
    """Say what an organisation is to a programme."""
    return labels.label("organisation_role", code, current())


def place_role(code: str) -> str:
    """Say what a place is to a programme or figure."""
    return labels.label("place_role", code, current())


def statement_kind(code: str) -> str:
    """Say what kind of thing a document says without a number."""
    return labels.label("statement_kind", code, current())


def event_kind(code: str) -> str:
    """Say what kind of event it was."""
    return labels.label("event_kind", code, current())


def figure_link(code: str) -> str:
    """Say how a figure concerns a programme beside others."""
    return labels.label("figure_link", code, current())


def outcome(code: str) -> str:
    """Say what came of a promise: a computed status of ``questions.targets``, or one of ``questions.programme``."""
    return _(_OUTCOMES.get(code) or _STATUS[code])


def fit(code: str) -> str:
    """Say how well a measure shows an outcome of the theory of change."""
    return labels.label("fit", code, current())


def direction(code: str) -> str:
    """Say which way a piece of evidence points."""
    return labels.label("direction", code, current())


def listed(items: Sequence[str]) -> str:
    """Join items to an enumeration: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return _("{some} and {last}", some=", ".join(items[:-1]), last=items[-1])


def deflator(code: str) -> str:
    """Name a price index."""
    return labels.label("deflator", code, current())


def stage(code: str) -> str:
    """Name a stage of the budget."""
    return labels.label("stage", code, current())


def window(start: Any, end: Any, basis: str = "printed") -> str:
    """Name a window of days as short as can be: "2013", "2013 to 2017", "July 2017 to June 2018", "since 2016"."""
    opens = None if pd.isna(start) else _finest(year=(start.month, start.day) == (1, 1), month=start.day == 1)
    closes = (
        None if pd.isna(end) else _finest(year=(end.month, end.day) == (12, 31), month=end.day == end.days_in_month)
    )
    finest = max(opens or 0, closes or 0)
    if opens is None and closes is None:
        return _("not known")
    first, last = (dates.told(day, finest) if known else "" for day, known in ((start, opens), (end, closes)))
    if closes is None:
        text = _("since {first}", first=first)
    elif opens is None:
        text = _("until {last}", last=last)
    elif start == end:
        text = dates.told(start)
    elif first == last:
        text = first
    else:
        text = dates.between(start, end, finest)
    return text if basis == "printed" else f"{text} ({labels.label('period_basis', basis, current())})"


def _finest(*, year: bool, month: bool) -> int:
    return dates.YEAR if year else dates.MONTH if month else dates.DAY


def years(found: Iterable[int]) -> str:
    """Name one year, or the first and the last of several: "2023", "2023-2024"; nothing where there is none."""
    known = sorted(set(found))
    return "-".join(map(str, [*known[:1], *known[1:][-1:]]))


def available() -> dict[str, str]:
    """Name the two rows of ``questions.spending.answers.against_available``."""
    return {
        "all": _("All six priorities, against the budget"),
        "return": _("Return, beside what was reserved for it"),
    }


def level(code: Any) -> str:
    """Say whether an indicator counts what was delivered (output) or what changed (outcome)."""
    return "" if pd.isna(code) else labels.label("result_level", code, current())


def population(code: Any) -> str:
    """Say who is counted; nothing where not people."""
    return "" if pd.isna(code) else labels.labels("population", current()).get(code, code)


def hedge(code: str) -> str:
    """Say how a figure is hedged."""
    return labels.label("qualifier", code, current())


def period_kind(code: str) -> str:
    """Name a kind of window."""
    return labels.label("period_kind", code, current())


def verdict(code: str) -> str:
    """Say whether a pair of figures may be compared."""
    return labels.label("verdict", code, current())


def agreement(code: Any) -> str:
    """Say whether two figures agree in something; nothing where it was not judged."""
    return "" if pd.isna(code) else labels.label("agreement", code, current())


def obstacle(code: str) -> str:
    """Say what keeps a change between two figures from meaning anything."""
    return _(_OBSTACLES[code])


def relation(code: str) -> str:
    """Say how figures disagree."""
    return labels.label("discrepancy_relation", code, current())


def severity(code: str, count: int = 1) -> str:
    """Say how grave a discrepancy is, of one or of several."""
    return labels.label("severity", code, current()) if count == 1 else _(_SEVERITIES[code])


def account(code: str) -> str:
    """Say what accounts for a printed number."""
    return labels.label("accounted_by", code, current())


def bases() -> dict[str, str]:
    """Say how a window is known, by code, the firmest first."""
    return labels.labels("period_basis", current())


def support_kinds() -> list[str]:
    """Return the kinds of support for return, those for voluntary return first."""
    return list(labels.labels("support_kind", current()))


def support_kind(code: str) -> str:
    """Name a kind of support for return."""
    return labels.label("support_kind", code, current())


def legibility(code: Any) -> str:
    """Say whether a cell can be read; nothing where there is no cell."""
    return "" if pd.isna(code) else labels.label("legibility", code, current())


def capitalised(text: str) -> str:
    """Return a text as it begins a sentence; all but its first letter stays as it is."""
    return text[:1].upper() + text[1:]


def in_sentence(place_id: str, label: str) -> str:
    """Return the name of a country as it stands within a sentence: with its article, if it has one."""
    return f"{labels.article(place_id, current())} {label}".strip()


def by_name(frame: pd.DataFrame, *within: str) -> pd.DataFrame:
    """Return rows with a ``label_*`` by their name in the language, in the groups ``within`` which they come."""
    groups = frame.groupby(list(within), sort=False, dropna=False).ngroup()
    return (
        frame.assign(_group=groups)
        .sort_values(["_group", translated("label")], ignore_index=True, kind="stable")
        .drop(columns="_group")
    )


def refugee_role(code: str) -> str:
    """Say whether refugees are in a country or from it."""
    return labels.label("refugee_role", code, current())


def there(role: str, name: str) -> str:
    """Say where refugees are, or where they are from, as it stands within a sentence."""
    return _("in {name}", name=name) if role == "host" else _("from {name}", name=name)


def relative(change_share: float) -> str:
    """Say how much a change is of what there was: per cent, or how many times as many from twice on."""
    if change_share < 1:
        return numbers.signed(change_share * 100, change_share * 100, "percent")
    times = numbers.number(change_share + 1, 1)
    return _("{times} times as many", times=times)


def term(start: Any, end: Any) -> str:
    """Name the term of a programme as printed."""
    if pd.isna(start) and pd.isna(end):
        return _("not printed")
    return window(start, end)


def as_of(year: Any) -> str:
    """Say of which year a document tells: "on 2013", or that it bears no date."""
    if pd.isna(year):
        return _("undated")
    return _("on {year}", year=year)


def status_then(code: str, year: Any) -> str:
    """Say whether a programme ran, with the year of the last document that names it: "running (on 2018)"."""
    return f"{programme_status(code)} ({as_of(year)})"


def span(found: Iterable[int] = ()) -> str:
    """Name the first and the last of some years, "2013 to 2023", or the one; without any, those of the documents."""
    known = sorted(found)
    first, last = (known[0], known[-1]) if known else labels.span()
    if first == last:
        return str(first)
    return pgettext("in a title", "{first} to {last}", first=first, last=last)


def document(source_id: str) -> tuple[str, str]:
    """Name a document as short as it can be, and its year."""
    name, years = labels.document(source_id, current())
    return name, years or _("undated")


def where(addresses: Any) -> str:
    """Write where something is printed: "Results 2018, lines 5 and 37; Progress report 2013, line 12".

    ``addresses`` is a cell of a column ``where``, see :func:`analysis.dataset.provenance.located`; nothing for an
    empty one. Raises :class:`analysis.errors.UnknownNameError` for a document that the dataset does not have.
    """
    documents = _addressed(addresses)
    return "; ".join(f"{' '.join(document(name))}, {_lines(at)}" for name, at in documents.items())


def lines(addresses: Any) -> str:
    """Write on which lines something is printed, where the document is named beside it: "line 12"."""
    return _lines([line for at in _addressed(addresses).values() for line in at])


def _addressed(addresses: Any) -> dict[str, list[str]]:
    """Return the lines of each document that addresses name, both in the order in which they come, each once."""
    found: dict[str, list[str]] = {}
    for address in [] if pd.isna(addresses) else str(addresses).split():
        source_id, _colon, line = address.rpartition(":")
        known = found.setdefault(source_id, [])
        if line not in known:
            known.append(line)
    return found


def _lines(at: Sequence[str]) -> str:
    return ngettext("line {lines}", "lines {lines}", len(at), lines=listed(at))
