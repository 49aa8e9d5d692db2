"""Two answers to one exercise, compared by meaning: what each earns that the other does not. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.practice.models import RawAnswer

LEAST = 0.05  # points; less is rounding


@dataclass(frozen=True, slots=True)
class Beside:
    """The answer that an attempt is compared with."""

    name: str  # in the address
    title: str
    about: str
    answer: RawAnswer
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A check that one of the two earns more of."""

    check: str
    title: str
    level: str
    points: float  # more than the other
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    theirs: tuple[Difference, ...]  # the other earns more, most first
    mine: tuple[Difference, ...]  # the attempt earns more, most first
    alike: int  # checks that both earn alike
    neither: int  # of those, checks that neither earns


def compare(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Comparison:
    """Two reports of one rubric, check by check. Checks that only one of them has are left out."""
    other = {each["id"]: each for each in theirs["checks"]}
    pairs = [(each, other[each["id"]]) for each in mine["checks"] if each["id"] in other]
    found = [
        Difference(
            check=one["id"],
            title=one["title"],
            level=one["level"],
            points=round(two["points"] - one["points"], 2),
            mine=one,
            theirs=two,
        )
        for one, two in pairs
    ]
    more = sorted((each for each in found if each.points > LEAST), key=lambda each: -each.points)
    less = sorted((each for each in found if each.points < -LEAST), key=lambda each: each.points)
    alike = [each for each in found if abs(each.points) <= LEAST]
    neither = sum(not each.mine["points"] for each in alike)
    return Comparison(tuple(more), tuple(less), len(alike), neither)
