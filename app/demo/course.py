"""Fill a fresh installation with a believable course, the same every time."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.passwords import hashed
from app.accounts.visitor import User
from app.clock import Clock, now
from app.courses import assignments, courses, submissions
from app.courses.forms import NewAssignment, NewCourse
from app.courses.here import Here
from app.courses.models import Assignment, Course, Member, Section, Submission
from app.courses.roles import Role
from app.courses.tasks import tasks
from app.database import db, writing
from app.demo.answers import answers
from app.demo.people import address, names
from app.marking import acts, queue
from app.marking.judged import judged
from app.practice import attempts
from app.practice.attempts import HandedIn
from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer

LEARNERS = 60
SLUG = "url-shortener"
PASSWORD = "a demonstration only"  # noqa: S105 - of a course that is thrown away
TEACHER, LEARNER = "teacher@class.example", "learner@class.example"
ASSISTANTS = ("Rosa Demir", "Paul Eze", "Hana Sato")
DISPUTED = "redirect-status-fits"  # the check on which rules and people differ
SEED = 20_26
MARKED = 0.6  # of the submissions are done; the rest waits in the queue


@dataclass
class MovingClock:
    """The demonstration's own time: it begins two weeks ago and ends now."""

    clock: Clock
    back: timedelta = timedelta(days=14)

    def __call__(self) -> datetime:
        return self.clock() - self.back


def is_filled(app: Flask) -> bool:
    """Whether the demonstration is there already."""
    with app.app_context():
        found = db.session.scalar(select(exists().where(Person.email == TEACHER)))
        db.session.close()
    return bool(found)


def fill(app: Flask, say: Callable[[str], None], learners: int = LEARNERS) -> None:
    """The whole course: people, an assignment, what was handed in, and the marks so far."""
    clock = MovingClock(app.extensions["clock"])
    app.extensions["clock"] = clock
    chance = random.Random(SEED)  # noqa: S311 - the same course every time
    try:
        with app.app_context():
            course, assignment = _set_up(chance, learners)
            say(f"{learners} learners hand in …")
            clock.back = timedelta(days=8)
            _hand_in(course.id, chance, clock)
            say("Three assistants mark …")
            clock.back = timedelta(days=3)
            _mark(course, assignment.id, chance)
    finally:
        app.extensions["clock"] = clock.clock


def _set_up(chance: random.Random, learners: int) -> tuple[Course, Assignment]:
    secret = hashed(PASSWORD)
    with writing(durable=True) as change:
        teacher = _person(change, "Vera Lindqvist", TEACHER, secret, "instructor")
        form = NewCourse(title="System design (demonstration)", term="This term")
        course = courses.create(change, form, teacher.id)
        sections = [Section(course_id=course.id, name=name) for name in ("Tuesday", "Thursday")]
        change.add_all(sections)
        change.flush()
        for name in ASSISTANTS:
            person = _person(change, name, address(name), secret)
            _member(change, course, person, Role.ASSISTANT)
        for number, name in enumerate(names(learners, chance)):
            email = LEARNER if number == 0 else address(name)
            person = _person(change, name, email, secret)
            member = _member(change, course, person, Role.LEARNER)
            member.section_id = sections[number % 2].id
            member.team = f"Team {number // 4 + 1}"
            member.student = f"{4_200 + 7 * number}"
            member.extra_time = 25 if number % 20 == 9 else 0
        wanted = NewAssignment(
            title="Design a URL shortener",
            exercise=SLUG,
            note="Draw it, then defend it. Two attempts; the better one counts.",
            opens_at=now(),
            due_at=now() + timedelta(days=9),
            late_per_day=10,
            attempts=2,
            hints=True,
        )
        made = assignments.make(change, course.id, assignments.asked(wanted))
        second = wanted.model_copy(
            update={"title": "The same under five times the load", "due_at": now() + timedelta(days=30),
                    "opens_at": now() + timedelta(days=10), "parameters": "new_links = 500M links/month"}
        )  # fmt: skip
        assignments.make(change, course.id, assignments.asked(second))
    return course, made


def _person(change: Session, name: str, email: str, secret: str, role: str = "learner") -> Person:
    person = Person(name=name, email=email, password_hash=secret, role=role, created_at=now())
    change.add(person)
    change.flush()
    return person


def _member(change: Session, course: Course, person: Person, role: Role) -> Member:
    member = Member(
        course_id=course.id,
        person_id=person.id,
        role=role,
        name=person.name,
        email=person.email,
        added_at=now(),
        joined_at=now(),
    )
    change.add(member)
    return member


def _hand_in(course_id: int, chance: random.Random, clock: MovingClock) -> None:
    learners = db.session.execute(
        select(Person.id, Person.name, Person.email)
        .join(Member, Member.person_id == Person.id)
        .where(Member.course_id == course_id, Member.role == Role.LEARNER)
        .order_by(Person.id)
    ).all()
    found = exercise(SLUG)
    typed = list(answers(SLUG, len(learners), chance))
    for (person_id, name, email), answer in zip(learners, typed, strict=True):
        clock.back = timedelta(days=8 - 3.3 * chance.random(), minutes=chance.randrange(600))
        user = User(person_id, name, email or "", "learner")
        report = grade(found, read_answer(answer, as_it_is=True))
        with writing() as change:
            entry = HandedIn(SLUG, f"demo-{person_id:06}", answer, report)
            number = attempts.add(change, person_id, entry)
            submissions.add(change, tasks(change, user, SLUG), person_id, number)


def _mark(course: Course, assignment_id: int, chance: random.Random) -> None:
    """Assistants take from the queue, agree mostly, and differ from the rules on one check."""
    staff = db.session.scalars(
        select(Member)
        .where(Member.course_id == course.id, Member.role == Role.ASSISTANT)
        .order_by(Member.id)
    ).all()
    waiting = db.session.scalars(select(Submission.id).order_by(Submission.id)).all()
    for number, submission_id in enumerate(chance.sample(waiting, int(MARKED * len(waiting)))):
        marker = staff[number % len(staff)]
        here = Here(course, marker.id, marker.person_id or 0, Role.ASSISTANT)
        with writing() as change:
            assignment = change.get_one(Assignment, assignment_id)
            taken = change.get_one(Submission, submission_id)
            queue.take(taken, marker.id)
            _mark_one(change, here, (assignment, taken), chance)


def _mark_one(
    change: Session, here: Here, of: tuple[Assignment, Submission], chance: random.Random
) -> None:
    report = judged(change, *of).by_rules
    checks = {each.id: each for each in report.checks}
    disputed = checks.get(DISPUTED)
    if disputed is not None and chance.random() < 0.6:
        generous = disputed.points < disputed.max
        said = acts.Said(
            points=disputed.max if generous else 0,
            reason="The answer says why, in its own words." if generous else "Only asserted.",
        )
        acts.on_a_check(change, here, of, DISPUTED, said)
    for check in chance.sample(list(checks.values()), 2):
        if check.id != DISPUTED and check.verdict == "cannot judge":
            said = acts.Said(points=check.max / 2, reason="Half of it can be read.")
            acts.on_a_check(change, here, of, check.id, said)
        elif check.id != DISPUTED and chance.random() < 0.15:
            points = check.max if check.points == 0 else 0.0
            said = acts.Said(points=points, reason="Read again by a person.")
            acts.on_a_check(change, here, of, check.id, said)
    if chance.random() < 0.4:
        comment = "A good drawing; say next time what happens when a zone is lost."
        first = next(iter(checks))
        acts.on_a_check(change, here, of, first, acts.Said(comment=comment, keep=True))
    acts.on_the_whole(change, here, of, "done")
