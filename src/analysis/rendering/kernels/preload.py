"""What every forked kernel finds imported already; imported by the fork server alone, before its first fork.

Nothing here may draw (vl_convert used before a fork hangs the child) or start a thread.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pkgutil
from collections.abc import Iterable, Iterator

from analysis.dataset.languages import LANGUAGES
from analysis.rendering.kernels import deferred
from analysis.rendering.kernels.workplace import PARENT

deferred.install()

from analysis.rendering import system  # noqa: E402 - after the stand-ins

#: The fork server itself.
SERVER = os.getpid()
system.die_with_parent(int(os.environ[PARENT]))

#: What notebooks import, directly or at the first use of a function.
FOR_NOTEBOOKS = (
    "pandas",
    "pandas.io.formats.string",
    "pandas.io.formats.style",
    "altair",
    "narwhals._pandas_like.dataframe",
    "narwhals._pandas_like.group_by",
    "narwhals._pandas_like.namespace",
    "babel.dates",
    "babel.numbers",
    "ipywidgets",
)
#: What a kernel imports while it starts.
FOR_KERNELS = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "sqlite3",
    "tornado.gen",
    "tornado.locks",
    "tornado.platform.asyncio",
    "tornado.queues",
    "encodings.ascii",
    "encodings.idna",
    "encodings.latin_1",
)
#: After so many new objects a kernel looks for those that are left over.
_OBJECTS = 50_000
#: What a fork runs to become a kernel.
_FORKS = "analysis.rendering.kernels.forks"
_OURS = ("analysis.figures", "analysis.dataset", "analysis.language", "analysis.show", "analysis.questions")


def _our_modules() -> Iterator[str]:
    for name in _OURS:
        package = importlib.import_module(name)
        yield name
        yield from (module.name for module in pkgutil.walk_packages(package.__path__, f"{name}."))


def _load(names: Iterable[str]) -> dict[str, str]:
    failed = {}
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - a module that fails here fails again where a notebook imports it
            failed[name] = f"{type(error).__name__}: {error}"
    return failed


def _warm_up() -> None:
    """Use once what is built at its first use: a chart's checks, a table's template, the locales, the dataset."""
    import altair as alt
    import pandas as pd
    from babel.numbers import format_decimal

    from analysis.dataset import tables
    from analysis.errors import AnalysisError
    from analysis.language import messages
    from analysis.show import schema

    frame = pd.DataFrame({"a": ["x"], "b": [1.0], "c": pd.to_datetime(["2013-01-01"])})
    bars = alt.Chart(frame).mark_bar().encode(alt.X("b:Q", title=None), alt.Y("a:N"), tooltip=[alt.Tooltip("a:N")])
    schema.knows((bars + bars.mark_rule().encode(x="c:T")).to_dict(validate=False))
    frame.style.set_uuid("a").format({"b": str}).to_html()
    for language in LANGUAGES:
        format_decimal(1234.5, locale=language)
        messages.translations(language)
    with contextlib.suppress(AnalysisError):  # a notebook that needs the data says what is wrong with them
        tables.load()


#: Modules that could not be imported, with the reason.
FAILED = _load((*FOR_NOTEBOOKS, *FOR_KERNELS, _FORKS, *_our_modules()))
if not FAILED:
    _warm_up()
#: How many threads all that left: with more than one, no fork is safe.
THREADS = system.threads()

gc.collect()
gc.freeze()
# A kernel is killed within seconds, and hardly anything that it makes is left over before: it is looked for seldom.
gc.set_threshold(_OBJECTS, 20, 20)
