"""The built book, served under its own policy and opened in a browser that may reach nothing else."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

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


@pytest.fixture
def wrong() -> list[str]:
    return []


@pytest.fixture
def opened(browser: Browser, pages: str, wrong: list[str]) -> Iterator[object]:
    """Opens contexts in which every request to elsewhere is refused and noted."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Page:
        context = browser.new_context(base_url=pages, **options)
        contexts.append(context)
        page = context.new_page()

        def route(request: object) -> None:
            url = request.request.url  # type: ignore[attr-defined]
            if url.startswith((pages, "data:", "blob:")):
                request.continue_()  # type: ignore[attr-defined]
            else:
                wrong.append(url)
                request.abort()  # type: ignore[attr-defined]

        context.route("**/*", route)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text) if "Content Security Policy" in said.text else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
