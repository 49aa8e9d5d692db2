"""An interview as it stands by the server's clock, and what may be added to it now.

What is added is worked out on a copy that was read, and written only if nobody added anything meanwhile; else it is
worked out again. So it does not matter which of several processes answers, or whether two answer at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy.orm import Session

from app.clock import now
from app.database import db, writing
from app.interviews import store
from app.interviews.models import Interview
from app.problems import Refused, refuse
from grader.bank import Exercise
from grader.bank import exercise as find_exercise
from grader.interview.choose import is_over, next_move
from grader.interview.formats import Setting
from grader.interview.hearing import drew, graded, said
from grader.interview.log import Drew, Log, Move, Remark
from grader.interview.simulate import verdict
from grader.rubric import Level

TRIES = 5  # at an entry, while others add theirs
TAKEN_IN_AFTER = 8.0  # seconds between two looks at a workspace that changes


@dataclass(frozen=True, slots=True)
class Sitting:
    """An interview, its record, and its own time in seconds."""

    id: int
    setting: Setting
    exercise: Exercise
    log: Log
    at: float
    answer: dict[str, Any]
    paused: bool
    ended: bool
    led_by: str

    @property
    def is_over(self) -> bool:
        return self.ended or is_over(self.setting, self.log, self.at)


def setting_of(row: Interview) -> Setting:
    return Setting(
        exercise=row.exercise,
        format=row.format,
        level=cast("Level", row.level),  # written from a form that knows no other
        seed=row.seed,
        extra=row.extra,
    )


def elapsed(row: Interview) -> float:
    """Seconds of the interview's own time: without pauses, and none after its end."""
    until = row.ended_at or row.paused_at or now()
    return max(0.0, (until - row.begun_at).total_seconds() - row.paused_seconds)


def sitting_of(reading: Session, row: Interview) -> Sitting:
    return Sitting(
        id=row.id,
        setting=setting_of(row),
        exercise=find_exercise(row.exercise),
        log=store.record(reading, row.id),
        at=round(min(elapsed(row), setting_of(row).seconds), 3),
        answer=row.answer,
        paused=row.paused_at is not None,
        ended=row.ended_at is not None,
        led_by=row.led_by,
    )


def look(row: Interview) -> Sitting:
    """The interview now: the workspace taken in, the next move made, the end noticed."""

    def change(before: Sitting) -> Sitting | None:
        if before.ended or before.paused:
            return None
        after = _moved_on(before)
        return None if after.log == before.log and not after.is_over else after

    return _changed(row, change)


def hear(row: Interview, text: str, key: str) -> Sitting:
    """The same after the candidate's words; once for each key. Refuses when the time is over."""

    def change(before: Sitting) -> Sitting | None:
        if store.has_key(db.session, row.id, key):
            return None
        _refuse_when_over(before)
        taken = _taken_in(before, soon=True)
        log = said(taken.exercise, taken.setting, taken.log, taken.at, text)
        if taken.led_by == "rules":
            log = next_move(taken.exercise, taken.setting, log, taken.at)
        return replace(taken, log=log)

    return _changed(row, change, key=key)


def add_by_person(row: Interview, entry: Move | Remark) -> Sitting:
    """The same with what a person who interviews says or notes."""

    def change(before: Sitting) -> Sitting:
        _refuse_when_over(before)
        return replace(before, log=(*before.log, entry.model_copy(update={"at": before.at})))

    return _changed(row, change)


def end(row: Interview) -> Sitting:
    """The interview ended before its time."""

    def change(before: Sitting) -> Sitting | None:
        return None if before.ended else _taken_in(before, soon=True)

    return _changed(row, change, ends=True)


def _changed(
    row: Interview,
    change: Callable[[Sitting], Sitting | None],
    *,
    key: str | None = None,
    ends: bool = False,
) -> Sitting:
    """The interview after a change, worked out anew as often as somebody else was faster."""
    for _try in range(TRIES):
        before = sitting_of(db.session, row)
        after = change(before)
        if after is None:
            return before
        written = _written(before, after, key=key, ends=ends)
        db.session.refresh(row)
        if written:
            return sitting_of(db.session, row)
    raise Refused(503, "The interview was busy.", "Send it again; nothing was lost.")


def _refuse_when_over(sitting: Sitting) -> None:
    if sitting.is_over:
        refuse(
            410, "The time of this interview is over.", "Its debrief is on this page: reload it."
        )
    if sitting.paused:
        refuse(409, "The interview is paused.", "Go on first; what you typed is kept here.")


def _moved_on(sitting: Sitting) -> Sitting:
    taken = _taken_in(sitting, soon=sitting.is_over)
    if taken.led_by == "rules" or taken.is_over:
        log = next_move(taken.exercise, taken.setting, taken.log, taken.at)
        return replace(taken, log=log)
    return taken


def _taken_in(sitting: Sitting, *, soon: bool) -> Sitting:
    """The record with the workspace as it was last saved; not more often than every few seconds."""
    last = max((each.at for each in sitting.log if isinstance(each, Drew)), default=-TAKEN_IN_AFTER)
    if not soon and sitting.at - last < TAKEN_IN_AFTER:
        return sitting
    log = drew(sitting.exercise, sitting.setting, sitting.log, sitting.at, sitting.answer)
    return replace(sitting, log=log)


def _written(
    before: Sitting, after: Sitting, *, key: str | None = None, ends: bool = False
) -> bool:
    """Whether what is new could be added, with the verdict where it is the end."""
    values: dict[str, Any] = {}
    log = after.log
    if ends or after.is_over:
        log = graded(after.exercise, after.setting, log, after.at)
        report = verdict(after.exercise, after.setting, log)
        values = {
            "ended_at": now(),
            "paused_at": None,
            "score": report.score,
            "reached": report.level,
            "report": report.model_dump(mode="json"),
        }
    new = log[len(before.log) :]
    with writing(durable=bool(values)) as change:
        return store.add(change, before.id, len(before.log), new, key=key, **values)
