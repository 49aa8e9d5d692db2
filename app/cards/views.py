"""Reviewing: one card at a time, its back when asked for, and how well it was known."""

from contextlib import suppress

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.visitor import person_to_keep_for, visitor
from app.cards import deck
from app.cards.faces import faces
from app.cards.models import ReviewCard
from app.cards.schedule import RATINGS, Rating, in_days
from app.clock import now
from app.database import db, writing
from app.practice import attempts
from app.problems import refuse
from grader.bank import exercise as find_exercise

blueprint = Blueprint("cards", __name__, url_prefix="/review")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """The first card that is due, or when the next one comes."""
    due = deck.due(db.session, visitor().person_id)
    for card in due.cards:
        with suppress(LookupError):  # an exercise that went, or a check that a regrade dropped
            return _page(card, len(due.cards))
    return render_template("cards/none.html", due=due)


def _page(card: ReviewCard, left: int) -> str:
    exercise = find_exercise(card.exercise)
    attempt = attempts.graded_by_id(db.session, card.person_id, card.attempt_id)
    if attempt is None:
        raise LookupError(card.attempt_id)
    check = next((each for each in attempt.report["checks"] if each["id"] == card.check_id), None)
    if check is None:
        raise LookupError(card.check_id)
    days = in_days(card.memory, now())
    return render_template(
        "cards/card.html",
        card=card,
        faces=faces(check),
        check=check,
        exercise=exercise,
        attempt=attempt,
        left=left,
        ratings=[(rating.value, said, days[rating]) for rating, said in RATINGS.items()],
    )


@blueprint.post("/<int(min=1, max=999999999):card_id>")
def answer(card_id: int) -> ResponseReturnValue:
    try:
        rating = Rating(int(request.form.get("rating", "")))
    except ValueError:
        refuse(422, "That is none of the four answers.", "Go back to the card and choose one.")
    with writing() as change:
        person = person_to_keep_for(change)
        if not deck.answer(change, person, card_id, rating):
            refuse(404, "There is no such card of yours.", "Your cards are under Review.")
    return redirect(url_for("cards.show"), 303)
