"""One country: what is the Netherlands doing there, as far as these documents say?."""
