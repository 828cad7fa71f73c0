"""What the program says, in one language at a time: English in the code, a catalogue for every other language."""

from analysis.errors import N_
from analysis.language.messages import _, current, ngettext, pgettext, remembered, speaking, translated, use

__all__ = ["N_", "_", "current", "ngettext", "pgettext", "remembered", "speaking", "translated", "use"]
