"""The links of an attempt. The address carries a signed number, so that no secret is kept here."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class ShareLink(Base):
    """Whoever has the link may read the attempt, until it is revoked. One that is revoked stays so."""

    __tablename__ = "share_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
