"""A rubric under edit: checked, proved, and what it would change for this class, before it is kept."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import now
from app.courses import log
from app.courses.here import Here
from app.courses.models import Assignment, Submission
from app.courses.submissions import answer_of
from app.marking.judged import Judged
from app.marking.marks import overrulings, stale
from app.marking.marks_csv import every_judged
from app.marking.models import Case, RubricVersion
from app.marking.rubrics import edited
from app.practice.models import Attempt
from app.practice.models import Report as Stored
from grader.bank import EXERCISES, Exercise
from grader.diff.changes import AnswerChange, Summary, change_of, summary_of
from grader.grade import grade
from grader.overruled import overruled
from grader.prove.material import Material
from grader.prove.proof import Proven, prove
from grader.reading import read_answer
from grader.report import Report
from grader.rules import KINDS

MOST_PREVIEWED = 150  # submissions that are graded while somebody waits for the page


@dataclass(frozen=True, slots=True)
class Moved:
    """One submission under both rubrics, people's words counted in."""

    submission_id: int
    who: str
    change: AnswerChange
    stale: int  # words of people that would rest on another check


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would do to a class."""

    digest: str
    tried: int
    of: int
    moved: list[Moved]
    summary: Summary
    up: list[Moved]  # who reaches a higher level
    down: list[Moved]
    by_check: list[tuple[str, float, int]]  # check, points over all, in how many answers


@dataclass(frozen=True, slots=True)
class Tried:
    """A case that a course keeps, tried on a rubric; empty where it holds."""

    name: str
    differs: str


def preview(reading: Session, assignment: Assignment, text: str, names: dict[int, str]) -> Preview:
    """Grade the class by the edited rubric and say what moves. BadInput where it is none."""
    new = edited(assignment.exercise, text, assignment.parameters)
    every = every_judged(reading, assignment)
    step = max(1, -(-len(every) // MOST_PREVIEWED))
    some = every[::step]
    attempts = {
        each.id: each
        for each in reading.scalars(
            select(Attempt).where(Attempt.id.in_([one.attempt_id for one, _, _ in some]))
        )
    }
    moved = [
        _moved(submission.id, names[member.id], of, new, attempts[submission.attempt_id])
        for submission, member, of in some
    ]
    changes = tuple(each.change for each in moved)
    order = ("none", "junior", "senior", "staff")
    rises = [
        (each, order.index(each.change.level_now) - order.index(each.change.level_was))
        for each in moved
    ]
    return Preview(
        digest=new.rubric_digest,
        tried=len(some),
        of=len(every),
        moved=[
            each
            for each in sorted(moved, key=lambda one: -abs(one.change.by))
            if each.change.by or each.change.entries
        ],
        summary=summary_of(changes),
        up=[each for each, by in rises if by > 0],
        down=[each for each, by in rises if by < 0],
        by_check=_by_check(changes),
    )


def _moved(number: int, who: str, of: Judged, new: Exercise, attempt: Attempt) -> Moved:
    report = grade(new, answer_of(attempt))
    said = overrulings(of.standing, [each.id for each in report.entries])
    after: Report = overruled(new.rubric, report, said)
    return Moved(
        number,
        who,
        change_of(who, of.by_people, after),
        len(stale(of.standing, new.rubric)) - len(of.stale),
    )


def _by_check(changes: Sequence[AnswerChange]) -> list[tuple[str, float, int]]:
    points: dict[str, float] = {}
    answers: dict[str, int] = {}
    for change in changes:
        for entry in change.entries:
            by = (entry.now or 0.0) - (entry.was or 0.0)
            if by:
                points[entry.id] = points.get(entry.id, 0.0) + by
                answers[entry.id] = answers.get(entry.id, 0) + 1
    return [
        (name, round(points[name], 2), answers[name])
        for name in sorted(points, key=lambda each: -answers[each])
    ]


def proven(slug: str, text: str) -> Proven:
    """The bank's own proofs of an exercise, with the edited rubric in the place of its own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / slug
        shutil.copytree(EXERCISES / slug, copy)
        (copy / "rubric.yaml").write_text(text, encoding="utf-8")
        return prove(Material(copy))


