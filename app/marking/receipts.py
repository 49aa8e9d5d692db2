"""Every mark of an assignment with its receipt: what rules said, what people said, what stands."""

from typing import Any

from sqlalchemy.orm import Session

from app.courses.models import Assignment
from app.marking.marks_csv import every_judged
from app.marking.queue import code_of, is_blind
from grader.receipt import receipt


def receipts(reading: Session, assignment: Assignment) -> dict[str, Any]:
    """Anybody can make the rules' part again from the answer: see `python -m grader receipt`."""
    blind = is_blind(assignment)
    return {
        "assignment": assignment.title,
        "exercise": assignment.exercise,
        "rubric": assignment.rubric,
        "parameters": assignment.parameters,
        "submissions": [
            {
                "submission": submission.id,
                "whose": code_of(assignment, member.id) if blind else member.name,
                "handed_in": submission.handed_in.isoformat(),
                "late_days": submission.late_days,
                "by_rules": receipt(of.by_rules),
                "by_people": [
                    {
                        "check": mark.check,
                        "points": mark.after,
                        "before": mark.before,
                        "reason": mark.reason,
                        "at": mark.at.isoformat(),
                    }
                    for mark in of.standing.words.values()
                    if mark.did == "override"
                ],
                "score": of.by_people.score,
                "level": of.by_people.level,
            }
            for submission, member, of in every_judged(reading, assignment)
        ],
    }
