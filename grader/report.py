"""A grade with its receipts: every point with a sentence and the place in the answer it comes from."""

from typing import Literal

from capacity.frozen import Frozen
from grader.rubric import Level
from grader.verdict import Evidence, Word

Reached = Literal["none", "junior", "senior", "staff"]


class CheckReport(Frozen):
    """One check: what it earned, why, where that is seen, and what would have earned the rest."""

    id: str
    phase: str
    title: str
    points: float
    max: float
    verdict: Word
    because: str
    evidence: tuple[Evidence, ...]
    level: Level
    hints: tuple[str, ...]
    book: str
    would_earn: str
    raised: str = (
        ""  # unprompted, hinted or after follow-up, where there is a record of the interview
    )
    times: float = 1.0  # what its points were multiplied by for that


class PenaltyReport(Frozen):
    """Points lost to a contradiction or a fault, both ends cited."""

    id: str
    title: str
    points: float  # 0 or less
    verdict: Word
    because: str
    evidence: tuple[Evidence, ...]
    claimed: int = (
        0  # how many of the evidence, from the first on, show the claim; the rest deny it
    )


class CapReport(Frozen):
    """A bound on the score, and what it waits for."""

    id: str
    limit: float
    because: str


class PhaseReport(Frozen):
    """The points of one phase, of those that could be judged."""

    id: str
    title: str
    points: float
    max: float


class Report(Frozen):
    """A whole grade. The same answer and the same rubric give the same bytes."""

    exercise: str
    rubric_digest: str
    answer_digest: str
    score: float  # 0 to 100, one decimal
    level: Reached
    headline: str
    bars: dict[str, float]
    phases: tuple[PhaseReport, ...]
    checks: tuple[CheckReport, ...]
    penalties: tuple[PenaltyReport, ...]
    caps: tuple[CapReport, ...]
    needs_person: tuple[str, ...]
    left_for_later: tuple[str, ...] = ()

    def check(self, name: str) -> CheckReport:
        """A check by its id; KeyError when the rubric has none of that name."""
        for each in self.checks:
            if each.id == name:
                return each
        raise KeyError(name)

    @property
    def entries(self) -> "tuple[CheckReport | PenaltyReport, ...]":
        """Every check, then every penalty."""
        return (*self.checks, *self.penalties)

    @property
    def missed(self) -> tuple[str, ...]:
        """The checks that earned nothing, in the order of the rubric."""
        return tuple(each.id for each in self.checks if each.verdict == "missed")
