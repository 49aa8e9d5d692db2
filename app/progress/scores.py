"""The attempts at one exercise as a line that can be drawn, and what became of the first one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.practice.attempts import AttemptLine

WIDE, HIGH = 160.0, 36.0


@dataclass(frozen=True, slots=True)
class Scored:
    """One attempt and what it is worth."""

    number: int
    score: float
    level: str
    handed_in: datetime


@dataclass(frozen=True, slots=True)
class CourseOfScores:
    slug: str
    title: str
    attempts: tuple[Scored, ...]  # the first one first
    points: tuple[tuple[float, float], ...]  # in the picture

    @property
    def gained(self) -> float:
        """Points from the first attempt to the best."""
        scores = [each.score for each in self.attempts]
        return round(max(scores) - scores[0], 1)

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)


def courses_of_scores(lines: Sequence[AttemptLine], titles: dict[str, str]) -> list[CourseOfScores]:
    """Each exercise that was tried, the one tried last first; attempts whose mark is held are left out."""
    by_exercise: dict[str, list[Scored]] = {}
    for line in sorted(lines, key=lambda each: each.handed_in, reverse=True):
        if line.score is not None:
            scored = Scored(line.number, line.score, line.level, line.handed_in)
            by_exercise.setdefault(line.exercise, []).insert(0, scored)
    return [
        CourseOfScores(slug, titles.get(slug, slug), tuple(found), _points(found))
        for slug, found in by_exercise.items()
    ]


def _points(lines: Sequence[Scored]) -> tuple[tuple[float, float], ...]:
    step = WIDE / max(1, len(lines) - 1)
    return tuple(
        (round(number * step, 1), round(HIGH * (1 - each.score / 100), 1))
        for number, each in enumerate(lines)
    )
