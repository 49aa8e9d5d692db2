"""Bring the database to the shape that this version of the app needs."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run every migration that has not run yet, all or none."""
    with engine.connect() as connection:
        writing = connection.execution_options(writes=True, durable=True)
        with writing.begin():
            command.upgrade(configuration(writing), "head")


@cache
def newest() -> str | None:
    """The schema version that this version of the app needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def configuration(connection: Connection) -> Config:
    """What Alembic needs to know, with the connection it shall use."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
