"""One programme: what was promised, what came of it, what was never reported? And how few carry most of them out."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
