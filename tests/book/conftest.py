"""The built book, served under its own policy; and its chapters as notebooks for nbval."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from tests import built_book


@pytest.fixture(scope="session")
def built() -> Path:
    return built_book.build()


class _Pages(http.server.SimpleHTTPRequestHandler):
    policy = ""
    extensions_map: ClassVar[dict[str, str]] = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
    }

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Tests print enough."""


@pytest.fixture(scope="session")
def pages(built: Path) -> Iterator[str]:
    """The address of the built pages, with the policy that the build wrote."""
    handler = type("Pages", (_Pages,), {"policy": (built / "_policy.txt").read_text()})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(built))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
