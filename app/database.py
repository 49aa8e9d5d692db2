"""The one declarative base, the session of a request, and how a change is written.

Reads begin plainly. A change goes through `writing()`, which on SQLite takes the write lock first
(BEGIN IMMEDIATE): with SQLAlchemy's default transactions two learners' changes can both begin from
the same old row, and one of them is lost without an error.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Result,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from app.secret_key import create_private
from app.settings import Settings


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its zone, kept in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of the application."""

    metadata = MetaData(
        naming_convention={  # the same names on every database, so that migrations can say them
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012 - SQLAlchemy reads it off the class


db = SQLAlchemy(session_options={"expire_on_commit": False})


def connect(app: Flask, settings: Settings) -> None:
    """Give the app its engine, tuned for the database it is."""
    app.config["SQLALCHEMY_ENGINES"] = {"default": engine_options(settings)}
    db.init_app(app)
    with app.app_context():
        tune(db.engine)


def engine_options(settings: Settings) -> dict[str, Any]:
    """How to open this installation's database, with the patience that its settings ask for."""
    url = make_url(settings.database)
    options: dict[str, Any] = {"url": url, "pool_size": settings.threads, "max_overflow": 2}
    options["pool_timeout"] = settings.database_patience
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            create_private(settings.data / url.database)
        options["connect_args"] = {"timeout": settings.database_patience}
    else:
        patience = settings.database_patience
        options["pool_pre_ping"] = (
            True  # a database that was started anew is met with a new connection
        )
        options["connect_args"] = {
            "connect_timeout": max(2, round(patience)),  # whole seconds; libpq takes 2 at least
            "options": f"-c lock_timeout={round(patience * 1000)}",
        }
    return options


def open_engine(settings: Settings, connections: int = 2) -> Engine:
    """An engine for a process that serves no pages."""
    engine = create_engine(**{**engine_options(settings), "pool_size": connections})
    tune(engine)
    return engine


def tune(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine)


@contextmanager
def writing(*, durable: bool = False) -> Iterator[Session]:
    """One change, whole or not at all.

    Where a database lets writers go side by side, as PostgreSQL does, a change that depends on what
    it reads takes the row for itself (`with_for_update`) or names the version it read.

    `durable` waits until the disk has it: handing in and grades. A save that repeats itself every
    few seconds does without, and may lose its last seconds when the power fails, never its order.
    """
    with changing(db.session, durable=durable) as session:
        yield session


@contextmanager
def changing(session: Session, *, durable: bool = False) -> Iterator[Session]:
    """`writing()` on a session of one's own, for a process that serves no pages."""
    session.commit()  # what was read before ends here,
    session.expire_all()  # and nothing of it is remembered: a change begins from what is true now
    session.connection(execution_options={"writes": True, "durable": durable})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def rows_changed(result: Result[Any]) -> int:
    """How many rows an UPDATE or DELETE met."""
    return result.rowcount if isinstance(result, CursorResult) else 0


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, see `begin`
        connection.execute("PRAGMA journal_mode = WAL")  # readers and the writer do not wait
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("writes"):
            connection.exec_driver_sql("BEGIN")
            return
        connection.exec_driver_sql(
            "PRAGMA synchronous = " + ("FULL" if options.get("durable") else "NORMAL")
        )
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def status_of(error: BaseException) -> int:
    """What to answer when the database refused: 507 no room left, 503 busy or away, else 500."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended codes keep the kind low
        if code == sqlite3.SQLITE_FULL:
            return 507
        away = {
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_LOCKED,
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_CANTOPEN,
        }
        return 503 if code in away else 500
    state = str(getattr(error, "sqlstate", None) or "")  # PostgreSQL's five letters
    if state == "53100":
        return 507
    # no connection, too many of them, a lost race, a lock not given, shutting down
    return 503 if state[:2] in {"08", "53", "40", "55", "57"} else 500
