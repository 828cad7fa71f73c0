"""What the program says, in each language it speaks: English in the code, a catalogue for every other language."""

from analysis.language.messages import N_, say, say_as, say_many

__all__ = ["N_", "say", "say_as", "say_many"]
