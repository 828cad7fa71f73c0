"""Everything, interactively: which figures are there, and what is known of one?."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
