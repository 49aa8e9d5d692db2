"""A report in which a person's word takes the place of a rule's: checks changed, the rest added up anew."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from capacity.frozen import Frozen
from grader.grade import added_up
from grader.report import CheckReport, PenaltyReport, Report
from grader.rubric import Rubric
from grader.verdict import Word


class Overruling(Frozen):
    """What a person gives a check or a penalty, in points, and why."""

    points: Annotated[float, Field(ge=-20, le=100)]
    because: str


def overruled(rubric: Rubric, report: Report, said: Mapping[str, Overruling]) -> Report:
    """The report by these words; of a check that it does not have nothing is said.

    A check that could not be judged counts from then on, and caps and levels follow the points.
    """
    if not said:
        return report
    checks = tuple(_check(each, said.get(each.id)) for each in report.checks)
    penalties = tuple(_penalty(each, said.get(each.id)) for each in report.penalties)
    return added_up(rubric, report.model_copy(update={"checks": checks, "penalties": penalties}))


def _check(check: CheckReport, said: Overruling | None) -> CheckReport:
    if said is None:
        return check
    points = round(min(max(said.points, 0.0), check.max), 2)
    return check.model_copy(
        update={"points": points, "verdict": word_for(points, check.max), "because": said.because}
    )


def _penalty(penalty: PenaltyReport, said: Overruling | None) -> PenaltyReport:
    if said is None:
        return penalty
    points = round(min(said.points, 0.0), 2)
    word: Word = "missed" if points < 0 else "met"
    return penalty.model_copy(update={"points": points, "verdict": word, "because": said.because})


def word_for(points: float, most: float) -> Word:
    """The verdict that so many points of so many stand for."""
    if points >= most:
        return "met"
    return "partly" if points > 0 else "missed"
