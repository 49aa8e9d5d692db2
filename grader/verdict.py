"""What a rule says about an answer: how much of the check is earned, why, and where that is seen."""

from typing import Annotated, Literal

from pydantic import Field

from capacity.frozen import Frozen

Word = Literal["met", "partly", "missed", "not applicable", "cannot judge"]
Section = Literal[
    "functional",
    "non_functional",
    "estimates",
    "api",
    "data_model",
    "architecture",
    "deep_dives",
    "interface",
    "events",
]


class Evidence(Frozen):
    """A place in the answer.

    In a text section `start` and `end` are character offsets into the section as it was written.
    Elsewhere `at` names the thing: an estimate's name, an endpoint's number from 0, a table or
    entity (DDL keeps offsets too), a component's id, a call as 'from->to', or a moment of the interview.
    """

    section: Section
    at: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""


class Verdict(Frozen):
    """A word, the share of the points it earns, and one sentence for the person who reads it."""

    word: Word
    share: Annotated[float, Field(ge=0, le=1)]
    because: str
    evidence: tuple[Evidence, ...] = ()
    would_earn: str = ""  # the smallest change that would have earned the rest

    @property
    def counts(self) -> bool:
        """Whether the check stays in the denominator."""
        return self.word not in ("not applicable", "cannot judge")


def met(because: str, *evidence: Evidence) -> Verdict:
    return Verdict(word="met", share=1, because=because, evidence=evidence)


def partly(share: float, because: str, *evidence: Evidence, would_earn: str = "") -> Verdict:
    """A part of the points; a part of nothing is missed."""
    return Verdict(
        word="partly" if share > 0 else "missed",
        share=share,
        because=because,
        evidence=evidence,
        would_earn=would_earn,
    )


def missed(because: str, *evidence: Evidence, would_earn: str = "") -> Verdict:
    return Verdict(
        word="missed", share=0, because=because, evidence=evidence, would_earn=would_earn
    )


def not_applicable(because: str, *evidence: Evidence) -> Verdict:
    return Verdict(word="not applicable", share=0, because=because, evidence=evidence)


def cannot_judge(because: str, *evidence: Evidence) -> Verdict:
    """A part that could not be read: it leaves the denominator and goes to a person."""
    return Verdict(word="cannot judge", share=0, because=because, evidence=evidence)
