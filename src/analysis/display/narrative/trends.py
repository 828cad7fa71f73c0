"""Sentences on what can be followed through the years, and what cannot."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import counted, say
from analysis.questions import trends as question

#: A trend that reaches over so many years is one that can be cited as that of a decade.
_DECADE = 10


def trends(rows: pd.DataFrame, stretches: pd.DataFrame, aims: pd.DataFrame, language: Language) -> str:
    """Say how many lines can be followed, how long, how often they break, and with what reserve; Markdown.

    ``rows``, ``stretches`` and ``aims`` are those of ``questions.trends``.
    """
    if rows.empty:
        return say(language, "**No series of this theme and period can be followed for three years or more.**",
                   "**Geen reeks van dit thema en deze periode is drie jaar of langer te volgen.**")  # fmt: skip
    lines, series = rows["trend_id"].nunique(), rows["series_id"].fillna(rows["trend_id"]).nunique()
    long, broken = (
        int((question.spans(rows) >= _DECADE).sum()),
        stretches.loc[stretches["break_at"].notna(), "trend_id"],
    )
    whole = int((stretches["years"] >= _DECADE).sum())
    of_lines = counted(lines, say(language, "line", "lijn"), say(language, "lines", "lijnen"))
    of_series = counted(series, say(language, "series", "reeks"), say(language, "series", "reeksen"))
    parts = [
        say(language, f"**{of_lines} of {of_series} can be followed for three years or more. {long} of them {_reach(long)} "
            f"over ten years or more, {whole} of these with a number for ten years or more and no break between.**",
            f"**{of_lines} van {of_series} {'is' if lines == 1 else 'zijn'} drie jaar of langer te volgen. {long} daarvan "
            f"{'beslaat' if long == 1 else 'beslaan'} tien jaar of meer, waarvan {whole} met een getal voor minstens tien "
            f"jaar en zonder breuk ertussen.**")
    ]  # fmt: skip
    breaks, lines_broken = len(broken), broken.nunique()
    if breaks:
        parts.append(
            say(language, f"{counted(lines_broken, 'line breaks', 'lines break')}, {counted(breaks, 'time', 'times')} together; "
                f"no change is computed across a break.",
                f"{counted(lines_broken, 'lijn breekt', 'lijnen breken')}, samen {counted(breaks, 'keer', 'keer')}; "
                f"over een breuk heen is geen verandering berekend.")
        )  # fmt: skip
    else:
        parts.append(say(language, "No line breaks in this period.", "In deze periode breekt geen lijn."))
    parts += _reserves(rows, language)
    parts.append(_aimed(aims, language))
    return " ".join(parts)


def trend_heights(rows: pd.DataFrame, index_year: int | None, language: Language) -> str:
    """Say in which prices amounts are, and what the index year leaves out; Markdown.

    ``rows`` is ``questions.trends.followed``.
    """
    parts = []
    real = rows[rows["base_year"].notna()]
    if len(real):
        first: Any = next(real.itertuples())
        lines = real["trend_id"].nunique()
        parts.append(
            say(language, f"**Amounts in EUR that belong to a year are {wording.in_prices(first, language)}: "
                f"{counted(lines, 'line', 'lines')}.** Dollars and running totals stay as they were.",
                f"**Bedragen in EUR die bij een jaar horen, zijn {wording.in_prices(first, language)}: "
                f"{counted(lines, 'lijn', 'lijnen')}.** Dollars en lopende totalen blijven zoals ze waren.")
        )  # fmt: skip
    elif (rows["unit"] == "EUR").any():
        parts.append(say(language, "**Amounts are as they were, in the prices of their own year.**",
                         "**Bedragen zijn zoals ze waren, in de prijzen van hun eigen jaar.**"))  # fmt: skip
    if unpriced := int((~rows["priced"]).sum()):
        parts.append(
            say(language, f"{counted(unpriced, 'amount has', 'amounts have')} no value: the index has no price for that year.",
                f"{counted(unpriced, 'bedrag heeft', 'bedragen hebben')} geen waarde: de index heeft geen prijs voor dat jaar.")
        )  # fmt: skip
    if index_year is None:
        parts.append(say(language, "Each panel has its own unit and scale: heights are not compared between panels.",
                         "Elk paneel heeft een eigen eenheid en schaal: hoogtes zijn niet tussen panelen te vergelijken."))  # fmt: skip
        return " ".join(parts)
    lines = rows["trend_id"].nunique()
    kept = rows.loc[rows["indexed"], "trend_id"].nunique()
    parts.append(
        say(language, f"{kept} of {counted(lines, 'line', 'lines')} can be set against {index_year}; the others have no one number "
            f"of that year, or none on this side of a break, and stand in the table only.",
            f"{kept} van de {counted(lines, 'lijn', 'lijnen')} {'is' if kept == 1 else 'zijn'} tegen {index_year} af te zetten; de "
            f"andere hebben geen enkel getal van dat jaar, of geen aan deze kant van een breuk, en staan alleen in de tabel.")
    )  # fmt: skip
    return " ".join(parts)


def unfollowed(rows: pd.DataFrame, language: Language) -> str:
    """Say what cannot be followed, and what keeps it from that, see ``questions.trends.unfollowed``; Markdown."""
    if rows.empty:
        return say(language, "**Nothing is known in this theme that cannot be followed.**",
                   "**In dit thema is niets bekend dat niet te volgen is.**")  # fmt: skip
    apart = rows[~rows["followed"].astype("bool")]
    names = apart.loc[apart["obstacle"] != "not_comparable", "label_en"].nunique()
    kinds = rows["obstacle"].value_counts()
    told = [_obstacle(code, int(kinds[code]), language) for code in question.OBSTACLES if code in kinds.index]
    open_gaps = rows[rows["obstacle"] == "missing"]
    documents = open_gaps.drop_duplicates("title")
    parts = [
        say(language, f"**{counted(names, 'count', 'counts')} cannot be followed at all.** What stands in the way: "
            f"{wording.listed(told, language)}; a break or a missing document can also interrupt a line that is followed "
            f"elsewhere.",
            f"**{counted(names, 'telling is', 'tellingen zijn')} helemaal niet te volgen.** Wat in de weg staat: "
            f"{wording.listed(told, language)}; een breuk of een ontbrekend stuk kan ook een lijn onderbreken die elders wel te "
            f"volgen is.")
    ]  # fmt: skip
    if len(documents):
        known = int(documents["url"].notna().sum())
        parts.append(
            say(language, f"Of the {counted(len(documents), 'document', 'documents')} that would fill a gap, {known} "
                f"{'has' if known == 1 else 'have'} a known address.",
                f"Van de {counted(len(documents), 'stuk', 'stukken')} die een gat zouden vullen, is van {known} het adres bekend.")
        )  # fmt: skip
    return " ".join(parts)


def trend_citations(
    rows: pd.DataFrame, stretches: pd.DataFrame, publications: pd.DataFrame, language: Language
) -> list[tuple[Any, str]]:  # fmt: skip
    """Return each line that reaches over ten years or more with a text to cite it by: breaks, gaps and reserves in it.

    The frames are ``followed``, ``stretches`` and ``publications`` of ``questions.trends``. A pair is a row of
    ``stretches``, the last of its line, and the text.
    """
    spans = question.spans(rows)
    named = {str(row.source_id): _publication(row, language) for row in publications.itertuples()}
    apart = _apart(rows)
    found = []
    for name, group in groupby(stretches.itertuples(), key=lambda part: str(part.trend_id)):
        if spans[name] >= _DECADE:
            parts = list(group)
            found.append((parts[-1], _cited(parts, apart.get(name, []), named, language)))
    return found


def taken_up(rows: pd.DataFrame, stretches: pd.DataFrame, relations: pd.DataFrame, language: Language) -> str:
    """Say what each line holds that a section takes up, with what reserve, and how lines relate; Markdown with lists.

    The frames are ``taken_up``, ``in_order`` and ``related`` of ``questions.trends``.
    """
    if rows.empty:
        return say(language, "**No number of these series lies in this period.**",
                   "**In deze periode ligt geen getal van deze reeksen.**")  # fmt: skip
    lines = rows["trend_id"].nunique()
    long = stretches.loc[stretches["years"] >= question.MIN_YEARS, "trend_id"].nunique()
    first, last = rows["year"].min(), rows["year"].max()
    years = str(first) if first == last else f"{first}-{last}"
    broken = int(stretches["break_at"].notna().sum())
    lead = say(language, f"**{counted(lines, 'line', 'lines')}, {years}; {long} of them {'has' if long == 1 else 'have'} numbers for "
               f"{question.MIN_YEARS} years or more without a break between.**",
               f"**{counted(lines, 'lijn', 'lijnen')}, {years}; {long} daarvan {'heeft' if long == 1 else 'hebben'} getallen voor "
               f"{question.MIN_YEARS} jaar of meer zonder breuk ertussen.**")  # fmt: skip
    parts = [lead]
    if broken:
        parts.append(say(language, f"The lines break {counted(broken, 'time', 'times')}; no change is computed across a break.",
                         f"De lijnen breken {broken} keer; over een breuk heen is geen verandering berekend."))  # fmt: skip
    listed = "\n".join(f"- {text}" for text in trend_lines(rows, stretches, language))
    text = f"{' '.join([*parts, *_reserves(rows, language)])}\n\n{listed}"
    if relations.empty:
        return text
    beside = say(language, "How they relate:", "Hoe ze zich verhouden:")
    return f"{text}\n\n{beside}\n\n{trend_relations(relations, language)}"


def trend_lines(rows: pd.DataFrame, stretches: pd.DataFrame, language: Language) -> list[str]:
    """Return what each line holds as a text, however short it is: breaks, gaps and reserves in it; in their order.

    The frames are ``taken_up`` and ``in_order`` of ``questions.trends``.
    """
    apart = _apart(rows)
    return [
        _line(list(group), apart.get(name, []), language)
        for name, group in groupby(stretches.itertuples(), key=lambda part: str(part.trend_id))
    ]


def trend_relations(relations: pd.DataFrame, language: Language) -> str:
    """Say how series relate that stand beside each other, see ``questions.trends.related``; Markdown, a list."""
    return "\n".join(
        f"- *{getattr(row, f'label_{language}')}* {say(language, 'and', 'en')} *{getattr(row, f'other_label_{language}')}*: "
        f"{wording.prose(row, 'note', language)}"
        for row in relations.itertuples()
    )


def _apart(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the points of a window of another length, by the line that they stand beside."""
    apart: dict[str, list[Any]] = {}
    for row in rows[~rows["in_line"]].itertuples():
        apart.setdefault(str(row.trend_id), []).append(row)
    return apart


