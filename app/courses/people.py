"""The people of a course, for the pages that show and change them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.courses.joining import link_token, member_token
from app.courses.models import JoinLink, Member, Section
from app.courses.roles import LEADERS, Role
from capacity.frozen import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Line:
    """One member in the list. `invitation` opens the line for who has not come yet."""

    id: int
    name: str
    email: str
    student: str
    section: str
    team: str
    role: Role
    extra_time: int
    joined_at: datetime | None
    invitation: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link that lets people in."""

    id: int
    role: str
    section: str
    made_at: datetime
    token: str


def listed(reading: Session, course_id: int) -> list[Line]:
    """Everybody who is in, those who lead first."""
    rows = reading.execute(
        select(Member, Section.name)
        .outerjoin(Section, Section.id == Member.section_id)
        .where(Member.course_id == course_id, Member.left_at.is_(None))
        .order_by(Member.name, Member.id)
    )
    found = [
        Line(
            id=each.id,
            name=each.name,
            email=each.email,
            student=each.student,
            section=section or "",
            team=each.team,
            role=Role(each.role),
            extra_time=each.extra_time,
            joined_at=each.joined_at,
            invitation="" if each.person_id else member_token(each.id),
        )
        for each, section in rows
    ]
    order = list(Role)
    return sorted(found, key=lambda each: order.index(each.role))


def links(reading: Session, course_id: int) -> list[Link]:
    rows = reading.execute(
        select(JoinLink, Section.name)
        .outerjoin(Section, Section.id == JoinLink.section_id)
        .where(JoinLink.course_id == course_id, JoinLink.stopped_at.is_(None))
        .order_by(JoinLink.id)
    )
    return [
        Link(each.id, each.role, section or "", each.made_at, link_token(each.id))
        for each, section in rows
    ]


def sections(reading: Session, course_id: int) -> list[Section]:
    query = select(Section).where(Section.course_id == course_id).order_by(Section.name)
    return list(reading.scalars(query))


def give_role(writing: Session, member: Member, role: Role, by: Role) -> None:
    """Change what somebody may do. BadInput where that is not theirs to decide."""
    touches_leaders = role in LEADERS or member.role in LEADERS
    if touches_leaders and by != Role.OWNER:
        raise BadInput([Problem(field="role", message="Only an owner decides who leads.")])
    if member.role == Role.OWNER and role != Role.OWNER:
        _another_owner_must_stay(writing, member)
    member.role = role


def take_out(writing: Session, member: Member, by: Role) -> None:
    """Take somebody out; what they did stays in the course."""
    if member.role in LEADERS and by != Role.OWNER:
        raise BadInput([Problem(field="role", message="Only an owner decides who leads.")])
    if member.role == Role.OWNER:
        _another_owner_must_stay(writing, member)


def _another_owner_must_stay(writing: Session, member: Member) -> None:
    others = writing.scalar(
        select(func.count(Member.id)).where(
            Member.course_id == member.course_id,
            Member.role == Role.OWNER,
            Member.id != member.id,
            Member.person_id.is_not(None),
            Member.left_at.is_(None),
        )
    )
    if not others:
        message = "This is the only owner. Make somebody else an owner first."
        raise BadInput([Problem(field="role", message=message)])
