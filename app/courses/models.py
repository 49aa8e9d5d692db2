"""Courses, their people, what is set, and what was handed in for it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base

Words = String(120)
Word = String(20)
Sentence = String(500)


class Course(Base):
    """A course in a term. An archived one is read and never changed."""

    __tablename__ = "courses"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Words)
    term: Mapped[str] = mapped_column(Words, default="")
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("courses.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    keep_until: Mapped[datetime | None]  # what learners did is deleted after it


class Section(Base):
    """A part of a course that meets by itself."""

    __tablename__ = "sections"
    __table_args__ = (UniqueConstraint("course_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Words)


class Member(Base):
    """Somebody in a course. Who is on the roster and has not come yet has no `person_id`."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("course_id", "email"),
        UniqueConstraint("course_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(
        ForeignKey("sections.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[str] = mapped_column(Word)
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254))
    student: Mapped[str] = mapped_column(String(60), default="")  # their number at the school
    team: Mapped[str] = mapped_column(String(60), default="")
    extra_time: Mapped[int] = mapped_column(default=0)  # per cent, on every time limit
    added_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class JoinLink(Base):
    """A link that lets people in, in one role, until it is stopped.

    The address is signed by this server and holds the number of this row; nothing here opens it.
    """

    __tablename__ = "join_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    section_id: Mapped[int | None] = mapped_column(
        ForeignKey("sections.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[str] = mapped_column(Word)
    made_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]


class Assignment(Base):
    """An exercise as a course sets it. What is empty or 0 does not limit."""

    __tablename__ = "assignments"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    exercise: Mapped[str] = mapped_column(String(80), index=True)
    title: Mapped[str] = mapped_column(Words)
    note: Mapped[str] = mapped_column(String(2000), default="")
    parameters: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # given: value
    opens_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    late_per_day: Mapped[int] = mapped_column(default=0)  # per cent of the mark, a day begun
    attempts: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int] = mapped_column(default=0)  # from the moment one begins
    hints: Mapped[bool] = mapped_column(default=True)
    live: Mapped[str] = mapped_column(Word, default="all")  # see app/practice/live.py
    counts: Mapped[str] = mapped_column(Word, default="best")  # or latest
    by_team: Mapped[bool] = mapped_column(default=False)
    points: Mapped[float] = mapped_column(default=100)
    blind: Mapped[str] = mapped_column(Word, default="named")  # blind, double-blind
    markers: Mapped[int] = mapped_column(default=1)  # 2: a second one, and somebody who decides
    release: Mapped[str] = mapped_column(Word, default="by hand")  # or at once
    released_at: Mapped[datetime | None]  # all of it; before that, only these checks
    released: Mapped[list[str]] = mapped_column(JSON, default=list)
    rubric: Mapped[str] = mapped_column(
        String(80), default=""
    )  # a version's digest; '': the bank's
    created_at: Mapped[datetime]


# an assignment whose marks learners do not see yet
IS_HELD = and_(Assignment.release == "by hand", Assignment.released_at.is_(None))


class Extension(Base):
    """More time or more attempts for one person; the latest one counts."""

    __tablename__ = "extensions"

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignments.id", ondelete="CASCADE"), index=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    due_at: Mapped[datetime | None]
    minutes: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Sentence, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Sitting(Base):
    """The moment at which somebody began an assignment that has a time limit."""

    __tablename__ = "sittings"
    __table_args__ = (UniqueConstraint("assignment_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime]


class Submission(Base):
    """An attempt that was handed in for an assignment.

    From `state` on everything is read off the reports and the marks when one of them is added, so
    that a queue need not open them; the marks are what is true.
    """

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("assignment_id", "attempt_id"),
        Index("ix_submissions_queue", "assignment_id", "counts", "state", "urgency"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int]  # of this person's for this assignment, from 1
    counts: Mapped[bool] = mapped_column(default=True)  # the one that counts of this person's
    handed_in: Mapped[datetime]
    late_days: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(Word, default="open")
    urgency: Mapped[int] = mapped_column(default=0)
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    rule_score: Mapped[float]
    score: Mapped[float]
    level: Mapped[str] = mapped_column(Word)
    changed: Mapped[int] = mapped_column(default=0)  # checks that a person gave other points
    stale: Mapped[int] = mapped_column(default=0)  # of those, checks that have changed since
    first_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    second_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    claimed_at: Mapped[datetime | None]


class Entry(Base):
    """One line of a course's log: who did what, when, and what stood before and after."""

    __tablename__ = "course_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    did: Mapped[str] = mapped_column(Words)
    to: Mapped[str] = mapped_column(String(254), default="")
    before: Mapped[Any] = mapped_column(JSON, default=None)
    after: Mapped[Any] = mapped_column(JSON, default=None)
    at: Mapped[datetime]
