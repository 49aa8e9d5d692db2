"""Setting an exercise, its page for those who answer it and for those who set it, and extensions."""

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.courses import assignments, log
from app.courses.forms import NewAssignment, NewExtension, read
from app.courses.here import Here, needs
from app.courses.learner_marks import marks_of
from app.courses.models import Assignment
from app.courses.roles import Act
from app.courses.tasks import tasks_of_member
from app.courses.views import COURSE
from app.database import db, writing
from app.marking.rubrics import exercise_of
from app.problems import as_dicts, refuse
from capacity.frozen import BadInput, Problem
from grader.bank import exercises

blueprint = Blueprint("assignments", __name__, url_prefix="/courses")

ASSIGNMENT = f"{COURSE}/assignments/<int(min=1, max=999999999):assignment_id>"


@blueprint.get(f"{COURSE}/assignments/new")
@needs(Act.LEAD)
def new(here: Here) -> ResponseReturnValue:
    return _form(here, {})


@blueprint.post(f"{COURSE}/assignments")
@needs(Act.LEAD)
def make(here: Here) -> ResponseReturnValue:
    try:
        wanted = assignments.asked(read(NewAssignment, request.form))
    except BadInput as error:
        return _form(here, request.form.to_dict(), error.problems)
    with writing(durable=True) as change:
        made = assignments.make(change, here.course.id, wanted)
        log.note(change, here, "set an assignment", made.title)
    return _to(here, made.id)


@blueprint.get(ASSIGNMENT)
@needs(Act.ENTER)
def show(here: Here, assignment_id: int) -> ResponseReturnValue:
    """For a learner: the terms, beginning, and what became of it. For staff: how it is set."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    exercise = exercise_of(db.session, assignment)
    if here.is_learner:
        task = next(
            each
            for each in tasks_of_member(db.session, here.member_id)
            if each.assignment.id == assignment_id
        )
        return render_template(
            "courses/task.html",
            here=here,
            task=task,
            assignment=assignment,
            exercise=exercise,
            marks=marks_of(db.session, assignment, here.member_id),
        )
    return _staff(here, assignment)


def _staff(
    here: Here, assignment: Assignment, problems: tuple[Problem, ...] = ()
) -> ResponseReturnValue:
    counts = [
        each
        for each in assignments.overview(db.session, here.course.id)
        if each.assignment.id == assignment.id
    ]
    page = render_template(
        "courses/assignment.html",
        here=here,
        assignment=assignment,
        exercise=exercise_of(db.session, assignment),
        counts=counts[0],
        extensions=assignments.extensions(db.session, assignment.id),
        learners=assignments.learners(db.session, here.course.id),
        problems=as_dicts(problems),
        typed=request.form,
    )
    return page, 422 if problems else 200


@blueprint.get(f"{ASSIGNMENT}/edit")
@needs(Act.LEAD)
def edit(here: Here, assignment_id: int) -> ResponseReturnValue:
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    return _form(here, _as_typed(assignment), assignment=assignment)


@blueprint.post(f"{ASSIGNMENT}/edit")
@needs(Act.LEAD)
def change(here: Here, assignment_id: int) -> ResponseReturnValue:
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    try:
        wanted = assignments.asked(read(NewAssignment, request.form))
        with writing(durable=True) as under_way:
            assignment = assignments.in_course(under_way, here.course.id, assignment_id)
            moved = assignments.change(under_way, assignment, wanted)
            if moved:
                before = {name: each[0] for name, each in moved.items()}
                after = {name: each[1] for name, each in moved.items()}
                title = assignment.title
                log.note(under_way, here, "changed an assignment", title, (before, after))
    except BadInput as error:
        return _form(here, request.form.to_dict(), error.problems, assignment)
    return _to(here, assignment_id)


@blueprint.post(f"{ASSIGNMENT}/extensions")
@needs(Act.LEAD)
def extend(here: Here, assignment_id: int) -> ResponseReturnValue:
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    try:
        form = read(NewExtension, request.form)
        with writing(durable=True) as under_way:
            name = assignments.extend(under_way, assignment, form, here.person_id)
            given = form.model_dump(mode="json", exclude={"member_id"}, exclude_defaults=True)
            log.note(under_way, here, f"extended “{assignment.title}”", name, (None, given))
    except BadInput as error:
        return _staff(here, assignment, error.problems)
    return _to(here, assignment_id)


@blueprint.post(f"{ASSIGNMENT}/begin")
@needs(Act.HAND_IN)
def begin(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Start the clock, and go to the workspace."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    task = next(
        each
        for each in tasks_of_member(db.session, here.member_id)
        if each.assignment.id == assignment_id
    )
    if not assignment.minutes or task.standing != "not begun":
        refuse(409, "This cannot be begun now.", "Look at its dates on the page of the assignment.")
    with writing(durable=True) as under_way:
        assignments.begin(under_way, assignment_id, here.member_id)
    return redirect(url_for("practice.workspace", slug=assignment.exercise), 303)


def _to(here: Here, assignment_id: int) -> ResponseReturnValue:
    target = url_for("assignments.show", course_id=here.course.id, assignment_id=assignment_id)
    return redirect(target, 303)


def _form(
    here: Here,
    typed: dict[str, Any],
    problems: tuple[Problem, ...] = (),
    assignment: Assignment | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "courses/assignment_form.html",
        here=here,
        typed=typed or {"hints": "yes"},
        exercises=exercises(),
        problems=as_dicts(problems),
        assignment=assignment,
    )
    return page, 422 if problems else 200


def _as_typed(assignment: Assignment) -> dict[str, Any]:
    """An assignment as its form would have it typed."""
    typed = {name: getattr(assignment, name) for name in NewAssignment.model_fields}
    for name, value in typed.items():
        if isinstance(value, datetime):
            typed[name] = value.strftime("%Y-%m-%dT%H:%M")
        elif value is False or value is None or value == 0:
            typed[name] = ""
    lines = [f"{name} = {value}" for name, value in assignment.parameters.items()]
    return {**typed, "parameters": "\n".join(lines)}
