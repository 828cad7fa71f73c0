"""Notebooks in, reports out: plan, parameters, kernels, execution, pages, records."""
