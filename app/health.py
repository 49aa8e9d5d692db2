"""Whether the process lives, whether it can do its work, and where the book stands."""

from alembic.runtime.migration import MigrationContext
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.book.status import read_status
from app.clock import now
from app.database import db
from app.migrate import newest

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def alive() -> ResponseReturnValue:
    """The process answers; nothing else is asked. When this fails, start it anew."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """The database answers and has the shape this version needs. When this fails, send no traffic."""
    # a database that is away answers 503, see errors.py
    found = MigrationContext.configure(db.session.connection()).get_current_revision()
    if found != newest():
        return jsonify(status="not ready", database="ok", schema=found, needs=newest()), 503
    return jsonify(status="ok", database="ok", schema=found)


@blueprint.get("/healthz", endpoint="health")
def health() -> ResponseReturnValue:
    """All at once, for a person."""
    db.session.execute(text("SELECT 1"))
    book = read_status(current_app.config["BOOK"], now()).state
    return jsonify(status="ok", database="ok", book=book)
