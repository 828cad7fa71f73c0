"""One country: what is the Netherlands doing there, as far as these documents say?."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
