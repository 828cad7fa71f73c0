"""Which targets were met? Results held against what was promised, as intervals."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
