"""Which helps a learner has with an exercise now.

Practice gives all of them. An exam, an interview or a course withholds some with a function in
`DECIDERS`; what one of them withholds is withheld. What may not be seen is not sent to the page.
"""

from collections.abc import Callable
from enum import StrEnum

from app.courses.helps import withheld_as_set
from grader.bank import Exercise


class Help(StrEnum):
    HINTS = "hints"  # before handing in
    CHANGES = "changes"  # of the drawing, that would have earned more
    MODEL_ANSWERS = "model-answers"  # after handing in
    SHARING = "sharing"  # of an attempt, by a link


Decider = Callable[[Exercise], frozenset[Help]]  # what is withheld
DECIDERS: tuple[Decider, ...] = (lambda exercise: frozenset(map(Help, withheld_as_set(exercise))),)


def helps(exercise: Exercise) -> frozenset[Help]:
    """What may be used now."""
    return frozenset(Help).difference(*(decide(exercise) for decide in DECIDERS))
