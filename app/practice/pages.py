"""What the pages of practice show, as plain values for the templates."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.practice.attempts import GradedAttempt
from app.practice.models import RawAnswer
from app.problems import as_dicts
from capacity.architecture import Architecture
from capacity.draw import svg
from capacity.exchange.text import write as write_text
from grader.bank import Exercise, exercise
from grader.reading import look_over

TEXT_SECTIONS = (
    "functional",
    "non_functional",
    "estimates",
    "data_model",
    "deep_dives",
    "interface",
)

DRAWING = "Your architecture"  # what a screen reader calls the picture
LOOKS = 256  # a look depends on nothing but the answer; the page asks right after the script did

# how a part of the drawing is marked for a verdict; the worst verdict on it wins
MARKS = {"missed": "bad", "partly": "part", "met": "good"}


def seen(answer: RawAnswer, of: Exercise) -> dict[str, Any]:
    """What a look at a half-written answer finds, for the page and as JSON."""
    return _seen(json.dumps(answer), of.slug)


@lru_cache(maxsize=LOOKS)
def _seen(raw: str, slug: str) -> dict[str, Any]:
    answer: RawAnswer = json.loads(raw)
    look = look_over(answer, exercise(slug))
    drawing = look.architecture
    return {
        "problems": as_dicts(look.problems),
        "readings": dict(look.readings),
        "architecture": drawing.model_dump(mode="json", by_alias=True) if drawing else None,
        "text": _text_of(answer, drawing),
        "svg": svg(drawing, title=DRAWING) if drawing else "",
    }


def picture(answer: RawAnswer, of: Exercise, marks: Mapping[str, str]) -> str:
    """The drawing of an answer that was handed in, marked; empty where it cannot be read."""
    raw = json.dumps(answer.get("architecture") or {})
    return _picture(raw, of.slug, tuple(sorted(marks.items())))


@lru_cache(maxsize=LOOKS)
def _picture(raw: str, slug: str, marks: tuple[tuple[str, str], ...]) -> str:
    """Attempts never change: a page that is opened again is not drawn again."""
    drawing = look_over({"architecture": json.loads(raw)}, exercise(slug)).architecture
    return svg(drawing, title=DRAWING, marks=dict(marks)) if drawing else ""


def _text_of(answer: RawAnswer, drawing: Architecture | None) -> str:
    """The drawing's text as it was typed, else written from the table."""
    typed = answer.get("architecture")
    if isinstance(typed, str):
        return typed
    if isinstance(typed, dict) and isinstance(typed.get("text"), str):
        return str(typed["text"])
    return write_text(drawing) if drawing else ""


def with_evidence_ids(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report, with an `id` on each evidence: what a link to it says after the '#'."""
    shown = dict(report)
    for part in ("checks", "penalties"):
        shown[part] = [
            {
                **check,
                "evidence": [
                    {**each, "id": f"evidence-{check['id']}-{number}", "check": check["id"],
                     "verdict": check["verdict"]}
                    for number, each in enumerate(check.get("evidence", ()), 1)
                ],
            }
            for check in report.get(part, ())
        ]  # fmt: skip
    return shown


def evidence_in_text(report: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The evidence of a shown report that points into the learner's words, by section."""
    found: dict[str, list[dict[str, Any]]] = {section: [] for section in TEXT_SECTIONS}
    for evidence in _evidence(report):
        if evidence["section"] in found and evidence.get("start") is not None:
            found[evidence["section"]].append(evidence)
    return found


def marks_in_drawing(report: Mapping[str, Any]) -> dict[str, str]:
    """How each component and call that a check points at is marked in the drawing."""
    order = list(MARKS.values())
    marks: dict[str, str] = {}
    for evidence in _evidence(report):
        mark = MARKS.get(evidence["verdict"])
        if evidence["section"] != "architecture" or not evidence.get("at") or mark is None:
            continue
        at = evidence["at"]
        marks[at] = min(mark, marks.get(at, mark), key=order.index)
    return marks


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


def _evidence(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        evidence
        for part in ("checks", "penalties")
        for check in report.get(part, ())
        for evidence in check.get("evidence", ())
    ]
