"""Words of one country: what a list says of it, how a figure belongs to it, how many figures there are."""

from __future__ import annotations

from analysis.language import N_, _, ngettext

_SAYS = {
    "named": N_("on it"),
    "absent": N_("not on it; the list is complete"),
    "silent": N_("not on it; the list is not complete, which says nothing"),
    "unprinted": N_("mentioned without its names"),
}
_SCOPES = {
    "own": N_("its own"),
    "several": N_("several places together"),
    "end": N_("counted elsewhere, from or to it"),
    "region": N_("a whole region"),
}


def list_says(code: str) -> str:
    """Say what a list of countries says of one."""
    return _(_SAYS[code])


def scope(code: str) -> str:
    """Say how a figure belongs to a country."""
    return _(_SCOPES[code])


def fact_groups(count: int, code: str) -> str:
    """Count the figures of a group: money, promises, results, context."""
    if not count:
        return {
            "money": _("no amount"),
            "promise": _("no target, plan or expectation"),
            "result": _("no result"),
            "context": _("no figure of context"),
        }[code]
    return {
        "money": ngettext("{count} amount", "{count} amounts", count, count=count),
        "promise": ngettext(
            "{count} target, plan or expectation",
            "{count} targets, plans or expectations",
            count,
            count=count,
        ),
        "result": ngettext("{count} result", "{count} results", count, count=count),
        "context": ngettext("{count} figure of context", "{count} figures of context", count, count=count),
    }[code]
