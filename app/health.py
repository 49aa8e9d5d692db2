"""Whether the app can do its work: the database answers, and where the book stands."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.book.status import read_status
from app.clock import now
from app.database import db

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz", endpoint="health")
def health() -> ResponseReturnValue:
    db.session.execute(text("SELECT 1"))  # a database that is away answers 503, see errors.py
    book = read_status(current_app.config["BOOK"], now()).state
    return jsonify(status="ok", database="ok", book=book)
