"""What was spent of the fund and budgeted for the policy fields after it, and what can be compared?."""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
