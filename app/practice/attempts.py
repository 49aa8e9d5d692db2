"""Attempts and their reports: added, never edited; the latest report of an attempt counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, exists, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.clock import now
from app.courses.models import IS_HELD, Assignment, Submission
from app.earning.models import Search
from app.practice.models import Attempt, RawAnswer, Report
from grader.answer import Answer
from grader.events import Event
from grader.reading import read_answer
from grader.report import Report as GradeReport

_is_latest = Report.id == (
    select(func.max(Report.id))
    .where(Report.attempt_id == Attempt.id)
    .correlate(Attempt)
    .scalar_subquery()
)

_is_held = exists().where(  # in some course, which shows marks when they are released
    Submission.attempt_id == Attempt.id, Submission.assignment_id == Assignment.id, IS_HELD
)
IS_SHOWN = ~_is_held  # for queries over attempts
_GRADED = (
    Attempt.id,
    Attempt.number,
    Attempt.answer,
    Attempt.events,
    Attempt.handed_in,
    Report.id.label("report_id"),
    Report.body,
    _is_held.label("held"),
    Search.tried,
    Search.most,
    Search.found,
    Search.beat_at,
)


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt in a list."""

    exercise: str
    number: int
    score: float | None  # None while a course holds the mark
    level: str
    handed_in: datetime


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An answer that is graded and not kept yet. `key` is the page's: one key, one attempt."""

    exercise: str
    key: str
    answer: RawAnswer
    report: GradeReport
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchRow:
    """How far a search is, and what it found; `found` is None while it runs."""

    tried: int
    most: int
    found: list[dict[str, Any]] | None
    beat_at: datetime


@dataclass(frozen=True, slots=True)
class GradedAttempt:
    """An attempt with its latest report; `events` is the record of how it came about.

    While it is held, nothing of its report is shown to anybody who learns.
    """

    id: int
    number: int
    answer: RawAnswer
    events: list[dict[str, Any]]
    handed_in: datetime
    report_id: int
    report: dict[str, Any]
    held: bool
    search: SearchRow | None  # for changes that would have earned more, when one was begun


def as_graded(answer: RawAnswer, events: Sequence[Mapping[str, Any]]) -> Answer:
    """A stored answer as the grader took it, with the record of how it came about."""
    record = tuple(Event.model_validate(each) for each in events)
    return read_answer(answer, as_it_is=True).model_copy(update={"events": record})


def lines(
    reading: Session, person_id: int | None, exercise: str | None = None
) -> list[AttemptLine]:
    """A person's attempts, the latest first, with what each is worth by its latest report."""
    if person_id is None:
        return []
    score = case((_is_held, None), else_=Report.score)
    query = (
        select(Attempt.exercise, Attempt.number, score, Report.level, Attempt.handed_in)
        .join(Report, _is_latest)
        .where(Attempt.person_id == person_id)
        .order_by(Attempt.number.desc())
    )
    if exercise is not None:
        query = query.where(Attempt.exercise == exercise)
    return [AttemptLine(*row) for row in reading.execute(query)]


def graded(
    reading: Session, person_id: int | None, exercise: str, numbers: Sequence[int]
) -> dict[int, GradedAttempt]:
    """These attempts of a person, by number, each with its latest report."""
    if person_id is None:
        return {}
    query = (
        select(*_GRADED)
        .join(Report, _is_latest)
        .outerjoin(Search, Search.report_id == Report.id)
        .where(
            Attempt.person_id == person_id,
            Attempt.exercise == exercise,
            Attempt.number.in_(numbers),
        )
    )
    return {row.number: _graded(row) for row in reading.execute(query)}


def _graded(row: Row[Any]) -> GradedAttempt:
    values = row._asdict()
    values.pop("exercise", None)
    search = SearchRow(*(values.pop(name) for name in ("tried", "most", "found", "beat_at")))
    values["report"] = values.pop("body")
    return GradedAttempt(**values, search=search if search.beat_at else None)


def graded_by_id(reading: Session, person_id: int, attempt_id: int) -> GradedAttempt | None:
    """One attempt of a person with its latest report."""
    row = reading.execute(
        select(*_GRADED)
        .join(Report, _is_latest)
        .outerjoin(Search, Search.report_id == Report.id)
        .where(Attempt.person_id == person_id, Attempt.id == attempt_id)
    ).one_or_none()
    return _graded(row) if row else None


def latest(reading: Session, person_id: int | None) -> dict[str, GradedAttempt]:
    """The last attempt at each exercise whose mark is out, with its latest report."""
    if person_id is None:
        return {}
    last = (
        select(Attempt.exercise, func.max(Attempt.number).label("number"))
        .where(Attempt.person_id == person_id, IS_SHOWN)
        .group_by(Attempt.exercise)
        .subquery()
    )
    query = (
        select(Attempt.exercise, *_GRADED)
        .join(Report, _is_latest)
        .outerjoin(Search, Search.report_id == Report.id)
        .join(last, and_(last.c.exercise == Attempt.exercise, last.c.number == Attempt.number))
        .where(Attempt.person_id == person_id)
    )
    return {row.exercise: _graded(row) for row in reading.execute(query)}


def number_with_key(reading: Session, person_id: int | None, exercise: str, key: str) -> int | None:
    """The attempt that was handed in with this key already."""
    return reading.scalar(
        select(Attempt.number).where(
            Attempt.person_id == person_id, Attempt.exercise == exercise, Attempt.key == key
        )
    )


def add(writing: Session, person_id: int, handed_in: HandedIn) -> int:
    """The number of the new attempt, or of the one with the same key. Attempts count from 1."""
    # one hand-in of a person at a time, also where a database lets writers go side by side
    writing.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    exercise = handed_in.exercise
    before = number_with_key(writing, person_id, exercise, handed_in.key)
    if before is not None:
        return before
    last = writing.scalar(
        select(func.max(Attempt.number)).where(
            Attempt.person_id == person_id, Attempt.exercise == exercise
        )
    )
    attempt = Attempt(
        person_id=person_id,
        exercise=exercise,
        number=(last or 0) + 1,
        key=handed_in.key,
        answer=handed_in.answer,
        events=[each.model_dump(mode="json") for each in handed_in.events],
        handed_in=now(),
    )
    writing.add(attempt)
    writing.flush()
    body = handed_in.report.model_dump(mode="json")
    writing.add(
        Report(
            attempt_id=attempt.id,
            rubric_digest=body["rubric_digest"],
            score=body["score"],
            level=body["level"],
            body=body,
            made_at=now(),
        )
    )
    return attempt.number
