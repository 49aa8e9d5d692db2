"""What people say about submissions. Marks are only ever added; what stands is read off them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from app.database import Base

CALIBRATION, FIRST, SECOND, DECIDING = 0, 1, 2, 3


class Mark(Base):
    """One act of one person on one check, or on the whole (`check` is then empty).

    `did` is accept, override, comment, done, reopen or undo. `round` says as what: first or second
    marker, whoever decides between them, or in a calibration, where nothing reaches the learner.
    `check_digest` is the check as it was: a check that has changed since leaves a mark stale.
    """

    __tablename__ = "marks"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submissions.id", ondelete="CASCADE"), index=True
    )
    round: Mapped[int]
    check: Mapped[str] = mapped_column(String(80), default="")
    did: Mapped[str] = mapped_column(String(20))
    before: Mapped[float | None]
    after: Mapped[float | None]
    reason: Mapped[str] = mapped_column(String(500), default="")
    comment: Mapped[str] = mapped_column(String(2000), default="")  # the learner reads it
    check_digest: Mapped[str] = mapped_column(String(16), default="")
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("marks.id", ondelete="CASCADE"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Phrase(Base):
    """A comment that a course keeps for a check, to be used again."""

    __tablename__ = "phrases"
    __table_args__ = (UniqueConstraint("course_id", "exercise", "check", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    exercise: Mapped[str] = mapped_column(String(80))
    check: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(String(500))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class RubricVersion(Base):
    """A rubric as a course uses it: the text, and the digest by which reports name it."""

    __tablename__ = "rubric_versions"
    __table_args__ = (UniqueConstraint("exercise", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exercise: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(500), default="")
    course_id: Mapped[int | None] = mapped_column(
        ForeignKey("courses.id", ondelete="SET NULL"), index=True
    )  # None: it stood in the bank
    parent: Mapped[str] = mapped_column(String(80), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Regrade(Base):
    """Grading all submissions of an assignment again by one rubric: which job does it."""

    __tablename__ = "regrades"

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignments.id", ondelete="CASCADE"), index=True
    )
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), index=True)
    digest: Mapped[str] = mapped_column(String(80))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    began_at: Mapped[datetime]


class Case(Base):
    """An answer whose checks people have given points: a rubric must find the same."""

    __tablename__ = "rubric_cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    exercise: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(80))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    points: Mapped[dict[str, float]] = mapped_column(JSON)  # by check
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class MarksAreNeverChanged(RuntimeError):
    """Somebody's word is added to, never edited."""


@event.listens_for(Mark, "before_update")
def _refuse(_mapper: Mapper[Mark], _connection: object, mark: Mark) -> None:
    raise MarksAreNeverChanged(f"mark {mark.id} would be changed")
