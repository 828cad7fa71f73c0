"""Figures, targets and results of Dutch migration and refugee-reception policy."""
