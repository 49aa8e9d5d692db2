"""A search for changes that would have earned more, and what it found."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class Search(Base):
    """One search for one report. `found` is empty while it runs; `beat_at` moves while it does.

    A search whose beat has stopped, because its process ended, is taken up again by whoever asks next.
    """

    __tablename__ = "searches"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), unique=True)
    tried: Mapped[int] = mapped_column(default=0)
    most: Mapped[int] = mapped_column(default=0)
    found: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    beat_at: Mapped[datetime]
