"""Words of indicators: what became of one, and how a highlight stands beside the result before it."""

from __future__ import annotations

from analysis.language import N_, _

_FATES = {
    "kept": N_("printed again"),
    "like": N_("only something like it"),
    "vanished": N_("not printed again"),
    "new_like": N_("new, like an earlier one"),
    "new": N_("new"),
}
_HIGHLIGHTS = {
    "higher": N_("printed higher"),
    "lower": N_("printed lower"),
    "same": N_("the same number"),
    "vanished": N_("no highlight any more"),
}


def fate(code: str) -> str:
    """Say what became of an indicator."""
    return _(_FATES[code])


def highlight(code: str) -> str:
    """Say how a highlight stands beside the result before it."""
    return _(_HIGHLIGHTS[code])