def _publication(row: Any, language: Language) -> str:
    short = str(getattr(row, f"short_{language}"))
    published = "" if pd.isna(row.published) else str(row.published)
    return short if not published or published[:4] in short else f"{short} ({published})"


def _cited(parts: list[Any], apart: list[Any], named: dict[str, str], language: Language) -> str:
    sources = dict.fromkeys(named[name] for part in parts for name in str(part.source_id).split())
    return f"{_line(parts, apart, language)} {say(language, 'Source', 'Bron')}: {'; '.join(sources)}."


def _line(parts: list[Any], apart: list[Any], language: Language) -> str:
    """Say what one line holds: its stretches with their breaks, and what stands beside it."""
    first, last = parts[0], parts[-1]
    until = max([last.last_year, *(row.year for row in apart)])
    years = str(until) if until == first.first_year else f"{first.first_year}-{until}"
    texts = [f"{wording.trend(first, language)}, {wording.measured(first, language)}, {years}."]
    told = ""
    for part in parts:
        if pd.notna(part.break_at):
            why = wording.prose(part, "break", language)
            cut = f"{say(language, 'Break', 'Breuk')} {part.break_at:%Y-%m}"
            texts.append(f"{cut}." if why == told else f"{cut}: {why}")
            told = why
        texts.append(_stretch(part, language))
    if apart:
        others = [f"{wording.window(row.period_start, row.period_end, language)}: {wording.point(row, language)}"
                  f"{say(language, ', provisional', ', voorlopig') if row.provisional else ''}" for row in apart]  # fmt: skip
        texts.append(
            f"{say(language, 'Windows of another length', 'Periodes van een andere duur')}: {'; '.join(others)}."
        )
    return " ".join(texts)


