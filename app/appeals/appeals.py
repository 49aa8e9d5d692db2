"""Making an appeal, saying more about it, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.appeals.models import Appeal, AppealReply, Decision
from app.clock import now
from app.practice.attempts import GradedAttempt

MOST_WORDS = 4000  # characters; an appeal is a paragraph


@dataclass(frozen=True, slots=True)
class Said:
    """One reply. `by_learner` tells the learner's own words from those of a person who marks."""

    words: str
    decision: Decision
    made_at: datetime
    by: str
    by_learner: bool


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal with everything that was said since."""

    id: int
    check: str
    words: str
    made_at: datetime
    replies: tuple[Said, ...] = ()

    @property
    def decision(self) -> Decision:
        """Where it stands: the latest reply tells, and words without a decision leave it open."""
        return self.replies[-1].decision if self.replies else ""


def of_attempt(reading: Session, attempt_id: int) -> dict[str, Appealed]:
    """The appeals of an attempt, by check."""
    rows = reading.execute(
        select(
            Appeal.id, Appeal.check_id, Appeal.words, Appeal.made_at,
            AppealReply.words.label("reply"), AppealReply.decision,
            AppealReply.made_at.label("replied_at"), Person.name, Person.role,
        )
        .outerjoin(AppealReply, AppealReply.appeal_id == Appeal.id)
        .outerjoin(Person, Person.id == AppealReply.person_id)
        .where(Appeal.attempt_id == attempt_id)
        .order_by(Appeal.id, AppealReply.id)
    ).all()  # fmt: skip
    found: dict[str, Appealed] = {}
    for row in rows:
        appeal = found.get(row.check_id) or Appealed(row.id, row.check_id, row.words, row.made_at)
        replies = appeal.replies
        if row.reply is not None:
            learner = row.role == "learner"
            replies += (Said(row.reply, row.decision, row.replied_at, row.name, learner),)
        found[row.check_id] = Appealed(
            appeal.id, appeal.check, appeal.words, appeal.made_at, replies
        )
    return found


def appeal(
    writing: Session, attempt: GradedAttempt, person_id: int, check: str, words: str
) -> None:
    """The learner's words about a check: the appeal, or where there is one, more about it."""
    before = _of_check(writing, attempt.id, check)
    if before is None:
        made = Appeal(
            attempt_id=attempt.id,
            report_id=attempt.report_id,
            check_id=check,
            words=words,
            made_at=now(),
        )
        try:
            with writing.begin_nested():
                writing.add(made)
        except IntegrityError:  # another tab was a moment ahead
            before = _of_check(writing, attempt.id, check)
        else:
            return
    if before is not None:
        reply(writing, before, person_id, words)


def reply(
    writing: Session, appeal_id: int, person_id: int, words: str, decision: Decision = ""
) -> None:
    """What somebody says about an appeal; with a decision it is closed."""
    writing.add(
        AppealReply(
            appeal_id=appeal_id, person_id=person_id, words=words, decision=decision, made_at=now()
        )
    )


def open_ones(appeals: Iterable[Appealed]) -> int:
    return sum(not each.decision for each in appeals)


def _of_check(reading: Session, attempt_id: int, check: str) -> int | None:
    return reading.scalar(
        select(Appeal.id).where(Appeal.attempt_id == attempt_id, Appeal.check_id == check)
    )
