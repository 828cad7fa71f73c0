"""Which targets were met? Results held against what was promised, as intervals."""
