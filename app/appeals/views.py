"""The learner's side of an appeal; whoever marks answers from the marking room."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.visitor import person_to_keep_for
from app.appeals import appeals
from app.database import writing
from app.incoming import mended
from app.marking.acts import attempt_changed
from app.practice.views import my_attempt
from app.problems import refuse

blueprint = Blueprint(
    "appeals", __name__, url_prefix="/practise/<slug>/attempts/<int(min=1, max=999999999):number>"
)


@blueprint.post("/appeals")
def appeal(slug: str, number: int) -> ResponseReturnValue:
    """Keep what the learner says about one check; a person reads it. Empty words are no appeal."""
    _, attempt = my_attempt(slug, number)
    check, words = request.form.get("check", ""), mended(request.form.get("words", "").strip())
    known = {
        each["id"] for part in ("checks", "penalties") for each in attempt.report.get(part, ())
    }
    if len(words) > appeals.MOST_WORDS:
        refuse(
            422,
            f"That is {len(words):,} characters, and {appeals.MOST_WORDS:,} are the most.",
            "Go back and say it shorter: which words, number or box were read wrongly?",
        )
    if check not in known or not words:
        return _to(slug, number, "main")
    with writing(durable=True) as change:
        person = person_to_keep_for(change)
        appeals.appeal(change, attempt, person, check, words)
        attempt_changed(change, attempt.id)
    return _to(slug, number, f"check-{check}")


def _to(slug: str, number: int, anchor: str) -> ResponseReturnValue:
    return redirect(url_for("practice.attempt", slug=slug, number=number, _anchor=anchor), 303)
