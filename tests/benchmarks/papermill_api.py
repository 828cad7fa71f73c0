"""The Papermill API and nbconvert in one process, as someone would write it who wants no commands in a loop."""

import json
import sys
from pathlib import Path

import nbconvert
import papermill


def main(jobs: list[dict], output: Path) -> None:
    exporter = nbconvert.HTMLExporter()
    for job in jobs:
        executed = output / f"{job['name']}.ipynb"
        papermill.execute_notebook(job["notebook"], executed, parameters=job["parameters"], progress_bar=False)
        page, _ = exporter.from_filename(str(executed))
        executed.with_suffix(".html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
