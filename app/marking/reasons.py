"""Why a person should look at a submission, and which of them first.

The grader says it in sentences; here they become kinds that a queue can count and sort by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from capacity import yaml_door
from capacity.frozen import BadInput
from grader.bank import EXERCISES
from grader.reading import read_answer

LEAST_ALIKE = 0.4  # share of kinds of boxes in common below which a drawing is called unusual
SMALLEST = 5  # boxes from which a drawing can be called unusual


@dataclass(frozen=True, slots=True)
class Kind:
    """A reason, the words of a queue for it, and how much it presses."""

    name: str
    label: str
    weight: int
    marks: tuple[str, ...] = ()  # what the grader's sentence holds


APPEAL = Kind("appeal", "appeal", 100)
KINDS = (
    APPEAL,
    Kind("engine error", "a rule failed", 80, (" failed inside ", "could not be looked over")),
    Kind("cannot judge", "cannot judge", 60, ("could not be judged",)),
    Kind("conflict", "says both", 50, ("say opposite things about",)),
    Kind("gaming", "odd writing", 45, ("mixes letters of two scripts", "like a list of terms")),
    Kind("near a bar", "near a bar", 40, ("The score is within ",)),
    Kind("unusual", "unusual design", 30),
    Kind("other", "needs a look", 20),
)
BY_NAME = {each.name: each for each in KINDS}


def kinds_of(report: Mapping[str, Any]) -> list[str]:
    """The kinds of reasons that a report gives, what presses most first."""
    found = {_kind(sentence) for sentence in report.get("needs_person", ())}
    return in_order(found)


def in_order(names: Iterable[str]) -> list[str]:
    wanted = set(names)
    return [each.name for each in KINDS if each.name in wanted]


def urgency(names: Iterable[str]) -> int:
    """How much a submission presses: its gravest reason, then how many there are."""
    weights = [BY_NAME[name].weight for name in names]
    return max(weights, default=0) * 10 + min(len(weights), 9)


def is_unusual(answer: Mapping[str, Any], exercise: str) -> bool:
    """Whether the drawing is like none of the strong designs that the rubric was tried on."""
    try:
        drawn = read_answer(dict(answer), as_it_is=True).architecture
    except BadInput:
        return False
    kinds = frozenset(str(each.kind) for each in drawn.components)
    if len(drawn.components) < SMALLEST:
        return False
    return all(_alike(kinds, other) < LEAST_ALIKE for other in _strong_designs(exercise))


@lru_cache(maxsize=128)
def _strong_designs(exercise: str) -> tuple[frozenset[str], ...]:
    """The kinds of boxes of each stored strong answer."""
    found = []
    for path in sorted((EXERCISES / exercise / "answers").glob("strong-*.yaml")):
        raw = yaml_door.load_file(path, path.name)["answer"]
        components = read_answer(raw).architecture.components
        found.append(frozenset(str(each.kind) for each in components))
    return tuple(found)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _kind(sentence: str) -> str:
    return next(
        (each.name for each in KINDS if any(mark in sentence for mark in each.marks)), "other"
    )
