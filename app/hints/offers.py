"""What can be hinted at while an answer is being written, and what it costs. Pure.

Before an answer is handed in nobody is told what is looked for. A phase therefore offers one hint: about
the check of that phase with the most points still open in the draft. The rungs after the first say more
about the same check and cost nothing more, since its points are multiplied only once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.hints.models import BoughtHint
from grader.answer import Answer
from grader.bank import Exercise
from grader.events import Event
from grader.grade import grade
from grader.report import CheckReport

OPEN = ("missed", "partly")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The hints of one check that were bought, in order, and whether there is another."""

    check: str
    said: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """The next hint of a phase. `costs` are points at most: what the multiplier takes of the whole check."""

    check: str
    costs: float
    of: float  # the points of the check


@dataclass(frozen=True, slots=True)
class PhaseHints:
    id: str
    title: str
    ladders: tuple[Ladder, ...]
    offer: Offer | None


def phases(exercise: Exercise, answer: Answer, bought: Sequence[BoughtHint]) -> list[PhaseHints]:
    """Every phase with the hints that were bought and the one on offer."""
    report = grade(exercise, answer)
    rungs = _rungs(bought)
    return [
        PhaseHints(
            id=phase.id,
            title=phase.title,
            ladders=tuple(
                Ladder(each.id, each.hints[: rungs[each.id]], rungs[each.id] < len(each.hints))
                for each in report.checks
                if each.phase == phase.id and each.id in rungs
            ),
            offer=_offer(
                exercise, [each for each in report.checks if each.phase == phase.id], rungs
            ),
        )
        for phase in exercise.rubric.phases
    ]


def _offer(
    exercise: Exercise, checks: Iterable[CheckReport], rungs: Mapping[str, int]
) -> Offer | None:
    open_checks = [each for each in checks if each.verdict in OPEN and each.id not in rungs]
    best = max(open_checks, key=lambda each: each.max - each.points, default=None)
    if best is None or not best.hints:
        return None
    times = exercise.rubric.provenance.times("hinted", best.level)
    return Offer(check=best.id, costs=round(best.max * (1 - times), 2), of=best.max)


def _rungs(bought: Iterable[BoughtHint]) -> dict[str, int]:
    """How far up each check's ladder was climbed."""
    found: dict[str, int] = {}
    for each in bought:
        found[each.check_id] = max(each.rung, found.get(each.check_id, 0))
    return found


def record(bought: Sequence[BoughtHint]) -> list[Event]:
    """The hints as events of the attempt, in seconds from the first of them."""
    if not bought:
        return []
    start = min(each.bought_at for each in bought)
    return [
        Event(
            at=round((each.bought_at - start).total_seconds(), 1),
            kind="hint",
            checks=(each.check_id,),
        )
        for each in sorted(bought, key=lambda each: (each.bought_at, each.rung))
    ]
