"""The ledger: is every printed number accounted for, and what would the next document add?"""
