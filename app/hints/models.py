"""Hints that were bought."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class BoughtHint(Base):
    """One rung of the hints of one check, bought while an attempt was being written.

    `attempt_id` is empty until that attempt is handed in: a hint counts for it alone.
    """

    __tablename__ = "bought_hints"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    exercise: Mapped[str] = mapped_column(String(80))
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempts.id"))
    check_id: Mapped[str] = mapped_column(String(80))
    rung: Mapped[int]  # 1: where to look, 2: what to think of, 3: what to do
    bought_at: Mapped[datetime]
