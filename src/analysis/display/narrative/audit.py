"""Sentences on how far the figures can be trusted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.narrative.indicators import asked
from analysis.display.theme import Language
from analysis.display.wording import counted, listed, say
from analysis.questions import audit as question


def audit_numbers(documents: pd.DataFrame, rules: pd.DataFrame, language: Language) -> str:
    """Say what the audit of printed numbers found, see ``questions.audit.documents`` and ``rules``; Markdown."""
    total, figures, windows, ruled, nothing, printings, silent = (
        int(documents[name].sum())
        for name in ("numbers", "in_figures", "in_windows", "by_rules", "unaccounted", "printings", "without_number")
    )
    one = len(documents) == 1
    left = say(language, "and each of them is accounted for", "en elk daarvan is verantwoord")
    if nothing:
        left = say(language, f"of which {_number(nothing, language)} {_is(nothing, language)} not accounted for",
                   f"waarvan {_number(nothing, language)} niet {_is(nothing, language)} verantwoord")  # fmt: skip
    who = f"*{documents['title'].iloc[0]}*" if one else say(
        language, f"The {len(documents)} documents", f"De {len(documents)} documenten")  # fmt: skip
    where = [
        say(language, f"{_number(figures, language)} {'stands' if figures == 1 else 'stand'} in a figure of this dataset",
            f"{_number(figures, language)} {'staat' if figures == 1 else 'staan'} in een cijfer van deze dataset"),
        say(language, f"{_number(windows, language)} in the window of a figure", f"{_number(windows, language)} in de periode van een cijfer"),
        say(language, f"{_number(ruled, language)} {_is(ruled, language)} no data, by {counted(len(rules), 'rule that says', 'rules that say')} why",
            f"{_number(ruled, language)} {_is(ruled, language)} geen gegeven, volgens {counted(len(rules), 'regel die zegt', 'regels die zeggen')} waarom"),
    ]  # fmt: skip
    found = [text for text, count in zip(where, (figures, windows, ruled), strict=True) if count]
    parts = [
        say(language,
            f"**{who} print{'s' if one else ''} {_number(total, language)} numbers, {left}.**",
            f"**{who} {'vermeldt' if one else 'vermelden'} {_number(total, language)} getallen, {left}.**"),
        *([f"{listed(found, language)}."] if found else []),
    ]  # fmt: skip
    other = documents.loc[~documents["same_text"], "title"]
    parts.append(
        say(language, "The text that was audited is the edition that the figures cite.",
            "De gecontroleerde tekst is de editie waarnaar de cijfers verwijzen.")
        if other.empty
        else say(language, f"**The text that was audited is not the edition that the figures cite: {listed(list(other), language)}.**",
                 f"**De gecontroleerde tekst is niet de editie waarnaar de cijfers verwijzen: {listed(list(other), language)}.**")
    )  # fmt: skip
    if silent:
        parts.append(
            say(language,
                f"Of {_number(printings, language)} printings of figures, {silent} {'holds' if silent == 1 else 'hold'} no number that can be read: a word instead of a number, or damage.",
                f"Van {_number(printings, language)} vermeldingen van cijfers {'bevat' if silent == 1 else 'bevatten'} er {silent} geen leesbaar getal: een woord in plaats van een getal, of schade.")
        )  # fmt: skip
    return " ".join(parts)


def audit_certainty(footing: pd.DataFrame, language: Language) -> str:
    """Count how firmly the figures are printed, see ``questions.audit.footing``; Markdown."""
    if footing.empty:
        return say(
            language, "**No figure is entered for this choice.**", "**Voor deze keuze is geen cijfer ingevoerd.**"
        )
    counts = footing["certainty"].value_counts()
    told = [f"{counts[code]} {words}" for code, words in wording.certainties(language).items() if counts.get(code, 0)]
    exact = int(counts.get("exact", 0))
    share = _share(exact, len(footing), language)
    parts = [
        say(language,
            f"**{share} {_is(exact, language)} written out in full.** By form: {'; '.join(told)}.",
            f"**{share} {_is(exact, language)} voluit geschreven.** Naar vorm: {'; '.join(told)}.")
    ]  # fmt: skip
    rounded, ours = int(footing["round"].sum()), int(footing["conventional"].sum())
    if rounded:
        parts.append(
            say(language,
                f"{_number(rounded, language)} of those written out in full {'ends' if rounded == 1 else 'end'} in two zeros or more, and may be rounded without saying so.",
                f"{_number(rounded, language)} van de voluit geschreven cijfers {'eindigt' if rounded == 1 else 'eindigen'} op twee of meer nullen, en {'kan' if rounded == 1 else 'kunnen'} ongezegd afgerond zijn.")
        )  # fmt: skip
    if ours:
        parts.append(
            say(language, f"For {_figures(ours, language)}, an end is our convention for a hedge.",
                f"Bij {_figures(ours, language)} is een grens onze afspraak voor een slag om de arm.")
        )  # fmt: skip
    return " ".join(parts)


def audit_calibration(calibration: pd.DataFrame, language: Language) -> str:
    """Say whether what a hedge is read as holds what was printed exactly, see ``questions.audit.calibration``."""
    if calibration.empty:
        return say(language, "**No fact of this choice is printed both with a hedge and exactly.**",
                   "**Geen feit van deze keuze is zowel met een slag om de arm als precies vermeld.**")  # fmt: skip
    total, held = len(calibration), int(calibration["holds"].sum())
    open_ = int(calibration["position"].isna().sum())
    facts = calibration["fact_id"].nunique()
    text = say(language,
        f"**{_number(held, language)} of {_number(total, language)} hedged printings hold what is printed exactly of the same fact.** "
        f"They are of {_number(facts, language)} {'fact' if facts == 1 else 'facts'}; {_number(open_, language)} of them "
        f"{'has' if open_ == 1 else 'have'} one end only, and could hardly fail.",
        f"**Van {_number(total, language)} vermeldingen met een slag om de arm {'omvat' if held == 1 else 'omvatten'} er {_number(held, language)} "
        f"wat van hetzelfde feit precies is vermeld.** Ze gaan over {_number(facts, language)} {'feit' if facts == 1 else 'feiten'}; "
        f"{_number(open_, language)} ervan {'heeft' if open_ == 1 else 'hebben'} maar één grens en {'kan' if open_ == 1 else 'kunnen'} nauwelijks falen.")  # fmt: skip
    if held < total:
        text += say(language, " Where one does not, the convention is too narrow for it.",
                    " Waar dat niet zo is, is de afspraak ervoor te krap.")  # fmt: skip
    return text


def audit_windows(footing: pd.DataFrame, language: Language) -> str:
    """Count how the windows are known, and how many figures are firm in everything; Markdown."""
    if footing.empty:
        return say(language, "**No figure, and so no window.**", "**Geen cijfer, en dus geen periode.**")
    counts = footing["basis"].value_counts()
    told = [f"{counts[code]} {words}" for code, words in wording.bases(language).items() if counts.get(code, 0)]
    dated = footing["basis"].isin(["printed", "footnote"])
    point = footing["certainty"].isin(["exact", "decided"])
    firm = int((dated & point & ~footing["contested"]).sum())
    contested = int(footing["contested"].sum())
    in_print, both = (_share(count, len(footing), language) for count in (int(dated.sum()), firm))
    are = _is(1 if len(footing) == 1 else firm, language)
    some = _number(contested, language) if contested else say(language, "No", "Geen")
    return say(language,
        f"**In print is the window of {in_print}.** By how it is known: {'; '.join(told)}. "
        f"{some} {'figure stands' if contested <= 1 else 'figures stand'} in a discrepancy. "
        f"**{both} {are} at once a single value, dated in print, and undisputed.**",
        f"**Vermeld is de periode van {in_print}.** Naar hoe ze bekend is: {'; '.join(told)}. "
        f"{some} {'cijfer staat' if contested <= 1 else 'cijfers staan'} in een tegenstrijdigheid of verschil. "
        f"**{both} {are} tegelijk één waarde, met een vermelde periode, en onbetwist.**")  # fmt: skip


def audit_discrepancies(frame: pd.DataFrame, language: Language) -> str:
    """Count the discrepancies shown, and say whether they still hold, see ``questions.audit.disagreements``; Markdown."""
    if frame.empty:
        return say(language, "**No discrepancy is recorded for this choice.**",
                   "**Voor deze keuze is geen tegenstrijdigheid of verschil vastgelegd.**")  # fmt: skip
    counts: Any = question.graveness(frame).iloc[0]
    grave, gone = int(counts["contradiction"]), int(counts["gone"])
    figures = {name for cell in frame["figure_id"] for name in cell.split()}
    total = counted(grave, *(wording.severity("contradiction", language, number) for number in (1, 2))) if grave else say(
        language, "No contradiction", "Geen tegenstrijdigheid")  # fmt: skip
    meaning = wording.severity_meaning("contradiction", language)
    told = {"within": say(language, "within one document", "binnen één document"),
            "across": say(language, "between documents", "tussen documenten"),
            "outside": say(language, "with numbers from outside", "met cijfers van buiten")}  # fmt: skip
    places = listed([f"{counts[where]} {words}" for where, words in told.items() if counts[where]], language)
    others = [
        f"{counts[code]} {wording.severity(code, language, counts[code])} ({wording.severity_meaning(code, language)})"
        for code in question.SEVERITIES[1:] if counts[code]
    ]  # fmt: skip
    parts = [f"**{total} ({meaning}){': ' if places else ''}{places}.**"]
    if others:
        parts.append(
            say(language, f"Recorded beside {'it' if grave == 1 else 'them' if grave else 'that'}, and not counted as such: {listed(others, language)}.",
                f"Daarnaast is vastgelegd, en niet als tegenstrijdigheid geteld: {listed(others, language)}.")
        )  # fmt: skip
    parts.append(
        say(language, f"{_figures(len(figures), language)} {'is' if len(figures) == 1 else 'are'} concerned, other printings of the same facts included.",
            f"Het gaat om {_figures(len(figures), language)}, andere vermeldingen van dezelfde feiten meegerekend.")
    )  # fmt: skip
    parts.append(
        say(language, f"**Recomputed from the data, {gone} no longer {'holds' if gone == 1 else 'hold'}.**",
            f"**Nagerekend uit de gegevens {'gaat' if gone == 1 else 'gaan'} er {gone} niet meer op.**")
        if gone
        else say(language, "Recomputed from the data, each is still there.",
                 "Nagerekend uit de gegevens is elke ervan er nog.")
    )  # fmt: skip
    return " ".join(parts)


def audit_external(checked: pd.DataFrame, language: Language) -> str:
    """Count the figures that agree with numbers from outside, see ``questions.audit.checked``; Markdown."""
    if checked.empty:
        return say(language, "**No figure of this choice can be held against numbers from outside.**",
                   "**Geen cijfer van deze keuze is naast cijfers van buiten te leggen.**")  # fmt: skip
    counts = checked.drop_duplicates("figure_id")["outcome"].value_counts()
    words = {
        "agrees": say(language, "as the document labels it, or as its source counts where it does not say",
                      "zoals het document zegt, of zoals de bron telt waar het niets zegt"),
        "other_count": say(language, "only with what its source counts there", "alleen met wat de bron daar telt"),
        "differs": say(language, "with neither", "met geen van beide"),
        "undecided": say(language, "perhaps: the rounding does not decide it", "misschien: de afronding beslist het niet"),
    }  # fmt: skip
    told = [f"{counts[code]} {text}" for code, text in words.items() if counts.get(code, 0)]
    total = _figures(int(counts.sum()), language)
    return say(language,
        f"**Of {total} that can be held against numbers from outside, these agree: {listed(told, language)}.**",
        f"**Van {total} die naast getallen van buiten te leggen zijn, kloppen er: {listed(told, language)}.**")  # fmt: skip


def audit_promises(promises: pd.DataFrame, language: Language) -> str:
    """Count what became of the promises, see ``questions.audit.promises``; Markdown."""
    if promises.empty:
        return say(language, "**No promise without a number is printed for this choice.**",
                   "**Voor deze keuze is geen belofte zonder getal vermeld.**")  # fmt: skip
    counts = promises["kept"].value_counts()
    words = {
        "yes": say(language, "kept", "nagekomen"), "partly": say(language, "partly kept", "deels nagekomen"),
        "no": say(language, "not kept in these documents", "niet nagekomen in deze documenten"),
        "not_in_documents": say(language, "to which these documents do not come back", "waarop deze documenten niet terugkomen"),
    }  # fmt: skip
    told = listed([f"{counts[code]} {text}" for code, text in words.items() if counts.get(code, 0)], language)
    total = counted(len(promises), say(language, "promise", "belofte"), say(language, "promises", "beloften"))
    return say(language, f"**{total} without a number: {told}.**", f"**{total} zonder getal: {told}.**")


def audit_money(pairs: pd.DataFrame, both: pd.DataFrame, language: Language) -> str:
    """Say which money can be put beside which result; Markdown.

    The frames are ``questions.audit.money_beside_results`` and ``programmes_with_both``.
    """
    row: Any = both.iloc[0]
    one = row["with_both"] == 1
    with_result = counted(row["with_result"], say(language, "programme has", "programma heeft"),
                          say(language, "programmes have", "programma's hebben"))  # fmt: skip
    parts = [
        say(language,
            f"**{with_result} a printed result, {row['with_amount']} a printed amount, and {row['with_both']} {'has' if one else 'have'} both.**",
            f"**{with_result} een vermeld resultaat, {row['with_amount']} een vermeld bedrag, en {row['with_both']} {'heeft' if one else 'hebben'} allebei.**")
    ]  # fmt: skip
    if pairs.empty:
        parts.append(
            say(language, "For this choice no amount stands beside a result.", "Voor deze keuze staat geen bedrag naast een resultaat.")
        )  # fmt: skip
        return " ".join(parts)
    allowed = int(pairs["allowed"].sum())
    total = counted(len(pairs), say(language, "pair", "paar"), say(language, "pairs", "paren"))
    verdict = say(
        language,
        "none of them allows the one to be divided by the other",
        "bij geen ervan is het een door het ander te delen",
    )
    if allowed:
        verdict = say(language, f"{allowed} {'allows' if allowed == 1 else 'allow'} the one to be divided by the other",
                      f"bij {allowed} is het een door het ander te delen")  # fmt: skip
    parts.append(say(language, f"**{total} of an amount and a result might be thought to belong together; {verdict}.**",
                     f"**{total} van een bedrag en een resultaat lijken bij elkaar te kunnen horen; {verdict}.**"))  # fmt: skip
    refused = pairs[~pairs["allowed"].astype("bool")]
    reasons = {
        "is_spent": say(language, "the amount was not spent but budgeted or promised", "het bedrag is niet uitgegeven maar begroot of toegezegd"),
        "same_window": say(language, "the windows are not known to be the same", "niet bekend is dat de periodes gelijk zijn"),
        "same_portfolio": say(language, "the amount is not for what the result counts alone", "het bedrag is niet alleen voor wat het resultaat telt"),
        "same_payer": say(language, "the payers are not the same", "de financiers zijn niet dezelfde"),
    }  # fmt: skip
    told = [f"{count} × {text}" for name, text in reasons.items() if (count := int((refused[name] != "yes").sum()))]
    if told:
        parts.append(say(language, f"Why not: {listed(told, language)}.", f"Waarom niet: {listed(told, language)}."))
    nearest = refused[refused["agreeing"] == len(reasons) - 1]
    if len(nearest):
        names = list(
            dict.fromkeys(
                f"{getattr(pair, f'label_{language}')} (“{pair.as_printed}”)" for pair in nearest.itertuples()
            )
        )
        missing = listed([text for name, text in reasons.items() if (nearest[name] != "yes").any()], language)
        parts.append(
            say(language, f"Nearest {'comes' if len(nearest) == 1 else 'come'} {counted(len(nearest), 'pair', 'pairs')} in which one thing is missing, with the amount for {listed(names, language)}: {missing}.",
                f"Het dichtst in de buurt {'komt' if len(nearest) == 1 else 'komen'} {counted(len(nearest), 'paar', 'paren')} waarin één ding ontbreekt, met het bedrag voor {listed(names, language)}: {missing}.")
        )  # fmt: skip
    return " ".join(parts)


def audit_refusals(pairs: pd.DataFrame, language: Language) -> str:
    """Count the pairs of figures that may be compared and those refused, see ``questions.audit.comparable``; Markdown."""
    text = asked(pairs, language)
    refused = pairs[~pairs["allowed"].astype("bool")]
    if refused.empty:
        return text
    counts = refused["obstacles"].str.split().explode().value_counts()
    told = listed([f"{count} × {wording.obstacle(str(code), language)}" for code, count in counts.items()], language)
    return say(language, f"{text} The obstacles, of which a pair may have several: {told}.",
               f"{text} De bezwaren, waarvan een paar er meer kan hebben: {told}.")  # fmt: skip


def _number(count: int, language: Language) -> str:
    return numbers.number(count, language)


def _figures(count: int, language: Language) -> str:
    return f"{_number(count, language)} {say(language, 'figure' if count == 1 else 'figures', 'cijfer' if count == 1 else 'cijfers')}"


def _share(count: int, total: int, language: Language) -> str:
    """Return "155 of 241 figures (64.3%)"."""
    of = say(language, "of", "van" if total == 1 else "van de")
    return f"{_number(count, language)} {of} {_figures(total, language)} ({numbers.share(count / total, count / total, language)})"


def _is(count: int, language: Language) -> str:
    return say(language, "is" if count == 1 else "are", "is" if count == 1 else "zijn")
