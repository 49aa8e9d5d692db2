"""The queue of an assignment: who needs a person first, who has taken what, and how far it is."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.clock import now
from app.courses.here import Here
from app.courses.models import Assignment, Member, Section, Submission
from app.courses.roles import STAFF

PAGE = 50
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another
STATES = ("waiting", "open", "second", "adjudicate", "done")


@dataclass(frozen=True, slots=True)
class Line:
    """One submission in the queue. `who` is a name, or a code where marking is blind."""

    id: int
    who: str
    section: str
    number: int
    handed_in: datetime
    late_days: int
    state: str
    reasons: list[str]
    rule_score: float
    score: float
    level: str
    changed: int
    stale: int
    taken_by: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue, and the counts beside it."""

    lines: list[Line]
    counts: dict[str, int]
    reasons: dict[str, int]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is looked at."""

    state: str = ""  # '' for all that is not done; 'mine'; or one of STATES
    reason: str = ""
    section: int | None = None
    page: int = 1


def is_blind(assignment: Assignment) -> bool:
    """Whether those who mark see codes in place of names: until the marks are released."""
    return assignment.blind != "named" and assignment.released_at is None


def code_of(assignment: Assignment, member_id: int) -> str:
    """A learner's code in one assignment; it says nothing about names or their order."""
    key = hashlib.sha256(str(current_app.config["SECRET_KEY"]).encode()).digest()
    mark = hashlib.blake2b(f"{assignment.id}:{member_id}".encode(), key=key[:32], digest_size=4)
    number = int.from_bytes(mark.digest())
    return "Learner " + "".join(LETTERS[(number >> shift) & 31] for shift in (0, 5, 10, 15, 20))


def page(reading: Session, assignment: Assignment, here: Here, wanted: Wanted) -> Page:
    """A page of the queue, in three queries."""
    counts, reasons = _counts(reading, assignment)
    matching = _matching(assignment, here, wanted)
    total = reading.scalar(select(func.count(Submission.id)).where(*matching)) or 0
    taker = aliased(Member)
    rows = reading.execute(
        select(Submission, Member.name, Section.name, taker.name)
        .join(Member, Member.id == Submission.member_id)
        .outerjoin(Section, Section.id == Member.section_id)
        .outerjoin(taker, taker.id == Submission.first_id)
        .where(*matching)
        .order_by(*_order())
        .limit(PAGE)
        .offset((wanted.page - 1) * PAGE)
    )
    blind = is_blind(assignment)
    lines = [
        Line(
            id=each.id,
            who=code_of(assignment, each.member_id) if blind else name,
            section="" if blind else section or "",
            number=each.number,
            handed_in=each.handed_in,
            late_days=each.late_days,
            state=each.state,
            reasons=each.reasons,
            rule_score=each.rule_score,
            score=each.score,
            level=each.level,
            changed=each.changed,
            stale=each.stale,
            taken_by=taken_by or "",
        )
        for each, name, section, taken_by in rows
    ]
    return Page(lines, counts, reasons, total, wanted.page)


def take_next(writing: Session, assignment: Assignment, here: Here, how: str) -> Submission | None:
    """Take what presses most, or any at random; None when nothing is left for this person."""
    query = (
        select(Submission)
        .where(*_free(assignment, here))
        .order_by(Submission.first_id.is_(None), *_order())
        .with_for_update()
    )
    if how == "random":
        left = writing.scalars(query).all()
        chosen = secrets.choice(left) if left else None
    else:
        chosen = writing.scalars(query.limit(1)).first()
    if chosen is not None:
        take(chosen, here.member_id)
    return chosen


def take(submission: Submission, member_id: int) -> None:
    """Take a submission as its first or, once that is done, as its second marker."""
    if submission.state == "second":
        submission.second_id = member_id
    elif submission.state in ("waiting", "open"):
        submission.first_id = member_id
    submission.claimed_at = now()


