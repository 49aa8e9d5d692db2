"""When something may be handed in, how late it is, and what that costs: plain reckoning, no database."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class Standing(StrEnum):
    """How an assignment stands for one person at one moment."""

    NOT_YET = "not open yet"
    NOT_BEGUN = "not begun"
    OPEN = "open"
    LATE = "late"
    NO_ATTEMPTS = "no attempts left"
    TIME_OVER = "time is over"
    CLOSED = "closed"

    @property
    def takes(self) -> bool:
        return self in (Standing.OPEN, Standing.LATE)


@dataclass(frozen=True, slots=True)
class Terms:
    """An assignment's dates and limits as they hold for one person, extensions counted in."""

    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None
    minutes: int = 0
    attempts: int = 0
    began_at: datetime | None = None
    used: int = 0

    @property
    def ends_at(self) -> datetime | None:
        """When the time limit is over, once begun."""
        if not self.minutes or self.began_at is None:
            return None
        return self.began_at + timedelta(minutes=self.minutes)

    def standing(self, moment: datetime) -> Standing:
        """The first thing that stands in the way, else open or late. A date itself is in time."""
        ends = self.ends_at
        if self.opens_at and moment < self.opens_at:
            return Standing.NOT_YET
        if self.closes_at and moment > self.closes_at:
            return Standing.CLOSED
        if self.attempts and self.used >= self.attempts:
            return Standing.NO_ATTEMPTS
        if self.minutes and self.began_at is None:
            return Standing.NOT_BEGUN
        if ends and moment > ends:
            return Standing.TIME_OVER
        return Standing.LATE if self.late_days(moment) else Standing.OPEN

    def late_days(self, moment: datetime) -> int:
        """Days begun after the due date.

        >>> from datetime import UTC
        >>> due = datetime(2026, 3, 1, 12, tzinfo=UTC)
        >>> [Terms(due_at=due).late_days(due + timedelta(hours=h)) for h in (-1, 0, 1, 24, 25)]
        [0, 0, 1, 1, 2]
        """
        if self.due_at is None or moment <= self.due_at:
            return 0
        return math.ceil((moment - self.due_at) / DAY)


def with_extra_time(minutes: int, per_cent: int) -> int:
    """A time limit for somebody who has more time; a minute begun counts whole."""
    return math.ceil(minutes * (100 + per_cent) / 100)


def after_lateness(score: float, late_days: int, per_day: int) -> float:
    """What a mark is worth when it came late, never below nothing.

    >>> after_lateness(80, 2, 10)
    64.0
    """
    return round(score * max(0, 100 - late_days * per_day) / 100, 1)
