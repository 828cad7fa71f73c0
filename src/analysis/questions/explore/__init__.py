"""Everything, interactively: which figures are there, and what is known of one?."""
