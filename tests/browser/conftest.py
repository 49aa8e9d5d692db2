"""A served app and pages in a real browser, which may reach that app and nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import built_book
from tests.serving import app_served


@pytest.fixture(scope="session")
def book() -> Path:
    return built_book.build()


@pytest.fixture(scope="module")
def served(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assert book.is_dir()  # the app serves it: a person reads before they practise
    with app_served(tmp_path_factory.mktemp("data")) as address:
        yield address


OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def open_context(browser: Browser, served: str) -> Iterator[OpenContext]:
    """New browsers of new people. Errors in a page and requests to elsewhere fail the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"error in {page.url}: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((served, "data:", "blob:"))
                else wrong.append(f"request to {request.url}")
            ),
        )
        page.on(
            "console",
            lambda said: (
                wrong.append(f"{page.url}: {said.text}")
                if "Content Security Policy" in said.text
                else None
            ),
        )

    def opened(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=served, **options)
        context.set_default_timeout(15_000)
        context.on("page", watch)
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, wrong


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    return open_context(viewport={"width": 1360, "height": 900}).new_page()
