"""How many people returned, from where, with what support?."""
