"""Which outcomes of the theory of change have evidence behind them? Measures, results, targets, gaps, assumptions."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
