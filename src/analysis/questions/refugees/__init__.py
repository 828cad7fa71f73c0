"""Where are the world's refugees, and are Dutch programmes where they are?."""
