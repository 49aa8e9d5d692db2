"""Answers to the questions of the book."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class QuestionAnswer(Base):
    """One answer to one question of the book; only ever added, the latest counts."""

    __tablename__ = "question_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    section: Mapped[str] = mapped_column(String(160))  # chapter#label, as checks name it
    question: Mapped[str] = mapped_column(String(160))
    right: Mapped[bool]
    answered_at: Mapped[datetime]
