"""Sharing an attempt by a link, taking the link back, and reading what somebody shares."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.database import db, writing
from app.feedback.page import shown
from app.practice import attempts
from app.practice.helps import Help, helps
from app.practice.views import attempt_or_404, exercise_or_404, my_attempt
from app.problems import refuse
from app.sharing import sharing

blueprint = Blueprint("sharing", __name__)
OF_ATTEMPT = "/practise/<slug>/attempts/<int(min=1, max=999999999):number>"


@blueprint.post(f"{OF_ATTEMPT}/links")
def share(slug: str, number: int) -> ResponseReturnValue:
    exercise, attempt = my_attempt(slug, number)
    if Help.SHARING not in helps(exercise):
        refuse(403, "Attempts are not shared here.", "Ask whoever set this exercise.")
    with writing() as change:
        sharing.share(change, attempt.id)
    return _back(slug, number)


@blueprint.post(f"{OF_ATTEMPT}/links/<int(min=1, max=999999999):link_id>/revoke")
def revoke(slug: str, number: int, link_id: int) -> ResponseReturnValue:
    _, attempt = my_attempt(slug, number)
    with writing(durable=True) as change:
        sharing.revoke(change, attempt.id, link_id)
    return _back(slug, number)


@blueprint.get("/shared/<token>")
def read(token: str) -> ResponseReturnValue:
    """The feedback page for a reader: everything to see, nothing to do. Search engines stay out."""
    link = sharing.opened(db.session, token)
    if link is None or Help.SHARING not in helps(exercise_or_404(link.exercise)):
        refuse(404, "This link opens nothing.", "It may have been taken back: ask for a new one.")
    exercise = exercise_or_404(link.exercise)
    found = attempts.graded(db.session, link.person_id, link.exercise, (link.number,))
    attempt = attempt_or_404(found.get(link.number))
    if attempt.held:
        refuse(
            404, "This link opens nothing yet.", "A course shows its marks when they are released."
        )
    page = make_response(
        render_template("feedback/page.html", **shown(exercise, attempt, None), reader=True)
    )
    page.headers["X-Robots-Tag"] = "noindex"
    return page


def _back(slug: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("practice.attempt", slug=slug, number=number, _anchor="share"), 303)