def tried(reading: Session, here: Here, slug: str, exercise: Exercise) -> list[Tried]:
    """The cases that a course keeps, each held against a rubric."""
    cases = reading.scalars(
        select(Case).where(Case.course_id == here.course.id, Case.exercise == slug)
    )
    return [Tried(each.name, _differs(each, exercise)) for each in cases]


def _differs(case: Case, exercise: Exercise) -> str:
    report = grade(exercise, read_answer(case.answer, as_it_is=True))
    given = {each.id: each.points for each in report.entries}
    wrong = [
        f"{name} gives {given[name]:g}, declared {points:g}"
        if name in given
        else f"{name} is no check any more"
        for name, points in case.points.items()
        if given.get(name) != points
    ]
    return "; ".join(wrong)


def keep_case(
    writing: Session,
    here: Here,
    of: tuple[Assignment, Submission, Attempt],
    points: dict[str, float],
) -> None:
    """Keep an answer with what people say its checks are worth: a rubric must find the same."""
    assignment, submission, attempt = of
    writing.add(
        Case(
            course_id=here.course.id,
            exercise=assignment.exercise,
            name=f"submission-{submission.id}",
            answer=attempt.answer,
            points=points,
            by_id=here.person_id,
            at=now(),
        )
    )
    log.note(writing, here, "kept a case for the rubric", f"submission {submission.id}")


def keep(
    writing: Session, here: Here, assignment: Assignment, text: str, why: str
) -> RubricVersion:
    """A new version, which the assignment uses from now on. What was graded stays as it is."""
    new = edited(assignment.exercise, text, {})
    version = writing.scalar(
        select(RubricVersion).where(
            RubricVersion.exercise == assignment.exercise,
            RubricVersion.digest == new.rubric_digest,
        )
    )
    if version is None:
        version = RubricVersion(
            exercise=assignment.exercise,
            digest=new.rubric_digest,
            text=text,
            note=why,
            course_id=here.course.id,
            parent=assignment.rubric,
            by_id=here.person_id,
            at=now(),
        )
        writing.add(version)
    before, assignment.rubric = assignment.rubric, new.rubric_digest
    log.note(
        writing, here, f"chose a rubric for “{assignment.title}”", why, (before, new.rubric_digest)
    )
    return version


def versions(reading: Session, assignment: Assignment, course_id: int) -> list[RubricVersion]:
    """The versions of a course and of the bank, the latest first."""
    return list(
        reading.scalars(
            select(RubricVersion)
            .where(
                RubricVersion.exercise == assignment.exercise,
                (RubricVersion.course_id == course_id) | RubricVersion.course_id.is_(None),
            )
            .order_by(RubricVersion.id.desc())
        )
    )


def graded_by_others(reading: Session, assignment: Assignment, digest: str) -> int:
    """How many submissions were graded by another rubric than this one."""
    return (
        reading.scalar(
            select(func.count(Submission.id))
            .join(Stored, Stored.id == Submission.report_id)
            .where(Submission.assignment_id == assignment.id, Stored.rubric_digest != digest)
        )
        or 0
    )


@dataclass(frozen=True, slots=True)
class KindHelp:
    """A rule kind, as the help beside the editor tells it."""

    name: str
    says: str
    keys: list[tuple[str, str]]


def kinds() -> list[KindHelp]:
    """Every rule kind with what it claims and the keys that it takes."""
    return [
        KindHelp(
            name=str(kind.model_fields["kind"].default),
            says=(kind.__doc__ or "").strip().split("\n")[0],
            keys=[
                (name, "needed" if field.is_required() else "may be left out")
                for name, field in kind.model_fields.items()
                if name != "kind"
            ],
        )
        for kind in KINDS
    ]


def as_stored_answer(case: Case) -> str:
    """A case as a file for `answers/` of an exercise in the bank; its bands are for a person to set."""
    found = {
        "about": "An answer that people judged otherwise than the rubric did.",
        "expect": {
            "score": [0, 100],
            "level": "none",
            "missed": [name for name, points in case.points.items() if points == 0],
            "earned": [name for name, points in case.points.items() if points > 0],
        },
        "answer": case.answer,
    }
    return yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110)
