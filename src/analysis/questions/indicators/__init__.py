"""What was achieved, which indicators vanished, and what is comparable?."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
