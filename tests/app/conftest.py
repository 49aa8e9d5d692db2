"""An app on a fresh SQLite file, with a clock that stands still until it is told."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine

from app import create_app
from app.database import db
from app.migrate import migrate
from app.security import limiter
from app.settings import Settings
from tests.app.browsing import WORKSPACE, Browser
from tests.postgres import Postgres, postgres_served

# Where rows are read and written under a promise: these run on SQLite and on a real PostgreSQL.
ON_BOTH = {
    "test_accounts", "test_bodies", "test_database", "test_drafts", "test_first_instructor",
    "test_guests", "test_handing_in", "test_jobs", "test_queries", "test_workers",
}  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" not in metafunc.fixturenames:
        return
    said = metafunc.definition.get_closest_marker
    module = metafunc.module.__name__.rpartition(".")[2]
    databases = ["sqlite", "postgresql"] if module in ON_BOTH else ["sqlite"]
    metafunc.parametrize(
        "database", [each for each in databases if said(each)] or databases, indirect=True
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with postgres_served() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(postgres: Postgres) -> str:
    """The name of a database in the newest shape, to make others from."""
    address = postgres.new_database()
    engine = create_engine(address)
    migrate(engine)
    engine.dispose()
    return address.rpartition("/")[2]


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of this test's own database; empty for the SQLite file of its data folder."""
    if request.param == "sqlite":
        yield ""
        return
    server: Postgres = request.getfixturevalue("postgres")
    address = server.new_database(request.getfixturevalue("migrated"))
    yield address
    server.drop(address)


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
def make_app(tmp_path: Path, clock: StillClock, database: str) -> Iterator[Callable[..., Flask]]:
    """Apps on one data folder, with settings of their own; their connections are closed at the end."""
    made = []

    def make(**settings: Any) -> Flask:
        usual = {"data": tmp_path / "data", "book": tmp_path / "built", "database_patience": 2,
                 "database_url": database}  # fmt: skip
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
