"""A notebook that is opened, run and saved in JupyterLab is the file that it was, and can be read when opened again."""

import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
STILL = "In JupyterLab, once the cells have been run, controls for other values stand here."


@pytest.fixture(params=["00-explore", pytest.param("04-returns", marks=pytest.mark.sweep)])
def file(request, lab):
    """A notebook as it was committed, in the checkout that JupyterLab shows."""
    path = lab.notebooks / f"{request.param}.ipynb"
    shutil.copyfile(ROOT / "notebooks" / path.name, path)
    yield path
    lab.end_kernels()


def test_a_notebook_is_clean_when_opened_the_same_file_once_run_and_saved_and_read_when_opened_again(lab, file):
    committed = file.read_bytes()
    notebook = lab.open(file.stem)
    notebook.page.wait_for_function("() => document.querySelector('canvas.marks')")
    notebook.wait_until_idle()
    assert not notebook.changed
    notebook.run_all()
    assert notebook.changed
    notebook.save()
    assert file.read_bytes() == committed
    notebook.run_all()  # once more, in the same kernel
    notebook.save()
    assert file.read_bytes() == committed
    notebook.close()
    lab.end_kernels()
    again = lab.open(file.stem)
    again.body.get_by_text(STILL).wait_for()
    assert again.errors() == []
    again.close()
