"""What renders rely on of other people's libraries: no private name, and of what nobody promised only what is here."""

import ast
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
import textwrap
from importlib.metadata import entry_points
from pathlib import Path

import ipywidgets
import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbclient.client import NotebookClient
from nbconvert.exporters.exporter import Exporter

import analysis
from analysis.rendering.kernels import engine, undocumented
from analysis.rendering.kernels.manager import ReportKernel
from analysis.rendering.kernels.workplace import guarded

SOURCE = Path(analysis.__file__).parent
OURS = [*SOURCE.rglob("*.py")]
#: Written as private, and public all the same: displays of IPython, fields of a named tuple, the exit of a process.
PUBLIC = {"_repr_html_", "_repr_markdown_", "_repr_mimebundle_", "_asdict", "_replace", "_exit"}
#: What imports the preload needs a process of its own.
APART = {"analysis.rendering.kernels.preload"}


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC and name != "_"


def defined(tree: ast.AST) -> set[str]:
    """The names that a module gives to functions, classes, variables, fields and attributes of its own objects."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
    return found


def test_every_private_name_that_is_used_is_our_own():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in OURS]
    ours = set().union(*map(defined, trees))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    used |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert {name for name in used if private(name)} - ours == set()


def test_no_private_trait_of_a_library_is_set_by_its_name():
    kinds = [
        ipywidgets.Dropdown,
        ipywidgets.Output,
        ipywidgets.HTML,
        ipywidgets.IntRangeSlider,
        AsyncKernelManager,
        LocalProvisioner,
        NotebookClient,
        Exporter,
    ]
    traits = set().union(*(kind.class_trait_names() for kind in kinds))
    assert "_dom_classes" in traits
    nodes = [node for path in OURS for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    given = {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}
    given |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {name for name in given & traits if private(name)} == set()


def derived() -> list[type]:
    """Our classes that have a class of a library above them."""
    found = {}
    for package in ("analysis.rendering", "analysis.show", "analysis.questions.explore"):
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            if module.name not in APART:
                for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
                    if kind.__module__.startswith("analysis.") and foreign(kind):
                        found[kind.__qualname__] = kind
    found["ReportEngine"] = engine.ReportEngine
    return list(found.values())


def foreign(kind: type) -> list[type]:
    ours = ("analysis", "builtins", "typing", "abc", "pydantic", "enum")
    return [base for base in kind.__mro__[1:] if base.__module__.split(".")[0] not in ours]


def test_no_class_overrides_what_is_private_to_a_library():
    kinds = derived()
    assert {"ReportExporter", "ReportKernel", "ReportClient", "ForkedProvisioner", "ReportEngine"} <= {
        kind.__name__ for kind in kinds
    }
    taken = []
    for kind in kinds:
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
        for name in filter(private, defined(tree)):
            taken += [f"{kind.__name__}.{name} of {base.__qualname__}" for base in foreign(kind) if hasattr(base, name)]
    assert taken == []


def test_the_last_socket_is_the_one_that_a_kernel_binds_for_its_outputs(tmp_path):
    with guarded() as place, place.kernel_folder() as folder:
        kernel = ReportKernel("plain", folder, place, {})
        from nbclient.util import run_sync

        run_sync(kernel.start_kernel)(**kernel.options)
        try:
            assert undocumented.last_socket(kernel).exists(), "each kernel now costs five seconds of waiting for a file"
            assert undocumented.last_socket(kernel).parent == folder
        finally:
            kernel.close()


def test_a_cell_of_ipykernel_is_called_by_its_variable_or_by_a_file_of_its_own():
    from ipykernel.compiler import get_file_name

    match = undocumented.CELL_FILE.fullmatch(get_file_name("1 + 1"))
    assert match, "tracebacks now differ from run to run"
    assert match[1].isdigit()
    code = "from ipykernel.compiler import get_file_name; print(get_file_name('x'))"
    named = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, undocumented.CELL_NAME: "mine.py"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert named.stdout.strip() == "mine.py", "a user's variable no longer needs to be kept from kernels"


@pytest.mark.parametrize(
    ("group", "name", "kind"),
    [
        ("jupyter_client.kernel_provisioners", "analysis-forked", "ForkedProvisioner"),
        ("jupyter_client.kernel_provisioners", "analysis-plain", "PlainProvisioner"),
        ("papermill.engine", "analysis", "ReportEngine"),
        ("nbconvert.exporters", "analysis", "ReportExporter"),
    ],
)
def test_jupyter_finds_what_a_render_uses_of_it_by_name(group, name, kind):
    (entry,) = [entry for entry in entry_points(group=group) if entry.name == name]
    assert entry.load().__name__ == kind


@pytest.mark.parametrize("first", ["papermill", "papermill.engines", "analysis.rendering.kernels.engine", "nbconvert"])
def test_the_order_of_imports_does_not_matter_to_the_engine(first):
    code = (
        f"import {first}\nfrom papermill.engines import papermill_engines\n"
        "from analysis.rendering.kernels import engine\n"
        "print(papermill_engines.get_engine('analysis') is engine.ReportEngine)"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout == "True\n"


def test_papermill_executes_a_notebook_in_the_engine_by_its_name_alone(folder, tmp_path):
    folder.write("good", "import os\nprint(number, os.listdir())")
    source, output = folder.root / "notebooks" / "good.ipynb", tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "--engine", "analysis", source, output, "-p", "number", "5"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "5 []" in output.read_text(encoding="utf-8")


LIBRARIES = ["kernels.execution", "kernels.forks", "pages.exporter", "pages.findings", "pages.index", "run", "report"]


def test_importing_a_library_module_puts_nothing_in_the_place_of_another():
    names = ", ".join(f"analysis.rendering.{name}" for name in LIBRARIES)
    code = (
        f"import {names}, sys\nfrom analysis.rendering.kernels import deferred\n"
        "print([name for name in deferred._FUNCTIONS if getattr(sys.modules.get(name), '__spec__', 1) is None])"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "[]"
