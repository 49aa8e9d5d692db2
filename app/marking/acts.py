"""What a marker does to a submission: each act adds one mark and reads the row anew."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.appeals import appeals
from app.clock import now
from app.courses import log
from app.courses.forms import Reason
from app.courses.here import Here
from app.courses.models import Assignment, Submission
from app.marking.judged import Judged, judged, refresh
from app.marking.marks import digest_of
from app.marking.models import DECIDING, FIRST, SECOND, Mark, Phrase
from app.problems import refuse
from capacity.frozen import BadInput, Frozen, Problem
from grader.rubric import Check, Penalty

Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class Said(Frozen):
    """What the form of a check says."""

    points: Annotated[float, Field(ge=-20, le=100)] | None = None
    reason: Reason = ""
    comment: Comment = ""
    keep: bool = False  # keep the comment for others


def round_of(assignment: Assignment, submission: Submission, here: Here) -> int:
    """As what this person marks; refuses where it is somebody else's."""
    me = here.member_id
    if assignment.markers == 1:
        if submission.first_id not in (None, me) and not here.leads:
            refuse(409, "Somebody else has taken this submission.", "Take the next one.")
        return FIRST
    if submission.first_id in (None, me) and submission.second_id != me:
        return FIRST
    if submission.second_id in (None, me):
        return SECOND
    if submission.state not in {"adjudicate", "done"}:
        refuse(409, "Two others mark this submission.", "Take the next one.")
    return DECIDING


def on_a_check(
    writing: Session, here: Here, of: tuple[Assignment, Submission], check: str, said: Said
) -> None:
    """Keep the rule's points or give others. Other points want a reason. BadInput names fields."""
    assignment, submission = of
    found = judged(writing, assignment, submission)
    rule = found.rule_points.get(check)
    if rule is None:
        refuse(404, "There is no such check in this rubric.", "Reload the page.")
    points = rule if said.points is None else said.points
    _in_range(found, check, points)
    if points != rule and not said.reason:
        raise BadInput([Problem(field=f"reason-{check}", message="Say why; the learner reads it.")])
    round_ = _taken(assignment, submission, here)
    before = found.standing.points(round_, check, rule)
    writing.add(
        Mark(
            submission_id=submission.id,
            round=round_,
            check=check,
            did="accept" if points == rule else "override",
            before=before,
            after=points,
            reason=said.reason,
            comment=said.comment,
            check_digest=digest_of(_the(found, check)),
            by_id=here.person_id,
            at=now(),
        )
    )
    if said.keep and said.comment:
        keep_phrase(writing, here, assignment.exercise, check, said.comment[:500])
    refresh(writing, assignment, submission, open_appeals(writing, submission))


def on_the_whole(
    writing: Session, here: Here, of: tuple[Assignment, Submission], did: str, comment: str = ""
) -> None:
    """Done, or open again."""
    assignment, submission = of
    writing.add(
        Mark(
            submission_id=submission.id,
            round=_taken(assignment, submission, here),
            did=did,
            comment=comment,
            by_id=here.person_id,
            at=now(),
        )
    )
    refresh(writing, assignment, submission, open_appeals(writing, submission))


def undo(writing: Session, here: Here, of: tuple[Assignment, Submission], mark_id: int) -> None:
    """Take an act back; what stood before it stands again. Whoever leads may take back others'."""
    assignment, submission = of
    mark = writing.scalar(
        select(Mark).where(Mark.id == mark_id, Mark.submission_id == submission.id)
    )
    if mark is None or mark.did == "undo":
        refuse(404, "There is nothing of that number to take back.", "Reload the page.")
    if mark.by_id != here.person_id and not here.leads:
        refuse(403, "This is somebody else's mark.", "Ask them, or whoever leads the course.")
    if writing.scalar(select(Mark.id).where(Mark.undoes_id == mark.id)) is None:
        writing.add(
            Mark(
                submission_id=submission.id,
                round=mark.round,
                check=mark.check,
                did="undo",
                before=mark.after,
                after=mark.before,
                undoes_id=mark.id,
                by_id=here.person_id,
                at=now(),
            )
        )
    refresh(writing, assignment, submission, open_appeals(writing, submission))


def release(writing: Session, here: Here, assignment: Assignment, checks: list[str]) -> None:
    """Show marks to learners: of these checks, or with '*' of everything; none takes it back."""
    before = ["*"] if assignment.released_at else assignment.released
    assignment.released_at = now() if "*" in checks else None
    assignment.released = [] if "*" in checks else checks
    did = "released marks" if checks else "held marks back"
    log.note(writing, here, did, assignment.title, (before, checks))


def keep_phrase(writing: Session, here: Here, exercise: str, check: str, words: str) -> None:
    known = select(Phrase.id).where(
        Phrase.course_id == here.course.id,
        Phrase.exercise == exercise,
        Phrase.check == check,
        Phrase.words == words,
    )
    if writing.scalar(known) is None:
        writing.add(
            Phrase(
                course_id=here.course.id,
                exercise=exercise,
                check=check,
                words=words,
                by_id=here.person_id,
                at=now(),
            )
        )


def phrases(reading: Session, course_id: int, exercise: str) -> Mapping[str, list[str]]:
    """The comments that a course keeps, by check."""
    rows = reading.execute(
        select(Phrase.check, Phrase.words)
        .where(Phrase.course_id == course_id, Phrase.exercise == exercise)
        .order_by(Phrase.id)
    )
    found: dict[str, list[str]] = {}
    for check, words in rows:
        found.setdefault(check, []).append(words)
    return found


def open_appeals(reading: Session, submission: Submission) -> int:
    """How many appeals of a submission wait for an answer."""
    return appeals.open_ones(appeals.of_attempt(reading, submission.attempt_id).values())


def attempt_changed(writing: Session, attempt_id: int) -> None:
    """Something was said about an attempt: read the rows of its submissions anew."""
    rows = writing.execute(
        select(Assignment, Submission)
        .join(Submission, Submission.assignment_id == Assignment.id)
        .where(Submission.attempt_id == attempt_id)
    ).all()
    for assignment, submission in rows:
        refresh(writing, assignment, submission, open_appeals(writing, submission))


def _taken(assignment: Assignment, submission: Submission, here: Here) -> int:
    """Whoever marks what nobody has taken takes it."""
    round_ = round_of(assignment, submission, here)
    if round_ == FIRST and submission.first_id is None:
        submission.first_id, submission.claimed_at = here.member_id, now()
    if round_ == SECOND and submission.second_id is None:
        submission.second_id, submission.claimed_at = here.member_id, now()
    return round_


def _in_range(found: Judged, check: str, points: float) -> None:
    entry = next(each for each in found.by_rules.entries if each.id == check)
    most = getattr(entry, "max", 0.0)
    least = 0.0 if most else _the(found, check).points
    if not least <= points <= most:
        message = f"Between {least:g} and {most:g} points."
        raise BadInput([Problem(field=f"points-{check}", message=message)])


def _the(found: Judged, check: str) -> Check | Penalty:
    """The check as the rubric has it now, else as the report's rubric had it."""
    for rubric in (found.exercise.rubric, found.then.rubric):
        every: tuple[Check | Penalty, ...] = (*rubric.checks, *rubric.penalties)
        for each in every:
            if each.id == check:
                return each
    raise KeyError(check)
