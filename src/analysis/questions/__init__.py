"""The questions that the collection asks, each in a room of its own, named like its notebook.

``answers`` has pure functions from frames to frames, ``exhibits`` shows what they return, section by section, and
``panel`` has the controls. ``context``, ``external``, ``discrepancies`` and ``upkeep`` serve several questions.
"""

from analysis import lazy

__getattr__, __dir__, __all__ = lazy.modules(__name__, lazy.inside(__path__))
