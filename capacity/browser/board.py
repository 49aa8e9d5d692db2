"""The address at which a drawing can be changed: the app's drawing board, with all of it in the address.

`app/static/board-address.mjs` reads it.
"""

import base64
import json

from capacity.architecture import Architecture
from capacity.exchange.text import write
from capacity.workload import Workload


def board_address(title: str, drawing: Architecture, workload: Workload) -> str:
    """Where this drawing is open under its load."""
    board = {
        "title": title,
        "drawing": {"text": write(drawing)},
        "workload": workload.model_dump(mode="json"),
    }
    written = json.dumps(board, ensure_ascii=False, separators=(",", ":")).encode()
    return "/drawings/#drawing=" + base64.urlsafe_b64encode(written).decode().rstrip("=")
