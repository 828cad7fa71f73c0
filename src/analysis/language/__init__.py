"""What the program says, in each language it speaks: English in the code, a catalogue for every other language."""
