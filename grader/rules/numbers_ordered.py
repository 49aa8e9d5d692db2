"""Two numbers of one answer stand in the order in which they must: a peak above its average.

Why it matters
    Each number alone may be plausible. A peak below the average, or copies that take less room than one,
    says that one of the two was never used.

In a rubric
    rule: {kind: numbers_ordered, smaller: read_rate, larger: peak_read_rate, times: 1.5}
"""

from typing import Literal

from grader.numbers import could_not_read
from grader.rule import RuleKind
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable


class NumbersOrdered(RuleKind):
    kind: Literal["numbers_ordered"] = "numbers_ordered"
    smaller: str  # names of estimates
    larger: str
    times: float = 1.0  # the larger is at least so many times the smaller

    def check(self, submission: Submission) -> Verdict:
        smaller = submission.numbers.get(self.smaller)
        larger = submission.numbers.get(self.larger)
        names = [submission.label_of(each) for each in (self.smaller, self.larger)]
        for number, name in zip((smaller, larger), names, strict=True):
            if number is not None and number.unread:
                return could_not_read(number, name)
        if smaller is None or larger is None or smaller.value is None or larger.value is None:
            return not_applicable("There are not two numbers to compare.")
        of_larger = submission.convert(
            larger.value, submission.unit_of(self.larger), submission.unit_of(self.smaller)
        )
        evidence = (smaller.evidence, larger.evidence)
        low, high = f"{names[0]} {smaller.written}", f"{names[1]} {larger.written}"
        if of_larger >= smaller.value * self.times * 0.999:
            return met(f"{high} lies above {low}.", *evidence)
        at_least = f" at least {self.times:g} times" if self.times > 1 else ""
        return missed(
            f"{high} should be{at_least} above {low}, and is not.",
            *evidence,
            would_earn="Correct one of the two; the other follows from it.",
        )
