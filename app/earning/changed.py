"""A change that was found, beside the drawing it changes: what is different, and the draft that has it."""

from typing import Any

from app.feedback.page import drawing_of
from app.practice.models import RawAnswer
from capacity.architecture import Architecture
from capacity.draw import svg
from capacity.exchange.text import write
from capacity.improve import apply
from capacity.improve.said import value_said
from grader.bank import Exercise
from grader.earn import Earned


def before_and_after(answer: RawAnswer, exercise: Exercise, earned: Earned) -> dict[str, Any]:
    """Both drawings, with what is different marked in each."""
    before = drawing_of(answer, exercise) or Architecture()
    after = apply(before, earned.change)
    marks = dict.fromkeys(_different(before, after), "lit")
    gone = dict.fromkeys(_different(after, before), "lit")
    return {
        "earned": earned,
        "before": svg(before, title="Your drawing", prefix="before", marks=gone),
        "after": svg(after, title="Your drawing with the change", prefix="after", marks=marks),
    }


# how an effect is called in the table
CALLED = {
    "p99": "99th percentile",
    "budget": "cost a month",
    "storage": "disk",
    "bandwidth": "network",
    "overload": "busy",
}


def effects(earned: Earned) -> list[dict[str, Any]]:
    """What the change does to each promise and to each box that had too little room."""
    return [
        {
            "title": each.title,
            "what": CALLED.get(each.what, each.what),
            "promised": value_said(each.what, each.promised),
            "before": value_said(each.what, each.before),
            "after": value_said(each.what, each.after),
            "kept_before": each.kept_before,
            "kept_after": each.kept_after,
        }
        for each in earned.change.effects
    ]


def draft_with(answer: RawAnswer, exercise: Exercise, earned: Earned) -> RawAnswer:
    """The answer with its drawing changed, in the form in which it was drawn: as text, or box by box."""
    before = drawing_of(answer, exercise) or Architecture()
    after = apply(before, earned.change)
    drawn = answer.get("architecture")
    if isinstance(drawn, str) or (isinstance(drawn, dict) and drawn.get("text")):
        return {**answer, "architecture": {"text": write(after)}}
    boxes = after.model_dump(mode="json", by_alias=True, exclude_none=True)
    layout = {"layout": drawn["layout"]} if isinstance(drawn, dict) and "layout" in drawn else {}
    return {**answer, "architecture": {**boxes, **layout}}


def _different(one: Architecture, other: Architecture) -> list[str]:
    """What stands in the second drawing that does not stand so in the first."""
    boxes = [each.id for each in other.components if each not in one.components]
    return boxes + [each.id for each in other.calls if each not in one.calls]
