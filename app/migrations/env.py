"""Alembic runs this to bring a database to the newest shape."""

from importlib import import_module
from pathlib import Path
from typing import Literal

from alembic import context

from app.database import Base, UtcDateTime

# every room's tables must be known before they are compared
for models in sorted(Path(__file__).parents[1].glob("*/models.py")):
    import_module(f"app.{models.parent.name}.models")


def rendered(kind: str, value: object, _context: object) -> str | Literal[False]:
    """Moments are written as the plain column they are: a migration outlives the app's types."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
    compare_type=True,
    render_item=rendered,
)
with context.begin_transaction():
    context.run_migrations()
