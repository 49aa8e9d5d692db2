"""How well each section of the book is known: what checks and questions say, fading with time. Pure.

The estimate of a section is the mean of its evidence, each weighted by its age, and shrunk towards nothing:

    known = Σ weight × share / (Σ weight + PRIOR)     weight = 0.5 ^ (age / HALF_LIFE)

So one good check says little, several say much, and what was not shown for months is worth less than what
was shown this week. Half-life and prior are planning assumptions of ours, not measurements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_LIFE = timedelta(days=30)  # assumption: half of a month-old evidence is believed
PRIOR = 0.5  # assumption: nothing known, with the weight of half a fresh check
SOLID, BEGUN = 0.7, 0.4
FADED = 0.1  # less than what the same evidence said while it was fresh


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that shows how well a section is known: a check of an attempt, or a question of the book."""

    section: str  # chapter#label
    share: float  # 0 to 1 of what could be shown
    at: datetime
    what: str  # for a person: the check's title, or that it is a question
    link: str = ""


@dataclass(frozen=True, slots=True)
class Mastery:
    section: str
    known: float  # 0 to 1
    then: float  # what the same evidence said while it was fresh
    evidence: tuple[Evidence, ...]  # the weakest first

    @property
    def word(self) -> str:
        if self.known >= SOLID:
            return "solid"
        if self.known >= BEGUN:
            return "begun"
        return "fading" if self.then >= BEGUN and self.then - self.known >= FADED else "open"

    @property
    def last(self) -> datetime:
        return max(each.at for each in self.evidence)


def mastery(found: Iterable[Evidence], moment: datetime) -> list[Mastery]:
    """Every section that there is evidence for, the least known first."""
    by_section: dict[str, list[Evidence]] = {}
    for each in found:
        by_section.setdefault(each.section, []).append(each)
    sections = [
        Mastery(
            section=section,
            known=_estimate(each, moment),
            then=_estimate(each, None),
            evidence=tuple(sorted(each, key=lambda one: one.share)),
        )
        for section, each in by_section.items()
    ]
    return sorted(sections, key=lambda each: (each.known, each.section))


def _estimate(found: Iterable[Evidence], moment: datetime | None) -> float:
    weighted = [(_weight(each, moment), each.share) for each in found]
    total = sum(weight for weight, _ in weighted)
    return sum(weight * share for weight, share in weighted) / (total + PRIOR)


def _weight(evidence: Evidence, moment: datetime | None) -> float:
    if moment is None:
        return 1.0
    age = max(moment - evidence.at, timedelta(0))
    return float(0.5 ** (age / HALF_LIFE))
