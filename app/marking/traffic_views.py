"""Marks that leave the building and come back: the gradebook and its formats, CSV by check, receipts."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.courses import assignments, log
from app.courses.assignment_views import ASSIGNMENT
from app.courses.here import Here, needs
from app.courses.roles import Act
from app.courses.views import COURSE
from app.database import db, writing
from app.marking import gradebook, marks_csv
from app.marking.receipts import receipts
from app.problems import as_dicts, refuse
from capacity.frozen import BadInput, Problem

blueprint = Blueprint("traffic", __name__, url_prefix="/courses")

FORMATS = {
    "plain": gradebook.as_csv,
    "canvas": gradebook.as_canvas,
    "moodle": gradebook.as_moodle,
}


@blueprint.get(f"{COURSE}/gradebook")
@needs(Act.LEAD)
def show(here: Here) -> ResponseReturnValue:
    book = gradebook.gradebook(db.session, here.course.id)
    return render_template("marking/gradebook.html", here=here, book=book)


@blueprint.get(f"{COURSE}/gradebook.csv")
@needs(Act.LEAD)
def as_csv(here: Here) -> ResponseReturnValue:
    """In the columns that the other side takes in."""
    chosen = request.args.get("for", "plain")
    if chosen not in FORMATS:
        refuse(404, f"There is no format '{chosen[:40]}'.", f"There are: {', '.join(FORMATS)}.")
    book = gradebook.gradebook(db.session, here.course.id)
    return _file(FORMATS[chosen](book), f"marks-{here.course.id}-{chosen}.csv")


@blueprint.get(f"{ASSIGNMENT}/marks")
@needs(Act.LEAD)
def marks(here: Here, assignment_id: int) -> ResponseReturnValue:
    return _marks(here, assignment_id)


def _marks(
    here: Here, assignment_id: int, problems: tuple[Problem, ...] = ()
) -> ResponseReturnValue:
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    page = render_template(
        "marking/traffic.html",
        here=here,
        assignment=assignment,
        problems=as_dicts(problems),
        added=request.args.get("added", type=int),
    )
    return page, 422 if problems else 200


@blueprint.get(f"{ASSIGNMENT}/marks.csv")
@needs(Act.LEAD)
def marks_as_csv(here: Here, assignment_id: int) -> ResponseReturnValue:
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    return _file(marks_csv.as_csv(db.session, assignment), f"marks-{assignment_id}.csv")


@blueprint.post(f"{ASSIGNMENT}/marks.csv")
@needs(Act.LEAD)
def take_in(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Take marks in, whole or not at all."""
    assignments.in_course(db.session, here.course.id, assignment_id)
    file = request.files.get("file")
    raw = file.read() if file else request.form.get("text", "").encode()
    try:
        with writing(durable=True) as change:
            assignment = assignments.in_course(change, here.course.id, assignment_id)
            added = marks_csv.take_in(change, here, assignment, raw)
            log.note(change, here, "took marks in", assignment.title, (None, added))
    except BadInput as error:
        return _marks(here, assignment_id, error.problems)
    target = url_for(
        "traffic.marks", course_id=here.course.id, assignment_id=assignment_id, added=added
    )
    return redirect(target, 303)


@blueprint.get(f"{ASSIGNMENT}/receipts.json")
@needs(Act.LEAD)
def all_receipts(here: Here, assignment_id: int) -> ResponseReturnValue:
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    response = jsonify(receipts(db.session, assignment))
    name = f"receipts-{assignment_id}.json"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _file(text: str, name: str) -> Response:
    return Response(
        text,
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )
