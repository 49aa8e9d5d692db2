"""Appeals and the words that follow them; both are only ever added."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base

Decision = Literal["", "stands", "changed"]


class Appeal(Base):
    """One check, or one penalty, of one attempt that its learner thinks is judged wrongly.

    `report_id` is the report that was read when the appeal was made: a regrade may say otherwise.
    There is one appeal for each check of an attempt; more words are replies.
    """

    __tablename__ = "appeals"
    __table_args__ = (UniqueConstraint("attempt_id", "check_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    check_id: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class AppealReply(Base):
    """What somebody said about an appeal afterwards: a person who marks, or the learner again.

    A `decision` closes the appeal: the verdict `stands`, or it was `changed`. Words of the learner
    carry none and open it again. The latest reply tells where an appeal stands.
    """

    __tablename__ = "appeal_replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    decision: Mapped[Decision] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
