"""Who is in a course: the roster, its CSV, roles, links, and coming in by one of them."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.accounts.visitor import visitor
from app.clock import now
from app.courses import joining, log, people, privacy, roster
from app.courses.forms import NewLink, read
from app.courses.here import Here, needs
from app.courses.models import JoinLink, Member
from app.courses.roles import Act, Role
from app.courses.tasks import tasks_of_member
from app.courses.views import COURSE
from app.database import db, writing
from app.problems import as_dicts, refuse
from capacity.frozen import BadInput, Problem

blueprint = Blueprint("people", __name__, url_prefix="/courses")

ONE = "<int(min=1, max=999999999):member_id>"


@blueprint.get(f"{COURSE}/people")
@needs(Act.READ_MARKS)
def index(here: Here) -> ResponseReturnValue:
    return _people(here)


def _people(here: Here, problems: tuple[Problem, ...] = (), said: str = "") -> ResponseReturnValue:
    page = render_template(
        "courses/people.html",
        here=here,
        people=people.listed(db.session, here.course.id),
        links=people.links(db.session, here.course.id) if here.leads else [],
        sections=people.sections(db.session, here.course.id),
        roles=list(Role),
        problems=as_dicts(problems),
        said=said,
    )
    return page, 422 if problems else 200


@blueprint.get(f"{COURSE}/people.csv")
@needs(Act.LEAD)
def as_csv(here: Here) -> ResponseReturnValue:
    return Response(
        roster.as_csv(db.session, here.course.id),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=roster-{here.course.id}.csv"},
    )


@blueprint.post(f"{COURSE}/people.csv")
@needs(Act.LEAD)
def take_in(here: Here) -> ResponseReturnValue:
    """Take a roster in, whole or not at all."""
    file = request.files.get("file")
    raw = file.read() if file else request.form.get("text", "").encode()
    try:
        with writing(durable=True) as change:
            merged = roster.merge(
                change,
                here.course.id,
                raw,
                here.role,
                remove_others=request.form.get("remove_others") == "yes",
            )
            log.note(change, here, "took a roster in", moved=(None, merged.sentence))
    except BadInput as error:
        return _people(here, error.problems)
    return _people(here, said=merged.sentence)


@blueprint.post(f"{COURSE}/people/{ONE}")
@needs(Act.LEAD)
def change_member(here: Here, member_id: int) -> ResponseReturnValue:
    """Give somebody another role, or take them out."""
    wanted = request.form.get("role", "")
    if wanted != "out" and wanted not in list(Role):
        return _people(here, (Problem(field="role", message="Choose one of the roles."),))
    try:
        with writing(durable=True) as change:
            member = _member(here, member_id)
            before = member.role
            if wanted == "out":
                people.take_out(change, member, here.role)
                member.left_at = now()
            else:
                people.give_role(change, member, Role(wanted), here.role)
            log.note(change, here, "changed a role", member.name, (before, wanted))
    except BadInput as error:
        return _people(here, error.problems)
    return redirect(url_for("people.index", course_id=here.course.id), 303)


@blueprint.get(f"{COURSE}/people/{ONE}/data.json")
@needs(Act.LEAD)
def data_of(here: Here, member_id: int) -> ResponseReturnValue:
    """Everything that the course keeps about somebody."""
    member = _member(here, member_id)
    response = jsonify(privacy.everything(db.session, member))
    response.headers["Content-Disposition"] = f"attachment; filename=member-{member_id}.json"
    return response


@blueprint.get(f"{COURSE}/my-data.json")
@needs(Act.ENTER)
def my_data(here: Here) -> ResponseReturnValue:
    """The same for whoever asks, with the marks that are released to them."""
    found = privacy.everything(db.session, _member(here, here.member_id))
    held = {
        each.assignment.title
        for each in tasks_of_member(db.session, here.member_id)
        if each.holds_marks
    }
    for each in found["submissions"]:
        if each["assignment"] in held and here.is_learner:
            each.update(report=None, marks=None, score=None, level=None)
    response = jsonify(found)
    response.headers["Content-Disposition"] = "attachment; filename=my-data.json"
    return response


@blueprint.post(f"{COURSE}/people/{ONE}/erase")
@needs(Act.OWN, even_archived=True)
def erase(here: Here, member_id: int) -> ResponseReturnValue:
    """Erase a learner from the course, once their address is typed."""
    member = _member(here, member_id)
    if member.role != Role.LEARNER or request.form.get("email", "").strip() != member.email:
        message = "Only learners are erased, once their address is typed."
        return _people(here, (Problem(field="erase", message=message),))
    with writing(durable=True) as change:
        count = privacy.erase(change, _member(here, member_id))
        log.note(change, here, "erased a learner", f"member {member_id}", (count, 0))
    return redirect(url_for("people.index", course_id=here.course.id), 303)


def _member(here: Here, member_id: int) -> Member:
    found = db.session.scalar(
        select(Member).where(Member.id == member_id, Member.course_id == here.course.id)
    )
    if found is None:
        refuse(404, "There is nobody of that number in this course.", "Reload the list.")
    return found


@blueprint.post(f"{COURSE}/links")
@needs(Act.LEAD)
def make_link(here: Here) -> ResponseReturnValue:
    try:
        form = read(NewLink, request.form)
    except BadInput as error:
        return _people(here, error.problems)
    known = {each.id for each in people.sections(db.session, here.course.id)}
    section = form.section_id if form.section_id in known else None
    with writing(durable=True) as change:
        change.add(
            JoinLink(course_id=here.course.id, section_id=section, role=form.role, made_at=now())
        )
        log.note(change, here, "made a link", form.role)
    return redirect(url_for("people.index", course_id=here.course.id), 303)


@blueprint.post(f"{COURSE}/links/<int(min=1, max=999999999):link_id>/stop")
@needs(Act.LEAD)
def stop_link(here: Here, link_id: int) -> ResponseReturnValue:
    with writing(durable=True) as change:
        link = change.scalar(
            select(JoinLink).where(JoinLink.id == link_id, JoinLink.course_id == here.course.id)
        )
        if link is None:
            refuse(404, "There is no such link.", "Reload the list.")
        link.stopped_at = now()
        log.note(change, here, "stopped a link", link.role)
    return redirect(url_for("people.index", course_id=here.course.id), 303)


def _open_or_404(token: str) -> joining.Invitation:
    found = joining.invitation(db.session, token)
    if found is None:
        refuse(
            404,
            "This link opens nothing: it was stopped, or it is not whole.",
            "Ask your instructor for a new one, and copy all of it.",
        )
    return found


@blueprint.get("/join/<token>")
def invited(token: str) -> ResponseReturnValue:
    """What the link opens. Coming in needs an account: a guest is in no course by accident."""
    return render_template("courses/join.html", to=_open_or_404(token), taken=False)


@blueprint.post("/join/<token>")
def come_in(token: str) -> ResponseReturnValue:
    _open_or_404(token)
    user = visitor().user
    if user is None:
        target = url_for("people.invited", token=token)
        return redirect(url_for("accounts.sign_in", next=target), 303)
    with writing(durable=True) as change:
        to = joining.invitation(change, token)
        is_in = to is not None and joining.join(change, to, user)
    if to is None or not is_in:
        return render_template("courses/join.html", to=_open_or_404(token), taken=True), 409
    return redirect(url_for("courses.show", course_id=to.course.id), 303)
