"""The questions that the collection asks: pure functions from frames to frames."""
