"""What all tests share: a browser, node, and no way out of this machine."""

from collections.abc import Iterator

import hypothesis
import pytest
from playwright.sync_api import Browser

from tests import chromium

# No test is timed, and every run tries the same examples, so that a red run can be repeated.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True)
hypothesis.settings.load_profile("project")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One real browser for the tests of a file; each test opens its own context in it.

    Not for a whole run: its event loop would still be there when tests without a browser begin.
    """
    with chromium.launched() as launched:
        yield launched


@pytest.fixture(scope="session")
def node() -> str:
    """The path of node."""
    return chromium.node()