def deal(writing: Session, assignment: Assignment) -> int:
    """Deal what nobody has taken to the staff in turn, what presses most first; how many."""
    staff = writing.scalars(
        select(Member.id)
        .where(
            Member.course_id == assignment.course_id,
            Member.role.in_(["assistant"]),
            Member.left_at.is_(None),
            Member.person_id.is_not(None),
        )
        .order_by(Member.id)
    ).all()
    staff = (
        staff
        or writing.scalars(
            select(Member.id)
            .where(
                Member.course_id == assignment.course_id,
                Member.role.in_(STAFF),
                Member.left_at.is_(None),
                Member.person_id.is_not(None),
            )
            .order_by(Member.id)
        ).all()
    )
    untaken = writing.scalars(
        select(Submission)
        .where(
            Submission.assignment_id == assignment.id,
            Submission.counts,
            Submission.first_id.is_(None),
            Submission.state.in_(["waiting", "open"]),
        )
        .order_by(*_order())
    ).all()
    for number, each in enumerate(untaken):
        each.first_id, each.claimed_at = staff[number % len(staff)], now()
    return len(untaken)


def neighbours(
    reading: Session, assignment: Assignment, here: Here, submission: Submission
) -> tuple[int | None, int | None]:
    """The submissions before and after this one among those not done."""
    numbers: Sequence[int] = reading.scalars(
        select(Submission.id).where(*_matching(assignment, here, Wanted())).order_by(*_order())
    ).all()
    if submission.id not in numbers:
        return None, next(iter(numbers), None)
    at = numbers.index(submission.id)
    after = numbers[at + 1] if at + 1 < len(numbers) else None
    return (numbers[at - 1] if at else None), after


def _order() -> tuple[Any, ...]:
    return Submission.urgency.desc(), Submission.handed_in, Submission.id


def _matching(assignment: Assignment, here: Here, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Submission.assignment_id == assignment.id,
        Submission.counts.is_(True),
    ]
    if wanted.state == "mine":
        mine = or_(Submission.first_id == here.member_id, Submission.second_id == here.member_id)
        found += [mine, Submission.state != "done"]
    elif wanted.state in STATES:
        found.append(Submission.state == wanted.state)
    elif wanted.state != "all":
        found.append(Submission.state != "done")
    if wanted.reason:
        found.append(_reasons_as_text().contains(f'"{wanted.reason}"', autoescape=True))
    if wanted.section is not None:
        members = select(Member.id).where(Member.section_id == wanted.section)
        found.append(Submission.member_id.in_(members))
    return found


def _reasons_as_text() -> Any:
    return cast(Submission.reasons, String)


def _free(assignment: Assignment, here: Here) -> list[ColumnElement[bool]]:
    """What this person may take: nobody's, their own, or what its first marker has finished."""
    me = here.member_id
    first = Submission.state.in_(["waiting", "open"]) & (
        Submission.first_id.is_(None) | (Submission.first_id == me)
    )
    second = (
        (Submission.state == "second")
        & (Submission.first_id != me)
        & (Submission.second_id.is_(None) | (Submission.second_id == me))
    )
    deciding = (
        (Submission.state == "adjudicate")
        & (Submission.first_id != me)
        & (Submission.second_id != me)
    )
    return [
        Submission.assignment_id == assignment.id,
        Submission.counts.is_(True),
        first | second | deciding,
    ]


def _counts(reading: Session, assignment: Assignment) -> tuple[dict[str, int], dict[str, int]]:
    rows: Select[Any] = (
        select(Submission.state, _reasons_as_text(), func.count(Submission.id))
        .where(Submission.assignment_id == assignment.id, Submission.counts)
        .group_by(Submission.state, _reasons_as_text())
    )
    states = dict.fromkeys(STATES, 0)
    reasons: dict[str, int] = {}
    for state, kinds, count in reading.execute(rows):
        states[state] += count
        for kind in json.loads(kinds) if state != "done" else ():
            reasons[kind] = reasons.get(kind, 0) + count
    return states, reasons
