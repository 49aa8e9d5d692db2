"""Review cards and the answers to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class ReviewCard(Base):
    """One check of one exercise that a person missed; `attempt_id` is the attempt that shows how.

    `memory` is what the scheduler knows of the card, empty until it was answered once. A card whose check
    was earned since is retired; missed again, it comes back with the memory it had.
    """

    __tablename__ = "review_cards"
    __table_args__ = (UniqueConstraint("person_id", "exercise", "check_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    exercise: Mapped[str] = mapped_column(String(80))
    check_id: Mapped[str] = mapped_column(String(80))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    memory: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    due_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class CardAnswer(Base):
    """How well a card was known, once; only ever added."""

    __tablename__ = "card_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("review_cards.id"), index=True)
    rating: Mapped[int]  # 1: not known, 2: with effort, 3: known, 4: at once
    answered_at: Mapped[datetime]
