"""What a course sets: made, changed, extended, begun, and how far the class is."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import now
from app.courses.as_set import read_parameters
from app.courses.forms import NewAssignment, NewExtension
from app.courses.models import Assignment, Extension, Member, Sitting, Submission
from app.courses.roles import Role
from app.marking.rubrics import keep_bank
from app.problems import refuse
from capacity.frozen import BadInput, Problem, did_you_mean
from grader.bank import Exercise, UnknownExercise, exercise, exercises


@dataclass(frozen=True, slots=True)
class Overview:
    """An assignment and how far the class is with it."""

    assignment: Assignment
    learners: int
    handed_in: int = 0  # people, not attempts
    waiting: int = 0  # submissions that need a person
    done: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """An assignment as its form says it, checked against the exercise."""

    fields: dict[str, Any] = field(default_factory=dict)


def overview(reading: Session, course_id: int) -> list[Overview]:
    """The assignments of a course with their counts, by due date."""
    learners = reading.scalar(
        select(func.count(Member.id)).where(
            Member.course_id == course_id, Member.role == Role.LEARNER, Member.left_at.is_(None)
        )
    )
    rows = reading.execute(
        select(
            Assignment,
            func.count(func.distinct(Submission.member_id)),
            func.count(Submission.id).filter(Submission.state == "waiting"),
            func.count(Submission.id).filter(Submission.state == "done"),
        )
        .outerjoin(Submission, Submission.assignment_id == Assignment.id)
        .where(Assignment.course_id == course_id)
        .group_by(Assignment.id)
        .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
    )
    return [Overview(each, learners or 0, *counts) for each, *counts in rows]


def in_course(reading: Session, course_id: int, assignment_id: int) -> Assignment:
    """An assignment of this course; refuses with 404 where it is another's."""
    found = reading.scalar(
        select(Assignment).where(Assignment.id == assignment_id, Assignment.course_id == course_id)
    )
    if found is None:
        refuse(404, "There is no such assignment in this course.", "Start from the course's page.")
    return found


def asked(form: NewAssignment) -> Asked:
    """The columns of an assignment. BadInput names fields."""
    problems = form.problems()
    parameters: dict[str, str] = {}
    try:
        parameters = read_parameters(_exercise(form.exercise), form.parameters)
    except BadInput as error:
        problems += error.problems
    if problems:
        raise BadInput(problems)
    return Asked({**form.model_dump(), "parameters": parameters})


def make(writing: Session, course_id: int, wanted: Asked) -> Assignment:
    digest = keep_bank(writing, wanted.fields["exercise"])
    made = Assignment(course_id=course_id, rubric=digest, created_at=now(), **wanted.fields)
    writing.add(made)
    writing.flush()
    return made


def change(writing: Session, assignment: Assignment, wanted: Asked) -> dict[str, list[Any]]:
    """The assignment as wanted, and what moved: name, before, after. Its exercise stays once used."""
    handed_in = writing.scalar(
        select(func.count(Submission.id)).where(Submission.assignment_id == assignment.id)
    )
    fixed = ("exercise", "parameters")
    if handed_in and any(getattr(assignment, name) != wanted.fields[name] for name in fixed):
        message = "cannot change once somebody has handed in. Set a new assignment instead."
        raise BadInput([Problem(field="exercise", message=message)])
    moved: dict[str, list[Any]] = {}
    for name, value in wanted.fields.items():
        before = getattr(assignment, name)
        if before != value:
            moved[name] = [_plain(before), _plain(value)]
            setattr(assignment, name, value)
    if "exercise" in moved:
        assignment.rubric = keep_bank(writing, assignment.exercise)
    return moved


def extend(writing: Session, assignment: Assignment, form: NewExtension, by_id: int) -> str:
    """Give one learner more; the name of whom it was given."""
    member = writing.scalar(
        select(Member).where(
            Member.id == form.member_id,
            Member.course_id == assignment.course_id,
            Member.role == Role.LEARNER,
        )
    )
    if member is None:
        raise BadInput([Problem(field="member_id", message="Choose a learner of this course.")])
    if not (form.due_at or form.minutes or form.attempts):
        raise BadInput([Problem(field="due_at", message="Say what is given: a date, minutes or attempts.")])  # fmt: skip
    writing.add(Extension(assignment_id=assignment.id, by_id=by_id, at=now(), **form.model_dump()))
    return member.name


def extensions(reading: Session, assignment_id: int) -> list[tuple[Extension, str]]:
    rows = reading.execute(
        select(Extension, Member.name)
        .join(Member, Member.id == Extension.member_id)
        .where(Extension.assignment_id == assignment_id)
        .order_by(Extension.id.desc())
    )
    return [(each, name) for each, name in rows]


def learners(reading: Session, course_id: int) -> list[tuple[int, str]]:
    rows = reading.execute(
        select(Member.id, Member.name)
        .where(Member.course_id == course_id, Member.role == Role.LEARNER, Member.left_at.is_(None))
        .order_by(Member.name)
    )
    return [(number, name) for number, name in rows]


def begin(writing: Session, assignment_id: int, member_id: int) -> None:
    """The clock of a time limit starts; beginning twice changes nothing."""
    writing.execute(select(Member.id).where(Member.id == member_id).with_for_update())
    begun = select(Sitting.id).where(
        Sitting.assignment_id == assignment_id, Sitting.member_id == member_id
    )
    if writing.scalar(begun) is None:
        writing.add(Sitting(assignment_id=assignment_id, member_id=member_id, began_at=now()))


def _exercise(slug: str) -> Exercise:
    try:
        return exercise(slug)
    except UnknownExercise:
        guess = did_you_mean(slug, [each.slug for each in exercises()])
        message = f"There is no exercise '{slug}'.{guess}"
        raise BadInput([Problem(field="exercise", message=message)]) from None


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
