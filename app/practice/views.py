"""The workspace of an exercise, its autosave, handing in, and reading the report."""

from contextlib import suppress

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.accounts.tokens import new_token
from app.accounts.visitor import person_to_keep_for, remember_guest, visitor
from app.appeals import appeals
from app.cards import deck
from app.courses import submissions
from app.courses.tasks import tasks_here
from app.database import db, writing
from app.earning import searches
from app.errors import token_error, wants_json
from app.feedback.page import shown
from app.hints import hints
from app.hints.offers import record
from app.practice import attempts, drafts
from app.practice.api_forms import other_form
from app.practice.attempts import GradedAttempt, HandedIn
from app.practice.drafts import NO_DRAFT, ChangedElsewhere, SavedDraft
from app.practice.handing_in import HandIn, read_hand_in, readable
from app.practice.helps import Help, helps
from app.practice.live import live
from app.practice.models import RawAnswer
from app.practice.modules import WORKSPACE
from app.practice.pages import seen
from app.practice.raw_answer import read_answer_alone, read_version_and_answer
from app.practice.steps import STEPS
from app.problems import Refused, as_dicts, refuse
from app.sharing import sharing
from capacity.frozen import BadInput, Problem
from grader.bank import Exercise
from grader.bank import exercise as find_exercise
from grader.grade import grade

blueprint = Blueprint("practice", __name__, url_prefix="/practise")

OLD_PAGE = Problem(
    field="page",
    message="This page was opened before you signed in or out. All you typed is here: hand in once more.",
)
REPLACED = "Trying attempt {} again took its place."


def exercise_or_404(slug: str) -> Exercise:
    """The exercise, as a course of this learner has set it, if one has."""
    try:
        return submissions.exercise_for(db.session, find_exercise(slug), tasks_here(slug))
    except KeyError:
        refuse(404, "There is no exercise at this address.", "Choose one from the list.")


@blueprint.get("/<slug>")
def workspace(slug: str) -> ResponseReturnValue:
    exercise = exercise_or_404(slug)
    remember_guest()
    return _workspace(exercise, drafts.find(db.session, visitor().person_id, slug))


def _workspace(
    exercise: Exercise,
    draft: SavedDraft | None,
    typed: RawAnswer | None = None,
    problems: tuple[Problem, ...] = (),
) -> tuple[str, int]:
    """The page. `typed` is what a refused hand-in held: it is shown instead of the draft."""
    answer = typed if typed is not None else draft.answer if draft else {}
    page = render_template(
        "practice/workspace.html",
        exercise=exercise,
        steps=STEPS,
        modules=WORKSPACE,
        draft=answer,
        kept=draft.answer if draft else {},
        version=draft.version if draft else NO_DRAFT,
        saved_at=draft.saved_at if draft else None,
        attempts=attempts.lines(db.session, visitor().person_id, exercise.slug),
        problems=as_dicts(problems),
        key=new_token(),
        look=seen(answer, exercise),
        live=live(exercise),
        tasks=tasks_here(exercise.slug),
        helps=helps(exercise),
    )
    return page, 422 if problems else 200


@blueprint.put("/<slug>/draft")
def save(slug: str) -> ResponseReturnValue:
    """Keep what was typed, if nobody saved since; else say what they saved."""
    exercise_or_404(slug)
    version, answer = read_version_and_answer(request.get_data())
    try:
        with writing() as change:
            person = person_to_keep_for(change)
            saved = drafts.save(change, person, slug, version, answer)
    except ChangedElsewhere as conflict:
        latest = conflict.latest
        body = {
            "version": latest.version,
            "answer": latest.answer,
            "saved_at": latest.saved_at.isoformat(),
        }
        return jsonify(body), 409
    return jsonify(version=saved.version, saved_at=saved.saved_at.isoformat())


@blueprint.post("/<slug>/look")
def look(slug: str) -> ResponseReturnValue:
    """Read a half-written answer as the grader would, and draw it. Nothing is kept."""
    exercise = exercise_or_404(slug)
    answer = read_answer_alone(request.get_data())
    return jsonify(seen(answer, exercise))


@blueprint.post("/<slug>/api")
def api(slug: str) -> ResponseReturnValue:
    """The API in its other form: rows as an OpenAPI document, a document as rows. Nothing is kept."""
    exercise_or_404(slug)
    return jsonify(api=other_form(read_answer_alone(request.get_data()).get("api", [])))


