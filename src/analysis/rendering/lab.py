"""Copies of the notebooks to work in, in any language, and the JupyterLab that ``make lab`` opens.

It opens the committed notebook, or one of a copy of them all in ``LANGUAGE``, which stands in ``.lab`` and git passes
over. A notebook that was saved in a copy is not written over.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.dataset.languages import LANGUAGES, SOURCE
from analysis.rendering import inputs
from analysis.rendering.kernels import deferred

FIRST = "00-explore"
_WRITTEN = ".written.json"


def preferred(languages: str) -> str:
    """Return the first language of a list as ``LANGUAGE`` has it (``de``, ``de_AT:en``) that there is, else English."""
    codes = [re.split(r"[_.@-]", language)[0].lower() for language in languages.split(":")]
    return next((code for code in codes if code in LANGUAGES), SOURCE)


def copy(project: inputs.Project, language: str, folder: Path) -> list[str]:
    """Put all notebooks of a project, in a language, into a folder; return which are older than they should be.

    Those are the ones that were saved there since, and whose original or translation has changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / _WRITTEN
    written = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    older = []
    for name in project.notebook_names():
        text, file = _in_language(project.notebook(name), language), folder / f"{name}.ipynb"
        digest = hashlib.sha256(text.encode()).hexdigest()
        if file.is_file() and inputs.digest_of(file) != written.get(name):
            older += [name] if digest not in (written.get(name), inputs.digest_of(file)) else []
            continue
        file.write_text(text, encoding="utf-8")
        written[name] = digest
    record.write_text(json.dumps(written, indent=1, sort_keys=True), encoding="utf-8")
    return older


def _in_language(path: Path, language: str) -> str:
    if language == SOURCE:
        return path.read_text(encoding="utf-8")
    import nbformat

    from analysis.language.notebook import opened

    notebook = nbformat.read(path, as_version=4)
    opened(notebook, language)
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def opened(project: inputs.Project, asked: str) -> Path:
    """Return the notebook to open in the languages asked for; say on standard error what became otherwise."""
    language = preferred(asked)
    if language == SOURCE:
        if asked and not asked.lower().startswith((SOURCE, "c")):
            sys.stderr.write(f"LANGUAGE={asked}: there is {', '.join(LANGUAGES)} only; in English, then\n")
        return project.notebook(FIRST)
    folder = project.root / ".lab" / language
    for name in copy(project, language, folder):
        file = project.shown(folder / f"{name}.ipynb")
        sys.stderr.write(f"{file}: kept as you saved it, though its original has changed; delete it for the new one\n")
    return folder / f"{FIRST}.ipynb"


def command(project: inputs.Project, notebook: Path, options: Sequence[str]) -> list[str]:
    """Return the command that opens a notebook in JupyterLab, which can reach all of the checkout.

    Its terminals stand in the checkout, where the commands run that *Settings* prints. Their shells are no login ones:
    those would set ``PATH`` anew, and not find these commands.
    """
    shell = f"cd {shlex.quote(str(project.root))} && exec {os.environ.get('SHELL') or 'sh'}"
    settings = {
        "ServerApp.root_dir": project.root,
        "ServerApp.contents_manager_class": "analysis.rendering.contents.Contents",
        "ServerApp.kernel_manager_class": "analysis.rendering.lab_kernels.Kernels",
        "ServerApp.terminado_settings": f"shell_command={shlex.join(['sh', '-c', shell])}",
        "ContentsManager.allow_hidden": True,  # `.lab`, the copies
    }
    given = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "jupyterlab", *given, *options, str(notebook)]


def main(options: Sequence[str]) -> None:
    """Become the JupyterLab of the checkout that ``make`` works in."""
    deferred.install()
    project = inputs.Project(Path.cwd(), Path.cwd() / "data")
    notebook = opened(project, os.environ.get("LANGUAGE", ""))
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    sys.stderr.flush()
    os.execve(sys.executable, command(project, notebook, options), {**os.environ, "PATH": tools})  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
