"""Regrades of an assignment as its pages order, watch and stop them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import now
from app.courses import log
from app.courses.here import Here
from app.courses.models import Assignment, Submission
from app.jobs import queue
from app.jobs.models import ENDED, Job
from app.jobs.queue import Order
from app.marking.models import Regrade

KIND = "regrade course"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a regrade is."""

    state: str
    total: int
    done: int
    failed: int
    digest: str
    began_at: datetime
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        return self.state in ENDED

    @property
    def share(self) -> float:
        return round(100 * (self.done + self.failed) / self.total, 1) if self.total else 100.0


def begin(writing: Session, here: Here, assignment: Assignment) -> bool:
    """Order one, of every submission; False while another is under way."""
    writing.execute(select(Assignment.id).where(Assignment.id == assignment.id).with_for_update())
    before = latest(writing, assignment.id)
    if before is not None and not before.is_over:
        return False
    numbers = writing.scalars(
        select(Submission.id)
        .where(Submission.assignment_id == assignment.id)
        .order_by(Submission.id)
    ).all()
    order = Order(KIND, f"Regrade “{assignment.title}”"[:200], here.person_id)
    job_id = queue.enqueue(writing, order, list(numbers), now())
    writing.add(
        Regrade(
            assignment_id=assignment.id,
            job_id=job_id,
            digest=assignment.rubric,
            by_id=here.person_id,
            began_at=now(),
        )
    )
    log.note(writing, here, "began a regrade", assignment.title, (None, assignment.rubric))
    return True


def latest(reading: Session, assignment_id: int) -> Progress | None:
    row = reading.execute(
        select(Job, Regrade)
        .join(Regrade, Regrade.job_id == Job.id)
        .where(Regrade.assignment_id == assignment_id)
        .order_by(Regrade.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    job, regrade = row
    return Progress(
        job.state, job.total, job.done, job.failed, regrade.digest, regrade.began_at, job.ended_at
    )


def stop(writing: Session, here: Here, assignment: Assignment) -> bool:
    """Stop what has not been graded again yet; what was stays so."""
    job_id = writing.scalar(
        select(Regrade.job_id)
        .where(Regrade.assignment_id == assignment.id)
        .order_by(Regrade.id.desc())
        .limit(1)
    )
    stopped = job_id is not None and queue.cancel(writing, job_id, now())
    if stopped:
        log.note(writing, here, "stopped a regrade", assignment.title)
    return stopped
