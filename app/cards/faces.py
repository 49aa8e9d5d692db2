"""The two sides of a card, from the check that was missed and the learner's own answer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Faces:
    """In front what was looked for and what the learner had; behind it why that missed and what earns it."""

    title: str
    section: str
    had: tuple[str, ...]  # the learner's own words, numbers and boxes
    because: str
    would_earn: str
    hint: str
    book: str
    open_points: float


def faces(check: Mapping[str, Any]) -> Faces:
    """A card of one check of a report."""
    quotes = [each["quote"] or each["at"] for each in check["evidence"]]
    return Faces(
        title=check["title"],
        section=check["phase"],
        had=tuple(dict.fromkeys(each for each in quotes if each))[:MOST_QUOTES],
        because=check["because"],
        would_earn=check["would_earn"],
        hint=check["hints"][-1] if check["hints"] else "",
        book=check["book"],
        open_points=round(check["max"] - check["points"], 2),
    )
