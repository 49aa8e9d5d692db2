"""Queueing, taking, finishing and cancelling work: every step one short change of rows.

    job = enqueue(change, Order("regrade", "Regrade 'News feed'"), attempt_ids, now())

goes into the caller's own change: if that fails, there is no job.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.orm import Session

from app.database import rows_changed
from app.jobs.models import ENDED, Job, JobPart

AT_ONCE = 16  # things a part; one at a time costs a third of the speed
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """A part in the hands of one worker."""

    id: int
    job_id: int
    kind: str
    given: tuple[Any, ...]
    tries: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a kind of `kinds.py`, a title for people, who asked; the lowest priority first."""

    kind: str
    title: str
    wanted_by: int | None = None
    priority: int = 5


def enqueue(
    change: Session, order: Order, things: Sequence[Any], moment: datetime, at_once: int = AT_ONCE
) -> int:
    """Queue work on these things (JSON values); the number of the job."""
    job = Job(
        kind=order.kind,
        title=order.title,
        wanted_by_id=order.wanted_by,
        priority=order.priority,
        state="waiting" if things else "done",
        total=len(things),
        wanted_at=moment,
        ended_at=None if things else moment,
    )
    change.add(job)
    change.flush()
    change.add_all(
        JobPart(
            job_id=job.id,
            number=number,
            priority=order.priority,
            state="waiting",
            given=some,
            not_before=moment,
        )
        for number, some in enumerate(_some(things, at_once))
    )
    return job.id


def take(change: Session, moment: datetime, lease: timedelta) -> Taken | None:
    """The next part that may be done now, or whose worker has lost it; None when there is none.

    A worker that says nothing for as long as the lease has lost its part.
    """
    due = or_(
        JobPart.state == "waiting",
        JobPart.state == "running",  # its lease is over: whoever had it was killed, or froze
    )
    part = change.scalars(
        select(JobPart)
        .where(due, JobPart.not_before <= moment)
        .order_by(JobPart.priority, JobPart.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if part is None:
        return None
    job = change.get_one(Job, part.job_id)
    taken = Taken(part.id, job.id, job.kind, tuple(part.given), part.tries)
    if taken.tries >= MOST_TRIES:
        _end_part(change, taken, moment, error=part.error or "its worker was lost each time")
        return take(change, moment, lease)
    part.state, part.tries, part.not_before = "running", taken.tries + 1, moment + lease
    if job.state == "waiting":
        job.state = "running"
    change.flush()
    return replace(taken, tries=part.tries)


def still_ours(change: Session, taken: Taken, moment: datetime, lease: timedelta) -> bool:
    """Keep the part for another lease; False when it was cancelled or given to somebody else."""
    kept = change.execute(
        update(JobPart).where(*_ours(taken)).values(not_before=moment + lease)
    )  # fmt: skip
    return rows_changed(kept) == 1


def accept(change: Session, taken: Taken, moment: datetime, *, failed: int = 0) -> bool:
    """Say that the part is done; False when its result must be dropped, being somebody else's now.

    Called in the change that stores the result, so that each result is taken exactly once.
    """
    return _end_part(change, taken, moment, failed=failed)


def give_back(change: Session, taken: Taken, moment: datetime, error: str) -> None:
    """The work broke: try again later, or give up after the last try."""
    if taken.tries >= MOST_TRIES:
        _end_part(change, taken, moment, error=error)
        return
    later = moment + timedelta(seconds=2**taken.tries)
    change.execute(
        update(JobPart).where(*_ours(taken))
        .values(state="waiting", not_before=later, error=error[:500])
    )  # fmt: skip


def cancel(change: Session, job_id: int, moment: datetime) -> bool:
    """Stop what has not been done; what is done stays. False when the job has ended already."""
    ended = change.execute(
        update(Job)
        .where(Job.id == job_id, Job.state.not_in(ENDED))
        .values(state="cancelled", ended_at=moment)
    )
    if not rows_changed(ended):
        return False
    change.execute(
        update(JobPart)
        .where(JobPart.job_id == job_id, JobPart.state.in_(("waiting", "running")))
        .values(state="cancelled")
    )
    return True


def oldest_waiting(reading: Session, moment: datetime) -> float:
    """How long the oldest part that could be done has waited, in seconds; 0 when none waits."""
    first = reading.scalar(
        select(func.min(JobPart.not_before)).where(
            JobPart.state == "waiting", JobPart.not_before <= moment
        )
    )
    return (moment - first).total_seconds() if first else 0.0


def _some(things: Sequence[Any], at_once: int) -> list[list[Any]]:
    return [list(things[first : first + at_once]) for first in range(0, len(things), at_once)]


def _ours(taken: Taken) -> tuple[Any, ...]:
    return (JobPart.id == taken.id, JobPart.tries == taken.tries, JobPart.state == "running")


def _end_part(
    change: Session, taken: Taken, moment: datetime, *, failed: int = 0, error: str = ""
) -> bool:
    """End a part and count it in its job; the last one ends the job.

    With an error the whole part has failed. The job's row is locked first, so that two parts that
    end together are both counted.
    """
    change.execute(select(Job.id).where(Job.id == taken.job_id).with_for_update())
    ended = change.execute(
        update(JobPart)
        .where(*_ours(taken))
        .values(state="failed" if error else "done", error=error[:500])
    )
    if not rows_changed(ended):
        return False
    failed = len(taken.given) if error else failed
    done = len(taken.given) - failed
    counted = Job.done + Job.failed + done + failed
    change.execute(
        update(Job)
        .where(Job.id == taken.job_id)
        .values(
            done=Job.done + done,
            failed=Job.failed + failed,
            state=case((counted < Job.total, Job.state), else_=_outcome(failed)),
            ended_at=case((counted < Job.total, Job.ended_at), else_=moment),
        )
    )
    return True


def _outcome(failed: int) -> Any:
    return case((Job.failed + failed > 0, "failed"), else_="done")
