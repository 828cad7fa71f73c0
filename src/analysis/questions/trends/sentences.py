"""Sentences on what can be followed through the years, and what cannot."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.figures.currencies import SIGNED
from analysis.language import _, dates, ngettext, numbers, translated
from analysis.questions.trends import answers as question
from analysis.show import wording

#: A trend that reaches over so many years is one that can be cited as that of a decade.
_DECADE = 10


def trends(rows: pd.DataFrame, stretches: pd.DataFrame, aims: pd.DataFrame) -> str:
    """Say how many lines can be followed, how long, how often they break, and with what reserve; Markdown.

    ``rows``, ``stretches`` and ``aims`` are those of ``questions.trends``.
    """
    if rows.empty:
        return _("**No series of this theme and period can be followed for three years or more.**")
    lines, series = rows["trend_id"].nunique(), rows["series_id"].fillna(rows["trend_id"]).nunique()
    long, broken = (
        int((question.spans(rows) >= _DECADE).sum()),
        stretches.loc[stretches["break_at"].notna(), "trend_id"],
    )
    whole = int((stretches["years"] >= _DECADE).sum())
    of_lines = ngettext("{lines} line", "{lines} lines", lines, lines=lines)
    of_series = ngettext("{series} series", "{series} series", series, series=series)
    parts = [
        ngettext(
            "**{of_lines} of {of_series} can be followed for three years or more.",
            "**{of_lines} of {of_series} can be followed for three years or more.",
            lines,
            of_lines=of_lines,
            of_series=of_series,
        ),
        ngettext(
            "{long} of them reaches over ten years or more, {whole} of these with a number for ten years or more and no break between.**",
            "{long} of them reach over ten years or more, {whole} of these with a number for ten years or more and no break between.**",
            long,
            long=long,
            whole=whole,
        ),
    ]
    breaks, lines_broken = len(broken), broken.nunique()
    if breaks:
        parts.append(
            _(
                "{line_breaks}, {times} together; no change is computed across a break.",
                line_breaks=ngettext(
                    "{lines_broken} line breaks",
                    "{lines_broken} lines break",
                    lines_broken,
                    lines_broken=lines_broken,
                ),
                times=ngettext("{breaks} time", "{breaks} times", breaks, breaks=breaks),
            )
        )
    else:
        parts.append(_("No line breaks in this period."))
    parts += _reserves(rows)
    parts.append(_aimed(aims))
    return " ".join(parts)


def trend_heights(rows: pd.DataFrame, index_year: int | None) -> str:
    """Say in which prices amounts are, and what the index year leaves out; Markdown.

    ``rows`` is ``answers.followed``.
    """
    parts = []
    real = rows[rows["base_year"].notna()]
    if len(real):
        first: Any = next(rows_of(real))
        lines = real["trend_id"].nunique()
        parts.append(
            _(
                "**Amounts in EUR that belong to a year are {in_prices}: {lines}.** Dollars and running totals stay as they were.",
                in_prices=wording.in_prices(first),
                lines=ngettext("{lines} line", "{lines} lines", lines, lines=lines),
            )
        )
    elif (rows["unit"] == "EUR").any():
        parts.append(_("**Amounts are as they were, in the prices of their own year.**"))
    if unpriced := int((~rows["priced"]).sum()):
        parts.append(
            _(
                "{unpriced} no value: the index has no price for that year.",
                unpriced=ngettext("{unpriced} amount has", "{unpriced} amounts have", unpriced, unpriced=unpriced),
            )
        )
    if index_year is None:
        parts.append(_("Each panel has its own unit and scale: heights are not compared between panels."))
        return " ".join(parts)
    lines = rows["trend_id"].nunique()
    kept = rows.loc[rows["indexed"], "trend_id"].nunique()
    parts.append(
        ngettext(
            "{kept} of {lines} can be set against {index_year}; the others have no one number of that year, or none on this side of a break, and stand in the table only.",
            "{kept} of {lines} can be set against {index_year}; the others have no one number of that year, or none on this side of a break, and stand in the table only.",
            kept,
            kept=kept,
            lines=ngettext("{lines} line", "{lines} lines", lines, lines=lines),
            index_year=index_year,
        )
    )
    return " ".join(parts)


def unfollowed(rows: pd.DataFrame) -> str:
    """Say what cannot be followed, and what keeps it from that, see ``answers.unfollowed``; Markdown."""
    if rows.empty:
        return _("**Nothing is known in this theme that cannot be followed.**")
    apart = rows[~rows["followed"].astype("bool")]
    names = apart.loc[apart["obstacle"] != "not_comparable", "label_en"].nunique()
    kinds = rows["obstacle"].value_counts()
    told = [_obstacle(code, int(kinds[code])) for code in question.OBSTACLES if code in kinds.index]
    open_gaps = rows[rows["obstacle"] == "missing"]
    documents = open_gaps.drop_duplicates("title")
    parts = [
        _(
            "**{counts} cannot be followed at all.** What stands in the way: {told}; a break or a missing document can also interrupt a line that is followed elsewhere.",
            counts=ngettext("{names} count", "{names} counts", names, names=names),
            told=wording.listed(told),
        )
    ]
    if len(documents):
        known = int(documents["url"].notna().sum())
        parts.append(
            ngettext(
                "Of the {documents} that would fill a gap, {known} has a known address.",
                "Of the {documents} that would fill a gap, {known} have a known address.",
                known,
                documents=ngettext(
                    "{documents} document", "{documents} documents", len(documents), documents=len(documents)
                ),
                known=known,
            )
        )
    return " ".join(parts)


def trend_citations(rows: pd.DataFrame, stretches: pd.DataFrame, publications: pd.DataFrame) -> list[tuple[Any, str]]:
    """Return each line that reaches over ten years or more with a text to cite it by: breaks, gaps and reserves in it.

    The frames are ``followed``, ``stretches`` and ``publications`` of ``questions.trends``. A pair is a row of
    ``stretches``, the last of its line, and the text.
    """
    spans = question.spans(rows)
    named = {str(row.source_id): _publication(row) for row in rows_of(publications)}
    apart = _apart(rows)
    found = []
    for name, group in groupby(rows_of(stretches), key=lambda part: str(part.trend_id)):
        if spans[name] >= _DECADE:
            parts = list(group)
            found.append((parts[-1], _cited(parts, apart.get(name, []), named)))
    return found


def taken_up(rows: pd.DataFrame, stretches: pd.DataFrame, relations: pd.DataFrame) -> str:
    """Say what each line holds that a section takes up, with what reserve, and how lines relate; Markdown with lists.

    The frames are ``taken_up``, ``in_order`` and ``related`` of ``questions.trends``.
    """
    if rows.empty:
        return _("**No number of these series lies in this period.**")
    lines = rows["trend_id"].nunique()
    long = stretches.loc[stretches["years"] >= question.MIN_YEARS, "trend_id"].nunique()
    years = wording.years(rows["year"])
    broken = int(stretches["break_at"].notna().sum())
    lead = ngettext(
        "**{lines}, {years}; {long} of them has numbers for {MIN_YEARS} years or more without a break between.**",
        "**{lines}, {years}; {long} of them have numbers for {MIN_YEARS} years or more without a break between.**",
        long,
        lines=ngettext("{lines} line", "{lines} lines", lines, lines=lines),
        years=years,
        long=long,
        MIN_YEARS=question.MIN_YEARS,
    )
    parts = [lead]
    if broken:
        parts.append(
            ngettext(
                "The lines break {broken} time; no change is computed across a break.",
                "The lines break {broken} times; no change is computed across a break.",
                broken,
                broken=broken,
            )
        )
    listed = "\n".join(f"- {text}" for text in trend_lines(rows, stretches))
    text = f"{' '.join([*parts, *_reserves(rows)])}\n\n{listed}"
    if relations.empty:
        return text
    beside = _("How they relate:")
    return f"{text}\n\n{beside}\n\n{trend_relations(relations)}"


def trend_lines(rows: pd.DataFrame, stretches: pd.DataFrame) -> list[str]:
    """Return what each line holds as a text, however short it is: breaks, gaps and reserves in it; in their order.

    The frames are ``taken_up`` and ``in_order`` of ``questions.trends``.
    """
    apart = _apart(rows)
    return [
        _line(list(group), apart.get(name, []))
        for name, group in groupby(rows_of(stretches), key=lambda part: str(part.trend_id))
    ]


def trend_relations(relations: pd.DataFrame) -> str:
    """Say how series relate that stand beside each other, see ``answers.related``; Markdown, a list."""
    return "\n".join(
        _(
            "- *{one}* and *{other}*: {note}",
            one=getattr(row, translated("label")),
            other=getattr(row, translated("other_label")),
            note=wording.prose(row, "note"),
        )
        for row in rows_of(relations)
    )


def _apart(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the points of a window of another length, by the line that they stand beside."""
    apart: dict[str, list[Any]] = {}
    for row in rows_of(rows[~rows["in_line"]]):
        apart.setdefault(str(row.trend_id), []).append(row)
    return apart


