"""Jobs and their parts: these rows are the truth about work, whatever happens to a process."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base

State = Literal["waiting", "running", "done", "failed", "cancelled"]
ENDED: tuple[State, ...] = ("done", "failed", "cancelled")


class Job(Base):
    """Something somebody asked for, cut into parts that any worker can take.

    `total`, `done` and `failed` count things (submissions, not parts), so that a page can say how
    far it is from this row alone. `priority`: the lowest first.
    """

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    wanted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    priority: Mapped[int]
    state: Mapped[State] = mapped_column(String(20))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    wanted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class JobPart(Base):
    """A handful of things that one worker does in one go.

    `tries` is the fence: a result is taken only from the worker that holds the latest try, so a
    part that was given to a second worker is accepted once.
    """

    __tablename__ = "job_parts"
    __table_args__ = (
        UniqueConstraint("job_id", "number"),
        Index("ix_job_parts_state_priority_id", "state", "priority", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    number: Mapped[int]
    priority: Mapped[int]
    state: Mapped[State] = mapped_column(String(20))
    given: Mapped[list[Any]] = mapped_column(JSON)
    tries: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]  # waiting: the next try; running: the lease of the worker ends
    error: Mapped[str] = mapped_column(String(500), default="")
