"""A submission as its page shows it: to whoever marks, and to its learner as far as it is released."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.courses.here import Here
from app.courses.models import Assignment, Member, Submission
from app.courses.roles import Act
from app.feedback.evidence import evidence_in_text, marks_in_drawing, with_evidence_ids
from app.feedback.page import picture
from app.marking.judged import Judged
from app.marking.models import DECIDING, FIRST, SECOND, Mark
from app.marking.queue import code_of, is_blind
from app.practice.models import Attempt, Report
from app.problems import refuse

ROUNDS = {FIRST: "first marker", SECOND: "second marker", DECIDING: "decision"}


@dataclass(frozen=True, slots=True)
class Found:
    """A submission of this course with what it hangs on."""

    assignment: Assignment
    submission: Submission
    attempt: Attempt
    member: Member
    body: dict[str, Any]  # of the report


@dataclass(frozen=True, slots=True)
class Line:
    """One act in the history of a check."""

    id: int
    by: str
    did: str
    round: str
    before: float | None
    after: float | None
    reason: str
    comment: str
    at: datetime
    mine: bool
    undone: bool


def find(reading: Session, here: Here, submission_id: int) -> Found:
    """A submission; 404 where it is another course's, or a learner asks for somebody else's."""
    row = reading.execute(
        select(Assignment, Submission, Attempt, Member, Report.body)
        .join(Submission, Submission.assignment_id == Assignment.id)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .join(Member, Member.id == Submission.member_id)
        .join(Report, Report.id == Submission.report_id)
        .where(Submission.id == submission_id, Assignment.course_id == here.course.id)
    ).one_or_none()
    found = Found(*row) if row else None
    mine = found is not None and found.member.id == here.member_id
    if found is None or not (mine or here.may(Act.READ_MARKS)):
        refuse(404, "There is no such submission in this course.", "Start from the course's page.")
    return found


def who(of: Found) -> str:
    return code_of(of.assignment, of.member.id) if is_blind(of.assignment) else of.member.name


def sees_all_rounds(of: Found, here: Here) -> bool:
    """A second marker does not see the first one's marks before both are done, nor the other way."""
    if of.assignment.markers == 1:
        return True
    both = of.submission.state in {"adjudicate", "done"}
    is_marker = here.member_id in (of.submission.first_id, of.submission.second_id)
    return both or (here.leads and not is_marker)


def marks(reading: Session, of: Found) -> list[tuple[Mark, str]]:
    """Every act with the name of who did it, in order."""
    rows = reading.execute(
        select(Mark, Person.name)
        .join(Person, Person.id == Mark.by_id)
        .where(Mark.submission_id == of.submission.id, Mark.round.in_(ROUNDS))
        .order_by(Mark.id)
    )
    return [(mark, name) for mark, name in rows]


def history(rows: list[tuple[Mark, str]], of: Found, here: Here) -> dict[str, list[Line]]:
    """What was done to each check, as far as this person may see it; '' is the whole."""
    every = sees_all_rounds(of, here)
    seen = [(mark, name) for mark, name in rows if every or mark.by_id == here.person_id]
    undone = {mark.undoes_id for mark, _ in rows}
    found: dict[str, list[Line]] = {}
    for mark, name in seen:
        line = Line(
            id=mark.id,
            by=name,
            did=mark.did,
            round=ROUNDS[mark.round] if of.assignment.markers == 2 else "",
            before=mark.before,
            after=mark.after,
            reason=mark.reason,
            comment=mark.comment,
            at=mark.at,
            mine=mark.by_id == here.person_id,
            undone=mark.id in undone,
        )
        found.setdefault(mark.check, []).append(line)
    return found


def for_markers(of: Found, found: Judged, round_: int | None) -> dict[str, Any]:
    """Everything: the rules' points, and what the person's own round gives in their place."""
    report = found.by_rules.model_dump(mode="json")
    by_people = {each.id: each for each in found.by_people.entries}
    checks = {each.id: each for each in found.by_rules.entries}
    for part in ("checks", "penalties"):
        for each in report[part]:
            rule = checks[each["id"]].points
            mark = found.standing.words.get((round_ or FIRST, each["id"])) or found.standing.on(
                each["id"]
            )
            visible = round_ is None or mark is None or mark.round in (round_, DECIDING)
            each["rule_points"] = rule
            each["mark"] = mark if visible else None
            each["now"] = (
                found.standing.points(mark.round, each["id"], rule) if mark and visible else rule
            )
            each["stale"] = each["id"] in found.stale
            each["because_now"] = by_people[each["id"]].because
    return _page(of, found, report)


def for_the_learner(of: Found, found: Judged) -> dict[str, Any] | None:
    """What is released: all of it, some checks, or None."""
    assignment = of.assignment
    whole = assignment.release == "at once" or assignment.released_at is not None
    if not whole and not assignment.released:
        return None
    report = found.by_people.model_dump(mode="json")
    for part in ("checks", "penalties"):
        report[part] = [
            {**each, "comment": found.standing.comment_on(each["id"]),
             "by_a_person": _was_changed(found, each["id"])}
            for each in report[part]
            if whole or each["id"] in assignment.released
        ]  # fmt: skip
    if not whole:
        phases = {each["phase"] for each in report["checks"]}
        report.update(score=None, level=None, headline="", caps=[])
        report["phases"] = [each for each in report["phases"] if each["id"] in phases]
    return _page(of, found, report)


def _was_changed(found: Judged, check: str) -> bool:
    mark = found.standing.on(check)
    return mark is not None and mark.did == "override"


def _page(of: Found, found: Judged, report: dict[str, Any]) -> dict[str, Any]:
    shown = with_evidence_ids(report)
    return {
        "report": shown,
        "evidence": evidence_in_text(shown),
        "answer": of.attempt.answer,
        "svg": picture(of.attempt.answer, found.exercise, marks_in_drawing(shown)),
    }