def _stretch(part: Any, language: Language) -> str:
    """Say what a stretch between breaks begins and ends with, and what is missing or provisional in it."""
    text = _end(part.first_start, part.first_end, part.first_lower, part.first_upper, part, language)
    if part.points > 1:
        text += ", " + _end(part.last_start, part.last_end, part.last_lower, part.last_upper, part, language)
        if moved := trend_change(part, language):
            text += f" ({moved})"
    if part.gaps:
        years = wording.listed(part.gaps.split(), language)
        text += say(language, f"; no number for {years}", f"; geen getal voor {years}")
    if part.provisional:
        text += say(language, f"; {part.provisional} provisional", f"; {part.provisional} voorlopig")
    if part.secondary:
        text += say(language, f"; {part.secondary} quoted by another", f"; {part.secondary} via een ander")
    return f"{text}."


def trend_change(row: Any, language: Language) -> str:
    """Print by how much a point or the end of a stretch differs from the one before it or its beginning, in per cent.

    Of a share it says the difference in points, where both ends are at hand; per cent of per cent would mislead.
    """
    if pd.isna(row.change_lower) and pd.isna(row.change_upper):
        return ""
    if row.unit == "percent" and row.kind != "context":
        if not hasattr(row, "first_lower"):
            return ""
        low, high = round(row.last_lower - row.first_upper, 1), round(row.last_upper - row.first_lower, 1)
        points = numbers.signed(low, high, language)
        return say(language, f"{points} percentage points", f"{points} procentpunt")
    lower, upper = (None if pd.isna(end) else 100 * end for end in (row.change_lower, row.change_upper))
    return numbers.signed(lower, upper, language, "percent")


