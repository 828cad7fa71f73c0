"""Executed notebooks made into pages, and the index of them."""
