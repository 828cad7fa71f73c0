"""Words of the audit: how firm a figure is, how grave a discrepancy, why an amount stands beside a result."""

from __future__ import annotations

from analysis.language import N_, _

_CERTAINTIES = {
    "exact": N_("in full"),
    "decided": N_("decided"),
    "rounded": N_("rounded"),
    "hedged": N_("hedged"),
    "open": N_("open-ended"),
    "illegible": N_("illegible"),
}
_SEVERITY_MEANINGS = {
    "contradiction": N_("no reading makes both true"),
    "unexplained": N_("what would settle it is not printed"),
    "definition": N_("other things, people, periods or payers are counted"),
    "wording": N_("a hedge, a rounding or a slip of the pen"),
}
_LINKS = {
    "programme": N_("the same programme"),
    "phase": N_("another phase of the programme"),
    "line": N_("told under that policy in the same report"),
}


def certainties() -> dict[str, str]:
    """Say how far a printed form pins its figure down, by code, the firmest first."""
    return {code: _(words) for code, words in _CERTAINTIES.items()}


def severity_meaning(code: str) -> str:
    """Say what a severity means."""
    return _(_SEVERITY_MEANINGS[code])


def link(code: str) -> str:
    """Say why an amount might be thought to have paid for a result."""
    return _(_LINKS[code])
