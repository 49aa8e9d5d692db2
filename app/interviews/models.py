"""Interviews and their records: entries are only ever added; what stands follows from them.

The server's clock decides: an interview's own time is what has passed since `begun_at`, without pauses.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base
from app.practice.models import RawAnswer, Slug


class Interview(Base):
    """One interview of one person.

    `answer` is the workspace as it was last saved, at `version`; the record takes it in when it is next looked at.
    `loop` is shared by the interviews of one loop, which are numbered by `round`. `link_digest` opens the room to a
    person who interviews; `led_by` says who speaks.
    """

    __tablename__ = "interviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    exercise: Mapped[str] = mapped_column(Slug)
    format: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(20))
    seed: Mapped[int]
    extra: Mapped[float]
    loop: Mapped[str | None] = mapped_column(String(24), index=True)
    round: Mapped[int] = mapped_column(default=1)
    begun_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[float] = mapped_column(default=0.0)
    ended_at: Mapped[datetime | None]
    answer: Mapped[RawAnswer] = mapped_column(JSON)
    version: Mapped[int]
    saved_at: Mapped[datetime | None]
    notes: Mapped[str] = mapped_column(Text, default="")
    link_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    led_by: Mapped[str] = mapped_column(String(10), default="rules")
    score: Mapped[float | None]
    reached: Mapped[str | None] = mapped_column(String(20))
    report: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class InterviewEntry(Base):
    """One entry of a record, numbered from 1. `key` is the page's: the same words sent twice are said once."""

    __tablename__ = "interview_entries"
    __table_args__ = (UniqueConstraint("interview_id", "key"),)

    interview_id: Mapped[int] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
