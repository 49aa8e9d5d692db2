"""The queue of an assignment, a submission under marking, and its marks as their learner reads them."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.appeals import appeals
from app.appeals.models import Decision
from app.courses import assignments, log, people
from app.courses.assignment_views import ASSIGNMENT
from app.courses.forms import read
from app.courses.here import Here, needs
from app.courses.models import Assignment
from app.courses.roles import Act
from app.courses.tasks import holds_marks
from app.courses.views import COURSE
from app.database import db, writing
from app.incoming import mended
from app.marking import acts, queue, shown
from app.marking.judged import put_together
from app.marking.queue import Wanted
from app.marking.reasons import BY_NAME
from app.marking.rubrics import exercise_of
from app.practice import attempts
from app.problems import Refused, as_dicts, refuse
from capacity.frozen import BadInput, Problem

blueprint = Blueprint("marking", __name__, url_prefix="/courses")

SUBMISSION = f"{COURSE}/submissions/<int(min=1, max=999999999):submission_id>"


@blueprint.get(f"{ASSIGNMENT}/queue")
@needs(Act.READ_MARKS)
def show_queue(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Who needs a person comes first, and why."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    wanted = Wanted(
        state=request.args.get("state", ""),
        reason=request.args.get("reason", ""),
        section=request.args.get("section", type=int),
        page=max(1, min(request.args.get("page", 1, type=int), 10_000)),
    )
    return render_template(
        "marking/queue.html",
        here=here,
        assignment=assignment,
        page=queue.page(db.session, assignment, here, wanted),
        wanted=wanted,
        reasons=BY_NAME,
        sections=people.sections(db.session, here.course.id),
    )


@blueprint.post(f"{ASSIGNMENT}/queue/next")
@needs(Act.MARK)
def take_next(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Take what presses most, or one at random."""
    with writing(durable=True) as change:
        assignment = assignments.in_course(change, here.course.id, assignment_id)
        how = request.form.get("how", "")
        taken = queue.take_next(change, assignment, here, how)
        number = taken.id if taken else None
    if number is None:
        return redirect(_queue(here, assignment_id), 303)
    return redirect(_address(here, number), 303)