def _publication(row: Any) -> str:
    short = str(getattr(row, translated("short")))
    published = dates.written(row.published)
    return short if not published or published[-4:] in short else f"{short} ({published})"


def _cited(parts: list[Any], apart: list[Any], named: dict[str, str]) -> str:
    sources = dict.fromkeys(named[name] for part in parts for name in str(part.source_id).split())
    line = _line(parts, apart)
    return _("{line} Source: {sources}.", line=line, sources="; ".join(sources))


def _line(parts: list[Any], apart: list[Any]) -> str:
    """Say what one line holds: its stretches with their breaks, and what stands beside it."""
    first, last = parts[0], parts[-1]
    until = max([last.last_year, *(row.year for row in apart)])
    years = wording.years([first.first_year, until])
    texts = [f"{wording.trend(first)}, {wording.measured(first)}, {years}."]
    told = ""
    for part in parts:
        if pd.notna(part.break_at):
            why = wording.prose(part, "break")
            cut = _("Break {month}", month=dates.told(part.break_at, dates.MONTH))
            texts.append(f"{cut}." if why == told else f"{cut}: {why}")
            told = why
        texts.append(_stretch(part))
    if apart:
        provisional = _(", provisional")
        others = [
            f"{wording.window(row.period_start, row.period_end)}: {wording.point(row)}"
            f"{provisional if row.provisional else ''}"
            for row in apart
        ]
        texts.append(_("Windows of another length: {windows}.", windows="; ".join(others)))
    return " ".join(texts)


