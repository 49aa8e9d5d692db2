"""Rubrics by their digest: the bank's as it stood when a course began to use it, and edited copies.

A report names the rubric that made it; with its text kept here, that rubric can be asked again
after the bank or the course has another.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import now
from app.courses.as_set import with_parameters
from app.courses.models import Assignment
from app.marking.models import RubricVersion
from grader.bank import EXERCISES, Exercise, exercise, load_with

_loaded: dict[tuple[str, str], Exercise] = {}
MOST_LOADED = 64


def bank_text(slug: str) -> str:
    """The rubric of the bank as its file has it."""
    return (EXERCISES / slug / "rubric.yaml").read_text(encoding="utf-8")


def keep_bank(writing: Session, slug: str) -> str:
    """Keep the bank's rubric under its digest, once; the digest."""
    digest = exercise(slug).rubric_digest
    known = select(RubricVersion.id).where(
        RubricVersion.exercise == slug, RubricVersion.digest == digest
    )
    if writing.scalar(known) is None:
        writing.add(RubricVersion(exercise=slug, digest=digest, text=bank_text(slug), at=now()))
    return digest


def text_of(reading: Session, assignment: Assignment) -> str:
    """The text of the rubric that an assignment is graded by."""
    return rubric_text(reading, assignment.exercise, assignment.rubric)


def exercise_of(reading: Session, assignment: Assignment, report_digest: str = "") -> Exercise:
    """The exercise of an assignment, with its parameters and its rubric, or that of a report."""
    slug = assignment.exercise
    digest = report_digest.partition("+")[0] or assignment.rubric
    if not digest or exercise(slug).rubric_digest == digest:
        return with_parameters(exercise(slug), assignment.parameters)
    if (slug, digest) not in _loaded:
        if len(_loaded) >= MOST_LOADED:
            _loaded.clear()
        _loaded[slug, digest] = load_with(EXERCISES / slug, rubric_text(reading, slug, digest))
    return with_parameters(_loaded[slug, digest], assignment.parameters)


def rubric_text(reading: Session, slug: str, digest: str) -> str:
    """The text of a rubric by its digest; the bank's where none is kept."""
    text = reading.scalar(
        select(RubricVersion.text).where(
            RubricVersion.exercise == slug, RubricVersion.digest == digest
        )
    )
    return bank_text(slug) if text is None else text


def edited(slug: str, text: str, parameters: Mapping[str, str]) -> Exercise:
    """The exercise with a rubric under edit. BadInput names the key of what is wrong."""
    return with_parameters(load_with(EXERCISES / slug, text), dict(parameters))