@blueprint.post(f"{ASSIGNMENT}/queue/deal")
@needs(Act.LEAD)
def deal(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Deal what nobody has taken to the assistants in turn."""
    with writing(durable=True) as change:
        assignment = assignments.in_course(change, here.course.id, assignment_id)
        queue.deal(change, assignment)
    return redirect(_queue(here, assignment_id), 303)


@blueprint.post(f"{ASSIGNMENT}/release")
@needs(Act.LEAD)
def release(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Show marks to learners, all of them or those of some checks, or hold them back again."""
    with writing(durable=True) as change:
        assignment = assignments.in_course(change, here.course.id, assignment_id)
        acts.release(change, here, assignment, request.form.getlist("check")[:200])
    return redirect(_queue(here, assignment_id), 303)


@blueprint.get(f"{ASSIGNMENT}/release")
@needs(Act.LEAD)
def choose_checks(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Release check by check."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    return render_template(
        "marking/release.html",
        here=here,
        assignment=assignment,
        exercise=exercise_of(db.session, assignment),
    )


@blueprint.get(SUBMISSION)
@needs(Act.ENTER)
def submission(here: Here, submission_id: int) -> ResponseReturnValue:
    found = shown.find(db.session, here, submission_id)
    if here.may(Act.READ_MARKS):
        return _marking(here, found)
    rows = shown.marks(db.session, found)
    of = put_together(db.session, found.assignment, found.body, [mark for mark, _ in rows])
    return render_template(
        "marking/marks.html",
        here=here,
        found=found,
        page=shown.for_the_learner(found, of),
        appeals=appeals.of_attempt(db.session, found.attempt.id),
    )


def _marking(
    here: Here, found: shown.Found, problems: tuple[Problem, ...] = ()
) -> ResponseReturnValue:
    rows = shown.marks(db.session, found)
    of = put_together(db.session, found.assignment, found.body, [mark for mark, _ in rows])
    round_ = _round(here, found)
    visible = None if shown.sees_all_rounds(found, here) else round_
    before, after = queue.neighbours(db.session, found.assignment, here, found.submission)
    page = render_template(
        "marking/submission.html",
        here=here,
        found=found,
        who=shown.who(found),
        page=shown.for_markers(found, of, visible),
        judged=of,
        round=round_,
        history=shown.history(rows, found, here),
        phrases=acts.phrases(db.session, here.course.id, found.assignment.exercise),
        appeals=appeals.of_attempt(db.session, found.attempt.id),
        reasons=BY_NAME,
        differing=of.standing.differ(of.rule_points)
        if found.submission.state == "adjudicate"
        else [],
        before=before,
        after=after,
        problems=as_dicts(problems),
        typed=request.form,
    )
    return page, 422 if problems else 200


def _round(here: Here, found: shown.Found) -> int | None:
    """As what this person would mark; None where they only look."""
    if not here.may(Act.MARK) or here.course.archived_at:
        return None
    try:
        return acts.round_of(found.assignment, found.submission, here)
    except Refused:
        return None


@blueprint.post(f"{SUBMISSION}/checks/<check>")
@needs(Act.MARK)
def mark(here: Here, submission_id: int, check: str) -> ResponseReturnValue:
    """Accept the rule's points or give others, with a reason; a comment as well, or alone."""
    found = shown.find(db.session, here, submission_id)
    try:
        said = read(acts.Said, request.form)
        with writing(durable=True) as change:
            found = shown.find(change, here, submission_id)
            acts.on_a_check(change, here, (found.assignment, found.submission), check, said)
    except BadInput as error:
        found = shown.find(db.session, here, submission_id)
        named = tuple(
            each
            if each.field.endswith(check)
            else Problem(field=f"{each.field}-{check}", message=each.message)
            for each in error.problems
        )
        return _marking(here, found, named)
    return redirect(_address(here, submission_id) + f"#check-{check}", 303)


@blueprint.post(f"{SUBMISSION}/undo/<int(min=1, max=999999999):mark_id>")
@needs(Act.MARK)
def undo(here: Here, submission_id: int, mark_id: int) -> ResponseReturnValue:
    with writing(durable=True) as change:
        found = shown.find(change, here, submission_id)
        acts.undo(change, here, (found.assignment, found.submission), mark_id)
    return redirect(_address(here, submission_id), 303)


@blueprint.post(f"{SUBMISSION}/done")
@needs(Act.MARK)
def done(here: Here, submission_id: int) -> ResponseReturnValue:
    """Done with this one, and on to the next; or open it again."""
    again = request.form.get("again") == "yes"
    with writing(durable=True) as change:
        found = shown.find(change, here, submission_id)
        of = found.assignment, found.submission
        acts.on_the_whole(change, here, of, "reopen" if again else "done")
        following = None if again else _next(change, here, found.assignment)
    if again:
        return redirect(_address(here, submission_id), 303)
    if following is None:
        return redirect(_queue(here, found.assignment.id), 303)
    return redirect(_address(here, following), 303)


def _next(change: Session, here: Here, assignment: Assignment) -> int | None:
    change.flush()
    taken = queue.take_next(change, assignment, here, "")
    return taken.id if taken else None


@blueprint.post(f"{SUBMISSION}/appeals")
@needs(Act.HAND_IN)
def appeal(here: Here, submission_id: int) -> ResponseReturnValue:
    """A learner's own words on one check of a released mark; the submission goes to a person again."""
    words, check = request.form.get("words", "").strip(), request.form.get("check", "")
    with writing(durable=True) as change:
        found = shown.find(change, here, submission_id)
        known = {each["id"] for part in ("checks", "penalties") for each in found.body[part]}
        shown_now = not holds_marks(found.assignment) or check in found.assignment.released
        if not shown_now or check not in known or not 0 < len(words) <= appeals.MOST_WORDS:
            refuse(
                422, "This cannot be appealed.", "Choose a released check and say what is wrong."
            )
        of = attempts.graded(
            change, here.person_id, found.assignment.exercise, (found.attempt.number,)
        )
        appeals.appeal(change, of[found.attempt.number], here.person_id, check, mended(words))
        acts.attempt_changed(change, found.attempt.id)
    return redirect(_address(here, submission_id) + f"#check-{check}", 303)


@blueprint.post(f"{SUBMISSION}/appeals/<int(min=1, max=999999999):appeal_id>")
@needs(Act.MARK)
def answer_appeal(here: Here, submission_id: int, appeal_id: int) -> ResponseReturnValue:
    """Answer an appeal: what stands, what was changed, and why."""
    words, decision = request.form.get("words", "").strip(), request.form.get("decision", "")
    with writing(durable=True) as change:
        found = shown.find(change, here, submission_id)
        known = {each.id for each in appeals.of_attempt(change, found.attempt.id).values()}
        if appeal_id not in known:
            refuse(404, "There is no such appeal of this submission.", "Reload the page.")
        if decision not in {"stands", "changed"} or not 0 < len(words) <= appeals.MOST_WORDS:
            refuse(422, "An answer needs words.", "Go back and say why it stands or was changed.")
        answer: Decision = "stands" if decision == "stands" else "changed"
        appeals.reply(change, appeal_id, here.person_id, mended(words), answer)
        acts.attempt_changed(change, found.attempt.id)
        log.note(
            change, here, "answered an appeal", f"submission {submission_id}", (None, decision)
        )
    return redirect(_address(here, submission_id), 303)


def _address(here: Here, submission_id: int) -> str:
    return url_for("marking.submission", course_id=here.course.id, submission_id=submission_id)


def _queue(here: Here, assignment_id: int) -> str:
    return url_for("marking.show_queue", course_id=here.course.id, assignment_id=assignment_id)
