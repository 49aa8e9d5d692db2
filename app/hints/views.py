"""The page of hints, which the workspace shows beside the answer as well, and buying one."""

from contextlib import suppress

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.visitor import person_to_keep_for, remember_guest, visitor
from app.database import db, writing
from app.hints import hints
from app.hints.offers import PhaseHints, phases
from app.practice import drafts
from app.practice.attempts import as_graded
from app.practice.helps import Help, helps
from app.practice.views import exercise_or_404
from app.problems import refuse
from capacity.frozen import BadInput
from grader.answer import Answer
from grader.bank import Exercise

blueprint = Blueprint("hints", __name__, url_prefix="/practise/<slug>/hints")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """What each phase offers for the draft as it is saved, and what was bought for this attempt."""
    exercise = _exercise(slug)
    remember_guest()
    return render_template("hints/page.html", exercise=exercise, phases=_phases(exercise))


@blueprint.post("")
def buy(slug: str) -> ResponseReturnValue:
    """The next rung of a check that was hinted at, or the first rung of the one on offer in a phase.

    The page names the cost that it showed; where the draft has moved on and the offer would cost more
    by now, nothing is bought and the page says the new cost.
    """
    exercise = _exercise(slug)
    phase = next((each for each in _phases(exercise) if each.id == request.form.get("phase")), None)
    if phase is None:
        refuse(422, "There is no such phase.", "Go back to the hints and choose from them.")
    chosen = _chosen(phase, request.form.get("again", ""), request.form.get("costs", ""))
    if chosen is not None:
        with writing(durable=True) as change:
            person = person_to_keep_for(change)
            hints.buy(change, person, slug, *chosen)
    return redirect(url_for("hints.show", slug=slug, _anchor=f"hints-{phase.id}"), 303)


def _chosen(phase: PhaseHints, again: str, costs: str) -> tuple[str, int] | None:
    """The check and the rung; None where there is nothing to buy at the cost that was shown."""
    if again:
        place = next((each for each in phase.ladders if each.check == again and each.more), None)
        return (place.check, len(place.said) + 1) if place else None
    with suppress(ValueError):
        if phase.offer is not None and phase.offer.costs <= float(costs):
            return (phase.offer.check, 1)
    return None


def _exercise(slug: str) -> Exercise:
    exercise = exercise_or_404(slug)
    if Help.HINTS not in helps(exercise):
        refuse(403, "Hints are not given here.", "Hand in, and read what the feedback says.")
    return exercise


def _phases(exercise: Exercise) -> list[PhaseHints]:
    person = visitor().person_id
    draft = drafts.find(db.session, person, exercise.slug)
    answer = Answer()
    with suppress(BadInput):  # a half-typed draft may be unreadable: then everything is open
        answer = as_graded(draft.answer if draft else {}, ())
    return phases(exercise, answer, hints.bought(db.session, person, exercise.slug))
