"""A number that depends on the design keeps to what the brief allows.

Why it matters
    Some numbers follow from no brief: how far a count may be off, how long a copy lags. They follow from what
    was designed, and they are only worth something when they are held against what was asked for.

`bound` is a given of the brief; the number lies at or below it (`way: most`) or at or above it (`way: least`).

In a rubric
    rule: {kind: estimate_bounded, name: peak_read_rate, way: least, bound: viral_rate}
"""

from typing import Literal

from grader.numbers import could_not_read, in_words
from grader.rule import RuleKind
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly

ROUNDING = 1.001


class EstimateBounded(RuleKind):
    kind: Literal["estimate_bounded"] = "estimate_bounded"
    name: str
    way: Literal["most", "least"] = "most"
    bound: str
    beyond: float = 0.3  # the share of a number that is there and breaks the bound

    def numbers(self) -> tuple[str, ...]:
        return (self.name,)

    def check(self, submission: Submission) -> Verdict:
        label, unit = submission.label_of(self.name), submission.unit_of(self.name)
        given = next(
            each for each in submission.exercise.contract.givens if each.name == self.bound
        )
        bound = given.quantity.as_(unit)
        allowed = f"{'at most' if self.way == 'most' else 'at least'} {given.value}"
        number = submission.numbers.get(self.name)
        if number is None:
            return missed(
                f"{label}: no number was given.",
                would_earn=f"The number that your design has; the brief wants {allowed}.",
            )
        if number.unread:
            return could_not_read(number, label)
        if number.value is None:
            return missed(
                f"{label} {number.written}: {number.problem}",
                number.evidence,
                would_earn=f"Write a number with its unit, as in {in_words(bound, unit)}.",
            )
        kept = (
            number.value <= bound * ROUNDING
            if self.way == "most"
            else number.value >= bound / ROUNDING
        )
        if kept:
            return met(
                f"{label} {number.written} keeps to the brief, which wants {allowed}.",
                number.evidence,
            )
        return partly(
            self.beyond,
            f"{label} {number.written} is known, and the brief wants {allowed}.",
            number.evidence,
            would_earn="Change the design until it keeps to that, or say why more is fine.",
        )
