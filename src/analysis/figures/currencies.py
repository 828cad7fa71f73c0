"""Units that stand with the number as a sign or a code: currencies by ISO 4217, and the per cent."""

from __future__ import annotations

CURRENCIES = frozenset({"EUR", "USD"})
SIGNED = CURRENCIES | {"percent"}
