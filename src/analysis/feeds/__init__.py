"""Data from outside, fetched or dropped in: downloads, the files of each publisher, and a cache of typed tables."""
