"""An app on a fresh SQLite file, with a clock that stands still until it is told."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.database import db
from app.security import limiter
from app.settings import Settings
from tests.app.browsing import WORKSPACE, Browser


class StillClock:
    """It says the same moment until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def make_app(tmp_path: Path, clock: StillClock) -> Iterator[Callable[..., Flask]]:
    """Apps on one data folder, with settings of their own; their connections are closed at the end."""
    made = []

    def make(**settings: Any) -> Flask:
        usual = {"data": tmp_path / "data", "book": tmp_path / "built", "database_patience": 2}
        app = create_app(Settings(**{**usual, **settings}), clock)
        made.append(app)
        return app

    yield make
    limiter.reset()
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def learner(app: Flask) -> Browser:
    """A guest with the workspace open."""
    browser = Browser(app)
    assert browser.open(WORKSPACE).status_code == 200
    return browser
