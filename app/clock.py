"""The one place that asks what time it is, so that a test can say."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import current_app

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """The moment, in UTC, by the clock that the app was made with."""
    clock: Clock = current_app.extensions["clock"]
    return clock()
