"""The page of a draft's earlier versions."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.visitor import visitor
from app.database import db
from app.practice import drafts
from app.practice.drafts import KeptAnswer
from app.practice.views import exercise_or_404
from app.versions.history import history

blueprint = Blueprint("versions", __name__, url_prefix="/practise")


@blueprint.get("/<slug>/versions")
def index(slug: str) -> ResponseReturnValue:
    """What the draft says now, what it said before, and a button that takes each up again."""
    exercise = exercise_or_404(slug)
    person = visitor().person_id
    draft = drafts.find(db.session, person, slug)
    now = KeptAnswer(None, draft.answer, draft.saved_at, "") if draft else None
    return render_template(
        "versions/index.html",
        exercise=exercise,
        versions=history(now, drafts.kept_answers(db.session, person, slug)),
    )
