"""What did the Netherlands publish of its aid to refugees and migration, to whom and where?."""