def _stretch(part: Any) -> str:
    """Say what a stretch between breaks begins and ends with, and what is missing or provisional in it."""
    text = _end("first_", part)
    if part.points > 1:
        text += ", " + _end("last_", part)
        if moved := trend_change(part):
            text += f" ({moved})"
    if part.gaps:
        years = wording.listed(part.gaps.split())
        text += _("; no number for {years}", years=years)
    if part.provisional:
        text += _("; {provisional} provisional", provisional=part.provisional)
    if part.secondary:
        text += _("; {secondary} quoted by another", secondary=part.secondary)
    return f"{text}."


def trend_change(row: Any) -> str:
    """Print by how much a point or the end of a stretch differs from the one before it or its beginning, in per cent.

    Of a share it says the difference in points, where both ends are at hand; per cent of per cent would mislead.
    """
    if pd.isna(row.change_lower) and pd.isna(row.change_upper):
        return ""
    if row.unit == "percent" and row.kind != "context":
        if not hasattr(row, "first_lower"):
            return ""
        low, high = round(row.last_lower - row.first_upper, 1), round(row.last_upper - row.first_lower, 1)
        points = numbers.signed(low, high)
        return _("{points} percentage points", points=points)
    lower, upper = (None if pd.isna(end) else 100 * end for end in (row.change_lower, row.change_upper))
    return numbers.signed(lower, upper, "percent")


def _end(side: str, part: Any) -> str:
    start, end, lower, upper = (getattr(part, side + what) for what in ("start", "end", "lower", "upper"))
    day = end if part.concept != "flow" else start
    window = wording.window(day, end)
    money = part.unit if part.unit in SIGNED else ""
    known = pd.notna(lower) or pd.notna(upper)
    value = numbers.allowed(part, money, 1 if money == "percent" else 0, side)
    told = value if known else _("no price")
    return f"{window}: {told}"


def _reserves(rows: pd.DataFrame) -> Iterable[str]:
    provisional, secondary = int(rows["provisional"].sum()), int((rows["read_by"] != "self").sum())
    computed, apart = int(rows["computed"].sum()), int((~rows["in_line"]).sum())
    told = [
        (provisional, _("provisional")),
        (apart, _("of a window of another length, beside their line")),
        (secondary, _("known from a text that quotes the publisher")),
        (computed, _("our own sum or share")),
    ]
    present = [(number, what) for number, what in told if number]
    if present:
        named = wording.listed([f"{number} {what}" for number, what in present])
        count = ngettext("{count} number", "{count} numbers", len(rows), count=len(rows))
        yield _("Of the {count}: {named}.", count=count, named=named)


def _aimed(aims: pd.DataFrame) -> str:
    if aims.empty:
        return _("No printed target belongs to any of these lines; what was promised concerns other counts.")
    lines = aims["trend_id"].nunique()
    return _(
        "For {lines} a target is printed, and drawn.",
        lines=ngettext("{lines} line", "{lines} lines", lines, lines=lines),
    )


def _obstacle(code: str, count: int) -> str:
    return {
        "too_few_years": ngettext(
            "{count} count with too few years", "{count} counts with too few years", count, count=count
        ),
        "events": ngettext("{count} series of single events", "{count} series of single events", count, count=count),
        "undated": ngettext("{count} number without a date", "{count} numbers without a date", count, count=count),
        "break": ngettext("{count} break", "{count} breaks", count, count=count),
        "not_comparable": ngettext(
            "{count} pair of numbers that count different things",
            "{count} pairs of numbers that count different things",
            count,
            count=count,
        ),
        "missing": ngettext(
            "{count} missing document for a count",
            "{count} missing documents, for each count that they would serve",
            count,
            count=count,
        ),
    }[code]
