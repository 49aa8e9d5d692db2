"""The database: its shape, its promises under load, and what happens when it says no."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import create_engine, event, func, inspect, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateTable

from app.accounts.models import Person
from app.database import Base, db, status_of, writing
from app.migrate import configuration, migrate
from tests.app.browsing import WORKSPACE, Browser, words_of

NOW = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)


def test_migrations_lead_from_nothing_to_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        command.check(configuration(connection))  # raises where a model and its table differ
        tables = set(inspect(connection).get_table_names())

    assert tables == {*Base.metadata.tables, "alembic_version"}


def test_migrations_lead_back_and_forth(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    migrate(engine)
    with engine.connect() as connection:
        command.downgrade(configuration(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(configuration(connection), "head")
        connection.commit()
    migrate(engine)  # once more changes nothing

    assert set(Base.metadata.tables) < set(inspect(engine).get_table_names())
    engine.dispose()


def test_every_table_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in Base.metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert "TIMESTAMP WITH TIME ZONE" in made or "_at" not in made


def test_moments_come_back_in_utc_and_without_a_zone_are_refused(app: Flask) -> None:
    summer = datetime(2025, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with app.app_context():
        with writing() as change:
            change.add(Person(created_at=summer))
        stored = db.session.execute(select(Person.created_at)).scalar_one()
        assert stored == summer
        assert stored.tzinfo is UTC
        with pytest.raises(StatementError, match="without its zone"), writing() as change:
            change.add(Person(created_at=datetime(2025, 7, 1, 12, 0)))  # noqa: DTZ001


@pytest.mark.sqlite
def test_sqlite_is_tuned(app: Flask) -> None:
    def asked(pragma: str) -> Any:
        return db.session.execute(text(f"PRAGMA {pragma}")).scalar_one()

    with app.app_context():
        assert asked("journal_mode") == "wal"
        assert asked("foreign_keys") == 1
        with writing():
            assert asked("synchronous") == 1  # NORMAL: a save that repeats itself
        with writing(durable=True):
            assert asked("synchronous") == 2  # FULL: handing in


def test_counting_up_from_many_threads_loses_nothing(app: Flask) -> None:
    """The read inside a change and its write are one: 4 × 100 additions make 400."""
    with app.app_context(), writing() as change:
        change.add(Person(name="0", created_at=NOW))

    def count_up() -> None:
        with app.app_context():
            for _ in range(100):
                with writing() as change:
                    person = change.scalars(select(Person).with_for_update()).one()
                    person.name = str(int(person.name) + 1)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with app.app_context():
        assert db.session.execute(select(Person.name)).scalar_one() == "400"


def test_a_change_that_fails_leaves_nothing(app: Flask) -> None:
    with app.app_context():
        with suppress(RuntimeError), writing() as change:
            change.add(Person(created_at=NOW))
            change.flush()
            raise RuntimeError("in the middle")
        assert db.session.execute(select(func.count(Person.id))).scalar_one() == 0


def test_two_hundred_saves_at_once_lose_nothing(make_app: Callable[..., Flask]) -> None:
    """Two hundred guests, each in a thread of its own, save at the same moment."""
    app = make_app(database_patience=30)
    browsers = [Browser(app) for _ in range(200)]
    for browser in browsers:
        browser.open(WORKSPACE)
    start = threading.Barrier(len(browsers))
    codes: dict[int, int] = {}

    def save(number: int) -> None:
        start.wait()
        codes[number] = browsers[number].save({"functional": f"guest {number}"}).status_code

    threads = [threading.Thread(target=save, args=(number,)) for number in range(len(browsers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(codes.values()) == [200] * 200
    kept = [browser.draft()["answer"]["functional"] for browser in browsers]
    assert kept == [f"guest {number}" for number in range(200)]


# --- when it says no ----------------------------------------------------------------------------


def full(app: Flask) -> None:
    """The disk is full: SQLite may not add a page, and says so with its own error."""
    with app.app_context():

        @event.listens_for(db.engine, "checkout")
        def no_room(connection: sqlite3.Connection, *_: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")


LONG = {"functional": "x" * 200_000}


@pytest.mark.sqlite
def test_a_full_disk_is_said_and_reading_goes_on(app: Flask, learner: Browser) -> None:
    learner.save({"functional": "kept before"})
    full(app)

    refused = learner.save(LONG, learner.draft()["version"])

    assert refused.status_code == 507
    assert refused.headers["Retry-After"]
    assert "disk" in refused.get_json()["say"]
    page = learner.open(WORKSPACE)
    assert page.status_code == 200
    assert "kept before" in page.text


@pytest.mark.sqlite
def test_a_full_disk_keeps_an_attempt_whole_or_not_at_all(app: Flask, learner: Browser) -> None:
    full(app)

    page = learner.hand_in(LONG)

    assert page.status_code == 507
    assert "room" in words_of(page)
    assert learner.open(f"{WORKSPACE}/attempts/1").status_code == 404


@pytest.mark.sqlite
def test_a_locked_database_is_said_and_reading_goes_on(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    browser = Browser(make_app(database_patience=0.05))
    browser.open(WORKSPACE)
    browser.save({"functional": "kept before"})
    lock = sqlite3.connect(tmp_path / "data" / "drawn-to-scale.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")

    refused = browser.save({"functional": "too late"}, 1)
    page = browser.open(WORKSPACE)
    form = browser.hand_in({"functional": "handed in"})
    lock.close()

    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert "kept before" in page.text
    assert form.status_code == 503
    assert "Wait" in words_of(form)
    assert browser.hand_in({"functional": "handed in"}).status_code == 303


@pytest.mark.postgresql
def test_a_row_that_is_held_is_said_and_reading_goes_on(
    make_app: Callable[..., Flask], database: str
) -> None:
    """PostgreSQL locks rows, not the file: the draft is held, and its save gives up in time."""
    browser = Browser(make_app(database_patience=0.2))
    browser.open(WORKSPACE)
    version = browser.save({"functional": "kept before"}).get_json()["version"]
    holder = create_engine(database)
    with holder.connect() as held:
        held.execute(text("SELECT * FROM drafts FOR UPDATE"))
        refused = browser.save({"functional": "too late"}, version)
        page = browser.open(WORKSPACE)
    holder.dispose()

    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert "kept before" in page.text
    assert browser.save({"functional": "now"}, version).status_code == 200


@pytest.mark.postgresql
def test_a_connection_that_was_cut_is_made_anew(learner: Browser, database: str) -> None:
    learner.save({"functional": "kept before"})
    other = create_engine(database)
    with other.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    other.dispose()

    assert "kept before" in learner.open(WORKSPACE).text


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", 507),
        ("53300", 503),
        ("40001", 503),
        ("55P03", 503),
        ("08006", 503),
        ("42P01", 500),
    ],
)
def test_postgresql_says_no_in_its_own_words(state: str, code: int) -> None:
    error = RuntimeError("refused")
    error.sqlstate = state  # type: ignore[attr-defined]

    assert status_of(error) == code
