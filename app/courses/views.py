"""The list of one's courses, a course's first page, and what its owner does with the whole of it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.visitor import visitor
from app.clock import now
from app.courses import courses, log
from app.courses.assignments import overview
from app.courses.forms import NewCourse, read
from app.courses.here import Here, needs
from app.courses.roles import Act
from app.courses.tasks import tasks_of_member
from app.database import db, writing
from app.problems import as_dicts, refuse
from capacity.frozen import BadInput, Problem

blueprint = Blueprint("courses", __name__, url_prefix="/courses")

COURSE = "/<int(min=1, max=999999999):course_id>"


@blueprint.get("")
def index() -> ResponseReturnValue:
    if visitor().user is None:
        return redirect(url_for("accounts.sign_in", next=url_for("courses.index")), 303)
    return _index()


def _index(problems: tuple[Problem, ...] = ()) -> ResponseReturnValue:
    page = render_template(
        "courses/index.html",
        courses=courses.mine(db.session, visitor().person_id or 0),
        problems=as_dicts(problems),
        typed=request.form,
    )
    return page, 422 if problems else 200


@blueprint.post("")
def make() -> ResponseReturnValue:
    """A new course; its maker owns it. Whoever teaches on this server may make one."""
    user = visitor().user
    if user is None or not user.is_instructor:
        refuse(403, "Only instructors of this server make courses.", "Ask one of them for a link.")
    try:
        form = read(NewCourse, request.form)
    except BadInput as error:
        return _index(error.problems)
    with writing(durable=True) as change:
        course = courses.create(change, form, user.id)
    return redirect(url_for("courses.show", course_id=course.id), 303)


@blueprint.get(COURSE)
@needs(Act.ENTER)
def show(here: Here) -> ResponseReturnValue:
    """What is set: a learner's own standing in each, or how far the class is."""
    if here.is_learner:
        tasks = tasks_of_member(db.session, here.member_id)
        return render_template("courses/learner.html", here=here, tasks=tasks)
    return render_template(
        "courses/show.html", here=here, assignments=overview(db.session, here.course.id)
    )


@blueprint.get(f"{COURSE}/settings")
@needs(Act.LEAD)
def settings(here: Here) -> ResponseReturnValue:
    return render_template("courses/settings.html", here=here, problems=[])


@blueprint.post(f"{COURSE}/settings")
@needs(Act.LEAD)
def rename(here: Here) -> ResponseReturnValue:
    try:
        form = read(NewCourse, request.form)
    except BadInput as error:
        problems = as_dicts(error.problems)
        return render_template("courses/settings.html", here=here, problems=problems), 422
    with writing(durable=True) as change:
        course = change.merge(here.course)
        before = [course.title, course.term]
        course.title, course.term = form.title, form.term
        log.note(change, here, "renamed the course", moved=(before, [form.title, form.term]))
    return redirect(url_for("courses.settings", course_id=here.course.id), 303)


@blueprint.post(f"{COURSE}/copy")
@needs(Act.LEAD, even_archived=True)
def copy(here: Here) -> ResponseReturnValue:
    """The course again for another term."""
    try:
        form = read(NewCourse, request.form)
    except BadInput as error:
        problems = as_dicts(error.problems)
        return render_template("courses/settings.html", here=here, problems=problems), 422
    with writing(durable=True) as change:
        made = courses.copy(change, here.course, form, here.person_id)
        log.note(change, here, "copied the course", to=f"{form.title} {form.term}")
    return redirect(url_for("courses.show", course_id=made.id), 303)


@blueprint.post(f"{COURSE}/archive")
@needs(Act.OWN, even_archived=True)
def archive(here: Here) -> ResponseReturnValue:
    """Close the course to every change, or open it again."""
    with writing(durable=True) as change:
        course = change.merge(here.course)
        course.archived_at = None if course.archived_at else now()
        did = "archived the course" if course.archived_at else "opened the course again"
        log.note(change, here, did)
    return redirect(url_for("courses.settings", course_id=here.course.id), 303)


@blueprint.post(f"{COURSE}/throw-away")
@needs(Act.OWN, even_archived=True)
def throw_away(here: Here) -> ResponseReturnValue:
    """Delete the course, once its title is typed."""
    if request.form.get("title", "").strip() != here.course.title:
        wrong = [{"field": "delete", "message": "Type the title of the course to delete it."}]
        return render_template("courses/settings.html", here=here, problems=wrong), 422
    with writing(durable=True) as change:
        courses.throw_away(change, here.course.id)
    return redirect(url_for("courses.index"), 303)


@blueprint.get(f"{COURSE}/log")
@needs(Act.LEAD)
def read_log(here: Here) -> ResponseReturnValue:
    """Who did what, when."""
    before = request.args.get("before", type=int)
    found = log.lines(db.session, here.course.id, before)
    more = found[-1].id if len(found) == log.PAGE else None
    return render_template("courses/log.html", here=here, lines=found, more=more)