@blueprint.post("/<slug>/hand-in")
def hand_in(slug: str) -> ResponseReturnValue:
    """Grade the answer and keep both, once for each key.

    An answer with parts that cannot be read comes back with what is wrong beside it, unless the
    learner says to take it as it is; those parts then go to a person.
    """
    exercise = exercise_or_404(slug)
    form = read_hand_in(request.form)
    if form.answer is None or form.problems:
        return _refused(exercise, form, form.problems)
    twice = attempts.number_with_key(db.session, visitor().person_id, slug, form.key)
    if twice is not None:
        return _to_attempt(slug, twice)
    not_taken = submissions.refused(tasks_here(slug))
    if not_taken:
        return _refused(exercise, form, not_taken)
    try:
        answer = readable(form.answer, exercise, as_it_is=form.as_it_is)
    except BadInput as error:
        return _refused(exercise, form, error.problems)
    events = record(hints.bought(db.session, visitor().person_id, slug))
    report = grade(exercise, answer.model_copy(update={"events": tuple(events)}))
    entry = HandedIn(slug, form.key, form.answer, report, tuple(events))
    try:
        with writing(durable=True) as change:
            person = person_to_keep_for(change)
            number = attempts.add(change, person, entry)
            submissions.add(change, tasks_here(slug), person, number)
            hints.settle(change, person, slug, number)
            deck.keep(change, person, number, report)
            with suppress(ChangedElsewhere):  # a later save in another tab stays as it is
                drafts.save(change, person, slug, form.version, form.answer)
    except Refused as refusal:  # signed out since the page was opened
        said = Problem(field="page", message=f"{refusal.say} {refusal.do}")
        return _refused(exercise, form, (said,))
    return _to_attempt(slug, number)


def _to_attempt(slug: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("practice.attempt", slug=slug, number=number), 303)


def _refused(
    exercise: Exercise, form: HandIn, problems: tuple[Problem, ...]
) -> ResponseReturnValue:
    """The workspace again, with everything that was typed; it is kept as the draft where it can be."""
    draft = None
    if form.answer is not None and not form.problems:
        with suppress(ChangedElsewhere, Refused), writing() as change:
            person = person_to_keep_for(change)
            draft = drafts.save(change, person, exercise.slug, form.version, form.answer)
    draft = draft or drafts.find(db.session, visitor().person_id, exercise.slug)
    return _workspace(exercise, draft, form.answer, problems)


@blueprint.errorhandler(CSRFError)
def old_token(error: CSRFError) -> ResponseReturnValue:
    """Handing in from a page whose token is old: the page again, with everything that was typed."""
    if request.endpoint != "practice.hand_in" or wants_json():
        return token_error(error)
    exercise = exercise_or_404((request.view_args or {}).get("slug", ""))
    remember_guest()
    draft = drafts.find(db.session, visitor().person_id, exercise.slug)
    page, _status = _workspace(exercise, draft, read_hand_in(request.form).answer, (OLD_PAGE,))
    return page, 400


@blueprint.get("/<slug>/attempts/<int(min=1, max=999999999):number>")
def attempt(slug: str, number: int) -> ResponseReturnValue:
    """The report: every check, its sentence, and its evidence in the learner's own answer."""
    exercise = exercise_or_404(slug)
    found = attempts.graded(db.session, visitor().person_id, slug, (number - 1, number))
    this, before = attempt_or_404(found.get(number)), found.get(number - 1)
    if this.held:
        return render_template("courses/held.html", exercise=exercise, attempt=this)
    allowed = helps(exercise)
    return render_template(
        "feedback/page.html",
        **shown(exercise, this, before if before and not before.held else None),
        earning=searches.find(exercise, this) if Help.CHANGES in allowed else None,
        appeals=appeals.of_attempt(db.session, this.id),
        links=sharing.links(db.session, this.id),
        helps=allowed,
    )


@blueprint.post("/<slug>/attempts/<int(min=1, max=999999999):number>/try-again")
def try_again(slug: str, number: int) -> ResponseReturnValue:
    """The attempt's answer becomes the draft; a draft that says something else is kept."""
    answer = my_attempt(slug, number, also_held=True)[1].answer
    with writing(durable=True) as change:
        person = person_to_keep_for(change)
        drafts.replace(change, person, slug, answer, REPLACED.format(number))
    return redirect(url_for("practice.workspace", slug=slug), 303)


@blueprint.post("/<slug>/copies/<int(min=1, max=999999999):copy_id>/take")
def take_copy(slug: str, copy_id: int) -> ResponseReturnValue:
    """An earlier draft, kept when another took its place, becomes the draft again."""
    exercise_or_404(slug)
    with writing(durable=True) as change:
        person = person_to_keep_for(change)
        if not drafts.take_copy(change, person, slug, copy_id):
            refuse(404, "There is no such draft of yours.", "Your drafts are in the workspace.")
    return redirect(url_for("practice.workspace", slug=slug), 303)


def my_attempt(
    slug: str, number: int, *, also_held: bool = False
) -> tuple[Exercise, GradedAttempt]:
    """The visitor's own attempt; of anybody else's it is said that there is none.

    What a course holds back until it releases marks is refused, unless only the answer is needed.
    """
    exercise = exercise_or_404(slug)
    found = attempts.graded(db.session, visitor().person_id, slug, (number,))
    attempt = attempt_or_404(found.get(number))
    if attempt.held and not also_held:
        refuse(
            403,
            "Your course shows marks when they are released.",
            "The answer is kept as you handed it in; come back when the marks are out.",
        )
    return exercise, attempt


def attempt_or_404(found: GradedAttempt | None) -> GradedAttempt:
    if found is None:
        refuse(
            404, "There is no such attempt of yours.", "Your attempts are listed in the workspace."
        )
    return found