def _end(start: Any, end: Any, lower: Any, upper: Any, part: Any, language: Language) -> str:
    day = end if part.concept != "flow" else start
    window = wording.window(day, end, language)
    money = part.unit if part.unit in {"EUR", "USD", "percent"} else ""
    known = pd.notna(lower) or pd.notna(upper)
    value = numbers.interval(lower, upper, language, money, 1 if money == "percent" else 0)
    return f"{window}: {value if known else say(language, 'no price', 'geen prijs')}"


def _reach(count: int) -> str:
    return "reaches" if count == 1 else "reach"


def _reserves(rows: pd.DataFrame, language: Language) -> Iterable[str]:
    provisional, secondary = int(rows["provisional"].sum()), int((rows["read_by"] != "self").sum())
    computed, apart = int(rows["computed"].sum()), int((~rows["in_line"]).sum())
    told = [
        (provisional, say(language, "provisional", "voorlopig")),
        (apart, say(language, "of a window of another length, beside their line", "van een periode van een andere duur, naast hun lijn")),
        (secondary, say(language, "known from a text that quotes the publisher", "bekend uit een tekst die de uitgever aanhaalt")),
        (computed, say(language, "our own sum or share", "onze eigen som of ons eigen aandeel")),
    ]  # fmt: skip
    present = [(number, what) for number, what in told if number]
    if present:
        (number, what), *others = present
        verb = say(language, " is" if number == 1 else " are", "")
        named = [f"{number}{verb} {what}", *(f"{number} {what}" for number, what in others)]
        count = counted(len(rows), say(language, "number", "getal"), say(language, "numbers", "getallen"))
        yield say(language, f"Of the {count}, {wording.listed(named, language)}.",
                  f"Van de {count} zijn er {wording.listed(named, language)}.")  # fmt: skip


def _aimed(aims: pd.DataFrame, language: Language) -> str:
    if aims.empty:
        return say(language, "No printed target belongs to any of these lines; what was promised concerns other counts.",
                   "Bij geen van deze lijnen hoort een vermeld doel; wat is beloofd, gaat over andere tellingen.")  # fmt: skip
    lines = aims["trend_id"].nunique()
    return say(language, f"For {counted(lines, 'line', 'lines')} a target is printed, and drawn.",
               f"Voor {counted(lines, 'lijn', 'lijnen')} is een doel vermeld, en getekend.")  # fmt: skip


def _obstacle(code: str, count: int, language: Language) -> str:
    one, many = {
        "too_few_years": (("count with too few years", "counts with too few years"),
                          ("telling met te weinig jaren", "tellingen met te weinig jaren")),
        "events": (("series of single events", "series of single events"),
                   ("reeks van afzonderlijke gebeurtenissen", "reeksen van afzonderlijke gebeurtenissen")),
        "undated": (("number without a date", "numbers without a date"),
                    ("getal zonder datum", "getallen zonder datum")),
        "break": (("break", "breaks"), ("breuk", "breuken")),
        "not_comparable": (("pair of numbers that count different things", "pairs of numbers that count different things"),
                           ("paar getallen dat verschillende dingen telt", "paren getallen die verschillende dingen tellen")),
        "missing": (("missing document for a count", "missing documents, for each count that they would serve"),
                    ("ontbrekend stuk voor een telling", "ontbrekende stukken, voor elke telling die ze zouden dienen")),
    }[code][1 if language == "nl" else 0]  # fmt: skip
    return counted(count, one, many)
