"""Which helps a course leaves on while its assignment is under way."""

from app.courses.tasks import tasks_here
from grader.bank import Exercise


def live_as_set(exercise: Exercise) -> str:
    """How much a drawing may say of itself, by the strictest of the courses that set the exercise."""
    said = [each.assignment.live for each in tasks_here(exercise.slug) if each.is_under_way]
    order = ("all", "numbers-off", "nothing")
    return max(said, key=order.index, default="all")


def hints_as_set(exercise: str) -> bool:
    """Whether hints may be shown."""
    return all(each.assignment.hints for each in tasks_here(exercise) if each.is_under_way)
