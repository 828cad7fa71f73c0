"""The sentences on whatever figures were chosen, and on one of them: what it allows, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.figures import DECIDED
from analysis.figures.currencies import CURRENCIES, SIGNED
from analysis.language import N_, _, ngettext, numbers, translated
from analysis.show import wording

_PARTS = {
    "theme": N_("the theme"),
    "measure": N_("the measure"),
    "kind": N_("the kind"),
    "place": N_("the place"),
    "source": N_("the document"),
    "period": N_("the period"),
    "text": N_("the words"),
}


def explore(rows: pd.DataFrame, undated: pd.DataFrame, regional: pd.DataFrame | None = None) -> str:
    """Count the chosen printings, facts and documents, and what was left out and why; Markdown.

    ``undated`` would fit but has no window, ``regional`` is of a wider region than the place chosen.
    """
    if rows.empty:
        text = _("**No figure fits this choice.**")
    else:
        facts, documents = rows["fact_id"].nunique(), rows["source_id"].nunique()
        firm = int((rows["qualifier"].eq("exact") & rows["lower"].eq(rows["upper"])).sum())
        single = (
            ngettext(
                "{firm} is a single number without a hedge.",
                "{firm} are a single number without a hedge.",
                firm,
                firm=firm,
            )
            if firm
            else _("None is a single number without a hedge.")
        )
        text = _(
            "**{printings} of {facts} in {documents}.** {single}",
            printings=ngettext("{count} printing", "{count} printings", len(rows), count=len(rows)),
            facts=ngettext("{facts} fact", "{facts} facts", facts, facts=facts),
            documents=ngettext("{documents} document", "{documents} documents", documents, documents=documents),
            single=single,
        )
    if len(undated):
        text += _(
            " {undated_ones} no window that is known.",
            undated_ones=ngettext(
                "{undated} more would fit but has",
                "{undated} more would fit but have",
                len(undated),
                undated=len(undated),
            ),
        )
    if regional is not None and len(regional):
        text += ngettext(
            " {regional_figures} of a wider region that holds this country, and not counted as its own.",
            " {regional_figures} of a wider region that holds this country, and not counted as its own.",
            len(regional),
            regional_figures=ngettext(
                "{regional} figure is", "{regional} figures are", len(regional), regional=len(regional)
            ),
        )
    return text


def basket(rows: pd.DataFrame, pairs: pd.DataFrame, address: str) -> str:
    """Count the figures of a basket and the pairs that allow a change, and name its address; Markdown.

    ``rows`` and ``pairs`` are ``rows`` and ``comparisons`` of a ``questions.explore.basket.Basket``.
    """
    if rows.empty:
        return _("**The basket is empty.**")
    count = len(rows)
    text = ngettext(
        "**{count} figure is in the basket**, `{address}`.",
        "**{count} figures are in the basket**, `{address}`.",
        count,
        count=count,
        address=address,
    )
    if pairs.empty:
        return text
    return f"{text} {pairs_told(pairs)}"


def pairs_told(pairs: pd.DataFrame) -> str:
    """Say between how many pairs of figures a change may be computed, see ``comparability.verdicts``."""
    allowed = int(pairs["allowed"].sum())
    return ngettext(
        "For {allowed} of {count} pair a change may be computed; else the table says why not.",
        "For {allowed} of {count} pairs a change may be computed; for the others the table says why not.",
        len(pairs),
        allowed=allowed,
        count=len(pairs),
    )


def explore_remedy(nearest: str | None, loosened: Mapping[str, int]) -> str:
    """Say what to do where nothing fits: another spelling, or one part of the choice less; Markdown, perhaps empty."""
    parts = []
    if nearest:
        parts.append(_("Perhaps “{nearest}” was meant.", nearest=nearest))
    if loosened:
        *firsts, last = [" ".join((_(_PARTS[part]), f"({count})")) for part, count in loosened.items()]
        joined = _("{some} or {last}", some=", ".join(firsts), last=last) if firsts else last
        parts.append(_("Something fits without {joined}.", joined=joined))
    elif not nearest:
        parts.append(_("Clear the choice to begin again."))
    return " ".join(parts)


def figure(row: Any) -> str:
    """Say what one figure is, what it allows and why; Markdown. ``row`` is one of ``answers.register``."""
    what = getattr(row, translated("label"))
    return f"**{what}: “{row.as_printed}” {_means(row)}.** {reading(row)}"


def reading(row: Any) -> str:
    """Say by which convention a figure became what it allows, and which of its ends is not in the text."""
    if row.qualifier == "illegible" or (pd.isna(row.lower) and pd.isna(row.upper)):
        return _("What stood there cannot be read, so it has no value.")
    if row.kind in DECIDED and row.lower == row.upper:
        kind = wording.kind(row.kind)
        return _(
            "It was decided and not measured ({kind}), so it is taken as it stands{limit}.",
            kind=kind,
            limit=_limit(row),
        )
    text = _(_READINGS[_read_as(row)]).format(**_ends(row))
    if pd.isna(row.step):
        return text
    why = wording.prose(row, "step_reason")
    return _(
        "{value} The step is that of this figure alone, because the convention would mislead. {why}",
        value=text,
        why=why,
    ).rstrip()


# Which end is in the text and which is ours is the point of each sentence.
_READINGS = {
    "point": N_("It is written out in full without a hedge, so it is one number."),
    "rounded": N_("It is printed rounded: half a unit of its last printed place either way, {lower} to {upper}."),
    "just_over": N_(
        "The hedge means a little more than. The lower end, {lower}, is in the text; the upper end, {upper}, is **our convention**: one step of {width} above it, the place of the last digit that is not nought, and a fifth of the number at most."
    ),
    "almost": N_(
        "The hedge means a little less than. The upper end, {upper}, is in the text; the lower end, {lower}, is **our convention**: one step of {width} below it, the place of the last digit that is not nought, and a fifth of the number at most. Neither end is itself allowed."
    ),
    "about": N_(
        "The hedge means that it may be more or less. Both ends, {lower} and {upper}, are **our convention**: half a step either way, as if it were rounded, and a tenth of the number at most."
    ),
    "more_than": N_(
        "The printed form says more than {lower}, which is itself not allowed. It sets no upper end; none is made up."
    ),
    "less_than": N_(
        "The printed form says less than {upper}, which is itself not allowed. It sets no lower end, so it begins at nought."
    ),
    "floor": N_("The printed form sets a lower end, {lower}, and no upper one; none is made up."),
    "at_most": N_("The printed form sets an upper end, {upper}, and no lower one, so it begins at nought."),
    "range": N_("Both ends, {lower} and {upper}, are in the text."),
}


def _read_as(row: Any) -> str:
    if row.qualifier == "exact":
        return "point" if row.lower == row.upper else "rounded"
    return str(row.qualifier) if row.qualifier in _READINGS else "floor"


def _ends(row: Any) -> dict[str, str]:
    unit = row.unit if row.unit in SIGNED else ""
    ends = {"lower": row.lower, "upper": row.upper, "width": row.upper - row.lower}
    # An end is printed as it is, not rounded outwards: it is the subject of the sentence.
    return {name: "" if pd.isna(end) else _exact(float(end), unit) for name, end in ends.items()}


def _exact(value: float, unit: str) -> str:
    if unit in CURRENCIES:
        return numbers.interval(value, value, unit)
    text = numbers.number(value)
    return f"{text}%" if unit else text


def _limit(row: Any) -> str:
    if row.qualifier in {"at_most", "less_than"}:
        return _("; its words make it an upper limit")
    if row.qualifier == "at_least":
        return _("; its words make it a lower limit")
    return ""


def _means(row: Any) -> str:
    if pd.isna(row.lower) and pd.isna(row.upper):
        return _("cannot be read")
    return _("means ") + wording.reading(row)
