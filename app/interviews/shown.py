"""What the room shows of a record, as plain values."""

from typing import Any

from app.interviews.sitting import Sitting
from capacity.draw import svg
from grader.interview.broken import breaks
from grader.interview.hearing import answer_of
from grader.interview.log import Log, Move, Remark, Said


def conversation(sitting: Sitting, after: int = 0) -> list[dict[str, Any]]:
    """What was said from an entry on, in order. What was noticed meanwhile stays for the debrief."""
    found: list[dict[str, Any]] = []
    for number, each in enumerate(sitting.log, 1):
        if number <= after or not isinstance(each, Said | Move):
            continue
        line = {
            "number": number,
            "who": "you" if isinstance(each, Said) else "interviewer",
            "at": each.at,
            "text": each.text,
        }
        if isinstance(each, Move) and each.rule == "change a requirement":
            line |= _change(sitting, sitting.log[: number - 1])
        found.append(line)
    return found


def state(sitting: Sitting, after: int = 0) -> dict[str, Any]:
    """The clock and what is new, as the page asks for it every few seconds."""
    return {
        "at": sitting.at,
        "seconds": sitting.setting.seconds,
        "stage": sitting.setting.stage_at(sitting.at).name if sitting.setting.stages else "",
        "paused": sitting.paused,
        "over": sitting.ended,
        "entries": len(sitting.log),
        "said": conversation(sitting, after),
        "led_by": sitting.led_by,
    }


def marks(sitting: Sitting) -> list[dict[str, Any]]:
    """The stages on the clock, each with its share of the time in percent."""
    whole = sitting.setting.seconds
    return [
        {
            "name": each.name,
            "title": each.title,
            "start": each.start,
            "end": each.end,
            "share": 100 * (each.end - each.start) / whole,
        }
        for each in sitting.setting.stages
    ]


def remarks(log: Log) -> list[dict[str, Any]]:
    """What a person who interviews noted."""
    return [each.model_dump(mode="json") for each in log if isinstance(each, Remark)]


def _change(sitting: Sitting, before: Log) -> dict[str, Any]:
    """The numbers that changed, and the drawing of that moment with what gives way marked."""
    script = sitting.exercise.interview
    change = script.change if script else None
    if change is None:
        return {}
    contract = sitting.exercise.contract
    answer = answer_of(before, with_events=False)
    broken = breaks(sitting.exercise, change.of(contract), answer)
    known = {each.id for each in answer.architecture.components}
    at = {name: "bad" for each in broken for name in each.at if name in known}
    drawing = answer.architecture
    return {
        "change": [
            {"label": label, "before": was, "after": becomes}
            for label, was, becomes in change.differences(contract)
        ],
        "broken": [each.sentence for each in broken],
        "picture": svg(drawing, title="Your drawing under the new load", marks=at)
        if drawing.components
        else "",
    }
