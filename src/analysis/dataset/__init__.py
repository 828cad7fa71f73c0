"""The only reader of the dataset: typed frames, validation, citations."""
