"""The feedback page as plain values for its templates."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.feedback.evidence import (
    contradictions,
    evidence_in_text,
    marks_in_drawing,
    parts_of_drawing,
    with_evidence_ids,
)
from app.practice.attempts import GradedAttempt
from app.practice.models import RawAnswer
from app.practice.pages import DRAWING
from capacity.architecture import Architecture
from capacity.draw import svg
from grader.bank import Exercise, exercise
from grader.ladder import next_level
from grader.reading import look_over, read_answer
from grader.report import Report

PICTURES = 256

# what the filter shows: a verdict, and what it is called there
FILTERS = {
    "met": "Earned",
    "partly": "Partly",
    "missed": "Missed",
    "cannot judge": "Cannot judge",
    "not applicable": "Not asked here",
}


def shown(of: Exercise, this: GradedAttempt, before: GradedAttempt | None) -> dict[str, Any]:
    """What the page says of one attempt; `before` is the attempt that it is compared with."""
    report = with_evidence_ids(this.report)
    return {
        "exercise": of,
        "attempt": this,
        "report": report,
        "previous": before.report if before else None,
        "changes": changes(before, this),
        "next": _next(of, this.report),
        "evidence": evidence_in_text(report),
        "endpoints": endpoints(this.answer),
        "svg": picture(this.answer, of, marks_in_drawing(report)),
        "parts": parts_of_drawing(report, drawing_of(this.answer, of)),
        "contradictions": contradictions(report),
        "titles": {each["id"]: each["title"] for each in report["checks"]},
        "filters": [
            (word, label, count)
            for word, label in FILTERS.items()
            if (count := sum(each["verdict"] == word for each in report["checks"]))
        ],
    }


def _next(of: Exercise, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """What separates the grade from the next level; nothing where the rubric is another by now."""
    if body["rubric_digest"] != of.rubric_digest:
        return None
    report = Report.model_validate(body)
    coming = next_level(of.rubric, report)
    if coming is None:
        return None
    checks = [report.check(name) for name in coming.checks]
    return {
        "level": coming.level,
        "short": coming.short,
        "caps": [each for each in report.caps if each.id in coming.caps],
        "checks": checks,
        "enough": coming.enough,
    }


def endpoints(answer: RawAnswer) -> list[dict[str, Any]]:
    """The calls of an API that came as a document, as they were read and judged; else nothing."""
    if not isinstance(answer.get("api"), dict):
        return []
    read = read_answer({"api": answer["api"]}, as_it_is=True)
    return [each.model_dump(mode="json") for each in read.api]


def drawing_of(answer: RawAnswer, of: Exercise) -> Architecture | None:
    """The drawing of an answer; None where there is none, or it cannot be read."""
    return _drawing(json.dumps(answer.get("architecture") or {}), of.slug)


def picture(answer: RawAnswer, of: Exercise, marks: Mapping[str, str]) -> str:
    """The drawing of an answer that was handed in, marked; empty where it cannot be read."""
    raw = json.dumps(answer.get("architecture") or {})
    return _picture(raw, of.slug, tuple(sorted(marks.items())))


@lru_cache(maxsize=PICTURES)
def _picture(raw: str, slug: str, marks: tuple[tuple[str, str], ...]) -> str:
    """Attempts never change: a page that is opened again is not drawn again."""
    drawing = _drawing(raw, slug)
    return svg(drawing, title=DRAWING, marks=dict(marks)) if drawing else ""


@lru_cache(maxsize=PICTURES)
def _drawing(raw: str, slug: str) -> Architecture | None:
    return look_over({"architecture": json.loads(raw)}, exercise(slug)).architecture


def changes(before: GradedAttempt | None, after: GradedAttempt) -> list[dict[str, Any]]:
    """The checks whose points moved since the attempt before."""
    if before is None:
        return []
    old = {check["id"]: check["points"] for check in before.report.get("checks", ())}
    return [
        {
            "id": check["id"],
            "title": check["title"],
            "before": old[check["id"]],
            "after": check["points"],
        }
        for check in after.report.get("checks", ())
        if check["id"] in old and old[check["id"]] != check["points"]
    ]
