"""The marks of a whole course: one line a learner, one column an assignment, lateness and teams counted in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.courses.cells import written
from app.courses.dates import after_lateness
from app.courses.models import Assignment, Member, Section, Submission
from app.courses.roles import Role

PENDING = ("waiting", "second", "adjudicate")  # a person is still needed


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody has for an assignment, in its points. Pending: a person is still needed."""

    submission_id: int
    points: float
    late_days: int
    pending: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One learner."""

    member_id: int
    name: str
    email: str
    student: str
    section: str
    team: str
    marks: dict[int, Mark] = field(default_factory=dict)  # by assignment


@dataclass(frozen=True, slots=True)
class Gradebook:
    assignments: list[Assignment]
    rows: list[Row]


def gradebook(reading: Session, course_id: int) -> Gradebook:
    """The whole of it, in three queries."""
    assignments = list(
        reading.scalars(
            select(Assignment)
            .where(Assignment.course_id == course_id)
            .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
        )
    )
    members = reading.execute(
        select(Member, Section.name)
        .outerjoin(Section, Section.id == Member.section_id)
        .where(Member.course_id == course_id, Member.role == Role.LEARNER, Member.left_at.is_(None))
        .order_by(Member.name, Member.id)
    ).all()
    submissions = reading.scalars(
        select(Submission).where(
            Submission.assignment_id.in_([each.id for each in assignments]),
            Submission.counts.is_(True),
        )
    ).all()
    by_id = {each.id: each for each in assignments}
    own: dict[int, dict[int, Mark]] = {}
    for each in submissions:
        mark = _mark(by_id[each.assignment_id], each)
        own.setdefault(each.member_id, {})[each.assignment_id] = mark
    rows = [
        Row(
            each.id, each.name, each.email, each.student, section or "", each.team,
            own.get(each.id, {}),
        )
        for each, section in members
    ]  # fmt: skip
    return Gradebook(assignments, _with_teams(assignments, rows))


def as_csv(book: Gradebook) -> str:
    """Our own columns: everything, a person's own marks by title."""
    titles = _titles(book)
    columns = ("name", "email", "number", "section", "team", *titles.values())
    return written(
        columns,
        (
            {"name": row.name, "email": row.email, "number": row.student, "section": row.section,
             "team": row.team, **_points(row, titles)}
            for row in book.rows
        ),
    )  # fmt: skip


def as_canvas(book: Gradebook) -> str:
    """The columns that Canvas' gradebook takes in, with its row of possible points."""
    titles = _titles(book)
    columns = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles.values())
    possible = {titles[each.id]: each.points for each in book.assignments}
    rows: Iterable[dict[str, object]] = (
        {"Student": row.name, "SIS User ID": row.student, "SIS Login ID": row.email,
         "Section": row.section, **_points(row, titles)}
        for row in book.rows
    )  # fmt: skip
    return written(columns, [{"Student": "Points Possible", **possible}, *rows])


def as_moodle(book: Gradebook) -> str:
    """Columns that Moodle's grade import maps: by ID number, or by address."""
    titles = _titles(book)
    columns = ("First name", "Last name", "ID number", "Email address", *titles.values())
    return written(
        columns,
        (
            {"First name": row.name.rpartition(" ")[0] or row.name,
             "Last name": row.name.rpartition(" ")[2] if " " in row.name else "",
             "ID number": row.student, "Email address": row.email, **_points(row, titles)}
            for row in book.rows
        ),
    )  # fmt: skip


def _mark(assignment: Assignment, submission: Submission) -> Mark:
    score = after_lateness(submission.score, submission.late_days, assignment.late_per_day)
    return Mark(
        submission_id=submission.id,
        points=round(score * assignment.points / 100, 2),
        late_days=submission.late_days,
        pending=submission.state in PENDING,
    )


def _with_teams(assignments: list[Assignment], rows: list[Row]) -> list[Row]:
    """Where a team answers together, all of it has what the best of it has."""
    for assignment in assignments:
        if not assignment.by_team:
            continue
        best: dict[str, Mark] = {}
        for row in rows:
            mark = row.marks.get(assignment.id)
            if mark and row.team and (row.team not in best or mark.points > best[row.team].points):
                best[row.team] = mark
        for row in rows:
            if row.team in best:
                row.marks[assignment.id] = best[row.team]
    return rows


def _titles(book: Gradebook) -> dict[int, str]:
    """Columns by assignment; two of one title are told apart by their number."""
    every = [each.title for each in book.assignments]
    return {
        each.id: f"{each.title} ({each.id})" if every.count(each.title) > 1 else each.title
        for each in book.assignments
    }


def _points(row: Row, titles: dict[int, str]) -> dict[str, object]:
    """Empty where nothing was handed in or a person is still needed."""
    return {titles[number]: mark.points for number, mark in row.marks.items() if not mark.pending}
