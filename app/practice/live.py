"""How much a drawing may say of itself while it is drawn.

Practice shows all of it. An exam, an interview or a course says otherwise with a function in
`DECIDERS`; of several words the strictest holds. What may not be seen is not sent to the page.
"""

from collections.abc import Callable
from enum import StrEnum

from app.courses.helps import live_as_set
from grader.bank import Exercise


class Live(StrEnum):
    """From the most that is shown to the least."""

    ALL = "all"  # every number, and the drawing simulated
    NUMBERS_OFF = "numbers-off"  # promises kept or broken and single points, in words
    NOTHING = "nothing"


Decider = Callable[[Exercise], Live]
DECIDERS: tuple[Decider, ...] = (lambda exercise: Live(live_as_set(exercise)),)


def live(exercise: Exercise) -> Live:
    """What the workspace of this exercise may show now."""
    said = [decide(exercise) for decide in DECIDERS]
    return max(said, key=list(Live).index, default=Live.ALL)
