"""Sentences on how far the figures can be trusted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, ngettext, numbers, translated
from analysis.questions.audit import answers as question
from analysis.questions.audit import words
from analysis.questions.indicators.sentences import asked
from analysis.show import wording
from analysis.show.wording import listed


def audit_numbers(documents: pd.DataFrame, rules: pd.DataFrame) -> str:
    """Say what the audit of printed numbers found, see ``answers.documents`` and ``rules``; Markdown."""
    total, figures, windows, ruled, nothing, printings, silent = (
        int(documents[name].sum())
        for name in ("numbers", "in_figures", "in_windows", "by_rules", "unaccounted", "printings", "without_number")
    )
    one = len(documents) == 1
    left = _("and each of them is accounted for")
    if nothing:
        left = _(
            "of which {nothing} {is_} not accounted for",
            nothing=_number(nothing),
            is_=_is(nothing),
        )
    who = f"*{documents['title'].iloc[0]}*" if one else _("The {documents} documents", documents=len(documents))
    where = [
        ngettext(
            "{figures} stands in a figure of this dataset",
            "{figures} stand in a figure of this dataset",
            figures,
            figures=_number(figures),
        ),
        _("{windows} in the window of a figure", windows=_number(windows)),
        _(
            "{ruled} {is_} no data, by {rules} why",
            ruled=_number(ruled),
            is_=_is(ruled),
            rules=ngettext("{rules} rule that says", "{rules} rules that say", len(rules), rules=len(rules)),
        ),
    ]
    found = [text for text, count in zip(where, (figures, windows, ruled), strict=True) if count]
    parts = [
        (
            _(
                "**{who} prints {total} numbers, {left}.**",
                who=who,
                total=_number(total),
                left=left,
            )
            if one
            else _("**{who} print {total} numbers, {left}.**", who=who, total=_number(total), left=left)
        ),
        *([f"{listed(found)}."] if found else []),
    ]
    other = documents.loc[~documents["same_text"], "title"]
    parts.append(
        _("The text that was audited is the edition that the figures cite.")
        if other.empty
        else _(
            "**The text that was audited is not the edition that the figures cite: {list}.**",
            list=listed(list(other)),
        )
    )
    if silent:
        parts.append(
            ngettext(
                "Of {printings} printings of figures, {silent} holds no number that can be read: a word instead of a number, or damage.",
                "Of {printings} printings of figures, {silent} hold no number that can be read: a word instead of a number, or damage.",
                silent,
                printings=_number(printings),
                silent=silent,
            )
        )
    return " ".join(parts)


def audit_certainty(footing: pd.DataFrame) -> str:
    """Count how firmly the figures are printed, see ``answers.footing``; Markdown."""
    if footing.empty:
        return _("**No figure is entered for this choice.**")
    counts = footing["certainty"].value_counts()
    told = [f"{counts[code]} {words}" for code, words in words.certainties().items() if counts.get(code, 0)]
    exact = int(counts.get("exact", 0))
    share = _share(exact, len(footing))
    parts = [
        _(
            "**{share} {is_} written out in full.** By form: {join}.",
            share=share,
            is_=_is(exact),
            join="; ".join(told),
        )
    ]
    rounded, ours = int(footing["round"].sum()), int(footing["conventional"].sum())
    if rounded:
        parts.append(
            ngettext(
                "{rounded} of those written out in full ends in two zeros or more, and may be rounded without saying so.",
                "{rounded} of those written out in full end in two zeros or more, and may be rounded without saying so.",
                rounded,
                rounded=_number(rounded),
            )
        )
    if ours:
        parts.append(_("For {figures}, an end is our convention for a hedge.", figures=_figures(ours)))
    return " ".join(parts)


def audit_calibration(calibration: pd.DataFrame) -> str:
    """Say whether what a hedge is read as holds what was printed exactly, see ``answers.calibration``."""
    if calibration.empty:
        return _("**No fact of this choice is printed both with a hedge and exactly.**")
    total, held = len(calibration), int(calibration["holds"].sum())
    open_ = int(calibration["position"].isna().sum())
    facts = calibration["fact_id"].nunique()
    number, of = _number(held), _number(total)
    text = ngettext(
        "**{number} of {of_} hedged printings holds what is printed exactly of the same fact.**",
        "**{number} of {of_} hedged printings hold what is printed exactly of the same fact.**",
        held,
        number=number,
        of_=of,
    )
    many = _number(facts)
    text += " " + ngettext("They are of {many} fact;", "They are of {many} facts;", facts, many=many)
    ends = _number(open_)
    text += " " + ngettext(
        "{ends} of them has one end only, and could hardly fail.",
        "{ends} of them have one end only, and could hardly fail.",
        open_,
        ends=ends,
    )
    if held < total:
        text += _(" Where one does not, the convention is too narrow for it.")
    return text


def audit_windows(footing: pd.DataFrame) -> str:
    """Count how the windows are known, and how many figures are firm in everything; Markdown."""
    if footing.empty:
        return _("**No figure, and so no window.**")
    counts = footing["basis"].value_counts()
    told = [f"{counts[code]} {words}" for code, words in wording.bases().items() if counts.get(code, 0)]
    dated = footing["basis"].isin(["printed", "footnote"])
    point = footing["certainty"].isin(["exact", "decided"])
    firm = int((dated & point & ~footing["contested"]).sum())
    contested = int(footing["contested"].sum())
    in_print, both = (_share(count, len(footing)) for count in (int(dated.sum()), firm))
    are = _is(1 if len(footing) == 1 else firm)
    some = _number(contested) if contested else _("No")
    return (
        _(
            "**The window is printed for {in_print}.** By how it is known: {join}. {some} figure stands in a discrepancy. **{both} {are} at once a single value, dated in print, and undisputed.**",
            in_print=in_print,
            join="; ".join(told),
            some=some,
            both=both,
            are=are,
        )
        if contested <= 1
        else _(
            "**The window is printed for {in_print}.** By how it is known: {join}. {some} figures stand in a discrepancy. **{both} {are} at once a single value, dated in print, and undisputed.**",
            in_print=in_print,
            join="; ".join(told),
            some=some,
            both=both,
            are=are,
        )
    )


def audit_discrepancies(frame: pd.DataFrame) -> str:
    """Count the discrepancies shown, and say whether they still hold, see ``answers.disagreements``; Markdown."""
    if frame.empty:
        return _("**No discrepancy is recorded for this choice.**")
    counts: Any = question.graveness(frame).iloc[0]
    grave, gone = int(counts["contradiction"]), int(counts["gone"])
    figures = {name for cell in frame["figure_id"] for name in cell.split()}
    total = f"{grave} {wording.severity('contradiction', grave)}" if grave else _("No contradiction")
    meaning = words.severity_meaning("contradiction")
    told = {
        "within": _("within one document"),
        "across": _("between documents"),
        "outside": _("with numbers from outside"),
    }
    places = listed([f"{counts[where]} {words}" for where, words in told.items() if counts[where]])
    others = [
        f"{counts[code]} {wording.severity(code, counts[code])} ({words.severity_meaning(code)})"
        for code in question.SEVERITIES[1:]
        if counts[code]
    ]
    parts = [f"**{total} ({meaning}){': ' if places else ''}{places}.**"]
    if others:
        parts.append(_("Recorded beside them, and not counted as such: {others}.", others=listed(others)))
    parts.append(
        ngettext(
            "{figures} is concerned, other printings of the same facts included.",
            "{figures} are concerned, other printings of the same facts included.",
            len(figures),
            figures=_figures(len(figures)),
        )
    )
    parts.append(
        ngettext(
            "**Recomputed from the data, {gone} no longer holds.**",
            "**Recomputed from the data, {gone} no longer hold.**",
            gone,
            gone=gone,
        )
        if gone
        else _("Recomputed from the data, each is still there.")
    )
    return " ".join(parts)


def audit_external(checked: pd.DataFrame) -> str:
    """Count the figures that agree with numbers from outside, see ``answers.checked``; Markdown."""
    if checked.empty:
        return _("**No figure of this choice can be held against numbers from outside.**")
    counts = checked.drop_duplicates("figure_id")["outcome"].value_counts()
    words = {
        "agrees": _("as the document labels it, or as its source counts where it does not say"),
        "other_count": _("only with what its source counts there"),
        "differs": _("with neither"),
        "undecided": _("perhaps: the rounding does not decide it"),
    }
    told = [f"{counts[code]} {text}" for code, text in words.items() if counts.get(code, 0)]
    total = _figures(int(counts.sum()))
    return _(
        "**Of {total} that can be held against numbers from outside, these agree: {told}.**",
        total=total,
        told=listed(told),
    )


def audit_promises(promises: pd.DataFrame) -> str:
    """Count what became of the promises, see ``answers.promises``; Markdown."""
    if promises.empty:
        return _("**No promise without a number is printed for this choice.**")
    counts = promises["kept"].value_counts()
    words = {
        "yes": _("kept"),
        "partly": _("partly kept"),
        "no": _("not kept in these documents"),
        "not_in_documents": _("to which these documents do not come back"),
    }
    told = listed([f"{counts[code]} {text}" for code, text in words.items() if counts.get(code, 0)])
    total = ngettext("{promises} promise", "{promises} promises", len(promises), promises=len(promises))
    return _("**{total} without a number: {told}.**", total=total, told=told)


def audit_money(pairs: pd.DataFrame, both: pd.DataFrame) -> str:
    """Say which money can be put beside which result; Markdown.

    The frames are ``answers.money_beside_results`` and ``programmes_with_both``.
    """
    row: Any = both.iloc[0]
    one = row["with_both"] == 1
    with_result = ngettext(
        "{with_result} programme has",
        "{with_result} programmes have",
        row["with_result"],
        with_result=row["with_result"],
    )
    parts = [
        (
            _(
                "**{with_result} a printed result, {with_amount} a printed amount, and {with_both} has both.**",
                with_result=with_result,
                with_amount=row["with_amount"],
                with_both=row["with_both"],
            )
            if one
            else _(
                "**{with_result} a printed result, {with_amount} a printed amount, and {with_both} have both.**",
                with_result=with_result,
                with_amount=row["with_amount"],
                with_both=row["with_both"],
            )
        )
    ]
    if pairs.empty:
        parts.append(_("For this choice no amount stands beside a result."))
        return " ".join(parts)
    allowed = int(pairs["allowed"].sum())
    total = ngettext("{count} pair", "{count} pairs", len(pairs), count=len(pairs))
    verdict = _("none of them allows the one to be divided by the other")
    if allowed:
        verdict = ngettext(
            "{allowed} allows the one to be divided by the other",
            "{allowed} allow the one to be divided by the other",
            allowed,
            allowed=allowed,
        )
    parts.append(
        _(
            "**{total} of an amount and a result might be thought to belong together; {verdict}.**",
            total=total,
            verdict=verdict,
        )
    )
    refused = pairs[~pairs["allowed"].astype("bool")]
    reasons = {
        "is_spent": _("the amount was not spent but budgeted or promised"),
        "same_window": _("the windows are not known to be the same"),
        "same_portfolio": _("the amount is not for what the result counts alone"),
        "same_payer": _("the payers are not the same"),
    }
    told = [f"{count} × {text}" for name, text in reasons.items() if (count := int((refused[name] != "yes").sum()))]
    if told:
        parts.append(_("Why not: {told}.", told=listed(told)))
    nearest = refused[refused["agreeing"] == len(reasons) - 1]
    if len(nearest):
        names = list(
            dict.fromkeys(f"{getattr(pair, translated('label'))} (“{pair.as_printed}”)" for pair in rows_of(nearest))
        )
        missing = listed([text for name, text in reasons.items() if (nearest[name] != "yes").any()])
        parts.append(
            ngettext(
                "Nearest comes {pairs} in which one thing is missing, with the amount for {names}: {missing}.",
                "Nearest come {pairs} in which one thing is missing, with the amount for {names}: {missing}.",
                len(nearest),
                pairs=ngettext("{nearest} pair", "{nearest} pairs", len(nearest), nearest=len(nearest)),
                names=listed(names),
                missing=missing,
            )
        )
    return " ".join(parts)


def audit_refusals(pairs: pd.DataFrame) -> str:
    """Count the pairs of figures that may be compared and those refused, see ``answers.comparable``; Markdown."""
    text = asked(pairs)
    refused = pairs[~pairs["allowed"].astype("bool")]
    if refused.empty:
        return text
    counts = refused["obstacles"].str.split().explode().value_counts()
    told = listed([f"{count} × {wording.obstacle(str(code))}" for code, count in counts.items()])
    return _("{value} The obstacles, of which a pair may have several: {told}.", value=text, told=told)


def _number(count: int) -> str:
    return numbers.number(count)


def _figures(count: int) -> str:
    return ngettext("{count} figure", "{count} figures", count, count=_number(count))


def _share(count: int, total: int) -> str:
    """Return "155 of 241 figures (64.3%)"."""
    number, figures = _number(count), _figures(total)
    share = numbers.share(count / total, count / total)
    return ngettext(
        "{number} of {figures} ({share})",
        "{number} of {figures} ({share})",
        total,
        number=number,
        figures=figures,
        share=share,
    )


def _is(count: int) -> str:
    return _("is") if count == 1 else _("are")
