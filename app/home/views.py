"""The first page: what there is to practise, and what this person was in the middle of."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.visitor import visitor
from app.catalog.progress import drafts_under_way
from app.database import db
from grader.bank import exercises

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    return render_template(
        "home/index.html",
        exercises=exercises(),
        continuing=drafts_under_way(db.session, visitor().person_id),
    )
