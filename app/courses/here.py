"""Who asks for a page of a course, and whether they may: every view of the room goes through here.

A course is not found by whoever is not in it; who is in it and may not do this is told so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.accounts.visitor import visitor
from app.courses.models import Course, Member
from app.courses.roles import Act, Role, may
from app.database import db
from app.problems import refuse

View = Callable[..., ResponseReturnValue]
GUARDED: dict[str, Act] = {}  # every guarded view by module and name, for the test that tries all


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody in a course."""

    course: Course
    member_id: int
    person_id: int
    role: Role

    def may(self, act: str) -> bool:
        return may(self.role, Act(act))

    @property
    def leads(self) -> bool:
        return self.may(Act.LEAD)

    @property
    def is_learner(self) -> bool:
        return self.role == Role.LEARNER


def needs(act: Act, *, even_archived: bool = False) -> Callable[[View], View]:
    """A view of a course: it takes the number of the course and gets who is here instead."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(course_id: int, **rest: Any) -> ResponseReturnValue:
            here = _enter(course_id)
            if not here.may(act):
                refuse(
                    403,
                    f"In this course you are {_a(here.role)}, who may not do this.",
                    "Ask the owner of the course if you should be able to.",
                )
            if request.method != "GET" and here.course.archived_at and not even_archived:
                refuse(409, "This course is archived: it is read only.", "Its owner can reopen it.")
            return view(here, **rest)

        guarded.__dict__["needs"] = act
        GUARDED[f"{view.__module__}.{view.__name__}"] = act
        return guarded

    return guard


def _enter(course_id: int) -> Here:
    user = visitor().user
    row = (
        user
        and db.session.execute(
            select(Course, Member.id, Member.role)
            .join(Member, Member.course_id == Course.id)
            .where(Course.id == course_id, Member.person_id == user.id, Member.left_at.is_(None))
        ).one_or_none()
    )
    if not row or not user:
        refuse(
            404,
            "There is no such course of yours.",
            "Sign in with the account that is in the course, or open the link that you were sent.",
        )
    return Here(row[0], row[1], user.id, Role(row[2]))


def _a(role: Role) -> str:
    return f"{'an' if role[0] in 'aoi' else 'a'} {role}"
