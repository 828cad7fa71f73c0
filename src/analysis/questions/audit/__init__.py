"""How far can these figures be trusted? What was audited, what is firm, what disagrees, what must not be divided."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
