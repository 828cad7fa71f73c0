"""What did the Netherlands publish of its aid to refugees and migration, to whom and where?."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
