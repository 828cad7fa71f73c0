"""The few forms that charts have: each owns its labels, ends, legend, description and tooltips."""
