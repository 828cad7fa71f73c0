"""Sentences on what was achieved, what became of the indicators, and what may be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.figures.currencies import SIGNED
from analysis.language import N_, _, ngettext, numbers, translated
from analysis.questions.indicators import words
from analysis.show import wording


def results(frame: pd.DataFrame) -> str:
    """Count the results by report, level and hedge, see ``answers.printed``; Markdown."""
    if frame.empty:
        return _("**The result reports print no result for this choice of theme and level.**")
    reports = frame["report"].value_counts().sort_index()
    by_report = wording.listed(
        [_("{count} in that of {year}", count=count, year=year) for year, count in reports.items()],
    )
    outcomes = int((frame["result_level"] == "outcome").sum())
    outputs = len(frame) - outcomes
    floors = int(frame["upper"].isna().sum())
    repeated = int(frame["other_figure_id"].notna().sum())
    differ = sum(_differs(row) for row in _records(frame.dropna(subset="other_as_printed")))
    status = int(frame["status_as_printed"].notna().sum())
    others = int(frame["credit"].isin({"international", "eu", "other"}).sum())
    total = ngettext("{count} result", "{count} results", len(frame), count=len(frame))
    parts = [
        _(
            "**The reports print {total}, {by_report}: {outputs} and {outcomes}.**",
            total=total,
            by_report=by_report,
            outputs=ngettext("{count} output", "{count} outputs", outputs, count=outputs),
            outcomes=ngettext("{count} outcome", "{count} outcomes", outcomes, count=outcomes),
        )
    ]
    if floors:
        parts.append(
            ngettext(
                "{floors} is printed without an upper limit.",
                "{floors} are printed without an upper limit.",
                floors,
                floors=floors,
            )
        )
    if repeated:
        parts.append(
            ngettext(
                "{repeated} is printed more than once, {differ} in different words or numbers.",
                "{repeated} are printed more than once, {differ} in different words or numbers.",
                repeated,
                repeated=repeated,
                differ=differ,
            )
        )
    if status:
        parts.append(
            ngettext("{status} has a printed status.", "{status} have a printed status.", status, status=status)
        )
    if others:
        parts.append(
            ngettext(
                "{others} is claimed for others than the Netherlands.",
                "{others} are claimed for others than the Netherlands.",
                others,
                others=others,
            )
        )
    return " ".join(parts)


def result_windows(frame: pd.DataFrame) -> str:
    """Count the windows of each report, see ``answers.windows``; Markdown."""
    if frame.empty:
        return _("**There is no result, and so no window.**")
    known = frame[frame["basis"] != "unknown"]
    distinct = known.drop_duplicates(["report", "period_start", "period_end"])["report"].value_counts().sort_index()
    listed = wording.listed(
        [
            _(
                "{windows} in the report of {year}",
                windows=ngettext("{count} window", "{count} windows", count, count=count),
                year=year,
            )
            for year, count in distinct.items()
        ],
    ) or _("no known window")
    inferred = int(frame.loc[frame["basis"] == "inferred", "count"].sum())
    unknown = int(frame.loc[frame["basis"] == "unknown", "count"].sum())
    return _(
        "**The results are counted over {listed}.** For {results} the window is inferred, for {unknown} none can be told.",
        listed=listed,
        results=ngettext("{inferred} result", "{inferred} results", inferred, inferred=inferred),
        unknown=unknown,
    )


def continuity(frame: pd.DataFrame) -> str:
    """Say what became of the indicators, those with a printed status first, see ``answers.continuity``; Markdown."""
    if frame.empty:
        return _("**No report prints an indicator for this choice of theme and level.**")
    parts = []
    formal = frame[frame["status_as_printed"].notna()]
    if len(formal):
        parts.append(f"**{_formal(formal)}**")
    for year in sorted(frame["first"].unique()):
        rows = frame[frame["first"] == year]
        told = _fates(rows)
        parts.append(
            _(
                "{indicators} first printed in the report of {year}: {told}.",
                indicators=ngettext("{count} indicator", "{count} indicators", len(rows), count=len(rows)),
                year=year,
                told=told,
            )
        )
    turned = frame[frame["level_change"].notna() & (frame["fate"] == "like")]
    parts += [_turned(row) for row in _records(turned)]
    if partial := sorted({report for cell in frame["partial"].dropna() for report in cell.split()}):
        parts.append(
            _(
                "Only a part of the results for {years} is reported: what is not printed there does not count as gone.",
                years=wording.listed(partial),
            )
        )
    return " ".join(parts)


def asked(pairs: pd.DataFrame) -> str:
    """Count the pairs of ``answers.comparisons`` that allow a change, and those refused; Markdown."""
    if pairs.empty:
        return _("**No pair of figures asks to be compared in this choice.**")
    allowed = int(pairs["allowed"].sum())
    refused = len(pairs) - allowed
    of = ngettext("{count} pair", "{count} pairs", len(pairs), count=len(pairs))
    return ngettext(
        "**Of {of_} of figures that ask to be compared, {allowed} allows a change to be computed; the others ({refused}) are refused.**",
        "**Of {of_} of figures that ask to be compared, {allowed} allow a change to be computed; the others ({refused}) are refused.**",
        allowed,
        of_=of,
        allowed=allowed,
        refused=refused,
    )


def comparisons(pairs: pd.DataFrame, changes: pd.DataFrame) -> str:
    """Count the verdicts on pairs, the changes that may be computed, and why others may not; Markdown.

    ``pairs`` is ``answers.comparisons``, ``changes`` is ``answers.changes``.
    """
    first = asked(pairs)
    if pairs.empty:
        return first
    counts = pairs["verdict"].value_counts()
    codes = [code for code in ("comparable", "with_care", "not_comparable") if counts.get(code, 0)]
    told = wording.listed([f"{counts[code]} {wording.verdict(code)}" for code in codes])
    parts = [first, _("By what they count: {told}.", told=told)]
    held = pairs[(pairs["verdict"] != "not_comparable") & ~pairs["allowed"].astype("bool")]
    if len(held):
        codes = list(dict.fromkeys(held["obstacles"].str.split().explode()))
        why = wording.listed([wording.obstacle(code) for code in codes])
        parts.append(
            ngettext(
                "{held} of the comparable ones is refused for its windows: {why}.",
                "{held} of the comparable ones are refused for their windows: {why}.",
                len(held),
                held=len(held),
                why=why,
            )
        )
    if len(changes):
        # A decision reports no results: it has no name among the reports.
        reports = changes.dropna(subset=["report", "other_report"])
        across = reports.loc[reports["report"] != reports["other_report"], translated("label")].drop_duplicates()
        listed = wording.listed(list(across)) or _("none")
        parts.append(_("From one report to another: {listed}.", listed=listed))
    return " ".join(parts)


def change(result: pd.DataFrame) -> str:
    """Say how two figures differ over time, or why that cannot be said, see ``answers.verdict``; Markdown."""
    row: Any = result.iloc[0]
    start, end = (
        f"“{row[f'{side}as_printed']}” ({wording.window(row[f'{side}period_start'], row[f'{side}period_end'])})"
        for side in ("", "other_")
    )
    label, other = row[translated("label")], row[translated("other_label")]
    what = label if label == other else f"{label} / {other}"
    reason = f" {wording.prose(row, 'reason')}".rstrip()
    if not row["allowed"]:
        why = wording.listed([wording.obstacle(code) for code in row["obstacles"].split()])
        return _(
            "**{what}: from {start} to {end} no change can be computed: {why}.**{reason}",
            what=what,
            start=start,
            end=end,
            why=why,
            reason=reason,
        )
    care = row["verdict"] == "with_care"
    caution = _(" To be read with care.") if care else ""
    return _(
        "**{what}: from {start} to {end}, {moved}.**{caution}{reason}",
        what=what,
        start=start,
        end=end,
        moved=moved(row),
        caution=caution,
        reason=reason,
    )


def moved(row: Any) -> str:
    """Say an increase or decrease with its size: "a decrease of 570 (38.8%)"; undecided where both are possible."""
    low, high = row["change_lower"], row["change_upper"]
    unit = row["unit"] if row["unit"] in SIGNED else ""
    relative = row["relative_lower"], row["relative_upper"]
    if low == high == 0:
        return _("no change")
    if _missing(low) or low < 0:
        if _missing(high) or high > 0:
            if _missing(low) or _missing(high):
                return _("and whether it rose or fell cannot be told")
            span = numbers.signed(low, high)
            return _("a change of {span}: whether it rose or fell cannot be told", span=span)
        size = numbers.interval(-high, None if _missing(low) else -low, unit)
        share = "" if _missing(relative[1]) else _share(-relative[1], None if _missing(relative[0]) else -relative[0])
        return _("a decrease of {size}{share}", size=size, share=share)
    size = numbers.interval(low, high, unit)
    share = "" if _missing(relative[0]) else _share(*relative)
    return _("an increase of {size}{share}", size=size, share=share)


def _share(low: float, high: float | None) -> str:
    return f" ({numbers.share(low, high)})"


def _missing(end: Any) -> bool:
    return end is None or bool(pd.isna(end))


def _formal(formal: pd.DataFrame) -> str:
    reports = [str(report) for report in sorted(formal["first"].unique())]
    year = wording.listed(reports)
    told = _fates(formal)
    given = ngettext("{formal} indicator", "{formal} indicators", len(formal), formal=len(formal))
    if len(reports) > 1:
        return _(
            "Of the {given} that the reports of {year} give a status: {told}.",
            given=given,
            year=year,
            told=told,
        )
    return _("Of the {given} that the report of {year} gives a status: {told}.", given=given, year=year, told=told)


def _fates(rows: pd.DataFrame) -> str:
    counts = {code: int(count) for code, count in rows["fate"].value_counts().items()}
    singular: dict[str, str] = {
        "kept": N_("is printed again later"),
        "like": N_("has only something like it later"),
        "vanished": N_("is not printed again"),
        "new_like": N_("resembles an earlier one"),
        "new": N_("is like no earlier one"),
    }
    plural: dict[str, str] = {
        "kept": N_("are printed again later"),
        "like": N_("have only something like them later"),
        "vanished": N_("are not printed again"),
        "new_like": N_("resemble an earlier one"),
        "new": N_("are like no earlier one"),
    }
    told = {
        code: " ".join((str(counts[code]), _((singular if counts[code] == 1 else plural)[code])))
        for code in singular
        if code in counts
    }
    # What came of it is one thing, whether it had something like it before is another.
    resembling = int(((rows["fate"] == "vanished") & rows["counterpart_measure_id"].notna()).sum())
    if resembling:
        told["vanished"] += ngettext(
            " ({count} of them resembles an earlier one)",
            " ({count} of them resemble an earlier one)",
            resembling,
            count=resembling,
        )
    return wording.listed(list(told.values()))


def _turned(row: Any) -> str:
    old, new = (wording.level(code) for code in row.level_change.split("_to_"))
    label, beside = getattr(row, translated("label")), getattr(row, translated("later"))
    return _(
        "Where one report counts an {old} ({label}), a later one counts an {new} ({beside}).",
        old=old,
        label=label,
        new=new,
        beside=beside,
    )


def _differs(row: Any) -> bool:
    printings = {text.casefold() for text in (row.as_printed, *row.other_as_printed.split(" · "))}
    return len(printings) > 1


def highlights(frame: pd.DataFrame) -> str:
    """Say which results the next page prints higher, which lower and which no more, see ``questions.indicators``.

    ``frame`` is ``answers.highlights``; Markdown.
    """
    shown = frame[frame["series_id"].notna()]
    if shown.empty:
        return _("**No highlight of the page goes with a result of this choice.**")
    told = []
    for fate in ("higher", "lower", "same", "vanished"):
        names = [_quoted(row) for row in _records(shown[shown["fate"] == fate])]
        if names:
            told.append(f"- {words.highlight(fate)}: {wording.listed(names)}")
    count = ngettext("{shown} result", "{shown} results", len(shown), shown=len(shown))
    gone = int((shown["fate"] == "vanished").sum())
    parts = [
        ngettext(
            "**Of {count} of the report that a highlight goes with, {value} has one on the page after it. No pair counts the same, so that no change is computed.**",
            "**Of {count} of the report that a highlight goes with, {value} have one on the page after it. No pair counts the same, so that no change is computed.**",
            len(shown) - gone,
            count=count,
            value=len(shown) - gone,
        )
    ]
    open_ = int((~shown["decided"] & shown["other_value"].notna()).sum())
    if open_:
        parts.append(
            _(
                "For {open_} of the pairs “higher” or “lower” goes by the number as printed: “more than” sets no upper limit, so that the contrary is not ruled out.",
                open_=open_,
            )
        )
    text = f"{' '.join(parts)}\n\n" + "\n".join(told)
    if gone and (reason := wording.prose(shown[shown["fate"] == "vanished"].iloc[0], "reason")):
        text += _("\n\nA missing highlight is no nought. {reason}", reason=reason)
    others = frame[frame["series_id"].isna()]
    if len(others):
        rest = "; ".join(others[translated("label")])
        text += _(" Of the other results of the report none is a highlight of that page: {rest}.", rest=rest)
    return text


def _quoted(row: Any) -> str:
    there = f"“{row.as_printed}”"
    if pd.notna(row.other_as_printed):
        there += _(", then “{other_as_printed}”", other_as_printed=row.other_as_printed)
    return f"{getattr(row, translated('label'))} ({there})"


def _records(frame: pd.DataFrame) -> list[Any]:
    return list(rows_of(frame))
