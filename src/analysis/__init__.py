"""Figures, targets and results of Dutch migration and refugee-reception policy, 2013-2023."""
