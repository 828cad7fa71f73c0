"""The kit that all questions share: theme, words, tables, marks, panels and their controls."""
