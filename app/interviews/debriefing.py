"""The page of an interview that is over, its playback, and its record to take away."""

from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.feedback.page import picture
from app.interviews.models import Interview
from app.interviews.shown import marks, remarks
from app.interviews.sitting import Sitting
from app.interviews.store import Line
from grader.interview.debrief import Debrief, debrief
from grader.interview.formats import FORMATS
from grader.interview.log import Drew, Move, Said, written
from grader.interview.quick_fire import rounds
from grader.report import Report
from grader.rubric import LEVELS

MOST_FRAMES = 24
HOW = ("unprompted", "hinted", "after follow-up")


def debrief_page(row: Interview, sitting: Sitting, mine: Sequence[Line]) -> ResponseReturnValue:
    report = Report.model_validate(row.report)
    if sitting.setting.form.kind == "quick fire":
        return quick_page(row, sitting, report)
    found = debrief(sitting.exercise, sitting.setting, sitting.log, report)
    raised = {
        how: [each for each in report.checks if each.raised == how and each.points] for how in HOW
    }
    return render_template(
        "interviews/debrief.html",
        interview=row,
        exercise=sitting.exercise,
        setting=sitting.setting,
        report=report,
        debrief=found,
        raised=raised,
        marks=marks(sitting),
        frames=frames(sitting),
        remarks=remarks(sitting.log),
        beside=_beside(row, mine),
        next_round=_next_round(row, mine),
        loop_verdict=_whole_loop(row, mine),
        format_titles={each.name: each.title for each in FORMATS},
        titles={each.id: each.title for each in sitting.exercise.rubric.checks},
    )


def quick_page(row: Interview, sitting: Sitting, report: Report) -> ResponseReturnValue:
    """The numbers of a quick fire, each with what was said and what it should have been."""
    asked = [e for e in sitting.log if isinstance(e, Move) and e.rule == "ask a number"]
    shown = []
    for this in rounds(sitting.exercise, row.seed):
        move = asked[this.number - 1] if this.number <= len(asked) else None
        after = sitting.log[sitting.log.index(move) + 1 :] if move else ()
        said = next((each for each in after if isinstance(each, Said)), None)
        shown.append(
            {
                "question": this.question,
                "answer": said.text if said else "",
                "took": round(said.at - move.at) if said and move else 0,
                "check": report.check(f"{this.check}-{this.number}"),
            }
        )
    return render_template(
        "interviews/quick_debrief.html",
        interview=row,
        exercise=sitting.exercise,
        setting=sitting.setting,
        report=report,
        rounds=shown,
    )


def frames(sitting: Sitting) -> list[dict[str, Any]]:
    """The drawing as it grew, for playback; evenly chosen where there are many."""
    drawn = [
        {"at": each.at, "svg": picture(each.sections, sitting.exercise, {})}
        for each in _spread(
            [e for e in sitting.log if isinstance(e, Drew) and e.sections.get("architecture")]
        )
    ]
    return [each for each in drawn if each["svg"]]


def exported(row: Interview, sitting: Sitting) -> dict[str, Any]:
    """Everything that is known about an interview, as plain values."""
    report = Report.model_validate(row.report)
    found: Debrief = debrief(sitting.exercise, sitting.setting, sitting.log, report)
    return {
        "exercise": row.exercise,
        "format": row.format,
        "level": row.level,
        "seed": row.seed,
        "begun_at": row.begun_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        "score": row.score,
        "reached": row.reached,
        "notes": row.notes,
        "record": written(sitting.log),
        "debrief": found.model_dump(mode="json"),
        "report": row.report,
    }


def _spread(drawn: list[Drew]) -> list[Drew]:
    if len(drawn) <= MOST_FRAMES:
        return drawn
    step = (len(drawn) - 1) / (MOST_FRAMES - 1)
    return [drawn[round(number * step)] for number in range(MOST_FRAMES)]


def _beside(row: Interview, mine: Sequence[Line]) -> list[Line]:
    """Earlier interviews about the same exercise, and the loop that this one belongs to."""
    return [
        each
        for each in mine
        if each.id != row.id
        and each.ended_at is not None
        and (each.exercise == row.exercise or (row.loop and each.loop == row.loop))
    ]


def _whole_loop(row: Interview, mine: Sequence[Line]) -> dict[str, Any] | None:
    """One verdict over a loop that is through: the mean, and the level that every problem reached."""
    rounds_ = [each for each in mine if row.loop and each.loop == row.loop]
    form = next(each for each in FORMATS if each.name == row.format)
    if form.rounds < 2 or len(rounds_) < form.rounds or any(e.ended_at is None for e in rounds_):
        return None
    order = ("none", *LEVELS)
    return {
        "mean": sum(each.score or 0 for each in rounds_) / len(rounds_),
        "level": min((each.reached or "none" for each in rounds_), key=order.index),
        "rounds": sorted(rounds_, key=lambda each: each.round),
    }


def _next_round(row: Interview, mine: Sequence[Line]) -> int | None:
    """The round of a loop that comes next, if it has not begun."""
    if row.loop is None:
        return None
    rounds = [each.round for each in mine if each.loop == row.loop]
    form = next(each for each in FORMATS if each.name == row.format)
    return row.round + 1 if row.round < form.rounds and row.round + 1 not in rounds else None
