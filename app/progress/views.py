"""The page that says how one gets on, and the door for answers to the book's questions."""

from typing import Annotated

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from pydantic import Field, StringConstraints, ValidationError

from app.accounts.visitor import person_to_keep_for, remember_guest, visitor
from app.cards import deck
from app.catalog.progress import drafts_under_way
from app.clock import now
from app.database import db, writing
from app.incoming import parse_object
from app.practice import attempts
from app.progress.evidence import address, from_checks, from_questions, keep_answers
from app.progress.mastery import mastery
from app.progress.next_steps import Standing, Step, next_steps
from app.progress.scores import courses_of_scores
from app.progress.sections import title_of
from capacity.frozen import BadInput, Frozen
from grader.bank import exercises

blueprint = Blueprint("progress", __name__, url_prefix="/progress")


class Answered(Frozen):
    """One answer to a question of the book."""

    section: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}#[a-z0-9-]{1,79}$")]
    question: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._#-]{1,160}$")]
    right: bool


class Answers(Frozen):
    answers: Annotated[tuple[Answered, ...], Field(max_length=500)]


@blueprint.get("")
def show() -> ResponseReturnValue:
    person = visitor().person_id
    latest = attempts.latest(db.session, person)
    known = mastery([*from_checks(latest), *from_questions(db.session, person)], now())
    due = deck.due(db.session, person)
    drafts = [
        (each.slug, each.title, each.saved_at) for each in drafts_under_way(db.session, person)
    ]
    standing = Standing(exercises(), drafts, len(due.cards), latest, known)
    titles = {each.slug: each.title for each in exercises()}
    return render_template(
        "progress/page.html",
        steps=[(step, _address(step)) for step in next_steps(standing)],
        scores=courses_of_scores(attempts.lines(db.session, person), titles),
        mastery=[(each, title_of(each.section), address(each.section)) for each in known],
        due=due,
    )


def _address(step: Step) -> str:
    if step.kind == "cards":
        return url_for("cards.show")
    if step.kind == "read":
        return address(step.target)
    return url_for("practice.workspace", slug=step.target)


@blueprint.get("/questions")
def questions() -> ResponseReturnValue:
    """What is known of the book's questions, and the token with which more can be sent from there."""
    remember_guest()
    found = from_questions(db.session, visitor().person_id)
    return jsonify(csrf_token=generate_csrf(), known=len(found))


@blueprint.post("/questions")
def keep_questions() -> ResponseReturnValue:
    """Take in answers to questions of the book: {"answers": [{section, question, right}]}."""
    raw = parse_object(request.get_data(), field="body")
    try:
        sent = Answers.model_validate(raw)
    except ValidationError as error:
        raise BadInput.of(error, Answers) from error
    answers = [(each.section, each.question, each.right) for each in sent.answers]
    with writing() as change:
        kept = keep_answers(change, person_to_keep_for(change), answers)
    return jsonify(kept=kept)
