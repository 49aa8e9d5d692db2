"""What courses have set a person: each assignment over an exercise, on that person's own terms."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.accounts.visitor import User, visitor
from app.clock import now
from app.courses.dates import Standing, Terms, with_extra_time
from app.courses.models import Assignment, Course, Extension, Member, Sitting, Submission
from app.courses.roles import Role
from app.database import db


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as it holds for one member."""

    assignment: Assignment
    course: Course
    member_id: int
    team: str
    terms: Terms
    standing: Standing

    @property
    def holds_marks(self) -> bool:
        return holds_marks(self.assignment)

    @property
    def is_under_way(self) -> bool:
        """Whether what the course says about helps and marks is in force now."""
        return self.standing not in (Standing.NOT_YET, Standing.CLOSED)


def holds_marks(assignment: Assignment) -> bool:
    """Whether learners do not see their marks yet."""
    return assignment.release == "by hand" and assignment.released_at is None


def tasks(reading: Session, user: User | None, exercise: str | None = None) -> list[Task]:
    """The assignments of a learner, by due date; those over one exercise where it is named."""
    if user is None:
        return []
    query = _query().where(
        Member.person_id == user.id,
        Member.role == Role.LEARNER,
        Member.left_at.is_(None),
        Course.archived_at.is_(None),
    )
    if exercise is not None:
        query = query.where(Assignment.exercise == exercise)
    moment = now()
    return [_task(row, moment) for row in reading.execute(query).unique()]


def tasks_of_member(reading: Session, member_id: int) -> list[Task]:
    """The assignments of one member of a course."""
    moment = now()
    return [_task(row, moment) for row in reading.execute(_query().where(Member.id == member_id))]


def tasks_here(exercise: str) -> list[Task]:
    """The tasks of whoever asks, over one exercise, looked up once in a request."""
    known: dict[str, list[Task]] = g.setdefault("tasks", {})
    if exercise not in known:
        known[exercise] = tasks(db.session, visitor().user, exercise)
    return known[exercise]


Row = Any  # Assignment, Course, Member, Extension, Sitting, and how many were handed in


def _query() -> Select[Any]:
    latest = aliased(Extension)
    last = (
        select(func.max(latest.id))
        .where(latest.assignment_id == Assignment.id, latest.member_id == Member.id)
        .correlate(Assignment, Member)
        .scalar_subquery()
    )
    used = (
        select(func.count(Submission.id))
        .where(Submission.assignment_id == Assignment.id, Submission.member_id == Member.id)
        .correlate(Assignment, Member)
        .scalar_subquery()
    )
    return (
        select(Assignment, Course, Member, Extension, Sitting, used)
        .join(Course, Course.id == Assignment.course_id)
        .join(Member, Member.course_id == Course.id)
        .outerjoin(Extension, Extension.id == last)
        .outerjoin(
            Sitting,
            (Sitting.assignment_id == Assignment.id) & (Sitting.member_id == Member.id),
        )
        .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
    )


def _task(row: Row, at: datetime) -> Task:
    assignment, course, member, extension, sitting, used = row
    terms = terms_for(assignment, member, extension, sitting, used)
    return Task(assignment, course, member.id, member.team, terms, terms.standing(at))


def terms_for(
    assignment: Assignment,
    member: Member,
    extension: Extension | None,
    sitting: Sitting | None,
    used: int,
) -> Terms:
    """What holds for this member. An extension moves the end as well where it would come too soon."""
    due, closes = assignment.due_at, assignment.closes_at
    minutes, attempts = assignment.minutes, assignment.attempts
    if extension is not None:
        due = extension.due_at or due
        closes = max(closes, due) if closes and due else closes
        minutes = minutes + extension.minutes if minutes else 0
        attempts = attempts + extension.attempts if attempts else 0
    return Terms(
        opens_at=assignment.opens_at,
        due_at=due,
        closes_at=closes,
        minutes=with_extra_time(minutes, member.extra_time),
        attempts=attempts,
        began_at=sitting.began_at if sitting else None,
        used=used,
    )
