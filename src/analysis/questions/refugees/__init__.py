"""Where are the world's refugees, and are Dutch programmes where they are?."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
