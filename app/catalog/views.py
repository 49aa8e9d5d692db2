"""The list of exercises, with how far this person is in each."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.visitor import visitor
from app.catalog.progress import progress
from app.database import db
from grader.bank import exercises

blueprint = Blueprint("catalog", __name__)


@blueprint.get("/practise")
def index() -> ResponseReturnValue:
    return render_template(
        "catalog/index.html",
        exercises=exercises(),
        progress=progress(db.session, visitor().person_id),
    )
