"""What a class as a whole says: agreement of people and rules, checks worth rewriting, likeness."""

from functools import lru_cache
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from app.courses import assignments
from app.courses.assignment_views import ASSIGNMENT
from app.courses.here import Here, needs
from app.courses.models import Assignment, Member, Submission
from app.courses.roles import Act
from app.database import db
from app.feedback.page import picture
from app.marking import agreement, similarity
from app.marking.marks_csv import every_judged
from app.marking.models import Mark
from app.marking.queue import code_of, is_blind
from app.marking.rubrics import exercise_of
from app.practice.models import Attempt
from app.problems import refuse
from grader.reading import read_answer

blueprint = Blueprint("statistics", __name__, url_prefix="/courses")

_known: dict[tuple[Any, ...], dict[str, Any]] = {}
MOST_KNOWN = 32


@blueprint.get(f"{ASSIGNMENT}/agreement")
@needs(Act.READ_MARKS)
def show_agreement(here: Here, assignment_id: int) -> ResponseReturnValue:
    """κ with its interval, each check, and what the class has missed."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    try:
        found = _agreement(assignment)
    except agreement.NotInstalled:
        found = {"missing": True}
    return render_template("marking/agreement.html", here=here, assignment=assignment, **found)


def _agreement(assignment: Assignment) -> dict[str, Any]:
    """Reckoned once for each state of the marks: an interval takes a second of resampling."""
    last = db.session.execute(
        select(
            func.max(Mark.id), func.count(Submission.id.distinct()), func.max(Submission.report_id)
        )
        .select_from(Submission)
        .outerjoin(Mark, Mark.submission_id == Submission.id)
        .where(Submission.assignment_id == assignment.id)
    ).one()
    key = (str(db.engine.url), assignment.id, assignment.rubric, *last)
    if key not in _known:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[key] = _reckoned(assignment)
    return _known[key]


def _reckoned(assignment: Assignment) -> dict[str, Any]:
    every = every_judged(db.session, assignment)
    rated = [(submission, of) for submission, _member, of in every]
    items = agreement.items(rated)
    pairs = [pair for some in agreement.ratings(rated).values() for pair in some]
    two = agreement.ratings_of_two(rated)
    return {
        "n": len(every),
        "finished": sum(1 in of.standing.finished for _, of in rated),
        "overall": agreement.agreement(pairs) if pairs else None,
        "two": agreement.agreement(two) if two else None,
        "items": items,
        "missed": sorted(items, key=lambda each: -each.lost)[:10],
        "length": agreement.length_and_marks(rated, _lengths(assignment)),
    }


def _lengths(assignment: Assignment) -> dict[int, int]:
    rows = db.session.execute(
        select(Submission.id, Attempt.answer)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .where(Submission.assignment_id == assignment.id, Submission.counts.is_(True))
    )
    return {
        number: len(similarity.prose_of(read_answer(answer, as_it_is=True)).split())
        for number, answer in rows
    }


@blueprint.get(f"{ASSIGNMENT}/similarity")
@needs(Act.MARK)
def show_similarity(here: Here, assignment_id: int) -> ResponseReturnValue:
    """The pairs that are most alike, as a hint."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    rows = _answers(assignment)
    pairs = _alike(assignment)
    names = {number: name for number, name, _answer in rows}
    return render_template(
        "marking/similarity.html",
        here=here,
        assignment=assignment,
        pairs=pairs,
        names=names,
        count=len(rows),
    )


@blueprint.get(
    f"{ASSIGNMENT}/similarity/<int(min=1, max=999999999):one_id>/<int(min=1, max=999999999):other_id>"
)
@needs(Act.MARK)
def side_by_side(here: Here, assignment_id: int, one_id: int, other_id: int) -> ResponseReturnValue:
    """Two answers with what they share that is rare."""
    assignment = assignments.in_course(db.session, here.course.id, assignment_id)
    pair = next(
        (each for each in _alike(assignment) if (each.one, each.other) == (one_id, other_id)), None
    )
    if pair is None:
        refuse(404, "These two are not among the pairs.", "Start from the list of pairs.")
    exercise = exercise_of(db.session, assignment)
    found = {number: (name, answer) for number, name, answer in _answers(assignment)}
    sides = []
    for number in (one_id, other_id):
        name, answer = found[number]
        prose = similarity.prose_of(read_answer(answer, as_it_is=True))
        sides.append(
            {
                "id": number,
                "name": name,
                "svg": picture(answer, exercise, {}),
                "passages": similarity.passages(pair.shared["words"], prose),
            }
        )
    return render_template(
        "marking/side_by_side.html", here=here, assignment=assignment, pair=pair, sides=sides
    )


def _answers(assignment: Assignment) -> list[tuple[int, str, dict[str, Any]]]:
    rows = db.session.execute(
        select(Submission.id, Member.id, Member.name, Attempt.answer)
        .join(Member, Member.id == Submission.member_id)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .where(Submission.assignment_id == assignment.id, Submission.counts.is_(True))
        .order_by(Submission.id)
    )
    blind = is_blind(assignment)
    return [
        (number, code_of(assignment, member) if blind else name, answer)
        for number, member, name, answer in rows
    ]


def _alike(assignment: Assignment) -> list[similarity.Alike]:
    rows = _answers(assignment)
    key = (str(db.engine.url), assignment.id, tuple(number for number, _, _ in rows))
    return _pairs(key)


@lru_cache(maxsize=16)
def _pairs(key: tuple[str, int, tuple[int, ...]]) -> list[similarity.Alike]:
    """Answers never change: the pairs of the same submissions are reckoned once."""
    _url, assignment_id, _numbers = key
    assignment = db.session.get_one(Assignment, assignment_id)
    brief = similarity.shingles(exercise_of(db.session, assignment).brief)
    return similarity.alike(
        {number: similarity.traits(answer, brief) for number, _, answer in _answers(assignment)}
    )
