"""Courses made, copied, archived and thrown away."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.clock import now
from app.courses.forms import NewCourse
from app.courses.models import Assignment, Course, Member, Section
from app.courses.roles import Role


@dataclass(frozen=True, slots=True)
class Mine:
    """A course in somebody's list."""

    id: int
    title: str
    term: str
    role: Role
    archived: bool
    learners: int


def mine(reading: Session, person_id: int) -> list[Mine]:
    """The courses that a person is in, the latest first, archived ones last."""
    learners = (
        select(func.count(Member.id))
        .where(Member.course_id == Course.id, Member.role == Role.LEARNER, Member.left_at.is_(None))
        .correlate(Course)
        .scalar_subquery()
    )
    rows = reading.execute(
        select(Course.id, Course.title, Course.term, Member.role, Course.archived_at, learners)
        .join(Member, Member.course_id == Course.id)
        .where(Member.person_id == person_id, Member.left_at.is_(None))
        .order_by(Course.archived_at.is_not(None), Course.id.desc())
    )
    return [
        Mine(number, title, term, Role(role), archived is not None, count)
        for number, title, term, role, archived, count in rows
    ]


def create(writing: Session, form: NewCourse, owner_id: int) -> Course:
    """A new course, with whoever makes it as its owner."""
    course = Course(title=form.title, term=form.term, created_at=now())
    writing.add(course)
    writing.flush()
    _add_owner(writing, course.id, owner_id)
    return course


def copy(writing: Session, of: Course, form: NewCourse, owner_id: int) -> Course:
    """The same course for another term: sections and assignments, without people and dates."""
    course = Course(title=form.title, term=form.term, created_at=now(), copied_from_id=of.id)
    writing.add(course)
    writing.flush()
    _add_owner(writing, course.id, owner_id)
    for name in writing.scalars(select(Section.name).where(Section.course_id == of.id)):
        writing.add(Section(course_id=course.id, name=name))
    left_out = {"id", "course_id", "opens_at", "due_at", "closes_at", "released_at", "released"}
    kept = [each.key for each in Assignment.__table__.columns if each.key not in left_out]
    rows = writing.scalars(
        select(Assignment).where(Assignment.course_id == of.id).order_by(Assignment.id)
    )
    for each in rows.all():
        fields = {name: getattr(each, name) for name in kept}
        writing.add(Assignment(**{**fields, "course_id": course.id, "created_at": now()}))
    return course


def throw_away(writing: Session, course_id: int) -> None:
    """The course with all that hangs on it. What learners practised stays theirs."""
    writing.execute(delete(Course).where(Course.id == course_id))


def _add_owner(writing: Session, course_id: int, person_id: int) -> None:
    person = writing.execute(select(Person.name, Person.email).where(Person.id == person_id)).one()
    writing.add(
        Member(
            course_id=course_id,
            person_id=person_id,
            role=Role.OWNER,
            name=person.name,
            email=person.email or "",
            added_at=now(),
            joined_at=now(),
        )
    )
