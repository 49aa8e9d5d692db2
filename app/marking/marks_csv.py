"""The marks of an assignment as CSV, check by check: out, worked on in a spreadsheet, and in again.

submission,whose,check,title,rule,most,points,reason,comment
17,Ada Lovelace,write-rate,The write rate follows,0,2,1.5,Right but for the month.,

A row whose points differ from what stands is an override and wants a reason; a comment that differs
is a comment. Rows that say what stands already do nothing, so that a file that comes back unchanged
changes nothing. `submission` and `check` say which; the rest may be left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.courses.cells import Row, read, written
from app.courses.here import Here
from app.courses.models import Assignment, Member, Submission
from app.marking import acts
from app.marking.judged import Judged, put_together
from app.marking.models import CALIBRATION, FIRST, Mark
from app.marking.queue import code_of, is_blind
from app.practice.models import Report
from capacity.frozen import BadInput, Problem

COLUMNS = ("submission", "whose", "check", "title", "rule", "most", "points", "reason", "comment")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that says something else than what stands."""

    row: int
    submission: Submission
    check: str
    said: acts.Said


def every_judged(
    reading: Session, assignment: Assignment
) -> list[tuple[Submission, Member, Judged]]:
    """Each submission that counts with all that is said of it, in three queries."""
    rows = reading.execute(
        select(Submission, Member, Report.body)
        .join(Member, Member.id == Submission.member_id)
        .join(Report, Report.id == Submission.report_id)
        .where(Submission.assignment_id == assignment.id, Submission.counts.is_(True))
        .order_by(Submission.id)
    ).all()
    marks: dict[int, list[Mark]] = {}
    found = reading.scalars(
        select(Mark)
        .join(Submission, Submission.id == Mark.submission_id)
        .where(Submission.assignment_id == assignment.id, Mark.round != CALIBRATION)
        .order_by(Mark.id)
    )
    for each in found:
        marks.setdefault(each.submission_id, []).append(each)
    return [
        (each, member, put_together(reading, assignment, body, marks.get(each.id, ())))
        for each, member, body in rows
    ]


def as_csv(reading: Session, assignment: Assignment) -> str:
    return written(COLUMNS, _rows(reading, assignment))


def take_in(writing: Session, here: Here, assignment: Assignment, raw: bytes) -> int:
    """Take a file in, whole or not at all; how many marks it added. BadInput names row and column."""
    rows = read(raw, wanted=("submission", "check", "points"), known=COLUMNS)
    every = {each.id: (each, of) for each, _member, of in every_judged(writing, assignment)}
    problems: list[Problem] = []
    wanted: list[Wanted] = []
    for number, row in enumerate(rows, 2):
        try:
            found = _wanted(number, row, every)
        except BadInput as error:
            problems += error.problems
            continue
        if found is not None:
            wanted.append(found)
    if problems:
        raise BadInput(problems)
    for each in wanted:
        try:
            acts.on_a_check(writing, here, (assignment, each.submission), each.check, each.said)
        except BadInput as error:
            raise BadInput(
                _problem(each.row, one.field.partition("-")[0], one.message)
                for one in error.problems
            ) from None
    return len(wanted)


def _rows(reading: Session, assignment: Assignment) -> Iterator[dict[str, object]]:
    blind = is_blind(assignment)
    for submission, member, of in every_judged(reading, assignment):
        whose = code_of(assignment, member.id) if blind else member.name
        for each in of.by_rules.entries:
            most = getattr(each, "max", 0.0)
            if not most and not each.points:
                continue  # a contradiction that was not found
            yield {
                "submission": submission.id,
                "whose": whose,
                "check": each.id,
                "title": each.title,
                "rule": "" if each.verdict == "cannot judge" else each.points,
                "most": most,
                "points": _stands(of, each.id, each.verdict == "cannot judge"),
                "reason": _reason(of, each.id),
                "comment": of.standing.comment_on(each.id),
            }


def _stands(of: Judged, check: str, unjudged: bool) -> object:  # noqa: FBT001
    mark = of.standing.on(check)
    if mark is None:
        return "" if unjudged else round(of.rule_points[check], 2)
    return round(of.standing.points(mark.round, check, of.rule_points[check]), 2)


def _reason(of: Judged, check: str) -> str:
    mark = of.standing.on(check)
    return mark.reason if mark is not None and mark.did == "override" else ""


def _wanted(number: int, row: Row, every: dict[int, tuple[Submission, Judged]]) -> Wanted | None:
    """What a row asks for beyond what stands; None where it asks for nothing."""
    name = row["submission"].strip()
    known = every.get(int(name)) if name.isascii() and name.isdecimal() else None
    if known is None:
        raise BadInput([_problem(number, "submission", f"there is no submission '{name}' here.")])
    submission, of = known
    check = row["check"].strip()
    if check not in of.rule_points:
        raise BadInput([_problem(number, "check", f"there is no check '{check}'.")])
    points = row["points"].strip().replace(",", ".")
    reason, comment = row.get("reason", "").strip(), row.get("comment", "").strip()
    stands = _stands(of, check, of.by_rules_verdict(check) == "cannot judge")
    same = points == (f"{stands:g}" if isinstance(stands, float) else str(stands)) or not points
    try:
        given = float(points) if points else None
    except ValueError:
        raise BadInput([_problem(number, "points", f"'{points}' is not a number.")]) from None
    if given is not None and not -20 <= given <= 100:
        raise BadInput([_problem(number, "points", f"{points} are not points of a check.")])
    same = same or (isinstance(stands, float) and given == stands)
    new_comment = comment if comment != of.standing.comment_on(check) else ""
    if same and not new_comment:
        return None
    if same:
        mark = of.standing.words.get((FIRST, check))
        keeps = mark.after if mark is not None and mark.did == "override" else None
        reason = mark.reason if mark is not None and mark.did == "override" else reason
        said = acts.Said(points=keeps, reason=reason, comment=new_comment)
    else:
        if not reason:
            raise BadInput([_problem(number, "reason", "say why the points are others.")])
        said = acts.Said(points=given, reason=reason[:500], comment=new_comment[:2000])
    return Wanted(number, submission, check, said)


def _problem(row: int, column: str, message: str) -> Problem:
    return Problem(field=f"row {row}, {column}", message=message)
