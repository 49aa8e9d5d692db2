"""An attempt beside a model answer, or beside another attempt of one's own."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.visitor import visitor
from app.comparing.beside import Beside, compare
from app.database import db
from app.feedback.page import picture
from app.practice import attempts
from app.practice.helps import Help, helps
from app.practice.views import my_attempt
from app.problems import refuse
from grader.bank import Exercise
from grader.model_answers import model_answers

blueprint = Blueprint("comparing", __name__)


@blueprint.get("/practise/<slug>/attempts/<int(min=1, max=999999999):number>/compare")
def show(slug: str, number: int) -> ResponseReturnValue:
    """`?with=` names a model answer, or an attempt as 'attempt-2'; the first model answer otherwise."""
    exercise, attempt = my_attempt(slug, number)
    models = _models(exercise)
    lines = attempts.lines(db.session, visitor().person_id, slug)
    others = [each.number for each in lines if each.number != number]
    wanted = request.args.get("with", "")
    beside = _attempt(exercise, wanted, others) or next(
        (each for each in models if each.name == wanted), models[0] if models else None
    )
    if beside is None and others:
        beside = _attempt(exercise, f"attempt-{others[0]}", others)
    if beside is None:
        refuse(
            404,
            "There is nothing to compare this attempt with.",
            "Try again: then two of your own can be compared.",
        )
    return render_template(
        "comparing/page.html",
        exercise=exercise,
        attempt=attempt,
        beside=beside,
        models=models,
        others=others,
        found=compare(attempt.report, beside.report),
        mine=picture(attempt.answer, exercise, {}),
        theirs=picture(beside.answer, exercise, {}).replace("drawing-", "beside-"),
    )


def _models(exercise: Exercise) -> list[Beside]:
    """Model answers, where they may be seen; whoever asks has handed in."""
    if Help.MODEL_ANSWERS not in helps(exercise):
        return []
    return [
        Beside(
            name=each.name,
            title=each.title,
            about=each.about,
            answer=each.raw,
            report=each.report.model_dump(mode="json"),
        )
        for each in model_answers(exercise)
    ]


def _attempt(exercise: Exercise, name: str, others: list[int]) -> Beside | None:
    """Another attempt of the visitor by its name in the address."""
    number = next((each for each in others if name == f"attempt-{each}"), None)
    if number is None:
        return None
    found = attempts.graded(db.session, visitor().person_id, exercise.slug, (number,))[number]
    if found.held:
        return None
    return Beside(
        name=name,
        title=f"Your attempt {number}",
        about="What you handed in then.",
        answer=found.answer,
        report=found.report,
    )
