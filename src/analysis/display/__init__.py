"""How a result looks: theme, charts, sentences, widgets. Knows nothing of files."""
