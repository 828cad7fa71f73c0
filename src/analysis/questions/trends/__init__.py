"""What can be followed through the years, and what cannot?."""
