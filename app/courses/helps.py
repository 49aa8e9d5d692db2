"""Which helps a course leaves on while its assignment is under way."""

from app.courses.tasks import tasks_here
from grader.bank import Exercise


def live_as_set(exercise: Exercise) -> str:
    """How much a drawing may say of itself, by the strictest of the courses that set the exercise."""
    said = [each.assignment.live for each in tasks_here(exercise.slug) if each.is_under_way]
    order = ("all", "numbers-off", "nothing")
    return max(said, key=order.index, default="all")


def withheld_as_set(exercise: Exercise) -> frozenset[str]:
    """Helps that are off: hints where a course says so, and whatever gives marks away that it holds."""
    under_way = [each for each in tasks_here(exercise.slug) if each.is_under_way]
    found: set[str] = set()
    if any(not each.assignment.hints for each in under_way):
        found.add("hints")
    if any(each.holds_marks for each in under_way):
        found |= {"changes", "model-answers", "sharing"}
    return frozenset(found)
