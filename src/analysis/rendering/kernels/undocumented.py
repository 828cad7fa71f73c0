"""What renders rely on though no library promises it: each has a test that says what is lost when it goes.

Private names of papermill, nbclient, jupyter_client, nbconvert, ipykernel and ipywidgets are used nowhere; a test sees
to it. What is left are names of files and variables that these libraries choose, and that stand here alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

#: ipykernel calls a cell by this variable, if it is set, and by a file of its own (:data:`CELL_FILE`) if not.
CELL_NAME = "IPYKERNEL_CELL_NAME"
#: The file that a traceback of ipykernel names in place of a cell: of the process, and of the cell's text. It is sought
#: where a word begins, and only there, or a word without spaces would take time that grows with its square.
CELL_FILE = re.compile(r"(?<!\S)\S*/ipykernel_\d+/(\d+)\.py")


def last_socket(manager: Any) -> Path:
    """Return the file of the socket that an ipykernel over ``ipc`` opens last: once it is there, all are."""
    return Path(f"{manager.ip}-{manager.iopub_port}")
