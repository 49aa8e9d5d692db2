"""The rubric of an assignment under edit, and the regrade that applies it."""

from typing import Annotated, Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import StringConstraints
from sqlalchemy import select

from app.courses import assignments
from app.courses.assignment_views import ASSIGNMENT
from app.courses.forms import Reason, read
from app.courses.here import Here, needs
from app.courses.models import Assignment, Member
from app.courses.roles import Act
from app.courses.views import COURSE
from app.database import db, writing
from app.errors import wants_json
from app.marking import regrades, shown, studio
from app.marking.judged import judged
from app.marking.marks import overrulings
from app.marking.models import Case
from app.marking.queue import code_of, is_blind
from app.marking.rubrics import edited, exercise_of, text_of
from app.marking.views import SUBMISSION
from app.problems import as_dicts, refuse
from capacity.frozen import BadInput, Frozen, Problem
from grader.rubric import Rubric

blueprint = Blueprint("studio", __name__, url_prefix="/courses")

LARGEST = 200_000  # characters, as of any YAML here


class Edit(Frozen):
    """What the editor sends."""

    text: Annotated[str, StringConstraints(max_length=LARGEST)]
    why: Reason = ""


@blueprint.get(f"{ASSIGNMENT}/rubric")
@needs(Act.LEAD)
def show(here: Here, assignment_id: int) -> ResponseReturnValue:
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    return _studio(here, assignment, text_of(db.session, assignment))


@blueprint.post(f"{ASSIGNMENT}/rubric")
@needs(Act.LEAD)
def edit(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Check, prove, preview or keep what is in the editor. Only keeping changes anything."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    text = request.form.get("text", "").replace("\r\n", "\n")
    did = request.form.get("did", "check")
    try:
        form = read(Edit, {**request.form.to_dict(), "text": text})
        new = edited(assignment.exercise, text, assignment.parameters)
        if did == "preview":
            found = studio.preview(db.session, assignment, text, _names(assignment))
            return _studio(here, assignment, text, preview=found)
        if did == "prove":
            cases = studio.tried(db.session, here, assignment.exercise, new)
            proven = studio.proven(assignment.exercise, text)
            return _studio(here, assignment, text, proven=proven, cases=cases)
        if did == "keep":
            return _keep(here, assignment, form)
    except BadInput as error:
        return _studio(here, assignment, text, problems=error.problems)
    return _studio(here, assignment, text, fine=True)


def _keep(here: Here, assignment: Assignment, form: Edit) -> ResponseReturnValue:
    if not form.why:
        raise BadInput([Problem(field="why", message="Say in a sentence what this edit is for.")])
    text = form.text.replace("\r\n", "\n")
    with writing(durable=True) as change:
        assignment = assignments.in_course(change, here.course.id, assignment.id)
        studio.keep(change, here, assignment, text, form.why)
    return redirect(_address(here, "studio.show", assignment.id), 303)


def _studio(
    here: Here,
    assignment: Assignment,
    text: str,
    problems: tuple[Problem, ...] = (),
    **more: Any,
) -> ResponseReturnValue:
    digest = exercise_of(db.session, assignment).rubric_digest
    page = render_template(
        "marking/studio.html",
        here=here,
        assignment=assignment,
        text=text,
        problems=as_dicts(problems),
        why=request.form.get("why", ""),
        kinds=studio.kinds(),
        versions=studio.versions(db.session, assignment, here.course.id),
        behind=studio.graded_by_others(db.session, assignment, digest),
        regrade=regrades.latest(db.session, assignment.id),
        **more,
    )
    return page, 422 if problems else 200


@blueprint.get(f"{COURSE}/rubric-schema.json")
@needs(Act.LEAD)
def schema(here: Here) -> ResponseReturnValue:
    """The schema of a rubric, for an editor that completes and checks by one."""
    del here
    return jsonify(Rubric.model_json_schema())


@blueprint.post(f"{ASSIGNMENT}/regrade")
@needs(Act.LEAD)
def begin(here: Here, assignment_id: int) -> ResponseReturnValue:
    """Grade all submissions again by the rubric that the assignment has now."""
    with writing(durable=True) as change:
        assignment = assignments.in_course(change, here.course.id, assignment_id)
        regrades.begin(change, here, assignment)
    return redirect(_address(here, "studio.progress", assignment_id), 303)


@blueprint.get(f"{ASSIGNMENT}/regrade")
@needs(Act.LEAD)
def progress(here: Here, assignment_id: int) -> ResponseReturnValue:
    """How far the latest regrade is; as JSON for the page's script."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    found = regrades.latest(db.session, assignment_id)
    if wants_json():
        if found is None:
            refuse(404, "There was no regrade yet.", "Begin one.")
        return jsonify(
            state=found.state, total=found.total, done=found.done, failed=found.failed,
            share=found.share, over=found.is_over,
        )  # fmt: skip
    return render_template("marking/regrade.html", here=here, assignment=assignment, regrade=found)


@blueprint.post(f"{ASSIGNMENT}/regrade/stop")
@needs(Act.LEAD)
def stop(here: Here, assignment_id: int) -> ResponseReturnValue:
    with writing(durable=True) as change:
        assignment = assignments.in_course(change, here.course.id, assignment_id)
        regrades.stop(change, here, assignment)
    return redirect(_address(here, "studio.progress", assignment_id), 303)


@blueprint.post(f"{SUBMISSION}/case")
@needs(Act.LEAD)
def keep_case(here: Here, submission_id: int) -> ResponseReturnValue:
    """What people gave this answer becomes a case: a rubric must find the same."""
    with writing(durable=True) as change:
        found = shown.find(change, here, submission_id)
        of = judged(change, found.assignment, found.submission)
        said = overrulings(of.standing, of.rule_points)
        if not said:
            refuse(409, "Nobody gave this answer other points.", "Overrule a check first.")
        points = {name: each.points for name, each in said.items()}
        studio.keep_case(change, here, (found.assignment, found.submission, found.attempt), points)
    return redirect(_address(here, "studio.show", found.assignment.id), 303)


@blueprint.get(f"{COURSE}/cases/<int(min=1, max=999999999):case_id>.yaml")
@needs(Act.LEAD)
def case(here: Here, case_id: int) -> ResponseReturnValue:
    """A case as a file for the bank."""
    found = db.session.scalar(
        select(Case).where(Case.id == case_id, Case.course_id == here.course.id)
    )
    if found is None:
        refuse(404, "There is no such case in this course.", "Start from the rubric's page.")
    return Response(
        studio.as_stored_answer(found),
        mimetype="application/yaml",
        headers={"Content-Disposition": f"attachment; filename={found.name}.yaml"},
    )


def _names(assignment: Assignment) -> dict[int, str]:
    rows = db.session.execute(
        select(Member.id, Member.name).where(Member.course_id == assignment.course_id)
    )
    blind = is_blind(assignment)
    return {number: code_of(assignment, number) if blind else name for number, name in rows}


def _address(here: Here, endpoint: str, assignment_id: int) -> str:
    return url_for(endpoint, course_id=here.course.id, assignment_id=assignment_id)
