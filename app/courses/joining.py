"""Coming into a course: by a link of the course, or by the link of one line of its roster.

A link's address is signed by this server, so that it can be shown again and nothing in the database
opens it. The role of a link is all that it gives: an address on the roster is not proved, so a line
that makes somebody an assistant is taken up by its own link alone.
"""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.accounts import plain_email
from app.accounts.visitor import User
from app.clock import now
from app.courses.models import Course, JoinLink, Member
from app.courses.roles import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that still lets somebody in: as what, and whether it is meant for one person."""

    course: Course
    role: Role
    section_id: int | None = None
    member_id: int | None = None
    for_name: str = ""


def link_token(link_id: int) -> str:
    return str(_signer().dumps(["link", link_id]))


def member_token(member_id: int) -> str:
    return str(_signer().dumps(["member", member_id]))


def invitation(reading: Session, token: str) -> Invitation | None:
    """What this address opens, or None when it opens nothing any more."""
    try:
        kind, number = _signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return _by_link(reading, number) if kind == "link" else _by_member(reading, number)


def join(writing: Session, to: Invitation, user: User) -> bool:
    """Let this person in; False when the line of the roster was taken up by somebody else."""
    mine = writing.scalar(
        select(Member).where(Member.course_id == to.course.id, Member.person_id == user.id)
    )
    if mine is not None:
        return mine.left_at is None  # who was taken out comes back through the roster
    if to.member_id is not None:
        line = writing.scalar(select(Member).where(Member.id == to.member_id).with_for_update())
    else:
        line = writing.scalar(
            select(Member)
            .where(Member.course_id == to.course.id, Member.email == plain_email(user.email))
            .with_for_update()
        )
    if line is not None and line.person_id is not None:
        return False
    if line is not None and to.member_id is None and line.role != to.role:
        return False
    if line is None:
        line = Member(
            course_id=to.course.id,
            role=to.role,
            name=user.name,
            email=plain_email(user.email),
            section_id=to.section_id,
            added_at=now(),
        )
        writing.add(line)
    line.person_id, line.joined_at = user.id, now()
    line.section_id = line.section_id or to.section_id
    return True


def _by_link(reading: Session, number: int) -> Invitation | None:
    row = reading.execute(
        select(Course, JoinLink)
        .join(JoinLink, JoinLink.course_id == Course.id)
        .where(JoinLink.id == number, JoinLink.stopped_at.is_(None), Course.archived_at.is_(None))
    ).one_or_none()
    return Invitation(row[0], Role(row[1].role), row[1].section_id) if row else None


def _by_member(reading: Session, number: int) -> Invitation | None:
    row = reading.execute(
        select(Course, Member)
        .join(Member, Member.course_id == Course.id)
        .where(
            Member.id == number,
            Member.left_at.is_(None),
            Course.archived_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    course, line = row
    return Invitation(course, Role(line.role), line.section_id, line.id, line.name)


def _signer() -> Any:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="course-join")
