"""Drafts that change, and attempts and reports that are only ever added.

Answers are JSON objects with the keys of `grader.answer.Answer`, kept as they were typed.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base

Slug = String(80)
RawAnswer = dict[str, Any]


class Draft(Base):
    """What one person has typed so far for one exercise.

    `version` grows by one with every save, and a save must name the version that it began from.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("person_id", "exercise"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    exercise: Mapped[str] = mapped_column(Slug)
    version: Mapped[int]
    answer: Mapped[RawAnswer] = mapped_column(JSON)
    saved_at: Mapped[datetime]


class DraftCopy(Base):
    """A draft that another took the place of, kept whole."""

    __tablename__ = "draft_copies"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    exercise: Mapped[str] = mapped_column(Slug)
    answer: Mapped[RawAnswer] = mapped_column(JSON)
    saved_at: Mapped[datetime]
    displaced_at: Mapped[datetime]
    because: Mapped[str] = mapped_column(String(200))


class Attempt(Base):
    """One answer to one exercise, exactly as it was handed in.

    `key` is chosen by the page before it sends: the same key twice is one attempt. `events` is the
    record of how it came about, as `grader.events.Event`; the app writes it, an answer never brings
    its own. Both together are what is graded, now and again later.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("person_id", "exercise", "number"),
        UniqueConstraint("person_id", "exercise", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    exercise: Mapped[str] = mapped_column(Slug)
    number: Mapped[int]
    key: Mapped[str] = mapped_column(String(64))
    answer: Mapped[RawAnswer] = mapped_column(JSON)
    events: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, server_default=text("'[]'")
    )
    handed_in: Mapped[datetime]


class Report(Base):
    """What the grader said about an attempt, and which rubric it said it with.

    A regrade adds a report; the latest one counts. `score` and `level` are read off `body` when it
    is written, so that a list of attempts need not open every report.
    """

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    rubric_digest: Mapped[str] = mapped_column(String(80))
    score: Mapped[float]
    level: Mapped[str] = mapped_column(String(20))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
