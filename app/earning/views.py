"""Asking for the search, watching it, looking at a change before and after, and taking it into the draft."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.visitor import person_to_keep_for
from app.database import writing
from app.earning import searches
from app.earning.changed import before_and_after, draft_with, effects
from app.practice import drafts
from app.practice.attempts import GradedAttempt
from app.practice.helps import Help, helps
from app.practice.views import my_attempt
from app.problems import refuse
from grader.bank import Exercise
from grader.earn import Earned

blueprint = Blueprint(
    "earning", __name__, url_prefix="/practise/<slug>/attempts/<int(min=1, max=999999999):number>"
)

BECAUSE = "Attempt {} with a change that was proved took its place."


@blueprint.get("/earn")
def state(slug: str, number: int) -> ResponseReturnValue:
    """The part of the feedback page that says how far the search is, or what it found."""
    exercise, attempt = _mine(slug, number)
    found = searches.find(exercise, attempt)
    return render_template(
        "earning/found.html", exercise=exercise, attempt=attempt, earning=found, alone=True
    )


@blueprint.post("/earn")
def start(slug: str, number: int) -> ResponseReturnValue:
    """Begin the search. It goes on by itself; asking again changes nothing."""
    exercise, attempt = _mine(slug, number)
    searches.start(exercise, attempt)
    return redirect(url_for("practice.attempt", slug=slug, number=number, _anchor="earn"), 303)


@blueprint.get("/earn/<int(min=1, max=99):place>")
def change(slug: str, number: int, place: int) -> ResponseReturnValue:
    """One change: the drawing before and after, and what that does to promises, cost and checks."""
    exercise, attempt = _mine(slug, number)
    earned = _found(exercise, attempt, place)
    if earned is None:
        return _back(slug, number)
    titles = {each["id"]: each["title"] for each in attempt.report["checks"]}
    return render_template(
        "earning/change.html",
        exercise=exercise,
        attempt=attempt,
        place=place,
        effects=effects(earned),
        checks=[(name, titles.get(name, name)) for name in earned.checks],
        **before_and_after(attempt.answer, exercise, earned),
    )


@blueprint.post("/earn/<int(min=1, max=99):place>/take")
def take(slug: str, number: int, place: int) -> ResponseReturnValue:
    """The attempt's answer with the change becomes the draft; a draft that says something else is kept."""
    exercise, attempt = _mine(slug, number)
    earned = _found(exercise, attempt, place)
    if earned is None:
        return _back(slug, number)
    answer = draft_with(attempt.answer, exercise, earned)
    with writing(durable=True) as written:
        person = person_to_keep_for(written)
        drafts.replace(written, person, slug, answer, BECAUSE.format(number))
    return redirect(url_for("practice.workspace", slug=slug, _anchor="architecture"), 303)


def _mine(slug: str, number: int) -> tuple[Exercise, GradedAttempt]:
    exercise, attempt = my_attempt(slug, number)
    if Help.CHANGES not in helps(exercise):
        refuse(403, "Changes are not looked for here.", "What is missing stands at the checks.")
    return exercise, attempt


def _found(exercise: Exercise, attempt: GradedAttempt, place: int) -> Earned | None:
    """The change at a place of the list; None where the search found fewer, or is not done."""
    changes = searches.find(exercise, attempt).changes
    return Earned.model_validate(changes[place - 1]) if place <= len(changes) else None


def _back(slug: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("practice.attempt", slug=slug, number=number, _anchor="earn"), 303)
