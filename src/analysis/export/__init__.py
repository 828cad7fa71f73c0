"""Data to take away: the dataset, and what is computed of it, in the formats that others work with."""
