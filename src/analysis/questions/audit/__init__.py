"""How far can these figures be trusted? What was audited, what is firm, what disagrees, what must not be divided."""
