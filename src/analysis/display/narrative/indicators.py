"""Sentences on what was achieved, what became of the indicators, and what may be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import counted, say


def results(frame: pd.DataFrame, language: Language) -> str:
    """Count the results by report, level and hedge, see ``questions.indicators.printed``; Markdown."""
    if frame.empty:
        return say(language, "**The result reports print no result for this choice of theme and level.**",
                   "**De rapporten vermelden geen resultaat voor deze keuze van thema en niveau.**")  # fmt: skip
    reports = frame["report"].value_counts().sort_index()
    by_report = wording.listed(
        [say(language, f"{count} in that of {year}", f"{count} in dat over {year}") for year, count in reports.items()],
        language,
    )
    outcomes = int((frame["result_level"] == "outcome").sum())
    floors = int(frame["upper"].isna().sum())
    several = int(frame["other_figure_id"].notna().sum())
    differ = sum(_differs(row) for row in _records(frame.dropna(subset="other_as_printed")))
    status = int(frame["status_as_printed"].notna().sum())
    others = int(frame["credit"].isin({"international", "eu", "other"}).sum())
    total = counted(len(frame), say(language, "result", "resultaat"), say(language, "results", "resultaten"))
    parts = [
        say(language,
            f"**The reports print {total}, {by_report}: {_of(len(frame) - outcomes, 'output')} and {_of(outcomes, 'outcome')}.**",
            f"**De rapporten vermelden {total}, {by_report}: {_of(len(frame) - outcomes, 'output')} en {_of(outcomes, 'outcome')}.**")
    ]  # fmt: skip
    if floors:
        parts.append(
            say(
                language,
                f"{_are(floors)} printed without an upper limit.",
                f"{_zijn(floors)} vermeld zonder bovengrens.",
            )
        )
    if several:
        parts.append(
            say(language, f"{_are(several)} printed more than once, {differ} in different words or numbers.",
                f"{_zijn(several)} meermaals vermeld, {differ} in andere woorden of getallen.")
        )  # fmt: skip
    if status:
        parts.append(
            say(language, f"{status} {'has' if status == 1 else 'have'} a printed status.",
                f"{status} {'heeft' if status == 1 else 'hebben'} een vermelde status.")
        )  # fmt: skip
    if others:
        parts.append(
            say(language, f"{others} {'is' if others == 1 else 'are'} claimed for others than the Netherlands.",
                f"{others} {'wordt' if others == 1 else 'worden'} aan anderen dan Nederland toegeschreven.")
        )  # fmt: skip
    return " ".join(parts)


def result_windows(frame: pd.DataFrame, language: Language) -> str:
    """Count the windows of each report, see ``questions.indicators.windows``; Markdown."""
    if frame.empty:
        return say(language, "**There is no result, and so no window.**",
                   "**Er is geen resultaat, en dus geen periode.**")  # fmt: skip
    known = frame[frame["basis"] != "unknown"]
    distinct = known.drop_duplicates(["report", "period_start", "period_end"])["report"].value_counts().sort_index()
    listed = wording.listed(
        [
            say(language, f"{counted(count, 'window', 'windows')} in the report of {year}",
                f"{counted(count, 'periode', 'periodes')} in het rapport over {year}")
            for year, count in distinct.items()
        ],
        language,
    ) or say(language, "no known window", "geen bekende periode")  # fmt: skip
    inferred = int(frame.loc[frame["basis"] == "inferred", "count"].sum())
    unknown = int(frame.loc[frame["basis"] == "unknown", "count"].sum())
    return say(language,
        f"**The results are counted over {listed}.** For {counted(inferred, 'result', 'results')} the window is inferred, "
        f"for {unknown} none can be told.",
        f"**De resultaten zijn geteld over {listed}.** Bij {counted(inferred, 'resultaat', 'resultaten')} is de periode "
        f"afgeleid, bij {unknown} is er geen te zeggen.")  # fmt: skip


def continuity(frame: pd.DataFrame, language: Language) -> str:
    """Say what became of the indicators, those with a printed status first, see ``indicators.continuity``; Markdown."""
    if frame.empty:
        return say(language, "**No report prints an indicator for this choice of theme and level.**",
                   "**Geen rapport vermeldt een indicator voor deze keuze van thema en niveau.**")  # fmt: skip
    parts = []
    formal = frame[frame["status_as_printed"].notna()]
    if len(formal):
        parts.append(f"**{_formal(formal, language)}**")
    for year in sorted(frame["first"].unique()):
        rows = frame[frame["first"] == year]
        told = _fates(rows, language)
        parts.append(
            say(language, f"{counted(len(rows), 'indicator', 'indicators')} first printed in the report of {year}: {told}.",
                f"{counted(len(rows), 'indicator', 'indicatoren')} voor het eerst in het rapport over {year}: {told}.")
        )  # fmt: skip
    turned = frame[frame["level_change"].notna() & (frame["fate"] == "like")]
    parts += [_turned(row, language) for row in _records(turned)]
    return " ".join(parts)


def asked(pairs: pd.DataFrame, language: Language) -> str:
    """Count the pairs of ``questions.indicators.comparisons`` that allow a change, and those refused; Markdown."""
    if pairs.empty:
        return say(language, "**No pair of figures asks to be compared in this choice.**",
                   "**In deze keuze vraagt geen paar cijfers om een vergelijking.**")  # fmt: skip
    allowed = int(pairs["allowed"].sum())
    refused = len(pairs) - allowed
    return say(language,
        f"**Of {counted(len(pairs), 'pair', 'pairs')} of figures that ask to be compared, {allowed} "
        f"{'allows' if allowed == 1 else 'allow'} a change to be computed and {refused} {'is' if refused == 1 else 'are'} refused.**",
        f"**Van {counted(len(pairs), 'paar', 'paren')} cijfers die om een vergelijking vragen, is bij {allowed} een verandering te "
        f"berekenen en bij {refused} niet.**")  # fmt: skip


def comparisons(pairs: pd.DataFrame, changes: pd.DataFrame, language: Language) -> str:
    """Count the verdicts on pairs, the changes that may be computed, and why others may not; Markdown.

    ``pairs`` is ``questions.indicators.comparisons``, ``changes`` is ``questions.indicators.changes``.
    """
    first = asked(pairs, language)
    if pairs.empty:
        return first
    counts = pairs["verdict"].value_counts()
    codes = [code for code in ("comparable", "with_care", "not_comparable") if counts.get(code, 0)]
    told = wording.listed([f"{counts[code]} {wording.verdict(code, language)}" for code in codes], language)
    parts = [first, say(language, f"By what they count: {told}.", f"Naar wat ze tellen: {told}.")]
    held = pairs[(pairs["verdict"] != "not_comparable") & ~pairs["allowed"].astype("bool")]
    if len(held):
        codes = list(dict.fromkeys(held["obstacles"].str.split().explode()))
        why = wording.listed([wording.obstacle(code, language) for code in codes], language)
        parts.append(
            say(language, f"{len(held)} of the comparable ones {'is' if len(held) == 1 else 'are'} refused for {'its' if len(held) == 1 else 'their'} windows: {why}.",
                f"{len(held)} van de vergelijkbare {'valt' if len(held) == 1 else 'vallen'} af om de periodes: {why}.")
        )  # fmt: skip
    if len(changes):
        # A decision reports no results: it has no name among the reports.
        reports = changes.dropna(subset=["report", "other_report"])
        across = reports.loc[reports["report"] != reports["other_report"], f"label_{language}"].drop_duplicates()
        listed = wording.listed(list(across), language) or say(language, "none", "geen")
        parts.append(
            say(language, f"From one report to another: {listed}.", f"Van het ene rapport naar het andere: {listed}.")
        )
    return " ".join(parts)


def change(result: pd.DataFrame, language: Language) -> str:
    """Say how two figures differ over time, or why that cannot be said, see ``indicators.verdict``; Markdown."""
    row: Any = result.iloc[0]
    start, end = (
        f"“{row[f'{side}as_printed']}” ({wording.window(row[f'{side}period_start'], row[f'{side}period_end'], language)})"
        for side in ("", "other_")
    )
    label, other = row[f"label_{language}"], row[f"other_label_{language}"]
    what = label if label == other else f"{label} / {other}"
    reason = f" {wording.prose(row, 'reason', language)}".rstrip()
    if not row["allowed"]:
        why = wording.listed([wording.obstacle(code, language) for code in row["obstacles"].split()], language)
        return say(language, f"**{what}: from {start} to {end} no change can be computed: {why}.**{reason}",
                   f"**{what}: van {start} naar {end} is geen verandering te berekenen: {why}.**")  # fmt: skip
    care = row["verdict"] == "with_care"
    caution = say(language, " To be read with care.", " Met de nodige voorzichtigheid te lezen.") if care else ""
    return say(language, f"**{what}: from {start} to {end}, {moved(row, language)}.**{caution}{reason}",
               f"**{what}: van {start} naar {end}, {moved(row, language)}.**{caution}")  # fmt: skip


def moved(row: Any, language: Language) -> str:
    """Say an increase or decrease with its size: "a decrease of 570 (38.8%)"; undecided where both are possible."""
    low, high = row["change_lower"], row["change_upper"]
    unit = row["unit"] if row["unit"] in {"EUR", "USD", "percent"} else ""
    relative = row["relative_lower"], row["relative_upper"]
    if low == high == 0:
        return say(language, "no change", "geen verandering")
    if _missing(low) or low < 0:
        if _missing(high) or high > 0:
            if _missing(low) or _missing(high):
                return say(
                    language,
                    "and whether it rose or fell cannot be told",
                    "en of het steeg of daalde is niet te zeggen",
                )
            span = numbers.signed(low, high, language)
            return say(language, f"a change of {span}: whether it rose or fell cannot be told",
                       f"een verandering van {span}: of het steeg of daalde is niet te zeggen")  # fmt: skip
        size = numbers.interval(-high, None if _missing(low) else -low, language, unit)
        share = (
            ""
            if _missing(relative[1])
            else _share(-relative[1], None if _missing(relative[0]) else -relative[0], language)
        )
        return say(language, f"a decrease of {size}{share}", f"een daling van {size}{share}")
    size = numbers.interval(low, high, language, unit)
    share = "" if _missing(relative[0]) else _share(*relative, language)
    return say(language, f"an increase of {size}{share}", f"een stijging van {size}{share}")


def _share(low: float, high: float | None, language: Language) -> str:
    return f" ({numbers.share(low, high, language)})"


def _missing(end: Any) -> bool:
    return end is None or bool(pd.isna(end))


def _formal(formal: pd.DataFrame, language: Language) -> str:
    reports = [str(report) for report in sorted(formal["first"].unique())]
    year = wording.listed(reports, language)
    told = _fates(formal, language)
    given = counted(len(formal), say(language, "indicator", "indicator"), say(language, "indicators", "indicatoren"))
    if len(reports) > 1:
        return say(language, f"Of the {given} that the reports of {year} give a status: {told}.",
                   f"Van de {given} waaraan de rapporten over {year} een status geven: {told}.")  # fmt: skip
    return say(language, f"Of the {given} that the report of {year} gives a status: {told}.",
               f"Van de {given} waaraan het rapport over {year} een status geeft: {told}.")  # fmt: skip


def _fates(rows: pd.DataFrame, language: Language) -> str:
    counts = {code: int(count) for code, count in rows["fate"].value_counts().items()}
    singular: dict[str, tuple[str, str]] = {
        "kept": ("is printed again later", "wordt later opnieuw vermeld"),
        "like": ("has only something like it later", "heeft later alleen iets wat erop lijkt"),
        "vanished": ("is not printed again", "komt niet terug"),
        "new_like": ("resembles an earlier one", "lijkt op een eerdere"),
        "new": ("is like no earlier one", "lijkt op geen eerdere"),
    }
    plural: dict[str, tuple[str, str]] = {
        "kept": ("are printed again later", "worden later opnieuw vermeld"),
        "like": ("have only something like them later", "hebben later alleen iets wat erop lijkt"),
        "vanished": ("are not printed again", "komen niet terug"),
        "new_like": ("resemble an earlier one", "lijken op een eerdere"),
        "new": ("are like no earlier one", "lijken op geen eerdere"),
    }
    told = [
        f"{counts[code]} {say(language, *(singular if counts[code] == 1 else plural)[code])}"
        for code in singular
        if code in counts
    ]
    return wording.listed(told, language)


def _turned(row: Any, language: Language) -> str:
    old, new = (wording.level(code, language) for code in row.level_change.split("_to_"))
    label, beside = getattr(row, f"label_{language}"), getattr(row, f"counterpart_{language}")
    return say(language, f"Where one report counts an {old} ({label}), a later one counts an {new} ({beside}).",
               f"Waar het ene rapport een {old} telt ({label}), telt een later een {new} ({beside}).")  # fmt: skip


def _differs(row: Any) -> bool:
    printings = {text.casefold() for text in (row.as_printed, *row.other_as_printed.split(" · "))}
    return len(printings) > 1


def highlights(frame: pd.DataFrame, language: Language) -> str:
    """Say which results the next page prints higher, which lower and which no more, see ``questions.indicators``.

    ``frame`` is ``questions.indicators.highlights``; Markdown.
    """
    shown = frame[frame["series_id"].notna()]
    if shown.empty:
        return say(language, "**No highlight of the page goes with a result of this choice.**",
                   "**Bij geen resultaat van deze keuze hoort een hoofdpunt van de pagina.**")  # fmt: skip
    told = []
    for fate in ("higher", "lower", "same", "vanished"):
        names = [_quoted(row, language) for row in _records(shown[shown["fate"] == fate])]
        if names:
            told.append(f"- {wording.highlight(fate, language)}: {wording.listed(names, language)}")
    count = counted(len(shown), say(language, "result", "resultaat"), say(language, "results", "resultaten"))
    gone = int((shown["fate"] == "vanished").sum())
    parts = [
        say(language, f"**Of {count} of the report that a highlight goes with, {len(shown) - gone} "
            f"{'has' if len(shown) - gone == 1 else 'have'} one on the page after it. No pair counts the same, so that no "
            f"change is computed.**",
            f"**Van {count} van het rapport waarbij een hoofdpunt hoort, {'heeft' if len(shown) - gone == 1 else 'hebben'} er "
            f"{len(shown) - gone} een hoofdpunt op de pagina erna. Geen paar telt hetzelfde, zodat er geen verandering is "
            f"berekend.**")
    ]  # fmt: skip
    open_ = int((~shown["decided"] & shown["other_value"].notna()).sum())
    if open_:
        parts.append(
            say(language, f"For {open_} of the pairs “higher” or “lower” goes by the number as printed: “more than” sets no upper "
                f"limit, so that the contrary is not ruled out.",
                f"Bij {open_} van de paren gaat ‘hoger’ of ‘lager’ over het vermelde getal: ‘meer dan’ kent geen bovengrens, "
                f"zodat het tegendeel niet is uitgesloten.")
        )  # fmt: skip
    text = f"{' '.join(parts)}\n\n" + "\n".join(told)
    if gone and (reason := wording.prose(shown[shown["fate"] == "vanished"].iloc[0], "reason", language)):
        text += say(
            language,
            f"\n\nA missing highlight is no nought. {reason}",
            f"\n\nEen ontbrekend hoofdpunt is geen nul. {reason}",
        )
    others = frame[frame["series_id"].isna()]
    if len(others):
        rest = "; ".join(others[f"label_{language}"])
        text += say(language, f" Of the other results of the report none is a highlight of that page: {rest}.",
                    f" Van de andere resultaten van het rapport is er geen een hoofdpunt van die pagina: {rest}.")  # fmt: skip
    return text


def _quoted(row: Any, language: Language) -> str:
    there = f"“{row.as_printed}”"
    if pd.notna(row.other_as_printed):
        there += say(language, f", then “{row.other_as_printed}”", f", daarna “{row.other_as_printed}”")
    return f"{getattr(row, f'label_{language}')} ({there})"


def _records(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def _of(number: int, noun: str) -> str:
    return counted(number, noun, f"{noun}s")


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _zijn(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'zijn'}"
